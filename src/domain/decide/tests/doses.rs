//! Rulings 1 and 8 to 11, as far as they decide what is written about a dose.

use super::super::{Guard, NotDue};
use super::*;
use crate::domain::entry::{Food, MissedReason};
use crate::domain::phase::Phase;
use crate::domain::slots::{self, Status};
use crate::domain::testing::{DiaryBuilder, UTIDELONE, slot, units};

fn started() -> Diary {
    DiaryBuilder::started("2026-11-02").diary()
}

fn missed(day: &str, period: Period) -> DoseCommand {
    DoseCommand {
        outcome: Outcome::Missed,
        taken_at: None,
        reason: Some(MissedReason::Forgot),
        ..taken(day, period, "2026-11-02 08:00")
    }
}

#[test]
fn a_due_dose_is_written_as_prescribed_without_a_question() {
    let decision = dose(
        &started(),
        taken("2026-11-04", Period::Am, "2026-11-04 08:10"),
        "2026-11-04 08:12",
    )
    .unwrap();
    assert_eq!(decision.guards, []);
    let dose = the_dose(&decision);
    assert_eq!(dose.outcome, Outcome::Taken);
    assert_eq!(dose.units, Some(units("4x150+2x500")));
    assert_eq!(dose.food, Some(Food::Unknown));
    assert!(!dose.outside_period && !dose.while_warned);
}

#[test]
fn ruling_08_what_happened_may_not_lie_in_the_future() {
    let later_today = taken("2026-11-04", Period::Am, "2026-11-04 08:13");
    let refused = dose(&started(), later_today, "2026-11-04 08:12");
    assert!(matches!(refused, Err(Refusal::InFuture { .. })));
    let mut tomorrow = taken("2026-11-05", Period::Am, "2026-11-04 08:10");
    tomorrow.taken_at = None;
    let refused = dose(&started(), tomorrow, "2026-11-04 08:12");
    assert!(matches!(refused, Err(Refusal::InFuture { .. })));
    let meal = Command::Meal {
        ended_at: moment("2026-11-04 08:13"),
    };
    let refused = decide(&started(), &PATIENT, &meal, moment("2026-11-04 08:12"));
    assert!(matches!(refused, Err(Refusal::InFuture { .. })));
}

#[test]
fn ruling_08_a_dose_cannot_be_missed_before_its_period_begins() {
    let evening = missed("2026-11-04", Period::Pm);
    let refused = dose(&started(), evening.clone(), "2026-11-04 15:59");
    assert!(matches!(refused, Err(Refusal::NotBegun { .. })));
    let decision = dose(&started(), evening, "2026-11-04 16:00").unwrap();
    assert_eq!(the_dose(&decision).outcome, Outcome::Missed);
    assert_eq!(the_dose(&decision).reason, Some(MissedReason::Forgot));
}

#[test]
fn ruling_09_a_second_dose_is_asked_about_names_the_first_and_can_be_recorded() {
    let mut diary = started();
    let first = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    patient_records(
        &mut diary,
        &Command::Dose(first.clone()),
        "2026-11-04 08:12",
    );
    let again = DoseCommand {
        taken_at: Some(moment("2026-11-04 09:00")),
        units: Some(units("2x500")),
        ..first
    };
    let decision = dose(&diary, again.clone(), "2026-11-04 09:00").unwrap();
    let [Guard::SecondDose { first, taken_at }] = decision.guards.as_slice() else {
        panic!("{:?}", decision.guards);
    };
    assert_eq!(first.seq, diary.history().last().unwrap().seq);
    assert_eq!(*taken_at, Some(moment("2026-11-04 08:10")));
    let consent = DoseCommand {
        extra: true,
        ..again.clone()
    };
    assert_eq!(
        dose(&diary, consent, "2026-11-04 09:00").unwrap().guards,
        []
    );
    patient_records(&mut diary, &Command::Dose(again), "2026-11-04 09:00");
    let day = slots::day(&diary, date("2026-11-04"), moment("2026-11-04 09:01"));
    assert_eq!(day.extras.len(), 1);
}

#[test]
fn ruling_09_an_extra_dose_states_its_units() {
    let mut diary = started();
    let first = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    patient_records(
        &mut diary,
        &Command::Dose(first.clone()),
        "2026-11-04 08:12",
    );
    let refused = dose(&diary, first, "2026-11-04 08:12");
    let named = |refusal| match refusal {
        Refusal::NeedsUnits { recorded, .. } => recorded,
        other => panic!("{other:?}"),
    };
    let recorded = named(refused.unwrap_err()).unwrap();
    assert!(
        diary.dose(recorded.seq).is_some(),
        "the first intake is named"
    );
}

#[test]
fn ruling_09_missed_then_really_taken_is_a_correction() {
    let mut diary = started();
    patient_records(
        &mut diary,
        &Command::Dose(missed("2026-11-04", Period::Am)),
        "2026-11-04 11:00",
    );
    let took_it = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    let decision = patient_records(&mut diary, &Command::Dose(took_it), "2026-11-04 12:30");
    assert!(matches!(decision.guards[0], Guard::WasMissed { .. }));
    assert!(matches!(decision.events[0], Event::Corrected(_)));
    let day = slots::day(&diary, date("2026-11-04"), moment("2026-11-04 12:31"));
    let morning = day
        .slots
        .iter()
        .find(|state| state.slot.period == Period::Am);
    assert_eq!(morning.unwrap().status, Status::Taken);
    assert!(day.extras.is_empty());
}

#[test]
fn ruling_09_the_rest_of_a_partial_intake_fills_the_slot_up_to_the_prescription() {
    let mut diary = started();
    let part = DoseCommand {
        outcome: Outcome::PartlyTaken,
        units: Some(units("2x500")),
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:10")
    };
    patient_records(&mut diary, &Command::Dose(part), "2026-11-04 08:12");
    let rest = taken("2026-11-04", Period::Am, "2026-11-04 08:40");
    let decision = patient_records(&mut diary, &Command::Dose(rest.clone()), "2026-11-04 08:40");
    assert!(matches!(decision.guards[0], Guard::TakesTheRest { .. }));
    assert_eq!(the_dose(&decision).units, Some(units("4x150")));
    let position = slot("2026-11-04 am");
    let state = slots::slot_state(&diary, rest.drug, position, moment("2026-11-04 09:00"));
    assert_eq!(state.unwrap().status, Status::Taken);
    // More than the rest is not the rest.
    let more = DoseCommand {
        units: Some(units("3x500")),
        ..rest
    };
    let decision = dose(&diary, more, "2026-11-04 09:00").unwrap();
    assert!(matches!(decision.guards[0], Guard::SecondDose { .. }));
}

#[test]
fn ruling_09_a_repeat_after_vomiting_is_extra() {
    let mut diary = started();
    let vomited = DoseCommand {
        outcome: Outcome::Vomited,
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:10")
    };
    patient_records(&mut diary, &Command::Dose(vomited), "2026-11-04 08:30");
    let repeat = DoseCommand {
        units: Some(units("4x150+2x500")),
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:45")
    };
    let decision = patient_records(&mut diary, &Command::Dose(repeat), "2026-11-04 08:45");
    assert!(matches!(decision.guards[0], Guard::SecondDose { .. }));
    let day = slots::day(&diary, date("2026-11-04"), moment("2026-11-04 09:00"));
    assert_eq!(day.extras.len(), 1);
}

#[test]
fn a_dose_vomited_after_it_was_recorded_corrects_that_entry() {
    let mut diary = started();
    let first = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    patient_records(
        &mut diary,
        &Command::Dose(first.clone()),
        "2026-11-04 08:12",
    );
    let vomited = DoseCommand {
        outcome: Outcome::Vomited,
        ..first
    };
    let decision = patient_records(&mut diary, &Command::Dose(vomited), "2026-11-04 08:40");
    assert!(matches!(decision.guards[0], Guard::VomitedAfter { .. }));
    let day = slots::day(&diary, date("2026-11-04"), moment("2026-11-04 09:00"));
    let morning = day
        .slots
        .iter()
        .find(|state| state.slot.period == Period::Am);
    assert_eq!(morning.unwrap().status, Status::Vomited);
    assert!(day.extras.is_empty());
}

#[test]
fn ruling_10_the_outcome_follows_the_tablets() {
    let less = DoseCommand {
        units: Some(units("2x500")),
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:10")
    };
    let decision = dose(&started(), less, "2026-11-04 08:12").unwrap();
    assert_eq!(the_dose(&decision).outcome, Outcome::PartlyTaken);
    let all = DoseCommand {
        outcome: Outcome::PartlyTaken,
        units: Some(units("4x150+2x500")),
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:10")
    };
    let decision = dose(&started(), all.clone(), "2026-11-04 08:12").unwrap();
    assert_eq!(the_dose(&decision).outcome, Outcome::Taken);
    let more = DoseCommand {
        units: Some(units("4x150+3x500")),
        ..all.clone()
    };
    let decision = dose(&started(), more, "2026-11-04 08:12").unwrap();
    assert!(matches!(
        decision.guards[0],
        Guard::MoreThanPrescribed { .. }
    ));
    let unsaid = DoseCommand { units: None, ..all };
    let refused = dose(&started(), unsaid.clone(), "2026-11-04 08:12");
    assert!(matches!(refused, Err(Refusal::NeedsUnits { .. })));
    let nothing = DoseCommand {
        units: Some(units("0")),
        ..unsaid
    };
    assert_eq!(
        dose(&started(), nothing, "2026-11-04 08:12"),
        Err(Refusal::NoUnits)
    );
}

#[test]
fn ruling_11_a_dose_swallowed_after_the_next_slot_began_is_extra() {
    let late = taken("2026-11-04", Period::Am, "2026-11-04 16:00");
    let refused = dose(&started(), late.clone(), "2026-11-04 16:05");
    let Err(Refusal::NotDue { why, .. }) = refused else {
        panic!("{refused:?}");
    };
    assert!(matches!(why, NotDue::NextSlotBegan(_)));
    let just_before = taken("2026-11-04", Period::Am, "2026-11-04 15:59");
    let decision = dose(&started(), just_before, "2026-11-04 16:05").unwrap();
    assert!(matches!(decision.guards[0], Guard::OutsidePeriod { .. }));
    assert!(the_dose(&decision).outside_period);
}

#[test]
fn ruling_11_a_time_that_nobody_remembers_is_not_stored() {
    let unknown = DoseCommand {
        taken_at: None,
        ..taken("2026-11-03", Period::Am, "2026-11-03 08:10")
    };
    let decision = dose(&started(), unknown, "2026-11-04 08:12").unwrap();
    assert_eq!(the_dose(&decision).taken_at, None);
    assert!(!the_dose(&decision).outside_period);
}

#[test]
fn a_rest_week_intake_is_refused_as_a_dose_and_recordable_as_extra() {
    let rest_week = DoseCommand {
        period: None,
        ..taken("2026-11-17", Period::Am, "2026-11-17 08:10")
    };
    let refused = dose(&started(), rest_week.clone(), "2026-11-17 08:12");
    let Err(Refusal::NotDue { why, .. }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(why, NotDue::NoSlot(Phase::Rest { cycle: 1, day: 16 }));
    let extra = DoseCommand {
        extra: true,
        units: Some(units("2x500")),
        ..rest_week
    };
    let decision = dose(&started(), extra, "2026-11-17 08:12").unwrap();
    assert_eq!(decision.guards, []);
    assert_eq!(the_dose(&decision).units, Some(units("2x500")));
}

#[test]
fn a_dose_before_the_first_cycle_is_refused() {
    let early = taken("2026-11-01", Period::Am, "2026-11-01 08:10");
    let refused = dose(&started(), early, "2026-11-02 08:12");
    assert!(matches!(refused, Err(Refusal::NotDue { .. })));
}

#[test]
fn a_held_slot_takes_an_intake_only_as_extra_and_cannot_be_missed() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.hold(&[CAPECITABINE], "2026-11-04 am");
    let diary = builder.diary();
    let intake = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    let not_due = |command| match dose(&diary, command, "2026-11-04 08:12") {
        Err(Refusal::NotDue { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(not_due(intake.clone()), NotDue::Held);
    assert_eq!(not_due(missed("2026-11-04", Period::Am)), NotDue::Held);
    let extra = DoseCommand {
        extra: true,
        units: Some(units("2x500")),
        ..intake
    };
    assert!(dose(&diary, extra, "2026-11-04 08:12").is_ok());
}

#[test]
fn ruling_01_a_capsule_on_the_day_of_an_evening_hold_needs_consent_as_extra() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.hold(&[UTIDELONE], "2026-11-04 pm");
    let capsule = DoseCommand {
        drug: drug(UTIDELONE),
        period: Some(Period::Once),
        food: Some(Food::Kept),
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:10")
    };
    let refused = dose(&builder.diary(), capsule, "2026-11-04 08:12");
    let why = NotDue::Held;
    assert!(matches!(refused, Err(Refusal::NotDue { why: found, .. }) if found == why));
}

#[test]
fn ruling_11_after_the_next_slot_began_nothing_is_the_rest_of_a_dose_or_its_correction() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.at("2026-11-04 08:00").by_patient();
    let part = builder.dose(CAPECITABINE, "2026-11-04 am", "2x500");
    let late = |day: &str| {
        let taken_at = format!("{day} 16:30");
        let command = DoseCommand {
            units: Some(units("4x150")),
            food: Some(Food::Kept),
            ..taken(day, Period::Am, &taken_at)
        };
        (command, format!("{day} 16:40"))
    };
    let (command, now) = late("2026-11-04");
    let decision = dose(&builder.diary(), command, &now).unwrap();
    assert_eq!(the_dose(&decision).rest_of, None);
    let second = |guard: &Guard| matches!(guard, Guard::SecondDose { first, .. } if *first == part);
    assert!(decision.guards.iter().any(second));
    builder
        .at("2026-11-05 13:00")
        .missed(CAPECITABINE, "2026-11-05 am");
    let (command, now) = late("2026-11-05");
    let refused = dose(&builder.diary(), command, &now);
    let began = |why: &NotDue| matches!(why, NotDue::NextSlotBegan(_));
    assert!(matches!(refused, Err(Refusal::NotDue { why, .. }) if began(&why)));
}
