//! Slots and their status at a moment: what is due, and what was recorded.
//!
//! A pure function of the diary and `now`. Every view, the command line and the adherence figures ask
//! here, so that a slot has one status everywhere. The rules are section 4 of the domain page and
//! rulings 1, 2, 9 to 12.

use std::ops::Range;

use chrono::{Days, NaiveDateTime};

use super::calendar::{DiaryDate, Moment, Period, SlotPosition};
use super::diary::{Cycle, Diary, DoseRecord};
use super::entry::Outcome;
use super::ids::DrugId;
use super::meals;
use super::orders::{Known, Order, Running};
use super::protocol::{Drug, Protocol};
use super::units::{Milligrams, Units};

/// One planned intake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The drug.
    pub drug: DrugId,
    /// The number of the cycle.
    pub cycle: u16,
    /// The cycle day, from 1.
    pub cycle_day: u16,
    /// The diary date.
    pub date: DiaryDate,
    /// Which intake of the day.
    pub period: Period,
}

impl Slot {
    /// Its place in the order of slots.
    pub fn position(&self) -> SlotPosition {
        SlotPosition::new(self.date, self.period)
    }
}

/// The status of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Its period has not begun.
    Upcoming,
    /// Its period runs, or a meal window opened in it does, and nothing is recorded.
    Due,
    /// Its period is over, the entry window is open, nothing is recorded.
    Overdue,
    /// The entry window is over too, and nothing is recorded.
    Unrecorded,
    /// Taken in full.
    Taken,
    /// Taken in part.
    PartlyTaken,
    /// Not taken.
    Missed,
    /// Taken, then vomited.
    Vomited,
    /// Paused by the study team.
    Held,
    /// Ended by the study team.
    Stopped,
    /// Zero units, or none prescribed.
    NotPrescribed,
}

impl Status {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            Status::Upcoming => "upcoming",
            Status::Due => "due",
            Status::Overdue => "overdue",
            Status::Unrecorded => "unrecorded",
            Status::Taken => "taken",
            Status::PartlyTaken => "partly_taken",
            Status::Missed => "missed",
            Status::Vomited => "vomited",
            Status::Held => "held",
            Status::Stopped => "stopped",
            Status::NotPrescribed => "not_prescribed",
        }
    }

    /// Whether an entry says what happened.
    pub fn is_recorded(self) -> bool {
        match self {
            Status::Taken | Status::PartlyTaken | Status::Missed | Status::Vomited => true,
            Status::Upcoming
            | Status::Due
            | Status::Overdue
            | Status::Unrecorded
            | Status::Held
            | Status::Stopped
            | Status::NotPrescribed => false,
        }
    }
}

/// What was recorded for a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The first entry of the slot that counts.
    pub seq: u64,
    /// The entry that says that the rest was taken, if any.
    pub rest_seq: Option<u64>,
    /// What was swallowed; none for a missed dose.
    pub units: Units,
    /// When it was swallowed, if known.
    pub taken_at: Option<Moment>,
    /// When the content that counts was recorded; the later one with a rest.
    pub recorded_at: Moment,
    /// Whether it was within the protocol's timing window, where one is set.
    pub on_time: Option<bool>,
    /// What was swallowed beyond the prescription.
    pub surplus: Milligrams,
}

/// A slot with everything that is known of it at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotState {
    /// Which slot.
    pub slot: Slot,
    /// Its status.
    pub status: Status,
    /// The units prescribed for it; none where nothing is.
    pub units: Units,
    /// The order that paused or ended it.
    pub order: Option<Order>,
    /// What was recorded for it.
    pub recorded: Option<Recorded>,
}

/// An intake beside the slots: a further one for a slot, or of a drug where no slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extra {
    /// The entry.
    pub seq: u64,
    /// The drug.
    pub drug: DrugId,
    /// The diary date that it names.
    pub date: DiaryDate,
    /// The period that it names.
    pub period: Option<Period>,
    /// The amount.
    pub mg: Milligrams,
    /// When it was swallowed, if known.
    pub taken_at: Option<Moment>,
}

/// The slots of one diary date, in the order in which they come, and the extra doses of that date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Day {
    /// By the beginning of the period, then by the order of the drugs in the protocol.
    pub slots: Vec<SlotState>,
    /// By `seq`.
    pub extras: Vec<Extra>,
}

/// The slots and extra doses of a date, as they stand at `now`.
pub fn day(diary: &Diary, date: DiaryDate, now: Moment) -> Day {
    let mut found = Day::default();
    let doses = diary.doses_on(date);
    let mut assigned: Vec<u64> = Vec::new();
    for slot in planned_on(diary, date) {
        let state = state(diary, slot, doses, now);
        if let Some(recorded) = &state.recorded {
            assigned.push(recorded.seq);
            assigned.extend(recorded.rest_seq);
        }
        found.slots.push(state);
    }
    let extra = |dose: &&DoseRecord| dose.is_intake() && !assigned.contains(&dose.seq);
    found.extras = doses.iter().filter(extra).map(as_extra).collect();
    found
}

fn as_extra(dose: &DoseRecord) -> Extra {
    Extra {
        seq: dose.seq,
        drug: dose.drug,
        date: dose.date,
        period: dose.period,
        mg: dose.mg,
        taken_at: dose.taken_at,
    }
}

/// The state of one slot; `None` if the protocol plans none there.
pub fn slot_state(
    diary: &Diary,
    drug: DrugId,
    position: SlotPosition,
    now: Moment,
) -> Option<SlotState> {
    let slot = planned_slot(diary, drug, position)?;
    Some(state(diary, slot, diary.doses_on(position.date), now))
}

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
            (rule.span(date, day_starts_at).start, slot)
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
    Some((rule.span(date, old.day_starts_at()).start, slot))
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

fn state(diary: &Diary, slot: Slot, doses: &[DoseRecord], now: Moment) -> SlotState {
    let of_slot = |dose: &&DoseRecord| dose.drug == slot.drug && dose.period == Some(slot.period);
    let of_slot: Vec<&DoseRecord> = doses.iter().filter(of_slot).collect();
    let mut stood = None;
    for dose in of_slot.iter().filter(|dose| dose.is_intake()) {
        let is_rest = of_slot
            .iter()
            .any(|first| first.is_intake() && dose.rest_of == Some(first.seq));
        if is_rest || !is_in_time(diary, &slot, dose) {
            continue;
        }
        let known = known_at(diary, &slot, dose.taken_at, dose.recorded_at);
        match asked(diary, slot, known) {
            Ok(units) => return taken(diary, slot, &of_slot, dose, units),
            Err(not_due) => stood = stood.or(Some(not_due)),
        }
    }
    // No order given later makes a slot due on top of what was swallowed for it (ruling 2).
    if let Some(stood) = stood {
        return stood.state(slot);
    }
    let missed = of_slot.into_iter().find(|dose| !dose.is_intake());
    match (asked(diary, slot, Known::All), missed) {
        (Ok(units), Some(dose)) => missed_state(slot, dose, units),
        (Ok(units), None) => plain(slot, unrecorded_status(diary, &slot, now), units, None),
        (Err(not_due), None) => not_due.state(slot),
        (Err(not_due), Some(dose)) => {
            let course = diary.course(slot.drug);
            let position = slot.position();
            // A hold from the evening reaches an unrecorded `once` slot only (ruling 1).
            let reaches = course.running(position, Known::All) != Running::Yes
                || not_due.order.is_none_or(|o| o.given_at <= dose.recorded_at);
            match course.units(position, Known::All) {
                Some(units) if !reaches => missed_state(slot, dose, units.clone()),
                Some(_) | None => not_due.state(slot),
            }
        }
    }
}

fn plain(slot: Slot, status: Status, units: Units, order: Option<Order>) -> SlotState {
    SlotState {
        slot,
        status,
        units,
        order,
        recorded: None,
    }
}

fn missed_state(slot: Slot, dose: &DoseRecord, units: Units) -> SlotState {
    let recorded = Recorded {
        seq: dose.seq,
        rest_seq: None,
        units: Units::none(),
        taken_at: None,
        recorded_at: dose.recorded_at,
        on_time: None,
        surplus: Milligrams::ZERO,
    };
    SlotState {
        recorded: Some(recorded),
        ..plain(slot, Status::Missed, units, None)
    }
}

/// Why a slot asks for nothing.
struct NotAsked {
    status: Status,
    units: Units,
    order: Option<Order>,
}

impl NotAsked {
    fn state(self, slot: Slot) -> SlotState {
        plain(slot, self.status, self.units, self.order)
    }
}

/// The units that a slot asks for under the orders that are known.
fn asked(diary: &Diary, slot: Slot, known: Known) -> Result<Units, NotAsked> {
    let course = diary.course(slot.drug);
    let position = slot.position();
    let units = course.units(position, known).cloned().unwrap_or_default();
    let (status, order) = match course.running_unrecorded(position, known) {
        Running::Stopped(order) => (Status::Stopped, Some(order)),
        Running::Held(order) => (Status::Held, Some(order)),
        Running::Yes if units.is_none() => (Status::NotPrescribed, None),
        Running::Yes => return Ok(units),
    };
    Err(NotAsked {
        status,
        units,
        order,
    })
}

/// Whether an intake was swallowed before the drug's next slot began (ruling 11).
fn is_in_time(diary: &Diary, slot: &Slot, dose: &DoseRecord) -> bool {
    let Some(taken_at) = dose.taken_at else {
        return true;
    };
    let civil = taken_at.naive_local();
    // Most intakes lie in their own period; only the others need the next slot.
    if span(diary, slot).is_some_and(|span| civil < span.end) {
        return true;
    }
    next_slot(diary, slot)
        .and_then(|next| span(diary, &next))
        .is_none_or(|next| civil < next.start)
}

/// Which orders held when a slot's intake was swallowed: those given by then; where nobody remembers
/// the time, those given by the end of the slot's period, or by the recording if that came first.
pub fn known_at(
    diary: &Diary,
    slot: &Slot,
    taken_at: Option<Moment>,
    recorded_at: Moment,
) -> Known {
    let named = (slot.drug, slot.date, Some(slot.period));
    Known::By(diary.swallowed_by(named, taken_at, recorded_at))
}

/// The state of a slot with an intake: the outcome follows the amount (ruling 10).
fn taken(
    diary: &Diary,
    slot: Slot,
    of_slot: &[&DoseRecord],
    dose: &DoseRecord,
    prescribed: Units,
) -> SlotState {
    let units_of = |seq| {
        let found = diary.dose(seq).and_then(|dose| dose.units.clone());
        found.unwrap_or_default()
    };
    let is_rest = |other: &&&DoseRecord| {
        let known = known_at(diary, &slot, other.taken_at, other.recorded_at);
        other.is_intake()
            && other.rest_of == Some(dose.seq)
            && is_in_time(diary, &slot, other)
            && asked(diary, slot, known).is_ok()
    };
    let rest = of_slot.iter().find(is_rest);
    let mut units = units_of(dose.seq);
    let mut recorded_at = dose.recorded_at;
    let mut vomited = dose.outcome == Outcome::Vomited;
    if let Some(rest) = rest {
        units = units.plus(&units_of(rest.seq));
        recorded_at = recorded_at.max(rest.recorded_at);
        vomited |= rest.outcome == Outcome::Vomited;
    }
    let status = if vomited {
        Status::Vomited
    } else if units.mg() < prescribed.mg() {
        Status::PartlyTaken
    } else {
        Status::Taken
    };
    let recorded = Recorded {
        seq: dose.seq,
        rest_seq: rest.map(|rest| rest.seq),
        surplus: units.mg().minus(prescribed.mg()),
        units,
        taken_at: dose.taken_at,
        recorded_at,
        on_time: dose.on_time,
    };
    SlotState {
        recorded: Some(recorded),
        ..plain(slot, status, prescribed, None)
    }
}

fn unrecorded_status(diary: &Diary, slot: &Slot, now: Moment) -> Status {
    let civil = now.naive_local();
    let Some(span) = span(diary, slot) else {
        return Status::NotPrescribed;
    };
    if civil < span.start {
        Status::Upcoming
    } else if civil < span.end || meals::keeps_due(diary, slot, now) {
        Status::Due
    } else if civil < entry_window_closes(rules_for(diary, slot), slot.date) {
        Status::Overdue
    } else {
        Status::Unrecorded
    }
}
