//! The calendar with the study team's orders drawn in, and one of its days.

use std::collections::BTreeSet;

use crate::domain::adherence::LedgerRow;
use crate::domain::calendar::DiaryDate;
use crate::domain::days::entries_on;
use crate::domain::slots::{self, SlotState};

use super::super::calendar::{Flags, around, day_label, day_row};
use super::super::page::{Mark, Tone};
use super::screen::{Act, Context, Page, Row, Screen};
use super::{slots as rows, trail};

pub(super) fn page(date: Option<DiaryDate>, context: &Context) -> Page {
    let text = context.text;
    let look = context.look();
    let flags = Flags {
        name: text.orders_lane(),
        dates: orders(context).into_iter().map(|(date, _)| date).collect(),
    };
    let (_, _, date) = context.known.calendar(date);
    let mut around = around(date, &look, Some(&flags));
    let date = around.date;
    around.legend.push((Mark::Order, text.mark_order()));
    let day = Act::open(Screen::Day(context.at, date));
    let mut row = day_row(date, &look, day);
    for (_, seq) in orders(context).into_iter().filter(|(on, _)| *on == date) {
        if let Some(live) = look.diary.history().live(seq) {
            row = row.note(Tone::Accent, text.event(look.diary, live.event));
        }
    }
    Page::new()
        .calendar(around)
        .row(row)
        .row(Row::act(text.go_back(), Act::Back).apart())
}

/// The orders that hold from a date on, each with its entry.
fn orders(context: &Context) -> BTreeSet<(DiaryDate, u64)> {
    let courses = context.participant().diary.courses();
    let orders = courses.flat_map(|(_, course)| course.orders());
    orders.map(|order| (order.from.date, order.seq)).collect()
}

/// One day: its slots, and every entry about it.
pub(super) fn day(date: DiaryDate, context: &Context) -> Page {
    let (text, look) = (context.text, context.look());
    let participant = context.participant();
    let mut page = Page::new().heading(day_label(date, &look));
    let found = slots::day(look.diary, date, look.now);
    if found.slots.is_empty() {
        page = page.text(Tone::Plain, text.no_dose_planned()).gap();
    }
    page.columns = trail::columns(text);
    let ledger = &participant.adherence.ledger;
    let of_day: Vec<&LedgerRow> = ledger.iter().filter(|row| row.date == date).collect();
    for state in &found.slots {
        page = page.row(slot(state, &of_day, context).roomy());
    }
    for (_, seq) in orders(context).into_iter().filter(|(on, _)| *on == date) {
        // Recorded on this day it stands among the entries.
        let record = look.diary.history().row(seq);
        let is_of_day = |record: &crate::domain::history::Row| {
            crate::domain::days::happened_on(look.diary, &record.entry.event, record.entry.at)
                == date
        };
        if let Some(record) = record.filter(|record| !is_of_day(record)) {
            page = page.row(trail::row(record, context).roomy());
        }
    }
    for record in entries_on(look.diary, date) {
        page = page.row(trail::row(record, context).roomy());
        for by in look.diary.history().corrections_of(record.entry) {
            let correction = look.diary.history().row(by.seq);
            page.rows
                .extend(correction.map(|record| trail::row(record, context).roomy()));
        }
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// A slot of the plan; opens the entry that counts for it.
fn slot(state: &SlotState, of_day: &[&LedgerRow], context: &Context) -> Row {
    let text = context.text;
    let label = text.slot(&context.participant().diary, &state.slot);
    let recorded = state.recorded.as_ref();
    let entry = recorded.map(|recorded| Screen::Entry(context.at, recorded.seq));
    let day = Screen::Day(context.at, state.slot.date);
    let row = Row::act(label, Act::open(entry.unwrap_or(day)));
    let slot = (state.slot.drug, Some(state.slot.period));
    let of_slot = of_day.iter().find(|row| (row.drug, row.period) == slot);
    match of_slot {
        Some(found) => rows::told(row, found, context),
        None => row.status(Tone::Quiet, text.report_status_for_team(state.status)),
    }
}
