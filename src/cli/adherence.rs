//! `adherence`: the figures of one diary or of folders of diaries.

mod printer;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use self::printer::{Look, Page, Printer};
use super::context::Context;
use super::cut::Cut;
use super::error::Failure;
use super::output::Out;
use crate::domain::adherence::Measure;
use crate::domain::units::Milligrams;
use crate::report::adherence::AdherenceRow;
use crate::runtime::listing::Listing;
use crate::runtime::participants::Loading;
use crate::runtime::study::StudyError;
use crate::text::Text;

/// Which diaries, up to when, and how.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Diaries, or folders of diaries [default: the diary of this computer]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    cut: Cut,
    /// One row a slot instead of one a cycle
    #[arg(long)]
    ledger: bool,
    /// How to print it
    #[arg(long, default_value = "table")]
    format: Format,
}

/// How to print figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading.
    Table,
    /// For other programs.
    Csv,
    /// For other programs, with numerators and denominators.
    Json,
}

/// Prints the figures, each diary's as soon as it and those before it are read.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let loading = Loading::new(context.clock(), options.cut.date(context)?);
    if options.paths.is_empty() {
        let path = context.diary_path()?;
        let loaded = loading.live(&path)?;
        context.speak_as(&loaded.participant.diary);
        let look = Look::new(context.text(), options);
        let mut printer = Printer::new(look);
        printer.take(out, Page::of(look, &path, Ok(loaded)))?;
        return printer.end(out);
    }
    let listing = Listing::of(&options.paths, context.clock()).map_err(StudyError::from)?;
    let look = Look::new(context.text(), options);
    let mut printer = Printer::new(look);
    printer.complain_of(&listing);
    let mut printed = Ok(());
    let page = |path: &Path, loaded, _: Option<()>| Page::of(look, path, loaded);
    loading.each(&listing.diaries, page, |_, page| {
        printed = printer.take(out, page);
        match printed {
            Ok(()) if !out.is_closed() => ControlFlow::Continue(None),
            Ok(()) | Err(_) => ControlFlow::Break(()),
        }
    });
    printed?;
    printer.end(out)
}

/// One row a cycle, each percentage with its numerator and denominator.
fn figures(text: Text, rows: &[AdherenceRow]) -> Vec<Vec<String>> {
    let row = |row: &AdherenceRow| {
        let m = &row.measures;
        let mut line = vec![
            row.subject.to_string(),
            row.drug.to_string(),
            row.cycle
                .map_or_else(|| text.all_cycles(), |cycle| cycle.to_string()),
            row.from.map_or_else(String::new, |date| date.to_string()),
            row.to.to_string(),
        ];
        let slots = |measure| share(text, measure, |count| count.to_string());
        // Sums of amounts are kept in micrograms.
        let amounts = |measure| {
            share(text, measure, |sum| {
                Milligrams::from_micrograms(sum).to_string()
            })
        };
        line.push(slots(m.dose_adherence));
        line.push(slots(m.dose_adherence_recorded_only));
        line.push(amounts(m.amount_adherence));
        line.push(slots(m.correct_day_adherence));
        line.push(slots(m.food_rule));
        line.push(amounts(m.dose_intensity));
        line.push(slots(m.coverage));
        line.push(m.counts.extra.to_string());
        line
    };
    rows.iter().map(row).collect()
}

/// A percentage with its numerator and denominator.
fn share(text: Text, measure: Measure, written: fn(u64) -> String) -> String {
    match (measure.percent(), measure.ratio()) {
        (Some(percent), Some(ratio)) => {
            let (part, whole) = (written(ratio.numerator()), written(ratio.denominator()));
            format!("{} {part}/{whole}", text.percent(percent))
        }
        _ => text.not_applicable(),
    }
}
