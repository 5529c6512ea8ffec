//! An adverse event as it stands, and what has changed about it.

use crate::domain::calendar::DiaryDate;
use crate::domain::ctcae::{Grade, Term};
use crate::domain::entry::EntryRef;
use crate::domain::site::{ActionTaken, AdverseEventChanged, Relation, SiteEvent};

use super::super::super::page::{Field, Tone};
use super::super::screen::{Act, Context, Page, Row};
use super::adverse::{Judged, drug_rows, unjudged};
use super::choice::beside_or_none;
use super::purpose::Purpose;
use super::{Task, can_record, entry_row, row};

// The values of the form, by their places.
const GRADE: usize = 0;
const ENDED: usize = 1;
const SERIOUS: usize = 2;
const FIRST_DRUG: usize = 3;

/// An event with all that has changed since.
pub(super) fn page(root: EntryRef, context: &Context) -> Page {
    let text = context.text;
    let diary = &context.participant().diary;
    let record = context.participant().record.as_ref();
    let Some(course) = record.and_then(|record| record.adverse_event(root)) else {
        return Page::new()
            .text(Tone::Plain, text.desk_no_event())
            .gap()
            .row(Row::act(text.go_back(), Act::Back));
    };
    let mut page = Page::new()
        .heading(text.event_term(course.event))
        .pair(text.desk_course(), text.event_course(&course))
        .pair(text.desk_highest(), text.grade(course.highest()))
        .pair(
            text.desk_serious(),
            text.seriousness(course.serious()).to_owned(),
        );
    let (related, action) = (course.related(), course.action());
    for (drug, relation) in &related {
        let mut said = vec![text.relation(*relation).to_owned()];
        said.extend(
            action
                .get(drug)
                .map(|action| text.action_taken(*action).to_owned()),
        );
        page = page.pair(text.drug(diary, *drug), text.clauses(said));
    }
    page = page.gap();
    if can_record(context) && course.ended().is_none() {
        page = page.row(row(text.desk_change(), Task::Change(root)));
    }
    page = page.row(entry_row(root, context));
    for (entry, _) in &course.changes {
        page = page.row(entry_row(*entry, context));
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// What has changed, while it is being entered; `None` stays as it was.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ChangeForm {
    pub(super) purpose: Purpose,
    root: EntryRef,
    term: Option<&'static Term>,
    date: DiaryDate,
    grade: Option<Grade>,
    ended: bool,
    serious: Option<bool>,
    drugs: Vec<Judged>,
}

impl ChangeForm {
    /// A change as it stands.
    pub(super) fn of(
        purpose: Purpose,
        change: &AdverseEventChanged,
        context: &Context,
    ) -> ChangeForm {
        let form = ChangeForm::new(purpose, change.event, context);
        let drugs = form.drugs.iter();
        let drugs = drugs.map(|judged| Judged {
            relation: change.related.get(&judged.drug).copied(),
            action: change.action.get(&judged.drug).copied(),
            ..*judged
        });
        ChangeForm {
            date: change.date,
            grade: change.grade,
            ended: change.ended,
            serious: change.serious,
            drugs: drugs.collect(),
            ..form
        }
    }

    pub(super) fn new(purpose: Purpose, root: EntryRef, context: &Context) -> ChangeForm {
        let record = context.participant().record.as_ref();
        let course = record.and_then(|record| record.adverse_event(root));
        ChangeForm {
            purpose,
            root,
            term: course.and_then(|course| course.event.known_term()),
            date: context.participant().diary.date_of(context.world.now),
            grade: None,
            ended: false,
            serious: None,
            drugs: unjudged(context),
        }
    }

    pub(super) fn step(&mut self, field: Field, by: i8) {
        let grades = self.term.map_or(&[][..], |term| term.grades());
        match field {
            Field::Day => self.date = self.date.plus(i64::from(by)),
            Field::Count(GRADE) => self.grade = beside_or_none(grades, self.grade, by),
            Field::Count(ENDED) => self.ended = !self.ended,
            Field::Count(SERIOUS) => {
                self.serious = beside_or_none(&[false, true], self.serious, by);
            }
            Field::Count(at) => {
                let at = at - FIRST_DRUG;
                if let Some(drug) = self.drugs.get_mut(at / 2) {
                    match at % 2 {
                        0 => drug.relation = beside_or_none(&Relation::ALL, drug.relation, by),
                        _ => drug.action = beside_or_none(&ActionTaken::ALL, drug.action, by),
                    }
                }
            }
            Field::Minutes(_) | Field::Band | Field::Half | Field::Until => {}
        }
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let as_it_was = text.desk_as_it_was();
        let value = |words: Option<String>| words.unwrap_or_else(|| as_it_was.clone());
        let record = context.participant().record.as_ref();
        let course = record.and_then(|record| record.adverse_event(self.root));
        let name = course.map_or_else(String::new, |course| text.event_term(course.event));
        let serious = self.serious.map(|s| text.seriousness(s).to_owned());
        let heading = text.desk_changed_heading(&name);
        let mut page = Page::new()
            .heading(self.purpose.heading(heading, text))
            .row(Row::step(
                text.desk_changed_on(),
                Field::Day,
                text.date(self.date),
            ))
            .row(Row::step(
                text.desk_grade(),
                Field::Count(GRADE),
                value(self.grade.map(|grade| text.grade(grade))),
            ))
            .row(Row::step(
                text.desk_has_ended(),
                Field::Count(ENDED),
                if self.ended {
                    text.desk_yes()
                } else {
                    text.desk_no()
                },
            ))
            .row(Row::step(
                text.desk_serious(),
                Field::Count(SERIOUS),
                value(serious),
            ));
        page = drug_rows(page, &self.drugs, FIRST_DRUG, &as_it_was, context);
        let event = Some(self.event());
        self.purpose
            .finish(page, event, text.desk_choose_all(), context)
    }

    fn event(&self) -> SiteEvent {
        let drugs = self.drugs.iter();
        SiteEvent::AdverseEventChanged(AdverseEventChanged {
            event: self.root,
            date: self.date,
            grade: self.grade,
            ended: self.ended,
            serious: self.serious,
            related: drugs
                .clone()
                .filter_map(|judged| Some((judged.drug, judged.relation?)))
                .collect(),
            action: drugs
                .filter_map(|judged| Some((judged.drug, judged.action?)))
                .collect(),
        })
    }
}
