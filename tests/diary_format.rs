//! The page about the diary file and its schema say what the program does.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dosebook::domain::entry::Event;
use dosebook::domain::protocol::Protocol;
use jsonschema::{Registry, Validator};
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("../docs/diary-format.md");

static LINE: LazyLock<Validator> = LazyLock::new(|| validator("line"));
static EVENT: LazyLock<Validator> = LazyLock::new(|| validator("event"));

fn validator(part: &str) -> Validator {
    let protocol: Value =
        serde_json::from_str(include_str!("../docs/protocol.schema.json")).expect("JSON");
    let diary: Value =
        serde_json::from_str(include_str!("../docs/diary.schema.json")).expect("JSON");
    let registry = Registry::new()
        .add("json-schema:///protocol.schema.json", protocol)
        .and_then(|all| all.add("json-schema:///diary.schema.json", diary))
        .and_then(|all| all.prepare())
        .expect("schemas");
    let place = match part {
        "event" => "json-schema:///diary.schema.json#/$defs/event",
        _ => "json-schema:///diary.schema.json",
    };
    jsonschema::options()
        .with_registry(&registry)
        .build(&json!({ "$ref": place }))
        .expect("a schema")
}

fn errors(validator: &Validator, value: &Value) -> Vec<String> {
    let errors = validator.iter_errors(value);
    errors
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect()
}

/// The example lines of the page that begin so.
fn examples(beginning: &str) -> Vec<String> {
    let protocol = Protocol::built_in().expect("the built-in protocol");
    let protocol = serde_json::to_string(&protocol).expect("JSON");
    PAGE.lines()
        .filter(|line| line.starts_with(beginning))
        .map(|line| line.replace("PROTOCOL", &protocol))
        .collect()
}

fn events() -> Vec<String> {
    examples("{\"kind\":")
}

/// Every kind; a new one does not compile before it is here.
fn number(event: &Event) -> usize {
    match event {
        Event::Opened(_) => 0,
        Event::Prescribed(_) => 1,
        Event::CycleStarted(_) => 2,
        Event::Meal(_) => 3,
        Event::Dose(_) => 4,
        Event::Symptom(_) => 5,
        Event::Contacted(_) => 6,
        Event::Held(_) => 7,
        Event::Resumed(_) => 8,
        Event::Stopped(_) => 9,
        Event::Corrected(_) => 10,
        Event::Settings(_) => 11,
        Event::ProtocolChanged(_) => 12,
        Event::Recovered(_) => 13,
        Event::Continued(_) => 14,
        Event::Confirmed(_) => 15,
        Event::Medicine(_) => 16,
        Event::Unknown(_) => 17,
    }
}

#[test]
fn every_kind_has_an_example_that_is_written_exactly_so() {
    let mut shown = BTreeSet::new();
    for line in events() {
        let event = Event::parse(&line).unwrap_or_else(|e| panic!("{line}: {e}"));
        assert_eq!(serde_json::to_string(&event).unwrap(), line);
        shown.insert(number(&event));
    }
    assert_eq!(shown, (0..=17).collect());
}

#[test]
fn every_example_fits_the_schema() {
    for line in events() {
        let value = serde_json::from_str(&line).unwrap();
        assert_eq!(errors(&EVENT, &value), [""; 0], "{line}");
    }
    for line in examples("{\"seq\":") {
        let value = serde_json::from_str(&line).unwrap();
        assert_eq!(errors(&LINE, &value), [""; 0], "{line}");
    }
}

#[test]
fn the_schema_refuses_what_cannot_be_read() {
    let dose = json!({"kind": "dose", "drug": "a", "date": "2026-11-04", "period": "am", "outcome": "missed"});
    assert_eq!(errors(&EVENT, &dose), [""; 0]);
    for (name, wrong) in [
        ("units", json!({"150": 4})),
        ("taken_at", json!("2026-11-04T08:10:00+08:00")),
        ("food", json!("kept")),
        ("period", json!("noon")),
        ("outcome", json!("taken")),
        ("outcome", json!("eaten")),
        ("drug", json!("A")),
        ("date", json!("1999-01-01")),
        ("hash", json!("")),
    ] {
        let mut event = dose.clone();
        event[name] = wrong;
        assert!(!EVENT.is_valid(&event), "{event}");
    }
    let nested = json!({"kind": "corrected", "target": {"seq": 1, "id": "000000000000000a"}, "reason": "other",
        "replacement": {"kind": "corrected"}});
    assert!(!EVENT.is_valid(&nested));
}

/// The names under `properties` of every kind, as `kind.name`.
fn names_in_schema() -> BTreeSet<String> {
    let schema: Value =
        serde_json::from_str(include_str!("../docs/diary.schema.json")).expect("JSON");
    let parts = schema["$defs"].as_object().expect("definitions");
    let kinds = parts.iter().filter_map(|(name, part)| {
        let kind = name.strip_prefix("kind_")?;
        let names = part["properties"].as_object()?.keys();
        Some(names.map(move |name| format!("{kind}.{name}")))
    });
    kinds.flatten().collect()
}

#[test]
fn every_name_of_the_schema_stands_in_an_example_and_the_other_way_round() {
    let mut shown = BTreeSet::new();
    for line in events() {
        let value: Value = serde_json::from_str(&line).unwrap();
        let kind = value["kind"].as_str().unwrap();
        if kind != "glucose" {
            let names = value.as_object().unwrap().keys();
            shown.extend(names.map(|name| format!("{kind}.{name}")));
        }
    }
    assert_eq!(shown, names_in_schema());
}

fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_example_lines_carry_their_true_hashes() {
    let lines = examples("{\"seq\":");
    assert_eq!(lines.len(), 2);
    let mut prev = None;
    for line in lines {
        let (body, closing) = line.split_at(line.len() - 75);
        let hash = sha256(body);
        assert_eq!(closing, format!(",\"hash\":\"{hash}\"}}"));
        let value: Value = serde_json::from_str(&line).unwrap();
        assert!(prev.is_none_or(|prev| value["prev"] == json!(prev)));
        prev = Some(hash);
    }
}

/// A diary of all examples of the page, as lines.
fn diary() -> Vec<String> {
    let mut prev = "0".repeat(64);
    let chain = (1..).zip(events()).map(|(seq, event)| {
        let body = format!(
            r#"{{"seq":{seq},"id":"{seq:016x}","at":"2026-11-04T08:12:05+08:00","by":{{"role":"site","id":"LN"}},"clock":"fixed","event":{event},"prev":"{prev}""#
        );
        prev = sha256(&body);
        format!("{body},\"hash\":\"{prev}\"}}")
    });
    chain.collect()
}

#[test]
fn a_diary_of_all_examples_verifies_and_fits_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("diary.jsonl");
    let lines = diary();
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    let reading = dosebook::journal::read(&path).unwrap();
    assert_eq!((reading.damage, reading.tail), (None, None));
    assert_eq!(reading.entries.len(), lines.len());
    for line in &lines {
        assert_eq!(errors(&LINE, &serde_json::from_str(line).unwrap()), [""; 0]);
    }
}

/// Runs the shell commands of the page over a diary of these lines; `None` where there is no shell.
#[cfg(unix)]
fn shell(lines: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("diary.jsonl"), lines.join("\n") + "\n").expect("a file");
    let blocks = PAGE.split("```sh\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap_or_default())
        .map(|script| {
            let shell = std::process::Command::new("sh")
                .args(["-c", script])
                .current_dir(folder.path())
                .output()
                .expect("a shell");
            String::from_utf8_lossy(&shell.stdout).into_owned()
        })
        .collect()
}

#[test]
#[cfg(target_os = "linux")]
fn the_shell_commands_of_the_page_check_a_line_and_the_chain() {
    let mut lines = diary();
    let hash = |line: &String| line[line.len() - 66..line.len() - 2].to_owned();
    let (second, last) = (hash(&lines[1]), hash(&lines[lines.len() - 1]));
    let found = shell(&lines);
    assert_eq!(
        found,
        [format!("{second}  -\n{second}"), format!("{last}\n")]
    );
    lines[4] = lines[4].replace("2026", "2025");
    let good = hash(&lines[3]);
    assert_eq!(shell(&lines)[1], format!("line 5 does not fit\n{good}\n"));
}

/// Every place of a JSON value, as pointers.
fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                pointers(value, &format!("{here}/{key}"), all);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                pointers(value, &format!("{here}/{at}"), all);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        Just(json!(0.5)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1i64..400).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        proptest::sample::select(vec![
            "missed",
            "taken",
            "once",
            "am",
            "meal",
            "opened",
            "150",
            "0",
            "0150",
            "120",
            "reduction"
        ])
        .prop_map(Value::from),
    ]
}

proptest! {
    #[test]
    fn what_fits_the_schema_can_be_read(
        example in any::<proptest::sample::Index>(),
        place in any::<proptest::sample::Index>(),
        other in any::<proptest::sample::Index>(),
        new in any_value(),
        how in 0..3,
    ) {
        let all_events = events();
        let mut value: Value = serde_json::from_str(example.get(&all_events[..]).as_str()).unwrap();
        let mut all = Vec::new();
        pointers(&value, "", &mut all);
        let pointer = place.get(&all[..]).as_str();
        match how {
            0 => *value.pointer_mut(pointer).unwrap() = new,
            1 => {
                let there = value.pointer(other.get(&all[..]).as_str()).cloned().unwrap();
                *value.pointer_mut(pointer).unwrap() = there;
            }
            _ => {
                let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
                if let Some(map) = value.pointer_mut(parent).and_then(Value::as_object_mut) {
                    map.remove(key);
                }
            }
        }
        if EVENT.is_valid(&value) {
            let read = Event::parse(&value.to_string());
            prop_assert!(read.is_ok(), "{value}: {read:?}");
        }
    }
}
