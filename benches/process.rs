//! Whole processes, side by side in one run: `today` against an empty Rust program, the cost of an entry
//! more, and `taken` against `today` plus a bare append. Run with `cargo bench --bench process`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod common;

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error>;

const BINARY: &str = env!("CARGO_BIN_EXE_dosebook");

fn main() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let empty = empty_program(folder.path())?;
    let mut diaries = Vec::new();
    for entries in [3, 500, 10_000, 100_000] {
        let path = folder.path().join(format!("{entries}")).join("diary.jsonl");
        common::write_diary(&path, entries)?;
        diaries.push((entries, path));
    }
    let (shortest, small) = (&diaries[0].1, &diaries[1].1);

    let [bare, start, today] = side_by_side(
        300,
        [
            &|| run(&empty, &[]),
            &|| dosebook(shortest, &["today"]),
            &|| dosebook(small, &["today"]),
        ],
    )?;
    report("empty Rust program", bare, bare);
    report("today, 3 entries", start, bare);
    report("today, 500 entries", today, bare);

    for (entries, path) in &diaries[2..] {
        let rounds = 2_000_000 / entries;
        let [few, many] = side_by_side(
            rounds.clamp(30, 60),
            [&|| dosebook(small, &["today"]), &|| {
                dosebook(path, &["today"])
            }],
        )?;
        let each = |few: Duration, many: Duration| {
            many.saturating_sub(few).as_secs_f64() * 1e6 / (*entries - 500) as f64
        };
        println!(
            "today, {entries} entries: {:.3} us for each further entry, at the quickest {:.3}",
            each(few.median, many.median),
            each(few.least, many.least)
        );
    }

    let line = vec![b'x'; 450];
    let bare_file = folder.path().join("bare").join("diary.jsonl");
    let copy = folder.path().join("recorded").join("diary.jsonl");
    let taken = || -> Result<Duration, Failure> {
        common::write_diary(&copy, 500)?;
        let spent = dosebook(&copy, TAKEN)?;
        fs::remove_file(&copy)?;
        Ok(spent)
    };
    let append = || -> Result<Duration, Failure> {
        // A file as new as the one that `taken` writes to: the first sync of a new file costs more.
        common::write_diary(&bare_file, 500)?;
        let begun = Instant::now();
        let mut file = OpenOptions::new().append(true).open(&bare_file)?;
        file.write_all(&line)?;
        file.sync_data()?;
        let spent = begun.elapsed();
        fs::remove_file(&bare_file)?;
        Ok(spent)
    };
    let [today, append, taken] =
        side_by_side(60, [&|| dosebook(small, &["today"]), &append, &taken])?;
    report("bare append + fdatasync, against today", append, today);
    let both = Times {
        least: today.least + append.least,
        median: today.median + append.median,
    };
    report("taken, against today + append", taken, both);
    Ok(())
}

const TAKEN: &[&str] = &[
    "taken",
    "capecitabine",
    "pm",
    "--date",
    "2026-11-03",
    "--at",
    "22:10",
    "--units",
    "2x500",
    "--extra",
    "--yes",
];

/// How long the runs of one thing took.
#[derive(Debug, Clone, Copy)]
struct Times {
    least: Duration,
    median: Duration,
}

fn report(what: &str, time: Times, against: Times) {
    let ratio = |time: Duration, against: Duration| time.as_secs_f64() / against.as_secs_f64();
    println!(
        "{what}: {} us, ratio {:.2}; at the quickest {} us, ratio {:.2}",
        time.median.as_micros(),
        ratio(time.median, against.median),
        time.least.as_micros(),
        ratio(time.least, against.least),
    );
}

/// An optimised program that does nothing, built by the compiler at hand.
fn empty_program(folder: &Path) -> Result<PathBuf, Failure> {
    let source = folder.join("empty.rs");
    fs::write(&source, "fn main() {}\n")?;
    let program = folder.join("empty");
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let status = Command::new(compiler)
        .args(["-O", "-o"])
        .args([&program, &source])
        .status()?;
    if !status.success() {
        return Err("the empty program was not built".into());
    }
    Ok(program)
}

fn dosebook(diary: &Path, arguments: &[&str]) -> Result<Duration, Failure> {
    let path = diary.to_str().ok_or("a path that is not UTF-8")?;
    run(Path::new(BINARY), &[&["--diary", path], arguments].concat())
}

fn run(program: &Path, arguments: &[&str]) -> Result<Duration, Failure> {
    let begun = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .env("DOSEBOOK_NOW", common::NOW)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    let spent = begun.elapsed();
    if !status.success() {
        return Err(format!("{} {arguments:?}: {status}", program.display()).into());
    }
    Ok(spent)
}

/// Runs all in turns, so that the machine treats them alike.
fn side_by_side<const N: usize>(
    rounds: usize,
    runs: [&dyn Fn() -> Result<Duration, Failure>; N],
) -> Result<[Times; N], Failure> {
    let mut times = [(); N].map(|()| Vec::with_capacity(rounds));
    for _ in 0..rounds {
        for (run, times) in runs.iter().zip(&mut times) {
            times.push(run()?);
        }
    }
    Ok(times.map(|mut times| {
        times.sort_unstable();
        Times {
            least: times[0],
            median: times[times.len() / 2],
        }
    }))
}
