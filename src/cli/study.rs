//! `study summary`: the endpoints of all participants of a study folder together.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::context::Context;
use super::error::Failure;
use super::export::file;
use super::export::gather::{Gathered, How, gather};
use super::export::html::failed;
use super::files::shown;
use super::grid::grid;
use super::output::Out;
use crate::domain::endpoints::EndpointRules;
use crate::domain::participant::Participant;
use crate::report::export::DiaryFile;
use crate::report::html::{Failed, StudyMember, StudyPage, study};
use crate::report::study::{COLUMNS, Counted, Marks, Part, Summary, page, rows};

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
    let rules = EndpointRules::default();
    let mut written = Out::default();
    let gathered = match options.format {
        Format::Table => {
            let (summary, gathered) = counted(context, options, &rules)?;
            gathered.mark_sample(context.text(), &mut written);
            in_columns(context, &mut written, &summary)?;
            gathered
        }
        Format::Csv => {
            let (summary, gathered) = counted(context, options, &rules)?;
            written.text(&COLUMNS.csv(&rows(&summary)?)?);
            gathered
        }
        Format::Json => {
            let (summary, gathered) = counted(context, options, &rules)?;
            written.line(COLUMNS.json(&rows(&summary)?)?.trim_end());
            gathered
        }
        Format::Html => in_html(context, &mut written, options, rules)?,
    };
    match &options.out {
        None => out.text(written.waiting()),
        Some(path) => {
            let (text, bytes) = (context.text(), written.waiting().as_bytes());
            file::write(text, path, options.force, |to| to.write_all(bytes))?;
            let people = gathered.participants(text);
            out.line(text.summary_written(&people, &shown(path)));
        }
    }
    gathered.exit()
}

fn counted(
    context: &Context,
    options: &Options,
    rules: &EndpointRules,
) -> Result<(Summary, Gathered), Failure> {
    let how = How {
        words: context.text(),
        begin: || Ok(Vec::new()),
        make: |of: Option<&Participant>, _: &_| Ok(of.map(|of| Counted::of(of, rules))),
        add: |all: &mut Vec<Counted>, one: Option<Counted>| {
            all.extend(one);
            Ok(())
        },
    };
    let (counted, gathered) = gather(context, &options.paths, how)?;
    Ok((Summary::of(counted, rules), gathered))
}

fn in_columns(context: &Context, out: &mut Out, summary: &Summary) -> Result<(), Failure> {
    let marks = match context.globals.ascii {
        true => Marks::ASCII,
        false => Marks::LINES,
    };
    for part in page(summary, context.text(), marks)? {
        match part {
            Part::Line(line) => out.line(line),
            Part::Grid(rows) => grid(out, rows),
        }
    }
    Ok(())
}

fn in_html(
    context: &Context,
    out: &mut Out,
    options: &Options,
    rules: EndpointRules,
) -> Result<Gathered, Failure> {
    let text = context.text();
    let how = How {
        words: text,
        begin: || Ok((Vec::new(), Vec::new())),
        make: |of: Option<&Participant>, file: &DiaryFile| {
            let member = of.map(|of| StudyMember::of(of, &rules, text));
            Ok(member.ok_or_else(|| failed(file)))
        },
        add: |(members, failed): &mut (Vec<_>, Vec<_>), one: Result<StudyMember, Failed>| {
            match one {
                Ok(member) => members.push(member),
                Err(file) => failed.push(file),
            }
            Ok(())
        },
    };
    let ((members, failed), gathered) = gather(context, &options.paths, how)?;
    let page = StudyPage {
        members,
        rules,
        reports: BTreeMap::new(),
    };
    let mut bytes = Vec::new();
    study(page, &failed, text, &mut bytes).map_err(Failure::Output)?;
    out.text(&String::from_utf8_lossy(&bytes));
    Ok(gathered)
}
