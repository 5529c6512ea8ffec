//! Orders that staff should look at: told and not confirmed, raised again, given after they held.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::{Finding, FindingKind};
use crate::domain::calendar::{Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::Event;
use crate::domain::ids::DrugId;
use crate::domain::orders::Course;
use crate::domain::units::{Milligrams, Units};

/// Findings about the study team's orders.
pub(super) fn findings(diary: &Diary) -> Vec<Finding> {
    let unconfirmed = diary.unconfirmed().into_iter().map(|entry| entry.seq);
    [
        Finding::of_entries(FindingKind::OrdersUnconfirmed, unconfirmed),
        Finding::of_entries(FindingKind::ReEscalation, raised_again(diary)),
        Finding::of_entries(FindingKind::OrdersBackDated, back_dated(diary)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Prescriptions that raise a period's amount after it had been lowered, whatever reason they give: in the
/// order in which they hold, more than the one before, and that one less than an earlier one.
fn raised_again(diary: &Diary) -> BTreeSet<u64> {
    let mut found = BTreeSet::new();
    for (_, course) in diary.courses() {
        for period in Period::ALL {
            let (mut most, mut before): (Option<Milligrams>, Option<Milligrams>) = (None, None);
            for prescription in &course.prescriptions {
                let Some(mg) = prescription.units.get(&period).map(Units::mg) else {
                    continue;
                };
                let was_reduced = before < most;
                if was_reduced && before.is_some_and(|before| mg > before) {
                    found.insert(prescription.order.seq);
                }
                (most, before) = (most.max(Some(mg)), Some(mg));
            }
        }
    }
    found
}

/// Orders given when the first slot that they hold for was over (ruling 2).
fn back_dated(diary: &Diary) -> BTreeSet<u64> {
    let mut found = BTreeSet::new();
    for (drug, course) in diary.courses() {
        found.extend(back_dated_of(diary, drug, course));
    }
    for cycle in diary.cycles() {
        let live = diary.history().live(cycle.seq);
        let given_at = live.and_then(|live| {
            let Event::CycleStarted(started) = live.event else {
                return None;
            };
            Some(started.given_at.unwrap_or(live.root.at))
        });
        if given_at.is_some_and(|at| diary.date_of(at) > cycle.start) {
            found.insert(cycle.seq);
        }
    }
    found
}

fn back_dated_of(diary: &Diary, drug: DrugId, course: &Course) -> impl Iterator<Item = u64> {
    let late = course.orders().filter(move |order| {
        let over = first_slot_over(diary, drug, order.from);
        order.given_at.naive_local() >= over
    });
    late.map(|order| order.seq)
}

/// When the first slot of a drug that an order reaches on its date is over; where the drug has none left then,
/// the end of the date.
fn first_slot_over(diary: &Diary, drug: DrugId, from: SlotPosition) -> NaiveDateTime {
    let rules = diary.rules_on(from.date);
    let day_starts_at = rules.day_starts_at();
    let periods = rules.drug(drug).into_iter().flat_map(|drug| &drug.periods);
    periods
        .filter(|rule| from.reaches(SlotPosition::new(from.date, rule.period)))
        .map(|rule| rule.span(from.date, day_starts_at).end)
        .min()
        .unwrap_or_else(|| from.date.ends(day_starts_at))
}
