//! `docs/json-output.md` says what the program prints.

use crate::support::{Home, project};

/// The contents of the fenced blocks of a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    let mut found = Vec::new();
    for (at, _) in page.match_indices(&fence) {
        let rest = &page[at + fence.len()..];
        found.push(rest.split("\n```").next().unwrap());
    }
    found
}

/// Runs the lines of a documented shell block.
fn replay(home: &Home, block: &str) {
    for line in block.lines() {
        let rest = line.strip_prefix("DOSEBOOK_NOW=").unwrap();
        let (now, rest) = rest.split_once(' ').unwrap();
        let words = rest.strip_prefix("dosebook ").unwrap();
        home.say(now, words).code(0);
    }
}

/// A line with its ids put to one value.
fn without_ids(line: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
    value["id"] = "0".into();
    if value["event"]["target"].is_object() {
        value["event"]["target"]["id"] = "0".into();
    }
    value.to_string()
}

#[test]
fn the_documented_json_is_what_the_program_prints() {
    let page = std::fs::read_to_string(project("docs/json-output.md")).unwrap();
    let home = Home::new();
    let commands = blocks(&page, "sh");
    replay(&home, commands[0]);
    let today = home
        .say("2026-11-02T08:16:00+08:00", "today --json")
        .code(0);
    assert_eq!(today.out.trim_end(), blocks(&page, "json")[0]);
    replay(&home, commands[2]);
    let log = home.say("2026-11-02T08:30:00+08:00", "log --json").code(0);
    let lines: Vec<&str> = log.out.lines().collect();
    let documented: Vec<String> = blocks(&page, "jsonl")[0].lines().map(without_ids).collect();
    let printed: Vec<String> = lines[lines.len() - 4..]
        .iter()
        .map(|line| without_ids(line))
        .collect();
    assert_eq!(printed, documented);
}

#[test]
fn the_documented_warning_of_a_report_is_what_the_program_prints() {
    let page = std::fs::read_to_string(project("docs/json-output.md")).unwrap();
    let home = Home::new();
    let commands = blocks(&page, "sh");
    replay(&home, commands[0]);
    replay(&home, commands[1]);
    let today = home
        .say("2026-11-02T08:18:00+08:00", "today --json")
        .code(0);
    let printed: serde_json::Value = serde_json::from_str(&today.out).unwrap();
    let documented: serde_json::Value = serde_json::from_str(blocks(&page, "json")[1]).unwrap();
    assert_eq!(printed["warnings"], documented);
}

#[test]
fn the_documented_log_of_a_site_record_is_what_the_program_prints() {
    let page = std::fs::read_to_string(project("docs/json-output.md")).unwrap();
    let home = Home::new();
    std::fs::create_dir(home.path("STUDY")).unwrap();
    replay(&home, blocks(&page, "sh")[3]);
    let log = home.say(
        "2026-11-23T10:10:00+08:00",
        "site log 007 --folder STUDY --json",
    );
    let log = log.code(0).out;
    let printed: Vec<String> = log.lines().map(without_ids).collect();
    let documented = blocks(&page, "jsonl")[1].lines().map(without_ids);
    assert_eq!(printed, documented.collect::<Vec<String>>());
}

#[test]
fn json_is_the_same_in_every_language() {
    let home = Home::with_diary();
    let now = "2026-11-02T08:00:00+08:00";
    let english = home.say(now, "today --json --lang en").code(0);
    let chinese = home.say(now, "today --json --lang zh-Hans").code(0);
    assert_eq!(english.out, chinese.out);
}
