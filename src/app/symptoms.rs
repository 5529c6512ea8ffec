//! The list of symptoms, the signs of an emergency with the number to call, and what was reported before.
//!
//! What may be an emergency comes first: the number is one press away, and nothing has to be answered to
//! see it.

use crate::domain::calendar::DiaryDate;
use crate::domain::decide::Change;
use crate::domain::diary::{ContactRecord, SymptomRecord};
use crate::domain::entry::{CorrectionReason, EntryRef, Event, Symptom, Tier};
use crate::domain::symptoms::{self, Question, Term};

use super::correct::Fix;
use super::page::{Block, Page, Row, Tone};
use super::screen::{Act, Context, Screen};
use super::symptom::{self, Report, SymptomStep};

/// How many reports stand on a page.
const A_PAGE: usize = 20;

/// What is it, now, or what was it on a day that is over?
pub(super) fn page(on: Option<DiaryDate>, context: &Context) -> Page {
    let text = context.text;
    let mut page = which(on, context);
    page = page.text(Tone::Plain, text.no_report_is_too_small()).gap();
    let emergency = Act::open(Screen::Emergency(on));
    page = page.row(Row::act(text.emergency_row(), emergency));
    let count = context.diary.symptoms().len();
    if count > 0 {
        let earlier = Act::open(Screen::Reports(0));
        page = page.row(Row::act(text.earlier_reports(count), earlier).apart());
    }
    let asked = |term: &&Term| !term.questions().is_empty();
    for (at, term) in Term::ALL.iter().filter(asked).enumerate() {
        let act = Act::Symptom(Box::new(Report::of(*term).since(on)));
        let row = Row::act(text.term(*term), act);
        page = page.row(if at == 0 { row.apart() } else { row });
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// The question what it is, and the day where it is not today.
fn which(on: Option<DiaryDate>, context: &Context) -> Page {
    let text = context.text;
    match on {
        Some(date) => Page::new()
            .text(Tone::Caution, text.date(date))
            .heading(text.what_was_it()),
        None => Page::new().heading(text.what_is_it()),
    }
}

/// The number to call.
pub(super) fn emergency(on: Option<DiaryDate>, context: &Context) -> Page {
    let text = context.text;
    let page = call_first(Page::new(), context).gap();
    let page = if context.world.standing.is_sound() {
        let signs = Act::open(Screen::EmergencySigns(on));
        page.row(Row::act(text.record_what_it_was(), signs))
    } else {
        page
    };
    page.row(Row::act(text.go_back(), Act::Back))
}

/// Which sign of an emergency it was.
pub(super) fn emergency_signs(on: Option<DiaryDate>, context: &Context) -> Page {
    let text = context.text;
    let mut page = which(on, context);
    let by_themselves = Term::ALL.iter().filter(|term| term.questions().is_empty());
    for term in by_themselves {
        let act = Act::Symptom(Box::new(Report::of(*term).since(on)));
        page = page.row(Row::act(text.term(*term), act));
    }
    let with_a_yes = [
        (
            Term::Bleeding,
            Question::HeavyBleeding,
            text.sign_bleeding(),
        ),
        (Term::Rash, Question::SpreadingRash, text.sign_rash()),
    ];
    for (term, question, label) in with_a_yes {
        let act = Act::Symptom(Box::new(Report::of(term).since(on).with(question)));
        page = page.row(Row::act(label, act));
    }
    page.first = page.rows.len();
    page.row(Row::act(text.go_back(), Act::Back))
}

/// The emergency number, first and large.
pub(super) fn call_first(mut page: Page, context: &Context) -> Page {
    let number = context.diary.phones().emergency.to_string();
    page.blocks.push(Block::Number(number.clone()));
    page.gap()
        .text(Tone::Alarm, context.text.call_emergency_first(&number))
}

/// What was reported, newest first.
pub(super) fn reports(part: usize, context: &Context) -> Page {
    let text = context.text;
    let all = context.diary.symptoms();
    let last = all.len().div_ceil(A_PAGE).saturating_sub(1);
    let part = part.min(last);
    let mut page = Page::new().heading(text.earlier_reports(all.len()));
    let turn = |label, part| Row::act(label, Act::instead(Screen::Reports(part)));
    if part > 0 {
        page = page.row(turn(text.later_entries(), part - 1));
        page.first = 1;
    }
    for record in all.iter().rev().skip(part * A_PAGE).take(A_PAGE) {
        page.rows.extend(report_row(record, context));
    }
    if part < last {
        page = page.row(turn(text.earlier_entries(), part + 1).apart());
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

fn report_row(record: &SymptomRecord, context: &Context) -> Option<Row> {
    let (text, diary) = (context.text, context.diary);
    let symptom = diary.symptom(record.seq)?;
    let recorded = diary.history().entry(record.seq)?;
    let act = Act::open(Screen::Reported(record.seq));
    let row = Row::act(text.symptom_in_line(symptom), act);
    let note = text.recorded_note(recorded.at, &recorded.by, 0);
    Some(row.note(Tone::Quiet, note).roomy())
}

/// One report: what it says, what to do, and what may be said about it.
pub(super) fn report(seq: u64, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let mut page = Page::new();
    let found = diary.symptom(seq).zip(diary.history().entry(seq));
    let is_open = diary.open_warnings().iter().any(|w| w.entry.seq == seq);
    if let Some((symptom, entry)) = found {
        page = page
            .heading(text.recorded_on(&text.date_time(entry.at)))
            .text(Tone::Accent, text.symptom_in_line(symptom))
            .gap();
        page = match (symptom.urgency(), is_open) {
            (Tier::CallNow | Tier::Emergency, false) => page,
            (tier, _) => advice(page, tier, context),
        };
        for call in calls_about(entry.reference(), context) {
            page = page.text(Tone::Plain, call);
        }
        page = page.gap();
        // What the study team has recorded is the team's to correct (ruling 22).
        if context.world.standing.is_sound() && !entry.by.is_site() {
            page.rows = report_rows(seq, symptom, context);
        }
    }
    page.first = page.rows.len();
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// What was said on the calls about a report, newest first.
fn calls_about(entry: EntryRef, context: &Context) -> Vec<String> {
    let (text, history) = (context.text, context.diary.history());
    let calls = context.diary.contacts().iter().rev();
    let about = calls.filter(|call| call.contacted.about.contains(&entry));
    let line = |call: &ContactRecord| {
        let recorded = history.entry(call.seq)?;
        let when = text.date_time(call.contacted.spoken_at.unwrap_or(recorded.at));
        Some(text.called_about_it(&when, text.said(call.contacted.said)))
    };
    about.filter_map(line).take(3).collect()
}

fn report_rows(seq: u64, symptom: &Symptom, context: &Context) -> Vec<Row> {
    let text = context.text;
    let mut rows = Vec::new();
    let term = symptom.known_term();
    if let Some(term) = term {
        let again = Report::of(term).again(seq);
        if symptom.ended_on.is_some() {
            rows.push(Row::act(text.it_is_not_over(), symptom::ended(seq, None)));
        } else {
            let over = Screen::Symptom(Box::new(again.clone()), SymptomStep::Over);
            rows.push(Row::act(text.it_is_over(), Act::open(over)));
        }
        if !term.questions().is_empty() {
            let other = Act::Symptom(Box::new(again.clone()));
            rows.push(Row::act(text.other_answers(), other));
        }
        let since = Screen::Symptom(Box::new(again), SymptomStep::Since);
        rows.push(Row::act(text.began_another_day(), Act::open(since)));
    }
    let withdrawal = Fix::new(seq, Change::Withdraw, CorrectionReason::WrongPress);
    let act = Act::open(Screen::Correct(Box::new(withdrawal)));
    rows.push(Row::act(text.take_report_back(), act).apart());
    rows
}

/// What to do, in the protocol's words.
pub(super) fn advice(page: Page, tier: Tier, context: &Context) -> Page {
    let words = context.text.tier_text(context.diary, tier);
    match tier {
        Tier::Emergency => {
            let mut page = page;
            let number = context.diary.phones().emergency.to_string();
            page.blocks.push(Block::Number(number));
            page.gap().text(Tone::Alarm, words)
        }
        Tier::CallNow => page.text(Tone::Alarm, words),
        Tier::ReportSoon => page.text(Tone::Caution, words),
        Tier::Record => page.text(Tone::Plain, words),
    }
}

/// How urgent what is written is; `None` where it is no symptom.
pub(super) fn urgency<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Tier> {
    let tiers = events.into_iter().filter_map(|event| {
        let symptom = event.symptom()?;
        symptom.ended_on.is_none().then_some(symptom.urgency())
    });
    tiers.max()
}

/// The row that leads to the questions which follow what was recorded: after a vomited dose, those about
/// vomiting (ruling 18).
pub(super) fn asked_after(events: &[Event], context: &Context) -> Option<Row> {
    let term = symptoms::asked_after(events)?;
    let act = Act::Symptom(Box::new(Report::of(term)));
    Some(Row::act(context.text.answer_now(), act))
}
