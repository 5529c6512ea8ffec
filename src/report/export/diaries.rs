//! The files: which were counted, from which state of each, and which could not be read.

use crate::domain::entry::Language;
use crate::domain::ids::SubjectCode;
use crate::domain::participant::Participant;
use crate::domain::plain_text::PlainText;
use crate::report::ReportError;
use crate::report::table::{Cell, Columns, Rows};

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "file",
        "subject",
        "state",
        "problem",
        "sample",
        "language",
        "entries",
        "code",
        "last_hash",
        "damaged_from",
        "torn",
        "as_of",
        "received_at",
        "first_entry_at",
        "last_entry_at",
        "site_entries",
    ],
    json_only: &[],
};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// It is in every table.
    Counted,
    /// It is in every table up to its last good line.
    Damaged,
    /// Another diary of the participant is counted.
    NotCounted,
    /// A site record whose diary was not received.
    NoDiary,
    /// It is in no other table.
    Unreadable,
}

impl FileState {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            FileState::Counted => "counted",
            FileState::Damaged => "damaged",
            FileState::NotCounted => "not_counted",
            FileState::NoDiary => "no_diary",
            FileState::Unreadable => "unreadable",
        }
    }
}

/// A file that an export was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryFile {
    file: PlainText,
    state: FileState,
    problem: PlainText,
    subject: Option<SubjectCode>,
    /// What is known of the diary, in the order of the columns from `sample` on.
    known: [Cell<'static>; KNOWN],
}

/// How many columns tell what is known of a diary.
const KNOWN: usize = 12;

impl DiaryFile {
    /// The file, by the name that it has in exports.
    pub fn file(&self) -> &PlainText {
        &self.file
    }

    /// What is wrong with it or with the site record beside it; empty if nothing is.
    pub fn problem(&self) -> &PlainText {
        &self.problem
    }

    /// A file that was read, with what is wrong with it or its site record, in words.
    ///
    /// # Errors
    /// The language has no code.
    pub fn read(
        file: PlainText,
        of: &Participant,
        problem: PlainText,
    ) -> Result<DiaryFile, ReportError> {
        let state = match of.copy.damaged_from {
            None => FileState::Counted,
            Some(_) => FileState::Damaged,
        };
        let history = of.diary.history();
        let record = of.record.as_ref();
        let receipt = record.and_then(|record| {
            let (at, _) = record.receipt_of(of.copy.last_seq, &of.copy.last_hash)?;
            Some(at)
        });
        let code = |language: &Language| Cell::code(language);
        Ok(DiaryFile {
            file,
            state,
            problem,
            subject: Some(of.subject().clone()),
            known: [
                Cell::Flag(of.diary.is_sample()),
                code(&of.diary.language())?,
                Cell::count(history.len() as u64),
                Cell::shown(of.copy.code()),
                Cell::shown(&of.copy.last_hash),
                Cell::or_empty(of.copy.damaged_from, Cell::count),
                Cell::Flag(of.copy.is_torn),
                Cell::as_of(of.adherence.as_of),
                Cell::or_empty(receipt, Cell::Moment),
                Cell::or_empty(history.entry(1).map(|entry| entry.at), Cell::Moment),
                Cell::or_empty(history.last().map(|entry| entry.at), Cell::Moment),
                Cell::or_empty(record.map(|r| r.history().len() as u64), Cell::count),
            ],
        })
    }

    /// A file that is in no other table, and why, in words.
    pub fn left_out(
        file: PlainText,
        state: FileState,
        subject: Option<SubjectCode>,
        problem: PlainText,
    ) -> DiaryFile {
        DiaryFile {
            file,
            state,
            problem,
            subject,
            known: [const { Cell::Empty }; KNOWN],
        }
    }

    /// What became of it.
    pub fn state(&self) -> FileState {
        self.state
    }

    /// Adds its row.
    pub(super) fn write(&self, to: &mut Rows) {
        let mut row = vec![
            Cell::Text(self.file.shown()),
            Cell::or_empty(self.subject.as_ref(), Cell::shown),
            Cell::Code(self.state.code()),
            Cell::words(&self.problem),
        ];
        row.extend(self.known.iter().cloned());
        to.add(&row);
    }
}
