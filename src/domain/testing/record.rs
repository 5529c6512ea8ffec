//! Builds site records, and participants of both files. Sample data.
//!
//! What a diary says is the builder's of diaries, never here.

use super::{DiaryBuilder, hash_of, moment, site};
use crate::domain::adherence::AsOf;
use crate::domain::calendar::Moment;
use crate::domain::entry::{ClockKind, Confirmed, Corrected, CorrectionReason, Entry, EntryRef};
use crate::domain::ids::EntryId;
use crate::domain::participant::{DiaryCopy, Participant};
use crate::domain::site::{Check, Received, Reviewed, SiteEvent, SiteOpened, SiteRecord};

/// Writes a site record entry by entry.
pub(crate) struct RecordBuilder {
    entries: Vec<Entry<SiteEvent>>,
    at: Moment,
}

impl RecordBuilder {
    /// The record of the participant of [`DiaryBuilder`], opened on 2026-11-01 at 09:00 +08:00.
    pub(crate) fn new() -> RecordBuilder {
        let mut builder = RecordBuilder {
            entries: Vec::new(),
            at: moment("2026-11-01 09:00"),
        };
        let subject = "007".parse().unwrap();
        builder.push(SiteEvent::Opened(SiteOpened::new(subject)));
        builder
    }

    /// Sets the clock of the following entries.
    pub(crate) fn at(&mut self, moment_text: &str) -> &mut Self {
        self.at = moment(moment_text);
        self
    }

    /// Appends any event, by staff.
    pub(crate) fn push(&mut self, event: SiteEvent) -> EntryRef {
        let seq = self.entries.len() as u64 + 1;
        self.entries.push(Entry {
            seq,
            id: EntryId(0x2000 + seq),
            at: self.at,
            by: site(),
            clock: ClockKind::System,
            event,
        });
        self.entries[self.entries.len() - 1].reference()
    }

    /// Appends an event from its JSON text.
    pub(crate) fn json(&mut self, text: &str) -> EntryRef {
        self.push(SiteEvent::parse(text).unwrap())
    }

    /// Receives a diary of so many entries.
    pub(crate) fn receive(&mut self, last_seq: u64) -> EntryRef {
        let check = match last_seq_received(&self.entries) {
            None => Check::First,
            Some(_) => Check::Continues,
        };
        self.push(SiteEvent::Received(Received {
            last_seq,
            last_hash: hash_of(last_seq),
            check,
            differs_from: None,
            kept_as: None,
        }))
    }

    /// Goes through the diary up to an entry.
    pub(crate) fn review(&mut self, last_seq: u64) -> EntryRef {
        let last_hash = hash_of(last_seq);
        self.push(SiteEvent::Reviewed(Reviewed {
            last_seq,
            last_hash,
        }))
    }

    /// Confirms what the patient was told.
    pub(crate) fn confirm(&mut self, entries: &[EntryRef]) -> EntryRef {
        let entries = entries.to_vec();
        self.push(SiteEvent::Confirmed(Confirmed { entries }))
    }

    /// Withdraws an entry.
    pub(crate) fn withdraw(&mut self, target: EntryRef) -> EntryRef {
        self.push(SiteEvent::Corrected(Box::new(Corrected {
            target,
            replacement: None,
            reason: CorrectionReason::Other,
        })))
    }

    /// The record so far.
    pub(crate) fn record(&self) -> SiteRecord {
        SiteRecord::from_entries(self.entries.iter().cloned()).unwrap()
    }
}

fn last_seq_received(entries: &[Entry<SiteEvent>]) -> Option<u64> {
    entries.iter().rev().find_map(|entry| match &entry.event {
        SiteEvent::Received(received) => Some(received.last_seq),
        _ => None,
    })
}

/// A participant with a whole copy of the diary, counted up to a moment.
pub(crate) fn participant(
    diary: &DiaryBuilder,
    record: Option<&RecordBuilder>,
    as_of: &str,
) -> Participant {
    let last_seq = diary.entries().len() as u64;
    let copy = DiaryCopy {
        last_seq,
        last_hash: hash_of(last_seq),
        damaged_from: None,
        is_torn: false,
        keeps_receipt: true,
        lacks_record: false,
        is_live: false,
    };
    let record = record.map(RecordBuilder::record);
    Participant::new(diary.diary(), record, copy, AsOf::Now(moment(as_of)))
}
