//! What is said about a study folder that cannot be read or written.

use std::path::Path;

use super::error::{FAILED, Failure, UNVERIFIED, journal_code};
use super::files::{journal_error, line_problem, shown};
use crate::domain::site::SiteOpened;
use crate::journal::{Damage, JournalError, Problem};
use crate::runtime::StoreError;
use crate::runtime::listing::is_site_record;
use crate::runtime::study::StudyError;
use crate::text::Text;

/// Which file, what happened to it, and what to do.
pub(super) fn lines(text: Text, error: &StudyError) -> Vec<String> {
    match error {
        StudyError::Journal(JournalError::Damaged { path, damage }) if is_site_record(path) => {
            let problem = line_problem(text, &damage.problem);
            vec![
                text.file_heading(&shown(path)),
                text.site_record_damaged(damage.line, &problem),
                text.site_record_damaged_hint(),
            ]
        }
        // A site record that was named where a diary is wanted is as it should be.
        StudyError::Journal(JournalError::NotADiary { path, problem })
            if is_site_record(path) && !is_of_site(problem) =>
        {
            let problem = line_problem(text, problem);
            vec![
                text.file_heading(&shown(path)),
                text.site_record_foreign(&problem),
                text.site_record_nothing_left_hint(),
            ]
        }
        StudyError::Journal(JournalError::Empty { path }) if is_site_record(path) => vec![
            text.file_heading(&shown(path)),
            text.site_record_empty(),
            text.site_record_nothing_left_hint(),
        ],
        StudyError::Journal(JournalError::NotDamaged { path }) => vec![
            text.file_heading(&shown(path)),
            text.site_record_not_damaged(),
        ],
        StudyError::Journal(error) | StudyError::Store(StoreError::Journal(error)) => {
            for_staff(text, error)
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

/// Whether a line opens a site record.
fn is_of_site(problem: &Problem) -> bool {
    matches!(problem, Problem::Format(name) if name.raw() == SiteOpened::FORMAT)
}

/// A diary that stops being valid: the one of this computer is its patient's, a named one is in the study team's
/// hands.
pub(super) fn damaged(path: &Path, damage: Damage, is_live: bool) -> Failure {
    let path = path.to_owned();
    let error = JournalError::Damaged { path, damage };
    match is_live {
        true => Failure::Journal(error),
        false => Failure::Study(StudyError::Journal(error)),
    }
}

/// What is wrong with a file that the study team names: what to do about their own diary is written for patients.
pub(super) fn for_staff(text: Text, error: &JournalError) -> Vec<String> {
    if let JournalError::Missing { path } = error {
        let heading = text.file_heading(&shown(path));
        return vec![heading, text.nothing_there(), text.nothing_there_hint()];
    }
    let mut lines = journal_error(text, error);
    let hint = match error {
        JournalError::Damaged { .. } => Some(text.brought_damaged_hint()),
        JournalError::NotADiary { .. } | JournalError::Empty { .. } => {
            Some(text.brought_no_diary_hint())
        }
        JournalError::Unwritable { .. } => None,
        _ => return lines,
    };
    lines.truncate(2);
    lines.extend(hint);
    lines
}

/// The exit code.
pub(super) fn code(error: &StudyError) -> u8 {
    match error {
        // No diary of this computer is meant.
        StudyError::Journal(JournalError::Missing { .. })
        | StudyError::Store(StoreError::Journal(JournalError::Missing { .. })) => FAILED,
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
