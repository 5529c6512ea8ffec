//! Whether the copy of the diary is whole, and the one that was received.

use super::{Finding, FindingKind};
use crate::domain::entry::Event;
use crate::domain::history::Row;
use crate::domain::participant::Participant;
use crate::domain::site::{Check, Received, SiteEvent, SiteRecord};

/// Damage, torn lines, and copies that do not agree with what was received.
pub(super) fn findings(participant: &Participant) -> Vec<Finding> {
    let copy = &participant.copy;
    let mut found = Vec::new();
    if let Some(line) = copy.damaged_from {
        found.push(Finding::bare(FindingKind::Damaged { line }));
    }
    if copy.lacks_record {
        found.push(Finding::bare(FindingKind::RecordUnreadable));
    }
    if copy.is_torn {
        found.push(Finding::bare(FindingKind::Torn));
    }
    found.extend(participant.record.as_ref().and_then(copies_that_differ));
    found.extend(against_receipt(participant));
    found.extend(of_entries(participant));
    found
}

/// The receipts of copies that did not continue the one before.
fn copies_that_differ(record: &SiteRecord) -> Option<Finding> {
    let mut differing = Vec::new();
    let mut from: Option<u64> = None;
    for row in record.history().rows() {
        if let SiteEvent::Received(received) = &row.entry.event
            && received.check == Check::Differs
        {
            differing.push(row.entry.seq);
            from = match (from, received.differs_from) {
                (Some(known), Some(seq)) => Some(known.min(seq)),
                (known, seq) => known.or(seq),
            };
        }
    }
    (!differing.is_empty()).then(|| Finding {
        record: differing,
        ..Finding::bare(FindingKind::CopyDiffers { from })
    })
}

/// This copy against the newest receipt of a copy that became the participant's own.
fn against_receipt(participant: &Participant) -> Option<Finding> {
    let copy = &participant.copy;
    let newest = participant.record.as_ref().and_then(last_receipt);
    let Some((seq, received)) = newest else {
        // Nobody receives the diary that she writes in; of a record that cannot be read nothing is known.
        if copy.is_live || copy.lacks_record {
            return None;
        }
        return Some(Finding::bare(FindingKind::CopyNotReceived { after: None }));
    };
    let line = received.last_seq;
    let kind = if copy.last_seq < line {
        // A damaged copy is said to be damaged; what is behind the damage is not read.
        (copy.damaged_from.is_none()).then_some(FindingKind::CopyShorter { received: line })
    } else if !copy.keeps_receipt {
        Some(FindingKind::CopyChanged { line })
    } else if copy.last_seq > line {
        Some(FindingKind::CopyNotReceived { after: Some(line) })
    } else {
        (copy.last_hash != received.last_hash).then_some(FindingKind::CopyChanged { line })
    };
    let entries = participant.diary.history().rows();
    let unreceived = entries.rev().map(|row| row.entry.seq);
    let mut unreceived: Vec<u64> = unreceived.take_while(|seq| *seq > line).collect();
    unreceived.reverse();
    Some(Finding {
        entries: unreceived,
        record: vec![seq],
        ..Finding::bare(kind?)
    })
}

fn last_receipt(record: &SiteRecord) -> Option<(u64, &Received)> {
    record.history().rows().rev().find_map(|row| {
        let SiteEvent::Received(received) = &row.entry.event else {
            return None;
        };
        (received.check != Check::Differs).then_some((row.entry.seq, received))
    })
}

/// What the diary says about its own file.
fn of_entries(participant: &Participant) -> Vec<Finding> {
    let (mut continued, mut lost_lines) = (Vec::new(), 0_u64);
    let (mut set_aside, mut unknown) = (Vec::new(), Vec::new());
    for Row { entry, .. } in participant.diary.history().rows() {
        if let Event::Continued(event) = &entry.event {
            continued.push(entry.seq);
            lost_lines = lost_lines.saturating_add(event.lost_lines);
        } else if let Event::Recovered(_) = &entry.event {
            set_aside.push(entry.seq);
        } else if let Event::Unknown(_) = &entry.event {
            unknown.push(entry.seq);
        }
    }
    [
        Finding::of_entries(FindingKind::Continued { lost_lines }, continued),
        Finding::of_entries(FindingKind::TailSetAside, set_aside),
        Finding::of_entries(FindingKind::UnknownEntries, unknown),
    ]
    .into_iter()
    .flatten()
    .collect()
}
