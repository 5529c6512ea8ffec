//! The rules of one drug, each by itself and against the others.

use chrono::Timelike;

use crate::domain::calendar::Period;
use crate::domain::ids::DrugId;
use crate::domain::protocol::{ClockTime, CycleSlot};
use crate::domain::units::{Milligrams, Units};

use super::problem::{Place, ProblemKind, Wanted};
use super::reader::{Fields, Keys, Need, Reader, Spot, Words};
use super::tree::Node;
use super::{Frame, rank};

const DRUG: Keys = &[
    ("id", Need::Set),
    ("name", Need::Set),
    ("form", Need::Set),
    ("mg_per_m2", Need::Open),
    ("strengths_mg", Need::Open),
    ("periods", Need::Set),
    ("first_slot", Need::Set),
    ("last_slot", Need::Set),
    ("food", Need::Set),
    ("fasting_hours_before", Need::Open),
    ("fasting_hours_after", Need::Open),
    ("interval_aim_hours", Need::Open),
    ("interval_warn_below_hours", Need::Open),
    ("timing_window_minutes", Need::Open),
    ("catch_up_hours", Need::Open),
    ("missed", Need::Open),
    ("vomited", Need::Open),
    ("extra", Need::Open),
    ("reduction_steps_pct", Need::Open),
];

const PERIOD: Keys = &[
    ("period", Need::Set),
    ("from", Need::Set),
    ("to", Need::Set),
    ("usual_time", Need::Open),
    ("source", Need::Set),
];

const SLOT: Keys = &[("day", Need::Set), ("period", Need::Set)];
const FOOD: Keys = &[("rule", Need::Set)];
const FOOD_AFTER_MEAL: Keys = &[("rule", Need::Set), ("within_minutes", Need::Set)];

const FORMS: Words = &["tablet", "capsule"];
const PERIODS: Words = &["once", "am", "pm"];
const FOOD_RULES: Words = &["none", "after_meal", "empty_stomach"];

const MAX_HOURS: u16 = 48;
const MAX_STEPS: usize = 20;
const DAY_MINUTES: i32 = 24 * 60;

/// Checks one drug; gives its code.
pub(super) fn drug(reader: &mut Reader, spot: Spot, frame: Frame) -> Option<DrugId> {
    let drug = reader.object(spot, DRUG)?;
    let id = drug.get("id").and_then(|s| reader.parsed(s, Wanted::Code));
    if let Some(spot) = drug.get("name") {
        reader.bilingual(spot);
    }
    if let Some(spot) = drug.get("form") {
        reader.one_of(spot, FORMS);
    }
    reader.rule(&drug, "mg_per_m2", |r, s| {
        r.parsed::<Milligrams>(s, Wanted::Milligrams)
    });
    reader.rule(&drug, "strengths_mg", |r, s| {
        let strengths = r.list(s, Units::MAX_STRENGTHS, |r, s| {
            r.parsed::<Milligrams>(s, Wanted::Milligrams)
        });
        r.distinct(&strengths);
        Some(())
    });
    let periods = drug
        .get("periods")
        .and_then(|spot| periods(reader, spot, frame.day_starts_at));
    slots(reader, &drug, periods.as_deref(), frame.cycle_length);
    meals(reader, &drug);
    hours(reader, &drug);
    for text in ["missed", "vomited", "extra"] {
        reader.rule(&drug, text, Reader::bilingual);
    }
    reader.rule(&drug, "reduction_steps_pct", reduction_steps);
    id
}

fn period_name(reader: &mut Reader, fields: &Fields) -> Option<Period> {
    let word = reader.one_of(fields.get("period")?, PERIODS)?;
    word.parse().ok()
}

/// One period with what could be read of its times.
struct PeriodSpan {
    period: Period,
    /// Minutes from the beginning of the diary day; `None` where they make no sense.
    minutes: Option<(i32, i32)>,
}

/// The periods of a drug; `None` if not all of them could be read, or there is none.
fn periods(
    reader: &mut Reader,
    spot: Spot,
    day_starts_at: Option<ClockTime>,
) -> Option<Vec<Period>> {
    let written = spot.members();
    let list = spot.place();
    let spans = reader.list(spot, PERIODS.len(), |r, s| period(r, s, day_starts_at));
    let names: Vec<_> = spans.iter().map(|(at, s)| (at.clone(), s.period)).collect();
    reader.distinct_by("period", &names);
    let once = spans.iter().any(|(_, span)| span.period == Period::Once);
    if once && spans.iter().any(|(_, span)| span.period != Period::Once) {
        reader.note(list, ProblemKind::OnceWithOthers);
    }
    for pair in spans.windows(2) {
        let ((_, a), (place, b)) = (&pair[0], &pair[1]);
        if a.period != b.period {
            neighbours(reader, place, a, b);
        }
    }
    let complete = written > 0 && names.len() == written;
    complete.then(|| names.into_iter().map(|(_, period)| period).collect())
}

fn neighbours(reader: &mut Reader, place: &Place, a: &PeriodSpan, b: &PeriodSpan) {
    let (first, second) = (a.period, b.period);
    let times = a.minutes.zip(b.minutes);
    let earlier = times.is_some_and(|((a_from, _), (b_from, _))| b_from < a_from);
    if rank(second) < rank(first) || earlier {
        let kind = ProblemKind::PeriodsOutOfOrder { first, second };
        reader.note(place.clone(), kind);
    }
    if let Some(((a_from, a_to), (b_from, b_to))) = times
        && a_from < b_to
        && b_from < a_to
    {
        let kind = ProblemKind::PeriodsOverlap { first, second };
        reader.note(place.clone(), kind);
    }
}

fn period(reader: &mut Reader, spot: Spot, day: Option<ClockTime>) -> Option<PeriodSpan> {
    let fields = reader.object(spot, PERIOD)?;
    let name = period_name(reader, &fields);
    let mut time = |key| {
        let spot = fields.get(key)?;
        reader.parsed::<ClockTime>(spot, Wanted::Time)
    };
    let times = (time("from"), time("to"));
    let usual = reader.rule(&fields, "usual_time", |r, s| {
        r.parsed::<ClockTime>(s, Wanted::Time)
    });
    reader.source(&fields);
    let (Some(from), Some(to)) = times else {
        return name.map(|period| PeriodSpan {
            period,
            minutes: None,
        });
    };
    if let Some(usual) = usual
        && minutes_after(from, usual) >= length(from, to)
    {
        let kind = ProblemKind::UsualTimeOutside { usual, from, to };
        reader.note(fields.place("usual_time"), kind);
    }
    let minutes = day.and_then(|day| within_day(reader, &fields, from, to, day));
    name.map(|period| PeriodSpan { period, minutes })
}

/// The minutes of a period from the beginning of the diary day, if it lies inside that day.
fn within_day(
    reader: &mut Reader,
    fields: &Fields,
    from: ClockTime,
    to: ClockTime,
    day_starts_at: ClockTime,
) -> Option<(i32, i32)> {
    if from < day_starts_at {
        let kind = ProblemKind::PeriodBeforeDay {
            from,
            day_starts_at,
        };
        reader.note(fields.place("from"), kind);
        return None;
    }
    let begin = minutes_after(day_starts_at, from);
    let end = begin + length(from, to);
    if end > DAY_MINUTES {
        let kind = ProblemKind::PeriodPastDay {
            from,
            to,
            day_starts_at,
        };
        reader.note(fields.place("to"), kind);
        return None;
    }
    Some((begin, end))
}

/// Minutes from one time of day to the next such moment, 0 to 1439.
fn minutes_after(start: ClockTime, time: ClockTime) -> i32 {
    let minute = |t: ClockTime| (t.0.hour() * 60 + t.0.minute()) as i32;
    (minute(time) - minute(start)).rem_euclid(DAY_MINUTES)
}

/// How long a period is: the same time twice is a whole day.
fn length(from: ClockTime, to: ClockTime) -> i32 {
    match minutes_after(from, to) {
        0 => DAY_MINUTES,
        minutes => minutes,
    }
}

fn slots(
    reader: &mut Reader,
    drug: &Fields,
    periods: Option<&[Period]>,
    cycle_length: Option<u16>,
) {
    let first = reader.rule(drug, "first_slot", |r, s| slot(r, s, periods, cycle_length));
    let last = reader.rule(drug, "last_slot", |r, s| slot(r, s, periods, cycle_length));
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    if (last.day, rank(last.period)) < (first.day, rank(first.period)) {
        let kind = ProblemKind::LastSlotBeforeFirst { first, last };
        reader.note(drug.place("last_slot"), kind);
    }
}

fn slot(
    reader: &mut Reader,
    spot: Spot,
    periods: Option<&[Period]>,
    cycle_length: Option<u16>,
) -> Option<CycleSlot> {
    let fields = reader.object(spot, SLOT)?;
    let day = fields.get("day").and_then(|s| reader.whole(s, 1..=366));
    if let (Some(day), Some(cycle_length)) = (day, cycle_length)
        && day > cycle_length
    {
        let kind = ProblemKind::SlotBeyondCycle { day, cycle_length };
        reader.note(fields.place("day"), kind);
    }
    let period = period_name(reader, &fields);
    if let (Some(period), Some(periods)) = (period, periods)
        && !periods.contains(&period)
    {
        let kind = ProblemKind::PeriodNotOfDrug { period };
        reader.note(fields.place("period"), kind);
    }
    Some(CycleSlot {
        day: day?,
        period: period?,
    })
}

fn meals(reader: &mut Reader, drug: &Fields) {
    let rule = reader.rule(drug, "food", food);
    for key in ["fasting_hours_before", "fasting_hours_after"] {
        reader.rule(drug, key, |r, s| r.whole(s, 0..=MAX_HOURS));
        let set = drug.get(key).is_some_and(|spot| *spot.node != Node::Null);
        if set && rule.is_some_and(|rule| rule != "empty_stomach") {
            reader.note(drug.place(key), ProblemKind::FastingWithoutEmptyStomach);
        }
    }
}

fn food(reader: &mut Reader, spot: Spot) -> Option<&'static str> {
    let after_meal = spot.has("rule", &Node::Text("after_meal".to_owned()));
    let keys = if after_meal { FOOD_AFTER_MEAL } else { FOOD };
    let fields = reader.object(spot, keys)?;
    if after_meal && let Some(spot) = fields.get("within_minutes") {
        reader.whole(spot, 1..=240);
    }
    reader.one_of(fields.get("rule")?, FOOD_RULES)
}

fn hours(reader: &mut Reader, drug: &Fields) {
    let mut read = |key| reader.rule(drug, key, |r, s| r.whole(s, 1..=MAX_HOURS));
    let aim = read("interval_aim_hours");
    let warn = read("interval_warn_below_hours");
    if let (Some(aim), Some(warn_below)) = (aim, warn)
        && aim < warn_below
    {
        let kind = ProblemKind::AimBelowWarning { aim, warn_below };
        reader.note(drug.place("interval_aim_hours"), kind);
    }
    reader.rule(drug, "timing_window_minutes", |r, s| r.whole(s, 1..=720));
    reader.rule(drug, "catch_up_hours", |r, s| r.whole(s, 0..=MAX_HOURS));
}

fn reduction_steps(reader: &mut Reader, spot: Spot) -> Option<()> {
    let steps = reader.list(spot, MAX_STEPS, |r, s| r.whole(s, 1..=100));
    for pair in steps.windows(2) {
        let (before, step) = (pair[0].1, pair[1].1);
        if step >= before {
            let kind = ProblemKind::StepsNotFalling { step, before };
            reader.note(pair[1].0.clone(), kind);
        }
    }
    Some(())
}
