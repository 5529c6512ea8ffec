//! Decides about intakes: which place one has, and what is written for it.
//!
//! Rulings 9 to 12 and 14. The outcome follows the tablets; extra is consent, not a property of the
//! entry; what the meal clock knows is not asked again.

use super::dose::{no_slot, reference};
use super::{Decision, DoseCommand, Guard, NotDue, Refusal};
use crate::domain::calendar::{Moment, Period};
use crate::domain::diary::Diary;
use crate::domain::entry::{
    Author, Corrected, CorrectionReason, Dose, EntryRef, Event, Food, FoodBasis, Outcome,
};
use crate::domain::ids::DrugId;
use crate::domain::meals;
use crate::domain::orders::{Known, Running};
use crate::domain::protocol::{Drug, FoodRule};
use crate::domain::slots::{self, Slot, SlotState, Status};
use crate::domain::units::{Milligrams, Units};

/// What an intake would be, once it is known whether a slot waits for it.
enum Place {
    /// The dose of a slot without a record.
    Slot(Slot),
    /// The rest of a partial intake.
    Rest(Slot, EntryRef, Units),
    /// The slot was recorded as missed.
    InsteadOfMissed(Slot, EntryRef),
    /// The slot was recorded as taken, and the dose was vomited afterwards.
    VomitedAfter(Slot, EntryRef),
    /// Beside the slots.
    Extra(Option<Slot>, Option<Guard>),
}

pub(super) fn decide(
    diary: &Diary,
    by: &Author,
    command: &DoseCommand,
    slot: Option<Slot>,
    period: Option<Period>,
    now: Moment,
) -> Result<Decision, Refusal> {
    if command.units.as_ref().is_some_and(Units::is_none) {
        return Err(Refusal::NoUnits);
    }
    let place = place(diary, command, slot, now)?;
    let mut decision = match place {
        Place::Slot(slot) => slot_dose(diary, command, &slot, None, now)?,
        Place::Rest(slot, first, rest) => {
            let with_rest = DoseCommand {
                units: Some(command.units.clone().unwrap_or(rest)),
                ..command.clone()
            };
            let mut decision = slot_dose(diary, &with_rest, &slot, Some(first), now)?;
            decision.guards.insert(0, Guard::TakesTheRest { first });
            decision
        }
        Place::InsteadOfMissed(slot, first) => {
            let guard = Guard::WasMissed { first };
            let new = slot_dose(diary, command, &slot, None, now)?;
            replacing(diary, by, first, new, guard, CorrectionReason::Remembered)?
        }
        Place::VomitedAfter(slot, first) => {
            let guard = Guard::VomitedAfter { first };
            let new = vomited_copy(diary, command, &slot, first)?;
            replacing(diary, by, first, new, guard, CorrectionReason::VomitedLater)?
        }
        Place::Extra(slot, guard) => {
            let recorded = match &guard {
                Some(Guard::SecondDose { first, .. }) => Some(*first),
                Some(_) | None => None,
            };
            let mut decision = extra_dose(diary, command, slot.as_ref(), period, recorded)?;
            decision.guards.extend(guard);
            decision
        }
    };
    decision.guards.extend(unlisted_strength(
        diary,
        command.drug,
        command.units.as_ref(),
    ));
    too_soon(diary, command, now, &mut decision);
    if !diary.open_warnings().is_empty() {
        mark_warned(&mut decision.events);
        decision.guards.push(Guard::WarningOpen);
    }
    Ok(decision)
}

/// A strength that neither the protocol lists nor the study team has ever prescribed is asked about: it is
/// more likely mistyped than swallowed.
pub(super) fn unlisted_strength(
    diary: &Diary,
    drug: DrugId,
    units: Option<&Units>,
) -> Option<Guard> {
    let drug = diary.rules().drug(drug)?;
    let listed = &drug.strengths_mg.as_ref()?.value;
    let prescribed = |strength| {
        let orders = &diary.course(drug.id).prescriptions;
        let mut units = orders.iter().flat_map(|order| order.units.values());
        units.any(|units| units.iter().any(|(given, _)| given == strength))
    };
    let (strength, _) = units?
        .iter()
        .find(|(strength, _)| !listed.contains(strength) && !prescribed(*strength))?;
    Some(Guard::UnlistedStrength {
        drug: drug.id,
        strength,
    })
}

fn mark_warned(events: &mut [Event]) {
    for event in events {
        if let Event::Dose(dose) = event {
            dose.while_warned = true;
        } else if let Event::Corrected(corrected) = event
            && let Some(Event::Dose(dose)) = &mut corrected.replacement
        {
            dose.while_warned = true;
        }
    }
}

fn place(
    diary: &Diary,
    command: &DoseCommand,
    slot: Option<Slot>,
    now: Moment,
) -> Result<Place, Refusal> {
    let Some(slot) = slot else {
        if command.extra {
            return Ok(Place::Extra(None, None));
        }
        return Err(no_slot(diary, command.drug, command.date, now));
    };
    let Some(state) = slots::slot_state(diary, slot.drug, slot.position(), now) else {
        return Err(no_slot(diary, command.drug, command.date, now));
    };
    let beside = |why| {
        if command.extra {
            return Ok(Place::Extra(Some(slot), None));
        }
        Err(Refusal::NotDue {
            drug: slot.drug,
            date: slot.date,
            why,
        })
    };
    let not_due = not_due(diary, &slot, command.taken_at, now);
    if let Some(recorded) = &state.recorded
        && let Some(first) = reference(diary, recorded.seq)
    {
        return match (not_due, state.status) {
            (Some(why), Status::Missed) => beside(why),
            (not_due, _) => Ok(beside_record(command, &state, first, not_due.is_none())),
        };
    }
    match not_due {
        Some(why) => beside(why),
        None => Ok(Place::Slot(slot)),
    }
}

/// Why an intake cannot be the slot's: an order given by then (ruling 2), or the next slot that had
/// begun (ruling 11). `recorded_at` counts where nobody remembers the time.
pub(super) fn not_due(
    diary: &Diary,
    slot: &Slot,
    taken_at: Option<Moment>,
    recorded_at: Moment,
) -> Option<NotDue> {
    let known = slots::known_at(diary, slot, taken_at, recorded_at);
    let course = diary.course(slot.drug);
    match course.running_unrecorded(slot.position(), known) {
        Running::Held(_) => return Some(NotDue::Held),
        Running::Stopped(_) => return Some(NotDue::Stopped),
        Running::Yes => {}
    }
    if prescribed(diary, slot, known).is_none() {
        return Some(NotDue::NotPrescribed);
    }
    let next = slots::next_slot(diary, slot)?;
    let begins = slots::span(diary, &next)?.start;
    (taken_at?.naive_local() >= begins).then_some(NotDue::NextSlotBegan(next))
}

/// Where an intake goes if the slot has a record already.
fn beside_record(
    command: &DoseCommand,
    state: &SlotState,
    first: EntryRef,
    may_be_rest: bool,
) -> Place {
    let slot = state.slot;
    let recorded = state.recorded.as_ref();
    let guard = Guard::SecondDose {
        first,
        taken_at: recorded.and_then(|recorded| recorded.taken_at),
    };
    if command.extra {
        return Place::Extra(Some(slot), None);
    }
    if state.status == Status::Missed {
        return Place::InsteadOfMissed(slot, first);
    }
    let swallowed = matches!(state.status, Status::Taken | Status::PartlyTaken);
    if swallowed && command.outcome == Outcome::Vomited {
        return Place::VomitedAfter(slot, first);
    }
    if let (Status::PartlyTaken, Some(recorded)) = (state.status, recorded) {
        let rest = recorded.units.rest_to(&state.units);
        let fits = |units: &Units| units.mg() <= state.units.mg().minus(recorded.units.mg());
        let small = command.units.as_ref().is_none_or(fits);
        if may_be_rest && recorded.rest_seq.is_none() && !rest.is_none() && small && fits(&rest) {
            return Place::Rest(slot, first, rest);
        }
    }
    Place::Extra(Some(slot), Some(guard))
}

fn prescribed(diary: &Diary, slot: &Slot, known: Known) -> Option<Units> {
    let units = diary.course(slot.drug).units(slot.position(), known)?;
    (!units.is_none()).then(|| units.clone())
}

/// The dose of a slot: its outcome follows the amount (ruling 10).
fn slot_dose(
    diary: &Diary,
    command: &DoseCommand,
    slot: &Slot,
    rest_of: Option<EntryRef>,
    now: Moment,
) -> Result<Decision, Refusal> {
    let needs_units = Refusal::NeedsUnits {
        drug: slot.drug,
        recorded: None,
    };
    let known = slots::known_at(diary, slot, command.taken_at, now);
    let prescribed = prescribed(diary, slot, known).ok_or_else(|| needs_units.clone())?;
    let units = match (&command.units, command.outcome) {
        (Some(units), _) => units.clone(),
        (None, Outcome::PartlyTaken) => return Err(needs_units),
        (None, Outcome::Taken | Outcome::Vomited | Outcome::Missed) => prescribed.clone(),
    };
    let whole = match rest_of {
        Some(first) => units.plus(&units_of(diary, first)),
        None => units.clone(),
    };
    let mut guards = Vec::new();
    let surplus = whole.mg().minus(prescribed.mg());
    if surplus > Milligrams::ZERO {
        guards.push(Guard::MoreThanPrescribed {
            prescribed: prescribed.clone(),
            surplus,
        });
    }
    let outside = outside_period(diary, slot, command.taken_at, now);
    guards.extend(outside.clone());
    let (food, food_basis) = food(diary, command, Some(slot));
    let outcome = match command.outcome {
        Outcome::Vomited => Outcome::Vomited,
        Outcome::Taken | Outcome::PartlyTaken | Outcome::Missed => {
            if whole.mg() < prescribed.mg() {
                Outcome::PartlyTaken
            } else {
                Outcome::Taken
            }
        }
    };
    let dose = Dose {
        drug: slot.drug,
        date: slot.date,
        period: Some(slot.period),
        outcome,
        taken_at: command.taken_at,
        units: Some(units),
        food,
        food_basis,
        reason: None,
        outside_period: outside.is_some(),
        while_warned: false,
        rest_of,
    };
    Ok(Decision {
        events: vec![Event::Dose(dose)],
        guards,
    })
}

fn units_of(diary: &Diary, entry: EntryRef) -> Units {
    let dose = diary.dose(entry.seq);
    dose.and_then(|dose| dose.units.clone()).unwrap_or_default()
}

/// The recorded intake of a slot, now vomited; it keeps the time at which it was swallowed.
fn vomited_copy(
    diary: &Diary,
    command: &DoseCommand,
    slot: &Slot,
    first: EntryRef,
) -> Result<Decision, Refusal> {
    let recorded = diary.dose(first.seq).ok_or(Refusal::NeedsUnits {
        drug: slot.drug,
        recorded: Some(first),
    })?;
    let dose = Dose {
        outcome: Outcome::Vomited,
        units: command.units.clone().or_else(|| recorded.units.clone()),
        food: command.food.or(recorded.food),
        ..recorded.clone()
    };
    Ok(Decision::plain(Event::Dose(dose)))
}

/// Turns a dose into the correction of the entry that stands in its place.
fn replacing(
    diary: &Diary,
    by: &Author,
    target: EntryRef,
    new: Decision,
    guard: Guard,
    reason: CorrectionReason,
) -> Result<Decision, Refusal> {
    let mut guards = new.guards;
    guards.insert(0, guard);
    let corrected = Corrected {
        target,
        replacement: new.events.into_iter().next(),
        reason,
    };
    diary
        .history()
        .check_correction(&corrected, by)
        .map_err(Refusal::Correction)?;
    Ok(Decision {
        events: vec![Event::Corrected(Box::new(corrected))],
        guards,
    })
}

/// An intake beside the slots states its units.
fn extra_dose(
    diary: &Diary,
    command: &DoseCommand,
    slot: Option<&Slot>,
    period: Option<Period>,
    recorded: Option<EntryRef>,
) -> Result<Decision, Refusal> {
    let drug = command.drug;
    let units = command
        .units
        .clone()
        .ok_or(Refusal::NeedsUnits { drug, recorded })?;
    let (food, food_basis) = food(diary, command, slot);
    let outcome = match command.outcome {
        Outcome::Vomited => Outcome::Vomited,
        Outcome::Taken | Outcome::PartlyTaken | Outcome::Missed => Outcome::Taken,
    };
    Ok(Decision::plain(Event::Dose(Dose {
        drug,
        date: command.date,
        period,
        outcome,
        taken_at: command.taken_at,
        units: Some(units),
        food,
        food_basis,
        reason: None,
        outside_period: false,
        while_warned: false,
        rest_of: None,
    })))
}

/// The patient's word, else what the meal clock knows, else not known.
fn food(
    diary: &Diary,
    command: &DoseCommand,
    slot: Option<&Slot>,
) -> (Option<Food>, Option<FoodBasis>) {
    let rule = |drug: &Drug| drug.food.value;
    match diary.rules().drug(command.drug).map(rule) {
        None | Some(FoodRule::None) => return (None, None),
        Some(FoodRule::AfterMeal { .. } | FoodRule::EmptyStomach) => {}
    }
    if let Some(word) = command.food {
        return (Some(word), Some(FoodBasis::PatientWord));
    }
    let by_clock = slot
        .zip(command.taken_at)
        .and_then(|(slot, at)| meals::food_by_clock(diary, slot, at));
    match by_clock {
        Some((food, basis)) => (Some(food), Some(basis)),
        None => (Some(Food::Unknown), None),
    }
}

/// Asks about an intake outside its slot's period, unless a meal window of it still ran (ruling 12). One of
/// which nobody remembers the time was before the period if that has not begun.
fn outside_period(
    diary: &Diary,
    slot: &Slot,
    taken_at: Option<Moment>,
    now: Moment,
) -> Option<Guard> {
    let period = slots::span(diary, slot)?;
    let not_begun = (now.naive_local() < period.start).then_some(now);
    let taken_at = taken_at.or(not_begun)?;
    let inside = period.contains(&taken_at.naive_local());
    let in_window = meals::food_by_clock(diary, slot, taken_at).is_some();
    (!inside && !in_window).then_some(Guard::OutsidePeriod { period })
}

/// Asks about an intake sooner after the last one than the protocol says; where it says nothing, there
/// is nothing to ask (ruling 14).
fn too_soon(diary: &Diary, command: &DoseCommand, now: Moment, decision: &mut Decision) {
    let rules = diary.rules().drug(command.drug);
    let hours = rules.and_then(|drug| drug.interval_warn_below_hours.as_ref());
    let last = diary.last_intake(command.drug, command.taken_at.unwrap_or(now));
    let (Some(hours), Some(last), Some(taken_at)) = (hours, last, command.taken_at) else {
        return;
    };
    let corrects_it = decision.events.iter().any(|event| {
        if let Event::Corrected(corrected) = event {
            corrected.target.seq == last.seq
        } else if let Event::Dose(dose) = event {
            dose.rest_of.is_some_and(|first| first.seq == last.seq)
        } else {
            false
        }
    });
    let since = taken_at.signed_duration_since(last.swallowed_at());
    if !corrects_it && since.num_minutes() < i64::from(hours.value) * 60 {
        decision.guards.push(Guard::TooSoon {
            since,
            hours: hours.value,
        });
    }
}
