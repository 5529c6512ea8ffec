//! What happens to patients: stories in which several rules meet.

use std::collections::BTreeMap;

use super::super::{Change, ContactCommand, DoseChange, Guard, PauseCommand, undo_target};
use super::*;
use crate::domain::calendar::SlotPosition;
use crate::domain::entry::{CorrectionReason, MissedReason, Said, Tier};
use crate::domain::orders::{Known, Running};
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::domain::slots::{self, Status};
use crate::domain::testing::{DiaryBuilder, UTIDELONE, slot, units};
use crate::domain::warnings;

const FULL: &str = "4x150+2x500";

fn status(diary: &Diary, code: &str, at: &str, now: &str) -> Status {
    let state = slots::slot_state(diary, drug(code), slot(at), moment(now));
    state.unwrap().status
}

fn called(said: Said) -> Command {
    Command::Contact(ContactCommand {
        said,
        spoken_at: None,
        drugs: Vec::new(),
        from: None,
        units: BTreeMap::new(),
    })
}

fn pause(codes: &[&str], from: &str) -> PauseCommand {
    PauseCommand {
        drugs: codes.iter().map(|code| drug(code)).collect(),
        from: slot(from),
        given_at: None,
        note: PlainText::default(),
    }
}

fn correct(seq: u64, change: Change) -> Command {
    Command::Correct {
        seq,
        change,
        reason: CorrectionReason::Other,
    }
}

/// An event must be readable again from what is written for it.
#[track_caller]
fn assert_readable(decision: &Decision) {
    for event in &decision.events {
        let json = serde_json::to_string(event).unwrap();
        Event::parse(&json).unwrap();
    }
}

#[test]
fn ruling_21_after_vomiting_was_taken_back_a_second_undo_does_not_bring_it_again() {
    let mut diary = DiaryBuilder::started("2026-11-02").diary();
    let morning = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    patient_records(
        &mut diary,
        &Command::Dose(morning.clone()),
        "2026-11-04 08:12",
    );
    let vomited = DoseCommand {
        outcome: Outcome::Vomited,
        ..morning
    };
    patient_records(&mut diary, &Command::Dose(vomited), "2026-11-04 08:40");
    let entry = undo_target(&diary, moment("2026-11-04 08:41"))
        .unwrap()
        .reference();
    patient_records(&mut diary, &Command::TakeBack { entry }, "2026-11-04 08:41");
    assert_eq!(
        status(&diary, CAPECITABINE, "2026-11-04 am", "2026-11-04 08:41"),
        Status::Taken
    );
    let again = undo_target(&diary, moment("2026-11-04 08:42")).map(|entry| entry.seq);
    assert_eq!(again, None);
}

#[test]
fn what_a_correction_of_a_dose_writes_can_always_be_read_again() {
    let mut diary = DiaryBuilder::started("2026-11-02").diary();
    let extra = DoseCommand {
        period: None,
        extra: true,
        taken_at: None,
        units: Some(units("1x500")),
        ..taken("2026-11-18", Period::Am, "2026-11-18 13:00")
    };
    let written = patient_records(&mut diary, &Command::Dose(extra), "2026-11-18 13:00");
    assert_eq!(the_dose(&written).period, None);
    let seq = diary.history().last().unwrap().seq;
    let missed = DoseChange {
        outcome: Some(Outcome::Missed),
        reason: Some(MissedReason::Forgot),
        ..DoseChange::default()
    };
    match decide(
        &diary,
        &PATIENT,
        &correct(seq, Change::Dose(missed)),
        moment("2026-11-18 13:05"),
    ) {
        Ok(decision) => assert_readable(&decision),
        Err(refusal) => assert!(matches!(
            refusal,
            Refusal::NamePeriod { .. } | Refusal::NotDue { .. }
        )),
    }
}

#[test]
fn ruling_08_a_dose_corrected_to_missed_obeys_the_rule_of_a_missed_one() {
    let mut diary = DiaryBuilder::started("2026-11-02").diary();
    let early = taken("2026-11-04", Period::Pm, "2026-11-04 14:00");
    patient_records(&mut diary, &Command::Dose(early), "2026-11-04 14:00");
    let seq = diary.history().last().unwrap().seq;
    let to_missed = Change::Dose(DoseChange {
        outcome: Some(Outcome::Missed),
        ..DoseChange::default()
    });
    let at = |now| {
        decide(
            &diary,
            &PATIENT,
            &correct(seq, to_missed.clone()),
            moment(now),
        )
    };
    assert!(matches!(
        at("2026-11-04 14:05"),
        Err(Refusal::NotBegun { .. })
    ));
    assert!(at("2026-11-04 16:00").is_ok());
    let no_such = Change::Dose(DoseChange {
        period: Some(Period::Once),
        ..DoseChange::default()
    });
    let refused = decide(
        &diary,
        &PATIENT,
        &correct(seq, no_such),
        moment("2026-11-04 16:00"),
    );
    assert!(matches!(refused, Err(Refusal::NoSuchPeriod { .. })));
}

#[test]
fn a_dose_corrected_to_taken_is_the_whole_dose_and_to_partly_taken_needs_its_units() {
    let mut diary = DiaryBuilder::started("2026-11-02").diary();
    let part = DoseCommand {
        units: Some(units("2x500")),
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:10")
    };
    patient_records(&mut diary, &Command::Dose(part), "2026-11-04 08:10");
    let seq = diary.history().last().unwrap().seq;
    let to = |outcome| {
        correct(
            seq,
            Change::Dose(DoseChange {
                outcome: Some(outcome),
                ..DoseChange::default()
            }),
        )
    };
    patient_records(&mut diary, &to(Outcome::Taken), "2026-11-04 09:00");
    assert_eq!(
        status(&diary, CAPECITABINE, "2026-11-04 am", "2026-11-04 09:00"),
        Status::Taken
    );
    let partly = decide(
        &diary,
        &PATIENT,
        &to(Outcome::PartlyTaken),
        moment("2026-11-04 09:01"),
    );
    assert!(
        matches!(partly, Err(Refusal::NeedsUnits { .. })),
        "{partly:?}"
    );
}

#[test]
fn correcting_the_units_of_one_period_of_a_prescription_leaves_the_other_alone() {
    let mut builder = DiaryBuilder::new();
    let both = [("am", FULL), ("pm", FULL)];
    let order = builder.prescribe(CAPECITABINE, "2026-11-02 am", &both);
    builder.prescribe(UTIDELONE, "2026-11-02 once", &[("once", "2x50")]);
    builder.start_cycle(1, "2026-11-02");
    let mut diary = builder.diary();
    let morning = Change::Units(BTreeMap::from([(Period::Am, units("3x500"))]));
    let now = moment("2026-11-03 09:00");
    let decision = decide(&diary, &nurse(), &correct(order.seq, morning), now).unwrap();
    record(&mut diary, &nurse(), &decision, now);
    let course = diary.course(drug(CAPECITABINE));
    let of = |at| course.units(slot(at), Known::All).cloned();
    assert_eq!(of("2026-11-04 am"), Some(units("3x500")));
    assert_eq!(of("2026-11-04 pm"), Some(units(FULL)));
    let no_such = Change::Units(BTreeMap::from([(Period::Once, units("3x500"))]));
    let refused = decide(&diary, &nurse(), &correct(order.seq, no_such), now);
    assert!(matches!(refused, Err(Refusal::NoSuchPeriod { .. })));
}

#[test]
fn everything_is_paused_although_one_drug_is_paused_already() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.hold(&[CAPECITABINE], "2026-11-04 am");
    let mut diary = builder.diary();
    let all = Command::Hold(pause(&[], "2026-11-05 am"));
    let decision = patient_records(&mut diary, &all, "2026-11-04 18:00");
    let [Event::Held(held)] = decision.events.as_slice() else {
        panic!("{decision:?}");
    };
    assert_eq!(held.drugs, [drug(UTIDELONE)]);
    let again = decide(&diary, &PATIENT, &all, moment("2026-11-04 18:01"));
    assert!(matches!(again, Err(Refusal::AlreadyHeld { .. })));
}

#[test]
fn ruling_17_a_call_is_recorded_although_what_the_team_said_holds_already() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.hold(&[CAPECITABINE, UTIDELONE], "2026-11-04 am");
    builder
        .by_patient()
        .at("2026-11-04 09:00")
        .symptom(Tier::CallNow);
    let mut diary = builder.diary();
    let decision = patient_records(&mut diary, &called(Said::Pause), "2026-11-04 09:30");
    assert_eq!(decision.events.len(), 1);
    assert!(warnings::open(&diary).is_empty());

    let mut builder = DiaryBuilder::started("2026-11-02");
    let all = [CAPECITABINE, UTIDELONE];
    builder.stop(&all, "2026-11-04 am", Some(EndReason::Progression));
    builder.by_patient().at("2026-11-05 09:00");
    builder.dose(CAPECITABINE, "2026-11-05 am", FULL);
    let mut diary = builder.diary();
    assert_eq!(warnings::open(&diary).len(), 1);
    let decision = patient_records(&mut diary, &called(Said::Stop), "2026-11-05 09:30");
    assert_eq!(decision.events.len(), 1);
    assert!(warnings::open(&diary).is_empty());
}

#[test]
fn ruling_05_a_resume_that_was_planned_before_a_stop_does_not_lift_it() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.at("2026-11-04 10:00");
    builder.hold(&[CAPECITABINE], "2026-11-04 pm");
    builder.resume(&[CAPECITABINE], "2026-11-09 am");
    builder.at("2026-11-06 10:00");
    builder.stop(
        &[CAPECITABINE],
        "2026-11-06 am",
        Some(EndReason::Progression),
    );
    let place = slot("2026-11-10 am");
    let running = |b: &DiaryBuilder| {
        b.diary()
            .course(drug(CAPECITABINE))
            .running(place, Known::All)
    };
    assert!(matches!(running(&builder), Running::Stopped(_)));
    // A resume that comes after it does.
    builder.at("2026-11-07 10:00");
    builder.resume(&[CAPECITABINE], "2026-11-09 am");
    assert_eq!(running(&builder), Running::Yes);
}

#[test]
fn ruling_06_a_told_order_that_is_changed_after_its_confirmation_is_unconfirmed_again() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.by_patient().at("2026-11-04 09:00");
    let told = builder.told().hold(&[CAPECITABINE], "2026-11-04 pm");
    builder.by_site().confirm(&[told]);
    let mut diary = builder.diary();
    assert_eq!(diary.unconfirmed(), []);
    let later = correct(told.seq, Change::OrderFrom(slot("2026-11-07 am")));
    patient_records(&mut diary, &later, "2026-11-05 09:00");
    assert_eq!(diary.unconfirmed(), [told]);
    let by_staff = correct(told.seq, Change::OrderFrom(slot("2026-11-06 am")));
    let now = moment("2026-11-05 10:00");
    let decision = decide(&diary, &nurse(), &by_staff, now).unwrap();
    record(&mut diary, &nurse(), &decision, now);
    assert_eq!(diary.unconfirmed(), []);
}

#[test]
fn ruling_17_a_routine_call_closes_nothing_that_turns_out_to_be_extra_later() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.at("2026-11-23 09:00").by_site();
    let start = builder.start_cycle(2, "2026-11-23");
    builder.by_patient();
    let dose = builder.dose(CAPECITABINE, "2026-11-23 am", FULL);
    let mut diary = builder.diary();
    patient_records(&mut diary, &called(Said::Continue), "2026-11-23 10:00");
    assert!(warnings::open(&diary).is_empty());
    // The cycle was to start two days later: what was swallowed had no slot.
    let moved = correct(start.seq, Change::CycleStart(date("2026-11-25")));
    let now = moment("2026-11-23 11:00");
    let decision = decide(&diary, &nurse(), &moved, now).unwrap();
    record(&mut diary, &nurse(), &decision, now);
    let open: Vec<u64> = warnings::open(&diary).iter().map(|w| w.entry.seq).collect();
    assert_eq!(open, [dose.seq]);
}

#[test]
fn a_correction_that_was_not_allowed_is_not_what_stood_before() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.at("2026-11-04 08:10").by_site();
    let dose = builder.dose(CAPECITABINE, "2026-11-04 am", FULL);
    builder.by_patient().withdraw(dose);
    builder.by_site();
    let part = builder.intake(CAPECITABINE, "2026-11-04 am", "2x500");
    let correction = builder.correct(dose, Event::Dose(part));
    let diary = builder.diary();
    let root = diary.history().entry(dose.seq).unwrap();
    let before = diary.history().content_before(root, correction.seq);
    assert_eq!(before, Some(root.event.clone()));
}

#[test]
fn two_doses_the_same_morning_are_one_dose_and_one_extra_until_the_first_is_taken_back() {
    let mut diary = DiaryBuilder::started("2026-11-02").diary();
    let first = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    patient_records(&mut diary, &Command::Dose(first), "2026-11-04 08:10");
    let first = diary.history().last().unwrap().reference();
    let second = DoseCommand {
        extra: true,
        units: Some(units(FULL)),
        ..taken("2026-11-04", Period::Am, "2026-11-04 10:00")
    };
    patient_records(&mut diary, &Command::Dose(second), "2026-11-04 10:00");
    let second = diary.history().last().unwrap().seq;
    assert_eq!(warnings::open(&diary).len(), 1);
    patient_records(
        &mut diary,
        &Command::TakeBack { entry: first },
        "2026-11-04 10:05",
    );
    assert!(warnings::open(&diary).is_empty());
    let position: SlotPosition = slot("2026-11-04 am");
    let state = slots::slot_state(
        &diary,
        drug(CAPECITABINE),
        position,
        moment("2026-11-04 10:05"),
    );
    assert_eq!(state.unwrap().recorded.unwrap().seq, second);
}

#[test]
fn an_extra_of_the_rest_week_is_the_dose_of_a_cycle_that_is_dated_back_over_it() {
    let mut diary = DiaryBuilder::started("2026-11-02").diary();
    let extra = DoseCommand {
        extra: true,
        units: Some(units(FULL)),
        ..taken("2026-11-23", Period::Am, "2026-11-23 08:10")
    };
    patient_records(&mut diary, &Command::Dose(extra), "2026-11-23 08:10");
    assert_eq!(warnings::open(&diary).len(), 1);
    let start = Command::StartCycle {
        date: date("2026-11-23"),
        given_at: None,
    };
    let now = moment("2026-11-24 09:00");
    let decision = decide(&diary, &nurse(), &start, now).unwrap();
    record(&mut diary, &nurse(), &decision, now);
    assert!(warnings::open(&diary).is_empty());
    assert_eq!(
        status(&diary, CAPECITABINE, "2026-11-23 am", "2026-11-24 09:00"),
        Status::Taken
    );
}

/// A pause from the evening of 4 November, as the patient was told it that morning.
fn told_pause() -> (DiaryBuilder, u64) {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.by_patient().at("2026-11-04 09:00");
    let told = builder.told().hold(&[CAPECITABINE], "2026-11-04 pm");
    (builder, told.seq)
}

#[test]
fn ruling_06_a_correction_that_means_taking_more_is_confirmed_a_second_time() {
    let (builder, seq) = told_pause();
    let diary = builder.diary();
    let now = moment("2026-11-05 09:00");
    let guards = |change| {
        decide(&diary, &PATIENT, &correct(seq, change), now)
            .unwrap()
            .guards
    };
    assert_eq!(guards(Change::Withdraw), [Guard::ToldToTakeMore]);
    let later = Change::OrderFrom(slot("2026-11-07 am"));
    assert_eq!(guards(later), [Guard::ToldToTakeMore]);
    let earlier = Change::OrderFrom(slot("2026-11-04 am"));
    assert_eq!(guards(earlier), []);
    let by_staff = decide(&diary, &nurse(), &correct(seq, Change::Withdraw), now);
    assert_eq!(by_staff.unwrap().guards, []);
}

#[test]
fn ruling_06_a_patient_does_not_lift_a_confirmed_stop_by_correcting_it() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.by_patient().at("2026-11-04 09:00");
    let told = builder.told().stop(&[CAPECITABINE], "2026-11-04 pm", None);
    let now = moment("2026-11-04 12:00");
    let withdraw = correct(told.seq, Change::Withdraw);
    let take_back = Command::TakeBack { entry: told };
    // Pressed by mistake, and nobody of the staff has said otherwise.
    assert!(decide(&builder.diary(), &PATIENT, &take_back, now).is_ok());
    builder.by_site().confirm(&[told]);
    let diary = builder.diary();
    for command in [withdraw, take_back] {
        let refused = decide(&diary, &PATIENT, &command, now);
        assert_eq!(refused, Err(Refusal::StaffOnly), "{command:?}");
    }
}
