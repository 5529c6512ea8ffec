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

use crate::domain::adherence::{self as figures, Adherence, AsOf};
use crate::domain::diary::Diary;
use crate::domain::ids::SubjectCode;
use crate::domain::participant::Participant;

/// The adherence figures of one participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectAdherence {
    /// The participant.
    pub subject: SubjectCode,
    /// How many entries of the diary were counted from.
    pub entries: usize,
    /// The code of the last of them, by which paper can name this state of the diary (ruling 25).
    pub code: String,
    /// The ledger and the figures.
    pub adherence: Adherence,
}

impl SubjectAdherence {
    /// The figures of a diary whose last entry has this code, up to `as_of`.
    pub fn of(diary: &Diary, as_of: AsOf, code: String) -> SubjectAdherence {
        SubjectAdherence {
            subject: diary.subject().clone(),
            entries: diary.history().len(),
            code,
            adherence: figures::adherence(diary, as_of),
        }
    }

    /// The figures that a participant has already.
    pub fn of_participant(participant: &Participant) -> SubjectAdherence {
        SubjectAdherence {
            subject: participant.subject().clone(),
            entries: participant.diary.history().len(),
            code: participant.copy.code().to_owned(),
            adherence: participant.adherence.clone(),
        }
    }
}

impl From<Participant> for SubjectAdherence {
    fn from(participant: Participant) -> SubjectAdherence {
        SubjectAdherence {
            subject: participant.subject().clone(),
            entries: participant.diary.history().len(),
            code: participant.copy.code().to_owned(),
            adherence: participant.adherence,
        }
    }
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
