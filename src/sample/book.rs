//! A made-up participant's diary and site record while they are made: in memory, by the rules of writing.

use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::decide::{Command, decide};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, ClockKind, Content, Entry, EntryRef, Event};
use crate::domain::ids::EntryId;
use crate::domain::site::{self, SiteCommand, SiteEvent, SiteRecord};
use crate::journal::{Composed, Head, Stamp};
use crate::runtime::study::reviewed_up_to;
use crate::sample::SampleError;

use super::chance::Chance;

/// The two files of a participant.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) diary: Diary,
    record: SiteRecord,
    pub(super) diary_file: Composed,
    pub(super) record_file: Composed,
    ids: Chance,
}

impl Book {
    /// Begins both with these events.
    pub(super) fn open(
        at: Moment,
        staff: &Author,
        diary: Vec<Event>,
        record: SiteEvent,
        ids: Chance,
    ) -> Result<Book, SampleError> {
        let mut ids = ids;
        let (mut diary_file, mut record_file) = (Composed::default(), Composed::default());
        let diary = add(&mut diary_file, &mut ids, at, staff, diary)?;
        let record = add(&mut record_file, &mut ids, at, staff, vec![record])?;
        Ok(Book {
            diary: Diary::from_entries(diary).map_err(|_| SampleError::Unfit)?,
            record: SiteRecord::from_entries(record).map_err(|_| SampleError::Unfit)?,
            diary_file,
            record_file,
            ids,
        })
    }

    /// Whether the rules let it be recorded.
    pub(super) fn allows(&self, at: Moment, by: &Author, command: &Command) -> bool {
        decide(&self.diary, by, command, at).is_ok()
    }

    /// Records in the diary, with a yes to every question; what the rules refuse is left, as it would be.
    pub(super) fn record(
        &mut self,
        at: Moment,
        by: &Author,
        command: &Command,
    ) -> Result<(), SampleError> {
        let Ok(decision) = decide(&self.diary, by, command, at) else {
            return Ok(());
        };
        let file = &mut self.diary_file;
        let entries = add(file, &mut self.ids, at, by, decision.events)?;
        self.diary.apply(entries);
        Ok(())
    }

    /// Records in the site record, with a yes to every question.
    pub(super) fn note(
        &mut self,
        at: Moment,
        by: &Author,
        event: SiteEvent,
    ) -> Result<(), SampleError> {
        let head = reviewed_up_to(&self.diary_file.head());
        let facts = site::Facts {
            subject: self.diary.subject(),
            record: Some(&self.record),
            diary: Some(&self.diary),
            head: Some(&head),
            today: self.diary.date_of(at),
        };
        let decision = site::decide(&facts, by, &SiteCommand::Record(event));
        let events = decision.map_err(|_| SampleError::Unfit)?.events;
        self.add_to_record(at, by, events)
    }

    /// The entry of the newest adverse event of this term and onset.
    pub(super) fn adverse_event(
        &self,
        term: &str,
        onset: DiaryDate,
    ) -> Result<EntryRef, SampleError> {
        let events = self.record.adverse_events().into_iter().rev();
        let mut same =
            events.filter(|one| one.event.term.raw() == term && one.event.onset == onset);
        Ok(same.next().ok_or(SampleError::Unfit)?.root)
    }

    /// The diary was read as it is now.
    pub(super) fn review(&mut self, at: Moment, by: &Author) -> Result<(), SampleError> {
        let Head { seq, hash } = self.diary_file.head();
        let reviewed = site::Reviewed {
            last_seq: seq,
            last_hash: hash.to_string(),
        };
        self.add_to_record(at, by, vec![SiteEvent::Reviewed(reviewed)])
    }

    /// The copy of the diary as it is now was received; the number of its last entry.
    pub(super) fn receive(&mut self, at: Moment, by: &Author) -> Result<u64, SampleError> {
        let Head { seq, hash } = self.diary_file.head();
        let check = match self.record.last_receipt() {
            Some(_) => site::Check::Continues,
            None => site::Check::First,
        };
        let received = site::Received {
            last_seq: seq,
            last_hash: hash.to_string(),
            check,
            differs_from: None,
            kept_as: None,
        };
        self.add_to_record(at, by, vec![SiteEvent::Received(received)])?;
        Ok(seq)
    }

    fn add_to_record(
        &mut self,
        at: Moment,
        by: &Author,
        events: Vec<SiteEvent>,
    ) -> Result<(), SampleError> {
        let entries = add(&mut self.record_file, &mut self.ids, at, by, events)?;
        self.record.apply(entries);
        Ok(())
    }
}

fn add<E: Content>(
    file: &mut Composed,
    ids: &mut Chance,
    at: Moment,
    by: &Author,
    events: Vec<E>,
) -> Result<Vec<Entry<E>>, SampleError> {
    let stamp = Stamp {
        at,
        by: by.clone(),
        clock: ClockKind::System,
        id: EntryId(ids.number()),
    };
    file.add(&stamp, events).map_err(|_| SampleError::Unfit)
}
