//! What the study team should talk about with a participant, most urgent first.
//!
//! Pure: each finding is a function of its own over a [`Participant`] and names the entries and slots that it
//! comes from. A finding says what stands in the diary and the site record; it judges nobody. The words are
//! `text`'s; each kind is explained in `docs/findings.md`.

mod kinds;

use super::calendar::{DiaryDate, Period};
use super::ids::DrugId;
use super::participant::Participant;

pub use kinds::{FindingKind, TabletShare, Urgency};

/// Something to talk about: all of one kind together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The entries of the diary that it comes from, by number, oldest first.
    pub entries: Vec<u64>,
    /// The slots that it comes from, oldest first.
    pub slots: Vec<FoundSlot>,
    /// The entries of the site record that it comes from, by number, oldest first.
    pub record: Vec<u64>,
}

/// A slot, or an extra intake, that a finding names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundSlot {
    /// Its diary date.
    pub date: DiaryDate,
    /// The drug.
    pub drug: DrugId,
    /// Which intake of the day; an extra intake may name none.
    pub period: Option<Period>,
}

/// Everything to talk about, most urgent first.
pub fn findings(participant: &Participant) -> Vec<Finding> {
    let mut found: Vec<Finding> = unrecorded(participant).into_iter().collect();
    found.sort_by_key(|finding| finding.kind.urgency());
    found
}

fn unrecorded(participant: &Participant) -> Option<Finding> {
    use super::adherence::RowStatus;
    let rows = participant.adherence.ledger.iter();
    let slots: Vec<FoundSlot> = rows
        .filter(|row| row.status == RowStatus::Unrecorded)
        .map(|row| FoundSlot {
            date: row.date,
            drug: row.drug,
            period: row.period,
        })
        .collect();
    (!slots.is_empty()).then(|| Finding {
        kind: FindingKind::Unrecorded,
        entries: Vec::new(),
        slots,
        record: Vec::new(),
    })
}
