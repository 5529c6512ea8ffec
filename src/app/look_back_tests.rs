//! The pages that look back, walked with arrows, Enter and Backspace: calendar, a day, diary, correction.

use proptest::prelude::*;

use super::calendar_tests::{chosen_day, long};
use super::testing::{Person, day_3};
use super::{Press, RowKind, Screen};
use crate::domain::calendar::{Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::{Event, Meal, Tier};
use crate::domain::slots::{SlotState, Status, slot_state};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, date, drug, moment};

pub(super) const FULL: &str = "4x150+2x500";

pub(super) fn morning() -> Person {
    Person::before(day_3(), "2026-11-04 08:12")
}

pub(super) fn calendar_of(diary: Diary, now: &str) -> Person {
    let mut person = Person::before(diary, now);
    person.choose("Look back").choose("Calendar");
    person
}

pub(super) fn state(person: &Person, code: &str, day: &str, period: Period) -> SlotState {
    let diary = person.diary.as_ref().unwrap();
    let position = SlotPosition::new(date(day), period);
    slot_state(diary, drug(code), position, person.now).unwrap()
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
fn the_diary_shows_every_entry_once_a_part_at_a_time_newest_first() {
    let diary = long(3);
    let count = diary.history().len();
    let mut person = Person::before(diary, "2026-03-01 12:00");
    person.choose("Look back").choose("Diary");
    let mut seen = 0;
    loop {
        let rows = person.view().page.rows;
        let page = person.look(|model, world| model.page(world));
        seen += page.rows.iter().filter(|row| is_entry(row)).count();
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
    let labels = person.labels();
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
fn what_was_recorded_for_today_leads_to_no_other_day() {
    let mut person = morning();
    person
        .choose("capecitabine tablets, morning")
        .choose("I did not");
    person.press(Press::Enter).choose("Yes, record it");
    let rows = person.view().page.rows;
    assert!(rows.iter().all(|row| !row.label.contains("Nov")));
}
