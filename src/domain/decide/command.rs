//! What somebody wants to record, before any rule has looked at it.

use std::collections::BTreeMap;

use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::entry::{
    CorrectionReason, EntryRef, Food, Medicine, MissedReason, Outcome, PrescriptionReason,
    ProtocolChanged, Said, Settings,
};
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::domain::symptoms::{Answers, Term};
use crate::domain::units::{Milligrams, Units};

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
    /// A symptom is reported.
    Symptom(SymptomCommand),
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
    /// Another protocol for the cycles to come.
    ChangeProtocol(Box<ProtocolChanged>),
    /// Another medicine, or its end; without `from`, an end is that of the one listed under the name.
    Medicine(Medicine),
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

/// A symptom, with the answers to its questions.
#[derive(Debug, Clone, PartialEq)]
pub struct SymptomCommand {
    /// Which symptom.
    pub term: Term,
    /// The answers; every question that [`next_question`](crate::domain::symptoms::next_question) asks
    /// must have one, be it "not sure".
    pub answers: Answers,
    /// When it began; `None`: today.
    pub noticed_on: Option<DiaryDate>,
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
    /// A symptom; what is not named stays as it was.
    Symptom(SymptomChange),
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

/// Changes of a symptom entry; what is `None` or not named stays as it was.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SymptomChange {
    /// Other answers.
    pub answers: Answers,
    /// When it began.
    pub noticed_on: Option<DiaryDate>,
    /// When it ended; the inner `None` is "it is not over".
    pub ended_on: Option<Option<DiaryDate>>,
}
