//! Kill -9 and a full disk at every step of `receive` and of `export csv`.
//!
//! `strace` ends the program, or makes a call fail, at the first call to the system, then at the second, and so on to
//! the last. Where it is not installed the program is killed at moments spread over its run instead.

#![expect(clippy::print_stderr, reason = "a run says what it could not try")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Home, Ran};

const DAY_1: &str = "2026-11-02T08:10:00+08:00";
const DAY_2: &str = "2026-11-03T09:00:00+08:00";
const VISIT: &str = "2026-11-05T10:00:00+08:00";

/// The calls at which the program is ended: all that reach the disk. `strace` counts each of them by itself.
const CALLS: [&str; 13] = [
    "openat",
    "read",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "flock",
    "fchmod",
    "mkdir",
    "link",
    "linkat",
    "rename",
    "unlink",
];

/// More steps than any of the commands has.
const MOST: u32 = 2000;

fn command(home: &Home, program: &str, now: &str) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home.path(""))
        .env("TZ", home.zone)
        .env("DOSEBOOK_NOW", now)
        .current_dir(home.path(""));
    command
}

/// Runs the program with a fault at its `step`th call to the system. Whether it was reached; `None` where nothing can
/// be traced.
fn with_fault(home: &Home, args: &[&str], fault: &str, step: u32) -> Option<bool> {
    let trace = home.path("trace");
    let mut strace = command(home, "strace", VISIT);
    let output = strace
        .args(["-f", "-o"])
        .arg(&trace)
        .args(["-e", &format!("trace={}", fault_calls(fault))])
        .args(["-e", &format!("inject={fault}:when={step}")])
        .arg(assert_cmd::cargo::cargo_bin("dosebook"))
        .args(args)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("strace: ") {
        return None;
    }
    let traced = fs::read_to_string(trace).unwrap();
    Some(traced.contains("(INJECTED)") || traced.contains("+++ killed by SIGKILL"))
}

fn fault_calls(fault: &str) -> &str {
    fault.split(':').next().unwrap()
}

/// Kills the program at one moment after another, looking each time at what is left. How often it was killed.
fn killed_everywhere(home: &Home, args: &[&str], mut look: impl FnMut(&str)) -> u32 {
    let mut kills = 0;
    for call in CALLS {
        let fault = format!("{call}:signal=KILL");
        for step in 1..MOST {
            match with_fault(home, args, &fault, step) {
                Some(true) => look(&format!("{call} {step}")),
                Some(false) => break,
                None => return killed_at_moments(home, args, look),
            }
            kills += 1;
        }
    }
    kills
}

/// The same without `strace`, at moments spread over a run.
fn killed_at_moments(home: &Home, args: &[&str], mut look: impl FnMut(&str)) -> u32 {
    eprintln!("strace is not installed, or nothing may be traced here: killed at 100 moments");
    for round in 1..=100 {
        let program = assert_cmd::cargo::cargo_bin("dosebook");
        let mut child = command(home, program.to_str().unwrap(), VISIT);
        let child = child.args(args).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = child.spawn().unwrap();
        for _ in 0..round * 40_000 {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        look(&format!("round {round}"));
    }
    100
}

fn receive(home: &Home, now: &str) -> Ran {
    home.at(now, &receiving(&home.diary()))
}

fn receiving(diary: &Path) -> [&str; 8] {
    let diary = diary.to_str().unwrap();
    [
        "--lang", "en", "receive", diary, "--into", "study", "--by", "LN",
    ]
}

/// A home with a study folder that has received a diary of five entries; the diary has a sixth since.
fn received() -> (Home, Vec<u8>) {
    let home = Home::with_diary();
    fs::create_dir(home.path("study")).unwrap();
    home.say(DAY_1, "ate --yes").code(0);
    receive(&home, DAY_1).code(0);
    let before = home.bytes();
    home.say(DAY_2, "ate --yes").code(0);
    (home, before)
}

/// Every file of a folder but hidden ones, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let named = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
    let shown = named.filter(|(name, path)| !name.starts_with('.') && path.is_file());
    shown
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect()
}

#[test]
fn receiving_killed_at_every_step_leaves_one_copy_whole_and_doing_it_again_completes_it() {
    let (home, before) = received();
    let record = fs::read(home.path("study/007.site.jsonl")).unwrap();
    let diary = home.diary();
    let args = receiving(&diary);
    let reset = || {
        for (name, _) in files(&home.path("study")) {
            fs::remove_file(home.path("study").join(name)).unwrap();
        }
        fs::write(home.path("study/007.jsonl"), &before).unwrap();
        fs::write(home.path("study/007.site.jsonl"), &record).unwrap();
    };
    reset();
    let (mut old, mut new) = (0, 0);
    let kills = killed_everywhere(&home, &args, |step| {
        let kept = fs::read(home.path("study/007.jsonl")).unwrap();
        match kept == before {
            true => old += 1,
            false => new += 1,
        }
        assert!(
            kept == before || kept == home.bytes(),
            "{step}: half a copy"
        );
        receive(&home, VISIT).code(0);
        assert_eq!(
            fs::read(home.path("study/007.jsonl")).unwrap(),
            home.bytes()
        );
        let log = home
            .say(VISIT, "--lang en site log 007 --folder study")
            .code(0);
        let receipts = log.out.matches("diary received: 6 entries").count();
        assert_eq!(receipts, 1, "{step}: {}", log.out);
        home.say(VISIT, "verify study").code(0);
        reset();
    });
    // It would prove nothing if every kill had come before the copy took its place, or after it.
    assert!(kills > 20 && old > 0 && new > 0, "{kills} {old} {new}");
}

#[test]
fn the_first_receipt_killed_at_every_step_leaves_nothing_or_the_whole_diary() {
    let home = Home::with_diary();
    fs::create_dir(home.path("study")).unwrap();
    let diary = home.diary();
    let args = receiving(&diary);
    let mut stored = 0;
    killed_everywhere(&home, &args, |step| {
        if let Some(kept) = files(&home.path("study")).get("007.jsonl") {
            assert_eq!(*kept, home.bytes(), "{step}: half a copy");
            stored += 1;
        }
        receive(&home, VISIT).code(0);
        assert_eq!(
            fs::read(home.path("study/007.jsonl")).unwrap(),
            home.bytes()
        );
        home.say(VISIT, "verify study").code(0);
        fs::remove_dir_all(home.path("study")).unwrap();
        fs::create_dir(home.path("study")).unwrap();
    });
    assert!(stored > 0, "never killed after the diary was stored");
}

#[test]
fn an_export_killed_at_every_step_leaves_no_half_table_and_the_table_of_diaries_comes_last() {
    let (home, _) = received();
    home.say(VISIT, "export csv study -o old").code(0);
    let old = files(&home.path("old"));
    receive(&home, VISIT).code(0);
    home.say(VISIT, "export csv study -o new").code(0);
    let new = files(&home.path("new"));
    assert_eq!(old.len(), 13);
    assert_ne!(old["diaries.csv"], new["diaries.csv"]);
    let (mut mixed, mut done) = (0, 0);
    let args = ["export", "csv", "study", "-o", "old", "--force"];
    killed_everywhere(&home, &args, |step| {
        let found = files(&home.path("old"));
        for (name, bytes) in &found {
            let whole = *bytes == old[name] || *bytes == new[name];
            assert!(whole, "{step}: half of {name}");
        }
        match found.get("diaries.csv") {
            None => mixed += 1,
            Some(diaries) if *diaries == old["diaries.csv"] => assert_eq!(found, old),
            Some(_) => {
                assert_eq!(found, new, "{step}");
                done += 1;
            }
        }
        fs::remove_dir_all(home.path("old")).unwrap();
        fs::create_dir(home.path("old")).unwrap();
        for (name, bytes) in &old {
            fs::write(home.path("old").join(name), bytes).unwrap();
        }
    });
    eprintln!("killed between two tables {mixed} times, after the last one {done} times");
    home.say(VISIT, "export csv study -o old --force").code(0);
    assert_eq!(files(&home.path("old")), new);
}

#[test]
fn a_disk_that_is_full_at_any_step_leaves_the_tables_that_were_there_and_no_drafts() {
    let (home, _) = received();
    let faults = ["write:error=ENOSPC", "fsync:error=EIO"];
    for (form, fault) in ["csv", "ndjson"]
        .map(|form| faults.map(|fault| (form, fault)))
        .concat()
    {
        let args = ["export", form, "study", "-o", "tables"];
        for step in 1..MOST {
            match with_fault(&home, &args, fault, step) {
                None => {
                    eprintln!("skipped: strace is not installed, or nothing may be traced here");
                    return;
                }
                Some(false) => {
                    assert!(step > 6, "{form}, {fault}: only {step} steps");
                    fs::remove_dir_all(home.path("tables")).unwrap();
                    break;
                }
                // What is written last is not a table but the line that says so.
                Some(true) if tables_of(&home) == 13 => {
                    fs::remove_dir_all(home.path("tables")).unwrap();
                }
                Some(true) => assert!(!home.path("tables").exists(), "{form}, {fault}, {step}"),
            }
        }
    }
    let left = fs::read_dir(home.path(".")).unwrap();
    let names = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let drafts: Vec<String> = names.filter(|name| name.contains(".new-")).collect();
    assert!(drafts.is_empty(), "{drafts:?}");
}

/// How many tables are there, be they files or folders.
fn tables_of(home: &Home) -> usize {
    let Ok(tables) = fs::read_dir(home.path("tables")) else {
        return 0;
    };
    let names = tables.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !name.starts_with('.')).count()
}
