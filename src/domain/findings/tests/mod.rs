//! Each finding, and its silence.

mod calls;
pub(crate) mod examples;
mod file;
mod intakes;
mod orders;
mod review;
mod tablets;
mod writing;

use super::*;
use crate::domain::adherence::examples::worked_example;
use crate::domain::testing::{
    CAPECITABINE, DiaryBuilder, RecordBuilder, date, drug, moment, participant, slot,
};

/// 1600 mg.
const FULL: &str = "4x150+2x500";
/// Late enough for everything in these diaries.
const LATER: &str = "2026-11-24 12:00";

/// The codes of everything found.
fn codes(b: &DiaryBuilder, record: Option<&RecordBuilder>, as_of: &str) -> Vec<&'static str> {
    let found = findings(&participant(b, record, as_of));
    found.iter().map(|finding| finding.kind.code()).collect()
}

/// The finding of a code.
fn find(
    b: &DiaryBuilder,
    record: Option<&RecordBuilder>,
    as_of: &str,
    code: &str,
) -> Option<Finding> {
    let found = findings(&participant(b, record, as_of));
    found
        .into_iter()
        .find(|finding| finding.kind.code() == code)
}

/// The finding of a code in a diary without a site record.
fn in_diary(b: &DiaryBuilder, code: &str) -> Option<Finding> {
    find(b, None, LATER, code)
}

/// The entries that it names.
#[track_caller]
fn entries(b: &DiaryBuilder, code: &str) -> Vec<u64> {
    in_diary(b, code).map_or_else(Vec::new, |found| found.entries)
}

fn found_slot(text: &str) -> FoundSlot {
    let place = slot(text);
    FoundSlot {
        date: place.date,
        drug: drug(CAPECITABINE),
        period: Some(place.period),
    }
}

/// Day 2 of cycle 1 at 08:00, by the patient.
fn morning() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 08:00");
    b
}

#[test]
fn a_diary_kept_as_planned_gives_nothing_to_talk_about() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    for day in 2..=3 {
        b.at(&format!("2026-11-0{day} 07:00")).dose(
            "utidelone",
            &format!("2026-11-0{day} once"),
            "2x50",
        );
        b.at(&format!("2026-11-0{day} 08:00")).dose(
            CAPECITABINE,
            &format!("2026-11-0{day} am"),
            FULL,
        );
        b.at(&format!("2026-11-0{day} 20:00")).dose(
            CAPECITABINE,
            &format!("2026-11-0{day} pm"),
            FULL,
        );
    }
    let mut record = RecordBuilder::new();
    record
        .at("2026-11-03 21:00")
        .receive(b.entries().len() as u64);
    assert_eq!(codes(&b, Some(&record), "2026-11-03 21:00"), [""; 0]);
}

#[test]
fn the_worked_example_names_its_slots() {
    let b = worked_example();
    let found = in_diary(&b, "unrecorded").unwrap();
    assert_eq!(
        found.slots[0],
        FoundSlot {
            drug: drug("utidelone"),
            ..found_slot("2026-11-02 once")
        }
    );
    let capecitabine: Vec<FoundSlot> = found
        .slots
        .into_iter()
        .filter(|slot| slot.drug == drug(CAPECITABINE))
        .collect();
    assert_eq!(capecitabine, [found_slot("2026-11-11 pm")]);
    let extra = in_diary(&b, "extra_doses").unwrap();
    assert_eq!(extra.slots, [found_slot("2026-11-06 am")]);
    assert_eq!(extra.entries.len(), 1);
    assert_eq!(entries(&b, "dose_unreported"), extra.entries);
}

#[test]
fn the_most_urgent_stand_first_and_each_kind_once_in_its_place() {
    let mut b = morning();
    b.symptom(crate::domain::entry::Tier::ReportSoon);
    b.symptom(crate::domain::entry::Tier::CallNow);
    b.dose(CAPECITABINE, "2026-11-03 am", FULL);
    b.symptom(crate::domain::entry::Tier::Emergency);
    b.at("2026-11-03 09:00")
        .dose(CAPECITABINE, "2026-11-03 pm", "8x500");
    let found = findings(&participant(&b, None, LATER));
    let kinds: Vec<_> = found.iter().map(|finding| finding.kind.code()).collect();
    assert_eq!(
        kinds,
        [
            "emergency_unreported",
            "symptom_unreported",
            "dose_unreported",
            "doses_while_warned",
            "report_soon",
            "too_large_doses",
            "unrecorded",
            "copy_not_received",
        ]
    );
    let urgencies: Vec<_> = found.iter().map(|found| found.kind.urgency()).collect();
    assert!(urgencies.is_sorted(), "{urgencies:?}");
    assert_eq!(found, findings(&participant(&b, None, LATER)));
}

#[test]
fn every_kind_has_its_code_and_its_place() {
    let codes = examples::one_of_each();
    let codes: Vec<_> = codes.iter().map(|finding| finding.kind.code()).collect();
    assert_eq!(codes, FindingKind::CODES);
}

#[test]
fn every_kind_is_explained_in_the_document() {
    let document = include_str!("../../../../docs/findings.md");
    for code in FindingKind::CODES {
        let row = format!("| `{code}` |");
        assert_eq!(document.matches(&row).count(), 1, "{row}");
    }
    let rows = document.lines().filter(|line| line.starts_with("| `"));
    assert_eq!(rows.count(), FindingKind::CODES.len());
}
