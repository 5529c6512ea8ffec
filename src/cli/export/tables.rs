//! `export csv`, `export json` and `export ndjson`: all that is known about participants, as a folder of tables.

use std::path::PathBuf;

use clap::Args;

use super::gather::{Folder, Gathered, How, gather, not_written};
use crate::cli::context::Context;
use crate::cli::cut::Cut;
use crate::cli::error::Failure;
use crate::cli::files::shown;
use crate::cli::output::Out;
use crate::domain::entry::Language;
use crate::domain::participant::Participant;
use crate::report::ReportError;
use crate::report::export::{DiaryFile, Parts, Table};
use crate::report::table::Form;
use crate::runtime::parted::{PART_BYTES, Parted};
use crate::runtime::tables::Writing;
use crate::text::Text;

/// Which diaries, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Partitioned {
    /// Diaries, or folders of diaries [default: the diary of this computer]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The folder, which is not there yet
    #[arg(short, long, value_name = "OUT")]
    out: PathBuf,
    #[command(flatten)]
    cut: Cut,
}

/// Writes every table.
pub(super) fn run(
    context: &Context,
    out: &mut Out,
    options: &Folder,
    form: Form,
) -> Result<(), Failure> {
    let text = context.text();
    let words = Text::new(context.globals.lang.unwrap_or(Language::En));
    let how = How {
        words,
        as_of: options.cut.date(context)?,
        begin: || {
            let writing = Writing::begin(&options.out, form, options.force);
            writing.map_err(|error| not_written(text, error))
        },
        make: |of: Option<&_>, file: &_, used| filled(used, of, file, form, words),
        add: |writing: &mut Writing, parts: Parts| {
            let added = writing.add(&parts);
            added.map_err(|error| not_written(text, error))?;
            Ok(Some(parts))
        },
    };
    let (writing, gathered) = gather(context, &options.paths, how)?;
    writing.finish().map_err(|error| not_written(text, error))?;
    let people = gathered.participants(text);
    let written = text.tables_written(Table::ALL.len(), &people, &shown(&options.out));
    said(text, out, &gathered, written)
}

/// Writes every table in parts.
pub(super) fn run_in_parts(
    context: &Context,
    out: &mut Out,
    options: &Partitioned,
) -> Result<(), Failure> {
    let text = context.text();
    let words = Text::new(context.globals.lang.unwrap_or(Language::En));
    let how = How {
        words,
        as_of: options.cut.date(context)?,
        begin: || {
            let parted = Parted::begin(&options.out, PART_BYTES);
            parted.map_err(|error| not_written(text, error))
        },
        make: |of: Option<&_>, file: &_, used| filled(used, of, file, Form::Ndjson, words),
        add: |parted: &mut Parted, parts: Parts| {
            let added = parted.add(&parts);
            added.map_err(|error| not_written(text, error))?;
            Ok(Some(parts))
        },
    };
    let (parted, gathered) = gather(context, &options.paths, how)?;
    let finished = parted.finish();
    let parts = finished.map_err(|error| not_written(text, error))?;
    let people = gathered.participants(text);
    let parts = i64::try_from(parts).unwrap_or(i64::MAX);
    let parts = text.counted(parts, "part", "parts", "个分片文件");
    let folder = shown(&options.out);
    let written = text.tables_written_in_parts(Table::ALL.len(), &parts, &people, &folder);
    said(text, out, &gathered, written)
}

/// The parts of the tables about a participant, in the memory of other ones if there are any.
fn filled(
    used: Option<Parts>,
    of: Option<&Participant>,
    file: &DiaryFile,
    form: Form,
    words: Text,
) -> Result<Parts, ReportError> {
    let mut parts = used.unwrap_or_default();
    parts.fill(of, file, form, words)?;
    Ok(parts)
}

/// Says what was written and what is not in it, and leaves the exit code.
fn said(text: Text, out: &mut Out, gathered: &Gathered, written: String) -> Result<(), Failure> {
    let mut lines = vec![written];
    if gathered.left_out > 0 {
        let files = i64::try_from(gathered.left_out).unwrap_or(i64::MAX);
        let files = text.counted(files, "file", "files", "个文件");
        lines.push(text.tables_left_out(&files));
    }
    gathered.conclude(text, out, &lines)
}
