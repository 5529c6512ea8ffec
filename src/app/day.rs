//! One day: its slots as they stand, everything else that was recorded for it, and what can be added.
//!
//! What was corrected stays visible, and a late entry says so. A dose is recorded on its own page, as on
//! the page of the day; on a day to come nothing can be recorded.

use crate::domain::calendar::DiaryDate;
use crate::domain::days::{days_late, entries_on};
use crate::domain::entry::Event;
use crate::domain::history::Fate;
use crate::domain::slots::{self, SlotState, Status};

use super::calendar::day_label;
use super::dose::SlotKey;
use super::entries;
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Screen};

pub(super) fn page(date: DiaryDate, context: &Context) -> Page {
    let (text, diary, now) = (context.text, context.diary, context.world.now);
    let found = slots::day(diary, date, now);
    let mut page = Page::new().heading(day_label(date, &context.look()));
    let is_ahead = date > diary.date_of(now);
    if is_ahead {
        page = page.text(Tone::Plain, text.day_to_come()).gap();
    }
    if found.slots.is_empty() {
        page = page.text(Tone::Plain, text.no_dose_planned()).gap();
    }
    // What is missing is what one comes for.
    let is_open = |state: &SlotState| match state.status {
        Status::Due | Status::Overdue | Status::Unrecorded => true,
        Status::Upcoming
        | Status::Taken
        | Status::PartlyTaken
        | Status::Missed
        | Status::Vomited
        | Status::Held
        | Status::Stopped
        | Status::NotPrescribed => false,
    };
    page.first = found.slots.iter().position(is_open).unwrap_or(0);
    let mut of_slots: Vec<u64> = Vec::new();
    for state in &found.slots {
        let recorded = state.recorded.iter();
        of_slots.extend(
            recorded
                .flat_map(|recorded| [Some(recorded.seq), recorded.rest_seq])
                .flatten(),
        );
        let row = roomy(slot_row(state, context), &page);
        page = page.row(row);
    }
    for record in entries_on(diary, date) {
        let seq = record.entry.seq;
        if of_slots.contains(&seq) {
            continue;
        }
        let row = roomy(entries::row(record, context), &page);
        let is_extra = found.extras.iter().any(|extra| extra.seq == seq);
        page = page.row(match is_extra {
            true => row.status(Tone::Caution, text.mark_extra()),
            false => row,
        });
    }
    if context.world.standing.is_sound() && !is_ahead {
        let other = Act::open(Screen::OtherIntake(Some(date)));
        page = page.row(Row::act(text.took_something_else_then(), other).apart());
        let on = (date < diary.date_of(now)).then_some(date);
        let symptom = Act::open(Screen::Symptoms(on));
        page = page.row(Row::act(text.had_a_symptom_then(), symptom));
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// Rows of several lines stand apart from each other where there is room.
fn roomy(row: Row, page: &Page) -> Row {
    match page.rows.is_empty() {
        true => row,
        false => row.apart(),
    }
}

/// A slot with how it stands, and below it that it was recorded late or corrected.
fn slot_row(state: &SlotState, context: &Context) -> Row {
    let (text, diary) = (context.text, context.diary);
    let tone = match state.status {
        Status::Due => Tone::Accent,
        Status::Overdue | Status::Unrecorded => Tone::Caution,
        Status::Upcoming
        | Status::Taken
        | Status::PartlyTaken
        | Status::Missed
        | Status::Vomited
        | Status::Held
        | Status::Stopped
        | Status::NotPrescribed => Tone::Quiet,
    };
    let key = SlotKey {
        drug: state.slot.drug,
        date: state.slot.date,
        period: state.slot.period,
    };
    let open = Act::open(Screen::Dose(key));
    let mut row = Row::act(text.slot(diary, &state.slot), open).status(tone, text.status_at(state));
    let Some(recorded) = &state.recorded else {
        return row;
    };
    for seq in [Some(recorded.seq), recorded.rest_seq]
        .into_iter()
        .flatten()
    {
        let Some(live) = diary.history().live(seq) else {
            continue;
        };
        let late = days_late(diary, live.event, live.recorded_at());
        if late > 0 {
            let note = text.recorded_note(live.recorded_at(), &live.source.by, late);
            row = row.note(Tone::Caution, note);
        }
        let record = diary.history().row(seq);
        if let Some(record) = record.filter(|record| record.fate != Fate::Stands) {
            let was = text.event(diary, &record.entry.event);
            row = row.note(Tone::Plain, text.first_recorded(&was));
            if let Event::Corrected(corrected) = &live.source.event {
                let reason = text.correction_reason(corrected.reason);
                let on = text.corrected_on(&text.date_time(live.recorded_at()), reason);
                row = row.note(Tone::Caution, on);
            }
        }
    }
    row
}
