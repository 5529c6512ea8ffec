//! What an export holds: the resources of diaries written by hand, against the schema of the standard and against
//! what no schema checks.

mod doses;
mod people;
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;

use super::*;
use crate::domain::adherence::AsOf;
use crate::domain::adherence::examples::{three_cycles, worked_example};
use crate::domain::diary::Diary;
use crate::domain::entry::{
    Dose, Entry, EntryRef, Event, Language, Medicine, Opened, Severity, Symptom, Tier,
};
use crate::domain::ids::EntryId;
use crate::domain::participant::DiaryCopy;
use crate::domain::protocol::{Bilingual, EndReason, Rule};
use crate::domain::site::{
    ActionTaken, AdverseEvent, AdverseEventChanged, Relation, SiteEvent, SiteOpened, SiteRecord,
};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment};

const SCHEMA: &str = include_str!("../../../../tests/fhir/r4.schema.json");

/// The definitions of HL7 for the types used here.
static VALIDATOR: LazyLock<jsonschema::Validator> =
    LazyLock::new(|| jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap());

fn participant(b: &DiaryBuilder, as_of: AsOf) -> Participant {
    of_diary(b.diary(), None, as_of)
}

/// A participant whose diary was opened otherwise.
fn opened_as(b: &DiaryBuilder, change: impl Fn(&mut Opened), as_of: AsOf) -> Participant {
    let mut entries = b.entries().to_vec();
    for entry in &mut entries {
        if let Event::Opened(opened) = &mut entry.event {
            change(opened);
        }
    }
    of_diary(Diary::from_entries(entries).unwrap(), None, as_of)
}

fn of_diary(diary: Diary, record: Option<SiteRecord>, as_of: AsOf) -> Participant {
    let copy = DiaryCopy {
        last_seq: diary.history().len() as u64,
        last_hash: "0".repeat(64),
        damaged_from: None,
        is_torn: false,
        keeps_receipt: false,
        lacks_record: false,
        is_live: false,
    };
    Participant::new(diary, record, copy, as_of)
}

fn end_of(text: &str) -> AsOf {
    AsOf::EndOf(date(text))
}

const EN: Text = Text::new(Language::En);

/// The text of each resource about one participant.
fn about(of: &Participant, form: Form) -> Vec<String> {
    let mut made = Made::new(form);
    resources(of, EN, &mut made);
    texts(&made)
}

fn texts(made: &Made) -> Vec<String> {
    let shared = made.shared().iter().map(|one| one.text.clone());
    let mut all: Vec<String> = shared.collect();
    for lines in made.files().iter().filter(|lines| lines.count > 0) {
        let each: Vec<&str> = lines.text.split(made.form().between()).collect();
        assert_eq!(each.len(), lines.count);
        all.extend(each.into_iter().map(str::to_owned));
    }
    all
}

/// All resources of an export about one participant.
fn exported(of: &Participant, form: Form) -> Vec<String> {
    let mut all = texts(&vocabulary(form));
    all.extend(about(of, form));
    all
}

fn read(of: &Participant) -> Vec<Value> {
    let all = exported(of, Form::Ndjson);
    all.iter()
        .map(|one| serde_json::from_str(one).unwrap())
        .collect()
}

fn of_type<'a>(all: &'a [Value], kind: &str) -> Vec<&'a Value> {
    all.iter()
        .filter(|one| one["resourceType"] == kind)
        .collect()
}

/// The administrations with this status, in the order of the ledger.
fn with_status<'a>(all: &'a [Value], status: &str) -> Vec<&'a Value> {
    let all = of_type(all, "MedicationAdministration").into_iter();
    all.filter(|one| one["status"] == status).collect()
}

/// The code of a concept in a list of this project, or of HL7.
fn code(concept: &Value) -> &str {
    concept["coding"][0]["code"].as_str().unwrap_or_default()
}

/// Every object inside a value, itself included.
fn objects<'a>(value: &'a Value, found: &mut Vec<&'a serde_json::Map<String, Value>>) {
    match value {
        Value::Object(fields) => {
            found.push(fields);
            fields.values().for_each(|inner| objects(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| objects(inner, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The codes of HL7 that an element must have one of; of the schema only the shape of a code is known.
const REQUIRED: [(&str, &str, &[&str]); 12] = [
    ("AdverseEvent", "actuality", &["actual", "potential"]),
    (
        "CodeSystem",
        "status",
        &["draft", "active", "retired", "unknown"],
    ),
    (
        "CodeSystem",
        "content",
        &["not-present", "example", "fragment", "complete"],
    ),
    (
        "ResearchSubject",
        "status",
        &["on-study", "on-study-intervention", "follow-up"],
    ),
    (
        "MedicationRequest",
        "status",
        &["active", "on-hold", "stopped", "completed"],
    ),
    (
        "MedicationRequest",
        "intent",
        &["proposal", "plan", "order"],
    ),
    (
        "MedicationAdministration",
        "status",
        &["completed", "not-done", "unknown"],
    ),
    (
        "PlanDefinition",
        "status",
        &["draft", "active", "retired", "unknown"],
    ),
    ("Encounter", "status", &["planned", "finished", "cancelled"]),
    (
        "MedicationDispense",
        "status",
        &["in-progress", "completed", "unknown"],
    ),
    ("MedicationStatement", "status", &["active", "completed"]),
    (
        "Observation",
        "status",
        &["preliminary", "final", "amended", "corrected"],
    ),
];

/// What the schema does not check: ids, references and their types, own codes, empty things, the order of times.
fn check(all: &[Value]) {
    let mut ids = BTreeSet::new();
    let mut codes: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for one in all {
        let id = one["id"].as_str().unwrap();
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        assert!(id.len() <= 64 && id.chars().all(fits), "{id}");
        let kind = one["resourceType"].as_str().unwrap();
        assert!(ids.insert(format!("{kind}/{id}")), "twice: {one}");
        for (_, key, codes) in REQUIRED.iter().filter(|(of, ..)| *of == kind) {
            let code = one.get(*key).and_then(Value::as_str);
            let said_unknown = one.get(format!("_{key}")).is_some();
            assert!(
                code.is_none_or(|code| codes.contains(&code)),
                "{key}: {one}"
            );
            assert!(code.is_some() != said_unknown, "{key}: {one}");
        }
        for concept in one["concept"].as_array().into_iter().flatten() {
            let [code, words] = ["code", "display"].map(|key| concept[key].as_str().unwrap());
            let list = codes
                .entry(one["url"].as_str().unwrap().to_owned())
                .or_default();
            assert_eq!(
                list.insert(code.to_owned(), words.to_owned()),
                None,
                "{code}"
            );
        }
    }
    for one in all {
        let mut inside = Vec::new();
        objects(one, &mut inside);
        for fields in inside {
            assert!(!fields.is_empty(), "empty: {one}");
            let empty = |value: &Value| match value {
                Value::Null => true,
                Value::String(text) => text.trim() != text || text.is_empty(),
                Value::Array(items) => items.is_empty(),
                Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
            };
            assert!(!fields.values().any(empty), "{fields:?}");
            let reference = fields.get("reference").and_then(Value::as_str);
            if let Some(inside) = reference.and_then(|reference| reference.strip_prefix('#')) {
                let mut contained = one["contained"].as_array().unwrap().iter();
                assert!(
                    contained.any(|other| other["id"] == inside),
                    "{inside}: {one}"
                );
            } else if let Some(reference) = reference {
                // It says the type itself.
                assert!(ids.contains(reference), "{reference}");
                assert_eq!(fields.get("type"), None, "{reference}");
            }
            if let Some(known) = fields.get("system").and_then(|at| codes.get(at.as_str()?)) {
                let words = known.get(fields["code"].as_str().unwrap());
                assert_eq!(
                    words.map(String::as_str),
                    fields["display"].as_str(),
                    "{fields:?}"
                );
            }
            if let (Some(start), Some(end)) = (fields.get("start"), fields.get("end")) {
                assert!(instant_of(start) <= instant_of(end), "{fields:?}");
            }
            let values = fields.keys().filter(|key| key.starts_with("value"));
            assert!(
                values.count() <= 1 || fields.contains_key("unit"),
                "{fields:?}"
            );
            let when = ["effectiveDateTime", "effectivePeriod"];
            assert!(
                !when.iter().all(|key| fields.contains_key(*key)),
                "{fields:?}"
            );
            let has = |key: &str| fields.contains_key(key);
            assert!(!(has("when") && has("timeOfDay")), "{fields:?}");
            assert!(!has("offset") || has("when"), "{fields:?}");
        }
    }
}

fn instant_of(text: &Value) -> chrono::DateTime<chrono::Utc> {
    let text = text.as_str().unwrap();
    let full = match text.len() {
        10 => format!("{text}T00:00:00+00:00"),
        _ => text.to_owned(),
    };
    full.parse().unwrap()
}

fn assert_valid(of: &Participant) {
    let all = read(of);
    for one in &all {
        let first = VALIDATOR
            .iter_errors(one)
            .next()
            .map(|error| error.to_string());
        assert_eq!(first, None, "{one}");
    }
    check(&all);
}

/// Ten days with one of everything: late, wrong, forgotten, partial, paused, zero, too much.
fn untidy() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:10");
    b.dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
    b.at("2026-11-02 20:10");
    b.dose(CAPECITABINE, "2026-11-02 pm", "2x500");
    b.at("2026-11-03 08:00");
    b.missed(CAPECITABINE, "2026-11-03 am");
    let silent = Dose {
        reason: None,
        ..b.omission(CAPECITABINE, "2026-11-03 pm")
    };
    b.at("2026-11-03 22:00").push(Event::Dose(silent));
    b.at("2026-11-04 08:05");
    b.vomited(CAPECITABINE, "2026-11-04 am", "4x150+2x500");
    b.at("2026-11-04 14:00");
    b.dose(CAPECITABINE, "2026-11-04 am", "2x500");
    let forgotten = Dose {
        taken_at: None,
        ..b.intake(UTIDELONE, "2026-11-03 once", "2x50")
    };
    b.push(Event::Dose(forgotten));
    b.by_site().at("2026-11-05 07:00");
    b.told().hold(&[CAPECITABINE], "2026-11-06 am");
    b.resume(&[CAPECITABINE], "2026-11-07 am");
    b.prescribe(
        CAPECITABINE,
        "2026-11-07 am",
        &[("am", "0"), ("pm", "3x500")],
    );
    b
}

/// Texts that a file may hold, wherever it may hold one.
fn hostile() -> DiaryBuilder {
    let evil = "\u{1b}[2J\u{202e}<script>\"\\\n\u{2028}  ";
    let mut protocol = Protocol::built_in().unwrap();
    protocol.id = format!("a b{evil}");
    protocol.title.en = evil.to_owned();
    for drug in &mut protocol.drugs {
        drug.name = Bilingual {
            en: evil.to_owned(),
            zh_hans: evil.to_owned(),
        };
    }
    let mut b = DiaryBuilder::with_protocol(protocol);
    b.prescribe(
        CAPECITABINE,
        "2026-11-02 am",
        &[("am", "2x500"), ("pm", "2x500")],
    );
    b.start_cycle(1, "2026-11-02");
    b.by_patient().at("2026-11-03 09:00");
    for (term, question, answer) in [
        ("fever", "temperature", "38.0"),
        ("fever", "temperature", "3e9"),
        ("diarrhoea", "stools_above_usual", "not_sure"),
        ("diarrhoea", evil, evil),
        (evil, " ", " "),
        (" ", "night", "yes"),
    ] {
        b.push(Event::Symptom(Symptom {
            term: PlainText::new(term),
            severity: Some(Severity::Severe),
            answers: [(PlainText::new(question), PlainText::new(answer))].into(),
            tier: Tier::Record,
            noticed_on: Some(date("2026-11-03")),
            ended_on: Some(date("2026-11-02")),
        }));
    }
    for name in [evil, " ", &"x".repeat(700)] {
        b.push(Event::Medicine(Medicine {
            name: PlainText::new(name),
            from: Some(date("2026-11-05")),
            to: Some(date("2026-11-01")),
        }));
    }
    b
}

/// A site record with these events.
fn record(b: &DiaryBuilder, events: Vec<SiteEvent>) -> SiteRecord {
    let opened = SiteEvent::Opened(SiteOpened::new("007".parse().unwrap()));
    let events = [opened].into_iter().chain(events);
    let first = &b.entries()[0];
    let entries = (1..).zip(events).map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: first.at,
        by: first.by.clone(),
        clock: first.clock,
        event,
    });
    SiteRecord::from_entries(entries).unwrap()
}

#[test]
fn every_kind_has_its_own_place_among_the_files() {
    let places = Kind::ALL.map(Kind::place);
    assert!(places.into_iter().eq(0..Kind::ALL.len()));
}

#[test]
fn every_resource_fits_the_schema_of_the_standard_and_nothing_leads_nowhere() {
    for (b, cut) in [
        (DiaryBuilder::new(), "2026-11-01"),
        (untidy(), "2026-11-09"),
        (worked_example(), "2026-11-14"),
        (three_cycles(), "2026-12-31"),
        (hostile(), "2026-11-09"),
    ] {
        assert_valid(&participant(&b, end_of(cut)));
        assert_valid(&participant(&b, AsOf::Now(moment("2026-11-03 09:00"))));
    }
}

#[test]
fn the_schema_and_the_checks_see_what_they_should() {
    let all = read(&participant(&untidy(), end_of("2026-11-09")));
    let request = of_type(&all, "MedicationRequest")[0];
    for (key, value) in [
        ("status", serde_json::json!(" active")),
        ("colour", serde_json::json!("red")),
        ("authoredOn", serde_json::json!("2026-11-02 08:00")),
    ] {
        let mut wrong = request.clone();
        wrong[key] = value;
        assert!(!VALIDATOR.is_valid(&wrong), "{key}");
    }
    let mut wrong = request.clone();
    wrong.as_object_mut().unwrap().remove("subject");
    assert!(!VALIDATOR.is_valid(&wrong));
    let fails = |all: Vec<Value>| std::panic::catch_unwind(|| check(&all)).is_err();
    let mut astray = all.clone();
    astray.retain(|one| one["resourceType"] != "MedicationRequest");
    assert!(fails(astray));
    for (kind, key, _) in REQUIRED {
        let mut wrong = all.clone();
        let one = wrong.iter_mut().find(|one| one["resourceType"] == kind);
        let Some(one) = one else { continue };
        one[key] = serde_json::json!("running");
        assert!(fails(wrong), "{kind} {key}");
    }
}

#[test]
fn the_page_explains_every_type_of_resource() {
    let page = include_str!("../../../../docs/fhir.md");
    let headings: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("### "))
        .collect();
    for kind in Kind::ALL {
        let name = kind.name();
        let explained = headings.iter().any(|heading| heading.contains(name));
        assert!(
            explained || name == "CodeSystem" && page.contains("`CodeSystem`"),
            "{name}"
        );
    }
}
