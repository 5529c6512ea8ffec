//! `study summary`: the endpoints of all participants of a study folder together.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::adherence::Format;
use super::context::Context;
use super::error::Failure;
use super::export::gather::{How, gather};
use super::grid::grid;
use super::output::Out;
use crate::domain::endpoints::EndpointRules;
use crate::domain::entry::Language;
use crate::report::study::{COLUMNS, Counted, Marks, Part, Summary, page, rows};
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
    /// How to print it
    #[arg(long, default_value = "table")]
    format: Format,
}

/// Prints the summary.
pub(super) fn run(context: &Context, out: &mut Out, action: &Action) -> Result<(), Failure> {
    let Action::Summary(options) = action;
    let rules = EndpointRules::default();
    let how = How {
        words: Text::new(Language::En),
        begin: || Ok(Vec::new()),
        make: |of: Option<&_>, _: &_| Ok(of.map(|of| Counted::of(of, &rules))),
        add: |all: &mut Vec<Counted>, one: Option<Counted>| {
            all.extend(one);
            Ok(())
        },
    };
    let (counted, gathered) = gather(context, &options.paths, how)?;
    let summary = Summary::of(counted, &rules);
    match options.format {
        Format::Csv => out.text(&COLUMNS.csv(&rows(&summary)?)),
        Format::Json => out.line(COLUMNS.json(&rows(&summary)?).trim_end()),
        Format::Table => {
            let marks = match context.globals.ascii {
                true => Marks::ASCII,
                false => Marks::LINES,
            };
            gathered.mark_sample(context.text(), out);
            for part in page(&summary, context.text(), marks)? {
                match part {
                    Part::Line(line) => out.line(line),
                    Part::Grid(rows) => grid(out, rows),
                }
            }
        }
    }
    gathered.exit()
}
