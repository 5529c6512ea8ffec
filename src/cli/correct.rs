//! `correct`: replaces or withdraws an earlier entry (ruling 22).

use std::collections::BTreeMap;

use clap::Args;

use super::answers::{self, Given};
use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::record::{Consent, record};
use super::values;
use crate::domain::calendar::{DiaryDate, Period};
use crate::domain::decide::{Change, Command, DoseChange, Refusal, SymptomChange};
use crate::domain::diary::Diary;
use crate::domain::entry::{CorrectionReason, Dose, Event, Food, MissedReason, Outcome, Symptom};
use crate::domain::history::CorrectionFault;
use crate::domain::symptoms::Answers;
use crate::domain::units::Units;
use crate::text::Text;

/// The word for a time that nobody remembers.
const UNKNOWN: &str = "unknown";
/// The word for a symptom that goes on.
const NOT_OVER: &str = "not-over";

/// What an entry should say; what is not named stays as it was.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The number of the entry, as the log shows it
    #[arg(value_name = "SEQ")]
    seq: u64,
    /// Why
    #[arg(long, value_name = "REASON")]
    reason: CorrectionReason,
    /// It should not be there
    #[arg(long, conflicts_with_all = ["restore", "outcome", "period", "date", "at", "units", "food", "missed_reason", "from", "severity", "count", "temperature", "answer", "noticed_on", "ended_on"])]
    withdraw: bool,
    /// It should stand as it was first recorded
    #[arg(long, conflicts_with_all = ["outcome", "period", "date", "at", "units", "food", "missed_reason", "from", "severity", "count", "temperature", "answer", "noticed_on", "ended_on"])]
    restore: bool,
    /// What happened to the dose
    #[arg(long, value_name = "OUTCOME")]
    outcome: Option<Outcome>,
    /// The period of the dose
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// The diary date of the dose or meal, or the start of the cycle
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// When it was swallowed or eaten; "unknown" if nobody remembers
    #[arg(long, value_name = "HH:MM")]
    at: Option<String>,
    /// What was swallowed, such as 2x500; for a prescription am=2x500, may be repeated
    #[arg(long, value_name = "UNITS")]
    units: Vec<String>,
    /// Whether the food rule was kept
    #[arg(long, value_name = "ANSWER")]
    food: Option<Food>,
    /// Why the dose was not taken
    #[arg(long, value_name = "REASON")]
    missed_reason: Option<MissedReason>,
    /// The first dose that an order holds for
    #[arg(long, value_name = "DATE[:PERIOD]")]
    from: Option<String>,
    #[command(flatten)]
    given: Given,
    /// When the symptom began
    #[arg(long, value_name = "DATE")]
    noticed_on: Option<String>,
    /// When the symptom was over; "not-over" if it goes on
    #[arg(long, value_name = "DATE")]
    ended_on: Option<String>,
    /// Corrected by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    by: Option<String>,
    #[command(flatten)]
    consent: Consent,
}

/// Records a correction.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let mut store = context.open_whole()?;
    let text = context.text();
    let by = values::author(text, options.by.as_deref())?;
    let change = change(context, out, store.diary(), options)?;
    let command = Command::Correct {
        seq: options.seq,
        change,
        reason: options.reason,
    };
    record(context, out, &mut store, &by, &command, options.consent)
}

/// What the entry says now, or said when it was recorded.
fn content(diary: &Diary, seq: u64) -> Option<Event> {
    let named = diary.history().entry(seq)?;
    let root = if let Event::Corrected(corrected) = &named.event {
        corrected.target.seq
    } else {
        seq
    };
    let live = diary.history().live(root).map(|live| live.event.clone());
    live.or_else(|| Some(diary.history().entry(root)?.event.clone()))
}

fn change(
    context: &Context,
    out: &mut Out,
    diary: &Diary,
    options: &Options,
) -> Result<Change, Failure> {
    let text = context.text();
    let no_entry = || Failure::refused(diary, Refusal::Correction(CorrectionFault::NoSuchEntry));
    let was = content(diary, options.seq).ok_or_else(no_entry)?;
    if options.withdraw {
        return Ok(Change::Withdraw);
    }
    if options.restore {
        return Ok(Change::Restore);
    }
    let nothing = || Failure::Usage(text.no_change_named());
    let does_not_fit = || Failure::refused(diary, Refusal::ChangeDoesNotFit);
    let strange: Vec<&str> = match fitting(&was, options) {
        Some(fitting) => options.named().filter(|o| !fitting.contains(o)).collect(),
        None => return Err(does_not_fit()),
    };
    if !strange.is_empty() {
        let entry = text.event(diary, &was);
        let strange = text.list(&strange);
        return Err(Failure::Usage(text.options_do_not_fit(&strange, &entry)));
    }
    let date = options.date.as_deref();
    let date = date
        .map(|date| values::date(text, "--date", date))
        .transpose()?;
    match was {
        Event::Dose(dose) => {
            let change = dose_change(context, out, diary, &dose, date, options)?;
            if change == DoseChange::default() {
                return Err(nothing());
            }
            Ok(Change::Dose(change))
        }
        Event::Meal(meal) => {
            let at = options.at.as_deref().ok_or_else(nothing)?;
            let date = date.unwrap_or_else(|| diary.date_of(meal.ended_at));
            Ok(Change::Meal(values::moment(context, out, diary, date, at)?))
        }
        Event::CycleStarted(_) => Ok(Change::CycleStart(date.ok_or_else(nothing)?)),
        Event::Prescribed(_) if !options.units.is_empty() => {
            Ok(Change::Units(period_units(text, &options.units)?))
        }
        Event::Prescribed(_) | Event::Held(_) | Event::Resumed(_) | Event::Stopped(_) => {
            let from = options.from.as_deref().ok_or_else(nothing)?;
            Ok(Change::OrderFrom(values::from_slot(text, "--from", from)?))
        }
        Event::Symptom(symptom) => {
            let change = symptom_change(text, diary, &symptom, options)?;
            if change == SymptomChange::default() {
                return Err(nothing());
            }
            Ok(Change::Symptom(change))
        }
        Event::Opened(_)
        | Event::Contacted(_)
        | Event::Corrected(_)
        | Event::Settings(_)
        | Event::ProtocolChanged(_)
        | Event::Recovered(_)
        | Event::Continued(_)
        | Event::Confirmed(_)
        | Event::Medicine(_)
        | Event::Unknown(_) => Err(does_not_fit()),
    }
}

fn symptom_change(
    text: Text,
    diary: &Diary,
    was: &Symptom,
    options: &Options,
) -> Result<SymptomChange, Failure> {
    let answers = match was.known_term() {
        Some(term) => answers::read(text, term, &options.given)?,
        None if options.given.is_none() => Answers::new(),
        None => return Err(Failure::refused(diary, Refusal::ChangeDoesNotFit)),
    };
    let date = |option, value: &Option<String>| {
        let date = value.as_deref();
        date.map(|date| values::date(text, option, date))
            .transpose()
    };
    let ended_on = match options.ended_on.as_deref() {
        Some(NOT_OVER) => Some(None),
        Some(_) => date("--ended-on", &options.ended_on)?.map(Some),
        None => None,
    };
    Ok(SymptomChange {
        answers,
        noticed_on: date("--noticed-on", &options.noticed_on)?,
        ended_on,
    })
}

impl Options {
    /// The options that were given, of those that say what an entry should say.
    fn named(&self) -> impl Iterator<Item = &'static str> {
        let given = [
            ("--outcome", self.outcome.is_some()),
            ("--period", self.period.is_some()),
            ("--date", self.date.is_some()),
            ("--at", self.at.is_some()),
            ("--units", !self.units.is_empty()),
            ("--food", self.food.is_some()),
            ("--missed-reason", self.missed_reason.is_some()),
            ("--from", self.from.is_some()),
            ("--severity", self.given.severity.is_some()),
            ("--count", self.given.count.is_some()),
            ("--temperature", self.given.temperature.is_some()),
            ("--answer", !self.given.answer.is_empty()),
            ("--noticed-on", self.noticed_on.is_some()),
            ("--ended-on", self.ended_on.is_some()),
        ];
        given
            .into_iter()
            .filter(|(_, is)| *is)
            .map(|(name, _)| name)
    }
}

/// The options that have a meaning for an entry; `None` where it cannot be changed in this way at all.
fn fitting(was: &Event, options: &Options) -> Option<&'static [&'static str]> {
    match was {
        Event::Dose(dose) => match options.outcome.unwrap_or(dose.outcome) {
            Outcome::Missed => Some(&["--outcome", "--period", "--date", "--missed-reason"]),
            Outcome::Taken | Outcome::PartlyTaken | Outcome::Vomited => Some(&[
                "--outcome",
                "--period",
                "--date",
                "--at",
                "--units",
                "--food",
            ]),
        },
        Event::Meal(_) => Some(&["--date", "--at"]),
        Event::CycleStarted(_) => Some(&["--date"]),
        Event::Prescribed(_) if !options.units.is_empty() => Some(&["--units"]),
        Event::Prescribed(_) | Event::Held(_) | Event::Resumed(_) | Event::Stopped(_) => {
            Some(&["--from"])
        }
        Event::Symptom(_) => Some(&[
            "--severity",
            "--count",
            "--temperature",
            "--answer",
            "--noticed-on",
            "--ended-on",
        ]),
        Event::Opened(_)
        | Event::Contacted(_)
        | Event::Corrected(_)
        | Event::Settings(_)
        | Event::ProtocolChanged(_)
        | Event::Recovered(_)
        | Event::Continued(_)
        | Event::Confirmed(_)
        | Event::Medicine(_)
        | Event::Unknown(_) => None,
    }
}

fn dose_change(
    context: &Context,
    out: &mut Out,
    diary: &Diary,
    was: &Dose,
    date: Option<DiaryDate>,
    options: &Options,
) -> Result<DoseChange, Failure> {
    let text = context.text();
    let period = options.period.as_deref();
    let taken_at = match options.at.as_deref() {
        None => None,
        Some(UNKNOWN) => Some(None),
        Some(at) => {
            let date = date.unwrap_or(was.date);
            Some(Some(values::moment(context, out, diary, date, at)?))
        }
    };
    let units = match options.units.as_slice() {
        [] => None,
        [units] => Some(values::units(text, "--units", units)?),
        [_, _, ..] => return Err(Failure::Usage(text.named_twice("--units"))),
    };
    Ok(DoseChange {
        date,
        period: period
            .map(|p| values::period(text, "--period", p))
            .transpose()?,
        outcome: options.outcome,
        taken_at,
        units,
        food: options.food,
        reason: options.missed_reason,
    })
}

fn period_units(text: Text, values: &[String]) -> Result<BTreeMap<Period, Units>, Failure> {
    let one = |value: &String| {
        let (period, units) = value.split_once('=')?;
        Some((period.parse().ok()?, units.parse().ok()?))
    };
    let mut all = BTreeMap::new();
    for value in values {
        let wrong = || values::bad(text, "--units", value, &text.wanted_period_units());
        let (period, units) = one(value).ok_or_else(wrong)?;
        if all.insert(period, units).is_some() {
            return Err(values::twice(text, "--units", value));
        }
    }
    Ok(all)
}
