//! `export csv` and `export json`: a folder of tables that other programs can read.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Home, Ran, SETUP};

const DAY_1: &str = "2026-11-02T08:10:00+08:00";
const VISIT: &str = "2026-11-05T10:00:00+08:00";

type Row = BTreeMap<String, String>;

fn receive(home: &Home, file: &str) {
    let args = ["receive", file, "--into", "study", "--by", "LN"];
    home.at(VISIT, &args).code(0);
}

/// A study folder with the diaries 007, with a dispensed pack, and 008.
fn study() -> Home {
    let home = Home::with_diary();
    fs::create_dir(home.path("study")).unwrap();
    home.say(DAY_1, "taken capecitabine am --food kept --yes")
        .code(0);
    let other = SETUP
        .iter()
        .map(|word| if *word == "007" { "008" } else { word });
    let other: Vec<&str> = other.collect();
    let start = ["--cycle-start", "2026-11-02", "--diary", "008.jsonl"];
    home.at(DAY_1, &[&other[..], &start].concat()).code(0);
    receive(&home, home.diary().to_str().unwrap());
    receive(&home, "008.jsonl");
    let dispense = "site dispense 007 capecitabine 56x500 --lot A1 --folder study --by LN";
    home.say(VISIT, dispense).code(0);
    home
}

fn export(home: &Home, line: &str) -> Ran {
    home.say(VISIT, &format!("--lang en export {line}"))
}

#[track_caller]
fn csv(home: &Home, table: &str) -> Vec<Row> {
    let text = fs::read_to_string(home.path(table)).unwrap();
    assert!(text.ends_with("\r\n"), "{table}");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn column(rows: &[Row], name: &str) -> Vec<String> {
    rows.iter().map(|row| row[name].clone()).collect()
}

#[test]
fn a_folder_gives_every_table_in_the_order_of_its_files_and_the_same_bytes_each_time() {
    let home = study();
    export(&home, "csv study -o tables")
        .code(0)
        .says("13 tables about 2 participants in tables");
    export(&home, "csv study -o again").code(0);
    let mut names = Vec::new();
    for entry in fs::read_dir(home.path("tables")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let (one, other) = (format!("tables/{name}"), format!("again/{name}"));
        let bytes = fs::read(home.path(&one)).unwrap();
        assert_eq!(bytes, fs::read(home.path(&other)).unwrap(), "{name}");
        names.push(name);
    }
    assert_eq!(names.len(), 13, "{names:?}");
    let files = csv(&home, "tables/diaries.csv");
    assert_eq!(column(&files, "file"), ["007.jsonl", "008.jsonl"]);
    assert_eq!(column(&files, "state"), ["counted", "counted"]);
    // Counted up to the receipt (ruling 27).
    assert_eq!(files[0]["as_of"], "2026-11-05T10:00:00+08:00");
    assert_eq!(files[0]["received_at"], files[0]["as_of"]);
    let adherence = csv(&home, "tables/adherence.csv");
    assert_eq!(
        column(&adherence, "subject").join(" "),
        "007 007 007 007 008 008 008 008"
    );
    let tablets = csv(&home, "tables/tablets.csv");
    assert_eq!(column(&tablets, "expected"), ["54"]);
    assert_eq!(csv(&home, "tables/supply.csv")[0]["lot"], "A1");
    assert!(csv(&home, "tables/medicines.csv").is_empty());
}

#[test]
fn json_says_the_same_and_words_follow_the_language_asked_for() {
    let home = study();
    export(&home, "csv study -o tables").code(0);
    export(&home, "json study -o tables").code(0);
    for table in ["adherence", "ledger", "entries", "findings", "diaries"] {
        let text = fs::read_to_string(home.path(&format!("tables/{table}.json"))).unwrap();
        // With every digit as it was written.
        let objects: Vec<BTreeMap<String, Box<serde_json::value::RawValue>>> =
            serde_json::from_str(&text).unwrap();
        let rows = csv(&home, &format!("tables/{table}.csv"));
        assert_eq!(objects.len(), rows.len(), "{table}");
        for (object, row) in objects.iter().zip(&rows) {
            for (name, value) in object {
                let said = match value.get() {
                    "null" => String::new(),
                    text if text.starts_with('"') => serde_json::from_str(text).unwrap(),
                    other => other.to_owned(),
                };
                assert_eq!(said, row[name], "{table}.{name}");
            }
        }
    }
    home.say(VISIT, "--lang zh-Hans export csv study -o chinese")
        .code(0);
    let words = |folder: &str| csv(&home, &format!("{folder}/findings.csv"))[0]["words"].clone();
    assert!(words("tables").is_ascii() && !words("chinese").is_ascii());
    // Without a language asked for it is English, wherever it runs and whatever language the diary is in.
    home.say(
        DAY_1,
        "--diary 008.jsonl team set --language zh-Hans --by LN",
    );
    home.say(VISIT, "export csv 008.jsonl -o eight").code(0);
    assert!(words("eight").is_ascii());
}

#[test]
fn the_diary_of_this_computer_is_exported_without_a_path_up_to_now() {
    let home = study();
    export(&home, "csv -o tables")
        .code(0)
        .says("13 tables about 1 participant in tables");
    let files = csv(&home, "tables/diaries.csv");
    assert_eq!(files[0]["as_of"], VISIT);
    let empty = Home::new();
    export(&empty, "csv -o tables").code(4);
    assert!(!empty.path("tables").exists());
}

#[test]
fn what_cannot_be_read_has_a_row_that_says_so_and_everything_else_is_counted() {
    let home = study();
    let mut damaged = home.bytes();
    let at = damaged.len() - 200;
    damaged[at] ^= 1;
    fs::write(home.path("study/007.jsonl"), &damaged).unwrap();
    fs::write(home.path("study/aaa.jsonl"), "hello\n").unwrap();
    fs::copy(home.path("008.jsonl"), home.path("study/copy.jsonl")).unwrap();
    fs::write(home.path("study/notes.txt"), "hello\n").unwrap();
    let dispense = "site dispense 009 capecitabine 56x500 --lot A1 --folder study --by LN --yes";
    home.say(VISIT, dispense).code(0);
    export(&home, "csv study -o tables")
        .code(3)
        .says("13 tables about 2 participants in tables")
        .says("Not in the tables: 3 files.")
        .complains("study/aaa.jsonl:\nThis file is not a dosebook diary")
        .complains("study/007.jsonl:\n")
        .complains("counted once, from study/008.jsonl. Not counted: study/copy.jsonl")
        .complains("study/009.site.jsonl: no diary of this participant was received.");
    let files = csv(&home, "tables/diaries.csv");
    let states: Vec<(String, String)> = files
        .iter()
        .map(|row| (row["file"].clone(), row["state"].clone()))
        .collect();
    let wanted = [
        ("007.jsonl", "damaged"),
        ("008.jsonl", "counted"),
        ("aaa.jsonl", "unreadable"),
        ("copy.jsonl", "not_counted"),
        ("009.site.jsonl", "no_diary"),
    ];
    let wanted = wanted.map(|(file, state)| (file.to_owned(), state.to_owned()));
    assert_eq!(states, wanted);
    assert_eq!(files[0]["damaged_from"], "5");
    assert!(
        files
            .iter()
            .all(|row| (row["state"] == "counted") == row["problem"].is_empty())
    );
    // The damaged diary and the copies that say something else are told apart in words.
    assert!(files[3]["problem"].ends_with("Not counted: copy.jsonl"));
    assert!(files[0]["problem"].contains("damaged at line 5"));
    let subjects = column(&csv(&home, "tables/ledger.csv"), "subject");
    assert!(subjects.contains(&"007".to_owned()) && subjects.contains(&"008".to_owned()));
}

#[test]
fn a_damaged_site_record_comes_first_and_nothing_is_said_of_what_it_held() {
    let home = study();
    let record = home.path("study/007.site.jsonl");
    let mut damaged = fs::read(&record).unwrap();
    let at = damaged.len() - 200;
    damaged[at] ^= 1;
    fs::write(&record, &damaged).unwrap();
    export(&home, "csv study -o tables").code(3);
    let found = csv(&home, "tables/findings.csv");
    let codes: Vec<&str> = found
        .iter()
        .filter(|row| row["subject"] == "007")
        .map(|row| row["code"].as_str())
        .collect();
    assert_eq!(codes.first(), Some(&"record_unreadable"));
    assert!(!codes.contains(&"copy_not_received"), "{codes:?}");
    assert_eq!(fs::read(&record).unwrap(), damaged);
}

#[test]
fn tables_are_never_replaced_without_being_told_to_and_nothing_else_is_touched() {
    let home = study();
    fs::create_dir(home.path("tables")).unwrap();
    fs::write(home.path("tables/ledger.csv"), "mine").unwrap();
    fs::write(home.path("tables/notes.txt"), "mine").unwrap();
    export(&home, "csv study -o tables")
        .code(1)
        .complains("tables/ledger.csv")
        .complains("--force");
    let names = || fs::read_dir(home.path("tables")).unwrap().count();
    assert_eq!(names(), 2);
    assert_eq!(fs::read(home.path("tables/ledger.csv")).unwrap(), b"mine");
    export(&home, "csv study -o tables --force").code(0);
    assert_eq!(names(), 14);
    assert_eq!(fs::read(home.path("tables/notes.txt")).unwrap(), b"mine");
    assert_ne!(fs::read(home.path("tables/ledger.csv")).unwrap(), b"mine");
    // What is no table is never replaced, and a folder above is never made.
    fs::remove_file(home.path("tables/ledger.csv")).unwrap();
    fs::create_dir(home.path("tables/ledger.csv")).unwrap();
    export(&home, "csv study -o tables --force")
        .code(1)
        .complains("ordinary file");
    export(&home, "csv study -o nowhere/tables")
        .code(1)
        .complains("no such folder");
    assert!(!home.path("nowhere").exists());
    export(&home, "csv study -o study/007.jsonl --force")
        .code(1)
        .complains("not a folder");
    // Nor is a diary, whatever its name is.
    fs::remove_dir(home.path("tables/ledger.csv")).unwrap();
    fs::copy(home.path("study/007.jsonl"), home.path("tables/ledger.csv")).unwrap();
    export(&home, "csv study -o tables --force")
        .code(1)
        .complains("A diary is stored there. It is never replaced.");
    let kept = fs::read(home.path("study/007.jsonl")).unwrap();
    assert_eq!(fs::read(home.path("tables/ledger.csv")).unwrap(), kept);
    fs::create_dir(home.path("empty")).unwrap();
    export(&home, "csv empty -o none")
        .code(1)
        .complains("no diary in this folder");
    assert!(!home.path("none").exists());
}

#[test]
fn a_finding_says_whether_it_is_new_since_the_last_review() {
    let home = study();
    let is_new = |folder: &str| -> BTreeMap<String, String> {
        let line = format!("--lang en export csv study -o {folder}");
        home.say("2026-11-09T12:00:00+08:00", &line).code(0);
        let found = csv(&home, &format!("{folder}/findings.csv"));
        let of_007 = found.into_iter().filter(|row| row["subject"] == "007");
        of_007
            .map(|row| (row["code"].clone(), row["is_new"].clone()))
            .collect()
    };
    let before = is_new("before");
    assert!(
        before.len() > 1 && before.values().all(|new| new == "false"),
        "{before:?}"
    );
    home.say(VISIT, "site review 007 --folder study --by LN")
        .code(0);
    home.say(
        "2026-11-06T09:00:00+08:00",
        "taken capecitabine am --food not-kept --yes",
    )
    .code(0);
    let live = home.diary();
    let line = format!("receive {} --into study --by LN", live.display());
    home.say("2026-11-09T11:00:00+08:00", &line).code(0);
    let after = is_new("after");
    let new: Vec<&str> = after
        .iter()
        .filter(|(_, new)| *new == "true")
        .map(|(code, _)| code.as_str())
        .collect();
    assert!(!new.is_empty(), "{after:?}");
    let line = "export json study -o objects";
    home.say("2026-11-09T12:00:00+08:00", line).code(0);
    let file = fs::read_to_string(home.path("objects/findings.json")).unwrap();
    assert!(file.contains("\"is_new\":true"), "{file}");
}
