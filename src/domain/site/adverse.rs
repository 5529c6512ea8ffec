//! Adverse events: the entries as they stand in the file, and what they mean together.
//!
//! An event is recorded once, with the grade with which it began; what changes later (another grade, the end, another
//! action) is an entry of its own that names it. So the highest grade and each grade with its date are both
//! there, and a correction is only ever a correction. Staff grade; nothing here does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::calendar::DiaryDate;
use crate::domain::ctcae::{self, Grade, Term};
use crate::domain::entry::EntryRef;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;

/// Whether an adverse event is related to a drug, by the investigator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It is.
    Related,
    /// It is not.
    NotRelated,
    /// Not known.
    NotKnown,
}

impl Relation {
    /// Every answer, in the order shown.
    pub const ALL: [Relation; 3] = [Relation::Related, Relation::NotRelated, Relation::NotKnown];
}

/// What was done with a drug because of an adverse event: the terms of CDISC's "Action Taken with Study
/// Treatment" that fit a capsule or a tablet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionTaken {
    /// The dose was not changed.
    DoseNotChanged,
    /// The dose was reduced.
    DoseReduced,
    /// The drug was interrupted.
    DrugInterrupted,
    /// The drug was withdrawn for good.
    DrugWithdrawn,
    /// Not applicable, such as a drug that was not being taken.
    NotApplicable,
    /// Not known.
    Unknown,
}

impl ActionTaken {
    /// Every action, in the order shown.
    pub const ALL: [ActionTaken; 6] = [
        ActionTaken::DoseNotChanged,
        ActionTaken::DoseReduced,
        ActionTaken::DrugInterrupted,
        ActionTaken::DrugWithdrawn,
        ActionTaken::NotApplicable,
        ActionTaken::Unknown,
    ];
}

/// An adverse event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdverseEvent {
    /// The CTCAE term, in English.
    pub term: PlainText,
    /// What it was, for a term "Other, specify".
    #[serde(default, skip_serializing_if = "PlainText::is_empty")]
    pub words: PlainText,
    /// The version of CTCAE that term and grade are of.
    pub ctcae_version: PlainText,
    /// The grade with which it began; of an event that is recorded when it is over, the highest.
    pub grade: Grade,
    /// When it began.
    pub onset: DiaryDate,
    /// When it ended, if it had when it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<DiaryDate>,
    /// Whether it is related, for each drug.
    pub related: BTreeMap<DrugId, Relation>,
    /// Whether it is serious, by the investigator.
    pub serious: bool,
    /// What was done, for each drug.
    pub action: BTreeMap<DrugId, ActionTaken>,
    /// The entries of the diary that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<EntryRef>,
}

impl AdverseEvent {
    /// The term in the list of CTCAE 5.0; `None` for another version.
    pub fn known_term(&self) -> Option<&'static Term> {
        let known = self.ctcae_version.raw() == ctcae::VERSION;
        ctcae::find(self.term.raw()).filter(|_| known)
    }
}

/// An adverse event has changed; what is not named stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdverseEventChanged {
    /// The entry of the event.
    pub event: EntryRef,
    /// When it changed.
    pub date: DiaryDate,
    /// The grade from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// Whether it ended then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
    /// Whether it is serious now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serious: Option<bool>,
    /// For which drugs the relation is judged otherwise now.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub related: BTreeMap<DrugId, Relation>,
    /// What was done then, for the drugs with which something was done.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub action: BTreeMap<DrugId, ActionTaken>,
}

/// An adverse event with all that has changed since, as it counts now.
#[derive(Debug, Clone)]
pub struct EventCourse<'a> {
    /// The entry that recorded it.
    pub root: EntryRef,
    /// The event as it was recorded, or corrected.
    pub event: &'a AdverseEvent,
    /// What has changed, by date, with the entry of each.
    pub changes: Vec<(EntryRef, &'a AdverseEventChanged)>,
}

impl EventCourse<'_> {
    /// Each grade with the date from which it held.
    pub fn grades(&self) -> Vec<(DiaryDate, Grade)> {
        let later = self.changes.iter();
        let later = later.filter_map(|(_, change)| Some((change.date, change.grade?)));
        [(self.event.onset, self.event.grade)]
            .into_iter()
            .chain(later)
            .collect()
    }

    /// The highest grade, which tables of adverse events count.
    pub fn highest(&self) -> Grade {
        let changes = self.changes.iter();
        let later = changes.filter_map(|(_, change)| change.grade);
        later.fold(self.event.grade, Grade::max)
    }

    /// The last grade.
    pub fn grade(&self) -> Grade {
        let newest_first = self.changes.iter().rev();
        let changed = newest_first.filter_map(|(_, change)| change.grade).next();
        changed.unwrap_or(self.event.grade)
    }

    /// When it ended; `None` while it goes on.
    pub fn ended(&self) -> Option<DiaryDate> {
        let ended = self.changes.iter().find(|(_, change)| change.ended);
        self.event.ended.or(ended.map(|(_, change)| change.date))
    }

    /// Whether it is or was serious.
    pub fn serious(&self) -> bool {
        let newest_first = self.changes.iter().rev();
        let changed = newest_first.filter_map(|(_, change)| change.serious).next();
        changed.unwrap_or(self.event.serious)
    }

    /// Whether it is related, for each drug, as judged last.
    pub fn related(&self) -> BTreeMap<DrugId, Relation> {
        let mut related = self.event.related.clone();
        for (_, change) in &self.changes {
            related.extend(&change.related);
        }
        related
    }

    /// Whether it is related to a drug at all.
    pub fn is_related(&self) -> bool {
        let related = self.related();
        related
            .values()
            .any(|relation| *relation == Relation::Related)
    }

    /// What was done last, for each drug.
    pub fn action(&self) -> BTreeMap<DrugId, ActionTaken> {
        let mut action = self.event.action.clone();
        for (_, change) in &self.changes {
            action.extend(&change.action);
        }
        action
    }
}
