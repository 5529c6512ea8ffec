//! Every rule about writing: from what somebody wants to record to the events that say it.
//!
//! The screens and the command line take the same road: a [`Command`] becomes a [`Decision`], which is
//! shown with its guards; what is confirmed is decided once more under the journal's lock, and written
//! only if the decision is still the same (ruling 20). A refusal says why nothing can be written. A
//! guard is a question, never a locked door.

mod answer;
mod command;
mod corrected_dose;
mod corrections;
mod dose;
mod intake;
mod medicine;
mod protocol_change;
mod settings;
mod setup;
mod symptom;
mod told;
mod treatment;

use super::calendar::Moment;
use super::diary::Diary;
use super::entry::{Author, Event, Meal};
use super::ids::DrugId;
use super::meals;
use super::today::clock_went_back;

pub use answer::{Decision, Guard, NotDue, Refusal};
pub use command::{
    Change, Command, ContactCommand, DoseChange, DoseCommand, PauseCommand, PrescribeCommand,
    SymptomChange, SymptomCommand,
};
pub use corrections::undo_target;
pub use dose::{food_is_asked, slot_meant};
pub use setup::set_up;
pub use told::{beginnings, by_beginning, first_held, next_position};
pub use treatment::{DoseCheck, dose_check};

/// Decides what to write.
///
/// `by` is who records; what a patient orders is what she was told. `now` is the moment of asking.
///
/// # Errors
/// The rule that stands against it; nothing is to be written.
pub fn decide(
    diary: &Diary,
    by: &Author,
    command: &Command,
    now: Moment,
) -> Result<Decision, Refusal> {
    if let Some(given_at) = given_at(command) {
        not_in_future(given_at, now)?;
    }
    let mut decision = match command {
        Command::Dose(dose) => dose::decide(diary, by, dose, now)?,
        Command::Meal { ended_at } => meal(diary, *ended_at, now)?,
        Command::Symptom(symptom) => symptom::decide(diary, symptom, now)?,
        Command::Contact(contact) => told::contact(diary, by, contact, now)?,
        Command::StartCycle { date, given_at } => {
            treatment::start_cycle(diary, by, *date, *given_at, now)?
        }
        Command::Prescribe(prescribe) => treatment::prescribe(diary, by, prescribe, now)?,
        Command::Hold(pause) => treatment::hold(diary, by, pause, now)?,
        Command::Resume(pause) => treatment::resume(diary, by, pause, now)?,
        Command::Stop { pause, reason } => treatment::stop(diary, by, pause, *reason, now)?,
        Command::Set(settings) => settings::set(diary, by, settings)?,
        Command::ChangeProtocol(change) => protocol_change::decide(diary, by, change, now)?,
        Command::Medicine(medicine) => medicine::decide(diary, medicine)?,
        Command::Confirm { entries } => treatment::confirm(diary, by, entries)?,
        Command::TakeBack { entry } => corrections::take_back(diary, by, *entry)?,
        Command::Correct {
            seq,
            change,
            reason,
        } => corrections::correct(diary, by, *seq, change, *reason, now)?,
    };
    let opened = diary.history().entry(1).map(|entry| entry.at);
    if let (Some(given_at), Some(opened_at)) = (given_at(command), opened)
        && given_at < opened_at
    {
        decision.guards.push(Guard::GivenBeforeDiary { opened_at });
    }
    if clock_went_back(diary, now)
        && let Some(newest) = diary.history().last()
    {
        decision
            .guards
            .push(Guard::ClockWentBack { newest: newest.at });
    }
    Ok(decision)
}

/// When an order was given, if it says so: that has happened.
fn given_at(command: &Command) -> Option<Moment> {
    match command {
        Command::StartCycle { given_at, .. } => *given_at,
        Command::Prescribe(prescribe) => prescribe.given_at,
        Command::Hold(pause) | Command::Resume(pause) | Command::Stop { pause, .. } => {
            pause.given_at
        }
        Command::Dose(_)
        | Command::Meal { .. }
        | Command::Symptom(_)
        | Command::Contact(_)
        | Command::Set(_)
        | Command::ChangeProtocol(_)
        | Command::Medicine(_)
        | Command::Confirm { .. }
        | Command::TakeBack { .. }
        | Command::Correct { .. } => None,
    }
}

fn meal(diary: &Diary, ended_at: Moment, now: Moment) -> Result<Decision, Refusal> {
    not_in_future(ended_at, now)?;
    let mut decision = Decision::plain(Event::Meal(Meal { ended_at }));
    if let Some(slot) = meals::empty_stomach_slot_open(diary, now) {
        decision.guards.push(Guard::EmptyStomachFirst { slot });
    }
    Ok(decision)
}

/// What happened may not lie in the future (ruling 8).
fn not_in_future(happened: Moment, now: Moment) -> Result<(), Refusal> {
    if happened > now {
        return Err(Refusal::InFuture {
            named: happened.naive_local(),
        });
    }
    Ok(())
}

/// The drugs that an order is about; an empty list means all of the protocol.
fn named_drugs(diary: &Diary, drugs: &[DrugId]) -> Result<Vec<DrugId>, Refusal> {
    let known: Vec<DrugId> = diary.drugs().iter().map(|drug| drug.id).collect();
    if drugs.is_empty() {
        return Ok(known);
    }
    match drugs.iter().find(|drug| !known.contains(drug)) {
        Some(unknown) => Err(Refusal::UnknownDrug {
            drug: *unknown,
            known,
        }),
        None => Ok(drugs.to_vec()),
    }
}

#[cfg(test)]
mod tests;
