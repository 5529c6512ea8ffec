//! The pages that look back, walked with arrows, Enter and Backspace: calendar, a day, diary, correction.

use proptest::prelude::*;

use super::testing::{Person, day_3};
use super::{Block, Calendar, Mark, Press, RowKind, Screen};
use crate::domain::calendar::{Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::{CorrectionReason, Event, Food, Meal, Tier};
use crate::domain::slots::{SlotState, Status, slot_state};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment, units};

const FULL: &str = "4x150+2x500";

fn morning() -> Person {
    Person::before(day_3(), "2026-11-04 08:12")
}

fn calendar_of(diary: Diary, now: &str) -> Person {
    let mut person = Person::before(diary, now);
    person.choose("Look back").choose("Calendar");
    person
}

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

fn state(person: &Person, code: &str, day: &str, period: Period) -> SlotState {
    let diary = person.diary.as_ref().unwrap();
    let position = SlotPosition::new(date(day), period);
    slot_state(diary, drug(code), position, person.now).unwrap()
}

fn chosen_day(person: &Person) -> String {
    let Screen::Calendar(date) = person.screen() else {
        panic!("not the calendar: {:?}", person.screen());
    };
    date.to_string()
}

/// `cycles` cycles of 21 days from 2026-01-05 on, a dose each day.
fn long(cycles: u16) -> Diary {
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
    let labels: Vec<String> = person
        .view()
        .page
        .rows
        .into_iter()
        .map(|row| row.label)
        .collect();
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
fn a_late_entry_says_so_on_the_day_and_in_the_diary() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-05 09:00");
    let dose = diary.intake(CAPECITABINE, "2026-11-04 am", FULL);
    diary.push(Event::Dose(crate::domain::entry::Dose {
        taken_at: Some(moment("2026-11-04 08:10")),
        ..dose
    }));
    let mut person = calendar_of(diary.diary(), "2026-11-05 10:00");
    person.press(Press::Left).press(Press::Enter);
    person
        .sees("taken 08:10")
        .sees("Recorded Thu 5 Nov 2026, 09:00, 1 day later");
    person.press(Press::Back).press(Press::Back).choose("Diary");
    person.sees("Recorded Thu 5 Nov 2026, 09:00, 1 day later");
}

#[test]
fn an_unrecorded_dose_of_long_ago_is_recorded_from_the_calendar_for_its_own_day() {
    let mut person = calendar_of(
        DiaryBuilder::started("2026-11-02").diary(),
        "2026-11-12 12:00",
    );
    for _ in 0..8 {
        person.press(Press::Left);
    }
    person
        .press(Press::Enter)
        .sees("Wed 4 Nov 2026: cycle 1, day 3");
    person
        .choose("capecitabine tablets, evening")
        .choose("I took it");
    person
        .choose("It was 20:00")
        .choose("Yes")
        .sees("For Wed 4 Nov 2026, not for today.");
    person.choose("Yes, record it");
    let state = state(&person, CAPECITABINE, "2026-11-04", Period::Pm);
    assert_eq!(state.status, Status::Taken);
    assert_eq!(
        state.recorded.unwrap().taken_at,
        Some(moment("2026-11-04 20:00"))
    );
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
fn an_intake_beside_the_plan_is_recorded_for_the_day_it_is_said_on() {
    let mut person = calendar_of(day_3(), "2026-11-04 08:12");
    person.press(Press::Left).press(Press::Enter);
    person.choose("I took a study medicine that is not listed here");
    person
        .choose("utidelone")
        .choose("I took")
        .choose("It was")
        .choose("Yes, record it");
    let diary = person.diary.as_ref().unwrap();
    let last = &diary.history().last().unwrap().event;
    assert!(
        matches!(last, Event::Dose(dose) if dose.date == date("2026-11-03")),
        "{last:?}"
    );
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

#[test]
fn the_diary_shows_every_entry_once_a_part_at_a_time_newest_first() {
    let diary = long(3);
    let count = diary.history().len();
    let mut person = Person::before(diary, "2026-03-01 12:00");
    person.choose("Look back").choose("Diary");
    let mut seen = 0;
    loop {
        let rows = person.view().page.rows;
        seen += rows.iter().filter(|row| is_entry(row)).count();
        assert!(rows.len() < 25);
        if !rows.iter().any(|row| row.label == "Earlier entries") {
            break;
        }
        person.choose("Earlier entries");
    }
    assert_eq!(seen, count);
    person.sees("diary opened").choose("Later entries");
    person.press(Press::Back);
    assert_eq!(
        *person.screen(),
        Screen::More,
        "one step back, however far one has read"
    );
}

fn is_entry(row: &super::Row) -> bool {
    matches!(&row.kind, RowKind::Act(super::Act::Open(screen)) if matches!(**screen, Screen::Entry(_)))
}

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
    let value = |row: &super::Row| match &row.kind {
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
    let labels = person.view().page.rows.into_iter().map(|row| row.label);
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
fn yesterday_s_dose_is_asked_for_once_on_today_and_the_same_page_records_it() {
    let mut person = Person::before(
        DiaryBuilder::started("2026-11-02").diary(),
        "2026-11-03 12:30",
    );
    let asked = |person: &Person| {
        let rows = person.view().page.rows;
        rows.iter()
            .filter(|row| row.label.starts_with("Yesterday"))
            .count()
    };
    assert_eq!(asked(&person), 3, "{}", person.words());
    person.choose("Yesterday, Mon 2 Nov: capecitabine tablets, evening");
    person.choose("I did not take it").choose("I forgot");
    person.sees("For Mon 2 Nov 2026, not for today.");
    person.choose("Yes, record it").choose("Back to today");
    assert_eq!(
        asked(&person),
        2,
        "a dose that is recorded is not asked for again"
    );
    person.now = moment("2026-11-04 05:00");
    person.sees("Yesterday, Tue 3 Nov");
    assert!(
        !person.words().contains("Mon 2 Nov"),
        "only the day before is asked for"
    );
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

/// Cycles with gaps between them, and entries before, in and after them.
fn some_diary() -> impl Strategy<Value = (Diary, String)> {
    let gaps = proptest::collection::vec(1_i64..60, 0..5);
    (gaps, -3_i64..40, 0_i64..30).prop_map(|(gaps, early, late)| {
        let first = date("2026-02-01");
        let mut diary = DiaryBuilder::new();
        diary
            .by_patient()
            .at(&format!("{} 08:00", first.plus(early - 10)));
        let ended_at = diary.now();
        diary.push(Event::Meal(Meal { ended_at }));
        let mut start = first;
        for (at, gap) in gaps.iter().enumerate() {
            let cycle = u16::try_from(at).unwrap() + 1;
            diary.by_site().at(&format!("{start} 06:00"));
            diary.start_cycle(cycle, &start.to_string());
            start = start.plus(*gap);
        }
        (diary.diary(), format!("{} 10:00", start.plus(late)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_day_from_the_first_to_the_last_is_reached_by_the_arrows((diary, now) in some_diary()) {
        let today = diary.date_of(moment(&now));
        let first = diary.cycles().first().map(|cycle| cycle.start);
        let mut person = calendar_of(diary, &now);
        let mut days = vec![date(&chosen_day(&person))];
        prop_assert_eq!(days[0], today);
        loop {
            person.press(Press::Left);
            let day = date(&chosen_day(&person));
            if day == days[days.len() - 1] {
                break;
            }
            prop_assert_eq!(day, days[days.len() - 1].plus(-1), "no day is jumped over");
            days.push(day);
        }
        if let Some(first) = first {
            prop_assert!(days[days.len() - 1] <= first);
        }
        // Up and down stay among those days, and lead back to today's row.
        for press in [Press::Up, Press::Down] {
            for _ in 0..60 {
                if matches!(person.screen(), Screen::Calendar(_)) && person.view().cursor == 0 {
                    person.press(press);
                }
            }
        }
        let view = person.view();
        prop_assert!(!view.page.rows.is_empty());
    }
}

#[test]
fn the_calendar_and_the_diary_of_a_damaged_file_can_be_read() {
    let mut person = morning();
    person.damaged_from = Some(9);
    person
        .choose("Look back")
        .choose("Calendar")
        .press(Press::Enter);
    person.sees("utidelone capsules");
    let labels: Vec<String> = person
        .view()
        .page
        .rows
        .into_iter()
        .map(|row| row.label)
        .collect();
    assert!(
        !labels.iter().any(|label| label.starts_with("I took")),
        "{labels:?}"
    );
}

#[test]
fn a_symptom_of_a_day_that_is_over_is_reported_from_its_page_with_its_date() {
    let mut person = calendar_of(day_3(), "2026-11-04 08:12");
    person.press(Press::Left).press(Press::Enter);
    person.choose("I had a symptom on this day");
    person.sees("What was it?").sees("Tue 3 Nov 2026");
    person.choose("tiredness").choose("No").choose("Mild");
    person.sees("Is this right?").sees("since Tue 3 Nov");
    person.choose("Yes, record it");
    let diary = person.diary.as_ref().unwrap();
    let seq = diary.symptoms().last().unwrap().seq;
    let noticed = diary.symptom(seq).unwrap().noticed_on;
    assert_eq!(noticed, Some(date("2026-11-03")));
    person.choose("Go to Tue 3 Nov").sees("tiredness");
}

#[test]
fn a_sign_of_an_emergency_keeps_the_day_it_is_reported_for() {
    let mut person = calendar_of(day_3(), "2026-11-04 08:12");
    person.press(Press::Left).press(Press::Enter);
    person.choose("I had a symptom on this day");
    person
        .choose("Emergency")
        .sees("Call ")
        .choose("After the call");
    person.choose("fainting").sees("since Tue 3 Nov");
    person.choose("Yes, record it");
    let rows = person.view().page.rows;
    assert!(rows.iter().all(|row| !row.label.starts_with("Go to")));
    let diary = person.diary.as_ref().unwrap();
    let seq = diary.symptoms().last().unwrap().seq;
    let symptom = diary.symptom(seq).unwrap();
    assert_eq!(symptom.noticed_on, Some(date("2026-11-03")));
    assert_eq!(symptom.tier, Tier::Emergency);
}

#[test]
fn today_asks_since_when_and_a_day_to_come_has_no_symptom() {
    let mut person = calendar_of(day_3(), "2026-11-04 08:12");
    person.press(Press::Enter).choose("I had a symptom");
    person
        .choose("tiredness")
        .choose("No")
        .choose("Mild")
        .sees("When did you notice it?");
    let mut person = calendar_of(day_3(), "2026-11-04 08:12");
    person.press(Press::Right).press(Press::Enter);
    let rows = person.view().page.rows;
    assert!(rows.iter().all(|row| !row.label.contains("symptom")));
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
fn what_was_recorded_for_today_leads_to_no_other_day() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .choose("I did not");
    person.press(Press::Enter).choose("Yes, record it");
    let rows = person.view().page.rows;
    assert!(rows.iter().all(|row| !row.label.contains("Nov")));
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
