//! Adherence: each measure of a drug and a cycle with its numerator and denominator, and the slots that it is
//! counted from.

use crate::domain::adherence::{Adherence, LedgerRow, Measure, MeasureKind, Measures, Ratio, Term};
use crate::domain::ids::DrugId;
use crate::domain::units::Milligrams;
use crate::text::Text;

use super::super::page::{Column, Field, Tone};
use super::list::turned;
use super::screen::{Act, Context, Page, Row, Screen};
use super::slots;

/// Of which drug, and of which cycle: places in the lists of the figures; all cycles come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The drug.
    pub drug: usize,
    /// The cycle; 0 for all together.
    pub cycle: usize,
}

/// A figure by what it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The drug.
    pub drug: DrugId,
    /// The cycle; `None` for all together.
    pub cycle: Option<u16>,
    /// The measure.
    pub kind: MeasureKind,
    /// Whether what counts in full is listed, and not what lowers it.
    pub full: bool,
}

impl Chosen {
    pub(super) fn step(&mut self, field: Field, by: i8, found: &Adherence) {
        let drugs = &found.drugs;
        let places = |count: usize| (0..count).collect::<Vec<usize>>();
        match field {
            Field::Count(0) => self.drug = turned(&places(drugs.len()), self.drug, by),
            Field::Count(_) => {
                let cycles = drugs.get(self.drug).map_or(0, |of| of.cycles.len());
                self.cycle = turned(&places(cycles + 1), self.cycle, by);
            }
            Field::Minutes(_) | Field::Day | Field::Band | Field::Half | Field::Until => {}
        }
    }
}

pub(super) fn page(chosen: &Chosen, context: &Context) -> Page {
    let text = context.text;
    let participant = context.participant();
    let Some(of) = participant.adherence.drugs.get(chosen.drug) else {
        return Page::new()
            .text(Tone::Plain, text.report_nothing_planned_yet())
            .gap()
            .row(Row::act(text.go_back(), Act::Back));
    };
    let cycle = chosen.cycle.checked_sub(1).and_then(|at| of.cycles.get(at));
    let (number, measures) = match cycle {
        Some(cycle) => (Some(cycle.cycle), &cycle.measures),
        None => (None, &of.all.measures),
    };
    let drug = text.drug(&participant.diary, of.drug);
    let cycle_name = number.map_or_else(|| text.all_cycles(), |number| text.cycle_word(number));
    let mut page = Page::new();
    if let (None, Some(percent)) = (number, of.all.relative_dose_intensity.percent()) {
        let percent = text.percent(percent);
        let words = text.report_relative_intensity_line(&drug, &percent);
        page = page.text(Tone::Quiet, words).gap();
    }
    page.columns = columns(text);
    page = page
        .row(Row::step(text.report_column_drug(), Field::Count(0), drug))
        .row(Row::step(
            text.report_column_cycle(),
            Field::Count(1),
            cycle_name,
        ));
    // Where there is no such rule, there is nothing to say about it.
    let has_rule = |kind: &MeasureKind| match kind {
        MeasureKind::FoodRule | MeasureKind::Timing => kind.of(measures) != Measure::NotApplicable,
        MeasureKind::DoseAdherence
        | MeasureKind::DoseAdherenceRecordedOnly
        | MeasureKind::AmountAdherence
        | MeasureKind::AmountAdherenceRecordedOnly
        | MeasureKind::CorrectDays
        | MeasureKind::DoseIntensity
        | MeasureKind::Coverage
        | MeasureKind::SameDay
        | MeasureKind::NextDay
        | MeasureKind::Later => true,
    };
    for (place, kind) in MeasureKind::ALL.into_iter().filter(has_rule).enumerate() {
        let figure = Figure {
            drug: of.drug,
            cycle: number,
            kind,
            full: false,
        };
        let row = measure_row(figure, measures, context);
        page = page.row(if place == 0 { row.roomy() } else { row });
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

fn columns(text: Text) -> Vec<Column> {
    let column = |name: String, right| Column {
        name,
        right,
        spare: 0,
    };
    vec![
        column(text.column_measure(), false),
        column(text.column_share(), true),
        column(text.column_part(), true),
        column(text.column_whole(), true),
    ]
}

fn measure_row(figure: Figure, measures: &Measures, context: &Context) -> Row {
    let text = context.text;
    let measure = figure.kind.of(measures);
    let open = Act::open(Screen::Figure(context.at, figure));
    let row = Row::act(text.measure(figure.kind), open)
        .cell(Tone::Plain, text.report_percent_or_none(measure.percent()));
    match measure.ratio() {
        Some(ratio) => {
            let [part, whole] = terms(figure.kind, ratio, text);
            row.cell(Tone::Plain, part).cell(Tone::Plain, whole)
        }
        None => row,
    }
}

/// Numerator and denominator in words.
fn terms(kind: MeasureKind, ratio: Ratio, text: Text) -> [String; 2] {
    [ratio.numerator(), ratio.denominator()].map(|term| match kind.is_amount() {
        true => text.mg(Milligrams::from_micrograms(term)),
        false => term.to_string(),
    })
}

/// The slots that a figure is counted from: first those that lower it.
pub(super) fn figure(figure: Figure, context: &Context) -> Page {
    let text = context.text;
    let participant = context.participant();
    let rows: Vec<&LedgerRow> = participant
        .adherence
        .ledger
        .iter()
        .filter(|row| row.drug == figure.drug)
        .filter(|row| figure.cycle.is_none() || row.cycle == figure.cycle)
        .collect();
    let found = figure.kind.terms(&rows);
    let sum = |of: fn(Ratio) -> u64| found.iter().map(|term| of(term.share)).sum::<u64>();
    let measure = Measure::of(sum(Ratio::numerator), sum(Ratio::denominator));
    let drug = text.drug(&participant.diary, figure.drug);
    let cycle = figure.cycle;
    let cycle = cycle.map_or_else(|| text.all_cycles(), |number| text.cycle_word(number));
    let mut page = Page::new()
        .text(Tone::Heading, text.measure(figure.kind))
        .text(Tone::Quiet, text.clauses(vec![drug, cycle]));
    if let Some(ratio) = measure.ratio() {
        let [part, whole] = terms(figure.kind, ratio, text);
        let share = text.report_percent_or_none(measure.percent());
        page = page.text(Tone::Accent, text.share_of_terms(&share, &part, &whole));
    }
    page = page
        .gap()
        .text(Tone::Plain, text.measure_meaning(figure.kind))
        .gap();
    let (less, full): (Vec<&Term>, Vec<&Term>) = found
        .iter()
        .partition(|term| term.share.numerator() < term.share.denominator());
    let (name, listed) = match figure.full {
        false => (text.terms_less(less.len()), less),
        true => (text.terms_full(full.len()), full),
    };
    page = page.row(Row::step(text.terms_listed(), Field::Count(0), name));
    for term in listed {
        page = page.row(term_row(figure.kind, term, context).roomy());
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

fn term_row(kind: MeasureKind, term: &Term, context: &Context) -> Row {
    let text = context.text;
    let [part, whole] = terms(kind, term.share, text);
    match term.rows.as_slice() {
        [row] => {
            let row = slots::row(row, context);
            match kind.is_amount() {
                true => row.note(Tone::Quiet, text.report_share_of(&part, &whole)),
                false => row,
            }
        }
        rows => {
            let date = rows.first().map(|row| row.date);
            let label = date.map_or_else(String::new, |date| text.short_date(date));
            let open = date.map(|date| Act::open(Screen::Day(context.at, date)));
            let statuses = rows.iter().map(|row| {
                let status = text.report_row_status(row.status);
                match row.period {
                    Some(period) => format!("{} {status}", text.period(period)),
                    None => status.to_owned(),
                }
            });
            let words = text.clauses(statuses.collect());
            Row::act(label, open.unwrap_or(Act::Back)).note(Tone::Plain, words)
        }
    }
}
