//! Rulings 20 to 22: deciding again, taking back, correcting.

use super::super::{Change, undo_target};
use super::*;
use crate::domain::entry::CorrectionReason;
use crate::domain::history::CorrectionFault;
use crate::domain::slots::{self, Status};
use crate::domain::testing::{DiaryBuilder, slot};

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
