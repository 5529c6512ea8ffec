//! What a summary says, as a page and as rows.

use super::*;
use crate::domain::adherence::AsOf;
use crate::domain::entry::Language;
use crate::domain::entry::{Author, ClockKind, Entry};
use crate::domain::ids::EntryId;
use crate::domain::participant::DiaryCopy;
use crate::domain::site::{SiteEvent, SiteOpened, SiteRecord};
use crate::domain::testing::{DiaryBuilder, date};
use crate::report::table::Form;

/// A participant who took one dose on 2 November, with these entries of the site record.
fn participant(events: &[&str]) -> Participant {
    participant_who(&["2026-11-02 am"], events, true)
}

/// A participant who took these doses, with these entries of the site record, if there is one.
pub(super) fn participant_who(doses: &[&str], events: &[&str], has_record: bool) -> Participant {
    let mut diary = DiaryBuilder::started("2026-11-02");
    for dose in doses {
        diary.dose("capecitabine", dose, "4x150+2x500");
    }
    let read = |json: &&str| SiteEvent::parse(json).unwrap();
    let opened = SiteEvent::Opened(SiteOpened::new(diary.diary().subject().clone()));
    let events = [opened].into_iter().chain(events.iter().map(read));
    let entries = (1..).zip(events).map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: "2027-06-30T10:00:00+08:00".parse().unwrap(),
        by: Author::Site {
            id: "LN".parse().unwrap(),
        },
        clock: ClockKind::System,
        event,
    });
    let record = SiteRecord::from_entries(entries).unwrap();
    let copy = DiaryCopy {
        last_seq: diary.entries().len() as u64,
        last_hash: "3f2a9c01".repeat(8),
        damaged_from: None,
        is_torn: false,
        keeps_receipt: true,
        lacks_record: false,
        is_live: false,
    };
    let cut = AsOf::EndOf(date("2026-11-22"));
    let record = has_record.then_some(record);
    Participant::new(diary.diary(), record, copy, cut)
}

fn summary(records: &[&[&str]]) -> Summary {
    let counted = records
        .iter()
        .map(|events| Counted::of(&participant(events)));
    Summary::of(counted.collect(), None).unwrap()
}

pub(super) const BASELINE: &str = r#"{"kind":"assessed","date":"2026-10-28","baseline":{"target_sum_mm":60.0,"new_lesions":false}}"#;
pub(super) const SMALLER: &str = r#"{"kind":"assessed","date":"2026-12-14","measured":{"target_sum_mm":30.0,"new_lesions":false}}"#;
pub(super) const STILL_SMALLER: &str = r#"{"kind":"assessed","date":"2027-01-25","measured":{"target_sum_mm":28.0,"new_lesions":false}}"#;
pub(super) const PROGRESSIVE_BEFORE: &str =
    r#"{"kind":"assessed","date":"2026-10-30","response":"PD"}"#;
const GROWN: &str = r#"{"kind":"assessed","date":"2027-03-08","measured":{"target_sum_mm":34.0,"new_lesions":false}}"#;
const DIARRHEA: &str = r#"{"kind":"adverse_event","term":"Diarrhea","ctcae_version":"5.0","grade":3,"onset":"2026-11-20","related":{"capecitabine":"related","utidelone":"not_known"},"serious":false,"action":{"capecitabine":"dose_reduced","utidelone":"dose_not_changed"}}"#;

pub(super) fn cells(summary: &Summary, table: &str, item: &str) -> Vec<Vec<String>> {
    let text = COLUMNS.whole(Form::Csv, |to| write(summary, to));
    let mut read = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = read.deserialize().map(|row| row.unwrap()).collect();
    let is_wanted = |row: &Vec<String>| row[0] == table && row[1] == item;
    rows.into_iter().filter(is_wanted).collect()
}

#[test]
fn measured_tumours_become_a_confirmed_response_and_times() {
    let one = summary(&[&[BASELINE, SMALLER, STILL_SMALLER, GROWN]]);
    let rate = &cells(&one, "rate", "orr")[0];
    assert_eq!(rate[6..11], ["1", "1", "100.0000", "2.5000", "100.0000"]);
    // 2 November is day 1; 34 mm are 20 % and 5 mm above the smallest sum on 8 March.
    let subject = participant(&[]).subject().to_string();
    let times = cells(&one, "participant", &subject);
    let days: Vec<[&str; 3]> = times
        .iter()
        .map(|r| [r[5].as_str(), &r[3], &r[12]])
        .collect();
    assert_eq!(
        days,
        [
            ["best:PR", "", ""],
            ["pfs", "127", "1"],
            ["os", "127", "0"],
            ["dor", "85", "1"]
        ]
    );
}

#[test]
fn the_settings_of_a_protocol_change_what_is_counted() {
    let counted = vec![Counted::of(&participant(&[BASELINE, SMALLER, GROWN]))];
    let one = |settings: &str| {
        let settings = serde_json::from_str(settings).unwrap();
        Summary::of(counted.clone(), Some(&settings)).unwrap()
    };
    let usual = one("{}");
    assert_eq!(cells(&usual, "rate", "orr")[0][6], "1");
    let own = r#"{"confirm_after_days":{"value":90,"source":"s"},"confidence_level":{"value":"0.9","source":"s"}}"#;
    let rate = |item| cells(&one(own), "rate", item)[0][6..11].to_vec();
    assert_eq!(rate("orr"), ["0", "1", "0.0000", "0.0000", "95.0000"]);
    assert_eq!(rate("dcr"), ["1", "1", "100.0000", "5.0000", "100.0000"]);
}

#[test]
fn an_adverse_event_counts_by_its_term_and_highest_grade() {
    let one = summary(&[&[DIARRHEA], &[]]);
    let rows = cells(&one, "trae_term", "Diarrhea");
    let counts: Vec<[&str; 3]> = rows.iter().map(|r| [r[2].as_str(), &r[6], &r[7]]).collect();
    assert_eq!(counts[0], ["", "1", "2"]);
    assert_eq!(counts[3], ["3", "1", "2"]);
}

#[test]
fn what_lies_behind_the_day_of_its_entry_does_not_count_and_is_listed() {
    let ahead = r#"{"kind":"died","date":"2027-07-02"}"#;
    let one = summary(&[&[ahead]]);
    let subject = participant(&[]).subject().to_string();
    let listed = cells(&one, "listed", &subject);
    assert!(
        listed
            .iter()
            .any(|row| row[5] == "in_the_future" && row[4] == "2027-07-02")
    );
    assert_eq!(cells(&one, "median_days", "os")[0][6], "0");
}

#[test]
fn a_change_of_an_adverse_event_that_lies_ahead_does_not_raise_its_grade_and_is_listed_with_its_term()
 {
    let ahead = r#"{"kind":"adverse_event_changed","event":{"seq":2,"id":"0000000000000002"},"date":"2027-07-02","grade":4}"#;
    let one = summary(&[&[DIARRHEA, ahead]]);
    let grades = cells(&one, "trae_term", "Diarrhea");
    let counts: Vec<&str> = grades.iter().map(|row| row[6].as_str()).collect();
    assert_eq!(counts, ["1", "0", "0", "1", "0", "0"]);
    let subject = participant(&[]).subject().to_string();
    let listed = cells(&one, "listed", &subject);
    let found = listed.iter().find(|row| row[5] == "in_the_future");
    let found = found.map(|row| [row[4].as_str(), &row[16]]);
    assert_eq!(found, Some(["2027-07-02", "Diarrhea"]));
}

#[test]
fn what_is_listed_names_the_start_that_the_settings_say() {
    let counted = || vec![Counted::of(&participant(&[PROGRESSIVE_BEFORE]))];
    let said = |settings: &str, language| {
        let settings = serde_json::from_str(settings).unwrap();
        let one = Summary::of(counted(), Some(&settings)).unwrap();
        let text = Text::new(language);
        let start = one.cohort.rules.start_date;
        let listed = one.cohort.oddities.iter();
        let lines: Vec<String> = listed.map(|(_, found)| text.oddity(found, start)).collect();
        lines.join("; ")
    };
    let by_cycle = r#"{"start_date":{"value":"first_cycle","source":"s"}}"#;
    let en = |settings| said(settings, Language::En);
    assert!(en("{}").contains("before the first dose"), "{}", en("{}"));
    let found = en(by_cycle);
    assert!(found.contains("before day 1 of cycle 1"), "{found}");
    assert!(!found.contains("first dose"), "{found}");
    let found = said(by_cycle, Language::ZhHans);
    assert!(found.contains("早于第1周期第1天"), "{found}");
}

#[test]
fn of_two_dates_of_death_the_one_recorded_last_counts_and_the_other_is_listed() {
    let [early, late] =
        ["2027-02-01", "2027-03-01"].map(|date| format!(r#"{{"kind":"died","date":"{date}"}}"#));
    let one = summary(&[&[&late, &early]]);
    let subject = participant(&[]).subject().to_string();
    let listed = cells(&one, "listed", &subject);
    let is_other = |row: &Vec<String>| row[5] == "two_dates_of_death" && row[4] == "2027-03-01";
    assert!(listed.iter().any(is_other), "{listed:?}");
    let twice = summary(&[&[&early, &early]]);
    let listed = cells(&twice, "listed", &subject);
    assert!(listed.iter().all(|row| row[5] != "two_dates_of_death"));
}

#[test]
fn what_was_measured_without_a_baseline_is_no_response() {
    let gone = r#"{"kind":"assessed","date":"2026-12-14","measured":{"target_sum_mm":30.0,"non_target":"complete","new_lesions":false}}"#;
    let one = summary(&[&[gone, STILL_SMALLER]]);
    let subject = participant(&[]).subject().to_string();
    assert_eq!(cells(&one, "participant", &subject)[0][5], "best:NE");
    assert_eq!(cells(&one, "rate", "dcr")[0][6], "0");
}

#[test]
fn a_response_keeps_the_entry_that_it_comes_from_when_another_does_not_count() {
    let ahead = r#"{"kind":"assessed","date":"2027-07-02","response":"PR"}"#;
    let counted = Counted::of(&participant(&[ahead, BASELINE, SMALLER, GROWN]));
    let responses = counted.member.course.assessments.iter();
    let found: Vec<(u64, &str)> = responses.map(|at| (at.seq, at.response.code())).collect();
    // Entry 1 opens the record, 2 lies ahead, 3 is the baseline; 34 mm are 4 mm above the smallest sum.
    assert_eq!(found, [(4, "PR"), (5, "PR")]);
}

#[test]
fn the_page_prints_its_arithmetic_and_its_settings() {
    for (language, name) in [(Language::En, "en"), (Language::ZhHans, "zh-Hans")] {
        let study = summary(&[
            &[BASELINE, SMALLER, STILL_SMALLER, GROWN, DIARRHEA],
            &[BASELINE, SMALLER],
            &[],
        ]);
        let parts = page(&study, Text::new(language), Marks::LINES);
        let mut words = String::new();
        for part in parts {
            match part {
                Part::Line(line) => words.push_str(&format!("{line}\n")),
                Part::Grid(rows) => {
                    for row in rows {
                        words.push_str(&format!("{}\n", row.join(" | ")));
                    }
                }
            }
        }
        insta::assert_snapshot!(format!("summary_{name}"), words);
    }
}

#[test]
fn bands_are_told_apart_by_the_exact_share() {
    let of = |part, whole| band(Measure::of(part, whole));
    assert_eq!(of(79_999, 100_000), Some(0));
    assert_eq!(of(8, 10), Some(1));
    assert_eq!(of(9, 10), Some(2));
    assert_eq!(of(949_999, 1_000_000), Some(2));
    assert_eq!(of(95, 100), Some(3));
    assert_eq!(of(0, 0), None);
}

#[test]
fn the_level_of_the_intervals_is_said_with_all_its_decimals() {
    for (level, said) in [
        ("0.5", "50"),
        ("0.95", "95"),
        ("0.975", "97.5"),
        ("0.9999", "99.99"),
    ] {
        let json = format!(r#"{{"confidence_level":{{"value":"{level}","source":"s"}}}}"#);
        let named = serde_json::from_str(&json).unwrap();
        let summary = Summary::of(Vec::new(), Some(&named)).unwrap();
        assert_eq!(summary.level(), said);
    }
}
