//! What the pages beside the doses look like: progress, symptoms, the days after the treatment.

use insta::assert_snapshot;

use super::tests::{everywhere, everywhere_in_english};
use crate::app::Press;
use crate::app::testing::{Person, day_3, ended};
use crate::domain::adherence::examples::{three_cycles, worked_example};

#[test]
fn progress_of_one_cycle_beside_a_warning_and_of_three() {
    let mut person = Person::before(worked_example().diary(), "2026-11-20 09:00");
    person.choose("Look back").choose("Progress");
    assert_snapshot!("progress_warning", everywhere_in_english(&mut person));
    person.choose("Cycle 1");
    assert_snapshot!("progress_cycle", everywhere(&mut person));
    let mut person = Person::before(three_cycles().diary(), "2026-12-30 21:00");
    person.choose("Look back").choose("Progress");
    assert_snapshot!("progress", everywhere(&mut person));
}

#[test]
fn the_page_after_follow_up() {
    let mut person = ended("2026-12-04 08:00");
    assert_snapshot!("today_ended", everywhere(&mut person));
}

fn morning() -> Person {
    Person::before(day_3(), "2026-11-04 08:12")
}

#[test]
fn from_the_list_of_symptoms_to_the_call() {
    let mut person = morning();
    person.choose("I have a symptom");
    assert_snapshot!("symptoms", everywhere_in_english(&mut person));
    person.choose("diarrhoea");
    assert_snapshot!("symptom_yes_no", everywhere_in_english(&mut person));
    person.choose("No");
    assert_snapshot!("symptom_count_unset", everywhere_in_english(&mut person));
    for _ in 0..4 {
        person.press(Press::Right);
    }
    assert_snapshot!("symptom_count", everywhere_in_english(&mut person));
    person.choose("4 more").choose("I am not sure");
    assert_snapshot!("symptom_severity", everywhere_in_english(&mut person));
    person.choose("Moderate");
    assert_snapshot!("symptom_since", everywhere_in_english(&mut person));
    person.choose("Earlier");
    assert_snapshot!("symptom_since_earlier", everywhere_in_english(&mut person));
    person.choose("Since");
    assert_snapshot!("symptom_confirm", everywhere_in_english(&mut person));
    person.choose("Yes, record it");
    assert_snapshot!("symptom_call_now", everywhere_in_english(&mut person));
    person.choose("Back to today");
    assert_snapshot!("today_symptom", everywhere_in_english(&mut person));
    person.choose("I have a symptom").choose("What I reported");
    assert_snapshot!("symptom_reports", everywhere_in_english(&mut person));
    person.choose("diarrhoea");
    assert_snapshot!("symptom_report", everywhere_in_english(&mut person));
    person.choose("It is over");
    assert_snapshot!("symptom_over", everywhere(&mut person));
}

#[test]
fn an_emergency() {
    let mut person = morning();
    person.choose("I have a symptom").choose("Emergency");
    assert_snapshot!("emergency", everywhere_in_english(&mut person));
    person.choose("After the call");
    assert_snapshot!("emergency_signs", everywhere_in_english(&mut person));
    person.choose("chest pain");
    assert_snapshot!("emergency_confirm", everywhere_in_english(&mut person));
    person.choose("Yes, record it");
    assert_snapshot!("emergency_recorded", everywhere_in_english(&mut person));
    person.choose("Back to today");
    assert_snapshot!("today_emergency", everywhere(&mut person));
}

#[test]
fn a_temperature_and_a_report_for_the_next_visit() {
    let mut person = morning();
    person.choose("I have a symptom").choose("fever");
    person.press(Press::Right);
    assert_snapshot!("symptom_temperature", everywhere_in_english(&mut person));
    person.choose("It was 37.0 C").choose("No").choose("Today");
    person.choose("Yes, record it");
    assert_snapshot!("symptom_recorded", everywhere(&mut person));
}

#[test]
fn a_vomited_dose_leads_to_the_questions_about_vomiting() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .choose("I took it and vomited")
        .choose("It was 08:12")
        .choose("No")
        .choose("Yes, record it");
    assert_snapshot!("vomited_recorded", everywhere(&mut person));
}

#[test]
fn a_warning_in_follow_up() {
    let mut person = ended("2026-11-14 08:00");
    person
        .choose("I took a study medicine")
        .choose("capecitabine")
        .choose("I took 4 x 150 mg + 2 x 500 mg")
        .choose("It was 08:00")
        .choose("Yes, record it")
        .choose("Back to today");
    assert_snapshot!("follow_up_dose", everywhere_in_english(&mut person));
    person.choose("I have called them");
    assert_snapshot!("follow_up_called", everywhere(&mut person));
}
