//! `export html`: a report about one diary as a file, or about many as a folder.
//!
//! Each participant has a file of her own, so that what is handed on about one says nothing about another; the
//! page over them, and the page about the study, are for the study team. A report goes to its file as it is made:
//! memory does not grow with the folder.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Target;
use super::gather::{How, gather, not_written};
use super::write;
use crate::cli::context::Context;
use crate::cli::cut::Cut;
use crate::cli::error::Failure;
use crate::cli::files::shown;
use crate::cli::output::Out;
use crate::cli::study::{disagree, named_settings};
use crate::domain::participant::Participant;
use crate::domain::protocol::EndpointSettings;
use crate::report::export::DiaryFile;
use crate::report::html::{
    Failed, IndexRow, Page, StudyMember, StudyPage, index, participant, study, study_not_counted,
};
use crate::runtime::drafts::{Draft, Drafts};
use crate::text::Text;

/// The page over the reports of a folder, and the page about the study.
const INDEX: &str = "index";
const STUDY: &str = "study";

/// Which diaries, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Report {
    /// A diary, or several, or folders of diaries [default: the diary of this computer]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    target: Target,
    /// A protocol file whose settings of the endpoints hold [default: what the diaries' protocols say]
    #[arg(long, value_name = "FILE")]
    protocol: Option<PathBuf>,
    #[command(flatten)]
    cut: Cut,
}

/// Writes the report or the reports.
pub(super) fn run(context: &Context, out: &mut Out, options: &Report) -> Result<(), Failure> {
    match &options.paths[..] {
        [] => {
            // The report speaks the language of the diary.
            context.open()?;
            one(context, out, options)
        }
        [path] if !path.is_dir() => one(context, out, options),
        _ => many(context, out, options),
    }
}

/// What is wrong with the files of a participant, if anything is.
fn problems(file: &DiaryFile) -> Vec<String> {
    let problem = file.problem();
    match problem.is_empty() {
        true => Vec::new(),
        false => vec![problem.to_string()],
    }
}

/// A report about one diary.
fn one(context: &Context, out: &mut Out, options: &Report) -> Result<(), Failure> {
    let (text, target) = (context.staff_text(), &options.target);
    if options.protocol.is_some() {
        return Err(Failure::Usage(text.protocol_needs_study_page()));
    }
    let how = How {
        words: text,
        as_of: options.cut.date(context)?,
        begin: || Ok(None),
        make: |of: Option<&Participant>, file: &DiaryFile, _| {
            Ok(of.map(|of| {
                let mut page = Vec::new();
                let written = participant(&Page::of(of, text), &problems(file), &mut page);
                written.map(|()| (of.subject().clone(), page))
            }))
        },
        add: |report: &mut Option<_>, made: Option<_>| {
            *report = made.transpose().map_err(Failure::Output)?;
            Ok(None)
        },
    };
    let (report, gathered) = gather(context, &options.paths, how)?;
    let mut lines = Vec::new();
    if let Some((subject, page)) = report {
        if target.out.as_os_str() == "-" {
            out.text(&String::from_utf8_lossy(&page));
            return gathered.exit();
        }
        write(text, &target.out, target.force, &page)?;
        lines.push(text.report_written(subject.as_str(), &shown(&target.out)));
    }
    gathered.conclude(text, out, &lines)
}

/// What came of one file of many.
enum Made {
    /// A report, still under another name, and what the other pages say of the participant.
    Report(Draft, Box<(IndexRow, StudyMember)>),
    /// None, and why.
    None(Failed),
}

/// Reports on their way.
struct Reports {
    text: Text,
    files: Drafts,
    rows: Vec<IndexRow>,
    members: Vec<StudyMember>,
    failed: Vec<Failed>,
    /// The names that are taken, without regard to capital letters: some disks have none.
    names: BTreeSet<String>,
}

/// A report about each participant, and the page over them.
fn many(context: &Context, out: &mut Out, options: &Report) -> Result<(), Failure> {
    let (text, target) = (context.staff_text(), &options.target);
    let folder = target.out.as_path();
    let named = named_settings(options.protocol.as_deref())?;
    let how = How {
        words: text,
        as_of: options.cut.date(context)?,
        begin: || Reports::begin(text, folder, target.force),
        make: |of: Option<&Participant>, file: &DiaryFile, _| Ok(made(text, folder, of, file)),
        add: |reports: &mut Reports, made: Result<Made, Failure>| {
            reports.add(made?)?;
            Ok(None)
        },
    };
    let (reports, mut gathered) = gather(context, &options.paths, how)?;
    let left_out = reports.failed.len();
    let why_not_counted = reports.finish(folder, named.as_ref())?;
    gathered.tell(&why_not_counted);
    let people = gathered.participants(text);
    let mut lines = vec![text.reports_written(&people, &shown(folder))];
    if left_out > 0 {
        let files = i64::try_from(left_out).unwrap_or(i64::MAX);
        let files = text.counted(files, "file", "files", "个文件");
        lines.push(text.reports_left_out(&files));
    }
    gathered.conclude(text, out, &lines)
}

/// The report about one of many; made in a worker.
fn made(
    text: Text,
    folder: &Path,
    of: Option<&Participant>,
    file: &DiaryFile,
) -> Result<Made, Failure> {
    let Some(of) = of else {
        return Ok(Made::None(failed(file)));
    };
    let place = folder.join(of.subject().as_str());
    let page = Page::of(of, text);
    let draft = Draft::write(&place, |to| participant(&page, &problems(file), to));
    let draft = draft.map_err(|error| not_written(text, error))?;
    let said = (IndexRow::of(&page), StudyMember::of(of, text));
    Ok(Made::Report(draft, Box::new(said)))
}

/// A file of which there is nothing but its name.
pub(in crate::cli) fn failed(file: &DiaryFile) -> Failed {
    Failed {
        file: file.file().to_string(),
        why: file.problem().to_string(),
    }
}

impl Reports {
    /// Begins reports in a folder that is made, or is empty, or with `force` in any.
    fn begin(text: Text, folder: &Path, force: bool) -> Result<Reports, Failure> {
        let failed = |source| Failure::Io {
            path: folder.to_owned(),
            source,
        };
        if folder.is_dir() && !force {
            let mut inside = fs::read_dir(folder).map_err(failed)?;
            if inside.next().is_some() {
                let heading = text.file_heading(&shown(folder));
                return Err(Failure::InWords(vec![heading, text.report_folder_full()]));
            }
        }
        let files = Drafts::in_folder(folder, [], force);
        Ok(Reports {
            text,
            files: files.map_err(|error| not_written(text, error))?,
            rows: Vec::new(),
            members: Vec::new(),
            failed: Vec::new(),
            names: BTreeSet::from([INDEX, STUDY].map(str::to_owned)),
        })
    }

    fn add(&mut self, made: Made) -> Result<(), Failure> {
        match made {
            Made::None(failed) => self.failed.push(failed),
            Made::Report(draft, said) => {
                let (mut row, member) = *said;
                let name = self.free_name(row.subject().as_str());
                self.files
                    .take(draft, &name)
                    .map_err(|error| not_written(self.text, error))?;
                row.set_file(name);
                self.rows.push(row);
                self.members.push(member);
            }
        }
        Ok(())
    }

    /// The name of a participant's file, one that no other has.
    fn free_name(&mut self, subject: &str) -> String {
        let with = |number: usize| match number {
            1 => subject.to_owned(),
            _ => format!("{subject}-{number}"),
        };
        let mut names = (1..).map(with);
        let free = names.find(|name| self.names.insert(name.to_lowercase()));
        format!("{}.html", free.unwrap_or_default())
    }

    /// Writes the pages over all, and gives each file its name, the first page last; returns why the endpoints are not
    /// counted, if they are not.
    fn finish(
        mut self,
        folder: &Path,
        named: Option<&EndpointSettings>,
    ) -> Result<Vec<String>, Failure> {
        let text = self.text;
        let [first, second] = [INDEX, STUDY].map(|name| format!("{name}.html"));
        let fill = |to: &mut dyn Write| index(&self.rows, &self.failed, &second, text, to);
        let over = Draft::write(&folder.join(&first), fill);
        let sample = self.rows.iter().any(IndexRow::is_sample);
        let reports = self.rows.iter();
        let reports = reports.map(|row| (row.subject().clone(), row.file().to_owned()));
        let place = folder.join(&second);
        let (about, why) = match StudyPage::of(self.members, named) {
            Ok(mut page) => {
                page.reports = reports.collect();
                let fill = |to: &mut dyn Write| study(&page, &self.failed, text, to);
                (Draft::write(&place, fill), Vec::new())
            }
            Err(found) => {
                let why = disagree(text, &found);
                let fill = |to: &mut dyn Write| study_not_counted(&why, sample, text, to);
                (Draft::write(&place, fill), why)
            }
        };
        let named = || {
            self.files.take(about?, &second)?;
            self.files.take(over?, &first)
        };
        let named = named().and_then(|()| self.files.finish());
        named.map_err(|error| not_written(text, error))?;
        Ok(why)
    }
}
