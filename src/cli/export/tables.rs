//! `export csv` and `export json`: all that is known about participants, as a folder of tables.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use super::drafts_failure;
use crate::cli::context::Context;
use crate::cli::error::{FAILED, Failure, UNVERIFIED};
use crate::cli::files::shown;
use crate::cli::output::{Out, complain};
use crate::cli::study_errors;
use crate::domain::entry::Language;
use crate::domain::ids::SubjectCode;
use crate::domain::plain_text::PlainText;
use crate::journal::JournalError;
use crate::report::ReportError;
use crate::report::export::{DiaryFile, FileState, Parts, Table};
use crate::report::table::Form;
use crate::runtime::StoreError;
use crate::runtime::listing::{Agreement, Listing, WhyLeft};
use crate::runtime::participants::{Loaded, Loading};
use crate::runtime::tables::{TablesError, Writing};
use crate::text::Text;

/// Which diaries, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Tables {
    /// Diaries, or folders of diaries [default: the diary of this computer]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The folder; it is made, if it is not there
    #[arg(short, long, value_name = "OUT")]
    out: PathBuf,
    /// Replace tables that stand there
    #[arg(long)]
    force: bool,
}

/// Writes every table.
pub(super) fn run(
    context: &Context,
    out: &mut Out,
    options: &Tables,
    form: Form,
) -> Result<(), Failure> {
    let loading = Loading::new(context.clock(), None);
    let mut tables = match options.paths.is_empty() {
        true => Exporting::begin(context, options, form)?,
        false => {
            let listing = Listing::of(&options.paths, context.clock())?;
            let text = context.text();
            let empty = listing.empty.iter();
            let complaints: Vec<String> = empty
                .map(|folder| text.no_diaries(&shown(folder)))
                .collect();
            if !complaints.is_empty() {
                complain(&complaints);
            }
            if listing.diaries.is_empty() {
                return Err(Failure::Told(FAILED));
            }
            let mut tables = Exporting::begin(context, options, form)?;
            if !complaints.is_empty() {
                tables.worst = FAILED;
            }
            tables.add_all(&loading, &listing)?;
            tables
        }
    };
    if options.paths.is_empty() {
        let path = context.diary_path()?;
        let loaded = loading.live(&path)?;
        let made = tables.how.made(&path, Ok(loaded));
        tables.add(made)?;
    }
    tables.finish(context, out, &options.out)
}

/// How the rows of a participant are made; the same in every worker.
#[derive(Clone, Copy)]
struct How {
    form: Form,
    /// The language of the tables: codes stay English, and the same diary gives the same tables everywhere.
    words: Text,
    /// The language of this run, for what is said meanwhile.
    text: Text,
}

/// What came of one file.
struct Made {
    parts: Result<Parts, ReportError>,
    said: Vec<String>,
    code: u8,
    is_counted: bool,
    is_sample: bool,
}

impl How {
    fn made(&self, path: &Path, loaded: Result<Loaded, StoreError>) -> Made {
        let (text, file) = (self.text, PlainText::new(path.display().to_string()));
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => {
                let failure = Failure::from(error);
                let why = cause(&failure.lines(self.words));
                let file = DiaryFile::left_out(file, FileState::Unreadable, None, why);
                let mut said = failure.lines(text);
                said.truncate(2);
                return Made {
                    parts: Parts::of(None, &file, self.form, self.words),
                    said,
                    code: failure.code().max(UNVERIFIED),
                    is_counted: false,
                    is_sample: false,
                };
            }
        };
        let of = &loaded.participant;
        let (mut said, mut problems, mut code) = (Vec::new(), Vec::new(), 0);
        if let Some(damage) = loaded.damage {
            let damaged = Failure::Journal(JournalError::Damaged {
                path: path.to_owned(),
                damage,
            });
            problems.push(cause(&damaged.lines(self.words)).to_string());
            // What to do is written there for the patient.
            said.extend(damaged.lines(text).into_iter().take(2));
            code = UNVERIFIED;
        }
        if let Some(error) = loaded.record_error {
            let why = cause(&study_errors::lines(self.words, &error)).to_string();
            problems.push(self.words.site_record_left_out(&why));
            said.extend(study_errors::lines(text, &error).into_iter().take(2));
            code = code.max(study_errors::code(&error));
        }
        let problem = PlainText::new(problems.join("; "));
        let file = DiaryFile::read(file, of, problem);
        Made {
            parts: file.and_then(|file| Parts::of(Some(of), &file, self.form, self.words)),
            said,
            code,
            is_counted: true,
            is_sample: of.diary.is_sample(),
        }
    }
}

/// What happened, without the file that it happened to.
fn cause(lines: &[String]) -> PlainText {
    PlainText::new(lines.get(1).or(lines.first()).cloned().unwrap_or_default())
}

/// Tables on their way, and what is to be said in the end.
struct Exporting {
    how: How,
    writing: Writing,
    worst: u8,
    counted: usize,
    left_out: usize,
    any_sample: bool,
}

impl Exporting {
    fn begin(context: &Context, options: &Tables, form: Form) -> Result<Exporting, Failure> {
        let words = context.globals.lang.unwrap_or(Language::En);
        let writing = Writing::begin(&options.out, form, options.force);
        Ok(Exporting {
            how: How {
                form,
                words: Text::new(words),
                text: context.text(),
            },
            writing: writing.map_err(|error| failure(context.text(), error))?,
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
        match made.is_counted {
            true => self.counted += 1,
            false => self.left_out += 1,
        }
        let parts = made.parts.map_err(Failure::Report)?;
        let added = self.writing.add(&parts);
        added.map_err(|error| failure(self.how.text, error))
    }

    /// Every diary of some paths, each core with one at a time, and what else lies there.
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
        for twice in &listing.twice {
            let (used, other) = (shown(&twice.used), shown(&twice.left_out));
            let subject = twice.subject.as_str();
            let mut said = vec![how.text.counted_once(subject, &used, &other)];
            let differ = match twice.agreement {
                Agreement::Agree => false,
                Agreement::DifferFrom(_) | Agreement::Unknown => true,
            };
            said.extend(differ.then(|| how.text.counted_differ()));
            let why = how.words.counted_once(subject, &used, &other);
            let code = if differ { FAILED } else { 0 };
            let state = FileState::NotCounted;
            self.leave_out(
                &twice.left_out,
                state,
                Some(&twice.subject),
                why,
                said,
                code,
            )?;
        }
        let lonely = listing.left_alone.iter();
        for left in lonely.filter(|left| left.why == WhyLeft::RecordWithoutDiary) {
            let record = shown(&left.path);
            let said = vec![how.text.record_without_diary(&record)];
            let why = how.words.record_without_diary(&record);
            self.leave_out(&left.path, FileState::NoDiary, None, why, said, 0)?;
        }
        Ok(())
    }

    /// A file that is only in the table of diaries.
    fn leave_out(
        &mut self,
        path: &Path,
        state: FileState,
        subject: Option<&SubjectCode>,
        why: String,
        said: Vec<String>,
        code: u8,
    ) -> Result<(), Failure> {
        let name = PlainText::new(path.display().to_string());
        let file = DiaryFile::left_out(name, state, subject.cloned(), PlainText::new(why));
        self.add(Made {
            parts: Parts::of(None, &file, self.how.form, self.how.words),
            said,
            code,
            is_counted: false,
            is_sample: false,
        })
    }

    fn finish(self, context: &Context, out: &mut Out, folder: &Path) -> Result<(), Failure> {
        let text = context.text();
        let finished = self.writing.finish();
        finished.map_err(|error| failure(text, error))?;
        if self.any_sample {
            out.line(text.sample_data());
        }
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let people = number(self.counted);
        let people = text.counted(people, "participant", "participants", "名受试者");
        out.line(text.tables_written(Table::ALL.len(), &people, &shown(folder)));
        if self.left_out > 0 {
            let files = text.counted(number(self.left_out), "file", "files", "个文件");
            out.line(text.tables_left_out(&files));
        }
        match self.worst {
            0 => Ok(()),
            code => Err(Failure::Told(code)),
        }
    }
}

fn failure(text: Text, error: TablesError) -> Failure {
    match error {
        TablesError::Drafts(error) => drafts_failure(text, error),
        TablesError::Report(error) => Failure::Report(error),
    }
}
