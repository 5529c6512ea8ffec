//! Entries that can be read and that nobody would write: no panic, no long loop, no false slot.

use super::super::calendar::{DiaryDate, Period};
use super::super::entry::{CycleStarted, EntryRef, Event, PhoneNumber, Phones, Settings, Tier};
use super::super::ids::{DrugId, EntryId};
use super::super::phase::{Phase, phase};
use super::super::protocol::{CycleSlot, Protocol};
use super::super::slots::{self, Status};
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, moment};
use super::super::today::today;
use super::super::warnings::{self, Cause};
use super::{FULL, LATER, assert_status, day, extras, state};

fn event(json: &str) -> Result<Event, String> {
    Event::parse(json).map_err(|err| err.to_string())
}

#[test]
fn a_time_outside_2000_to_2199_is_refused_where_it_is_read() {
    let intake = |at: &str| {
        event(&format!(
            r#"{{"kind":"dose","drug":"capecitabine","date":"2026-11-03","period":"am","outcome":"taken","taken_at":"{at}","units":{{"500":2}}}}"#
        ))
    };
    for good in [
        "2000-01-01T00:00:00+08:00",
        "2026-11-03T08:00:00+23:59",
        "2026-11-03T08:00:00-23:59",
        "2199-12-31T23:59:59-12:00",
    ] {
        intake(good).unwrap();
    }
    for bad in [
        "1999-12-31T23:59:59+08:00",
        "2200-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59-23:59",
        "0000-01-01T00:00:00+23:59",
    ] {
        let refused = intake(bad).unwrap_err();
        assert!(refused.contains("2199"), "{bad}: {refused}");
    }
    intake("+262142-12-31T23:59:59-23:59").unwrap_err();
    intake("-262143-01-01T00:00:00+23:59").unwrap_err();
    for json in [
        r#"{"kind":"meal","ended_at":"9999-01-01T00:00:00Z"}"#,
        r#"{"kind":"contacted","said":"continue","spoken_at":"9999-01-01T00:00:00Z"}"#,
        r#"{"kind":"held","drugs":[],"from":{"date":"2026-11-03","period":"am"},"given_at":"9999-01-01T00:00:00Z"}"#,
        r#"{"kind":"resumed","drugs":[],"from":{"date":"2026-11-03","period":"am"},"given_at":"9999-01-01T00:00:00Z"}"#,
        r#"{"kind":"stopped","drugs":[],"from":{"date":"2026-11-03","period":"am"},"given_at":"9999-01-01T00:00:00Z"}"#,
        r#"{"kind":"cycle_started","cycle":1,"date":"2026-11-03","given_at":"9999-01-01T00:00:00Z"}"#,
        r#"{"kind":"prescribed","drug":"a","units":{},"from":{"date":"2026-11-03","period":"am"},"reason":"other","given_at":"9999-01-01T00:00:00Z"}"#,
    ] {
        assert!(event(json).is_err(), "{json}");
        event(&json.replace("9999", "2026")).unwrap();
    }
}

#[test]
fn an_intake_of_nothing_is_refused_where_it_is_read() {
    for units in ["{}", r#"{"500":0}"#] {
        let json = format!(
            r#"{{"kind":"dose","drug":"a","date":"2026-11-03","period":"am","outcome":"taken","units":{units}}}"#
        );
        assert!(event(&json).is_err(), "{json}");
    }
}

#[test]
fn cycles_at_the_ends_of_numbers_and_dates_are_read() {
    let mut b = DiaryBuilder::new();
    b.prescribe(CAPECITABINE, "2000-01-01 am", &[("am", FULL), ("pm", FULL)]);
    for (cycle, day) in [
        (65535, "2199-12-31"),
        (65534, "2000-01-01"),
        (0, "2000-01-02"),
    ] {
        b.push(Event::CycleStarted(CycleStarted {
            cycle,
            date: date(day),
            given_at: None,
            told: false,
        }));
    }
    b.by_patient().at("2199-12-31 23:59 +23:59");
    b.dose(CAPECITABINE, "2199-12-31 pm", FULL);
    b.at("2000-01-01 00:00 -23:59")
        .dose(CAPECITABINE, "2000-01-01 am", FULL);
    b.meal();
    let diary = b.diary();
    for on in [
        DiaryDate::earliest(),
        date("2199-12-31"),
        date("2179-06-06"),
        date("2100-01-01"),
    ] {
        for now in [
            "2000-01-01 00:00 +23:59",
            "2199-12-31 23:59 -23:59",
            "2179-06-06 12:00",
        ] {
            let page = today(&diary, on, moment(now));
            assert!(page.slots.len() <= 3);
        }
    }
    assert_status(
        &b,
        CAPECITABINE,
        "2199-12-31 pm",
        "2199-12-31 23:00",
        Status::Taken,
    );
    let waiting = phase(&diary, date("2199-12-30"), moment(LATER));
    assert!(
        matches!(
            waiting,
            Phase::Waiting {
                cycle: 65534,
                day: u16::MAX,
                ..
            }
        ),
        "{waiting:?}"
    );
}

#[test]
fn clocks_of_every_offset_are_read() {
    for offset in ["+23:59", "-23:59", "+00:00"] {
        let mut b = DiaryBuilder::started("2026-11-02");
        let clock = format!("2026-11-03 08:00 {offset}");
        b.by_patient().at(&clock).meal();
        let mut dose = b.intake(CAPECITABINE, "2026-11-03 am", FULL);
        dose.taken_at = None;
        b.push(Event::Dose(dose));
        let now = moment(&clock);
        let page = today(&b.diary(), date("2026-11-03"), now);
        assert_eq!(page.slots[1].state.status, Status::Taken);
    }
}

#[test]
fn thousands_of_orders_and_doses_of_one_day_are_read_through() {
    let mut b = DiaryBuilder::started("2026-11-02");
    for _ in 0..2000 {
        b.hold(&[CAPECITABINE, UTIDELONE, CAPECITABINE], "2026-11-03 am");
        b.resume(&[CAPECITABINE, UTIDELONE], "2026-11-03 am");
        b.prescribe(CAPECITABINE, "2026-11-03 am", &[("am", "1x500")]);
    }
    b.by_patient().at("2026-11-03 08:00");
    for _ in 0..2000 {
        b.dose(CAPECITABINE, "2026-11-03 am", FULL);
    }
    assert_eq!(extras(&b, "2026-11-03").len(), 1999);
    assert_eq!(warnings::open(&b.diary()).len(), 2000);
}

#[test]
fn a_rest_of_itself_is_counted_once() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 08:00");
    let mut dose = b.intake(CAPECITABINE, "2026-11-03 am", "2x500");
    let next = b.push(Event::Dose(dose.clone()));
    b.withdraw(next);
    dose.rest_of = Some(EntryRef {
        seq: next.seq + 2,
        id: EntryId(0x1000 + next.seq + 2),
    });
    let itself = b.push(Event::Dose(dose));
    assert_eq!(b.diary().dose(itself.seq).unwrap().rest_of, Some(itself));
    let found = state(&b, CAPECITABINE, "2026-11-03 am", LATER);
    assert_eq!(found.status, Status::PartlyTaken);
    assert_eq!(found.recorded.unwrap().units.to_string(), "2x500");
    assert!(extras(&b, "2026-11-03").is_empty());
}

#[test]
fn drugs_and_periods_that_the_protocol_does_not_know_are_extra_and_never_slots() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 08:00");
    let unknown = b.dose("placebo", "2026-11-03 am", FULL);
    let once = b.dose(CAPECITABINE, "2026-11-03 once", FULL);
    b.missed("placebo", "2026-11-03 am");
    assert_eq!(extras(&b, "2026-11-03"), [unknown.seq, once.seq]);
    assert_eq!(day(&b, "2026-11-03").slots.len(), 3);
    let nobody: DrugId = "nobody".parse().unwrap();
    assert!(b.diary().course(nobody).orders().next().is_none());
}

#[test]
fn a_protocol_of_strange_shape_is_read_without_a_long_loop() {
    let mut protocol = Protocol::built_in().unwrap();
    protocol.cycle_length_days.value = u16::MAX;
    protocol.follow_up_days.value = u16::MAX;
    protocol.entry_window_days.value = u8::MAX;
    protocol.day_starts_at.value = "23:59".parse().unwrap();
    protocol.drugs[0].last_slot.value = CycleSlot {
        day: u16::MAX,
        period: Period::Pm,
    };
    protocol.drugs[1].first_slot.value = CycleSlot {
        day: 0,
        period: Period::Pm,
    };
    protocol.drugs[1].last_slot.value.day = u16::MAX;
    let mut b = DiaryBuilder::with_protocol(protocol.clone());
    b.prescribe(CAPECITABINE, "2000-01-01 am", &[("am", FULL), ("pm", FULL)]);
    b.start_cycle(1, "2020-01-01");
    b.by_patient()
        .at("2026-11-09 08:00")
        .dose(CAPECITABINE, "2026-11-03 am", FULL);
    b.dose(UTIDELONE, "2199-12-31 once", "1x50");
    b.by_site()
        .stop(&[CAPECITABINE, UTIDELONE], "2026-12-01 am", None);
    for on in ["2020-01-01", "2026-11-03", "2199-12-31"] {
        today(&b.diary(), date(on), moment("2026-11-09 08:00"));
        today(&b.diary(), date(on), moment("2199-12-31 23:59"));
    }
    warnings::open(&b.diary());
    protocol.drugs.clear();
    let none = DiaryBuilder::with_protocol(protocol);
    assert!(
        today(&none.diary(), date("2026-11-03"), moment(LATER))
            .slots
            .is_empty()
    );
    let end = date("2020-01-01").plus(i64::from(u16::MAX) - 1);
    let last = slots::planned_on(&b.diary(), end).pop().unwrap();
    assert_eq!(last.cycle_day, u16::MAX);
    assert_eq!(slots::next_slot(&b.diary(), &last), None);
}

#[test]
fn ruling_18_a_symptom_that_was_written_as_less_urgent_than_its_answers_warns_all_the_same() {
    let symptom = |term: &str, answers: &str, tier: &str| {
        event(&format!(
            r#"{{"kind":"symptom","term":"{term}","answers":{{{answers}}},"tier":"{tier}"}}"#
        ))
        .unwrap()
    };
    for (term, answers, tier, opens) in [
        ("chest_pain", "", "record", Some(Tier::Emergency)),
        (
            "rash",
            r#""spreading_rash":"yes""#,
            "call_now",
            Some(Tier::Emergency),
        ),
        (
            "fever",
            r#""temperature":"38.0""#,
            "report_soon",
            Some(Tier::CallNow),
        ),
        (
            "fever",
            r#""temperature":"44.5""#,
            "record",
            Some(Tier::CallNow),
        ),
        (
            "diarrhoea",
            r#""stools_above_usual":"99""#,
            "record",
            Some(Tier::CallNow),
        ),
        (
            "fever",
            r#""temperature":"39""#,
            "record",
            Some(Tier::CallNow),
        ),
        ("fever", r#""temperature":"37.9""#, "record", None),
        ("sleep", "", "call_now", Some(Tier::CallNow)),
        ("of_a_newer_version", "", "record", None),
    ] {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.by_patient().at("2026-11-03 09:00");
        b.push(symptom(term, answers, tier));
        let causes: Vec<Cause> = b.diary().open_warnings().iter().map(|w| w.cause).collect();
        let expected: Vec<Cause> = opens.map(Cause::Symptom).into_iter().collect();
        assert_eq!(causes, expected, "{term} {answers}");
    }
}

#[test]
fn ruling_06_what_a_patient_wrote_as_an_order_is_what_she_was_told_and_changes_no_setting() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 09:00");
    let more = [("am", "8x500"), ("pm", "8x500")];
    let raise = b.prescribe(CAPECITABINE, "2026-11-04 am", &more);
    let number: PhoneNumber = "555 9999".parse().unwrap();
    b.settings(Settings {
        phones: Some(Phones {
            day: number.clone(),
            night: number.clone(),
            emergency: number.clone(),
        }),
        ..Settings::default()
    });
    let units = state(&b, CAPECITABINE, "2026-11-04 am", LATER).units;
    assert_eq!(units.to_string(), FULL);
    assert_eq!(b.diary().unconfirmed(), [raise]);
    assert_ne!(b.diary().phones().day, number);
}
