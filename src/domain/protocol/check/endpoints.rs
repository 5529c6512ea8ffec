//! The settings of the endpoints: each may be left out, and is in its range where it stands.

use crate::domain::protocol::{Decimal, Population, StartDate};

use super::problem::Wanted;
use super::reader::{Keys, Need, Reader, Spot};

const ENDPOINTS: Keys = &[
    ("population", Need::Maybe),
    ("start_date", Need::Maybe),
    ("stable_disease_from_days", Need::Maybe),
    ("confirm_after_days", Need::Maybe),
    ("not_evaluable_between", Need::Maybe),
    ("stable_between", Need::Maybe),
    ("censor_at_new_therapy", Need::Maybe),
    ("longest_gap_days", Need::Maybe),
    ("days_a_month", Need::Maybe),
    ("confidence_level", Need::Maybe),
    ("adverse_events_days", Need::Maybe),
];

/// Days of a month: from 28 to 31, usually 30.4375.
const MONTH: [Decimal; 3] = [
    Decimal::of(280_000),
    Decimal::of(310_000),
    Decimal::of(304_375),
];
/// A level of confidence: from 0.5 to 0.9999, usually 0.95.
const LEVEL: [Decimal; 3] = [Decimal::of(5_000), Decimal::of(9_999), Decimal::of(9_500)];

/// Checks the settings of the endpoints.
pub(super) fn endpoints(reader: &mut Reader, spot: Spot) {
    let Some(fields) = reader.object(spot, ENDPOINTS) else {
        return;
    };
    reader.rule(&fields, "population", |r, s| r.one_of(s, Population::CODES));
    reader.rule(&fields, "start_date", |r, s| r.one_of(s, StartDate::CODES));
    for (key, range) in [
        ("stable_disease_from_days", 0..=365),
        ("confirm_after_days", 0..=365),
        ("not_evaluable_between", 0..=20),
        ("longest_gap_days", 1..=3650),
        ("adverse_events_days", 0..=365),
    ] {
        reader.rule(&fields, key, |r, s| r.whole(s, range));
    }
    for key in ["stable_between", "censor_at_new_therapy"] {
        reader.rule(&fields, key, Reader::flag);
    }
    for (key, [min, max, example]) in [("days_a_month", MONTH), ("confidence_level", LEVEL)] {
        let wanted = Wanted::Decimal { min, max, example };
        let read = |text: &str| text.parse().ok().filter(|n| (min..=max).contains(n));
        reader.rule(&fields, key, |r, s| r.form(s, wanted, read));
    }
}
