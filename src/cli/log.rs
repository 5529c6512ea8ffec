//! `log`: every entry in words, corrections beside what they change.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::json::LogLine;
use super::output::Out;
use super::today::file_state;
use crate::domain::diary::Diary;
use crate::domain::entry::ClockKind;
use crate::domain::history::{Fate, Row};
use crate::domain::plain_text::harmless_json;
use crate::journal::JournalError;
use crate::text::Text;

/// How to print the entries.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// One JSON object a line, as documented in docs/json-output.md
    #[arg(long)]
    json: bool,
}

/// Prints every entry, oldest first.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let store = context.open()?;
    let text = context.text();
    if !options.json {
        file_state(text, out, &store);
    }
    for row in store.diary().history().rows() {
        if options.json {
            let line = serde_json::to_string(&LogLine::of(row));
            let line = line.map_err(|error| Failure::Output(error.into()))?;
            out.line(harmless_json(line));
        } else {
            out.line(entry(text, store.diary(), row));
        }
    }
    match store.damage() {
        None => Ok(()),
        Some(damage) => Err(Failure::Journal(JournalError::Damaged {
            path: store.path().to_path_buf(),
            damage: damage.clone(),
        })),
    }
}

fn entry(text: Text, diary: &Diary, row: Row) -> String {
    let (entry, notes) = (row.entry, notes(text, row));
    let (seq, at) = (entry.seq, text.date_time(entry.at));
    let (by, what) = (text.author(&entry.by), text.event(diary, &entry.event));
    format!("{seq:>4}  {at}  {by}  {what}{notes}")
}

/// What is to be known of an entry beside what it says: whether it counts, and a clock that was fixed.
pub(super) fn notes<E>(text: Text, row: Row<E>) -> String {
    let mut notes = Vec::new();
    match row.fate {
        Fate::Stands => {}
        Fate::Replaced(seq) => notes.push(text.corrected_by(seq)),
        Fate::Withdrawn(seq) => notes.push(text.taken_back_by(seq)),
    }
    if row.entry.clock == ClockKind::Fixed {
        notes.push(text.fixed_clock());
    }
    match notes.is_empty() {
        true => String::new(),
        false => format!(" [{}]", text.list(&notes)),
    }
}
