//! Extra doses, intervals, food, late entries.

use super::*;
use crate::domain::entry::{Dose, Event, Food};
use crate::domain::protocol::{Protocol, Rule};

const AM: &str = "2026-11-03 am";
const PM: &str = "2026-11-03 pm";

fn with_interval(hours: Option<u8>) -> DiaryBuilder {
    let mut protocol = Protocol::built_in().unwrap();
    for drug in &mut protocol.drugs {
        drug.interval_warn_below_hours = hours.map(|value| Rule {
            value,
            source: "a test".to_owned(),
        });
    }
    let mut b = DiaryBuilder::with_protocol(protocol);
    b.prescribe(CAPECITABINE, "2026-11-02 am", &[("am", FULL), ("pm", FULL)]);
    b.start_cycle(1, "2026-11-02");
    b.by_patient();
    b
}

#[test]
fn an_interval_is_short_only_by_a_limit_of_the_protocol() {
    let take = |hours, evening: &str| {
        let mut b = with_interval(hours);
        let first = b.at("2026-11-03 10:00").dose(CAPECITABINE, AM, FULL);
        let second = b.at(evening).dose(CAPECITABINE, PM, FULL);
        let found = in_diary(&b, "short_intervals");
        found.map(|found| (found.entries == [first.seq, second.seq], found.slots))
    };
    let pm = vec![found_slot(PM)];
    assert_eq!(take(Some(8), "2026-11-03 17:59"), Some((true, pm)));
    assert_eq!(take(Some(8), "2026-11-03 18:00"), None);
    assert_eq!(take(None, "2026-11-03 16:01"), None);
}

#[test]
fn an_interval_needs_two_known_times_and_the_rest_of_a_dose_makes_none() {
    let mut b = with_interval(Some(8));
    let part = b.at("2026-11-03 10:00").dose(CAPECITABINE, AM, "2x500");
    b.at("2026-11-03 11:00");
    let rest = Dose {
        rest_of: Some(part),
        ..b.intake(CAPECITABINE, AM, "4x150")
    };
    b.push(Event::Dose(rest));
    b.at("2026-11-03 17:00");
    let forgotten = Dose {
        taken_at: None,
        ..b.intake(CAPECITABINE, PM, FULL)
    };
    b.push(Event::Dose(forgotten));
    assert_eq!(in_diary(&b, "short_intervals"), None);
}

#[test]
fn a_surplus_and_an_extra_dose_are_told_apart() {
    let mut b = morning();
    let much = b.dose(CAPECITABINE, AM, "4x500");
    let again = b.at("2026-11-03 09:00").dose(CAPECITABINE, AM, "1x500");
    assert_eq!(entries(&b, "too_large_doses"), [much.seq]);
    assert_eq!(entries(&b, "extra_doses"), [again.seq]);
    assert_eq!(
        in_diary(&b, "too_large_doses").unwrap().slots,
        [found_slot(AM)]
    );
    b.withdraw(again);
    b.withdraw(much);
    assert_eq!(in_diary(&b, "too_large_doses"), None);
    assert_eq!(in_diary(&b, "extra_doses"), None);
}

#[test]
fn a_slot_is_unrecorded_when_its_entry_window_is_over() {
    let b = morning();
    assert!(!codes(&b, None, "2026-11-04 03:59").contains(&"unrecorded"));
    let found = find(&b, None, "2026-11-04 04:00", "unrecorded").unwrap();
    assert_eq!(found.entries, [0; 0]);
    assert!(
        found
            .slots
            .iter()
            .all(|slot| slot.date == date("2026-11-02"))
    );
    assert_eq!(found.slots.len(), 3);
}

fn with_food(b: &mut DiaryBuilder, at: &str, food: Food) -> u64 {
    let dose = Dose {
        food: Some(food),
        ..b.intake(CAPECITABINE, at, FULL)
    };
    b.push(Event::Dose(dose)).seq
}

#[test]
fn the_food_rule_is_found_not_kept_and_not_known_where_that_is_often() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    let mut broken = 0;
    for day in 2..=10 {
        b.at(&format!("2026-11-{day:02} 08:00"));
        let food = if day == 4 { Food::NotKept } else { Food::Kept };
        let seq = with_food(&mut b, &format!("2026-11-{day:02} am"), food);
        broken = if day == 4 { seq } else { broken };
    }
    for day in 2..=5 {
        b.at(&format!("2026-11-{day:02} 20:00"));
        with_food(&mut b, &format!("2026-11-{day:02} pm"), Food::Unknown);
    }
    assert_eq!(entries(&b, "food_not_kept"), [broken]);
    assert_eq!(
        in_diary(&b, "food_not_kept").unwrap().slots,
        [found_slot("2026-11-04 am")]
    );
    assert_eq!(in_diary(&b, "food_unknown"), None);
    b.at("2026-11-06 20:00");
    with_food(&mut b, "2026-11-06 pm", Food::Unknown);
    let found = in_diary(&b, "food_unknown").unwrap();
    assert_eq!(
        (found.kind, found.slots.len()),
        (FindingKind::FoodUnknown { of: 14 }, 5)
    );
}

#[test]
fn five_of_many_unknown_are_no_habit() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    for day in 2..=14 {
        for (half, time) in [("am", "08:00"), ("pm", "20:00")] {
            b.at(&format!("2026-11-{day:02} {time}"));
            let food = if day < 7 && half == "pm" {
                Food::Unknown
            } else {
                Food::Kept
            };
            with_food(&mut b, &format!("2026-11-{day:02} {half}"), food);
        }
    }
    assert_eq!(in_diary(&b, "food_unknown"), None);
}

#[test]
fn a_late_entry_is_one_after_the_entry_window() {
    let mut b = morning();
    b.at("2026-11-05 03:59").missed(CAPECITABINE, AM);
    assert_eq!(in_diary(&b, "late_entries"), None);
    let late = b.at("2026-11-05 04:00").missed(CAPECITABINE, PM);
    let found = in_diary(&b, "late_entries").unwrap();
    assert_eq!(
        (found.entries, found.slots),
        (vec![late.seq], vec![found_slot(PM)])
    );
}
