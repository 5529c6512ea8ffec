//! Diaries whose figures are computed by hand.

use crate::domain::calendar::Period;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, slot};

/// 1600 mg.
pub(crate) const FULL: &str = "4x150+2x500";

/// Sets the clock to when a slot is usually taken: 08:00 or 20:00 of its date.
pub(crate) fn clock(b: &mut DiaryBuilder, at: &str) {
    let place = slot(at);
    let time = match place.period {
        Period::Once | Period::Am => "08:00",
        Period::Pm => "20:00",
    };
    b.at(&format!("{} {time}", place.date));
}

/// Takes capecitabine as prescribed, at the usual time.
pub(crate) fn take(b: &mut DiaryBuilder, at: &str, amount: &str) {
    clock(b, at);
    b.dose(CAPECITABINE, at, amount);
}

/// The slots of capecitabine from one slot to another, both included.
pub(crate) fn slots_between(from: &str, to: &str) -> Vec<String> {
    let (from, to) = (slot(from), slot(to));
    let days = to.date.days_since(from.date);
    let both = (0..=days).flat_map(|day| {
        let day = from.date.plus(day);
        ["am", "pm"].map(|half| format!("{day} {half}"))
    });
    both.filter(|text| from.reaches(slot(text)) && slot(text).reaches(to))
        .collect()
}

pub(crate) fn take_all(b: &mut DiaryBuilder, from: &str, to: &str, amount: &str) {
    for at in slots_between(from, to) {
        take(b, &at, amount);
    }
}

/// The worked example of `docs/adherence.md`: day n is November n + 1.
pub(crate) fn worked_example() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    for at in slots_between("2026-11-02 am", "2026-11-12 pm") {
        clock(&mut b, &at);
        match at.as_str() {
            "2026-11-04 pm" => {
                b.missed(CAPECITABINE, &at);
            }
            "2026-11-08 pm" => {
                b.vomited(CAPECITABINE, &at, FULL);
            }
            "2026-11-10 am" => {
                b.dose(CAPECITABINE, &at, "2x500");
            }
            "2026-11-11 pm" | "2026-11-12 am" | "2026-11-12 pm" => {}
            _ => {
                b.dose(CAPECITABINE, &at, FULL);
            }
        }
        if at == "2026-11-06 am" {
            b.at("2026-11-06 14:00").dose(CAPECITABINE, &at, FULL);
        }
    }
    b.by_site().at("2026-11-12 07:00");
    b.hold(&[CAPECITABINE], "2026-11-12 am");
    b
}

/// Cycle 1 as prescribed. Cycle 2 starts seven days late, on November 30, and its days 8 to 10 are held.
/// From cycle 3 on, December 21, 1000 mg in place of 1600.
pub(crate) fn three_cycles() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    take_all(&mut b, "2026-11-02 am", "2026-11-15 pm", FULL);
    b.by_site().at("2026-11-29 10:00");
    b.start_cycle(2, "2026-11-30");
    b.by_patient();
    take_all(&mut b, "2026-11-30 am", "2026-12-06 pm", FULL);
    b.by_site().at("2026-12-07 06:00");
    b.hold(&[CAPECITABINE], "2026-12-07 am");
    b.resume(&[CAPECITABINE], "2026-12-10 am");
    b.by_patient();
    take_all(&mut b, "2026-12-10 am", "2026-12-12 pm", FULL);
    b.by_site().at("2026-12-20 10:00");
    b.prescribe(
        CAPECITABINE,
        "2026-12-21 am",
        &[("am", "2x500"), ("pm", "2x500")],
    );
    b.start_cycle(3, "2026-12-21");
    b.by_patient();
    take_all(&mut b, "2026-12-21 am", "2026-12-30 pm", "2x500");
    b
}
