//! The ledger: one row for each slot and each extra dose, behind every percentage of the table.

use crate::domain::adherence::{LedgerRow, RowReason};
use crate::domain::calendar::Period;
use crate::domain::units::{Milligrams, Units};

use super::SubjectAdherence;
use super::table::{Cell, Columns, Rows};

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

/// Adds its rows.
pub fn write(of: &SubjectAdherence, to: &mut Rows) {
    for row in &of.adherence.ledger {
        to.add(&cells(of, row));
    }
}

/// How many columns there are.
const ALL: usize = COLUMNS.both.len() + COLUMNS.json_only.len();

/// The cells of a row, in the order of [`COLUMNS`].
pub fn cells<'a>(of: &SubjectAdherence<'a>, row: &'a LedgerRow) -> [Cell<'a>; ALL] {
    let mg = |units: &Units| Cell::Mg(units.mg());
    let slot_has_amount = row.first_prescribed > Milligrams::ZERO;
    [
        Cell::text(of.subject.as_str()),
        Cell::text(row.drug.as_str()),
        Cell::or_empty(row.cycle, Cell::count),
        Cell::or_empty(row.cycle_day, Cell::count),
        Cell::Date(row.date),
        Cell::or_empty(row.period, |period| Cell::Code(Period::code(period))),
        Cell::Code(row.status.code()),
        Cell::or_empty(row.prescribed.as_ref(), Cell::Units),
        Cell::or_empty(row.taken.as_ref(), Cell::Units),
        Cell::or_empty(row.prescribed.as_ref(), mg),
        Cell::or_empty(row.taken.as_ref(), mg),
        Cell::or_empty(row.taken_at, Cell::Moment),
        Cell::or_empty(row.recorded_at, Cell::Moment),
        Cell::or_empty(row.food, |food| Cell::Code(food.code())),
        Cell::or_empty(row.lateness, |lateness| Cell::Code(lateness.code())),
        match &row.reason {
            Some(RowReason::Missed(reason)) => Cell::Code(reason.code()),
            Some(RowReason::Held(words)) => Cell::Text(words.shown()),
            None => Cell::Empty,
        },
        Cell::or_empty(row.seq, Cell::count),
        Cell::or_empty(slot_has_amount.then_some(row.first_prescribed), Cell::Mg),
        Cell::or_empty(row.on_time, Cell::Flag),
        Cell::Flag(row.unconfirmed),
        Cell::count(of.entries as u64),
        Cell::text(of.code),
    ]
}
