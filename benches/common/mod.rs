//! A made-up diary of any length for the benchmarks: cycles of doses and meals, nothing out of order.

use std::path::Path;

use chrono::{NaiveTime, TimeDelta};
use dosebook::clock::Clock;
use dosebook::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use dosebook::domain::entry::{
    Author, ClockKind, CycleStarted, Dose, Event, Food, FoodBasis, Language, Meal, Opened, Outcome,
    Phones, Prescribed, PrescriptionReason,
};
use dosebook::domain::ids::EntryId;
use dosebook::domain::protocol::Protocol;
use dosebook::domain::units::Units;
use dosebook::journal::{Journal, Stamp};

type Failure = Box<dyn std::error::Error>;

/// The last day of the diary; `NOW` falls on it.
pub(crate) const NOW: &str = "2026-11-04T08:12:00+08:00";

/// Writes a diary of `entries` lines to `path`, ending on the date of [`NOW`].
pub(crate) fn write_diary(path: &Path, entries: usize) -> Result<(), Failure> {
    let now = Clock::new(Some(NOW))?.now();
    let stamp = Stamp {
        at: now,
        by: Author::Patient {},
        clock: ClockKind::Fixed,
        id: EntryId(1),
    };
    Journal::create(path, &stamp, events(entries, now)?)?;
    Ok(())
}

/// The events of such a diary: its last cycles, so that day 3 of the newest is the date of `now`.
pub(crate) fn events(entries: usize, now: Moment) -> Result<Vec<Event>, Failure> {
    let per_cycle = 1 + 5 + 28 + 28;
    let cycles = entries.div_ceil(per_cycle) as i64;
    let today = DiaryDate::new(now.date_naive()).ok_or("a date out of range")?;
    let first = today.plus(-2 - 21 * (cycles - 1));
    let mut events = opening(first)?;
    for cycle in 0..cycles {
        let start = first.plus(21 * cycle);
        events.push(Event::CycleStarted(CycleStarted {
            cycle: u16::try_from(cycle + 1)?,
            date: start,
            given_at: None,
            told: false,
        }));
        for day in 0..14 {
            a_day(&mut events, start.plus(day), day < 5, now)?;
        }
    }
    events.truncate(entries);
    Ok(events)
}

fn opening(first: DiaryDate) -> Result<Vec<Event>, Failure> {
    let opened = Opened {
        format: Opened::FORMAT.to_owned(),
        version: Opened::VERSION,
        diary: EntryId(7),
        subject: "SAMPLE".parse()?,
        phones: Phones {
            day: "555 0100".parse()?,
            night: "555 0101".parse()?,
            emergency: "112".parse()?,
        },
        language: Language::En,
        sample: true,
        protocol: Protocol::built_in()?.into(),
    };
    let prescribed = |drug: &str, list: &[(Period, &str)]| -> Result<Event, Failure> {
        let units = list
            .iter()
            .map(|(period, text)| Ok((*period, text.parse()?)));
        Ok(Event::Prescribed(Prescribed {
            drug: drug.parse()?,
            units: units.collect::<Result<_, Failure>>()?,
            from: SlotPosition::new(first, Period::Once),
            given_at: None,
            reason: PrescriptionReason::Initial,
            bsa_m2: None,
            told: false,
        }))
    };
    let tablets = "4x150+2x500";
    Ok(vec![
        Event::Opened(Box::new(opened)),
        prescribed("utidelone", &[(Period::Once, "2x50")])?,
        prescribed(
            "capecitabine",
            &[(Period::Am, tablets), (Period::Pm, tablets)],
        )?,
    ])
}

fn a_day(
    events: &mut Vec<Event>,
    date: DiaryDate,
    capsules: bool,
    now: Moment,
) -> Result<(), Failure> {
    let at = |hour, minute| -> Result<Moment, Failure> {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).ok_or("no such time")?;
        let civil = date.calendar().and_time(time);
        let moment = civil.and_local_timezone(*now.offset()).single();
        Ok(moment.ok_or("no such time")?)
    };
    if capsules {
        let units = "2x50".parse()?;
        events.push(dose("utidelone", date, Period::Once, at(6, 30)?, units)?);
    }
    for (period, hour) in [(Period::Am, 7), (Period::Pm, 19)] {
        let ended_at = at(hour, 40)?;
        events.push(Event::Meal(Meal { ended_at }));
        let taken_at = ended_at + TimeDelta::minutes(10);
        let units = "4x150+2x500".parse()?;
        events.push(dose("capecitabine", date, period, taken_at, units)?);
    }
    Ok(())
}

fn dose(
    drug: &str,
    date: DiaryDate,
    period: Period,
    taken_at: Moment,
    units: Units,
) -> Result<Event, Failure> {
    Ok(Event::Dose(Dose {
        drug: drug.parse()?,
        date,
        period: Some(period),
        outcome: Outcome::Taken,
        taken_at: Some(taken_at),
        units: Some(units),
        food: Some(Food::Kept),
        food_basis: Some(FoodBasis::MealClock),
        reason: None,
        outside_period: false,
        while_warned: false,
        rest_of: None,
    }))
}
