//! What has happened since the study team went through the diary last.

use super::{Finding, FindingKind};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::entry::{Content, Event};
use crate::domain::history::{Fate, Row};
use crate::domain::participant::Participant;
use crate::domain::site::{SiteEvent, SiteRecord};
use crate::domain::slots;

/// The newest review that counts.
pub(super) struct Review<'a> {
    diary: &'a Diary,
    record: &'a SiteRecord,
    /// The entry of the site record that says so last.
    record_seq: u64,
    /// The last entry of the diary that was looked at.
    last_seq: u64,
    /// When that entry was made.
    last_at: Moment,
    /// Up to when that copy was counted (ruling 27): its receipt, or else its last entry.
    counted_to: Moment,
    /// Whether this copy ends with the very line that was looked at last.
    is_of_this_copy: bool,
}

impl Review<'_> {
    /// The newest review; `None` if there is none, or if it was of entries that this copy does not reach.
    pub(super) fn newest(participant: &Participant) -> Option<Review<'_>> {
        let diary = &participant.diary;
        let record = participant.record.as_ref()?;
        let reviews = record.history().live_entries().filter_map(|live| {
            let SiteEvent::Reviewed(reviewed) = live.event else {
                return None;
            };
            Some((live.source.seq, reviewed))
        });
        let (record_seq, reviewed) = reviews.last()?;
        let (last_seq, last_hash) = (reviewed.last_seq, reviewed.last_hash.as_str());
        let last_at = diary.history().entry(last_seq)?.at;
        let receipt = record.receipt_of(last_seq, last_hash);
        let copy = &participant.copy;
        Some(Review {
            diary,
            record,
            record_seq,
            last_seq,
            last_at,
            counted_to: receipt.map_or(last_at, |(at, _)| at),
            is_of_this_copy: (copy.last_seq, copy.last_hash.as_str()) == (last_seq, last_hash),
        })
    }

    /// Entries behind the review that correct what was looked at, or that say something about a date before.
    pub(super) fn changed_since(&self) -> Option<Finding> {
        let reviewed_on = self.diary.date_of(self.last_at);
        let behind = self.diary.history().rows().rev();
        let behind = behind.take_while(|row| row.entry.seq > self.last_seq);
        let changes = behind.filter(|row| {
            let event = &row.entry.event;
            let corrects = event.correction().is_some_and(|corrected| {
                let allowed = self.diary.history();
                corrected.target.seq <= self.last_seq
                    && allowed.check_correction(corrected, &row.entry.by).is_ok()
            });
            let about = event
                .content()
                .and_then(|content| date_about(self.diary, content));
            corrects || about.is_some_and(|date| date < reviewed_on)
        });
        let entries = changes.map(|row| row.entry.seq);
        Some(
            Finding::of_entries(FindingKind::ChangedAfterReview, entries)?
                .with_slots_of(self.diary),
        )
    }

    /// Whether a finding names something that was not there at the review.
    pub(super) fn is_behind(&self, finding: &Finding) -> bool {
        let changed_behind = |fate: Fate, last: u64| match fate {
            Fate::Stands => false,
            Fate::Replaced(by) | Fate::Withdrawn(by) => by > last,
        };
        let entry = |seq: &u64| {
            let row = self.diary.history().row(*seq);
            let changed = |row: Row| changed_behind(row.fate, self.last_seq);
            *seq > self.last_seq || row.is_some_and(changed)
        };
        let record = |seq: &u64| {
            let row = self.record.history().row(*seq);
            let changed = |row: Row<SiteEvent>| changed_behind(row.fate, self.record_seq);
            *seq > self.record_seq || row.is_some_and(changed)
        };
        finding.entries.iter().any(entry)
            || finding.record.iter().any(record)
            || self.kind_is_behind(finding)
    }

    /// The same for what no entry tells.
    fn kind_is_behind(&self, finding: &Finding) -> bool {
        match &finding.kind {
            FindingKind::Unrecorded => {
                let was_open = |date: DiaryDate| {
                    let rules = self.diary.rules_on(date);
                    slots::entry_window_closes(rules, date) > self.counted_to.naive_local()
                };
                finding.slots.iter().any(|slot| was_open(slot.date))
            }
            // The hash of its last line stands for all before it.
            FindingKind::CopyChanged { .. }
            | FindingKind::CopyShorter { .. }
            | FindingKind::CopyNotReceived { .. } => !self.is_of_this_copy,
            // Nothing tells since when the file is as it is.
            FindingKind::Damaged { .. } | FindingKind::RecordUnreadable | FindingKind::Torn => true,
            FindingKind::CopyDiffers { .. }
            | FindingKind::TabletsFarOver(_)
            | FindingKind::TabletsOver(_)
            | FindingKind::TabletsDiffer { .. }
            | FindingKind::LotsUncounted { .. }
            | FindingKind::EmergencyUnreported
            | FindingKind::SymptomUnreported
            | FindingKind::DoseUnreported
            | FindingKind::DosesWhileWarned { .. }
            | FindingKind::ReportWithdrawn { .. }
            | FindingKind::Continued { .. }
            | FindingKind::ReportSoon
            | FindingKind::CallsUnanswered
            | FindingKind::AnswerUnclear
            | FindingKind::ExtraDoses
            | FindingKind::TooLargeDoses
            | FindingKind::ShortIntervals
            | FindingKind::OrdersUnconfirmed
            | FindingKind::ReEscalation
            | FindingKind::FoodNotKept
            | FindingKind::BatchEntries { .. }
            | FindingKind::ClockSetBack { .. }
            | FindingKind::ClockFixed
            | FindingKind::ChangedAfterReview
            | FindingKind::FoodUnknown { .. }
            | FindingKind::LateEntries
            | FindingKind::ZoneChanged
            | FindingKind::Corrections { .. }
            | FindingKind::OrdersBackDated
            | FindingKind::SiteEntries { .. }
            | FindingKind::TailSetAside
            | FindingKind::UnknownEntries => false,
        }
    }
}

/// The diary date that an event says something about, where that is another than that of its recording.
fn date_about(diary: &Diary, event: &Event) -> Option<DiaryDate> {
    match event {
        Event::Dose(dose) => Some(dose.date),
        Event::Meal(meal) => Some(diary.date_of(meal.ended_at)),
        Event::Symptom(symptom) => symptom.noticed_on,
        Event::Contacted(contacted) => contacted.spoken_at.map(|at| diary.date_of(at)),
        Event::Prescribed(order) => Some(order.from.date),
        Event::Held(order) => Some(order.from.date),
        Event::Resumed(order) => Some(order.from.date),
        Event::Stopped(order) => Some(order.from.date),
        Event::CycleStarted(started) => Some(started.date),
        Event::Opened(_)
        | Event::Corrected(_)
        | Event::Settings(_)
        | Event::ProtocolChanged(_)
        | Event::Recovered(_)
        | Event::Continued(_)
        | Event::Confirmed(_)
        | Event::Medicine(_)
        | Event::Unknown(_) => None,
    }
}
