//! Who it is about, by which names, and that what a file says does no harm.

use super::*;
use crate::report::KEPT_BYTES;

#[test]
fn the_same_entry_is_the_same_resource_in_a_later_export_and_of_nobody_else() {
    let ids = |of: &Participant| -> BTreeSet<String> {
        let all = about(of, Form::Ndjson).into_iter();
        all.map(|one| serde_json::from_str::<Value>(&one).unwrap())
            .map(|one| {
                let [kind, id] = ["resourceType", "id"].map(|key| one[key].as_str().unwrap());
                format!("{kind} {id}")
            })
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
    let kinds: Vec<&str> = shared
        .iter()
        .filter_map(|one| one.split(' ').next())
        .collect();
    assert_eq!(kinds, ["PlanDefinition", "ResearchStudy"]);
}

#[test]
fn a_bundle_is_one_document_whose_references_are_its_own_addresses() {
    let of = participant(&untidy(), end_of("2026-11-09"));
    let entries = exported(&of, Form::Bundle);
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
    let addresses: BTreeMap<&str, &Value> = entries
        .iter()
        .map(|entry| {
            let kind = &entry["resource"]["resourceType"];
            (entry["fullUrl"].as_str().unwrap(), kind)
        })
        .collect();
    assert_eq!(addresses.len(), entries.len());
    let mut inside = Vec::new();
    objects(&bundle, &mut inside);
    let references = inside
        .iter()
        .filter(|fields| fields.contains_key("reference"));
    assert!(references.clone().count() > 50);
    for fields in references {
        // The address does not say of which type it is.
        let kind = addresses.get(fields["reference"].as_str().unwrap());
        assert_eq!(kind, fields.get("type").as_ref(), "{fields:?}");
    }
}

#[test]
fn who_comes_after_another_has_nothing_of_hers() {
    let (long, short) = (untidy(), DiaryBuilder::new());
    for form in [Form::Bundle, Form::Ndjson] {
        let mut made = Made::new(form);
        resources(&participant(&long, end_of("2026-11-09")), EN, &mut made);
        made.clear();
        let of = participant(&short, end_of("2026-11-01"));
        resources(&of, EN, &mut made);
        assert_eq!(texts(&made), about(&of, form));
    }
}

#[test]
fn memory_that_somebody_extraordinary_needed_is_given_back() {
    let mut made = Made::new(Form::Bundle);
    let of_long = participant(&untidy(), end_of("2026-11-09"));
    while made.files()[0].text.len() <= KEPT_BYTES {
        resources(&of_long, EN, &mut made);
    }
    made.clear();
    assert!(made.files()[0].text.capacity() <= KEPT_BYTES);
}

#[test]
fn made_up_data_says_so_in_every_resource_and_nobody_is_named() {
    let made_up = |opened: &mut Opened| opened.sample = true;
    let made_up = opened_as(&untidy(), made_up, end_of("2026-11-09"));
    let all = about(&made_up, Form::Ndjson);
    assert!(all.iter().all(|one| one.contains("HTEST")));
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

#[test]
fn what_a_file_says_reaches_the_export_harmless_and_still_valid() {
    let of = participant(&hostile(), end_of("2026-11-09"));
    for form in [Form::Bundle, Form::Ndjson] {
        for one in exported(&of, form) {
            let acts = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{202e}');
            assert!(!one.contains(acts), "{one}");
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
