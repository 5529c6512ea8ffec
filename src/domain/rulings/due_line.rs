//! Rulings 12 to 16: meals, the time since the last intake, catch-up and zones.

use super::super::entry::{DrugSettings, Event, Food, FoodBasis, Meal, Outcome, Settings};
use super::super::meals::{self, Readiness};
use super::super::protocol::{Protocol, Rule};
use super::super::slots::Status;
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment};
use super::super::today::{DaySlot, Today, today};
use super::{FULL, LATER, assert_status, state};

const AM: &str = "2026-11-03 am";
const PM: &str = "2026-11-03 pm";

/// Cycle 1 from 2026-11-02, the patient writing on 2026-11-03 at 08:00.
fn morning() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 08:00");
    b
}

#[test]
fn ruling_12_a_meal_window_keeps_the_slot_due_past_its_period() {
    let mut b = morning();
    b.at("2026-11-03 11:50").meal();
    assert_status(&b, CAPECITABINE, AM, "2026-11-03 12:20", Status::Due);
    assert_status(&b, CAPECITABINE, AM, "2026-11-03 12:21", Status::Overdue);
    let mut b = morning();
    b.at("2026-11-04 03:50").meal();
    assert_status(&b, CAPECITABINE, PM, "2026-11-04 04:20", Status::Due);
    assert_status(&b, CAPECITABINE, PM, "2026-11-04 04:21", Status::Overdue);
    let page = today(&b.diary(), date("2026-11-04"), moment("2026-11-04 04:10"));
    assert!(
        page.yesterday.iter().any(|s| s.slot.period.code() == "pm"),
        "still to be taken"
    );
}

#[test]
fn ruling_12_a_meal_before_or_after_the_period_counts_for_nothing() {
    let mut b = morning();
    b.at("2026-11-03 12:00").meal();
    b.at("2026-11-03 15:50").meal();
    assert_status(&b, CAPECITABINE, AM, "2026-11-03 12:10", Status::Overdue);
    let slot = state(&b, CAPECITABINE, PM, LATER).slot;
    let at = moment("2026-11-03 16:05");
    let found = meals::readiness(&b.diary(), &slot, at);
    assert_eq!(found, Some(Readiness::WaitForMeal));
    assert_eq!(meals::food_by_clock(&b.diary(), &slot, at), None);
}

#[test]
fn ruling_12_meals_are_compared_as_instants() {
    let mut b = morning();
    // 09:00 in the east is an hour before 08:00 further west.
    b.at("2026-11-03 08:00 +06:00").meal();
    b.at("2026-11-03 09:00 +08:00").meal();
    let slot = state(&b, CAPECITABINE, AM, LATER).slot;
    let found = meals::readiness(&b.diary(), &slot, moment("2026-11-03 08:20 +06:00"));
    let until = moment("2026-11-03 08:30 +06:00");
    assert_eq!(found, Some(Readiness::MealWindowUntil(until)));
    // 08:00 in the west has not come yet at 08:10 in the east.
    let east = meals::readiness(&b.diary(), &slot, moment("2026-11-03 08:10 +08:00"));
    assert_eq!(east, Some(Readiness::WaitForMeal));
}

#[test]
fn ruling_12_taken_within_the_window_is_kept_by_the_meal_clock_and_otherwise_asked() {
    let mut b = morning();
    b.meal();
    let slot = state(&b, CAPECITABINE, AM, LATER).slot;
    let kept = Some((Food::Kept, FoodBasis::MealClock));
    for (taken_at, expected) in [
        ("2026-11-03 07:59", None),
        ("2026-11-03 08:00", kept),
        ("2026-11-03 08:30", kept),
        ("2026-11-03 08:31", None),
    ] {
        let found = meals::food_by_clock(&b.diary(), &slot, moment(taken_at));
        assert_eq!(found, expected, "taken at {taken_at}");
    }
    let once = state(&b, UTIDELONE, "2026-11-03 once", LATER).slot;
    assert_eq!(
        meals::food_by_clock(&b.diary(), &once, moment("2026-11-03 08:10")),
        None
    );
}

fn site_rules(code: &str, set: DrugSettings) -> Settings {
    Settings {
        drugs: [(drug(code), set)].into(),
        ..Settings::default()
    }
}

#[test]
fn ruling_12_eat_again_follows_a_taken_empty_stomach_intake_only() {
    let hours = DrugSettings {
        fasting_hours_after: Some(2),
        ..DrugSettings::default()
    };
    for (outcome, waits) in [
        (Outcome::Taken, true),
        (Outcome::Vomited, false),
        (Outcome::PartlyTaken, false),
    ] {
        let mut b = morning();
        b.by_site().settings(site_rules(UTIDELONE, hours.clone()));
        b.by_patient();
        let mut dose = b.intake(UTIDELONE, "2026-11-03 once", "2x50");
        dose.outcome = outcome;
        b.push(Event::Dose(dose));
        let found = meals::eat_again_from(&b.diary(), moment("2026-11-03 08:10"));
        let expected = waits.then(|| moment("2026-11-03 10:00"));
        assert_eq!(found, expected, "{outcome:?}");
    }
}

#[test]
fn ruling_12_eat_again_reaches_over_the_end_of_the_diary_day() {
    let hours = DrugSettings {
        fasting_hours_after: Some(2),
        ..DrugSettings::default()
    };
    let mut b = morning();
    b.by_site().settings(site_rules(UTIDELONE, hours));
    b.by_patient()
        .at("2026-11-04 03:00")
        .dose(UTIDELONE, "2026-11-03 once", "2x50");
    let found = meals::eat_again_from(&b.diary(), moment("2026-11-04 04:30"));
    assert_eq!(found, Some(moment("2026-11-04 05:00")));
}

#[test]
fn ruling_13_a_meal_is_warned_about_while_an_empty_stomach_slot_is_open() {
    let mut b = morning();
    let open = |b: &DiaryBuilder, now| {
        let slot = meals::empty_stomach_slot_open(&b.diary(), moment(now));
        slot.map(|slot| slot.drug)
    };
    assert_eq!(open(&b, "2026-11-03 08:00"), Some(drug(UTIDELONE)));
    assert_eq!(open(&b, "2026-11-07 08:00"), None, "day 6 has no capsule");
    b.dose(UTIDELONE, "2026-11-03 once", "2x50");
    assert_eq!(open(&b, "2026-11-03 08:00"), None);
    b.by_site().hold(&[UTIDELONE], "2026-11-04 am");
    assert_eq!(open(&b, "2026-11-04 08:00"), None);
    assert_eq!(Protocol::built_in().unwrap().order_of_drugs, None);
}

/// The page of the diary date of a moment.
fn page(b: &DiaryBuilder, now: &str) -> Today {
    let now = moment(now);
    let diary = b.diary();
    today(&diary, diary.date_of(now), now)
}

/// One line of the page of the diary date of a moment.
fn line(b: &DiaryBuilder, at: &str, now: &str) -> DaySlot {
    let wanted = super::place(at);
    let page = page(b, now);
    let mut lines = page.slots.into_iter();
    lines
        .find(|line| {
            line.state.slot.drug == drug(CAPECITABINE) && line.state.slot.period == wanted.period
        })
        .unwrap()
}

#[test]
fn ruling_14_the_due_line_shows_the_true_time_since_the_last_intake() {
    let mut b = morning();
    b.dose(CAPECITABINE, AM, FULL);
    let due = line(&b, PM, "2026-11-03 17:40");
    assert_eq!(due.since_last.map(|time| time.num_minutes()), Some(580));
    assert!(!due.clock_changed);
    // A page asked for an earlier moment does not know what came later.
    assert_eq!(line(&b, AM, "2026-11-03 07:00").since_last, None);
    let diary = b.diary();
    let earlier = diary.last_intake(drug(CAPECITABINE), moment("2026-11-03 07:59"));
    assert!(earlier.is_none());
    let upcoming = line(&b, PM, "2026-11-03 15:00");
    assert_eq!(upcoming.since_last, None);
    let first = morning();
    assert_eq!(line(&first, AM, "2026-11-03 08:00").since_last, None);
}

#[test]
fn ruling_14_the_time_since_the_last_intake_is_counted_between_instants() {
    let mut b = morning();
    b.dose(CAPECITABINE, AM, FULL);
    let due = line(&b, PM, "2026-11-03 16:40 +07:00");
    assert_eq!(due.since_last.map(|time| time.num_minutes()), Some(580));
    assert!(due.clock_changed);
}

#[test]
fn ruling_14_an_older_dose_entered_late_does_not_hide_the_last_intake() {
    let mut b = morning();
    b.dose(CAPECITABINE, AM, FULL);
    b.at("2026-11-03 17:00");
    let mut dose = b.intake(CAPECITABINE, "2026-11-02 pm", FULL);
    dose.taken_at = None;
    b.push(Event::Dose(dose));
    let due = line(&b, PM, "2026-11-03 17:40");
    assert_eq!(due.since_last.map(|time| time.num_minutes()), Some(580));
}

#[test]
fn ruling_14_no_time_is_invented_for_an_intake_of_unknown_time() {
    let mut b = morning();
    b.dose(CAPECITABINE, "2026-11-02 pm", FULL);
    let mut dose = b.intake(CAPECITABINE, AM, FULL);
    dose.taken_at = None;
    b.at("2026-11-03 13:00").push(Event::Dose(dose));
    assert_eq!(line(&b, PM, "2026-11-03 17:40").since_last, None);
}

#[test]
fn ruling_14_a_clock_that_went_back_is_noticed() {
    let mut b = morning();
    b.meal();
    assert!(page(&b, "2026-11-03 07:59").clock_went_back);
    assert!(!page(&b, "2026-11-03 08:00").clock_went_back);
    assert!(
        !page(&b, "2026-11-03 07:00 +07:00").clock_went_back,
        "the same instant"
    );
}

#[test]
fn ruling_15_catch_up_counts_from_the_usual_time_and_stops_where_the_next_period_starts() {
    let usual = |hours, am: &str, pm: &str| DrugSettings {
        catch_up_hours: Some(hours),
        usual_times: [
            ("am".parse().unwrap(), am.parse().unwrap()),
            ("pm".parse().unwrap(), pm.parse().unwrap()),
        ]
        .into(),
        ..DrugSettings::default()
    };
    let until = |set: Option<DrugSettings>, at: &str, now: &str| {
        let mut b = morning();
        if let Some(set) = set {
            b.by_site().settings(site_rules(CAPECITABINE, set));
        }
        line(&b, at, now)
            .catch_up_until
            .map(|at| at.format("%d %H:%M").to_string())
    };
    let found = |text: &str| Some(text.to_owned());
    assert_eq!(until(None, AM, "2026-11-03 13:00"), None);
    assert_eq!(
        until(Some(usual(0, "08:00", "20:00")), AM, "2026-11-03 13:00"),
        None
    );
    assert_eq!(
        until(Some(usual(6, "08:00", "20:00")), AM, "2026-11-03 13:00"),
        found("03 14:00")
    );
    assert_eq!(
        until(Some(usual(10, "08:00", "20:00")), AM, "2026-11-03 13:00"),
        found("03 16:00")
    );
    // The evening of day 14 has no next slot, and still a next morning.
    assert_eq!(
        until(
            Some(usual(12, "08:00", "20:00")),
            "2026-11-15 pm",
            "2026-11-15 21:00"
        ),
        found("16 04:00")
    );
    // The text only: the status is that of any slot.
    let mut b = morning();
    b.by_site()
        .settings(site_rules(CAPECITABINE, usual(6, "08:00", "20:00")));
    assert_status(&b, CAPECITABINE, AM, "2026-11-03 13:00", Status::Overdue);
}

#[test]
fn ruling_16_slots_are_dates_and_periods_in_every_zone() {
    let mut b = morning();
    b.at("2026-11-03 08:10 +08:00").dose(CAPECITABINE, AM, FULL);
    for now in [
        "2026-11-03 12:30 +08:00",
        "2026-11-03 12:30 -05:00",
        "2026-11-03 12:30 +14:00",
    ] {
        assert_status(&b, CAPECITABINE, AM, now, Status::Taken);
        assert_status(&b, CAPECITABINE, "2026-11-02 am", now, Status::Overdue);
        assert_status(&b, CAPECITABINE, PM, now, Status::Upcoming);
    }
}

#[test]
fn what_is_on_time_is_known_only_where_the_protocol_sets_a_window() {
    let mut protocol = Protocol::built_in().unwrap();
    let source = "a test".to_owned();
    protocol.drugs[1].timing_window_minutes = Some(Rule { value: 60, source });
    let mut b = DiaryBuilder::with_protocol(protocol);
    b.prescribe(CAPECITABINE, "2026-11-02 am", &[("am", FULL), ("pm", FULL)]);
    b.start_cycle(1, "2026-11-02");
    let times = [("pm".parse().unwrap(), "23:30".parse().unwrap())].into();
    b.settings(site_rules(
        CAPECITABINE,
        DrugSettings {
            usual_times: times,
            ..DrugSettings::default()
        },
    ));
    b.by_patient()
        .at("2026-11-03 08:00")
        .dose(CAPECITABINE, AM, FULL);
    b.at("2026-11-04 00:30").dose(CAPECITABINE, PM, FULL);
    b.at("2026-11-05 00:31")
        .dose(CAPECITABINE, "2026-11-04 pm", FULL);
    let on_time = |at| state(&b, CAPECITABINE, at, LATER).recorded.unwrap().on_time;
    assert_eq!(on_time(AM), None);
    assert_eq!(on_time(PM), Some(true));
    assert_eq!(on_time("2026-11-04 pm"), Some(false));
    b.push(Event::Meal(Meal {
        ended_at: moment("2026-11-05 08:00"),
    }));
}
