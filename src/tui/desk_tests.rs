//! What the forms of the study team look like, in both languages at three sizes.

use insta::assert_snapshot;

use super::tests::{PLAIN, SIZES, screen};
use crate::app::Press;
use crate::app::review::desk::testing::AtDesk;
use crate::domain::entry::Language;

/// The page in both languages at three sizes, one below the other; back in English afterwards.
fn everywhere(desk: &mut AtDesk) -> String {
    let mut all = String::new();
    for language in [Language::En, Language::ZhHans] {
        assert_eq!(desk.view().language, language);
        for size in SIZES {
            let (width, height) = size;
            let drawn = screen(&desk.view(), size, PLAIN);
            all.push_str(&format!("=== {width} x {height}\n{drawn}"));
        }
        desk.press(Press::Language);
    }
    all
}

#[test]
fn an_adverse_event() {
    let mut desk = AtDesk::new();
    desk.tab("Symptoms").choose("Record an adverse event");
    assert_snapshot!("desk_who", everywhere(&mut desk));
    desk.as_ln();
    assert_snapshot!("desk_term", everywhere(&mut desk));
    desk.choose("Diarrhea").set("Grade", "grade 2");
    assert_snapshot!("desk_event", everywhere(&mut desk));
    desk.judge("grade 2").choose("Go on");
    assert_snapshot!("desk_confirm", everywhere(&mut desk));
    desk.choose("Yes, record it");
    assert_snapshot!("desk_recorded", everywhere(&mut desk));
    desk.choose("Back");
    assert_snapshot!("desk_symptoms", everywhere(&mut desk));
    let event = desk
        .labels()
        .into_iter()
        .find(|label| label.contains("adverse event: D"));
    desk.choose(&event.unwrap());
    assert_snapshot!("desk_course", everywhere(&mut desk));
    desk.choose("It has changed");
    assert_snapshot!("desk_change", everywhere(&mut desk));
}

#[test]
fn tablets_and_the_visit() {
    let mut desk = AtDesk::new();
    desk.tab("Tablets");
    assert_snapshot!("desk_tablets", everywhere(&mut desk));
    desk.choose("Count what is left").as_ln();
    assert_snapshot!("desk_count", everywhere(&mut desk));
    desk.press(Press::Back).tab("Visit");
    assert_snapshot!("desk_visit", everywhere(&mut desk));
    desk.choose("Record another medicine");
    assert_snapshot!("desk_medicine", everywhere(&mut desk));
    desk.types("Loperamide").choose("Go on");
    assert_snapshot!("desk_medicine_confirm", everywhere(&mut desk));
    let mut alone = AtDesk::alone();
    alone.tab("Visit");
    assert_snapshot!("desk_no_folder", everywhere(&mut alone));
}

#[test]
fn tumour_and_life() {
    let mut desk = AtDesk::new();
    desk.tab("Tumour");
    assert_snapshot!("desk_tumour_empty", everywhere(&mut desk));
    desk.choose("Record a tumour assessment").as_ln();
    desk.set("It is", "measured");
    assert_snapshot!("desk_assess", everywhere(&mut desk));
    desk.press(Press::Back).choose("Record the death");
    assert_snapshot!("desk_died", everywhere(&mut desk));
    let mut desk = AtDesk::assessed();
    desk.tab("Tumour");
    assert_snapshot!("desk_tumour", everywhere(&mut desk));
    desk.choose("Mon 2 Nov 2026");
    assert_snapshot!("desk_assessment", everywhere(&mut desk));
    desk.choose("Correct this entry").as_ln();
    desk.point("Sum").press(Press::Erase).types("9");
    assert_snapshot!("desk_correct_assessment", everywhere(&mut desk));
    desk.set("Why", "wrong number of units").choose("Go on");
    assert_snapshot!("desk_correct_confirm", everywhere(&mut desk));
    desk.choose("Yes, record it").choose("Back");
    assert_snapshot!("desk_corrected_entry", everywhere(&mut desk));
}
