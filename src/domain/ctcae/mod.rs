//! The terms of CTCAE 5.0, which grades exist for each, and how a term is found.
//!
//! Staff choose a term and a grade; nothing here grades. `terms.txt` holds the whole list of the U.S. National
//! Cancer Institute. MedDRA codes are licensed and stand nowhere.

mod search;
mod suggest;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use search::{matching, nearest};
pub use suggest::{about, suggested};

/// The version of the terms, as it is stored with each grade.
pub const VERSION: &str = "5.0";

const TEXT: &str = include_str!("terms.txt");

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let mut system = System { en: "", zh: "" };
    let mut terms = Vec::new();
    for line in TEXT.lines() {
        match line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            Some(name) => {
                let (en, zh) = name.split_once(" = ").unwrap_or((name, ""));
                system = System { en, zh };
            }
            None => terms.extend(Term::read(system, line)),
        }
    }
    terms
});

/// A grade from 1 (mild) to 5 (death).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Grade(u8);

/// A number that is no grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a grade is a number from 1 to 5")]
pub struct GradeError;

impl Grade {
    /// Every grade, from the mildest.
    pub const ALL: [Grade; 5] = [Grade(1), Grade(2), Grade(3), Grade(4), Grade(5)];
    /// Death.
    pub const DEATH: Grade = Grade(5);
}

impl TryFrom<u8> for Grade {
    type Error = GradeError;

    fn try_from(number: u8) -> Result<Grade, GradeError> {
        let known = (1..=5).contains(&number);
        known.then_some(Grade(number)).ok_or(GradeError)
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> u8 {
        grade.0
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A system organ class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct System {
    /// Its name.
    pub en: &'static str,
    /// Its name in Simplified Chinese.
    pub zh: &'static str,
}

/// A term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The system organ class under which it stands.
    pub system: System,
    /// Its name, as it is stored.
    pub name: &'static str,
    /// The name in general use in Simplified Chinese, where there is one.
    pub zh: Option<&'static str>,
    /// Other words by which it is looked for.
    also: &'static str,
    /// The grades that exist, from the mildest.
    grades: Vec<Grade>,
}

impl Term {
    fn read(system: System, line: &'static str) -> Option<Term> {
        let mut parts = line.split(" | ");
        let digits = parts.next().unwrap_or_default().bytes();
        let grades: Option<Vec<Grade>> = digits
            .map(|digit| Grade::try_from(digit.checked_sub(b'0')?).ok())
            .collect();
        let name = parts.next()?;
        Some(Term {
            system,
            name,
            zh: parts.next(),
            also: parts.next().unwrap_or_default(),
            grades: grades?,
        })
    }

    /// The grades that exist for it, from the mildest.
    pub fn grades(&self) -> &[Grade] {
        &self.grades
    }

    /// Whether a grade exists for it.
    pub fn has(&self, grade: Grade) -> bool {
        self.grades.contains(&grade)
    }

    /// Whether it must be said in words what it was: "Other, specify".
    pub fn needs_words(&self) -> bool {
        self.name.ends_with("Other, specify")
    }
}

/// Every term, by system organ class.
pub fn terms() -> &'static [Term] {
    &TERMS
}

/// The term of a name in English, whatever its capital letters, or in Chinese.
pub fn find(name: &str) -> Option<&'static Term> {
    let name = name.trim();
    let same = |term: &&Term| term.name.eq_ignore_ascii_case(name) || term.zh == Some(name);
    TERMS.iter().find(same)
}
