//! Reports: from values of the domain to text in standard shapes, for people who read many diaries.
//!
//! Pure builders: no file is opened here and nothing is asked of a clock. The command line and the views
//! call them. Codes and column names are English in every language, dates are ISO, and a cell that does
//! not apply is empty, never 0. Every text of a CSV file goes through [`table::harmless`].

pub mod adherence;
#[cfg(test)]
mod cohort_tests;
pub mod export;
pub mod fhir;
pub mod html;
pub mod ics;
pub mod ledger;
pub mod sdtm;
pub mod study;
pub mod table;
pub mod tablets;
#[cfg(test)]
mod tests;

use crate::domain::adherence::Adherence;
use crate::domain::ids::SubjectCode;
use crate::domain::participant::Participant;

/// The adherence figures of one participant.
#[derive(Debug, Clone, Copy)]
pub struct SubjectAdherence<'a> {
    /// The participant.
    pub subject: &'a SubjectCode,
    /// How many entries of the diary were counted from.
    pub entries: usize,
    /// The code of the last of them, by which paper can name this state of the diary (ruling 25).
    pub code: &'a str,
    /// The ledger and the figures.
    pub adherence: &'a Adherence,
}

impl<'a> SubjectAdherence<'a> {
    /// The figures of a participant.
    pub fn of(participant: &'a Participant) -> SubjectAdherence<'a> {
        SubjectAdherence {
            subject: participant.subject(),
            entries: participant.diary.history().len(),
            code: participant.copy.code(),
            adherence: &participant.adherence,
        }
    }
}

/// How much memory a text keeps when it is emptied: more than the table of a long diary fills.
const KEPT_BYTES: usize = 2 << 20;

/// Empties a text that is filled again for the next participant. What one of an extraordinary size made it grow to
/// is given back: of those that go from hand to hand each would have met her in the end.
fn empty(text: &mut String) {
    text.clear();
    text.shrink_to(KEPT_BYTES);
}

/// Why a report cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The JSON writer refused.
    #[error("the JSON text cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// A writer made something else than text.
    #[error("the report is not text: {0}")]
    NotText(#[from] std::string::FromUtf8Error),
}
