//! `verify`: the chain of diaries, line by line.

use std::path::{Path, PathBuf};

use clap::Args;

use super::context::Context;
use super::error::{FAILED, Failure, UNVERIFIED};
use super::files::{line_problem, shown};
use super::output::{Out, complain};
use crate::domain::entry::ClockKind;
use crate::journal::{Reading, read};
use crate::text::Text;

/// What to verify.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Diaries, or folders of diaries
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// Verifies each diary and says what is wrong with it, and where.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let text = context.text();
    let mut worst = 0;
    for path in diaries(text, out, &options.paths)? {
        match read(&path) {
            Ok(reading) => {
                findings(text, out, &path, &reading);
                if reading.damage.is_some() {
                    worst = worst.max(UNVERIFIED);
                }
            }
            Err(error) => {
                let failure = Failure::Journal(error);
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

/// The diaries that paths name: files as they are, and in a folder the files that end in `.jsonl`,
/// except site records and hidden files.
pub(super) fn diaries(
    text: Text,
    out: &mut Out,
    paths: &[PathBuf],
) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
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
            if !hidden && name.ends_with(".jsonl") && !name.ends_with(".site.jsonl") {
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
pub(super) fn findings(text: Text, out: &mut Out, path: &Path, reading: &Reading) {
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
            out.line(format!("  {}", text.file_damaged(damage.line, &problem)));
            let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            let lines = text.counted(number(damage.lost_lines), "line", "lines", "行");
            let bytes = text.counted(number(damage.lost_bytes), "byte", "bytes", "字节");
            out.line(format!("  {}", text.lost_behind(&lines, &bytes)));
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
