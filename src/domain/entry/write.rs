//! Writes meals and intakes by hand, the same bytes as serde: the twin of `scan`.
//!
//! Nearly all that an export writes of a diary is these two kinds; everything else is left to serde.

use super::{Dose, Event, Meal};
use crate::domain::moment;
use crate::domain::spell;
use crate::domain::units::Units;

/// Writes an event behind a text.
pub(super) fn event(event: &Event, to: &mut String) -> Result<(), serde_json::Error> {
    if let Event::Dose(dose) = event {
        write_dose(dose, to);
    } else if let Event::Meal(meal) = event {
        write_meal(meal, to);
    } else {
        to.push_str(&serde_json::to_string(event)?);
    }
    Ok(())
}

fn write_meal(meal: &Meal, to: &mut String) {
    to.push_str(r#"{"kind":"meal","ended_at":""#);
    moment::spell_in_event(&meal.ended_at, to);
    to.push_str(r#""}"#);
}

/// Codes, dates and amounts need no escape.
fn write_dose(dose: &Dose, to: &mut String) {
    to.push_str(r#"{"kind":"dose","drug":""#);
    to.push_str(dose.drug.as_str());
    to.push_str(r#"","date":""#);
    dose.date.spell(to);
    to.push('"');
    write_code("period", dose.period.map(|period| period.code()), to);
    write_code("outcome", Some(dose.outcome.code()), to);
    if let Some(at) = &dose.taken_at {
        to.push_str(r#","taken_at":""#);
        moment::spell_in_event(at, to);
        to.push('"');
    }
    if let Some(units) = &dose.units {
        write_units(units, to);
    }
    write_code("food", dose.food.map(|food| food.code()), to);
    write_code("food_basis", dose.food_basis.map(|basis| basis.code()), to);
    write_code("reason", dose.reason.map(|reason| reason.code()), to);
    if dose.outside_period {
        to.push_str(r#","outside_period":true"#);
    }
    if dose.while_warned {
        to.push_str(r#","while_warned":true"#);
    }
    if let Some(first) = dose.rest_of {
        to.push_str(r#","rest_of":{"seq":"#);
        spell::count(first.seq, to);
        to.push_str(r#","id":""#);
        first.id.spell(to);
        to.push_str(r#""}"#);
    }
    to.push('}');
}

fn write_code(name: &str, code: Option<&str>, to: &mut String) {
    if let Some(code) = code {
        for part in [",\"", name, "\":\"", code, "\""] {
            to.push_str(part);
        }
    }
}

fn write_units(units: &Units, to: &mut String) {
    to.push_str(r#","units":{"#);
    for (at, (strength, count)) in units.iter().enumerate() {
        to.push_str(if at == 0 { "\"" } else { ",\"" });
        strength.spell(to);
        to.push_str("\":");
        spell::count(u64::from(count), to);
    }
    to.push('}');
}

#[cfg(test)]
mod tests {
    use chrono::{FixedOffset, TimeZone};
    use proptest::prelude::*;
    use proptest::{collection::btree_map, option, sample::select};

    use super::*;
    use crate::domain::calendar::{DiaryDate, Moment, Period};
    use crate::domain::entry::{EntryRef, Food, FoodBasis, MissedReason, Outcome};
    use crate::domain::ids::EntryId;
    use crate::domain::units::Milligrams;

    /// A moment that some file may hold.
    fn moment() -> impl Strategy<Value = Moment> {
        let nanos = prop_oneof![9 => Just(0), 1 => 0..1_000_000_000_u32];
        let offset = prop_oneof![Just(0), Just(8 * 3600), -50_400..=50_400_i32];
        (946_684_800..7_258_118_400_i64, nanos, offset).prop_map(|(seconds, nanos, offset)| {
            let offset = FixedOffset::east_opt(offset).unwrap();
            offset.timestamp_opt(seconds, nanos).unwrap()
        })
    }

    fn units() -> impl Strategy<Value = Units> {
        btree_map(1..=10_000_000_u64, 0..=99_u16, 0..=8).prop_map(|pairs| {
            let pairs = pairs.into_iter();
            Units::new(pairs.map(|(mg, count)| (Milligrams::from_micrograms(mg), count))).unwrap()
        })
    }

    /// Any dose, also one that contradicts itself.
    fn dose() -> impl Strategy<Value = Dose> {
        let slot = (
            "[a-z][a-z0-9-]{0,30}",
            0..73_049_i64,
            option::of(select(&Period::ALL[..])),
        );
        let intake = (
            select(&Outcome::ALL[..]),
            option::of(moment()),
            option::of(units()),
        );
        let food = (
            option::of(select(&Food::ALL[..])),
            option::of(select(&FoodBasis::ALL[..])),
        );
        let reason = option::of(select(&MissedReason::ALL[..]));
        let first = option::of((any::<u64>(), any::<u64>()));
        let rest = (any::<bool>(), any::<bool>(), first);
        (slot, intake, food, reason, rest).prop_map(|(slot, intake, food, reason, rest)| Dose {
            drug: slot.0.parse().unwrap(),
            date: DiaryDate::earliest().plus(slot.1),
            period: slot.2,
            outcome: intake.0,
            taken_at: intake.1,
            units: intake.2,
            food: food.0,
            food_basis: food.1,
            reason,
            outside_period: rest.0,
            while_warned: rest.1,
            rest_of: rest.2.map(|(seq, id)| EntryRef {
                seq,
                id: EntryId(id),
            }),
        })
    }

    proptest! {
        #[test]
        fn a_dose_and_a_meal_are_written_by_hand_as_by_serde(dose in dose(), ended_at in moment()) {
            for said in [Event::Dose(dose), Event::Meal(Meal { ended_at })] {
                let mut by_hand = "event: ".to_owned();
                event(&said, &mut by_hand).unwrap();
                let by_serde = serde_json::to_string(&said).unwrap();
                prop_assert_eq!(by_hand, format!("event: {by_serde}"));
            }
        }
    }

    #[test]
    fn every_other_kind_is_left_to_serde() {
        let json = r#"{"kind":"telemetry","x":"\u2028"}"#;
        let mut written = String::new();
        event(&Event::parse(json).unwrap(), &mut written).unwrap();
        assert_eq!(written, json);
    }
}
