//! The ledger: one row for each planned slot and each extra dose, from which every figure is counted.
//!
//! Upcoming and stopped slots have no row. A slot of zero units has one, `not_prescribed`, if its
//! period was prescribed before: the dose intensity counts it (ruling 7).

use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::diary::{Cycle, Diary};
use crate::domain::entry::{Dose, Event, Food, MissedReason};
use crate::domain::ids::DrugId;
use crate::domain::orders::Order;
use crate::domain::plain_text::PlainText;
use crate::domain::slots::{self, Extra, Recorded, SlotState, Status};
use crate::domain::units::{Milligrams, Units};
use crate::domain::warnings;

use super::AsOf;

/// What a row says about its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStatus {
    /// Taken in full.
    Taken,
    /// Taken in part.
    PartlyTaken,
    /// Not taken.
    Missed,
    /// Taken, then vomited.
    Vomited,
    /// Nothing recorded, and the entry window is over.
    Unrecorded,
    /// Begun, nothing recorded, the entry window is open.
    Pending,
    /// Paused by the study team.
    Held,
    /// Zero units, after some had been prescribed.
    NotPrescribed,
    /// An intake beside the slots.
    Extra,
}

impl RowStatus {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            RowStatus::Taken => "taken",
            RowStatus::PartlyTaken => "partly_taken",
            RowStatus::Missed => "missed",
            RowStatus::Vomited => "vomited",
            RowStatus::Unrecorded => "unrecorded",
            RowStatus::Pending => "pending",
            RowStatus::Held => "held",
            RowStatus::NotPrescribed => "not_prescribed",
            RowStatus::Extra => "extra",
        }
    }

    /// Whether it is in the whole of every share of slots (ruling 26).
    pub fn is_evaluable(self) -> bool {
        match self {
            RowStatus::Taken
            | RowStatus::PartlyTaken
            | RowStatus::Missed
            | RowStatus::Vomited
            | RowStatus::Unrecorded => true,
            RowStatus::Pending | RowStatus::Held | RowStatus::NotPrescribed | RowStatus::Extra => {
                false
            }
        }
    }

    /// The row status of a slot; `None` where the slot has no row.
    fn of(status: Status) -> Option<RowStatus> {
        match status {
            Status::Upcoming | Status::Stopped => None,
            Status::Due | Status::Overdue => Some(RowStatus::Pending),
            Status::Unrecorded => Some(RowStatus::Unrecorded),
            Status::Taken => Some(RowStatus::Taken),
            Status::PartlyTaken => Some(RowStatus::PartlyTaken),
            Status::Missed => Some(RowStatus::Missed),
            Status::Vomited => Some(RowStatus::Vomited),
            Status::Held => Some(RowStatus::Held),
            Status::NotPrescribed => Some(RowStatus::NotPrescribed),
        }
    }
}

/// How late something was recorded, in diary dates after the slot's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lateness {
    /// On the same diary date, or before it.
    SameDay,
    /// On the next.
    NextDay,
    /// Later.
    Later,
}

impl Lateness {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            Lateness::SameDay => "same_day",
            Lateness::NextDay => "next_day",
            Lateness::Later => "later",
        }
    }
}

/// Why a slot was missed or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowReason {
    /// The patient's reason for not taking it.
    Missed(MissedReason),
    /// The study team's words with the hold.
    Held(PlainText),
}

/// One slot, or one extra dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// The drug.
    pub drug: DrugId,
    /// The cycle; of an extra dose, that of its date. `None`: before the first cycle.
    pub cycle: Option<u16>,
    /// The cycle day, from 1.
    pub cycle_day: Option<u16>,
    /// The diary date.
    pub date: DiaryDate,
    /// Which intake of the day; an extra dose may name none.
    pub period: Option<Period>,
    /// What happened.
    pub status: RowStatus,
    /// The units prescribed for the slot; `None` for an extra dose.
    pub prescribed: Option<Units>,
    /// The amount first prescribed for the period; zero for an extra dose.
    pub first_prescribed: Milligrams,
    /// The units swallowed, none for a missed dose; `None` where nothing is recorded.
    pub taken: Option<Units>,
    /// When it was swallowed, if known.
    pub taken_at: Option<Moment>,
    /// When the content that counts was recorded.
    pub recorded_at: Option<Moment>,
    /// Whether the food rule was kept; `None` where there is no intake or no food rule.
    pub food: Option<Food>,
    /// Whether it was within the protocol's timing window, where one is set and the time is known.
    pub on_time: Option<bool>,
    /// How late it was recorded.
    pub lateness: Option<Lateness>,
    /// Why it was missed or held.
    pub reason: Option<RowReason>,
    /// The entry, or for a held slot the order, that says so.
    pub seq: Option<u64>,
    /// Whether it is held by an order that the patient was told and nobody of the staff confirmed.
    pub unconfirmed: bool,
}

impl LedgerRow {
    /// The amount prescribed; zero for an extra dose.
    pub fn mg_prescribed(&self) -> Milligrams {
        self.prescribed.as_ref().map_or(Milligrams::ZERO, Units::mg)
    }

    /// The amount swallowed; zero where nothing is recorded.
    pub fn mg_taken(&self) -> Milligrams {
        self.taken.as_ref().map_or(Milligrams::ZERO, Units::mg)
    }
}

/// Every row up to `as_of`, by date; extra doses stand behind the slots of their date.
pub(super) fn build(diary: &Diary, as_of: AsOf) -> Vec<LedgerRow> {
    build_of(diary, as_of, diary.cycles())
}

/// The rows of some cycles; of the extra doses all.
pub(super) fn build_of(diary: &Diary, as_of: AsOf, cycles: &[Cycle]) -> Vec<LedgerRow> {
    let cut = Cut::new(diary, as_of);
    // Most slots have a dose.
    let mut rows = Vec::with_capacity(diary.doses().len() * 5 / 4);
    for cycle in cycles {
        let days = slots::last_planned_day(diary.rules_of(cycle));
        let mut end = cycle.start.plus(i64::from(days)).min(cut.first_date_out);
        if let Some(next) = diary.cycle_after(cycle) {
            end = end.min(next.start);
        }
        for day in 0..end.days_since(cycle.start).max(0) {
            let states = slots::states_on(diary, cycle.start.plus(day), cut.moment);
            rows.extend(states.filter_map(|s| cut.slot_row(diary, s)));
        }
    }
    let extras = warnings::extra_doses(diary).into_iter();
    rows.extend(
        extras
            .filter(|extra| cut.takes_extra(extra))
            .map(|extra| extra_row(diary, &extra)),
    );
    // Stable: extra doses were added last. Without any there is nothing to do.
    if !rows.is_sorted_by_key(|row| row.date) {
        rows.sort_by_key(|row| row.date);
    }
    rows
}

/// The cut that `as_of` makes: it leaves out slots, never knowledge (ruling 27).
struct Cut {
    as_of: AsOf,
    /// The diary date of `as_of`.
    date: DiaryDate,
    /// The moment at which statuses are asked for.
    moment: Moment,
    /// No slot of this date or later can have a row.
    first_date_out: DiaryDate,
}

impl Cut {
    fn new(diary: &Diary, as_of: AsOf) -> Cut {
        let date = as_of.date(diary);
        let first_date_out = match as_of {
            AsOf::EndOf(date) => date.plus(1),
            // A slot of tomorrow may have been taken too early, in the last hours of today.
            AsOf::Now(_) => date.plus(2),
        };
        Cut {
            as_of,
            date,
            moment: as_of.moment(diary),
            first_date_out,
        }
    }

    /// Planned is what has begun or is recorded (ruling 26).
    fn takes_slot(&self, diary: &Diary, state: &SlotState) -> bool {
        match self.as_of {
            AsOf::EndOf(date) => state.slot.date <= date,
            AsOf::Now(now) => {
                let begun = || {
                    slots::span(diary, &state.slot)
                        .is_some_and(|span| span.start <= now.naive_local())
                };
                let happened =
                    |recorded: &Recorded| recorded.taken_at.unwrap_or(recorded.recorded_at) <= now;
                state.slot.date < self.date
                    || begun()
                    || state.recorded.as_ref().is_some_and(happened)
            }
        }
    }

    fn takes_extra(&self, extra: &Extra) -> bool {
        match self.as_of {
            AsOf::EndOf(date) => extra.date <= date,
            AsOf::Now(now) => {
                extra.date < self.date
                    || extra
                        .taken_at
                        .map_or(extra.date == self.date, |taken_at| taken_at <= now)
            }
        }
    }

    fn slot_row(&self, diary: &Diary, state: SlotState) -> Option<LedgerRow> {
        let status = RowStatus::of(state.status)?;
        let slot = state.slot;
        let first = diary.course(slot.drug).first_prescribed(slot.period);
        if state.units.is_none() && !first.is_some_and(|(from, _)| from.reaches(slot.position())) {
            return None;
        }
        if !self.takes_slot(diary, &state) {
            return None;
        }
        let mut row = LedgerRow {
            drug: slot.drug,
            cycle: Some(slot.cycle),
            cycle_day: Some(slot.cycle_day),
            date: slot.date,
            period: Some(slot.period),
            status,
            prescribed: Some(state.units),
            first_prescribed: first.map_or(Milligrams::ZERO, |(_, units)| units.mg()),
            taken: None,
            taken_at: None,
            recorded_at: None,
            food: None,
            on_time: None,
            lateness: None,
            reason: None,
            seq: None,
            unconfirmed: false,
        };
        if let Some(order) = state.order {
            row.unconfirmed = order.unconfirmed;
            row.reason = hold_reason(diary, &order);
            row.seq = Some(order.seq);
        }
        if let Some(recorded) = state.recorded {
            row.lateness = Some(lateness(diary, slot.date, recorded.recorded_at));
            let dose = diary.dose(recorded.seq);
            row.food = food(diary, dose, recorded.rest_seq);
            row.reason = dose.and_then(|dose| dose.reason).map(RowReason::Missed);
            row.taken_at = recorded.taken_at;
            row.recorded_at = Some(recorded.recorded_at);
            row.on_time = recorded.on_time;
            row.seq = Some(recorded.seq);
            row.taken = Some(recorded.units);
        }
        Some(row)
    }
}

fn extra_row(diary: &Diary, extra: &Extra) -> LedgerRow {
    let cycle = diary.cycle_on(extra.date);
    let dose = diary.dose(extra.seq);
    let recorded_at = diary.history().live(extra.seq).map(|l| l.recorded_at());
    LedgerRow {
        drug: extra.drug,
        cycle: cycle.map(|cycle| cycle.number),
        cycle_day: cycle.and_then(|cycle| cycle.day(extra.date)),
        date: extra.date,
        period: extra.period,
        status: RowStatus::Extra,
        prescribed: None,
        first_prescribed: Milligrams::ZERO,
        taken: dose.and_then(|dose| dose.units.clone()),
        taken_at: extra.taken_at,
        recorded_at,
        food: dose.and_then(|dose| dose.food),
        on_time: None,
        lateness: recorded_at.map(|at| lateness(diary, extra.date, at)),
        reason: None,
        seq: Some(extra.seq),
        unconfirmed: false,
    }
}

/// How late an entry is, by the wall clock that recorded it.
fn lateness(diary: &Diary, date: DiaryDate, recorded_at: Moment) -> Lateness {
    match diary.date_of(recorded_at).days_since(date) {
        ..=0 => Lateness::SameDay,
        1 => Lateness::NextDay,
        2.. => Lateness::Later,
    }
}

/// The food rule of an intake; one taken in two parts kept it only if both parts did.
fn food(diary: &Diary, dose: Option<&Dose>, rest_seq: Option<u64>) -> Option<Food> {
    let first = dose.and_then(|dose| dose.food);
    let Some(rest) = rest_seq else {
        return first;
    };
    match (first, diary.dose(rest).and_then(|dose| dose.food)) {
        (Some(Food::NotKept), _) | (_, Some(Food::NotKept)) => Some(Food::NotKept),
        (Some(Food::Kept), Some(Food::Kept)) => Some(Food::Kept),
        (None, None) => None,
        (Some(Food::Kept | Food::Unknown) | None, Some(Food::Kept | Food::Unknown) | None) => {
            Some(Food::Unknown)
        }
    }
}

fn hold_reason(diary: &Diary, order: &Order) -> Option<RowReason> {
    let Event::Held(held) = diary.history().live(order.seq)?.event else {
        return None;
    };
    (!held.reason.is_empty()).then(|| RowReason::Held(held.reason.clone()))
}

/// The place in the order of slots that a moment has for a drug.
pub(super) fn position_of(diary: &Diary, drug: DrugId, as_of: AsOf) -> SlotPosition {
    let date = as_of.date(diary);
    let half = match as_of {
        AsOf::EndOf(_) => Period::Pm,
        AsOf::Now(now) => {
            let rules = diary.rules();
            let evening = rules.drug(drug).and_then(|drug| drug.period(Period::Pm));
            let begins = evening.map(|rule| rule.span(date, rules.day_starts_at()).start);
            match begins {
                Some(begins) if now.naive_local() >= begins => Period::Pm,
                Some(_) | None => Period::Am,
            }
        }
    };
    SlotPosition::new(date, half)
}
