//! The calendar: which days it shows with which marks, and where the arrows lead in it.

use super::look_back_tests::{FULL, calendar_of, morning};
use super::testing::{Person, day_3};
use super::{Block, Calendar, Mark, Press, Screen};
use crate::domain::diary::Diary;
use crate::domain::entry::Tier;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, date};

fn picture(person: &Person) -> Calendar {
    let blocks = person.view().page.blocks;
    let found = blocks.into_iter().find_map(|block| match block {
        Block::Calendar(calendar) => Some(calendar),
        _ => None,
    });
    found.unwrap()
}

/// The marks of a lane's intake in the row of the chosen day.
fn marks(person: &Person, lane: usize, period: usize) -> Vec<Mark> {
    let calendar = picture(person);
    let band = &calendar.bands[calendar.chosen.0];
    band.lanes[lane].periods[period].1.clone()
}

pub(super) fn chosen_day(person: &Person) -> String {
    let Screen::Calendar(date) = person.screen() else {
        panic!("not the calendar: {:?}", person.screen());
    };
    date.to_string()
}

/// `cycles` cycles of 21 days from 2026-01-05 on, a dose each day.
pub(super) fn long(cycles: u16) -> Diary {
    let mut diary = DiaryBuilder::started("2026-01-05");
    let first = date("2026-01-05");
    for cycle in 0..cycles {
        let start = first.plus(i64::from(cycle) * 21);
        diary.by_site().at(&format!("{start} 05:00"));
        if cycle > 0 {
            diary.start_cycle(cycle + 1, &start.to_string());
        }
        diary.by_patient();
        for day in 0..14 {
            let day = start.plus(day);
            diary.at(&format!("{day} 08:10"));
            diary.dose(CAPECITABINE, &format!("{day} am"), FULL);
        }
    }
    diary.diary()
}

#[test]
fn the_calendar_opens_on_today_and_enter_opens_the_chosen_day() {
    let mut person = morning();
    person.choose("Look back").choose("Calendar");
    person.sees("Wed 4 Nov 2026, today: cycle 1, day 3");
    person.sees("utidelone capsules: taken 06:32");
    assert_eq!(picture(&person).chosen, (0, 2));
    assert_eq!(
        marks(&person, 1, 0)[..4],
        [Mark::Taken, Mark::Taken, Mark::Due, Mark::Upcoming]
    );
    person
        .press(Press::Left)
        .sees("Tue 3 Nov 2026: cycle 1, day 2");
    person.press(Press::Enter);
    assert_eq!(*person.screen(), Screen::Day(date("2026-11-03")));
    person.press(Press::Erase);
    assert_eq!(chosen_day(&person), "2026-11-03", "back on the same day");
    person.press(Press::Erase).press(Press::Erase);
    assert_eq!(*person.screen(), Screen::Today);
    assert_eq!(person.recorded(), 0);
}

#[test]
fn arrows_stop_at_the_first_and_the_last_day_and_down_reaches_the_rows() {
    let mut person = calendar_of(day_3(), "2026-11-04 08:12");
    for _ in 0..50 {
        person.press(Press::Left);
    }
    assert_eq!(chosen_day(&person), "2026-11-02");
    for _ in 0..50 {
        person.press(Press::Right);
    }
    assert_eq!(chosen_day(&person), "2026-11-22");
    person.press(Press::Down).press(Press::Enter);
    assert_eq!(*person.screen(), Screen::Days(date("2026-11-22")));
    person.sees("Sun 22 Nov 2026: cycle 1, day 21");
    person.sees("No dose planned on this day.");
}

#[test]
fn a_day_to_come_can_be_looked_at_but_nothing_is_recorded_there() {
    let mut person = calendar_of(day_3(), "2026-11-04 08:12");
    person.press(Press::Right).press(Press::Enter);
    person.sees("This day is still to come.");
    let labels = person.labels();
    assert!(
        labels.iter().all(|label| !label.starts_with("I took")),
        "{labels:?}"
    );
    person.choose("capecitabine tablets, morning");
    let rows = person.view().page.rows;
    assert_eq!(rows.len(), 1, "only back: {rows:?}");
}

#[test]
fn a_delayed_cycle_goes_on_in_a_row_of_its_own() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_site().at("2026-11-30 09:00");
    diary.start_cycle(2, "2026-11-30");
    let mut person = calendar_of(diary.diary(), "2026-12-01 08:00");
    let names: Vec<String> = picture(&person)
        .bands
        .into_iter()
        .map(|band| band.name)
        .collect();
    assert_eq!(names, ["Cycle 1", "Day 22", "Cycle 2"]);
    let days: Vec<usize> = picture(&person)
        .bands
        .iter()
        .map(|band| band.dates.len())
        .collect();
    assert_eq!(days, [21, 7, 21]);
    person
        .press(Press::Up)
        .sees("Tue 24 Nov 2026: cycle 1, day 23");
    person
        .press(Press::Up)
        .sees("Tue 3 Nov 2026: cycle 1, day 2");
    // From the end of a full row to a shorter one: its last day.
    for _ in 0..19 {
        person.press(Press::Right);
    }
    person
        .press(Press::Down)
        .sees("Sun 29 Nov 2026: cycle 1, day 28");
}

#[test]
fn a_pause_and_an_extra_dose_have_their_marks() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", FULL);
    diary.at("2026-11-02 10:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", FULL);
    diary.by_site().at("2026-11-02 11:00");
    diary.hold(&[CAPECITABINE], "2026-11-03 am");
    diary.resume(&[CAPECITABINE], "2026-11-04 pm");
    let mut person = calendar_of(diary.diary(), "2026-11-03 12:00");
    assert_eq!(
        marks(&person, 1, 0)[..3],
        [Mark::Extra, Mark::Held, Mark::Held]
    );
    assert_eq!(
        marks(&person, 1, 1)[..3],
        [Mark::Open, Mark::Held, Mark::Upcoming]
    );
    person
        .press(Press::Left)
        .sees("Extra dose: capecitabine tablets, 1600 mg");
    person.press(Press::Enter).sees("extra dose");
    person.sees("taken 10:10");
    // The order of that date stands there too.
    person.sees("paused from Tue 3 Nov 2026");
}

#[test]
fn a_day_opens_on_the_first_dose_that_is_missing() {
    let mut person = calendar_of(day_3(), "2026-11-04 19:00");
    person.press(Press::Enter);
    let view = person.view();
    let chosen = &view.page.rows[view.cursor].label;
    assert_eq!(chosen, "capecitabine tablets, morning");
}

#[test]
fn a_diary_without_a_cycle_has_a_calendar() {
    let mut diary = DiaryBuilder::new();
    diary.by_patient().at("2026-11-01 10:00");
    diary.symptom(Tier::Record);
    let mut person = calendar_of(diary.diary(), "2026-11-03 10:00");
    person
        .sees("Tue 3 Nov 2026, today")
        .sees("No dose planned on this day.");
    person
        .press(Press::Left)
        .press(Press::Left)
        .press(Press::Left);
    assert_eq!(chosen_day(&person), "2026-11-01");
    person.press(Press::Enter).sees("symptom: diarrhoea");
    let mut empty = calendar_of(DiaryBuilder::new().diary(), "2026-11-03 10:00");
    empty
        .press(Press::Up)
        .press(Press::Right)
        .sees("Tue 3 Nov 2026, today");
}

#[test]
fn of_40_cycles_only_the_rows_around_the_chosen_one_are_in_the_picture() {
    let mut person = calendar_of(long(40), "2028-04-10 12:00");
    person.sees("cycle 40, day");
    assert_eq!(picture(&person).bands.len(), 9);
    for _ in 0..39 {
        person.press(Press::Up);
    }
    person.sees("cycle 1, day");
    assert_eq!(picture(&person).chosen.0, 0);
    person.press(Press::Up);
    person.sees("cycle 1, day");
    let lane = marks(&person, 1, 0);
    assert_eq!(lane.iter().filter(|mark| **mark == Mark::Taken).count(), 14);
}

#[test]
fn a_day_on_which_the_clock_changes_is_one_day() {
    let mut diary = DiaryBuilder::started("2026-10-20");
    diary.by_patient();
    // Summer time ends in the night before 25 October in Europe.
    for (at, slot) in [
        ("2026-10-24 19:00 +02:00", "2026-10-24 pm"),
        ("2026-10-25 08:00 +01:00", "2026-10-25 am"),
        ("2026-10-25 19:00 +01:00", "2026-10-25 pm"),
    ] {
        diary.at(at).dose(CAPECITABINE, slot, FULL);
    }
    let mut person = calendar_of(diary.diary(), "2026-10-26 09:00 +01:00");
    person
        .press(Press::Left)
        .sees("Sun 25 Oct 2026: cycle 1, day 6");
    person
        .sees("morning taken 08:00")
        .sees("evening taken 19:00");
    person
        .press(Press::Left)
        .sees("Sat 24 Oct 2026: cycle 1, day 5");
    person
        .press(Press::Right)
        .press(Press::Right)
        .sees("Mon 26 Oct 2026, today");
}
