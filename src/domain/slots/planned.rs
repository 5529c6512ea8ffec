//! Which slots the protocol plans on a date, and from when to when each is due.

use std::ops::Range;

use chrono::{Days, NaiveDateTime};

use super::Slot;
use crate::domain::calendar::{DiaryDate, Period, SlotPosition};
use crate::domain::diary::{Cycle, Diary};
use crate::domain::ids::DrugId;
use crate::domain::protocol::{Drug, Protocol};
/// The slots that the protocol plans on a date, in the order in which their periods begin.
pub fn planned_on(diary: &Diary, date: DiaryDate) -> Vec<Slot> {
    let Some(cycle) = diary.cycle_on(date) else {
        return Vec::new();
    };
    let Some(cycle_day) = cycle.day(date) else {
        return Vec::new();
    };
    let rules = diary.rules_of(cycle);
    let day_starts_at = rules.day_starts_at();
    let mut slots: Vec<(NaiveDateTime, Slot)> = Vec::new();
    for drug in &rules.drugs {
        let in_cycle = drug.slots_on(cycle_day).map(|rule| {
            let slot = Slot {
                drug: drug.id,
                cycle: cycle.number,
                cycle_day,
                date,
                period: rule.period,
            };
            (rule.begins(date, day_starts_at), slot)
        });
        slots.extend(in_cycle);
        slots.extend(carried_over(diary, cycle, drug, date));
    }
    slots.sort_by_key(|(begin, _)| *begin);
    slots.into_iter().map(|(_, slot)| slot).collect()
}

/// On the first day of a cycle, slots of the cycle before that come before the new cycle's first slot:
/// a regimen from day 1 evening on leaves the morning of that day to the cycle before (ruling 4).
fn carried_over(
    diary: &Diary,
    cycle: &Cycle,
    drug: &Drug,
    date: DiaryDate,
) -> Option<(NaiveDateTime, Slot)> {
    let first = drug.first_slot.value;
    if date != cycle.start || first.day != 1 || first.period != Period::Pm {
        return None;
    }
    let before = diary.cycle_on(date.plus(-1))?;
    let old = diary.rules_of(before);
    let cycle_day = before.day(date)?;
    let rule = old
        .drug(drug.id)?
        .slots_on(cycle_day)
        .find(|rule| rule.period == Period::Am)?;
    let slot = Slot {
        drug: drug.id,
        cycle: before.number,
        cycle_day,
        date,
        period: rule.period,
    };
    Some((rule.begins(date, old.day_starts_at()), slot))
}

/// The slot that the protocol plans for a drug at a place.
pub fn planned_slot(diary: &Diary, drug: DrugId, position: SlotPosition) -> Option<Slot> {
    planned_on(diary, position.date)
        .into_iter()
        .find(|slot| slot.drug == drug && slot.period == position.period)
}

/// The next slot of the same drug after this one, as far as cycles are started.
pub fn next_slot(diary: &Diary, slot: &Slot) -> Option<Slot> {
    let cycle = diary.cycle_on(slot.date)?;
    let dates = |start: DiaryDate, cycle: &Cycle| {
        let days = i64::from(last_planned_day(diary.rules_of(cycle)));
        (0..=days).map(move |day| start.plus(day))
    };
    let next_cycle = diary.cycle_after(cycle);
    let later_dates = next_cycle
        .into_iter()
        .flat_map(|next| dates(next.start, next));
    dates(slot.date, cycle)
        .chain(later_dates)
        .flat_map(|date| planned_on(diary, date))
        .find(|other| other.drug == slot.drug && other.position().rank() > slot.position().rank())
}

/// The last cycle day on which any drug is planned.
pub fn last_planned_day(rules: &Protocol) -> u16 {
    let days = rules.drugs.iter().map(|drug| drug.last_slot.value.day);
    days.max().unwrap_or(0)
}

/// The rules of the cycle that a slot belongs to.
pub fn rules_for<'a>(diary: &'a Diary, slot: &Slot) -> &'a Protocol {
    let mut cycles = diary.cycles().iter();
    match cycles.find(|cycle| cycle.number == slot.cycle) {
        Some(cycle) => diary.rules_of(cycle),
        None => diary.rules_on(slot.date),
    }
}

/// From when to when a slot is due, by the wall clock; its meal window may reach further.
pub fn span(diary: &Diary, slot: &Slot) -> Option<Range<NaiveDateTime>> {
    let rules = rules_for(diary, slot);
    let rule = rules.drug(slot.drug)?.period(slot.period)?;
    Some(rule.span(slot.date, rules.day_starts_at()))
}

/// When the entry window of a date closes, by the wall clock.
pub fn entry_window_closes(rules: &Protocol, date: DiaryDate) -> NaiveDateTime {
    date.ends(rules.day_starts_at())
        .checked_add_days(Days::new(u64::from(rules.entry_window_days.value)))
        .unwrap_or(NaiveDateTime::MAX)
}
