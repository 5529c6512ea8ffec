//! Every rule about writing: from what somebody wants to record to the events that say it.
//!
//! The screens and the command line take the same road: a [`Command`] becomes a [`Decision`], which is
//! shown with its guards; what is confirmed is decided once more under the journal's lock, and written
//! only if the decision is still the same (ruling 20). A refusal says why nothing can be written. A
//! guard is a question, never a locked door.

mod corrections;
mod dose;
mod setup;
mod told;
mod treatment;

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{NaiveDateTime, TimeDelta};

use super::calendar::{DiaryDate, Moment, Period, SlotPosition};
use super::diary::Diary;
use super::entry::{
    Author, CorrectionReason, EntryRef, Event, Food, Meal, MissedReason, Outcome,
    PrescriptionReason, Said, Settings,
};
use super::history::CorrectionFault;
use super::ids::DrugId;
use super::meals;
use super::phase::Phase;
use super::plain_text::PlainText;
use super::protocol::EndReason;
use super::slots::Slot;
use super::today::clock_went_back;
use super::units::{Milligrams, Units};

pub use corrections::undo_target;
pub use dose::{food_is_asked, slot_meant};
pub use setup::set_up;
pub use told::next_position;
pub use treatment::mg_per_m2;

/// What somebody wants to record.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// What happened to a dose.
    Dose(DoseCommand),
    /// A meal is finished.
    Meal {
        /// When.
        ended_at: Moment,
    },
    /// The study team was called.
    Contact(ContactCommand),
    /// A cycle starts.
    StartCycle {
        /// Its day 1.
        date: DiaryDate,
        /// When the order was given, if not now.
        given_at: Option<Moment>,
    },
    /// Units for drugs, from a slot on.
    Prescribe(PrescribeCommand),
    /// Drugs are paused.
    Hold(PauseCommand),
    /// Paused drugs go on.
    Resume(PauseCommand),
    /// Drugs end for good.
    Stop {
        /// Which, from where, when ordered.
        pause: PauseCommand,
        /// Why; staff must say.
        reason: Option<EndReason>,
    },
    /// Phone numbers, usual times, rules that the protocol left open.
    Set(Box<Settings>),
    /// Staff confirm what the patient was told; an empty list means everything unconfirmed.
    Confirm {
        /// The entries.
        entries: Vec<EntryRef>,
    },
    /// Takes an entry back: withdraws it, or, for a correction, restores what stood before.
    TakeBack {
        /// The entry just shown.
        entry: EntryRef,
    },
    /// Replaces or withdraws an earlier entry.
    Correct {
        /// The entry, or one of its corrections.
        seq: u64,
        /// What it should say.
        change: Change,
        /// Why.
        reason: CorrectionReason,
    },
}

/// What happened to a dose.
#[derive(Debug, Clone, PartialEq)]
pub struct DoseCommand {
    /// The drug.
    pub drug: DrugId,
    /// The diary date of the slot.
    pub date: DiaryDate,
    /// The period; may be left out where only one slot can be meant.
    pub period: Option<Period>,
    /// What happened.
    pub outcome: Outcome,
    /// When it was swallowed; `None`: not remembered, or missed.
    pub taken_at: Option<Moment>,
    /// What was swallowed; `None`: as prescribed, or the rest of a partial intake.
    pub units: Option<Units>,
    /// Whether the food rule was kept, in the patient's words.
    pub food: Option<Food>,
    /// Why it was missed.
    pub reason: Option<MissedReason>,
    /// Consent that this is an intake beside the slots.
    pub extra: bool,
}

/// A call to the study team.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactCommand {
    /// What they said.
    pub said: Said,
    /// When they spoke, if not now.
    pub spoken_at: Option<Moment>,
    /// Which drugs the pause or stop is about; empty: all.
    pub drugs: Vec<DrugId>,
    /// From which slot on; `None`: from the next one that is not recorded.
    pub from: Option<SlotPosition>,
    /// The fewer units.
    pub units: BTreeMap<DrugId, BTreeMap<Period, Units>>,
}

/// Units for drugs, from a slot on.
#[derive(Debug, Clone, PartialEq)]
pub struct PrescribeCommand {
    /// By drug and period.
    pub units: BTreeMap<DrugId, BTreeMap<Period, Units>>,
    /// The first slot.
    pub from: SlotPosition,
    /// When the order was given, if not now.
    pub given_at: Option<Moment>,
    /// Why.
    pub reason: PrescriptionReason,
    /// The body surface in m2 for the staff's check.
    pub bsa_m2: Option<Milligrams>,
}

/// Drugs to pause, resume or stop.
#[derive(Debug, Clone, PartialEq)]
pub struct PauseCommand {
    /// Which; empty: all.
    pub drugs: Vec<DrugId>,
    /// From which slot on.
    pub from: SlotPosition,
    /// When the order was given, if not now.
    pub given_at: Option<Moment>,
    /// Why, in the team's words.
    pub note: PlainText,
}

/// What a corrected entry should say.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It should not be there.
    Withdraw,
    /// It should stand as it was first recorded.
    Restore,
    /// A dose; what is `None` stays as it was.
    Dose(DoseChange),
    /// A meal ended then.
    Meal(Moment),
    /// A cycle started then.
    CycleStart(DiaryDate),
    /// An order holds from then.
    OrderFrom(SlotPosition),
    /// A prescription of these units.
    Units(BTreeMap<Period, Units>),
}

/// Changes of a dose entry; what is `None` stays as it was.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DoseChange {
    /// The diary date of the slot.
    pub date: Option<DiaryDate>,
    /// The period.
    pub period: Option<Period>,
    /// What happened.
    pub outcome: Option<Outcome>,
    /// When; the inner `None` is "I don't remember".
    pub taken_at: Option<Option<Moment>>,
    /// What was swallowed.
    pub units: Option<Units>,
    /// Whether the food rule was kept.
    pub food: Option<Food>,
    /// Why it was missed.
    pub reason: Option<MissedReason>,
}

/// What would be written, and what has to be asked first.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The events, in the order in which they are written, all or none.
    pub events: Vec<Event>,
    /// Questions, each of which must be answered with yes.
    pub guards: Vec<Guard>,
}

impl Decision {
    fn plain(event: Event) -> Decision {
        Decision {
            events: vec![event],
            guards: Vec::new(),
        }
    }
}

/// A question that must be answered with yes before anything is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Guard {
    /// The slot has an intake already; this one would be extra.
    SecondDose {
        /// The first one.
        first: EntryRef,
        /// When that was swallowed, if known.
        taken_at: Option<Moment>,
    },
    /// The slot was recorded as partly taken; this is the rest.
    TakesTheRest {
        /// The partial intake.
        first: EntryRef,
    },
    /// The slot was recorded as missed; this corrects that entry.
    WasMissed {
        /// The entry.
        first: EntryRef,
    },
    /// The slot was recorded as taken; this corrects that entry to vomited.
    VomitedAfter {
        /// The entry.
        first: EntryRef,
    },
    /// Swallowed outside the slot's period.
    OutsidePeriod {
        /// The period, by the wall clock.
        period: Range<NaiveDateTime>,
    },
    /// More than prescribed.
    MoreThanPrescribed {
        /// What is prescribed.
        prescribed: Units,
        /// How much too much.
        surplus: Milligrams,
    },
    /// Sooner after the last intake than the protocol asks.
    TooSoon {
        /// Time since the last intake.
        since: TimeDelta,
        /// The least interval in hours.
        hours: u8,
    },
    /// A warning is open: call before this dose.
    WarningOpen,
    /// The clock stands before the newest entry: is the date right?
    ClockWentBack {
        /// The newest entry's time.
        newest: Moment,
    },
    /// Eating now comes before a dose for an empty stomach that is not recorded (ruling 13).
    EmptyStomachFirst {
        /// That dose.
        slot: Slot,
    },
    /// A start or resume that the patient was told (ruling 6).
    ToldToTakeMore,
    /// The same tablets as last time? (ruling 4)
    SameUnits {
        /// The units of every slot.
        units: Vec<(DrugId, Period, Units)>,
    },
    /// A hold stays over the start (ruling 4).
    StillHeld {
        /// The drugs.
        drugs: Vec<DrugId>,
    },
    /// A start before the cycle's days are over.
    EarlyStart {
        /// The day of the running cycle on which it would be.
        day: u16,
    },
    /// More than the prescription before.
    RaisesDose {
        /// The drug.
        drug: DrugId,
        /// The amount before.
        before: Milligrams,
        /// The amount after.
        after: Milligrams,
    },
    /// A strength that the protocol does not list.
    UnlistedStrength {
        /// The drug.
        drug: DrugId,
        /// The strength.
        strength: Milligrams,
    },
    /// Away from the study's mg/m2 by more than the protocol allows.
    OffProtocolDose {
        /// The drug.
        drug: DrugId,
        /// mg/m2 entered.
        entered: Milligrams,
        /// mg/m2 of the study.
        planned: Milligrams,
    },
    /// A resume that re-opens a treatment that was stopped.
    LiftsStop {
        /// The drugs.
        drugs: Vec<DrugId>,
    },
}

/// Why an intake has no slot to count for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDue {
    /// No slot of this drug on that date and period.
    NoSlot(Phase),
    /// The study team has paused it.
    Held,
    /// The study team has ended it.
    Stopped,
    /// Nothing is prescribed for it.
    NotPrescribed,
    /// The drug's next slot had begun.
    NextSlotBegan(Slot),
}

/// Why nothing can be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// No such drug in the protocol.
    UnknownDrug {
        /// What was named.
        drug: DrugId,
        /// Those that there are.
        known: Vec<DrugId>,
    },
    /// The drug is not taken in that period.
    NoSuchPeriod {
        /// The drug.
        drug: DrugId,
        /// What was named.
        period: Period,
        /// Those that there are.
        known: Vec<Period>,
    },
    /// Several slots could be meant.
    NamePeriod {
        /// The drug.
        drug: DrugId,
        /// Its periods.
        known: Vec<Period>,
    },
    /// What happened may not lie in the future (ruling 8).
    InFuture {
        /// The time or the begin of the date named.
        named: NaiveDateTime,
    },
    /// A dose cannot be missed before its period begins (ruling 8).
    NotBegun {
        /// When it begins.
        begins: NaiveDateTime,
    },
    /// There is no slot to record; an intake can be recorded as extra.
    NotDue {
        /// The drug.
        drug: DrugId,
        /// The date.
        date: DiaryDate,
        /// Why.
        why: NotDue,
    },
    /// Units must be stated: for an extra dose, or for a part of one.
    NeedsUnits {
        /// The drug.
        drug: DrugId,
    },
    /// No units at all: that is a missed dose.
    NoUnits,
    /// Something else is recorded for the slot; correct that entry instead.
    AlreadyRecorded {
        /// The entry.
        first: EntryRef,
        /// What it says.
        outcome: Outcome,
    },
    /// Only the study team may record this.
    StaffOnly,
    /// A patient never raises units (ruling 6).
    PatientCannotRaise {
        /// The drug.
        drug: DrugId,
    },
    /// A patient cannot start a cycle before its earliest day (ruling 6).
    StartTooEarly {
        /// The earliest date.
        earliest: DiaryDate,
    },
    /// A cycle starts on or before the one before it.
    CycleDateNotLater {
        /// The date of the last one.
        last: DiaryDate,
    },
    /// A drug has no prescription for one of its periods (ruling 4).
    NoPrescription {
        /// The drug.
        drug: DrugId,
        /// The period.
        period: Period,
    },
    /// Treatment has been stopped.
    TreatmentStopped,
    /// The drug is held already.
    AlreadyHeld {
        /// The drug.
        drug: DrugId,
    },
    /// The drug has been stopped already.
    AlreadyStopped {
        /// The drug.
        drug: DrugId,
    },
    /// The drug is not held.
    NotHeld {
        /// The drug.
        drug: DrugId,
    },
    /// Staff must say why treatment ends.
    NeedsEndReason,
    /// A reason for an end that the protocol does not have.
    NoSuchEndReason(EndReason),
    /// Nothing is named that could be changed.
    NothingToDo,
    /// A rule that the drug does not have.
    RuleDoesNotApply {
        /// The drug.
        drug: DrugId,
    },
    /// A text or a number is too long or too large.
    TooLong,
    /// There is nothing to take back.
    NothingToTakeBack,
    /// A correction of the kind of entry that is not possible.
    Correction(CorrectionFault),
    /// The change does not fit the kind of entry.
    ChangeDoesNotFit,
}

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
    let mut decision = match command {
        Command::Dose(dose) => dose::decide(diary, by, dose, now)?,
        Command::Meal { ended_at } => meal(diary, *ended_at, now)?,
        Command::Contact(contact) => told::contact(diary, by, contact, now)?,
        Command::StartCycle { date, given_at } => {
            treatment::start_cycle(diary, by, *date, *given_at, now)?
        }
        Command::Prescribe(prescribe) => treatment::prescribe(diary, by, prescribe)?,
        Command::Hold(pause) => treatment::hold(diary, by, pause)?,
        Command::Resume(pause) => treatment::resume(diary, by, pause)?,
        Command::Stop { pause, reason } => treatment::stop(diary, by, pause, *reason)?,
        Command::Set(settings) => treatment::set(diary, by, settings)?,
        Command::Confirm { entries } => treatment::confirm(diary, by, entries)?,
        Command::TakeBack { entry } => corrections::take_back(diary, by, *entry)?,
        Command::Correct {
            seq,
            change,
            reason,
        } => corrections::correct(diary, by, *seq, change, *reason, now)?,
    };
    if clock_went_back(diary, now)
        && let Some(newest) = diary.history().last()
    {
        decision
            .guards
            .push(Guard::ClockWentBack { newest: newest.at });
    }
    Ok(decision)
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
