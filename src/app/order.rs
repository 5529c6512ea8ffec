//! An order of the study team as it is being answered: one question a page, then the confirming page.
//!
//! Entered by the patient it is what she was told (ruling 6), and may follow a call about a warning.
//! Entered by staff it may also raise units, begin early, say why and when it was given, and end a stop.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{
    Command, ContactCommand, PauseCommand, PrescribeCommand, beginnings, by_beginning, first_held,
    next_position,
};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, PrescriptionReason, Said};
use crate::domain::ids::DrugId;
use crate::domain::orders::{Known, Running};
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::domain::slots::{self, SlotState, Status};
use crate::domain::units::Units;

use super::ask::{self, Request};
use super::page::Field;
use super::screen::Screen;
use super::units_form::UnitsForm;

/// Which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrderKind {
    /// A cycle starts.
    Start,
    /// Pause.
    Pause,
    /// Other units: fewer where the patient was told.
    Units,
    /// Go on after a pause; by staff also after a stop.
    Resume,
    /// Stop for good.
    Stop,
}

/// Which question about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamStep {
    /// Which drugs?
    Drugs,
    /// How many units?
    Units,
    /// From when?
    From,
    /// When did the team give it?
    Given,
    /// Why?
    Why,
}

/// Why staff give an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Of a prescription.
    Prescription(PrescriptionReason),
    /// Of the end of treatment.
    End(EndReason),
    /// In the words typed, if any.
    InWords,
}

/// What is known of an order so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    pub(super) by: Author,
    pub(super) kind: OrderKind,
    /// On a call about a warning.
    pub(super) on_call: Option<Said>,
    /// Once they are chosen.
    pub(super) drugs: Option<Vec<DrugId>>,
    /// While they are being counted.
    pub(super) units: Option<UnitsForm>,
    pub(super) counted: bool,
    pub(super) from: SlotPosition,
    pub(super) placed: bool,
    /// The clock time under consideration.
    pub(super) given: NaiveDateTime,
    /// When the team gave it, if not now.
    pub(super) given_at: Option<Moment>,
    pub(super) why: Option<Why>,
    pub(super) note: String,
}

impl Order {
    /// An order from the next dose on, or a start on the first possible day.
    pub(super) fn new(kind: OrderKind, by: Author, diary: &Diary, now: Moment) -> Order {
        let next = if by.is_site() {
            next_half(diary, now)
        } else {
            next_position(diary, now)
        };
        let from = match kind {
            OrderKind::Start => {
                let first = diary.date_of(now).max(day_22(diary));
                SlotPosition::new(first, Period::Am)
            }
            OrderKind::Resume => next_held(diary, now).unwrap_or(next),
            OrderKind::Pause | OrderKind::Units | OrderKind::Stop => next,
        };
        Order {
            by,
            kind,
            on_call: None,
            drugs: None,
            units: None,
            counted: false,
            from,
            placed: false,
            given: now.naive_local(),
            given_at: None,
            why: None,
            note: String::new(),
        }
    }

    /// The same, said on a call about a warning.
    pub(super) fn on_call(self, said: Said) -> Order {
        Order {
            on_call: Some(said),
            ..self
        }
    }

    /// The next question, or the confirmation.
    pub(super) fn next(mut self, diary: &Diary, now: Moment) -> Screen {
        let ask = |order: Order, step| Screen::Order(Box::new(order), step);
        if self.kind != OrderKind::Start {
            let candidates = self.candidates(diary);
            if self.drugs.is_none() && candidates.len() < 2 {
                self.drugs = Some(candidates);
            }
            if self.drugs.is_none() {
                return ask(self, TeamStep::Drugs);
            }
            if self.kind == OrderKind::Units && !self.counted {
                if self.units.is_none() {
                    let drugs = self.drugs.as_deref().unwrap_or_default();
                    let form = UnitsForm::current(diary, drugs, self.from, self.by.is_site());
                    self.units = Some(form);
                }
                return ask(self, TeamStep::Units);
            }
        }
        if !self.placed {
            // Where all begin at one dose, that dose is shown.
            if let [(from, _)] = self.begins(diary, now).as_slice() {
                self.from = *from;
            }
            return ask(self, TeamStep::From);
        }
        if self.asks_why(diary) && self.why.is_none() {
            return ask(self, TeamStep::Why);
        }
        let command = self.command();
        ask::propose(
            Request {
                by: self.by,
                command,
            },
            diary,
            now,
        )
    }

    /// Staff say why; a first prescription needs no reason.
    fn asks_why(&self, diary: &Diary) -> bool {
        let prescribed = |drug: &DrugId| !diary.course(*drug).prescriptions.is_empty();
        match self.kind {
            OrderKind::Start => false,
            OrderKind::Units => self.by.is_site() && self.drugs.iter().flatten().any(prescribed),
            OrderKind::Pause | OrderKind::Resume | OrderKind::Stop => self.by.is_site(),
        }
    }

    /// The drugs that the order could be about.
    pub(super) fn candidates(&self, diary: &Diary) -> Vec<DrugId> {
        let fits = |drug: &DrugId| {
            let from = match self.kind {
                OrderKind::Resume => first_held(diary, *drug, self.from),
                OrderKind::Start | OrderKind::Pause | OrderKind::Units | OrderKind::Stop => {
                    self.from
                }
            };
            let running = diary.course(*drug).running(from, Known::All);
            match (self.kind, running) {
                (OrderKind::Resume, Running::Held(_)) => true,
                (OrderKind::Resume, Running::Stopped(_)) => self.by.is_site(),
                (OrderKind::Resume, Running::Yes) => false,
                (_, Running::Stopped(_)) => false,
                (_, Running::Yes | Running::Held(_)) => true,
            }
        };
        let drugs = diary.drugs().iter().map(|drug| drug.id);
        drugs.filter(fits).collect()
    }

    /// From which slot on it would hold for each drug.
    pub(super) fn begins(&self, diary: &Diary, now: Moment) -> Vec<(SlotPosition, Vec<DrugId>)> {
        let drugs = self.drugs.clone().unwrap_or_default();
        match self.kind {
            OrderKind::Pause | OrderKind::Stop => {
                beginnings(diary, &self.by, &self.pause(), drugs, now)
            }
            OrderKind::Resume => by_beginning(drugs, |drug| first_held(diary, drug, self.from)),
            OrderKind::Start | OrderKind::Units => vec![(self.from, drugs)],
        }
    }

    fn units(&self) -> BTreeMap<DrugId, BTreeMap<Period, Units>> {
        let units = self.units.as_ref().and_then(|form| form.units().ok());
        units.unwrap_or_default()
    }

    fn pause(&self) -> PauseCommand {
        PauseCommand {
            drugs: self.drugs.clone().unwrap_or_default(),
            from: self.from,
            given_at: self.given_at,
            note: PlainText::new(self.note.trim()),
        }
    }

    fn command(&self) -> Command {
        if let Some(said) = self.on_call {
            return Command::Contact(ContactCommand {
                said,
                spoken_at: None,
                drugs: self.drugs.clone().unwrap_or_default(),
                from: Some(self.from),
                units: self.units(),
            });
        }
        match self.kind {
            OrderKind::Pause => Command::Hold(self.pause()),
            OrderKind::Resume => Command::Resume(self.pause()),
            OrderKind::Stop => Command::Stop {
                pause: self.pause(),
                reason: match self.why {
                    Some(Why::End(reason)) => Some(reason),
                    Some(Why::Prescription(_) | Why::InWords) | None => None,
                },
            },
            OrderKind::Start => Command::StartCycle {
                date: self.from.date,
                given_at: self.given_at,
            },
            OrderKind::Units => Command::Prescribe(PrescribeCommand {
                units: self.units(),
                from: self.from,
                given_at: self.given_at,
                reason: match self.why {
                    Some(Why::Prescription(reason)) => reason,
                    Some(Why::End(_) | Why::InWords) | None => PrescriptionReason::Reduction,
                },
                bsa_m2: self
                    .units
                    .as_ref()
                    .and_then(|form| form.surface().ok().flatten()),
            }),
        }
    }

    /// Changes the day, the half of the day, a count or a clock time by one step.
    pub(super) fn step(
        &mut self,
        step: TeamStep,
        field: Field,
        by: i8,
        diary: &Diary,
        now: Moment,
    ) {
        let days = i64::from(by);
        match (step, field) {
            (TeamStep::From, Field::Day) => {
                let moved = self.from.date.plus(days);
                self.from.date = match self.kind {
                    OrderKind::Start => moved.max(self.earliest_start(diary)),
                    OrderKind::Pause | OrderKind::Units | OrderKind::Resume | OrderKind::Stop => {
                        moved
                    }
                };
            }
            (TeamStep::From, Field::Half) => {
                self.from.period = match self.from.period {
                    Period::Once | Period::Am => Period::Pm,
                    // The whole day: for each drug its own next dose, if that day is today.
                    Period::Pm => Period::Once,
                };
            }
            (TeamStep::Units, Field::Count(at)) => {
                if let Some(form) = &mut self.units {
                    form.step(at, by);
                }
            }
            (TeamStep::Given, Field::Day) => self.move_given(TimeDelta::days(days), now),
            (TeamStep::Given, Field::Minutes(minutes)) => {
                self.move_given(TimeDelta::minutes(i64::from(minutes) * days), now);
            }
            (
                TeamStep::Drugs
                | TeamStep::Units
                | TeamStep::From
                | TeamStep::Given
                | TeamStep::Why,
                Field::Day
                | Field::Half
                | Field::Minutes(_)
                | Field::Until
                | Field::Band
                | Field::Count(_),
            ) => {}
        }
    }

    /// An order has been given by now.
    fn move_given(&mut self, by: TimeDelta, now: Moment) {
        let moved = self.given.checked_add_signed(by).unwrap_or(self.given);
        self.given = moved.min(now.naive_local());
    }

    /// The text that is typed into, by its place.
    pub(super) fn typed(&mut self, step: TeamStep, at: usize) -> Option<&mut String> {
        match step {
            TeamStep::Why => Some(&mut self.note),
            TeamStep::Units => self.units.as_mut()?.text(at),
            TeamStep::Drugs | TeamStep::From | TeamStep::Given => None,
        }
    }

    /// One more strength of a drug, to be typed.
    pub(super) fn add_strength(&mut self, drug: DrugId, diary: &Diary) {
        if let (Some(form), Some(drug)) = (&mut self.units, diary.rules().drug(drug)) {
            form.add_strength(drug);
        }
    }

    /// The first day on which a cycle may start: staff may start it early.
    fn earliest_start(&self, diary: &Diary) -> DiaryDate {
        match diary.cycles().last() {
            Some(last) if self.by.is_site() => last.start.plus(1),
            Some(_) | None => day_22(diary),
        }
    }
}

/// The first day after the days of the last cycle (ruling 6).
fn day_22(diary: &Diary) -> DiaryDate {
    match diary.cycles().last() {
        Some(last) => {
            let length = diary.rules_of(last).cycle_length_days.value;
            last.start.plus(i64::from(length))
        }
        None => DiaryDate::earliest(),
    }
}

/// The first paused dose of today whose time is not over.
pub(super) fn next_held(diary: &Diary, now: Moment) -> Option<SlotPosition> {
    let day = slots::day(diary, diary.date_of(now), now);
    let open = |state: &&SlotState| {
        let span = slots::span(diary, &state.slot);
        state.status == Status::Held && span.is_some_and(|span| now.naive_local() < span.end)
    };
    let found = day.slots.iter().find(open);
    found.map(|state| state.slot.position())
}

/// The half of the day whose dose is open or to come: a morning that is over is not restated by what staff
/// enter at noon. Without such a dose, the next one of all.
fn next_half(diary: &Diary, now: Moment) -> SlotPosition {
    let day = slots::day(diary, diary.date_of(now), now);
    let of_a_half = |state: &&SlotState| {
        state.slot.period != Period::Once && matches!(state.status, Status::Due | Status::Upcoming)
    };
    let found = day.slots.iter().find(of_a_half);
    found.map_or_else(|| next_position(diary, now), |state| state.slot.position())
}
