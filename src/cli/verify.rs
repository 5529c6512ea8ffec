//! `verify`: the chain of diaries, line by line.

use std::path::{Path, PathBuf};

use clap::Args;

use super::context::Context;
use super::error::{FAILED, Failure, UNVERIFIED};
use super::files::{line_problem, shown};
use super::output::{Out, complain};
use super::study_errors;
use crate::domain::entry::ClockKind;
use crate::domain::entry::Content;
use crate::domain::site::SiteEvent;
use crate::journal::{Disk, JournalError, Reading, Received, read, read_as};
use crate::runtime::listing::{is_site_record, must_exist};
use crate::runtime::study::{Study, StudyError};
use crate::text::Text;

/// What to verify.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Diaries, or folders of diaries
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Verifies each diary, and each site record of a folder, and says what is wrong with it, and where.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let text = context.text();
    let mut worst = 0;
    for path in journals(text, out, &options.paths)? {
        let verified = if is_site_record(&path) {
            read_as::<SiteEvent>(&path).map(|reading| {
                findings(text, out, &path, &reading);
                reading.damage.is_none()
            })
        } else {
            read(&path).and_then(|reading| {
                findings(text, out, &path, &reading);
                Ok(reading.damage.is_none() && is_as_received(context, out, &path, &reading)?)
            })
        };
        match verified {
            Ok(true) => {}
            Ok(false) => worst = worst.max(UNVERIFIED),
            Err(error) => {
                let failure = Failure::Study(StudyError::from(error));
                out.flush()?;
                complain(&failure.lines(text));
                worst = worst.max(failure.code());
            }
        }
    }
    match worst {
        0 => Ok(()),
        code => Err(Failure::Told(code)),
    }
}

/// Whether a diary in a study folder still has the entries that were received (a file with other ones, and
/// with right hashes, could have been put in its place). Where the site record cannot be read, nobody knows.
fn is_as_received(
    context: &Context,
    out: &mut Out,
    path: &Path,
    reading: &Reading,
) -> Result<bool, JournalError> {
    let opening = reading.entries.first();
    let Some(opening) = opening.and_then(|entry| entry.event.opening()) else {
        return Ok(true);
    };
    let text = context.text();
    let study = Study::around(path, opening.subject, context.clock());
    let known = match study.map_or(Ok(None), |study| study.known(opening.subject)) {
        Ok(known) => known,
        Err(error) => {
            out.line(format!("  {}", text.receipt_unreadable()));
            // A record of another participant is whole, and nothing else here would say what is wrong with it.
            let why = study_errors::lines(text, &error);
            out.line_if(why.get(1).map(|why| format!("  {why}")));
            return Ok(false);
        }
    };
    let last = known.as_ref().and_then(|known| known.record.last_receipt());
    let Some((at, last)) = last else {
        return Ok(true);
    };
    let hash = Received::read(&Disk, path)?.hash_of(last.last_seq);
    let same = hash.is_some_and(|hash| hash.to_string() == last.last_hash);
    if !same {
        out.line(format!("  {}", text.not_as_received(&text.date_time(at))));
    }
    Ok(same)
}

/// The diaries and site records that paths name: files as they are, and in a folder the files that end in
/// `.jsonl`, except hidden ones.
fn journals(text: Text, out: &mut Out, paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        must_exist(path).map_err(StudyError::from)?;
        if !path.is_dir() {
            found.push(path.clone());
            continue;
        }
        let refused = |source| Failure::Io {
            path: path.clone(),
            source,
        };
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(refused)? {
            let file = entry.map_err(refused)?.path();
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            // A hidden file is what a system or an unfinished copy left behind.
            let hidden = name.starts_with('.');
            if !hidden && name.ends_with(".jsonl") {
                inside.push(file);
            }
        }
        if inside.is_empty() {
            out.flush()?;
            complain(&[text.no_diaries(&shown(path))]);
            return Err(Failure::Told(FAILED));
        }
        inside.sort();
        found.extend(inside);
    }
    Ok(found)
}

/// What a reading found, in lines.
pub(super) fn findings<E: Content>(text: Text, out: &mut Out, path: &Path, reading: &Reading<E>) {
    let of_site = is_site_record(path);
    let path = shown(path);
    let count = |number: usize| text.entries(i64::try_from(number).unwrap_or(i64::MAX));
    let (entries, code) = (
        count(reading.entries.len()),
        reading.head.code().to_string(),
    );
    match &reading.damage {
        None => out.line(text.verified(&path, &entries, &code)),
        Some(damage) => {
            out.line(text.verified_until(&path, &entries, &code));
            let problem = line_problem(text, &damage.problem);
            let damaged = match of_site {
                true => text.site_record_damaged(damage.line, &problem),
                false => text.file_damaged(damage.line, &problem),
            };
            out.line(format!("  {damaged}"));
            let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            let lines = text.counted(number(damage.lost_lines), "line", "lines", "行");
            let bytes = text.counted(number(damage.lost_bytes), "byte", "bytes", "字节");
            out.line(format!("  {}", text.lost_behind(&lines, &bytes)));
            if of_site {
                out.line(format!("  {}", text.site_record_damaged_hint()));
            }
        }
    }
    for (line, first) in &reading.repeated {
        out.line(format!("  {}", text.repeated_id(*line, *first)));
    }
    if let Some(tail) = &reading.tail {
        out.line(format!("  {}", text.torn_tail_found(tail.bytes)));
    }
    let fixed = reading.entries.iter();
    let fixed = fixed
        .filter(|entry| entry.clock == ClockKind::Fixed)
        .count();
    if fixed > 0 {
        out.line(format!("  {}", text.fixed_clock_entries(&count(fixed))));
    }
}
