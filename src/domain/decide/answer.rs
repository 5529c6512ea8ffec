//! What the rules answer: what would be written, what has to be asked first, or why nothing can be.

use std::ops::Range;

use chrono::{NaiveDateTime, TimeDelta};

use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::entry::{EntryRef, Event, Outcome};
use crate::domain::history::CorrectionFault;
use crate::domain::ids::DrugId;
use crate::domain::phase::Phase;
use crate::domain::protocol::{ClockTime, EndReason};
use crate::domain::slots::Slot;
use crate::domain::symptoms::{Question, Term};
use crate::domain::units::{Milligrams, Units};

/// What would be written, and what has to be asked first.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The events, in the order in which they are written, all or none.
    pub events: Vec<Event>,
    /// Questions, each of which must be answered with yes.
    pub guards: Vec<Guard>,
}

impl Decision {
    pub(super) fn plain(event: Event) -> Decision {
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
    /// By this correction the intake belongs to no slot any more, and is extra (ruling 9).
    BecomesExtra {
        /// The drug.
        drug: DrugId,
        /// The date.
        date: DiaryDate,
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
    /// An order further ahead than a cycle is long: more likely a mistyped date.
    FarAhead {
        /// How many days ahead.
        days: i64,
    },
    /// An order further back than a cycle is long: more likely a mistyped date.
    FarBack {
        /// How many days ago.
        days: i64,
    },
    /// An order given before the diary was opened: more likely a mistyped date.
    GivenBeforeDiary {
        /// When it was opened.
        opened_at: Moment,
    },
    /// An order from a later dose on is in the diary already: from then on that one holds (ruling 1).
    LaterOrder {
        /// The drug.
        drug: DrugId,
        /// The first dose that the later order holds for.
        from: SlotPosition,
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
    /// Another protocol brings its own rules: what the site has set must be entered again.
    SettingsLapse,
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
    /// A usual time at which the dose is not due.
    UsualTimeOutside {
        /// The drug.
        drug: DrugId,
        /// Which dose.
        period: Period,
        /// The time named.
        time: ClockTime,
        /// From when the dose is due.
        from: ClockTime,
        /// Until when, this time not included.
        to: ClockTime,
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
    /// A question about the symptom has no answer, not even "not sure".
    NotAnswered {
        /// The symptom.
        term: Term,
        /// The question.
        question: Question,
    },
    /// An answer to a question that is not asked about the symptom, of another kind, or out of range.
    AnswerDoesNotFit {
        /// The symptom.
        term: Term,
        /// The question.
        question: Question,
    },
    /// A symptom cannot end before it began.
    EndedBeforeItBegan {
        /// When it began.
        noticed_on: DiaryDate,
    },
    /// The team said fewer: how many must be stated.
    NeedsFewerUnits,
    /// Units must be stated: for an extra dose, or for a part of one.
    NeedsUnits {
        /// The drug.
        drug: DrugId,
        /// The intake that the slot has already, which makes this one extra.
        recorded: Option<EntryRef>,
    },
    /// Another protocol with other drugs or intakes than the one in force.
    OtherDrugs,
    /// A medicine without a name.
    NeedsName,
    /// A medicine cannot end before it begins.
    EndsBeforeItBegins {
        /// When it begins.
        from: DiaryDate,
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
    /// A strength is listed more than once.
    StrengthTwice {
        /// The drug.
        drug: DrugId,
        /// The strength.
        strength: Milligrams,
    },
    /// A text for the patient lacks one of the two languages.
    NeedsBothLanguages,
    /// A text or a number is too long or too large.
    TooLong,
    /// There is nothing to take back.
    NothingToTakeBack,
    /// A correction of the kind of entry that is not possible.
    Correction(CorrectionFault),
    /// The change does not fit the kind of entry.
    ChangeDoesNotFit,
}
