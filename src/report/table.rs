//! Tables as CSV (RFC 4180), as JSON and as NDJSON: the same rows of the same cells in each.
//!
//! Used by every report that is a table. A row has a cell for each column; columns that a CSV file does
//! not have stand behind the others. A cell is a value, or borrows its text, until its row is written behind those
//! before it: a long export is mostly dates, codes and counts, and none of them becomes a text of its own first.

use std::borrow::Cow;
use std::fmt::{self, Display};

use serde::Serialize;

use crate::domain::adherence::{AsOf, Measure, Percent};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::moment;
use crate::domain::plain_text::{PlainText, write_json_text};
use crate::domain::spell;
use crate::domain::units::{Milligrams, Units};

use super::ReportError;

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Not applicable or not known: an empty cell, `null` in JSON.
    Empty,
    /// A code that this program gives.
    Code(&'static str),
    /// A name or free text.
    Text(Cow<'a, str>),
    /// A date.
    Date(DiaryDate),
    /// A moment, by the clock that named it.
    Moment(Moment),
    /// A count.
    Count(u64),
    /// A whole number that may be below zero.
    Whole(i64),
    /// A number that is a name: text in JSON.
    Numeral(u64),
    /// A number, spelled with exactly the digits that it has.
    Number(Cow<'static, str>),
    /// An amount in milligrams.
    Mg(Milligrams),
    /// Units of each strength: `4x150+2x500`.
    Units(&'a Units),
    /// A percentage with two decimals.
    Percent(Percent),
    /// Yes or no.
    Flag(bool),
}

impl<'a> Cell<'a> {
    /// A text that is there already.
    pub fn text(text: &'a str) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }

    /// A text that has to be made first.
    pub fn shown(value: impl Display) -> Cell<'static> {
        Cell::Text(Cow::Owned(value.to_string()))
    }

    /// A text that was made for it.
    pub fn made(text: String) -> Cell<'static> {
        Cell::Text(Cow::Owned(text))
    }

    /// Free text, escaped as on a screen; an empty cell where there is nothing to read.
    pub fn words(words: &'a PlainText) -> Cell<'a> {
        match words.is_empty() {
            true => Cell::Empty,
            false => Cell::Text(words.shown()),
        }
    }

    /// A count.
    pub fn count(value: impl Into<u64>) -> Cell<'static> {
        Cell::Count(value.into())
    }

    /// A percentage with two decimals; empty where the measure is not applicable.
    pub fn percent(measure: Measure) -> Cell<'static> {
        Cell::or_empty(measure.percent(), Cell::Percent)
    }

    /// The cut of a report: a date, or a moment.
    pub fn as_of(as_of: AsOf) -> Cell<'static> {
        match as_of {
            AsOf::Now(moment) => Cell::Moment(moment),
            AsOf::EndOf(date) => Cell::Date(date),
        }
    }

    /// The name that a value has in the journal.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn code(value: &impl Serialize) -> Result<Cell<'static>, ReportError> {
        Ok(match serde_json::to_value(value)? {
            serde_json::Value::String(code) => Cell::Text(Cow::Owned(code)),
            other => Cell::shown(other),
        })
    }

    /// A cell, or an empty one.
    pub fn or_empty<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell<'a>) -> Cell<'a> {
        value.map_or(Cell::Empty, cell)
    }

    /// Writes it behind a text as a JSON value.
    pub(super) fn write_json(&self, to: &mut String) {
        match self {
            Cell::Empty => to.push_str("null"),
            Cell::Code(text) => write_json_text(text, to),
            Cell::Text(text) => write_json_text(text, to),
            Cell::Date(_) | Cell::Moment(_) | Cell::Numeral(_) | Cell::Units(_) => {
                to.push('"');
                self.spell(to);
                to.push('"');
            }
            Cell::Count(_)
            | Cell::Whole(_)
            | Cell::Number(_)
            | Cell::Mg(_)
            | Cell::Percent(_)
            | Cell::Flag(_) => self.spell(to),
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
            | Cell::Whole(_)
            | Cell::Numeral(_)
            // Made here, never typed: "-2" is a number.
            | Cell::Number(_)
            | Cell::Mg(_)
            // Begins with a digit.
            | Cell::Units(_)
            | Cell::Percent(_)
            | Cell::Flag(_) => self.spell(to),
        }
    }

    /// Writes it behind a text as it is.
    fn spell(&self, to: &mut String) {
        match self {
            Cell::Empty => {}
            Cell::Code(text) => to.push_str(text),
            Cell::Text(text) => to.push_str(text),
            Cell::Number(digits) => to.push_str(digits),
            Cell::Flag(true) => to.push_str("true"),
            Cell::Flag(false) => to.push_str("false"),
            Cell::Date(date) => date.spell(to),
            Cell::Moment(at) => moment::spell(at, to),
            Cell::Count(count) | Cell::Numeral(count) => spell::count(*count, to),
            Cell::Whole(number) => {
                if *number < 0 {
                    to.push('-');
                }
                spell::count(number.unsigned_abs(), to);
            }
            Cell::Mg(amount) => amount.spell(to),
            Cell::Units(units) => units.spell(to),
            Cell::Percent(percent) => percent.spell(to),
        }
    }
}

impl Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut text = String::new();
        self.spell(&mut text);
        f.write_str(&text)
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

    /// A whole table with all its columns.
    pub fn whole(self, form: Form, fill: impl FnOnce(&mut Rows)) -> String {
        let mut text = self.head(form);
        let head = text.len();
        let mut rows = Rows::new(self, form, &mut text);
        fill(&mut rows);
        match (form, text.len() > head) {
            // Without a row the end of the line that opened the array is all there is between.
            (Form::Json, false) => text.push_str("]\n"),
            (Form::Csv | Form::Json | Form::Ndjson, _) => text.push_str(form.foot()),
        }
        text
    }

    /// A table without rows.
    pub fn empty(self, form: Form) -> String {
        self.whole(form, |_| ())
    }

    /// What stands before the first row of a table with all its columns: [`Rows`] writes the rows, a part at a
    /// time, so that a long table is never whole in memory.
    pub fn head(self, form: Form) -> String {
        let mut text = String::new();
        match form {
            Form::Csv => {
                text.push_str(&self.names().collect::<Vec<_>>().join(","));
                text.push_str(CRLF);
            }
            Form::Json => text.push_str("[\n"),
            Form::Ndjson => {}
        }
        text
    }

    /// All columns.
    fn names(self) -> impl Iterator<Item = &'static str> {
        self.both.iter().chain(self.json_only).copied()
    }
}

/// Rows on their way behind a text.
#[derive(Debug)]
pub struct Rows<'t> {
    columns: Columns,
    form: Form,
    /// What stands before each cell of an object.
    keys: Vec<String>,
    to: &'t mut String,
    is_first: bool,
}

impl<'t> Rows<'t> {
    /// Some rows of a table; [`Form::between`] stands between two parts that have any.
    pub fn new(columns: Columns, form: Form, to: &'t mut String) -> Rows<'t> {
        // A name of a column is made of letters and underlines.
        let key = |(at, name)| format!("{}\"{name}\":", if at == 0 { '{' } else { ',' });
        let keys = match form {
            Form::Csv => Vec::new(),
            Form::Json | Form::Ndjson => columns.names().enumerate().map(key).collect(),
        };
        Rows {
            columns,
            form,
            keys,
            to,
            is_first: true,
        }
    }

    /// In which form they are written.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Whether it has so many columns.
    pub fn has_columns(&self, columns: usize) -> bool {
        self.columns.names().count() >= columns
    }

    /// Adds a row: a cell for each column. Cells behind the last column are left out.
    pub fn add(&mut self, cells: &[Cell]) {
        match self.form {
            Form::Csv => self.record(cells),
            Form::Json => {
                if !self.is_first {
                    self.to.push_str(self.form.between());
                }
                self.object(cells);
            }
            Form::Ndjson => {
                self.object(cells);
                self.to.push('\n');
            }
        }
        self.is_first = false;
    }

    fn record(&mut self, cells: &[Cell]) {
        for (at, (_, cell)) in self.columns.names().zip(cells).enumerate() {
            if at > 0 {
                self.to.push(',');
            }
            cell.write_csv(self.to);
        }
        self.to.push_str(CRLF);
    }

    fn object(&mut self, cells: &[Cell]) {
        for (key, cell) in self.keys.iter().zip(cells) {
            self.to.push_str(key);
            cell.write_json(self.to);
        }
        self.to.push('}');
    }
}

/// The end of a line in CSV.
const CRLF: &str = "\r\n";

/// Writes a text as a field of a CSV file: in quotes where it holds a comma, a quote or an end of line.
fn write_csv_text(text: &str, to: &mut String) {
    let text = harmless(text);
    // Most texts are short, or have a comma early: looking at each byte is quicker than a search with vectors.
    let must_quote = |b: u8| matches!(b, b',' | b'"' | b'\n' | b'\r');
    if !text.bytes().any(must_quote) {
        to.push_str(&text);
        return;
    }
    to.push('"');
    let mut from = 0;
    for (at, _) in text.bytes().enumerate().filter(|(_, b)| *b == b'"') {
        // Up to the quote, which then stands twice.
        to.push_str(&text[from..=at]);
        from = at;
    }
    to.push_str(&text[from..]);
    to.push('"');
}

/// A cell that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe
/// in front, which spreadsheets read as "this is text". Full-width signs count, because spreadsheets
/// with Chinese input read them as the plain ones.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let begins_like_a_formula = match cell.as_bytes() {
        [b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n', ..] => true,
        // Full-width signs begin with this byte.
        [0xef, ..] => cell.starts_with(['\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']),
        _ => false,
    };
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

    fn written(form: Form, rows: &[&[Cell]]) -> String {
        COLUMNS.whole(form, |to| rows.iter().for_each(|row| to.add(row)))
    }

    fn printed(row: &[Cell]) -> String {
        let text = COLUMNS
            .printed(Form::Csv)
            .whole(Form::Csv, |to| to.add(row));
        text.trim_start_matches("a,b\r\n").to_owned()
    }

    #[test]
    fn csv_keeps_to_rfc_4180() {
        let row = [
            Cell::text("a \"quoted\", cell\nof two lines"),
            Cell::Empty,
            Cell::Code("not in a CSV file that is printed"),
        ];
        assert_eq!(
            printed(&row),
            "\"a \"\"quoted\"\", cell\nof two lines\",\r\n"
        );
        let row = [Cell::text("\"\""), Cell::text("x\ry")];
        assert_eq!(printed(&row), "\"\"\"\"\"\",\"x\ry\"\r\n");
        let row = [Cell::Code("=HYPERLINK(1)"), Cell::count(3_u64)];
        assert_eq!(printed(&row), "'=HYPERLINK(1),3\r\n");
        let row = [Cell::Code("-2"), Cell::Number("-2".into())];
        assert_eq!(printed(&row), "'-2,-2\r\n");
        assert_eq!(COLUMNS.empty(Form::Csv), "a,b,c\r\n");
    }

    #[test]
    fn json_keeps_the_order_of_columns_and_every_digit() {
        let row = [Cell::Number("100.00".into()), Cell::Empty, Cell::Flag(true)];
        assert_eq!(
            written(Form::Json, &[&row]),
            "[\n{\"a\":100.00,\"b\":null,\"c\":true}\n]\n"
        );
        assert_eq!(COLUMNS.empty(Form::Json), "[\n]\n");
    }

    #[test]
    fn a_table_in_parts_is_the_table_in_one_piece_with_every_column() {
        let row = |a: &'static str| [Cell::text(a), Cell::Empty, Cell::Flag(false)];
        let parts = [vec![row("1"), row("=2")], Vec::new(), vec![row("3")]];
        let in_parts = |form: Form| {
            let made = parts.iter().map(|part| {
                let mut text = String::new();
                let mut rows = Rows::new(COLUMNS, form, &mut text);
                part.iter().for_each(|row| rows.add(row));
                text
            });
            let any: Vec<String> = made.filter(|part| !part.is_empty()).collect();
            let head = COLUMNS.head(form);
            format!("{head}{}{}", any.join(form.between()), form.foot())
        };
        assert_eq!(
            in_parts(Form::Csv),
            "a,b,c\r\n1,,false\r\n'=2,,false\r\n3,,false\r\n"
        );
        let rows = parts.concat();
        let rows: Vec<&[Cell]> = rows.iter().map(|row| &row[..]).collect();
        assert_eq!(in_parts(Form::Json), written(Form::Json, &rows));
        assert_eq!(
            in_parts(Form::Ndjson),
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
