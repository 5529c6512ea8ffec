//! What has changed since the last review, and what is new.

use super::*;
use crate::domain::entry::{Corrected, CorrectionReason, EntryRef, Event, Tier};
use crate::domain::site::{Returned, SiteEvent};

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

/// What the count of 20 tablets of 500 mg on the day of the review gives, with its record.
fn counted_on_the_day(b: &DiaryBuilder, record: &mut RecordBuilder) -> EntryRef {
    let supply = |kind: &str, count: u32, more: &str| {
        format!(
            r#"{{"kind":"{kind}","drug":"{CAPECITABINE}","strength_mg":"500","lot":"A1","count":{count},"date":"2026-11-0{more}}}"#
        )
    };
    record.json(&supply("dispensed", 56, r#"2""#));
    let after = r#"3","after":{"date":"2026-11-03","period":"pm"},"kept":true"#;
    let count = record.json(&supply("returned", 20, after));
    assert!(find(b, Some(record), LATER, "tablets_differ").is_some());
    count
}

#[test]
fn a_count_is_new_if_it_was_recorded_after_the_review_whatever_its_day() {
    let (b, mut record) = reviewed();
    let count = counted_on_the_day(&b, &mut record);
    let is_new = |record: &RecordBuilder| {
        let found = find(&b, Some(record), LATER, "tablets_differ").unwrap();
        assert!(found.record.contains(&count.seq), "{found:?}");
        found.is_new
    };
    assert!(is_new(&record), "recorded behind the review");
    record.review(b.entries().len() as u64);
    assert!(!is_new(&record), "looked at on the day of the count");
    let returned = record.record().returned().next().unwrap().1.clone();
    let other = SiteEvent::Returned(Returned {
        count: 21,
        ..returned
    });
    record.push(SiteEvent::Corrected(Box::new(Corrected {
        target: count,
        replacement: Some(other),
        reason: CorrectionReason::Other,
    })));
    assert!(is_new(&record), "corrected behind the review");
}

#[test]
fn what_was_open_at_the_receipt_and_not_at_the_last_entry_alone_is_new() {
    let (b, _) = reviewed();
    let last = b.entries().len() as u64;
    // Two days after the last entry the copy was received and gone through.
    let mut record = RecordBuilder::new();
    record.at("2026-11-06 10:00").receive(last);
    record.review(last);
    let is_new = |as_of: &str| {
        let found = find(&b, Some(&record), as_of, "unrecorded").unwrap();
        found.is_new
    };
    assert!(!is_new("2026-11-06 10:00"));
    assert!(is_new("2026-11-07 10:00"));
}

#[test]
fn a_copy_that_was_looked_at_as_it_is_is_not_new_for_ever() {
    let (b, mut record) = reviewed();
    let last = b.entries().len() as u64;
    record.receive(last + 3);
    let is_new = |record: &RecordBuilder| {
        let found = find(&b, Some(record), LATER, "copy_shorter").unwrap();
        found.is_new
    };
    assert!(is_new(&record));
    record.review(last);
    assert!(!is_new(&record));
}
