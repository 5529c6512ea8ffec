//! From "I have a symptom" to the call and what was said on it, by arrows, Enter and Backspace.

use super::testing::{Person, day_3, ended};
use super::{Block, Press, RowKind, Screen};
use crate::domain::diary::Diary;
use crate::domain::entry::{Said, Settings, Tier};
use crate::domain::slots::Status;
use crate::domain::testing::DiaryBuilder;

fn morning() -> Person {
    Person::before(day_3(), "2026-11-04 08:12")
}

fn diary(person: &Person) -> &Diary {
    person.diary.as_ref().unwrap()
}

fn tiers(person: &Person) -> Vec<Tier> {
    diary(person).symptoms().iter().map(|s| s.tier).collect()
}

fn has_row(person: &Person, label: &str) -> bool {
    let rows = person.view().page.rows;
    rows.iter().any(|row| row.label.starts_with(label))
}

/// Sets the value of the chosen row and goes to the row below it.
fn set(person: &mut Person, steps: usize) -> &mut Person {
    for _ in 0..steps {
        person.press(Press::Right);
    }
    person
}

/// Reports diarrhoea with four stools more than usual, since today.
fn four_stools(person: &mut Person) -> &mut Person {
    person.choose("I have a symptom").choose("diarrhoea");
    person.sees("black or bloody").choose("No");
    person.sees("How many more stools");
    set(person, 4).choose("4 more than usual");
    person.sees("at night").choose("No").choose("Moderate");
    person.sees("When did you notice it?").choose("Today")
}

#[test]
fn a_mild_symptom_is_recorded_for_the_next_visit_and_opens_no_warning() {
    let mut person = morning();
    person.choose("I have a symptom");
    person.sees("No report is too small.");
    person.choose("tiredness").sees("hard to walk").choose("No");
    person.choose("Mild").choose("Yesterday");
    person.sees("Record: ").sees("since Tue 3 Nov 2026");
    assert_eq!(person.recorded(), 0);
    person
        .choose("Yes, record it")
        .sees("Kept on this computer for your next visit.");
    assert_eq!(tiers(&person), [Tier::Record]);
    assert!(diary(&person).open_warnings().is_empty());
    assert!(!has_row(&person, "I have called them"));
}

#[test]
fn four_stools_above_usual_lead_to_the_call_and_to_what_was_said() {
    let mut person = morning();
    four_stools(&mut person).sees("Call your study team now");
    person.choose("Yes, record it");
    person.sees("Nobody has been told. Call 555 0100 (day), 555 0101 (night) now");
    assert_eq!(tiers(&person), [Tier::CallNow]);
    person.choose("Back to today");
    person
        .sees("You reported: diarrhoea")
        .sees("stools a day above usual: 4")
        .sees("since Wed 4 Nov 2026")
        .sees("Call 555 0100 (day), 555 0101 (night) now, and before your next dose.");
    person.sees("Call before this dose");
    person
        .choose("I have called them")
        .choose("Go on as before")
        .choose("Yes, record it")
        .choose("Back to today");
    assert!(diary(&person).open_warnings().is_empty());
    assert!(!person.words().contains("Call before this dose"));
}

#[test]
fn ruling_17_each_of_the_six_answers_of_a_call_can_be_walked_and_closes_or_keeps_the_warning() {
    for said in Said::ALL {
        let mut person = morning();
        four_stools(&mut person).choose("Yes, record it");
        person.choose("I have called them");
        let cursor = person.view().cursor;
        assert_eq!(person.view().page.rows[cursor].label, "Back");
        match said {
            Said::Continue => person.choose("Go on as before"),
            Said::NobodyAnswered => person.choose("Nobody answered"),
            Said::NotSure => person.choose("I am not sure what they said"),
            Said::Pause => person.choose("Pause").choose("All of them").choose("From"),
            Said::Stop => person
                .choose("Stop for good")
                .choose("All of them")
                .choose("From"),
            Said::Fewer => {
                person.choose("Take fewer").choose("Only capecitabine");
                person.press(Press::Left).choose("Go on").choose("From")
            }
        };
        person.choose("Yes, record it");
        let open = !diary(&person).open_warnings().is_empty();
        assert_eq!(open, !said.closes(), "{said:?}");
        assert_eq!(has_row(&person, "I have called them"), open, "{said:?}");
        assert_eq!(diary(&person).contacts()[0].contacted.said, said);
    }
}

#[test]
fn the_emergency_number_is_one_press_from_the_list_and_stands_first_until_a_call_is_recorded() {
    let mut person = morning();
    person.choose("I have a symptom");
    assert_eq!(person.view().cursor, 0);
    person.press(Press::Enter);
    let is_number = |block: Option<&Block>| block == Some(&Block::Number("112".to_owned()));
    assert!(is_number(person.view().page.blocks.first()));
    person.sees("Call 112 first, then your study team.");
    person.choose("After the call").choose("chest pain");
    assert!(
        is_number(person.view().page.blocks.first()),
        "before it is recorded"
    );
    person.sees("Record: ").choose("Yes, record it");
    assert!(
        is_number(person.view().page.blocks.first()),
        "after it is recorded"
    );
    person.sees("Call 112 now.").choose("Back to today");
    let first = person.words();
    assert!(first.starts_with("Call 112 now."), "{first}");
    person.sees("chest pain");
}

#[test]
fn every_sign_of_an_emergency_is_one_without_a_further_question() {
    for sign in [
        "chest pain",
        "trouble breathing",
        "swollen face or tongue",
        "fainting",
        "confusion",
        "heavy bleeding",
        "a rash",
    ] {
        let mut person = morning();
        person.choose("I have a symptom").choose("Emergency");
        person
            .choose("After the call")
            .choose(sign)
            .choose("Yes, record it");
        assert_eq!(tiers(&person), [Tier::Emergency], "{sign}");
    }
}

#[test]
fn an_emergency_found_by_a_question_ends_the_questions() {
    let mut person = morning();
    person
        .choose("I have a symptom")
        .choose("rash")
        .choose("Yes");
    person.sees("Call 112 first").choose("Yes, record it");
    assert_eq!(tiers(&person), [Tier::Emergency]);
}

#[test]
fn a_temperature_is_set_by_arrows_from_nothing_and_38_0_asks_for_a_call() {
    let mut person = morning();
    person.choose("I have a symptom").choose("fever");
    assert!(!has_row(&person, "It was"), "nobody has said a temperature");
    person.press(Press::Right).press(Press::Right);
    person.choose("It was 38.0 C").choose("No").choose("Today");
    person.choose("Yes, record it");
    assert_eq!(tiers(&person), [Tier::CallNow]);
    let mut person = morning();
    person.choose("I have a symptom").choose("fever");
    person.press(Press::Right).press(Press::Down);
    set(&mut person, 9).choose("It was 37.9 C");
    person.choose("No").choose("Today").choose("Yes, record it");
    assert_eq!(tiers(&person), [Tier::Record]);
}

#[test]
fn the_usual_number_of_stools_stands_below_the_question_where_staff_have_entered_it() {
    let ask = |usual: Option<u8>| {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.settings(Settings {
            baseline_stools: usual,
            ..Settings::default()
        });
        let mut person = Person::before(b.diary(), "2026-11-02 09:00");
        person.choose("I have a symptom").choose("diarrhoea");
        person.choose("No").words()
    };
    assert!(ask(Some(2)).contains("Usual for you: 2 a day"));
    assert!(!ask(None).contains("Usual for you"));
}

#[test]
fn enter_without_reading_vouches_for_nothing_about_a_symptom() {
    let mut person = morning();
    person.choose("I have a symptom").choose("diarrhoea");
    for _ in 0..2 {
        let view = person.view();
        let row = &view.page.rows[view.cursor];
        match row.kind {
            RowKind::Step { .. } => {
                person.choose("I am not sure");
            }
            RowKind::Act(_) | RowKind::Type { .. } | RowKind::Roam(_) => {
                assert_eq!(row.label, "I am not sure");
                person.press(Press::Enter);
            }
        }
    }
    assert_eq!(person.recorded(), 0);
}

#[test]
fn ruling_18_a_vomited_dose_leads_to_the_question_about_vomiting_which_can_be_left_out() {
    let vomited = || {
        let mut person = morning();
        person
            .choose("capecitabine tablets, morning")
            .choose("I took it and vomited")
            .choose("It was 08:12")
            .choose("No")
            .choose("Yes, record it");
        person
            .sees("Recorded 08:12")
            .sees("a few questions about the vomiting");
        person
    };
    let mut person = vomited();
    person
        .press(Press::Enter)
        .sees("coffee grounds")
        .choose("No");
    person.sees("How many times did you vomit in 24 hours?");
    set(&mut person, 2).choose("2 times").choose("Today");
    person
        .choose("Yes, record it")
        .sees("Nobody has been told.");
    assert_eq!(tiers(&person), [Tier::CallNow]);
    let mut person = vomited();
    person.choose("Back to today");
    assert_eq!(*person.screen(), Screen::Today);
    assert!(tiers(&person).is_empty());
}

#[test]
fn a_due_dose_while_a_warning_is_open_says_call_first_takes_one_more_question_and_is_marked() {
    let mut person = morning();
    four_stools(&mut person)
        .choose("Yes, record it")
        .choose("Back to today");
    person.choose("capecitabine tablets, morning");
    person.sees("Call before this dose: 555 0100 (day), 555 0101 (night).");
    person.choose("I have taken it now").choose("Yes");
    let view = person.view();
    assert_eq!(view.page.rows[view.cursor].label, "No, I call first");
    person
        .choose("Yes, record what I took")
        .choose("Yes, record it");
    let dose = diary(&person).doses().last().unwrap();
    assert!(diary(&person).dose(dose.seq).unwrap().while_warned);
    assert!(!diary(&person).open_warnings().is_empty());
}

#[test]
fn a_report_can_be_ended_begun_on_another_day_answered_again_and_taken_back() {
    let mut person = morning();
    four_stools(&mut person)
        .choose("Yes, record it")
        .choose("I have called them")
        .choose("Go on as before")
        .choose("Yes, record it")
        .choose("Back to today");
    let open = |person: &mut Person| {
        person.press(Press::Back);
        person.choose("I have a symptom").choose("What I reported");
        person.choose("diarrhoea");
    };
    open(&mut person);
    person.sees("You called about it, Wed 4 Nov 2026, 08:12: go on as before.");
    assert!(!person.words().contains("Nobody has been told"));
    person.choose("It began on another day").choose("Earlier");
    person.press(Press::Left).choose("Since Sun 1 Nov 2026");
    person.choose("I remembered").choose("Yes, record it");
    open(&mut person);
    person.sees("since Sun 1 Nov 2026");
    person.choose("It is over").choose("Today");
    person.choose("Yes, record it");
    assert!(diary(&person).symptoms()[0].has_ended);
    assert!(
        diary(&person).open_warnings().is_empty(),
        "the call stays made"
    );
    open(&mut person);
    person.sees("over on Wed 4 Nov 2026");
    person.choose("It is not over").choose("Yes, record it");
    assert!(!diary(&person).symptoms()[0].has_ended);
    open(&mut person);
    person.choose("Something about it was wrong").choose("No");
    set(&mut person, 2).choose("2 more than usual");
    person.choose("No").choose("Mild").press(Press::Enter);
    person.choose("Yes, record it");
    assert_eq!(tiers(&person), [Tier::Record]);
    open(&mut person);
    person.choose("It did not happen").press(Press::Enter);
    person.choose("Yes, record it");
    assert!(diary(&person).symptoms().is_empty());
    person.press(Press::Back).choose("I have a symptom");
    assert!(!has_row(&person, "What I reported"));
}

#[test]
fn of_many_reasons_for_a_call_the_emergency_and_the_newest_are_named() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 08:00");
    b.symptom(Tier::Emergency);
    for hour in 10..14 {
        b.at(&format!("2026-11-03 {hour}:00"));
        b.symptom(Tier::CallNow);
    }
    let mut person = Person::before(b.diary(), "2026-11-03 15:00");
    let words = person.words();
    assert!(words.starts_with("Call 112 now."), "{words}");
    assert_eq!(words.matches("You reported: ").count(), 3, "{words}");
    person.sees("And 2 more that your study team must know.");
}

#[test]
fn backspace_goes_back_through_the_questions_and_writes_nothing() {
    let mut person = morning();
    four_stools(&mut person);
    for _ in 0..8 {
        person.press(Press::Erase);
    }
    assert_eq!(*person.screen(), Screen::Today);
    assert_eq!(person.recorded(), 0);
}

#[test]
fn in_follow_up_a_symptom_is_the_first_row_and_leads_to_the_call() {
    let mut person = ended("2026-11-14 08:00");
    assert_eq!(person.view().page.rows[0].label, "I have a symptom");
    four_stools(&mut person).choose("Yes, record it");
    person.choose("I have called them").choose("Stop for good");
    person.choose("Yes, record it");
    assert!(diary(&person).open_warnings().is_empty());
}

#[test]
fn a_damaged_diary_reports_nothing_and_still_shows_the_numbers() {
    let mut person = morning();
    person.damaged_from = Some(9);
    assert!(!has_row(&person, "I have a symptom"));
    let status = crate::domain::today::today(
        diary(&person),
        diary(&person).date_of(person.now),
        person.now,
    );
    assert!(status.slots.iter().any(|s| s.state.status == Status::Due));
}
