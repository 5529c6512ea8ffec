//! Rulings 2, 7, 10 and 26 to 29, each by its number.

use super::*;

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
fn ruling_29_a_cycle_whose_next_start_lies_ahead_took_its_planned_length() {
    let figures = adherence(&three_cycles().diary(), AsOf::EndOf(date("2026-11-26")));
    let share = of(&figures, CAPECITABINE).all.relative_dose_intensity;
    assert_eq!(percent(share), "100.00");
}

#[test]
fn ruling_29_an_early_stop_does_not_look_like_a_dense_treatment() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    take_all(&mut b, "2026-11-02 am", "2026-11-15 pm", FULL);
    b.by_site().at("2026-11-29 10:00");
    b.start_cycle(2, "2026-11-30");
    b.by_patient();
    take_all(&mut b, "2026-11-30 am", "2026-12-03 am", FULL);
    b.by_site().at("2026-12-03 12:00");
    b.stop(&[CAPECITABINE], "2026-12-03 pm", None);
    let figures = adherence(&b.diary(), AsOf::EndOf(date("2026-12-31")));
    // 21 + 4 planned days in 28 + 4.
    let share = of(&figures, CAPECITABINE).all.relative_dose_intensity;
    assert_eq!(percent(share), "78.13");
}
