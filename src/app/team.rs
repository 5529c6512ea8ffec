//! What the study team said: a cycle starts, pause, fewer, go on, stop for good.
//!
//! Which drug, how many, from which dose: one question a page, then the confirming page. Entered here it
//! is what the patient was told (ruling 6). The same questions follow a call about a warning.

use std::collections::BTreeMap;

use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{
    Command, ContactCommand, PauseCommand, PrescribeCommand, first_held, next_position,
};
use crate::domain::diary::Diary;
use crate::domain::entry::{PrescriptionReason, Said};
use crate::domain::ids::DrugId;
use crate::domain::orders::{Known, Running};
use crate::domain::phase::all_stopped;
use crate::domain::plain_text::PlainText;
use crate::domain::slots::{self, SlotState, Status};
use crate::domain::units::{Milligrams, Units};

use super::ask::{self, Request};
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Field, Screen};

/// Which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrderKind {
    /// A cycle starts.
    Start,
    /// Pause.
    Pause,
    /// Fewer units.
    Fewer,
    /// Go on after a pause.
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
}

/// Units of one strength in one intake, while they are being counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    drug: DrugId,
    period: Period,
    strength: Milligrams,
    count: u16,
}

/// What is known of an order so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    kind: OrderKind,
    /// On a call about a warning.
    on_call: Option<Said>,
    /// Once they are chosen.
    drugs: Option<Vec<DrugId>>,
    counts: Vec<Count>,
    counted: bool,
    from: SlotPosition,
    placed: bool,
}

impl Order {
    /// An order from the next dose on, or a start on the first possible day.
    pub(super) fn new(kind: OrderKind, diary: &Diary, now: Moment) -> Order {
        let next = next_position(diary, now);
        let from = match kind {
            OrderKind::Start => {
                let first = diary.date_of(now).max(earliest_start(diary));
                SlotPosition::new(first, Period::Am)
            }
            OrderKind::Resume => next_held(diary, now).unwrap_or(next),
            OrderKind::Pause | OrderKind::Fewer | OrderKind::Stop => next,
        };
        Order {
            kind,
            on_call: None,
            drugs: None,
            counts: Vec::new(),
            counted: false,
            from,
            placed: false,
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
        if self.kind == OrderKind::Start {
            if !self.placed {
                return ask(self, TeamStep::From);
            }
            let date = self.from.date;
            let start = Command::StartCycle {
                date,
                given_at: None,
            };
            return ask::propose(Request::of_patient(start), diary, now);
        }
        let candidates = self.candidates(diary);
        if self.drugs.is_none() && candidates.len() < 2 {
            self.drugs = Some(candidates);
        }
        if self.drugs.is_none() {
            return ask(self, TeamStep::Drugs);
        }
        if self.kind == OrderKind::Fewer && !self.counted {
            self.start_counting(diary);
            return ask(self, TeamStep::Units);
        }
        if !self.placed {
            return ask(self, TeamStep::From);
        }
        ask::propose(Request::of_patient(self.command()), diary, now)
    }

    /// The drugs that the order could be about.
    fn candidates(&self, diary: &Diary) -> Vec<DrugId> {
        let fits = |drug: &DrugId| {
            let from = match self.kind {
                OrderKind::Resume => first_held(diary, *drug, self.from),
                OrderKind::Start | OrderKind::Pause | OrderKind::Fewer | OrderKind::Stop => {
                    self.from
                }
            };
            let running = diary.course(*drug).running(from, Known::All);
            match (self.kind, running) {
                (OrderKind::Resume, Running::Held(_)) => true,
                (OrderKind::Resume, Running::Yes | Running::Stopped(_)) => false,
                (_, Running::Stopped(_)) => false,
                (_, Running::Yes | Running::Held(_)) => true,
            }
        };
        diary
            .drugs()
            .iter()
            .map(|drug| drug.id)
            .filter(fits)
            .collect()
    }

    fn start_counting(&mut self, diary: &Diary) {
        if !self.counts.is_empty() {
            return;
        }
        for drug in self.drugs.iter().flatten() {
            let rules = diary.rules().drug(*drug);
            for rule in rules.iter().flat_map(|drug| &drug.periods) {
                let position = SlotPosition::new(self.from.date, rule.period);
                let units = diary.course(*drug).units(position, Known::All);
                for (strength, count) in units.iter().flat_map(|units| units.iter()) {
                    self.counts.push(Count {
                        drug: *drug,
                        period: rule.period,
                        strength,
                        count,
                    });
                }
            }
        }
    }

    fn units(&self) -> BTreeMap<DrugId, BTreeMap<Period, Units>> {
        let mut by_slot: BTreeMap<(DrugId, Period), Vec<(Milligrams, u16)>> = BTreeMap::new();
        for count in &self.counts {
            let slot = by_slot.entry((count.drug, count.period)).or_default();
            slot.push((count.strength, count.count));
        }
        let mut units: BTreeMap<DrugId, BTreeMap<Period, Units>> = BTreeMap::new();
        for ((drug, period), pairs) in by_slot {
            if let Ok(counted) = Units::new(pairs) {
                units.entry(drug).or_default().insert(period, counted);
            }
        }
        units
    }

    fn command(&self) -> Command {
        let drugs = self.drugs.clone().unwrap_or_default();
        if let Some(said) = self.on_call {
            return Command::Contact(ContactCommand {
                said,
                spoken_at: None,
                drugs,
                from: Some(self.from),
                units: self.units(),
            });
        }
        let pause = PauseCommand {
            drugs,
            from: self.from,
            given_at: None,
            note: PlainText::default(),
        };
        match self.kind {
            OrderKind::Pause => Command::Hold(pause),
            OrderKind::Resume => Command::Resume(pause),
            OrderKind::Stop => Command::Stop {
                pause,
                reason: None,
            },
            OrderKind::Start => Command::StartCycle {
                date: self.from.date,
                given_at: None,
            },
            OrderKind::Fewer => Command::Prescribe(PrescribeCommand {
                units: self.units(),
                from: self.from,
                given_at: None,
                reason: PrescriptionReason::Reduction,
                bsa_m2: None,
            }),
        }
    }

    /// Changes the day, the half of the day or a count by one step.
    pub(super) fn step(&mut self, field: Field, by: i8, diary: &Diary) {
        match field {
            Field::Day => {
                let moved = self.from.date.plus(i64::from(by));
                self.from.date = match self.kind {
                    OrderKind::Start => moved.max(earliest_start(diary)),
                    OrderKind::Pause | OrderKind::Fewer | OrderKind::Resume | OrderKind::Stop => {
                        moved
                    }
                };
            }
            Field::Half => {
                self.from.period = match self.from.period {
                    Period::Once | Period::Am => Period::Pm,
                    Period::Pm => Period::Am,
                };
            }
            Field::Count(at) => {
                if let Some(count) = self.counts.get_mut(at) {
                    let moved = count.count.saturating_add_signed(i16::from(by));
                    count.count = moved.min(Units::MAX_COUNT);
                }
            }
            Field::Hour | Field::FiveMinutes | Field::Minute | Field::Band | Field::Text(_) => {}
        }
    }
}

/// The first paused dose of today whose time is not over.
fn next_held(diary: &Diary, now: Moment) -> Option<SlotPosition> {
    let day = slots::day(diary, diary.date_of(now), now);
    let open = |state: &&SlotState| {
        let span = slots::span(diary, &state.slot);
        state.status == Status::Held && span.is_some_and(|span| now.naive_local() < span.end)
    };
    let found = day.slots.iter().find(open);
    found.map(|state| state.slot.position())
}

/// The first day on which the next cycle may start: day 22 of the last one (ruling 6).
fn earliest_start(diary: &Diary) -> DiaryDate {
    match diary.cycles().last() {
        Some(last) => {
            let length = diary.rules_of(last).cycle_length_days.value;
            last.start.plus(i64::from(length))
        }
        None => DiaryDate::earliest(),
    }
}

/// Whether every drug has been ended.
pub(super) fn is_over(context: &Context) -> bool {
    let (diary, now) = (context.diary, context.world.now);
    all_stopped(diary, diary.date_of(now), now.naive_local()).is_some()
}

/// The orders that the patient may have been told, with what they are called.
pub(super) fn orders(context: &Context) -> Vec<(OrderKind, String)> {
    let (text, diary, now) = (context.text, context.diary, context.world.now);
    let stopped = is_over(context);
    let next = next_held(diary, now).unwrap_or_else(|| next_position(diary, now));
    let held = |drug: DrugId| {
        let from = first_held(diary, drug, next);
        let running = diary.course(drug).running(from, Known::All);
        matches!(running, Running::Held(_))
    };
    let any_held = diary.drugs().iter().any(|drug| held(drug.id));
    let all = [
        (OrderKind::Start, text.told_start(), !stopped),
        (OrderKind::Pause, text.told_pause(), !stopped),
        (OrderKind::Fewer, text.told_fewer(), !stopped),
        (OrderKind::Resume, text.told_resume(), any_held),
        (OrderKind::Stop, text.told_stop(), !stopped),
    ];
    let offered = all.into_iter().filter(|(_, _, offered)| *offered);
    offered.map(|(kind, label, _)| (kind, label)).collect()
}

/// What did they say?
pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new()
        .heading(text.what_did_team_say())
        .text(Tone::Quiet, text.only_what_they_said())
        .gap();
    for (kind, label) in orders(context) {
        let order = Order::new(kind, context.diary, context.world.now);
        page = page.row(Row::act(label, Act::Order(Box::new(order))));
    }
    page.row(Row::act(text.go_back(), Act::Back))
}

/// A question about an order.
pub(super) fn question(order: &Order, step: TeamStep, context: &Context) -> Page {
    let page = match step {
        TeamStep::Drugs => drugs(order, context),
        TeamStep::Units => units(order, context),
        TeamStep::From => from(order, context),
    };
    page.row(Row::act(context.text.go_back(), Act::Back))
}

fn drugs(order: &Order, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let mut page = Page::new().heading(text.which_medicines());
    let candidates = order.candidates(diary);
    let choose = |label: String, drugs: Vec<DrugId>| {
        let chosen = Order {
            drugs: Some(drugs),
            ..order.clone()
        };
        Row::act(label, Act::Order(Box::new(chosen)))
    };
    let all = text.drugs(diary, &candidates);
    page = page.row(choose(text.all_of_them(&all), candidates.clone()));
    for drug in candidates {
        page = page.row(choose(text.only_this(&text.drug(diary, drug)), vec![drug]));
    }
    page
}

fn units(order: &Order, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let mut page = Page::new()
        .heading(text.how_many_from_now())
        .text(Tone::Quiet, text.fewer_only())
        .gap();
    for (at, count) in order.counts.iter().enumerate() {
        let slot = text.drug_period(diary, count.drug, Some(count.period));
        let label = text.slot_strength(&slot, &text.mg(count.strength));
        page = page.row(Row::step(label, Field::Count(at), count.count.to_string()));
    }
    let counted = Order {
        counted: true,
        ..order.clone()
    };
    page.row(Row::act(text.go_on(), Act::Order(Box::new(counted))).apart())
}

fn from(order: &Order, context: &Context) -> Page {
    let text = context.text;
    let start = order.kind == OrderKind::Start;
    let heading = if start {
        text.which_first_day()
    } else {
        text.from_which_dose()
    };
    let mut page = Page::new().heading(heading);
    if start {
        page = page.text(Tone::Quiet, text.not_before_day_22()).gap();
    }
    let date = text.date(order.from.date);
    page = page.row(Row::step(text.day_label(), Field::Day, date.clone()));
    let chosen = if start {
        date
    } else {
        let half = match order.from.period {
            Period::Once | Period::Am => Period::Am,
            Period::Pm => Period::Pm,
        };
        let value = text.period(half);
        page = page.row(Row::step(text.half_label(), Field::Half, value));
        text.from_slot(SlotPosition::new(order.from.date, half))
    };
    let placed = Order {
        placed: true,
        ..order.clone()
    };
    let label = text.from_then(&chosen);
    page.row(Row::act(label, Act::Order(Box::new(placed))).apart())
}

/// The tablets are others than last time: do not start.
pub(super) fn other_units(context: &Context) -> Page {
    let text = context.text;
    Page::new()
        .heading(text.do_not_start_yet())
        .text(Tone::Plain, text.team_enters_tablets())
        .text(Tone::Accent, text.phones(context.diary.phones()))
        .gap()
        .row(Row::act(text.back_to_today(), Act::Home))
}
