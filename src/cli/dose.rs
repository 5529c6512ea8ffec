//! `taken`, `partly`, `vomited`, `missed`: what happened to a dose.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::record::{Consent, record};
use super::{ask, values};
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{Command, DoseCommand, food_is_asked, slot_meant};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Food, MissedReason, Outcome};
use crate::domain::ids::DrugId;
use crate::domain::slots::{self, Slot};

/// Which dose is meant.
#[derive(Debug, Args)]
struct Which {
    /// The drug's code, such as capecitabine
    drug: String,
    /// once, am or pm; may be left out where only one dose can be meant
    period: Option<String>,
    /// The diary date of the dose [default: today's]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// An intake.
#[derive(Debug, Args)]
pub(super) struct Intake {
    #[command(flatten)]
    which: Which,
    /// When it was swallowed [default: now, if the date is today's; for another date, and for a vomited dose, not remembered]
    #[arg(long, value_name = "HH:MM")]
    at: Option<String>,
    /// What was swallowed, such as 2x500 [default: as prescribed]
    #[arg(long, value_name = "UNITS")]
    units: Option<String>,
    /// Whether the food rule was kept
    #[arg(long, value_name = "ANSWER")]
    food: Option<Food>,
    /// This is an intake beside the planned doses
    #[arg(long)]
    extra: bool,
    #[command(flatten)]
    consent: Consent,
}

/// A dose that was not taken.
#[derive(Debug, Args)]
pub(super) struct Missed {
    #[command(flatten)]
    which: Which,
    /// Why
    #[arg(long, value_name = "REASON")]
    reason: MissedReason,
    #[command(flatten)]
    consent: Consent,
}

/// The drug, date and period that the words of the command mean.
struct Meant {
    drug: DrugId,
    date: DiaryDate,
    period: Option<Period>,
}

fn meant(context: &Context, diary: &Diary, which: &Which) -> Result<Meant, Failure> {
    let text = context.text();
    let drug = values::drug(diary, &which.drug)?;
    let date = match &which.date {
        Some(date) => values::date(text, "--date", date)?,
        None => diary.date_of(context.now()),
    };
    let period = which.period.as_deref();
    let period = period.map(|period| values::period(text, "PERIOD", period));
    Ok(Meant {
        drug,
        date,
        period: period.transpose()?,
    })
}

/// Records an intake.
pub(super) fn intake(
    context: &Context,
    out: &mut Out,
    intake: &Intake,
    outcome: Outcome,
) -> Result<(), Failure> {
    let mut store = context.open_whole()?;
    let diary = store.diary();
    let Meant { drug, date, period } = meant(context, diary, &intake.which)?;
    let now = context.now();
    let taken_at = match &intake.at {
        Some(at) => Some(values::moment(context, out, diary, date, at)?),
        // Now is when it came up again, not when it was swallowed.
        None if outcome == Outcome::Vomited => None,
        None => (date == diary.date_of(now)).then_some(now),
    };
    let units = intake.units.as_deref();
    let units = units.map(|units| values::units(context.text(), "--units", units));
    let units = units.transpose()?;
    let slot = slot(diary, drug, date, period, now);
    let food = match (intake.food, slot) {
        (None, Some(slot)) if context.can_ask() && food_is_asked(diary, &slot, taken_at) => {
            ask_food(context, out, diary, drug)?
        }
        (food, _) => food,
    };
    let command = Command::Dose(DoseCommand {
        drug,
        date,
        period,
        outcome,
        taken_at,
        units,
        food,
        reason: None,
        extra: intake.extra,
    });
    let by = Author::Patient {};
    record(context, out, &mut store, &by, &command, intake.consent)
}

fn slot(
    diary: &Diary,
    drug: DrugId,
    date: DiaryDate,
    period: Option<Period>,
    now: Moment,
) -> Option<Slot> {
    match period {
        Some(period) => slots::planned_slot(diary, drug, SlotPosition::new(date, period)),
        None => slot_meant(diary, drug, date, now),
    }
}

fn ask_food(
    context: &Context,
    out: &mut Out,
    diary: &Diary,
    drug: DrugId,
) -> Result<Option<Food>, Failure> {
    let text = context.text();
    let question = diary.rules().drug(drug).and_then(|d| text.food_question(d));
    let answer = question.map(|question| ask::food(out, text, &question));
    answer.transpose()
}

/// Records a dose that was not taken.
pub(super) fn missed(context: &Context, out: &mut Out, missed: &Missed) -> Result<(), Failure> {
    let mut store = context.open_whole()?;
    let Meant { drug, date, period } = meant(context, store.diary(), &missed.which)?;
    let command = Command::Dose(DoseCommand {
        drug,
        date,
        period,
        outcome: Outcome::Missed,
        taken_at: None,
        units: None,
        food: None,
        reason: Some(missed.reason),
        extra: false,
    });
    let by = Author::Patient {};
    record(context, out, &mut store, &by, &command, missed.consent)
}
