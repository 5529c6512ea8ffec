//! `export html`: one file about a diary, a file for each participant of a folder, and never over anything.

use std::fs;
use std::path::Path;

use crate::support::Home;

const NOW: &str = "2026-11-04T09:00:00+08:00";

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_patient_makes_a_report_of_her_own_diary_in_its_language_or_another() {
    let home = Home::with_diary();
    home.say(
        "2026-11-02T08:10:00+08:00",
        "taken capecitabine am --food kept",
    )
    .code(0);
    let diary = home.bytes();
    home.say(NOW, "export html -o report.html")
        .code(0)
        .says("Report about participant 007: report.html");
    let report = read(&home.path("report.html"));
    assert!(report.contains("<html lang=\"en\">"));
    assert!(report.contains("taken 08:10"));
    home.say(NOW, "export html -o zh.html --lang zh-Hans")
        .code(0);
    let chinese = read(&home.path("zh.html"));
    assert!(chinese.contains("<html lang=\"zh-Hans\">"));
    assert!(chinese.contains("受试者服药日记报告"));
    // In the words of the study team, also where an entry says who made it.
    assert!(chinese.contains("<td>受试者</td>") && !chinese.contains("<td>患者</td>"));
    let printed = home.say(NOW, "export html -o -").code(0).out;
    assert_eq!(printed, report, "the same input, the same bytes");
    assert_eq!(home.bytes(), diary, "reading never writes");
}

#[test]
fn nothing_is_replaced_without_being_told_to_and_a_diary_never() {
    let home = Home::with_diary();
    fs::write(home.path("there.html"), "mine").unwrap();
    home.say(NOW, "export html -o there.html")
        .code(1)
        .complains("To replace it: --force");
    assert_eq!(read(&home.path("there.html")), "mine");
    home.say(NOW, "export html -o there.html --force").code(0);
    assert!(read(&home.path("there.html")).starts_with("<!DOCTYPE html>"));
    let diary = home.bytes();
    let line = format!("export html -o {} --force", home.diary().display());
    home.say(NOW, &line)
        .code(1)
        .complains("It is never replaced");
    assert_eq!(home.bytes(), diary);
    home.say(NOW, "export html -o no/such/folder.html").code(1);
    let left: Vec<String> = names(&home.path("."))
        .into_iter()
        .filter(|name| name.contains(".new-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_folder_has_a_file_for_each_participant_and_a_page_that_says_what_has_none() {
    let home = Home::new();
    home.say(
        NOW,
        "demo --participants 3 --out study --cycles 1 --lang en",
    )
    .code(0);
    let study = home.path("study");
    fs::write(study.join("broken.jsonl"), "<script>alert(1)</script>\n").unwrap();
    home.say(NOW, "export html study -o reports --lang en")
        .code(3)
        .says("SAMPLE DATA")
        .says("Reports about 3 participants in reports")
        .says("Without a report: 1 file");
    let reports = home.path("reports");
    assert_eq!(
        names(&reports),
        [
            "DEMO-001.html",
            "DEMO-002.html",
            "DEMO-003.html",
            "index.html",
            "study.html"
        ]
    );
    let index = read(&reports.join("index.html"));
    assert!(index.contains("<a href=\"DEMO-002.html\">DEMO-002</a>"));
    assert!(index.contains("broken.jsonl"));
    assert!(!index.contains("<script"));
    assert!(index.contains("<a href=\"study.html\">"));
    let about_all = read(&reports.join("study.html"));
    assert!(about_all.contains("<a href=\"DEMO-002.html\">DEMO-002</a>"));
    assert!(about_all.contains("broken.jsonl"));
    for subject in ["DEMO-001", "DEMO-002", "DEMO-003"] {
        let report = read(&reports.join(format!("{subject}.html")));
        let others = ["DEMO-001", "DEMO-002", "DEMO-003"];
        for other in others.into_iter().filter(|other| *other != subject) {
            assert!(!report.contains(other), "{subject} tells of {other}");
        }
    }
    home.say(NOW, "export html study -o reports --lang en")
        .code(1)
        .complains("The folder is not empty");
    let before = read(&reports.join("DEMO-001.html"));
    home.say(NOW, "export html study -o reports --lang en --force")
        .code(3);
    assert_eq!(read(&reports.join("DEMO-001.html")), before);
    assert_eq!(names(&reports).len(), 5, "no draft is left");
}

#[test]
fn a_damaged_diary_has_a_report_of_what_stands_before_the_damage() {
    let home = Home::with_diary();
    home.say(
        "2026-11-02T08:10:00+08:00",
        "taken capecitabine am --food kept",
    )
    .code(0);
    let mut bytes = home.bytes();
    let last = bytes.len() - 200;
    bytes[last] ^= 1;
    fs::write(home.path("007.jsonl"), &bytes).unwrap();
    home.say(NOW, "export html 007.jsonl -o damaged.html")
        .code(3)
        .complains("007.jsonl");
    let report = read(&home.path("damaged.html"));
    assert!(report.contains("DAMAGED from line"));
    assert!(report.contains("class=\"problem\""));
    assert!(!report.contains("taken 08:10"));
    fs::write(home.path("none.jsonl"), "no diary").unwrap();
    home.say(NOW, "export html none.jsonl -o none.html").code(3);
    assert!(!home.path("none.html").exists());
}

#[test]
fn the_page_about_the_study_alone_is_that_of_the_folder_without_its_links_and_never_over_anything()
{
    let home = Home::new();
    home.say(
        NOW,
        "demo --participants 3 --out study --cycles 1 --lang zh-Hans",
    )
    .code(0);
    let line = "study summary study --format html --lang zh-Hans";
    home.say(NOW, &format!("{line} -o alone.html"))
        .code(0)
        .says("3名受试者的研究汇总：alone.html");
    let alone = read(&home.path("alone.html"));
    assert_eq!(home.say(NOW, line).code(0).out, alone);
    home.say(NOW, "export html study -o reports --lang zh-Hans")
        .code(0);
    let mut beside = read(&home.path("reports").join("study.html"));
    for subject in ["DEMO-001", "DEMO-002", "DEMO-003"] {
        let link = format!("<a href=\"{subject}.html\">{subject}</a>");
        assert!(beside.contains(&link));
        beside = beside.replace(&link, subject);
    }
    assert_eq!(beside, alone);
    home.say(NOW, &format!("{line} -o alone.html"))
        .code(1)
        .complains("--force");
    home.say(NOW, &format!("{line} -o study/DEMO-001.jsonl --force"))
        .code(1);
    home.say(NOW, "verify study").code(0);
    home.say(NOW, &format!("{line} --force")).code(2);
    for format in ["table", "csv", "json"] {
        let line = format!("study summary study --format {format}");
        let printed = home.say(NOW, &line).code(0).out;
        home.say(NOW, &format!("{line} -o out.{format}")).code(0);
        assert_eq!(read(&home.path(&format!("out.{format}"))), printed);
    }
}

#[test]
fn a_participant_called_study_has_a_report_beside_the_page_about_the_study() {
    let home = Home::new();
    for subject in ["study", "INDEX"] {
        let line = format!(
            "--diary {subject}.jsonl setup --subject {subject} --cycle-start 2026-11-02 \
             --units capecitabine:am=4x150+2x500 --units capecitabine:pm=4x150+2x500 \
             --units utidelone:once=2x50 --phone-day 010-12345678 --phone-night 010-12345678 --emergency 120 --by LN"
        );
        home.say("2026-11-02T07:00:00+08:00", &line).code(0);
    }
    home.say(NOW, "export html study.jsonl INDEX.jsonl -o reports")
        .code(0);
    assert_eq!(
        names(&home.path("reports")),
        ["INDEX-2.html", "index.html", "study-2.html", "study.html"]
    );
    let about_all = read(&home.path("reports").join("study.html"));
    assert!(about_all.contains("<a href=\"study-2.html\">study</a>"));
}
