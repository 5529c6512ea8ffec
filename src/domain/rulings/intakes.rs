//! Rulings 9 to 11: to which slot an intake belongs, and what it amounts to.

use super::super::entry::{EntryRef, Event, Outcome};
use super::super::slots::Status;
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, moment, units};
use super::super::units::Milligrams;
use super::{FULL, LATER, assert_status, extras, state};

const AM: &str = "2026-11-03 am";
const PM: &str = "2026-11-03 pm";

/// Cycle 1 from 2026-11-02, the patient writing on 2026-11-03 at 08:00.
fn morning() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 08:00");
    b
}

/// The rest of a partial intake, swallowed at the clock of the builder.
fn rest(b: &mut DiaryBuilder, code: &str, at: &str, amount: &str, of: EntryRef) -> EntryRef {
    let mut dose = b.intake(code, at, amount);
    dose.rest_of = Some(of);
    b.push(Event::Dose(dose))
}

#[test]
fn ruling_09_the_first_live_intake_is_the_dose_and_a_further_one_is_extra() {
    let mut b = morning();
    let first = b.dose(CAPECITABINE, AM, "2x500");
    let second = b.at("2026-11-03 09:00").dose(CAPECITABINE, AM, FULL);
    assert_eq!(
        state(&b, CAPECITABINE, AM, LATER).recorded.unwrap().seq,
        first.seq
    );
    assert_status(&b, CAPECITABINE, AM, LATER, Status::PartlyTaken);
    assert_eq!(extras(&b, "2026-11-03"), [second.seq]);
    b.withdraw(first);
    assert_eq!(
        state(&b, CAPECITABINE, AM, LATER).recorded.unwrap().seq,
        second.seq
    );
    assert_status(&b, CAPECITABINE, AM, LATER, Status::Taken);
    assert!(extras(&b, "2026-11-03").is_empty());
}

#[test]
fn ruling_09_missed_then_really_taken_is_a_correction() {
    let mut b = morning();
    let missed = b.missed(CAPECITABINE, AM);
    let taken = Event::Dose(b.intake(CAPECITABINE, AM, FULL));
    b.correct(missed, taken);
    assert_status(&b, CAPECITABINE, AM, LATER, Status::Taken);
    assert!(extras(&b, "2026-11-03").is_empty());
}

#[test]
fn ruling_09_the_rest_makes_a_partial_intake_whole() {
    let mut b = morning();
    let part = b.dose(CAPECITABINE, AM, "2x500");
    let more = rest(b.at("2026-11-03 08:40"), CAPECITABINE, AM, "4x150", part);
    let recorded = state(&b, CAPECITABINE, AM, LATER).recorded.unwrap();
    assert_eq!(
        (recorded.seq, recorded.rest_seq),
        (part.seq, Some(more.seq))
    );
    assert_eq!(recorded.units, units(FULL));
    assert_eq!(recorded.surplus, Milligrams::ZERO);
    assert_eq!(recorded.taken_at, Some(moment("2026-11-03 08:00")));
    assert_status(&b, CAPECITABINE, AM, LATER, Status::Taken);
    assert!(extras(&b, "2026-11-03").is_empty());
}

#[test]
fn ruling_09_a_rest_beyond_the_prescription_is_surplus_and_a_second_rest_is_extra() {
    let mut b = morning();
    let part = b.dose(CAPECITABINE, AM, "2x500");
    rest(&mut b, CAPECITABINE, AM, "2x500", part);
    let second = rest(&mut b, CAPECITABINE, AM, "1x500", part);
    let recorded = state(&b, CAPECITABINE, AM, LATER).recorded.unwrap();
    assert_eq!(recorded.surplus, Milligrams::whole(400));
    assert_eq!(extras(&b, "2026-11-03"), [second.seq]);
}

#[test]
fn ruling_09_a_rest_whose_first_part_was_withdrawn_takes_its_place() {
    let mut b = morning();
    let part = b.dose(CAPECITABINE, AM, "2x500");
    let more = rest(&mut b, CAPECITABINE, AM, "4x150", part);
    b.withdraw(part);
    let found = state(&b, CAPECITABINE, AM, LATER);
    assert_eq!(found.recorded.unwrap().seq, more.seq);
    assert_eq!(found.status, Status::PartlyTaken);
    assert!(extras(&b, "2026-11-03").is_empty());
}

#[test]
fn ruling_09_a_rest_of_another_drug_or_slot_is_not_added() {
    let mut b = morning();
    let part = b.dose(CAPECITABINE, AM, "2x500");
    let other_drug = rest(&mut b, UTIDELONE, "2026-11-03 once", "2x50", part);
    let other_slot = rest(b.at("2026-11-03 17:00"), CAPECITABINE, PM, "4x150", part);
    assert_status(&b, CAPECITABINE, AM, LATER, Status::PartlyTaken);
    assert_status(&b, UTIDELONE, "2026-11-03 once", LATER, Status::Taken);
    assert_status(&b, CAPECITABINE, PM, LATER, Status::PartlyTaken);
    assert!(
        extras(&b, "2026-11-03").is_empty(),
        "{other_drug:?} {other_slot:?}"
    );
}

#[test]
fn ruling_09_a_rest_swallowed_after_the_next_slot_began_is_extra() {
    let mut b = morning();
    let part = b.dose(CAPECITABINE, AM, "2x500");
    let late = rest(b.at("2026-11-03 16:00"), CAPECITABINE, AM, "4x150", part);
    assert_status(&b, CAPECITABINE, AM, LATER, Status::PartlyTaken);
    assert_eq!(extras(&b, "2026-11-03"), [late.seq]);
}

#[test]
fn ruling_09_a_repeat_after_vomiting_is_extra() {
    let mut b = morning();
    b.vomited(CAPECITABINE, AM, FULL);
    let again = b.at("2026-11-03 08:30").dose(CAPECITABINE, AM, FULL);
    assert_status(&b, CAPECITABINE, AM, LATER, Status::Vomited);
    assert_eq!(extras(&b, "2026-11-03"), [again.seq]);
}

#[test]
fn ruling_09_an_extra_names_a_period_or_none() {
    let mut b = morning();
    b.dose(CAPECITABINE, AM, FULL);
    b.at("2026-11-03 13:00");
    let mut dose = b.intake(CAPECITABINE, AM, "1x500");
    dose.period = None;
    let between = b.push(Event::Dose(dose));
    let day = super::day(&b, "2026-11-03");
    let found: Vec<_> = day.extras.iter().map(|e| (e.seq, e.period, e.mg)).collect();
    assert_eq!(found, [(between.seq, None, Milligrams::whole(500))]);
}

#[test]
fn ruling_10_the_outcome_follows_the_milligrams() {
    for (said, amount, status, surplus) in [
        (Outcome::Taken, "2x500+2x300", Status::Taken, 0),
        (Outcome::PartlyTaken, FULL, Status::Taken, 0),
        (Outcome::Taken, "3x500", Status::PartlyTaken, 0),
        (Outcome::PartlyTaken, "1x150", Status::PartlyTaken, 0),
        (Outcome::Taken, "4x500", Status::Taken, 400),
        (Outcome::Vomited, FULL, Status::Vomited, 0),
        (Outcome::Vomited, "2x500", Status::Vomited, 0),
        (Outcome::Vomited, "4x500", Status::Vomited, 400),
    ] {
        let mut b = morning();
        let mut dose = b.intake(CAPECITABINE, AM, amount);
        dose.outcome = said;
        b.push(Event::Dose(dose));
        let found = state(&b, CAPECITABINE, AM, LATER);
        assert_eq!(found.status, status, "{said:?} {amount}");
        let recorded = found.recorded.unwrap();
        assert_eq!(
            recorded.surplus,
            Milligrams::whole(surplus),
            "{said:?} {amount}"
        );
        assert_eq!(recorded.units, units(amount));
    }
}

#[test]
fn ruling_11_an_intake_belongs_to_the_slot_it_names_until_the_next_one_begins() {
    for (at, taken_at, belongs) in [
        (AM, "2026-11-03 12:00", true),
        (AM, "2026-11-03 15:59", true),
        (AM, "2026-11-03 16:00", false),
        (PM, "2026-11-03 15:00", true),
        (PM, "2026-11-04 03:59", true),
        (PM, "2026-11-04 04:00", false),
        // After the last slot of the cycle there is no next one yet.
        ("2026-11-15 pm", "2026-11-16 13:00", true),
        ("2026-11-06 once", "2026-11-07 12:00", false),
    ] {
        let code = if at.ends_with("once") {
            UTIDELONE
        } else {
            CAPECITABINE
        };
        let amount = if code == UTIDELONE { "2x50" } else { FULL };
        let mut b = morning();
        let entry = b.at(taken_at).dose(code, at, amount);
        // A next cycle gives the fifth day of utidelone a next slot.
        if code == UTIDELONE {
            b.by_site().start_cycle(2, "2026-11-07");
        }
        let recorded = state(&b, code, at, LATER).recorded;
        assert_eq!(recorded.is_some(), belongs, "{at} taken at {taken_at}");
        let expected = if belongs { vec![] } else { vec![entry.seq] };
        assert_eq!(extras(&b, &at[..10]), expected, "{at} taken at {taken_at}");
    }
}

#[test]
fn ruling_11_an_intake_of_unknown_time_belongs_to_the_slot_it_names() {
    let mut b = morning();
    b.at("2026-11-05 10:00");
    let mut dose = b.intake(CAPECITABINE, AM, FULL);
    dose.taken_at = None;
    b.push(Event::Dose(dose));
    let found = state(&b, CAPECITABINE, AM, LATER);
    assert_eq!(found.status, Status::Taken);
    assert_eq!(found.recorded.unwrap().taken_at, None);
    assert!(super::super::warnings::open(&b.diary()).is_empty());
}
