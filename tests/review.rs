//! The study nurse's screens in a real pseudo-terminal, on a study folder: what a visit begins with.
//!
//! Nothing here sleeps: every step waits for what the screen says, up to a deadline.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod pty;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use portable_pty::CommandBuilder;
use pty::{ENTER, Home, Terminal, with_environment, with_sample};

const TAB: &str = "\t";
const SHIFT_TAB: &str = "\u{1b}[Z";
const F1: &str = "\u{1b}OP";
const F2: &str = "\u{1b}OQ";
const ESC: &str = "\u{1b}";

/// A study folder with the sample diary received, a foreign file and a diary that is none.
fn study(home: &Home) -> PathBuf {
    let study = home.diary.parent().unwrap().join("study");
    std::fs::create_dir(&study).unwrap();
    let received = std::process::Command::new(env!("CARGO_BIN_EXE_dosebook"))
        .args(["receive", "--by", "LN", "--into"])
        .args([&study, &home.diary])
        .env("DOSEBOOK_NOW", "2026-11-02T09:00:00+08:00")
        .output();
    assert!(received.unwrap().status.success());
    std::fs::write(study.join("broken.jsonl"), "{\"hello\":1}\n").unwrap();
    std::fs::write(study.join("readme.txt"), "no diary").unwrap();
    study
}

fn review(home: &Home, place: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dosebook"));
    command.arg("review");
    command.arg(place);
    command.args(args);
    with_environment(&mut command, &home.diary);
    command
}

/// Every file of a folder: its bytes, and when it was changed.
fn files(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let read = |path: PathBuf| {
        let changed = path.metadata().unwrap().modified().unwrap();
        (path.clone(), (std::fs::read(&path).unwrap(), changed))
    };
    entries.map(read).collect()
}

#[test]
fn a_folder_is_walked_through_in_both_languages_and_no_file_is_touched() {
    let home = with_sample();
    let study = study(&home);
    let before = files(&study);
    let mut terminal = Terminal::start(review(&home, &study, &["--lang", "en"]));
    terminal
        .sees("All 2")
        .sees("broken.jsonl")
        .sees("Participant");
    let go = |terminal: &mut Terminal, key: &str, words: &str| {
        terminal.send(key);
        terminal.sees(words);
    };
    // The one that cannot be read stands first.
    go(&mut terminal, ENTER, "This diary cannot be read");
    terminal.sees("broken.jsonl");
    go(&mut terminal, ESC, "All 2");
    go(&mut terminal, pty::DOWN, "All 2");
    go(&mut terminal, ENTER, "To discuss  Calendar");
    for words in [
        "an order holds from here",
        "Measure",
        "No call was recorded",
        "No tablets or capsules",
        "No tumour assessment",
        "all of the diary",
        "This copy received",
    ] {
        go(&mut terminal, TAB, words);
    }
    go(&mut terminal, F2, "本份日记接收时间");
    go(&mut terminal, SHIFT_TAB, "日记全部");
    go(&mut terminal, F1, "不会改动受试者的日记");
    terminal.send("\u{3}");
    assert!(terminal.ends_and_gives_back().success());
    assert_eq!(files(&study), before);
}

#[test]
fn a_file_opens_its_participant_and_line_by_line_the_pages_follow_each_other() {
    let home = with_sample();
    let mut terminal = Terminal::start(review(&home, &home.diary, &["--lang", "en"]));
    terminal.sees("To discuss  Calendar").sees("SAMPLE");
    terminal.send("q");
    assert!(terminal.ends_and_gives_back().success());
    let study = study(&home);
    let before = files(&study);
    let said = assert_cmd::Command::cargo_bin("dosebook")
        .unwrap()
        .env_clear()
        .env("HOME", home.diary.parent().unwrap())
        .env("DOSEBOOK_NOW", "2026-11-02T09:12:00+08:00")
        .args(["review", "--plain", "--lang", "en"])
        .arg(&study)
        .write_stdin("3\n>\n>\n<\n0\nq\n")
        .output()
        .unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    for words in [
        "[All 2]",
        "[To discuss] | Calendar",
        "To discuss | [Calendar]",
        "Dose adherence\n   Share:",
    ] {
        assert!(said.contains(words), "{words:?} is not in:\n{said}");
    }
    assert!(!said.contains('\u{1b}'));
    assert_eq!(files(&study), before);
}

#[test]
fn two_diaries_of_a_participant_are_two_rows_and_the_one_that_is_not_looked_at_says_so() {
    let home = with_sample();
    let study = study(&home);
    let diary = std::fs::read_to_string(&home.diary).unwrap();
    let lines: Vec<&str> = diary.split_inclusive('\n').collect();
    std::fs::write(
        study.join("a-older.jsonl"),
        lines[..lines.len() - 2].concat(),
    )
    .unwrap();
    let damaged = diary.replacen("\"seq\":3", "\"seq\":4", 1);
    assert_ne!(damaged, diary);
    std::fs::write(study.join("b-damaged.jsonl"), damaged).unwrap();
    let before = files(&study);
    let said = |language: &str, keys: &'static str| {
        let said = assert_cmd::Command::cargo_bin("dosebook")
            .unwrap()
            .env_clear()
            .env("HOME", home.diary.parent().unwrap())
            .env("DOSEBOOK_NOW", "2026-11-02T09:12:00+08:00")
            .args(["review", "--plain", "--lang", language])
            .arg(&study)
            .write_stdin(keys)
            .output()
            .unwrap();
        String::from_utf8(said.stdout).unwrap()
    };
    let list = said("en", "q\n");
    assert!(
        list.contains("[All 4]") && list.contains("Damaged files 2"),
        "{list}"
    );
    assert_eq!(
        list.matches("This diary is not looked at.").count(),
        2,
        "{list}"
    );
    assert!(
        said("zh-Hans", "q\n").contains("没有审阅这份日记"),
        "{list}"
    );
    let why = said("en", "2\n0\n3\n0\n4\n0\n5\nq\n");
    for words in [
        "It begins with everything that stands in this one.",
        "could not be compared",
    ] {
        assert!(why.contains(words), "{words:?} is not in:\n{why}");
    }
    assert_eq!(files(&study), before);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_reviewed_all_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let home = with_sample();
    let study = study(&home);
    for path in files(&study).keys() {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o444)).unwrap();
    }
    std::fs::set_permissions(&study, std::fs::Permissions::from_mode(0o555)).unwrap();
    let before = files(&study);
    let mut terminal = Terminal::start(review(&home, &study, &["--lang", "en"]));
    terminal.sees("All 2");
    terminal.send("q");
    assert!(terminal.ends_and_gives_back().success());
    assert_eq!(files(&study), before);
    std::fs::set_permissions(&study, std::fs::Permissions::from_mode(0o755)).unwrap();
}
