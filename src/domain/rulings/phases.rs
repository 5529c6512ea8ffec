//! Every phase: before the start, in treatment, at rest, waiting, in follow-up, at the end.

use super::super::entry::Outcome;
use super::super::entry::{Dose, Event};
use super::super::phase::{Phase, phase};
use super::super::protocol::EndReason;
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, moment};
use super::{FULL, extras, planned};

/// The phase at noon of a date.
#[track_caller]
fn assert_phase(b: &DiaryBuilder, day: &str, expected: Phase) {
    let noon = moment(&format!("{day} 12:00"));
    assert_eq!(phase(&b.diary(), date(day), noon), expected, "on {day}");
}

#[test]
fn a_cycle_goes_from_treatment_to_rest_to_waiting() {
    let b = DiaryBuilder::started("2026-11-02");
    let cycle = 1;
    assert_phase(&b, "2026-11-02", Phase::Treatment { cycle, day: 1 });
    assert_phase(&b, "2026-11-15", Phase::Treatment { cycle, day: 14 });
    assert_phase(&b, "2026-11-16", Phase::Rest { cycle, day: 15 });
    assert_phase(&b, "2026-11-22", Phase::Rest { cycle, day: 21 });
    let starts_on = None;
    assert_phase(
        &b,
        "2026-11-23",
        Phase::Waiting {
            cycle,
            day: 22,
            starts_on,
        },
    );
    assert_phase(
        &b,
        "2027-11-02",
        Phase::Waiting {
            cycle,
            day: 366,
            starts_on,
        },
    );
    assert!(planned(&b, "2026-11-23").is_empty());
}

#[test]
fn a_delayed_cycle_is_waited_for_and_then_begins_on_its_day() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-20 10:00").start_cycle(2, "2026-11-30");
    let starts_on = Some(date("2026-11-30"));
    assert_phase(&b, "2026-11-22", Phase::Rest { cycle: 1, day: 21 });
    assert_phase(
        &b,
        "2026-11-29",
        Phase::Waiting {
            cycle: 1,
            day: 28,
            starts_on,
        },
    );
    assert_phase(&b, "2026-11-30", Phase::Treatment { cycle: 2, day: 1 });
    assert!(planned(&b, "2026-11-29").is_empty());
    assert_eq!(planned(&b, "2026-11-30").len(), 3);
}

#[test]
fn before_cycle_1_the_ordered_start_is_known() {
    assert_phase(
        &DiaryBuilder::new(),
        "2026-11-05",
        Phase::BeforeStart { starts_on: None },
    );
    let b = DiaryBuilder::started("2026-11-09");
    let starts_on = Some(date("2026-11-09"));
    assert_phase(&b, "2026-11-05", Phase::BeforeStart { starts_on });
    assert_phase(&b, "2026-11-08", Phase::BeforeStart { starts_on });
    assert_phase(&b, "2026-11-09", Phase::Treatment { cycle: 1, day: 1 });
}

/// Both drugs, a last dose in the evening of 2026-11-04, and a stop from the next morning on.
fn stopped() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-04 20:00");
    b.dose(CAPECITABINE, "2026-11-04 pm", FULL);
    b.by_site().at("2026-11-05 03:00");
    b.stop(
        &[CAPECITABINE],
        "2026-11-05 am",
        Some(EndReason::Progression),
    );
    b.stop(&[UTIDELONE], "2026-11-05 am", Some(EndReason::Progression));
    b
}

#[test]
fn ruling_05_follow_up_lasts_28_days_from_the_last_intake_inclusive() {
    let b = stopped();
    let of = 28;
    assert_phase(&b, "2026-11-04", Phase::Treatment { cycle: 1, day: 3 });
    assert_phase(&b, "2026-11-05", Phase::FollowUp { day: 1, of });
    assert_phase(&b, "2026-12-02", Phase::FollowUp { day: 28, of });
    assert_phase(&b, "2026-12-03", Phase::Ended);
}

#[test]
fn ruling_05_follow_up_has_a_day_0_on_the_date_of_the_last_intake() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-04 08:00")
        .dose(CAPECITABINE, "2026-11-04 am", FULL);
    b.by_site().at("2026-11-04 10:00");
    b.stop(&[CAPECITABINE, UTIDELONE], "2026-11-04 once", None);
    assert_phase(&b, "2026-11-04", Phase::FollowUp { day: 0, of: 28 });
}

#[test]
fn ruling_05_a_stop_from_the_evening_lets_the_day_of_treatment_run_until_then() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-04 08:00")
        .dose(CAPECITABINE, "2026-11-04 am", FULL);
    b.by_site()
        .stop(&[CAPECITABINE, UTIDELONE], "2026-11-04 pm", None);
    let on = date("2026-11-04");
    let at = |now| phase(&b.diary(), on, moment(now));
    assert_eq!(
        at("2026-11-04 15:59"),
        Phase::Treatment { cycle: 1, day: 3 }
    );
    assert_eq!(at("2026-11-04 16:00"), Phase::FollowUp { day: 0, of: 28 });
}

#[test]
fn ruling_05_one_drug_going_on_is_no_follow_up() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-03 08:00")
        .dose(CAPECITABINE, "2026-11-03 am", FULL);
    b.by_site().stop(&[CAPECITABINE], "2026-11-03 pm", None);
    assert_phase(&b, "2026-11-04", Phase::Treatment { cycle: 1, day: 3 });
}

#[test]
fn ruling_05_vomited_and_partial_intakes_count_as_the_last_one_and_missed_ones_do_not() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-03 08:00")
        .dose(CAPECITABINE, "2026-11-03 am", "2x500");
    b.at("2026-11-06 13:00")
        .missed(CAPECITABINE, "2026-11-06 am");
    b.by_site()
        .stop(&[CAPECITABINE, UTIDELONE], "2026-11-06 pm", None);
    assert_phase(&b, "2026-11-08", Phase::FollowUp { day: 5, of: 28 });
    b.by_patient()
        .at("2026-11-04 08:00")
        .vomited(CAPECITABINE, "2026-11-04 am", FULL);
    assert_phase(&b, "2026-11-08", Phase::FollowUp { day: 4, of: 28 });
}

#[test]
fn ruling_05_never_dosed_is_ended() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-02 13:00")
        .missed(CAPECITABINE, "2026-11-02 am");
    b.by_site()
        .stop(&[CAPECITABINE, UTIDELONE], "2026-11-03 am", None);
    assert_phase(&b, "2026-11-03", Phase::Ended);
}

#[test]
fn ruling_05_an_intake_in_follow_up_is_extra_and_restarts_the_28_days() {
    let mut b = stopped();
    b.by_patient().at("2026-11-20 08:00");
    let dose = Dose {
        outcome: Outcome::Taken,
        ..b.intake(CAPECITABINE, "2026-11-20 am", FULL)
    };
    let extra = b.push(Event::Dose(dose));
    assert_eq!(extras(&b, "2026-11-20"), [extra.seq]);
    let of = 28;
    assert_phase(&b, "2026-11-20", Phase::FollowUp { day: 0, of });
    assert_phase(&b, "2026-12-18", Phase::FollowUp { day: 28, of });
    assert_phase(&b, "2026-12-19", Phase::Ended);
    // The days before it keep the number they had.
    assert_phase(&b, "2026-11-10", Phase::FollowUp { day: 6, of });
}

#[test]
fn ruling_05_an_intake_does_not_reopen_treatment_but_the_team_does() {
    let mut b = stopped();
    b.by_patient()
        .at("2026-11-06 08:00")
        .dose(CAPECITABINE, "2026-11-06 am", FULL);
    assert_phase(&b, "2026-11-06", Phase::FollowUp { day: 0, of: 28 });
    b.told().resume(&[CAPECITABINE], "2026-11-07 am");
    assert_phase(&b, "2026-11-07", Phase::FollowUp { day: 1, of: 28 });
    b.by_site().resume(&[CAPECITABINE], "2026-11-08 am");
    assert_phase(&b, "2026-11-08", Phase::Treatment { cycle: 1, day: 7 });
}

#[test]
fn ruling_05_the_day_counts_from_the_date_on_which_it_was_swallowed() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-05 00:40")
        .dose(CAPECITABINE, "2026-11-04 pm", FULL);
    b.by_site()
        .stop(&[CAPECITABINE, UTIDELONE], "2026-11-05 am", None);
    assert_phase(&b, "2026-11-05", Phase::FollowUp { day: 1, of: 28 });
}

#[test]
fn ruling_05_the_28_days_end_on_the_same_date_on_every_clock() {
    for (swallowed, read) in [
        ("2026-11-04 23:30 -05:00", "+14:00"),
        ("2026-11-05 03:59 +14:00", "-11:00"),
        ("2026-11-04 04:00 -11:00", "+08:00"),
    ] {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.by_patient().at(swallowed);
        b.dose(CAPECITABINE, "2026-11-04 am", FULL);
        b.by_site().at("2026-11-06 09:00");
        let both = [CAPECITABINE, UTIDELONE];
        b.stop(&both, "2026-11-06 am", Some(EndReason::Progression));
        let found = |at: &str| {
            let now = moment(&format!("{at} {read}"));
            let diary = b.diary();
            phase(&diary, diary.date_of(now), now)
        };
        let follow_up = |day| Phase::FollowUp { day, of: 28 };
        assert_eq!(found("2026-12-02 04:00"), follow_up(28), "{swallowed}");
        assert_eq!(found("2026-12-03 03:59"), follow_up(28), "{swallowed}");
        assert_eq!(found("2026-12-03 04:00"), Phase::Ended, "{swallowed}");
    }
}
