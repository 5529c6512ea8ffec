//! Every status and every readiness that a slot can have.

use super::super::entry::{DrugSettings, Settings};
use super::super::meals::{self, Readiness};
use super::super::protocol::{FoodRule, Protocol};
use super::super::slots::Status;
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, drug, moment, slot};
use super::super::today::today;
use super::{FULL, assert_status, state};

#[test]
fn an_unrecorded_slot_goes_from_upcoming_to_due_to_overdue_to_unrecorded() {
    let b = DiaryBuilder::started("2026-11-02");
    for (code, at, now, expected) in [
        (
            CAPECITABINE,
            "2026-11-03 am",
            "2026-11-03 03:59",
            Status::Upcoming,
        ),
        (
            CAPECITABINE,
            "2026-11-03 am",
            "2026-11-03 04:00",
            Status::Due,
        ),
        (
            CAPECITABINE,
            "2026-11-03 am",
            "2026-11-03 11:59",
            Status::Due,
        ),
        (
            CAPECITABINE,
            "2026-11-03 am",
            "2026-11-03 12:00",
            Status::Overdue,
        ),
        (
            CAPECITABINE,
            "2026-11-03 am",
            "2026-11-05 03:59",
            Status::Overdue,
        ),
        (
            CAPECITABINE,
            "2026-11-03 am",
            "2026-11-05 04:00",
            Status::Unrecorded,
        ),
        (
            CAPECITABINE,
            "2026-11-03 pm",
            "2026-11-03 15:59",
            Status::Upcoming,
        ),
        (
            CAPECITABINE,
            "2026-11-03 pm",
            "2026-11-03 16:00",
            Status::Due,
        ),
        (
            CAPECITABINE,
            "2026-11-03 pm",
            "2026-11-04 03:59",
            Status::Due,
        ),
        (
            CAPECITABINE,
            "2026-11-03 pm",
            "2026-11-04 04:00",
            Status::Overdue,
        ),
        (
            CAPECITABINE,
            "2026-11-03 pm",
            "2026-11-05 04:00",
            Status::Unrecorded,
        ),
        (
            UTIDELONE,
            "2026-11-03 once",
            "2026-11-03 03:59",
            Status::Upcoming,
        ),
        (
            UTIDELONE,
            "2026-11-03 once",
            "2026-11-03 04:00",
            Status::Due,
        ),
        (
            UTIDELONE,
            "2026-11-03 once",
            "2026-11-04 03:59",
            Status::Due,
        ),
        (
            UTIDELONE,
            "2026-11-03 once",
            "2026-11-04 04:00",
            Status::Overdue,
        ),
        (
            UTIDELONE,
            "2026-11-03 once",
            "2026-11-05 03:59",
            Status::Overdue,
        ),
        (
            UTIDELONE,
            "2026-11-03 once",
            "2026-11-05 04:00",
            Status::Unrecorded,
        ),
    ] {
        assert_status(&b, code, at, now, expected);
    }
}

#[test]
fn a_recorded_slot_has_what_was_recorded_at_every_later_moment() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:00");
    b.dose(CAPECITABINE, "2026-11-02 am", FULL);
    b.at("2026-11-02 20:00")
        .dose(CAPECITABINE, "2026-11-02 pm", "2x500");
    b.at("2026-11-03 12:30")
        .missed(CAPECITABINE, "2026-11-03 am");
    b.at("2026-11-03 20:00")
        .vomited(CAPECITABINE, "2026-11-03 pm", FULL);
    for now in ["2026-11-03 21:00", "2026-11-04 04:00", "2027-01-01 00:00"] {
        assert_status(&b, CAPECITABINE, "2026-11-02 am", now, Status::Taken);
        assert_status(&b, CAPECITABINE, "2026-11-02 pm", now, Status::PartlyTaken);
        assert_status(&b, CAPECITABINE, "2026-11-03 am", now, Status::Missed);
        assert_status(&b, CAPECITABINE, "2026-11-03 pm", now, Status::Vomited);
    }
}

#[test]
fn held_stopped_and_not_prescribed_hold_before_during_and_after_the_period() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.hold(&[CAPECITABINE], "2026-11-04 am");
    b.resume(&[CAPECITABINE], "2026-11-05 am");
    b.prescribe(CAPECITABINE, "2026-11-06 am", &[("am", "0")]);
    b.stop(&[CAPECITABINE], "2026-11-08 pm", None);
    for now in ["2026-11-01 10:00", "2026-11-04 08:00", "2026-11-20 08:00"] {
        assert_status(&b, CAPECITABINE, "2026-11-04 pm", now, Status::Held);
        assert_status(
            &b,
            CAPECITABINE,
            "2026-11-06 am",
            now,
            Status::NotPrescribed,
        );
        assert_status(&b, CAPECITABINE, "2026-11-08 pm", now, Status::Stopped);
    }
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-08 am",
        "2026-11-08 15:00",
        Status::NotPrescribed,
    );
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-07 pm",
        "2026-11-07 16:00",
        Status::Due,
    );
}

#[test]
fn a_slot_without_any_prescription_is_not_prescribed() {
    let mut b = DiaryBuilder::new();
    b.start_cycle(1, "2026-11-02");
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-02 am",
        "2026-11-02 08:00",
        Status::NotPrescribed,
    );
}

#[test]
fn status_codes_are_distinct_and_only_four_are_recorded() {
    let all = [
        Status::Upcoming,
        Status::Due,
        Status::Overdue,
        Status::Unrecorded,
        Status::Taken,
        Status::PartlyTaken,
        Status::Missed,
        Status::Vomited,
        Status::Held,
        Status::Stopped,
        Status::NotPrescribed,
    ];
    let codes: std::collections::BTreeSet<_> = all.iter().map(|status| status.code()).collect();
    assert_eq!(codes.len(), all.len());
    let recorded: Vec<_> = all.iter().filter(|status| status.is_recorded()).collect();
    let four = [
        Status::Taken,
        Status::PartlyTaken,
        Status::Missed,
        Status::Vomited,
    ];
    assert_eq!(recorded, four.iter().collect::<Vec<_>>());
}

/// What a slot waits for at a moment.
#[track_caller]
fn assert_ready(b: &DiaryBuilder, code: &str, at: &str, now: &str, expected: Option<Readiness>) {
    let slot = state(b, code, at, now).slot;
    let found = meals::readiness(&b.diary(), &slot, moment(now));
    assert_eq!(found, expected, "{code} {at}, asked at {now}");
}

#[test]
fn a_meal_opens_a_window_that_closes_and_the_next_meal_opens_another() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:00").meal();
    b.at("2026-11-02 09:15").meal();
    let closes = |text| Some(Readiness::MealWindowUntil(moment(text)));
    for (now, expected) in [
        ("2026-11-02 07:59", Some(Readiness::WaitForMeal)),
        ("2026-11-02 08:00", closes("2026-11-02 08:30")),
        ("2026-11-02 08:30", closes("2026-11-02 08:30")),
        (
            "2026-11-02 08:31",
            Some(Readiness::MealWindowClosedAt(moment("2026-11-02 08:30"))),
        ),
        ("2026-11-02 09:15", closes("2026-11-02 09:45")),
    ] {
        assert_ready(&b, CAPECITABINE, "2026-11-02 am", now, expected);
    }
    // The meal of the morning says nothing about the evening.
    let evening = Some(Readiness::WaitForMeal);
    assert_ready(
        &b,
        CAPECITABINE,
        "2026-11-02 pm",
        "2026-11-02 16:00",
        evening,
    );
}

fn fasting(before: Option<u8>, after: Option<u8>) -> Settings {
    let set = DrugSettings {
        fasting_hours_before: before,
        fasting_hours_after: after,
        ..DrugSettings::default()
    };
    Settings {
        drugs: [(drug(UTIDELONE), set)].into(),
        ..Settings::default()
    }
}

#[test]
fn fasting_is_unknown_until_the_site_says_how_long() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:00").meal();
    let once = "2026-11-02 once";
    assert_ready(
        &b,
        UTIDELONE,
        once,
        "2026-11-02 08:10",
        Some(Readiness::Unknown),
    );
    b.by_site().settings(fasting(Some(2), None));
    let until = Some(Readiness::FastingUntil(moment("2026-11-02 10:00")));
    assert_ready(&b, UTIDELONE, once, "2026-11-02 08:10", until);
    assert_ready(&b, UTIDELONE, once, "2026-11-02 09:59", until);
    assert_ready(
        &b,
        UTIDELONE,
        once,
        "2026-11-02 10:00",
        Some(Readiness::Unknown),
    );
}

#[test]
fn eating_again_waits_for_the_hours_after_an_empty_stomach_intake() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.settings(fasting(None, Some(1)));
    b.by_patient()
        .at("2026-11-02 07:00")
        .dose(UTIDELONE, "2026-11-02 once", "2x50");
    let from = Some(Readiness::EatAgainFrom(moment("2026-11-02 08:00")));
    assert_ready(&b, CAPECITABINE, "2026-11-02 am", "2026-11-02 07:59", from);
    let wait = Some(Readiness::WaitForMeal);
    assert_ready(&b, CAPECITABINE, "2026-11-02 am", "2026-11-02 08:00", wait);
}

#[test]
fn a_drug_without_a_food_rule_has_no_readiness() {
    let mut protocol = Protocol::built_in().unwrap();
    protocol.drugs[1].food.value = FoodRule::None;
    let mut b = DiaryBuilder::with_protocol(protocol);
    b.prescribe(CAPECITABINE, "2026-11-02 am", &[("am", FULL), ("pm", FULL)]);
    b.start_cycle(1, "2026-11-02");
    assert_ready(&b, CAPECITABINE, "2026-11-02 am", "2026-11-02 08:00", None);
}

#[test]
fn the_page_of_a_day_shows_readiness_only_on_due_slots() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-02 08:00")
        .dose(CAPECITABINE, "2026-11-02 am", FULL);
    let page = today(
        &b.diary(),
        slot("2026-11-02 am").date,
        moment("2026-11-02 08:10"),
    );
    let shown: Vec<_> = page
        .slots
        .iter()
        .map(|slot| (slot.state.status, slot.readiness))
        .collect();
    assert_eq!(
        shown,
        [
            (Status::Due, Some(Readiness::Unknown)),
            (Status::Taken, None),
            (Status::Upcoming, None),
        ]
    );
}
