//! The study team's orders for one drug: prescriptions, holds, resumes, stops.
//!
//! Orders are sorted by the slot they hold from, then by `seq`; the last one at or before a slot
//! governs it (ruling 1). An order never restates what was swallowed before it was given (ruling 2),
//! so every question here takes the moment up to which orders are known.

use std::collections::BTreeMap;

use super::calendar::{Moment, Period, SlotPosition};
use super::entry::PrescriptionReason;
use super::protocol::EndReason;
use super::units::Units;

/// What every order carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The root entry.
    pub seq: u64,
    /// The first slot it holds for.
    pub from: SlotPosition,
    /// When it was given.
    pub given_at: Moment,
    /// Whether it is what the patient says she was told.
    pub told: bool,
    /// Whether it was told and nobody of the staff has confirmed it.
    pub unconfirmed: bool,
}

/// Units in force from a slot on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prescription {
    /// When and from where.
    pub order: Order,
    /// Units of each period named.
    pub units: BTreeMap<Period, Units>,
    /// Why.
    pub reason: PrescriptionReason,
}

/// An order that pauses, resumes or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// Paused from a slot on.
    Held,
    /// Goes on from a slot on.
    Resumed,
    /// Ended for good.
    Stopped(Option<EndReason>),
}

/// Whether a drug is to be taken at a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// As prescribed.
    Yes,
    /// Paused by this order.
    Held(Order),
    /// Ended by this order.
    Stopped(Order),
}

/// Which orders count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// All that were ever recorded.
    All,
    /// Those given at or before a moment: what held when something was swallowed.
    By(Moment),
}

impl Known {
    fn admits(self, order: &Order) -> bool {
        match self {
            Known::All => true,
            Known::By(moment) => order.given_at <= moment,
        }
    }
}

/// All orders for one drug.
#[derive(Debug, Clone, Default)]
pub struct Course {
    /// Prescriptions, by (`from`, `seq`).
    pub prescriptions: Vec<Prescription>,
    /// Holds, resumes and stops, by (`from`, `seq`).
    pub pauses: Vec<(Order, Pause)>,
}

/// The first of some prescriptions of a period, the newest first, passing over what a patient was told
/// where it is more than what holds without it: patients never raise units, and only staff who confirm it
/// can (ruling 6).
fn without_told_raises<'a>(
    newest_first: impl Iterator<Item = &'a Prescription>,
    period: Period,
) -> Option<&'a Prescription> {
    let mut told: Vec<&Prescription> = Vec::new();
    let mut governing = None;
    for prescription in newest_first {
        if !prescription.order.unconfirmed {
            governing = Some(prescription);
            break;
        }
        told.push(prescription);
    }
    let mg = |prescription: &Prescription| prescription.units.get(&period).map(Units::mg);
    for prescription in told.into_iter().rev() {
        if governing.is_none_or(|before| mg(prescription) <= mg(before)) {
            governing = Some(prescription);
        }
    }
    governing
}

impl Course {
    /// No orders at all.
    pub const fn none() -> Course {
        Course {
            prescriptions: Vec::new(),
            pauses: Vec::new(),
        }
    }

    pub(super) fn settle(&mut self) {
        self.prescriptions
            .sort_by_key(|p| (p.order.from.rank(), p.order.seq));
        self.pauses
            .sort_by_key(|(order, _)| (order.from.rank(), order.seq));
    }

    /// The same course as if one entry had not been written.
    pub fn without(&self, seq: u64) -> Course {
        let mut others = self.clone();
        others.prescriptions.retain(|p| p.order.seq != seq);
        others.pauses.retain(|(order, _)| order.seq != seq);
        others
    }

    /// Every order.
    pub fn orders(&self) -> impl Iterator<Item = &Order> {
        let prescriptions = self.prescriptions.iter().map(|p| &p.order);
        prescriptions.chain(self.pauses.iter().map(|(order, _)| order))
    }

    /// The units prescribed for a slot; `None` if nobody has prescribed any.
    pub fn units(&self, slot: SlotPosition, known: Known) -> Option<&Units> {
        self.prescription(slot, known)?.units.get(&slot.period)
    }

    /// The prescription that governs a slot.
    pub fn prescription(&self, slot: SlotPosition, known: Known) -> Option<&Prescription> {
        let names_it =
            |p: &&Prescription| p.order.from.reaches(slot) && p.units.contains_key(&slot.period);
        let governing = self.prescriptions.iter().rev().filter(names_it);
        let known_then = governing.clone().filter(|p| known.admits(&p.order));
        let known_then = without_told_raises(known_then, slot.period);
        // A diary may be set up after the first doses: the earliest order then governs them.
        known_then.or_else(|| governing.min_by_key(|p| p.order.given_at))
    }

    /// The units that were first prescribed for a period, in the order in which they were recorded, and
    /// from which slot on. Zero units prescribe nothing.
    pub fn first_prescribed(&self, period: Period) -> Option<(SlotPosition, &Units)> {
        let units = |p| -> Option<(u64, SlotPosition, &Units)> {
            let p: &Prescription = p;
            let units = p.units.get(&period).filter(|units| !units.is_none())?;
            Some((p.order.seq, p.order.from, units))
        };
        self.prescriptions
            .iter()
            .filter_map(units)
            .min_by_key(|(seq, _, _)| *seq)
            .map(|(_, from, units)| (from, units))
    }

    /// Whether the drug is to be taken at a place in the order of slots.
    pub fn running(&self, at: SlotPosition, known: Known) -> Running {
        let mut state = Running::Yes;
        for (order, pause) in &self.pauses {
            if !order.from.reaches(at) {
                break;
            }
            if !known.admits(order) {
                continue;
            }
            state = match (state, pause) {
                (_, Pause::Stopped(_)) => Running::Stopped(*order),
                (Running::Stopped(stop), Pause::Held) => Running::Stopped(stop),
                // What a patient was told never lifts a stop (ruling 6), nor does a resume that was
                // planned before the stop: only the team opens treatment again (ruling 5).
                (Running::Stopped(stop), Pause::Resumed) if order.told || order.seq < stop.seq => {
                    Running::Stopped(stop)
                }
                (_, Pause::Resumed) => Running::Yes,
                (_, Pause::Held) => Running::Held(*order),
            };
        }
        state
    }

    /// Whether an unrecorded slot is to be taken: a `once` slot is held by any hold that touches its
    /// date (ruling 1).
    pub fn running_unrecorded(&self, slot: SlotPosition, known: Known) -> Running {
        let morning = self.running(slot, known);
        if slot.period != Period::Once || morning != Running::Yes {
            return morning;
        }
        let evening = SlotPosition::new(slot.date, Period::Pm);
        match self.running(evening, known) {
            Running::Held(order) => Running::Held(order),
            Running::Yes | Running::Stopped(_) => Running::Yes,
        }
    }

    /// The order that ends the drug on or before a place, if any.
    pub fn stopped(&self, at: SlotPosition) -> Option<(Order, Option<EndReason>)> {
        match self.running(at, Known::All) {
            Running::Stopped(stop) => self.pauses.iter().find_map(|(order, pause)| match pause {
                Pause::Stopped(reason) => (order.seq == stop.seq).then_some((*order, *reason)),
                Pause::Held | Pause::Resumed => None,
            }),
            Running::Yes | Running::Held(_) => None,
        }
    }
}
