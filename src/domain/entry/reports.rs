//! What the patient reports beside the doses: symptoms, calls, other medicines.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::EntryRef;
use crate::domain::calendar::{DiaryDate, Moment, read_moment_if_any};
use crate::domain::plain_text::PlainText;

/// How urgent a symptom is, by the protocol's triggers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// For the next visit.
    Record,
    /// Call in office hours.
    ReportSoon,
    /// Call now, and before the next dose.
    CallNow,
    /// Call the emergency number first.
    Emergency,
}

/// How bad the patient says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// None.
    None,
    /// Mild.
    Mild,
    /// Moderate.
    Moderate,
    /// Severe.
    Severe,
}

impl Severity {
    /// Every one, from the least.
    pub const ALL: [Severity; 4] = [
        Severity::None,
        Severity::Mild,
        Severity::Moderate,
        Severity::Severe,
    ];
}

/// A symptom that the patient reports, in plain answers; never a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symptom {
    /// The code of the symptom.
    pub term: PlainText,
    /// How bad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The answers, by the code of the question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<PlainText, PlainText>,
    /// How urgent, by the protocol in force when it was reported.
    pub tier: Tier,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noticed_on: Option<DiaryDate>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<DiaryDate>,
}

/// What the study team said on a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Go on as prescribed.
    Continue,
    /// Pause.
    Pause,
    /// Fewer tablets.
    Fewer,
    /// Stop for good.
    Stop,
    /// Nobody answered; the warning stays open.
    NobodyAnswered,
    /// The patient is not sure; the warning stays open.
    NotSure,
}

impl Said {
    /// Every answer, in the order shown.
    pub const ALL: [Said; 6] = [
        Said::Continue,
        Said::Pause,
        Said::Fewer,
        Said::Stop,
        Said::NobodyAnswered,
        Said::NotSure,
    ];

    /// Whether it closes a warning (ruling 17).
    pub fn closes(self) -> bool {
        match self {
            Said::Continue | Said::Pause | Said::Fewer | Said::Stop => true,
            Said::NobodyAnswered | Said::NotSure => false,
        }
    }
}

/// The study team was called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacted {
    /// What they said.
    pub said: Said,
    /// The entries that the call was about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<EntryRef>,
    /// When they spoke, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub spoken_at: Option<Moment>,
}

/// Another medicine that the patient takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medicine {
    /// Its name.
    pub name: PlainText,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DiaryDate>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DiaryDate>,
}
