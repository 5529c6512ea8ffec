//! Everything that the page of a day says: where the patient stands, what is due, what asks for a call.
//!
//! One value for the screen, the plain command and `today --json`, so that they cannot differ.

use chrono::{NaiveDateTime, TimeDelta};

use super::calendar::{DiaryDate, Moment};
use super::diary::Diary;
use super::entry::{EntryRef, Tier};
use super::meals::{self, Readiness};
use super::phase::{Phase, phase};
use super::slots::{self, Extra, Slot, SlotState, Status};
use super::warnings::{Cause, Warning};

/// The page of a diary date.
#[derive(Debug, Clone, PartialEq)]
pub struct Today {
    /// The date shown.
    pub date: DiaryDate,
    /// Whether that is the diary date of now.
    pub is_today: bool,
    /// Where the patient stands.
    pub phase: Phase,
    /// The slots of the date, in the order in which they come.
    pub slots: Vec<DaySlot>,
    /// Extra doses of the date.
    pub extras: Vec<Extra>,
    /// Open warnings of the whole diary, those that ask for the emergency number first.
    pub warnings: Vec<Warning>,
    /// Slots of the day before that are overdue, or still due in a meal window: asked for once, calmly.
    pub yesterday: Vec<SlotState>,
    /// Told orders that nobody has confirmed.
    pub unconfirmed: Vec<EntryRef>,
    /// Whether the clock stands before the newest entry's time (ruling 14).
    pub clock_went_back: bool,
}

/// A slot with what to do about it.
#[derive(Debug, Clone, PartialEq)]
pub struct DaySlot {
    /// Its state.
    pub state: SlotState,
    /// What a due slot waits for; `None` if it is not due or does not depend on food.
    pub readiness: Option<Readiness>,
    /// Time since the last intake of the drug; only for a slot that is due or overdue.
    pub since_last: Option<TimeDelta>,
    /// Whether the clock's offset has changed since that intake (ruling 14).
    pub clock_changed: bool,
    /// Until when a missed dose may still be taken, where the protocol sets hours and a usual time
    /// (ruling 15).
    pub catch_up_until: Option<NaiveDateTime>,
}

/// The page of `date` as it stands at `now`.
pub fn today(diary: &Diary, date: DiaryDate, now: Moment) -> Today {
    let today = diary.date_of(now);
    let day = slots::day(diary, date, now);
    let before = slots::day(diary, today.plus(-1), now);
    Today {
        date,
        is_today: date == today,
        phase: phase(diary, date, now),
        slots: day
            .slots
            .into_iter()
            .map(|state| day_slot(diary, state, now))
            .collect(),
        extras: day.extras,
        warnings: emergencies_first(diary.open_warnings()),
        yesterday: before
            .slots
            .into_iter()
            .filter(|state| matches!(state.status, Status::Due | Status::Overdue))
            .collect(),
        unconfirmed: diary.unconfirmed(),
        clock_went_back: clock_went_back(diary, now),
    }
}

fn emergencies_first(open: &[Warning]) -> Vec<Warning> {
    let mut warnings = open.to_vec();
    warnings.sort_by_key(|warning| warning.cause != Cause::Symptom(Tier::Emergency));
    warnings
}

/// Whether `now` lies before the newest entry's time.
pub fn clock_went_back(diary: &Diary, now: Moment) -> bool {
    diary
        .history()
        .last()
        .is_some_and(|entry| now.timestamp() < entry.at.timestamp())
}

fn day_slot(diary: &Diary, state: SlotState, now: Moment) -> DaySlot {
    let open = match state.status {
        Status::Due | Status::Overdue => true,
        Status::Upcoming
        | Status::Unrecorded
        | Status::Taken
        | Status::PartlyTaken
        | Status::Missed
        | Status::Vomited
        | Status::Held
        | Status::Stopped
        | Status::NotPrescribed => false,
    };
    let slot = state.slot;
    let last = open.then(|| diary.last_intake(slot.drug, now)).flatten();
    let readiness = (state.status == Status::Due)
        .then(|| meals::readiness(diary, &slot, now))
        .flatten();
    DaySlot {
        readiness,
        since_last: last
            .and_then(|dose| dose.taken_at)
            .map(|at| now.signed_duration_since(at)),
        clock_changed: last.is_some_and(|dose| dose.swallowed_at().offset() != now.offset()),
        catch_up_until: open.then(|| catch_up_until(diary, &slot)).flatten(),
        state,
    }
}

/// Until when a missed dose may be taken: hours from the usual time, never past the start of the drug's
/// next period.
fn catch_up_until(diary: &Diary, slot: &Slot) -> Option<NaiveDateTime> {
    let rules = slots::rules_for(diary, slot);
    let drug = rules.drug(slot.drug)?;
    let hours = drug.catch_up_hours.as_ref()?.value;
    let usual = drug.period(slot.period)?.usual_time.as_ref()?.value;
    if hours == 0 {
        return None;
    }
    let until = slot
        .date
        .at(usual.0, rules.day_starts_at())
        .checked_add_signed(TimeDelta::hours(i64::from(hours)))?;
    let this = slots::span(diary, slot)?.start;
    let days = [slot.date, slot.date.plus(1)];
    let next = days
        .into_iter()
        .flat_map(|date| drug.periods.iter().map(move |rule| (date, rule)))
        .map(|(date, rule)| rule.span(date, rules.day_starts_at()).start)
        .find(|start| *start > this);
    Some(next.map_or(until, |start| until.min(start)))
}
