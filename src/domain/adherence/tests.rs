//! The worked example, rulings 26 to 29, and what must hold for any diary.

use super::examples::{FULL, clock, slots_between, take, take_all, three_cycles, worked_example};
use super::*;
use crate::domain::entry::{Dose, Event, Food};
use crate::domain::protocol::{ClockTime, Protocol, Rule};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment, units};
use crate::domain::units::Milligrams;

mod laws;
mod rulings;

fn of<'a>(figures: &'a Adherence, code: &str) -> &'a DrugAdherence {
    let found = figures.drugs.iter().find(|of| of.drug == drug(code));
    found.unwrap()
}

fn shares(measure: Measure) -> (u64, u64) {
    let ratio = measure.ratio().unwrap();
    (ratio.numerator(), ratio.denominator())
}

fn mg(measure: Measure) -> (u64, u64) {
    let (numerator, denominator) = shares(measure);
    assert_eq!((numerator % 1000, denominator % 1000), (0, 0));
    (numerator / 1000, denominator / 1000)
}

fn percent(measure: Measure) -> String {
    measure.percent().unwrap().to_string()
}

#[test]
fn the_worked_example_comes_out_to_the_digit() {
    let b = worked_example();
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-22")));
    let drug = of(&figures, CAPECITABINE);
    for m in [drug.cycles[0].measures, drug.all.measures] {
        let c = m.counts;
        assert_eq!((c.planned, c.held, c.pending, c.evaluable), (28, 8, 0, 20));
        assert_eq!(
            (c.taken, c.partly_taken, c.missed, c.vomited),
            (16, 1, 1, 1)
        );
        assert_eq!((c.recorded, c.unrecorded, c.extra), (19, 1, 1));
        assert_eq!(shares(m.dose_adherence), (17, 20));
        assert_eq!(percent(m.dose_adherence), "85.00");
        assert_eq!(shares(m.dose_adherence_recorded_only), (17, 19));
        assert_eq!(percent(m.dose_adherence_recorded_only), "89.47");
        assert_eq!(mg(m.amount_adherence), (28_200, 32_000));
        assert_eq!(percent(m.amount_adherence), "88.13");
        assert_eq!(mg(m.amount_adherence_recorded_only), (28_200, 30_400));
        assert_eq!(percent(m.amount_adherence_recorded_only), "92.76");
        assert_eq!(shares(m.correct_day_adherence), (6, 10));
        assert_eq!(percent(m.correct_day_adherence), "60.00");
        assert_eq!(mg(m.dose_intensity), (28_200, 44_800));
        assert_eq!(percent(m.dose_intensity), "62.95");
        assert_eq!(percent(m.coverage), "95.00");
        assert_eq!(m.extra_mg, Milligrams::whole(1600));
        assert_eq!(m.timing_adherence, Measure::NotApplicable);
    }
    assert_eq!(drug.all.persistence.unwrap().days, 10);
    assert_eq!(drug.all.ended, None);
}

#[test]
fn drugs_are_never_averaged() {
    let b = worked_example();
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-22")));
    let other = of(&figures, UTIDELONE).all.measures;
    assert_eq!((other.counts.planned, other.counts.unrecorded), (5, 5));
    assert_eq!(percent(other.dose_adherence), "0.00");
    assert_eq!(other.dose_adherence_recorded_only, Measure::NotApplicable);
    assert_eq!(of(&figures, UTIDELONE).all.persistence, None);
}

#[test]
fn before_anything_is_due_there_is_no_percentage() {
    let b = DiaryBuilder::started("2026-11-02");
    let figures = adherence(&b.diary(), AsOf::Now(moment("2026-11-01 10:00")));
    for drug in &figures.drugs {
        assert_eq!(drug.cycles, []);
        let m = drug.all.measures;
        assert_eq!(m.counts, Counts::default());
        for share in all_measures(&m) {
            assert_eq!(share, Measure::NotApplicable);
        }
        assert_eq!(drug.all.relative_dose_intensity, Measure::NotApplicable);
    }
    assert_eq!(figures.drugs.len(), 2);
    let none = adherence(
        &DiaryBuilder::new().diary(),
        AsOf::Now(moment("2026-11-30 10:00")),
    );
    assert_eq!((none.drugs.len(), none.drugs[0].all.from), (2, None));
    assert_eq!(none.ledger, []);
}

fn all_measures(m: &Measures) -> [Measure; 12] {
    [
        m.dose_adherence,
        m.dose_adherence_recorded_only,
        m.amount_adherence,
        m.amount_adherence_recorded_only,
        m.correct_day_adherence,
        m.food_rule,
        m.timing_adherence,
        m.dose_intensity,
        m.coverage,
        m.same_day_entry,
        m.next_day_entry,
        m.later_entry,
    ]
}

#[test]
fn an_extra_dose_spoils_its_day_and_lifts_nothing() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    take(&mut b, "2026-11-02 am", FULL);
    take(&mut b, "2026-11-02 pm", FULL);
    take(&mut b, "2026-11-03 am", "4x150+3x500");
    take(&mut b, "2026-11-03 pm", FULL);
    let before = adherence(&b.diary(), AsOf::EndOf(date("2026-11-03")));
    b.at("2026-11-02 22:00");
    b.dose(CAPECITABINE, "2026-11-02 pm", FULL);
    // On a day of rest, which has no slot at all.
    b.at("2026-11-20 08:00");
    b.dose(CAPECITABINE, "2026-11-20 am", "1x500");
    let after = adherence(&b.diary(), AsOf::EndOf(date("2026-11-03")));
    let (before, after) = (of(&before, CAPECITABINE), of(&after, CAPECITABINE));
    let (before, after) = (before.all.measures, after.all.measures);
    assert_eq!(percent(after.dose_adherence), "100.00");
    assert_eq!(after.amount_adherence, before.amount_adherence);
    assert_eq!(after.dose_intensity, before.dose_intensity);
    assert_eq!(percent(after.dose_intensity), "100.00");
    assert_eq!(after.surplus_mg, Milligrams::whole(500));
    assert_eq!(shares(before.correct_day_adherence), (1, 2));
    assert_eq!(shares(after.correct_day_adherence), (0, 2));
    assert_eq!(
        (after.counts.extra, after.extra_mg),
        (1, Milligrams::whole(1600))
    );
    let later = adherence(&b.diary(), AsOf::EndOf(date("2026-11-20")));
    let cycle = &of(&later, CAPECITABINE).cycles[0];
    assert_eq!(cycle.measures.counts.extra, 2);
    let row = later.ledger.last().unwrap();
    assert_eq!((row.cycle, row.cycle_day), (Some(1), Some(19)));
    assert_eq!(row.status, RowStatus::Extra);
}

#[test]
fn lateness_is_counted_in_diary_dates_of_the_clock_that_recorded_it() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    // 00:40 still is the evening before; 20:00 in Beijing is noon in London.
    for (at, recorded) in [
        ("2026-11-02 am", "2026-11-03 00:40"),
        ("2026-11-02 pm", "2026-11-03 04:00"),
        ("2026-11-03 am", "2026-11-04 02:00 +00:00"),
        ("2026-11-03 pm", "2026-11-05 04:00 +08:00"),
    ] {
        b.at(recorded);
        let dose = Dose {
            taken_at: None,
            ..b.intake(CAPECITABINE, at, FULL)
        };
        b.push(Event::Dose(dose));
    }
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-03")));
    let m = of(&figures, CAPECITABINE).all.measures;
    assert_eq!(shares(m.same_day_entry), (2, 4));
    assert_eq!(shares(m.next_day_entry), (1, 4));
    assert_eq!(shares(m.later_entry), (1, 4));
}

#[test]
fn corrected_and_withdrawn_dose_entries_are_counted() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:00");
    let wrong = b.dose(CAPECITABINE, "2026-11-02 am", "2x500");
    let twice = b.dose(CAPECITABINE, "2026-11-02 am", FULL);
    let full = Event::Dose(b.intake(CAPECITABINE, "2026-11-02 am", FULL));
    b.at("2026-11-04 08:00");
    b.correct(wrong, full);
    b.withdraw(twice);
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-04")));
    let m = of(&figures, CAPECITABINE).cycles[0].measures;
    assert_eq!(
        (m.counts.corrected, m.counts.taken, m.counts.extra),
        (2, 1, 0)
    );
    // Ruling 22: lateness is that of the entry whose content counts.
    assert_eq!(shares(m.later_entry), (1, 1));
    assert_eq!(of(&figures, UTIDELONE).all.measures.counts.corrected, 0);
    let before = adherence(&b.diary(), AsOf::EndOf(date("2026-11-01")));
    let m = of(&before, CAPECITABINE).all.measures;
    assert_eq!(m.counts.corrected, 0);
}

#[test]
fn slots_after_a_stop_are_not_planned_and_the_reason_is_kept() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    take_all(&mut b, "2026-11-02 am", "2026-11-05 am", FULL);
    b.by_site().at("2026-11-05 12:00");
    let reason = Some(EndReason::AdverseEvent);
    b.stop(&[CAPECITABINE], "2026-11-05 pm", reason);
    b.by_patient().at("2026-11-06 08:00");
    b.dose(CAPECITABINE, "2026-11-06 am", FULL);
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-12-31")));
    let all = &of(&figures, CAPECITABINE).all;
    let c = all.measures.counts;
    assert_eq!((c.planned, c.taken, c.extra), (7, 7, 1));
    assert_eq!(percent(all.measures.dose_intensity), "100.00");
    // Stopped on day 4 with its morning: four days planned, four taken.
    assert_eq!(percent(all.relative_dose_intensity), "100.00");
    assert_eq!(all.ended.unwrap().reason, reason);
    let persistence = all.persistence.unwrap();
    assert_eq!(persistence.days, 4);
    assert_eq!(persistence.last, date("2026-11-05"));
}

#[test]
fn a_slot_taken_in_two_parts_keeps_the_food_rule_only_if_both_did() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:00");
    let first = b.dose(CAPECITABINE, "2026-11-02 am", "2x500");
    b.at("2026-11-02 10:00");
    let rest = Dose {
        rest_of: Some(first),
        food: Some(Food::NotKept),
        ..b.intake(CAPECITABINE, "2026-11-02 am", "4x150")
    };
    b.push(Event::Dose(rest));
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-02")));
    let row = figures.ledger.iter().find(|row| row.seq == Some(first.seq));
    let row = row.unwrap();
    assert_eq!(row.status, RowStatus::Taken);
    assert_eq!(row.taken, Some(units(FULL)));
    assert_eq!(row.food, Some(Food::NotKept));
}

#[test]
fn the_figures_of_some_cycles_are_those_of_all() {
    for (diary, as_of) in [
        (worked_example().diary(), "2026-11-20 09:00"),
        (three_cycles().diary(), "2026-12-30 21:00"),
    ] {
        let as_of = AsOf::Now(moment(as_of));
        let whole = adherence(&diary, as_of);
        for cycle in begun(&diary, as_of) {
            for (drug, found) in of_cycles(&diary, as_of, std::slice::from_ref(cycle)) {
                let of_drug = whole.drugs.iter().find(|of| of.drug == drug).unwrap();
                let expected = of_drug.cycles.iter().find(|of| of.cycle == cycle.number);
                assert_eq!(found, [expected.unwrap().clone()]);
            }
        }
    }
}
