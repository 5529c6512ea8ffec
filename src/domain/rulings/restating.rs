//! Rulings 2 and 3: what an order leaves alone, and what a correction restates.

use super::super::calendar::Period;
use super::super::entry::{EntryRef, Event, Held, Prescribed};
use super::super::history::Fate;
use super::super::slots::Status;
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, drug};
use super::{FULL, LATER, assert_status, extras, place, state, units_of};

fn both(units: &str) -> [(&str, &str); 2] {
    [("am", units), ("pm", units)]
}

#[test]
fn ruling_02_an_intake_before_a_back_dated_hold_keeps_its_prescription_and_status() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-03 08:00")
        .dose(CAPECITABINE, "2026-11-03 am", FULL);
    b.at("2026-11-03 20:00")
        .dose(CAPECITABINE, "2026-11-03 pm", "2x500");
    b.at("2026-11-04 20:00")
        .missed(CAPECITABINE, "2026-11-04 am");
    b.by_site().at("2026-11-05 10:00");
    b.prescribe(CAPECITABINE, "2026-11-03 am", &both("1x500"));
    b.hold(&[CAPECITABINE], "2026-11-03 am");
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Taken);
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-03 pm",
        LATER,
        Status::PartlyTaken,
    );
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-03 am"), FULL);
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-03 pm"), FULL);
    // Missed and unrecorded slots under it become held.
    assert_status(&b, CAPECITABINE, "2026-11-04 am", LATER, Status::Held);
    assert_status(&b, CAPECITABINE, "2026-11-04 pm", LATER, Status::Held);
    assert!(extras(&b, "2026-11-03").is_empty());
}

#[test]
fn ruling_02_what_counts_is_when_it_was_swallowed_not_when_it_was_recorded() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-03 10:00")
        .hold(&[CAPECITABINE], "2026-11-03 am");
    b.by_patient().at("2026-11-03 08:00");
    let swallowed_before = b.intake(CAPECITABINE, "2026-11-03 am", FULL);
    b.at("2026-11-03 21:00").push(Event::Dose(swallowed_before));
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Taken);
}

#[test]
fn ruling_02_an_intake_after_the_order_was_given_is_extra_and_the_slot_stays_held_or_stopped() {
    for stopped in [false, true] {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.at("2026-11-03 07:00");
        let status = if stopped {
            b.stop(&[CAPECITABINE], "2026-11-03 am", None);
            Status::Stopped
        } else {
            b.hold(&[CAPECITABINE], "2026-11-03 am");
            Status::Held
        };
        b.by_patient().at("2026-11-03 08:00");
        let extra = b.dose(CAPECITABINE, "2026-11-03 am", FULL);
        assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, status);
        assert_eq!(
            state(&b, CAPECITABINE, "2026-11-03 am", LATER).recorded,
            None
        );
        assert_eq!(extras(&b, "2026-11-03"), [extra.seq]);
    }
}

#[test]
fn ruling_02_a_slot_held_when_its_intake_was_swallowed_stays_held_after_a_back_dated_resume() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-03 07:00")
        .hold(&[CAPECITABINE], "2026-11-03 am");
    b.by_patient().at("2026-11-03 08:00");
    let extra = b.dose(CAPECITABINE, "2026-11-03 am", FULL);
    b.by_site()
        .at("2026-11-03 10:00")
        .resume(&[CAPECITABINE], "2026-11-03 am");
    // Due again, it would ask for a second dose on top of the extra one.
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-03 am",
        "2026-11-03 10:30",
        Status::Held,
    );
    assert_eq!(extras(&b, "2026-11-03"), [extra.seq]);
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-03 pm",
        "2026-11-03 17:00",
        Status::Due,
    );
    // An intake after the resume was given is the slot's dose.
    b.by_patient()
        .at("2026-11-03 11:00")
        .dose(CAPECITABINE, "2026-11-03 am", FULL);
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Taken);
    assert_eq!(extras(&b, "2026-11-03"), [extra.seq]);
}

#[test]
fn ruling_02_a_later_stop_leaves_recorded_slots_before_it_alone() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-03 13:00")
        .missed(CAPECITABINE, "2026-11-03 am");
    b.by_site()
        .at("2026-11-05 10:00")
        .stop(&[CAPECITABINE], "2026-11-05 pm", None);
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Missed);
    assert_status(&b, CAPECITABINE, "2026-11-05 am", LATER, Status::Unrecorded);
    assert_status(&b, CAPECITABINE, "2026-11-05 pm", LATER, Status::Stopped);
}

#[test]
fn ruling_03_correcting_an_order_restates_and_both_versions_stand() {
    let mut b = DiaryBuilder::new();
    let wrong = b.prescribe(CAPECITABINE, "2026-11-02 am", &both("2x500"));
    b.start_cycle(1, "2026-11-02");
    b.by_patient()
        .at("2026-11-03 08:00")
        .dose(CAPECITABINE, "2026-11-03 am", "2x500");
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Taken);
    b.by_site().at("2026-11-04 10:00");
    let right = prescribed(&b, wrong.seq, FULL);
    let correction = b.correct(wrong, right);
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-03 am",
        LATER,
        Status::PartlyTaken,
    );
    let diary = b.diary();
    let row = diary.history().row(wrong.seq).unwrap();
    assert_eq!(row.fate, Fate::Replaced(correction.seq));
    assert!(
        matches!(&row.entry.event, Event::Prescribed(p) if p.units[&Period::Am].to_string() == "2x500")
    );
}

/// The prescription of an entry with other units.
fn prescribed(b: &DiaryBuilder, seq: u64, units: &str) -> Event {
    let Event::Prescribed(old) = &b.entries()[seq as usize - 1].event else {
        panic!("no prescription");
    };
    let units = old
        .units
        .keys()
        .map(|period| (*period, units.parse().unwrap()));
    Event::Prescribed(Prescribed {
        units: units.collect(),
        ..old.clone()
    })
}

#[test]
fn ruling_03_a_correction_takes_the_place_of_the_entry_that_it_corrects() {
    let mut b = DiaryBuilder::new();
    let first = b.prescribe(CAPECITABINE, "2026-11-02 am", &both("1x500"));
    b.prescribe(CAPECITABINE, "2026-11-02 am", &both("2x500"));
    b.start_cycle(1, "2026-11-02");
    let corrected = prescribed(&b, first.seq, "3x500");
    b.correct(first, corrected);
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-03 am"), "2x500");
    let diary = b.diary();
    let (_, first_units) = diary
        .course(drug(CAPECITABINE))
        .first_prescribed(Period::Am)
        .unwrap();
    assert_eq!(first_units.to_string(), "3x500");
}

#[test]
fn ruling_03_withdrawing_a_mistaken_hold_restates_what_it_made_extra() {
    let mut b = DiaryBuilder::started("2026-11-02");
    let hold = b.hold(&[CAPECITABINE], "2026-11-03 am");
    b.by_patient()
        .at("2026-11-03 08:00")
        .dose(CAPECITABINE, "2026-11-03 am", FULL);
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Held);
    b.by_site().withdraw(hold);
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Taken);
    // Restored by another correction.
    let again = Event::Held(Held {
        drugs: vec![drug(CAPECITABINE)],
        from: place("2026-11-03 am"),
        given_at: None,
        reason: Default::default(),
        told: false,
    });
    b.correct(hold, again);
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Held);
}

/// A hold from the morning of 2026-11-03, given at 10:00, under an intake of unknown time that was
/// recorded before or after.
fn of_unknown_time(recorded: &str) -> (DiaryBuilder, EntryRef) {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.given_at("2026-11-03 10:00")
        .hold(&[CAPECITABINE], "2026-11-03 am");
    b.by_patient().at(recorded);
    let mut dose = b.intake(CAPECITABINE, "2026-11-03 am", "2x500");
    dose.taken_at = None;
    let entry = b.push(Event::Dose(dose));
    (b, entry)
}

#[test]
fn ruling_02_an_intake_of_unknown_time_was_swallowed_by_the_end_of_its_period_or_by_its_recording()
{
    let (b, _) = of_unknown_time("2026-11-03 09:00");
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-03 am",
        LATER,
        Status::PartlyTaken,
    );
    let (b, extra) = of_unknown_time("2026-11-03 21:00");
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Held);
    assert_eq!(extras(&b, "2026-11-03"), [extra.seq]);
}

#[test]
fn ruling_02_correcting_the_units_of_an_intake_does_not_move_it_behind_an_order() {
    let (mut b, entry) = of_unknown_time("2026-11-03 09:00");
    let mut dose = b.intake(CAPECITABINE, "2026-11-03 am", FULL);
    dose.taken_at = None;
    b.at("2026-11-03 11:00").correct(entry, Event::Dose(dose));
    assert_status(&b, CAPECITABINE, "2026-11-03 am", LATER, Status::Taken);
}

#[test]
fn ruling_02_a_rest_swallowed_after_a_hold_was_given_is_extra() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 08:00");
    let part = b.dose(CAPECITABINE, "2026-11-03 am", "2x500");
    b.at("2026-11-03 08:30")
        .hold(&[CAPECITABINE], "2026-11-03 am");
    b.at("2026-11-03 09:00");
    let mut rest = b.intake(CAPECITABINE, "2026-11-03 am", "4x150");
    rest.rest_of = Some(part);
    let rest = b.push(Event::Dose(rest));
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-03 am",
        LATER,
        Status::PartlyTaken,
    );
    assert_eq!(extras(&b, "2026-11-03"), [rest.seq]);
}

#[test]
fn ruling_01_an_evening_hold_reaches_a_missed_once_slot_only_if_it_was_given_before() {
    for (given, status) in [
        ("2026-11-03 12:00", Status::Held),
        ("2026-11-03 14:00", Status::Missed),
    ] {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.given_at(given).hold(&[UTIDELONE], "2026-11-03 pm");
        b.by_patient()
            .at("2026-11-03 13:00")
            .missed(UTIDELONE, "2026-11-03 once");
        assert_status(&b, UTIDELONE, "2026-11-03 once", LATER, status);
    }
}
