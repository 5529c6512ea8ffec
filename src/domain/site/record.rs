//! What the entries of a site record mean together.

use std::collections::BTreeMap;

use super::adverse::{AdverseEventChanged, EventCourse};
use super::{Check, Dispensed, Lost, Received, Returned, Reviewed, SiteEvent};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Confirmation;
use crate::domain::entry::{Content, Entry, EntryRef};
use crate::domain::history::{History, Live};
use crate::domain::ids::SubjectCode;

/// What has changed about an adverse event, with the entry of each.
type Changes<'a> = Vec<(EntryRef, &'a AdverseEventChanged)>;

/// The state of a site record: a pure fold over its entries.
#[derive(Debug, Clone)]
pub struct SiteRecord {
    subject: SubjectCode,
    history: History<SiteEvent>,
}

/// Entries that make no site record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the first entry opens no site record")]
pub struct SiteRecordError;

impl SiteRecord {
    /// The state after all entries.
    ///
    /// # Errors
    /// No entries, or a first entry that is not `opened`.
    pub fn from_entries(
        entries: impl IntoIterator<Item = Entry<SiteEvent>>,
    ) -> Result<SiteRecord, SiteRecordError> {
        let history = History::new(entries);
        let first = history.entry(1).and_then(|entry| entry.event.opening());
        let subject = first.ok_or(SiteRecordError)?.subject.clone();
        Ok(SiteRecord { subject, history })
    }

    /// Takes in further entries.
    pub fn apply(&mut self, entries: impl IntoIterator<Item = Entry<SiteEvent>>) {
        self.history.extend(entries);
    }

    /// The participant.
    pub fn subject(&self) -> &SubjectCode {
        &self.subject
    }

    /// The entries and their corrections.
    pub fn history(&self) -> &History<SiteEvent> {
        &self.history
    }

    /// Every receipt of a copy of the diary with its moment, oldest first.
    pub fn receipts(&self) -> impl DoubleEndedIterator<Item = (Moment, &Received)> {
        self.history.rows().filter_map(|row| {
            let SiteEvent::Received(received) = &row.entry.event else {
                return None;
            };
            Some((row.entry.at, received))
        })
    }

    /// The newest receipt of a copy that became the participant's own.
    pub fn last_receipt(&self) -> Option<(Moment, &Received)> {
        self.receipts()
            .rev()
            .find(|(_, received)| received.check != Check::Differs)
    }

    /// When the copy that ends with this line was received first (ruling 27).
    pub fn receipt_of(&self, last_seq: u64, last_hash: &str) -> Option<(Moment, &Received)> {
        self.receipts()
            .find(|(_, received)| received.last_seq == last_seq && received.last_hash == last_hash)
    }

    /// The reviews that count, with the moment of each, oldest first.
    pub fn reviews(&self) -> impl Iterator<Item = (Moment, &Reviewed)> {
        self.history.live_entries().filter_map(|live| {
            let SiteEvent::Reviewed(reviewed) = live.event else {
                return None;
            };
            Some((live.recorded_at(), reviewed))
        })
    }

    /// The newest review that counts.
    pub fn last_review(&self) -> Option<(Moment, &Reviewed)> {
        self.reviews().last()
    }

    /// The dates of the visits, as they count now, each once, oldest first.
    pub fn visits(&self) -> Vec<DiaryDate> {
        let live = self.history.live_entries();
        let mut dates: Vec<DiaryDate> = live
            .filter_map(|live| {
                let SiteEvent::Visited(visited) = live.event else {
                    return None;
                };
                Some(visited.date)
            })
            .collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    /// What was handed out, as it counts now, with the number of each entry and in their order.
    pub fn dispensed(&self) -> impl Iterator<Item = (u64, &Dispensed)> {
        self.history.live_entries().filter_map(|live| {
            let SiteEvent::Dispensed(dispensed) = live.event else {
                return None;
            };
            Some((live.root.seq, dispensed))
        })
    }

    /// The counts, as they count now, with the number of each entry and in their order.
    pub fn returned(&self) -> impl Iterator<Item = (u64, &Returned)> {
        self.history.live_entries().filter_map(|live| {
            let SiteEvent::Returned(returned) = live.event else {
                return None;
            };
            Some((live.root.seq, returned))
        })
    }

    /// What was lost, as it counts now, with the number of each entry and in their order.
    pub fn lost(&self) -> impl Iterator<Item = (u64, &Lost)> {
        self.history.live_entries().filter_map(|live| {
            let SiteEvent::Lost(lost) = live.event else {
                return None;
            };
            Some((live.root.seq, lost))
        })
    }

    /// The adverse events with what has changed about each, in the order of the entries.
    pub fn adverse_events(&self) -> Vec<EventCourse<'_>> {
        let mut changes: BTreeMap<EntryRef, Changes> = BTreeMap::new();
        for (root, change) in self.changes() {
            changes
                .entry(change.event)
                .or_default()
                .push((root, change));
        }
        let live = self.history.live_entries();
        live.filter_map(|live| {
            let changes = changes.remove(&live.reference());
            course(live, changes.unwrap_or_default())
        })
        .collect()
    }

    /// The adverse event that this entry recorded.
    pub fn adverse_event(&self, root: EntryRef) -> Option<EventCourse<'_>> {
        let live = self.history.live(root.seq)?;
        course(live, self.changes_of(root)).filter(|course| course.root == root)
    }

    /// What has changed about the adverse event of an entry.
    pub(super) fn changes_of(&self, root: EntryRef) -> Changes<'_> {
        let changes = self.changes();
        changes.filter(|(_, change)| change.event == root).collect()
    }

    fn changes(&self) -> impl Iterator<Item = (EntryRef, &AdverseEventChanged)> {
        self.history.live_entries().filter_map(|live| {
            let SiteEvent::AdverseEventChanged(change) = live.event else {
                return None;
            };
            Some((live.reference(), change))
        })
    }

    /// The entries of the diary that staff have confirmed here (ruling 6), each with how much of the diary was
    /// known then.
    pub fn confirmations(&self) -> Vec<Confirmation> {
        // What the newest copy of the diary reached, by the entry of its receipt.
        let receipts: Vec<(u64, u64)> = self
            .history
            .rows()
            .filter_map(|row| {
                let SiteEvent::Received(received) = &row.entry.event else {
                    return None;
                };
                (received.check != Check::Differs).then_some((row.entry.seq, received.last_seq))
            })
            .collect();
        let mut found = Vec::new();
        for live in self.history.live_entries() {
            let SiteEvent::Confirmed(confirmed) = live.event else {
                continue;
            };
            let before = receipts.partition_point(|(seq, _)| *seq < live.source.seq);
            let known_up_to = before.checked_sub(1).map(|newest| receipts[newest].1);
            found.extend(confirmed.entries.iter().map(|entry| Confirmation {
                entry: *entry,
                known_up_to: known_up_to.unwrap_or(entry.seq),
            }));
        }
        found
    }
}

/// The adverse event of an entry, if it is one, with its changes by date.
fn course<'a>(live: Live<'a, SiteEvent>, mut changes: Changes<'a>) -> Option<EventCourse<'a>> {
    let SiteEvent::AdverseEvent(event) = live.event else {
        return None;
    };
    changes.sort_by_key(|(_, change)| change.date);
    Some(EventCourse {
        root: live.reference(),
        event,
        changes,
    })
}
