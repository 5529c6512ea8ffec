//! `export csv` and `export json`: all that is known about participants, as a folder of tables.

use super::gather::{Folder, How, gather, not_written};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::files::shown;
use crate::cli::output::Out;
use crate::domain::entry::Language;
use crate::report::export::{Parts, Table};
use crate::report::table::Form;
use crate::runtime::tables::{TablesError, Writing};
use crate::text::Text;

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
            writing.map_err(|error| failure(text, error))
        },
        make: |of: Option<&_>, file: &_| Parts::of(of, file, form, words),
        add: |writing: &mut Writing, parts: Parts| {
            let added = writing.add(&parts);
            added.map_err(|error| failure(text, error))
        },
    };
    let (writing, gathered) = gather(context, &options.paths, how)?;
    writing.finish().map_err(|error| failure(text, error))?;
    let people = gathered.participants(text);
    let mut lines = vec![text.tables_written(Table::ALL.len(), &people, &shown(&options.out))];
    if gathered.left_out > 0 {
        let files = i64::try_from(gathered.left_out).unwrap_or(i64::MAX);
        let files = text.counted(files, "file", "files", "个文件");
        lines.push(text.tables_left_out(&files));
    }
    gathered.conclude(text, out, &lines)
}

fn failure(text: Text, error: TablesError) -> Failure {
    match error {
        TablesError::Files(error) => not_written(text, error),
        TablesError::Report(error) => Failure::Report(error),
    }
}
