//! The file around the rows of a dataset: Dataset-JSON 1.1.
//!
//! How many rows there are stands before them, and is known after them: a place is kept that is wide enough for
//! any number, and blanks before a number mean nothing in JSON.

use serde::Serialize;

use super::{Domain, ReportError, StudyId, columns};
use crate::domain::calendar::Moment;
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

/// Some rows, an array each.
pub(super) fn rows(rows: &[Vec<Cell<'static>>]) -> String {
    let mut written = String::new();
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            written.push_str(ROW_BREAK);
        }
        for (at, cell) in row.iter().enumerate() {
            written.push(if at == 0 { '[' } else { ',' });
            cell.write_json(&mut written);
        }
        written.push(']');
    }
    written
}
