//! The table `dosing_days` in R's AdhereR: the lines of `docs/adherer.md` as they stand, and what they print.
//!
//! Runs where `Rscript` finds AdhereR; elsewhere it says that it was skipped.

#![expect(clippy::print_stderr, reason = "a run says what it could not try")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::support::{Home, project};

const NOW: &str = "2026-11-22T20:00:00+08:00";

/// The block of the page in a language.
fn block(language: &str) -> String {
    let page = fs::read_to_string(project("docs/adherer.md")).unwrap();
    let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// What R prints in the folder of the tables; `None` where AdhereR is not installed.
fn adherer(home: &Home, program: &str) -> Option<String> {
    let there = Command::new("Rscript")
        .args(["-e", "library(AdhereR)"])
        .output();
    if !there.is_ok_and(|ran| ran.status.success()) {
        eprintln!("skipped: Rscript with AdhereR is not installed");
        return None;
    }
    fs::write(home.path("program.R"), program).unwrap();
    let ran = Command::new("Rscript")
        .arg("program.R")
        .current_dir(home.path("."))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    Some(String::from_utf8(ran.stdout).unwrap())
}

/// The worked example of `docs/adherence.md`, recorded as it happened; day n is November n + 1.
fn worked_example(home: &Home) {
    let say = |date: u32, time: &str, line: &str| {
        let line = format!("{line} --yes");
        home.say(&format!("2026-11-{date:02}T{time}:00+08:00"), &line)
            .code(0);
    };
    for date in 2..=11 {
        match date {
            10 => say(
                date,
                "08:00",
                "partly capecitabine am --units 2x500 --food kept",
            ),
            _ => say(date, "08:00", "taken capecitabine am --food kept"),
        }
        if date == 6 {
            say(
                date,
                "14:00",
                "taken capecitabine --extra --units 4x150+2x500 --food kept",
            );
        }
        match date {
            4 => say(date, "20:00", "missed capecitabine pm --reason forgot"),
            8 => say(date, "20:00", "vomited capecitabine pm --food kept"),
            11 => {}
            _ => say(date, "20:00", "taken capecitabine pm --food kept"),
        }
    }
    say(
        12,
        "07:00",
        "team hold --drug capecitabine --from 2026-11-12 --reason rash --by LN",
    );
}

fn amount_adherence(home: &Home, paths: &str) -> Vec<BTreeMap<String, String>> {
    let ran = home
        .say(NOW, &format!("adherence {paths} --format csv"))
        .code(0);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_page_reproduces_the_figure_of_adherer_and_that_of_dosebook() {
    let home = Home::with_diary();
    worked_example(&home);
    home.say(NOW, "export csv -o tables").code(0);
    let printed = amount_adherence(&home, "");
    let capecitabine = printed
        .iter()
        .find(|row| row["drug"] == "capecitabine")
        .unwrap();
    assert_eq!(capecitabine["amount_adherence_pct"], "88.13");
    if let Some(said) = adherer(&home, &block("r")) {
        assert_eq!(said, block("text"));
    }
}

#[test]
fn the_cma7_of_every_cycle_is_the_amount_adherence_where_each_day_has_the_same_amount() {
    let home = Home::new();
    home.say(NOW, "demo --lang en --participants 24 --seed 5 --out study")
        .code(0);
    home.say(NOW, "export csv study -o tables").code(0);
    let mut amounts: BTreeMap<[String; 3], Vec<String>> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(home.path("tables/dosing_days.csv")).unwrap();
    for row in reader
        .deserialize::<BTreeMap<String, String>>()
        .map(Result::unwrap)
    {
        let key = ["subject", "drug", "cycle"].map(|name| row[name].clone());
        amounts
            .entry(key)
            .or_default()
            .push(row["per_day_mg"].clone());
    }
    let program = format!("{}\nwrite.csv(courses, \"courses.csv\")\n", block("r"));
    if adherer(&home, &program).is_none() {
        return;
    }
    let mut found: BTreeMap<[String; 3], (f64, f64)> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(home.path("courses.csv")).unwrap();
    for row in reader
        .deserialize::<BTreeMap<String, String>>()
        .map(Result::unwrap)
    {
        let key = ["subject", "drug", "cycle"].map(|name| row[name].clone());
        let [days, cma] = ["window_days", "CMA7"].map(|name| row[name].parse::<f64>().unwrap());
        let (covered, all) = found.entry(key).or_default();
        *covered += cma * days;
        *all += days;
    }
    let mut compared = 0;
    for row in amount_adherence(&home, "study") {
        let key = ["subject", "drug", "cycle"].map(|name| row[name].clone());
        let same = amounts
            .get(&key)
            .filter(|of| of.windows(2).all(|two| two[0] == two[1]));
        if same.is_some() {
            let (covered, all) = found[&key];
            let wanted: f64 = row["amount_adherence_pct"].parse().unwrap();
            let share = 100.0 * covered / all;
            assert!(
                (share - wanted).abs() < 0.0051,
                "{key:?}: {share}, {wanted}"
            );
            compared += usize::from(wanted < 100.0);
        }
    }
    assert!(
        compared > 30,
        "only {compared} cycles with something missed"
    );
}
