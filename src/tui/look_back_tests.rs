//! What the pages that look back look like: calendar, a day, diary, corrections; and that the picture
//! stands still and fits.

use insta::assert_snapshot;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use unicode_width::UnicodeWidthStr;

use super::draw::draw;
use super::picture::Picture;
use super::tests::{PLAIN, SIZES, everywhere, everywhere_in_english, screen};
use super::theme::Theme;
use crate::app::testing::{Person, day_3};
use crate::app::{Part, Press, View};
use crate::domain::diary::Diary;
use crate::domain::entry::{Dose, Event, Tier};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, moment};

const FULL: &str = "4x150+2x500";

/// A delayed cycle with everything that has a mark, and a running one.
fn eventful() -> Diary {
    let mut diary = DiaryBuilder::started("2026-10-05");
    diary.by_patient();
    for day in 0..9 {
        let day = date("2026-10-05").plus(day);
        diary.at(&format!("{day} 08:10"));
        if day < date("2026-10-10") {
            diary.dose(UTIDELONE, &format!("{day} once"), "2x50");
        }
        match day.to_string().as_str() {
            "2026-10-07" => diary.missed(CAPECITABINE, &format!("{day} am")),
            "2026-10-08" => diary.vomited(CAPECITABINE, &format!("{day} am"), FULL),
            "2026-10-09" => diary.dose(CAPECITABINE, &format!("{day} am"), "2x500"),
            _ => diary.dose(CAPECITABINE, &format!("{day} am"), FULL),
        };
        if day == date("2026-10-11") {
            diary.dose(CAPECITABINE, &format!("{day} am"), FULL);
        }
        diary.at(&format!("{day} 18:50"));
        diary.dose(CAPECITABINE, &format!("{day} pm"), FULL);
    }
    diary.by_site().at("2026-10-14 07:00");
    diary.hold(&[CAPECITABINE], "2026-10-14 am");
    diary.resume(&[CAPECITABINE], "2026-10-17 am");
    diary.at("2026-11-02 06:00").start_cycle(2, "2026-11-02");
    diary.by_patient();
    for day in ["2026-11-02", "2026-11-03"] {
        diary.at(&format!("{day} 06:32"));
        diary.dose(UTIDELONE, &format!("{day} once"), "2x50");
        diary.at(&format!("{day} 08:10"));
        diary.dose(CAPECITABINE, &format!("{day} am"), FULL);
    }
    diary.diary()
}

fn calendar() -> Person {
    let mut person = Person::before(eventful(), "2026-11-04 08:12");
    person.choose("Look back").choose("Calendar");
    person
}

/// A day with a late entry, a corrected one, one taken back, a meal, an extra dose, a symptom, an order.
fn full_day() -> Diary {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-03 07:50");
    diary.meal();
    diary.at("2026-11-03 08:10");
    let dose = diary.dose(CAPECITABINE, "2026-11-03 am", FULL);
    let was = diary.intake(CAPECITABINE, "2026-11-03 am", FULL);
    diary.at("2026-11-03 08:30");
    let right = Dose {
        taken_at: Some(moment("2026-11-03 08:05")),
        ..was
    };
    diary.correct(dose, Event::Dose(right));
    let wrong = diary.meal();
    diary.withdraw(wrong);
    diary.symptom(Tier::Record);
    diary.at("2026-11-03 12:00");
    diary.dose(UTIDELONE, "2026-11-03 once", "2x50");
    diary.dose(UTIDELONE, "2026-11-03 once", "2x50");
    diary.told().hold(&[UTIDELONE], "2026-11-04 once");
    diary.at("2026-11-04 08:00");
    let late = diary.intake(CAPECITABINE, "2026-11-03 pm", FULL);
    diary.push(Event::Dose(Dose {
        taken_at: Some(moment("2026-11-03 19:00")),
        ..late
    }));
    diary.diary()
}

#[test]
fn the_more_pages_and_the_calendar() {
    let mut person = Person::before(eventful(), "2026-11-04 08:12");
    person.choose("Look back");
    assert_snapshot!("more", everywhere_in_english(&mut person));
    person.choose("Calendar");
    assert_snapshot!("calendar", everywhere_in_english(&mut person));
    person.press(Press::Up).press(Press::Up).press(Press::Right);
    assert_snapshot!("calendar_delayed", everywhere_in_english(&mut person));
    person.press(Press::Down).press(Press::Down);
    person.choose("These days one by one");
    assert_snapshot!("calendar_days", everywhere(&mut person));
}

#[test]
fn a_calendar_without_a_cycle_and_before_one() {
    let mut diary = DiaryBuilder::new();
    let mut person = Person::before(diary.diary(), "2026-11-01 10:00");
    person.choose("Look back").choose("Calendar");
    assert_snapshot!("calendar_no_cycle", everywhere(&mut person));
    diary.start_cycle(1, "2026-11-05");
    let mut person = Person::before(diary.diary(), "2026-11-02 10:00");
    person.choose("Look back").choose("Calendar");
    assert_snapshot!("calendar_before", everywhere(&mut person));
}

#[test]
fn a_day_and_the_diary() {
    let mut person = Person::before(full_day(), "2026-11-04 08:12");
    person.choose("Look back").choose("Calendar");
    person.press(Press::Left).press(Press::Enter);
    assert_snapshot!("day", everywhere_in_english(&mut person));
    person
        .press(Press::Back)
        .press(Press::Right)
        .press(Press::Right);
    person.press(Press::Enter);
    assert_snapshot!("day_to_come", everywhere_in_english(&mut person));
    person.press(Press::Back).press(Press::Back);
    person.choose("Diary");
    assert_snapshot!("diary", everywhere(&mut person));
}

#[test]
fn a_correction() {
    let mut person = Person::before(day_3(), "2026-11-04 08:12");
    person.choose("Look back").choose("Calendar");
    person.press(Press::Left).press(Press::Enter);
    person.choose("capecitabine tablets, morning");
    assert_snapshot!("dose_recorded_before", everywhere_in_english(&mut person));
    person.choose("This entry is wrong");
    assert_snapshot!("entry", everywhere_in_english(&mut person));
    person.choose("It was another day");
    assert_snapshot!("correct_slot", everywhere_in_english(&mut person));
    person.press(Press::Back).choose("The time was different");
    person.press(Press::Left).choose("It was 07:10");
    assert_snapshot!("correct_reason", everywhere_in_english(&mut person));
    person.choose("The time was wrong");
    assert_snapshot!("correct_confirm", everywhere_in_english(&mut person));
    person.choose("Yes, record it");
    assert_snapshot!("correct_recorded", everywhere_in_english(&mut person));
    person
        .choose("Back to today")
        .choose("Look back")
        .choose("Diary");
    person.choose("Correction");
    assert_snapshot!("entry_corrected", everywhere(&mut person));
    let mut person = Person::before(day_3(), "2026-11-04 08:12");
    person.choose("Look back").choose("Diary").choose("cycle 1");
    assert_snapshot!("entry_of_team", everywhere(&mut person));
}

#[test]
fn the_right_time_of_a_meal() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:00").meal();
    let mut person = Person::before(diary.diary(), "2026-11-02 09:00");
    person
        .choose("Look back")
        .choose("Diary")
        .choose("finished eating")
        .choose("The time was different");
    assert_snapshot!("meal_time", everywhere(&mut person));
}

#[test]
fn the_picture_stands_still_and_its_day_stays_in_it_while_a_day_is_chosen() {
    for size in SIZES {
        let mut person = calendar();
        let rows_of_days = |drawn: &str| {
            drawn
                .lines()
                .filter(|line| line.starts_with("  utidelone") && !line.contains("capsules"))
                .count()
        };
        let before = screen(&person.view(), size, PLAIN);
        for press in [
            Press::Left,
            Press::Right,
            Press::Right,
            Press::Up,
            Press::Up,
            Press::Down,
        ] {
            person.press(press);
            let drawn = screen(&person.view(), size, PLAIN);
            assert_eq!(rows_of_days(&drawn), rows_of_days(&before), "{drawn}");
            assert!(drawn.contains('[') && drawn.contains(']'), "{drawn}");
            assert!(drawn.contains('▸'), "{drawn}");
        }
    }
}

#[test]
fn the_brackets_of_every_day_stand_in_one_column_in_both_languages() {
    for size in SIZES {
        let mut person = calendar();
        for language in 0..2 {
            if language == 1 {
                person.press(Press::Language);
            }
            for _ in 0..21 {
                let drawn = screen(&person.view(), size, PLAIN);
                let cells = |line: &str| Some(line[..line.find('[')?].width());
                let columns: Vec<usize> = drawn.lines().filter_map(cells).collect();
                assert!(columns.len() >= 2, "{drawn}");
                assert!(
                    columns.iter().all(|column| *column == columns[0]),
                    "{drawn}"
                );
                person.press(Press::Right);
            }
            for _ in 0..21 {
                person.press(Press::Left);
            }
        }
    }
}

#[test]
fn in_ascii_the_calendar_draws_nothing_else_in_english() {
    let theme = Theme {
        ascii: true,
        paint: crate::tui::Paint::NoColours,
    };
    for size in SIZES {
        let drawn = screen(&calendar().view(), size, theme).replace("中文", "");
        assert!(drawn.is_ascii(), "{drawn}");
        assert!(drawn.contains("[o"), "{drawn}");
    }
}

#[test]
fn a_click_on_a_day_of_the_picture_puts_the_brackets_around_that_day() {
    for size in SIZES {
        let mut person = calendar();
        let mut shown = picture(&person.view(), size);
        let mut clicked = 0;
        for (x, y) in (0..size.0).flat_map(|x| (0..size.1).map(move |y| (x, y))) {
            let Some((row, part @ Part::Day { .. })) = shown.at(x, y) else {
                continue;
            };
            clicked += 1;
            person.click_after(row, part, 1500);
            shown = picture(&person.view(), size);
            let drawn = screen(&person.view(), size, PLAIN);
            let bracket = |line: &str| Some(line[..line.find('[')?].width());
            let columns: Vec<usize> = drawn.lines().filter_map(bracket).collect();
            let beside = |column: &usize| (1..=4).contains(&(usize::from(x) - column));
            assert!(
                !columns.is_empty() && columns.iter().all(beside),
                "{x} {y} {drawn}"
            );
        }
        assert!(clicked > 21, "{size:?}: {clicked}");
    }
}

fn picture(view: &View, size: (u16, u16)) -> Picture {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    let mut picture = Picture::default();
    terminal
        .draw(|frame| picture = draw(frame, view, PLAIN))
        .unwrap();
    picture
}
