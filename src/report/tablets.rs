//! Tablets: one row for each drug, strength and interval between two counts, and for the drug in mg.

use crate::domain::calendar::{Period, SlotPosition};
use crate::domain::ids::SubjectCode;
use crate::domain::spell;
use crate::domain::tablets::{Balance, ByDiary};
use crate::domain::units::Milligrams;

use super::table::{Cell, Columns, Rows};

/// The columns of the table of tablets. Amounts are units of `strength_mg`; in the rows where that is empty,
/// they are mg.
pub const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "drug",
        "strength_mg",
        "after",
        "up_to",
        "counted_on",
        "before",
        "dispensed",
        "lost",
        "counted",
        "consumed",
        "prescribed",
        "pill_count_pct",
        "over_120",
        "taken_by_diary",
        "expected",
        "difference",
        "uncounted_lots",
        "explained_by",
    ],
    json_only: &[],
};

/// Adds the rows of a participant.
pub fn write(subject: &SubjectCode, balances: &[Balance], to: &mut Rows) {
    for balance in balances {
        to.add(&cells(subject, balance));
    }
}

/// The cells of a row, in the order of [`COLUMNS`].
fn cells<'a>(subject: &'a SubjectCode, of: &'a Balance) -> [Cell<'a>; COLUMNS.both.len()] {
    let amount = |amount: u64| Cell::Number(written(of, i128::from(amount)).into());
    let signed = |amount: i128| Cell::Number(written(of, amount).into());
    let diary = of.diary.as_ref();
    let lots: Vec<String> = of.uncounted_lots.iter().map(ToString::to_string).collect();
    let list = |items: Vec<String>| match items.is_empty() {
        true => Cell::Empty,
        false => Cell::made(items.join("; ")),
    };
    let has_share = of.adherence().ratio().is_some();
    [
        Cell::text(subject.as_str()),
        Cell::text(of.drug.as_str()),
        Cell::or_empty(of.strength, Cell::Mg),
        Cell::or_empty(of.from, |slot| Cell::made(slot_code(slot))),
        Cell::or_empty(of.to, |slot| Cell::made(slot_code(slot))),
        Cell::or_empty(of.counted_on, Cell::Date),
        amount(of.before),
        amount(of.dispensed),
        amount(of.lost),
        Cell::or_empty(of.counted, amount),
        Cell::or_empty(of.consumed(), signed),
        Cell::or_empty(diary.map(|diary| diary.prescribed), amount),
        Cell::percent(of.adherence()),
        Cell::or_empty(has_share.then(|| of.is_far_over()), Cell::Flag),
        Cell::or_empty(diary.map(|diary| diary.taken), amount),
        Cell::or_empty(of.expected(), signed),
        Cell::or_empty(of.difference(), signed),
        list(lots),
        list(diary.map_or_else(Vec::new, explained)),
    ]
}

/// An amount in the unit of its row.
pub fn written(of: &Balance, amount: i128) -> String {
    let mut text = String::new();
    write_amount(of, amount, &mut text);
    text
}

/// The same behind a text.
pub fn write_amount(of: &Balance, amount: i128, to: &mut String) {
    let size = u64::try_from(amount.unsigned_abs());
    to.push_str(if amount < 0 { "-" } else { "" });
    match (of.strength, size) {
        (Some(_), Ok(size)) => spell::count(size, to),
        (Some(_), Err(_)) => to.push_str(&amount.unsigned_abs().to_string()),
        (None, size) => Milligrams::from_micrograms(size.unwrap_or(u64::MAX)).spell(to),
    }
}

/// A slot in one cell: `2026-11-04 pm`.
pub fn slot_code(slot: SlotPosition) -> String {
    format!("{} {}", slot.date, slot.period.code())
}

/// The slots that could explain a difference, each as `2026-11-04 pm missed 2`.
pub fn explained(diary: &ByDiary) -> Vec<String> {
    let one = |slot: &crate::domain::tablets::Explaining| {
        let period = slot.period.map_or("", Period::code);
        let (date, status, units) = (slot.date, slot.status.code(), slot.units);
        format!("{date} {period} {status} {units}")
    };
    diary.explained_by.iter().map(one).collect()
}
