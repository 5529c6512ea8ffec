//! Rulings 2 and 3: what an order leaves alone, and what a correction restates.

use super::super::calendar::Period;
use super::super::entry::{Event, Held, Prescribed};
use super::super::history::Fate;
use super::super::slots::Status;
use super::super::testing::{CAPECITABINE, DiaryBuilder, drug};
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
