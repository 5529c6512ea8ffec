//! `export ndjson`: tables in parts, and their percentages by DuckDB and Apache Spark, to the digit.
//!
//! The queries are those of `docs/tables`, as they stand. The engines are looked for as modules of the `python3` in
//! the path; where one is not installed, its test says that it was skipped.

#![expect(clippy::print_stderr, reason = "a run says what it could not try")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use dosebook::domain::entry::Language;
use dosebook::domain::plain_text::PlainText;
use dosebook::report::export::{DiaryFile, FileState, Parts, Table};
use dosebook::report::table::Form;
use dosebook::runtime::drafts::FolderError;
use dosebook::runtime::parted::Parted;
use dosebook::text::Text;
use serde_json::value::RawValue;

use crate::support::{Home, Ran, SETUP, project};

const NOW: &str = "2026-11-22T20:00:00+08:00";

/// The figures that follow from the ledger alone.
const MEASURES: [&str; 12] = [
    "dose_adherence",
    "dose_adherence_recorded_only",
    "amount_adherence",
    "amount_adherence_recorded_only",
    "correct_day_adherence",
    "food_rule",
    "timing_adherence",
    "dose_intensity",
    "coverage",
    "same_day_entry",
    "next_day_entry",
    "later_entry",
];

/// One diary with what a made-up study may lack: strengths of half milligrams, a timing window, an extra dose before
/// the first cycle, too much in one slot, units of zero, and a percentage to be rounded that lies halfway.
fn hard_diary(home: &Home) {
    let protocol = project("tests/protocols/once-daily-21-of-28.json");
    let say = |now: &str, line: &str| {
        let line = format!("--diary hard.jsonl {line} --yes");
        home.say(&format!("2026-{now}:00+08:00"), &line)
    };
    say(
        "10-04T07:30",
        &format!(
            "setup --lang en --subject 007 --protocol {} --units drug-a:once=1x2.5+1x100 --cycle-start 2026-10-05 \
             --phone-day 010-1234 --phone-night 010-5678 --emergency 120 --by LN",
            protocol.display()
        ),
    )
    .code(0);
    for (now, line) in [
        ("10-04T09:00", "taken drug-a --extra --units 1x2.5"),
        ("10-05T08:10", "taken drug-a"),
        ("10-06T12:00", "taken drug-a"),
        ("10-07T08:00", "partly drug-a --units 1x2.5"),
        ("10-08T08:00", "taken drug-a --units 2x2.5+1x100"),
        ("10-09T08:00", "taken drug-a"),
        ("10-09T20:00", "taken drug-a --extra --units 1x2.5"),
        ("10-10T08:00", "vomited drug-a"),
        ("10-11T20:00", "missed drug-a --reason forgot"),
        (
            "10-15T07:00",
            "team prescribe --units drug-a:once=0 --from 2026-10-15 --reason other --by LN",
        ),
        (
            "10-16T07:00",
            "team prescribe --units drug-a:once=1x100 --from 2026-10-16 --reason reduction --by LN",
        ),
        ("10-16T08:00", "taken drug-a"),
        (
            "10-17T08:00",
            "missed drug-a --date 2026-10-13 --reason ran-out",
        ),
        (
            "11-02T07:00",
            "team prescribe --units drug-a:once=32x2.5 --from 2026-11-02 --reason other --by LN",
        ),
        ("11-02T07:00", "team start-cycle --date 2026-11-02 --by LN"),
        // 1 / 32 is 3.125 %: half of the last digit.
        ("11-02T08:00", "partly drug-a --units 1x2.5"),
    ] {
        say(now, line).code(0);
    }
}

/// One diary whose evening is still open while the morning is recorded.
fn open_evening(home: &Home) {
    let other = SETUP.iter().map(|word| match *word {
        "007" => "008",
        other => other,
    });
    let file = ["--diary", "two/008.jsonl", "--cycle-start", "2026-11-02"];
    let words: Vec<&str> = other.chain(file).collect();
    home.at("2026-11-02T06:00:00+08:00", &words).code(0);
    let morning = "--diary two/008.jsonl taken capecitabine am --food kept --yes";
    home.say("2026-11-02T08:10:00+08:00", morning).code(0);
    let evening = "--diary two/008.jsonl taken utidelone --at 06:30 --food kept --yes";
    home.say("2026-11-02T20:00:00+08:00", evening).code(0);
}

/// Two folders of diaries with every hard case, exported apart and put together as parts of the same tables.
fn study() -> Home {
    let home = Home::new();
    home.say(NOW, "demo --lang en --participants 24 --seed 5 --out one")
        .code(0);
    fs::create_dir(home.path("two")).unwrap();
    hard_diary(&home);
    fs::rename(home.path("hard.jsonl"), home.path("two/007.jsonl")).unwrap();
    open_evening(&home);
    let mut damaged = fs::read(home.path("one/DEMO-003.jsonl")).unwrap();
    let at = damaged.len() / 2;
    damaged[at] ^= 1;
    fs::write(home.path("two/DEMO-003.jsonl"), &damaged).unwrap();
    fs::remove_file(home.path("one/DEMO-003.jsonl")).unwrap();
    fs::remove_file(home.path("one/DEMO-003.site.jsonl")).unwrap();
    fs::write(home.path("two/aaa.jsonl"), "hello\n").unwrap();
    export(&home, "one -o tables")
        .code(0)
        .says("13 tables of 1 part about 23 participants in tables");
    export(&home, "two -o more")
        .code(3)
        .says("Not in the tables: 1 file. The table \"diaries\" says why.");
    for table in Table::ALL {
        let from = home.path(&format!("more/{}/part-00000.ndjson", table.name()));
        let to = home.path(&format!("tables/{}/part-00001.ndjson", table.name()));
        fs::rename(from, to).unwrap();
    }
    home
}

fn export(home: &Home, line: &str) -> Ran {
    home.say(NOW, &format!("--lang en export ndjson {line}"))
}

type Row = BTreeMap<String, Box<RawValue>>;

/// The rows of a table, part by part.
fn rows(home: &Home, table: &str) -> Vec<Row> {
    let folder = fs::read_dir(home.path("tables").join(table)).unwrap();
    let mut parts: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    parts.sort();
    let texts = parts.iter().map(|part| fs::read_to_string(part).unwrap());
    let lines: Vec<String> = texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn values(rows: &[Row], column: &str) -> BTreeSet<String> {
    rows.iter()
        .map(|row| row[column].get().to_owned())
        .collect()
}

/// What `dosebook adherence` prints: every percentage that applies, with its digits.
fn printed(home: &Home) -> Vec<String> {
    let ran = home.say(NOW, "adherence one two --format json").code(3);
    let rows: Vec<Row> = serde_json::from_str(&ran.out).unwrap();
    let mut found = Vec::new();
    for row in &rows {
        let code = |name: &str| row[name].get().trim_matches('"').to_owned();
        for measure in MEASURES {
            let percent = code(&format!("{measure}_pct"));
            if percent != "null" {
                let [subject, drug, cycle] = ["subject", "drug", "cycle"].map(code);
                found.push(format!("{subject},{drug},{cycle},{measure},{percent}"));
            }
        }
    }
    found.sort();
    found
}

/// What a Python program prints in the folder of the tables, line by line; `None` where a module is not installed.
fn python(home: &Home, modules: &str, program: &str) -> Option<Vec<String>> {
    let there = Command::new("python3")
        .args(["-c", &format!("import {modules}")])
        .output();
    if !there.is_ok_and(|ran| ran.status.success()) {
        eprintln!("skipped: python3 has no {modules}");
        return None;
    }
    let ran = Command::new("python3")
        .args(["-c", program])
        .arg(project("docs/tables"))
        .current_dir(home.path("."))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    let lines = String::from_utf8(ran.stdout).unwrap();
    let mut lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    lines.sort();
    Some(lines)
}

const DUCKDB: &str = r"
import duckdb, pathlib, sys
queries = pathlib.Path(sys.argv[1])
duckdb.execute((queries / 'duckdb.sql').read_text())
for row in duckdb.execute((queries / 'adherence.sql').read_text()).fetchall():
    print(*row, sep=',')
";

const SPARK: &str = r"
import pathlib, sys
from pyspark.sql import SparkSession
queries = pathlib.Path(sys.argv[1])
spark = (SparkSession.builder.master('local[2]')
    .config('spark.ui.enabled', 'false').config('spark.sql.shuffle.partitions', '2').getOrCreate())
for statement in (queries / 'spark.sql').read_text().split(';')[:-1]:
    spark.sql(statement)
for row in spark.sql((queries / 'adherence.sql').read_text()).collect():
    print(*row, sep=',')
";

#[test]
fn the_compared_study_holds_every_hard_case() {
    let home = study();
    let ledger = rows(&home, "ledger");
    let statuses = values(&ledger, "status");
    for status in [
        "taken",
        "partly_taken",
        "missed",
        "vomited",
        "unrecorded",
        "pending",
        "held",
        "extra",
        "not_prescribed",
    ] {
        assert!(statuses.contains(&format!("{status:?}")), "{status}");
    }
    for (column, value) in [
        ("cycle", "null"),
        ("on_time", "true"),
        ("on_time", "false"),
        ("mg_taken", "105"),
        ("mg_taken", "2.5"),
        ("mg_prescribed", "102.5"),
        ("units_prescribed", "\"2x150+2x500\""),
    ] {
        assert!(values(&ledger, column).contains(value), "{column} {value}");
    }
    assert!(values(&rows(&home, "adherence"), "corrected").contains("1"));
    let states = values(&rows(&home, "diaries"), "state");
    let wanted = ["\"counted\"", "\"damaged\"", "\"unreadable\""];
    assert_eq!(states, wanted.map(str::to_owned).into());
    let printed = printed(&home);
    assert!(printed.iter().any(|line| line.contains("timing_adherence")));
    let mornings = |line: &String| line.starts_with("008,capecitabine,1,");
    assert!(printed.iter().any(mornings));
    assert!(
        !printed
            .iter()
            .any(|line| mornings(line) && line.contains("correct_day"))
    );
    assert!(printed.contains(&"007,drug-a,2,amount_adherence,3.13".to_owned()));
}

#[test]
fn every_row_has_every_column_and_a_column_has_one_type_in_all_parts() {
    let home = study();
    for table in Table::ALL {
        let columns = table.columns();
        let names = columns.both.iter().chain(columns.json_only);
        let names: BTreeSet<String> = names.map(|name| (*name).to_owned()).collect();
        let mut types: BTreeMap<String, BTreeSet<u8>> = BTreeMap::new();
        for row in rows(&home, table.name()) {
            assert!(row.keys().eq(&names), "{}: {:?}", table.name(), row.keys());
            for (name, value) in row {
                let first = match value.get().as_bytes()[0] {
                    b'-' | b'0'..=b'9' => b'0',
                    b't' | b'f' => b't',
                    other => other,
                };
                if first != b'n' {
                    types.entry(name).or_default().insert(first);
                }
            }
        }
        for (name, types) in types {
            assert_eq!(types.len(), 1, "{}.{name}", table.name());
        }
    }
}

#[test]
fn the_queries_name_every_column_of_every_table_and_both_engines_the_same_types() {
    let read = |name: &str| fs::read_to_string(project("docs/tables").join(name)).unwrap();
    let tables_of = |text: &str, create: &str| -> Vec<(String, Vec<(String, String)>)> {
        let tables = text.split(create).skip(1);
        let table = |table: &str| {
            let (name, rest) = table.split_once(" (\n").unwrap();
            let (body, _) = rest.split_once("\n)").unwrap();
            let words = body.replace(['"', '`', '\n'], " ").replace("(18, ", "(18,");
            let columns = words.split(", ").map(|column| {
                let (name, kind) = column.trim().split_once(' ').unwrap();
                (name.to_owned(), kind.trim().to_owned())
            });
            (name.to_owned(), columns.collect())
        };
        tables.map(table).collect()
    };
    let duckdb = tables_of(&read("duckdb.sql"), "CREATE TABLE ");
    let spark = tables_of(&read("spark.sql"), "CREATE TEMPORARY VIEW ");
    assert_eq!(duckdb, spark);
    assert_eq!(duckdb.len(), Table::ALL.len());
    for ((named, columns), table) in duckdb.into_iter().zip(Table::ALL) {
        let found: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
        let wanted = table.columns();
        let wanted = wanted.both.iter().chain(wanted.json_only);
        let wanted: Vec<&str> = wanted.copied().collect();
        assert_eq!(named, table.name());
        assert_eq!(found, wanted, "{named}");
    }
}

#[test]
fn duckdb_gives_the_percentages_of_dosebook_to_the_digit() {
    let home = study();
    if let Some(lines) = python(&home, "duckdb", DUCKDB) {
        assert_eq!(lines, printed(&home));
    }
}

#[test]
fn apache_spark_gives_the_percentages_of_dosebook_to_the_digit() {
    if Command::new("java").arg("-version").output().is_err() {
        eprintln!("skipped: no java, without which Apache Spark does not run");
        return;
    }
    let home = study();
    if let Some(lines) = python(&home, "pyspark", SPARK) {
        assert_eq!(lines, printed(&home));
    }
}

#[test]
fn a_part_ends_behind_the_file_that_fills_it_and_is_about_the_same_files_in_every_table() {
    let home = Home::new();
    let words = Text::new(Language::En);
    let parts = |name: &str| {
        let [file, why] = [name, "why"].map(PlainText::new);
        let file = DiaryFile::left_out(file, FileState::Unreadable, None, why);
        let mut parts = Parts::default();
        parts.fill(None, &file, Form::Ndjson, words).unwrap();
        parts
    };
    let folder = home.path("tables");
    let row = parts("a").iter().last().unwrap().1.len() as u64;
    let mut parted = Parted::begin(&folder, row + 1).unwrap();
    for name in ["a", "b", "c"] {
        parted.add(&parts(name)).unwrap();
    }
    // Nobody sees it before it is whole.
    assert!(!folder.exists());
    assert_eq!(parted.finish().unwrap(), 2);
    for table in Table::ALL {
        let count = fs::read_dir(folder.join(table.name())).unwrap().count();
        assert_eq!(count, 2, "{}", table.name());
    }
    let read = |part: &str| fs::read_to_string(folder.join("diaries").join(part)).unwrap();
    assert_eq!(read("part-00000.ndjson").lines().count(), 2);
    assert!(read("part-00001.ndjson").starts_with("{\"file\":\"c\","));
    assert_eq!(fs::read_dir(home.path(".")).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_there_is_never_replaced_and_what_was_begun_is_taken_away() {
    let home = Home::new();
    let folder = home.path("tables");
    drop(Parted::begin(&folder, 1).unwrap());
    assert_eq!(fs::read_dir(home.path(".")).unwrap().count(), 0);
    fs::create_dir(&folder).unwrap();
    for taken in [&folder, &home.path("tables/..")] {
        let begun = Parted::begin(taken, 1);
        assert!(matches!(begun, Err(FolderError::Taken(_))), "{begun:?}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    assert!(Parted::begin(&home.path("nowhere/tables"), 1).is_err());
    home.say(NOW, "demo --lang en --out sample").code(0);
    export(&home, "sample/diary.jsonl -o tables")
        .code(1)
        .complains("Give a folder that is not there yet.");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}
