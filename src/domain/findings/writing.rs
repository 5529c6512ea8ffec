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
    let mut sittings: Vec<Sitting> = Vec::new();
    for row in diary.history().rows() {
        let entry = row.entry;
        let dose = entry.event.dose().filter(|_| !entry.by.is_site());
        let Some((dose, root)) = dose.zip(root_of(diary, entry)) else {
            continue;
        };
        match sittings.last_mut() {
            Some(sitting) if sitting.goes_on_at(entry.at) => sitting.add(entry.at, dose.date, root),
            Some(_) | None => {
                let mut sitting = Sitting::beginning(entry.at);
                sitting.add(entry.at, dose.date, root);
                sittings.push(sitting);
            }
        }
    }
    sittings.retain(|sitting| sitting.dates.len() >= BATCH_DATES);
    let before_visit = sittings.iter().filter(|sitting| {
        let on = diary.date_of(sitting.last);
        let days = on..=on.plus(BEFORE_VISIT_DAYS);
        visits.range(days).next().is_some()
    });
    let kind = FindingKind::BatchEntries {
        sittings: sittings.len(),
        before_visit: before_visit.count(),
    };
    let entries = sittings.iter().flat_map(|sitting| sitting.entries.iter());
    Some(Finding::of_entries(kind, entries.copied())?.with_slots_of(diary))
}

/// Dose entries that follow each other closely.
struct Sitting {
    last: Moment,
    /// The dates that they name.
    dates: BTreeSet<DiaryDate>,
    /// Their roots.
    entries: Vec<u64>,
}

impl Sitting {
    fn beginning(at: Moment) -> Sitting {
        Sitting {
            last: at,
            dates: BTreeSet::new(),
            entries: Vec::new(),
        }
    }

    fn add(&mut self, at: Moment, date: DiaryDate, root: u64) {
        self.last = at;
        self.dates.insert(date);
        self.entries.push(root);
    }

    fn goes_on_at(&self, at: Moment) -> bool {
        (at - self.last).abs() <= TimeDelta::minutes(SITTING_GAP_MINUTES)
    }
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
            let step = before.at - entry.at;
            if step >= TimeDelta::minutes(CLOCK_BACK_MINUTES) {
                back.push(entry.seq);
                longest = longest.max(step);
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
