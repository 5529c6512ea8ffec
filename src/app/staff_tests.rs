//! What the study team's page and other medicines do, without a terminal.

use super::testing::{Person, day_3};
use super::{Press, Screen};
use crate::domain::entry::{Author, Event, Language, PrescriptionReason};
use crate::domain::orders::{Known, Running};
use crate::domain::protocol::EndReason;
use crate::domain::slots::{Status, slot_state};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment, slot};

/// A nurse at the study team's page, at noon of day 3.
fn nurse() -> Person {
    nurse_at(Person::before(day_3(), "2026-11-04 12:10"))
}

fn nurse_at(mut person: Person) -> Person {
    person.choose("Look back").choose("Study team");
    person.fill("Your initials", "LN").choose("Go on");
    person.sees("Entered by the study team, LN");
    person
}

fn last(person: &Person) -> (Author, Event) {
    let entry = person.diary.as_ref().unwrap().history().last().unwrap();
    (entry.by.clone(), entry.event.clone())
}

fn is_by_nurse(by: &Author) -> bool {
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
