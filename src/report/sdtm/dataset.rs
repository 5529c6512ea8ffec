//! The file around the rows of a dataset: Dataset-JSON 1.1.
//!
//! How many rows there are stands before them, and is known after them: a place is kept that is wide enough for
//! any number, and blanks before a number mean nothing in JSON.

use serde::Serialize;

use super::{Domain, StudyId, columns};
use crate::domain::calendar::Moment;
use crate::report::ReportError;
use crate::report::table::Cell;

/// What stands between two rows.
pub const ROW_BREAK: &str = ",\n";
/// What stands behind the last row.
pub const FOOT: &str = "\n]}\n";

/// As wide as the largest number of rows.
const COUNT_WIDTH: usize = 20;

/// What stands before the first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The text.
    pub text: String,
    /// Where the number of rows stands in it, in bytes: [`count`] is written over that.
    pub count_at: usize,
}

/// The number of rows, as wide as the place that is kept for it.
pub fn count(rows: u64) -> String {
    format!("{rows:COUNT_WIDTH$}")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Identity<'a> {
    #[serde(rename = "datasetJSONCreationDateTime")]
    created: String,
    #[serde(rename = "datasetJSONVersion")]
    version: &'static str,
    source_system: System,
    #[serde(rename = "studyOID")]
    study_oid: String,
    #[serde(rename = "itemGroupOID")]
    item_group_oid: String,
    name: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct System {
    name: &'static str,
    version: &'static str,
}

impl Head {
    /// What stands before the first row of a dataset of a study.
    ///
    /// # Errors
    /// The writer refuses.
    pub fn of(domain: &Domain, study: &StudyId, created: Moment) -> Result<Head, ReportError> {
        let identity = serde_json::to_string(&Identity {
            created: created.format("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            version: "1.1.0",
            source_system: System {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
            },
            study_oid: study.to_string(),
            item_group_oid: format!("IG.{}", domain.name),
            name: domain.name,
            label: domain.label,
        })?;
        let all: Vec<columns::Column> = domain.columns().collect();
        let columns = columns::described(domain.name, all.iter())?;
        let opened = identity.strip_suffix('}').unwrap_or(&identity);
        let before = format!("{opened},\n\"records\":");
        let count_at = before.len();
        let text = format!(
            "{before}{},\n\"columns\":{columns},\n\"rows\":[\n",
            count(0)
        );
        Ok(Head { text, count_at })
    }
}

/// Rows of a dataset on their way behind a text, an array each, with [`ROW_BREAK`] between them.
pub(super) struct Rows<'t> {
    /// What stands at the beginning of each row: who it is about.
    begin: &'t str,
    /// Whether the number of the row follows.
    is_numbered: bool,
    to: &'t mut String,
    count: u64,
}

impl<'t> Rows<'t> {
    /// Rows that begin with these cells and, if wanted, their number from 1.
    pub(super) fn new(begin: &'t str, is_numbered: bool, to: &'t mut String) -> Rows<'t> {
        Rows {
            begin,
            is_numbered,
            to,
            count: 0,
        }
    }

    /// Adds a row: its cells behind those that all begin with.
    pub(super) fn add(&mut self, cells: &[Cell]) {
        if self.count > 0 {
            self.to.push_str(ROW_BREAK);
        }
        self.count += 1;
        self.to.push_str(self.begin);
        if self.is_numbered {
            self.to.push(',');
            Cell::Count(self.count).write_json(self.to);
        }
        for cell in cells {
            self.to.push(',');
            cell.write_json(self.to);
        }
        self.to.push(']');
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.count
    }
}

/// The beginning of a row with these cells.
pub(super) fn begin(cells: &[Cell], to: &mut String) {
    to.clear();
    for (at, cell) in cells.iter().enumerate() {
        to.push(if at == 0 { '[' } else { ',' });
        cell.write_json(to);
    }
}
