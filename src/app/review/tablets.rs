//! Tablets: what was handed out, counted and expected, by strength and interval, and the days that could explain
//! a difference.

use std::cmp::Reverse;

use crate::domain::calendar::SlotPosition;
use crate::domain::findings::FoundSlot;
use crate::domain::tablets::{Balance, Explaining};
use crate::domain::units::Milligrams;
use crate::text::Text;

use super::super::page::{Column, Tone};
use super::screen::{Act, Context, Page, Row, Screen};
use super::{desk, record};

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let participant = context.participant();
    let balances = participant.balances();
    let mut page = Page::new();
    page.columns = columns(text);
    // Of a record that cannot be read nobody knows whether there are any; the head of the page says so.
    if balances.is_empty() && !participant.copy.lacks_record {
        page = page.text(Tone::Plain, text.no_tablets_yet()).gap();
    }
    // Today's count first: the interval that is not over, then the newest.
    let mut listed: Vec<(usize, &Balance)> = balances.iter().enumerate().collect();
    listed.sort_by_key(|(_, of)| (of.to.is_some(), Reverse(of.to.map(|to| to.date))));
    let mut before = None;
    for (place, of) in listed {
        let row = row(place, of, context);
        let between = (of.drug, of.from, of.to);
        page = page.row(match before == Some(between) {
            true => row,
            false => row.below(Tone::Quiet, interval(of, text)).apart(),
        });
        before = Some(between);
    }
    desk::of_tablets(page, context).row(Row::act(text.go_back(), Act::Back).apart())
}

fn columns(text: Text) -> Vec<Column> {
    let column = |name: String, right, spare| Column { name, right, spare };
    vec![
        column(text.tablets_of(), false, 0),
        column(text.tablets_dispensed(), true, 2),
        column(text.tablets_counted(), true, 0),
        column(text.tablets_expected(), true, 1),
        column(text.tablets_difference(), true, 0),
        column(text.column_pill_count(), true, 0),
    ]
}

/// An amount in units, or in mg for all strengths of a drug together.
fn amount(of: &Balance, amount: i128, text: Text) -> String {
    if of.strength.is_some() {
        return amount.to_string();
    }
    let size = u64::try_from(amount.unsigned_abs()).unwrap_or(u64::MAX);
    let sign = if amount < 0 { "-" } else { "" };
    format!("{sign}{}", text.mg(Milligrams::from_micrograms(size)))
}

fn row(place: usize, of: &Balance, context: &Context) -> Row {
    let text = context.text;
    let written = |found: Option<i128>| found.map_or_else(String::new, |n| amount(of, n, text));
    let label = label_of(of, context);
    let open = Act::open(Screen::Balance(context.at, place));
    let differs = of.difference().is_some_and(|difference| difference != 0);
    let over = of.adherence().ratio();
    let over = over.is_some_and(|ratio| ratio.numerator() > ratio.denominator());
    let tone = match (of.is_far_over(), over) {
        (true, _) => Tone::Alarm,
        (false, true) => Tone::Caution,
        (false, false) => Tone::Plain,
    };
    let row = Row::act(label, open)
        .cell(Tone::Plain, amount(of, i128::from(of.dispensed), text))
        .cell(Tone::Plain, written(of.counted.map(i128::from)))
        .cell(Tone::Plain, written(of.expected()))
        .cell(
            if differs { Tone::Caution } else { Tone::Plain },
            written(of.difference()),
        )
        .cell(tone, text.report_percent_or_none(of.adherence().percent()));
    let row = remarks(of, &label_of(of, context), text)
        .into_iter()
        .fold(row, |row, words| row.note(Tone::Caution, words));
    match explaining(of).len() {
        0 => row,
        count => row.note(Tone::Quiet, text.explained_by(count)),
    }
}

/// The drug and the strength.
fn label_of(of: &Balance, context: &Context) -> String {
    let text = context.text;
    let strength = of.strength.map(|strength| text.mg(strength));
    let strength = strength.unwrap_or_else(|| text.all_strengths_in_mg());
    let drug = text.short_drug(&context.participant().diary, of.drug);
    text.tablets_label(&drug, &strength)
}

/// Why there is no figure, or why it cannot be right.
fn remarks(of: &Balance, name: &str, text: Text) -> Vec<String> {
    let mut lines = Vec::new();
    if !of.uncounted_lots.is_empty() && of.strength.is_some() {
        let lots: Vec<String> = of.uncounted_lots.iter().map(ToString::to_string).collect();
        lines.push(text.lots_not_counted(name, &text.list(&lots)));
    }
    if of.consumed().is_some_and(|consumed| consumed < 0) {
        lines.push(text.counted_more_than_there(name));
    }
    if of.is_far_over() {
        lines.push(text.far_over_prescribed(name));
    }
    lines
}

/// The doses that could explain a difference.
fn explaining(of: &Balance) -> &[Explaining] {
    of.diary.as_ref().map_or(&[], |diary| &diary.explained_by)
}

/// From which count to which.
fn interval(of: &Balance, text: Text) -> String {
    let slot = |slot: SlotPosition| text.from_slot(slot);
    let from = of.from.map_or_else(
        || text.from_the_beginning(),
        |from| text.behind_slot(&slot(from)),
    );
    match of.to {
        Some(to) => text.up_to_slot(&from, &slot(to)),
        None => text.since_then(&from),
    }
}

/// One interval of one strength, with every number and the days that could explain a difference.
pub(super) fn one(place: usize, context: &Context) -> Page {
    let text = context.text;
    let participant = context.participant();
    let balances = participant.balances();
    let Some(of) = balances.get(place) else {
        return Page::new().row(Row::act(text.go_back(), Act::Back));
    };
    let heading = label_of(of, context);
    let units = |units: u64| amount(of, i128::from(units), text);
    let mut page = Page::new()
        .text(Tone::Heading, heading.clone())
        .text(Tone::Quiet, interval(of, text))
        .gap()
        .pair(text.tablets_before(), units(of.before))
        .pair(text.tablets_dispensed(), units(of.dispensed))
        .pair(text.tablets_lost(), units(of.lost));
    if let Some(expected) = of.expected() {
        page = page.pair(text.tablets_expected(), amount(of, expected, text));
    }
    if let Some(counted) = of.counted {
        page = page.pair(text.tablets_counted(), units(counted));
    }
    if let (Some(consumed), Some(by_diary)) = (of.consumed(), &of.diary) {
        let terms = text.report_share_of(&amount(of, consumed, text), &units(by_diary.prescribed));
        let share = text.report_percent_or_none(of.adherence().percent());
        page = page
            .pair(text.tablets_taken_by_diary(), units(by_diary.taken))
            .pair(
                text.report_measure_pill_count(),
                text.clauses(vec![share, terms]),
            );
    }
    page = page.gap();
    for remark in remarks(of, &heading, text) {
        page = page.text(Tone::Caution, remark).gap();
    }
    let difference = of.difference().unwrap_or(0);
    let size = difference.unsigned_abs();
    for (place, slot) in explaining(of).iter().enumerate() {
        let found = FoundSlot {
            date: slot.date,
            drug: of.drug,
            period: slot.period,
        };
        let label = text.found_slot(participant, &found);
        let open = Act::open(Screen::Day(context.at, slot.date));
        let words = text.could_explain(text.report_row_status(slot.status), slot.units);
        let row = Row::act(label, open).status(Tone::Caution, words);
        page = page.row(match (place, difference > 0) {
            (0, true) => row.below(Tone::Caution, text.explain_more(size)),
            (0, false) => row.below(Tone::Caution, text.explain_fewer(size)),
            (_, _) => row,
        });
    }
    for (place, seq) in of.entries.iter().enumerate() {
        let Some(row) = record::said_row(*seq, context) else {
            continue;
        };
        page = page.row(match place {
            0 => row.below(Tone::Quiet, text.recorded_by_team()).apart(),
            _ => row,
        });
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}
