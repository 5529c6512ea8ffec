//! The calendar: cycles as rows of days, one of them chosen with the arrows; and its days one by one.
//!
//! Every day from the first entry about one to today, and to the end of the last cycle, can be chosen.
//! Only the rows around the chosen one are looked into.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::ids::DrugId;
use crate::domain::slots::{self, SlotState};
use crate::domain::stretches::{Stretch, columns, stretches};
use crate::text::Text;

use super::Look;
use super::page::Field;
use super::page::{Band, Block, Calendar, Lane, Mark, Page, Row, Tone};
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

/// The picture around a day, what stands above and below it, and the day as it can be chosen.
pub(super) struct Around {
    /// The day.
    pub(super) date: DiaryDate,
    /// Heading, picture, legend.
    pub(super) page_heading: String,
    pub(super) picture: Calendar,
    pub(super) legend: Vec<(Mark, String)>,
}

/// Dates that a lane of their own points at.
pub(super) struct Flags {
    /// The name of the lane.
    pub(super) name: String,
    /// The dates.
    pub(super) dates: BTreeSet<DiaryDate>,
}

/// The rows of days around a date.
pub(super) fn around(date: DiaryDate, look: &Look, flags: Option<&Flags>) -> Around {
    let (text, diary) = (look.text, look.diary);
    let rows = stretches(diary, diary.date_of(look.now));
    let (at, column) = place(&rows, date);
    let date = date_at(&rows, at, column).unwrap_or(date);
    let from = first_band(at, rows.len());
    let shown = rows.iter().skip(from).take(BANDS);
    let picture = Calendar {
        columns: columns(diary),
        bands: shown.map(|row| band(row, look, flags)).collect(),
        chosen: (at - from, column),
    };
    let page_heading = match rows.get(at).and_then(|row| row.cycle) {
        Some((cycle, _)) => {
            let last = diary.cycles().last().map_or(0, |cycle| cycle.number);
            text.calendar_heading(cycle.number, last)
        }
        None => text.calendar_word(),
    };
    let legend = used_marks(&picture, text);
    Around {
        date,
        page_heading,
        picture,
        legend,
    }
}

/// The row that stands for the chosen day: the arrows choose another, Enter opens it.
pub(super) fn day_row<A>(date: DiaryDate, look: &Look, open: A) -> Row<A> {
    let mut chosen = Row::act(day_label(date, look), open).roaming();
    for words in day_words(date, look) {
        chosen = chosen.note(Tone::Plain, words);
    }
    chosen.apart()
}

impl<A> Page<A> {
    /// Adds the picture of the calendar with its heading and legend.
    pub(super) fn calendar(mut self, around: Around) -> Page<A> {
        self = self.heading(around.page_heading);
        self.blocks.push(Block::Calendar(around.picture));
        self.blocks.push(Block::Gap);
        self.blocks.push(Block::Legend {
            marks: around.legend,
            spare: false,
        });
        self
    }
}

pub(super) fn page(date: DiaryDate, context: &Context) -> Page {
    let (text, look) = (context.text, context.look());
    let around = around(date, &look, None);
    let date = around.date;
    let open = Act::open(Screen::Day(date));
    let list = Act::open(Screen::Days(date));
    Page::new()
        .calendar(around)
        .row(day_row(date, &look, open))
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
        let words = text.sentences(&day_words(date, &context.look()));
        let open = Act::open(Screen::Day(date));
        page = page.row(Row::act(day_label(date, &context.look()), open).note(Tone::Plain, words));
    }
    let later = other(Some(at + 1), text.later_days());
    page.rows.extend(later.map(Row::apart));
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

fn band(row: &Stretch, look: &Look, flags: Option<&Flags>) -> Band {
    let (text, diary, now) = (look.text, look.diary, look.now);
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
    if let Some(flags) = flags.filter(|flags| row.dates().any(|date| flags.dates.contains(&date))) {
        let mark = |date: DiaryDate| match flags.dates.contains(&date) {
            true => Mark::Order,
            false => Mark::None,
        };
        let lane = Lane {
            name: flags.name.clone(),
            periods: vec![(String::new(), row.dates().map(mark).collect())],
        };
        lanes.insert(0, lane);
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
fn used_marks(calendar: &Calendar, text: Text) -> Vec<(Mark, String)> {
    let bands = calendar.bands.iter().flat_map(|band| &band.lanes);
    let marks: Vec<&Mark> = bands
        .flat_map(|lane| &lane.periods)
        .flat_map(|(_, marks)| marks)
        .collect();
    let mut legend = help::legend(text);
    legend.push((Mark::Rest, text.mark_rest()));
    legend.retain(|(mark, _)| marks.contains(&mark));
    legend
}

/// "Wed 4 Nov 2026, today: cycle 2, day 3".
pub(super) fn day_label(date: DiaryDate, look: &Look) -> String {
    let (text, diary) = (look.text, look.diary);
    let day = diary
        .cycle_on(date)
        .and_then(|cycle| Some((cycle.number, cycle.day(date)?)));
    let today = diary.date_of(look.now);
    text.day_heading(date, date == today, day)
}

/// What happened on a day, or is to come: a line for each drug, and for what is beside the slots.
fn day_words(date: DiaryDate, look: &Look) -> Vec<String> {
    let (text, diary, now) = (look.text, look.diary, look.now);
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
