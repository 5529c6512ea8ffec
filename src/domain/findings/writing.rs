//! How the entries came about: in one sitting, under a wrong clock, corrected, by staff.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::{Finding, FindingKind};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::entry::{ClockKind, Content, Entry};
use crate::domain::history::Fate;
use crate::domain::participant::Participant;
use crate::domain::site::{SiteEvent, SiteRecord};

/// Dose entries of one sitting follow each other within so many minutes: somebody who writes up a diary does not
/// pause longer between two doses, and the doses of a day are hours apart.
const SITTING_GAP_MINUTES: i64 = 10;
/// From so many diary dates on a sitting is a batch. Two are ordinary, last evening and this morning; the third
/// lies outside the entry window.
const BATCH_DATES: usize = 3;
/// A sitting so many days before a visit or a receipt, or on its day, stands shortly before it: the diaries of
/// Stone 2002 were written up on the way to the clinic.
const BEFORE_VISIT_DAYS: i64 = 2;
/// A clock that goes back by less is a clock put right: computers drift by seconds and are corrected over the
/// network.
const CLOCK_BACK_MINUTES: i64 = 5;

/// Findings about the writing of the diary.
pub(super) fn findings(participant: &Participant) -> Vec<Finding> {
    let diary = &participant.diary;
    let record = participant.record.as_ref();
    let visits = record.map_or_else(BTreeSet::new, |record| visits(diary, record));
    let mut found: Vec<Finding> = batches(diary, &visits).into_iter().collect();
    found.extend(clocks(diary));
    found.extend(corrections(diary));
    found.extend(by_staff(diary, &visits));
    found
}

/// Entries that were corrected or withdrawn, and the corrections: what was said, what is, by whom and why.
fn corrections(diary: &Diary) -> Option<Finding> {
    let (mut entries, mut corrected) = (Vec::new(), 0);
    for row in diary.history().rows() {
        let is_corrected = row.fate != Fate::Stands;
        let corrects =
            row.entry.event.correction().is_some() && root_of(diary, row.entry).is_some();
        if is_corrected || corrects {
            entries.push(row.entry.seq);
        }
        corrected += usize::from(is_corrected);
    }
    Finding::of_entries(FindingKind::Corrections { corrected }, entries)
}

/// Doses of several dates recorded by the participant in one sitting, as paper diaries are written up before a
/// visit (Stone 2002). A way to show how entries came about; no clinical rule.
fn batches(diary: &Diary, visits: &BTreeSet<DiaryDate>) -> Option<Finding> {
    let rows = diary.history().rows().map(|row| row.entry);
    let doses = rows.filter_map(|entry| {
        let dose = entry.event.dose().filter(|_| !entry.by.is_site())?;
        Some(DoseEntry {
            at: entry.at,
            date: dose.date,
            root: root_of(diary, entry)?,
        })
    });
    let doses: Vec<DoseEntry> = doses.collect();
    let sittings = doses.chunk_by(|before, next| {
        (next.at - before.at).abs() <= TimeDelta::minutes(SITTING_GAP_MINUTES)
    });
    let sittings: Vec<&[DoseEntry]> = sittings.filter(|sitting| is_batch(sitting)).collect();
    let before_visit = sittings.iter().filter(|sitting| {
        sitting.last().is_some_and(|last| {
            let on = diary.date_of(last.at);
            let days = on..=on.plus(BEFORE_VISIT_DAYS);
            visits.range(days).next().is_some()
        })
    });
    let kind = FindingKind::BatchEntries {
        sittings: sittings.len(),
        before_visit: before_visit.count(),
    };
    let entries = sittings.iter().copied().flatten().map(|dose| dose.root);
    Some(Finding::of_entries(kind, entries)?.with_slots_of(diary))
}

/// An entry that says something about a dose.
struct DoseEntry {
    /// When it was made.
    at: Moment,
    /// The date of the dose.
    date: DiaryDate,
    /// The entry that it corrects, or else itself.
    root: u64,
}

/// Whether dose entries that follow each other closely are about many dates.
fn is_batch(sitting: &[DoseEntry]) -> bool {
    // Nearly every sitting is one dose or two.
    let dates = || {
        sitting
            .iter()
            .map(|dose| dose.date)
            .collect::<BTreeSet<_>>()
    };
    sitting.len() >= BATCH_DATES && dates().len() >= BATCH_DATES
}

/// The entry that a correction corrects, else the entry itself; `None` for a correction that is not allowed.
fn root_of(diary: &Diary, entry: &Entry) -> Option<u64> {
    let Some(corrected) = entry.event.correction() else {
        return Some(entry.seq);
    };
    let allowed = diary.history().check_correction(corrected, &entry.by);
    allowed.is_ok().then_some(corrected.target.seq)
}

/// What staff wrote behind the participant's first entry; before that it is the set-up.
fn by_staff(diary: &Diary, visits: &BTreeSet<DiaryDate>) -> Option<Finding> {
    let rows = diary.history().rows().map(|row| row.entry);
    let after_set_up = rows.skip_while(|entry| entry.by.is_site());
    let entries: Vec<&Entry> = after_set_up.filter(|entry| entry.by.is_site()).collect();
    let off_visit = |entry: &&&Entry| !visits.contains(&diary.date_of(entry.at));
    let kind = FindingKind::SiteEntries {
        off_visit: match visits.is_empty() {
            true => 0,
            false => entries.iter().filter(off_visit).count(),
        },
    };
    Finding::of_entries(kind, entries.iter().map(|entry| entry.seq))
}

/// The dates on which the participant was at the site, or a copy was received.
fn visits(diary: &Diary, record: &SiteRecord) -> BTreeSet<DiaryDate> {
    let visited = record.history().live_entries().filter_map(|live| {
        let SiteEvent::Visited(visited) = live.event else {
            return None;
        };
        Some(visited.date)
    });
    let received = record.receipts().map(|(at, _)| diary.date_of(at));
    visited.chain(received).collect()
}

/// A clock set back, a fixed one, a changed zone.
fn clocks(diary: &Diary) -> Vec<Finding> {
    let (mut back, mut longest) = (Vec::new(), TimeDelta::zero());
    let (mut fixed, mut zone) = (Vec::new(), Vec::new());
    let mut before: Option<&Entry> = None;
    for row in diary.history().rows() {
        let entry = row.entry;
        // The made-up sample says of itself that its times are not real.
        if entry.clock == ClockKind::Fixed && !diary.is_sample() {
            fixed.push(entry.seq);
        }
        if let Some(before) = before {
            if before.at > entry.at {
                let step = before.at - entry.at;
                if step >= TimeDelta::minutes(CLOCK_BACK_MINUTES) {
                    back.push(entry.seq);
                    longest = longest.max(step);
                }
            }
            if before.at.offset() != entry.at.offset() {
                zone.push(entry.seq);
            }
        }
        before = Some(entry);
    }
    [
        Finding::of_entries(FindingKind::ClockSetBack { longest }, back),
        Finding::of_entries(FindingKind::ClockFixed, fixed),
        Finding::of_entries(FindingKind::ZoneChanged, zone),
    ]
    .into_iter()
    .flatten()
    .collect()
}
