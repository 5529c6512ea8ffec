//! Every failure of the command line, and what is said about it: heading, cause, hint, exit code.
//!
//! Failures are data until they come here.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use super::files::{journal_error, refused, shown};
use super::output::complain;
use super::study_errors;
use crate::clock::ClockError;
use crate::domain::calendar::Moment;
use crate::domain::decide::{Decision, NotDue, Refusal};
use crate::domain::diary::{Diary, DiaryError};
use crate::domain::history::CorrectionFault;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::Problem;
use crate::journal::JournalError;
use crate::report::ReportError;
use crate::runtime::StoreError;
use crate::runtime::study::StudyError;
use crate::text::Text;

/// Refused or failed, nothing written.
pub(super) const FAILED: u8 = 1;
/// Wrong usage.
pub(super) const USAGE: u8 = 2;
/// A journal does not verify.
pub(super) const UNVERIFIED: u8 = 3;
/// No diary yet.
pub(super) const NO_DIARY: u8 = 4;

/// Why a command did not do what it was asked for.
pub(super) enum Failure {
    /// A value or a combination of options that is not understood, in words.
    Usage(String),
    /// A rule stands against it.
    Refused {
        /// As it stands.
        diary: Box<Diary>,
        /// The rule.
        refusal: Refusal,
    },
    /// A drug that the protocol does not have, and whose name is no code.
    NoSuchDrug {
        /// As it stands.
        diary: Box<Diary>,
        /// What was named.
        found: PlainText,
    },
    /// Questions that nobody can be asked.
    NeedsYes {
        /// As it stands.
        diary: Box<Diary>,
        /// With its guards.
        decision: Box<Decision>,
    },
    /// The person said no.
    Declined,
    /// Something else was recorded since.
    ChangedMeanwhile,
    /// A wall-clock time that the clock never showed.
    NeverShown(PlainText),
    /// `DOSEBOOK_NOW` is no time.
    Clock(ClockError),
    /// The machine's clock stands where no diary can.
    ClockOff(Moment),
    /// No folder to keep a diary in.
    NoHome,
    /// The journal.
    Journal(JournalError),
    /// The system refused the journal before an entry was written.
    NotRecorded(JournalError),
    /// Entries that make no diary.
    NotADiary(DiaryError),
    /// Another file.
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder, a pipe or a device where a file to read was named.
    NotARegularFile(PathBuf),
    /// A protocol file with problems.
    Protocol {
        /// Which.
        path: PathBuf,
        /// All of them.
        problems: Vec<Problem>,
    },
    /// A report.
    Report(ReportError),
    /// Standard output.
    Output(io::Error),
    /// Standard output, after the entry was recorded.
    OutputAfterRecord(io::Error),
    /// The study folder.
    Study(StudyError),
    /// Refused, in words.
    InWords(Vec<String>),
    /// Several files: each was told already; the exit code is left.
    Told(u8),
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        Failure::Journal(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Journal(error) => Failure::Journal(error),
            StoreError::Diary(error) => Failure::NotADiary(error),
        }
    }
}

impl From<StudyError> for Failure {
    fn from(error: StudyError) -> Self {
        Failure::Study(error)
    }
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        Failure::Report(error)
    }
}

impl Failure {
    /// A refusal, with the diary that explains it.
    pub(super) fn refused(diary: &Diary, refusal: Refusal) -> Failure {
        Failure::Refused {
            diary: Box::new(diary.clone()),
            refusal,
        }
    }

    /// Says what happened on standard error; what is returned is the program's exit code.
    pub(super) fn show(&self, text: Text) -> ExitCode {
        let lines = self.lines(text);
        if !lines.is_empty() {
            complain(&lines);
        }
        ExitCode::from(self.code())
    }

    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            Failure::Usage(_) | Failure::Clock(_) => USAGE,
            Failure::Refused { .. }
            | Failure::NoSuchDrug { .. }
            | Failure::NeedsYes { .. }
            | Failure::Declined
            | Failure::ChangedMeanwhile
            | Failure::NeverShown(_)
            | Failure::ClockOff(_)
            | Failure::NoHome
            | Failure::InWords(_)
            | Failure::Io { .. }
            | Failure::NotARegularFile(_)
            | Failure::Protocol { .. }
            | Failure::Report(_)
            | Failure::Output(_) => FAILED,
            Failure::NotADiary(_) => UNVERIFIED,
            Failure::OutputAfterRecord(_) => 0,
            Failure::Journal(error) | Failure::NotRecorded(error) => journal_code(error),
            Failure::Study(error) => study_errors::code(error),
            Failure::Told(code) => *code,
        }
    }

    /// What is said, line by line.
    pub(super) fn lines(&self, text: Text) -> Vec<String> {
        match self {
            Failure::Usage(what) => vec![text.wrong_usage(), what.clone()],
            Failure::Refused { diary, refusal } => {
                let mut lines = vec![text.nothing_recorded(), text.refusal(diary, refusal)];
                lines.extend(hint(text, refusal));
                lines
            }
            Failure::NoSuchDrug { diary, found } => {
                let known: Vec<&str> = diary.drugs().iter().map(|drug| drug.id.as_str()).collect();
                let cause = text.unknown_drug(&found.to_string(), &text.list(&known));
                vec![text.nothing_recorded(), cause]
            }
            Failure::NeedsYes { diary, decision } => {
                let mut lines = vec![text.nothing_recorded(), text.will_record(diary, decision)];
                lines.extend(decision.guards.iter().map(|guard| text.guard(diary, guard)));
                lines.push(text.needs_yes());
                lines
            }
            Failure::Declined => vec![text.declined()],
            Failure::ChangedMeanwhile => vec![text.nothing_recorded(), text.changed_meanwhile()],
            Failure::NeverShown(time) => {
                vec![text.nothing_recorded(), text.never_shown(&time.to_string())]
            }
            Failure::Clock(ClockError(found)) => {
                vec![text.bad_clock(&PlainText::new(found.as_str()).to_string())]
            }
            Failure::ClockOff(now) => {
                let now = text.date_time(*now);
                vec![text.nothing_recorded(), text.clock_off(&now)]
            }
            Failure::NoHome => vec![text.no_home()],
            Failure::Journal(error) => journal_error(text, error),
            Failure::NotRecorded(error) => {
                let mut lines = vec![text.nothing_recorded()];
                lines.extend(journal_error(text, error));
                lines.push(text.write_on_paper());
                lines
            }
            Failure::NotADiary(DiaryError::Empty) => vec![text.file_empty()],
            Failure::NotADiary(DiaryError::NotOpened) => {
                vec![text.file_foreign(&text.line_not_opened())]
            }
            Failure::Io { path, source } => vec![
                text.file_heading(&PlainText::new(path.display().to_string()).to_string()),
                refused(text, source),
            ],
            Failure::NotARegularFile(path) => {
                vec![text.file_heading(&shown(path)), text.not_a_regular_file()]
            }
            Failure::Protocol { path, problems } => {
                let path = PlainText::new(path.display().to_string()).to_string();
                let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
                let count = text.counted(count, "problem", "problems", "个问题");
                let mut lines = vec![text.protocol_bad(&path, &count)];
                lines.extend(
                    problems
                        .iter()
                        .map(|problem| text.protocol_problem(problem)),
                );
                lines
            }
            Failure::Report(error) => vec![text.output_failed(&error.to_string())],
            Failure::Output(source) => vec![text.output_failed(&text.system_error(source))],
            Failure::OutputAfterRecord(source) => {
                vec![
                    text.output_failed(&text.system_error(source)),
                    text.recorded_anyway(),
                ]
            }
            Failure::Study(error) => study_errors::lines(text, error),
            Failure::InWords(lines) => lines.clone(),
            Failure::Told(_) => Vec::new(),
        }
    }
}

/// What to do about a refusal, where an option of the command line helps.
fn hint(text: Text, refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::NotDue {
            why:
                NotDue::NoSlot(_)
                | NotDue::Held
                | NotDue::Stopped
                | NotDue::NotPrescribed
                | NotDue::NextSlotBegan(_),
            ..
        } => Some(text.add_extra()),
        Refusal::NeedsUnits { .. } => Some(text.add_units()),
        Refusal::NeedsFewerUnits => Some(text.add_slot_units()),
        Refusal::AlreadyRecorded { first, .. } => Some(text.see_correct(first.seq)),
        Refusal::Correction(CorrectionFault::NoSuchEntry) => Some(text.see_help("dosebook log")),
        _ => None,
    }
}

/// The exit code of a failure of a journal.
pub(super) fn journal_code(error: &JournalError) -> u8 {
    match error {
        JournalError::Missing { .. } => NO_DIARY,
        JournalError::Empty { .. }
        | JournalError::NotADiary { .. }
        | JournalError::Damaged { .. } => UNVERIFIED,
        JournalError::NotAFile { .. }
        | JournalError::Newer { .. }
        | JournalError::TooBig { .. }
        | JournalError::Exists { .. }
        | JournalError::NoFolder { .. }
        | JournalError::NotAFolder { .. }
        | JournalError::Busy { .. }
        | JournalError::Changed { .. }
        | JournalError::NotDamaged { .. }
        | JournalError::CopyDiffers { .. }
        | JournalError::Unwritable { .. }
        | JournalError::Io { .. }
        | JournalError::NotSaved { .. }
        | JournalError::Unclear { .. } => FAILED,
    }
}
