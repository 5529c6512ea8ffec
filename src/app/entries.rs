//! The diary page: every entry in words, newest first, corrections beside what they replace; and the
//! page of one entry.
//!
//! A part of the entries at a time, so that a long diary costs no more than a short one. Nothing is
//! changed here: a row opens its entry.

use crate::domain::days::days_late;
use crate::domain::entry::{Corrected, Entry, Event};
use crate::domain::history::{Fate, Row as Record};

use super::Look;
use super::correct;
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Screen};

/// How many entries stand on a page.
const A_PAGE: usize = 20;

pub(super) fn page(part: usize, context: &Context) -> Page {
    let text = context.text;
    let history = context.diary.history();
    let pages = history.len().div_ceil(A_PAGE).max(1);
    let part = part.min(pages - 1);
    let mut page = Page::new().heading(text.diary_heading(part + 1, pages));
    let turn = |label, part| Row::act(label, Act::instead(Screen::Entries(part)));
    if part > 0 {
        page = page.row(turn(text.later_entries(), part - 1));
        page.first = 1;
    }
    for record in history.rows().rev().skip(part * A_PAGE).take(A_PAGE) {
        let row = row(record, context);
        let first = page.rows.is_empty();
        page = page.row(if first { row } else { row.apart() });
    }
    if part + 1 < pages {
        page = page.row(turn(text.earlier_entries(), part + 1).apart());
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// An entry as it was recorded; below it when, and what it says now or said before.
pub(super) fn row(record: Record, context: &Context) -> Row {
    let entry = record.entry;
    if let Event::Corrected(corrected) = &entry.event {
        return correction(entry, corrected, context);
    }
    let words = context.text.event(context.diary, &entry.event);
    let row = Row::act(words, Act::open(Screen::Entry(entry.seq)));
    let row = recorded(row, entry, &entry.event, context);
    match fate(record, &context.look()) {
        Some(words) => row.note(Tone::Caution, words),
        None => row,
    }
}

/// When an entry with this content was recorded, and that it was late; nothing where its own words name
/// the day, and it was recorded on it by the patient.
fn recorded(row: Row, entry: &Entry, event: &Event, context: &Context) -> Row {
    let late = days_late(context.diary, event, entry.at);
    let is_dated = matches!(event, Event::Dose(_) | Event::Meal(_));
    if is_dated && late == 0 && !entry.by.is_site() && entry.event == *event {
        return row;
    }
    let tone = if late > 0 { Tone::Caution } else { Tone::Quiet };
    row.note(tone, context.text.recorded_note(entry.at, &entry.by, late))
}

/// What became of an entry that does not stand as it was recorded.
pub(super) fn fate(record: Record, look: &Look) -> Option<String> {
    let by = match record.fate {
        Fate::Stands => return None,
        Fate::Replaced(by) | Fate::Withdrawn(by) => look.diary.history().entry(by)?,
    };
    became(by, look)
}

/// What a correction says of its entry.
pub(super) fn became(by: &Entry, look: &Look) -> Option<String> {
    let (text, diary) = (look.text, look.diary);
    let Event::Corrected(corrected) = &by.event else {
        return None;
    };
    let (date, reason) = (
        text.date_time(by.at),
        text.correction_reason(corrected.reason),
    );
    Some(match &corrected.replacement {
        Some(event) => text.now_line(&date, reason, &text.event(diary, event)),
        None => text.withdrawn_line(&date, reason),
    })
}

/// A correction beside what it replaced.
fn correction(entry: &Entry, corrected: &Corrected, context: &Context) -> Row {
    let (text, diary) = (context.text, context.diary);
    let history = diary.history();
    let target = history.row(corrected.target.seq);
    let before = target.and_then(|target| history.content_before(target.entry, entry.seq));
    let before = before.map(|event| text.event(diary, &event));
    let reason = text.correction_reason(corrected.reason);
    let open = Act::open(Screen::Entry(corrected.target.seq));
    let row = match (&corrected.replacement, &before) {
        (Some(event), _) => {
            let words = text.correction_line(reason, &text.event(diary, event));
            recorded(Row::act(words, open), entry, event, context)
        }
        (None, before) => {
            let was = before.as_deref().unwrap_or_default();
            let words = text.withdrawal_line(reason, was);
            recorded(Row::act(words, open), entry, &entry.event, context)
        }
    };
    let row = match (&corrected.replacement, before) {
        (Some(_), Some(was)) => row.note(Tone::Quiet, text.before_line(&was)),
        (Some(_), None) => row.note(Tone::Quiet, text.before_nothing()),
        (None, _) => row,
    };
    match target.map(|target| target.fate) {
        Some(Fate::Replaced(by) | Fate::Withdrawn(by)) if by == entry.seq => row,
        Some(Fate::Replaced(by) | Fate::Withdrawn(by)) if by > entry.seq => {
            row.note(Tone::Caution, text.corrected_again())
        }
        Some(Fate::Replaced(_) | Fate::Withdrawn(_) | Fate::Stands) | None => {
            row.note(Tone::Caution, text.changes_nothing())
        }
    }
}

/// One entry, with every correction of it, and what may be said to be wrong with it.
pub(super) fn one(seq: u64, context: &Context) -> Page {
    let (text, diary, look) = (context.text, context.diary, context.look());
    let mut page = Page::new().heading(text.entry_heading(seq));
    let history = diary.history();
    let Some(record) = history.row(seq) else {
        return page.row(Row::act(text.go_back(), Act::Back));
    };
    let entry = record.entry;
    let late = days_late(diary, &entry.event, entry.at);
    let note = text.recorded_note(entry.at, &entry.by, late);
    page = page
        .text(Tone::Accent, text.event(diary, &entry.event))
        .text(Tone::Quiet, note)
        .gap();
    for words in history
        .corrections_of(entry)
        .filter_map(|by| became(by, &look))
    {
        page = page.text(Tone::Caution, words).gap();
    }
    let rows = correct::rows(entry, context);
    if !rows.is_empty() {
        page = page.text(Tone::Heading, text.what_was_wrong());
    } else if entry.by.is_site() {
        let phones = diary.phones();
        let (day, night) = (phones.day.to_string(), phones.night.to_string());
        page = page.text(Tone::Plain, text.team_must_correct(&day, &night));
    } else if context.world.standing.is_sound() {
        page = page.text(Tone::Plain, text.cannot_be_corrected());
    }
    // Enter pressed without reading must begin no correction.
    page.first = rows.len();
    page.rows = rows;
    page.row(Row::act(text.go_back(), Act::Back))
}
