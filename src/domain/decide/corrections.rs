//! Decides about taking an entry back, and about correcting an earlier one.
//!
//! Rulings 21 and 22: the target is always the root entry, the kind stays the same, and what is put in
//! its place obeys the rules of a new entry of that kind.

use super::dose::no_slot;
use super::{Change, Decision, DoseChange, Guard, Refusal, named_drugs, not_in_future};
use crate::domain::calendar::{Moment, Period, SlotPosition};
use crate::domain::diary::{Cycle, Diary};
use crate::domain::entry::{
    Author, Corrected, CorrectionReason, Dose, Entry, EntryRef, Event, Food, FoodBasis, Held, Meal,
    Outcome, Prescribed, Stopped,
};
use crate::domain::history::{CorrectionFault, Fate};
use crate::domain::ids::DrugId;
use crate::domain::meals;
use crate::domain::protocol::FoodRule;
use crate::domain::slots::{self, Slot};
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

/// Whether an entry stands as it was recorded, and is of a kind that can be withdrawn; a withdrawal, or
/// what else took something back, is not taken back (ruling 21).
fn can_be_taken_back(diary: &Diary, entry: &Entry) -> bool {
    if let Event::Corrected(corrected) = &entry.event {
        let root = diary.history().row(corrected.target.seq);
        return corrected.replacement.is_some()
            && !diary.history().is_undo(entry)
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
    let is_stop = matches!(
        diary.history().live(target.seq).map(|live| live.event),
        Some(Event::Stopped(_))
    );
    if is_stop && !by.is_site() && !diary.unconfirmed().contains(&target) {
        return Err(Refusal::StaffOnly);
    }
    Ok(Decision::plain(Event::Corrected(Box::new(corrected))))
}

/// Whether an order to take less ends or begins later, or one to take more begins earlier or anew.
fn takes_more(was: Option<&Event>, new: Option<&Event>) -> bool {
    let less = |event: &Event| {
        if let Event::Held(Held { from, .. })
        | Event::Stopped(Stopped { from, .. })
        | Event::Prescribed(Prescribed { from, .. }) = event
        {
            Some(from.rank())
        } else {
            None
        }
    };
    let more = |event: &Event| {
        if let Event::Resumed(order) = event {
            Some(order.from.rank())
        } else if let Event::CycleStarted(start) = event {
            Some(SlotPosition::new(start.date, Period::Once).rank())
        } else {
            None
        }
    };
    let (was_less, new_less) = (was.and_then(less), new.and_then(less));
    let (was_more, new_more) = (was.and_then(more), new.and_then(more));
    was_less.is_some_and(|was| new_less.is_none_or(|new| new > was))
        || new_more.is_some_and(|new| was_more.is_none_or(|was| new < was))
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
    if !by.is_site() && takes_more(current.as_ref(), replacement.as_ref()) {
        guards.push(Guard::ToldToTakeMore);
    }
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
            for period in units.keys() {
                has_period(diary, order.drug, *period)?;
            }
            // A period that is not named stays as the prescription said.
            order.units.extend(units.clone());
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

fn has_period(diary: &Diary, drug: DrugId, period: Period) -> Result<(), Refusal> {
    named_drugs(diary, &[drug])?;
    let known = periods(diary, drug);
    if known.contains(&period) {
        return Ok(());
    }
    Err(Refusal::NoSuchPeriod {
        drug,
        period,
        known,
    })
}

fn periods(diary: &Diary, drug: DrugId) -> Vec<Period> {
    let rules = diary.rules().drug(drug);
    let periods = rules.into_iter().flat_map(|drug| &drug.periods);
    periods.map(|rule| rule.period).collect()
}

fn changed_dose(
    diary: &Diary,
    was: Dose,
    change: &DoseChange,
    root: &Entry,
    now: Moment,
    guards: &mut Vec<Guard>,
) -> Result<Dose, Refusal> {
    let mut dose = Dose {
        date: change.date.unwrap_or(was.date),
        period: change.period.or(was.period),
        outcome: change.outcome.unwrap_or(was.outcome),
        taken_at: change.taken_at.unwrap_or(was.taken_at),
        ..was.clone()
    };
    named_drugs(diary, &[dose.drug])?;
    if let Some(period) = change.period {
        has_period(diary, dose.drug, period)?;
    }
    if let Some(taken_at) = dose.taken_at {
        not_in_future(taken_at, now)?;
    }
    if dose.date > diary.date_of(now) {
        return Err(Refusal::InFuture {
            named: dose.date.begins(diary.rules().day_starts_at()),
        });
    }
    let slot = dose.period.and_then(|period| {
        slots::planned_slot(diary, dose.drug, SlotPosition::new(dose.date, period))
    });
    if dose.outcome == Outcome::Missed {
        return changed_to_missed(diary, &was, dose, change, slot, now);
    }
    dose.reason = None;
    let prescribed = slot.as_ref().and_then(|slot| {
        let known = slots::known_at(diary, slot, dose.taken_at, root.at);
        let units = diary.course(dose.drug).units(slot.position(), known);
        units.cloned()
    });
    let units = changed_units(&was, change, prescribed.as_ref())?;
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
    change_food(diary, &was, &mut dose, change, slot.as_ref());
    Ok(dose)
}

/// A dose that was not taken after all obeys the rules of a missed one (ruling 8).
fn changed_to_missed(
    diary: &Diary,
    was: &Dose,
    dose: Dose,
    change: &DoseChange,
    slot: Option<Slot>,
    now: Moment,
) -> Result<Dose, Refusal> {
    let drug = dose.drug;
    if dose.period.is_none() {
        let known = periods(diary, drug);
        return Err(Refusal::NamePeriod { drug, known });
    }
    let place = |dose: &Dose| (dose.outcome, dose.date, dose.period);
    if place(&dose) != place(was) {
        let slot = slot.ok_or_else(|| no_slot(diary, drug, dose.date, now))?;
        let begins = slots::span(diary, &slot).map(|span| span.start);
        if let Some(begins) = begins.filter(|begins| now.naive_local() < *begins) {
            return Err(Refusal::NotBegun { begins });
        }
    }
    Ok(Dose {
        taken_at: None,
        units: None,
        food: None,
        food_basis: None,
        outside_period: false,
        rest_of: None,
        reason: change.reason.or(dose.reason),
        ..dose
    })
}

/// What was swallowed: what is named; else all of it where a part or nothing is now said to be taken,
/// else as before.
fn changed_units(
    was: &Dose,
    change: &DoseChange,
    prescribed: Option<&Units>,
) -> Result<Units, Refusal> {
    let needs_units = Refusal::NeedsUnits { drug: was.drug };
    let whole = || prescribed.filter(|units| !units.is_none()).cloned();
    let units = match (&change.units, was.outcome, change.outcome) {
        (Some(units), _, _) if units.is_none() => return Err(Refusal::NoUnits),
        (Some(units), _, _) => Some(units.clone()),
        (None, Outcome::Taken | Outcome::Missed, Some(Outcome::PartlyTaken)) => None,
        (None, Outcome::PartlyTaken, Some(Outcome::Taken)) if was.rest_of.is_none() => whole(),
        (None, _, _) => was.units.clone().or_else(whole),
    };
    units.ok_or(needs_units)
}

/// Whether the food rule was kept: the patient's word; else, for another time or place, what the meal
/// clock knows; else as before.
fn change_food(
    diary: &Diary,
    was: &Dose,
    dose: &mut Dose,
    change: &DoseChange,
    slot: Option<&Slot>,
) {
    if let Some((slot, at)) = slot.zip(dose.taken_at) {
        let by_clock = meals::food_by_clock(diary, slot, at);
        let inside = slots::span(diary, slot).is_some_and(|span| span.contains(&at.naive_local()));
        dose.outside_period = !inside && by_clock.is_none();
        let moved = dose.taken_at != was.taken_at && was.food_basis != Some(FoodBasis::PatientWord);
        if moved || was.food.is_none() {
            (dose.food, dose.food_basis) = by_clock.unzip();
        }
    }
    let rule = diary.rules().drug(dose.drug).map(|drug| drug.food.value);
    if rule.is_some_and(|rule| rule != FoodRule::None) && dose.food.is_none() {
        dose.food = Some(Food::Unknown);
    }
    if let Some(food) = change.food {
        dose.food = Some(food);
        dose.food_basis = Some(FoodBasis::PatientWord);
    }
}
