//! Files of version 1, made by another program from the format's page: they must be readable for ever.
//! A change that makes one of these tests fail breaks diaries that patients have; never change the files.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::path::PathBuf;

use dosebook::domain::entry::{Author, ClockKind, Event};
use dosebook::journal::{Journal, read};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use support::{clean, lines, record};

fn golden(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/golden/v1", name]
        .iter()
        .collect()
}

#[derive(serde::Deserialize)]
struct Fields {
    event: Box<RawValue>,
    prev: String,
    hash: String,
}

#[test]
fn every_kind_of_version_1_is_read() {
    let path = golden("every-kind.jsonl");
    let reading = clean(&path);
    let found: String = lines(&path)
        .iter()
        .zip(&reading.entries)
        .map(|(line, entry)| {
            let fields: Fields = serde_json::from_slice(line).unwrap();
            format!(
                "{} {} {} {}\n",
                entry.seq,
                entry.id,
                entry.event.kind(),
                fields.hash
            )
        })
        .collect();
    let expected = std::fs::read_to_string(golden("every-kind.expected")).unwrap();
    assert_eq!(found, expected);
    let unknown = |event: &Event| matches!(event, Event::Unknown(_));
    let unknown: Vec<&str> = reading
        .entries
        .iter()
        .filter(|entry| unknown(&entry.event))
        .map(|entry| entry.event.kind())
        .collect();
    assert_eq!(unknown, ["glucose", "telemetry"]);
    assert_eq!(reading.entries[3].clock, ClockKind::Fixed);
    let initials = |at: usize| match &reading.entries[at].by {
        Author::Site { id } => id.as_str().to_owned(),
        Author::Patient {} => String::new(),
    };
    assert_eq!(
        (initials(2), initials(5), initials(6)),
        ("LN".into(), "李娜".into(), String::new())
    );
}

#[test]
fn the_chain_of_version_1_can_be_checked_with_nothing_but_a_hash() {
    for name in ["every-kind.jsonl", "other-spellings.jsonl"] {
        let mut before = "0".repeat(64);
        for line in lines(&golden(name)) {
            let body = &line[..line.len() - 76];
            let hash: String = Sha256::digest(body)
                .iter()
                .map(|b| format!("{b:02x}"))
                .collect();
            let fields: Fields = serde_json::from_slice(&line).unwrap();
            assert_eq!((fields.prev, &fields.hash), (before, &hash));
            before = hash;
        }
        assert_eq!(clean(&golden(name)).head.hash.to_string(), before);
    }
}

#[test]
fn an_event_of_version_1_is_written_again_as_it_stands() {
    let path = golden("every-kind.jsonl");
    for (line, entry) in lines(&path).iter().zip(clean(&path).entries) {
        let fields: Fields = serde_json::from_slice(line).unwrap();
        let written = serde_json::to_string(&entry.event).unwrap();
        if entry.event.kind() == "medicine" && fields.event.get().contains("\\u202e") {
            // Another spelling of the same text.
            assert_eq!(Event::parse(&written).unwrap(), entry.event);
        } else {
            assert_eq!(written, fields.event.get());
        }
    }
}

#[test]
fn other_spellings_of_version_1_say_the_same() {
    let reading = clean(&golden("other-spellings.jsonl"));
    assert_eq!(reading.entries.len(), 5);
    let meal = &reading.entries[1].event;
    assert!(matches!(meal, Event::Meal(_)));
    assert!(
        reading.entries[1..]
            .iter()
            .all(|entry| entry.event == *meal)
    );
    assert!(
        reading
            .entries
            .iter()
            .all(|entry| entry.clock == ClockKind::System)
    );
    let at: Vec<String> = reading
        .entries
        .iter()
        .map(|entry| entry.at.to_rfc3339())
        .collect();
    assert_eq!(
        at[3..],
        ["2026-11-04T10:03:05.250+08:00", "2026-11-04T02:00:00+00:00"]
    );
}

#[test]
fn a_torn_file_of_version_1_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = support::in_folder(&folder);
    std::fs::copy(golden("torn.jsonl"), &path).unwrap();
    let reading = read(&path).unwrap();
    assert_eq!(
        (reading.entries.len(), reading.tail.unwrap().bytes),
        (9, 150)
    );
    let (mut journal, _) = Journal::open(&path).unwrap();
    record(&mut journal, 1).unwrap();
    assert_eq!(clean(&path).entries.len(), 11);
}
