//! Told orders, raises, back-dated orders, and confirmations in the site record.

use super::*;
use crate::domain::adherence::RowStatus;
use crate::domain::entry::Event;
use crate::domain::orders::Pause;

#[test]
fn a_told_order_is_found_until_staff_confirm_it_in_either_file() {
    let mut b = morning();
    let told = b.told().hold(&[CAPECITABINE], "2026-11-03 pm");
    assert_eq!(entries(&b, "orders_unconfirmed"), [told.seq]);
    let mut record = RecordBuilder::new();
    record.receive(told.seq);
    assert!(codes(&b, Some(&record), LATER).contains(&"orders_unconfirmed"));
    record.confirm(&[told]);
    assert!(!codes(&b, Some(&record), LATER).contains(&"orders_unconfirmed"));
    b.by_site().confirm(&[told]);
    assert_eq!(entries(&b, "orders_unconfirmed"), [0; 0]);
}

/// How many held slots are held by an order that nobody has confirmed.
fn held_unconfirmed(b: &DiaryBuilder, record: &RecordBuilder) -> u64 {
    let participant = participant(b, Some(record), "2026-11-06 12:00");
    let of_drug = participant.adherence.drugs.iter();
    let mut counts = of_drug.map(|of| of.all.measures.counts.held_unconfirmed);
    let count = counts.find(|count| *count > 0).unwrap_or(0);
    let rows = participant.adherence.ledger.iter();
    let held = rows.filter(|row| row.status == RowStatus::Held && row.unconfirmed);
    assert_eq!(held.count() as u64, count);
    count
}

#[test]
fn ruling_6_a_told_hold_confirmed_in_the_site_record_is_no_longer_held_unconfirmed() {
    let mut b = morning();
    let told = b.told().hold(&[CAPECITABINE], "2026-11-03 pm");
    let mut record = RecordBuilder::new();
    record.receive(told.seq);
    assert!(held_unconfirmed(&b, &record) > 0);
    let confirmed = record.confirm(&[told]);
    assert_eq!(held_unconfirmed(&b, &record), 0);
    record.withdraw(confirmed);
    assert!(held_unconfirmed(&b, &record) > 0);
}

#[test]
fn ruling_6_a_correction_behind_the_last_receipt_is_newer_than_the_confirmation() {
    let mut b = morning();
    let told = b.told().hold(&[CAPECITABINE], "2026-11-03 pm");
    let mut record = RecordBuilder::new();
    record.receive(told.seq);
    record.confirm(&[told]);
    let earlier = Event::parse(
        r#"{"kind":"held","drugs":["capecitabine"],"from":{"date":"2026-11-03","period":"am"},"told":true}"#,
    );
    b.at("2026-11-04 09:00").correct(told, earlier.unwrap());
    assert!(held_unconfirmed(&b, &record) > 0);
    // The copy with the correction is received: the confirmation before it still does not mean it.
    record.receive(told.seq + 1);
    assert!(held_unconfirmed(&b, &record) > 0);
    record.confirm(&[told]);
    assert_eq!(held_unconfirmed(&b, &record), 0);
}

#[test]
fn a_confirmation_of_another_diary_confirms_nothing() {
    let mut b = morning();
    let told = b.told().hold(&[CAPECITABINE], "2026-11-03 pm");
    let mut record = RecordBuilder::new();
    record.receive(told.seq);
    let mut other = told;
    other.id = "00000000000000ff".parse().unwrap();
    record.confirm(&[other]);
    assert!(held_unconfirmed(&b, &record) > 0);
    let mut unread = told;
    unread.seq = 4000;
    record.confirm(&[unread]);
    assert!(held_unconfirmed(&b, &record) > 0);
}

#[test]
fn further_entries_keep_what_was_confirmed_in_the_site_record() {
    let mut b = morning();
    let told = b.told().hold(&[CAPECITABINE], "2026-11-03 pm");
    let mut record = RecordBuilder::new();
    record.receive(told.seq);
    record.confirm(&[told]);
    let mut diary = b
        .diary()
        .with_confirmations(record.record().confirmations());
    assert_eq!(diary.unconfirmed(), []);
    b.meal();
    diary.apply(b.entries().last().cloned());
    assert_eq!(diary.history().len(), b.entries().len());
    assert_eq!(diary.unconfirmed(), []);
    let (order, pause) = diary.course(drug(CAPECITABINE)).pauses[0];
    assert!(order.told && !order.unconfirmed && pause == Pause::Held);
}

#[test]
fn a_raise_after_a_reduction_is_found_whatever_its_reason() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-04 09:00");
    let both = |amount| [("am", amount), ("pm", amount)];
    b.prescribe(CAPECITABINE, "2026-11-05 am", &both("5x500"));
    assert_eq!(entries(&b, "re_escalation"), [0; 0]);
    b.prescribe(CAPECITABINE, "2026-11-06 am", &both("2x500"));
    // The same amount in other strengths.
    b.prescribe(CAPECITABINE, "2026-11-07 am", &both("1x1000"));
    assert_eq!(entries(&b, "re_escalation"), [0; 0]);
    let raised = b.prescribe(CAPECITABINE, "2026-11-08 am", &both("3x500"));
    assert_eq!(entries(&b, "re_escalation"), [raised.seq]);
}

#[test]
fn an_order_is_back_dated_when_its_first_slot_was_over_as_it_was_given() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-04 11:59")
        .hold(&[CAPECITABINE], "2026-11-04 am");
    b.resume(&[CAPECITABINE], "2026-11-05 am");
    assert_eq!(entries(&b, "orders_back_dated"), [0; 0]);
    let late = b
        .at("2026-11-06 12:00")
        .hold(&[CAPECITABINE], "2026-11-06 am");
    b.given_at("2026-11-07 09:00")
        .resume(&[CAPECITABINE], "2026-11-07 am");
    let start = b.at("2026-11-24 09:00").start_cycle(2, "2026-11-23");
    assert_eq!(entries(&b, "orders_back_dated"), [late.seq, start.seq]);
}
