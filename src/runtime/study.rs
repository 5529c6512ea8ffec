//! The study folder on the nurse's computer: for each participant the diary that was received last, the
//! site record beside it, and in a folder of their own the copies that do not continue it.
//!
//! ```text
//! FOLDER/007.jsonl                  the diary of participant 007 as received last
//! FOLDER/007.site.jsonl             the site record
//! FOLDER/other-versions/007-...     copies that say something else than the ones before
//! ```
//!
//! A received diary is never changed here. Everything about one participant is done under the lock of the
//! site record.

mod error;
mod recovery;

use std::path::{Path, PathBuf};

use super::{StoreError, stamp};
use crate::clock::Clock;
use crate::domain::calendar::Moment;
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Content, Entry, Event};
use crate::domain::ids::SubjectCode;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{
    Check, Facts, Received as Receipt, Reviewed, SiteCommand, SiteDecision, SiteEvent, SiteOpened,
    SiteRecord, SiteRefusal, decide,
};
use crate::journal::{
    Disk, Doing, Head, Journal, JournalError, Received, RecordError, Recorded, Relation, Stamp,
    Storage, copy_to_on, diary_of, existing_folder,
};

pub use error::StudyError;

/// The folder of copies that do not continue the ones before, in the study folder.
pub const OTHER_VERSIONS: &str = "other-versions";
/// How the name of a site record ends.
pub const SITE_ENDING: &str = ".site.jsonl";

/// A study folder.
#[derive(Debug, Clone)]
pub struct Study {
    folder: PathBuf,
    clock: Clock,
}

/// The site record of a participant with its file, if there is one.
#[derive(Debug)]
pub struct Known<S: Storage = Disk> {
    journal: Journal<S, SiteEvent>,
    /// What it says.
    pub record: SiteRecord,
}

/// What became of a diary that was received.
#[derive(Debug)]
pub struct Outcome {
    /// The participant.
    pub subject: SubjectCode,
    /// The language of the diary, its sample mark and all else that it says.
    pub diary: Diary,
    /// Its last line.
    pub head: Head,
    /// Where it is.
    pub path: PathBuf,
    /// What happened.
    pub what: What,
}

/// What happened to a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// There was none before.
    First,
    /// It took the place of the copy before, with so many entries more.
    Continued {
        /// How many.
        new: u64,
    },
    /// The very same was received before; nothing was changed.
    Already(Moment),
    /// It says something else than the copy before; both are kept.
    Differs {
        /// The first line that differs, where that is known.
        from: Option<u64>,
        /// Whether it was kept here before.
        again: bool,
    },
}

impl Study {
    /// A folder that is there.
    ///
    /// # Errors
    /// It is not, or is something else.
    pub fn open(folder: &Path, clock: Clock) -> Result<Study, JournalError> {
        existing_folder(folder)?;
        Ok(Study {
            folder: folder.to_owned(),
            clock,
        })
    }

    /// Where the diary of a participant is.
    pub fn diary_path(&self, subject: &SubjectCode) -> PathBuf {
        self.folder.join(format!("{subject}.jsonl"))
    }

    /// Where the site record of a participant is.
    pub fn record_path(&self, subject: &SubjectCode) -> PathBuf {
        self.folder.join(format!("{subject}{SITE_ENDING}"))
    }

    /// The study folder that a file stands in as the received diary of this participant, if there is a site
    /// record beside it.
    pub fn around(file: &Path, subject: &SubjectCode, clock: Clock) -> Option<Study> {
        let study = Study::of_diary(file, subject, clock)?;
        let is_there = study.record_path(subject).symlink_metadata().is_ok();
        is_there.then_some(study)
    }

    /// The study folder in which a file stands as the diary of this participant, whether there is a site record
    /// or not.
    pub fn of_diary(file: &Path, subject: &SubjectCode, clock: Clock) -> Option<Study> {
        let study = Study {
            folder: folder_of(file).to_owned(),
            clock,
        };
        let is_kept = study.diary_path(subject).file_name() == file.file_name();
        is_kept.then_some(study)
    }

    /// The site record of a participant; `None` if there is none yet. A damaged one is an error.
    ///
    /// # Errors
    /// It cannot be read, or is about somebody else.
    pub fn known(&self, subject: &SubjectCode) -> Result<Option<Known>, StudyError> {
        keepable(subject)?;
        known_on(Disk, &self.record_path(subject), subject)
    }

    /// The diary received last from a participant, with its last line; `None` if there is none yet.
    ///
    /// # Errors
    /// It cannot be read, is damaged, or is about somebody else.
    pub fn diary(&self, subject: &SubjectCode) -> Result<Option<(Diary, Head)>, StudyError> {
        keepable(subject)?;
        let path = self.diary_path(subject);
        match Received::read(&Disk, &path) {
            Ok(received) => {
                let head = received.reading.head;
                let diary =
                    Diary::from_entries(received.reading.entries).map_err(StoreError::from)?;
                same_subject(&path, diary.subject(), subject)?;
                Ok(Some((diary, head)))
            }
            Err(JournalError::Missing { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Records a confirmed decision in the site record of a participant, which is made if there is none.
    ///
    /// # Errors
    /// [`StudyError::Changed`] and [`StudyError::Refused`]: nothing was written. A failure of the file:
    /// nothing is saved, or, as its error says, that is not known.
    pub fn record(
        &self,
        subject: &SubjectCode,
        by: &Author,
        command: &SiteCommand,
        confirmed: &SiteDecision,
    ) -> Result<(), StudyError> {
        let stamp = stamp(self.clock, by)?;
        let path = self.record_path(subject);
        let (diary, head) = self.diary(subject)?.unzip();
        let head = head.as_ref().map(reviewed_up_to);
        let facts = Facts {
            subject,
            record: None,
            diary: diary.as_ref(),
            head: head.as_ref(),
            today: super::today(diary.as_ref(), stamp.at),
        };
        let Some(mut known) = self.known(subject)? else {
            let decision = decide(&facts, by, command);
            same(decision, confirmed)?;
            Journal::<Disk, SiteEvent>::create_on(Disk, &path, &stamp, confirmed.events.clone())?;
            return Ok(());
        };
        let record = &mut known.record;
        // An unclear failure is tried once more with the same id, so that it cannot count twice.
        for last in [false, true] {
            let decide_again = |unseen: &[Entry<SiteEvent>]| {
                record.apply(unseen.iter().cloned());
                let facts = Facts {
                    record: Some(&*record),
                    ..facts
                };
                same(decide(&facts, by, command), confirmed)
            };
            match known.journal.record(&stamp, decide_again) {
                Ok(Recorded::Written(_) | Recorded::AlreadyThere(_)) => return Ok(()),
                Err(RecordError::Journal(JournalError::Unclear { .. })) if !last => {}
                Err(RecordError::Journal(error)) => return Err(error.into()),
                Err(RecordError::Refused(error)) => return Err(error),
            }
        }
        Ok(())
    }

    /// That a diary which is new here is not kept under the code of another participant: two would be counted
    /// where there is one.
    fn no_other_has(&self, diary: &Diary, subject: &SubjectCode) -> Result<(), StudyError> {
        let first = diary.history().entry(1).map(|entry| &entry.event);
        let Some(Event::Opened(opened)) = first else {
            return Ok(());
        };
        let files = std::fs::read_dir(&self.folder).map_err(|source| JournalError::Io {
            path: self.folder.clone(),
            doing: Doing::Read,
            source,
        })?;
        for path in files.flatten().map(|file| file.path()) {
            let is_diary = path.extension().is_some_and(|ending| ending == "jsonl");
            if let Some((other, name)) = is_diary.then(|| diary_of(&path)).flatten()
                && other != *subject
                && name == opened.diary
            {
                let subject = other;
                return Err(StudyError::SameDiary { path, subject });
            }
        }
        Ok(())
    }

    /// Receives a diary into the folder.
    ///
    /// # Errors
    /// As [`receive_on`].
    pub fn receive(&self, file: &Path, by: &Author) -> Result<Outcome, StudyError> {
        let stamp = stamp(self.clock, by)?;
        receive_on(&Disk, self, file, &stamp)
    }
}

/// What a review of the diary up to its last line records.
pub fn reviewed_up_to(head: &Head) -> Reviewed {
    Reviewed {
        last_seq: head.seq,
        last_hash: head.hash.to_string(),
    }
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    }
}

fn same(
    decision: Result<SiteDecision, SiteRefusal>,
    confirmed: &SiteDecision,
) -> Result<Vec<SiteEvent>, StudyError> {
    let decision = decision.map_err(StudyError::Refused)?;
    if decision == *confirmed {
        Ok(decision.events)
    } else {
        Err(StudyError::Changed)
    }
}

/// Receives a diary into a study folder, on any storage. What is there already is only replaced by a diary
/// that begins with all of it; every interruption leaves the earlier copy or the new one, whole, and doing it
/// again completes it.
///
/// # Errors
/// The file is no whole diary, an older copy, or cannot be read; the folder cannot be written to. A copy that
/// differs is no error but an outcome.
pub fn receive_on<S: Storage + Clone>(
    storage: &S,
    study: &Study,
    file: &Path,
    stamp: &Stamp,
) -> Result<Outcome, StudyError> {
    let received = Received::read(&Disk, file)?;
    let head = received.reading.head;
    let diary =
        Diary::from_entries(received.reading.entries.iter().cloned()).map_err(StoreError::from)?;
    let subject = diary.subject().clone();
    keepable(&subject)?;
    let (path, record_path) = (study.diary_path(&subject), study.record_path(&subject));
    if path.symlink_metadata().is_err() {
        study.no_other_has(&diary, &subject)?;
    }
    let mut known = match known_on(storage.clone(), &record_path, &subject)? {
        Some(known) => known,
        None => begun(storage.clone(), &record_path, &subject, stamp)?,
    };
    let (mut outcome, record) = (None, &mut known.record);
    let store = |unseen: &[Entry<SiteEvent>]| {
        record.apply(unseen.iter().cloned());
        let (what, place, event) = settle(storage, study, file, &received, record, &path)?;
        outcome = Some((what, place));
        Ok::<_, StudyError>(event.into_iter().map(SiteEvent::Received).collect())
    };
    let mut stamp = stamp.clone();
    // The record may have been begun with this id.
    stamp.id = crate::journal::fresh_id()?;
    match known.journal.record(&stamp, store) {
        Ok(_) => {}
        Err(RecordError::Journal(error)) => return Err(error.into()),
        Err(RecordError::Refused(error)) => return Err(error),
    }
    let (what, path) = outcome.unwrap_or((What::Already(stamp.at), path));
    Ok(Outcome {
        subject,
        diary,
        head,
        path,
        what,
    })
}

/// Puts a copy into its place, under the lock of the site record, and says what to record about it.
fn settle<S: Storage>(
    storage: &S,
    study: &Study,
    file: &Path,
    received: &Received,
    record: &SiteRecord,
    path: &Path,
) -> Result<(What, PathBuf, Option<Receipt>), StudyError> {
    let head = received.reading.head;
    let receipt = |check| Receipt {
        last_seq: head.seq,
        last_hash: head.hash.to_string(),
        check,
        differs_from: None,
        kept_as: None,
    };
    let before = record.receipt_of(head.seq, &head.hash.to_string());
    let last = record.last_receipt().map(|(_, last)| last);
    let there = match Received::read(&Disk, path) {
        Ok(there) => Some(there),
        Err(JournalError::Missing { .. }) => None,
        Err(error) => return Err(StudyError::Kept(error)),
    };
    if let Some(there) = &there {
        let opening = there.reading.entries.first();
        let opening = opening.and_then(|entry| entry.event.opening());
        if let Some(opening) = opening {
            same_subject(path, opening.subject, record.subject())?;
        }
    }
    let relation = there.as_ref().map(|there| received.relation_to(there));
    let older = |there: u64| StudyError::Older {
        path: path.to_owned(),
        found: head.seq,
        there,
    };
    // What the record says was received must be in it too, even if the copy of it is gone.
    let forgotten = last.filter(|last| {
        let hash = received.hash_of(last.last_seq);
        hash.is_none_or(|hash| hash.to_string() != last.last_hash)
    });
    let at_path = |what, event| Ok((what, path.to_owned(), event));
    let check = match last {
        Some(_) => Check::Continues,
        None => Check::First,
    };
    let differs_from = match (relation, &there, forgotten) {
        (Some(Relation::Differs(line)), ..) => Some(line),
        (Some(Relation::Older), Some(there), _) => return Err(older(there.reading.head.seq)),
        (_, _, Some(last)) if last.last_seq <= head.seq => None,
        (_, _, Some(last)) => return Err(older(last.last_seq)),
        (Some(Relation::Same), _, None) => {
            return match before {
                Some((at, _)) => at_path(What::Already(at), None),
                // It was stored, and then something kept the receipt from being written.
                None => at_path(What::First, Some(receipt(check))),
            };
        }
        (Some(Relation::Continues), Some(there), None) => {
            received.replace(storage, path)?;
            let new = head.seq.saturating_sub(there.reading.head.seq);
            let event = receipt(Check::Continues);
            return at_path(What::Continued { new }, Some(event));
        }
        (_, _, None) => {
            received.store(storage, path)?;
            let event = before.is_none().then(|| receipt(check));
            return at_path(What::First, event);
        }
    };
    let folder = study.folder.join(OTHER_VERSIONS);
    crate::journal::private_folder(storage, &folder)?;
    let copied = copy_to_on(storage, file, &folder)?;
    let again = before.is_some();
    let what = What::Differs {
        from: differs_from,
        again,
    };
    let event = Receipt {
        differs_from,
        kept_as: Some(PlainText::new(format!(
            "{OTHER_VERSIONS}/{}",
            copied.file_name()
        ))),
        ..receipt(Check::Differs)
    };
    Ok((what, copied.path, (!again).then_some(event)))
}

/// Begins a site record; another program may have done so meanwhile.
fn begun<S: Storage + Clone>(
    storage: S,
    path: &Path,
    subject: &SubjectCode,
    stamp: &Stamp,
) -> Result<Known<S>, StudyError> {
    let opened = SiteEvent::Opened(SiteOpened::new(subject.clone()));
    match Journal::create_on(storage.clone(), path, stamp, vec![opened]) {
        Ok((journal, entries)) => Ok(Known {
            journal,
            record: folded(path, entries)?,
        }),
        Err(exists @ JournalError::Exists { .. }) => {
            known_on(storage, path, subject)?.ok_or(exists.into())
        }
        Err(error) => Err(error.into()),
    }
}

fn known_on<S: Storage>(
    storage: S,
    path: &Path,
    subject: &SubjectCode,
) -> Result<Option<Known<S>>, StudyError> {
    let (journal, reading) = match Journal::<S, SiteEvent>::open_on(storage, path) {
        Ok(opened) => opened,
        Err(JournalError::Missing { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if let Some(damage) = reading.damage {
        let path = path.to_owned();
        return Err(JournalError::Damaged { path, damage }.into());
    }
    let record = folded(path, reading.entries)?;
    same_subject(path, record.subject(), subject)?;
    Ok(Some(Known { journal, record }))
}

fn folded(path: &Path, entries: Vec<Entry<SiteEvent>>) -> Result<SiteRecord, StudyError> {
    SiteRecord::from_entries(entries).map_err(|source| StudyError::Record {
        path: path.to_owned(),
        source,
    })
}

/// Some disks take "A1" and "a1" for one name.
fn same_subject(path: &Path, found: &SubjectCode, wanted: &SubjectCode) -> Result<(), StudyError> {
    if found == wanted {
        return Ok(());
    }
    Err(StudyError::OtherSubject {
        path: path.to_owned(),
        found: found.clone(),
    })
}

fn keepable(subject: &SubjectCode) -> Result<(), StudyError> {
    match subject.is_keepable() {
        true => Ok(()),
        false => Err(StudyError::Unkeepable(subject.clone())),
    }
}
