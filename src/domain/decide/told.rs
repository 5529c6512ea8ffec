//! Decides about calls to the study team, and the orders that the team gives on the telephone.
//!
//! Ruling 17: a call is recorded with what the team said; a pause, fewer units or a stop record the told
//! order in the same step, unless it holds already.

use super::treatment;
use super::{ContactCommand, Decision, PauseCommand, PrescribeCommand, Refusal, not_in_future};
use crate::domain::calendar::{Moment, Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Contacted, Event, PrescriptionReason, Said};
use crate::domain::ids::DrugId;
use crate::domain::orders::{Known, Running};
use crate::domain::plain_text::PlainText;
use crate::domain::slots::{self, Status};
use crate::domain::warnings;

pub(super) fn contact(
    diary: &Diary,
    by: &Author,
    command: &ContactCommand,
    now: Moment,
) -> Result<Decision, Refusal> {
    if let Some(spoken_at) = command.spoken_at {
        not_in_future(spoken_at, now)?;
    }
    let spoken_at = command.spoken_at.unwrap_or(now);
    let about = diary.open_warnings().iter().map(|warning| warning.entry);
    let about = about.filter(|entry| warnings::had_happened(diary, *entry, spoken_at));
    let mut decision = Decision::plain(Event::Contacted(Contacted {
        said: command.said,
        about: about.collect(),
        spoken_at: command.spoken_at,
    }));
    let from = command.from.unwrap_or_else(|| next_position(diary, now));
    let pause = PauseCommand {
        drugs: command.drugs.clone(),
        from,
        given_at: command.spoken_at,
        note: PlainText::default(),
    };
    let order = match command.said {
        Said::Continue | Said::NobodyAnswered | Said::NotSure => return Ok(decision),
        Said::Pause => treatment::hold(diary, by, &pause, now),
        Said::Stop => treatment::stop(diary, by, &pause, None, now),
        Said::Fewer => {
            if command.units.is_empty() {
                return Err(Refusal::NeedsFewerUnits);
            }
            let prescribe = PrescribeCommand {
                units: command.units.clone(),
                from,
                given_at: command.spoken_at,
                reason: PrescriptionReason::Reduction,
                bsa_m2: None,
            };
            treatment::prescribe(diary, by, &prescribe, now)
        }
    };
    let order = match order {
        // The team may say what holds already; the call has been made all the same.
        Err(
            Refusal::AlreadyHeld { .. }
            | Refusal::AlreadyStopped { .. }
            | Refusal::TreatmentStopped,
        ) => return Ok(decision),
        order => order?,
    };
    decision.events.extend(order.events);
    decision.guards.extend(order.guards);
    Ok(decision)
}

/// The first slot of today that is open or to come; else the beginning of tomorrow.
pub fn next_position(diary: &Diary, now: Moment) -> SlotPosition {
    next_among(diary, now, |_| true)
}

fn next_among(diary: &Diary, now: Moment, is_meant: impl Fn(DrugId) -> bool) -> SlotPosition {
    let today = diary.date_of(now);
    let open = slots::day(diary, today, now)
        .slots
        .into_iter()
        .filter(|state| is_meant(state.slot.drug))
        .find(|state| matches!(state.status, Status::Due | Status::Upcoming));
    open.map_or(SlotPosition::new(today.plus(1), Period::Once), |state| {
        state.slot.position()
    })
}

/// From which slot on a pause or stop holds, with its drugs.
///
/// What a patient was told today from the day's once-a-day dose on begins for each drug at its own first
/// slot that is open or to come: a dose that was missed before the call stays missed. Any other slot was
/// chosen, by her or by staff, and is taken as it is.
pub fn beginnings(
    diary: &Diary,
    by: &Author,
    pause: &PauseCommand,
    drugs: Vec<DrugId>,
    now: Moment,
) -> Vec<(SlotPosition, Vec<DrugId>)> {
    let told_at = pause.given_at.unwrap_or(now);
    let from_now = SlotPosition::new(diary.date_of(told_at), Period::Once);
    by_beginning(drugs, |drug| {
        if by.is_site() || pause.from != from_now {
            pause.from
        } else {
            next_among(diary, told_at, |other| other == drug)
        }
    })
}

/// The drugs by the slot from which an order holds for each.
pub fn by_beginning(
    drugs: Vec<DrugId>,
    from: impl Fn(DrugId) -> SlotPosition,
) -> Vec<(SlotPosition, Vec<DrugId>)> {
    let mut found: Vec<(SlotPosition, Vec<DrugId>)> = Vec::new();
    for drug in drugs {
        let from = from(drug);
        match found.iter_mut().find(|(position, _)| *position == from) {
            Some((_, drugs)) => drugs.push(drug),
            None => found.push((from, vec![drug])),
        }
    }
    found
}

/// The slot from which a drug goes on again.
///
/// A whole day or its morning also means a pause that begins later on that day, as one that was told at
/// noon does: whoever goes on from the morning is not paused in the evening.
pub fn first_held(diary: &Diary, drug: DrugId, from: SlotPosition) -> SlotPosition {
    if from.period == Period::Pm {
        return from;
    }
    let course = diary.course(drug);
    let is_held =
        |position: &SlotPosition| matches!(course.running(*position, Known::All), Running::Held(_));
    let of_the_day = Period::ALL.map(|period| SlotPosition::new(from.date, period));
    of_the_day.into_iter().find(is_held).unwrap_or(from)
}
