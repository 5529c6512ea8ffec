//! Dates on which a drug was to be taken, as events with a duration: the shape that AdhereR reads (`docs/adherer.md`).
//!
//! A row is a date with an evaluable slot of a drug. Its duration is the days' worth that was swallowed: mg taken, at
//! most the prescribed in each slot, of the mg prescribed, so that the rows add up to the amount adherence. Dates in a
//! row are a course: rest and paused days end it, so that no window over a course holds a day without anything to take.

use std::borrow::Cow;

use crate::domain::adherence::LedgerRow;
use crate::domain::calendar::DiaryDate;
use crate::domain::ids::DrugId;
use crate::domain::units::Milligrams;
use crate::report::SubjectAdherence;
use crate::report::table::{Cell, Columns, Rows};

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "course",
        "date",
        "duration_days",
        "per_day_mg",
        "drug",
        "subject",
        "cycle",
        "mg_taken",
        "window_start",
        "window_days",
    ],
    json_only: &[],
};

/// A date on which a drug was to be taken.
struct Day {
    cycle: Option<u16>,
    date: DiaryDate,
    prescribed: Milligrams,
    taken: Milligrams,
}

pub(super) fn write(of: &SubjectAdherence, to: &mut Rows) {
    for drug in &of.adherence.drugs {
        of_drug(of, drug.drug, to);
    }
}

fn of_drug(of: &SubjectAdherence, drug: DrugId, to: &mut Rows) {
    let ledger = of.adherence.ledger.iter();
    let days = days(ledger.filter(|row| row.drug == drug));
    let courses = days.chunk_by(|a, b| a.cycle == b.cycle && b.date.days_since(a.date) == 1);
    for (number, course) in (1..).zip(courses) {
        let name = format!("{} {drug} {number}", of.subject);
        for day in course {
            to.add(&[
                Cell::text(&name),
                Cell::Date(day.date),
                Cell::Number(share(day.taken, day.prescribed)),
                Cell::Mg(day.prescribed),
                Cell::text(drug.as_str()),
                Cell::text(of.subject.as_str()),
                Cell::or_empty(day.cycle, Cell::count),
                Cell::Mg(day.taken),
                Cell::or_empty(course.first(), |first| Cell::Date(first.date)),
                Cell::count(course.len() as u64),
            ]);
        }
    }
}

/// The dates with an evaluable slot, in the order of the ledger.
fn days<'a>(rows: impl Iterator<Item = &'a LedgerRow>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for row in rows.filter(|row| row.status.is_evaluable()) {
        let prescribed = row.mg_prescribed();
        let taken = row.mg_taken().min(prescribed);
        match days.last_mut() {
            Some(day) if day.date == row.date => {
                day.prescribed = day.prescribed.plus(prescribed);
                day.taken = day.taken.plus(taken);
            }
            Some(_) | None => days.push(Day {
                cycle: row.cycle,
                date: row.date,
                prescribed,
                taken,
            }),
        }
    }
    days
}

/// A part of a whole above zero, with six decimals, rounded half up.
fn share(part: Milligrams, whole: Milligrams) -> Cow<'static, str> {
    if part == whole {
        return Cow::Borrowed("1.000000");
    }
    let (part, whole) = (
        u128::from(part.micrograms()),
        u128::from(whole.micrograms()),
    );
    let millionths = (part * 2_000_000 + whole) / (2 * whole).max(1);
    let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
    Cow::Owned(format!("{whole}.{rest:06}"))
}
