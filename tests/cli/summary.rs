//! `study summary`: by whose settings it counts.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Home, Ran, SETUP};

const START: &str = "2026-11-02T06:00:00+08:00";
const NOW: &str = "2026-11-05T10:00:00+08:00";

/// A protocol file of the built-in rules with these settings of the endpoints.
fn protocol(home: &Home, name: &str, endpoints: Option<Value>) {
    let built_in = dosebook::domain::protocol::Protocol::BUILT_IN;
    let mut file: Value = serde_json::from_str(built_in).unwrap();
    if let Some(endpoints) = endpoints {
        file["endpoints"] = endpoints;
    }
    fs::write(home.path(name), file.to_string()).unwrap();
}

/// A study folder with a diary of this subject, set up by this protocol file.
fn participant(home: &Home, subject: &str, protocol: &str) {
    let file = format!("{subject}.jsonl");
    let mut setup = SETUP.to_vec();
    let at = setup.iter().position(|word| *word == "007").unwrap();
    setup[at] = subject;
    let more = ["--cycle-start", "2026-11-02", "--protocol", protocol];
    home.at(START, &[&["--diary", &file], &setup[..], &more].concat())
        .code(0);
    fs::create_dir_all(home.path("study")).unwrap();
    let receive = format!("receive {file} --into study --by LN");
    home.say(NOW, &receive).code(0);
}

/// The row of a setting: its value, who set it, its source, and how many diaries say so.
fn setting(ran: &Ran, name: &str) -> (String, String, String, Option<(u64, u64)>) {
    let read: Value = serde_json::from_str(&ran.out).unwrap();
    let rows = read.as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row["table"] == "setting" && row["item"] == name)
        .unwrap();
    let word = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let said_by = row["count"].as_u64().zip(row["of"].as_u64());
    (word("value"), word("set_by"), word("source"), said_by)
}

fn of(
    value: &str,
    set_by: &str,
    source: &str,
    said_by: Option<(u64, u64)>,
) -> (String, String, String, Option<(u64, u64)>) {
    (
        value.to_owned(),
        set_by.to_owned(),
        source.to_owned(),
        said_by,
    )
}

fn rule(value: Value, source: &str) -> Value {
    json!({"value": value, "source": source})
}

#[test]
fn the_settings_of_the_protocol_hold_and_every_other_one_is_the_usual() {
    let home = Home::new();
    let own = json!({
        "stable_disease_from_days": rule(json!(56), "SAP 4.2"),
        "confidence_level": rule(json!("0.9"), "SAP 2"),
    });
    protocol(&home, "old.json", None);
    protocol(&home, "new.json", Some(own));
    participant(&home, "001", "old.json");
    let ran = home.say(NOW, "study summary study --format json").code(0);
    assert_eq!(
        setting(&ran, "stable_disease_from_days"),
        of("42", "usual", "", None)
    );
    participant(&home, "002", "new.json");
    let ran = home.say(NOW, "study summary study --format json").code(0);
    let known = Some((1, 2));
    assert_eq!(
        setting(&ran, "stable_disease_from_days"),
        of("56", "protocol", "SAP 4.2", known)
    );
    assert_eq!(
        setting(&ran, "confidence_level"),
        of("0.9", "protocol", "SAP 2", known)
    );
    assert_eq!(
        setting(&ran, "confirm_after_days"),
        of("28", "usual", "", None)
    );
    assert_eq!(
        setting(&ran, "longest_gap_days"),
        of("none", "usual", "", None)
    );
    home.say(NOW, "--lang en study summary study")
        .code(0)
        .says("protocol, in 1 of 2 diaries [SAP 4.2]");
    home.say(NOW, "--lang zh-Hans study summary study")
        .code(0)
        .says("研究方案（2份日记中1份）[SAP 4.2]")
        .says("通常值");
    home.say(NOW, "--lang en protocol show new.json")
        .code(0)
        .says("  stable_disease_from_days: 56 [SAP 4.2]")
        .says("  adverse_events_days: 28, usual");
}

#[test]
fn diaries_that_disagree_are_not_counted_until_a_protocol_is_named() {
    let home = Home::new();
    let days = |days: u16| Some(json!({"confirm_after_days": rule(json!(days), "SAP")}));
    protocol(&home, "first.json", days(28));
    protocol(&home, "second.json", days(42));
    participant(&home, "001", "first.json");
    participant(&home, "002", "second.json");
    participant(&home, "003", "first.json");
    for format in ["table", "csv", "json", "html"] {
        let ran = home
            .say(
                NOW,
                &format!("--lang en study summary study --format {format}"),
            )
            .code(1)
            .complains("do not agree about the endpoints. Nothing was counted.")
            .complains("confirm_after_days: 28 (001, 003), 42 (002)")
            .complains("--protocol FILE");
        assert_eq!(ran.out, "");
    }
    home.say(NOW, "--lang zh-Hans study summary study")
        .code(1)
        .complains("confirm_after_days：28（001、003）、42（002）");
    home.say(NOW, "--lang en export html study -o reports")
        .code(1)
        .says("Reports about 3 participants")
        .complains("confirm_after_days: 28 (001, 003), 42 (002)");
    let page = fs::read_to_string(home.path("reports/study.html")).unwrap();
    assert!(page.contains("confirm_after_days: 28 (001, 003), 42 (002)"));
    assert!(!page.contains("Kaplan"));
    home.say(
        NOW,
        "--lang en export html study -o named --protocol second.json",
    )
    .code(0)
    .says("Reports about 3 participants");
    let page = fs::read_to_string(home.path("named/study.html")).unwrap();
    assert!(page.contains("Kaplan") && !page.contains("do not agree"));
    let held = "confirm_after_days</th><td>42</td><td>protocol [SAP]</td>";
    assert!(page.contains(held), "{page}");
    let named = "study summary study --protocol second.json --format json";
    let ran = home.say(NOW, named).code(0);
    assert_eq!(
        setting(&ran, "confirm_after_days"),
        of("42", "protocol", "SAP", None)
    );
    protocol(&home, "wrong.json", days(366));
    home.say(NOW, "--lang en study summary study --protocol wrong.json")
        .code(1)
        .complains("endpoints.confirm_after_days.value: 366 is not from 0 to 365");
    home.say(
        NOW,
        "--lang en export html study -o wrong --protocol wrong.json",
    )
    .code(1)
    .complains("endpoints.confirm_after_days.value: 366 is not from 0 to 365");
    assert!(!home.path("wrong").exists());
    home.say(
        NOW,
        "--lang en export html study/001.jsonl -o 001.html --protocol second.json",
    )
    .code(2)
    .complains("--protocol is about the page on the whole study");
    assert!(!home.path("001.html").exists());
}
