//! Answers about a symptom: their values, their text in a diary, and which question each fits.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::terms::{Kind, Question};
use crate::domain::entry::Severity;
use crate::domain::ids::text_serde;

/// A temperature in tenths of a degree C: 380 is 38.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenths(pub u16);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// An answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Asked, and not known.
    NotSure,
    /// No.
    No,
    /// Yes.
    Yes,
    /// How bad.
    Severity(Severity),
    /// How many.
    Count(u16),
    /// How warm.
    Temperature(Tenths),
}

/// The answers about one symptom. A question that is not in it has not been asked.
pub type Answers = BTreeMap<Question, Answer>;

/// A text that is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no answer")]
pub struct AnswerError(pub String);

impl Answer {
    /// Whether it answers this question: of its kind and within its range. "Not sure" fits every one.
    pub fn fits(self, question: Question) -> bool {
        match (self, question.kind()) {
            (Answer::NotSure, _)
            | (Answer::No | Answer::Yes, Kind::YesNo)
            | (Answer::Severity(_), Kind::Severity) => true,
            (Answer::Count(count), Kind::Count { min, max }) => (min..=max).contains(&count),
            (Answer::Temperature(t), Kind::Temperature { min, max }) => (min..=max).contains(&t),
            (
                Answer::No
                | Answer::Yes
                | Answer::Severity(_)
                | Answer::Count(_)
                | Answer::Temperature(_),
                Kind::YesNo | Kind::Severity | Kind::Count { .. } | Kind::Temperature { .. },
            ) => false,
        }
    }

    /// Whether it reaches a threshold of the same kind. What is not known reaches nothing.
    pub fn reaches(self, threshold: Answer) -> bool {
        match (self, threshold) {
            (Answer::Yes, Answer::Yes) => true,
            (Answer::Severity(found), Answer::Severity(least)) => found >= least,
            (Answer::Count(found), Answer::Count(least)) => found >= least,
            (Answer::Temperature(found), Answer::Temperature(least)) => found >= least,
            (
                Answer::NotSure
                | Answer::No
                | Answer::Yes
                | Answer::Severity(_)
                | Answer::Count(_)
                | Answer::Temperature(_),
                _,
            ) => false,
        }
    }
}

const SEVERITIES: [(&str, Severity); 4] = [
    ("none", Severity::None),
    ("mild", Severity::Mild),
    ("moderate", Severity::Moderate),
    ("severe", Severity::Severe),
];

impl fmt::Display for Answer {
    /// The text in a diary and a protocol: `yes`, `severe`, `4`, `38.0`.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Answer::NotSure => f.write_str("not_sure"),
            Answer::No => f.write_str("no"),
            Answer::Yes => f.write_str("yes"),
            Answer::Severity(severity) => {
                let found = SEVERITIES.iter().find(|(_, known)| known == severity);
                f.write_str(found.map_or("", |(code, _)| code))
            }
            Answer::Count(count) => write!(f, "{count}"),
            Answer::Temperature(tenths) => write!(f, "{tenths}"),
        }
    }
}

impl FromStr for Answer {
    type Err = AnswerError;

    /// Reads what `Display` writes, and nothing else: each answer has one spelling.
    fn from_str(text: &str) -> Result<Self, AnswerError> {
        let bad = || AnswerError(text.chars().take(40).collect());
        match text {
            "not_sure" => return Ok(Answer::NotSure),
            "no" => return Ok(Answer::No),
            "yes" => return Ok(Answer::Yes),
            _ => {}
        }
        if let Some((_, severity)) = SEVERITIES.iter().find(|(code, _)| *code == text) {
            return Ok(Answer::Severity(*severity));
        }
        let whole = |digits: &str| {
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            let one_spelling = digits == "0" || !digits.starts_with('0');
            (plain && one_spelling && digits.len() <= 3)
                .then(|| digits.parse::<u16>().ok())
                .flatten()
        };
        match text.split_once('.') {
            None => whole(text).map(Answer::Count),
            Some((degrees, tenth)) => whole(degrees)
                .zip(whole(tenth).filter(|tenth| *tenth <= 9))
                .map(|(degrees, tenth)| Answer::Temperature(Tenths(degrees * 10 + tenth))),
        }
        .ok_or_else(bad)
    }
}

text_serde!(
    Answer,
    "an answer such as \"yes\", \"severe\", \"4\" or \"38.0\""
);
