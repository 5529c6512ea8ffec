//! `study summary`: the endpoints of all participants of a study folder together.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::context::Context;
use super::cut::Cut;
use super::error::Failure;
use super::export::gather::{Gathered, How, gather};
use super::export::html::failed;
use super::export::write;
use super::files::shown;
use super::grid::grid;
use super::output::Out;
use super::protocol;
use crate::domain::endpoints::Disagreement;
use crate::domain::participant::Participant;
use crate::domain::protocol::EndpointSettings;
use crate::report::export::DiaryFile;
use crate::report::html::{Failed, StudyMember, StudyPage, study};
use crate::report::study::{COLUMNS, Counted, Marks, Part, Summary, page, write as write_rows};
use crate::report::table::Form;
use crate::text::Text;

/// What is asked of a study.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Response, survival, treatment-related adverse events and adherence of all participants together
    Summary(Options),
}

/// Which diaries, and how.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Study folders, or diaries
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// A protocol file whose settings of the endpoints hold [default: what the diaries' protocols say]
    #[arg(long, value_name = "FILE")]
    protocol: Option<PathBuf>,
    #[command(flatten)]
    cut: Cut,
    /// How to print it
    #[arg(long, default_value = "table")]
    format: Format,
    /// The file that it goes to [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// Replace a file that stands there
    #[arg(long, requires = "out")]
    force: bool,
}

/// How to print a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Table,
    /// For other programs.
    Csv,
    /// For other programs, with types.
    Json,
    /// To read and to print, with the survival curves as pictures.
    Html,
}

/// Prints the summary, or writes it to a file.
pub(super) fn run(context: &Context, out: &mut Out, action: &Action) -> Result<(), Failure> {
    let Action::Summary(options) = action;
    let named = named_settings(options.protocol.as_deref())?;
    let named = named.as_ref();
    let mut written = Out::default();
    let gathered = match options.format {
        Format::Table => {
            let (summary, gathered) = counted(context, options, named)?;
            gathered.mark_sample(context.text(), &mut written);
            in_columns(context, &mut written, &summary);
            gathered
        }
        Format::Csv => {
            let (summary, gathered) = counted(context, options, named)?;
            written.text(&COLUMNS.whole(Form::Csv, |to| write_rows(&summary, to)));
            gathered
        }
        Format::Json => {
            let (summary, gathered) = counted(context, options, named)?;
            let rows = COLUMNS.whole(Form::Json, |to| write_rows(&summary, to));
            written.line(rows.trim_end());
            gathered
        }
        Format::Html => in_html(context, &mut written, options, named)?,
    };
    match &options.out {
        None => out.text(written.waiting()),
        Some(path) => {
            let (text, bytes) = (context.text(), written.waiting().as_bytes());
            write(text, path, options.force, bytes)?;
            let people = gathered.participants(text);
            out.line(text.summary_written(&people, &shown(path)));
        }
    }
    gathered.exit()
}

/// The settings of the endpoints of a protocol file that is named to hold for everybody.
pub(super) fn named_settings(protocol: Option<&Path>) -> Result<Option<EndpointSettings>, Failure> {
    protocol
        .map(|path| Ok(protocol::from_file(path)?.endpoints.unwrap_or_default()))
        .transpose()
}

/// Why nothing is counted, and what to do.
pub(super) fn disagree(text: Text, found: &[Disagreement]) -> Vec<String> {
    let mut lines = vec![text.settings_disagree()];
    lines.extend(found.iter().map(|one| text.settings_disagreement(one)));
    lines.push(text.settings_disagree_hint());
    lines
}

fn counted(
    context: &Context,
    options: &Options,
    named: Option<&EndpointSettings>,
) -> Result<(Summary, Gathered), Failure> {
    let text = context.text();
    let how = How {
        words: text,
        as_of: options.cut.date(context)?,
        begin: || Ok(Vec::new()),
        make: |of: Option<&_>, _: &_, _| Ok(of.map(Counted::of)),
        add: |all: &mut Vec<Counted>, one: Option<Counted>| {
            all.extend(one);
            Ok(None)
        },
    };
    let (counted, gathered) = gather(context, &options.paths, how)?;
    let summary = Summary::of(counted, named);
    let summary = summary.map_err(|found| Failure::InWords(disagree(text, &found)))?;
    Ok((summary, gathered))
}

fn in_columns(context: &Context, out: &mut Out, summary: &Summary) {
    let marks = match context.globals.ascii {
        true => Marks::ASCII,
        false => Marks::LINES,
    };
    for part in page(summary, context.text(), marks) {
        match part {
            Part::Line(line) => out.line(line),
            Part::Grid(rows) => grid(out, rows),
        }
    }
}

fn in_html(
    context: &Context,
    out: &mut Out,
    options: &Options,
    named: Option<&EndpointSettings>,
) -> Result<Gathered, Failure> {
    let text = context.staff_text();
    let how = How {
        words: text,
        as_of: options.cut.date(context)?,
        begin: || Ok((Vec::new(), Vec::new())),
        make: |of: Option<&Participant>, file: &DiaryFile, _| {
            let member = of.map(|of| StudyMember::of(of, text));
            Ok(member.ok_or_else(|| failed(file)))
        },
        add: |(members, failed): &mut (Vec<_>, Vec<_>), one: Result<StudyMember, Failed>| {
            match one {
                Ok(member) => members.push(member),
                Err(file) => failed.push(file),
            }
            Ok(None)
        },
    };
    let ((members, failed), gathered) = gather(context, &options.paths, how)?;
    let page = StudyPage::of(members, named);
    let page = page.map_err(|found| Failure::InWords(disagree(text, &found)))?;
    let mut bytes = Vec::new();
    study(&page, &failed, text, &mut bytes).map_err(Failure::Output)?;
    out.text(&String::from_utf8_lossy(&bytes));
    Ok(gathered)
}
