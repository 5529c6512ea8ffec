//! The status of one slot: from its orders, from what was recorded for it, and from the time of day.

use super::{Recorded, Slot, SlotState, Status, entry_window_closes, next_slot, rules_for, span};
use crate::domain::calendar::Moment;
use crate::domain::diary::{Diary, DoseRecord};
use crate::domain::entry::Outcome;
use crate::domain::meals;
use crate::domain::orders::{Known, Order, Running};
use crate::domain::units::{Milligrams, Units};

pub(super) fn state(diary: &Diary, slot: Slot, doses: &[DoseRecord], now: Moment) -> SlotState {
    let mut stood = None;
    for dose in of_slot(slot, doses).filter(|dose| dose.is_intake()) {
        let is_rest = dose.rest_of.is_some()
            && of_slot(slot, doses).any(|first| first.is_intake() && is_rest_of(dose, first));
        if is_rest || !is_in_time(diary, &slot, dose) {
            continue;
        }
        match asked(diary, slot, Known::By(dose.swallowed_at())) {
            Ok(units) => return taken(diary, slot, doses, dose, units),
            Err(not_due) => stood = stood.or(Some(not_due)),
        }
    }
    // No order given later makes a slot due on top of what was swallowed for it (ruling 2).
    if let Some(stood) = stood {
        return stood.state(slot);
    }
    let missed = of_slot(slot, doses).find(|dose| !dose.is_intake());
    match (asked(diary, slot, Known::All), missed) {
        (Ok(units), Some(dose)) => missed_state(slot, dose, units),
        (Ok(units), None) => plain(slot, unrecorded_status(diary, &slot, now), units, None),
        (Err(not_due), None) => not_due.state(slot),
        (Err(not_due), Some(dose)) => {
            let course = diary.course(slot.drug);
            let position = slot.position();
            // A hold from the evening reaches an unrecorded `once` slot only (ruling 1).
            let reaches = course.running(position, Known::All) != Running::Yes
                || not_due.order.is_none_or(|o| o.given_at <= dose.recorded_at);
            match course.units(position, Known::All) {
                Some(units) if !reaches => missed_state(slot, dose, units.clone()),
                Some(_) | None => not_due.state(slot),
            }
        }
    }
}

/// The entries that name a slot, of those that name its date.
fn of_slot(slot: Slot, doses: &[DoseRecord]) -> impl Iterator<Item = &DoseRecord> {
    let names_it =
        move |dose: &&DoseRecord| dose.period == Some(slot.period) && dose.drug == slot.drug;
    doses.iter().filter(names_it)
}

fn plain(slot: Slot, status: Status, units: Units, order: Option<Order>) -> SlotState {
    SlotState {
        slot,
        status,
        units,
        order,
        recorded: None,
    }
}

fn missed_state(slot: Slot, dose: &DoseRecord, units: Units) -> SlotState {
    let recorded = Recorded {
        seq: dose.seq,
        rest_seq: None,
        units: Units::none(),
        taken_at: None,
        recorded_at: dose.recorded_at,
        on_time: None,
        surplus: Milligrams::ZERO,
    };
    SlotState {
        recorded: Some(recorded),
        ..plain(slot, Status::Missed, units, None)
    }
}

/// Why a slot asks for nothing.
struct NotAsked {
    status: Status,
    units: Units,
    order: Option<Order>,
}

impl NotAsked {
    fn state(self, slot: Slot) -> SlotState {
        plain(slot, self.status, self.units, self.order)
    }
}

/// The units that a slot asks for under the orders that are known.
fn asked(diary: &Diary, slot: Slot, known: Known) -> Result<Units, NotAsked> {
    let course = diary.course(slot.drug);
    let position = slot.position();
    let units = course.units(position, known).cloned().unwrap_or_default();
    let (status, order) = match course.running_unrecorded(position, known) {
        Running::Stopped(order) => (Status::Stopped, Some(order)),
        Running::Held(order) => (Status::Held, Some(order)),
        Running::Yes if units.is_none() => (Status::NotPrescribed, None),
        Running::Yes => return Ok(units),
    };
    Err(NotAsked {
        status,
        units,
        order,
    })
}

/// Whether an entry says that the rest of an earlier intake was swallowed.
fn is_rest_of(dose: &DoseRecord, first: &DoseRecord) -> bool {
    dose.rest_of == Some(first.seq) && first.seq < dose.seq
}

/// Whether an intake was swallowed before the drug's next slot began (ruling 11).
fn is_in_time(diary: &Diary, slot: &Slot, dose: &DoseRecord) -> bool {
    let Some(taken_at) = dose.taken_at else {
        return true;
    };
    let civil = taken_at.naive_local();
    // Most intakes lie in their own period; only the others need the next slot.
    if span(diary, slot).is_some_and(|span| civil < span.end) {
        return true;
    }
    next_slot(diary, slot)
        .and_then(|next| span(diary, &next))
        .is_none_or(|next| civil < next.start)
}

/// Which orders held when a slot's intake was swallowed: those given by then; where nobody remembers
/// the time, those given by the end of the slot's period, or by the recording if that came first.
pub fn known_at(
    diary: &Diary,
    slot: &Slot,
    taken_at: Option<Moment>,
    recorded_at: Moment,
) -> Known {
    let named = (slot.drug, slot.date, Some(slot.period));
    Known::By(diary.swallowed_by(named, taken_at, recorded_at))
}

/// The state of a slot with an intake: the outcome follows the amount (ruling 10).
fn taken(
    diary: &Diary,
    slot: Slot,
    doses: &[DoseRecord],
    dose: &DoseRecord,
    prescribed: Units,
) -> SlotState {
    let units_of = |seq| {
        let found = diary.dose(seq).and_then(|dose| dose.units.clone());
        found.unwrap_or_default()
    };
    let is_rest = |other: &&DoseRecord| {
        other.is_intake()
            && is_rest_of(other, dose)
            && is_in_time(diary, &slot, other)
            && asked(diary, slot, Known::By(other.swallowed_at())).is_ok()
    };
    let rest = of_slot(slot, doses).find(is_rest);
    let mut units = units_of(dose.seq);
    let mut recorded_at = dose.recorded_at;
    let mut vomited = dose.outcome == Outcome::Vomited;
    if let Some(rest) = rest {
        units = units.plus(&units_of(rest.seq));
        recorded_at = recorded_at.max(rest.recorded_at);
        vomited |= rest.outcome == Outcome::Vomited;
    }
    let status = if vomited {
        Status::Vomited
    } else if units.mg() < prescribed.mg() {
        Status::PartlyTaken
    } else {
        Status::Taken
    };
    let recorded = Recorded {
        seq: dose.seq,
        rest_seq: rest.map(|rest| rest.seq),
        surplus: units.mg().minus(prescribed.mg()),
        units,
        taken_at: dose.taken_at,
        recorded_at,
        on_time: dose.on_time,
    };
    SlotState {
        recorded: Some(recorded),
        ..plain(slot, status, prescribed, None)
    }
}

fn unrecorded_status(diary: &Diary, slot: &Slot, now: Moment) -> Status {
    let civil = now.naive_local();
    let Some(span) = span(diary, slot) else {
        return Status::NotPrescribed;
    };
    if civil < span.start {
        Status::Upcoming
    } else if civil < span.end || meals::keeps_due(diary, slot, now) {
        Status::Due
    } else if civil < entry_window_closes(rules_for(diary, slot), slot.date) {
        Status::Overdue
    } else {
        Status::Unrecorded
    }
}
