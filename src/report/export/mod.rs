//! The tables of an export: everything that is known about a participant, for a data manager or a statistician.
//!
//! One participant gives some rows of every table, and nothing is kept from one to the next, so that a folder of
//! any size is written in the memory of one diary. Every column is explained in `docs/exports.md`; a test
//! compares. Codes are English in every language; the columns named `words` are in the language of the export.

mod adverse_events;
mod calls;
mod diaries;
mod dosing_days;
mod entries;
mod findings;
mod medicines;
mod orders;
mod supply;
mod symptoms;
#[cfg(test)]
mod tests;

use crate::domain::calendar::SlotPosition;
use crate::domain::entry::{Author, EntryRef};
use crate::domain::participant::Participant;
use crate::text::Text;

pub use diaries::{DiaryFile, FileState};

use super::table::{Cell, Columns, Form, Rows};
use super::{ReportError, SubjectAdherence, adherence, empty, ledger, tablets};

/// A table of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// One row for each participant, drug and cycle.
    Adherence,
    /// One row for each slot and each extra dose.
    Ledger,
    /// One row for each drug and date on which it was to be taken.
    DosingDays,
    /// One row for each report of a symptom.
    Symptoms,
    /// One row for each call to the study team.
    Calls,
    /// One row for each adverse event.
    AdverseEvents,
    /// One row for each thing to talk about.
    Findings,
    /// One row for each drug, strength and interval between two counts.
    Tablets,
    /// One row for each time that something was handed out, counted or lost.
    Supply,
    /// One row for each order, drug and period.
    Orders,
    /// One row for each other medicine that was recorded.
    Medicines,
    /// One row for each entry of a diary or a site record.
    Entries,
    /// One row for each file.
    Diaries,
}

impl Table {
    /// Every one, in the order in which they are put in place: once [`Table::Diaries`] is there, all are.
    pub const ALL: [Table; 13] = [
        Table::Adherence,
        Table::Ledger,
        Table::DosingDays,
        Table::Symptoms,
        Table::Calls,
        Table::AdverseEvents,
        Table::Findings,
        Table::Tablets,
        Table::Supply,
        Table::Orders,
        Table::Medicines,
        Table::Entries,
        Table::Diaries,
    ];

    /// Its name, which is that of its file.
    pub fn name(self) -> &'static str {
        match self {
            Table::Adherence => "adherence",
            Table::Ledger => "ledger",
            Table::DosingDays => "dosing_days",
            Table::Symptoms => "symptoms",
            Table::Calls => "calls",
            Table::AdverseEvents => "adverse_events",
            Table::Findings => "findings",
            Table::Tablets => "tablets",
            Table::Supply => "supply",
            Table::Orders => "orders",
            Table::Medicines => "medicines",
            Table::Entries => "entries",
            Table::Diaries => "diaries",
        }
    }

    /// Its columns.
    pub fn columns(self) -> Columns {
        match self {
            Table::Adherence => adherence::COLUMNS,
            Table::Ledger => ledger::COLUMNS,
            Table::DosingDays => dosing_days::COLUMNS,
            Table::Symptoms => symptoms::COLUMNS,
            Table::Calls => calls::COLUMNS,
            Table::AdverseEvents => adverse_events::COLUMNS,
            Table::Findings => findings::COLUMNS,
            Table::Tablets => tablets::COLUMNS,
            Table::Supply => supply::COLUMNS,
            Table::Orders => orders::COLUMNS,
            Table::Medicines => medicines::COLUMNS,
            Table::Entries => entries::COLUMNS,
            Table::Diaries => diaries::COLUMNS,
        }
    }

    /// Adds its rows about one participant; those about her file are [`DiaryFile::write`].
    fn write(self, of: &Participant, text: Text, to: &mut Rows) -> Result<(), ReportError> {
        let figures = &SubjectAdherence::of(of);
        match self {
            Table::Adherence => adherence::write(figures, to)?,
            Table::Ledger => ledger::write(figures, to),
            Table::DosingDays => dosing_days::write(figures, to),
            Table::Symptoms => symptoms::write(of, to)?,
            Table::Calls => calls::write(of, to)?,
            Table::AdverseEvents => adverse_events::write(of, to)?,
            Table::Findings => findings::write(of, text, to),
            Table::Tablets => tablets::write(of.subject(), of.balances(), to),
            Table::Supply => supply::write(of, to),
            Table::Orders => orders::write(of, to)?,
            Table::Medicines => medicines::write(of, to),
            Table::Entries => entries::write(of, text, to)?,
            Table::Diaries => {}
        }
        Ok(())
    }
}

/// Some rows of every table, in the order of [`Table::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts([String; Table::ALL.len()]);

impl Parts {
    /// Takes out what is there, and puts in what there is about a participant: nothing, where her file could not
    /// be read or another one counts.
    ///
    /// # Errors
    /// A value cannot be written.
    pub fn fill(
        &mut self,
        participant: Option<&Participant>,
        file: &DiaryFile,
        form: Form,
        text: Text,
    ) -> Result<(), ReportError> {
        for (table, rows) in Table::ALL.into_iter().zip(&mut self.0) {
            empty(rows);
            let mut to = Rows::new(table.columns(), form, rows);
            match (table, participant) {
                (Table::Diaries, _) => file.write(&mut to),
                (_, Some(participant)) => table.write(participant, text, &mut to)?,
                (_, None) => {}
            }
        }
        Ok(())
    }

    /// Each table with its rows.
    pub fn iter(&self) -> impl Iterator<Item = (Table, &str)> {
        let parts = self.0.iter().map(String::as_str);
        Table::ALL.into_iter().zip(parts)
    }
}

/// Who made an entry: the role, and the initials of staff.
fn author(by: &Author) -> [Cell<'_>; 2] {
    match by {
        Author::Patient {} => [Cell::Code("patient"), Cell::Empty],
        Author::Site { id } => [Cell::Code("site"), Cell::text(id.as_str())],
    }
}

/// The numbers of entries in one cell: `12; 15`.
fn numbers(entries: &[u64]) -> Cell<'static> {
    list(entries.iter().map(ToString::to_string))
}

/// The numbers of the entries that some references name.
fn references(entries: &[EntryRef]) -> Cell<'static> {
    list(entries.iter().map(|entry| entry.seq.to_string()))
}

/// Several values in one cell, none as an empty one.
fn list(items: impl Iterator<Item = String>) -> Cell<'static> {
    let items: Vec<String> = items.collect();
    match items.is_empty() {
        true => Cell::Empty,
        false => Cell::made(items.join("; ")),
    }
}

/// The two cells of a place in the order of slots: date and period.
fn place(slot: Option<SlotPosition>) -> [Cell<'static>; 2] {
    [
        Cell::or_empty(slot, |slot| Cell::Date(slot.date)),
        Cell::or_empty(slot, |slot| Cell::Code(slot.period.code())),
    ]
}
