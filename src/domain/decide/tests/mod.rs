//! Tests of the rules about writing, by ruling.

mod doses;
mod orders;
mod pauses;
mod questions;
mod stories;
mod told;
mod writing;

use super::{Command, Decision, DoseCommand, Refusal, decide};
use crate::domain::calendar::{Moment, Period};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, ClockKind, Dose, Entry, Event, Outcome};
use crate::domain::ids::EntryId;
use crate::domain::testing::{CAPECITABINE, date, drug, moment};

const PATIENT: Author = Author::Patient {};

fn nurse() -> Author {
    Author::Site {
        id: "LN".parse().unwrap(),
    }
}

/// The capecitabine tablets of an evening or morning, taken as prescribed at a time.
fn taken(day: &str, period: Period, at: &str) -> DoseCommand {
    DoseCommand {
        drug: drug(CAPECITABINE),
        date: date(day),
        period: Some(period),
        outcome: Outcome::Taken,
        taken_at: Some(moment(at)),
        units: None,
        food: None,
        reason: None,
        extra: false,
    }
}

fn dose(diary: &Diary, command: DoseCommand, now: &str) -> Result<Decision, Refusal> {
    decide(diary, &PATIENT, &Command::Dose(command), moment(now))
}

/// The one dose event of a decision.
#[track_caller]
fn the_dose(decision: &Decision) -> &Dose {
    match decision.events.as_slice() {
        [Event::Dose(dose)] => dose,
        other => panic!("not one dose: {other:?}"),
    }
}

/// Writes a decision into the diary, as the journal would.
fn record(diary: &mut Diary, by: &Author, decision: &Decision, at: Moment) {
    let last = diary.history().last().unwrap().seq;
    let entries = (last + 1..).zip(decision.events.iter().cloned());
    let entries: Vec<Entry> = entries
        .map(|(seq, event)| Entry {
            seq,
            id: EntryId(0x9000 + seq),
            at,
            by: by.clone(),
            clock: ClockKind::Fixed,
            event,
        })
        .collect();
    diary.apply(entries);
}

/// Decides and writes what the patient records at `now`.
#[track_caller]
fn patient_records(diary: &mut Diary, command: &Command, now: &str) -> Decision {
    let decision = decide(diary, &PATIENT, command, moment(now)).unwrap();
    record(diary, &PATIENT, &decision, moment(now));
    decision
}
