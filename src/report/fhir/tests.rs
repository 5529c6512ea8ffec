//! What an export holds: the resources of diaries written by hand, against the schema of the standard and against
//! what no schema checks.

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

const SCHEMA: &str = include_str!("../../../tests/fhir/r4.schema.json");

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

/// All resources of an export about one participant.
fn exported(of: &Participant, form: Form) -> Vec<Resource> {
    let mut all = vocabulary(form).unwrap();
    all.extend(resources(of, form, EN).unwrap());
    all
}

fn read(of: &Participant) -> Vec<Value> {
    let all = exported(of, Form::Ndjson);
    all.iter()
        .map(|one| serde_json::from_str(&one.json).unwrap())
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
const REQUIRED: [(&str, &str, &[&str]); 9] = [
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
    ("MedicationStatement", "status", &["active", "completed"]),
    (
        "Observation",
        "status",
        &["preliminary", "final", "amended", "corrected"],
    ),
];

/// What the schema does not check: ids, references and their types, own codes, empty things, the order of times.
fn check(all: &[Value]) {
    let mut ids = BTreeMap::new();
    let mut codes: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for one in all {
        let id = one["id"].as_str().unwrap();
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        assert!(id.len() <= 64 && id.chars().all(fits), "{id}");
        let kind = one["resourceType"].as_str().unwrap();
        assert_eq!(
            ids.insert(format!("{kind}/{id}"), kind),
            None,
            "twice: {one}"
        );
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
                let kind = ids.get(reference);
                assert_eq!(kind, Some(&fields["type"].as_str().unwrap()), "{reference}");
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
fn a_dose_is_what_the_diary_says_and_never_a_dose_of_nothing() {
    let all = read(&participant(&untidy(), end_of("2026-11-09")));
    let taken = with_status(&all, "completed");
    let mg: Vec<String> = taken
        .iter()
        .map(|one| one["dosage"]["dose"]["value"].to_string())
        .collect();
    assert_eq!(mg, ["1600", "1000", "100", "1600", "1000"]);
    assert_eq!(taken[0]["effectiveDateTime"], "2026-11-02T08:10:00+08:00");
    assert_eq!(
        taken[0]["dosage"]["text"],
        "4 x 150 mg + 2 x 500 mg (6 tablets)"
    );
    assert_eq!(code(&taken[0]["medicationCodeableConcept"]), "L01BC06");
    // Nobody remembers when: the diary day.
    assert_eq!(
        taken[2]["effectivePeriod"]["start"],
        "2026-11-03T04:00:00+08:00"
    );
    assert_eq!(
        taken[2]["effectivePeriod"]["end"],
        "2026-11-04T04:00:00+08:00"
    );
    let outcomes: Vec<&str> = of_type(&all, "Observation")
        .into_iter()
        .filter(|one| code(&one["code"]) == "intake")
        .map(|one| code(&one["component"][0]["valueCodeableConcept"]))
        .collect();
    assert_eq!(
        outcomes,
        ["taken", "partly_taken", "taken", "vomited", "extra"]
    );

    let not_done = with_status(&all, "not-done");
    let reasons: Vec<&str> = not_done
        .iter()
        .map(|one| code(&one["statusReason"][0]))
        .collect();
    let held = "held_unconfirmed";
    assert_eq!(reasons, ["forgot", "unknown", held, held]);
    let planned = &not_done[0]["effectivePeriod"];
    assert_eq!(planned["start"], "2026-11-03T04:00:00+08:00");
    assert_eq!(planned["end"], "2026-11-03T12:00:00+08:00");
    assert!(not_done.iter().all(|one| one.get("dosage").is_none()));

    // Past the entry window without a word; the morning of zero tablets is nothing at all.
    let unknown = with_status(&all, "unknown");
    let slots = |one: &&Value| one["effectivePeriod"]["start"].as_str().unwrap().to_owned();
    let starts: BTreeSet<String> = unknown.iter().map(slots).collect();
    assert!(starts.contains("2026-11-07T16:00:00+08:00"));
    let capecitabine = unknown
        .iter()
        .filter(|one| code(&one["medicationCodeableConcept"]) == "L01BC06");
    assert!(
        !capecitabine
            .map(slots)
            .any(|at| at == "2026-11-07T04:00:00+08:00")
    );
}

#[test]
fn what_was_prescribed_says_when_after_which_meal_and_what_became_of_it() {
    let mut b = untidy();
    b.stop(&[UTIDELONE], "2026-11-08 am", Some(EndReason::AdverseEvent));
    let all = read(&participant(&b, end_of("2026-11-09")));
    let requests = of_type(&all, "MedicationRequest");
    let statuses: Vec<&str> = requests
        .iter()
        .map(|r| r["status"].as_str().unwrap())
        .collect();
    // Utidelone is ended; of capecitabine the later order is in force.
    assert_eq!(statuses, ["stopped", "stopped", "active"]);
    assert_eq!(code(&requests[0]["statusReason"]), "adverse_event");
    let first = &requests[1]["dosageInstruction"];
    let repeat = &first[0]["timing"]["repeat"];
    assert_eq!(repeat["when"], serde_json::json!(["PCM", "PCV"]));
    assert_eq!(
        (&repeat["offset"], &repeat["frequency"]),
        (&30.into(), &2.into())
    );
    assert_eq!(first.as_array().unwrap().len(), 1);
    let words = &first[0]["additionalInstruction"];
    assert_eq!(words[0]["text"], "days 1 to 14 of each cycle of 21 days");
    assert_eq!(words[1]["text"], "within 30 minutes after a meal");
    let second = requests[2]["dosageInstruction"].as_array().unwrap();
    let mg = |at: usize| second[at]["doseAndRate"][0]["doseQuantity"]["value"].to_string();
    assert_eq!([mg(0), mg(1)], ["0", "1500"]);
    let before = requests[2]["priorPrescription"]["reference"]
        .as_str()
        .unwrap();
    assert!(before.ends_with(requests[1]["id"].as_str().unwrap()));
    // The one capsule a day is bound to no meal.
    let empty = &requests[0]["dosageInstruction"][0]["timing"]["repeat"];
    assert!(empty.get("when").is_none() && empty.get("offset").is_none());
}

#[test]
fn a_usual_time_stands_only_where_no_meal_does() {
    let mut protocol = Protocol::built_in().unwrap();
    for drug in &mut protocol.drugs {
        for rule in &mut drug.periods {
            rule.usual_time = Some(Rule {
                value: "08:00".parse().unwrap(),
                source: "a test".to_owned(),
            });
        }
    }
    let mut b = DiaryBuilder::with_protocol(protocol);
    b.prescribe(UTIDELONE, "2026-11-02 once", &[("once", "2x50")]);
    b.prescribe(CAPECITABINE, "2026-11-02 am", &[("am", "2x500")]);
    let of = participant(&b, end_of("2026-11-03"));
    assert_valid(&of);
    let all = read(&of);
    let repeats: Vec<&Value> = of_type(&all, "MedicationRequest")
        .iter()
        .map(|one| &one["dosageInstruction"][0]["timing"]["repeat"])
        .collect();
    assert_eq!(repeats[0]["timeOfDay"], serde_json::json!(["08:00:00"]));
    assert_eq!(repeats[1]["when"], serde_json::json!(["PCM"]));
    assert!(repeats[1].get("timeOfDay").is_none());
}

#[test]
fn a_measure_keeps_its_digits_and_stands_beside_what_it_is_of() {
    let of = participant(&worked_example(), end_of("2026-11-14"));
    let all = exported(&of, Form::Ndjson);
    let share = |name: &str, cycle: &str| {
        let is_it = |json: &&str| {
            json.contains(&format!("\"code\":\"{name}\""))
                && json.contains("L01BC06")
                && json.contains("\"valueInteger\":1}") == (cycle == "1")
        };
        all.iter()
            .map(|one| one.json.as_str())
            .find(is_it)
            .unwrap()
            .to_owned()
    };
    let json = share("dose_adherence", "1");
    let figures = &of
        .adherence
        .drugs
        .iter()
        .find(|d| d.drug == drug(CAPECITABINE))
        .unwrap();
    let ratio = figures.cycles[0].measures.dose_adherence.ratio().unwrap();
    let percent = format!("\"value\":{},\"unit\":\"%\"", ratio.percent());
    assert!(json.contains(&percent), "{percent} not in {json}");
    let value: Value = serde_json::from_str(&json).unwrap();
    let parts = value["component"].as_array().unwrap();
    let names: Vec<&str> = parts.iter().map(|part| code(&part["code"])).collect();
    assert_eq!(names, ["drug", "cycle", "numerator", "denominator"]);
    assert_eq!(parts[2]["valueQuantity"]["value"], ratio.numerator());
    assert_eq!(parts[3]["valueQuantity"]["value"], ratio.denominator());
    // A whole percentage keeps its two decimals too.
    let figures = all.iter().filter(|one| one.json.contains("\"unit\":\"%\""));
    let mut whole = 0;
    for one in figures {
        let (before, _) = one.json.split_once(",\"unit\":\"%\"").unwrap();
        let (_, digits) = before.rsplit_once(':').unwrap();
        let (_, decimals) = digits.split_once('.').unwrap();
        assert_eq!(decimals.len(), 2, "{digits}");
        whole += usize::from(decimals == "00");
    }
    assert!(whole > 0);
    // No rule is set for the time: there is no figure, and no resource.
    let all = read(&of);
    let observations = of_type(&all, "Observation");
    assert!(
        !observations
            .iter()
            .any(|one| code(&one["code"]) == "timing_adherence")
    );
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

#[test]
fn what_a_file_says_reaches_the_export_harmless_and_still_valid() {
    let of = participant(&hostile(), end_of("2026-11-09"));
    for form in [Form::Bundle, Form::Ndjson] {
        for one in exported(&of, form) {
            let acts = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{202e}');
            assert!(!one.json.contains(acts), "{}", one.json);
        }
    }
    let all = read(&of);
    let fever = of_type(&all, "Observation")
        .into_iter()
        .find(|one| code(&one["code"]) == "fever")
        .unwrap();
    assert_eq!(
        fever["component"][0]["valueQuantity"]["value"].to_string(),
        "38.0"
    );
    assert_eq!(
        fever["effectivePeriod"],
        serde_json::json!({"start": "2026-11-03"})
    );
    assert_eq!(code(&fever["valueCodeableConcept"]), "severe");
    assert_eq!(
        code(&fever["component"][1]["valueCodeableConcept"]),
        "call_now"
    );
}

#[test]
fn the_same_entry_is_the_same_resource_in_a_later_export_and_of_nobody_else() {
    let ids = |of: &Participant| -> BTreeSet<String> {
        let all = resources(of, Form::Ndjson, EN).unwrap();
        all.into_iter()
            .map(|one| format!("{} {}", one.kind.name(), one.id))
            .collect()
    };
    let mut b = untidy();
    let earlier = ids(&participant(&b, end_of("2026-11-06")));
    // The slot that nobody had recorded is recorded now.
    b.by_patient().at("2026-11-10 09:00");
    b.dose(CAPECITABINE, "2026-11-05 am", "2x500");
    let later = ids(&participant(&b, end_of("2026-11-12")));
    assert!(earlier.is_subset(&later));
    let another = |opened: &mut Opened| opened.subject = "008".parse().unwrap();
    let other = ids(&opened_as(&b, another, end_of("2026-11-12")));
    let shared: Vec<&String> = later.intersection(&other).collect();
    assert_eq!(shared.len(), 1, "{shared:?}");
    assert!(shared[0].starts_with("ResearchStudy"));
}

#[test]
fn a_bundle_is_one_document_whose_references_are_its_own_addresses() {
    let of = participant(&untidy(), end_of("2026-11-09"));
    let entries: Vec<String> = exported(&of, Form::Bundle)
        .into_iter()
        .map(|one| one.json)
        .collect();
    let form = Form::Bundle;
    let text = format!(
        "{}{}{}",
        form.head(),
        entries.join(form.between()),
        form.foot()
    );
    let bundle: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        VALIDATOR
            .iter_errors(&bundle)
            .next()
            .map(|error| error.to_string()),
        None
    );
    let entries = bundle["entry"].as_array().unwrap();
    let addresses: BTreeSet<&str> = entries
        .iter()
        .map(|entry| entry["fullUrl"].as_str().unwrap())
        .collect();
    assert_eq!(addresses.len(), entries.len());
    let mut inside = Vec::new();
    objects(&bundle, &mut inside);
    let references = inside.iter().filter_map(|fields| fields.get("reference"));
    assert!(references.clone().count() > 50);
    for reference in references {
        assert!(
            addresses.contains(reference.as_str().unwrap()),
            "{reference}"
        );
    }
}

#[test]
fn a_later_word_about_another_medicine_takes_the_place_of_the_earlier() {
    let mut b = DiaryBuilder::started("2026-11-02");
    let medicine = |to: Option<&str>| Medicine {
        name: PlainText::new("loperamide"),
        from: Some(date("2026-11-03")),
        to: to.map(date),
    };
    b.by_patient()
        .at("2026-11-03 09:00")
        .push(Event::Medicine(medicine(None)));
    b.at("2026-11-05 09:00")
        .push(Event::Medicine(medicine(Some("2026-11-04"))));
    let record = record(&b, vec![SiteEvent::Medicine(medicine(None))]);
    let of = of_diary(b.diary(), Some(record), end_of("2026-11-09"));
    assert_valid(&of);
    let all = read(&of);
    let statements = of_type(&all, "MedicationStatement");
    let said: Vec<(&str, bool)> = statements
        .iter()
        .map(|one| {
            (
                one["status"].as_str().unwrap(),
                one.get("informationSource").is_some(),
            )
        })
        .collect();
    assert_eq!(said, [("completed", true), ("active", false)]);
}

#[test]
fn made_up_data_says_so_in_every_resource_and_nobody_is_named() {
    let made_up = |opened: &mut Opened| opened.sample = true;
    let made_up = opened_as(&untidy(), made_up, end_of("2026-11-09"));
    let all = resources(&made_up, Form::Ndjson, EN).unwrap();
    assert!(all.iter().all(|one| one.json.contains("HTEST")));
    let all = read(&participant(&untidy(), end_of("2026-11-09")));
    assert!(!all.iter().any(|one| one.to_string().contains("HTEST")));
    let patient = of_type(&all, "Patient")[0].as_object().unwrap();
    let keys: Vec<&str> = patient.keys().map(String::as_str).collect();
    assert_eq!(keys, ["id", "identifier", "meta", "resourceType"]);
    assert_eq!(patient["identifier"][0]["value"], "007");
    assert_eq!(patient["meta"]["security"][0]["code"], "PSEUDED");
}

#[test]
fn where_she_stands_in_the_study_is_said_where_it_is_known() {
    let status = |b: &DiaryBuilder, cut: &str| {
        let all = read(&participant(b, end_of(cut)));
        let subject = of_type(&all, "ResearchSubject")[0];
        let absent = subject["_status"]["extension"][0]["valueCode"].as_str();
        subject["status"].as_str().or(absent).unwrap().to_owned()
    };
    assert_eq!(status(&DiaryBuilder::new(), "2026-11-01"), "on-study");
    assert_eq!(status(&untidy(), "2026-11-20"), "on-study-intervention");
    let mut b = untidy();
    b.stop(&[UTIDELONE, CAPECITABINE], "2026-11-08 am", None);
    assert_eq!(status(&b, "2026-11-12"), "follow-up");
    assert_eq!(status(&b, "2027-01-12"), "unknown");
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

fn adverse(term: &str, grade: u8) -> Box<AdverseEvent> {
    Box::new(AdverseEvent {
        term: PlainText::new(term),
        words: PlainText::default(),
        ctcae_version: PlainText::new("5.0"),
        grade: grade.try_into().unwrap(),
        onset: date("2026-11-04"),
        ended: None,
        related: [
            (drug(CAPECITABINE), Relation::Related),
            (drug(UTIDELONE), Relation::NotRelated),
        ]
        .into(),
        serious: false,
        action: [(drug(CAPECITABINE), ActionTaken::DrugInterrupted)].into(),
        about: Vec::new(),
    })
}

#[test]
fn an_adverse_event_has_each_grade_with_its_date_and_no_severity_beyond_severe() {
    let b = untidy();
    let changed = AdverseEventChanged {
        event: EntryRef {
            seq: 2,
            id: EntryId(2),
        },
        date: date("2026-11-06"),
        grade: Some(4_u8.try_into().unwrap()),
        ended: false,
        serious: Some(true),
        related: BTreeMap::new(),
        action: BTreeMap::new(),
    };
    let mut other = adverse("Skin and subcutaneous tissue disorders - Other, specify", 2);
    other.words = PlainText::new("\u{202e}nails");
    other.ended = Some(date("2026-11-05"));
    let events = vec![
        SiteEvent::AdverseEvent(adverse("Diarrhea", 2)),
        SiteEvent::AdverseEventChanged(changed),
        SiteEvent::AdverseEvent(other),
        SiteEvent::AdverseEvent(adverse(" ", 5)),
    ];
    let of = of_diary(b.diary(), Some(record(&b, events)), end_of("2026-11-09"));
    assert_valid(&of);
    let all = read(&of);
    let events = of_type(&all, "AdverseEvent");
    let severities: Vec<&str> = events.iter().map(|one| code(&one["severity"])).collect();
    assert_eq!(severities, ["", "moderate", ""]);
    let outcomes: Vec<&str> = events.iter().map(|one| code(&one["outcome"])).collect();
    assert_eq!(outcomes, ["ongoing", "resolved", "fatal"]);
    let serious: Vec<&str> = events.iter().map(|one| code(&one["seriousness"])).collect();
    assert_eq!(serious, ["Serious", "Non-serious", "Non-serious"]);
    assert_eq!(events[0]["event"]["text"], "Diarrhea");
    let told = "Skin and subcutaneous tissue disorders - Other, specify: \\u{202e}nails";
    assert_eq!(events[1]["event"]["text"], told);
    // Only what may have caused it is suspected.
    let suspects = events[0]["suspectEntity"].as_array().unwrap();
    assert_eq!(suspects.len(), 1);
    assert_eq!(suspects[0]["instance"]["reference"], "#capecitabine");
    assert_eq!(code(&suspects[0]["causality"][0]["assessment"]), "related");

    let about_the_first = |one: &&Value| {
        let focus = one["focus"][0]["reference"].as_str().unwrap_or_default();
        focus.ends_with(events[0]["id"].as_str().unwrap())
    };
    let observations: Vec<&Value> = of_type(&all, "Observation")
        .into_iter()
        .filter(about_the_first)
        .collect();
    let grades: Vec<(u64, &str)> = observations
        .iter()
        .filter(|one| code(&one["code"]) == "ctcae_grade")
        .map(|one| {
            (
                one["valueInteger"].as_u64().unwrap(),
                one["effectiveDateTime"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(grades, [(2, "2026-11-04"), (4, "2026-11-06")]);
    let judged: Vec<Vec<&str>> = observations
        .iter()
        .filter(|one| code(&one["code"]) == "adverse_event_and_drug")
        .map(|one| {
            let parts = one["component"].as_array().unwrap().iter();
            parts
                .map(|part| code(&part["valueCodeableConcept"]))
                .collect()
        })
        .collect();
    let expected = [
        vec!["L01BC06", "related", "drug_interrupted"],
        vec!["utidelone", "not_related"],
    ];
    assert_eq!(judged, expected);
}

#[test]
fn the_page_explains_every_type_of_resource() {
    let page = include_str!("../../../docs/fhir.md");
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
