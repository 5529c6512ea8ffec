//! Rulings 1, 4 and 7: which order governs a slot, and where a cycle begins and ends.

use super::super::calendar::Period;
use super::super::entry::{CycleStarted, Event};
use super::super::orders::Known;
use super::super::protocol::{CycleSlot, Protocol};
use super::super::slots::Status;
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment};
use super::{FULL, LATER, assert_status, day, extras, place, planned, units_of};

/// Whether slots are held, long after them.
#[track_caller]
fn assert_held(b: &DiaryBuilder, code: &str, table: &[(&str, bool)]) {
    for (at, held) in table {
        let expected = if *held {
            Status::Held
        } else {
            Status::Unrecorded
        };
        assert_status(b, code, at, LATER, expected);
    }
}

fn both(units: &str) -> [(&str, &str); 2] {
    [("am", units), ("pm", units)]
}

#[test]
fn ruling_01_the_last_order_at_or_before_a_slot_governs_it_whenever_it_was_recorded() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.prescribe(CAPECITABINE, "2026-11-06 am", &both("3x500"));
    b.prescribe(CAPECITABINE, "2026-11-04 pm", &both("2x500"));
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-04 am"), FULL);
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-04 pm"), "2x500");
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-05 pm"), "2x500");
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-06 am"), "3x500");
    // From the same slot, the later entry.
    b.prescribe(CAPECITABINE, "2026-11-06 am", &both("1x500"));
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-06 am"), "1x500");
}

#[test]
fn ruling_01_a_period_that_an_order_does_not_name_keeps_what_it_had() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.prescribe(CAPECITABINE, "2026-11-04 am", &[("pm", "2x500")]);
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-04 am"), FULL);
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-04 pm"), "2x500");
}

#[test]
fn ruling_01_orders_are_sorted_for_each_drug_alone() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.hold(&[CAPECITABINE], "2026-11-03 am");
    assert_held(&b, CAPECITABINE, &[("2026-11-03 am", true)]);
    assert_held(&b, UTIDELONE, &[("2026-11-03 once", false)]);
    b.resume(&[UTIDELONE], "2026-11-04 am");
    assert_held(&b, CAPECITABINE, &[("2026-11-04 am", true)]);
}

#[test]
fn ruling_01_an_order_is_given_when_it_is_recorded_unless_it_says_otherwise() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-03 10:00")
        .hold(&[CAPECITABINE], "2026-11-03 pm");
    b.given_at("2026-11-02 15:00")
        .resume(&[CAPECITABINE], "2026-11-05 am");
    let diary = b.diary();
    let pauses = &diary.course(drug(CAPECITABINE)).pauses;
    let given: Vec<_> = pauses.iter().map(|(order, _)| order.given_at).collect();
    assert_eq!(
        given,
        [moment("2026-11-03 10:00"), moment("2026-11-02 15:00")]
    );
}

#[test]
fn ruling_01_orders_may_be_dated_ahead() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-02 09:00")
        .hold(&[CAPECITABINE], "2026-11-05 am");
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-04 pm",
        "2026-11-04 17:00",
        Status::Due,
    );
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-05 am",
        "2026-11-04 17:00",
        Status::Held,
    );
}

#[test]
fn ruling_01_a_hold_covers_from_its_slot_to_before_the_resume() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.hold(&[CAPECITABINE], "2026-11-03 pm");
    b.resume(&[CAPECITABINE], "2026-11-05 am");
    let table = [
        ("2026-11-03 am", false),
        ("2026-11-03 pm", true),
        ("2026-11-04 am", true),
        ("2026-11-04 pm", true),
        ("2026-11-05 am", false),
        ("2026-11-05 pm", false),
    ];
    assert_held(&b, CAPECITABINE, &table);
}

#[test]
fn ruling_01_a_once_slot_is_held_by_any_hold_touching_its_date() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.hold(&[UTIDELONE], "2026-11-03 pm");
    b.resume(&[UTIDELONE], "2026-11-05 pm");
    let table = [
        ("2026-11-02 once", false),
        ("2026-11-03 once", true),
        ("2026-11-04 once", true),
        ("2026-11-05 once", true),
        ("2026-11-06 once", false),
    ];
    assert_held(&b, UTIDELONE, &table);
}

#[test]
fn ruling_01_a_once_slot_is_due_again_with_a_resume_in_the_morning_or_earlier() {
    for (resume, held) in [
        ("2026-11-03 pm", false),
        ("2026-11-04 am", false),
        ("2026-11-04 once", false),
        ("2026-11-04 pm", true),
    ] {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.hold(&[UTIDELONE], "2026-11-02 am");
        b.resume(&[UTIDELONE], resume);
        assert_held(&b, UTIDELONE, &[("2026-11-04 once", held)]);
    }
}

#[test]
fn ruling_01_a_once_slot_taken_before_the_evening_hold_was_given_stays_taken() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-03 07:00")
        .dose(UTIDELONE, "2026-11-03 once", "2x50");
    b.by_site()
        .at("2026-11-03 10:00")
        .hold(&[UTIDELONE], "2026-11-03 pm");
    assert_status(&b, UTIDELONE, "2026-11-03 once", LATER, Status::Taken);
}

#[test]
fn ruling_01_a_once_slot_taken_after_the_evening_hold_was_given_is_extra() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-03 10:00").hold(&[UTIDELONE], "2026-11-03 pm");
    b.by_patient().at("2026-11-03 11:00");
    let extra = b.dose(UTIDELONE, "2026-11-03 once", "2x50");
    assert_status(&b, UTIDELONE, "2026-11-03 once", LATER, Status::Held);
    assert_eq!(extras(&b, "2026-11-03"), [extra.seq]);
    let open = super::super::warnings::open(&b.diary());
    assert_eq!(open.iter().map(|w| w.entry).collect::<Vec<_>>(), [extra]);
}

#[test]
fn ruling_04_a_cycle_ends_before_the_first_slot_of_the_next() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.start_cycle(2, "2026-11-23");
    assert!(planned(&b, "2026-11-22").is_empty());
    let expected = [
        "utidelone 2.1 once",
        "capecitabine 2.1 am",
        "capecitabine 2.1 pm",
    ];
    assert_eq!(planned(&b, "2026-11-23"), expected);
}

#[test]
fn ruling_04_the_morning_before_a_first_evening_slot_belongs_to_the_cycle_before() {
    let mut protocol = Protocol::built_in().unwrap();
    protocol.drugs[1].first_slot.value = CycleSlot {
        day: 1,
        period: Period::Pm,
    };
    protocol.drugs[1].last_slot.value = CycleSlot {
        day: 15,
        period: Period::Am,
    };
    let mut b = DiaryBuilder::with_protocol(protocol);
    b.start_cycle(1, "2026-11-02");
    b.start_cycle(2, "2026-11-16");
    assert_eq!(
        planned(&b, "2026-11-02"),
        ["utidelone 1.1 once", "capecitabine 1.1 pm"]
    );
    let expected = [
        "utidelone 2.1 once",
        "capecitabine 1.15 am",
        "capecitabine 2.1 pm",
    ];
    assert_eq!(planned(&b, "2026-11-16"), expected);
}

#[test]
fn ruling_04_numbers_are_consecutive_and_dates_strictly_later() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.start_cycle(3, "2026-11-23");
    b.start_cycle(2, "2026-11-02");
    b.start_cycle(2, "2026-10-01");
    b.start_cycle(1, "2026-10-05");
    b.start_cycle(0, "2026-09-01");
    let starts = |b: &DiaryBuilder| -> Vec<(u16, String)> {
        let diary = b.diary();
        let cycles = diary.cycles().iter();
        cycles
            .map(|cycle| (cycle.number, cycle.start.to_string()))
            .collect()
    };
    assert_eq!(starts(&b), [(1, "2026-11-02".to_owned())]);
    b.start_cycle(2, "2026-11-24");
    let expected = [(1, "2026-11-02".to_owned()), (2, "2026-11-24".to_owned())];
    assert_eq!(starts(&b), expected);
}

#[test]
fn ruling_04_a_withdrawn_cycle_can_be_entered_again_after_the_next() {
    let mut b = DiaryBuilder::new();
    let first = b.start_cycle(1, "2026-11-02");
    b.start_cycle(2, "2026-11-23");
    b.withdraw(first);
    b.start_cycle(1, "2026-11-03");
    let diary = b.diary();
    let numbers: Vec<_> = diary.cycles().iter().map(|cycle| cycle.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn ruling_04_a_hold_stays_over_a_cycle_start_until_resumed() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.hold(&[CAPECITABINE], "2026-11-10 am");
    b.start_cycle(2, "2026-11-23");
    b.resume(&[CAPECITABINE], "2026-11-24 pm");
    let table = [
        ("2026-11-23 am", true),
        ("2026-11-24 am", true),
        ("2026-11-24 pm", false),
    ];
    assert_held(&b, CAPECITABINE, &table);
}

#[test]
fn ruling_04_extras_taken_while_waiting_become_the_slots_doses_under_a_back_dated_start() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-24 08:00");
    let named = b.dose(CAPECITABINE, "2026-11-24 am", FULL);
    b.at("2026-11-24 20:00");
    let mut dose = b.intake(CAPECITABINE, "2026-11-24 pm", FULL);
    dose.period = None;
    let unnamed = b.push(Event::Dose(dose));
    assert_eq!(extras(&b, "2026-11-24"), [named.seq, unnamed.seq]);
    b.by_site()
        .at("2026-11-25 10:00")
        .start_cycle(2, "2026-11-24");
    assert_status(&b, CAPECITABINE, "2026-11-24 am", LATER, Status::Taken);
    assert_status(&b, CAPECITABINE, "2026-11-24 pm", LATER, Status::Taken);
    assert!(extras(&b, "2026-11-24").is_empty());
}

#[test]
fn ruling_04_correcting_a_start_moves_the_cycle_and_leaves_the_intakes_where_they_were() {
    let mut b = DiaryBuilder::new();
    b.prescribe(CAPECITABINE, "2026-11-02 am", &both(FULL));
    let start = b.start_cycle(1, "2026-11-02");
    b.by_patient().at("2026-11-02 08:00");
    let dose = b.dose(CAPECITABINE, "2026-11-02 am", FULL);
    b.by_site();
    let later = Event::CycleStarted(CycleStarted {
        cycle: 1,
        date: date("2026-11-03"),
        given_at: None,
        told: false,
    });
    b.correct(start, later);
    assert!(planned(&b, "2026-11-02").is_empty());
    assert_eq!(extras(&b, "2026-11-02"), [dose.seq]);
}

#[test]
fn ruling_07_zero_units_are_not_prescribed_and_an_intake_then_is_extra() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.prescribe(CAPECITABINE, "2026-11-04 am", &[("am", "0")]);
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-04 am",
        LATER,
        Status::NotPrescribed,
    );
    assert_status(&b, CAPECITABINE, "2026-11-04 pm", LATER, Status::Unrecorded);
    b.by_patient().at("2026-11-04 08:00");
    let extra = b.dose(CAPECITABINE, "2026-11-04 am", FULL);
    assert_eq!(extras(&b, "2026-11-04"), [extra.seq]);
    // Units ordered afterwards do not make it due on top of what was swallowed.
    b.by_site()
        .at("2026-11-04 09:00")
        .prescribe(CAPECITABINE, "2026-11-04 am", &both(FULL));
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-04 am",
        "2026-11-04 09:30",
        Status::NotPrescribed,
    );
    assert_eq!(day(&b, "2026-11-04").extras.len(), 1);
}

#[test]
fn ruling_07_the_first_units_of_a_period_are_known_whatever_came_later() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.prescribe(CAPECITABINE, "2026-11-04 am", &both("0"));
    b.prescribe(CAPECITABINE, "2026-11-01 am", &both("1x500"));
    let diary = b.diary();
    let course = diary.course(drug(CAPECITABINE));
    assert_eq!(
        course.first_prescribed(Period::Pm).unwrap().1.to_string(),
        FULL
    );
    let units = course.units(place("2026-11-05 am"), Known::All).unwrap();
    assert!(units.is_none());
}

#[test]
fn ruling_01_a_hold_recorded_after_its_resume_still_ends_with_it() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.resume(&[CAPECITABINE], "2026-11-05 am");
    b.hold(&[CAPECITABINE], "2026-11-03 pm");
    let table = [("2026-11-04 pm", true), ("2026-11-05 am", false)];
    assert_held(&b, CAPECITABINE, &table);
}

#[test]
fn ruling_05_a_hold_does_not_soften_a_stop() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.stop(&[CAPECITABINE], "2026-11-05 am", None);
    b.hold(&[CAPECITABINE], "2026-11-06 am");
    assert_status(&b, CAPECITABINE, "2026-11-06 am", LATER, Status::Stopped);
}

#[test]
fn doses_swallowed_before_the_diary_was_set_up_have_the_first_prescription() {
    let mut b = DiaryBuilder::new();
    b.start_cycle(1, "2026-11-02");
    b.by_patient().at("2026-11-02 08:00");
    b.dose(CAPECITABINE, "2026-11-02 am", FULL);
    b.by_site().at("2026-11-03 10:00");
    b.prescribe(CAPECITABINE, "2026-11-02 am", &both(FULL));
    b.at("2026-11-04 10:00");
    b.prescribe(CAPECITABINE, "2026-11-02 am", &both("1x500"));
    assert_status(&b, CAPECITABINE, "2026-11-02 am", LATER, Status::Taken);
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-02 am"), FULL);
}
