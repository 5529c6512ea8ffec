//! Decides about calls to the study team, and the orders that the team gives on the telephone.
//!
//! Ruling 17: a call is recorded with what the team said; a pause, fewer units or a stop record the told
//! order in the same step, unless it holds already.

use super::treatment;
use super::{ContactCommand, Decision, PauseCommand, PrescribeCommand, Refusal, not_in_future};
use crate::domain::calendar::{Moment, Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Contacted, Event, PrescriptionReason, Said};
use crate::domain::plain_text::PlainText;
use crate::domain::slots::{self, Status};

pub(super) fn contact(
    diary: &Diary,
    by: &Author,
    command: &ContactCommand,
    now: Moment,
) -> Result<Decision, Refusal> {
    if let Some(spoken_at) = command.spoken_at {
        not_in_future(spoken_at, now)?;
    }
    let about = diary.open_warnings().iter().map(|warning| warning.entry);
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
        Said::Pause => treatment::hold(diary, by, &pause),
        Said::Stop => treatment::stop(diary, by, &pause, None),
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
            treatment::prescribe(diary, by, &prescribe)
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
    let today = diary.date_of(now);
    let open = slots::day(diary, today, now)
        .slots
        .into_iter()
        .find(|state| matches!(state.status, Status::Due | Status::Upcoming));
    open.map_or(SlotPosition::new(today.plus(1), Period::Once), |state| {
        state.slot.position()
    })
}
