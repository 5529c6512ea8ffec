//! What has happened since the study team went through the diary last.

use super::{Finding, FindingKind};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::entry::{Content, Event};
use crate::domain::history::{Fate, Row};
use crate::domain::participant::Participant;
use crate::domain::site::SiteEvent;
use crate::domain::slots;

/// The newest review that counts.
pub(super) struct Review<'a> {
    diary: &'a Diary,
    /// The entry of the site record that says so last.
    record_seq: u64,
    /// When that was recorded.
    recorded_at: Moment,
    /// The last entry of the diary that was looked at.
    last_seq: u64,
    /// When that entry was made.
    last_at: Moment,
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
            Some((live, reviewed.last_seq))
        });
        let (live, last_seq) = reviews.last()?;
        Some(Review {
            diary,
            record_seq: live.source.seq,
            recorded_at: live.recorded_at(),
            last_seq,
            last_at: diary.history().entry(last_seq)?.at,
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
        let history = self.diary.history();
        let entry = |seq: &u64| {
            let changed = |row: Row| match row.fate {
                Fate::Stands => false,
                Fate::Replaced(by) | Fate::Withdrawn(by) => by > self.last_seq,
            };
            *seq > self.last_seq || history.row(*seq).is_some_and(changed)
        };
        let record = |seq: &u64| *seq > self.record_seq;
        finding.entries.iter().any(entry)
            || finding.record.iter().any(record)
            || self.kind_is_behind(finding)
    }

    /// The same for kinds that name no entries.
    fn kind_is_behind(&self, finding: &Finding) -> bool {
        let reviewed_on = self.diary.date_of(self.recorded_at);
        match &finding.kind {
            FindingKind::Unrecorded => {
                let was_open = |date: DiaryDate| {
                    let rules = self.diary.rules_on(date);
                    slots::entry_window_closes(rules, date) > self.last_at.naive_local()
                };
                finding.slots.iter().any(|slot| was_open(slot.date))
            }
            FindingKind::TabletsFarOver(share) | FindingKind::TabletsOver(share) => {
                share.counted_on >= reviewed_on
            }
            FindingKind::TabletsDiffer { of, .. } | FindingKind::LotsUncounted { of, .. } => {
                of.counted_on >= reviewed_on
            }
            // Nothing tells since when the file is as it is.
            FindingKind::Damaged { .. }
            | FindingKind::RecordUnreadable
            | FindingKind::CopyChanged { .. }
            | FindingKind::CopyShorter { .. }
            | FindingKind::CopyNotReceived { .. }
            | FindingKind::Torn => true,
            FindingKind::CopyDiffers { .. }
            | FindingKind::EmergencyUnreported
            | FindingKind::SymptomUnreported
            | FindingKind::DoseUnreported
            | FindingKind::DosesWhileWarned { .. }
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
