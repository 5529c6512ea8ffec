//! Rulings 4, 6 and 17, as far as they decide what is written about orders and calls.

use std::collections::BTreeMap;

use super::super::{Change, Guard, PauseCommand, PrescribeCommand, set_up};
use super::pauses::pause;
use super::*;
use crate::domain::entry::{CorrectionReason, PrescriptionReason};
use crate::domain::protocol::EndReason;
use crate::domain::testing::{DiaryBuilder, UTIDELONE, slot, units};

pub(super) fn start(day: &str) -> Command {
    Command::StartCycle {
        date: date(day),
        given_at: None,
    }
}

pub(super) fn prescribe(list: &[(&str, Period, &str)], from: &str) -> Command {
    let mut by_drug: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (code, period, amount) in list {
        let periods = by_drug.entry(drug(code)).or_default();
        periods.insert(*period, units(amount));
    }
    Command::Prescribe(PrescribeCommand {
        units: by_drug,
        from: slot(from),
        given_at: None,
        reason: PrescriptionReason::Reduction,
        bsa_m2: None,
    })
}

pub(super) fn ask(
    diary: &Diary,
    by: &Author,
    command: &Command,
    now: &str,
) -> Result<Decision, Refusal> {
    decide(diary, by, command, moment(now))
}

pub(super) fn started() -> Diary {
    DiaryBuilder::started("2026-11-02").diary()
}

#[test]
fn ruling_04_a_start_is_refused_while_a_period_has_no_prescription() {
    let mut builder = DiaryBuilder::new();
    builder.prescribe(UTIDELONE, "2026-11-02 once", &[("once", "2x50")]);
    builder.prescribe(CAPECITABINE, "2026-11-02 am", &[("am", "2x500")]);
    let refused = ask(
        &builder.diary(),
        &nurse(),
        &start("2026-11-02"),
        "2026-11-02 09:00",
    );
    let wanted = Refusal::NoPrescription {
        drug: drug(CAPECITABINE),
        period: Period::Pm,
    };
    assert_eq!(refused, Err(wanted));
}

#[test]
fn ruling_04_every_further_start_shows_the_units_and_what_is_still_held() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.hold(&[CAPECITABINE], "2026-11-10 am");
    let decision = ask(
        &builder.diary(),
        &nurse(),
        &start("2026-11-23"),
        "2026-11-23 09:00",
    );
    let guards = decision.unwrap().guards;
    assert!(matches!(&guards[0], Guard::SameUnits { units } if units.len() == 3));
    let held = vec![drug(CAPECITABINE)];
    assert_eq!(guards[1], Guard::StillHeld { drugs: held });
    assert_eq!(guards.len(), 2);
}

#[test]
fn ruling_04_cycle_dates_are_strictly_later_and_numbers_consecutive() {
    let refused = ask(
        &started(),
        &nurse(),
        &start("2026-11-02"),
        "2026-11-23 09:00",
    );
    assert!(matches!(refused, Err(Refusal::CycleDateNotLater { .. })));
    let early = ask(
        &started(),
        &nurse(),
        &start("2026-11-22"),
        "2026-11-23 09:00",
    )
    .unwrap();
    assert!(early.guards.contains(&Guard::EarlyStart { day: 21 }));
    let Event::CycleStarted(event) = &early.events[0] else {
        panic!("{early:?}");
    };
    assert_eq!((event.cycle, event.told), (2, false));
}

#[test]
fn ruling_06_a_patient_starts_no_cycle_before_day_22_and_confirms_twice() {
    let refused = ask(
        &started(),
        &PATIENT,
        &start("2026-11-22"),
        "2026-11-23 09:00",
    );
    let earliest = date("2026-11-23");
    assert_eq!(refused, Err(Refusal::StartTooEarly { earliest }));
    let told = ask(
        &started(),
        &PATIENT,
        &start("2026-11-23"),
        "2026-11-23 09:00",
    )
    .unwrap();
    assert!(told.guards.contains(&Guard::ToldToTakeMore));
}

#[test]
fn ruling_06_taking_less_applies_at_once_and_taking_more_is_refused() {
    let fewer = prescribe(&[(CAPECITABINE, Period::Am, "2x500")], "2026-11-05 am");
    let decision = ask(&started(), &PATIENT, &fewer, "2026-11-04 09:00").unwrap();
    assert_eq!(decision.guards, []);
    let more = prescribe(&[(CAPECITABINE, Period::Am, "4x500")], "2026-11-05 am");
    let refused = ask(&started(), &PATIENT, &more, "2026-11-04 09:00");
    assert!(matches!(refused, Err(Refusal::PatientCannotRaise { .. })));
    let hold = Command::Hold(pause(&[CAPECITABINE], "2026-11-04 pm"));
    let decision = ask(&started(), &PATIENT, &hold, "2026-11-04 09:00").unwrap();
    assert_eq!(decision.guards, []);
    assert!(matches!(&decision.events[0], Event::Held(held) if held.told));
}

#[test]
fn ruling_06_settings_and_confirmations_take_staff() {
    let set: crate::domain::entry::Settings =
        serde_json::from_str(r#"{"language":"zh-Hans"}"#).unwrap();
    let set = Command::Set(Box::new(set));
    let refused = ask(&started(), &PATIENT, &set, "2026-11-04 09:00");
    assert_eq!(refused, Err(Refusal::StaffOnly));
    let confirm = Command::Confirm { entries: vec![] };
    let refused = ask(&started(), &PATIENT, &confirm, "2026-11-04 09:00");
    assert_eq!(refused, Err(Refusal::StaffOnly));
}

#[test]
fn ruling_06_what_was_told_stays_unconfirmed_until_staff_confirm_it() {
    let mut diary = started();
    let hold = Command::Hold(pause(&[CAPECITABINE], "2026-11-04 pm"));
    patient_records(&mut diary, &hold, "2026-11-04 09:00");
    assert_eq!(diary.unconfirmed().len(), 1);
    let now = moment("2026-11-05 09:00");
    let confirm = Command::Confirm { entries: vec![] };
    let decision = decide(&diary, &nurse(), &confirm, now).unwrap();
    record(&mut diary, &nurse(), &decision, now);
    assert!(diary.unconfirmed().is_empty());
}

#[test]
fn staff_are_asked_about_a_raise_and_about_an_unlisted_strength() {
    let more = prescribe(&[(CAPECITABINE, Period::Am, "5x400")], "2026-11-05 am");
    let decision = ask(&started(), &nurse(), &more, "2026-11-04 09:00").unwrap();
    assert!(matches!(decision.guards[0], Guard::RaisesDose { .. }));
    assert!(matches!(decision.guards[1], Guard::UnlistedStrength { .. }));
}

#[test]
fn the_staffs_check_of_mg_per_m2_warns_outside_ten_percent_and_corrects_nothing() {
    let with_bsa = |bsa: &str| {
        let Command::Prescribe(mut command) = prescribe(
            &[(CAPECITABINE, Period::Am, "4x150+2x500")],
            "2026-11-05 am",
        ) else {
            unreachable!();
        };
        command.bsa_m2 = Some(bsa.parse().unwrap());
        ask(
            &started(),
            &nurse(),
            &Command::Prescribe(command),
            "2026-11-04 09:00",
        )
        .unwrap()
        .guards
    };
    assert_eq!(with_bsa("1.6"), []);
    assert_eq!(with_bsa("1.455"), []);
    assert!(matches!(
        with_bsa("1.45")[..],
        [Guard::OffProtocolDose { .. }]
    ));
    assert!(matches!(
        with_bsa("1.78")[..],
        [Guard::OffProtocolDose { .. }]
    ));
}

#[test]
fn staff_must_say_why_treatment_ends_and_a_patient_need_not_know() {
    let stop = Command::Stop {
        pause: pause(&[], "2026-11-04 am"),
        reason: None,
    };
    let refused = ask(&started(), &nurse(), &stop, "2026-11-04 09:00");
    assert_eq!(refused, Err(Refusal::NeedsEndReason));
    assert!(ask(&started(), &PATIENT, &stop, "2026-11-04 09:00").is_ok());
}

#[test]
fn a_new_diary_is_planned_by_the_same_rules_as_later_orders() {
    let builder = DiaryBuilder::new();
    let Event::Opened(opened) = &builder.diary().history().entry(1).unwrap().event.clone() else {
        panic!("not opened");
    };
    let units = prescribe(
        &[
            (CAPECITABINE, Period::Am, "4x150+2x500"),
            (CAPECITABINE, Period::Pm, "4x150+2x500"),
            (UTIDELONE, Period::Once, "2x50"),
        ],
        "2026-11-02 am",
    );
    let now = moment("2026-11-02 09:00");
    let plan = |orders: &[Command]| set_up((**opened).clone(), &nurse(), orders, now);
    let whole = plan(&[units, start("2026-11-02")]).unwrap();
    let kinds: Vec<&str> = whole.events.iter().map(Event::kind).collect();
    assert_eq!(
        kinds,
        ["opened", "prescribed", "prescribed", "cycle_started"]
    );
    let refused = plan(&[start("2026-11-02")]);
    assert!(matches!(refused, Err(Refusal::NoPrescription { .. })));
}

#[test]
fn a_text_for_the_patient_is_set_in_both_languages_or_not_at_all() {
    let set = |json: &str| {
        let settings: crate::domain::entry::Settings = serde_json::from_str(json).unwrap();
        ask(
            &started(),
            &nurse(),
            &Command::Set(Box::new(settings)),
            "2026-11-04 09:00",
        )
    };
    let one = set(r#"{"clinic_day":{"en":"Bring your tablets.","zh-Hans":" "}}"#);
    assert_eq!(one, Err(Refusal::NeedsBothLanguages));
    let long = format!(
        r#"{{"clinic_day":{{"en":"{}","zh-Hans":"带药"}}}}"#,
        "a".repeat(501)
    );
    assert_eq!(set(&long), Err(Refusal::TooLong));
    assert!(set(r#"{"clinic_day":{"en":"Bring your tablets.","zh-Hans":"请带上药片。"}}"#).is_ok());
}

#[test]
fn no_cycle_is_started_on_a_day_from_which_treatment_is_ended() {
    let mut diary = started();
    let stop = Command::Stop {
        pause: pause(&[], "2026-11-05 once"),
        reason: Some(EndReason::Progression),
    };
    let now = "2026-11-03 08:00";
    let decision = ask(&diary, &nurse(), &stop, now).unwrap();
    record(&mut diary, &nurse(), &decision, moment(now));
    let refused = ask(&diary, &nurse(), &start("2026-11-24"), now);
    assert_eq!(refused, Err(Refusal::TreatmentStopped));
}

#[test]
fn staff_who_raise_units_by_a_correction_are_asked_as_for_a_new_prescription() {
    let mut diary = started();
    let seq = diary.course(drug(CAPECITABINE)).prescriptions[0].order.seq;
    let to = |amount: &str| Command::Correct {
        seq,
        change: Change::Units([(Period::Am, units(amount))].into()),
        reason: CorrectionReason::StudyTeam,
    };
    let more = ask(&diary, &nurse(), &to("4x500"), "2026-11-03 09:00").unwrap();
    let [Guard::RaisesDose { before, after, .. }] = more.guards.as_slice() else {
        panic!("{:?}", more.guards);
    };
    assert_eq!([before.to_string(), after.to_string()], ["1600", "2000"]);
    let fewer = ask(&diary, &nurse(), &to("2x500"), "2026-11-03 09:00").unwrap();
    assert_eq!(fewer.guards, []);
    record(&mut diary, &nurse(), &fewer, moment("2026-11-03 09:00"));
    // Compared with what the entry says now, not with what it said at first.
    let back = ask(&diary, &nurse(), &to("3x500"), "2026-11-03 09:05").unwrap();
    assert_eq!(back.guards.len(), 1);
}

#[test]
fn ruling_02_an_order_cannot_have_been_given_in_the_future() {
    let ahead = PauseCommand {
        given_at: Some(moment("2026-11-03 09:01")),
        ..pause(&[CAPECITABINE], "2026-11-04 am")
    };
    let refused = ask(
        &started(),
        &nurse(),
        &Command::Hold(ahead),
        "2026-11-03 09:00",
    );
    assert!(matches!(refused, Err(Refusal::InFuture { .. })));
}

#[test]
fn an_order_by_a_mistyped_year_is_asked_about_since_it_would_not_hold_now() {
    let diary = started();
    let fewer = |from: &str| prescribe(&[(CAPECITABINE, Period::Am, "2x500")], from);
    let guards = |command: &Command| {
        let decision = ask(&diary, &nurse(), command, "2026-11-04 09:00");
        decision.unwrap().guards
    };
    let ahead = vec![Guard::FarAhead { days: 366 }];
    let back = Guard::FarBack { days: 364 };
    assert_eq!(guards(&fewer("2026-11-05 am")), []);
    assert_eq!(guards(&fewer("2027-11-05 am")), ahead);
    // The units of the set-up lie later, and go on to hold.
    let of_set_up = Guard::LaterOrder {
        drug: drug(CAPECITABINE),
        from: slot("2026-11-02 am"),
    };
    assert_eq!(guards(&fewer("2025-11-05 am")), [of_set_up, back.clone()]);
    let stop = |from| Command::Stop {
        pause: pause(&[], from),
        reason: Some(EndReason::Progression),
    };
    assert_eq!(guards(&Command::Hold(pause(&[], "2027-11-05 am"))), ahead);
    assert_eq!(guards(&stop("2027-11-05 am")), ahead);
    let back = vec![back];
    assert_eq!(guards(&Command::Hold(pause(&[], "2025-11-05 am"))), back);
    assert_eq!(guards(&stop("2025-11-05 am")), back);
    assert_eq!(guards(&stop("2026-11-03 am")), []);
}

#[test]
fn an_order_given_before_the_diary_was_opened_is_asked_about() {
    let diary = started();
    let opened_at = diary.history().entry(1).unwrap().at;
    let guards = |given_at: &str| {
        let hold = PauseCommand {
            given_at: Some(moment(given_at)),
            ..pause(&[CAPECITABINE], "2026-11-04 am")
        };
        let decision = ask(&diary, &nurse(), &Command::Hold(hold), "2026-11-03 09:00");
        decision.unwrap().guards
    };
    assert_eq!(guards("2026-11-01 09:00"), []);
    let asked = [Guard::GivenBeforeDiary { opened_at }];
    assert_eq!(guards("2026-11-01 08:59"), asked);
    assert_eq!(guards("2025-11-03 08:00"), asked);
}

#[test]
fn a_strength_that_is_listed_twice_is_refused_by_name() {
    let set = |list: &str| {
        let json = format!(r#"{{"drugs":{{"capecitabine":{{"strengths_mg":{list}}}}}}}"#);
        let settings: crate::domain::entry::Settings = serde_json::from_str(&json).unwrap();
        let command = Command::Set(Box::new(settings));
        ask(&started(), &nurse(), &command, "2026-11-03 09:00")
    };
    let twice = Refusal::StrengthTwice {
        drug: drug(CAPECITABINE),
        strength: "500".parse().unwrap(),
    };
    assert_eq!(set(r#"["150","500","500"]"#), Err(twice));
    assert!(set(r#"["150","500"]"#).is_ok());
}
