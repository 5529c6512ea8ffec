//! The days after the treatment, walked by rows: what is asked for, and what is not any more.

use super::testing::{Person, ended};
use super::{Block, Screen};
use crate::domain::phase::{Phase, phase};

fn where_she_stands(person: &Person) -> Phase {
    let diary = person.diary.as_ref().unwrap();
    phase(diary, diary.date_of(person.now), person.now)
}

#[test]
fn in_follow_up_no_dose_and_no_order_is_offered_and_the_days_are_counted() {
    let mut person = ended("2026-11-14 08:00");
    person.sees("Safety follow-up, day 12 of 28.");
    person.sees("Last dose: Mon 2 Nov 2026.");
    person.sees("Take no study medicine. Until day 28 only symptoms are recorded.");
    let words = person.words();
    for gone in ["capecitabine", "utidelone", "My study team told me"] {
        assert!(!words.contains(gone), "{gone} is in:\n{words}");
    }
}

#[test]
fn ruling_5_a_dose_after_the_end_is_recorded_asks_for_a_call_and_begins_the_days_again() {
    let mut person = ended("2026-11-14 08:00");
    person
        .choose("I took a study medicine")
        .choose("capecitabine")
        .choose("I took 4 x 150 mg + 2 x 500 mg")
        .choose("It was 08:00")
        .choose("Yes, record it");
    person.sees("Call your study team now");
    person.choose("Back to today");
    person.sees("An extra dose is recorded");
    person.sees("Safety follow-up, day 0 of 28.");
    person.choose("I have called them");
    let words = person.words();
    assert!(!words.contains("Pause") && !words.contains("Take fewer"));
    person.choose("Stop for good").sees("called the study team");
    person.choose("Yes, record it").choose("Back to today");
    assert!(!person.words().contains("I have called them"));
    // The treatment has not been opened again.
    assert_eq!(
        where_she_stands(&person),
        Phase::FollowUp { day: 0, of: 28 }
    );
}

#[test]
fn day_28_is_the_last_one_and_the_page_after_it_has_the_numbers_large() {
    let person = ended("2026-11-30 23:00");
    assert_eq!(
        where_she_stands(&person),
        Phase::FollowUp { day: 28, of: 28 }
    );
    let mut person = ended("2026-12-01 08:00");
    assert_eq!(*person.screen(), Screen::Today);
    person.sees("Treatment and follow-up are over.");
    for number in ["555 0100", "555 0101", "112"] {
        person.sees(number);
    }
    let rows = person.view().page.rows;
    assert!(
        rows[0].label.starts_with("Copy my diary"),
        "{}",
        rows[0].label
    );
    let blocks = person.view().page.blocks;
    assert!(!blocks.iter().any(|block| matches!(block, Block::Strip(_))));
}
