//! Decides about taking an entry back, and about correcting an earlier one.
//!
//! Rulings 21 and 22: the target is always the root entry, the kind stays the same, and what is put in
//! its place obeys the rules of a new entry of that kind.

use super::{Change, Decision, DoseChange, Guard, Refusal, named_drugs, not_in_future};
use crate::domain::calendar::{Moment, SlotPosition};
use crate::domain::diary::{Cycle, Diary};
use crate::domain::entry::{
    Author, Corrected, CorrectionReason, Dose, Entry, EntryRef, Event, Food, FoodBasis, Meal,
    Outcome,
};
use crate::domain::history::{CorrectionFault, Fate};
use crate::domain::meals;
use crate::domain::slots;
use crate::domain::units::{Milligrams, Units};

/// The newest entry that the patient recorded on the diary date of `now` and that can be taken back.
pub fn undo_target(diary: &Diary, now: Moment) -> Option<&Entry> {
    let today = diary.date_of(now);
    diary
        .history()
        .rows()
        .rev()
        .map(|row| row.entry)
        .take_while(|entry| diary.date_of(entry.at) == today)
        .find(|entry| !entry.by.is_site() && can_be_taken_back(diary, entry))
}

/// Whether an entry stands as it was recorded, and is of a kind that can be withdrawn; a withdrawal is
/// not taken back (ruling 21).
fn can_be_taken_back(diary: &Diary, entry: &Entry) -> bool {
    if let Event::Corrected(corrected) = &entry.event {
        let root = diary.history().row(corrected.target.seq);
        return corrected.replacement.is_some()
            && root.is_some_and(|row| row.fate == Fate::Replaced(entry.seq));
    }
    let stands = diary.history().row(entry.seq).map(|row| row.fate);
    let withdrawal = Corrected {
        target: entry.reference(),
        replacement: None,
        reason: CorrectionReason::WrongPress,
    };
    stands == Some(Fate::Stands)
        && diary
            .history()
            .check_correction(&withdrawal, &entry.by)
            .is_ok()
}

pub(super) fn take_back(diary: &Diary, by: &Author, entry: EntryRef) -> Result<Decision, Refusal> {
    let history = diary.history();
    let found = history
        .entry(entry.seq)
        .filter(|found| found.id == entry.id && can_be_taken_back(diary, found))
        .ok_or(Refusal::NothingToTakeBack)?;
    let (target, replacement) = match &found.event {
        Event::Corrected(corrected) => {
            let root = history
                .entry(corrected.target.seq)
                .ok_or(Refusal::NothingToTakeBack)?;
            (corrected.target, history.content_before(root, found.seq))
        }
        _ => (entry, None),
    };
    finish(diary, by, target, replacement, CorrectionReason::WrongPress)
}

fn finish(
    diary: &Diary,
    by: &Author,
    target: EntryRef,
    replacement: Option<Event>,
    reason: CorrectionReason,
) -> Result<Decision, Refusal> {
    let corrected = Corrected {
        target,
        replacement,
        reason,
    };
    diary
        .history()
        .check_correction(&corrected, by)
        .map_err(Refusal::Correction)?;
    Ok(Decision::plain(Event::Corrected(Box::new(corrected))))
}

pub(super) fn correct(
    diary: &Diary,
    by: &Author,
    seq: u64,
    change: &Change,
    reason: CorrectionReason,
    now: Moment,
) -> Result<Decision, Refusal> {
    let no_such = Refusal::Correction(CorrectionFault::NoSuchEntry);
    let named = diary.history().entry(seq).ok_or_else(|| no_such.clone())?;
    let root = match &named.event {
        Event::Corrected(corrected) => diary.history().entry(corrected.target.seq),
        _ => Some(named),
    }
    .ok_or(no_such)?;
    let current = diary
        .history()
        .live(root.seq)
        .map(|live| live.event.clone());
    let was = current.clone().unwrap_or_else(|| root.event.clone());
    let mut guards = Vec::new();
    let replacement = match change {
        Change::Withdraw if current.is_none() => return Err(Refusal::NothingToDo),
        Change::Withdraw => None,
        Change::Restore => Some(root.event.clone()),
        _ => Some(changed(diary, was, root, change, now, &mut guards)?),
    };
    if replacement.is_some() && replacement == current {
        return Err(Refusal::NothingToDo);
    }
    check_orders(diary, by, replacement.as_ref(), root)?;
    let mut decision = finish(diary, by, root.reference(), replacement, reason)?;
    decision.guards = guards;
    Ok(decision)
}

fn changed(
    diary: &Diary,
    was: Event,
    root: &Entry,
    change: &Change,
    now: Moment,
    guards: &mut Vec<Guard>,
) -> Result<Event, Refusal> {
    match (was, change) {
        (Event::Dose(dose), Change::Dose(change)) => {
            changed_dose(diary, dose, change, root, now, guards).map(Event::Dose)
        }
        (Event::Meal(_), Change::Meal(ended_at)) => {
            not_in_future(*ended_at, now)?;
            Ok(Event::Meal(Meal {
                ended_at: *ended_at,
            }))
        }
        (Event::CycleStarted(mut start), Change::CycleStart(date)) => {
            let neighbour = |cycle: &&Cycle| {
                let before = cycle.number < start.cycle && cycle.start >= *date;
                let after = cycle.number > start.cycle && cycle.start <= *date;
                before || after
            };
            if let Some(other) = diary.cycles().iter().find(neighbour) {
                return Err(Refusal::CycleDateNotLater { last: other.start });
            }
            start.date = *date;
            Ok(Event::CycleStarted(start))
        }
        (Event::Held(mut order), Change::OrderFrom(from)) => {
            order.from = *from;
            Ok(Event::Held(order))
        }
        (Event::Resumed(mut order), Change::OrderFrom(from)) => {
            order.from = *from;
            Ok(Event::Resumed(order))
        }
        (Event::Stopped(mut order), Change::OrderFrom(from)) => {
            order.from = *from;
            Ok(Event::Stopped(order))
        }
        (Event::Prescribed(mut order), Change::OrderFrom(from)) => {
            order.from = *from;
            Ok(Event::Prescribed(order))
        }
        (Event::Prescribed(mut order), Change::Units(units)) => {
            order.units = units.clone();
            Ok(Event::Prescribed(order))
        }
        _ => Err(Refusal::ChangeDoesNotFit),
    }
}

/// What a patient may not order, she may not bring about by a correction either (ruling 6).
fn check_orders(
    diary: &Diary,
    by: &Author,
    replacement: Option<&Event>,
    root: &Entry,
) -> Result<(), Refusal> {
    if by.is_site() {
        return Ok(());
    }
    if let (Some(Event::Prescribed(new)), Event::Prescribed(old)) = (replacement, &root.event) {
        let raises = new.units.iter().any(|(period, units)| {
            let before = old.units.get(period).map_or(Milligrams::ZERO, Units::mg);
            units.mg() > before
        });
        if raises {
            return Err(Refusal::PatientCannotRaise { drug: new.drug });
        }
    }
    if let Some(Event::CycleStarted(start)) = replacement {
        let before = diary
            .cycles()
            .iter()
            .rfind(|cycle| cycle.number < start.cycle);
        if let Some(before) = before {
            let length = diary.rules_of(before).cycle_length_days.value;
            let earliest = before.start.plus(i64::from(length));
            if start.date < earliest {
                return Err(Refusal::StartTooEarly { earliest });
            }
        }
    }
    Ok(())
}

fn changed_dose(
    diary: &Diary,
    was: Dose,
    change: &DoseChange,
    root: &Entry,
    now: Moment,
    guards: &mut Vec<Guard>,
) -> Result<Dose, Refusal> {
    let mut dose = was;
    let time_changed = change.taken_at.is_some_and(|at| at != dose.taken_at);
    dose.date = change.date.unwrap_or(dose.date);
    dose.period = change.period.or(dose.period);
    dose.outcome = change.outcome.unwrap_or(dose.outcome);
    dose.taken_at = change.taken_at.unwrap_or(dose.taken_at);
    named_drugs(diary, &[dose.drug])?;
    if let Some(taken_at) = dose.taken_at {
        not_in_future(taken_at, now)?;
    }
    let day_starts_at = diary.rules().day_starts_at();
    if dose.date > diary.date_of(now) {
        return Err(Refusal::InFuture {
            named: dose.date.begins(day_starts_at),
        });
    }
    if dose.outcome == Outcome::Missed {
        return Ok(Dose {
            taken_at: None,
            units: None,
            food: None,
            food_basis: None,
            outside_period: false,
            reason: change.reason.or(dose.reason),
            ..dose
        });
    }
    dose.reason = None;
    let slot = dose.period.and_then(|period| {
        slots::planned_slot(diary, dose.drug, SlotPosition::new(dose.date, period))
    });
    let prescribed = slot.as_ref().and_then(|slot| {
        let known = slots::known_at(diary, slot, dose.taken_at, root.at);
        let units = diary.course(dose.drug).units(slot.position(), known);
        units.cloned()
    });
    let units = change
        .units
        .clone()
        .or(dose.units.clone())
        .or(prescribed.clone())
        .ok_or(Refusal::NeedsUnits { drug: dose.drug })?;
    if units.is_none() {
        return Err(Refusal::NoUnits);
    }
    if let Some(prescribed) = prescribed {
        let surplus = units.mg().minus(prescribed.mg());
        if surplus > Milligrams::ZERO {
            guards.push(Guard::MoreThanPrescribed {
                prescribed: prescribed.clone(),
                surplus,
            });
        }
        if dose.outcome != Outcome::Vomited && dose.rest_of.is_none() {
            dose.outcome = if units.mg() < prescribed.mg() {
                Outcome::PartlyTaken
            } else {
                Outcome::Taken
            };
        }
    }
    dose.units = Some(units);
    if let (Some(slot), Some(at)) = (&slot, dose.taken_at) {
        let span = slots::span(diary, slot);
        let by_clock = meals::food_by_clock(diary, slot, at);
        let inside = span.is_some_and(|span| span.contains(&at.naive_local()));
        dose.outside_period = !inside && by_clock.is_none();
        if time_changed && dose.food_basis != Some(FoodBasis::PatientWord) {
            (dose.food, dose.food_basis) = match by_clock {
                Some((food, basis)) => (Some(food), Some(basis)),
                None => (dose.food.map(|_| Food::Unknown), None),
            };
        }
    }
    if let Some(food) = change.food {
        dose.food = Some(food);
        dose.food_basis = Some(FoodBasis::PatientWord);
    }
    Ok(dose)
}
