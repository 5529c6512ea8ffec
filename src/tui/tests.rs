//! What the screens look like: every page in both languages at three sizes, and at any size without a
//! panic.

use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use unicode_width::UnicodeWidthStr;

use super::draw::draw;
use super::picture::Picture;
use super::theme::{Paint, Theme};
use crate::app::testing::{Person, day_3};
use crate::app::{Failure, Lane, Mark, Press, Saved, Strip, View};
use crate::domain::entry::Language;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, moment};

pub(super) const SIZES: [(u16, u16); 3] = [(80, 24), (60, 20), (120, 40)];
pub(super) const PLAIN: Theme = Theme {
    ascii: false,
    paint: Paint::NoColours,
};

pub(super) fn screen(view: &View, size: (u16, u16), theme: Theme) -> String {
    pictured(view, size, theme).0
}

/// What is seen, and what stands where.
pub(super) fn pictured(view: &View, size: (u16, u16), theme: Theme) -> (String, Picture) {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    let mut picture = Picture::default();
    terminal
        .draw(|frame| {
            picture = draw(frame, view, theme);
        })
        .unwrap();
    let buffer = terminal.backend().buffer();
    let mut text = String::new();
    for y in 0..size.1 {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..size.0 {
            let symbol = buffer[(x, y)].symbol();
            if skip > 0 {
                skip -= 1;
                continue;
            }
            line.push_str(symbol);
            skip = symbol.width().saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    (text, picture)
}

/// The page in both languages at three sizes, one below the other.
pub(super) fn everywhere(person: &mut Person) -> String {
    let mut all = String::new();
    for language in [Language::En, Language::ZhHans] {
        if person.view().language != language {
            person.press(Press::Language);
        }
        for size in SIZES {
            let (width, height) = size;
            let drawn = screen(&person.view(), size, PLAIN);
            all.push_str(&format!("=== {width} x {height}\n{drawn}"));
        }
    }
    all
}

fn morning() -> Person {
    Person::before(day_3(), "2026-11-04 08:12")
}

fn started(now: &str) -> Person {
    Person::before(DiaryBuilder::started("2026-11-02").diary(), now)
}

#[test]
fn the_first_start() {
    let mut person = Person::first(None, "2026-11-02 07:00");
    assert_snapshot!("language", everywhere(&mut person));
    let mut person = Person::first(Some(Language::En), "2026-11-02 07:00");
    assert_snapshot!("welcome", everywhere_in_english(&mut person));
    person.choose("Set up with your study team");
    let typed = |person: &mut Person| {
        person.types("007").press(Press::Enter).types("LN");
        everywhere_in_english(person)
    };
    assert_snapshot!("setup_who", typed(&mut person));
}

/// As `everywhere`, and back in English afterwards.
pub(super) fn everywhere_in_english(person: &mut Person) -> String {
    let all = everywhere(person);
    person.press(Press::Language);
    all
}

#[test]
fn the_set_up_and_its_review() {
    let mut person = Person::first(Some(Language::En), "2026-11-02 07:00");
    person
        .choose("Set up")
        .types("007")
        .press(Press::Enter)
        .types("LN");
    person.choose("Go on").types("555 0100").press(Press::Enter);
    person.types("555 0101").press(Press::Enter).types("112");
    assert_snapshot!("setup_phones", everywhere_in_english(&mut person));
    person.choose("Go on").types("50").press(Press::Enter);
    for count in [2, 4, 2, 4, 2] {
        for _ in 0..count {
            person.press(Press::Right);
        }
        person.press(Press::Enter);
    }
    assert_snapshot!("setup_units", everywhere_in_english(&mut person));
    person.choose("Go on");
    assert_snapshot!("setup_start", everywhere_in_english(&mut person));
    person.choose("Go on");
    assert_snapshot!("setup_review", everywhere_in_english(&mut person));
    person.choose("Yes, create the diary");
    assert_snapshot!("setup_done", everywhere(&mut person));
}

#[test]
fn today_before_a_meal_and_in_its_window() {
    let mut person = morning();
    assert_snapshot!("today_eat_first", everywhere_in_english(&mut person));
    person
        .choose("I have finished eating")
        .choose("Yes, record it");
    person.choose("Back to today").wait(6);
    assert_snapshot!("today_meal_window", everywhere(&mut person));
}

#[test]
fn today_with_both_drugs_due() {
    let mut person = started("2026-11-02 07:00");
    assert_snapshot!("today_both_due", everywhere(&mut person));
}

#[test]
fn today_with_yesterday_open() {
    let mut person = started("2026-11-03 12:30");
    assert_snapshot!("today_yesterday_open", everywhere(&mut person));
}

#[test]
fn today_outside_the_days_of_treatment() {
    assert_snapshot!("today_rest", everywhere(&mut started("2026-11-17 08:00")));
    assert_snapshot!(
        "today_waiting",
        everywhere(&mut started("2026-11-24 08:00"))
    );
    assert_snapshot!(
        "today_before_start",
        everywhere(&mut started("2026-11-01 10:00"))
    );
}

#[test]
fn today_in_follow_up() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
    diary.by_site().at("2026-11-03 09:00");
    let both = [CAPECITABINE, UTIDELONE];
    diary.stop(&both, "2026-11-03 am", None);
    let mut person = Person::before(diary.diary(), "2026-11-14 08:00");
    assert_snapshot!("today_follow_up", everywhere(&mut person));
}

#[test]
fn today_with_a_warning_and_the_call() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", "4x150+4x500");
    let mut person = Person::before(diary.diary(), "2026-11-02 09:00");
    assert_snapshot!("today_warning", everywhere_in_english(&mut person));
    person.choose("I have called them");
    assert_snapshot!("called", everywhere_in_english(&mut person));
    person.press(Press::Back).choose("utidelone capsules");
    person.choose("I have taken it now").choose("Yes");
    assert_snapshot!("question_warning", everywhere(&mut person));
}

#[test]
fn the_pages_of_a_dose() {
    let mut person = morning();
    person.choose("capecitabine tablets, morning");
    assert_snapshot!("dose", everywhere_in_english(&mut person));
    person.choose("I took it at another time");
    assert_snapshot!("dose_when", everywhere_in_english(&mut person));
    person.press(Press::Back).choose("I took only part of it");
    assert_snapshot!("dose_count", everywhere_in_english(&mut person));
    person.press(Press::Back).choose("I did not take it");
    assert_snapshot!("dose_why", everywhere_in_english(&mut person));
    person.press(Press::Back).choose("I have taken it now");
    assert_snapshot!("dose_food", everywhere_in_english(&mut person));
    person.choose("Yes");
    assert_snapshot!("dose_confirm", everywhere_in_english(&mut person));
    person.choose("Yes, record it");
    assert_snapshot!("dose_recorded", everywhere(&mut person));
}

#[test]
fn a_second_dose() {
    let mut person = morning();
    person
        .choose("utidelone capsules")
        .choose("I took it again");
    assert_snapshot!("second_dose_question", everywhere_in_english(&mut person));
    person.choose("Yes, I took it again").choose("It was 08:12");
    person
        .choose("Yes")
        .choose("I took 2 x 50 mg")
        .choose("Yes, record it");
    assert_snapshot!("second_dose_recorded", everywhere(&mut person));
}

#[test]
fn what_the_team_said() {
    let mut person = started("2026-11-24 09:00");
    person.choose("My study team told me");
    assert_snapshot!("team", everywhere_in_english(&mut person));
    person.choose("Start the next cycle");
    assert_snapshot!("team_first_day", everywhere_in_english(&mut person));
    person.choose("From Tue 24 Nov 2026");
    assert_snapshot!("team_same_tablets", everywhere_in_english(&mut person));
    person
        .press(Press::Back)
        .press(Press::Back)
        .choose("Take fewer");
    assert_snapshot!("team_drugs", everywhere_in_english(&mut person));
    person.choose("Only capecitabine");
    assert_snapshot!("team_fewer", everywhere(&mut person));
}

#[test]
fn help_and_a_damaged_diary() {
    let mut person = morning();
    person.press(Press::Help);
    assert_snapshot!("help", everywhere_in_english(&mut person));
    person.press(Press::Back);
    person.damaged_from = Some(9);
    assert_snapshot!("today_damaged", everywhere(&mut person));
}

#[test]
fn the_copy_for_the_visit() {
    let mut person = morning();
    person.choose("Look back").choose("Copy my diary");
    assert_snapshot!("handover_where", everywhere_in_english(&mut person));
    person.choose("Drive or memory stick: BLUE");
    assert_snapshot!("handover_copied", everywhere_in_english(&mut person));
    person.press(Press::Back).choose("Type the name");
    person.types("/media/user/a long name of a stick");
    assert_snapshot!("handover_typed", everywhere_in_english(&mut person));
    person.cannot_write = Some(not_saved(Saved::NotCopied));
    person.choose("Copy my diary there");
    assert_snapshot!("handover_failed", everywhere(&mut person));
}

#[test]
fn a_clock_that_jumped_and_a_date_that_is_wrong() {
    let mut person = Person::before(day_3(), "2026-11-04 08:12");
    person.now = moment("2026-11-06 08:12");
    person.choose("capecitabine tablets, morning");
    person
        .choose("I did not take it")
        .choose("I forgot")
        .sees("The clock of this computer");
    assert_snapshot!("date_check", everywhere_in_english(&mut person));
    person.choose("No");
    assert_snapshot!("wrong_date", everywhere(&mut person));
}

#[test]
fn an_entry_that_could_not_be_saved() {
    let mut person = morning();
    person.cannot_write = Some(not_saved(Saved::No));
    person.choose("capecitabine tablets, morning");
    person.choose("I did not take it").choose("I forgot");
    person.choose("Yes, record it");
    assert_snapshot!("not_saved", everywhere_in_english(&mut person));
    person.cannot_write = Some(not_saved(Saved::Unknown));
    person.press(Press::Back).choose("Yes, record it");
    assert_snapshot!("unknown_saved", everywhere(&mut person));
}

fn not_saved(saved: Saved) -> Failure {
    let lines = ["diary.jsonl: no space left on the device."];
    Failure {
        saved,
        lines: lines.map(String::from).to_vec(),
    }
}

#[test]
fn the_numbers_of_the_days_are_whole_in_the_narrowest_strip() {
    let strip = Strip {
        days: 28,
        today: Some(12),
        lanes: vec![Lane {
            name: "drug-a".to_owned(),
            periods: vec![(String::new(), vec![Mark::Taken; 28])],
        }],
        rest: "rest".to_owned(),
        spare: false,
    };
    let lines = super::strip::strip(&strip, 40, PLAIN);
    let text = lines[0].to_string();
    let days: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(days, ["1", "5", "12", "15", "20", "25"]);
    assert_eq!(text.find("15"), Some(text.find("12").unwrap() + 3));
}

#[test]
fn ascii_mode_draws_nothing_else_in_english() {
    let theme = Theme {
        ascii: true,
        paint: Paint::Colours,
    };
    let mut person = morning();
    for key in [Press::Enter, Press::Back, Press::Help] {
        person.press(key);
        let drawn = screen(&person.view(), (120, 40), theme);
        let drawn = drawn.replace("中文", "");
        assert!(drawn.is_ascii(), "{drawn}");
    }
}

#[test]
fn a_window_too_small_says_so_with_the_numbers() {
    let drawn = screen(&morning().view(), (30, 10), PLAIN);
    assert!(drawn.contains("Please make this window"), "{drawn}");
    assert!(
        drawn.contains("555 0100") && drawn.contains("555 0101"),
        "{drawn}"
    );
}

#[test]
fn the_chosen_row_is_always_in_the_picture() {
    for size in SIZES {
        let mut person = started("2026-11-02 07:00");
        for _ in 0..person.view().page.rows.len() {
            let drawn = screen(&person.view(), size, PLAIN);
            assert!(drawn.contains('▸'), "{drawn}");
            person.press(Press::Down);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_size_and_no_key_makes_it_panic(
        presses in proptest::collection::vec(0_u8..9, 0..40),
        width in 0_u16..140,
        height in 0_u16..50,
        first in any::<bool>(),
    ) {
        let mut person = if first {
            Person::first(None, "2026-11-04 08:12")
        } else {
            morning()
        };
        for press in presses {
            person.press(match press {
                0 => Press::Up,
                1..=3 => Press::Down,
                4 => Press::Right,
                5 => Press::Back,
                6 => Press::Language,
                _ => Press::Enter,
            });
            let drawn = screen(&person.view(), (width.max(1), height.max(1)), PLAIN);
            prop_assert!(drawn.lines().all(|line| line.width() <= usize::from(width.max(1))));
        }
    }
}

/// A nurse at the study team's page, at noon of day 3.
fn nurse() -> Person {
    let mut person = Person::before(day_3(), "2026-11-04 12:10");
    person.choose("Look back").choose("Study team");
    person.fill("Your initials", "LN").choose("Go on");
    person
}

#[test]
fn the_study_teams_page_and_its_orders() {
    let mut person = nurse();
    assert_snapshot!("staff", everywhere_in_english(&mut person));
    person.choose("Orders");
    assert_snapshot!("staff_orders", everywhere_in_english(&mut person));
    person
        .choose("Tablets and capsules")
        .choose("Only capecitabine");
    person.fill("Body surface", "1.62");
    person.turn("capecitabine tablets, morning, 500 mg", 1);
    assert_snapshot!("staff_units", everywhere_in_english(&mut person));
    person.choose("Go on");
    assert_snapshot!("staff_from", everywhere_in_english(&mut person));
    person.choose("The order was given earlier");
    assert_snapshot!("staff_given", everywhere_in_english(&mut person));
    person.choose("Given ").choose("From ");
    assert_snapshot!("staff_why", everywhere_in_english(&mut person));
    person.choose("more again").choose("Yes").choose("Yes");
    person.choose("Yes, record it");
    assert_snapshot!("staff_recorded", everywhere(&mut person));
}

#[test]
fn the_rules_that_a_site_sets() {
    let mut person = nurse();
    person.choose("Usual times");
    assert_snapshot!("staff_rules", everywhere_in_english(&mut person));
    person.choose("utidelone capsules");
    assert_snapshot!("staff_rules_of_a_drug", everywhere_in_english(&mut person));
    person.choose("usual time");
    assert_snapshot!("staff_usual_time", everywhere_in_english(&mut person));
    person.press(Press::Back).choose("what to do with a missed");
    person.fill("English", "Leave it out, never take two doses at once, and tell your study team at the next visit that you have missed it.");
    person.fill(
        "简体中文",
        "漏服的就不要补了，绝对不要一次服两次的量，下次来院时请告诉研究团队漏服过一次。",
    );
    assert_snapshot!("staff_words", everywhere(&mut person));
    let mut person = nurse();
    person.choose("Numbers to call");
    assert_snapshot!("staff_phones", everywhere(&mut person));
}

#[test]
fn what_the_patient_was_told_is_confirmed() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-04 09:00");
    diary.told().hold(&[CAPECITABINE], "2026-11-04 pm");
    diary.told().hold(&[UTIDELONE], "2026-11-05 once");
    let mut person = Person::before(diary.diary(), "2026-11-04 12:10");
    assert_snapshot!("today_several_told", everywhere_in_english(&mut person));
    person.choose("What I was told");
    assert_snapshot!("told", everywhere_in_english(&mut person));
    person
        .press(Press::Back)
        .choose("Look back")
        .choose("Study team");
    person
        .fill("Your initials", "LN")
        .choose("Go on")
        .choose("Confirm");
    assert_snapshot!("staff_confirm", everywhere(&mut person));
}

#[test]
fn a_pause_told_at_noon_names_the_first_dose_of_each_medicine() {
    let mut person = Person::before(
        DiaryBuilder::started("2026-11-02").diary(),
        "2026-11-04 12:10",
    );
    person
        .choose("My study team told me")
        .choose("Pause")
        .choose("All of them");
    assert_snapshot!("team_each_next", everywhere(&mut person));
}

#[test]
fn other_medicines() {
    let mut person = nurse();
    person
        .press(Press::Back)
        .choose("Other medicines")
        .choose("Add a medicine");
    person.fill("Name", "洛哌丁胺 2 mg").turn("Taken since", 1);
    assert_snapshot!("medicine_new", everywhere_in_english(&mut person));
    person
        .choose("Go on")
        .choose("Yes, record it")
        .choose("Back to today");
    person.choose("Look back").choose("Other medicines");
    assert_snapshot!("medicines", everywhere_in_english(&mut person));
    person.choose("洛哌丁胺");
    assert_snapshot!("medicine_ended", everywhere(&mut person));
}
