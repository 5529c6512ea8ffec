//! What is said about a journal that cannot be read or written.

use std::io;
use std::path::Path;

use crate::domain::plain_text::PlainText;
use crate::journal::{FoundInstead, JournalError, MAX_FILE_BYTES, Presence, Problem};
use crate::text::Text;

/// A path, made harmless for a screen.
pub(super) fn shown(path: &Path) -> String {
    PlainText::new(path.display().to_string()).to_string()
}

/// Which file, what happened to it, and what to do.
pub(super) fn journal_error(text: Text, error: &JournalError) -> Vec<String> {
    let (path, cause, hint) = match error {
        JournalError::Missing { path } => {
            (path, text.file_missing(), Some(text.file_missing_hint()))
        }
        JournalError::NotAFile { path, found } => {
            let cause = match found {
                FoundInstead::Folder => text.file_is_folder(),
                FoundInstead::Link => text.file_is_link(),
                FoundInstead::Special => text.file_is_special(),
            };
            (path, cause, None)
        }
        JournalError::Empty { path } => (path, text.file_empty(), Some(text.write_on_paper())),
        JournalError::NotADiary { path, problem } => {
            let cause = text.file_foreign(&line_problem(text, problem));
            (path, cause, Some(text.write_on_paper()))
        }
        JournalError::Newer { path, version } => (path, text.file_newer(*version), None),
        JournalError::TooBig { path, bytes } => {
            (path, text.file_too_big(*bytes, MAX_FILE_BYTES), None)
        }
        JournalError::Exists { path } => (path, text.file_exists(), None),
        JournalError::Busy { path } => (path, text.file_busy(), None),
        JournalError::Damaged { path, damage } => {
            let cause = text.file_damaged(damage.line, &line_problem(text, &damage.problem));
            (path, cause, Some(text.file_damaged_hint()))
        }
        JournalError::Changed { path } => (path, text.file_changed(), None),
        JournalError::NotDamaged { path } => (path, text.file_not_damaged(), None),
        JournalError::CopyDiffers { path } => (path, text.file_copy_differs(), None),
        JournalError::Unwritable { path, problem } => {
            let cause = text.entry_unwritable(&line_problem(text, problem));
            (path, cause, Some(text.write_on_paper()))
        }
        JournalError::NoFolder { path } => (
            path,
            text.folder_missing(),
            Some(text.folder_missing_hint()),
        ),
        JournalError::NotAFolder { path } => (path, text.folder_is_none(), None),
        JournalError::Io { path, source, .. } => (
            path,
            refused(text, source),
            Some(refused_hint(text, source)),
        ),
        JournalError::NotSaved { path, source } => (
            path,
            text.entry_not_saved(&text.system_error(source)),
            Some(text.entry_not_saved_hint()),
        ),
        JournalError::Unclear { path, presence, .. } => {
            let cause = match presence {
                Presence::There => text.entry_unclear_there(),
                Presence::NotThere => text.entry_unclear_not_there(),
                Presence::Unknown => text.entry_unclear_unknown(),
            };
            (path, cause, Some(text.entry_unclear_hint()))
        }
    };
    let mut lines = vec![text.file_heading(&shown(path)), cause];
    lines.extend(hint);
    lines
}

/// Why the system refuses, in plain words where the reason is a common one.
pub(super) fn refused(text: Text, source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => text.disk_full(),
        io::ErrorKind::ReadOnlyFilesystem => text.disk_read_only(),
        _ => text.file_refused(&text.system_error(source)),
    }
}

fn refused_hint(text: Text, source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => text.disk_full_hint(),
        io::ErrorKind::ReadOnlyFilesystem => text.disk_read_only_hint(),
        _ => text.file_refused_hint(),
    }
}

/// What is wrong with a line.
pub(super) fn line_problem(text: Text, problem: &Problem) -> String {
    match problem {
        Problem::CarriageReturn => text.line_carriage_return(),
        Problem::ByteOrderMark => text.line_byte_order_mark(),
        Problem::Utf16 => text.line_utf16(),
        Problem::Blank => text.line_blank(),
        Problem::Nul => text.line_nul(),
        Problem::NotUtf8 => text.line_not_utf8(),
        Problem::TooLong => text.line_too_long(),
        Problem::NotClosed => text.line_not_closed(),
        Problem::HashMismatch => text.line_hash(),
        Problem::NotAnEntry(detail) => text.line_not_an_entry(&detail.to_string()),
        Problem::Event(detail) => text.line_event(&detail.to_string()),
        Problem::TooDeep => text.line_too_deep(),
        Problem::DuplicateName(name) => text.line_duplicate(&name.to_string()),
        Problem::ReservedName(name) => text.line_reserved(&name.to_string()),
        Problem::WrongSeq { found, wanted } => text.line_wrong_seq(*found, *wanted),
        Problem::BrokenLink => text.line_broken_link(),
        Problem::NotOpened => text.line_not_opened(),
        Problem::OpenedAgain => text.line_opened_again(),
        Problem::Format(name) => text.line_format(&name.to_string()),
    }
}
