//! The page of one dose of the plan: what it is, how it stands, and what may be said about it.

use crate::domain::calendar::{DiaryDate, Period};
use crate::domain::entry::Outcome;
use crate::domain::ids::DrugId;
use crate::domain::slots::{Slot, Status};
use crate::domain::today::{DaySlot, today};

use super::ask;
use super::extra::{Draft, Swallowed};
use super::page::{Page, Row, Tone};
use super::picker::DoseStep;
use super::screen::{Act, Context, Screen};

/// Which dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotKey {
    /// The drug.
    pub drug: DrugId,
    /// The diary date.
    pub date: DiaryDate,
    /// The period.
    pub period: Period,
}

impl SlotKey {
    /// That of a slot.
    pub(super) fn of(slot: &Slot) -> SlotKey {
        SlotKey {
            drug: slot.drug,
            date: slot.date,
            period: slot.period,
        }
    }
}

pub(super) fn page(key: SlotKey, context: &Context) -> Page {
    let (text, diary, now) = (context.text, context.diary, context.world.now);
    let day = today(diary, key.date, now);
    let is_it =
        |slot: &&DaySlot| slot.state.slot.drug == key.drug && slot.state.slot.period == key.period;
    let Some(dose) = day.slots.iter().find(is_it) else {
        return Page::new()
            .heading(text.not_recorded_heading())
            .row(Row::act(text.go_back(), Act::Back));
    };
    let name = text.slot(diary, &dose.state.slot);
    let mut page = Page::new().heading(text.dose_heading(&name, &text.short_date(key.date)));
    let units = text.units_counted(diary, key.drug, &dose.state.units);
    page = page.pair(text.how_many(), units);
    let rule = diary.rules().drug(key.drug).and_then(|d| text.food_rule(d));
    if let Some(rule) = rule {
        page = page.pair(text.food_label(), rule);
    }
    page = page.pair(text.status_label(), text.status_at(&dose.state));
    let warned = !diary.open_warnings().is_empty();
    for line in text.what_to_do(diary, dose, now, warned) {
        let tone = match warned {
            true if dose.state.status == Status::Due => Tone::Alarm,
            false if dose.state.status == Status::Due => Tone::Accent,
            true | false => Tone::Plain,
        };
        page = page.text(tone, line);
    }
    page = page.gap();
    if context.world.standing.is_sound() {
        for row in rows(key, dose, context) {
            page = page.row(row);
        }
    }
    page.first = first(key, dose, page.rows.len(), context);
    page.row(Row::act(text.go_back(), Act::Back))
}

/// The row that is chosen beforehand: Enter pressed without reading must record neither a late dose as
/// taken now, nor a second one, nor one that is not due.
fn first(key: SlotKey, dose: &DaySlot, back: usize, context: &Context) -> usize {
    match dose.state.status {
        Status::Due | Status::Unrecorded => 0,
        Status::Overdue => {
            let is_today = key.date == context.diary.date_of(context.world.now);
            usize::from(is_today && dose.catch_up_until.is_none()).min(back)
        }
        Status::Upcoming
        | Status::Taken
        | Status::PartlyTaken
        | Status::Missed
        | Status::Vomited
        | Status::Held
        | Status::Stopped
        | Status::NotPrescribed => back,
    }
}

fn rows(key: SlotKey, dose: &DaySlot, context: &Context) -> Vec<Row> {
    let (text, now) = (context.text, context.world.now);
    let is_today = key.date == context.diary.date_of(now);
    let draft = |outcome, swallowed| Draft {
        swallowed,
        ..Draft::of_slot(key, outcome)
    };
    let row = |label: String, draft: Draft| Row::act(label, Act::Intake(Box::new(draft)));
    let just_now = Swallowed::At(now);
    let ask = Swallowed::NotAsked;
    let taken_now = |label| is_today.then(|| row(label, draft(Outcome::Taken, just_now)));
    let vomited = || row(text.taken_and_vomited(), draft(Outcome::Vomited, ask));
    let again = |draft: Draft| {
        let question = Screen::Intake(Box::new(draft), DoseStep::Again);
        Row::act(text.took_it_again(), Act::open(question))
    };
    let mut rows = Vec::new();
    match dose.state.status {
        Status::Due | Status::Overdue | Status::Unrecorded => {
            rows.extend(taken_now(text.taken_now(&text.time(now))));
            let label = if is_today {
                text.taken_at_another_time()
            } else {
                text.taken_then()
            };
            rows.push(row(label, draft(Outcome::Taken, ask)));
            rows.push(row(text.only_part(), draft(Outcome::PartlyTaken, ask)));
            rows.push(row(text.not_taken(), draft(Outcome::Missed, ask)));
            rows.push(vomited());
        }
        Status::Upcoming => rows.extend(taken_now(text.took_it_already(&text.time(now)))),
        Status::Taken => {
            rows.push(row(text.vomited_after(), draft(Outcome::Vomited, ask)));
            rows.push(again(draft(Outcome::Taken, ask)));
        }
        Status::PartlyTaken => {
            rows.push(row(text.took_the_rest(), draft(Outcome::Taken, ask)));
            rows.push(row(text.vomited_after(), draft(Outcome::Vomited, ask)));
        }
        Status::Missed => {
            rows.push(row(text.took_it_after_all(), draft(Outcome::Taken, ask)));
        }
        Status::Vomited => {
            rows.push(again(draft(Outcome::Taken, ask)));
        }
        Status::Held | Status::Stopped | Status::NotPrescribed => {
            rows.push(row(text.took_it_anyway(), draft(Outcome::Taken, ask)));
        }
    }
    let recorded = dose.state.recorded.as_ref();
    let entries = recorded.map_or([None, None], |r| [Some(r.seq), r.rest_seq]);
    for seq in entries.into_iter().flatten() {
        let correct = Row::act(text.something_wrong(), Act::open(Screen::Entry(seq)));
        rows.push(match entries {
            [Some(_), Some(_)] => correct.note(Tone::Quiet, words_of(seq, context)),
            [_, _] => correct,
        });
    }
    let seq = recorded.map(|recorded| recorded.rest_seq.unwrap_or(recorded.seq));
    let shown = seq.and_then(|seq| context.diary.history().live(seq));
    let back = shown.and_then(|live| ask::take_back_row(live.source, context));
    rows.extend(back.map(Row::apart));
    rows
}

fn words_of(seq: u64, context: &Context) -> String {
    let live = context.diary.history().live(seq);
    live.map_or_else(String::new, |live| {
        context.text.event(context.diary, live.event)
    })
}
