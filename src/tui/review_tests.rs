//! What the review looks like: every page in both languages at three sizes, also in ASCII and line by line.

use insta::assert_snapshot;

use super::tests::{PLAIN, SIZES, pictured, screen};
use super::theme::Theme;
use crate::app::Press;
use crate::app::review::Action;
use crate::app::review::testing::Nurse;
use crate::domain::entry::Language;
use crate::text::Text;

/// The page in both languages at three sizes, one below the other; back in English afterwards.
fn everywhere(nurse: &mut Nurse) -> String {
    let mut all = String::new();
    for language in [Language::En, Language::ZhHans] {
        assert_eq!(nurse.view().language, language);
        for size in SIZES {
            let (width, height) = size;
            let drawn = screen(&nurse.view(), size, PLAIN);
            all.push_str(&format!("=== {width} x {height}\n{drawn}"));
        }
        nurse.press(Press::Language);
    }
    all
}

#[test]
fn the_participants() {
    let mut nurse = Nurse::new();
    assert_snapshot!("review_participants", everywhere(&mut nurse));
    nurse.choose("notes.jsonl");
    assert_snapshot!("review_unreadable", everywhere(&mut nurse));
    nurse.press(Press::Back).press(Press::Help);
    assert_snapshot!("review_help", everywhere(&mut nurse));
}

#[test]
fn the_pages_of_a_participant() {
    let mut nurse = Nurse::new();
    nurse.choose("007");
    for name in [
        "discuss",
        "calendar",
        "adherence",
        "symptoms",
        "tablets",
        "tumour",
        "entries",
        "visit",
    ] {
        assert_snapshot!(format!("review_{name}"), everywhere(&mut nurse));
        nurse.press(Press::Next);
    }
}

#[test]
fn what_the_pages_lead_to() {
    let mut nurse = Nurse::new();
    nurse.choose("007").choose("Extra doses");
    assert_snapshot!("review_finding", everywhere(&mut nurse));
    nurse.choose("Fri 6 Nov");
    assert_snapshot!("review_day", everywhere(&mut nurse));
    nurse.presses(Press::Back, 2).presses(Press::Next, 2);
    nurse.press(Press::Right).choose("Amount adherence");
    assert_snapshot!("review_figure", everywhere(&mut nurse));
    nurse.press(Press::Back).choose("Correct days");
    assert_snapshot!("review_correct_days", everywhere(&mut nurse));
    nurse.press(Press::Back).presses(Press::Next, 2);
    nurse.choose("capecitabine 500 mg");
    assert_snapshot!("review_balance", everywhere(&mut nurse));
    nurse
        .press(Press::Back)
        .presses(Press::Next, 2)
        .choose("28");
    assert_snapshot!("review_entry", everywhere(&mut nurse));
}

#[test]
fn plain_characters_are_enough_and_the_names_of_columns_stay_above_their_rows() {
    let ascii = Theme {
        ascii: true,
        ..PLAIN
    };
    let mut nurse = Nurse::new();
    nurse.choose("007").presses(Press::Next, 6);
    let last = nurse.labels().len() - 3;
    nurse.act(Action::Point(last));
    let drawn = screen(&nurse.view(), (80, 24), ascii);
    // The name of the other language stands among the keys.
    let (page, _) = drawn.rsplit_once("F2 ").unwrap();
    assert!(page.is_ascii(), "{drawn}");
    assert!(drawn.contains("No.") && drawn.contains("==="), "{drawn}");
}

#[test]
fn the_names_of_columns_do_not_stay_above_rows_of_another_kind() {
    let mut nurse = Nurse::new();
    nurse.choose("007").presses(Press::Next, 7);
    let drawn = screen(&nurse.view(), (60, 20), PLAIN);
    assert!(drawn.contains("Happened"), "{drawn}");
    let last = nurse.labels().len() - 1;
    nurse.act(Action::Point(last));
    let drawn = screen(&nurse.view(), (60, 12), PLAIN);
    assert!(drawn.contains("more above"), "{drawn}");
    assert!(!drawn.contains("Happened"), "{drawn}");
}

#[test]
fn whatever_is_pressed_nothing_panics_at_any_size() {
    let keys = [
        Press::Up,
        Press::Down,
        Press::Down,
        Press::Left,
        Press::Right,
        Press::Next,
        Press::Before,
        Press::Enter,
        Press::Enter,
        Press::Back,
        Press::Help,
        Press::Language,
    ];
    let mut nurse = Nurse::new();
    // Any order of keys will do, as long as it is the same in every run.
    let mut state = 7_u64;
    let mut any = |count: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % count
    };
    for _ in 0..2000 {
        nurse.press(keys[any(keys.len())]);
        let size = SIZES[any(SIZES.len())];
        screen(&nurse.view(), size, PLAIN);
    }
    for width in [1, 20, 40, 41, 55] {
        screen(&nurse.view(), (width, 13), PLAIN);
    }
}

#[test]
fn in_a_small_window_no_key_and_no_number_is_cut_in_two() {
    let mut nurse = Nurse::new();
    nurse.choose("007");
    for _ in 0..8 {
        for (language, help) in [("en", "F1 help"), ("zh", "F1 帮助")] {
            let drawn = screen(&nurse.view(), (60, 20), PLAIN);
            let foot = drawn.lines().last().unwrap();
            assert!(foot.ends_with(help), "{language}: {foot}");
            assert!(!drawn.contains(" m\n"), "{drawn}");
            nurse.press(Press::Language);
        }
        nurse.press(Press::Next);
    }
}

/// The page in a small window, as the one who presses keys sees it.
fn seen(nurse: &mut Nurse) -> String {
    let (drawn, picture) = pictured(&nurse.view(), (60, 20), PLAIN);
    nurse.drawn = picture.drawn;
    drawn
}

#[test]
fn what_is_there_to_be_read_opens_at_its_beginning_and_the_arrows_go_through_it() {
    let files = |text: &str| (1..=30).map(|at| format!("{text} {at}")).collect();
    let mut nurse = Nurse::new();
    nurse.aside = vec![[files("File"), files("文件")]];
    for open in ["help", "aside"] {
        for language in [Language::En, Language::ZhHans] {
            match open {
                "help" => nurse.press(Press::Help),
                _ => nurse.choose(&Text::new(language).files_aside()),
            };
            assert_eq!(nurse.view().language, language);
            let first = seen(&mut nurse);
            let heading = nurse.words().lines().next().unwrap().to_owned();
            assert!(first.contains(&heading), "{first}");
            let [above, below] = nurse.view().more;
            assert!(!first.contains(&above) && first.contains(&below), "{first}");
            let mut pages = vec![first];
            while !pages.last().unwrap().contains('▸') {
                nurse.press(Press::Down);
                pages.push(seen(&mut nurse));
                assert!(pages.len() < 20, "{}", pages.concat());
            }
            assert!(pages.len() > 2, "more than a step: {}", pages.concat());
            let words = nurse.words();
            let lines = words.lines().filter(|line| line.contains(" 1"));
            for line in lines.filter(|line| open == "aside" && !line.is_empty()) {
                assert!(pages.concat().contains(line), "{line} is never seen");
            }
            // And back again.
            while seen(&mut nurse).contains(&above) {
                nurse.press(Press::Up);
            }
            assert!(seen(&mut nurse).contains(&heading));
            nurse.press(Press::Back).press(Press::Language);
        }
    }
}
