//! The count of tablets and capsules against the prescription and against the diary (ruling 30).

use std::collections::BTreeSet;

use super::{Finding, FindingKind, FoundSlot, StrengthCount, TabletShare};
use crate::domain::calendar::DiaryDate;
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::tablets::Balance;

/// Findings about every count.
pub(super) fn findings(participant: &Participant) -> Vec<Finding> {
    let balances = participant.balances();
    // Where all strengths of a drug were counted, their sum in mg says whether too much is gone: the same dose
    // may be made up of other strengths. A sum without a figure says nothing.
    let together: BTreeSet<(DrugId, Option<DiaryDate>)> = balances
        .iter()
        .filter(|balance| balance.strength.is_none() && balance.adherence().ratio().is_some())
        .map(|balance| (balance.drug, balance.counted_on))
        .collect();
    let mut found = Vec::new();
    for balance in balances {
        let by_sum = together.contains(&(balance.drug, balance.counted_on));
        if balance.strength.is_none() || !by_sum {
            found.extend(over(balance));
        }
        found.extend(differs(balance));
        found.extend(uncounted(balance));
    }
    found
}

/// More is gone than was prescribed: shown above 100 %, flagged above 120 %.
fn over(balance: &Balance) -> Option<Finding> {
    let share = balance.adherence().ratio()?;
    let of = TabletShare {
        drug: balance.drug,
        strength: balance.strength,
        counted_on: balance.counted_on?,
        share,
    };
    let kind = if balance.is_far_over() {
        FindingKind::TabletsFarOver(of)
    } else if share.numerator() > share.denominator() {
        FindingKind::TabletsOver(of)
    } else {
        return None;
    };
    Some(counted(balance, kind))
}

/// The count is not what the diary says, with the slots that could explain it.
fn differs(balance: &Balance) -> Option<Finding> {
    let difference = balance.difference().filter(|units| *units != 0)?;
    let of = strength_count(balance)?;
    let kind = FindingKind::TabletsDiffer { of, difference };
    let explaining = balance.diary.iter().flat_map(|diary| &diary.explained_by);
    let slots = explaining.map(|slot| FoundSlot {
        date: slot.date,
        drug: balance.drug,
        period: slot.period,
    });
    Some(Finding {
        slots: slots.collect(),
        ..counted(balance, kind)
    })
}

/// Lots that were handed out and not counted: there is no figure.
fn uncounted(balance: &Balance) -> Option<Finding> {
    let of = strength_count(balance)?;
    let lots = balance.uncounted_lots.clone();
    (!lots.is_empty()).then(|| counted(balance, FindingKind::LotsUncounted { of, lots }))
}

/// A finding with the entries of the site record that the balance is counted from.
fn counted(balance: &Balance, kind: FindingKind) -> Finding {
    Finding {
        record: balance.entries.iter().copied().collect(),
        ..Finding::bare(kind)
    }
}

fn strength_count(balance: &Balance) -> Option<StrengthCount> {
    Some(StrengthCount {
        drug: balance.drug,
        strength: balance.strength?,
        counted_on: balance.counted_on?,
    })
}
