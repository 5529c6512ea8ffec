//! Ruling 6: no road by which a patient takes more tablets than the team said, or starts a cycle earlier.

use std::collections::BTreeMap;

use super::super::{Change, ContactCommand, PrescribeCommand, SymptomChange};
use super::*;
use crate::domain::calendar::SlotPosition;
use crate::domain::entry::{CorrectionReason, EntryRef, PrescriptionReason, Said};
use crate::domain::orders::Known;
use crate::domain::testing::{DiaryBuilder, slot, units};
use crate::domain::units::Units;

const FULL: &str = "4x150+2x500";
const LESS: &str = "2x500";
const LEAST: &str = "1x500";

type ByDrug = BTreeMap<crate::domain::ids::DrugId, BTreeMap<Period, Units>>;

fn by_period(list: &[(Period, &str)]) -> BTreeMap<Period, Units> {
    let one = |(period, amount): &(Period, &str)| (*period, units(amount));
    list.iter().map(one).collect()
}

fn of_capecitabine(list: &[(Period, &str)]) -> ByDrug {
    BTreeMap::from([(drug(CAPECITABINE), by_period(list))])
}

/// The two roads on which a patient says how many tablets she was told to take.
fn told_units(list: &[(Period, &str)], from: &str) -> [Command; 2] {
    [
        Command::Prescribe(PrescribeCommand {
            units: of_capecitabine(list),
            from: slot(from),
            given_at: None,
            reason: PrescriptionReason::Reduction,
            bsa_m2: None,
        }),
        Command::Contact(ContactCommand {
            said: Said::Fewer,
            spoken_at: None,
            drugs: Vec::new(),
            from: Some(slot(from)),
            units: of_capecitabine(list),
        }),
    ]
}

fn correct(entry: EntryRef, change: Change) -> Command {
    Command::Correct {
        seq: entry.seq,
        change,
        reason: CorrectionReason::WrongPress,
    }
}

fn ask(diary: &Diary, command: &Command, now: &str) -> Result<Decision, Refusal> {
    decide(diary, &PATIENT, command, moment(now))
}

fn cannot_raise() -> Refusal {
    Refusal::PatientCannotRaise {
        drug: drug(CAPECITABINE),
    }
}

fn units_at(diary: &Diary, at: &str) -> String {
    let at: SlotPosition = slot(at);
    let found = diary.course(drug(CAPECITABINE)).units(at, Known::All);
    found.map(Units::to_string).unwrap_or_default()
}

/// Day 4: both periods at the full amount; staff have written `amount` for both from a slot on.
fn lowered(from: &str, amount: &str) -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-04 09:00");
    b.prescribe(CAPECITABINE, from, &[("am", amount), ("pm", amount)]);
    b.by_patient().at("2026-11-05 09:00");
    b
}

#[test]
fn ruling_06_units_told_from_an_evening_are_compared_with_those_of_the_next_morning() {
    let b = lowered("2026-11-05 pm", LESS);
    let both = [(Period::Am, FULL), (Period::Pm, LESS)];
    for command in told_units(&both, "2026-11-05 pm") {
        let asked = ask(&b.diary(), &command, "2026-11-05 10:00");
        assert_eq!(asked, Err(cannot_raise()), "{command:?}");
    }
}

/// A told reduction from the 5th, after which staff have lowered further from the 6th.
fn told_then_lowered() -> (DiaryBuilder, EntryRef) {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-04 09:00");
    let both = [("am", LESS), ("pm", LESS)];
    let told = b.told().prescribe(CAPECITABINE, "2026-11-05 am", &both);
    b.by_site().at("2026-11-05 08:00");
    let both = [("am", LEAST), ("pm", LEAST)];
    b.prescribe(CAPECITABINE, "2026-11-06 am", &both);
    b.by_patient().at("2026-11-05 09:00");
    (b, told)
}

#[test]
fn ruling_06_a_told_reduction_is_not_moved_behind_a_further_one() {
    let (b, told) = told_then_lowered();
    let later = correct(told, Change::OrderFrom(slot("2026-11-08 am")));
    let asked = ask(&b.diary(), &later, "2026-11-05 10:00");
    assert_eq!(asked, Err(cannot_raise()));
}

#[test]
fn ruling_06_a_reduction_that_staff_confirmed_or_changed_is_theirs_to_change() {
    for staff_change_it in [false, true] {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.by_patient().at("2026-11-04 09:00");
        let both = [("am", LESS), ("pm", LESS)];
        let told = b.told().prescribe(CAPECITABINE, "2026-11-05 am", &both);
        let diary = b.diary();
        let withdraw = correct(told, Change::Withdraw);
        let asked = ask(&diary, &withdraw, "2026-11-04 09:05");
        assert!(asked.is_ok(), "a wrong press nobody has confirmed");
        b.by_site().at("2026-11-05 08:00");
        if staff_change_it {
            let less = Change::Units(by_period(&[(Period::Am, LEAST), (Period::Pm, LEAST)]));
            let changed = decide(
                &b.diary(),
                &nurse(),
                &correct(told, less),
                moment("2026-11-05 08:00"),
            );
            b.push(changed.unwrap().events.remove(0));
        } else {
            b.confirm(&[told]);
        }
        b.by_patient();
        for change in [
            Change::Withdraw,
            Change::OrderFrom(slot("2026-11-09 am")),
            Change::Units(by_period(&[(Period::Am, LESS), (Period::Pm, LEAST)])),
        ] {
            let asked = ask(&b.diary(), &correct(told, change), "2026-11-05 09:00");
            assert_eq!(asked, Err(Refusal::StaffOnly), "{staff_change_it}");
        }
    }
}

#[test]
fn ruling_06_told_units_in_a_file_never_raise_those_of_the_team_until_staff_confirm_them() {
    let mut b = lowered("2026-11-05 am", LESS);
    let both = [("am", FULL), ("pm", LEAST)];
    let told = b.told().prescribe(CAPECITABINE, "2026-11-06 am", &both);
    let more = b
        .told()
        .prescribe(CAPECITABINE, "2026-11-07 am", &[("pm", LESS)]);
    let at = |b: &DiaryBuilder, at: &str| units_at(&b.diary(), at);
    assert_eq!(at(&b, "2026-11-06 am"), LESS);
    assert_eq!(at(&b, "2026-11-06 pm"), LEAST);
    assert_eq!(at(&b, "2026-11-07 pm"), LEAST);
    b.by_site().confirm(&[told, more]);
    assert_eq!(at(&b, "2026-11-06 am"), FULL);
    assert_eq!(at(&b, "2026-11-07 pm"), LESS);
}

#[test]
fn ruling_06_a_patient_moves_no_start_so_that_the_next_cycle_begins_before_day_22() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-23 08:00");
    let second = b.told().start_cycle(2, "2026-11-23");
    b.at("2026-12-12 08:00");
    b.told().start_cycle(3, "2026-12-14");
    let later = correct(second, Change::CycleStart(date("2026-11-30")));
    let asked = ask(&b.diary(), &later, "2026-12-12 09:00");
    let earliest = date("2026-12-21");
    assert_eq!(asked, Err(Refusal::StartTooEarly { earliest }));
    let gone = correct(second, Change::Withdraw);
    let asked = ask(&b.diary(), &gone, "2026-12-12 09:00");
    assert_eq!(asked, Err(Refusal::StaffOnly));
}

#[test]
fn ruling_18_answers_that_no_longer_ask_for_the_emergency_number_leave_no_question_unasked() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 09:00");
    let fainted =
        |answer: &str| BTreeMap::from([("fainted".parse().unwrap(), answer.parse().unwrap())]);
    let report = Command::Symptom(super::super::SymptomCommand {
        term: "dizziness".parse().unwrap(),
        answers: fainted("yes"),
        noticed_on: None,
    });
    let decided = ask(&b.diary(), &report, "2026-11-03 09:00").unwrap();
    let entry = b.push(decided.events[0].clone());
    let change = |answers| {
        let answers = SymptomChange {
            answers,
            ..SymptomChange::default()
        };
        correct(entry, Change::Symptom(answers))
    };
    let term = "dizziness".parse().unwrap();
    let question = "dizzy_on_standing".parse().unwrap();
    let asked = ask(&b.diary(), &change(fainted("no")), "2026-11-03 09:05");
    assert_eq!(asked, Err(Refusal::NotAnswered { term, question }));
    let mut whole = fainted("no");
    whole.insert(question, "yes".parse().unwrap());
    whole.insert("severity".parse().unwrap(), "mild".parse().unwrap());
    assert!(ask(&b.diary(), &change(whole), "2026-11-03 09:05").is_ok());
}

#[test]
fn ruling_17_a_call_made_before_something_happened_was_not_about_it() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 08:10");
    b.dose(CAPECITABINE, "2026-11-03 am", FULL);
    b.at("2026-11-03 11:00");
    let extra = b.dose(CAPECITABINE, "2026-11-03 am", FULL);
    let called_at = |at: &str| {
        Command::Contact(ContactCommand {
            said: Said::Continue,
            spoken_at: Some(moment(at)),
            drugs: Vec::new(),
            from: None,
            units: BTreeMap::new(),
        })
    };
    for (at, about) in [
        ("2026-11-03 09:00", vec![]),
        ("2026-11-03 11:30", vec![extra]),
    ] {
        let decided = ask(&b.diary(), &called_at(at), "2026-11-03 12:00").unwrap();
        let [Event::Contacted(call)] = decided.events.as_slice() else {
            panic!("not one call: {decided:?}");
        };
        assert_eq!(call.about, about, "{at}");
    }
}

#[test]
fn ruling_11_a_dose_of_a_period_to_come_is_asked_about_although_its_time_is_not_remembered() {
    let diary = DiaryBuilder::started("2026-11-02").diary();
    let evening = DoseCommand {
        taken_at: None,
        ..taken("2026-11-02", Period::Pm, "2026-11-02 09:00")
    };
    let early = dose(&diary, evening.clone(), "2026-11-02 09:00").unwrap();
    let asked = |decision: &Decision| {
        let outside = |guard: &super::super::Guard| {
            matches!(guard, super::super::Guard::OutsidePeriod { .. })
        };
        decision.guards.iter().any(outside)
    };
    assert!(asked(&early) && the_dose(&early).outside_period);
    let later = dose(&diary, evening, "2026-11-02 20:00").unwrap();
    assert!(!asked(&later) && !the_dose(&later).outside_period);
}

#[test]
fn ruling_06_taking_back_a_told_pause_or_reduction_is_confirmed_a_second_time() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-04 09:00");
    let pause = b.told().hold(&[CAPECITABINE], "2026-11-04 pm");
    let less = [("pm", LESS)];
    let fewer = b.told().prescribe(CAPECITABINE, "2026-11-05 am", &less);
    for entry in [pause, fewer] {
        let back = Command::TakeBack { entry };
        let decided = ask(&b.diary(), &back, "2026-11-04 09:05").unwrap();
        assert_eq!(decided.guards, [super::super::Guard::ToldToTakeMore]);
    }
    let least = Change::Units(by_period(&[(Period::Pm, LEAST)]));
    let decided = ask(&b.diary(), &correct(fewer, least), "2026-11-04 09:10").unwrap();
    assert_eq!(decided.guards, []);
    b.push(decided.events[0].clone());
    let again = Change::Units(by_period(&[(Period::Pm, LESS)]));
    let decided = ask(&b.diary(), &correct(fewer, again), "2026-11-04 09:15").unwrap();
    assert!(
        decided
            .guards
            .contains(&super::super::Guard::ToldToTakeMore)
    );
}
