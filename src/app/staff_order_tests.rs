//! Orders that staff enter at the patient's computer, and what they confirm of what the patient was told.

use super::Press;
use super::staff_tests::{is_by_nurse, last, nurse, nurse_at};
use super::testing::{Person, day_3};
use crate::domain::entry::{Event, PrescriptionReason};
use crate::domain::orders::{Known, Running};
use crate::domain::protocol::EndReason;
use crate::domain::slots::{Status, slot_state};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, drug, moment, slot};

#[test]
fn staff_pause_from_the_evening_so_that_a_morning_that_is_over_stays_as_it_was() {
    // The capsules of the day are still due: they must not pull the pause into the morning.
    let diary = DiaryBuilder::started("2026-11-02").diary();
    let mut person = nurse_at(Person::before(diary, "2026-11-04 12:10"));
    person
        .choose("Orders")
        .choose("Pause")
        .choose("All of them");
    person.choose("From Wed 4 Nov 2026, evening");
    person.fill("Reason", "手足综合征").choose("Go on");
    person.sees("paused from Wed 4 Nov 2026, evening (手足综合征)");
    person.choose("Yes, record it");
    let (by, event) = last(&person);
    assert!(is_by_nurse(&by));
    let Event::Held(held) = event else {
        panic!("{event:?}");
    };
    assert_eq!((held.told, held.given_at), (false, None));
    let diary = person.diary.as_ref().unwrap();
    let status = |at: &str| {
        slot_state(diary, drug(CAPECITABINE), slot(at), person.now).map(|state| state.status)
    };
    assert_eq!(status("2026-11-04 am"), Some(Status::Overdue));
    assert_eq!(status("2026-11-04 pm"), Some(Status::Held));
    assert_eq!(diary.unconfirmed(), []);
}

#[test]
fn ruling_02_staff_say_when_an_order_was_given_earlier_than_it_is_recorded() {
    let mut person = nurse();
    person
        .choose("Orders")
        .choose("Pause")
        .choose("Only capecitabine");
    person.turn("Day", -1).choose("The order was given earlier");
    person.turn("Day", -1).turn("Hour", -2).turn("Minute", -2);
    person.choose("Given Tue 3 Nov 2026, 10:00");
    person.sees("Given Tue 3 Nov 2026, 10:00");
    person
        .choose("From Tue 3 Nov 2026, evening")
        .choose("Go on")
        .choose("Yes, record it");
    let (_, Event::Held(held)) = last(&person) else {
        panic!("no pause");
    };
    assert_eq!(held.given_at, Some(moment("2026-11-03 10:00")));
    // The evening of that day was taken under the pause: it is extra, and the slot is paused.
    let diary = person.diary.as_ref().unwrap();
    let state = slot_state(diary, drug(CAPECITABINE), slot("2026-11-03 pm"), person.now);
    assert_eq!(state.unwrap().status, Status::Held);
}

#[test]
fn an_order_cannot_have_been_given_later_than_now() {
    let mut person = nurse();
    person
        .choose("Orders")
        .choose("Pause")
        .choose("Only capecitabine");
    person
        .choose("The order was given earlier")
        .turn("Day", 3)
        .turn("Hour", 5);
    let given: Vec<String> = person.labels();
    let given: Vec<&String> = given
        .iter()
        .filter(|row| row.starts_with("Given"))
        .collect();
    assert_eq!(given, ["Given Wed 4 Nov 2026, 12:10"]);
}

#[test]
fn staff_see_mg_per_m2_beside_the_studys_and_are_asked_about_more_and_about_too_far_off() {
    let mut person = nurse();
    person
        .choose("Orders")
        .choose("Tablets and capsules")
        .choose("Only capecitabine");
    person
        .fill("Body surface", "1.60")
        .sees("1000 mg/m2, the study says 1000 mg/m2");
    person.turn("capecitabine tablets, morning, 500 mg", 1);
    person.sees("2100 mg each time: 1312.5 mg/m2, the study says 1000 mg/m2");
    person.choose("Go on").choose("From ").choose("more again");
    person.sees("is more than before").choose("Yes");
    person.sees("1312.5 mg/m2").choose("Yes");
    person.choose("Yes, record it");
    let (_, Event::Prescribed(order)) = last(&person) else {
        panic!("no prescription");
    };
    assert_eq!(order.reason, PrescriptionReason::ReEscalation);
    assert_eq!(
        order.bsa_m2.map(|m2| m2.to_string()).as_deref(),
        Some("1.6")
    );
    assert_eq!(order.units[&"am".parse().unwrap()].mg().to_string(), "2100");
    assert_eq!(order.units[&"pm".parse().unwrap()].mg().to_string(), "1600");
}

#[test]
fn staff_count_a_strength_that_the_study_does_not_list_and_a_wrong_body_surface_is_said() {
    let mut person = nurse();
    person
        .choose("Orders")
        .choose("Tablets and capsules")
        .choose("Only capecitabine");
    person.choose("Another strength of capecitabine");
    person
        .turn("capecitabine tablets, morning,  mg", 1)
        .sees("must be a number of milligrams");
    person.fill("capecitabine tablets: strength", "300");
    person.sees("1900 mg each time");
    person
        .fill("Body surface", "16.2")
        .sees("must be a number such as 1.62");
    person
        .fill("Body surface", "")
        .choose("Go on")
        .choose("From ")
        .choose("other change");
    person
        .sees("more than before")
        .choose("Yes")
        .sees("does not list")
        .choose("Yes");
    person.choose("Yes, record it").sees("1 x 300 mg");
}

#[test]
fn ruling_05_staff_end_a_treatment_with_a_reason_and_open_it_again() {
    let mut person = nurse();
    person
        .choose("Orders")
        .choose("Stop for good")
        .choose("All of them");
    person
        .choose("From ")
        .choose("disease progression")
        .choose("Yes, record it");
    let (_, Event::Stopped(stopped)) = last(&person) else {
        panic!("no stop");
    };
    assert_eq!(stopped.reason, Some(EndReason::Progression));
    person
        .choose("Back to the study team")
        .choose("Orders")
        .choose("Go on after");
    person.choose("All of them").choose("From ").choose("Go on");
    person
        .sees("Open the treatment again?")
        .choose("Yes")
        .choose("Yes, record it");
    let diary = person.diary.as_ref().unwrap();
    let running = diary
        .course(drug(UTIDELONE))
        .running(slot("2026-11-05 once"), Known::All);
    assert_eq!(running, Running::Yes);
}

#[test]
fn ruling_04_staff_start_a_cycle_early_and_are_asked_about_it() {
    let mut person = nurse_at(Person::before(day_3(), "2026-11-20 09:00"));
    person.choose("Orders").choose("A cycle starts");
    person
        .sees("Mon 23 Nov 2026")
        .turn("Day", -3)
        .choose("From Fri 20 Nov 2026");
    person.sees("day 19 of the running cycle").choose("Yes");
    person
        .sees("The same tablets as last time?")
        .choose("No, or I am not sure");
    person
        .sees("Which medicine?")
        .press(Press::Back)
        .choose("Yes, the same tablets");
    person
        .sees("cycle 2 starts on Fri 20 Nov 2026")
        .choose("Yes, record it");
    assert_eq!(person.diary.as_ref().unwrap().cycles().len(), 2);
}

#[test]
fn ruling_06_staff_confirm_one_or_all_of_what_the_patient_was_told() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-04 09:00");
    let first = b.told().hold(&[CAPECITABINE], "2026-11-04 pm");
    let second = b.told().hold(&[UTIDELONE], "2026-11-05 once");
    let third = b.told().resume(&[UTIDELONE], "2026-11-06 once");
    let mut person = nurse_at(Person::before(b.diary(), "2026-11-04 12:10"));
    person
        .sees("to confirm: 3")
        .choose("Confirm what the patient was told");
    person
        .choose(&format!("Confirm entry {}", first.seq))
        .sees("capecitabine tablets: paused from Wed 4 Nov 2026, evening")
        .choose("Yes, record it");
    assert_eq!(
        person.diary.as_ref().unwrap().unconfirmed(),
        [second, third]
    );
    person
        .choose("Back to the study team")
        .choose("Confirm what")
        .choose("Confirm all 2");
    person.choose("Yes, record it");
    assert_eq!(person.diary.as_ref().unwrap().unconfirmed(), []);
    person
        .choose("Back to the study team")
        .choose("Confirm what");
    person.sees("There is nothing to confirm.");
}

#[test]
fn several_told_orders_are_one_line_of_the_day_and_a_page_of_their_own() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-04 09:00");
    b.told().hold(&[CAPECITABINE], "2026-11-04 pm");
    let mut one = Person::before(b.diary(), "2026-11-04 12:10");
    one.sees("As you were told, not yet confirmed");
    b.told().hold(&[UTIDELONE], "2026-11-05 once");
    let mut person = Person::before(b.diary(), "2026-11-04 12:10");
    person.sees("2 things you were told are not yet confirmed");
    assert!(!person.words().contains("As you were told"));
    person.choose("What I was told");
    person
        .sees("capecitabine tablets: paused")
        .sees("utidelone capsules: paused");
    assert!(!person.words().contains("Confirm"), "only staff confirm");
}

#[test]
fn going_on_again_names_the_first_dose_of_each_medicine_and_lifts_both_pauses() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-04 12:00");
    b.told().hold(&[UTIDELONE], "2026-11-04 once");
    b.told().hold(&[CAPECITABINE], "2026-11-04 pm");
    let mut person = Person::before(b.diary(), "2026-11-04 12:10");
    person.choose("My study team told me").choose("Go on again");
    person.choose("All of them");
    person
        .sees("utidelone capsules: from Wed 4 Nov 2026\n")
        .sees("capecitabine tablets: from Wed 4 Nov 2026, evening");
    person.choose("From the next dose of each");
    person.choose("Yes, they told me").choose("Yes, record it");
    let diary = person.diary.as_ref().unwrap();
    for code in [UTIDELONE, CAPECITABINE] {
        let running = diary
            .course(drug(code))
            .running(slot("2026-11-04 pm"), Known::All);
        assert_eq!(running, Running::Yes, "{code}");
    }
}
