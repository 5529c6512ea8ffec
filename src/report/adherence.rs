//! The adherence table: one row for each subject, drug and cycle, and one `all` for each drug.
//!
//! [`AdherenceRow`] is what every form of the table reads, also the one in the terminal.

use crate::domain::adherence::{AsOf, Ended, Measure, Measures, Persistence, Ratio};
use crate::domain::calendar::DiaryDate;
use crate::domain::ids::{DrugId, SubjectCode};
use crate::domain::units::Milligrams;

use super::table::{Cell, Columns, Form, Rows};
use super::{ReportError, SubjectAdherence};

/// One row of the adherence table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdherenceRow<'a> {
    /// The participant.
    pub subject: &'a SubjectCode,
    /// The drug.
    pub drug: DrugId,
    /// The cycle; `None` for all together.
    pub cycle: Option<u16>,
    /// The first date; `None` before the first cycle.
    pub from: Option<DiaryDate>,
    /// The last date.
    pub to: DiaryDate,
    /// The cut.
    pub as_of: AsOf,
    /// The figures.
    pub measures: Measures,
    /// Only for all cycles together; not applicable in the row of a cycle.
    pub relative_dose_intensity: Measure,
    /// Only for all cycles together.
    pub persistence: Option<Persistence>,
    /// Only for all cycles together.
    pub ended: Option<Ended>,
    /// How many entries of the diary were counted from.
    pub entries: usize,
    /// The code of the last of them.
    pub code: &'a str,
}

/// The columns of the table.
pub const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "drug",
        "cycle",
        "from",
        "to",
        "as_of",
        "planned",
        "held",
        "held_unconfirmed",
        "pending",
        "evaluable",
        "recorded",
        "taken",
        "partly_taken",
        "missed",
        "vomited",
        "unrecorded",
        "extra",
        "corrected",
        "dose_adherence_pct",
        "dose_adherence_recorded_only_pct",
        "amount_adherence_pct",
        "correct_day_adherence_pct",
        "food_rule_pct",
        "timing_adherence_pct",
        "dose_intensity_pct",
        "coverage_pct",
        "same_day_entry_pct",
    ],
    json_only: &[
        "not_prescribed",
        "extra_mg",
        "surplus_mg",
        "amount_adherence_recorded_only_pct",
        "next_day_entry_pct",
        "later_entry_pct",
        "relative_dose_intensity_pct",
        "first_dose",
        "last_dose",
        "persistence_days",
        "ended_from",
        "ended_reason",
        "dose_adherence_numerator",
        "dose_adherence_denominator",
        "dose_adherence_recorded_only_numerator",
        "dose_adherence_recorded_only_denominator",
        "amount_adherence_numerator_mg",
        "amount_adherence_denominator_mg",
        "amount_adherence_recorded_only_numerator_mg",
        "amount_adherence_recorded_only_denominator_mg",
        "correct_day_adherence_numerator",
        "correct_day_adherence_denominator",
        "food_rule_numerator",
        "food_rule_denominator",
        "timing_adherence_numerator",
        "timing_adherence_denominator",
        "dose_intensity_numerator_mg",
        "dose_intensity_denominator_mg",
        "relative_dose_intensity_numerator_mg_days",
        "relative_dose_intensity_denominator_mg_days",
        "coverage_numerator",
        "coverage_denominator",
        "same_day_entry_numerator",
        "same_day_entry_denominator",
        "next_day_entry_numerator",
        "next_day_entry_denominator",
        "later_entry_numerator",
        "later_entry_denominator",
        "diary_entries",
        "diary_code",
    ],
};

/// Its rows in the table: by drug, by cycle, then all together.
pub fn rows<'a>(subject: &SubjectAdherence<'a>) -> Vec<AdherenceRow<'a>> {
    let mut rows = Vec::new();
    for of in &subject.adherence.drugs {
        let whole = AdherenceRow {
            subject: subject.subject,
            drug: of.drug,
            cycle: None,
            from: of.all.from,
            to: of.all.to,
            as_of: subject.adherence.as_of,
            measures: of.all.measures,
            relative_dose_intensity: of.all.relative_dose_intensity,
            persistence: of.all.persistence,
            ended: of.all.ended,
            entries: subject.entries,
            code: subject.code,
        };
        rows.extend(of.cycles.iter().map(|cycle| AdherenceRow {
            cycle: Some(cycle.cycle),
            from: Some(cycle.from),
            to: cycle.to,
            measures: cycle.measures,
            relative_dose_intensity: Measure::NotApplicable,
            persistence: None,
            ended: None,
            ..whole
        }));
        rows.push(whole);
    }
    rows
}

/// Adds the rows of a participant, with the cells of the columns that `to` has.
///
/// # Errors
/// A value has no code.
pub fn write(of: &SubjectAdherence, to: &mut Rows) -> Result<(), ReportError> {
    let mut cells = Vec::new();
    for row in &rows(of) {
        cells.clear();
        both_cells(row, &mut cells);
        if to.has_columns(cells.len() + 1) {
            json_cells(row, &mut cells)?;
        }
        if to.form() == Form::Ndjson {
            cycle_as_text(&mut cells);
        }
        to.add(&cells);
    }
    Ok(())
}

/// In NDJSON every column has one type in all parts, so that its readers need not guess: the cycle of a figure, a
/// number or `all`, is text.
fn cycle_as_text(cells: &mut [Cell]) {
    let cycle = COLUMNS.both.iter().position(|name| *name == "cycle");
    if let Some(cell) = cycle.and_then(|place| cells.get_mut(place))
        && let Cell::Count(number) = cell
    {
        *cell = Cell::shown(number);
    }
}

/// The cells of the columns that both formats have.
fn both_cells<'a>(row: &AdherenceRow<'a>, cells: &mut Vec<Cell<'a>>) {
    let (m, c) = (&row.measures, &row.measures.counts);
    cells.extend([
        Cell::text(row.subject.as_str()),
        Cell::shown(row.drug),
        row.cycle.map_or(Cell::Code("all"), Cell::count),
        Cell::or_empty(row.from, Cell::Date),
        Cell::Date(row.to),
        Cell::as_of(row.as_of),
    ]);
    cells.extend(
        [
            c.planned,
            c.held,
            c.held_unconfirmed,
            c.pending,
            c.evaluable,
            c.recorded,
            c.taken,
            c.partly_taken,
            c.missed,
            c.vomited,
            c.unrecorded,
            c.extra,
            c.corrected,
        ]
        .map(Cell::count),
    );
    cells.extend(
        [
            m.dose_adherence,
            m.dose_adherence_recorded_only,
            m.amount_adherence,
            m.correct_day_adherence,
            m.food_rule,
            m.timing_adherence,
            m.dose_intensity,
            m.coverage,
            m.same_day_entry,
        ]
        .map(Cell::percent),
    );
}

/// The cells of the columns that only JSON and the tables of an export have.
fn json_cells<'a>(row: &AdherenceRow<'a>, cells: &mut Vec<Cell<'a>>) -> Result<(), ReportError> {
    let m = &row.measures;
    cells.extend([
        Cell::count(m.counts.not_prescribed),
        Cell::Mg(m.extra_mg),
        Cell::Mg(m.surplus_mg),
        Cell::percent(m.amount_adherence_recorded_only),
        Cell::percent(m.next_day_entry),
        Cell::percent(m.later_entry),
        Cell::percent(row.relative_dose_intensity),
        Cell::or_empty(row.persistence, |p| Cell::Date(p.first)),
        Cell::or_empty(row.persistence, |p| Cell::Date(p.last)),
        Cell::or_empty(row.persistence, |p| Cell::count(p.days)),
        Cell::or_empty(row.ended, |ended| Cell::Date(ended.order.from.date)),
        match row.ended.and_then(|ended| ended.reason) {
            Some(reason) => Cell::code(&reason)?,
            None => Cell::Empty,
        },
    ]);
    let terms = [
        counts(m.dose_adherence),
        counts(m.dose_adherence_recorded_only),
        amounts(m.amount_adherence),
        amounts(m.amount_adherence_recorded_only),
        counts(m.correct_day_adherence),
        counts(m.food_rule),
        counts(m.timing_adherence),
        amounts(m.dose_intensity),
        amounts(row.relative_dose_intensity),
        counts(m.coverage),
        counts(m.same_day_entry),
        counts(m.next_day_entry),
        counts(m.later_entry),
    ];
    cells.extend(terms.into_iter().flatten());
    cells.push(Cell::count(row.entries as u64));
    cells.push(Cell::text(row.code));
    Ok(())
}

fn counts(measure: Measure) -> [Cell<'static>; 2] {
    terms(measure, Cell::count)
}

fn amounts(measure: Measure) -> [Cell<'static>; 2] {
    terms(measure, |micrograms| {
        Cell::Mg(Milligrams::from_micrograms(micrograms))
    })
}

fn terms(measure: Measure, cell: impl Fn(u64) -> Cell<'static>) -> [Cell<'static>; 2] {
    match measure.ratio() {
        Some(ratio) => [Ratio::numerator(ratio), Ratio::denominator(ratio)].map(cell),
        None => [Cell::Empty, Cell::Empty],
    }
}
