//! What keys do in a form: letters, arrows and Enter.

use super::super::testing::AtDesk;
use crate::app::review::Action;
use crate::app::{Press, RowKind};
use crate::domain::entry::Language;

#[test]
fn enter_after_the_last_value_leads_to_what_is_missing_and_throws_nothing_away() {
    let mut desk = AtDesk::assessed();
    desk.tab("Tumour")
        .choose("Record a tumour assessment")
        .as_ln();
    desk.set("It is", "measured").point("Sum").types("31");
    // Straight through to the end: past the other lesions, and past the new ones.
    for _ in 0..3 {
        desk.press(Press::Enter);
    }
    assert_eq!(desk.chosen(), "Other lesions");
    desk.set("Other lesions", "there are none");
    desk.point("New lesions").press(Press::Enter);
    assert_eq!(desk.chosen(), "New lesions");
    for _ in 0..4 {
        desk.press(Press::Enter);
    }
    assert_eq!(desk.value("Sum"), "31");
    desk.set("New lesions", "no").press(Press::Enter);
    assert_eq!(desk.chosen(), "Go on");
    // Nothing holds anybody: the arrows still lead to the way back.
    desk.press(Press::Down);
    assert_eq!(desk.chosen(), "Back");
}

/// Letters on every row of the page that is no text: nothing is another then.
#[track_caller]
fn letters_do_nothing(desk: &mut AtDesk) {
    for (at, row) in desk.view().page.rows.iter().enumerate() {
        desk.act(Action::Point(at));
        let before = desk.view();
        if !matches!(row.kind, RowKind::Type { .. }) {
            desk.types("lqQnx");
            assert_eq!(desk.view(), before, "{}", row.label);
        }
    }
}

#[test]
fn whoever_types_beside_a_text_of_a_form_changes_neither_the_language_nor_anything_else() {
    let mut desk = AtDesk::new();
    desk.tab("Symptoms").types("l");
    assert_eq!(
        desk.view().language,
        Language::ZhHans,
        "on a page it is one"
    );
    desk.types("l").choose("Record an adverse event");
    letters_do_nothing(&mut desk);
    desk.point("Your initials").as_ln();
    letters_do_nothing(&mut desk);
    desk.choose("Diarrhea").judge("grade 2");
    letters_do_nothing(&mut desk);
    desk.choose("Go on");
    letters_do_nothing(&mut desk);
    desk.choose("Yes, record it").choose("Back");
    let event = desk
        .labels()
        .into_iter()
        .find(|label| label.contains("adverse event: D"));
    desk.choose(&event.unwrap()).choose("It has changed");
    letters_do_nothing(&mut desk);
    desk.press(Press::Language);
    assert_eq!(desk.view().language, Language::ZhHans, "F2 is no letter");
}

#[test]
fn the_foot_names_the_arrows_on_every_value_that_they_change_and_on_no_other() {
    let names_arrows = |desk: &AtDesk| desk.view().keys.iter().any(|(name, _)| name[0] == "← →");
    let mut desk = AtDesk::new();
    desk.tab("Visit").choose("Record a visit").as_ln();
    assert!(names_arrows(desk.point("Day")));
    assert!(!names_arrows(desk.point("Back")));
    desk.press(Press::Back).choose("Write a note");
    assert!(!names_arrows(&desk), "the arrows do nothing in a note");
    desk.press(Press::Back)
        .tab("Tablets")
        .choose("Count what is left");
    for row in ["Which", "How many", "Day"] {
        assert!(names_arrows(desk.point(row)), "{row}");
    }
}

#[test]
fn an_empty_date_begins_with_today_at_either_arrow_and_the_form_says_so() {
    let mut desk = AtDesk::new();
    desk.tab("Tumour").choose("Record the death").as_ln();
    for arrow in [Press::Left, Press::Right] {
        desk.point("Day").sees("left and right begin with today");
        assert_eq!(desk.value("Day"), "", "nobody dies of a key");
        desk.press(arrow).sees("Thu 5 Nov 2026");
        desk.press(Press::Left).sees("Wed 4 Nov 2026");
        for _ in 0.."2026-11-04".len() {
            desk.press(Press::Erase);
        }
    }
    // What is half typed is left alone.
    desk.types("2026-1")
        .press(Press::Left)
        .sees("A date looks like this");
    assert_eq!(desk.value("Day"), "2026-1");
}
