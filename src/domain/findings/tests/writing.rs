//! Sittings, clocks, corrections, staff.

use super::*;
use crate::domain::entry::{ClockKind, Event};

/// Records missed doses of these dates, one a minute from a moment on.
fn sitting(b: &mut DiaryBuilder, at: &str, slots: &[&str]) -> Vec<u64> {
    b.at(at);
    let mut entries = Vec::new();
    for slot in slots {
        entries.push(b.missed(CAPECITABINE, slot).seq);
        b.at_moment(b.now() + chrono::TimeDelta::minutes(1));
    }
    entries
}

const THREE: [&str; 3] = ["2026-11-02 am", "2026-11-03 am", "2026-11-04 am"];

#[test]
fn doses_of_three_dates_in_one_sitting_are_a_batch() {
    let mut b = morning();
    let batch = sitting(&mut b, "2026-11-04 19:00", &THREE);
    let found = in_diary(&b, "batch_entries").unwrap();
    let kind = FindingKind::BatchEntries {
        sittings: 1,
        before_visit: 0,
    };
    assert_eq!((found.kind, found.entries), (kind, batch));
    assert_eq!(found.slots, THREE.map(found_slot));
}

#[test]
fn two_dates_or_two_sittings_or_staff_make_no_batch() {
    let mut b = morning();
    sitting(
        &mut b,
        "2026-11-03 19:00",
        &["2026-11-02 am", "2026-11-02 pm", "2026-11-03 am"],
    );
    sitting(&mut b, "2026-11-03 19:30", &["2026-11-04 am"]);
    assert_eq!(in_diary(&b, "batch_entries"), None);
    b.by_site();
    sitting(&mut b, "2026-11-04 19:00", &THREE);
    assert_eq!(in_diary(&b, "batch_entries"), None);
}

#[test]
fn corrections_of_many_dates_in_one_sitting_are_a_batch_of_their_roots() {
    let mut b = morning();
    let mut roots = Vec::new();
    for slot in THREE {
        b.at(&format!("{} 12:00", &slot[..10]));
        roots.push(b.missed(CAPECITABINE, slot));
    }
    b.at("2026-11-04 20:00");
    for (root, slot) in roots.iter().zip(THREE) {
        let taken = Event::Dose(b.intake(CAPECITABINE, slot, FULL));
        b.correct(*root, taken);
    }
    let expected: Vec<u64> = roots.iter().map(|root| root.seq).collect();
    assert_eq!(entries(&b, "batch_entries"), expected);
}

#[test]
fn a_batch_is_before_a_visit_up_to_two_days_ahead_of_it() {
    let before_visit = |visit: &str| {
        let mut b = morning();
        sitting(&mut b, "2026-11-04 19:00", &THREE);
        let mut record = RecordBuilder::new();
        record.at("2026-11-20 09:00");
        record.json(&format!(r#"{{"kind":"visited","date":"{visit}"}}"#));
        let found = find(&b, Some(&record), LATER, "batch_entries").unwrap();
        match found.kind {
            FindingKind::BatchEntries { before_visit, .. } => before_visit,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(before_visit("2026-11-03"), 0);
    assert_eq!(before_visit("2026-11-04"), 1);
    assert_eq!(before_visit("2026-11-06"), 1);
    assert_eq!(before_visit("2026-11-07"), 0);
}

#[test]
fn a_receipt_is_a_visit_too() {
    let mut b = morning();
    sitting(&mut b, "2026-11-04 19:00", &THREE);
    let mut record = RecordBuilder::new();
    record.at("2026-11-05 09:00").receive(8);
    let kind = find(&b, Some(&record), LATER, "batch_entries")
        .unwrap()
        .kind;
    assert_eq!(
        kind,
        FindingKind::BatchEntries {
            sittings: 1,
            before_visit: 1
        }
    );
}

#[test]
fn a_clock_set_back_is_found_and_one_put_right_by_minutes_is_not() {
    let mut b = morning();
    b.meal();
    b.at("2026-11-03 07:55").meal();
    let found = in_diary(&b, "clock_set_back").unwrap();
    assert_eq!(found.entries, [b.entries().len() as u64]);
    let mut b = morning();
    b.meal();
    b.at("2026-11-03 07:56").meal();
    assert_eq!(in_diary(&b, "clock_set_back"), None);
    let back = b.at("2026-11-01 07:56").meal();
    b.at("2026-11-01 08:56").meal();
    let kind = FindingKind::ClockSetBack {
        longest: chrono::TimeDelta::days(2),
    };
    let found = in_diary(&b, "clock_set_back").unwrap();
    assert_eq!((found.kind, found.entries), (kind, vec![back.seq]));
}

#[test]
fn a_changed_zone_is_no_clock_set_back() {
    let mut b = morning();
    b.meal();
    let west = b.at("2026-11-03 04:00 +01:00").meal();
    b.at("2026-11-03 05:00 +01:00").meal();
    assert_eq!(in_diary(&b, "clock_set_back"), None);
    assert_eq!(entries(&b, "zone_changed"), [west.seq]);
}

#[test]
fn entries_under_a_fixed_clock_are_found() {
    let mut b = morning();
    assert_eq!(in_diary(&b, "clock_fixed"), None);
    let fixed = b.clock(ClockKind::Fixed).meal();
    b.clock(ClockKind::System).meal();
    assert_eq!(entries(&b, "clock_fixed"), [fixed.seq]);
}

#[test]
fn corrected_and_withdrawn_entries_are_named_with_what_was_put_in_their_place() {
    let mut b = morning();
    let meal = b.meal();
    let other = b.meal();
    assert_eq!(in_diary(&b, "corrections"), None);
    let withdrawn = b.withdraw(other);
    let now = Event::Meal(crate::domain::entry::Meal { ended_at: b.now() });
    let first = b.correct(meal, now.clone());
    let second = b.correct(meal, now);
    let found = in_diary(&b, "corrections").unwrap();
    assert_eq!(found.kind, FindingKind::Corrections { corrected: 2 });
    let named = [meal, other, withdrawn, first, second];
    assert_eq!(found.entries, named.map(|entry| entry.seq));
}

#[test]
fn a_correction_that_is_not_allowed_is_none() {
    let mut b = DiaryBuilder::started("2026-11-02");
    let by_staff = b.meal();
    b.by_patient().withdraw(by_staff);
    assert_eq!(in_diary(&b, "corrections"), None);
}

#[test]
fn entries_by_staff_are_found_behind_the_set_up() {
    let mut b = DiaryBuilder::started("2026-11-02");
    assert_eq!(in_diary(&b, "site_entries"), None);
    b.by_patient().meal();
    let hold = b.by_site().hold(&[CAPECITABINE], "2026-11-03 am");
    b.by_patient().meal();
    assert_eq!(entries(&b, "site_entries"), [hold.seq]);
}

#[test]
fn entries_by_staff_on_a_day_without_a_visit_are_asked_about_where_visits_are_known() {
    let mut b = morning();
    b.meal();
    b.by_site().hold(&[CAPECITABINE], "2026-11-03 pm");
    b.at("2026-11-05 09:00")
        .resume(&[CAPECITABINE], "2026-11-05 pm");
    let kind =
        |record: Option<&RecordBuilder>| find(&b, record, LATER, "site_entries").unwrap().kind;
    assert_eq!(kind(None), FindingKind::SiteEntries { off_visit: 0 });
    let mut record = RecordBuilder::new();
    assert_eq!(kind(Some(&record)).urgency(), Urgency::Note);
    record
        .at("2026-11-05 10:00")
        .receive(b.entries().len() as u64);
    let found = kind(Some(&record));
    assert_eq!(found, FindingKind::SiteEntries { off_visit: 1 });
    assert_eq!(found.urgency(), Urgency::Ask);
    record.json(r#"{"kind":"visited","date":"2026-11-03"}"#);
    assert_eq!(
        kind(Some(&record)),
        FindingKind::SiteEntries { off_visit: 0 }
    );
}
