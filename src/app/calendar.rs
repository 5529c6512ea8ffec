//! The calendar: cycles as rows of days, one of them chosen with the arrows; and its days one by one.
//!
//! Every day from the first entry about one to today, and to the end of the last cycle, can be chosen.
//! Only the rows around the chosen one are looked into.

use chrono::Datelike;

use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::ids::DrugId;
use crate::domain::slots::{self, SlotState};
use crate::domain::stretches::{Stretch, columns, stretches};

use super::page::Field;
use super::page::{Band, Block, Calendar, Mark, Page, Row, RowKind, Tone};
use super::screen::{Act, Context, Screen};
use super::{help, strip};

/// Rows of days that are looked into, around the chosen one.
const BANDS: usize = 9;

/// The row that a date stands in, and its place in it; the nearest one for a date that is in none.
fn place(rows: &[Stretch], date: DiaryDate) -> (usize, u16) {
    let after = rows.partition_point(|row| row.start <= date);
    let at = after.saturating_sub(1);
    let Some(row) = rows.get(at) else {
        return (0, 0);
    };
    let column = u16::try_from(date.days_since(row.start)).unwrap_or(0);
    (at, column.min(row.days.saturating_sub(1)))
}

fn date_at(rows: &[Stretch], at: usize, column: u16) -> Option<DiaryDate> {
    let row = rows.get(at)?;
    let column = column.min(row.days.saturating_sub(1));
    Some(row.start.plus(i64::from(column)))
}

/// The day that an arrow leads to; the same where there is none.
pub(super) fn moved(
    date: DiaryDate,
    field: Field,
    by: i8,
    diary: &Diary,
    now: Moment,
) -> DiaryDate {
    let rows = stretches(diary, diary.date_of(now));
    let (at, column) = place(&rows, date);
    let there = match field {
        Field::Day => {
            let here = date_at(&rows, at, column).unwrap_or(date);
            let (at, column) = place(&rows, here.plus(i64::from(by)));
            date_at(&rows, at, column)
        }
        Field::Band => at
            .checked_add_signed(isize::from(by))
            .and_then(|at| date_at(&rows, at, column)),
        Field::Minutes(_) | Field::Half | Field::Until | Field::Count(_) => None,
    };
    there.unwrap_or(date)
}

/// The first row of days of the page on which the row `at` of `all` is the chosen one.
fn first_band(at: usize, all: usize) -> usize {
    at.saturating_sub(BANDS / 2).min(all.saturating_sub(BANDS))
}

/// The day at a place of the picture, while `date` is the chosen one; the same where there is none.
pub(super) fn picked(
    date: DiaryDate,
    band: usize,
    column: u16,
    diary: &Diary,
    now: Moment,
) -> DiaryDate {
    let rows = stretches(diary, diary.date_of(now));
    let from = first_band(place(&rows, date).0, rows.len());
    date_at(&rows, from + band, column).unwrap_or(date)
}

pub(super) fn page(date: DiaryDate, context: &Context) -> Page {
    let (text, diary, now) = (context.text, context.diary, context.world.now);
    let rows = stretches(diary, diary.date_of(now));
    let (at, column) = place(&rows, date);
    let date = date_at(&rows, at, column).unwrap_or(date);
    let from = first_band(at, rows.len());
    let shown = rows.iter().skip(from).take(BANDS);
    let calendar = Calendar {
        columns: columns(diary),
        bands: shown.map(|row| band(row, context)).collect(),
        chosen: (at - from, column),
    };
    let heading = match rows.get(at).and_then(|row| row.cycle) {
        Some((cycle, _)) => {
            let last = diary.cycles().last().map_or(0, |cycle| cycle.number);
            text.calendar_heading(cycle.number, last)
        }
        None => text.calendar_word(),
    };
    let mut page = Page::new().heading(heading);
    page.blocks.push(Block::Legend {
        marks: used_marks(&calendar, context),
        spare: false,
    });
    page.blocks.insert(2, Block::Calendar(calendar));
    page.blocks.insert(3, Block::Gap);
    let mut chosen = Row::act(day_label(date, context), Act::Back);
    chosen.kind = RowKind::Roam(Act::open(Screen::Day(date)));
    for words in day_words(date, context) {
        chosen = chosen.note(Tone::Plain, words);
    }
    let list = Act::open(Screen::Days(date));
    page.row(chosen.apart())
        .row(Row::act(text.days_one_by_one(), list).apart())
        .row(Row::act(text.go_back(), Act::Back))
}

/// The days of the row that a date stands in, each a row of words.
pub(super) fn days(date: DiaryDate, context: &Context) -> Page {
    let (text, diary, now) = (context.text, context.diary, context.world.now);
    let rows = stretches(diary, diary.date_of(now));
    let (at, column) = place(&rows, date);
    let mut page = Page::new().heading(text.calendar_word());
    let other = |at: Option<usize>, label: String| {
        let date = at.and_then(|at| date_at(&rows, at, 0))?;
        Some(Row::act(label, Act::instead(Screen::Days(date))))
    };
    let earlier = other(at.checked_sub(1), text.earlier_days());
    page.rows.extend(earlier);
    let row = rows.get(at);
    for (day, date) in row.into_iter().flat_map(Stretch::dates).enumerate() {
        if day == usize::from(column) {
            page.first = page.rows.len();
        }
        let words = text.sentences(&day_words(date, context));
        let open = Act::open(Screen::Day(date));
        page = page.row(Row::act(day_label(date, context), open).note(Tone::Plain, words));
    }
    let later = other(Some(at + 1), text.later_days());
    page.rows.extend(later.map(Row::apart));
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

fn band(row: &Stretch, context: &Context) -> Band {
    let (text, diary, now) = (context.text, context.diary, context.world.now);
    let rules = row
        .cycle
        .map_or(diary.rules(), |(cycle, _)| diary.rules_of(cycle));
    let mut lanes = strip::lanes(diary, rules, (row.start, row.days), now, text);
    for day in 0..usize::from(row.days) {
        let mark = |marks: &Vec<Mark>| marks.get(day).copied().unwrap_or(Mark::None);
        let mut marks = lanes.iter().flat_map(|lane| &lane.periods);
        if marks.all(|(_, marks)| mark(marks) == Mark::None)
            && let Some((_, marks)) = lanes.last_mut().and_then(|lane| lane.periods.first_mut())
            && let Some(cell) = marks.get_mut(day)
        {
            *cell = Mark::Rest;
        }
    }
    let dates = row.dates().map(|date| date.calendar().day());
    Band {
        name: match row.cycle {
            Some((cycle, 1)) => text.cycle_word(cycle.number),
            Some((_, day)) => text.from_cycle_day(day),
            None => text.before_start_word(),
        },
        month: text.month(row.start),
        dates: dates.collect(),
        today: row.column_of(diary.date_of(now)),
        lanes,
    }
}

/// The marks that the picture shows, each with its word.
fn used_marks(calendar: &Calendar, context: &Context) -> Vec<(Mark, String)> {
    let bands = calendar.bands.iter().flat_map(|band| &band.lanes);
    let marks: Vec<&Mark> = bands
        .flat_map(|lane| &lane.periods)
        .flat_map(|(_, marks)| marks)
        .collect();
    let mut legend = help::legend(context.text);
    legend.push((Mark::Rest, context.text.mark_rest()));
    legend.retain(|(mark, _)| marks.contains(&mark));
    legend
}

/// "Wed 4 Nov 2026, today: cycle 2, day 3".
pub(super) fn day_label(date: DiaryDate, context: &Context) -> String {
    let (text, diary) = (context.text, context.diary);
    let day = diary
        .cycle_on(date)
        .and_then(|cycle| Some((cycle.number, cycle.day(date)?)));
    let today = diary.date_of(context.world.now);
    text.day_heading(date, date == today, day)
}

/// What happened on a day, or is to come: a line for each drug, and for what is beside the slots.
fn day_words(date: DiaryDate, context: &Context) -> Vec<String> {
    let (text, diary, now) = (context.text, context.diary, context.world.now);
    let found = slots::day(diary, date, now);
    let mut lines: Vec<String> = Vec::new();
    let mut drugs: Vec<DrugId> = Vec::new();
    for SlotState { slot, .. } in &found.slots {
        if drugs.contains(&slot.drug) {
            continue;
        }
        drugs.push(slot.drug);
        let of_drug = found
            .slots
            .iter()
            .filter(|state| state.slot.drug == slot.drug);
        let statuses = of_drug.map(|state| (state.slot.period, text.status_at(state)));
        lines.push(text.drug_on_day(&text.drug(diary, slot.drug), &statuses.collect::<Vec<_>>()));
    }
    if lines.is_empty() {
        lines.push(text.no_dose_planned());
    }
    for extra in &found.extras {
        lines.push(text.extra_on_day(&text.drug(diary, extra.drug), &text.mg(extra.mg)));
    }
    lines
}
