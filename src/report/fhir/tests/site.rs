//! What the site has recorded.

use super::*;

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
    // Whether it ended with sequelae is not asked, so that no code of the list is true of it.
    assert_eq!(outcomes, ["ongoing", "", "fatal"]);
    let ends: Vec<&Value> = of_type(&all, "Observation")
        .into_iter()
        .filter(|one| code(&one["code"]) == "adverse_event_ended")
        .collect();
    assert_eq!(ends.len(), 1);
    assert_eq!(ends[0]["effectiveDateTime"], "2026-11-05");
    assert_eq!(ends[0]["valueBoolean"], true);
    let ended = ends[0]["focus"][0]["reference"].as_str().unwrap();
    assert!(ended.ends_with(events[1]["id"].as_str().unwrap()));
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

/// What the site recorded of a visit, of units and of the tumour.
fn visited() -> Participant {
    let mut b = untidy();
    let parsed = [
        r#"{"kind":"visited","date":"2026-11-05"}"#,
        r#"{"kind":"dispensed","drug":"capecitabine","strength_mg":"500","lot":"A1","count":56,"date":"2026-11-05"}"#,
        r#"{"kind":"returned","drug":"capecitabine","strength_mg":"500","lot":"A1","count":48,"after":{"date":"2026-11-04","period":"am"},"date":"2026-11-06","kept":false}"#,
        r#"{"kind":"lost","drug":"capecitabine","strength_mg":"500","lot":"A1","count":2,"date":"2026-11-06","reason":"fell into the sink"}"#,
        r#"{"kind":"assessed","date":"2026-10-30","baseline":{"target_sum_mm":50.0,"non_target":"present","new_lesions":false}}"#,
        r#"{"kind":"assessed","date":"2026-11-05","measured":{"target_sum_mm":34.5,"non_target":"present","new_lesions":false}}"#,
        r#"{"kind":"assessed","date":"2026-11-08","response":"PD"}"#,
        r#"{"kind":"visited","date":"2026-11-05"}"#,
    ];
    let events = parsed.map(|json| SiteEvent::parse(json).unwrap());
    let first = b.entries()[0].clone();
    let opened = SiteEvent::Opened(SiteOpened::new("007".parse().unwrap()));
    let entries = (1..).zip([opened].into_iter().chain(events));
    let entries = entries.map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: moment("2026-11-09 09:00"),
        by: first.by.clone(),
        clock: first.clock,
        event,
    });
    let record = SiteRecord::from_entries(entries).unwrap();
    b.at("2026-11-09 10:00");
    of_diary(b.diary(), Some(record), end_of("2026-11-09"))
}

/// The observations of a code.
fn observed<'a>(all: &'a [Value], item: &str) -> Vec<&'a Value> {
    let all = of_type(all, "Observation").into_iter();
    all.filter(|one| code(&one["code"]) == item).collect()
}

/// The part of an observation with a code.
fn part<'a>(of: &'a Value, item: &str) -> Option<&'a Value> {
    let parts = of["component"].as_array()?;
    parts.iter().find(|part| code(&part["code"]) == item)
}

#[test]
fn a_visit_is_there_once_and_what_was_done_on_it_names_it_and_the_study() {
    let of = visited();
    assert_valid(&of);
    let all = read(&of);
    let visits = of_type(&all, "Encounter");
    assert_eq!(visits.len(), 1);
    assert_eq!(visits[0]["period"]["start"], "2026-11-05");
    assert_eq!(visits[0]["status"], "finished");
    let here = format!("Encounter/{}", visits[0]["id"].as_str().unwrap());
    let study = of_type(&all, "ResearchStudy")[0];
    let study = format!("ResearchStudy/{}", study["id"].as_str().unwrap());
    let dispensed = of_type(&all, "MedicationDispense");
    let responses = observed(&all, "tumour_response");
    assert_eq!(dispensed[0]["context"]["reference"], here);
    assert_eq!(responses[0]["encounter"]["reference"], here);
    assert_eq!(responses[1].get("encounter"), None);
    for one in visits.into_iter().chain(dispensed).chain(responses) {
        assert_eq!(one["extension"][0]["valueReference"]["reference"], study);
    }
}

#[test]
fn tablets_have_their_number_strength_and_lot() {
    let all = read(&visited());
    let dispensed = of_type(&all, "MedicationDispense");
    assert_eq!(dispensed.len(), 1);
    assert_eq!(dispensed[0]["quantity"]["value"], 56);
    assert_eq!(dispensed[0]["quantity"]["unit"], "tablet");
    assert_eq!(dispensed[0]["whenHandedOver"], "2026-11-05");
    let pack = &dispensed[0]["contained"][0];
    assert_eq!(pack["batch"]["lotNumber"], "A1");
    assert_eq!(pack["ingredient"][0]["strength"]["numerator"]["value"], 500);
    let left = observed(&all, "units_left")[0];
    assert_eq!(left["valueQuantity"]["value"], 48);
    assert_eq!(part(left, "kept_by_site").unwrap()["valueBoolean"], false);
    let lost = observed(&all, "units_lost")[0];
    assert_eq!(lost["valueQuantity"]["value"], 2);
    assert_eq!(lost["note"][0]["text"], "fell into the sink");
    assert_eq!(part(lost, "lot").unwrap()["valueString"], "A1");
}

#[test]
fn a_response_stands_beside_what_was_measured_where_it_follows_from_it() {
    let all = read(&visited());
    let baseline = observed(&all, "tumour_baseline")[0];
    let sum = part(baseline, "target_sum").unwrap();
    assert_eq!(sum["valueQuantity"]["value"].to_string(), "50");
    assert_eq!(baseline.get("valueCodeableConcept"), None);
    let [first, second] = observed(&all, "tumour_response")[..] else {
        panic!("two responses");
    };
    // 34.5 mm of 50 mm is 31 % less: a partial response.
    assert_eq!(code(&first["valueCodeableConcept"]), "PR");
    let sum = part(first, "target_sum").unwrap();
    assert_eq!(sum["valueQuantity"]["value"].to_string(), "34.5");
    assert_eq!(
        code(&part(first, "non_target").unwrap()["valueCodeableConcept"]),
        "present"
    );
    assert_eq!(part(first, "new_lesions").unwrap()["valueBoolean"], false);
    assert_eq!(code(&second["valueCodeableConcept"]), "PD");
    assert_eq!(second.get("component"), None);
}

#[test]
fn the_regimen_is_there_with_its_days_its_cycle_and_its_meals() {
    let all = read(&visited());
    let plans = of_type(&all, "PlanDefinition");
    assert_eq!(plans.len(), 1);
    let study = of_type(&all, "ResearchStudy")[0];
    let plan = format!("PlanDefinition/{}", plans[0]["id"].as_str().unwrap());
    assert_eq!(study["protocol"][0]["reference"], plan);
    let cycle = &plans[0]["action"][0];
    assert_eq!(cycle["timingTiming"]["repeat"]["period"], 21);
    let drug = |name: &str| {
        let parts = cycle["action"].as_array().unwrap().iter();
        let mut own = parts.filter(|part| {
            let codes = part["code"][0]["coding"].as_array().unwrap();
            codes.iter().any(|coding| coding["code"] == name)
        });
        own.next().unwrap().clone()
    };
    let (utidelone, capecitabine) = (drug(UTIDELONE), drug(CAPECITABINE));
    let repeat = |part: &Value| part["timingTiming"]["repeat"].clone();
    assert_eq!(repeat(&utidelone)["boundsDuration"]["value"], 5);
    assert_eq!(repeat(&utidelone)["frequency"], 1);
    assert_eq!(
        utidelone["textEquivalent"],
        "days 1 to 5 of each cycle of 21 days, 60 mg/m2 each time, on an empty stomach"
    );
    assert_eq!(repeat(&capecitabine)["boundsDuration"]["value"], 14);
    assert_eq!(repeat(&capecitabine)["frequency"], 2);
    assert_eq!(
        repeat(&capecitabine)["when"],
        serde_json::json!(["PCM", "PCV"])
    );
    assert_eq!(repeat(&capecitabine)["offset"], 30);
}

#[test]
fn whose_rules_are_otherwise_has_another_plan() {
    let plan = |change: &dyn Fn(&mut Opened)| {
        let of = opened_as(&untidy(), change, end_of("2026-11-09"));
        of_type(&read(&of), "PlanDefinition")[0]["id"].clone()
    };
    let plain = plan(&|_| {});
    assert_eq!(
        plain,
        plan(&|opened| opened.subject = "008".parse().unwrap())
    );
    assert_ne!(
        plain,
        plan(&|opened| std::sync::Arc::make_mut(&mut opened.protocol)
            .cycle_length_days
            .value = 28)
    );
}
