//! The strip of the cycle's days: a lane for each intake of a day, a mark for each slot.

use crate::domain::calendar::{DiaryDate, Moment, Period};
use crate::domain::diary::Diary;
use crate::domain::ids::DrugId;
use crate::domain::protocol::Protocol;
use crate::domain::slots::{self, Day, SlotState, Status};
use crate::text::Text;

use super::page::{Lane, Mark, Strip};

type Slots = (DrugId, Vec<Period>, Lane);

/// The cycle that today falls in, while its days last.
pub(super) fn strip(diary: &Diary, now: Moment, text: Text) -> Option<Strip> {
    let today = diary.date_of(now);
    let cycle = diary.cycle_on(today).or_else(|| diary.cycles().first())?;
    let rules = diary.rules_of(cycle);
    let days = rules.cycle_length_days.value.min(63);
    Some(Strip {
        days,
        today: cycle.day(today).filter(|day| *day <= days),
        lanes: lanes(diary, rules, (cycle.start, days), now, text),
        rest: text.rest_word(),
        spare: !diary.open_warnings().is_empty(),
    })
}

/// A lane for each drug of the rules, with a mark for each of so many days from a date on.
pub(super) fn lanes(
    diary: &Diary,
    rules: &Protocol,
    (from, days): (DiaryDate, u16),
    now: Moment,
    text: Text,
) -> Vec<Lane> {
    let empty = vec![Mark::None; usize::from(days)];
    let mut lanes: Vec<Slots> = Vec::new();
    for drug in &rules.drugs {
        let periods: Vec<Period> = drug.periods.iter().map(|rule| rule.period).collect();
        let name = |period: &Period| (text.period(*period).to_owned(), empty.clone());
        let lane = Lane {
            name: text.short_drug(diary, drug.id),
            periods: periods.iter().map(name).collect(),
        };
        lanes.push((drug.id, periods, lane));
    }
    for day in 0..days {
        let found = slots::day(diary, from.plus(i64::from(day)), now);
        fill(&mut lanes, &found, day);
    }
    lanes.into_iter().map(|(_, _, lane)| lane).collect()
}

fn fill(lanes: &mut [Slots], found: &Day, day: u16) {
    let mut put = |drug: DrugId, period: Option<Period>, mark: Mark| {
        let Some((_, periods, lane)) = lanes.iter_mut().find(|lane| lane.0 == drug) else {
            return;
        };
        let known = |period| periods.iter().position(|other| *other == period);
        let at = period.and_then(known).unwrap_or(0);
        let line = lane.periods.get_mut(at);
        if let Some(cell) = line.and_then(|(_, marks)| marks.get_mut(usize::from(day))) {
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
