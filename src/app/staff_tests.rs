//! What the study team's page and other medicines do, without a terminal.

use super::testing::{Person, day_3};
use super::{Press, Screen};
use crate::domain::entry::{Author, Event, Language};
use crate::domain::testing::{UTIDELONE, date, drug};

/// A nurse at the study team's page, at noon of day 3.
pub(super) fn nurse() -> Person {
    nurse_at(Person::before(day_3(), "2026-11-04 12:10"))
}

pub(super) fn nurse_at(mut person: Person) -> Person {
    person.choose("Look back").choose("Study team");
    person.fill("Your initials", "LN").choose("Go on");
    person.sees("Entered by the study team, LN");
    person
}

pub(super) fn last(person: &Person) -> (Author, Event) {
    let entry = person.diary.as_ref().unwrap().history().last().unwrap();
    (entry.by.clone(), entry.event.clone())
}

pub(super) fn is_by_nurse(by: &Author) -> bool {
    matches!(by, Author::Site { id } if id.to_string() == "LN")
}

#[test]
fn initials_are_asked_once_shown_on_every_page_and_forgotten_when_leaving_or_resting() {
    let mut person = nurse();
    for row in [
        "Orders",
        "Confirm what",
        "Numbers to call",
        "Usual times",
        "Other medicines",
    ] {
        person
            .choose(row)
            .sees("Entered by the study team, LN")
            .press(Press::Back);
    }
    person
        .choose("Usual times")
        .choose("usual number of stools");
    person
        .turn("How many", 3)
        .choose("Go on")
        .sees("Entered by the study team, LN");
    person
        .choose("Yes, record it")
        .sees("Entered by the study team, LN");
    person
        .choose("Back to the study team")
        .sees("Entered by the study team, LN");
    assert_eq!(person.diary.as_ref().unwrap().baseline_stools(), Some(2));
    person.choose("Done");
    assert_eq!(*person.screen(), Screen::Today);
    person.choose("Look back").choose("Study team");
    person.sees("For the study team only");
    assert!(!person.words().contains("LN"));

    let mut resting = nurse();
    resting.choose("Orders").wait(11);
    assert_eq!(*resting.screen(), Screen::Today);
    resting
        .choose("Look back")
        .choose("Study team")
        .sees("For the study team only");

    let mut leaving = nurse();
    leaving.press(Press::Back).choose("Study team");
    leaving.sees("For the study team only");
}

#[test]
fn ruling_06_a_patient_cannot_get_past_the_question_for_initials_without_any() {
    let mut person = Person::before(day_3(), "2026-11-04 12:10");
    person.choose("Look back").choose("Study team");
    assert!(!person.labels().contains(&"Go on".to_owned()));
    person.fill("Your initials", "L N 1").sees("1 to 8 letters");
    assert!(!person.labels().contains(&"Go on".to_owned()));
    person.fill("Your initials", "李娜");
    person
        .choose("Go on")
        .sees("Entered by the study team, 李娜");
}

#[test]
fn every_rule_that_a_site_may_set_is_listed_and_can_be_set_with_the_keys_of_its_page() {
    let mut person = nurse();
    person.sees("not set: ").choose("Usual times");
    person.choose("utidelone capsules").sees("not set");
    person.choose("usual time (once a day)");
    let value = |person: &Person| match &person.view().page.rows[0].kind {
        super::RowKind::Step { value, .. } => value.clone(),
        super::RowKind::Act(_) | super::RowKind::Roam(_) | super::RowKind::Type { .. } => {
            String::new()
        }
    };
    assert_eq!(value(&person), "not set");

    person.turn("Hour", 1);
    assert_eq!(
        value(&person),
        "04",
        "the first press shows where the dose's own time begins"
    );
    person.turn("Hour", 2).turn("Minute, in steps of 5", 6);
    person
        .choose("Go on")
        .sees("usual time once a day 06:30")
        .choose("Yes, record it");
    let set = |person: &mut Person, rule: &str| {
        person
            .choose("Back to the study team")
            .choose("Usual times");
        person.choose("utidelone capsules").choose(rule);
    };
    for (rule, hours) in [
        ("hours without food before", 2),
        ("hours without food after", 1),
        ("least hours", 3),
        ("hours in which a missed", 0),
    ] {
        set(&mut person, rule);
        // The first press leaves "not set" behind and shows nought.
        person
            .turn("How many", hours + 1)
            .choose("Go on")
            .choose("Yes, record it");
    }
    set(&mut person, "strengths that exist");
    person
        .fill("In mg", "50，100")
        .choose("Go on")
        .choose("Yes, record it");
    for rule in ["what to do with a missed", "what to do after vomiting"] {
        set(&mut person, rule);
        person.sees("Both languages are needed.");
        person
            .fill("English", "Leave it out.")
            .sees("Both languages are needed.");
        person
            .fill("简体中文", "不要补服。")
            .choose("Go on")
            .choose("Yes, record it");
    }
    let utidelone = |person: &Person| {
        let rules = person.diary.as_ref().unwrap().rules();
        rules.drug(drug(UTIDELONE)).unwrap().clone()
    };
    let rules = utidelone(&person);
    assert!(
        rules
            .site_rules()
            .into_iter()
            .all(|rule| rules.has_set(rule))
    );
    assert_eq!(
        rules.periods[0]
            .usual_time
            .as_ref()
            .unwrap()
            .value
            .to_string(),
        "06:30"
    );
    assert_eq!(rules.fasting_hours_before.as_ref().unwrap().value, 2);
    assert_eq!(rules.catch_up_hours.as_ref().unwrap().value, 0);
    assert_eq!(rules.strengths_mg.as_ref().unwrap().value.len(), 2);
    assert_eq!(
        rules.missed.as_ref().unwrap().value.get(Language::ZhHans),
        "不要补服。"
    );
    person
        .choose("Back to the study team")
        .choose("Usual times")
        .choose("what to do on a clinic day");
    person
        .fill("English", "After the blood test.")
        .fill("简体中文", "抽血以后再服。");
    person.choose("Go on").choose("Yes, record it");
    person
        .choose("Back to the study team")
        .choose("Usual times")
        .choose("language of the diary");
    person.choose("简体中文").choose("Yes, record it");
    assert_eq!(person.diary.as_ref().unwrap().language(), Language::ZhHans);
}

#[test]
fn ruling_19_staff_change_the_numbers_to_call() {
    let mut person = nurse();
    person
        .choose("Numbers to call")
        .fill("Study team, by day", "12")
        .sees("All three numbers");
    person
        .fill("Study team, by day", "010-12345678转801")
        .choose("Go on");
    person
        .choose("Yes, record it")
        .choose("Back to the study team");
    assert!(person.view().foot[0].contains("010-12345678转801"));
}

#[test]
fn staff_take_back_what_they_have_just_entered() {
    let mut person = nurse();
    person
        .choose("Orders")
        .choose("Pause")
        .choose("Only capecitabine");
    person
        .choose("From ")
        .choose("Go on")
        .choose("Yes, record it");
    person
        .choose("Take this entry back")
        .choose("Yes, record it");
    let (by, event) = last(&person);
    assert!(is_by_nurse(&by) && matches!(event, Event::Corrected(_)));
    person.choose("Back to the study team").sees("Orders");
}

#[test]
fn a_clinic_day_is_asked_about_while_nobody_has_said_what_to_do() {
    let mut person = Person::before(day_3(), "2026-11-24 08:00");
    person.sees("ask whether to take your medicine before you come");
    let mut person = nurse_at(Person::before(day_3(), "2026-11-24 08:00"));
    person
        .choose("Usual times")
        .choose("what to do on a clinic day");
    person
        .fill("English", "After the blood test.")
        .fill("简体中文", "抽血以后再服。");
    person
        .choose("Go on")
        .choose("Yes, record it")
        .choose("Back to today");
    person.sees("On a clinic day: After the blood test.");
}

#[test]
fn a_patient_lists_another_medicine_and_its_end() {
    let mut person = Person::before(day_3(), "2026-11-04 12:10");
    person.choose("Look back").choose("Other medicines");
    person
        .sees("No other medicine is listed.")
        .choose("Add a medicine");
    person.sees("The name has to be typed.");
    person
        .fill("Name", "洛哌丁胺 2 mg")
        .turn("Taken since", 1)
        .turn("Taken since", -2);
    person
        .choose("Go on")
        .sees("other medicine: 洛哌丁胺 2 mg, from Mon 2 Nov 2026");
    person.choose("Yes, record it").choose("Back to today");
    person.choose("Look back").choose("Other medicines");
    person.choose("洛哌丁胺").turn("Last day", -1);
    person.choose("No longer taken, last day Tue 3 Nov 2026");
    person.choose("Yes, record it").choose("Back to today");
    let diary = person.diary.as_ref().unwrap();
    let [medicine] = diary.medicines() else {
        panic!("{:?}", diary.medicines());
    };
    assert_eq!(
        (medicine.from, medicine.to),
        (Some(date("2026-11-02")), Some(date("2026-11-03")))
    );
    assert_eq!(last(&person).0, Author::Patient {});
    person
        .choose("Look back")
        .choose("Other medicines")
        .sees("to Tue 3 Nov 2026");
    assert!(!person.words().contains("still taken"));
}

#[test]
fn a_usual_time_at_which_the_dose_is_not_due_is_refused_with_its_hours() {
    let mut person = nurse();
    person
        .choose("Usual times")
        .choose("capecitabine tablets")
        .choose("usual time (morning)");
    person.turn("Hour", 13).choose("Go on");
    person
        .sees("due from 04:00 to 12:00, so 16:00 cannot be its usual time")
        .press(Press::Back);
    person.turn("Hour", -8).choose("Go on");
    person.sees("usual time morning 08:00");
}

#[test]
fn every_page_says_when_the_diary_cannot_be_written_to() {
    let mut person = nurse();
    person.read_only = true;
    let banner = |person: &Person| person.view().banner.map(|(_, words)| words);
    let wanted = "Nothing can be recorded: the diary can be read but not written to.";
    assert!(banner(&person).is_some_and(|words| words.starts_with(wanted)));
    person.read_only = false;
    assert_eq!(banner(&person), None);
}

#[test]
fn hours_and_stools_are_not_called_an_amount_of_medicine_in_chinese() {
    let mut person = nurse();
    person
        .choose("Usual times")
        .choose("utidelone capsules")
        .choose("hours without food before it");
    person.press(Press::Language);
    assert_eq!(person.view().page.rows[0].label, "小时数");
    assert!(!person.words().contains("药量"));
}
