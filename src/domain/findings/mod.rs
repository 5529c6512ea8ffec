//! What the study team should talk about with a participant, most urgent first.
//!
//! Pure: each finding is a function of its own over a [`Participant`] and names the entries and slots that it
//! comes from. A finding says what stands in the diary and the site record; it judges nobody. The words are
//! `text`'s; each kind is explained in `docs/findings.md`.

mod calls;
mod file;
mod intakes;
mod kinds;
mod orders;
mod review;
mod tablets;
#[cfg(test)]
pub(crate) mod tests;
mod writing;

use std::collections::BTreeSet;

use super::adherence::LedgerRow;
use super::calendar::{DiaryDate, Period};
use super::diary::Diary;
use super::entry::Dose;
use super::ids::DrugId;
use super::participant::Participant;
use super::warnings;

use review::Review;

pub use kinds::{FindingKind, StrengthCount, TabletShare, Urgency};

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
    /// Whether it names something that was not there when the study team went through the diary last; never
    /// where nobody has yet.
    pub is_new: bool,
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

/// Everything to talk about, most urgent first; within one urgency in the order of [`FindingKind::CODES`].
pub fn findings(participant: &Participant) -> Vec<Finding> {
    let diary = &participant.diary;
    let warnings = warnings::spans(diary);
    let mut found = file::findings(participant);
    found.extend(calls::findings(diary, &warnings));
    found.extend(intakes::findings(participant, &warnings));
    found.extend(orders::findings(diary));
    found.extend(tablets::findings(participant));
    found.extend(writing::findings(participant));
    let review = Review::newest(participant);
    found.extend(review.as_ref().and_then(Review::changed_since));
    for finding in &mut found {
        let behind = |review: &Review| review.is_behind(finding);
        finding.is_new = review.as_ref().is_some_and(behind);
    }
    let place = |kind: &FindingKind| {
        let mut codes = FindingKind::CODES.iter();
        codes.position(|code| *code == kind.code())
    };
    found.sort_by_cached_key(|finding| (finding.kind.urgency(), place(&finding.kind)));
    found
}

impl Finding {
    /// A finding about the file or the site record alone.
    fn bare(kind: FindingKind) -> Finding {
        Finding {
            kind,
            entries: Vec::new(),
            slots: Vec::new(),
            record: Vec::new(),
            is_new: false,
        }
    }

    /// A finding that names entries; none without an entry.
    fn of_entries(kind: FindingKind, entries: impl IntoIterator<Item = u64>) -> Option<Finding> {
        let entries: BTreeSet<u64> = entries.into_iter().collect();
        (!entries.is_empty()).then(|| Finding {
            entries: entries.into_iter().collect(),
            ..Finding::bare(kind)
        })
    }

    /// A finding that names slots, each with the entry that says something about it, if any does; none without
    /// a slot.
    fn of_slots(
        kind: FindingKind,
        found: impl IntoIterator<Item = (FoundSlot, Option<u64>)>,
    ) -> Option<Finding> {
        let (mut slots, mut entries) = (Vec::new(), BTreeSet::new());
        for (slot, seq) in found {
            slots.push(slot);
            entries.extend(seq);
        }
        slots.sort();
        (!slots.is_empty()).then(|| Finding {
            entries: entries.into_iter().collect(),
            slots,
            ..Finding::bare(kind)
        })
    }

    /// The same with the slots that its dose entries name.
    fn with_slots_of(self, diary: &Diary) -> Finding {
        let of_entry = |seq: &u64| diary.dose(*seq).map(FoundSlot::of_dose);
        let slots: BTreeSet<FoundSlot> = self.entries.iter().filter_map(of_entry).collect();
        Finding {
            slots: slots.into_iter().collect(),
            ..self
        }
    }
}

impl FoundSlot {
    fn of_row(row: &LedgerRow) -> FoundSlot {
        FoundSlot {
            date: row.date,
            drug: row.drug,
            period: row.period,
        }
    }

    fn of_dose(dose: &Dose) -> FoundSlot {
        FoundSlot {
            date: dose.date,
            drug: dose.drug,
            period: dose.period,
        }
    }
}
