//! What the study team told the patient, on a call or at a visit, walked through by keys.

use super::Press;
use super::dose_tests::status;
use super::testing::Person;
use super::tests::morning;
use crate::domain::slots::Status;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder};

#[test]
fn what_was_said_on_the_call_is_recorded_with_the_order() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", "4x150+4x500");
    let mut person = Person::before(diary.diary(), "2026-11-02 09:00");
    person.choose("I have called them").choose("Pause");
    person
        .choose("All of them")
        .choose("From the next dose of each");
    person.sees("called the study team").sees("paused from");
    person.choose("Yes, record it");
    assert!(!person.words().contains("Call your study team now"));
}

#[test]
fn a_cycle_starts_not_before_day_22_with_its_tablets_and_a_second_confirmation() {
    let diary = DiaryBuilder::started("2026-11-02").diary();
    let mut person = Person::before(diary, "2026-11-22 09:00");
    person
        .choose("My study team told me")
        .choose("Start the next cycle");
    person.press(Press::Left).press(Press::Left);
    person.choose("From Mon 23 Nov 2026");
    person
        .sees("The same tablets as last time?")
        .sees("4 x 150 mg");
    person
        .choose("Yes, the same tablets")
        .choose("Yes, they told me");
    person
        .choose("Yes, record it")
        .sees("cycle 2 starts on Mon 23 Nov 2026");
    assert_eq!(person.diary.as_ref().unwrap().cycles().len(), 2);
}

#[test]
fn other_tablets_than_last_time_do_not_start_a_cycle() {
    let diary = DiaryBuilder::started("2026-11-02").diary();
    let mut person = Person::before(diary, "2026-11-24 09:00");
    person.sees("Waiting for your study team");
    person
        .choose("My study team told me")
        .choose("Start the next cycle");
    person
        .choose("From Tue 24 Nov 2026")
        .choose("No, or I am not sure");
    person.sees("Do not start yet.").choose("Back to today");
    assert_eq!(person.recorded(), 0);
}

#[test]
fn a_pause_a_reduction_and_going_on_again_are_recorded_as_told() {
    let mut person = morning();
    person.choose("My study team told me").choose("Pause");
    person
        .choose("Only capecitabine")
        .choose("From Wed 4 Nov 2026");
    person.choose("Yes, record it").choose("Back to today");
    person.sees("Paused by your study team.");
    person.sees("not yet confirmed by your study team");
    person.choose("My study team told me").choose("Take fewer");
    person.choose("Only capecitabine");
    person.press(Press::Left).choose("Go on");
    person
        .choose("From ")
        .choose("Yes, record it")
        .choose("Back to today");
    person.choose("My study team told me").choose("Go on again");
    person.choose("From ").choose("Yes, they told me");
    person.choose("Yes, record it").choose("Back to today");
    assert_eq!(status(&person), Status::Due);
    person.choose("What I was told");
    person.sees("3 x 150 mg + 2 x 500 mg").sees("paused from");
}

#[test]
fn an_order_told_on_a_call_can_be_taken_back_by_itself() {
    let mut person = Person::before(
        DiaryBuilder::started("2026-11-02").diary(),
        "2026-11-04 12:30",
    );
    person.choose("My study team told me").choose("Pause");
    person
        .press(Press::Enter)
        .choose("From")
        .choose("Yes, record it");
    let back = |person: &Person| {
        let rows = person.view().page.rows;
        rows.iter()
            .filter(|row| row.label == "Take this entry back")
            .count()
    };
    assert_eq!(back(&person), 2, "{}", person.words());
}
