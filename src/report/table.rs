//! Tables as CSV (RFC 4180), as JSON and as NDJSON: the same rows of the same cells in each.
//!
//! Used by every report that is a table. A row has a cell for each column; columns that a CSV file does
//! not have stand behind the others.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::domain::adherence::{AsOf, Measure};
use crate::domain::calendar::Moment;
use crate::domain::plain_text::harmless_json;
use crate::domain::units::Milligrams;

use super::ReportError;

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Not applicable or not known: an empty cell, `null` in JSON.
    Empty,
    /// A code, a date or free text.
    Text(String),
    /// A number, spelled with exactly the digits that it has.
    Number(String),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// A text.
    pub fn text(value: impl std::fmt::Display) -> Cell {
        Cell::Text(value.to_string())
    }

    /// A count.
    pub fn count(value: impl Into<u64>) -> Cell {
        let count: u64 = value.into();
        Cell::Number(count.to_string())
    }

    /// An amount in milligrams.
    pub fn mg(amount: Milligrams) -> Cell {
        Cell::Number(amount.to_string())
    }

    /// A percentage with two decimals.
    pub fn percent(measure: Measure) -> Cell {
        measure
            .percent()
            .map_or(Cell::Empty, |percent| Cell::Number(percent.to_string()))
    }

    /// A moment, by the clock that named it.
    pub fn moment(moment: Moment) -> Cell {
        Cell::Text(moment.to_rfc3339())
    }

    /// The cut of a report: a date, or a moment.
    pub fn as_of(as_of: AsOf) -> Cell {
        match as_of {
            AsOf::Now(moment) => Cell::moment(moment),
            AsOf::EndOf(date) => Cell::text(date),
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
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Empty => to.serialize_none(),
            Cell::Text(text) => to.serialize_str(text),
            Cell::Number(digits) => {
                let raw = RawValue::from_string(digits.clone());
                raw.map_err(serde::ser::Error::custom)?.serialize(to)
            }
            Cell::Flag(flag) => to.serialize_bool(*flag),
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
    ///
    /// # Errors
    /// The writer refuses.
    pub fn csv(self, rows: &[Vec<Cell>]) -> Result<String, ReportError> {
        let mut text = csv_names(self.both.iter())?;
        text.push_str(&csv_records(rows, self.both.len())?);
        Ok(text)
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
    ///
    /// # Errors
    /// The writer refuses.
    pub fn empty(self, form: Form) -> Result<String, ReportError> {
        match form {
            Form::Csv | Form::Ndjson => self.head(form),
            Form::Json => self.json(&[]),
        }
    }

    /// What stands before the first row of a table with all its columns: [`Columns::part`] makes the rows, a
    /// part at a time, so that a long table is never whole in memory.
    ///
    /// # Errors
    /// The writer refuses.
    pub fn head(self, form: Form) -> Result<String, ReportError> {
        let names = self.both.iter().chain(self.json_only);
        match form {
            Form::Csv => csv_names(names),
            Form::Json => Ok("[\n".to_owned()),
            Form::Ndjson => Ok(String::new()),
        }
    }

    /// Some rows of a table with all its columns; [`Form::between`] stands between two parts that have any.
    ///
    /// # Errors
    /// The writer refuses.
    pub fn part(self, form: Form, rows: &[Vec<Cell>]) -> Result<String, ReportError> {
        match form {
            Form::Csv => csv_records(rows, self.both.len() + self.json_only.len()),
            Form::Json => self.objects(rows, Form::Json.between()),
            Form::Ndjson => {
                let mut lines = self.objects(rows, "\n")?;
                if !lines.is_empty() {
                    lines.push('\n');
                }
                Ok(lines)
            }
        }
    }

    /// Rows as a JSON array of objects, one object a line, keys in the order of the columns.
    ///
    /// # Errors
    /// The writer refuses.
    pub fn json(self, rows: &[Vec<Cell>]) -> Result<String, ReportError> {
        let objects = self.objects(rows, Form::Json.between())?;
        let foot = Form::Json.foot();
        Ok(match rows.is_empty() {
            true => format!("[{foot}"),
            false => format!("[\n{objects}{foot}"),
        })
    }

    fn objects(self, rows: &[Vec<Cell>], between: &str) -> Result<String, ReportError> {
        let mut text = String::new();
        for (at, cells) in rows.iter().enumerate() {
            if at > 0 {
                text.push_str(between);
            }
            let columns = self;
            text.push_str(&serde_json::to_string(&Object { columns, cells })?);
        }
        Ok(harmless_json(text))
    }
}

fn csv_writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new())
}

fn csv_names<'a>(names: impl Iterator<Item = &'a &'static str>) -> Result<String, ReportError> {
    let mut writer = csv_writer();
    writer.write_record(names)?;
    csv_text(writer)
}

/// Rows with their first cells.
fn csv_records(rows: &[Vec<Cell>], columns: usize) -> Result<String, ReportError> {
    let mut writer = csv_writer();
    for row in rows {
        for cell in row.iter().take(columns) {
            writer.write_field(csv_cell(cell).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    csv_text(writer)
}

fn csv_text(writer: csv::Writer<Vec<u8>>) -> Result<String, ReportError> {
    let bytes = writer.into_inner().map_err(|error| {
        let cause = std::io::Error::from(error.error().kind());
        csv::Error::from(cause)
    })?;
    Ok(String::from_utf8(bytes)?)
}

struct Object<'a> {
    columns: Columns,
    cells: &'a [Cell],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let names = self.columns.both.iter().chain(self.columns.json_only);
        let mut map = to.serialize_map(Some(self.cells.len()))?;
        for (name, cell) in names.zip(self.cells) {
            map.serialize_entry(name, cell)?;
        }
        map.end()
    }
}

fn csv_cell(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => harmless(text),
        // Made here, never typed: "-2" is a number.
        Cell::Number(digits) => Cow::Borrowed(digits),
        Cell::Flag(true) => Cow::Borrowed("true"),
        Cell::Flag(false) => Cow::Borrowed("false"),
    }
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
            Cell::text("not in a CSV file"),
        ]];
        assert_eq!(
            COLUMNS.csv(&rows).unwrap(),
            "a,b\r\n\"a \"\"quoted\"\", cell\nof two lines\",\r\n"
        );
        let rows = [vec![Cell::text("=HYPERLINK(1)"), Cell::count(3_u64)]];
        assert_eq!(COLUMNS.csv(&rows).unwrap(), "a,b\r\n'=HYPERLINK(1),3\r\n");
        let rows = [vec![Cell::text("-2"), Cell::Number("-2".to_owned())]];
        assert_eq!(COLUMNS.csv(&rows).unwrap(), "a,b\r\n'-2,-2\r\n");
        assert_eq!(COLUMNS.csv(&[]).unwrap(), "a,b\r\n");
    }

    #[test]
    fn json_keeps_the_order_of_columns_and_every_digit() {
        let rows = [vec![
            Cell::Number("100.00".to_owned()),
            Cell::Empty,
            Cell::Flag(true),
        ]];
        assert_eq!(
            COLUMNS.json(&rows).unwrap(),
            "[\n{\"a\":100.00,\"b\":null,\"c\":true}\n]\n"
        );
        assert_eq!(COLUMNS.json(&[]).unwrap(), "[\n]\n");
    }

    #[test]
    fn a_table_in_parts_is_the_table_in_one_piece_with_every_column() {
        let row = |a: &str| vec![Cell::text(a), Cell::Empty, Cell::Flag(false)];
        let parts = [vec![row("1"), row("=2")], Vec::new(), vec![row("3")]];
        let written = |form: Form| {
            let made = parts.iter().map(|rows| COLUMNS.part(form, rows).unwrap());
            let any: Vec<String> = made.filter(|part| !part.is_empty()).collect();
            let head = COLUMNS.head(form).unwrap();
            format!("{head}{}{}", any.join(form.between()), form.foot())
        };
        assert_eq!(
            written(Form::Csv),
            "a,b,c\r\n1,,false\r\n'=2,,false\r\n3,,false\r\n"
        );
        assert_eq!(written(Form::Json), COLUMNS.json(&parts.concat()).unwrap());
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
