//! `export sdtm`: participants as CDISC SDTM datasets, in a folder.

use clap::Args;

use super::gather::{Folder, How, gather, not_written};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::files::shown;
use crate::cli::output::Out;
use crate::cli::values;
use crate::domain::entry::Language;
use crate::domain::plain_text::PlainText;
use crate::report::sdtm::{Part, StudyId};
use crate::runtime::datasets::{DatasetsError, Writing};
use crate::text::Text;

/// Which diaries, of which study, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Datasets {
    #[command(flatten)]
    folder: Folder,
    /// The identifier of the study (STUDYID)
    #[arg(long, value_name = "STUDYID")]
    study: String,
}

/// Writes every dataset.
pub(super) fn run(context: &Context, out: &mut Out, options: &Datasets) -> Result<(), Failure> {
    let text = context.text();
    let study: StudyId = options.study.parse().map_err(|_| {
        let found = PlainText::new(&options.study).to_string();
        values::bad(text, "--study", &found, &text.wanted_study_id())
    })?;
    let folder = &options.folder;
    let how = How {
        // The standard is English.
        words: Text::new(Language::En),
        as_of: folder.cut.date(context)?,
        begin: || {
            let begun = Writing::begin(&folder.out, study.clone(), context.now(), folder.force);
            begun.map_err(|error| failure(text, error))
        },
        make: |of: Option<&_>, file: &_, used: Option<Part>| {
            let mut part = used.unwrap_or_default();
            part.fill(of, file, &study);
            Ok(part)
        },
        add: |writing: &mut Writing, part: Part| {
            let added = writing.add(&part);
            added.map_err(|error| failure(text, error))?;
            Ok(Some(part))
        },
    };
    let (writing, gathered) = gather(context, &folder.paths, how)?;
    let datasets = writing.finish().map_err(|error| failure(text, error))?;
    let people = gathered.participants(text);
    let mut lines = vec![text.datasets_written(datasets, &people, &shown(&folder.out))];
    if gathered.left_out > 0 {
        let files = i64::try_from(gathered.left_out).unwrap_or(i64::MAX);
        let files = text.counted(files, "file", "files", "个文件");
        lines.push(text.datasets_left_out(&files));
    }
    gathered.conclude(text, out, &lines)
}

fn failure(text: Text, error: DatasetsError) -> Failure {
    match error {
        DatasetsError::Files(error) => not_written(text, error),
        DatasetsError::Report(error) => Failure::Report(error),
    }
}
