//! `export fhir`: participants as resources of HL7 FHIR R4, one Bundle of all or a file for each type.

use std::path::PathBuf;

use clap::Args;

use super::gather::{How, gather, not_written};
use crate::cli::context::Context;
use crate::cli::cut::Cut;
use crate::cli::error::Failure;
use crate::cli::files::shown;
use crate::cli::output::Out;
use crate::domain::entry::Language;
use crate::domain::participant::Participant;
use crate::report::export::DiaryFile;
use crate::report::fhir::{Form, Made, resources, vocabulary};
use crate::runtime::resources::Resources;
use crate::text::Text;

/// Which diaries, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// Diaries, or folders of diaries [default: the diary of this computer]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The file; with --ndjson the folder, which is made, if it is not there
    #[arg(short, long, value_name = "OUT")]
    out: PathBuf,
    /// Replace what stands there
    #[arg(long)]
    force: bool,
    /// A file for each type with one resource a line: for many participants, and to load in bulk
    #[arg(long)]
    ndjson: bool,
    #[command(flatten)]
    cut: Cut,
}

/// Writes every resource.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let text = context.text();
    let words = Text::new(context.globals.lang.unwrap_or(Language::En));
    let form = match options.ndjson {
        true => Form::Ndjson,
        false => Form::Bundle,
    };
    let add = |writing: &mut Resources, made: Made| {
        let added = writing.add(&made);
        added.map_err(|error| not_written(text, error))?;
        Ok(Some(made))
    };
    let how = How {
        words,
        as_of: options.cut.date(context)?,
        begin: || {
            let mut writing = begin(text, options, form)?;
            add(&mut writing, vocabulary(form))?;
            Ok(writing)
        },
        make: |of: Option<&Participant>, _: &DiaryFile, used: Option<Made>| {
            let mut made = used.unwrap_or_else(|| Made::new(form));
            made.clear();
            if let Some(of) = of {
                resources(of, words, &mut made);
            }
            Ok(made)
        },
        add,
    };
    let (writing, gathered) = gather(context, &options.paths, how)?;
    let mut lines = Vec::new();
    // Where nobody could be read, that has been said, and what was begun is taken away.
    if !gathered.is_empty() {
        let finished = writing.finish();
        let written = finished.map_err(|error| not_written(text, error))?;
        let people = gathered.participants(text);
        lines.push(text.resources_written(written, &people, &shown(&options.out)));
    }
    if gathered.left_out > 0 {
        let files = i64::try_from(gathered.left_out).unwrap_or(i64::MAX);
        let files = text.counted(files, "file", "files", "个文件");
        lines.push(text.resources_left_out(&files));
    }
    gathered.conclude(text, out, &lines)
}

/// Begins the file or the folder.
fn begin(text: Text, options: &Options, form: Form) -> Result<Resources, Failure> {
    let begun = Resources::begin(&options.out, form, options.force);
    begun.map_err(|error| not_written(text, error))
}
