//! `adherence`: the figures of one diary or of folders of diaries.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use unicode_width::UnicodeWidthStr;

use super::context::Context;
use super::error::{FAILED, Failure};
use super::files::shown;
use super::output::{Out, complain};
use super::{values, verify};
use crate::domain::adherence::{AsOf, Measure};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::ids::SubjectCode;
use crate::domain::units::Milligrams;
use crate::journal::{Disk, JournalError, Received, Relation};
use crate::report::SubjectAdherence;
use crate::report::adherence::{self as table, AdherenceRow};
use crate::report::ledger;
use crate::runtime::Store;
use crate::runtime::study::Study;
use crate::text::Text;

/// Which diaries, up to when, and how.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Diaries, or folders of diaries [default: the diary of this computer]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Slots up to the end of this diary date [default: now, for a copy its receipt, else its last entry]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
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

/// Prints the figures.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let text = context.text();
    let as_of = options.as_of.as_deref();
    let as_of = as_of.map(|date| values::date(text, "--as-of", date));
    let as_of = as_of.transpose()?;
    let mut worst = 0;
    let mut subjects = Vec::new();
    if options.paths.is_empty() {
        let store = context.open()?;
        let cut = cut(context, store.diary(), as_of, context.now())?;
        subjects.push(of(&store, cut));
        worst = worst.max(complain_of_damage(context.text(), out, &store)?);
    }
    let mut counted = Counted::new();
    for path in verify::diaries(text, out, &options.paths)? {
        match Store::open(&path, context.clock()) {
            Ok(store) => {
                let (code, counts) = once(context, out, &mut counted, &path, &store)?;
                worst = worst.max(code);
                worst = worst.max(complain_of_damage(text, out, &store)?);
                if let Some(place) = counts {
                    let (code, at) = received_at(context, out, &store)?;
                    worst = worst.max(code);
                    let cut = cut(context, store.diary(), as_of, at)?;
                    let figures = of(&store, cut);
                    match subjects.get_mut(place) {
                        Some(other) => *other = figures,
                        None => subjects.push(figures),
                    }
                }
            }
            Err(error) => {
                let failure = Failure::from(error);
                complain(&failure.lines(text));
                worst = worst.max(failure.code());
            }
        }
    }
    print(context.text(), out, options, &subjects)?;
    match worst {
        0 => Ok(()),
        code => Err(Failure::Told(code)),
    }
}

/// The figures of a diary.
fn of(store: &Store, cut: AsOf) -> SubjectAdherence {
    SubjectAdherence::of(store.diary(), cut, store.head().code())
}

/// The diaries that are counted, by participant: the place of their figures, and their file.
type Counted = BTreeMap<SubjectCode, (usize, PathBuf)>;

/// Where a diary's figures go among those counted; `None` if another diary of the participant counts in its
/// place, which is said. Of two, the one that goes on where the other ends counts; where neither does, the one
/// in its own place in the study folder, else the first.
fn once(
    context: &Context,
    out: &mut Out,
    counted: &mut Counted,
    path: &Path,
    store: &Store,
) -> Result<(u8, Option<usize>), Failure> {
    let text = context.text();
    let subject = store.diary().subject();
    let next = counted.len();
    let (place, other) = match counted.entry(subject.clone()) {
        Slot::Occupied(earlier) => earlier.into_mut(),
        Slot::Vacant(slot) => {
            slot.insert((next, path.to_owned()));
            return Ok((0, Some(next)));
        }
    };
    // A damaged one is the beginning of nothing.
    let relation = Received::read(&Disk, path).and_then(|new| {
        let old = Received::read(&Disk, other)?;
        Ok(new.relation_to(&old))
    });
    let differ = !matches!(
        relation,
        Ok(Relation::Same | Relation::Continues | Relation::Older)
    );
    let in_its_place = Study::around(path, subject, context.clock()).is_some();
    let takes_over = match relation {
        Ok(Relation::Continues) => true,
        Ok(Relation::Same | Relation::Differs(_)) | Err(_) => in_its_place,
        Ok(Relation::Older) => false,
    };
    let left_out = match takes_over {
        true => std::mem::replace(other, path.to_owned()),
        false => path.to_owned(),
    };
    let (used, left_out) = (shown(other), shown(&left_out));
    out.flush()?;
    let mut lines = vec![text.counted_once(subject.as_str(), &used, &left_out)];
    lines.extend(differ.then(|| text.counted_differ()));
    complain(&lines);
    let code = if differ { FAILED } else { 0 };
    Ok((code, takes_over.then_some(*place)))
}

/// Up to when a copy is counted: its receipt, where a study folder has one, else its last entry (ruling 27).
fn received_at(context: &Context, out: &mut Out, store: &Store) -> Result<(u8, Moment), Failure> {
    let diary = store.diary();
    let last = diary.history().last().map(|entry| entry.at);
    let last = last.unwrap_or_else(|| context.now());
    let Some(study) = Study::around(store.path(), diary.subject(), context.clock()) else {
        return Ok((0, last));
    };
    match study.known(diary.subject()) {
        Ok(known) => {
            let head = store.head();
            let record = known.as_ref().map(|known| &known.record);
            let receipt = record.and_then(|r| r.receipt_of(head.seq, &head.hash.to_string()));
            Ok((0, receipt.map_or(last, |(at, _)| at)))
        }
        Err(error) => {
            out.flush()?;
            let failure = Failure::from(error);
            complain(&failure.lines(context.text()));
            Ok((failure.code(), last))
        }
    }
}

/// Where a diary is cut: at the end of the date named, else at `moment`: now, for a copy its last entry
/// (ruling 27). Today is not over yet, so it is cut at now; what is ahead cannot be counted.
fn cut(
    context: &Context,
    diary: &Diary,
    as_of: Option<DiaryDate>,
    moment: Moment,
) -> Result<AsOf, Failure> {
    let Some(date) = as_of else {
        return Ok(AsOf::Now(moment));
    };
    match date.cmp(&diary.date_of(context.now())) {
        Ordering::Less => Ok(AsOf::EndOf(date)),
        Ordering::Equal => Ok(AsOf::Now(context.now())),
        Ordering::Greater => {
            let text = context.text();
            let (found, wanted) = (date.to_string(), text.wanted_date_not_ahead());
            Err(values::bad(text, "--as-of", &found, &wanted))
        }
    }
}

/// Says that a file is damaged; what is before the damage is still counted.
fn complain_of_damage(text: Text, out: &mut Out, store: &Store) -> Result<u8, Failure> {
    let Some(damage) = store.damage() else {
        return Ok(0);
    };
    out.flush()?;
    let failure = Failure::Journal(JournalError::Damaged {
        path: store.path().to_path_buf(),
        damage: damage.clone(),
    });
    complain(&failure.lines(text));
    Ok(failure.code())
}

fn print(
    text: Text,
    out: &mut Out,
    options: &Options,
    subjects: &[SubjectAdherence],
) -> Result<(), Failure> {
    let rows = table::rows(subjects);
    match (options.format, options.ledger) {
        (Format::Csv, false) => out.text(&table::csv(&rows)?),
        (Format::Csv, true) => out.text(&ledger::csv(subjects)?),
        (Format::Json, false) => out.line(table::json(&rows)?.trim_end()),
        (Format::Json, true) => out.line(ledger::json(subjects)?.trim_end()),
        // Nothing could be read, and that has been said.
        (Format::Table, _) if subjects.is_empty() => {}
        (Format::Table, false) => {
            grid(out, &figures(text, &rows));
            codes(text, out, subjects);
        }
        (Format::Table, true) => {
            grid(out, &csv_cells(&ledger::csv(subjects)?));
            codes(text, out, subjects);
        }
    }
    Ok(())
}

/// From which state of each diary the table was counted (ruling 25).
fn codes(text: Text, out: &mut Out, subjects: &[SubjectAdherence]) {
    out.line("");
    for of in subjects {
        let entries = text.entries(i64::try_from(of.entries).unwrap_or(i64::MAX));
        out.line(text.counted_from(of.subject.as_str(), &entries, &of.code));
    }
}

/// One row a cycle, each percentage with its numerator and denominator.
fn figures(text: Text, rows: &[AdherenceRow]) -> Vec<Vec<String>> {
    let mut cells = vec![text.adherence_columns()];
    cells.extend(rows.iter().map(|row| {
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
    }));
    cells
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

/// The cells of a CSV text whose cells hold no line breaks of their own.
fn csv_cells(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// Prints rows in columns, measured in cells of the terminal.
pub(super) fn grid(out: &mut Out, rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        out.line(line.trim_end());
    }
}
