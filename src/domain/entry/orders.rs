//! The study team's orders, and their confirmation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{EntryRef, is_false};
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition, read_moment_if_any};
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::domain::units::{Milligrams, Units};

/// Why units were prescribed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrescriptionReason {
    /// The first prescription.
    Initial,
    /// Fewer than before.
    Reduction,
    /// More than before.
    ReEscalation,
    /// Other, such as another strength for the same amount.
    Other,
}

/// Units for a drug, in force from a slot on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prescribed {
    /// The drug.
    pub drug: DrugId,
    /// Units of each period named; a period not named keeps what it had.
    pub units: BTreeMap<Period, Units>,
    /// The first slot it holds for.
    pub from: SlotPosition,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Why.
    pub reason: PrescriptionReason,
    /// The body surface in m2 that staff used, in thousandths, for their check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bsa_m2: Option<Milligrams>,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// A cycle starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CycleStarted {
    /// Its number, from 1.
    pub cycle: u16,
    /// Its day 1.
    pub date: DiaryDate,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// Drugs are paused from a slot on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Which.
    pub drugs: Vec<DrugId>,
    /// The first slot paused.
    pub from: SlotPosition,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Why, in the team's words.
    #[serde(default, skip_serializing_if = "PlainText::is_empty")]
    pub reason: PlainText,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// Paused drugs go on from a slot on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// Which.
    pub drugs: Vec<DrugId>,
    /// The first slot due again.
    pub from: SlotPosition,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Why, in the team's words.
    #[serde(default, skip_serializing_if = "PlainText::is_empty")]
    pub reason: PlainText,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// Drugs end for good from a slot on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Which.
    pub drugs: Vec<DrugId>,
    /// The first slot that is no longer planned.
    pub from: SlotPosition,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Why; `None` where the patient was told to stop and does not know why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EndReason>,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// Staff confirm orders that the patient was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The entries confirmed.
    pub entries: Vec<EntryRef>,
}
