//! Slots and their status at a moment: what is due, and what was recorded.
//!
//! A pure function of the diary and `now`. Every view, the command line and the adherence figures ask
//! here, so that a slot has one status everywhere. Which
//! slots count is in `docs/adherence.md`; the rules are rulings 1, 2, 9 to 12.

mod planned;
mod status;

use super::calendar::{DiaryDate, Moment, Period, SlotPosition};
use super::diary::{Diary, DoseRecord};
use super::ids::DrugId;
use super::orders::Order;
use super::units::{Milligrams, Units};

pub use planned::{
    entry_window_closes, last_planned_day, next_slot, planned_on, planned_slot, rules_for, span,
};
pub use status::known_at;
use status::state;

/// One planned intake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The drug.
    pub drug: DrugId,
    /// The number of the cycle.
    pub cycle: u16,
    /// The cycle day, from 1.
    pub cycle_day: u16,
    /// The diary date.
    pub date: DiaryDate,
    /// Which intake of the day.
    pub period: Period,
}

impl Slot {
    /// Its place in the order of slots.
    pub fn position(&self) -> SlotPosition {
        SlotPosition::new(self.date, self.period)
    }
}

/// The status of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Its period has not begun.
    Upcoming,
    /// Its period runs, or a meal window opened in it does, and nothing is recorded.
    Due,
    /// Its period is over, the entry window is open, nothing is recorded.
    Overdue,
    /// The entry window is over too, and nothing is recorded.
    Unrecorded,
    /// Taken in full.
    Taken,
    /// Taken in part.
    PartlyTaken,
    /// Not taken.
    Missed,
    /// Taken, then vomited.
    Vomited,
    /// Paused by the study team.
    Held,
    /// Ended by the study team.
    Stopped,
    /// Zero units, or none prescribed.
    NotPrescribed,
}

impl Status {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            Status::Upcoming => "upcoming",
            Status::Due => "due",
            Status::Overdue => "overdue",
            Status::Unrecorded => "unrecorded",
            Status::Taken => "taken",
            Status::PartlyTaken => "partly_taken",
            Status::Missed => "missed",
            Status::Vomited => "vomited",
            Status::Held => "held",
            Status::Stopped => "stopped",
            Status::NotPrescribed => "not_prescribed",
        }
    }

    /// Whether an entry says what happened.
    pub fn is_recorded(self) -> bool {
        match self {
            Status::Taken | Status::PartlyTaken | Status::Missed | Status::Vomited => true,
            Status::Upcoming
            | Status::Due
            | Status::Overdue
            | Status::Unrecorded
            | Status::Held
            | Status::Stopped
            | Status::NotPrescribed => false,
        }
    }
}

/// What was recorded for a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The first entry of the slot that counts.
    pub seq: u64,
    /// The entry that says that the rest was taken, if any.
    pub rest_seq: Option<u64>,
    /// What was swallowed; none for a missed dose.
    pub units: Units,
    /// When it was swallowed, if known.
    pub taken_at: Option<Moment>,
    /// When the content that counts was recorded; the later one with a rest.
    pub recorded_at: Moment,
    /// Whether it was within the protocol's timing window, where one is set.
    pub on_time: Option<bool>,
    /// What was swallowed beyond the prescription.
    pub surplus: Milligrams,
}

/// A slot with everything that is known of it at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotState {
    /// Which slot.
    pub slot: Slot,
    /// Its status.
    pub status: Status,
    /// The units prescribed for it; none where nothing is.
    pub units: Units,
    /// The order that paused or ended it.
    pub order: Option<Order>,
    /// What was recorded for it.
    pub recorded: Option<Recorded>,
}

/// An intake beside the slots: a further one for a slot, or of a drug where no slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extra {
    /// The entry.
    pub seq: u64,
    /// The drug.
    pub drug: DrugId,
    /// The diary date that it names.
    pub date: DiaryDate,
    /// The period that it names.
    pub period: Option<Period>,
    /// The amount.
    pub mg: Milligrams,
    /// When it was swallowed, if known.
    pub taken_at: Option<Moment>,
}

/// The slots of one diary date, in the order in which they come, and the extra doses of that date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Day {
    /// By the beginning of the period, then by the order of the drugs in the protocol.
    pub slots: Vec<SlotState>,
    /// By `seq`.
    pub extras: Vec<Extra>,
}

/// The slots of a date, as they stand at `now`, in the order in which they come.
pub fn states_on(
    diary: &Diary,
    date: DiaryDate,
    now: Moment,
) -> impl Iterator<Item = SlotState> + '_ {
    let doses = diary.doses_on(date);
    let slots = planned_on(diary, date).into_iter();
    slots.map(move |slot| state(diary, slot, doses, now))
}

/// The slots and extra doses of a date, as they stand at `now`.
pub fn day(diary: &Diary, date: DiaryDate, now: Moment) -> Day {
    let mut found = Day::default();
    let doses = diary.doses_on(date);
    let mut assigned: Vec<u64> = Vec::new();
    for state in states_on(diary, date, now) {
        if let Some(recorded) = &state.recorded {
            assigned.push(recorded.seq);
            assigned.extend(recorded.rest_seq);
        }
        found.slots.push(state);
    }
    let extra = |dose: &&DoseRecord| dose.is_intake() && !assigned.contains(&dose.seq);
    found.extras = doses.iter().filter(extra).map(as_extra).collect();
    found
}

fn as_extra(dose: &DoseRecord) -> Extra {
    Extra {
        seq: dose.seq,
        drug: dose.drug,
        date: dose.date,
        period: dose.period,
        mg: dose.mg,
        taken_at: dose.taken_at,
    }
}

/// The state of one slot; `None` if the protocol plans none there.
pub fn slot_state(
    diary: &Diary,
    drug: DrugId,
    position: SlotPosition,
    now: Moment,
) -> Option<SlotState> {
    let slot = planned_slot(diary, drug, position)?;
    Some(state(diary, slot, diary.doses_on(position.date), now))
}
