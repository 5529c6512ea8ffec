//! Defects of other programs, as far as a diary that is only read can show them.

use super::super::entry::{DrugSettings, Event, ProtocolChanged, Settings};
use super::super::meals::{self, Readiness};
use super::super::phase::{Phase, phase};
use super::super::protocol::{FoodRule, Protocol, Rule};
use super::super::slots::{self, Status};
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment};
use super::super::today::today;
use super::{FULL, LATER, assert_status, day, extras, place, planned, state, units_of};

#[test]
fn defect_after_midnight_a_dose_at_0040_is_the_evening_before() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 00:40");
    let now = moment("2026-11-03 00:40");
    let diary = b.diary();
    let date_then = diary.date_of(now);
    assert_eq!(date_then, date("2026-11-02"));
    let page = today(&diary, date_then, now);
    let due: Vec<_> = page
        .slots
        .iter()
        .filter(|line| line.state.status == Status::Due)
        .map(|line| line.state.slot.period.code())
        .collect();
    assert_eq!(due, ["once", "pm"]);
    b.dose(CAPECITABINE, "2026-11-02 pm", FULL);
    assert_status(&b, CAPECITABINE, "2026-11-02 pm", LATER, Status::Taken);
    assert_status(
        &b,
        CAPECITABINE,
        "2026-11-03 am",
        "2026-11-03 08:00",
        Status::Due,
    );
}

#[test]
fn defect_after_midnight_a_page_left_open_is_known_to_be_of_yesterday() {
    let b = DiaryBuilder::started("2026-11-02");
    let shown = date("2026-11-02");
    assert!(today(&b.diary(), shown, moment("2026-11-03 03:59")).is_today);
    assert!(!today(&b.diary(), shown, moment("2026-11-03 04:00")).is_today);
}

#[test]
fn defect_utc_date_a_morning_dose_in_china_has_the_chinese_date() {
    let mut b = DiaryBuilder::started("2026-11-02");
    // 23:30 of the day before in UTC.
    b.by_patient().at("2026-11-04 07:30 +08:00");
    assert_eq!(
        b.diary().date_of(moment("2026-11-04 07:30")),
        date("2026-11-04")
    );
    let mut dose = b.intake(CAPECITABINE, "2026-11-04 am", FULL);
    dose.period = None;
    b.push(Event::Dose(dose));
    assert_status(&b, CAPECITABINE, "2026-11-04 am", LATER, Status::Taken);
    b.by_site().at("2026-11-05 08:00");
    b.stop(&[CAPECITABINE, UTIDELONE], "2026-11-04 pm", None);
    let now = moment("2026-11-05 12:00");
    let found = phase(&b.diary(), date("2026-11-05"), now);
    assert_eq!(found, Phase::FollowUp { day: 1, of: 28 });
}

/// Every slot of cycle 1: date, period and cycle day.
fn calendar(b: &DiaryBuilder) -> Vec<String> {
    let diary = b.diary();
    let mut found = Vec::new();
    let mut on = date("2026-10-20");
    while on < date("2026-11-30") {
        let slots = slots::planned_on(&diary, on);
        found.extend(
            slots
                .iter()
                .map(|s| format!("{} {} {} {}", s.date, s.period, s.cycle_day, s.drug)),
        );
        on = on.plus(1);
    }
    found
}

#[test]
fn defect_dst_and_travel_move_no_slot_and_print_none_twice() {
    // Central Europe leaves summer time on 2026-10-25, and enters it on 2026-03-29; New York leaves it
    // on 2026-11-01. The third goes from UTC+8 to UTC-5 in the middle of the cycle.
    for (start, clocks) in [
        (
            "2026-10-23",
            [
                "2026-10-24 20:00 +02:00",
                "2026-10-25 08:00 +01:00",
                "2026-10-25 20:00 +01:00",
            ],
        ),
        (
            "2026-03-27",
            [
                "2026-03-28 20:00 +01:00",
                "2026-03-29 08:00 +02:00",
                "2026-03-29 20:00 +02:00",
            ],
        ),
        (
            "2026-11-02",
            [
                "2026-11-04 20:00 +08:00",
                "2026-11-05 08:00 -05:00",
                "2026-11-05 20:00 -05:00",
            ],
        ),
        (
            "2026-11-02",
            [
                "2026-11-04 20:00 -05:00",
                "2026-11-05 08:00 +08:00",
                "2026-11-05 20:00 +08:00",
            ],
        ),
    ] {
        let mut b = DiaryBuilder::new();
        b.at("2026-01-01 09:00").prescribe(
            CAPECITABINE,
            "2026-01-01 am",
            &[("am", FULL), ("pm", FULL)],
        );
        b.prescribe(UTIDELONE, "2026-01-01 am", &[("once", "2x50")]);
        b.start_cycle(1, start);
        let before = calendar(&b);
        b.by_patient();
        for (clock, period) in clocks.iter().zip(["pm", "am", "pm"]) {
            let at = format!("{} {period}", &clock[..10]);
            b.at(clock);
            let now = moment(clock);
            assert_eq!(b.diary().date_of(now), place(&at).date, "{clock}");
            let due = slots::slot_state(&b.diary(), drug(CAPECITABINE), place(&at), now);
            assert_eq!(due.unwrap().status, Status::Due, "{clock}");
            b.dose(CAPECITABINE, &at, FULL);
            assert_status(&b, CAPECITABINE, &at, LATER, Status::Taken);
            assert!(extras(&b, &clock[..10]).is_empty(), "{clock}");
        }
        let after = calendar(&b);
        assert_eq!(before, after, "{start}");
        let distinct: std::collections::BTreeSet<_> = after.iter().collect();
        assert_eq!(distinct.len(), after.len(), "{start}");
    }
}

#[test]
fn defect_dst_and_travel_the_hour_that_comes_twice_belongs_to_one_evening() {
    let b = DiaryBuilder::started("2026-10-23");
    let diary = b.diary();
    for now in [
        "2026-10-25 02:30 +02:00",
        "2026-10-25 02:30 +01:00",
        "2026-10-25 03:59 +01:00",
    ] {
        assert_eq!(diary.date_of(moment(now)), date("2026-10-24"), "{now}");
    }
}

#[test]
fn defect_a_guard_that_lies_a_true_second_dose_is_kept_as_extra() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient()
        .at("2026-11-03 08:00")
        .dose(CAPECITABINE, "2026-11-03 am", FULL);
    let second = b
        .at("2026-11-03 08:01")
        .dose(CAPECITABINE, "2026-11-03 am", FULL);
    let third = b.dose(CAPECITABINE, "2026-11-03 am", FULL);
    assert_eq!(extras(&b, "2026-11-03"), [second.seq, third.seq]);
    assert_eq!(
        day(&b, "2026-11-03")
            .slots
            .iter()
            .filter(|s| s.recorded.is_some())
            .count(),
        1
    );
}

/// A diary with some of everything before 2026-11-06.
fn lived() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    b.at("2026-11-02 08:00")
        .dose(CAPECITABINE, "2026-11-02 am", FULL);
    b.at("2026-11-02 20:00")
        .dose(CAPECITABINE, "2026-11-02 pm", "2x500");
    b.at("2026-11-03 08:00")
        .vomited(CAPECITABINE, "2026-11-03 am", FULL);
    b.at("2026-11-03 20:00")
        .dose(CAPECITABINE, "2026-11-03 pm", "4x500");
    b.at("2026-11-04 08:00")
        .missed(CAPECITABINE, "2026-11-04 am");
    b.at("2026-11-02 09:00")
        .dose(UTIDELONE, "2026-11-02 once", "2x50");
    b.at("2026-11-05 09:00")
        .dose(UTIDELONE, "2026-11-05 once", "1x50");
    b.by_site().at("2026-11-06 10:00");
    b
}

/// Everything that the page says of the days before 2026-11-06.
fn old_days(b: &DiaryBuilder) -> Vec<slots::Day> {
    ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"]
        .map(|text| day(b, text))
        .to_vec()
}

#[test]
fn defect_edit_rewrites_history_a_later_order_or_setting_restates_no_old_day() {
    let before = old_days(&lived());
    let mut b = lived();
    b.prescribe(
        CAPECITABINE,
        "2026-11-06 pm",
        &[("am", "1x500"), ("pm", "1x500")],
    );
    b.prescribe(UTIDELONE, "2026-11-06 am", &[("once", "1x50")]);
    let times = [("am".parse().unwrap(), "10:00".parse().unwrap())].into();
    let set = DrugSettings {
        usual_times: times,
        fasting_hours_before: Some(2),
        catch_up_hours: Some(6),
        ..DrugSettings::default()
    };
    b.settings(Settings {
        drugs: [(drug(CAPECITABINE), set)].into(),
        ..Settings::default()
    });
    b.hold(&[CAPECITABINE, UTIDELONE], "2026-11-06 pm");
    b.stop(&[CAPECITABINE, UTIDELONE], "2026-11-08 pm", None);
    assert_eq!(old_days(&b), before);
}

#[test]
fn defect_edit_rewrites_history_recorded_slots_stand_under_a_back_dated_order() {
    let recorded = |b: &DiaryBuilder| -> Vec<slots::SlotState> {
        let slots = old_days(b).into_iter().flat_map(|day| day.slots);
        slots
            .filter(|s| s.recorded.is_some() && s.status != Status::Missed)
            .collect()
    };
    let before = recorded(&lived());
    assert_eq!(before.len(), 6);
    let mut b = lived();
    b.prescribe(
        CAPECITABINE,
        "2026-11-02 am",
        &[("am", "1x500"), ("pm", "1x500")],
    );
    b.prescribe(UTIDELONE, "2026-11-02 am", &[("once", "0")]);
    b.hold(&[CAPECITABINE, UTIDELONE], "2026-11-02 am");
    b.stop(&[CAPECITABINE, UTIDELONE], "2026-11-03 am", None);
    assert_eq!(recorded(&b), before);
    assert_eq!(units_of(&b, CAPECITABINE, "2026-11-04 pm"), "1x500");
}

/// The built-in rules with a capecitabine morning of other hours and a wide entry window.
fn other_rules() -> Protocol {
    let mut protocol = Protocol::built_in().unwrap();
    protocol.entry_window_days = Rule {
        value: 200,
        source: "a test".to_owned(),
    };
    protocol.drugs[1].last_slot.value.day = 3;
    protocol.drugs[1].food.value = FoodRule::None;
    protocol.drugs[1].periods[0].to = "05:00".parse().unwrap();
    protocol
}

#[test]
fn defect_edit_rewrites_history_a_new_protocol_holds_for_later_cycles_only() {
    let change = |from: &str| {
        Event::ProtocolChanged(Box::new(ProtocolChanged {
            from: place(from),
            protocol: other_rules(),
        }))
    };
    let before = old_days(&lived());
    let mut back_dated = lived();
    back_dated.push(change("2026-11-01 am"));
    assert_eq!(old_days(&back_dated), before);
    // Nor where nothing was recorded yet, nor on the day of the start once something was.
    let mut empty = DiaryBuilder::started("2026-11-02");
    empty.at("2026-11-06 10:00").push(change("2026-11-01 am"));
    assert_eq!(planned(&empty, "2026-11-05").len(), 3);
    let mut first_day = DiaryBuilder::started("2026-11-02");
    first_day
        .at("2026-11-02 08:00")
        .dose(CAPECITABINE, "2026-11-02 am", FULL);
    first_day
        .at("2026-11-02 10:00")
        .push(change("2026-11-01 am"));
    assert_eq!(planned(&first_day, "2026-11-05").len(), 3);
    let mut ahead = lived();
    ahead.push(change("2026-11-20 am"));
    ahead.start_cycle(2, "2026-11-23");
    assert_eq!(old_days(&ahead), before);
    let due = state(&ahead, CAPECITABINE, "2026-11-10 am", LATER).slot;
    let readiness = meals::readiness(&ahead.diary(), &due, moment("2026-11-10 08:00"));
    assert_eq!(readiness, Some(Readiness::WaitForMeal));
    let now = "2026-11-10 08:00";
    assert_status(&ahead, CAPECITABINE, "2026-11-10 am", now, Status::Due);
    assert_status(
        &ahead,
        CAPECITABINE,
        "2026-11-07 am",
        now,
        Status::Unrecorded,
    );
    assert_eq!(planned(&ahead, "2026-11-26"), ["utidelone 2.4 once"]);
    assert_status(
        &ahead,
        CAPECITABINE,
        "2026-11-23 am",
        "2026-11-23 06:00",
        Status::Overdue,
    );
}

#[test]
fn defect_edit_rewrites_history_a_new_protocol_holds_for_a_cycle_that_has_not_begun() {
    let mut b = DiaryBuilder::started("2026-11-09");
    let change = ProtocolChanged {
        from: place("2026-11-05 am"),
        protocol: other_rules(),
    };
    b.push(Event::ProtocolChanged(Box::new(change)));
    assert_eq!(planned(&b, "2026-11-12"), ["utidelone 1.4 once"]);
}

#[test]
fn defect_wrong_denominator_days_before_the_start_have_no_slots() {
    let b = DiaryBuilder::started("2026-11-02");
    for text in ["2000-01-01", "2026-11-01"] {
        assert_eq!(day(&b, text), slots::Day::default(), "{text}");
    }
}

#[test]
fn defect_wrong_denominator_an_empty_day_is_unrecorded_not_taken() {
    let b = DiaryBuilder::started("2026-11-02");
    let day = day(&b, "2026-11-04");
    let statuses: Vec<_> = day.slots.iter().map(|slot| slot.status).collect();
    assert_eq!(statuses, [Status::Unrecorded; 3]);
    assert!(day.slots.iter().all(|slot| slot.recorded.is_none()));
}

#[test]
fn defect_cycle_start_nothing_is_due_before_cycle_1_and_a_future_start_is_kept() {
    let b = DiaryBuilder::started("2026-11-09");
    let now = moment("2026-11-08 20:00");
    let page = today(&b.diary(), date("2026-11-08"), now);
    assert!(page.slots.is_empty() && page.yesterday.is_empty());
    assert_eq!(
        page.phase,
        Phase::BeforeStart {
            starts_on: Some(date("2026-11-09"))
        }
    );
    let first = state(&b, CAPECITABINE, "2026-11-09 am", "2026-11-08 20:00");
    assert_eq!((first.status, first.slot.cycle_day), (Status::Upcoming, 1));
}
