//! What every row about a participant needs: her identifier, the study day and the epoch of a date, and the
//! words of the standard for what was taken.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::adherence::{LedgerRow, RowStatus};
use crate::domain::calendar::{DiaryDate, Moment, Period};
use crate::domain::endpoints::cohort::Member;
use crate::domain::endpoints::course::Course;
use crate::domain::entry::Food;
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::{FoodRule, Form};
use crate::domain::site::SiteRecord;
use crate::report::table::Cell;

use super::StudyId;

/// A date, or a moment by the clock that named it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Nobody knows the time.
    Date(DiaryDate),
    /// With its offset.
    Moment(Moment),
}

impl When {
    /// As it is written.
    pub(super) fn cell(self) -> Cell<'static> {
        match self {
            When::Date(date) => Cell::Date(date),
            When::Moment(moment) => Cell::Moment(moment),
        }
    }

    /// The calendar date that it shows.
    fn date(self) -> NaiveDate {
        match self {
            When::Date(date) => date.calendar(),
            When::Moment(moment) => moment.naive_local().date(),
        }
    }

    /// Sorts by what is written: the date, then the time, unknown first.
    fn order(self) -> (NaiveDate, Option<NaiveTime>) {
        let time = match self {
            When::Date(_) => None,
            When::Moment(moment) => Some(moment.naive_local().time()),
        };
        (self.date(), time)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            When::Date(date) => write!(f, "{date}"),
            When::Moment(moment) => f.write_str(&moment.to_rfc3339()),
        }
    }
}

/// A participant, and what her dates are counted from.
pub(super) struct Subject<'a> {
    pub(super) of: &'a Participant,
    pub(super) study: &'a StudyId,
    /// Her identifier in all studies.
    pub(super) id: String,
    /// The dates of her visits, oldest first.
    pub(super) visits: Vec<DiaryDate>,
    /// What the site recorded of the tumour, of life and death.
    pub(super) course: Course,
    /// The first intake.
    pub(super) first: Option<When>,
    /// The last intake.
    pub(super) last: Option<When>,
    /// When treatment began: with the first cycle or the first intake.
    begins: Option<NaiveDate>,
    /// The first date of follow-up, where all drugs are stopped.
    pub(super) follow_up: Option<NaiveDate>,
}

/// Whether something was swallowed.
pub(super) fn is_intake(row: &LedgerRow) -> bool {
    match row.status {
        RowStatus::Taken | RowStatus::PartlyTaken | RowStatus::Vomited | RowStatus::Extra => true,
        RowStatus::Missed
        | RowStatus::Unrecorded
        | RowStatus::Pending
        | RowStatus::Held
        | RowStatus::NotPrescribed => false,
    }
}

/// When it was swallowed; without a time, on the diary date of the slot.
pub(super) fn swallowed(row: &LedgerRow) -> When {
    row.taken_at.map_or(When::Date(row.date), When::Moment)
}

impl<'a> Subject<'a> {
    pub(super) fn new(of: &'a Participant, study: &'a StudyId) -> Subject<'a> {
        let ledger = of.adherence.ledger.iter();
        let intakes: Vec<When> = ledger.filter(|row| is_intake(row)).map(swallowed).collect();
        let first = intakes.iter().copied().min_by_key(|when| when.order());
        let last = intakes.iter().copied().max_by_key(|when| when.order());
        let cut = of.adherence.as_of.date(&of.diary);
        let cycle = of.diary.cycles().first().map(|cycle| cycle.start);
        let cycle = cycle.filter(|start| *start <= cut).map(DiaryDate::calendar);
        let stops: Option<Vec<NaiveDate>> = of
            .adherence
            .drugs
            .iter()
            .map(|drug| Some(drug.all.ended?.order.from.date.calendar()))
            .collect();
        let stopped = stops.and_then(|stops| stops.into_iter().max());
        let after_last = last.and_then(|last| last.date().succ_opt());
        Subject {
            of,
            study,
            id: format!("{study}-{}", of.subject()),
            visits: of.record.as_ref().map_or_else(Vec::new, SiteRecord::visits),
            course: Member::of(of).course,
            first,
            last,
            begins: first.map(When::date).into_iter().chain(cycle).min(),
            follow_up: stopped.map(|stopped| after_last.map_or(stopped, |day| day.max(stopped))),
        }
    }

    /// A date and its study day: 1 on the date of the first intake, -1 on the day before; there is no day 0.
    pub(super) fn day(&self, when: When) -> Cell<'static> {
        let Some(first) = self.first else {
            return Cell::Empty;
        };
        let days = (when.date() - first.date()).num_days();
        let day = if days < 0 { days } else { days + 1 };
        Cell::Whole(day)
    }

    /// A start and an end that are the same: what happens at one moment.
    pub(super) fn start_and_end(&self, when: When) -> [Cell<'static>; 4] {
        let (written, day) = (when.cell(), self.day(when));
        [written.clone(), written, day.clone(), day]
    }

    /// A start and an end, each if known, and their study days.
    pub(super) fn span(
        &self,
        start: Option<DiaryDate>,
        end: Option<DiaryDate>,
    ) -> [Cell<'static>; 4] {
        let written = |date: Option<DiaryDate>| Cell::or_empty(date, Cell::Date);
        let day = |date: Option<DiaryDate>| Cell::or_empty(date, |date| self.day(When::Date(date)));
        [written(start), written(end), day(start), day(end)]
    }

    /// The epoch of a date.
    pub(super) fn epoch(&self, when: When) -> Cell<'static> {
        let date = when.date();
        let epoch = match (self.begins, self.follow_up) {
            (_, Some(follow_up)) if date >= follow_up => "FOLLOW-UP",
            (Some(begins), _) if date >= begins => "TREATMENT",
            (Some(_) | None, _) => "SCREENING",
        };
        Cell::Code(epoch)
    }

    /// What a drug is, by the rules of a date: what one unit is, and whether it depends on a meal.
    pub(super) fn drug(&self, drug: DrugId, date: DiaryDate) -> Option<(Form, FoodRule)> {
        let found = self.of.diary.rules_on(date).drug(drug)?;
        Some((found.form, found.food.value))
    }

    /// The number of the visit of a date, and its name; from the visits that the site has recorded.
    pub(super) fn visit(&self, date: DiaryDate) -> [Cell<'static>; 2] {
        match self.visits.binary_search(&date) {
            Ok(at) => [number(at), name(at)],
            Err(_) => [Cell::Empty, Cell::Empty],
        }
    }
}

/// The number of a visit by its place among them, from 0.
pub(super) fn number(at: usize) -> Cell<'static> {
    Cell::count(at as u64 + 1)
}

/// The name of a visit by its place among them, from 0.
pub(super) fn name(at: usize) -> Cell<'static> {
    Cell::made(format!("VISIT {}", at + 1))
}

/// A drug as the datasets name it.
pub(super) fn treatment(drug: DrugId) -> String {
    drug.as_str().to_ascii_uppercase()
}

/// The slot or the intake that a row of the ledger is about: the same text in every dataset.
pub(super) fn link(row: &LedgerRow) -> String {
    let drug = treatment(row.drug);
    match (row.status, row.cycle, row.cycle_day, row.period) {
        (RowStatus::Extra, ..) | (_, None, ..) | (_, _, None, _) | (_, _, _, None) => {
            format!("{drug}-E{}", row.seq.unwrap_or_default())
        }
        (_, Some(cycle), Some(day), Some(period)) => {
            let period = period.code().to_ascii_uppercase();
            format!("{drug}-C{cycle}D{day}-{period}")
        }
    }
}

/// The planned time point of a row: its name and its number.
pub(super) fn time_point(period: Option<Period>) -> [Cell<'static>; 2] {
    let named = period.map(|period| match period {
        Period::Once => ("ONCE A DAY", 1_u64),
        Period::Am => ("MORNING", 2),
        Period::Pm => ("EVENING", 3),
    });
    [
        Cell::or_empty(named, |(name, _)| Cell::Code(name)),
        Cell::or_empty(named, |(_, number)| Cell::count(number)),
    ]
}

/// The unit and the dosage form of a drug: the same word in both lists.
pub(super) fn form(form: Form) -> Cell<'static> {
    Cell::Code(match form {
        Form::Tablet => "TABLET",
        Form::Capsule => "CAPSULE",
    })
}

/// Yes, no or not known.
pub(super) fn kept(food: Food) -> Cell<'static> {
    Cell::Code(match food {
        Food::Kept => "Y",
        Food::NotKept => "N",
        Food::Unknown => "U",
    })
}

/// Whether an intake was on an empty stomach, for a drug that asks for one.
pub(super) fn fasting(of: &Subject, row: &LedgerRow) -> Cell<'static> {
    match of.drug(row.drug, row.date) {
        Some((_, FoodRule::EmptyStomach)) => Cell::or_empty(row.food, kept),
        Some((_, FoodRule::None | FoodRule::AfterMeal { .. })) | None => Cell::Empty,
    }
}

/// Most characters of somebody's own words.
pub(super) const FREE: u16 = 200;

/// Somebody's own words, cut where they are longer than a variable may be.
pub(super) fn words(words: &PlainText) -> Cell<'static> {
    match words.is_empty() {
        true => Cell::Empty,
        false => Cell::shown(cut(&words.to_string())),
    }
}

/// A text that is no longer than a variable may be; one that was cut ends in `...`.
pub(super) fn cut(text: &str) -> String {
    const MARK: &str = "...";
    let most = usize::from(FREE);
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - MARK.len()).collect();
    kept + MARK
}
