//! What is said about a study folder that cannot be read or written.

use super::error::{FAILED, UNVERIFIED, journal_code};
use super::files::{journal_error, line_problem, shown};
use crate::journal::JournalError;
use crate::runtime::StoreError;
use crate::runtime::listing::is_site_record;
use crate::runtime::study::StudyError;
use crate::text::Text;

/// Which file, what happened to it, and what to do.
pub(super) fn lines(text: Text, error: &StudyError) -> Vec<String> {
    match error {
        StudyError::Journal(JournalError::Missing { path }) => {
            vec![text.file_heading(&shown(path)), text.nothing_to_receive()]
        }
        StudyError::Journal(JournalError::Damaged { path, damage }) if is_site_record(path) => {
            let problem = line_problem(text, &damage.problem);
            vec![
                text.file_heading(&shown(path)),
                text.site_record_damaged(damage.line, &problem),
                text.site_record_damaged_hint(),
            ]
        }
        StudyError::Journal(JournalError::NotDamaged { path }) => vec![
            text.file_heading(&shown(path)),
            text.site_record_not_damaged(),
        ],
        StudyError::Journal(error) | StudyError::Store(StoreError::Journal(error)) => {
            let mut lines = journal_error(text, error);
            // What to do is written there for the patient.
            if matches!(
                error,
                JournalError::Damaged { .. }
                    | JournalError::NotADiary { .. }
                    | JournalError::Empty { .. }
                    | JournalError::Unwritable { .. }
            ) {
                lines.truncate(2);
            }
            if matches!(error, JournalError::Damaged { .. }) {
                lines.push(text.brought_damaged_hint());
            }
            lines
        }
        StudyError::Store(StoreError::Diary(_)) => {
            vec![text.file_foreign(&text.line_not_opened())]
        }
        StudyError::Record { path, .. } => {
            vec![
                text.file_heading(&shown(path)),
                text.not_a_site_record(),
                text.study_file_hint(),
            ]
        }
        StudyError::OtherSubject { path, found } => vec![
            text.file_heading(&shown(path)),
            text.about_another_subject(found.as_str()),
        ],
        StudyError::SameDiary { path, subject } => vec![
            text.file_heading(&shown(path)),
            text.same_diary(subject.as_str()),
            text.same_diary_hint(),
        ],
        StudyError::Kept(error) => {
            let mut lines = journal_error(text, error);
            if let JournalError::Damaged { .. }
            | JournalError::NotADiary { .. }
            | JournalError::Empty { .. } = error
            {
                lines.truncate(2);
                lines.push(text.kept_unreadable_hint());
            }
            lines
        }
        StudyError::Unkeepable(subject) => vec![text.subject_unkeepable(subject.as_str())],
        StudyError::Older { path, found, there } => vec![
            text.file_heading(&shown(path)),
            text.copy_is_older(*found, *there),
            text.copy_is_older_hint(),
        ],
        StudyError::Changed => vec![text.nothing_recorded(), text.site_record_changed()],
        StudyError::Refused(refusal) => vec![text.nothing_recorded(), text.site_refusal(refusal)],
    }
}

/// The exit code.
pub(super) fn code(error: &StudyError) -> u8 {
    match error {
        // No diary of this computer is meant.
        StudyError::Journal(JournalError::Missing { .. }) => FAILED,
        StudyError::Journal(error)
        | StudyError::Kept(error)
        | StudyError::Store(StoreError::Journal(error)) => journal_code(error),
        StudyError::Store(StoreError::Diary(_)) | StudyError::Record { .. } => UNVERIFIED,
        StudyError::OtherSubject { .. }
        | StudyError::SameDiary { .. }
        | StudyError::Unkeepable(_)
        | StudyError::Older { .. }
        | StudyError::Changed
        | StudyError::Refused(_) => FAILED,
    }
}
