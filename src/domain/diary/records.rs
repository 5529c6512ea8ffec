//! The parts of a diary's state: cycles, doses, meals, symptoms, calls.

use std::sync::Arc;

use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::entry::{Contacted, EntryRef, Outcome, Severity, Tier};
use crate::domain::ids::DrugId;
use crate::domain::protocol::Protocol;
use crate::domain::symptoms::Term;
use crate::domain::units::Milligrams;

/// A cycle that somebody of the study team started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// Its number, from 1.
    pub number: u16,
    /// Its day 1.
    pub start: DiaryDate,
    /// The entry that started it.
    pub seq: u64,
    /// Whether the patient was told, and nobody of the staff confirmed it yet.
    pub unconfirmed: bool,
    /// Which protocol of the diary holds for it.
    pub(super) protocol: usize,
}

impl Cycle {
    /// The cycle day of a date, from 1; `None` before its start.
    pub fn day(&self, date: DiaryDate) -> Option<u16> {
        let days = date.days_since(self.start);
        u16::try_from(days.checked_add(1)?)
            .ok()
            .filter(|day| *day > 0)
    }
}

/// A live `dose` entry, with what is needed to find its place.
#[derive(Debug, Clone, Copy)]
pub struct DoseRecord {
    /// The root entry.
    pub seq: u64,
    /// The drug.
    pub drug: DrugId,
    /// The diary date that it names.
    pub date: DiaryDate,
    /// The slot that it names, or into whose period its time falls.
    pub period: Option<Period>,
    /// What happened.
    pub outcome: Outcome,
    /// When it was swallowed, if that is known.
    pub taken_at: Option<Moment>,
    /// The amount swallowed; zero for a missed dose.
    pub mg: Milligrams,
    /// The partial intake of which it is the rest.
    pub rest_of: Option<u64>,
    /// When the content that counts was recorded.
    pub recorded_at: Moment,
    /// By when it was swallowed, for certain.
    pub(super) swallowed_by: Moment,
    /// Whether it was within the protocol's timing window; `None` where none is set or no time is known.
    pub on_time: Option<bool>,
}

impl DoseRecord {
    /// Whether something was swallowed.
    pub fn is_intake(&self) -> bool {
        match self.outcome {
            Outcome::Taken | Outcome::PartlyTaken | Outcome::Vomited => true,
            Outcome::Missed => false,
        }
    }

    /// When it was swallowed, or where nobody remembers, by when: [`Diary::swallowed_by`].
    pub fn swallowed_at(&self) -> Moment {
        self.swallowed_by
    }
}

/// A reported symptom; its answers are [`Diary::symptom`](super::Diary::symptom).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SymptomRecord {
    /// The root entry.
    pub seq: u64,
    /// Which symptom; `None` for a code that this version does not know.
    pub term: Option<Term>,
    /// How bad, if that was asked and is known.
    pub severity: Option<Severity>,
    /// How urgent.
    pub tier: Tier,
    /// Whether it is over.
    pub has_ended: bool,
}

/// A call to the study team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRecord {
    /// The root entry.
    pub seq: u64,
    /// What it says.
    pub contacted: Contacted,
}

/// The end of a meal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MealRecord {
    /// The root entry.
    pub seq: u64,
    /// When it ended.
    pub ended_at: Moment,
}

/// Staff have confirmed an order elsewhere than in the diary: in the site record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmation {
    /// The order.
    pub entry: EntryRef,
    /// The last entry of the diary that was known then: a correction behind it is newer than the confirmation.
    pub known_up_to: u64,
}

/// Why entries do not make a diary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DiaryError {
    /// There is no entry at all.
    #[error("there is no entry")]
    Empty,
    /// The first entry does not open a diary.
    #[error("the first entry does not open a diary")]
    NotOpened,
}

/// A protocol of the diary: the one it was opened with, or a later one.
#[derive(Debug, Clone)]
pub(super) struct RuleBook {
    /// The first slot it holds for.
    pub(super) from: SlotPosition,
    /// The root entry.
    pub(super) seq: u64,
    /// The diary date on which it was recorded.
    pub(super) recorded_on: DiaryDate,
    /// The rules, with what the site has set since.
    pub(super) protocol: Arc<Protocol>,
}
