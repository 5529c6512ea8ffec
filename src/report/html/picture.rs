//! The picture of a row of days: for each intake a lane of marks, above it the orders, below it symptoms and
//! visits. What it shows stands in words beside it, for those who do not see it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use crate::domain::calendar::Period;
use crate::domain::ids::DrugId;
use crate::domain::protocol::Drug;
use crate::domain::slots::{SlotState, Status};
use crate::domain::spell;
use crate::domain::stretches::columns;

use super::Page;
use super::calendar::{OneDay, Row, flags, pauses};
use super::drawing::{label, rect, spelt, svg};
use super::marks::{Mark, flag};
use super::markup::Html;

/// The width of the picture, in its own units.
const WIDE: i32 = 760;
/// What the names at the left take of it.
const LEFT: i32 = 130;
/// The height of a lane.
const LANE: i32 = 24;
/// The height of the room for flags.
const FLAGS: i32 = 18;
/// The height of the days and dates at the top.
const TOP: i32 = 34;
/// How many marks stand side by side in the legend.
const LEGEND: i32 = 4;
/// How long a name at the left may be, in half-width letters.
const NAME: usize = 15;

/// Where the days stand.
#[derive(Clone, Copy)]
struct Grid {
    /// The width of a day.
    cell: i32,
    days: i32,
}

impl Grid {
    fn of(page: &Page, row: &Row) -> Grid {
        Grid {
            cell: (WIDE - LEFT) / i32::from(columns(page.diary).max(1)),
            days: i32::from(row.stretch.days),
        }
    }

    fn left(self, column: usize) -> i32 {
        LEFT + self.cell * i32::try_from(column).unwrap_or(0)
    }

    fn middle(self, column: usize) -> i32 {
        self.left(column) + self.cell / 2
    }
}

/// A lane: a drug's intake of a day, with its mark for each day.
fn lane(row: &Row, drug: DrugId, period: Period) -> Vec<Mark> {
    let of_slot = |state: &&SlotState| (state.slot.drug, state.slot.period) == (drug, period);
    let mark = |day: &OneDay| {
        let state = day.doses.slots.iter().find(of_slot);
        state.map_or(Mark::NoDose, |state| Mark::of(state.status))
    };
    row.days.iter().map(mark).collect()
}

/// The lane in which an extra dose is drawn: that of its period, else the drug's first.
fn extras(row: &Row, drug: &Drug, period: Period) -> Vec<bool> {
    let first = drug.periods.first().map(|rule| rule.period);
    let known = |named: Period| drug.periods.iter().any(|rule| rule.period == named);
    let of_lane = |day: &OneDay| {
        day.doses.extras.iter().any(|extra| {
            let named = extra.period.filter(|named| known(*named)).or(first);
            extra.drug == drug.id && named == Some(period)
        })
    };
    row.days.iter().map(of_lane).collect()
}

fn worst(day: &OneDay) -> Option<Mark> {
    let tiers = day.symptoms.iter().map(|(tier, _)| *tier);
    tiers.max().map(Mark::of_symptom)
}

/// Every mark that the picture of a row shows.
pub(super) fn marks(page: &Page, row: &Row) -> BTreeSet<Mark> {
    let mut found = BTreeSet::new();
    for drug in &row.rules.drugs {
        for rule in &drug.periods {
            found.extend(lane(row, drug.id, rule.period));
            if extras(row, drug, rule.period).contains(&true) {
                found.insert(Mark::Extra);
            }
        }
        if !flags(page.diary, row, drug.id).is_empty() {
            found.insert(Mark::Flag);
        }
        if !pauses(page.diary, row, drug.id).is_empty() {
            found.insert(Mark::Pause);
        }
    }
    found.extend(row.days.iter().filter_map(worst));
    if row.days.iter().any(|day| day.visit) {
        found.insert(Mark::Visit);
    }
    if row.stretch.column_of(page.today).is_some() {
        found.insert(Mark::AsOf);
    }
    found
}

/// The marks that are used, with their words.
pub(super) fn legend(page: &Page, html: &mut Html, used: &BTreeSet<Mark>) {
    let text = page.text;
    let words: Vec<String> = used.iter().map(|mark| mark.word(text)).collect();
    let lines = (i32::try_from(used.len()).unwrap_or(0) + LEGEND - 1) / LEGEND;
    let size = (WIDE, lines * LANE);
    let named = (text.report_calendar_legend(), text.list(&words));
    svg(html, "legend", "legend", size, &named, |html| {
        for (at, (mark, words)) in (0..).zip(used.iter().zip(&words)) {
            let (x, y) = (WIDE / LEGEND * (at % LEGEND), LANE * (at / LEGEND));
            mark.draw(html, x + 12, y + LANE / 2);
            label(html, "words", (x + 30, y + LANE / 2 + 4), words);
        }
    });
}

/// Draws a row of days.
pub(super) fn picture(page: &Page, html: &mut Html, row: &Row, at: usize) {
    let (text, grid) = (page.text, Grid::of(page, row));
    let with_flags = |drug: &&Drug| !flags(page.diary, row, drug.id).is_empty();
    let flagged = row.rules.drugs.iter().filter(with_flags).count();
    let intakes: usize = row.rules.drugs.iter().map(|drug| drug.periods.len()).sum();
    let symptoms: Vec<Option<Mark>> = row.days.iter().map(worst).collect();
    let visit = |day: &OneDay| day.visit.then_some(Mark::Visit);
    let visits: Vec<Option<Mark>> = row.days.iter().map(visit).collect();
    let beside = [
        (text.report_row_symptoms(), symptoms),
        (text.report_row_visits(), visits),
    ];
    let beside = beside.map(|(name, marks)| (name, marks, LANE));
    let shown = |marks: &[Option<Mark>]| marks.iter().any(Option::is_some);
    let below = beside.iter().filter(|(_, marks, _)| shown(marks)).count();
    let gaps = row.rules.drugs.len();
    let count = |n: usize| i32::try_from(n).unwrap_or(0);
    let high = TOP + LANE * count(intakes + below) + FLAGS * count(flagged) + 6 * count(gaps) + 4;
    let first = row.stretch.start;
    let last = first.plus(i64::from(row.stretch.days) - 1);
    let [from, to] = [first, last].map(|date| text.date(date));
    let title = text.report_calendar_picture(&row.name, &from, &to);
    let named = (title, description(page, row));
    let id = format!("c{at}");
    svg(html, "calendar", &id, (WIDE, high), &named, |html| {
        if let Some(column) = row.stretch.column_of(page.today) {
            let x = grid.left(usize::from(column));
            rect(html, "as-of", (x + 1, 1), (grid.cell - 2, high - 2));
        }
        top(page, html, row, grid);
        let mut y = TOP;
        for drug in &row.rules.drugs {
            y = draw_drug(page, html, row, grid, drug, y);
        }
        for (name, marks, height) in beside.iter().filter(|(_, marks, _)| shown(marks)) {
            rule(html, grid, y);
            y += 6;
            label(html, "name", (0, y + height / 2 + 4), name);
            for (column, mark) in marks.iter().enumerate() {
                if let Some(mark) = mark {
                    mark.draw(html, grid.middle(column), y + height / 2);
                }
            }
            y += height - 6;
        }
    });
}

/// The thin line over a block of lanes.
fn rule(html: &mut Html, grid: Grid, y: i32) {
    let wide = LEFT + grid.cell * grid.days;
    rect(html, "rule", (0, y), (wide, 1));
}

/// The cycle days, and below them the dates.
fn top(page: &Page, html: &mut Html, row: &Row, grid: Grid) {
    let text = page.text;
    let first = row.stretch.cycle.map(|(_, day)| day);
    if first.is_some() {
        label(html, "name", (0, 13), &text.report_row_day());
    }
    label(html, "small", (0, 27), &text.month(row.stretch.start));
    for (column, day) in row.days.iter().enumerate() {
        let x = grid.middle(column);
        if let Some(first) = first {
            let day = u64::from(first) + u64::try_from(column).unwrap_or(0);
            spelt(html, "day", (x, 13), |to| spell::count(day, to));
        }
        let begins = column > 0 && day.date.calendar().day() == 1;
        spelt(html, "date", (x, 27), |to| {
            text.write_day_of_month(day.date, begins, to);
        });
    }
}

/// The lanes of a drug, with its orders above; returns where they end.
fn draw_drug(page: &Page, html: &mut Html, row: &Row, grid: Grid, drug: &Drug, mut y: i32) -> i32 {
    let text = page.text;
    rule(html, grid, y);
    y += 6;
    let lanes = i32::try_from(drug.periods.len()).unwrap_or(0);
    let orders = flags(page.diary, row, drug.id);
    if !orders.is_empty() {
        y += FLAGS;
    }
    for (from, to) in pauses(page.diary, row, drug.id) {
        let half = |at: u16| LEFT + grid.cell * i32::from(at) / 2;
        let size = (half(to) - half(from), LANE * lanes);
        rect(html, "pause", (half(from), y), size);
    }
    for (from, seqs) in orders {
        let column = row.stretch.column_of(from.date).unwrap_or(0);
        let late = match from.period {
            Period::Once | Period::Am => 0,
            Period::Pm => grid.cell / 2,
        };
        let x = grid.left(usize::from(column)) + late;
        let numbers: Vec<String> = seqs.iter().map(u64::to_string).collect();
        let foot = (x, y + LANE * lanes - 2);
        flag(html, foot, LANE * lanes + FLAGS - 4, &numbers.join(","));
    }
    for (at, rule) in drug.periods.iter().enumerate() {
        if at == 0 {
            let name = short(&text.short_drug(page.diary, drug.id), NAME);
            label(html, "name", (0, y + LANE / 2 + 4), &name);
        }
        let period = text.period(rule.period);
        label(html, "period", (LEFT - 6, y + LANE / 2 + 4), period);
        for (column, mark) in lane(row, drug.id, rule.period).into_iter().enumerate() {
            mark.draw(html, grid.middle(column), y + LANE / 2);
        }
        for (column, extra) in extras(row, drug, rule.period).into_iter().enumerate() {
            if extra {
                let x = grid.middle(column) + grid.cell / 3;
                Mark::Extra.draw(html, x, y + 6);
            }
        }
        y += LANE;
    }
    y
}

/// A name that fits at the left; the whole name stands in the description. A wide letter counts twice.
fn short(name: &str, room: usize) -> String {
    let mut width = 0;
    let mut kept = String::new();
    for c in name.chars() {
        width += if c.is_ascii() { 1 } else { 2 };
        if width > room {
            return format!("{}…", kept.trim_end());
        }
        kept.push(c);
    }
    kept
}

/// What the picture shows, in a few sentences.
fn description(page: &Page, row: &Row) -> String {
    let text = page.text;
    let mut sentences = Vec::new();
    for drug in &row.rules.drugs {
        for rule in &drug.periods {
            let states = row.days.iter().flat_map(|day| &day.doses.slots);
            let of_lane = states
                .filter(|state| (state.slot.drug, state.slot.period) == (drug.id, rule.period));
            let mut counts: BTreeMap<Mark, (Status, usize)> = BTreeMap::new();
            for state in of_lane {
                let counted = counts.entry(Mark::of(state.status));
                counted.or_insert((state.status, 0)).1 += 1;
            }
            let counts = counts.into_values();
            let words: Vec<String> = counts
                .map(|(status, n)| {
                    text.report_status_counted(text.report_status_for_team(status), n)
                })
                .collect();
            if !words.is_empty() {
                let name = text.drug_period(page.diary, drug.id, Some(rule.period));
                let words = text.list(&words);
                sentences.push(format!("{name}{}{words}", text.pick(": ", "：")));
            }
        }
    }
    let extras: usize = row.days.iter().map(|day| day.doses.extras.len()).sum();
    if extras > 0 {
        sentences.push(text.report_status_counted(&text.report_mark_extra_dose(), extras));
    }
    if sentences.is_empty() {
        return text.report_no_dose_in_words();
    }
    text.sentences(&sentences)
}
