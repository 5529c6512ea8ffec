//! Rulings 20 to 22: deciding again, taking back, correcting.

use super::super::{Change, DoseChange, Guard, undo_target};
use super::*;
use crate::domain::entry::CorrectionReason;
use crate::domain::history::CorrectionFault;
use crate::domain::slots::{self, Status};
use crate::domain::testing::{DiaryBuilder, slot, units};

fn with_a_morning_dose() -> Diary {
    let mut diary = DiaryBuilder::started("2026-11-02").diary();
    let morning = Command::Dose(taken("2026-11-04", Period::Am, "2026-11-04 08:10"));
    patient_records(&mut diary, &morning, "2026-11-04 08:12");
    diary
}

fn morning_status(diary: &Diary, now: &str) -> Status {
    let position = slot("2026-11-04 am");
    let state = slots::slot_state(diary, drug(CAPECITABINE), position, moment(now));
    state.unwrap().status
}

fn take_back(diary: &Diary, now: &str) -> Command {
    let entry = undo_target(diary, moment(now)).unwrap().reference();
    Command::TakeBack { entry }
}

fn correct(seq: u64, change: Change) -> Command {
    Command::Correct {
        seq,
        change,
        reason: CorrectionReason::WrongPress,
    }
}

#[test]
fn ruling_20_the_same_command_decides_otherwise_once_another_program_has_written() {
    let mut diary = DiaryBuilder::started("2026-11-02").diary();
    let morning = taken("2026-11-04", Period::Am, "2026-11-04 08:10");
    let confirmed = dose(&diary, morning.clone(), "2026-11-04 08:12").unwrap();
    assert_eq!(
        dose(&diary, morning.clone(), "2026-11-04 08:12").unwrap(),
        confirmed
    );
    record(&mut diary, &PATIENT, &confirmed, moment("2026-11-04 08:12"));
    assert!(dose(&diary, morning, "2026-11-04 08:12") != Ok(confirmed));
}

#[test]
fn ruling_21_taking_back_withdraws_exactly_the_entry_just_shown() {
    let mut diary = with_a_morning_dose();
    let command = take_back(&diary, "2026-11-04 08:13");
    patient_records(&mut diary, &command, "2026-11-04 08:13");
    assert_eq!(morning_status(&diary, "2026-11-04 08:13"), Status::Due);
    // The withdrawal itself is not taken back, and neither is the entry a second time.
    assert!(undo_target(&diary, moment("2026-11-04 08:14")).is_none());
    let again = decide(&diary, &PATIENT, &command, moment("2026-11-04 08:14"));
    assert_eq!(again, Err(Refusal::NothingToTakeBack));
}

#[test]
fn ruling_21_taking_back_a_correction_restores_what_stood_before() {
    let mut diary = with_a_morning_dose();
    let vomited = DoseCommand {
        outcome: Outcome::Vomited,
        ..taken("2026-11-04", Period::Am, "2026-11-04 08:10")
    };
    patient_records(&mut diary, &Command::Dose(vomited), "2026-11-04 08:40");
    assert_eq!(morning_status(&diary, "2026-11-04 08:41"), Status::Vomited);
    let command = take_back(&diary, "2026-11-04 08:41");
    patient_records(&mut diary, &command, "2026-11-04 08:41");
    assert_eq!(morning_status(&diary, "2026-11-04 08:41"), Status::Taken);
}

#[test]
fn ruling_21_only_the_patients_entries_of_the_same_diary_date_are_taken_back() {
    let diary = with_a_morning_dose();
    assert!(undo_target(&diary, moment("2026-11-05 03:59")).is_some());
    assert!(undo_target(&diary, moment("2026-11-05 04:00")).is_none());
    let untouched = DiaryBuilder::started("2026-11-02").diary();
    assert!(undo_target(&untouched, moment("2026-11-01 10:00")).is_none());
}

#[test]
fn ruling_22_patients_correct_their_own_entries_and_staff_any() {
    let mut diary = with_a_morning_dose();
    let dose_seq = diary.history().last().unwrap().seq;
    let now = moment("2026-11-05 09:00");
    let of_site = decide(&diary, &PATIENT, &correct(4, Change::Withdraw), now);
    let not_yours = Refusal::Correction(CorrectionFault::NotYours);
    assert_eq!(of_site, Err(not_yours));
    let by_staff = decide(&diary, &nurse(), &correct(dose_seq, Change::Withdraw), now).unwrap();
    record(&mut diary, &nurse(), &by_staff, now);
    assert_eq!(morning_status(&diary, "2026-11-05 09:00"), Status::Overdue);
    // Null withdraws, and another correction restores.
    let restored = decide(&diary, &nurse(), &correct(dose_seq, Change::Restore), now).unwrap();
    record(&mut diary, &nurse(), &restored, now);
    assert_eq!(morning_status(&diary, "2026-11-05 09:00"), Status::Taken);
}

#[test]
fn ruling_22_the_target_is_always_the_root_entry() {
    let mut diary = with_a_morning_dose();
    let root = diary.history().last().unwrap().seq;
    let now = moment("2026-11-05 09:00");
    let first = decide(&diary, &PATIENT, &correct(root, Change::Withdraw), now).unwrap();
    record(&mut diary, &PATIENT, &first, now);
    let correction = diary.history().last().unwrap().seq;
    let second = decide(&diary, &PATIENT, &correct(correction, Change::Restore), now).unwrap();
    let Event::Corrected(corrected) = &second.events[0] else {
        panic!("{second:?}");
    };
    assert_eq!(corrected.target.seq, root);
}

#[test]
fn ruling_22_what_opens_a_diary_is_never_corrected() {
    let now = moment("2026-11-05 09:00");
    let refused = decide(
        &with_a_morning_dose(),
        &nurse(),
        &correct(1, Change::Withdraw),
        now,
    );
    let fault = CorrectionFault::Uncorrectable;
    assert_eq!(refused, Err(Refusal::Correction(fault)));
    let nobody = decide(
        &with_a_morning_dose(),
        &nurse(),
        &correct(99, Change::Withdraw),
        now,
    );
    assert_eq!(
        nobody,
        Err(Refusal::Correction(CorrectionFault::NoSuchEntry))
    );
    let other_kind = Change::Meal(moment("2026-11-04 08:00"));
    let refused = decide(
        &with_a_morning_dose(),
        &nurse(),
        &correct(5, other_kind),
        now,
    );
    assert_eq!(refused, Err(Refusal::ChangeDoesNotFit));
}

fn dose_change(change: DoseChange) -> Change {
    Change::Dose(change)
}

#[test]
fn ruling_21_an_undo_is_never_taken_back_by_the_next_one() {
    let mut diary = with_a_morning_dose();
    let root = undo_target(&diary, moment("2026-11-04 08:13")).unwrap().seq;
    for (minute, at) in [(14, "2026-11-04 08:00"), (15, "2026-11-04 08:05")] {
        let change = DoseChange {
            taken_at: Some(Some(moment(at))),
            ..DoseChange::default()
        };
        let command = correct(root, dose_change(change));
        patient_records(&mut diary, &command, &format!("2026-11-04 08:{minute}"));
    }
    let taken_at = |diary: &Diary| diary.dose(root).and_then(|dose| dose.taken_at);
    // Back through both corrections, then the entry itself, and then there is nothing more.
    for wanted in [
        Some(moment("2026-11-04 08:00")),
        Some(moment("2026-11-04 08:10")),
        None,
    ] {
        let command = take_back(&diary, "2026-11-04 08:20");
        patient_records(&mut diary, &command, "2026-11-04 08:20");
        assert_eq!(taken_at(&diary), wanted);
    }
    assert!(undo_target(&diary, moment("2026-11-04 08:21")).is_none());
}

#[test]
fn a_corrected_prescription_keeps_the_periods_that_are_not_named() {
    let mut diary = DiaryBuilder::started("2026-11-02").diary();
    let order = diary.course(drug(CAPECITABINE)).prescriptions[0].order.seq;
    let change = |period| Change::Units([(period, units("3x500"))].into());
    let now = moment("2026-11-02 05:00");
    let refused = decide(&diary, &nurse(), &correct(order, change(Period::Once)), now);
    assert!(matches!(refused, Err(Refusal::NoSuchPeriod { .. })));
    let fewer = decide(&diary, &nurse(), &correct(order, change(Period::Am)), now).unwrap();
    record(&mut diary, &nurse(), &fewer, now);
    let prescribed = |position| {
        let position = slot(position);
        let state = slots::slot_state(&diary, drug(CAPECITABINE), position, now);
        state.unwrap().units
    };
    assert_eq!(prescribed("2026-11-02 am"), units("3x500"));
    assert_eq!(prescribed("2026-11-02 pm"), units("4x150+2x500"));
}

#[test]
fn a_corrected_outcome_never_guesses_the_tablets() {
    let mut diary = with_a_morning_dose();
    let now = "2026-11-04 08:20";
    let root = undo_target(&diary, moment(now)).unwrap().seq;
    let outcome = |outcome, amount: Option<&str>| {
        let change = DoseChange {
            outcome: Some(outcome),
            units: amount.map(units),
            ..DoseChange::default()
        };
        correct(root, dose_change(change))
    };
    let refused = decide(
        &diary,
        &PATIENT,
        &outcome(Outcome::PartlyTaken, None),
        moment(now),
    );
    assert!(matches!(refused, Err(Refusal::NeedsUnits { .. })));
    let command = outcome(Outcome::PartlyTaken, Some("2x500"));
    patient_records(&mut diary, &command, now);
    assert_eq!(morning_status(&diary, now), Status::PartlyTaken);
    patient_records(&mut diary, &outcome(Outcome::Taken, None), now);
    assert_eq!(morning_status(&diary, now), Status::Taken);
}

#[test]
fn a_dose_moved_onto_another_is_asked_about_like_a_second_dose() {
    let mut diary = with_a_morning_dose();
    let evening = Command::Dose(taken("2026-11-04", Period::Pm, "2026-11-04 20:00"));
    patient_records(&mut diary, &evening, "2026-11-04 20:00");
    let root = undo_target(&diary, moment("2026-11-04 20:01")).unwrap().seq;
    let to = |period| {
        let change = DoseChange {
            period: Some(period),
            ..DoseChange::default()
        };
        decide(
            &diary,
            &PATIENT,
            &correct(root, dose_change(change)),
            moment("2026-11-04 20:01"),
        )
    };
    let moved = to(Period::Am).unwrap();
    assert!(matches!(moved.guards[..], [Guard::SecondDose { .. }]));
    assert!(matches!(
        to(Period::Once),
        Err(Refusal::NoSuchPeriod { .. })
    ));
}
