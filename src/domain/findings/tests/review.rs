//! What has changed since the last review, and what is new.

use super::*;
use crate::domain::entry::{Event, Tier};

/// A diary of the second day, reviewed in the evening up to its last entry.
fn reviewed() -> (DiaryBuilder, RecordBuilder) {
    let mut b = morning();
    b.dose(CAPECITABINE, "2026-11-03 am", FULL);
    b.symptom(Tier::CallNow);
    let last = b
        .at("2026-11-03 20:00")
        .dose(CAPECITABINE, "2026-11-03 pm", FULL);
    let mut record = RecordBuilder::new();
    record.at("2026-11-03 21:00").receive(last.seq);
    record.review(last.seq);
    (b, record)
}

fn changed(b: &DiaryBuilder, record: &RecordBuilder) -> Vec<u64> {
    let found = find(b, Some(record), LATER, "changed_after_review");
    found.map_or_else(Vec::new, |found| found.entries)
}

#[test]
fn without_a_review_nothing_is_new_and_nothing_changed() {
    let (mut b, _) = reviewed();
    b.withdraw(b.entries()[4].reference());
    let found = findings(&participant(&b, None, LATER));
    assert!(!found.is_empty() && found.iter().all(|finding| !finding.is_new));
    assert_eq!(in_diary(&b, "changed_after_review"), None);
}

#[test]
fn ruling_22_what_was_corrected_or_added_after_the_review_is_listed() {
    let (mut b, record) = reviewed();
    assert_eq!(changed(&b, &record), [0; 0]);
    // Of the reviewed day itself and after it: no change of what was looked at.
    b.at("2026-11-04 09:00")
        .missed("utidelone", "2026-11-03 once");
    b.dose(CAPECITABINE, "2026-11-04 am", FULL);
    assert_eq!(changed(&b, &record), [0; 0]);
    let older = b.missed("utidelone", "2026-11-02 once");
    let root = b.entries()[4].reference();
    let withdrawn = b.withdraw(root);
    let hold = b.by_site().hold(&[CAPECITABINE], "2026-11-02 pm");
    assert_eq!(changed(&b, &record), [older.seq, withdrawn.seq, hold.seq]);
}

#[test]
fn a_correction_of_something_newer_than_the_review_is_no_change_of_it() {
    let (mut b, record) = reviewed();
    let newer = b
        .at("2026-11-04 09:00")
        .dose(CAPECITABINE, "2026-11-04 am", FULL);
    let other = Event::Dose(b.intake(CAPECITABINE, "2026-11-04 am", "2x500"));
    b.correct(newer, other);
    assert_eq!(changed(&b, &record), [0; 0]);
}

#[test]
fn the_newest_review_that_counts_holds() {
    let (mut b, mut record) = reviewed();
    let older = b
        .at("2026-11-05 09:00")
        .missed(CAPECITABINE, "2026-11-02 am");
    assert_eq!(changed(&b, &record), [older.seq]);
    let second = record.at("2026-11-05 10:00").review(older.seq);
    assert_eq!(changed(&b, &record), [0; 0]);
    record.withdraw(second);
    assert_eq!(changed(&b, &record), [older.seq]);
}

#[test]
fn a_finding_is_new_if_it_names_something_that_was_not_there() {
    let (mut b, record) = reviewed();
    let is_new = |b: &DiaryBuilder, as_of: &str, code: &str| {
        find(b, Some(&record), as_of, code).unwrap().is_new
    };
    // The symptom and the evening dose stood there at the review.
    assert!(!is_new(&b, "2026-11-03 21:00", "symptom_unreported"));
    assert!(!is_new(&b, "2026-11-03 21:00", "doses_while_warned"));
    // On the fourth at 04:00 the slots of the second are over, which were open at the review.
    assert!(is_new(&b, "2026-11-04 05:00", "unrecorded"));
    b.at("2026-11-04 08:00")
        .dose(CAPECITABINE, "2026-11-04 am", FULL);
    assert!(is_new(&b, "2026-11-04 09:00", "doses_while_warned"));
    assert!(!is_new(&b, "2026-11-04 09:00", "symptom_unreported"));
}

#[test]
fn a_review_of_entries_that_this_copy_does_not_have_is_left_out() {
    let (b, mut record) = reviewed();
    record.review(4000);
    assert!(
        findings(&participant(&b, Some(&record), LATER))
            .iter()
            .all(|f| !f.is_new)
    );
}
