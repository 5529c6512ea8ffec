//! The page beside the datasets: what each holds, where each variable comes from, and which files are not whole.

use std::fmt::Write;

use super::subject::Subject;
use super::{Column, DOMAINS, Domain, NOT_KNOWN, StudyId};
use crate::domain::plain_text::PlainText;
use crate::report::export::{DiaryFile, FileState};

const ABOUT: &str = "\
Made by dosebook from the participants' diaries and the study team's records, by the SDTM Implementation Guide 3.4,
in Dataset-JSON 1.1. Controlled terms are those of the CDISC SDTM terminology named with each variable.

- One participant's rows stand together, in the order of the files by name. A dataset without a row has no file.
- What counts is what stands after corrections.
- Dates are ISO 8601: a moment has the offset of the clock that named it; without a time it is a diary date, whose day
  begins at 04:00 by the built-in protocol.
- A study day is counted from the calendar date of RFSTDTC, which is day 1; the day before is -1, and there is no day 0.
- An empty value (`null`) is not known or not applicable, never 0.
- A text of more than 200 characters is cut and ends in `...`; what could act on a terminal stands escaped.
- Symptoms are CE, with the answers in FA: the participant reports them in the project's own words. They are no adverse
  events before the investigator says so, and the questions are no published questionnaire (QS).
- Not exported: orders but for the end of a drug, calls to the study team, corrections, and everything else that the
  standard has no place for; `export csv` has all of it. TU: no lesion is identified, the site records the sum of
  diameters (TR) and what was seen of the other lesions (RS). Trial design (TA, TE, TV, TS) and SE are not known here.
";

/// The whole page: the numbers of rows in the order of [`DOMAINS`], and what is to be said about files.
pub fn page(study: &StudyId, rows: &[u64], notes: &[String]) -> String {
    let mut page = format!("# Datasets of {study}\n\n{ABOUT}\n## Datasets\n\n");
    page.push_str("| dataset | label | a row is | keys | rows |\n|---|---|---|---|---|\n");
    for (domain, rows) in DOMAINS.iter().zip(rows) {
        let _ = writeln!(
            page,
            "| [{name}](#{anchor}) | {} | {} | {} | {rows} |",
            domain.label,
            domain.structure,
            keys(domain).join(", "),
            name = domain.name,
            anchor = domain.name.to_ascii_lowercase(),
        );
    }
    page.push_str("\n## About the files\n\n");
    if notes.is_empty() {
        page.push_str("Nothing to say.\n");
    }
    for note in notes {
        let _ = writeln!(page, "- {note}");
    }
    page.push('\n');
    page.push_str(&variables());
    page
}

fn keys(domain: &Domain) -> Vec<&'static str> {
    let mut keys: Vec<Column> = domain.columns().filter(|column| column.key > 0).collect();
    keys.sort_by_key(|column| column.key);
    keys.into_iter().map(|column| column.name).collect()
}

/// Every variable of every dataset.
pub(super) fn variables() -> String {
    let mut page = String::new();
    for domain in &DOMAINS {
        let _ = write!(
            page,
            "## {}\n\n{}: {}.\n\n",
            domain.name, domain.label, domain.structure
        );
        page.push_str(
            "| variable | label | type | terms | where it comes from |\n|---|---|---|---|---|\n",
        );
        let columns: Vec<Column> = domain.columns().collect();
        for column in columns.iter().filter(|column| column.source != NOT_KNOWN) {
            let length = column.kind.length().map(|length| format!(" {length}"));
            let _ = writeln!(
                page,
                "| {} | {} | {}{} | {} | {} |",
                column.name,
                column.label,
                column.kind.code(),
                length.unwrap_or_default(),
                column.terms,
                column.source,
            );
        }
        let unknown = columns.iter().filter(|column| column.source == NOT_KNOWN);
        let unknown: Vec<&str> = unknown.map(|column| column.name).collect();
        if !unknown.is_empty() {
            let _ = write!(
                page,
                "\nAlways empty, as neither the diary nor the site record knows them: {}.\n",
                unknown.join(", ")
            );
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// What is to be said about a file, a line each.
pub(super) fn notes(of: Option<&Subject>, file: &DiaryFile) -> Vec<String> {
    let mut notes = Vec::new();
    let name = quoted(file.file());
    let problem = plain(file.problem());
    match file.state() {
        FileState::Counted if problem.is_empty() => {}
        FileState::Counted => notes.push(format!("{name}: {problem}")),
        FileState::Damaged => notes.push(format!(
            "{name}: counted up to its last good line. {problem}"
        )),
        FileState::NotCounted | FileState::Unreadable | FileState::NoDiary => {
            notes.push(format!("{name}: not counted. {problem}"));
        }
    }
    if let Some(subject) = of {
        if subject.of.diary.is_sample() {
            notes.push(format!("{name}: made-up data, about no real person"));
        }
        if subject.first.is_none() {
            notes.push(format!(
                "{name}: no intake is recorded, so there are no study days"
            ));
        }
        if subject.of.record.is_none() {
            notes.push(format!(
                "{name}: no site record: visits, accountability, adverse events, responses and survival are not known"
            ));
        }
    }
    notes
}

/// A name in Markdown, from which nothing can break out.
fn quoted(name: &PlainText) -> String {
    format!("`{}`", name.to_string().replace('`', "'"))
}

/// Words in Markdown, in which nothing is markup.
fn plain(words: &PlainText) -> String {
    let mut plain = String::new();
    for c in words.to_string().chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ':' | ';' | '/' | '-' | '\'') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}
