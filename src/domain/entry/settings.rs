//! What opens a diary and what is set in it: numbers to call, language, rules.

use std::collections::BTreeMap;
use std::sync::Arc;

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

/// A telephone number: digits, `+`, `-`, `(`, `)` and spaces, 3 digits at least; then an extension, if it
/// has one: `ext`, `ext.`, `x`, `#`, `转` or `分机` and up to 8 digits. 32 characters at most.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

/// A text that is no telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a telephone number (digits, '+', '-', '(', ')' and spaces, at least 3 digits, then an extension such as \"ext 801\")"
)]
pub struct PhoneError(pub String);

/// What stands before an extension, the longer of two that begin alike first.
const BEFORE_EXTENSION: [&str; 6] = ["ext.", "ext", "x", "#", "转", "分机"];

/// The number and the digits of its extension.
fn split_extension(text: &str) -> Option<(&str, &str)> {
    BEFORE_EXTENSION
        .iter()
        .find_map(|word| text.split_once(word))
        .map(|(number, extension)| (number, extension.trim_start_matches(' ')))
}

impl std::str::FromStr for PhoneNumber {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        let (number, extension) = split_extension(text).unwrap_or((text, "0"));
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let shape = number
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+-() ".contains(&b));
        let extends =
            (1..=8).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_digit());
        if shape && extends && digits >= 3 && text.chars().count() <= 32 {
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
    pub protocol: Arc<Protocol>,
}

/// How the diary that was read last ends its first event: the diaries of a study have one protocol, and reading that is
/// most of what a short diary costs.
#[derive(Debug, Default)]
pub struct KnownEnding {
    /// From the comma before `protocol` on.
    pub(super) text: String,
    /// Whether `sample` stands before it.
    pub(super) sample: bool,
    /// `None`: no diary was read yet.
    pub(super) protocol: Option<Arc<Protocol>>,
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
    /// How many stools a day this patient usually has; it only helps the wording of a question
    /// (ruling 18).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_stools: Option<u8>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_may_have_an_extension_and_no_other_letters() {
        for good in [
            "120",
            "010-12345678",
            "010-12345678转801",
            "010-12345678 转 801",
            "010-12345678分机801",
            "+86 10 1234 5678 ext 801",
            "+1 (555) 010-0100 ext. 12",
            "555 0100x12",
            "555 0100 #12",
        ] {
            let read: Result<PhoneNumber, _> = good.parse();
            assert_eq!(read.map(|number| number.to_string()), Ok(good.to_owned()));
        }
        for bad in [
            "12",
            "ext 801",
            "010-12345678转",
            "010-12345678 ext 123456789",
            "010-12345678转80转1",
            "call 010-12345678",
            "010-12345678 Li Na",
            "555 0100 ext twelve",
            "+86 10 1234 5678 0000 0000 ext 12345",
        ] {
            assert!(bad.parse::<PhoneNumber>().is_err(), "{bad}");
        }
    }
}
