//! `export`: the diary for other programs, a subcommand for each format.

mod fhir;
pub(super) mod gather;
pub(super) mod html;
mod sdtm;
mod tables;

use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, TimeDelta};
use clap::{Args, Subcommand};

use super::context::Context;
use super::error::Failure;
use super::files::shown;
use super::output::{Out, complain};
use crate::clock::{Clock, Resolved};
use crate::domain::calendar::{Moment, Period, instant};
use crate::domain::diary::Diary;
use crate::domain::ids::DrugId;
use crate::domain::phase::phase;
use crate::domain::reminders::{NoReminders, Reminder, reminders};
use crate::report::ics;
use crate::report::table::Form;
use crate::runtime::StoreError;
use crate::runtime::drafts::Drafts;
use crate::runtime::study::StudyError;
use crate::text::Text;

/// Which format.
#[derive(Debug, Subcommand)]
pub(super) enum Format {
    /// All that is known of one or many diaries, as a folder of tables (CSV)
    Csv(gather::Folder),
    /// The same tables as JSON
    Json(gather::Folder),
    /// The same tables in parts of bounded size, one object a line: for DuckDB, Apache Spark and their like
    Ndjson(tables::Partitioned),
    /// A report to read and to print, for the study's or the doctor's files: one file about a diary, or a
    /// folder with a file about each participant and a page over them
    Html(html::Report),
    /// One or many diaries as CDISC SDTM datasets (Dataset-JSON 1.1)
    Sdtm(sdtm::Datasets),
    /// All that is known of one or many diaries as resources of HL7 FHIR R4
    Fhir(fhir::Options),
    /// Reminders of the doses to come, for a calendar program (iCalendar)
    Ics(Reminders),
}

/// Where a file goes.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The file; "-" for standard output
    #[arg(short, long, value_name = "OUT")]
    out: PathBuf,
    /// Replace a file that stands there
    #[arg(long)]
    force: bool,
}

/// Reminders of one diary.
#[derive(Debug, Args)]
pub(super) struct Reminders {
    /// The diary [default: the diary of this computer]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[command(flatten)]
    target: Target,
}

/// Writes what was asked for.
pub(super) fn run(context: &Context, out: &mut Out, format: &Format) -> Result<(), Failure> {
    match format {
        Format::Csv(options) => tables::run(context, out, options, Form::Csv),
        Format::Json(options) => tables::run(context, out, options, Form::Json),
        Format::Ndjson(options) => tables::run_in_parts(context, out, options),
        Format::Html(options) => html::run(context, out, options),
        Format::Sdtm(options) => sdtm::run(context, out, options),
        Format::Fhir(options) => fhir::run(context, out, options),
        Format::Ics(options) => calendar(context, out, options),
    }
}

fn calendar(context: &Context, out: &mut Out, options: &Reminders) -> Result<(), Failure> {
    let store = match &options.path {
        Some(path) => context.open_whole_at(path).map_err(for_staff)?,
        None => context.open_whole()?,
    };
    let (text, diary) = (context.text(), store.diary());
    let zone = Zone::of(context, diary, options.path.is_some());
    let now = zone.seen(context.now());
    let found = reminders(diary, now).map_err(|none| without(text, diary, now, &none))?;
    let file = ics::calendar(diary, &found, now, text, &|civil| zone.instant(civil));
    let Target { out: path, force } = &options.target;
    if path.as_os_str() == "-" {
        out.text(&file);
        return Ok(());
    }
    write(text, path, *force, file.as_bytes())?;
    said(text, out, path, &found);
    if let Zone::OfLastEntry(at) = zone {
        out.flush()?;
        complain(&[text.zone_of_copy(&at.offset().to_string())]);
    }
    Ok(())
}

/// The diary of this computer is its patient's; a named one is in the study team's hands, and what went wrong with it
/// is said to them.
fn for_staff(failure: Failure) -> Failure {
    match failure {
        Failure::Journal(error) => Failure::Study(StudyError::Store(StoreError::Journal(error))),
        other => other,
    }
}

/// Writes one file.
pub(super) fn write(text: Text, path: &Path, force: bool, bytes: &[u8]) -> Result<(), Failure> {
    let written = || {
        let mut file = Drafts::of_file(path, force)?;
        file.write(0, bytes)?;
        file.finish()
    };
    written().map_err(|error| gather::not_written(text, error))
}

fn said(text: Text, out: &mut Out, path: &Path, found: &[Reminder]) {
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return;
    };
    let count = text.reminders(i64::try_from(found.len()).unwrap_or(i64::MAX));
    let [first, last] = [first, last].map(|reminder| text.civil_date_time(reminder.at));
    out.line(text.reminders_written(&count, &first, &last, &shown(path)));
    out.line(text.reminder_words());
    out.line(text.reminders_replace());
}

/// Why there is no file, and what to do.
fn without(text: Text, diary: &Diary, now: Moment, none: &NoReminders) -> Failure {
    let names = |list: &[(DrugId, Period)]| {
        let names = list
            .iter()
            .map(|(drug, period)| text.drug_period(diary, *drug, Some(*period)));
        names.collect::<Vec<_>>().join(text.pick("; ", "；"))
    };
    let (why, list) = match none {
        NoReminders::NothingToCome => {
            let here = text.phase(diary, phase(diary, diary.date_of(now), now));
            return Failure::InWords(vec![text.nothing_to_remind(), here]);
        }
        NoReminders::NoUsualTime(list) => (text.no_usual_time(&names(list)), list),
        NoReminders::OutsidePeriod(list) => (text.usual_time_outside(&names(list)), list),
    };
    let mut lines = vec![why];
    let how = |(drug, period): &(DrugId, Period)| text.set_usual_time(drug.as_str(), period.code());
    lines.extend(list.iter().map(how));
    Failure::InWords(lines)
}

/// By which clock a diary's wall-clock times are instants (ruling 16).
#[derive(Clone, Copy)]
enum Zone {
    /// This computer's.
    Machine(Clock),
    /// That of the last entry: the diary was kept in another zone than this computer's.
    OfLastEntry(Moment),
}

impl Zone {
    fn of(context: &Context, diary: &Diary, is_copy: bool) -> Zone {
        let machine = Zone::Machine(context.clock());
        match diary.history().last().map(|entry| entry.at) {
            // Where both agree, the computer also knows when the clocks are changed.
            Some(at) if is_copy && machine.instant(at.naive_local()).offset() != at.offset() => {
                Zone::OfLastEntry(at)
            }
            Some(_) | None => machine,
        }
    }

    /// A moment as the patient's clock shows it.
    fn seen(self, moment: Moment) -> Moment {
        match self {
            Zone::Machine(_) => moment,
            Zone::OfLastEntry(at) => moment.with_timezone(at.offset()),
        }
    }

    /// When the patient's clock shows a time; of two the earlier one, and where the clock leaves it out, as
    /// much later as it is put forward (RFC 5545, 3.3.5).
    fn instant(self, civil: NaiveDateTime) -> Moment {
        let clock = match self {
            Zone::Machine(clock) => clock,
            Zone::OfLastEntry(at) => return instant(civil, *at.offset()),
        };
        match clock.resolve(civil) {
            Resolved::One(at) | Resolved::EarlierOfTwo(at) => at,
            Resolved::Never => {
                let before = civil - TimeDelta::days(1);
                let offset = match clock.resolve(before) {
                    Resolved::One(at) | Resolved::EarlierOfTwo(at) => *at.offset(),
                    Resolved::Never => *clock.now().offset(),
                };
                instant(civil, offset)
            }
        }
    }
}
