//! `export fhir` as a process: the files, what is never replaced, folders, and an independent validator.

#![expect(clippy::print_stderr, reason = "a run says what it could not try")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::{Home, SETUP};

const DAY_1: &str = "2026-11-02T08:10:00+08:00";
const DAY_2: &str = "2026-11-03T09:00:00+08:00";
const VISIT: &str = "2026-11-05T10:00:00+08:00";

/// A home with a diary in which something happened.
fn home() -> Home {
    let home = Home::with_diary();
    home.say(DAY_1, "taken utidelone --food kept --yes").code(0);
    home.say(DAY_1, "taken capecitabine am --food kept --yes")
        .code(0);
    home.say(
        DAY_2,
        "missed capecitabine pm --date 2026-11-02 --reason forgot --yes",
    )
    .code(0);
    home.say(DAY_2, "medicine loperamide --from 2026-11-02")
        .code(0);
    home
}

/// The resources of a bundle, or of a folder of NDJSON.
fn resources(path: &Path) -> Vec<Value> {
    if path.is_file() {
        let bundle: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let entries = bundle["entry"].as_array().unwrap().iter();
        return entries.map(|entry| entry["resource"].clone()).collect();
    }
    let mut found = Vec::new();
    for file in files(path) {
        let text = fs::read_to_string(&file).unwrap();
        let kind = file.file_stem().unwrap().to_str().unwrap();
        for line in text.lines() {
            let one: Value = serde_json::from_str(line).unwrap();
            assert_eq!(one["resourceType"], kind, "{line}");
            found.push(one);
        }
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = inside.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn count(all: &[Value], kind: &str) -> usize {
    all.iter().filter(|one| one["resourceType"] == kind).count()
}

#[test]
fn the_bundle_and_the_folder_hold_the_same_resources_and_twice_the_same_bytes() {
    let home = home();
    let export = |line: &str| home.say(VISIT, &format!("--lang en export fhir {line}"));
    export("-o b.json")
        .code(0)
        .says("FHIR resources about 1 participant in b.json");
    export("-o nd --ndjson").code(0);
    let [bundle, folder] = ["b.json", "nd"].map(|name| resources(&home.path(name)));
    let ids = |all: &[Value]| -> BTreeSet<String> {
        all.iter()
            .map(|one| format!("{} {}", one["resourceType"], one["id"]))
            .collect()
    };
    assert_eq!(ids(&bundle), ids(&folder));
    assert_eq!(count(&bundle, "Patient"), 1);
    assert_eq!(count(&bundle, "MedicationRequest"), 2);
    assert_eq!(count(&bundle, "MedicationStatement"), 1);
    // Two taken, one not, and the three of the next day, which nobody has recorded in time.
    assert_eq!(count(&bundle, "MedicationAdministration"), 6);
    export("-o again.json").code(0);
    let [one, two] = ["b.json", "again.json"].map(|name| fs::read(home.path(name)).unwrap());
    assert_eq!(one, two);
}

#[test]
fn nothing_is_replaced_without_being_told_to_and_a_diary_never() {
    let home = home();
    let export = |line: &str| home.say(VISIT, &format!("--lang en export fhir {line}"));
    fs::write(home.path("b.json"), "mine").unwrap();
    fs::create_dir(home.path("nd")).unwrap();
    fs::write(home.path("nd/Patient.ndjson"), "mine").unwrap();
    export("-o b.json").code(1);
    export("-o nd --ndjson").code(1);
    assert_eq!(fs::read(home.path("b.json")).unwrap(), b"mine");
    assert_eq!(files(&home.path("nd")).len(), 1);
    export("-o b.json --force").code(0);
    export("-o nd --ndjson --force").code(0);
    assert_eq!(count(&resources(&home.path("nd")), "Patient"), 1);

    let diary = home.diary();
    let before = home.bytes();
    let line = format!("-o {} --force", diary.display());
    export(&line).code(1);
    assert_eq!(home.bytes(), before);
    // The folder of one file is never made.
    export("-o nowhere/b.json").code(1);
    assert!(!home.path("nowhere").exists());
}

#[test]
fn of_a_folder_each_participant_is_there_once_and_their_study_once() {
    let home = home();
    fs::create_dir(home.path("study")).unwrap();
    let mut other: Vec<String> = SETUP.iter().map(|word| (*word).to_owned()).collect();
    let code = other.iter().position(|word| word == "007").unwrap();
    other[code] = "008".to_owned();
    other.extend(["--diary".to_owned(), "other.jsonl".to_owned()]);
    let words: Vec<&str> = other.iter().map(String::as_str).collect();
    home.at(DAY_1, &words).code(0);
    for file in [home.diary(), home.path("other.jsonl")] {
        let line = format!("receive {} --into study --by LN", file.display());
        home.say(VISIT, &line).code(0);
    }
    fs::write(home.path("study/bad.jsonl"), "{}\n").unwrap();
    for (line, name) in [("-o b.json", "b.json"), ("-o nd --ndjson", "nd")] {
        home.say(VISIT, &format!("--lang en export fhir study {line}"))
            .code(3)
            .says("about 2 participants")
            .says("Not in the export: 1 file, named above.")
            .complains("bad.jsonl");
        let all = resources(&home.path(name));
        assert_eq!(count(&all, "Patient"), 2);
        assert_eq!(count(&all, "ResearchStudy"), 1);
    }
    // Nobody can be read: there is no export of nobody.
    home.say(VISIT, "export fhir study/bad.jsonl -o none.json")
        .code(3);
    home.say(VISIT, "export fhir study/bad.jsonl -o none --ndjson")
        .code(3);
    assert!(!home.path("none.json").exists() && !home.path("none").exists());
}

/// Whether a validator of other hands than ours takes these files; `None` where none is installed.
fn is_valid(files: &[PathBuf]) -> Option<bool> {
    let validator = Command::new("fhir-validate").args(files).output().ok()?;
    let said = String::from_utf8_lossy(&validator.stdout).into_owned();
    if !validator.status.success() {
        eprintln!("{said}{}", String::from_utf8_lossy(&validator.stderr));
    }
    Some(validator.status.success())
}

#[test]
fn an_independent_validator_takes_every_resource() {
    let home = home();
    home.say(VISIT, "symptom fever --temperature 38.2 --answer chills=no")
        .code(0);
    home.say(VISIT, "export fhir -o b.json").code(0);
    home.say(VISIT, "export fhir -o nd --ndjson").code(0);
    let all: Vec<PathBuf> = files(&home.path("nd"))
        .into_iter()
        .chain([home.path("b.json")])
        .collect();
    let Some(valid) = is_valid(&all) else {
        eprintln!("skipped: no fhir-validate is installed");
        return;
    };
    assert!(valid);
    // One that takes everything would not be a validator.
    let text = fs::read_to_string(home.path("nd/Observation.ndjson")).unwrap();
    let wrong = home.path("wrong.ndjson");
    fs::write(
        &wrong,
        text.replace("\"status\":\"final\"", "\"status\":\"done\""),
    )
    .unwrap();
    assert_eq!(is_valid(&[wrong]), Some(false));
}
