//! The worked example, rulings 26 to 29, and what must hold for any diary.

use super::*;
use crate::domain::calendar::Period;
use crate::domain::entry::{Dose, Event, Food};
use crate::domain::protocol::{ClockTime, Protocol, Rule};
use crate::domain::testing::{
    CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment, slot, units,
};
use crate::domain::units::Milligrams;

mod laws;

const FULL: &str = "4x150+2x500";

/// Sets the clock to when a slot is usually taken: 08:00 or 20:00 of its date.
fn clock(b: &mut DiaryBuilder, at: &str) {
    let place = slot(at);
    let time = match place.period {
        Period::Once | Period::Am => "08:00",
        Period::Pm => "20:00",
    };
    b.at(&format!("{} {time}", place.date));
}

/// Takes capecitabine as prescribed, at the usual time.
fn take(b: &mut DiaryBuilder, at: &str, amount: &str) {
    clock(b, at);
    b.dose(CAPECITABINE, at, amount);
}

/// The slots of capecitabine from one slot to another, both included.
fn slots_between(from: &str, to: &str) -> Vec<String> {
    let (from, to) = (slot(from), slot(to));
    let days = to.date.days_since(from.date);
    let both = (0..=days).flat_map(|day| {
        let day = from.date.plus(day);
        ["am", "pm"].map(|half| format!("{day} {half}"))
    });
    both.filter(|text| from.reaches(slot(text)) && slot(text).reaches(to))
        .collect()
}

fn take_all(b: &mut DiaryBuilder, from: &str, to: &str, amount: &str) {
    for at in slots_between(from, to) {
        take(b, &at, amount);
    }
}

/// Section 6 of the domain page: day n is November n + 1.
pub(super) fn worked_example() -> DiaryBuilder {
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
fn ruling_26_a_slot_that_has_begun_is_planned_and_pending_until_its_entry_window_closes() {
    let b = DiaryBuilder::started("2026-11-02");
    let diary = b.diary();
    let counts = |at: &str| {
        let figures = adherence(&diary, AsOf::Now(moment(at)));
        let c = of(&figures, CAPECITABINE).all.measures.counts;
        (c.planned, c.pending, c.evaluable)
    };
    assert_eq!(counts("2026-11-02 03:59"), (0, 0, 0));
    assert_eq!(counts("2026-11-02 04:00"), (1, 1, 0));
    assert_eq!(counts("2026-11-02 15:59"), (1, 1, 0));
    assert_eq!(counts("2026-11-02 16:00"), (2, 2, 0));
    assert_eq!(counts("2026-11-04 03:59"), (4, 4, 0));
    assert_eq!(counts("2026-11-04 04:00"), (5, 3, 2));
}

#[test]
fn ruling_26_a_slot_recorded_before_its_period_is_planned() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 15:30");
    b.dose(CAPECITABINE, "2026-11-02 pm", FULL);
    b.at("2026-11-03 03:50");
    b.dose(CAPECITABINE, "2026-11-03 am", FULL);
    let counts = |at: &str| {
        let figures = adherence(&b.diary(), AsOf::Now(moment(at)));
        let c = of(&figures, CAPECITABINE).all.measures.counts;
        (c.planned, c.recorded, c.pending)
    };
    assert_eq!(counts("2026-11-02 15:00"), (1, 0, 1));
    assert_eq!(counts("2026-11-02 15:40"), (2, 1, 1));
    assert_eq!(counts("2026-11-03 03:55"), (3, 2, 1));
}

#[test]
fn ruling_26_zero_units_count_only_after_something_was_prescribed() {
    let mut b = DiaryBuilder::new();
    b.prescribe(CAPECITABINE, "2026-11-02 am", &[("am", FULL), ("pm", "0")]);
    b.prescribe(CAPECITABINE, "2026-11-04 am", &[("pm", "2x500")]);
    b.prescribe(CAPECITABINE, "2026-11-05 am", &[("pm", "0")]);
    b.start_cycle(1, "2026-11-02");
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-06")));
    let m = of(&figures, CAPECITABINE).all.measures;
    let c = m.counts;
    // am of five days; pm of days 3 (prescribed), 4 and 5 (no longer), not of days 1 and 2.
    assert_eq!((c.planned, c.not_prescribed), (8, 2));
    assert_eq!((c.evaluable, c.pending, c.unrecorded), (5, 1, 5));
    // Ruling 7: in the dose intensity at the first prescribed amount; the pending slot is not.
    assert_eq!(mg(m.dose_intensity), (0, 4 * 1600 + 1000 + 2 * 1000));
}

#[test]
fn ruling_27_as_of_cuts_slots_and_never_knowledge() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-09 10:00");
    let late = Dose {
        taken_at: None,
        ..b.intake(CAPECITABINE, "2026-11-02 am", FULL)
    };
    b.push(Event::Dose(late));
    b.dose(CAPECITABINE, "2026-11-09 am", FULL);
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-04")));
    let m = of(&figures, CAPECITABINE).all.measures;
    assert_eq!((m.counts.planned, m.counts.recorded), (6, 1));
    assert_eq!(m.counts.pending, 2);
    assert_eq!(shares(m.dose_adherence), (1, 4));
    assert_eq!(shares(m.later_entry), (1, 1));
}

#[test]
fn ruling_27_at_the_end_of_a_date_its_own_slots_are_pending_and_no_later_one_is_planned() {
    let b = DiaryBuilder::started("2026-11-02");
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-03")));
    let c = of(&figures, CAPECITABINE).all.measures.counts;
    assert_eq!((c.planned, c.pending, c.unrecorded), (4, 2, 2));
    let c = of(&figures, UTIDELONE).all.measures.counts;
    assert_eq!((c.planned, c.pending, c.unrecorded), (2, 1, 1));
}

#[test]
fn ruling_28_the_food_rule_is_a_share_of_intakes_where_it_is_known() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    let known = [Food::Kept, Food::NotKept, Food::Kept, Food::Unknown];
    for (at, food) in slots_between("2026-11-02 am", "2026-11-03 pm")
        .iter()
        .zip(known)
    {
        clock(&mut b, at);
        let dose = Dose {
            food: Some(food),
            ..b.intake(CAPECITABINE, at, FULL)
        };
        b.push(Event::Dose(dose));
    }
    clock(&mut b, "2026-11-04 am");
    b.missed(CAPECITABINE, "2026-11-04 am");
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-04")));
    let m = of(&figures, CAPECITABINE).all.measures;
    assert_eq!(shares(m.food_rule), (2, 3));
}

#[test]
fn ruling_28_a_correct_day_needs_all_its_slots_that_are_not_held_evaluable() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    take(&mut b, "2026-11-02 am", FULL);
    let days = |b: &DiaryBuilder, at: &str| {
        let figures = adherence(&b.diary(), AsOf::Now(moment(at)));
        of(&figures, CAPECITABINE)
            .all
            .measures
            .correct_day_adherence
    };
    // The evening is still open: the day is neither correct nor wrong.
    assert_eq!(days(&b, "2026-11-02 21:00"), Measure::NotApplicable);
    assert_eq!(shares(days(&b, "2026-11-04 04:00")), (0, 1));
    b.by_site().at("2026-11-02 15:00");
    b.hold(&[CAPECITABINE], "2026-11-02 pm");
    assert_eq!(shares(days(&b, "2026-11-02 21:00")), (1, 1));
}

#[test]
fn ruling_28_timing_exists_only_where_the_protocol_sets_a_window() {
    let take_both = |b: &mut DiaryBuilder| {
        b.by_patient();
        b.at("2026-11-02 09:30")
            .dose(CAPECITABINE, "2026-11-02 am", FULL);
        b.at("2026-11-02 22:00")
            .dose(CAPECITABINE, "2026-11-02 pm", FULL);
        let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-04")));
        of(&figures, CAPECITABINE).all.measures.timing_adherence
    };
    let mut without = DiaryBuilder::started("2026-11-02");
    assert_eq!(take_both(&mut without), Measure::NotApplicable);

    let mut protocol = Protocol::built_in().unwrap();
    let rules = protocol
        .drugs
        .iter_mut()
        .find(|d| d.id == drug(CAPECITABINE));
    let rules = rules.unwrap();
    let source = || "a test".to_owned();
    rules.timing_window_minutes = Some(Rule {
        value: 90,
        source: source(),
    });
    for (rule, usual) in rules.periods.iter_mut().zip(["08:00", "20:00"]) {
        rule.usual_time = Some(Rule {
            value: usual.parse::<ClockTime>().unwrap(),
            source: source(),
        });
    }
    let mut with = DiaryBuilder::with_protocol(protocol);
    with.prescribe(CAPECITABINE, "2026-11-02 am", &[("am", FULL), ("pm", FULL)]);
    with.start_cycle(1, "2026-11-02");
    assert_eq!(shares(take_both(&mut with)), (1, 2));
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
fn ruling_2_what_was_taken_before_a_back_dated_hold_stays_evaluable() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    take(&mut b, "2026-11-02 am", FULL);
    clock(&mut b, "2026-11-02 pm");
    b.missed(CAPECITABINE, "2026-11-02 pm");
    b.at("2026-11-03 12:00").told();
    b.hold(&[CAPECITABINE], "2026-11-02 am");
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-03")));
    let c = of(&figures, CAPECITABINE).all.measures.counts;
    assert_eq!((c.planned, c.taken, c.held), (4, 1, 3));
    assert_eq!(c.held_unconfirmed, 3);
}

#[test]
fn ruling_10_vomited_counts_as_taken_only_at_the_full_amount() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    clock(&mut b, "2026-11-02 am");
    b.vomited(CAPECITABINE, "2026-11-02 am", FULL);
    clock(&mut b, "2026-11-02 pm");
    b.vomited(CAPECITABINE, "2026-11-02 pm", "2x500");
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-11-03")));
    let m = of(&figures, CAPECITABINE).all.measures;
    assert_eq!((m.counts.vomited, m.counts.taken), (2, 0));
    assert_eq!(shares(m.dose_adherence), (1, 2));
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

/// Cycle 1 as prescribed. Cycle 2 starts seven days late, on November 30, and its days 8 to 10 are held.
/// From cycle 3 on, December 21, 1000 mg in place of 1600.
fn three_cycles() -> DiaryBuilder {
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

#[test]
fn ruling_29_three_cycles_with_a_delay_a_hold_and_a_reduction() {
    let b = three_cycles();
    // Day 21 of cycle 3: it is not completed yet.
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2027-01-10")));
    let drug = of(&figures, CAPECITABINE);
    let cycle = |n: usize| (&drug.cycles[n], drug.cycles[n].measures);

    let (first, m) = cycle(0);
    assert_eq!(
        (first.from, first.to),
        (date("2026-11-02"), date("2026-11-29"))
    );
    assert_eq!((m.counts.planned, m.counts.taken), (28, 28));
    assert_eq!(mg(m.dose_intensity), (44_800, 44_800));

    // 14 slots taken, 6 held, 6 taken, and day 14 unrecorded.
    let (_, m) = cycle(1);
    let c = m.counts;
    assert_eq!((c.planned, c.held, c.taken, c.unrecorded), (28, 6, 20, 2));
    assert_eq!(shares(m.dose_adherence), (20, 22));
    assert_eq!(percent(m.dose_adherence), "90.91");
    assert_eq!(mg(m.dose_intensity), (32_000, 44_800));
    assert_eq!(percent(m.dose_intensity), "71.43");

    // A reduced dose taken in full is full adherence, and less intensity.
    let (third, m) = cycle(2);
    assert_eq!(
        (third.from, third.to),
        (date("2026-12-21"), date("2027-01-10"))
    );
    assert_eq!((m.counts.taken, m.counts.unrecorded), (20, 8));
    assert_eq!(mg(m.amount_adherence), (20_000, 28_000));
    assert_eq!(mg(m.dose_intensity), (20_000, 44_800));

    let all = &drug.all;
    assert_eq!(shares(all.measures.dose_adherence), (68, 78));
    assert_eq!(percent(all.measures.dose_adherence), "87.18");
    assert_eq!(mg(all.measures.dose_intensity), (96_800, 134_400));
    assert_eq!(percent(all.measures.dose_intensity), "72.02");
    // Cycles 1 and 2: 76 800 of 89 600 mg, in 28 + 21 days for 42 planned: 6/7 of 6/7.
    let (numerator, denominator) = shares(all.relative_dose_intensity);
    assert_eq!(numerator * 49, denominator * 36);
    assert_eq!(percent(all.relative_dose_intensity), "73.47");

    // A day later cycle 3 is completed too, at its planned length.
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2027-01-11")));
    let (numerator, denominator) = shares(of(&figures, CAPECITABINE).all.relative_dose_intensity);
    assert_eq!(
        u128::from(numerator) * 134_400 * 70,
        u128::from(denominator) * 96_800 * 63
    );
    assert_eq!(
        percent(of(&figures, CAPECITABINE).all.relative_dose_intensity),
        "64.82"
    );
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
