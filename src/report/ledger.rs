//! The ledger: one row for each slot and each extra dose, behind every percentage of the table.

use crate::domain::adherence::{LedgerRow, RowReason};
use crate::domain::calendar::Period;
use crate::domain::units::{Milligrams, Units};

use super::table::{Cell, Columns};
use super::{ReportError, SubjectAdherence};

/// The columns of the ledger.
pub const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "drug",
        "cycle",
        "cycle_day",
        "date",
        "period",
        "status",
        "units_prescribed",
        "units_taken",
        "mg_prescribed",
        "mg_taken",
        "taken_at",
        "recorded_at",
        "food",
        "entry",
        "reason",
        "seq",
    ],
    json_only: &[
        "mg_first_prescribed",
        "on_time",
        "unconfirmed",
        "diary_entries",
        "diary_code",
    ],
};

/// The ledger as CSV.
///
/// # Errors
/// The writer refuses.
pub fn csv(subjects: &[SubjectAdherence]) -> Result<String, ReportError> {
    Ok(COLUMNS.csv(&cells_of(subjects)?))
}

/// The ledger as JSON.
///
/// # Errors
/// The writer refuses.
pub fn json(subjects: &[SubjectAdherence]) -> Result<String, ReportError> {
    Ok(COLUMNS.json(&cells_of(subjects)?))
}

/// The cells of the rows, in the order of [`COLUMNS`].
///
/// # Errors
/// A value has no code.
pub fn cells_of(subjects: &[SubjectAdherence]) -> Result<Vec<Vec<Cell>>, ReportError> {
    let mut rows = Vec::new();
    for of_subject in subjects {
        for row in &of_subject.adherence.ledger {
            rows.push(cells(of_subject, row)?);
        }
    }
    Ok(rows)
}

/// The cells of a row, in the order of [`COLUMNS`].
fn cells(of: &SubjectAdherence, row: &LedgerRow) -> Result<Vec<Cell>, ReportError> {
    let mg = |units: &Units| Cell::Mg(units.mg());
    let slot_has_amount = row.first_prescribed > Milligrams::ZERO;
    Ok(vec![
        Cell::text(&of.subject),
        Cell::text(row.drug),
        Cell::or_empty(row.cycle, Cell::count),
        Cell::or_empty(row.cycle_day, Cell::count),
        Cell::Date(row.date),
        Cell::or_empty(row.period, |period| Cell::Code(Period::code(period))),
        Cell::Code(row.status.code()),
        Cell::or_empty(row.prescribed.as_ref(), Cell::text),
        Cell::or_empty(row.taken.as_ref(), Cell::text),
        Cell::or_empty(row.prescribed.as_ref(), mg),
        Cell::or_empty(row.taken.as_ref(), mg),
        Cell::or_empty(row.taken_at, Cell::Moment),
        Cell::or_empty(row.recorded_at, Cell::Moment),
        match &row.food {
            Some(food) => Cell::code(food)?,
            None => Cell::Empty,
        },
        Cell::or_empty(row.lateness, |lateness| Cell::Code(lateness.code())),
        match &row.reason {
            Some(RowReason::Missed(reason)) => Cell::code(reason)?,
            Some(RowReason::Held(words)) => Cell::text(words),
            None => Cell::Empty,
        },
        Cell::or_empty(row.seq, Cell::count),
        Cell::or_empty(slot_has_amount.then_some(row.first_prescribed), Cell::Mg),
        Cell::or_empty(row.on_time, Cell::Flag),
        Cell::Flag(row.unconfirmed),
        Cell::count(of.entries as u64),
        Cell::text(&of.code),
    ])
}
