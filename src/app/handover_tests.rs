//! The copy for the visit: where it goes, and what is said when there is none.

use super::testing::{Person, day_3};
use super::{Effect, Failure, Place, PlaceKind, Press, Saved, Screen};

fn morning() -> Person {
    Person::before(day_3(), "2026-11-04 08:12")
}

#[test]
fn the_copy_goes_where_the_person_chooses_and_nothing_is_recorded() {
    let mut person = morning();
    person.choose("Look back").choose("Copy my diary");
    person.sees("A copy of the whole diary, 11 entries");
    person.press(Press::Enter).sees("Code: 3f2a9c01");
    person.sees("A memory stick can be taken out now.");
    let place = |kind, folder: &str| Place {
        kind,
        folder: folder.into(),
    };
    let stick = place(PlaceKind::Drive, "/media/user/BLUE");
    assert_eq!(person.effects, [Effect::FindPlaces, Effect::CopyTo(stick)]);
    person.press(Press::Back).choose("Desktop");
    person.sees("/home/user/Desktop");
    assert!(!person.words().contains("memory stick"), "it is none");
    assert_eq!(person.recorded(), 0);
}

#[test]
fn without_a_stick_the_first_row_looks_for_one_and_no_folder_is_chosen_by_accident() {
    let mut person = morning();
    let places = std::mem::take(&mut person.places);
    person.choose("Look back").choose("Copy my diary");
    person.press(Press::Enter).press(Press::Enter);
    assert!(matches!(person.screen(), Screen::CopyTo(found) if found.is_empty()));
    person.places = places;
    person
        .press(Press::Enter)
        .sees("Drive or memory stick: BLUE");
    person
        .press(Press::Back)
        .sees("Copy my diary for the visit");
    assert_eq!(person.screen(), &Screen::More);
}

#[test]
fn a_copy_that_failed_says_so_until_it_is_read_with_the_numbers_to_call() {
    let mut person = morning();
    person.choose("Look back").choose("Copy my diary");
    person.cannot_write = Some(Failure {
        saved: Saved::NotCopied,
        lines: vec!["There is no room left on this disk.".to_owned()],
    });
    person.choose("Drive or memory stick").wait(30);
    person.sees("There is NO copy").sees("no room left");
    person.sees("555 0100");
    person
        .press(Press::Enter)
        .sees("Drive or memory stick: BLUE");
}
