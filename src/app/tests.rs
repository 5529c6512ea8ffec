//! What the screens do, without a terminal.

use proptest::prelude::*;

use super::testing::{Person, day_3};
use super::{Effect, Failure, Press, Saved, Screen};
use crate::domain::decide::{Command, decide};
use crate::domain::entry::{Author, Language, Outcome as Happened};
use crate::domain::slots::Status;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, date, drug, moment};
use crate::domain::today::today;

fn morning() -> Person {
    Person::before(day_3(), "2026-11-04 08:12")
}

fn status(person: &Person) -> Status {
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
fn taking_back_is_a_row_of_its_own_with_one_confirmation() {
    let mut person = morning();
    person.choose("capecitabine").choose("I have taken it now");
    person.choose("Yes").choose("Yes, record it");
    person.choose("Take this entry back").sees("Is this right?");
    assert_eq!(person.recorded(), 1);
    person.choose("Yes, record it");
    assert_eq!(status(&person), Status::Due);
    // No undo of undo.
    let rows = person.view().page.rows;
    assert!(rows.iter().all(|row| row.label != "Take this entry back"));
}

#[test]
fn backspace_and_escape_only_go_back_and_write_nothing() {
    let mut person = morning();
    person.choose("capecitabine").choose("I have taken it now");
    person.choose("Yes").choose("Yes, record it");
    for key in [Press::Back, Press::Erase, Press::Back, Press::Erase] {
        person.press(key);
    }
    assert_eq!(person.recorded(), 1);
    assert_eq!(*person.screen(), Screen::Today);
    assert_eq!(status(&person), Status::Taken);
}

#[test]
fn defect_double_press_a_second_press_within_700_ms_is_the_same_press_however_long_the_key_is_held()
{
    let mut person = morning();
    person.press(Press::Enter);
    let open = person.screen().clone();
    for _ in 0..200 {
        person.press_after(Press::Enter, 33);
    }
    assert_eq!(*person.screen(), open);
    person.press_after(Press::Enter, 701);
    assert_ne!(*person.screen(), open);
    let cursor = person.view().cursor;
    person
        .press_after(Press::Down, 10)
        .press_after(Press::Down, 10);
    assert_eq!(person.view().cursor, cursor + 2, "arrows may repeat");
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
fn what_was_not_saved_is_said_and_can_be_recorded_again_when_there_is_room() {
    let mut person = morning();
    person.cannot_write = Some(Failure {
        saved: Saved::No,
        lines: vec!["The disk is full.".to_owned()],
    });
    person
        .choose("capecitabine tablets, morning")
        .choose("I did not take it")
        .choose("I forgot")
        .choose("Yes, record it");
    person.sees("This is NOT saved.").sees("The disk is full.");
    assert_eq!(status(&person), Status::Due, "nothing is shown as recorded");
    person.cannot_write = None;
    person.press(Press::Back).choose("Yes, record it");
    person.sees("Recorded 08:12");
    assert_eq!(status(&person), Status::Missed);
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
fn enter_pressed_again_and_again_never_closes_a_warning() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", "4x150+4x500");
    let mut person = Person::before(diary.diary(), "2026-11-02 09:00");
    for _ in 0..12 {
        person.press(Press::Enter);
    }
    assert_eq!(person.recorded(), 0);
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

#[test]
fn a_diary_that_changed_in_between_is_asked_about_again() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .choose("I have taken it now")
        .choose("Yes");
    // Another window records the same dose.
    let by = Author::Patient {};
    let Screen::Ask(pending) = person.screen().clone() else {
        panic!("no confirmation");
    };
    let written = person.entries(&by, &pending.decision.events);
    person.diary.as_mut().unwrap().apply(written);
    person.choose("Yes, record it");
    person.sees("The diary has changed in the meantime.");
    person.choose("Back").sees("taken 08:12");
}

#[test]
fn a_clock_that_went_back_is_asked_about_before_anything_is_recorded() {
    let mut person = Person::before(day_3(), "2026-11-06 08:12");
    person.now = moment("2026-11-05 08:12");
    person.wait(1);
    person
        .choose("I have finished eating")
        .sees("The clock of this computer has changed.");
    person
        .choose("Yes, it is right")
        .choose("Yes")
        .choose("Yes, record it");
    assert_eq!(person.recorded(), 1);
}

#[test]
fn midnight_and_four_in_the_morning_follow_without_a_key() {
    let mut person = Person::before(day_3(), "2026-11-04 23:59");
    person.wait(2);
    assert_eq!(person.view().top[1], "Cycle 1, day 3 of 21");
    assert!(person.view().top[2].starts_with("Thu 5 Nov"));
    person.wait(4 * 60);
    assert_eq!(person.view().top[1], "Cycle 1, day 4 of 21");
}

#[test]
fn after_ten_idle_minutes_the_page_of_the_day_is_back() {
    let mut person = morning();
    person.choose("capecitabine tablets, morning");
    person.wait(9);
    assert_ne!(*person.screen(), Screen::Today);
    person.wait(1);
    assert_eq!(*person.screen(), Screen::Today);
}

#[test]
fn a_damaged_diary_shows_the_numbers_and_records_nothing() {
    let mut person = morning();
    person.damaged_from = Some(9);
    let (_, banner) = person.view().banner.unwrap();
    assert!(banner.contains("May be out of date"), "{banner}");
    assert!(banner.contains("Write it on paper"), "{banner}");
    let rows = person.view().page.rows;
    assert!(
        rows.iter()
            .all(|row| row.label != "My study team told me ...")
    );
    person.choose("capecitabine tablets, morning");
    assert_eq!(person.view().page.rows.len(), 1, "only back");
}

#[test]
fn the_language_changes_in_place_and_what_is_stored_are_codes() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .press(Press::Language);
    person.sees("刚刚服了，08:12").press(Press::Letter('l'));
    person.sees("I have taken it now, 08:12");
    assert_eq!(person.diary.as_ref().unwrap().language(), Language::En);
}

#[test]
fn every_page_of_a_patient_has_both_numbers_and_says_that_nobody_is_watching() {
    let mut person = morning();
    for rows in 0..person.view().page.rows.len() {
        let mut person = morning();
        for _ in 0..rows {
            person.press(Press::Down);
        }
        person.press(Press::Enter);
        let foot = person.view().foot.join(" ");
        for words in ["555 0100", "555 0101", "Nobody is watching it."] {
            assert!(foot.contains(words), "{foot}");
        }
    }
    person.press(Press::Help).sees("3f2a9c01");
}

fn any_press() -> impl Strategy<Value = Press> {
    prop_oneof![
        3 => Just(Press::Up),
        6 => Just(Press::Down),
        2 => Just(Press::Left),
        2 => Just(Press::Right),
        8 => Just(Press::Enter),
        1 => Just(Press::Back),
        1 => Just(Press::Erase),
        1 => Just(Press::Help),
        1 => Just(Press::Language),
        1 => any::<char>().prop_map(Press::Letter),
    ]
}

proptest! {
    #[test]
    fn nothing_is_recorded_but_from_a_page_that_confirms_it(
        presses in proptest::collection::vec((any_press(), 0_u64..2000), 0..120),
        first in any::<bool>(),
    ) {
        let mut person = if first {
            Person::first(None, "2026-11-04 08:12")
        } else {
            morning()
        };
        for (press, ms) in presses {
            let confirming = person.model.is_confirming();
            let before = person.effects.len();
            person.press_after(press, ms);
            for effect in &person.effects[before..] {
                let writes = matches!(effect, Effect::Record { .. } | Effect::Create { .. });
                prop_assert!(!writes || confirming, "{effect:?}");
            }
            let view = person.view();
            prop_assert!(view.cursor < view.page.rows.len().max(1));
        }
    }
}

#[test]
fn what_is_confirmed_is_what_is_written() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .choose("I took it and vomited");
    person.choose("It was 08:12").choose("No");
    let Screen::Ask(pending) = person.screen().clone() else {
        panic!("no confirmation");
    };
    person.choose("Yes, record it");
    let Some(Effect::Record {
        by,
        command,
        decision,
        decided_at,
    }) = person.effects.last().cloned()
    else {
        panic!("nothing recorded");
    };
    assert_eq!(decision, pending.decision);
    let Command::Dose(dose) = &command else {
        panic!("no dose");
    };
    assert_eq!(dose.outcome, Happened::Vomited);
    assert_eq!(decide(&day_3(), &by, &command, decided_at), Ok(decision));
}

#[test]
fn help_opens_at_its_top_and_the_keys_have_a_page_of_their_own() {
    let mut person = Person::before(day_3(), "2026-11-04 08:12");
    person.press(Press::Help).sees("Nobody is watching it");
    person.choose("Keys and mouse").sees("are enough");
    person.press(Press::Enter);
    assert_eq!(*person.screen(), Screen::Help);
}
