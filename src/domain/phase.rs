//! Where the patient stands: before the start, in treatment, resting, waiting, in follow-up, at the end.
//!
//! A new cycle never begins by itself: after the last day of a cycle the patient waits for the study
//! team.

use chrono::NaiveDateTime;

use super::calendar::{DiaryDate, Moment, Period, SlotPosition};
use super::diary::Diary;
use super::protocol::EndReason;
use super::slots;

/// Where the patient stands on a diary date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// No cycle has started; `starts_on` if one is ordered.
    BeforeStart {
        /// Day 1 of the first cycle.
        starts_on: Option<DiaryDate>,
    },
    /// A day of a cycle up to its last planned intake.
    Treatment {
        /// The cycle.
        cycle: u16,
        /// Its day, from 1.
        day: u16,
    },
    /// A day of a cycle after its last planned intake.
    Rest {
        /// The cycle.
        cycle: u16,
        /// Its day, from 1.
        day: u16,
    },
    /// The cycle's days are over and the next one has not been started.
    Waiting {
        /// The cycle that is over.
        cycle: u16,
        /// The day it would be, beyond the cycle's length.
        day: u16,
        /// Day 1 of the next cycle, where it is ordered ahead.
        starts_on: Option<DiaryDate>,
    },
    /// Days after the last intake, once all drugs are stopped (ruling 5).
    FollowUp {
        /// Days since the last intake; 0 on its date.
        day: u16,
        /// The last day of follow-up.
        of: u16,
    },
    /// Follow-up is over, or nothing was ever taken and all drugs are stopped.
    Ended,
}

impl Phase {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            Phase::BeforeStart { .. } => "before_start",
            Phase::Treatment { .. } => "treatment",
            Phase::Rest { .. } => "rest",
            Phase::Waiting { .. } => "waiting",
            Phase::FollowUp { .. } => "follow_up",
            Phase::Ended => "ended",
        }
    }

    /// The cycle and its day, where there is one.
    pub fn cycle_day(self) -> Option<(u16, u16)> {
        match self {
            Phase::Treatment { cycle, day }
            | Phase::Rest { cycle, day }
            | Phase::Waiting { cycle, day, .. } => Some((cycle, day)),
            Phase::BeforeStart { .. } | Phase::FollowUp { .. } | Phase::Ended => None,
        }
    }
}

/// Where the patient stands on `date`, at `now`.
pub fn phase(diary: &Diary, date: DiaryDate, now: Moment) -> Phase {
    if all_stopped(diary, date, now.naive_local()).is_some() {
        return after_stop(diary, date);
    }
    let Some(cycle) = diary.cycle_on(date) else {
        let starts_on = diary.cycles().first().map(|cycle| cycle.start);
        return Phase::BeforeStart { starts_on };
    };
    let rules = diary.rules_of(cycle);
    let day = cycle.day(date).unwrap_or(u16::MAX);
    let cycle_number = cycle.number;
    if day > rules.cycle_length_days.value {
        Phase::Waiting {
            cycle: cycle_number,
            day,
            starts_on: diary.cycle_after(cycle).map(|next| next.start),
        }
    } else if day > slots::last_planned_day(rules) {
        Phase::Rest {
            cycle: cycle_number,
            day,
        }
    } else {
        Phase::Treatment {
            cycle: cycle_number,
            day,
        }
    }
}

/// The reasons for which every drug has ended by a moment of a date; `None` while one goes on.
pub fn all_stopped(
    diary: &Diary,
    date: DiaryDate,
    civil: NaiveDateTime,
) -> Option<Vec<Option<EndReason>>> {
    let rules = diary.rules_on(date);
    let evening_begins = rules
        .drugs
        .iter()
        .filter_map(|drug| drug.period(Period::Pm))
        .map(|rule| rule.span(date, rules.day_starts_at()).start)
        .min();
    let half = match evening_begins {
        Some(begins) if civil >= begins => Period::Pm,
        Some(_) | None => Period::Am,
    };
    let here = SlotPosition::new(date, half);
    let stop = |drug: &super::protocol::Drug| {
        let stopped = diary.course(drug.id).stopped(here)?;
        Some(stopped.1)
    };
    rules.drugs.iter().map(stop).collect()
}

fn after_stop(diary: &Diary, date: DiaryDate) -> Phase {
    let of = diary.rules_on(date).follow_up_days.value;
    let intakes = diary.doses().iter().filter(|dose| dose.is_intake());
    // The diary date on which it was swallowed, not the one of the slot that it was named for.
    let last = intakes
        .map(|dose| dose.taken_at.map_or(dose.date, |at| diary.date_of(at)))
        .filter(|swallowed_on| *swallowed_on <= date)
        .max();
    let Some(last) = last else {
        return Phase::Ended;
    };
    match u16::try_from(date.days_since(last)) {
        Ok(day) if day <= of => Phase::FollowUp { day, of },
        Ok(_) | Err(_) => Phase::Ended,
    }
}
