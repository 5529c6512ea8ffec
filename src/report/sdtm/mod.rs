//! The records of a study as CDISC SDTM datasets (SDTMIG 3.4) in Dataset-JSON 1.1.
//!
//! One participant gives some rows of every dataset, and nothing is kept from one to the next, so that a folder of
//! any size is written in the memory of one diary. `columns` says what a variable is, each domain has a file of its
//! own, `dataset` makes the file around the rows and `page` the explanation beside them; both come from the same
//! lists. What the diary and the site record do not know stays empty, and the page says so.

mod ae;
mod ce;
mod cm;
mod columns;
mod da;
mod dataset;
mod dm;
mod ds;
mod ec;
mod ex;
mod fa;
mod ml;
mod page;
mod relrec;
mod rs;
mod ss;
mod subject;
mod sv;
#[cfg(test)]
mod tests;
mod tr;

use std::fmt;
use std::str::FromStr;

use crate::domain::participant::Participant;

use super::empty;
use super::export::DiaryFile;
use super::table::Cell;

pub use columns::{Column, Kind, NOT_KNOWN};
use dataset::Rows;
pub use dataset::{FOOT, Head, ROW_BREAK, count};
pub use page::page;
pub use relrec::{RELREC, of_datasets};
use subject::Subject;

/// A dataset.
#[derive(Debug)]
pub struct Domain {
    /// Its name: two letters, or that of the relationships.
    pub name: &'static str,
    /// Its label in the standard.
    pub label: &'static str,
    /// What a row is.
    pub structure: &'static str,
    /// The name of the variable that numbers a participant's rows from 1.
    seq: Option<&'static str>,
    /// The variables behind those that name the participant and the row.
    columns: &'static [Column],
    write: fn(&Subject, &mut Rows),
}

/// Every dataset, in the order in which they are put in place.
pub const DOMAINS: [Domain; 15] = [
    dm::DM,
    sv::SV,
    ds::DS,
    ec::EC,
    ex::EX,
    da::DA,
    ae::AE,
    ce::CE,
    fa::FA,
    cm::CM,
    ml::ML,
    tr::TR,
    rs::RS,
    ss::SS,
    relrec::RELREC,
];

impl Domain {
    /// The name of its file.
    pub fn file(&self) -> String {
        format!("{}.json", self.name.to_ascii_lowercase())
    }

    /// Its variables, in the order of the standard.
    pub fn columns(&self) -> impl Iterator<Item = Column> {
        let named = match self.is_relationship() {
            true => vec![columns::STUDYID],
            false => vec![columns::STUDYID, columns::DOMAIN, columns::USUBJID],
        };
        let seq = self.seq.map(|name| {
            Column::integer(
                name,
                "Sequence Number",
                "The participant's rows of the dataset, from 1",
            )
        });
        let own = self.columns.iter().copied();
        named.into_iter().chain(seq).chain(own)
    }

    /// Whether its rows are no records of their own, but say which records of others belong together. Such a row
    /// names the dataset that it is about, and by itself whether it is about a participant.
    fn is_relationship(&self) -> bool {
        self.name == RELREC.name
    }

    /// Writes its rows about a participant behind a text; how many there are.
    fn rows_behind(&self, of: &Subject, to: &mut String) -> u64 {
        let study = Cell::text(of.study.as_str());
        let mut begin = String::new();
        match self.is_relationship() {
            true => dataset::begin(&[study], &mut begin),
            false => {
                let whose = [study, Cell::Code(self.name), Cell::text(&of.id)];
                dataset::begin(&whose, &mut begin);
            }
        }
        let mut rows = Rows::new(&begin, self.seq.is_some(), to);
        (self.write)(of, &mut rows);
        rows.count()
    }
}

/// The identifier of a study: letters, digits, `-`, `_` and `.`, 40 at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudyId(String);

/// A text that is no identifier of a study.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the identifier of a study: letters, digits, '-', '_' and '.', 40 at most")]
pub struct StudyIdError;

impl FromStr for StudyId {
    type Err = StudyIdError;

    fn from_str(text: &str) -> Result<StudyId, StudyIdError> {
        const MOST: usize = 40;
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        let begins_well = text
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric());
        match begins_well && text.len() <= MOST && text.bytes().all(allowed) {
            true => Ok(StudyId(text.to_owned())),
            false => Err(StudyIdError),
        }
    }
}

impl StudyId {
    /// The identifier as text.
    fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StudyId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Some rows of every dataset, and what is to be said about the file that they come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// In the order of [`DOMAINS`]: rows with [`ROW_BREAK`] between them, and how many.
    rows: [(String, u64); DOMAINS.len()],
    notes: Vec<String>,
}

impl Part {
    /// Takes out what is there, and puts in what there is about a participant: no row, where her file could not be
    /// read or another one counts.
    pub fn fill(&mut self, participant: Option<&Participant>, file: &DiaryFile, study: &StudyId) {
        let subject = participant.map(|of| Subject::new(of, study));
        for (domain, (rows, count)) in DOMAINS.iter().zip(&mut self.rows) {
            empty(rows);
            let of = subject.as_ref();
            *count = of.map_or(0, |of| domain.rows_behind(of, rows));
        }
        self.notes = page::notes(subject.as_ref(), file);
    }

    /// The rows of each dataset, and how many.
    pub fn rows(&self) -> impl Iterator<Item = (&str, u64)> {
        self.rows
            .iter()
            .map(|(rows, count)| (rows.as_str(), *count))
    }

    /// What is to be said about the file, a line each.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }
}
