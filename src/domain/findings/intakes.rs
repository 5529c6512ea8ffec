//! What was taken, or not recorded, otherwise than planned.
//!
//! Read from the ledger, so that a finding names the slots that the figures count.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::{Finding, FindingKind, FoundSlot};
use crate::domain::adherence::{LedgerRow, RowStatus};
use crate::domain::calendar::Moment;
use crate::domain::diary::{Diary, DoseRecord};
use crate::domain::entry::Food;
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::slots;
use crate::domain::warnings::{Cause, WarningSpan};

/// From how many intakes on an unknown food rule is worth a line: fewer say nothing about a habit.
const FOOD_UNKNOWN_LEAST: usize = 5;
/// From which share of the intakes on, in percent: from one in five on the share of intakes with the food rule
/// kept leaves out so much that it says little. Chosen for display; no clinical rule.
const FOOD_UNKNOWN_PERCENT: usize = 20;

/// Findings about slots and extra doses.
pub(super) fn findings(participant: &Participant, warnings: &[WarningSpan]) -> Vec<Finding> {
    let diary = &participant.diary;
    let ledger = &participant.adherence.ledger;
    [
        of_status(ledger, RowStatus::Extra, FindingKind::ExtraDoses),
        too_large(diary, warnings),
        short_intervals(diary),
        of_status(ledger, RowStatus::Unrecorded, FindingKind::Unrecorded),
        food_not_kept(ledger),
        food_unknown(ledger),
        late(diary, ledger),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn found(row: &LedgerRow) -> (FoundSlot, Option<u64>) {
    (FoundSlot::of_row(row), row.seq)
}

fn of_status(ledger: &[LedgerRow], status: RowStatus, kind: FindingKind) -> Option<Finding> {
    let rows = ledger.iter().filter(|row| row.status == status);
    Finding::of_slots(kind, rows.map(found))
}

/// More than prescribed in one intake (ruling 10).
fn too_large(diary: &Diary, warnings: &[WarningSpan]) -> Option<Finding> {
    let slots = warnings.iter().filter_map(|span| match span.warning.cause {
        Cause::TooLargeDose { .. } => {
            let seq = span.warning.entry.seq;
            Some((FoundSlot::of_dose(diary.dose(seq)?), Some(seq)))
        }
        Cause::ExtraDose(_) | Cause::Symptom(_) => None,
    });
    Finding::of_slots(FindingKind::TooLargeDoses, slots)
}

/// Two intakes of a drug, one after the other, closer together than the protocol's limit. Where the protocol
/// sets none there is no such finding: no number is invented (ruling 14).
fn short_intervals(diary: &Diary) -> Option<Finding> {
    let mut by_drug: BTreeMap<DrugId, Vec<(Moment, &DoseRecord)>> = BTreeMap::new();
    for dose in diary.doses() {
        // The rest of an intake belongs to it.
        if let Some(at) = dose.taken_at
            && dose.is_intake()
            && dose.rest_of.is_none()
        {
            by_drug.entry(dose.drug).or_default().push((at, dose));
        }
    }
    let (mut entries, mut slots) = (Vec::new(), Vec::new());
    for (drug, mut intakes) in by_drug {
        intakes.sort_by_key(|(at, dose)| (*at, dose.seq));
        for pair in intakes.windows(2) {
            let [(earlier_at, earlier), (at, dose)] = pair else {
                continue;
            };
            let rules = diary.rules_on(dose.date).drug(drug);
            let limit = rules.and_then(|drug| drug.interval_warn_below_hours.as_ref());
            let is_short = |hours: u8| *at - *earlier_at < TimeDelta::hours(i64::from(hours));
            if limit.is_some_and(|limit| is_short(limit.value)) {
                entries.extend([earlier.seq, dose.seq]);
                slots.push(FoundSlot {
                    date: dose.date,
                    drug,
                    period: dose.period,
                });
            }
        }
    }
    slots.sort();
    let found = Finding::of_entries(FindingKind::ShortIntervals, entries)?;
    Some(Finding { slots, ..found })
}

/// The food rule of an intake of a slot; extra doses are in no share.
fn food(row: &LedgerRow) -> Option<Food> {
    row.food.filter(|_| row.status != RowStatus::Extra)
}

fn food_not_kept(ledger: &[LedgerRow]) -> Option<Finding> {
    let rows = ledger.iter().filter(|row| food(row) == Some(Food::NotKept));
    Finding::of_slots(FindingKind::FoodNotKept, rows.map(found))
}

fn food_unknown(ledger: &[LedgerRow]) -> Option<Finding> {
    let of = ledger.iter().filter(|row| food(row).is_some()).count();
    let unknown = || ledger.iter().filter(|row| food(row) == Some(Food::Unknown));
    let count = unknown().count();
    let many = count >= FOOD_UNKNOWN_LEAST && count * 100 >= of * FOOD_UNKNOWN_PERCENT;
    many.then(|| Finding::of_slots(FindingKind::FoodUnknown { of }, unknown().map(found)))?
}

/// Recorded after the entry window; of a corrected entry, the correction (ruling 22).
fn late(diary: &Diary, ledger: &[LedgerRow]) -> Option<Finding> {
    let is_late = |row: &&LedgerRow| {
        row.recorded_at.is_some_and(|at| {
            let closes = slots::entry_window_closes(diary.rules_on(row.date), row.date);
            at.naive_local() >= closes
        })
    };
    let rows = ledger.iter().filter(is_late);
    Finding::of_slots(FindingKind::LateEntries, rows.map(found))
}
