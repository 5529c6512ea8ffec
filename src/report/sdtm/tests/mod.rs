//! The rows of the datasets, written out by hand; and what the schema does not check.

mod datasets;
mod shape;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::*;
use crate::domain::adherence::AsOf;
use crate::domain::adherence::examples::{three_cycles, worked_example};
use crate::domain::entry::{
    Author, ClockKind, Entry, Event, Food, Held, Medicine, Outcome, Severity, Symptom, Tier,
};
use crate::domain::ids::EntryId;
use crate::domain::participant::DiaryCopy;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::domain::site::{SiteEvent, SiteOpened, SiteRecord};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment, slot};
use crate::report::export::FileState;

fn record() -> SiteRecord {
    let opened = SiteEvent::Opened(SiteOpened::new("007".parse().unwrap()));
    let parsed = [
        r#"{"kind":"dispensed","drug":"capecitabine","strength_mg":"500","lot":"A1","count":56,"date":"2026-11-01"}"#,
        r#"{"kind":"lost","drug":"capecitabine","strength_mg":"500","lot":"A1","count":2,"date":"2026-11-03"}"#,
        r#"{"kind":"returned","drug":"capecitabine","strength_mg":"500","lot":"A1","count":48,"after":{"date":"2026-11-04","period":"am"},"date":"2026-11-05","kept":false}"#,
        r#"{"kind":"visited","date":"2026-11-05"}"#,
        r#"{"kind":"visited","date":"2026-11-01"}"#,
        r#"{"kind":"returned","drug":"utidelone","strength_mg":"50","lot":"U1","count":0,"after":{"date":"2026-11-04","period":"am"},"date":"2026-11-05","kept":true}"#,
        r#"{"kind":"medicine","name":"loperamide","from":"2026-11-03","to":"2026-11-04"}"#,
        r#"{"kind":"assessed","date":"2026-10-20","baseline":{"target_sum_mm":100,"new_lesions":false}}"#,
        r#"{"kind":"assessed","date":"2026-12-14","measured":{"target_sum_mm":60.5,"non_target":"present","new_lesions":false}}"#,
        r#"{"kind":"assessed","date":"2026-11-05","response":"SD"}"#,
        r#"{"kind":"new_therapy","date":"2026-12-20","name":"another drug"}"#,
        r#"{"kind":"last_alive","date":"2026-12-20"}"#,
        r#"{"kind":"died","date":"2027-01-02"}"#,
        r#"{"kind":"adverse_event","term":"Diarrhea","ctcae_version":"5.0","grade":2,"onset":"2026-11-01","related":{"capecitabine":"related","utidelone":"not_related"},"serious":false,"action":{"capecitabine":"dose_not_changed","utidelone":"dose_not_changed"},"about":[{"seq":12,"id":"000000000000100c"}]}"#,
        r#"{"kind":"adverse_event_changed","event":{"seq":15,"id":"000000000000000f"},"date":"2026-11-04","grade":3,"serious":true,"action":{"capecitabine":"drug_interrupted"}}"#,
        r#"{"kind":"adverse_event_changed","event":{"seq":15,"id":"000000000000000f"},"date":"2026-11-06","grade":2,"ended":true}"#,
        r#"{"kind":"adverse_event","term":"Infections and infestations - Other, specify","words":"infected nail bed","ctcae_version":"5.0","grade":5,"onset":"2026-11-05","related":{"capecitabine":"not_known","utidelone":"not_known"},"serious":true,"action":{"capecitabine":"dose_not_changed","utidelone":"dose_not_changed"}}"#,
    ]
    .map(|json| SiteEvent::parse(json).unwrap());
    let entries = (1..).zip([opened].into_iter().chain(parsed));
    SiteRecord::from_entries(entries.map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: moment("2027-01-03 10:00"),
        by: Author::Site {
            id: "LN".parse().unwrap(),
        },
        clock: ClockKind::System,
        event,
    }))
    .unwrap()
}

/// Four days with everything that a row can say; entries 1 to 4 set the diary up.
fn diary() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:00").meal();
    b.at("2026-11-02 08:10")
        .dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
    // After midnight, for the evening before; she does not know whether her stomach was empty.
    b.at("2026-11-03 00:40")
        .dose(CAPECITABINE, "2026-11-02 pm", "2x500");
    let unsure = Event::Dose(crate::domain::entry::Dose {
        food: Some(Food::Unknown),
        taken_at: None,
        ..b.intake(UTIDELONE, "2026-11-03 once", "2x50")
    });
    b.push(unsure);
    b.at("2026-11-03 09:00")
        .missed(CAPECITABINE, "2026-11-03 am");
    b.at("2026-11-03 19:00");
    let vomited = Event::Dose(crate::domain::entry::Dose {
        outcome: Outcome::Vomited,
        food: Some(Food::NotKept),
        ..b.intake(CAPECITABINE, "2026-11-03 pm", "4x150+2x500")
    });
    b.push(vomited);
    b.at("2026-11-03 21:00")
        .dose(CAPECITABINE, "2026-11-03 pm", "1x500");
    b.at("2026-11-03 22:00");
    b.push(Event::Symptom(Symptom {
        term: PlainText::new("diarrhoea"),
        severity: Some(Severity::Moderate),
        answers: BTreeMap::from([
            (PlainText::new("stools_above_usual"), PlainText::new("5")),
            (PlainText::new("night"), PlainText::new("not_sure")),
            (PlainText::new("colour"), PlainText::new("green")),
        ]),
        tier: Tier::CallNow,
        noticed_on: Some(date("2026-11-01")),
        ended_on: None,
    }));
    b.push(Event::Symptom(Symptom {
        term: PlainText::new("other"),
        severity: Some(Severity::None),
        answers: BTreeMap::new(),
        tier: Tier::Record,
        noticed_on: None,
        ended_on: Some(date("2026-11-03")),
    }));
    b.push(Event::Medicine(Medicine {
        name: PlainText::new("x".repeat(300)),
        from: None,
        to: None,
    }));
    b.by_site().push(Event::Held(Held {
        drugs: vec![drug(CAPECITABINE)],
        from: slot("2026-11-04 am"),
        given_at: None,
        reason: PlainText::new("stools"),
        told: false,
    }));
    b.stop(
        &[CAPECITABINE, UTIDELONE],
        "2026-11-05 am",
        Some(EndReason::Progression),
    );
    b
}

fn participant() -> Participant {
    let copy = DiaryCopy {
        last_seq: 16,
        last_hash: "ab".repeat(32),
        damaged_from: None,
        is_torn: false,
        keeps_receipt: true,
        lacks_record: false,
        is_live: false,
    };
    let as_of = AsOf::Now(moment("2026-11-07 10:00"));
    Participant::new(diary().diary(), Some(record()), copy, as_of)
}

/// Other participants, each with something that the first one has not.
fn all_parts() -> Vec<Part> {
    let of = |diary: DiaryBuilder, until: &str| {
        let copy = participant().copy;
        Participant::new(diary.diary(), None, copy, AsOf::Now(moment(until)))
    };
    let mut nothing_taken = DiaryBuilder::started("2026-11-02");
    nothing_taken.by_patient().at("2026-11-02 20:00").meal();
    nothing_taken.missed(CAPECITABINE, "2026-11-02 am");
    let others = [
        participant(),
        of(worked_example(), "2026-11-20 10:00"),
        of(three_cycles(), "2027-01-20 10:00"),
        of(nothing_taken, "2026-11-03 08:00"),
        of(DiaryBuilder::new(), "2026-11-01 10:00"),
    ];
    others.iter().map(part).collect()
}

fn study() -> StudyId {
    "S1".parse().unwrap()
}

fn part(of: &Participant) -> Part {
    let file = DiaryFile::read(PlainText::new("007.jsonl"), of, PlainText::default());
    let mut part = Part::default();
    part.fill(Some(of), &file.unwrap(), &study());
    part
}

/// The files of some parts, as `runtime` puts them together.
fn files(parts: &[Part]) -> BTreeMap<&'static str, Value> {
    let file = |(place, domain): (usize, &Domain)| {
        let Head { text, count_at } =
            Head::of(domain, &study(), moment("2026-11-07 10:00")).unwrap();
        let parts: Vec<(&str, u64)> = parts
            .iter()
            .filter_map(|part| part.rows().nth(place))
            .filter(|(_, count)| *count > 0)
            .collect();
        let texts: Vec<&str> = parts.iter().map(|(text, _)| *text).collect();
        let mut text = format!("{text}{}{FOOT}", texts.join(ROW_BREAK));
        let number = count(parts.iter().map(|(_, count)| count).sum());
        text.replace_range(count_at..count_at + number.len(), &number);
        (domain.name, serde_json::from_str(&text).unwrap())
    };
    DOMAINS.iter().enumerate().map(file).collect()
}

fn columns(file: &Value) -> Vec<&Map<String, Value>> {
    let columns = file["columns"].as_array().unwrap().iter();
    columns.map(|column| column.as_object().unwrap()).collect()
}

fn rows(file: &Value) -> Vec<BTreeMap<&str, &Value>> {
    let names = columns(file);
    let names: Vec<&str> = names.iter().map(|c| c["name"].as_str().unwrap()).collect();
    let rows = file["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let row = row.as_array().unwrap();
        assert_eq!(row.len(), names.len(), "{row:?}");
        names.iter().copied().zip(row).collect()
    })
    .collect()
}

/// The rows of a dataset, the cells of some variables each, parted by bars.
#[track_caller]
fn says(dataset: &str, variables: &str, wanted: &[&str]) {
    let files = files(&[part(&participant())]);
    let found: Vec<String> = rows(&files[dataset])
        .iter()
        .map(|row| {
            let cells = variables.split(' ').map(|name| match row[name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            cells.collect::<Vec<_>>().join("|")
        })
        .collect();
    assert_eq!(found, wanted, "{dataset}: {variables}");
}
