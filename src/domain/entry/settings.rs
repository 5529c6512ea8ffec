//! What opens a diary and what is set in it: numbers to call, language, rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::is_false;
use crate::domain::calendar::{Period, SlotPosition};
use crate::domain::ids::{DrugId, EntryId, SubjectCode, text_serde};
use crate::domain::protocol::{Bilingual, ClockTime, Protocol};
use crate::domain::units::Milligrams;

/// A language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    ZhHans,
}

/// The telephone numbers that stand on every patient screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phones {
    /// The study team by day.
    pub day: PhoneNumber,
    /// The study team by night and on weekends.
    pub night: PhoneNumber,
    /// The emergency number.
    pub emergency: PhoneNumber,
}

/// A telephone number: digits, `+`, `-`, `(`, `)` and spaces, 3 digits at least, 32 characters at most.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

/// A text that is no telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a telephone number (digits, '+', '-', '(', ')' and spaces, at least 3 digits)"
)]
pub struct PhoneError(pub String);

impl std::str::FromStr for PhoneNumber {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let shape = text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+-() ".contains(&b));
        if shape && digits >= 3 && text.len() <= 32 {
            Ok(PhoneNumber(text.to_owned()))
        } else {
            Err(PhoneError(text.chars().take(40).collect()))
        }
    }
}

impl std::fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

text_serde!(PhoneNumber, "a telephone number");

/// The diary begins: everything that a reader needs to understand it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Always [`Opened::FORMAT`].
    pub format: String,
    /// The version of the file format, [`Opened::VERSION`].
    pub version: u32,
    /// A random name of this diary, so that two diaries of one subject can be told apart.
    pub diary: EntryId,
    /// The participant.
    pub subject: SubjectCode,
    /// The numbers to call.
    pub phones: Phones,
    /// The language of the screens.
    pub language: Language,
    /// Whether this is made-up data; every screen and report says so.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sample: bool,
    /// The study's rules, whole.
    pub protocol: Protocol,
}

impl Opened {
    /// The name that the first line of every diary carries.
    pub const FORMAT: &'static str = "dosebook-diary";
    /// The newest version of the format that this program reads.
    pub const VERSION: u32 = 1;
}

/// Changes of settings; what is absent stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// The numbers to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phones: Option<Phones>,
    /// The language of the screens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The order and the gaps of the drugs of one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_of_drugs: Option<Bilingual>,
    /// What to do with the medicine on a clinic day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clinic_day: Option<Bilingual>,
    /// Rules of single drugs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub drugs: BTreeMap<DrugId, DrugSettings>,
}

/// Rules of one drug that the protocol leaves to the site.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DrugSettings {
    /// When this patient usually takes it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub usual_times: BTreeMap<Period, ClockTime>,
    /// Hours without food before an intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fasting_hours_before: Option<u8>,
    /// Hours without food after an intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fasting_hours_after: Option<u8>,
    /// Hours below which two intakes are asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval_warn_below_hours: Option<u8>,
    /// Hours after the usual time in which a missed dose may still be taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catch_up_hours: Option<u8>,
    /// The strengths that exist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strengths_mg: Vec<Milligrams>,
    /// What to do with a missed dose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Bilingual>,
    /// What to do after vomiting a dose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vomited: Option<Bilingual>,
}

/// Another protocol, for the cycles that start at `from` or later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolChanged {
    /// The first slot it holds for.
    pub from: SlotPosition,
    /// The new rules, whole.
    pub protocol: Protocol,
}
