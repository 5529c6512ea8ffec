//! Tables as CSV (RFC 4180), as JSON and as NDJSON: the same rows of the same cells in each.
//!
//! Used by every report that is a table. A row has a cell for each column; columns that a CSV file does
//! not have stand behind the others. A cell is a value until its row is written: a long export is mostly dates,
//! codes and counts, and none of them has to become a text of its own first.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use memchr::{memchr, memchr_iter, memchr3};
use serde::Serialize;

use crate::domain::adherence::{AsOf, Measure, Percent};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::moment;
use crate::domain::plain_text::write_json_text;
use crate::domain::units::Milligrams;

use super::ReportError;

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Not applicable or not known: an empty cell, `null` in JSON.
    Empty,
    /// A code that this program gives.
    Code(&'static str),
    /// A name or free text.
    Text(String),
    /// A date.
    Date(DiaryDate),
    /// A moment, by the clock that named it.
    Moment(Moment),
    /// A count.
    Count(u64),
    /// A number, spelled with exactly the digits that it has.
    Number(String),
    /// An amount in milligrams.
    Mg(Milligrams),
    /// A percentage with two decimals.
    Percent(Percent),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// A text.
    pub fn text(value: impl Display) -> Cell {
        Cell::Text(value.to_string())
    }

    /// A count.
    pub fn count(value: impl Into<u64>) -> Cell {
        Cell::Count(value.into())
    }

    /// A percentage with two decimals; empty where the measure is not applicable.
    pub fn percent(measure: Measure) -> Cell {
        Cell::or_empty(measure.percent(), Cell::Percent)
    }

    /// The cut of a report: a date, or a moment.
    pub fn as_of(as_of: AsOf) -> Cell {
        match as_of {
            AsOf::Now(moment) => Cell::Moment(moment),
            AsOf::EndOf(date) => Cell::Date(date),
        }
    }

    /// The name that a value has in the journal.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn code(value: &impl Serialize) -> Result<Cell, ReportError> {
        Ok(match serde_json::to_value(value)? {
            serde_json::Value::String(code) => Cell::Text(code),
            other => Cell::Text(other.to_string()),
        })
    }

    /// A cell, or an empty one.
    pub fn or_empty<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::Empty, cell)
    }

    /// Writes it behind a text as a JSON value.
    pub(super) fn write_json(&self, to: &mut String) {
        match self {
            Cell::Empty => to.push_str("null"),
            Cell::Code(text) => write_json_text(text, to),
            Cell::Text(text) => write_json_text(text, to),
            Cell::Date(_) | Cell::Moment(_) => {
                to.push('"');
                self.spell(to);
                to.push('"');
            }
            Cell::Count(_) | Cell::Number(_) | Cell::Mg(_) | Cell::Percent(_) | Cell::Flag(_) => {
                self.spell(to)
            }
        }
    }

    /// Writes it behind a text as a field of a CSV file.
    fn write_csv(&self, to: &mut String) {
        match self {
            Cell::Code(text) => write_csv_text(text, to),
            Cell::Text(text) => write_csv_text(text, to),
            Cell::Empty
            | Cell::Date(_)
            | Cell::Moment(_)
            | Cell::Count(_)
            // Made here, never typed: "-2" is a number.
            | Cell::Number(_)
            | Cell::Mg(_)
            | Cell::Percent(_)
            | Cell::Flag(_) => self.spell(to),
        }
    }

    /// Writes it behind a text as it is.
    fn spell(&self, to: &mut String) {
        match self {
            Cell::Empty => {}
            Cell::Code(text) => to.push_str(text),
            Cell::Text(text) | Cell::Number(text) => to.push_str(text),
            Cell::Flag(true) => to.push_str("true"),
            Cell::Flag(false) => to.push_str("false"),
            // A String takes whatever is written to it.
            Cell::Date(_) | Cell::Moment(_) | Cell::Count(_) | Cell::Mg(_) | Cell::Percent(_) => {
                let _ = write!(to, "{self}");
            }
        }
    }
}

impl Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Cell::Empty => Ok(()),
            Cell::Code(text) => f.write_str(text),
            Cell::Text(text) | Cell::Number(text) => f.write_str(text),
            Cell::Date(date) => date.fmt(f),
            Cell::Moment(at) => moment::show(at, f),
            Cell::Count(count) => count.fmt(f),
            Cell::Mg(amount) => amount.fmt(f),
            Cell::Percent(percent) => percent.fmt(f),
            Cell::Flag(flag) => flag.fmt(f),
        }
    }
}

/// In which form a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// RFC 4180: a header, CRLF, quotes where needed.
    Csv,
    /// An array of objects, one object a line, keys in the order of the columns.
    Json,
    /// The same objects without the array: a file may end, and the next begin, behind any line.
    Ndjson,
}

impl Form {
    /// How the name of such a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Json => "json",
            Form::Ndjson => "ndjson",
        }
    }

    /// What stands between the rows of two parts of a table.
    pub fn between(self) -> &'static str {
        match self {
            Form::Csv | Form::Ndjson => "",
            Form::Json => ",\n",
        }
    }

    /// What stands behind the last row.
    pub fn foot(self) -> &'static str {
        match self {
            Form::Csv | Form::Ndjson => "",
            Form::Json => "\n]\n",
        }
    }
}

/// Rows with named columns.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// The columns of both formats.
    pub both: &'static [&'static str],
    /// Those that only JSON has, and the tables of an export; behind the others.
    pub json_only: &'static [&'static str],
}

impl Columns {
    /// Rows as CSV: a header, CRLF, quotes where needed. Only the first columns of each row.
    pub fn csv(self, rows: &[Vec<Cell>]) -> String {
        let mut text = String::new();
        csv_names(self.both.iter(), &mut text);
        csv_records(rows, self.both.len(), &mut text);
        text
    }

    /// The columns that a command prints: CSV without those that only JSON has.
    pub fn printed(self, form: Form) -> Columns {
        match form {
            Form::Csv => Columns {
                json_only: &[],
                ..self
            },
            Form::Json | Form::Ndjson => self,
        }
    }

    /// A table without rows.
    pub fn empty(self, form: Form) -> String {
        match form {
            Form::Csv | Form::Ndjson => self.head(form),
            Form::Json => self.json(&[]),
        }
    }

    /// What stands before the first row of a table with all its columns: [`Columns::part`] makes the rows, a
    /// part at a time, so that a long table is never whole in memory.
    pub fn head(self, form: Form) -> String {
        let mut text = String::new();
        match form {
            Form::Csv => csv_names(self.both.iter().chain(self.json_only), &mut text),
            Form::Json => text.push_str("[\n"),
            Form::Ndjson => {}
        }
        text
    }

    /// Some rows of a table with all its columns; [`Form::between`] stands between two parts that have any.
    pub fn part(self, form: Form, rows: &[Vec<Cell>]) -> String {
        let mut text = String::new();
        match form {
            Form::Csv => csv_records(rows, self.both.len() + self.json_only.len(), &mut text),
            Form::Json => self.objects(rows, Form::Json.between(), &mut text),
            Form::Ndjson => {
                self.objects(rows, "\n", &mut text);
                if !rows.is_empty() {
                    text.push('\n');
                }
            }
        }
        text
    }

    /// Rows as a JSON array of objects, one object a line, keys in the order of the columns.
    pub fn json(self, rows: &[Vec<Cell>]) -> String {
        if rows.is_empty() {
            return format!("[{}", Form::Json.foot());
        }
        let mut text = "[\n".to_owned();
        self.objects(rows, Form::Json.between(), &mut text);
        text.push_str(Form::Json.foot());
        text
    }

    fn objects(self, rows: &[Vec<Cell>], between: &str, to: &mut String) {
        for (at, cells) in rows.iter().enumerate() {
            if at > 0 {
                to.push_str(between);
            }
            let names = self.both.iter().chain(self.json_only);
            for (at, (name, cell)) in names.zip(cells).enumerate() {
                to.push_str(if at == 0 { "{\"" } else { ",\"" });
                // A name of a column is made of letters and underlines.
                to.push_str(name);
                to.push_str("\":");
                cell.write_json(to);
            }
            to.push('}');
        }
    }
}

/// The line of the names of columns.
fn csv_names<'a>(names: impl Iterator<Item = &'a &'static str>, to: &mut String) {
    for (at, name) in names.enumerate() {
        to.push_str(if at == 0 { "" } else { "," });
        to.push_str(name);
    }
    to.push_str(CRLF);
}

/// Rows with their first cells.
fn csv_records(rows: &[Vec<Cell>], columns: usize, to: &mut String) {
    for row in rows {
        for (at, cell) in row.iter().take(columns).enumerate() {
            to.push_str(if at == 0 { "" } else { "," });
            cell.write_csv(to);
        }
        to.push_str(CRLF);
    }
}

/// The end of a line in CSV.
const CRLF: &str = "\r\n";

/// Writes a text as a field of a CSV file: in quotes where it holds a comma, a quote or an end of line.
fn write_csv_text(text: &str, to: &mut String) {
    let text = harmless(text);
    let bytes = text.as_bytes();
    if memchr3(b',', b'"', b'\n', bytes).is_none() && memchr(b'\r', bytes).is_none() {
        to.push_str(&text);
        return;
    }
    to.push('"');
    let mut from = 0;
    for quote in memchr_iter(b'"', bytes) {
        // Up to the quote, which then stands twice.
        to.push_str(&text[from..=quote]);
        from = quote;
    }
    to.push_str(&text[from..]);
    to.push('"');
}

/// A cell that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe
/// in front, which spreadsheets read as "this is text". Full-width signs count, because spreadsheets
/// with Chinese input read them as the plain ones.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let begins_like_a_formula = cell.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]);
    if begins_like_a_formula {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = Columns {
        both: &["a", "b"],
        json_only: &["c"],
    };

    #[test]
    fn a_cell_that_begins_like_a_formula_is_made_harmless() {
        for hostile in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\u{ff1d}1"] {
            assert_eq!(harmless(hostile), format!("'{hostile}"));
        }
        for plain in ["", "007", "a=b", "2026-11-02", "恶心", "4x150+2x500"] {
            assert_eq!(harmless(plain), plain);
        }
    }

    #[test]
    fn csv_keeps_to_rfc_4180() {
        let rows = [vec![
            Cell::text("a \"quoted\", cell\nof two lines"),
            Cell::Empty,
            Cell::Code("not in a CSV file"),
        ]];
        assert_eq!(
            COLUMNS.csv(&rows),
            "a,b\r\n\"a \"\"quoted\"\", cell\nof two lines\",\r\n"
        );
        let rows = [vec![Cell::Code("=HYPERLINK(1)"), Cell::count(3_u64)]];
        assert_eq!(COLUMNS.csv(&rows), "a,b\r\n'=HYPERLINK(1),3\r\n");
        let rows = [vec![Cell::Code("-2"), Cell::Number("-2".to_owned())]];
        assert_eq!(COLUMNS.csv(&rows), "a,b\r\n'-2,-2\r\n");
        assert_eq!(COLUMNS.csv(&[]), "a,b\r\n");
    }

    #[test]
    fn json_keeps_the_order_of_columns_and_every_digit() {
        let rows = [vec![
            Cell::Number("100.00".to_owned()),
            Cell::Empty,
            Cell::Flag(true),
        ]];
        assert_eq!(
            COLUMNS.json(&rows),
            "[\n{\"a\":100.00,\"b\":null,\"c\":true}\n]\n"
        );
        assert_eq!(COLUMNS.json(&[]), "[\n]\n");
    }

    #[test]
    fn a_table_in_parts_is_the_table_in_one_piece_with_every_column() {
        let row = |a: &str| vec![Cell::text(a), Cell::Empty, Cell::Flag(false)];
        let parts = [vec![row("1"), row("=2")], Vec::new(), vec![row("3")]];
        let written = |form: Form| {
            let made = parts.iter().map(|rows| COLUMNS.part(form, rows));
            let any: Vec<String> = made.filter(|part| !part.is_empty()).collect();
            let head = COLUMNS.head(form);
            format!("{head}{}{}", any.join(form.between()), form.foot())
        };
        assert_eq!(
            written(Form::Csv),
            "a,b,c\r\n1,,false\r\n'=2,,false\r\n3,,false\r\n"
        );
        assert_eq!(written(Form::Json), COLUMNS.json(&parts.concat()));
        assert_eq!(
            written(Form::Ndjson),
            concat!(
                r#"{"a":"1","b":null,"c":false}"#,
                "\n",
                r#"{"a":"=2","b":null,"c":false}"#,
                "\n",
                r#"{"a":"3","b":null,"c":false}"#,
                "\n"
            )
        );
    }
}
