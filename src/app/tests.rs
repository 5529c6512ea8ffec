//! What the screens do, without a terminal.

use proptest::prelude::*;

use super::dose_tests::status;
use super::testing::{Person, day_3};
use super::{Effect, Failure, Press, Saved, Screen};
use crate::domain::decide::{Command, decide};
use crate::domain::entry::{Author, Language, Outcome as Happened};
use crate::domain::slots::Status;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, moment};

pub(super) fn morning() -> Person {
    Person::before(day_3(), "2026-11-04 08:12")
}

#[test]
fn taking_back_is_a_row_of_its_own_with_one_confirmation() {
    let mut person = morning();
    person.choose("capecitabine").choose("I have taken it now");
    person.choose("Yes").choose("Yes, record it");
    person.choose("Take this entry back").sees("Is this right?");
    assert_eq!(person.recorded(), 1);
    person.choose("Yes, record it");
    assert_eq!(status(&person), Status::Due);
    // No undo of undo.
    let rows = person.view().page.rows;
    assert!(rows.iter().all(|row| row.label != "Take this entry back"));
}

#[test]
fn backspace_and_escape_only_go_back_and_write_nothing() {
    let mut person = morning();
    person.choose("capecitabine").choose("I have taken it now");
    person.choose("Yes").choose("Yes, record it");
    for key in [Press::Back, Press::Erase, Press::Back, Press::Erase] {
        person.press(key);
    }
    assert_eq!(person.recorded(), 1);
    assert_eq!(*person.screen(), Screen::Today);
    assert_eq!(status(&person), Status::Taken);
}

#[test]
fn defect_double_press_a_second_press_within_700_ms_is_the_same_press_however_long_the_key_is_held()
{
    let mut person = morning();
    person.press(Press::Enter);
    let open = person.screen().clone();
    for _ in 0..200 {
        person.press_after(Press::Enter, 33);
    }
    assert_eq!(*person.screen(), open);
    person.press_after(Press::Enter, 701);
    assert_ne!(*person.screen(), open);
    let cursor = person.view().cursor;
    person
        .press_after(Press::Down, 10)
        .press_after(Press::Down, 10);
    assert_eq!(person.view().cursor, cursor + 2, "arrows may repeat");
}

#[test]
fn what_was_not_saved_is_said_and_can_be_recorded_again_when_there_is_room() {
    let mut person = morning();
    person.cannot_write = Some(Failure {
        saved: Saved::No,
        lines: vec!["The disk is full.".to_owned()],
    });
    person
        .choose("capecitabine tablets, morning")
        .choose("I did not take it")
        .choose("I forgot")
        .choose("Yes, record it");
    person.sees("This is NOT saved.").sees("The disk is full.");
    assert_eq!(status(&person), Status::Due, "nothing is shown as recorded");
    person.cannot_write = None;
    person.press(Press::Back).choose("Yes, record it");
    person.sees("Recorded 08:12");
    assert_eq!(status(&person), Status::Missed);
}

#[test]
fn enter_pressed_again_and_again_never_closes_a_warning() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", "4x150+4x500");
    let mut person = Person::before(diary.diary(), "2026-11-02 09:00");
    for _ in 0..12 {
        person.press(Press::Enter);
    }
    assert_eq!(person.recorded(), 0);
}

#[test]
fn a_diary_that_changed_in_between_is_asked_about_again() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .choose("I have taken it now")
        .choose("Yes");
    // Another window records the same dose.
    let by = Author::Patient {};
    let Screen::Ask(pending) = person.screen().clone() else {
        panic!("no confirmation");
    };
    let written = person.entries(&by, &pending.decision.events);
    person.diary.as_mut().unwrap().apply(written);
    person.choose("Yes, record it");
    person.sees("The diary has changed in the meantime.");
    person.choose("Back").sees("taken 08:12");
}

#[test]
fn a_clock_that_went_back_is_asked_about_before_anything_is_recorded() {
    let mut person = Person::before(day_3(), "2026-11-06 08:12");
    person.now = moment("2026-11-05 08:12");
    person.wait(1);
    person
        .choose("I have finished eating")
        .sees("The clock of this computer has changed.");
    person
        .choose("Yes, it is right")
        .choose("Yes")
        .choose("Yes, record it");
    assert_eq!(person.recorded(), 1);
}

#[test]
fn midnight_and_four_in_the_morning_follow_without_a_key() {
    let mut person = Person::before(day_3(), "2026-11-04 23:59");
    person.wait(2);
    assert_eq!(person.view().top[1], "Cycle 1, day 3 of 21");
    assert!(person.view().top[2].starts_with("Thu 5 Nov"));
    person.wait(4 * 60);
    assert_eq!(person.view().top[1], "Cycle 1, day 4 of 21");
}

#[test]
fn after_ten_idle_minutes_the_page_of_the_day_is_back() {
    let mut person = morning();
    person.choose("capecitabine tablets, morning");
    person.wait(9);
    assert_ne!(*person.screen(), Screen::Today);
    person.wait(1);
    assert_eq!(*person.screen(), Screen::Today);
}

#[test]
fn a_damaged_diary_shows_the_numbers_and_records_nothing() {
    let mut person = morning();
    person.damaged_from = Some(9);
    let (_, banner) = person.view().banner.unwrap();
    assert!(banner.contains("May be out of date"), "{banner}");
    assert!(banner.contains("Write it on paper"), "{banner}");
    let rows = person.view().page.rows;
    assert!(
        rows.iter()
            .all(|row| row.label != "My study team told me ...")
    );
    person.choose("capecitabine tablets, morning");
    assert_eq!(person.view().page.rows.len(), 1, "only back");
}

#[test]
fn the_language_changes_in_place_and_what_is_stored_are_codes() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .press(Press::Language);
    person.sees("刚刚服了，08:12").press(Press::Letter('l'));
    person.sees("I have taken it now, 08:12");
    assert_eq!(person.diary.as_ref().unwrap().language(), Language::En);
}

#[test]
fn every_page_of_a_patient_has_both_numbers_and_says_that_nobody_is_watching() {
    let mut person = morning();
    for rows in 0..person.view().page.rows.len() {
        let mut person = morning();
        for _ in 0..rows {
            person.press(Press::Down);
        }
        person.press(Press::Enter);
        let foot = person.view().foot.join(" ");
        for words in ["555 0100", "555 0101", "Nobody is watching it."] {
            assert!(foot.contains(words), "{foot}");
        }
    }
    person.press(Press::Help).sees("3f2a9c01");
}

fn any_press() -> impl Strategy<Value = Press> {
    prop_oneof![
        3 => Just(Press::Up),
        6 => Just(Press::Down),
        2 => Just(Press::Left),
        2 => Just(Press::Right),
        8 => Just(Press::Enter),
        1 => Just(Press::Back),
        1 => Just(Press::Erase),
        1 => Just(Press::Help),
        1 => Just(Press::Language),
        1 => any::<char>().prop_map(Press::Letter),
    ]
}

proptest! {
    #[test]
    fn nothing_is_recorded_but_from_a_page_that_confirms_it(
        presses in proptest::collection::vec((any_press(), 0_u64..2000), 0..120),
        first in any::<bool>(),
    ) {
        let mut person = if first {
            Person::first(None, "2026-11-04 08:12")
        } else {
            morning()
        };
        for (press, ms) in presses {
            let confirming = person.model.is_confirming();
            let before = person.effects.len();
            person.press_after(press, ms);
            for effect in &person.effects[before..] {
                let writes = matches!(effect, Effect::Record { .. } | Effect::Create { .. });
                prop_assert!(!writes || confirming, "{effect:?}");
            }
            let view = person.view();
            prop_assert!(view.cursor < view.page.rows.len().max(1));
        }
    }
}

#[test]
fn what_is_confirmed_is_what_is_written() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .choose("I took it and vomited");
    person.choose("It was 08:12").choose("No");
    let Screen::Ask(pending) = person.screen().clone() else {
        panic!("no confirmation");
    };
    person.choose("Yes, record it");
    let Some(Effect::Record {
        by,
        command,
        decision,
        decided_at,
    }) = person.effects.last().cloned()
    else {
        panic!("nothing recorded");
    };
    assert_eq!(decision, pending.decision);
    let Command::Dose(dose) = &command else {
        panic!("no dose");
    };
    assert_eq!(dose.outcome, Happened::Vomited);
    assert_eq!(decide(&day_3(), &by, &command, decided_at), Ok(decision));
}

#[test]
fn help_opens_at_its_top_and_the_keys_have_a_page_of_their_own() {
    let mut person = Person::before(day_3(), "2026-11-04 08:12");
    person.press(Press::Help).sees("Nobody is watching it");
    person.choose("Keys and mouse").sees("are enough");
    person.press(Press::Enter);
    assert_eq!(*person.screen(), Screen::Help);
}
