//! Corrections by the patient, from the calendar and the diary page: what was wrong, the right value, the reason,
//! and that the original stays visible.

use super::look_back_tests::{FULL, calendar_of, morning, state};
use super::testing::{Person, day_3};
use super::{Press, RowKind, Screen};
use crate::domain::calendar::Period;
use crate::domain::entry::{CorrectionReason, Event, Food};
use crate::domain::slots::{SlotState, Status};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, moment, units};

/// Opens the entry of the morning of 3 November from the calendar.
fn entry_of_tuesday_morning() -> Person {
    let mut person = calendar_of(day_3(), "2026-11-04 08:12");
    person.press(Press::Left).press(Press::Enter);
    person.choose("capecitabine tablets, morning");
    person.choose("This entry is wrong");
    person
}

fn tuesday(person: &Person) -> SlotState {
    state(person, CAPECITABINE, "2026-11-03", Period::Am)
}

fn last_reason(person: &Person) -> CorrectionReason {
    let last = person.diary.as_ref().unwrap().history().last().unwrap();
    let Event::Corrected(corrected) = &last.event else {
        panic!("{last:?}");
    };
    corrected.reason
}

#[test]
fn a_wrong_time_is_corrected_and_the_original_stays_visible() {
    let mut person = entry_of_tuesday_morning();
    person
        .sees("What was wrong with it?")
        .choose("The time was different");
    person
        .sees("08:10")
        .press(Press::Left)
        .choose("It was 07:10");
    person.sees("How did the mistake come about?");
    person.press(Press::Enter).sees("Is this right?");
    person.sees("So far: capecitabine tablets, morning, Tue 3 Nov");
    person
        .sees("taken 08:10")
        .sees("Corrected: capecitabine")
        .sees("taken 07:10");
    person.sees("Why: wrong time");
    assert_eq!(person.recorded(), 0);
    person.choose("Yes, record it");
    assert_eq!(last_reason(&person), CorrectionReason::WrongTime);
    let recorded = tuesday(&person).recorded.unwrap();
    assert_eq!(recorded.taken_at, Some(moment("2026-11-03 07:10")));
    person
        .choose("Back to today")
        .choose("Look back")
        .choose("Calendar");
    person.press(Press::Left).press(Press::Enter);
    person
        .sees("taken 07:10")
        .sees("First recorded: capecitabine")
        .sees("taken 08:10");
    person.press(Press::Back).press(Press::Back).choose("Diary");
    person
        .sees("Correction (wrong time). Now: capecitabine")
        .sees("Before: capecitabine");
}

#[test]
fn a_wrong_number_is_counted_again_from_what_was_recorded() {
    let mut person = entry_of_tuesday_morning();
    person.choose("I took another number");
    let rows = person.view().page.rows;
    let value = |row: &super::Row<()>| match &row.kind {
        RowKind::Step { value, .. } => value.clone(),
        _ => String::new(),
    };
    assert_eq!(
        rows.iter()
            .map(value)
            .filter(|v| !v.is_empty())
            .collect::<Vec<_>>(),
        ["4 tablets", "2 tablets"]
    );
    person
        .press(Press::Down)
        .press(Press::Left)
        .choose("I took 4 x 150 mg + 1 x 500 mg");
    person.press(Press::Enter).choose("Yes, record it");
    assert_eq!(last_reason(&person), CorrectionReason::WrongUnits);
    let state = tuesday(&person);
    assert_eq!(state.status, Status::PartlyTaken);
    assert_eq!(state.recorded.unwrap().units, units("4x150+1x500"));
}

#[test]
fn what_was_said_about_food_is_said_anew() {
    let mut person = entry_of_tuesday_morning();
    person.choose("What I said about food was wrong");
    person
        .choose("No")
        .press(Press::Enter)
        .choose("Yes, record it");
    let seq = tuesday(&person).recorded.unwrap().seq;
    let diary = person.diary.as_ref().unwrap();
    assert_eq!(diary.dose(seq).unwrap().food, Some(Food::NotKept));
}

#[test]
fn what_was_counted_is_where_counting_begins_even_a_strength_that_is_not_prescribed() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", "1x300+1x500");
    let mut person = Person::before(diary.diary(), "2026-11-02 09:00");
    person
        .choose("capecitabine tablets, morning")
        .choose("This entry is wrong");
    person.choose("I took another number");
    person.sees("I took 1 x 300 mg + 1 x 500 mg");
    let labels = person.labels().into_iter();
    let strengths: Vec<String> = labels.filter(|label| label.starts_with("Of ")).collect();
    assert_eq!(strengths, ["Of 150 mg", "Of 500 mg", "Of 300 mg"]);
}

#[test]
fn an_entry_of_the_wrong_day_moves_to_the_right_dose_with_its_time_asked_again() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-03 08:10");
    diary.dose(CAPECITABINE, "2026-11-03 am", FULL);
    let mut person = Person::before(diary.diary(), "2026-11-03 09:00");
    person
        .choose("capecitabine tablets, morning")
        .choose("This entry is wrong");
    person
        .choose("It was another day or another dose")
        .sees("Which dose was it?");
    person
        .press(Press::Left)
        .choose("capecitabine tablets, evening");
    person
        .sees("When did you take it?")
        .choose("I don't remember");
    person
        .choose("It was the wrong day or dose")
        .choose("Yes, record it");
    let moved = state(&person, CAPECITABINE, "2026-11-02", Period::Pm);
    assert_eq!(moved.status, Status::Taken);
    assert_eq!(moved.recorded.unwrap().taken_at, None);
    assert_eq!(
        state(&person, CAPECITABINE, "2026-11-03", Period::Am).status,
        Status::Due
    );
}

#[test]
fn taken_becomes_missed_and_missed_becomes_taken() {
    let mut person = entry_of_tuesday_morning();
    person.choose("I did not take this dose").choose("I forgot");
    person
        .choose("I pressed the wrong row")
        .choose("Yes, record it");
    assert_eq!(tuesday(&person).status, Status::Missed);
    person
        .choose("Back to today")
        .choose("Look back")
        .choose("Calendar");
    person.press(Press::Left).press(Press::Enter);
    person
        .choose("capecitabine tablets, morning")
        .choose("This entry is wrong");
    person.choose("I did take it after all").choose("It was");
    person.choose("Yes").choose("I remembered it later");
    person.sees("not taken").choose("Yes, record it");
    let state = tuesday(&person);
    assert_eq!(state.status, Status::Taken);
    let seq = state.recorded.unwrap().seq;
    let diary = person.diary.as_ref().unwrap();
    assert_eq!(diary.dose(seq).unwrap().food, Some(Food::Kept));
}

#[test]
fn vomited_is_put_right_both_ways() {
    let mut person = entry_of_tuesday_morning();
    person.choose("I vomited after it").press(Press::Enter);
    person.choose("Yes, record it");
    assert_eq!(last_reason(&person), CorrectionReason::VomitedLater);
    assert_eq!(tuesday(&person).status, Status::Vomited);
    person
        .choose("Back to today")
        .choose("Look back")
        .choose("Diary");
    person
        .choose("Correction (vomited later)")
        .choose("I took it and did not vomit");
    person
        .choose("I pressed the wrong row")
        .choose("Yes, record it");
    assert_eq!(tuesday(&person).status, Status::Taken);
}

#[test]
fn what_did_not_happen_is_taken_back_stays_visible_and_can_be_put_back() {
    let mut person = entry_of_tuesday_morning();
    person
        .choose("It did not happen")
        .choose("I pressed the wrong row");
    person
        .sees("Corrected: taken back, does not count")
        .choose("Yes, record it");
    assert_eq!(tuesday(&person).recorded, None);
    person
        .choose("Back to today")
        .choose("Look back")
        .choose("Calendar");
    person.press(Press::Left).press(Press::Enter);
    person.sees("Taken back Wed 4 Nov 2026, 08:12 (pressed by mistake). It does not count.");
    person.choose("capecitabine tablets, morning, Tue 3 Nov");
    person
        .choose("It did happen")
        .choose("Another reason")
        .choose("Yes, record it");
    assert_eq!(tuesday(&person).status, Status::Taken);
}

#[test]
fn a_meal_gets_its_right_time() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:00").meal();
    let mut person = Person::before(diary.diary(), "2026-11-02 09:00");
    person
        .choose("Look back")
        .choose("Diary")
        .choose("finished eating");
    person
        .choose("The time was different")
        .press(Press::Left)
        .choose("It was 07:00");
    person.press(Press::Enter).choose("Yes, record it");
    let meals = person.diary.as_ref().unwrap().meals().to_vec();
    assert_eq!(
        meals.iter().map(|meal| meal.ended_at).collect::<Vec<_>>(),
        [moment("2026-11-02 07:00")]
    );
}

#[test]
fn ruling_22_a_patient_is_told_that_the_team_must_correct_its_own_entries() {
    let mut person = morning();
    person
        .choose("Look back")
        .choose("Diary")
        .choose("cycle 1 starts");
    person.sees("only they can correct it. Call them: 555 0100 (day), 555 0101 (night).");
    assert_eq!(person.view().page.rows.len(), 1, "only back");
    // Nor is anything offered where nothing can be written.
    let mut damaged = entry_of_tuesday_morning();
    damaged.damaged_from = Some(9);
    assert_eq!(damaged.view().page.rows.len(), 1);
}

#[test]
fn backspace_leads_out_of_a_correction_at_every_step_and_writes_nothing() {
    let steps = [
        "The time was different",
        "It was 08:10",
        "The time was wrong",
    ];
    for depth in 0..=steps.len() {
        let mut person = entry_of_tuesday_morning();
        for step in &steps[..depth] {
            if *step == "It was 08:10" {
                person.press(Press::Right);
                person.choose("It was 09:10");
            } else {
                person.choose(step);
            }
        }
        for _ in 0..10 {
            person.press(Press::Erase);
        }
        assert_eq!(*person.screen(), Screen::Today);
        assert_eq!(person.recorded(), 0);
    }
}

#[test]
fn enter_pressed_without_reading_begins_no_correction() {
    let mut person = entry_of_tuesday_morning();
    person.press(Press::Enter);
    assert!(
        matches!(person.screen(), Screen::Dose(_)),
        "{:?}",
        person.screen()
    );
}

#[test]
fn the_day_of_an_extra_intake_moves_with_its_time() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-20 08:00");
    let dose = diary.intake(UTIDELONE, "2026-11-20 once", "2x50");
    diary.push(Event::Dose(crate::domain::entry::Dose {
        period: None,
        ..dose
    }));
    let mut person = Person::before(diary.diary(), "2026-11-20 09:00");
    person
        .choose("Look back")
        .choose("Diary")
        .choose("utidelone capsules");
    person.choose("The time was different").press(Press::Left);
    person
        .sees("Thu 19 Nov")
        .choose("It was")
        .press(Press::Enter);
    person.choose("Yes, record it");
    let doses = person.diary.as_ref().unwrap().doses().to_vec();
    assert_eq!(doses[0].date, date("2026-11-19"));
    let taken_at = doses[0].taken_at.unwrap();
    assert_eq!(taken_at.date_naive(), date("2026-11-19").calendar());
}

#[test]
fn a_dose_after_midnight_is_corrected_on_the_evening_it_belongs_to() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-03 00:40");
    diary.dose(CAPECITABINE, "2026-11-02 pm", FULL);
    let mut person = Person::before(diary.diary(), "2026-11-03 09:00");
    person
        .choose("Look back")
        .choose("Diary")
        .choose("capecitabine tablets, evening");
    person
        .sees("taken 00:40 on Tue 3 Nov")
        .choose("The time was different");
    person
        .press(Press::Left)
        .choose("It was 23:40")
        .press(Press::Enter);
    person.choose("Yes, record it");
    let state = state(&person, CAPECITABINE, "2026-11-02", Period::Pm);
    assert_eq!(
        state.recorded.unwrap().taken_at,
        Some(moment("2026-11-02 23:40"))
    );
}

#[test]
fn an_extra_dose_that_never_was_closes_its_warning_when_it_is_taken_back() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 07:00");
    diary.dose(UTIDELONE, "2026-11-02 once", "2x50");
    diary.at("2026-11-02 07:05");
    diary.dose(UTIDELONE, "2026-11-02 once", "2x50");
    let mut person = calendar_of(diary.diary(), "2026-11-02 09:00");
    person
        .press(Press::Enter)
        .choose("utidelone capsules, Mon 2 Nov");
    person
        .choose("It did not happen")
        .choose("I pressed the wrong row");
    person.choose("Yes, record it");
    assert!(person.diary.as_ref().unwrap().open_warnings().is_empty());
}

#[test]
fn after_a_correction_of_another_day_one_row_leads_back_to_that_day() {
    let mut person = entry_of_tuesday_morning();
    person.choose("The time was different").press(Press::Left);
    person.choose("It was 07:10").press(Press::Enter);
    person.choose("Yes, record it").choose("Go to Tue 3 Nov");
    assert_eq!(*person.screen(), Screen::Day(date("2026-11-03")));
    person.sees("taken 07:10").press(Press::Back);
    assert_eq!(
        *person.screen(),
        Screen::Today,
        "no way back to the old page"
    );
}

#[test]
fn to_choose_the_same_again_is_no_mistake_and_no_reason_is_asked() {
    let mut person = entry_of_tuesday_morning();
    let before = person.recorded();
    person
        .choose("The time was different")
        .choose("It was 08:10");
    person.sees("Nothing changes").sees("It stays as it is.");
    assert_eq!(person.recorded(), before);
}
