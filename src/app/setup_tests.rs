//! First start and set-up, from the language to the page of the day.

use super::testing::Person;
use super::{Press, Screen};
use crate::domain::entry::Language;
use crate::domain::testing::date;

#[test]
fn a_code_that_no_study_folder_can_keep_is_not_taken() {
    let mut person = Person::first(None, "2026-11-02 07:00");
    person
        .choose("English")
        .choose("Set up with your study team");
    person.types("007.site").press(Press::Enter);
    person
        .types("LN")
        .choose("Go on")
        .sees("does not end in .site");
}

#[test]
fn first_start_leads_to_today_with_one_confirmation() {
    let mut person = Person::first(None, "2026-11-02 07:00");
    person
        .choose("English")
        .choose("Set up with your study team");
    person.choose("Go on").sees("participant code needs");
    person
        .press(Press::Up)
        .press(Press::Up)
        .types("007")
        .press(Press::Enter);
    person.types("LN").choose("Go on");
    person
        .types("555 0100")
        .press(Press::Enter)
        .types("555 0101");
    person.press(Press::Enter).types("112").choose("Go on");
    person
        .sees("program computes no dose")
        .types("50")
        .press(Press::Enter);
    for count in [2, 4, 2, 4, 2] {
        for _ in 0..count {
            person.press(Press::Right);
        }
        person.press(Press::Enter);
    }
    person.sees("1600 mg").choose("Go on").choose("Go on");
    person.sees("Is everything right?");
    assert!(person.effects.is_empty());
    person.choose("Yes, create the diary");
    person.sees("Not set yet:").choose("To the page of the day");
    assert_eq!(*person.screen(), Screen::Today);
    person.sees("4 x 150 mg + 2 x 500 mg (6 tablets)");
    assert_eq!(person.view().top[1], "Cycle 1, day 1 of 21");
}

#[test]
fn going_back_in_the_set_up_loses_nothing() {
    let mut person = Person::first(Some(Language::En), "2026-11-02 07:00");
    person
        .choose("Set up")
        .types("007")
        .press(Press::Enter)
        .types("LN");
    person.choose("Go on").types("555").press(Press::Back);
    person.sees("Participant code").choose("Go on");
    let typed = |row: &super::Row<()>| match &row.kind {
        super::RowKind::Type { value, .. } => value.clone(),
        super::RowKind::Act(_) | super::RowKind::Roam(_) | super::RowKind::Step { .. } => {
            String::new()
        }
    };
    assert_eq!(typed(&person.view().page.rows[0]), "555");
}

#[test]
fn leaving_the_set_up_on_its_first_page_keeps_what_was_typed() {
    let mut person = Person::first(Some(Language::En), "2026-11-02 07:00");
    person
        .choose("Set up")
        .fill("Participant code", "007")
        .fill("Your initials", "LN");
    person.press(Press::Back).choose("Set up").choose("Go on");
    person.sees("2/4");
}

#[test]
fn after_a_set_up_what_is_not_set_is_said_and_staff_can_go_on_with_it() {
    let mut person = Person::first(Some(Language::En), "2026-11-02 07:00");
    person
        .choose("Set up")
        .fill("Participant code", "007")
        .fill("Your initials", "LN");
    person
        .choose("Go on")
        .fill("Study team, by day", "555 0100 ext 12");
    person
        .fill("Study team, by night", "555 0101")
        .fill("Emergency", "112")
        .choose("Go on");
    person.fill("utidelone capsules: strength", "30");
    person.choose("Another strength of utidelone");
    let strengths = |person: &Person| -> Vec<usize> {
        let rows = person.view().page.rows.into_iter().enumerate();
        let typed = rows.filter(|(_, row)| row.label.contains("utidelone capsules: strength"));
        typed.map(|(at, _)| at).collect()
    };
    let second = strengths(&person)[1];
    while person.view().cursor > second {
        person.press(Press::Up);
    }
    person.types("20");
    person
        .turn("utidelone capsules, once a day, 30", 3)
        .turn("utidelone capsules, once a day, 20", 1);
    for period in ["morning", "evening"] {
        person.turn(&format!("capecitabine tablets, {period}, 150"), 4);
        person.turn(&format!("capecitabine tablets, {period}, 500"), 2);
    }
    person
        .fill("Body surface", "1.62")
        .sees("110 mg each time: 67.9 mg/m2");
    person.choose("Go on").choose("Go on");
    // 110 mg are 13 % above 60 mg/m2.
    person.sees("67.901 mg/m2").choose("Yes");
    person.choose("Yes, create the diary");
    person
        .sees("Not set yet: order of the medicines of a day")
        .sees("utidelone capsules: usual time");
    person
        .choose("Study team: set more now")
        .sees("Entered by the study team, LN")
        .choose("Usual times");
    person.press(Press::Back).press(Press::Back);
    assert_eq!(*person.screen(), Screen::Today);
}

#[test]
fn a_diary_is_set_up_before_the_first_day_is_known_and_staff_start_it_later() {
    let mut person = Person::first(Some(Language::En), "2026-11-02 07:00");
    person.choose("Set up").fill("Participant code", "007");
    person.fill("Your initials", "LN").choose("Go on");
    person.fill("Study team, by day", "555 0100");
    person.fill("Study team, by night", "555 0101");
    person.fill("Emergency", "112").choose("Go on");
    person.fill("utidelone capsules: strength", "30");
    person.turn("utidelone capsules, once a day", 3);
    for period in ["morning", "evening"] {
        person.turn(&format!("capecitabine tablets, {period}, 500"), 3);
    }
    person
        .choose("Go on")
        .choose("The first day is not known yet");
    person.choose("Yes, create the diary");
    assert!(person.diary.as_ref().unwrap().cycles().is_empty());
    person.choose("Study team: set more now").choose("Orders");
    person.choose("A cycle starts").turn("Day", 3);
    person
        .choose("From Thu 5 Nov 2026")
        .choose("Yes, record it");
    let diary = person.diary.as_ref().unwrap();
    assert_eq!(diary.cycles()[0].start, date("2026-11-05"));
}
