//! What was prescribed, what was taken, and the measures of it.

use super::*;

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
            .map(String::as_str)
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
    let figures = all.iter().filter(|one| one.contains("\"unit\":\"%\""));
    let mut whole = 0;
    for one in figures {
        let (before, _) = one.split_once(",\"unit\":\"%\"").unwrap();
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
