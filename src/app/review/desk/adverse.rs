//! An adverse event: which term, then everything about it on one page.

use std::collections::BTreeMap;

use crate::domain::calendar::DiaryDate;
use crate::domain::ctcae::{self, Grade, Term};
use crate::domain::entry::{EntryRef, Event};
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{ActionTaken, AdverseEvent, Relation, SiteEvent};
use crate::domain::symptoms;

use super::super::super::page::{Field, Tone};
use super::super::screen::{Act, Context, Page, Row};
use super::Form;
use super::choice::beside;
use super::purpose::Purpose;

/// The most terms listed at once; more are found by typing.
const LISTED: usize = 30;
/// The most reports that can be linked on the page.
const REPORTS: usize = 4;

// The values of the form, by their places.
const GRADE: usize = 0;
const SERIOUS: usize = 1;
const FIRST_DRUG: usize = 2;
const FIRST_REPORT: usize = 100;

/// Which term.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TermForm {
    pub(super) purpose: Purpose,
    typed: String,
    /// The form that another term is chosen for.
    changes: Option<Box<EventForm>>,
}

impl TermForm {
    pub(super) fn new(purpose: Purpose) -> TermForm {
        TermForm {
            purpose,
            typed: String::new(),
            changes: None,
        }
    }

    fn instead_in(form: EventForm) -> TermForm {
        TermForm {
            changes: Some(Box::new(form.clone())),
            ..TermForm::new(form.purpose)
        }
    }

    pub(super) fn typed(&mut self) -> &mut String {
        &mut self.typed
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let mut page = Page::new()
            .heading(text.desk_which_term())
            .text(Tone::Quiet, text.desk_terms_why())
            .gap()
            .row(Row::typed(text.desk_search(), 0, self.typed.clone()));
        let mut found = self.found(context);
        let left_out = found.len().saturating_sub(LISTED);
        found.truncate(LISTED);
        if found.is_empty() {
            page = page.text(Tone::Caution, text.no_such_term()).gap();
        }
        for term in found {
            let form = match &self.changes {
                Some(form) => form.with_term(term),
                None => EventForm::new(self.purpose.clone(), term, context),
            };
            let act = Act::next(context.at, Form::Event(Box::new(form)));
            let grades: Vec<String> = term.grades().iter().map(Grade::to_string).collect();
            let grades = text.grades_listed(&text.list(&grades));
            page = page.row(Row::act(text.ctcae_term(term), act).status(Tone::Quiet, grades));
        }
        if left_out > 0 {
            page = page.text(Tone::Quiet, text.desk_more_terms(left_out)).gap();
        }
        page.row(Row::act(text.go_back(), Act::Back).apart())
    }

    /// What is typed; before that what was reported, newest first, then all.
    fn found(&self, context: &Context) -> Vec<&'static Term> {
        if !self.typed.trim().is_empty() {
            return ctcae::matching(&self.typed);
        }
        let newest_first = reports(context).into_iter().rev();
        let mut terms = ctcae::about(newest_first.map(|report| report.symptom));
        let rest = ctcae::terms().iter();
        let rest: Vec<&Term> = rest.filter(|term| !terms.contains(term)).collect();
        terms.extend(rest);
        terms
    }
}

/// A symptom that the patient reported.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Report {
    entry: EntryRef,
    symptom: symptoms::Term,
    began: DiaryDate,
}

/// Every report that counts, oldest first.
fn reports(context: &Context) -> Vec<Report> {
    let diary = &context.participant().diary;
    let live = diary.history().live_entries();
    live.filter_map(|live| {
        let Event::Symptom(symptom) = live.event else {
            return None;
        };
        Some(Report {
            entry: live.reference(),
            symptom: symptom.term.raw().parse().ok()?,
            began: symptom
                .noticed_on
                .unwrap_or_else(|| diary.date_of(live.root.at)),
        })
    })
    .collect()
}

/// What is said about a drug.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Judged {
    pub(super) drug: DrugId,
    pub(super) relation: Option<Relation>,
    pub(super) action: Option<ActionTaken>,
}

/// Nothing said yet about any drug of the protocol.
pub(super) fn unjudged(context: &Context) -> Vec<Judged> {
    let drugs = context.participant().diary.drugs().iter();
    drugs
        .map(|drug| Judged {
            drug: drug.id,
            relation: None,
            action: None,
        })
        .collect()
}

/// An adverse event while it is being entered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EventForm {
    pub(super) purpose: Purpose,
    term: &'static Term,
    words: String,
    grade: Option<Grade>,
    onset: DiaryDate,
    ended: Option<DiaryDate>,
    serious: Option<bool>,
    drugs: Vec<Judged>,
    /// The reports that it may be about, and whether it is.
    reports: Vec<(Report, bool)>,
}

impl EventForm {
    fn new(purpose: Purpose, term: &'static Term, context: &Context) -> EventForm {
        let newest_first = reports(context).into_iter().rev();
        let fitting = newest_first
            .filter(|report| ctcae::suggested(report.symptom).contains(&term.name))
            .take(REPORTS);
        let fitting: Vec<(Report, bool)> = fitting.map(|report| (report, false)).collect();
        let today = context.participant().diary.date_of(context.world.now);
        EventForm {
            purpose,
            term,
            words: String::new(),
            grade: None,
            onset: fitting.first().map_or(today, |(report, _)| report.began),
            ended: None,
            serious: None,
            drugs: unjudged(context),
            reports: fitting,
        }
    }

    /// An event as it stands; `None` for one of another version of CTCAE.
    pub(super) fn of(
        purpose: Purpose,
        event: &AdverseEvent,
        context: &Context,
    ) -> Option<EventForm> {
        let form = EventForm::new(purpose, event.known_term()?, context);
        let linked = |report: &Report| event.about.contains(&report.entry);
        let mut listed: Vec<(Report, bool)> = reports(context)
            .into_iter()
            .filter(linked)
            .map(|report| (report, true))
            .collect();
        listed.extend(
            form.reports
                .into_iter()
                .filter(|(report, _)| !linked(report)),
        );
        let drugs = form.drugs.iter();
        let drugs = drugs.map(|judged| Judged {
            relation: event.related.get(&judged.drug).copied(),
            action: event.action.get(&judged.drug).copied(),
            ..*judged
        });
        Some(EventForm {
            words: event.words.to_string(),
            grade: Some(event.grade),
            onset: event.onset,
            ended: event.ended,
            serious: Some(event.serious),
            drugs: drugs.collect(),
            reports: listed,
            ..form
        })
    }

    /// The same of another term; a grade that it does not have is to be chosen again.
    fn with_term(&self, term: &'static Term) -> EventForm {
        let mut form = self.clone();
        form.term = term;
        form.grade = self.grade.filter(|grade| term.has(*grade));
        if !term.needs_words() {
            form.words.clear();
        }
        form
    }

    pub(super) fn typed(&mut self) -> &mut String {
        &mut self.words
    }

    pub(super) fn step(&mut self, field: Field, by: i8, today: DiaryDate) {
        match field {
            Field::Day => self.onset = self.onset.plus(i64::from(by)),
            Field::Until => {
                // Beyond today it has not ended.
                let moved = match self.ended {
                    Some(ended) => Some(ended.plus(i64::from(by))),
                    None if by < 0 => Some(today),
                    None => Some(self.onset),
                };
                self.ended = moved.filter(|ended| *ended <= today && *ended >= self.onset);
            }
            Field::Count(GRADE) => self.grade = beside(self.term.grades(), self.grade, by),
            Field::Count(SERIOUS) => self.serious = beside(&[false, true], self.serious, by),
            Field::Count(at) if at >= FIRST_REPORT => {
                if let Some((_, is_about)) = self.reports.get_mut(at - FIRST_REPORT) {
                    *is_about = !*is_about;
                }
            }
            Field::Count(at) => step_drug(&mut self.drugs, at - FIRST_DRUG, by),
            Field::Minutes(_) | Field::Band | Field::Half => {}
        }
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let chosen = |words: Option<String>| words.unwrap_or_else(|| text.desk_not_chosen());
        let ended = self.ended.map(|ended| text.date(ended));
        let mut page = Page::new()
            .heading(text.ctcae_term(self.term))
            .text(Tone::Quiet, text.desk_arrows());
        page = page.gap();
        if self.purpose.corrects().is_some() {
            let form = Form::Term(TermForm::instead_in(self.clone()));
            page = page.row(Row::act(
                text.desk_other_term(),
                Act::next(context.at, form),
            ));
        }
        if self.term.needs_words() {
            page = page.row(Row::typed(text.desk_words(), 0, self.words.clone()));
        }
        page = page
            .row(Row::step(
                text.desk_grade(),
                Field::Count(GRADE),
                chosen(self.grade.map(|grade| text.grade(grade))),
            ))
            .row(Row::step(
                text.desk_onset(),
                Field::Day,
                text.date(self.onset),
            ))
            .row(Row::step(
                text.desk_ended(),
                Field::Until,
                ended.unwrap_or_else(|| text.desk_goes_on()),
            ))
            .row(Row::step(
                text.desk_serious(),
                Field::Count(SERIOUS),
                chosen(
                    self.serious
                        .map(|serious| text.seriousness(serious).to_owned()),
                ),
            ));
        page = drug_rows(
            page,
            &self.drugs,
            FIRST_DRUG,
            &text.desk_not_chosen(),
            context,
        );
        for (place, (report, is_about)) in self.reports.iter().enumerate() {
            let label = text.desk_about(report.entry.seq, &text.short_date(report.began));
            let value = if *is_about {
                text.desk_yes()
            } else {
                text.desk_no()
            };
            page = page.row(Row::step(label, Field::Count(FIRST_REPORT + place), value));
        }
        self.purpose
            .finish(page, self.event(), text.desk_choose_all(), context)
    }

    /// The event, once everything is said.
    fn event(&self) -> Option<SiteEvent> {
        let words = PlainText::new(self.words.trim());
        if self.term.needs_words() && words.is_empty() {
            return None;
        }
        let mut related = BTreeMap::new();
        let mut action = BTreeMap::new();
        for drug in &self.drugs {
            related.insert(drug.drug, drug.relation?);
            action.insert(drug.drug, drug.action?);
        }
        let about = self.reports.iter().filter(|(_, is_about)| *is_about);
        let mut about: Vec<EntryRef> = about.map(|(report, _)| report.entry).collect();
        about.sort();
        Some(SiteEvent::AdverseEvent(Box::new(AdverseEvent {
            term: PlainText::new(self.term.name),
            words,
            ctcae_version: PlainText::new(ctcae::VERSION),
            grade: self.grade?,
            onset: self.onset,
            ended: self.ended,
            related,
            serious: self.serious?,
            action,
            about,
        })))
    }
}

/// Changes the relation to a drug, or what was done with it; `at` counts both for each drug.
fn step_drug(drugs: &mut [Judged], at: usize, by: i8) {
    if let Some(drug) = drugs.get_mut(at / 2) {
        match at % 2 {
            0 => drug.relation = beside(&Relation::ALL, drug.relation, by),
            _ => drug.action = beside(&ActionTaken::ALL, drug.action, by),
        }
    }
}

/// Two rows for each drug; `none` is what stands where nothing is chosen.
pub(super) fn drug_rows(
    mut page: Page,
    drugs: &[Judged],
    first: usize,
    none: &str,
    context: &Context,
) -> Page {
    let text = context.text;
    for (place, judged) in drugs.iter().enumerate() {
        let name = text.drug(&context.participant().diary, judged.drug);
        let relation = judged.relation.map(|relation| text.relation(relation));
        let action = judged.action.map(|action| text.action_taken(action));
        let at = first + place * 2;
        page = page
            .row(Row::step(
                text.desk_relation(&name),
                Field::Count(at),
                relation.unwrap_or(none),
            ))
            .row(Row::step(
                text.desk_action(&name),
                Field::Count(at + 1),
                action.unwrap_or(none),
            ));
    }
    page
}
