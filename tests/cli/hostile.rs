//! A file made by somebody who knows how the check sums are computed: nothing crashes, nothing acts on the screen.

use std::fs;

use sha2::{Digest, Sha256};

use crate::support::{Home, project, ran};

const NOW: &str = "2026-11-03T08:00:00+08:00";

/// What a terminal or a reader's eye would act on: ESC, a C1 control, a bidirectional mark, and a tag character.
const EVIL: &str = "\\u001b[2J\u{9b}31m\u{202e}\u{e0041}";

/// A good diary with one more line whose check sum is right.
fn forged(event: &str) -> Home {
    let home = Home::with_diary();
    let mut text = String::from_utf8(home.bytes()).unwrap();
    let lines = text.lines().count();
    let last = text.trim_end().rsplit_once("\"hash\":\"").unwrap().1;
    let last = last.trim_end_matches("\"}").to_owned();
    let body = format!(
        "{{\"seq\":{},\"id\":\"00000000000000ff\",\"at\":\"2026-11-02T07:00:00+08:00\",\
         \"by\":{{\"role\":\"site\",\"id\":\"LN\"}},\"event\":{event},\"prev\":\"{last}\"",
        lines + 1
    );
    let hash: String = Sha256::digest(body.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    text.push_str(&format!("{body},\"hash\":\"{hash}\"}}\n"));
    fs::write(home.diary(), text).unwrap();
    home
}

/// The commands that show what a diary says.
const SHOWING: &[&str] = &[
    "today",
    "today --json",
    "log",
    "log --json",
    "adherence",
    "adherence --format json",
    "adherence --ledger",
    "adherence --ledger --format json",
    "adherence --ledger --format csv",
    "protocol show",
    "doctor",
];

#[track_caller]
fn shown_harmlessly(home: &Home) {
    for line in SHOWING {
        for language in ["en", "zh-Hans"] {
            let said = home.say(NOW, &format!("{line} --lang {language}")).code(0);
            let acts = |c: &char| {
                (c.is_control() && !matches!(c, '\n' | '\r'))
                    || matches!(c, '\u{202e}' | '\u{e0000}'..='\u{e0fff}')
            };
            let odd: Vec<char> = (said.out + &said.err).chars().filter(acts).collect();
            assert!(odd.is_empty(), "{line}: {odd:?}");
        }
    }
}

#[test]
fn a_correction_that_names_itself_or_another_correction_is_listed() {
    let home = forged(
        r#"{"kind":"corrected","target":{"seq":5,"id":"00000000000000ff"},"replacement":null,"reason":"other"}"#,
    );
    home.say(NOW, "log").code(0).says("entry 5 taken back");
    shown_harmlessly(&home);
}

#[test]
fn texts_of_a_file_reach_no_screen_and_no_json_raw() {
    for event in [
        format!(
            r#"{{"kind":"held","drugs":["capecitabine"],"from":{{"date":"2026-11-02","period":"am"}},"reason":"{EVIL}"}}"#
        ),
        format!(r#"{{"kind":"{EVIL}","{EVIL}":"{EVIL}"}}"#),
        format!(
            r#"{{"kind":"symptom","term":"{EVIL}","answers":{{"{EVIL}":"{EVIL}"}},"tier":"call_now"}}"#
        ),
    ] {
        shown_harmlessly(&forged(&event));
    }
    let home = forged(&format!(r#"{{"kind":"new","x":"{EVIL}"}}"#));
    let log = home.say(NOW, "log --json").code(0).out;
    let last: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    let kept = last["event"]["x"].as_str().unwrap();
    assert_eq!(kept, "\u{1b}[2J\u{9b}31m\u{202e}\u{e0041}");
}

#[test]
fn arguments_are_quoted_harmlessly_and_cut() {
    let home = Home::new();
    let long = "x".repeat(50_000);
    for language in ["en", "zh-Hans"] {
        let said = home.at(NOW, &["--lang", language, "\u{1b}[2J\u{202e}"]);
        let said = said.code(2);
        assert!(
            !said.err.contains('\u{202e}') && !said.err.contains('\u{1b}'),
            "{:?}",
            said.err
        );
        let said = home.at(NOW, &["--lang", language, &long]).code(2);
        assert!(said.err.len() < 2_000, "{} bytes", said.err.len());
    }
}

#[test]
fn help_that_cannot_be_written_is_a_failure() {
    if !project("/dev/full").exists() {
        return;
    }
    let home = Home::new();
    let program = assert_cmd::cargo::cargo_bin("dosebook");
    for (language, wanted) in [("en", "cannot be written"), ("zh-Hans", "无法输出")] {
        let line = format!("{} --lang {language} --help > /dev/full", program.display());
        let mut shell = assert_cmd::Command::new("sh");
        shell.env_clear().env("HOME", home.path(""));
        ran(shell.args(["-c", &line])).code(1).complains(wanted);
    }
}

#[test]
fn hidden_files_beside_diaries_are_left_alone() {
    let home = Home::with_diary();
    let folder = home.path("study");
    fs::create_dir(&folder).unwrap();
    fs::copy(home.diary(), folder.join("007.jsonl")).unwrap();
    fs::write(folder.join("._007.jsonl"), b"\0\x05\x16\x07").unwrap();
    for line in ["verify study", "adherence study"] {
        let said = home.say(NOW, line).code(0);
        assert_eq!(said.err, "");
    }
}
