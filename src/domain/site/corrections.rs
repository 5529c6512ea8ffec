//! Correcting and taking back entries of the site record.

use super::adverse::AdverseEventChanged;
use super::adverse_rules::{self, EventFault};
use super::decide::{Facts, SiteChange, SiteDecision, SiteRefusal, check};
use super::{SiteEvent, SiteRecord};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::entry::{Author, Content, Corrected, CorrectionReason, Entry, EntryRef};
use crate::domain::history::{CorrectionFault, Fate};

pub(super) fn correct(
    facts: &Facts,
    by: &Author,
    seq: u64,
    change: &SiteChange,
    reason: CorrectionReason,
) -> Result<SiteDecision, SiteRefusal> {
    let missing = SiteRefusal::Correction(CorrectionFault::NoSuchEntry);
    let record = facts.record.ok_or(missing.clone())?;
    let root = record.history().entry(seq).ok_or(missing)?;
    let now = record.history().live(seq).map(|live| live.event.clone());
    let replacement = match change {
        SiteChange::Withdraw => None,
        SiteChange::Restore => Some(root.event.clone()),
        SiteChange::Replace { was, with } => {
            if now.as_ref() != was.as_deref() {
                return Err(SiteRefusal::ChangedMeanwhile);
            }
            Some((**with).clone())
        }
    };
    if root.event.is_correctable() && replacement == now {
        return Err(SiteRefusal::ChangeDoesNotFit);
    }
    if let Some(event) = &replacement {
        check(facts, event)?;
        check_in_course(facts, record, root.reference(), event)?;
    }
    finish(record, by, root.reference(), replacement, reason)
}

/// The rules for an adverse event, or a change of one, that takes the place of an entry.
fn check_in_course(
    facts: &Facts,
    record: &SiteRecord,
    root: EntryRef,
    event: &SiteEvent,
) -> Result<(), SiteRefusal> {
    if let SiteEvent::AdverseEvent(event) = event {
        let changes: Vec<&AdverseEventChanged> = record
            .changes_of(root)
            .into_iter()
            .map(|(_, change)| change)
            .collect();
        return adverse_rules::check_event(facts, event, &changes);
    }
    if let SiteEvent::AdverseEventChanged(change) = event {
        let course = record.adverse_event(change.event);
        let course = course.ok_or(SiteRefusal::Event(EventFault::NoSuchEvent))?;
        let others = course.changes.iter().filter(|(seq, _)| *seq != root);
        let others: Vec<&AdverseEventChanged> = others.map(|(_, other)| *other).collect();
        return adverse_rules::check_change(facts, &course, change, &others);
    }
    Ok(())
}

fn finish(
    record: &SiteRecord,
    by: &Author,
    target: EntryRef,
    replacement: Option<SiteEvent>,
    reason: CorrectionReason,
) -> Result<SiteDecision, SiteRefusal> {
    let corrected = Corrected {
        target,
        replacement,
        reason,
    };
    let allowed = record.history().check_correction(&corrected, by);
    allowed.map_err(SiteRefusal::Correction)?;
    Ok(SiteDecision {
        events: vec![SiteEvent::Corrected(Box::new(corrected))],
        guards: Vec::new(),
    })
}

/// The newest entry of this date that stands as it was recorded and can be taken back; corrections are
/// not taken back, they are corrected (no undo of undo).
pub fn undo_target(
    record: &SiteRecord,
    today: DiaryDate,
    date_of: impl Fn(Moment) -> DiaryDate,
) -> Option<&Entry<SiteEvent>> {
    let newest_first = record.history().rows().rev();
    let mut of_today = newest_first.take_while(|row| date_of(row.entry.at) == today);
    let found = of_today.find(|row| row.fate == Fate::Stands && row.entry.event.is_correctable());
    found.map(|row| row.entry)
}

pub(super) fn take_back(
    record: Option<&SiteRecord>,
    by: &Author,
    entry: EntryRef,
) -> Result<SiteDecision, SiteRefusal> {
    let record = record.ok_or(SiteRefusal::NothingToTakeBack)?;
    let row = record.history().row(entry.seq);
    let stands = row.is_some_and(|row| {
        row.entry.id == entry.id && row.fate == Fate::Stands && row.entry.event.is_correctable()
    });
    if !stands {
        return Err(SiteRefusal::NothingToTakeBack);
    }
    finish(record, by, entry, None, CorrectionReason::WrongPress)
}
