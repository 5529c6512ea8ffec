//! `export fhir`: participants as resources of HL7 FHIR R4, one Bundle of all or a file for each type.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{drafts_failure, is_diary};
use crate::cli::context::Context;
use crate::cli::error::{FAILED, Failure};
use crate::cli::files::shown;
use crate::cli::output::{Out, complain};
use crate::cli::study_errors;
use crate::domain::entry::Language;
use crate::journal::JournalError;
use crate::report::ReportError;
use crate::report::fhir::{Form, Resource, resources, vocabulary};
use crate::runtime::StoreError;
use crate::runtime::listing::{Agreement, Listing, WhyLeft};
use crate::runtime::participants::{Loaded, Loading};
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
    /// One resource a line, a file for each type: for many participants, and for what a server takes in bulk
    #[arg(long)]
    ndjson: bool,
}

/// Writes every resource.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let form = if options.ndjson {
        Form::Ndjson
    } else {
        Form::Bundle
    };
    let loading = Loading::new(context.clock(), None);
    let how = How {
        form,
        words: Text::new(context.globals.lang.unwrap_or(Language::En)),
        text: context.text(),
    };
    if options.paths.is_empty() {
        let path = context.diary_path()?;
        let loaded = loading.live(&path)?;
        let mut export = Exporting::begin(how, options)?;
        export.add(how.made(&path, Ok(loaded)))?;
        return export.finish(out, &options.out);
    }
    let listing = Listing::of(&options.paths, context.clock())?;
    let empty = listing
        .empty
        .iter()
        .map(|folder| how.text.no_diaries(&shown(folder)));
    let empty: Vec<String> = empty.collect();
    if !empty.is_empty() {
        complain(&empty);
    }
    if listing.diaries.is_empty() {
        return Err(Failure::Told(FAILED));
    }
    let mut export = Exporting::begin(how, options)?;
    if !empty.is_empty() {
        export.worst = FAILED;
    }
    export.add_all(&loading, &listing)?;
    export.finish(out, &options.out)
}

/// How the resources of a participant are made; the same in every worker.
#[derive(Clone, Copy)]
struct How {
    form: Form,
    /// The language of free words in the resources: codes stay English.
    words: Text,
    /// The language of this run.
    text: Text,
}

/// What came of one file.
struct Made {
    /// None where it cannot be read.
    resources: Option<Result<Vec<Resource>, ReportError>>,
    said: Vec<String>,
    code: u8,
    is_sample: bool,
}

impl How {
    fn made(&self, path: &Path, loaded: Result<Loaded, StoreError>) -> Made {
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => {
                let failure = Failure::from(error);
                return Made {
                    resources: None,
                    said: failure.lines(self.text).into_iter().take(2).collect(),
                    code: failure.code().max(FAILED),
                    is_sample: false,
                };
            }
        };
        let (mut said, mut code) = (Vec::new(), 0);
        if let Some(damage) = loaded.damage {
            let path = path.to_owned();
            let failure = Failure::Journal(JournalError::Damaged { path, damage });
            // What to do is written there for the patient.
            said.extend(failure.lines(self.text).into_iter().take(2));
            code = failure.code();
        }
        if let Some(error) = loaded.record_error {
            said.extend(study_errors::lines(self.text, &error).into_iter().take(2));
            code = code.max(study_errors::code(&error));
        }
        Made {
            resources: Some(resources(&loaded.participant, self.form, self.words)),
            said,
            code,
            is_sample: loaded.participant.diary.is_sample(),
        }
    }
}

/// Resources on their way, and what is to be said in the end.
struct Exporting {
    how: How,
    writing: Resources,
    worst: u8,
    counted: usize,
    left_out: usize,
    any_sample: bool,
}

impl Exporting {
    fn begin(how: How, options: &Options) -> Result<Exporting, Failure> {
        let (path, text) = (&options.out, how.text);
        // A diary is never replaced, whatever was said.
        if how.form == Form::Bundle && options.force && is_diary(path) {
            let lines = vec![text.file_heading(&shown(path)), text.out_is_a_diary()];
            return Err(Failure::InWords(lines));
        }
        let words = vocabulary(how.form)?;
        let begun = Resources::begin(path, how.form, options.force);
        let mut writing = begun.map_err(|error| drafts_failure(text, error))?;
        writing
            .add(&words)
            .map_err(|error| drafts_failure(text, error))?;
        Ok(Exporting {
            how,
            writing,
            worst: 0,
            counted: 0,
            left_out: 0,
            any_sample: false,
        })
    }

    fn add(&mut self, made: Made) -> Result<(), Failure> {
        if !made.said.is_empty() {
            complain(&made.said);
        }
        self.worst = self.worst.max(made.code);
        self.any_sample |= made.is_sample;
        let Some(resources) = made.resources else {
            self.left_out += 1;
            return Ok(());
        };
        self.counted += 1;
        let added = self.writing.add(&resources?);
        added.map_err(|error| drafts_failure(self.how.text, error))
    }

    /// Every diary of some paths, each core with one at a time; of what is left out it is said why.
    fn add_all(&mut self, loading: &Loading, listing: &Listing) -> Result<(), Failure> {
        let how = self.how;
        let mut outcome = Ok(());
        loading.each(
            &listing.diaries,
            |path, loaded| how.made(path, loaded),
            |_, made| {
                outcome = self.add(made);
                match outcome {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            },
        );
        outcome?;
        let mut said = Vec::new();
        for twice in &listing.twice {
            let (used, other) = (shown(&twice.used), shown(&twice.left_out));
            said.push(how.text.counted_once(twice.subject.as_str(), &used, &other));
            match twice.agreement {
                Agreement::Agree => {}
                Agreement::DifferFrom(_) | Agreement::Unknown => {
                    said.push(how.text.counted_differ());
                    self.worst = self.worst.max(FAILED);
                }
            }
            self.left_out += 1;
        }
        let lonely = listing.left_alone.iter();
        for left in lonely.filter(|left| left.why == WhyLeft::RecordWithoutDiary) {
            said.push(how.text.record_without_diary(&shown(&left.path)));
            self.left_out += 1;
        }
        if !said.is_empty() {
            complain(&said);
        }
        Ok(())
    }

    fn finish(self, out: &mut Out, path: &Path) -> Result<(), Failure> {
        let text = self.how.text;
        if self.counted == 0 {
            // Nothing could be read, and that has been said; what was begun is taken away.
            return Err(Failure::Told(self.worst.max(FAILED)));
        }
        let finished = self.writing.finish();
        let written = finished.map_err(|error| drafts_failure(text, error))?;
        if self.any_sample {
            out.line(text.sample_data());
        }
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let people = text.counted(
            number(self.counted),
            "participant",
            "participants",
            "名受试者",
        );
        out.line(text.resources_written(written, &people, &shown(path)));
        if self.left_out > 0 {
            let files = text.counted(number(self.left_out), "file", "files", "个文件");
            out.line(text.resources_left_out(&files));
        }
        match self.worst {
            0 => Ok(()),
            code => Err(Failure::Told(code)),
        }
    }
}
