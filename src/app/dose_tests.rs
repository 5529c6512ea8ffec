//! A dose and the meal before it, walked through by keys up to the line that is recorded.

use super::Press;
use super::testing::{Person, day_3};
use super::tests::morning;
use crate::domain::slots::Status;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, date, drug};
use crate::domain::today::today;

pub(super) fn status(person: &Person) -> Status {
    let diary = person.diary.as_ref().unwrap();
    let day = today(diary, date("2026-11-04"), person.now);
    let is_morning = |slot: &&crate::domain::today::DaySlot| {
        slot.state.slot.drug == drug(CAPECITABINE)
            && slot.state.slot.period == crate::domain::calendar::Period::Am
    };
    day.slots.iter().find(is_morning).unwrap().state.status
}

#[test]
fn a_dose_taken_now_is_recorded_after_the_line_that_says_so() {
    let mut person = morning();
    person.choose("capecitabine tablets, morning");
    person.choose("I have taken it now, 08:12");
    person.sees("Did you take it within 30 minutes after a meal?");
    person.choose("Yes");
    person.sees("Record: capecitabine tablets, morning");
    person.sees("The dose before was 13 h 22 min earlier.");
    assert_eq!(person.recorded(), 0);
    person.choose("Yes, record it").sees("Recorded 08:12");
    assert_eq!(status(&person), Status::Taken);
}

#[test]
fn after_a_meal_the_minutes_count_down_and_food_is_not_asked() {
    let mut person = morning();
    person.choose("I have finished eating");
    person.choose("Yes, record it").choose("Back to today");
    person.sees("Take within 30 minutes (until 08:42).");
    person.wait(6).sees("Take within 24 minutes (until 08:42).");
    person.choose("capecitabine tablets, morning");
    person.choose("I have taken it now, 08:18");
    person.sees("within 30 minutes after eating");
    person.choose("Yes, record it").sees("Recorded 08:18");
}

#[test]
fn a_second_dose_is_asked_about_on_a_page_that_names_the_first_then_asks_for_a_call() {
    let mut person = Person::before(day_3(), "2026-11-04 09:00");
    person
        .choose("utidelone capsules")
        .choose("I took it again");
    person.sees("You recorded this dose as taken at");
    let view = person.view();
    assert_eq!(view.page.rows[view.cursor].label, "No, only once");
    person.choose("Yes, I took it again");
    person.choose("It was 09:00").choose("Yes");
    person.choose("I took 2 x 50 mg").sees("Is this right?");
    person.choose("Yes, record it");
    person
        .sees("Call your study team now")
        .sees("Nobody has been told.");
    person.choose("Back to today");
    person
        .sees("An extra dose is recorded")
        .sees("I have called them");
    person.sees("Call before this dose: 555 0100 (day), 555 0101 (night).");
    person
        .choose("I have called them")
        .choose("Nobody answered");
    person.choose("Yes, record it").choose("Back to today");
    person.sees("I have called them");
    person
        .choose("I have called them")
        .choose("Go on as before");
    person.choose("Yes, record it").choose("Back to today");
    assert!(!person.words().contains("I have called them"));
}

#[test]
fn an_intake_in_the_rest_week_is_recordable_and_asks_for_a_call() {
    let diary = DiaryBuilder::started("2026-11-02").diary();
    let mut person = Person::before(diary, "2026-11-17 08:00");
    person.sees("rest week, day 16 of 21");
    person
        .choose("I took a study medicine")
        .choose("capecitabine");
    person
        .choose("I took 4 x 150 mg")
        .choose("I don't remember");
    person
        .choose("Yes, record it")
        .sees("Call your study team now");
}

#[test]
fn a_dose_of_yesterday_is_asked_for_with_its_day() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient();
    let mut person = Person::before(diary.diary(), "2026-11-03 08:00");
    person.sees("Yesterday, Mon 2 Nov: capecitabine tablets, evening");
    person.choose("Yesterday, Mon 2 Nov: capecitabine tablets, evening");
    person.choose("I took it").sees("When did you take it?");
    person.choose("It was 20:00").choose("I am not sure");
    person.sees("For Mon 2 Nov 2026, not for today.");
    person.choose("Yes, record it").sees("taken 20:00");
}

#[test]
fn not_taken_needs_a_reason_and_the_protocols_text_follows() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .choose("I did not take it");
    person.choose("I could not eat").choose("Yes, record it");
    person.sees("Never take two doses at once.");
    assert_eq!(status(&person), Status::Missed);
}

#[test]
fn part_of_a_dose_then_the_rest() {
    let mut person = morning();
    person.choose("capecitabine tablets, morning");
    person.choose("I took only part of it");
    for _ in 0..4 {
        person.press(Press::Left);
    }
    person.choose("I took 2 x 500 mg");
    person
        .choose("It was 08:12")
        .choose("Yes")
        .choose("Yes, record it");
    assert_eq!(status(&person), Status::PartlyTaken);
    person.choose("Back to today");
    person
        .choose("capecitabine tablets, morning")
        .choose("I took the rest");
    person.choose("It was 08:12").choose("Yes");
    person.sees("Is this the rest of it?").choose("Yes");
    person.choose("Yes, record it");
    assert_eq!(status(&person), Status::Taken);
}

#[test]
fn an_answer_that_nobody_gave_is_not_the_first_of_the_food_question() {
    let mut person = Person::before(
        DiaryBuilder::started("2026-11-02").diary(),
        "2026-11-02 07:00",
    );
    person
        .choose("utidelone capsules")
        .choose("I have taken it now");
    let view = person.view();
    assert_eq!(view.page.rows[view.cursor].label, "I am not sure");
}

#[test]
fn a_dose_whose_time_is_over_does_not_offer_taken_now_first() {
    let mut person = Person::before(day_3(), "2026-11-04 12:30");
    person.choose("capecitabine tablets, morning");
    let view = person.view();
    assert_eq!(
        view.page.rows[view.cursor].label,
        "I took it at another time"
    );
}

#[test]
fn enter_pressed_again_and_again_says_nothing_more_about_a_dose_that_is_recorded_or_to_come() {
    for row in ["utidelone capsules", "capecitabine tablets, evening"] {
        let mut person = morning();
        person.choose(row);
        let view = person.view();
        assert_eq!(view.page.rows[view.cursor].label, "Back", "{row}");
    }
}
