//! Symptoms and adverse events, newest first: what the participant reported, the calls, and what the study team
//! recorded about it.

use crate::domain::calendar::DiaryDate;
use crate::domain::entry::{EntryRef, Event, Tier};
use crate::domain::history::Live;

use super::super::page::Tone;
use super::desk;
use super::screen::{Act, Context, Page, Row, Screen};

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let diary = &context.participant().diary;
    let mut found: Vec<(DiaryDate, u64, Row)> = Vec::new();
    for live in diary.history().live_entries() {
        let row = match live.event {
            Event::Symptom(_) => symptom(&live, context),
            Event::Contacted(_) => Some(call(&live, context)),
            Event::Opened(_)
            | Event::Meal(_)
            | Event::Dose(_)
            | Event::CycleStarted(_)
            | Event::Prescribed(_)
            | Event::Held(_)
            | Event::Resumed(_)
            | Event::Stopped(_)
            | Event::Corrected(_)
            | Event::Settings(_)
            | Event::ProtocolChanged(_)
            | Event::Recovered(_)
            | Event::Continued(_)
            | Event::Confirmed(_)
            | Event::Medicine(_)
            | Event::Unknown(_) => None,
        };
        let date = crate::domain::days::happened_on(diary, live.event, live.recorded_at());
        found.extend(row.map(|row| (date, live.root.seq, row)));
    }
    found.extend(desk::events(context));
    found.sort_by_key(|(date, seq, _)| (*date, *seq));
    let mut page = Page::new();
    if found.is_empty() {
        page = page
            .text(Tone::Plain, text.report_no_symptoms())
            .text(Tone::Plain, text.report_no_calls())
            .gap();
    } else {
        page = page
            .text(Tone::Quiet, text.report_symptoms_are_reports())
            .gap();
    }
    for (_, _, row) in found.into_iter().rev() {
        page = page.row(row.apart());
    }
    desk::of_symptoms(page, context).row(Row::act(text.go_back(), Act::Back).apart())
}

/// A report with its urgency, its end, and whether anybody was called about it.
fn symptom(live: &Live, context: &Context) -> Option<Row> {
    let text = context.text;
    let diary = &context.participant().diary;
    let Event::Symptom(symptom) = live.event else {
        return None;
    };
    let recorded_on = diary.date_of(live.recorded_at());
    let began = text.short_date(symptom.noticed_on.unwrap_or(recorded_on));
    let ended = symptom.ended_on.map(|date| text.short_date(date));
    let label = text.dated(
        &text.span(&began, ended.as_deref()),
        &text.symptom_in_line(symptom),
    );
    let (tone, urgent) = match symptom.urgency() {
        Tier::Emergency | Tier::CallNow => (Tone::Alarm, true),
        Tier::ReportSoon => (Tone::Caution, false),
        Tier::Record => (Tone::Quiet, false),
    };
    let open = Act::open(Screen::Entry(context.at, live.root.seq));
    let row = Row::act(label, open).status(tone, text.tier(symptom.urgency()));
    let (mut row, called) = calls_about(row, live.reference(), context);
    if diary
        .open_warnings()
        .iter()
        .any(|w| w.entry == live.reference())
    {
        row = row.note(Tone::Alarm, text.report_still_open());
    } else if !called && urgent {
        row = row.note(Tone::Caution, text.no_call_about_it());
    }
    Some(row)
}

fn calls_about(mut row: Row, about: EntryRef, context: &Context) -> (Row, bool) {
    let text = context.text;
    let diary = &context.participant().diary;
    let calls = diary.contacts().iter();
    let mut called = false;
    for call in calls.filter(|call| call.contacted.about.contains(&about)) {
        let recorded = diary.history().entry(call.seq).map(|entry| entry.at);
        let at = call.contacted.spoken_at.or(recorded);
        let at = at.map_or_else(String::new, |at| text.report_stamp(at));
        let words = text.called(&at, text.said(call.contacted.said));
        row = row.note(Tone::Plain, words);
        called = true;
    }
    (row, called)
}

fn call(live: &Live, context: &Context) -> Row {
    let text = context.text;
    let diary = &context.participant().diary;
    let date = crate::domain::days::happened_on(diary, live.event, live.recorded_at());
    let label = text.dated(&text.short_date(date), &text.event(diary, live.event));
    Row::act(label, Act::open(Screen::Entry(context.at, live.root.seq)))
}
