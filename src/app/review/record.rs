//! Entries of the site record: as rows, and the page of one, from which it is corrected.

use crate::domain::entry::Entry;
use crate::domain::history::{Fate, Row as Record};
use crate::domain::site::SiteEvent;

use super::super::page::Tone;
use super::screen::{Act, Context, Page, Row, Screen};
use super::{desk, tumour};

/// An entry of the site record.
pub(super) fn row(record: Record<SiteEvent>, context: &Context) -> Row {
    let (text, entry) = (context.text, record.entry);
    let open = Act::open(Screen::RecordEntry(context.at, entry.seq));
    let row = Row::act(entry.seq.to_string(), open)
        .cell(Tone::Plain, String::new())
        .cell(Tone::Plain, text.report_stamp(entry.at))
        .cell(Tone::Plain, text.author(&entry.by))
        .note(Tone::Plain, words(entry, context));
    match fate(record, context) {
        Some(words) => row.note(Tone::Caution, words),
        None => row,
    }
}

/// An entry by what it says now, as long as it counts; opens its page.
pub(super) fn said_row(seq: u64, context: &Context) -> Option<Row> {
    let participant = context.participant();
    let live = participant.record.as_ref()?.history().live(seq)?;
    let words = context
        .text
        .site_event(Some(&participant.diary), live.event);
    let open = Act::open(Screen::RecordEntry(context.at, seq));
    Some(Row::act(words, open))
}

/// What an entry says; of a correction the old and the new in one line.
pub(super) fn words(entry: &Entry<SiteEvent>, context: &Context) -> String {
    let old = match &entry.event {
        SiteEvent::Corrected(corrected) => {
            let record = context.participant().record.as_ref();
            let history = record.map(|record| record.history());
            history.and_then(|history| {
                let root = history.entry(corrected.target.seq)?;
                history.content_before(root, entry.seq)
            })
        }
        _ => None,
    };
    event_words(&entry.event, old.as_ref(), context)
}

/// What an event says; of a correction the old and the new in one line. `old` is what was said before it.
pub(super) fn event_words(event: &SiteEvent, old: Option<&SiteEvent>, context: &Context) -> String {
    let text = context.text;
    let diary = Some(&context.participant().diary);
    let SiteEvent::Corrected(corrected) = event else {
        return text.site_event(diary, event);
    };
    let said = |event: Option<&SiteEvent>| match event {
        Some(event) => text.site_event(diary, event),
        None => text.says_nothing(),
    };
    text.site_old_and_new(
        corrected.target.seq,
        text.correction_reason(corrected.reason),
        &said(old),
        &said(corrected.replacement.as_ref()),
    )
}

/// What became of an entry; nothing where it stands.
fn fate(record: Record<SiteEvent>, context: &Context) -> Option<String> {
    match record.fate {
        Fate::Stands => None,
        Fate::Replaced(by) => Some(context.text.report_replaced_by(by)),
        Fate::Withdrawn(by) => Some(context.text.report_taken_back_in(by)),
    }
}

/// One entry, what became of it, and the rows that correct it.
pub(super) fn one(seq: u64, context: &Context) -> Page {
    let text = context.text;
    let record = context.participant().record.as_ref();
    let history = record.map(|record| record.history());
    let mut page = Page::new().heading(text.report_entry_of_record(seq));
    let (Some(history), Some(found)) = (history, history.and_then(|history| history.row(seq)))
    else {
        return page.row(Row::act(text.go_back(), Act::Back));
    };
    let entry = found.entry;
    page = page
        .text(Tone::Accent, words(entry, context))
        .gap()
        .pair(
            text.report_column_recorded(),
            text.report_stamp(entry.at) + " " + &entry.at.offset().to_string(),
        )
        .pair(text.report_column_by(), text.author(&entry.by));
    if let Some(words) = fate(found, context) {
        page = page.gap().text(Tone::Caution, words);
    }
    for correction in history.corrections_of(entry) {
        page = page.text(Tone::Plain, words(correction, context));
    }
    let means = tumour::entry_words(seq, context);
    if !means.is_empty() {
        page = page.gap();
    }
    for words in means {
        page = page.text(Tone::Plain, words);
    }
    if let SiteEvent::Corrected(corrected) = &entry.event {
        let root = corrected.target.seq;
        let open = Act::open(Screen::RecordEntry(context.at, root));
        page = page.row(Row::act(text.desk_entry(root), open).apart());
    }
    desk::of_entry(page, found, context).row(Row::act(text.go_back(), Act::Back).apart())
}
