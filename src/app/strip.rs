//! The strip of the cycle's days: a lane for each intake of a day, a mark for each slot.

use crate::domain::calendar::{Moment, Period};
use crate::domain::diary::{Cycle, Diary};
use crate::domain::ids::DrugId;
use crate::domain::slots::{self, SlotState, Status};
use crate::text::Text;

use super::page::{Lane, Mark, Strip};

/// The cycle that today falls in, while its days last.
pub(super) fn strip(diary: &Diary, now: Moment, text: Text) -> Option<Strip> {
    let today = diary.date_of(now);
    let cycle = diary.cycle_on(today).or_else(|| diary.cycles().first())?;
    let rules = diary.rules_of(cycle);
    let days = rules.cycle_length_days.value.min(63);
    let mut lanes: Vec<(DrugId, Period, Lane)> = Vec::new();
    for drug in &rules.drugs {
        for rule in &drug.periods {
            let lane = Lane {
                name: text.drug_period(diary, drug.id, Some(rule.period)),
                marks: vec![Mark::None; usize::from(days)],
            };
            lanes.push((drug.id, rule.period, lane));
        }
    }
    for day in 0..days {
        fill(&mut lanes, diary, cycle, day, now);
    }
    Some(Strip {
        days,
        today: cycle.day(today).filter(|day| *day <= days),
        lanes: lanes.into_iter().map(|(_, _, lane)| lane).collect(),
    })
}

fn fill(
    lanes: &mut [(DrugId, Period, Lane)],
    diary: &Diary,
    cycle: &Cycle,
    day: u16,
    now: Moment,
) {
    let found = slots::day(diary, cycle.start.plus(i64::from(day)), now);
    let mut put = |drug: DrugId, period: Option<Period>, mark: Mark| {
        let fits = |lane: &&mut (DrugId, Period, Lane)| {
            lane.0 == drug && period.is_none_or(|period| lane.1 == period)
        };
        let lane = lanes.iter_mut().find(fits);
        if let Some(cell) = lane.and_then(|lane| lane.2.marks.get_mut(usize::from(day))) {
            *cell = mark;
        }
    };
    for state in &found.slots {
        put(state.slot.drug, Some(state.slot.period), mark(state));
    }
    for extra in &found.extras {
        put(extra.drug, extra.period, Mark::Extra);
    }
}

fn mark(state: &SlotState) -> Mark {
    match state.status {
        Status::Upcoming => Mark::Upcoming,
        Status::Due => Mark::Due,
        Status::Overdue | Status::Unrecorded => Mark::Open,
        Status::Taken => Mark::Taken,
        Status::PartlyTaken => Mark::Partly,
        Status::Missed => Mark::Missed,
        Status::Vomited => Mark::Vomited,
        Status::Held => Mark::Held,
        Status::Stopped => Mark::Stopped,
        Status::NotPrescribed => Mark::None,
    }
}
