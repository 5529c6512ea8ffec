//! Decides what a dose entry says after a correction.
//!
//! Rulings 8, 10 and 12 hold for it as for a new dose: nothing in the future, nothing missed before its
//! time, the outcome follows the tablets, and the meal clock answers where it can.

use super::dose::{no_slot, reference};
use super::intake::{not_due, unlisted_strength};
use super::{DoseChange, Guard, Refusal, named_drugs, not_in_future};
use crate::domain::calendar::{Moment, Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::{Dose, Entry, Food, FoodBasis, Outcome};
use crate::domain::ids::DrugId;
use crate::domain::meals;
use crate::domain::protocol::FoodRule;
use crate::domain::slots::{self, Slot, Status};
use crate::domain::units::{Milligrams, Units};

pub(super) fn has_period(diary: &Diary, drug: DrugId, period: Period) -> Result<(), Refusal> {
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

/// What a dose entry says after a change; what is not named stays as it was.
pub(super) fn changed_dose(
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
    let moved = (dose.date, dose.period) != (was.date, was.period);
    let second = slot.as_ref().filter(|_| moved);
    if let Some(second) = second.and_then(|slot| second_dose(diary, slot, root, now)) {
        guards.push(second);
    } else if is_beside(diary, &dose, root)
        && (was.outcome == Outcome::Missed || !is_beside(diary, &was, root))
    {
        guards.push(Guard::BecomesExtra {
            drug: dose.drug,
            date: dose.date,
        });
    }
    guards.extend(unlisted_strength(diary, dose.drug, change.units.as_ref()));
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
    if taken_while_warned(diary, &was, &dose, root) {
        dose.while_warned = true;
        guards.push(Guard::WarningOpen);
    }
    Ok(dose)
}

/// Whether an intake counts for no slot: there is none, or it was not to be taken then.
fn is_beside(diary: &Diary, dose: &Dose, root: &Entry) -> bool {
    let position = dose
        .period
        .map(|period| SlotPosition::new(dose.date, period));
    let slot = position.and_then(|at| slots::planned_slot(diary, dose.drug, at));
    slot.is_none_or(|slot| not_due(diary, &slot, dose.taken_at, root.at).is_some())
}

/// Whether a correction says for the first time that a dose was swallowed while a warning was open: one that
/// was missed was not, or it was swallowed after the warning's entry. What opened the warning is not meant.
fn taken_while_warned(diary: &Diary, was: &Dose, dose: &Dose, root: &Entry) -> bool {
    let others = diary.open_warnings().iter();
    let mut others = others.filter(|warning| warning.entry.seq != root.seq);
    let opened_before = |seq: u64, at: Moment| {
        let entry = diary.history().entry(seq);
        entry.is_some_and(|entry| entry.at <= at)
    };
    match (was.outcome, dose.taken_at) {
        (Outcome::Missed, _) => others.next().is_some(),
        (Outcome::Taken | Outcome::PartlyTaken | Outcome::Vomited, Some(at))
            if dose.taken_at != was.taken_at =>
        {
            others.any(|warning| opened_before(warning.entry.seq, at))
        }
        (Outcome::Taken | Outcome::PartlyTaken | Outcome::Vomited, _) => false,
    }
}

/// The slot to which an intake is moved has an intake of its own.
fn second_dose(diary: &Diary, slot: &Slot, root: &Entry, now: Moment) -> Option<Guard> {
    let state = slots::slot_state(diary, slot.drug, slot.position(), now)?;
    let recorded = state.recorded.filter(|recorded| recorded.seq != root.seq)?;
    (state.status != Status::Missed).then_some(())?;
    Some(Guard::SecondDose {
        first: reference(diary, recorded.seq)?,
        taken_at: recorded.taken_at,
    })
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
    let needs_units = Refusal::NeedsUnits {
        drug: was.drug,
        recorded: None,
    };
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
