//! Rulings 17 and 19, and the confirmations of ruling 6: what asks for a call, and what closes it.

use super::super::entry::{Event, Phones, Said, Settings, Symptom, Tier};
use super::super::protocol::Protocol;
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, drug};
use super::super::units::Milligrams;
use super::super::warnings::{self, Cause};
use super::FULL;

const AM: &str = "2026-11-03 am";

fn morning() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-03 08:00");
    b
}

/// The entries whose warnings are open.
fn open(b: &DiaryBuilder) -> Vec<u64> {
    let found = warnings::open(&b.diary());
    found.iter().map(|warning| warning.entry.seq).collect()
}

#[test]
fn ruling_17_an_ordinary_day_opens_nothing() {
    let mut b = morning();
    b.dose(CAPECITABINE, AM, FULL);
    b.dose(UTIDELONE, "2026-11-03 once", "2x50");
    b.at("2026-11-03 20:00")
        .dose(CAPECITABINE, "2026-11-03 pm", "2x500");
    b.at("2026-11-04 08:00")
        .missed(CAPECITABINE, "2026-11-04 am");
    b.symptom(Tier::Record);
    b.symptom(Tier::ReportSoon);
    assert!(open(&b).is_empty());
}

#[test]
fn ruling_17_extra_doses_surplus_and_urgent_symptoms_open_a_warning() {
    let mut b = morning();
    let surplus = b.dose(CAPECITABINE, AM, "4x500");
    let extra = b.dose(CAPECITABINE, AM, "1x500");
    let call_now = b.symptom(Tier::CallNow);
    let emergency = b.symptom(Tier::Emergency);
    let found = warnings::open(&b.diary());
    let entries: Vec<_> = found.iter().map(|warning| warning.entry).collect();
    assert_eq!(entries, [surplus, extra, call_now, emergency]);
    let too_large = Cause::TooLargeDose {
        drug: drug(CAPECITABINE),
        surplus: Milligrams::whole(400),
    };
    assert_eq!(found[0].cause, too_large);
    assert!(
        matches!(found[1].cause, Cause::ExtraDose(extra) if extra.mg == Milligrams::whole(500))
    );
    assert_eq!(found[2].cause, Cause::Symptom(Tier::CallNow));
    assert_eq!(found[3].cause, Cause::Symptom(Tier::Emergency));
}

#[test]
fn ruling_17_every_kind_of_extra_dose_opens_a_warning() {
    type Write = fn(&mut DiaryBuilder) -> u64;
    let table: [(&str, Write); 9] = [
        ("a second intake", |b| {
            b.dose(CAPECITABINE, AM, FULL);
            b.dose(CAPECITABINE, AM, FULL).seq
        }),
        ("after vomiting", |b| {
            b.vomited(CAPECITABINE, AM, FULL);
            b.dose(CAPECITABINE, AM, FULL).seq
        }),
        ("before cycle 1", |b| {
            b.at("2026-11-01 10:00")
                .dose(CAPECITABINE, "2026-11-01 am", FULL)
                .seq
        }),
        ("in the rest", |b| {
            b.at("2026-11-20 10:00")
                .dose(CAPECITABINE, "2026-11-20 am", FULL)
                .seq
        }),
        ("while held", |b| {
            b.hold(&[CAPECITABINE], AM);
            b.dose(CAPECITABINE, AM, FULL).seq
        }),
        ("after a stop", |b| {
            b.stop(&[CAPECITABINE], AM, None);
            b.dose(CAPECITABINE, AM, FULL).seq
        }),
        ("of zero units", |b| {
            b.prescribe(CAPECITABINE, AM, &[("am", "0")]);
            b.dose(CAPECITABINE, AM, FULL).seq
        }),
        ("after the next slot began", |b| {
            b.at("2026-11-03 16:00").dose(CAPECITABINE, AM, FULL).seq
        }),
        ("of a period that the drug has not", |b| {
            b.dose(UTIDELONE, AM, "2x50").seq
        }),
    ];
    for (what, write) in table {
        let mut b = morning();
        let seq = write(&mut b);
        assert_eq!(open(&b), [seq], "{what}");
        let extra = warnings::extra_doses(&b.diary());
        assert_eq!(
            extra.iter().map(|extra| extra.seq).collect::<Vec<_>>(),
            [seq],
            "{what}"
        );
    }
}

#[test]
fn ruling_17_a_rest_that_makes_too_much_is_the_entry_that_warns() {
    let mut b = morning();
    let part = b.dose(CAPECITABINE, AM, "2x500");
    let mut rest = b.intake(CAPECITABINE, AM, "2x500");
    rest.rest_of = Some(part);
    let rest = b.push(Event::Dose(rest));
    assert_eq!(open(&b), [rest.seq]);
}

#[test]
fn ruling_17_only_what_the_team_said_closes_a_warning() {
    for (said, closes) in [
        (Said::Continue, true),
        (Said::Pause, true),
        (Said::Fewer, true),
        (Said::Stop, true),
        (Said::NobodyAnswered, false),
        (Said::NotSure, false),
    ] {
        let mut b = morning();
        let symptom = b.symptom(Tier::CallNow);
        b.contacted(said, &[symptom]);
        assert_eq!(open(&b).is_empty(), closes, "{said:?}");
    }
}

#[test]
fn ruling_17_a_call_closes_what_it_was_about_and_nothing_that_came_later() {
    let mut b = morning();
    let first = b.symptom(Tier::CallNow);
    let second = b.symptom(Tier::CallNow);
    b.contacted(Said::Continue, &[second]);
    assert_eq!(open(&b), [first.seq]);
    b.contacted(Said::Continue, &[]);
    assert_eq!(open(&b), [first.seq], "a call about nothing closes nothing");
    b.contacted(Said::Continue, &[first]);
    let third = b.symptom(Tier::CallNow);
    assert_eq!(open(&b), [third.seq]);
}

#[test]
fn ruling_17_a_withdrawn_entry_warns_no_more_and_a_withdrawn_call_closes_nothing() {
    let mut b = morning();
    let symptom = b.symptom(Tier::CallNow);
    let call = b.contacted(Said::Continue, &[symptom]);
    assert!(open(&b).is_empty());
    b.withdraw(call);
    assert_eq!(open(&b), [symptom.seq]);
    b.withdraw(symptom);
    assert!(open(&b).is_empty());
}

#[test]
fn ruling_17_what_was_changed_after_the_call_warns_again() {
    let mut b = morning();
    let dose = b.dose(CAPECITABINE, AM, "4x500");
    b.contacted(Said::Continue, &[dose]);
    assert!(open(&b).is_empty());
    let more = Event::Dose(b.intake(CAPECITABINE, AM, "8x500"));
    b.correct(dose, more);
    assert_eq!(open(&b), [dose.seq]);
}

#[test]
fn ruling_17_the_days_of_a_symptom_recorded_after_the_call_warn_no_more_but_other_answers_do() {
    let mut b = morning();
    let reported = b.symptom(Tier::CallNow);
    b.contacted(Said::Continue, &[reported]);
    let said = |b: &DiaryBuilder, tier, ended_on: Option<&str>| {
        let diary = b.diary();
        let was = diary.symptom(reported.seq).unwrap();
        Event::Symptom(Symptom {
            tier,
            ended_on: ended_on.map(|day| day.parse().unwrap()),
            ..was.clone()
        })
    };
    let over = said(&b, Tier::CallNow, Some("2026-11-02"));
    b.correct(reported, over);
    let still_over = said(&b, Tier::CallNow, Some("2026-11-01"));
    b.correct(reported, still_over);
    assert!(open(&b).is_empty());
    let worse = said(&b, Tier::Emergency, None);
    b.correct(reported, worse);
    assert_eq!(open(&b), [reported.seq]);
}

#[test]
fn ruling_06_a_told_order_is_unconfirmed_until_staff_confirm_that_very_entry() {
    let mut b = morning();
    let told = b.told().hold(&[CAPECITABINE], "2026-11-03 pm");
    assert_eq!(b.diary().unconfirmed(), [told]);
    b.confirm(&[told]);
    assert_eq!(b.diary().unconfirmed(), [told], "not by the patient");
    let mut other = told;
    other.id.0 += 1;
    b.by_site().confirm(&[other]);
    assert_eq!(b.diary().unconfirmed(), [told], "not by another id");
    b.confirm(&[told]);
    assert!(b.diary().unconfirmed().is_empty());
}

#[test]
fn ruling_19_all_three_numbers_are_always_known_and_staff_may_change_them() {
    let mut b = morning();
    let phones = |b: &DiaryBuilder| {
        let diary = b.diary();
        let Phones {
            day,
            night,
            emergency,
        } = diary.phones();
        [day, night, emergency].map(ToString::to_string)
    };
    assert_eq!(phones(&b), ["555 0100", "555 0101", "112"]);
    b.by_site().settings(Settings {
        phones: Some(Phones {
            day: "555 0102".parse().unwrap(),
            night: "555 0103".parse().unwrap(),
            emergency: "120".parse().unwrap(),
        }),
        ..Settings::default()
    });
    assert_eq!(phones(&b), ["555 0102", "555 0103", "120"]);
}

#[test]
fn ruling_19_every_patient_text_of_the_built_in_protocol_is_given_in_both_languages() {
    fn texts(value: &serde_json::Value, found: &mut Vec<(String, String)>) {
        match value {
            serde_json::Value::Object(map) => {
                if let (Some(en), Some(zh)) = (map.get("en"), map.get("zh-Hans")) {
                    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
                    found.push((text(en), text(zh)));
                }
                map.values().for_each(|value| texts(value, found));
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    texts(
        &serde_json::to_value(Protocol::built_in().unwrap()).unwrap(),
        &mut found,
    );
    assert!(found.len() >= 9, "{}", found.len());
    for (en, zh) in found {
        assert!(
            !en.trim().is_empty() && !en.chars().any(|c| c > '\u{2fff}'),
            "{en}"
        );
        assert!(zh.chars().any(|c| c > '\u{2fff}'), "{zh}");
    }
}
