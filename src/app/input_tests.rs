//! Presses, clicks and pasted text that count and that do not; the bell and its title.

use super::testing::{Person, day_3};
use super::{Action, Forgotten, Part, Press, Row, RowKind, Screen};
use crate::domain::calendar::Period;
use crate::domain::diary::Diary;
use crate::domain::entry::{Language, Settings};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment};

fn morning() -> Person {
    Person::before(day_3(), "2026-11-04 08:12")
}

#[test]
fn a_key_after_a_rest_is_not_taken_for_a_page_that_slept_with_the_machine() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .choose("I did not take it")
        .choose("I forgot")
        .sees("Is this right?");
    // No tick came: the lid was closed.
    person.now = moment("2026-11-05 08:30");
    person.press_after(Press::Enter, 24 * 60 * 60 * 1000);
    assert_eq!(*person.screen(), Screen::Today);
    assert_eq!(person.recorded(), 0);
    let [_, day, _] = person.view().top;
    assert!(day.contains("day 4"), "{day}");
    let mut person = morning();
    person.press_after(Press::Down, 24 * 60 * 60 * 1000);
    assert_ne!(person.view().cursor, 0, "on the page of the day it counts");
}

#[test]
fn a_hand_that_touches_two_keys_at_once_presses_once() {
    let mut person = morning();
    person.choose("capecitabine tablets, morning");
    let before = person.screen().clone();
    person.press(Press::Enter);
    let after = person.screen().clone();
    assert_ne!(before, after);
    for _ in 0..5 {
        for press in [Press::Letter(';'), Press::Enter] {
            person.press_after(press, 90);
        }
    }
    assert_eq!(*person.screen(), after);
}

/// The row's place by the beginning of its words.
fn row(person: &Person, label: &str) -> usize {
    let rows = person.view().page.rows;
    rows.iter()
        .position(|row| row.label.starts_with(label))
        .unwrap()
}

#[test]
fn the_second_half_of_a_double_click_never_confirms() {
    for ms in [0, 90, 500, 900] {
        let mut person = morning();
        for label in ["capecitabine tablets, morning", "I did not take it"] {
            let at = row(&person, label);
            person.click_after(at, Part::Whole, 2000);
        }
        let at = row(&person, "I forgot");
        person.click_after(at, Part::Whole, 2000);
        assert!(person.model.is_confirming());
        // However often, wherever it falls, with the wheel touched and with Enter behind it.
        for at in 0..2 {
            person.click_after(at, Part::Whole, ms);
            person.act(Action::Wheel { up: true });
            person.press_after(Press::Enter, ms.min(600));
        }
        assert!(person.model.is_confirming(), "{ms} ms");
        assert_eq!(person.recorded(), 0, "{ms} ms");
        let at = row(&person, "Yes, record it");
        person.click_after(at, Part::Whole, 1500);
        assert_eq!(person.recorded(), 1, "a click of its own does");
        person.click_after(at, Part::Whole, ms);
        assert!(
            matches!(person.screen(), Screen::Recorded(_)),
            "what was written stays to be read"
        );
    }
}

#[test]
fn a_value_changes_with_clicks_but_not_with_the_click_that_opened_its_page() {
    let mut person = morning();
    person.choose("capecitabine tablets, morning");
    let at = row(&person, "I took only part of it");
    person.click_after(at, Part::Whole, 2000);
    let values = |person: &Person| {
        let rows = person.view().page.rows;
        let value = |row: &Row<()>| match &row.kind {
            RowKind::Step { value, .. } => Some(value.clone()),
            RowKind::Act(_) | RowKind::Roam(_) | RowKind::Type { .. } => None,
        };
        rows.iter().filter_map(value).collect::<Vec<_>>()
    };
    let before = values(&person);
    person.click_after(0, Part::Less, 300);
    assert_eq!(values(&person), before, "the second half of a double click");
    person.click_after(0, Part::Less, 1500);
    let once = values(&person);
    assert_ne!(once, before);
    person.click_after(0, Part::Less, 80);
    assert_ne!(values(&person), once, "as quickly as arrows");
    person.click_after(0, Part::More, 80);
    assert_eq!(values(&person), once);
    person.click_after(0, Part::Whole, 80);
    assert_eq!(values(&person), once, "beside the value nothing changes");
    person.click_after(99, Part::Whole, 80);
}

#[test]
fn pasted_text_goes_into_a_text_field_without_its_lines_and_controls_and_nowhere_else() {
    let mut person = morning();
    person.choose("capecitabine tablets, morning");
    let before = person.view();
    person.act(Action::Paste("\r\r\r\rq\u{3}".to_owned()));
    assert_eq!(person.view(), before);
    let mut person = Person::first(Some(Language::En), "2026-11-02 07:00");
    person.choose("Set up with your study team");
    let pasted = format!("\u{1b}[2J0\u{202e}07\r\rNEXT{}", "x".repeat(100_000));
    person.act(Action::Paste(pasted));
    let RowKind::Type { value, .. } = &person.view().page.rows[0].kind else {
        panic!("no text field");
    };
    assert_eq!(value, "[2J007");
    person.act(Action::Paste("y".repeat(100_000)));
    let RowKind::Type { value, .. } = &person.view().page.rows[0].kind else {
        panic!("no text field");
    };
    assert_eq!(value.len(), 32);
}

fn with_bell(diary: Diary, now: &str) -> Person {
    let mut person = Person::before(diary, now);
    person.choices.preferences.bell = true;
    person.wait(0);
    person
}

#[test]
fn a_due_dose_rings_once_and_the_title_names_no_medicine() {
    let mut person = with_bell(day_3(), "2026-11-04 08:12");
    assert_eq!(person.rings(), 1, "the morning dose is due");
    let title = person.view().title.unwrap();
    assert_eq!(title, "dosebook: something is due");
    for _ in 0..30 {
        person.wait(10).press(Press::Down);
    }
    assert_eq!(person.rings(), 1, "never again for the same dose");
    person.choose("capecitabine tablets, morning");
    person.choose("I did not take it").choose("I forgot");
    person.choose("Yes, record it");
    assert_eq!(person.view().title, None, "it is recorded");
    person.wait(12 * 60);
    assert_eq!(person.rings(), 2, "the evening dose");
}

#[test]
fn nothing_rings_while_it_is_switched_off_or_something_is_to_be_cleared_up_first() {
    let due = "2026-11-04 08:12";
    let silent = |person: &Person| {
        assert_eq!(person.rings(), 0);
        assert_eq!(person.view().title, None);
    };
    silent(&morning());
    let mut held = DiaryBuilder::started("2026-11-02");
    held.by_site().at("2026-11-03 09:00");
    held.hold(&[CAPECITABINE, UTIDELONE], "2026-11-03 am");
    silent(&with_bell(held.diary(), due));
    let mut stopped = DiaryBuilder::started("2026-11-02");
    stopped.by_site().at("2026-11-03 09:00");
    stopped.stop(&[CAPECITABINE, UTIDELONE], "2026-11-03 am", None);
    silent(&with_bell(stopped.diary(), due));
    let mut warned = DiaryBuilder::started("2026-11-02");
    warned.by_patient().at("2026-11-02 08:10");
    warned.dose(CAPECITABINE, "2026-11-02 am", "4x150+4x500");
    silent(&with_bell(warned.diary(), "2026-11-02 17:00"));
    let mut damaged = Person::before(day_3(), due);
    damaged.damaged_from = Some(9);
    damaged.choices.preferences.bell = true;
    damaged.wait(1);
    silent(&damaged);
    silent(&with_bell(day_3(), "2026-11-03 08:12"));
    let mut jumped = Person::before(day_3(), "2026-11-02 08:12");
    jumped.now = moment("2026-11-04 08:12");
    jumped.choices.preferences.bell = true;
    jumped.wait(0);
    silent(&jumped);
}

#[test]
fn the_bell_waits_for_the_usual_time_where_one_is_entered() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_site().at("2026-11-02 03:00");
    let mut settings = Settings::default();
    let times = &mut settings
        .drugs
        .entry(drug(CAPECITABINE))
        .or_default()
        .usual_times;
    times.insert(Period::Am, "08:30".parse().unwrap());
    diary.settings(settings);
    diary.by_patient().at("2026-11-02 06:32");
    diary.dose(UTIDELONE, "2026-11-02 once", "2x50");
    let mut person = with_bell(diary.diary(), "2026-11-02 08:12");
    assert_eq!((person.rings(), person.view().title), (0, None));
    person.wait(18);
    assert_eq!(person.rings(), 1);
    assert!(person.view().title.is_some());
}

#[test]
fn the_bell_and_the_contrast_are_switched_under_help_and_kept() {
    let mut person = morning();
    person.press(Press::Help).choose("Bell and contrast");
    person.choose("Bell when a dose is due").sees("on");
    assert!(person.choices.preferences.bell);
    assert_eq!(person.rings(), 1, "so that she knows how it sounds");
    person.press(Press::Contrast);
    assert!(person.view().high_contrast);
    person.keeps = false;
    person
        .choose("Bell when a dose is due")
        .sees("could not be kept");
    assert!(!person.choices.preferences.bell);
    assert_eq!(person.recorded(), 0, "nothing of it stands in the diary");
    person.choices.forgotten = Some(Forgotten::Unreadable);
    person.press(Press::Back).press(Press::Back);
    let (_, banner) = person.view().banner.unwrap();
    assert!(banner.contains("cannot be read"), "{banner}");
}

#[test]
fn a_day_of_the_calendar_is_chosen_by_a_click_and_opened_by_its_row() {
    let mut person = Person::before(day_3(), "2026-11-04 08:12");
    person.choose("Look back").choose("Calendar");
    let day = |column| Part::Day { band: 0, column };
    person.click_after(0, day(0), 300);
    assert_eq!(
        *person.screen(),
        Screen::Calendar(date("2026-11-04")),
        "a double click"
    );
    person.click_after(0, day(0), 1500);
    assert_eq!(*person.screen(), Screen::Calendar(date("2026-11-02")));
    person.click_after(0, day(20), 80);
    assert_eq!(*person.screen(), Screen::Calendar(date("2026-11-22")));
    person.click_after(0, Part::Day { band: 7, column: 3 }, 80);
    assert_eq!(
        *person.screen(),
        Screen::Calendar(date("2026-11-22")),
        "no such row"
    );
    person.click_after(0, Part::Whole, 1500);
    assert_eq!(*person.screen(), Screen::Day(date("2026-11-22")));
}

#[test]
fn whoever_types_initials_beside_their_text_changes_no_language() {
    let mut person = morning();
    person.press(Press::Letter('l'));
    assert_eq!(
        person.view().language,
        Language::ZhHans,
        "on a page it is one"
    );
    person.press(Press::Letter('L')).choose("Look back");
    person.choose("Study team").press(Press::Down);
    let before = person.view();
    person.types("LN");
    assert_eq!(person.view(), before);
}
