//! Rulings 9 and 12 to 17: what is asked before a dose, a meal, a start or a correction is written.

use super::super::{Change, DoseChange, Guard, food_is_asked, slot_meant};
use super::*;
use crate::domain::calendar::SlotPosition;
use crate::domain::entry::{CorrectionReason, Food, FoodBasis};
use crate::domain::slots::{self, Status};
use crate::domain::testing::{DiaryBuilder, UTIDELONE, slot, units};

fn started() -> Diary {
    DiaryBuilder::started("2026-11-02").diary()
}

#[test]
fn ruling_12_within_the_window_the_meal_clock_answers_otherwise_the_patient_is_asked() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.at("2026-11-04 08:00").by_patient();
    builder.meal();
    let diary = builder.diary();
    let at = |time: &str| taken("2026-11-04", Period::Am, time);
    let on_the_edge = dose(&diary, at("2026-11-04 08:30"), "2026-11-04 09:00").unwrap();
    let kept = (Some(Food::Kept), Some(FoodBasis::MealClock));
    assert_eq!(
        (
            the_dose(&on_the_edge).food,
            the_dose(&on_the_edge).food_basis
        ),
        kept
    );
    let morning = slot_meant(
        &diary,
        drug(CAPECITABINE),
        date("2026-11-04"),
        moment("2026-11-04 09:00"),
    );
    let morning = morning.unwrap();
    assert!(!food_is_asked(
        &diary,
        &morning,
        Some(moment("2026-11-04 08:30"))
    ));
    assert!(food_is_asked(
        &diary,
        &morning,
        Some(moment("2026-11-04 08:31"))
    ));
    let word = DoseCommand {
        food: Some(Food::NotKept),
        ..at("2026-11-04 08:31")
    };
    let decision = dose(&diary, word, "2026-11-04 09:00").unwrap();
    assert_eq!(the_dose(&decision).food_basis, Some(FoodBasis::PatientWord));
}

#[test]
fn ruling_13_eating_before_the_empty_stomach_dose_is_asked_about() {
    let meal = Command::Meal {
        ended_at: moment("2026-11-04 08:00"),
    };
    let decision = decide(&started(), &PATIENT, &meal, moment("2026-11-04 08:00")).unwrap();
    let [Guard::EmptyStomachFirst { slot }] = decision.guards.as_slice() else {
        panic!("{:?}", decision.guards);
    };
    assert_eq!(slot.drug, drug(UTIDELONE));
    let day_6 = Command::Meal {
        ended_at: moment("2026-11-07 08:00"),
    };
    let decision = decide(&started(), &PATIENT, &day_6, moment("2026-11-07 08:00")).unwrap();
    assert_eq!(decision.guards, []);
}

#[test]
fn ruling_14_no_interval_is_invented_and_one_that_is_set_is_asked_about() {
    let mut diary = started();
    let morning = taken("2026-11-04", Period::Am, "2026-11-04 11:30");
    patient_records(&mut diary, &Command::Dose(morning), "2026-11-04 11:30");
    let evening = taken("2026-11-04", Period::Pm, "2026-11-04 16:30");
    let decision = dose(&diary, evening.clone(), "2026-11-04 16:30").unwrap();
    assert_eq!(decision.guards, []);
    let set: crate::domain::entry::Settings =
        serde_json::from_str(r#"{"drugs":{"capecitabine":{"interval_warn_below_hours":10}}}"#)
            .unwrap();
    let set = Command::Set(Box::new(set));
    let now = moment("2026-11-04 12:00");
    let decision = decide(&diary, &nurse(), &set, now).unwrap();
    record(&mut diary, &nurse(), &decision, now);
    let decision = dose(&diary, evening, "2026-11-04 16:30").unwrap();
    let [Guard::TooSoon { since, hours: 10 }] = decision.guards.as_slice() else {
        panic!("{:?}", decision.guards);
    };
    assert_eq!(since.num_minutes(), 300);
}

#[test]
fn ruling_14_a_clock_that_went_back_is_asked_about_whatever_is_recorded() {
    let mut diary = started();
    let morning = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    patient_records(&mut diary, &Command::Dose(morning), "2026-11-04 08:12");
    let command = taken("2026-11-03", Period::Am, "2026-11-03 08:10");
    let decision = dose(&diary, command, "2026-11-03 09:00").unwrap();
    assert!(matches!(decision.guards[0], Guard::ClockWentBack { .. }));
}

#[test]
fn ruling_17_a_dose_recorded_under_a_warning_is_confirmed_once_more_and_marked() {
    let mut diary = started();
    let first = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    patient_records(
        &mut diary,
        &Command::Dose(first.clone()),
        "2026-11-04 08:12",
    );
    let second = DoseCommand {
        extra: true,
        units: Some(units("2x500")),
        ..first
    };
    patient_records(&mut diary, &Command::Dose(second), "2026-11-04 08:40");
    let evening = taken("2026-11-04", Period::Pm, "2026-11-04 20:00");
    let decision = dose(&diary, evening, "2026-11-04 20:00").unwrap();
    assert_eq!(decision.guards, [Guard::WarningOpen]);
    assert!(the_dose(&decision).while_warned);
}

#[test]
fn where_two_slots_could_be_meant_the_period_must_be_named() {
    let unnamed = DoseCommand {
        period: None,
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:10")
    };
    let decision = dose(&started(), unnamed, "2026-11-04 08:12").unwrap();
    assert_eq!(the_dose(&decision).period, Some(Period::Am));
    let yesterday = DoseCommand {
        period: None,
        taken_at: None,
        ..taken("2026-11-03", Period::Am, "2026-11-03 08:10")
    };
    let refused = dose(&started(), yesterday, "2026-11-04 08:12");
    assert!(matches!(refused, Err(Refusal::NamePeriod { .. })));
    let once = DoseCommand {
        period: Some(Period::Once),
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:10")
    };
    let refused = dose(&started(), once, "2026-11-04 08:12");
    assert!(matches!(refused, Err(Refusal::NoSuchPeriod { .. })));
}

#[test]
fn a_corrected_dose_obeys_the_rules_of_a_new_one() {
    let mut diary = started();
    let command = Command::Dose(taken("2026-11-04", Period::Am, "2026-11-04 08:10"));
    patient_records(&mut diary, &command, "2026-11-04 08:12");
    let seq = diary.history().last().unwrap().seq;
    let correct = |change| Command::Correct {
        seq,
        change: Change::Dose(change),
        reason: CorrectionReason::WrongUnits,
    };
    let now = moment("2026-11-05 09:00");
    let fewer = DoseChange {
        units: Some(units("2x500")),
        ..DoseChange::default()
    };
    let decision = decide(&diary, &PATIENT, &correct(fewer), now).unwrap();
    record(&mut diary, &PATIENT, &decision, now);
    let position: SlotPosition = slot("2026-11-04 am");
    let state = slots::slot_state(&diary, drug(CAPECITABINE), position, now).unwrap();
    assert_eq!(state.status, Status::PartlyTaken);
    let future = DoseChange {
        taken_at: Some(Some(moment("2026-11-05 09:01"))),
        ..DoseChange::default()
    };
    let refused = decide(&diary, &PATIENT, &correct(future), now);
    assert!(matches!(refused, Err(Refusal::InFuture { .. })));
    let same = decide(&diary, &PATIENT, &correct(DoseChange::default()), now);
    assert_eq!(same, Err(Refusal::NothingToDo));
}

#[test]
fn a_strength_that_the_study_does_not_have_is_asked_about() {
    let mut mistyped = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    mistyped.units = Some(units("4x50+2x500"));
    let decision = dose(&started(), mistyped.clone(), "2026-11-04 08:12").unwrap();
    assert!(
        matches!(decision.guards[..], [Guard::UnlistedStrength { .. }]),
        "{:?}",
        decision.guards
    );
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.prescribe(CAPECITABINE, "2026-11-03 am", &[("am", "8x50+2x500")]);
    let decision = dose(&builder.diary(), mistyped, "2026-11-04 08:12").unwrap();
    assert_eq!(decision.guards, [], "the study team has prescribed it");
}

#[test]
fn ruling_09_an_intake_moved_out_of_every_slot_needs_consent_as_extra() {
    let mut diary = started();
    let morning = Command::Dose(taken("2026-11-04", Period::Am, "2026-11-04 08:10"));
    patient_records(&mut diary, &morning, "2026-11-04 08:12");
    let seq = diary.history().last().unwrap().seq;
    let corrected = |diary: &Diary, change: DoseChange| {
        let command = Command::Correct {
            seq,
            change: Change::Dose(change),
            reason: CorrectionReason::WrongTime,
        };
        let now = moment("2026-11-04 20:00");
        decide(diary, &PATIENT, &command, now).unwrap()
    };
    let on = |day| DoseChange {
        date: Some(date(day)),
        ..DoseChange::default()
    };
    let at = |time| DoseChange {
        taken_at: Some(Some(moment(time))),
        ..DoseChange::default()
    };
    let becomes_extra = |decision: &Decision| {
        let is_it = |guard: &Guard| matches!(guard, Guard::BecomesExtra { .. });
        decision.guards.iter().any(is_it)
    };
    // Before the first cycle; and swallowed when the next slot had begun.
    let moved = corrected(&diary, on("2026-11-01"));
    assert!(becomes_extra(&moved));
    assert!(becomes_extra(&corrected(&diary, at("2026-11-04 17:00"))));
    // The day alone leaves the time where it was, after the next slot of that day had begun.
    assert!(becomes_extra(&corrected(&diary, on("2026-11-03"))));
    // Another day of the cycle with its time, or another hour of the morning, has a slot.
    let whole = DoseChange {
        date: Some(date("2026-11-03")),
        ..at("2026-11-03 08:10")
    };
    assert!(!becomes_extra(&corrected(&diary, whole)));
    assert!(!becomes_extra(&corrected(&diary, at("2026-11-04 09:00"))));
    // What is extra already is not asked about again.
    record(&mut diary, &PATIENT, &moved, moment("2026-11-04 20:00"));
    let fewer = DoseChange {
        units: Some(units("2x500")),
        ..DoseChange::default()
    };
    assert!(!becomes_extra(&corrected(&diary, fewer)));
}

#[test]
fn a_start_further_ahead_than_a_cycle_is_long_is_asked_about() {
    let diary = started();
    let guards = |day| {
        let start = Command::StartCycle {
            date: date(day),
            given_at: None,
        };
        let now = moment("2026-11-04 08:00");
        decide(&diary, &nurse(), &start, now).unwrap().guards
    };
    let ahead = |guard: &Guard| matches!(guard, Guard::FarAhead { .. });
    assert!(!guards("2026-11-25").iter().any(ahead));
    assert!(guards("2026-11-26").contains(&Guard::FarAhead { days: 22 }));
}
