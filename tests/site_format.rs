//! The page about the site record and its schema say what the program does, and a file of version 1, made by
//! another program from that page, is readable for ever: never change it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use dosebook::domain::entry::{Author, ClockKind};
use dosebook::domain::site::{SiteEvent, SiteRecord};
use dosebook::journal::{JournalError, Problem, Reading, read, read_as};
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

const PAGE: &str = include_str!("../docs/site-format.md");

static LINE: LazyLock<Validator> = LazyLock::new(|| validator(""));
static EVENT: LazyLock<Validator> = LazyLock::new(|| validator("#/$defs/event"));

fn validator(part: &str) -> Validator {
    let schema = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    let registry = Registry::new()
        .add(
            "json-schema:///protocol.schema.json",
            schema(include_str!("../docs/protocol.schema.json")),
        )
        .and_then(|all| {
            let diary = schema(include_str!("../docs/diary.schema.json"));
            all.add("json-schema:///diary.schema.json", diary)
        })
        .and_then(|all| {
            let site = schema(include_str!("../docs/site.schema.json"));
            all.add("json-schema:///site.schema.json", site)
        })
        .and_then(|all| all.prepare())
        .unwrap();
    jsonschema::options()
        .with_registry(&registry)
        .build(&json!({ "$ref": format!("json-schema:///site.schema.json{part}") }))
        .unwrap()
}

fn events() -> impl Iterator<Item = &'static str> {
    PAGE.lines().filter(|line| line.starts_with("{\"kind\":"))
}

/// Every kind; a new one does not compile before it is here.
fn number(event: &SiteEvent) -> usize {
    match event {
        SiteEvent::Opened(_) => 0,
        SiteEvent::Received(_) => 1,
        SiteEvent::Visited(_) => 2,
        SiteEvent::Dispensed(_) => 3,
        SiteEvent::Returned(_) => 4,
        SiteEvent::Lost(_) => 5,
        SiteEvent::Confirmed(_) => 6,
        SiteEvent::Noted(_) => 7,
        SiteEvent::Medicine(_) => 8,
        SiteEvent::Corrected(_) => 9,
        SiteEvent::Recovered(_) => 10,
        SiteEvent::Continued(_) => 11,
        SiteEvent::Unknown(_) => 12,
        SiteEvent::Reviewed(_) => 13,
        SiteEvent::AdverseEvent(_) => 14,
        SiteEvent::AdverseEventChanged(_) => 15,
        SiteEvent::Assessed(_) => 16,
        SiteEvent::NewTherapy(_) => 17,
        SiteEvent::Died(_) => 18,
        SiteEvent::LastAlive(_) => 19,
    }
}

fn golden(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/golden/v1", name]
        .iter()
        .collect()
}

#[test]
fn every_kind_has_an_example_that_is_written_exactly_so_and_fits_the_schema() {
    let mut shown = BTreeSet::new();
    for line in events() {
        let event = SiteEvent::parse(line).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), line);
        let value = serde_json::from_str(line).unwrap();
        assert!(EVENT.is_valid(&value), "{line}");
        shown.insert(number(&event));
    }
    assert_eq!(shown, (0..=19).collect());
}

#[test]
fn what_the_program_cannot_read_the_schema_refuses() {
    for line in events().filter(|line| !line.contains("telemetry")) {
        let whole: Value = serde_json::from_str(line).unwrap();
        for name in whole.as_object().unwrap().keys() {
            let mut part = whole.clone();
            part.as_object_mut().unwrap().remove(name);
            let read = SiteEvent::parse(&part.to_string());
            // A missing replacement reads as a withdrawal; the page asks for null.
            if name != "replacement" {
                assert_eq!(EVENT.is_valid(&part), read.is_ok(), "{part}");
            }
        }
    }
}

#[test]
fn every_kind_of_version_1_is_read() {
    let reading: Reading<SiteEvent> = read_as(&golden("site.jsonl")).unwrap();
    assert!(reading.damage.is_none() && reading.tail.is_none());
    let text = std::fs::read_to_string(golden("site.jsonl")).unwrap();
    let mut found = String::new();
    for (line, entry) in text.lines().zip(&reading.entries) {
        let value: Value = serde_json::from_str(line).unwrap();
        assert!(LINE.is_valid(&value), "{line}");
        assert_eq!(
            serde_json::to_string(&value["event"]).unwrap().len(),
            serde_json::to_string(&entry.event).unwrap().len()
        );
        let hash = value["hash"].as_str().unwrap();
        let (seq, id, kind) = (entry.seq, entry.id, entry.event.kind());
        found.push_str(&format!("{seq} {id} {kind} {hash}\n"));
    }
    let expected = std::fs::read_to_string(golden("site.expected")).unwrap();
    assert_eq!(found, expected);
    assert_eq!(reading.entries[3].clock, ClockKind::Fixed);
    let name = match &reading.entries[0].by {
        Author::Site { id } => id.as_str(),
        Author::Patient {} => "",
    };
    assert_eq!(name, "李娜");
    let record = SiteRecord::from_entries(reading.entries).unwrap();
    assert_eq!(record.subject().as_str(), "007");
    assert_eq!(record.receipts().count(), 2);
    assert_eq!(record.last_review().unwrap().1.last_seq, 28);
    let events = record.adverse_events();
    assert_eq!(events.len(), 2);
    assert_eq!(events[0].highest().to_string(), "3");
    assert_eq!(events[0].ended().unwrap().to_string(), "2026-11-12");
}

#[test]
fn a_site_record_is_no_diary_and_a_diary_no_site_record() {
    let as_diary = read(&golden("site.jsonl")).unwrap_err();
    let format = |error: JournalError| match error {
        JournalError::NotADiary {
            problem: Problem::Format(name),
            ..
        } => name.to_string(),
        other => panic!("{other}"),
    };
    assert_eq!(format(as_diary), "dosebook-site");
    let as_site = read_as::<SiteEvent>(&golden("every-kind.jsonl")).unwrap_err();
    assert_eq!(format(as_site), "dosebook-diary");
}
