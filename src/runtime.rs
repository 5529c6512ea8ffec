//! Carries out what was decided: a diary on disk together with its state.
//!
//! The screens and the command line record through here, so that every entry is decided once more
//! under the journal's lock, against everything that is in the file by then (ruling 20). No rule of the
//! study stands here, and no text for people.

pub mod datasets;
pub mod drafts;
mod growing;
pub mod listing;
pub mod names;
pub mod parted;
pub mod participants;
pub mod resources;
pub mod study;
pub mod tables;

use std::path::Path;

use crate::clock::Clock;
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::decide::{Command, Decision, Refusal, decide};
use crate::domain::diary::{Diary, DiaryError};
use crate::domain::entry::{Author, Entry, Event};
use crate::journal::{
    Copied, Damage, Head, Journal, JournalError, Reading, RecordError, Recorded, Stamp, TornTail,
    copy_to, fresh_id,
};

/// A diary on disk, verified, with its state.
#[derive(Debug)]
pub struct Store {
    journal: Journal,
    diary: Diary,
    clock: Clock,
    damage: Option<Damage>,
    torn_tail: Option<TornTail>,
}

/// Why a diary cannot be opened or created.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The entries.
    #[error(transparent)]
    Diary(#[from] DiaryError),
}

impl StoreError {
    /// Whether it is not known if the entry is saved.
    pub fn is_unclear(&self) -> bool {
        match self {
            StoreError::Journal(JournalError::Unclear { .. }) => true,
            StoreError::Journal(_) | StoreError::Diary(_) => false,
        }
    }

    /// Whether there is no file at all: the first start.
    pub fn is_missing(&self) -> bool {
        match self {
            StoreError::Journal(JournalError::Missing { .. }) => true,
            StoreError::Journal(_) | StoreError::Diary(_) => false,
        }
    }
}

/// Why nothing was recorded, as far as is known.
#[derive(Debug, thiserror::Error)]
pub enum RecordFailure {
    /// Something was recorded since the person was asked, and the decision differs now: ask again.
    #[error("the diary has changed since the question was asked")]
    Changed(Decision),
    /// Something was recorded since, and now it is refused.
    #[error("it can no longer be recorded")]
    Refused(Refusal),
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<JournalError> for RecordFailure {
    fn from(error: JournalError) -> Self {
        RecordFailure::Store(StoreError::Journal(error))
    }
}

impl Store {
    /// Opens and verifies a diary.
    ///
    /// A damaged file opens up to its last valid line; [`Store::damage`] says where it ends, and nothing
    /// can be recorded.
    ///
    /// # Errors
    /// No such file, or what is no diary of this version.
    pub fn open(path: &Path, clock: Clock) -> Result<Store, StoreError> {
        let (journal, reading) = Journal::open(path)?;
        Store::new(journal, reading, clock)
    }

    fn new(journal: Journal, reading: Reading, clock: Clock) -> Result<Store, StoreError> {
        Ok(Store {
            diary: Diary::from_entries(reading.entries)?,
            journal,
            clock,
            damage: reading.damage,
            torn_tail: reading.tail,
        })
    }

    /// The clock stands elsewhere.
    #[cfg(test)]
    pub(crate) fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// Writes a new diary with the events of a confirmed plan (see [`crate::domain::decide::set_up`]).
    ///
    /// # Errors
    /// Anything that stands at `path` already, or a file that cannot be written.
    pub fn create(
        path: &Path,
        clock: Clock,
        by: Author,
        plan: &Decision,
    ) -> Result<Store, StoreError> {
        let stamp = stamp(clock, &by)?;
        let (journal, entries) = Journal::create(path, &stamp, plan.events.clone())?;
        Ok(Store {
            diary: Diary::from_entries(entries)?,
            journal,
            clock,
            damage: None,
            torn_tail: None,
        })
    }

    /// The state.
    pub fn diary(&self) -> &Diary {
        &self.diary
    }

    /// The clock that entries are stamped with.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.journal.path()
    }

    /// The last good line.
    pub fn head(&self) -> Head {
        self.journal.head()
    }

    /// Where the file stops being valid, if it does.
    pub fn damage(&self) -> Option<&Damage> {
        self.damage.as_ref()
    }

    /// A torn last line that the next recording will set aside.
    pub fn torn_tail(&self) -> Option<&TornTail> {
        self.torn_tail.as_ref()
    }

    /// Why nothing can be recorded although the file is sound, such as on a write-protected stick.
    pub fn refusal_to_write(&self) -> Option<JournalError> {
        self.journal.refusal_to_write()
    }

    /// Copies the file into a folder, and reads the copy back (ruling 25).
    ///
    /// # Errors
    /// There is no copy, or it is not the same.
    pub fn copy_to(&self, folder: &Path) -> Result<Copied, StoreError> {
        Ok(copy_to(self.path(), folder)?)
    }

    /// Takes in what other programs have recorded; whether there was anything.
    ///
    /// # Errors
    /// The file cannot be read any more, or is no longer the one that was read.
    pub fn refresh(&mut self) -> Result<bool, StoreError> {
        let entries = self.journal.catch_up()?;
        let any = !entries.is_empty();
        if any {
            self.diary.apply(entries);
        }
        Ok(any)
    }

    /// Records a confirmed decision.
    ///
    /// `confirmed` is what the person saw, decided at `decided_at`. Under the lock the command is decided
    /// again against what is in the file by then.
    ///
    /// # Errors
    /// [`RecordFailure::Changed`] and [`RecordFailure::Refused`]: nothing was written, ask again. A failure
    /// of the file: nothing is saved, or, as its error says, that is not known.
    pub fn record(
        &mut self,
        by: &Author,
        command: &Command,
        confirmed: &Decision,
        decided_at: Moment,
    ) -> Result<Vec<Entry>, RecordFailure> {
        let stamp = stamp(self.clock, by)?;
        // An unclear failure is tried once more with the same id, so that it cannot count twice.
        match self.try_record(&stamp, command, confirmed, decided_at) {
            Err(RecordFailure::Store(StoreError::Journal(JournalError::Unclear { .. }))) => {
                self.try_record(&stamp, command, confirmed, decided_at)
            }
            outcome => outcome,
        }
    }

    fn try_record(
        &mut self,
        stamp: &Stamp,
        command: &Command,
        confirmed: &Decision,
        decided_at: Moment,
    ) -> Result<Vec<Entry>, RecordFailure> {
        let diary = &mut self.diary;
        let decide_again = |unseen: &[Entry]| -> Result<_, RecordFailure> {
            if !unseen.is_empty() {
                diary.apply(unseen.iter().cloned());
            }
            again(diary, stamp, command, confirmed, decided_at)
        };
        match self.journal.record(stamp, decide_again) {
            Ok(Recorded::Written(entries) | Recorded::AlreadyThere(entries)) => {
                self.torn_tail = None;
                self.diary.apply(entries.iter().cloned());
                Ok(entries)
            }
            Err(RecordError::Refused(failure)) => Err(failure),
            Err(RecordError::Journal(error)) => Err(error.into()),
        }
    }
}

fn again(
    diary: &Diary,
    stamp: &Stamp,
    command: &Command,
    confirmed: &Decision,
    decided_at: Moment,
) -> Result<Vec<Event>, RecordFailure> {
    let decision = decide(diary, &stamp.by, command, decided_at).map_err(RecordFailure::Refused)?;
    if decision != *confirmed {
        return Err(RecordFailure::Changed(decision));
    }
    Ok(decision.events)
}

/// The diary date of a moment; without a diary, whose rules say when a day starts, the calendar's.
pub fn today(diary: Option<&Diary>, now: Moment) -> DiaryDate {
    match diary {
        Some(diary) => diary.date_of(now),
        None => DiaryDate::of(now.naive_local(), chrono::NaiveTime::MIN),
    }
}

fn stamp(clock: Clock, by: &Author) -> Result<Stamp, JournalError> {
    Ok(Stamp {
        at: clock.now(),
        by: by.clone(),
        clock: clock.kind(),
        id: fresh_id()?,
    })
}
