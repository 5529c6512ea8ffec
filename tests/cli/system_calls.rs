//! What the whole program asks of the system for its diary, counted by `strace` where that is installed.

use std::process::Command;

use crate::support::Home;

const NOW: &str = "2026-11-02T08:12:00+08:00";
const TAKEN: &[&str] = &["taken", "capecitabine", "am", "--food", "kept", "--yes"];

/// The calls of a run of the program that write to the diary or sync it, by name; `None` where nothing
/// can be traced.
fn writing_calls(home: &Home, args: &[&str]) -> Option<Vec<String>> {
    let trace = home.path("trace");
    let run = Command::new("strace")
        .args(["-f", "-e", "trace=write,pwrite64,writev,fdatasync,fsync"])
        .arg("-P")
        .arg(home.diary())
        .arg("-o")
        .arg(&trace)
        .arg(assert_cmd::cargo::cargo_bin("dosebook"))
        .args(args)
        .env("HOME", home.path(""))
        .env("TZ", home.zone)
        .env("DOSEBOOK_NOW", NOW)
        .env_remove("DOSEBOOK_DIARY")
        .output()
        .ok()?;
    if !run.status.success() {
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(said.contains("strace"), "the program failed: {said}");
        return None;
    }
    let trace = std::fs::read_to_string(trace).unwrap();
    // Each line is a process id, then the call with its arguments.
    let calls = trace.lines().filter_map(|line| line.split_once('('));
    let names = calls.map(|(name, _)| name.rsplit(' ').next().unwrap_or(name).to_owned());
    Some(names.collect())
}

#[test]
fn a_dose_recorded_by_the_program_is_one_write_and_one_sync_and_looking_is_none() {
    let home = Home::with_diary();
    let before = home.bytes();
    let Some(calls) = writing_calls(&home, TAKEN) else {
        eprintln!("skipped: strace is not installed, or nothing may be traced here");
        return;
    };
    assert_eq!(calls, ["write", "fdatasync"]);
    assert!(home.bytes().len() > before.len(), "the dose is in the file");
    assert_eq!(writing_calls(&home, &["today"]), Some(Vec::new()));
}
