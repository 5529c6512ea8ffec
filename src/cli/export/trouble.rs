//! What is wrong with the files of a participant that could be read, and what else lies beside them.

use std::path::Path;

use crate::cli::error::{Failure, UNVERIFIED};
use crate::cli::files::shown;
use crate::cli::study_errors;
use crate::journal::{Damage, JournalError};
use crate::runtime::listing::{Agreement, Twice};
use crate::runtime::study::StudyError;
use crate::text::Text;

/// What is wrong with files.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    /// For what is written: what is left out, and why.
    pub(super) problems: Vec<String>,
    /// For standard error.
    pub(super) said: Vec<String>,
    /// The exit code that it leads to.
    pub(super) code: u8,
}

impl Trouble {
    /// A diary that is damaged, a site record that cannot be read; said in `text`, written in `words`.
    pub(super) fn of(
        path: &Path,
        damage: Option<Damage>,
        record_error: Option<&StudyError>,
        text: Text,
        words: Text,
    ) -> Trouble {
        let mut found = Trouble::default();
        if let Some(damage) = damage {
            let damaged = Failure::Journal(JournalError::Damaged {
                path: path.to_owned(),
                damage,
            });
            found.problems.push(cause(&damaged.lines(words)));
            // What to do is written there for the patient.
            found.said.extend(damaged.lines(text).into_iter().take(2));
            found.code = UNVERIFIED;
        }
        if let Some(error) = record_error {
            let why = cause(&study_errors::lines(words, error));
            found.problems.push(words.site_record_left_out(&why));
            let lines = study_errors::lines(text, error);
            found.said.extend(lines.into_iter().take(2));
            found.code = found.code.max(study_errors::code(error));
        }
        found
    }

    /// Two diaries of one participant.
    pub(super) fn of_two(twice: &Twice, text: Text, words: Text) -> Trouble {
        let (used, other) = (shown(&twice.used), shown(&twice.left_out));
        let subject = twice.subject.as_str();
        let mut said = vec![text.counted_once(subject, &used, &other)];
        let code = match twice.agreement {
            Agreement::Agree => 0,
            Agreement::DifferFrom(line) => {
                said.push(text.counted_differ(subject, line));
                UNVERIFIED
            }
            Agreement::Unknown => {
                said.push(text.counted_uncompared(subject));
                UNVERIFIED
            }
        };
        Trouble {
            problems: vec![words.counted_once(subject, &used, &other)],
            said,
            code,
        }
    }
}

/// What happened, without the file that it happened to.
pub(super) fn cause(lines: &[String]) -> String {
    lines.get(1).or(lines.first()).cloned().unwrap_or_default()
}
