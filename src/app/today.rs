//! The page of the day: where the patient stands, what is due now, what may be recorded.
//!
//! Open warnings stand above all. What matters now is the only thing that shouts.

use crate::domain::entry::Author;
use crate::domain::meals::Readiness;
use crate::domain::phase::Phase;
use crate::domain::protocol::FoodRule;
use crate::domain::slots::{self, SlotState, Status};
use crate::domain::today::{DaySlot, Today, today};

use super::dose::SlotKey;
use super::page::{Air, Block, Page, Row, Tone};
use super::screen::{Act, Context, Screen};
use super::{contact, handover, help, strip, team};

pub(super) fn page(context: &Context) -> Page {
    let (diary, now) = (context.diary, context.world.now);
    let day = today(diary, diary.date_of(now), now);
    let mut page = warnings(&day, context);
    let strip = match day.phase {
        // The last cycle is long over: nothing in it matters any more.
        Phase::Ended => None,
        Phase::BeforeStart { .. }
        | Phase::Treatment { .. }
        | Phase::Rest { .. }
        | Phase::Waiting { .. }
        | Phase::FollowUp { .. } => strip::strip(diary, now, context.text),
    };
    if let Some(strip) = strip {
        page.blocks.push(Block::Strip(strip));
        page.blocks.push(Block::Legend {
            marks: help::legend(context.text),
            spare: true,
        });
        page.blocks.push(Block::Gap);
    }
    page = headline(page, &day, context);
    if let Some(order) = order_of_drugs(&day, context) {
        page = page.text(Tone::Plain, order);
    }
    for line in unconfirmed(&day, context) {
        page = page.text(Tone::Quiet, line);
    }
    let sound = context.world.standing.is_sound();
    if sound && !day.warnings.is_empty() {
        let called = Act::open(Screen::Contact);
        page = page.row(Row::act(context.text.i_have_called(), called));
    }
    let matters = what_matters(&day);
    if let Some(at) = matters.filter(|_| day.warnings.is_empty()) {
        page.first = page.rows.len() + at;
    }
    for (at, dose) in day.slots.iter().enumerate() {
        if is_over(&day, dose) {
            continue;
        }
        let row = dose_row(dose, matters == Some(at), &day, context);
        page = page.row(if at > 0 { row.roomy() } else { row });
    }
    for row in action_rows(&day, sound, context) {
        page = page.row(row);
    }
    page
}

fn warnings(day: &Today, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new();
    if !day.warnings.is_empty() {
        page = contact::alarm(page, context).gap();
    }
    if day.clock_went_back {
        page = page.text(Tone::Caution, text.clock_went_back()).gap();
    }
    page
}

/// Whether a dose is of a treatment that is over: not listed any more.
fn is_over(day: &Today, dose: &DaySlot) -> bool {
    match day.phase {
        Phase::FollowUp { .. } | Phase::Ended => dose.state.status == Status::Stopped,
        Phase::BeforeStart { .. }
        | Phase::Treatment { .. }
        | Phase::Rest { .. }
        | Phase::Waiting { .. } => false,
    }
}

/// In which order the drugs of a day are taken, where the site has said so (ruling 13).
fn order_of_drugs(day: &Today, context: &Context) -> Option<String> {
    let rule = context.diary.rules().order_of_drugs.as_ref()?;
    let first = day.slots.first()?.state.slot.drug;
    let several = day.slots.iter().any(|dose| dose.state.slot.drug != first);
    several.then(|| context.text.protocol(&rule.value))
}

/// The dose that is to be taken first: the one with an open meal window, else the first that is due.
fn what_matters(day: &Today) -> Option<usize> {
    let in_window = |dose: &DaySlot| matches!(dose.readiness, Some(Readiness::MealWindowUntil(_)));
    let due = |dose: &DaySlot| dose.state.status == Status::Due;
    let first = day.slots.iter().position(in_window);
    first.or_else(|| day.slots.iter().position(due))
}

/// One sentence where nothing is due now.
fn headline(page: Page, day: &Today, context: &Context) -> Page {
    let text = context.text;
    if what_matters(day).is_some() {
        return page;
    }
    let upcoming = day
        .slots
        .iter()
        .find(|dose| dose.state.status == Status::Upcoming);
    let sentence = match (day.phase, upcoming) {
        (Phase::Treatment { .. }, Some(dose)) => next_line(dose, context),
        (Phase::Treatment { .. }, None) => text.nothing_more_today(),
        (Phase::Rest { day, .. }, _) => {
            let of = context.diary.rules().cycle_length_days.value;
            text.rest_line(day, of)
        }
        (Phase::BeforeStart { .. } | Phase::Waiting { .. }, _)
        | (Phase::FollowUp { .. } | Phase::Ended, _) => text.phase(context.diary, day.phase),
    };
    let page = page.text(Tone::Accent, sentence);
    let page = match day.phase {
        Phase::Waiting { .. } => {
            let rule = &context.diary.rules().next_cycle.value;
            page.text(Tone::Plain, text.protocol(rule))
                .text(Tone::Quiet, text.clinic_day(context.diary.rules()))
        }
        Phase::FollowUp { day: since, of } => {
            let last = text.date_in_line(day.date.plus(-i64::from(since)));
            page.text(Tone::Plain, text.follow_up_from(&last))
                .text(Tone::Plain, text.follow_up_means(of))
        }
        Phase::Ended => {
            let page = page.text(Tone::Plain, text.closing_lines()).gap();
            help::phones(page, context)
                .gap()
                .text(Tone::Plain, text.last_copy(context.world.head))
        }
        Phase::BeforeStart { .. } | Phase::Treatment { .. } | Phase::Rest { .. } => page,
    };
    page.gap()
}

fn next_line(dose: &DaySlot, context: &Context) -> String {
    let text = context.text;
    let slot = text.slot(context.diary, &dose.state.slot);
    let today = context.world.now.naive_local().date();
    match slots::span(context.diary, &dose.state.slot) {
        Some(span) => text.next_dose_line(&slot, &text.time_seen_from(span.start, today)),
        None => text.nothing_more_today(),
    }
}

fn unconfirmed(day: &Today, context: &Context) -> Vec<String> {
    let text = context.text;
    if day.unconfirmed.len() > 1 {
        return vec![text.unconfirmed_count(day.unconfirmed.len())];
    }
    let found = day.unconfirmed.iter().filter_map(|entry| {
        let live = context.diary.history().live(entry.seq)?;
        Some(text.unconfirmed_line(&text.event(context.diary, live.event)))
    });
    found.collect()
}

fn dose_row(dose: &DaySlot, matters: bool, day: &Today, context: &Context) -> Row {
    let (text, diary) = (context.text, context.diary);
    let state = &dose.state;
    let warned = !day.warnings.is_empty();
    let status_tone = match state.status {
        Status::Due if matters && !warned => Tone::Now,
        Status::Due => Tone::Accent,
        Status::Overdue | Status::Unrecorded => Tone::Caution,
        Status::Taken
        | Status::PartlyTaken
        | Status::Missed
        | Status::Vomited
        | Status::Upcoming
        | Status::Held
        | Status::Stopped
        | Status::NotPrescribed => Tone::Quiet,
    };
    let act = Act::open(Screen::Dose(SlotKey::of(&state.slot)));
    let mut row = Row::act(text.slot(diary, &state.slot), act)
        .status(status_tone, status_words(dose, context));
    if !state.status.is_recorded() {
        row = row.note(Tone::Quiet, how(dose, context));
    }
    match state.status {
        Status::Due | Status::Overdue => {
            let mut lines = text.what_to_do(diary, dose, context.world.now, warned);
            let tone = if state.status == Status::Due && warned {
                Tone::Alarm
            } else if matters {
                Tone::Accent
            } else {
                Tone::Plain
            };
            // The time since the last intake is a fact, not something to do.
            let since = dose.since_last.filter(|_| !warned && lines.len() > 1);
            let since = since.and_then(|_| lines.pop());
            if let (Some(since), Some((_, how))) = (since, row.notes.last_mut()) {
                *how = text.and_then(how, &since);
            }
            row.note(tone, lines.join(text.pick(" ", "")))
        }
        Status::Held => row.note(Tone::Plain, text.paused_line()),
        Status::Stopped => row.note(Tone::Plain, text.ended_line()),
        Status::Upcoming
        | Status::Unrecorded
        | Status::Taken
        | Status::PartlyTaken
        | Status::Missed
        | Status::Vomited
        | Status::NotPrescribed => row,
    }
}

/// "from 16:00" for a dose to come, else its status.
fn status_words(dose: &DaySlot, context: &Context) -> String {
    let text = context.text;
    let span = slots::span(context.diary, &dose.state.slot);
    match span.filter(|_| dose.state.status == Status::Upcoming) {
        Some(span) => {
            let today = context.world.now.naive_local().date();
            text.from_time(&text.time_seen_from(span.start, today))
        }
        None => text.status_at(&dose.state),
    }
}

/// Units by strength, and the food rule where the line below does not name it.
fn how(dose: &DaySlot, context: &Context) -> String {
    let (text, diary) = (context.text, context.diary);
    let state = &dose.state;
    let units = text.units_counted(diary, state.slot.drug, &state.units);
    let rule = diary.rules().drug(state.slot.drug);
    let named_below = dose.readiness.is_some() && dose.catch_up_until.is_none();
    match rule.and_then(|drug| text.food_rule(drug)) {
        Some(rule) if !named_below => text.units_and_food(&units, &rule),
        Some(_) | None => units,
    }
}

fn action_rows(day: &Today, sound: bool, context: &Context) -> Vec<Row> {
    let text = context.text;
    let mut rows = Vec::new();
    let patient = Author::Patient {};
    if day.phase == Phase::Ended {
        rows.push(handover::row(context));
    }
    if sound {
        rows.extend(day.yesterday.iter().map(|state| yesterday(state, context)));
        if waits_for_a_meal(day, context) {
            rows.push(Row::act(text.i_have_finished_eating(), Act::Eaten));
        }
        rows.push(Row::act(
            text.i_have_a_symptom(),
            Act::open(Screen::Symptoms(None)),
        ));
        if day.unconfirmed.len() > 1 {
            let told = Act::open(Screen::Told(patient.clone()));
            rows.push(Row::act(text.what_i_was_told(), told));
        }
        if !team::orders(&patient, context).is_empty() {
            let told = Act::open(Screen::Team(patient));
            rows.push(Row::act(text.my_team_told_me(), told));
        }
        let other = Act::open(Screen::OtherIntake(None));
        rows.push(Row::act(text.took_something_else(), other));
    }
    rows.push(Row::act(text.more_row(), Act::open(Screen::More)));
    rows.push(Row::act(text.close_the_diary(), Act::Quit));
    if let Some(first) = rows.first_mut() {
        first.air = Air::Room;
    }
    rows
}

fn yesterday(state: &SlotState, context: &Context) -> Row {
    let text = context.text;
    let slot = text.slot(context.diary, &state.slot);
    let act = Act::open(Screen::Dose(SlotKey::of(&state.slot)));
    let date = text.short_date(state.slot.date);
    Row::act(text.yesterday_row(&slot, &date), act).status(Tone::Caution, text.status(state.status))
}

/// Whether a dose of today that depends on a meal is still open.
fn waits_for_a_meal(day: &Today, context: &Context) -> bool {
    day.slots.iter().any(|dose| {
        let open = matches!(dose.state.status, Status::Due | Status::Upcoming);
        let rule = context.diary.rules().drug(dose.state.slot.drug);
        let food = rule.map(|drug| drug.food.value);
        open && matches!(food, Some(FoodRule::AfterMeal { .. }))
    })
}
