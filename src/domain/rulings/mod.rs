//! The rulings as tests: each by its number, each over the whole of the domain that reads a diary.
//!
//! What a ruling says about writing is tested beside `decide`.

mod course;
mod defects;
mod due_line;
mod hostile;
mod intakes;
mod laws;
mod phases;
mod restating;
mod statuses;
mod symptoms;
mod warned;

use super::calendar::SlotPosition;
use super::slots::{self, Day, SlotState, Status};
use super::testing::{DiaryBuilder, date, drug, moment, slot};

/// The built-in tablets of one slot, 1600 mg.
const FULL: &str = "4x150+2x500";
/// Long after every slot of these tests, so that nothing is pending.
const LATER: &str = "2027-12-31 12:00";

/// The state of a planned slot.
#[track_caller]
fn state(b: &DiaryBuilder, code: &str, at: &str, now: &str) -> SlotState {
    slots::slot_state(&b.diary(), drug(code), slot(at), moment(now)).expect("a planned slot")
}

/// Whether a slot has a status at a moment.
#[track_caller]
fn assert_status(b: &DiaryBuilder, code: &str, at: &str, now: &str, expected: Status) {
    let found = state(b, code, at, now).status;
    assert_eq!(found, expected, "{code} {at}, asked at {now}");
}

/// The units that a slot has, long after it.
#[track_caller]
fn units_of(b: &DiaryBuilder, code: &str, at: &str) -> String {
    state(b, code, at, LATER).units.to_string()
}

/// A date as it stands long after it.
fn day(b: &DiaryBuilder, text: &str) -> Day {
    slots::day(&b.diary(), date(text), moment(LATER))
}

/// The entries that are extra doses of a date.
fn extras(b: &DiaryBuilder, text: &str) -> Vec<u64> {
    day(b, text).extras.iter().map(|extra| extra.seq).collect()
}

/// The slots that are planned on a date: drug, cycle, cycle day, period.
fn planned(b: &DiaryBuilder, text: &str) -> Vec<String> {
    slots::planned_on(&b.diary(), date(text))
        .iter()
        .map(|s| format!("{} {}.{} {}", s.drug, s.cycle, s.cycle_day, s.period))
        .collect()
}

/// A slot's place.
fn place(text: &str) -> SlotPosition {
    slot(text)
}
