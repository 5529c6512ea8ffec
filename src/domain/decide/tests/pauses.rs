//! Pauses and going on again, also as told on a call.

use std::collections::BTreeMap;

use super::super::{ContactCommand, Guard, PauseCommand, next_position};
use super::orders::{ask, prescribe, started};
use super::*;
use crate::domain::entry::Said;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::domain::slots::{self, Status};
use crate::domain::testing::{DiaryBuilder, UTIDELONE, slot, units};
use crate::domain::warnings;

pub(super) fn pause(codes: &[&str], from: &str) -> PauseCommand {
    PauseCommand {
        drugs: codes.iter().map(|code| drug(code)).collect(),
        from: slot(from),
        given_at: None,
        note: PlainText::default(),
    }
}

/// Where a pause or stop begins, and for which drugs.
#[track_caller]
fn begin(
    event: &Event,
) -> (
    crate::domain::calendar::SlotPosition,
    Vec<crate::domain::ids::DrugId>,
) {
    if let Event::Held(held) = event {
        return (held.from, held.drugs.clone());
    }
    if let Event::Stopped(stopped) = event {
        return (stopped.from, stopped.drugs.clone());
    }
    panic!("neither pause nor stop: {event:?}")
}

#[test]
fn ruling_06_a_told_resume_is_confirmed_twice_and_never_lifts_a_stop() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.hold(&[CAPECITABINE], "2026-11-04 am");
    let resume = Command::Resume(pause(&[CAPECITABINE], "2026-11-06 am"));
    let decision = ask(&builder.diary(), &PATIENT, &resume, "2026-11-05 09:00").unwrap();
    assert_eq!(decision.guards, [Guard::ToldToTakeMore]);
    builder.stop(
        &[CAPECITABINE, UTIDELONE],
        "2026-11-05 am",
        Some(EndReason::Progression),
    );
    let refused = ask(&builder.diary(), &PATIENT, &resume, "2026-11-05 09:00");
    assert_eq!(refused, Err(Refusal::TreatmentStopped));
    let by_team = ask(&builder.diary(), &nurse(), &resume, "2026-11-05 09:00").unwrap();
    let drugs = vec![drug(CAPECITABINE)];
    assert_eq!(by_team.guards, [Guard::LiftsStop { drugs }]);
}

fn called(said: Said) -> Command {
    Command::Contact(ContactCommand {
        said,
        spoken_at: None,
        drugs: vec![],
        from: None,
        units: BTreeMap::new(),
    })
}

fn with_a_warning() -> Diary {
    let mut diary = started();
    let extra = DoseCommand {
        extra: true,
        units: Some(units("2x500")),
        ..taken("2026-11-04", Period::Pm, "2026-11-04 13:00")
    };
    patient_records(
        &mut diary,
        &Command::Dose(extra.clone()),
        "2026-11-04 13:00",
    );
    patient_records(&mut diary, &Command::Dose(extra), "2026-11-04 13:05");
    assert_eq!(warnings::open(&diary).len(), 1);
    diary
}

#[test]
fn ruling_17_a_warning_closes_only_by_what_the_team_said() {
    for (said, open) in [
        (Said::Continue, 0),
        (Said::Pause, 0),
        (Said::Stop, 0),
        (Said::NobodyAnswered, 1),
        (Said::NotSure, 1),
    ] {
        let mut diary = with_a_warning();
        patient_records(&mut diary, &called(said), "2026-11-04 13:30");
        assert_eq!(warnings::open(&diary).len(), open, "{said:?}");
    }
}

#[test]
fn ruling_17_a_pause_told_on_the_telephone_is_recorded_in_the_same_step() {
    let diary = with_a_warning();
    let decision = ask(&diary, &PATIENT, &called(Said::Pause), "2026-11-04 13:30").unwrap();
    let [Event::Contacted(contacted), held @ ..] = decision.events.as_slice() else {
        panic!("{:?}", decision.events);
    };
    assert_eq!(contacted.about.len(), 1);
    let drugs: Vec<_> = held.iter().flat_map(|event| begin(event).1).collect();
    assert_eq!(drugs.len(), 2);
    let told = |event: &Event| matches!(event, Event::Held(held) if held.told);
    assert!(held.iter().all(told));
    let fewer = ask(&diary, &PATIENT, &called(Said::Fewer), "2026-11-04 13:30");
    assert_eq!(fewer, Err(Refusal::NeedsFewerUnits));
}

#[test]
fn an_order_from_now_begins_at_the_first_slot_that_is_open_or_to_come() {
    let mut diary = started();
    let at = |diary: &Diary, now| next_position(diary, moment(now));
    assert_eq!(at(&diary, "2026-11-10 08:00"), slot("2026-11-10 am"));
    let morning = taken("2026-11-10", Period::Am, "2026-11-10 08:10");
    patient_records(&mut diary, &Command::Dose(morning), "2026-11-10 08:10");
    assert_eq!(at(&diary, "2026-11-10 08:11"), slot("2026-11-10 pm"));
    assert_eq!(at(&diary, "2026-11-18 08:11"), slot("2026-11-19 once"));
}

#[test]
fn a_pause_told_at_noon_leaves_the_morning_that_was_missed_before_it() {
    let diary = started();
    let noon = "2026-11-04 12:30";
    let from = next_position(&diary, moment(noon));
    assert_eq!(from, slot("2026-11-04 once"));
    let pause = PauseCommand {
        drugs: Vec::new(),
        from,
        given_at: None,
        note: PlainText::default(),
    };
    let told = [
        Command::Hold(pause.clone()),
        Command::Stop {
            pause,
            reason: None,
        },
    ];
    for command in told {
        let decision = ask(&diary, &PATIENT, &command, noon).unwrap();
        let begins: Vec<_> = decision.events.iter().map(begin).collect();
        let expected = [
            (slot("2026-11-04 once"), vec![drug(UTIDELONE)]),
            (slot("2026-11-04 pm"), vec![drug(CAPECITABINE)]),
        ];
        assert_eq!(begins, expected);
    }
}

#[test]
fn going_on_again_lifts_a_pause_of_both_drugs_that_was_told_at_noon() {
    let mut diary = started();
    let all = pause(&[], "2026-11-04 once");
    patient_records(&mut diary, &Command::Hold(all.clone()), "2026-11-04 12:30");
    let go_on = patient_records(&mut diary, &Command::Resume(all), "2026-11-04 13:00");
    assert_eq!(go_on.events.len(), 2);
    let now = moment("2026-11-04 17:00");
    let statuses: Vec<Status> = slots::day(&diary, date("2026-11-04"), now)
        .slots
        .iter()
        .map(|state| state.status)
        .collect();
    assert_eq!(statuses, [Status::Due, Status::Overdue, Status::Due]);
}

#[test]
fn a_pause_from_a_slot_that_was_chosen_begins_there() {
    for (by, from) in [
        (PATIENT, "2026-11-04 am"),
        (nurse(), "2026-11-04 once"),
        (PATIENT, "2026-11-03 once"),
    ] {
        let command = Command::Hold(pause(&[], from));
        let decision = ask(&started(), &by, &command, "2026-11-04 12:30").unwrap();
        let begins: Vec<_> = decision.events.iter().map(|event| begin(event).0).collect();
        assert_eq!(begins, [slot(from)]);
    }
}

#[test]
fn ruling_06_going_on_from_the_morning_lifts_a_pause_that_began_in_the_evening() {
    let mut builder = DiaryBuilder::started("2026-11-02");
    builder.by_patient().at("2026-11-03 09:00");
    builder.told().hold(&[UTIDELONE], "2026-11-04 once");
    builder.told().hold(&[CAPECITABINE], "2026-11-04 pm");
    let mut diary = builder.diary();
    let go_on = Command::Resume(pause(&[UTIDELONE, CAPECITABINE], "2026-11-04 am"));
    let decision = patient_records(&mut diary, &go_on, "2026-11-04 08:00");
    assert_eq!(decision.events.len(), 2);
    for day in ["2026-11-04", "2026-11-05"] {
        let slots = slots::day(&diary, date(day), moment("2026-11-04 08:00")).slots;
        assert!(
            slots.iter().all(|state| state.status != Status::Held),
            "{day}"
        );
    }
}

#[test]
fn fewer_units_or_a_pause_say_that_a_later_order_goes_on_to_hold() {
    let mut diary = started();
    let now = moment("2026-11-04 09:00");
    for order in [
        prescribe(&[(CAPECITABINE, Period::Am, "3x500")], "2026-11-10 am"),
        Command::Hold(pause(&[CAPECITABINE], "2026-11-06 am")),
        Command::Resume(pause(&[CAPECITABINE], "2026-11-12 am")),
    ] {
        let decision = decide(&diary, &nurse(), &order, now).unwrap();
        record(&mut diary, &nurse(), &decision, now);
    }
    let later = |from| Guard::LaterOrder {
        drug: drug(CAPECITABINE),
        from: slot(from),
    };
    let guards = |command: &Command| decide(&diary, &nurse(), command, now).unwrap().guards;
    let units = |period, from| prescribe(&[(CAPECITABINE, period, "2x500")], from);
    assert_eq!(
        guards(&units(Period::Am, "2026-11-05 am")),
        [later("2026-11-10 am")]
    );
    assert_eq!(guards(&units(Period::Pm, "2026-11-05 am")), []);
    assert_eq!(guards(&units(Period::Am, "2026-11-11 am")), []);
    let hold = |from| Command::Hold(pause(&[CAPECITABINE], from));
    assert_eq!(guards(&hold("2026-11-05 am")), [later("2026-11-12 once")]);
    assert_eq!(guards(&hold("2026-11-13 am")), []);
}
