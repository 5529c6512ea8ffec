//! Decides about doses: which slot is meant, and what is missed.
//!
//! Rulings 8 and 11. What is swallowed is decided in `intake`.

use super::{Decision, DoseCommand, NotDue, Refusal, intake, named_drugs, not_in_future};
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Dose, EntryRef, Event, Outcome};
use crate::domain::ids::DrugId;
use crate::domain::meals;
use crate::domain::phase::phase;
use crate::domain::protocol::FoodRule;
use crate::domain::slots::{self, Slot, SlotState, Status};

pub(super) fn decide(
    diary: &Diary,
    by: &Author,
    command: &DoseCommand,
    now: Moment,
) -> Result<Decision, Refusal> {
    named_drugs(diary, &[command.drug])?;
    not_ahead(diary, command, now)?;
    let period = period_meant(diary, command, now)?;
    let slot = period.and_then(|period| {
        let position = SlotPosition::new(command.date, period);
        slots::planned_slot(diary, command.drug, position)
    });
    match command.outcome {
        Outcome::Missed => missed(diary, command, slot, now),
        Outcome::Taken | Outcome::PartlyTaken | Outcome::Vomited => {
            intake::decide(diary, by, command, slot, period, now)
        }
    }
}

/// Whether the patient must be asked if the food rule was kept (ruling 12).
pub fn food_is_asked(diary: &Diary, slot: &Slot, taken_at: Option<Moment>) -> bool {
    let rule = diary.rules().drug(slot.drug).map(|drug| drug.food.value);
    let depends = rule.is_some_and(|rule| rule != FoodRule::None);
    let by_clock = taken_at.and_then(|at| meals::food_by_clock(diary, slot, at));
    depends && by_clock.is_none()
}

/// The slot that is meant where no period is named: the one that is due; else the only one of the date
/// that has begun without a record.
pub fn slot_meant(diary: &Diary, drug: DrugId, date: DiaryDate, now: Moment) -> Option<Slot> {
    let day = slots::day(diary, date, now);
    let of_drug: Vec<&SlotState> = day
        .slots
        .iter()
        .filter(|state| state.slot.drug == drug)
        .collect();
    let with = |status| {
        let found = of_drug.iter().filter(move |state| state.status == status);
        found.map(|state| state.slot).collect::<Vec<_>>()
    };
    let mut open = with(Status::Due);
    if open.is_empty() {
        open = with(Status::Overdue);
    }
    match open.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn not_ahead(diary: &Diary, command: &DoseCommand, now: Moment) -> Result<(), Refusal> {
    if let Some(taken_at) = command.taken_at {
        not_in_future(taken_at, now)?;
    }
    if command.date > diary.date_of(now) {
        return Err(Refusal::InFuture {
            named: command.date.begins(diary.rules().day_starts_at()),
        });
    }
    Ok(())
}

fn period_meant(
    diary: &Diary,
    command: &DoseCommand,
    now: Moment,
) -> Result<Option<Period>, Refusal> {
    let drug = command.drug;
    let Some(rules) = diary.rules().drug(drug) else {
        return Ok(None);
    };
    let known: Vec<Period> = rules.periods.iter().map(|rule| rule.period).collect();
    match (command.period, known.as_slice()) {
        (Some(period), _) if known.contains(&period) => Ok(Some(period)),
        (Some(period), _) => Err(Refusal::NoSuchPeriod {
            drug,
            period,
            known,
        }),
        (None, [only]) => Ok(Some(*only)),
        (None, _) => {
            let meant = slot_meant(diary, drug, command.date, now).map(|slot| slot.period);
            let planned = slots::planned_on(diary, command.date);
            let has_slots = planned.iter().any(|slot| slot.drug == drug);
            if meant.is_none() && has_slots && !command.extra {
                return Err(Refusal::NamePeriod { drug, known });
            }
            Ok(meant)
        }
    }
}

fn missed(
    diary: &Diary,
    command: &DoseCommand,
    slot: Option<Slot>,
    now: Moment,
) -> Result<Decision, Refusal> {
    let Some(slot) = slot else {
        return Err(no_slot(diary, command.drug, command.date, now));
    };
    let state = slots::slot_state(diary, slot.drug, slot.position(), now)
        .ok_or_else(|| no_slot(diary, command.drug, command.date, now))?;
    if let Some(recorded) = &state.recorded
        && let Some(first) = reference(diary, recorded.seq)
    {
        let outcome = outcome_of(state.status);
        return Err(Refusal::AlreadyRecorded { first, outcome });
    }
    let not_due = |why| Refusal::NotDue {
        drug: slot.drug,
        date: slot.date,
        why,
    };
    match state.status {
        Status::Held => return Err(not_due(NotDue::Held)),
        Status::Stopped => return Err(not_due(NotDue::Stopped)),
        Status::NotPrescribed => return Err(not_due(NotDue::NotPrescribed)),
        Status::Upcoming => {
            let begins = slots::span(diary, &slot).map(|span| span.start);
            return Err(Refusal::NotBegun {
                begins: begins.unwrap_or_else(|| now.naive_local()),
            });
        }
        Status::Due
        | Status::Overdue
        | Status::Unrecorded
        | Status::Taken
        | Status::PartlyTaken
        | Status::Missed
        | Status::Vomited => {}
    }
    Ok(Decision::plain(Event::Dose(Dose {
        drug: slot.drug,
        date: slot.date,
        period: Some(slot.period),
        outcome: Outcome::Missed,
        taken_at: None,
        units: None,
        food: None,
        food_basis: None,
        reason: command.reason,
        outside_period: false,
        while_warned: false,
        rest_of: None,
    })))
}

pub(super) fn no_slot(diary: &Diary, drug: DrugId, date: DiaryDate, now: Moment) -> Refusal {
    Refusal::NotDue {
        drug,
        date,
        why: NotDue::NoSlot(phase(diary, date, now)),
    }
}

fn outcome_of(status: Status) -> Outcome {
    match status {
        Status::PartlyTaken => Outcome::PartlyTaken,
        Status::Vomited => Outcome::Vomited,
        Status::Missed => Outcome::Missed,
        Status::Taken
        | Status::Upcoming
        | Status::Due
        | Status::Overdue
        | Status::Unrecorded
        | Status::Held
        | Status::Stopped
        | Status::NotPrescribed => Outcome::Taken,
    }
}

pub(super) fn reference(diary: &Diary, seq: u64) -> Option<EntryRef> {
    diary.history().entry(seq).map(|entry| entry.reference())
}
