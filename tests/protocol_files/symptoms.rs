//! The rules about symptoms in a protocol file: never weaker than the built-in ones, and said by place.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot find the built-in rules fails"
)]

use dosebook::domain::protocol::{ProblemKind, Protocol, check};
use dosebook::domain::symptoms::{Question, Term};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{built_in, changed, only};

/// Every trigger of the built-in protocol, as a pointer.
fn triggers() -> Vec<String> {
    let groups = built_in()["symptoms"]["triggers"]
        .as_array()
        .unwrap()
        .clone();
    let mut all = Vec::new();
    for (group, value) in groups.iter().enumerate() {
        for at in 0..value["value"].as_array().unwrap().len() {
            all.push(format!("/symptoms/triggers/{group}/value/{at}"));
        }
    }
    all
}

fn at<'a>(value: &'a mut Value, pointer: &str) -> &'a mut Value {
    value.pointer_mut(pointer).unwrap()
}

fn remove(value: &mut Value, pointer: &str) {
    let (list, place) = pointer.rsplit_once('/').unwrap();
    let place: usize = place.parse().unwrap();
    at(value, list).as_array_mut().unwrap().remove(place);
}

#[track_caller]
fn is_weaker(problems: &[(String, ProblemKind)], pointer: &str) {
    let weaker = problems
        .iter()
        .any(|(_, kind)| matches!(kind, ProblemKind::WeakerThanBuiltIn { .. }));
    assert!(weaker, "{pointer}: {problems:?}");
}

#[test]
fn ruling_18_no_built_in_trigger_may_be_left_out_or_made_less_urgent() {
    for pointer in triggers() {
        is_weaker(&changed(|v| remove(v, &pointer)), &pointer);
        let tier = built_in().pointer(&pointer).unwrap()["tier"].clone();
        let lower = match tier.as_str().unwrap() {
            "emergency" => "call_now",
            "call_now" => "report_soon",
            _ => continue,
        };
        let problems = changed(|v| at(v, &pointer)["tier"] = json!(lower));
        is_weaker(&problems, &pointer);
        let place = pointer
            .trim_start_matches('/')
            .replace("/triggers/", ".triggers[")
            .replace("/value/", "].value[")
            + "]";
        assert!(
            problems.iter().any(|(found, _)| *found == place),
            "{place}: {problems:?}"
        );
    }
}

#[test]
fn ruling_18_no_threshold_may_be_raised_and_none_narrowed_to_one_symptom() {
    for (question, more) in [
        ("stools_above_usual", "5"),
        ("times_in_24_hours", "3"),
        ("temperature", "38.1"),
    ] {
        let is_it = |pointer: &String| built_in().pointer(pointer).unwrap()["question"] == question;
        let pointer = triggers().into_iter().find(is_it).unwrap();
        is_weaker(
            &changed(|v| at(v, &pointer)["at_least"] = json!(more)),
            &pointer,
        );
    }
    let pointer = triggers().pop().unwrap();
    is_weaker(
        &changed(|v| at(v, &pointer)["worse_by"] = json!(3)),
        &pointer,
    );
    let narrowed =
        |pointer: &String| built_in().pointer(pointer).unwrap()["question"] == "bloody_stool";
    let pointer = triggers().into_iter().find(narrowed).unwrap();
    let problems = changed(|v| at(v, &pointer)["term"] = json!("diarrhoea"));
    is_weaker(&problems, &pointer);
    let spread = changed_to_each_term(&pointer, "bloody_stool");
    assert!(
        check(&spread.to_string()).is_ok(),
        "one for each symptom is as strict"
    );
}

/// A trigger of a question, written once for each symptom that asks it.
fn changed_to_each_term(pointer: &str, question: &str) -> Value {
    let mut value = built_in();
    let whole = value.pointer(pointer).unwrap().clone();
    remove(&mut value, pointer);
    let question: Question = question.parse().unwrap();
    let (list, _) = pointer.rsplit_once('/').unwrap();
    for term in Term::ALL.iter().filter(|term| term.asks(question)) {
        let mut one = whole.clone();
        one["term"] = json!(term.code());
        at(&mut value, list).as_array_mut().unwrap().push(one);
    }
    value
}

#[test]
fn a_stricter_or_further_trigger_is_clean() {
    let add = |new: Value| {
        let mut value = built_in();
        at(&mut value, "/symptoms/triggers/0/value")
            .as_array_mut()
            .unwrap()
            .push(new);
        check(&value.to_string())
    };
    for new in [
        json!({"question": "temperature", "at_least": "37.5", "tier": "emergency"}),
        json!({"term": "fever", "question": "temperature", "at_least": "34.0", "tier": "call_now"}),
        json!({"term": "hair_loss", "tier": "report_soon"}),
        json!({"term": "sleep", "question": "severity", "at_least": "mild", "tier": "call_now"}),
        json!({"term": "sleep", "worse_by": 1, "tier": "report_soon"}),
    ] {
        assert!(add(new.clone()).is_ok(), "{new}");
    }
    let mut value = built_in();
    for pointer in triggers() {
        at(&mut value, &pointer)["tier"] = json!("emergency");
    }
    assert!(check(&value.to_string()).is_ok());
    value["symptoms"] = Value::Null;
    assert_eq!(check(&value.to_string()).unwrap().symptoms, None);
}

#[test]
fn a_trigger_that_makes_no_sense_is_named_by_its_place() {
    let pointer = "/symptoms/triggers/1/value/0";
    let here = "symptoms.triggers[1].value[0]";
    for (new, place) in [
        (json!({"term": "toothache", "tier": "call_now"}), "term"),
        (
            json!({"question": "toothache", "tier": "call_now"}),
            "question",
        ),
        (json!({"tier": "call_now"}), "question"),
        (
            json!({"term": "fever", "question": "night", "tier": "call_now"}),
            "question",
        ),
        (
            json!({"question": "night", "at_least": "yes", "tier": "call_now"}),
            "at_least",
        ),
        (
            json!({"question": "temperature", "tier": "call_now"}),
            "at_least",
        ),
        (
            json!({"question": "temperature", "at_least": "38", "tier": "call_now"}),
            "at_least",
        ),
        (
            json!({"question": "temperature", "at_least": 38, "tier": "call_now"}),
            "at_least",
        ),
        (
            json!({"question": "temperature", "at_least": "50.0", "tier": "call_now"}),
            "at_least",
        ),
        (
            json!({"question": "severity", "at_least": "not_sure", "tier": "call_now"}),
            "at_least",
        ),
        (
            json!({"question": "severity", "at_least": "4", "tier": "call_now"}),
            "at_least",
        ),
        (json!({"worse_by": 0, "tier": "call_now"}), "worse_by"),
        (json!({"worse_by": 4, "tier": "call_now"}), "worse_by"),
        (
            json!({"worse_by": 2, "question": "night", "tier": "call_now"}),
            "question",
        ),
        (json!({"term": "fever", "tier": "record"}), "tier"),
        (
            json!({"term": "fever", "tier": "call_now", "grade": 3}),
            "grade",
        ),
    ] {
        let problems = changed(|v| *at(v, pointer) = new.clone());
        let place = format!("{here}.{place}");
        assert!(
            problems.iter().any(|(found, _)| *found == place),
            "{new}: {problems:?}"
        );
        let weaker = |kind: &ProblemKind| matches!(kind, ProblemKind::WeakerThanBuiltIn { .. });
        assert!(
            !problems.iter().any(|(_, kind)| weaker(kind)),
            "said once: {problems:?}"
        );
    }
}

#[test]
fn ruling_19_every_text_says_where_to_call_in_both_languages() {
    let texts = "/symptoms/texts/value";
    for (tier, language) in [
        ("call_now", "en"),
        ("report_soon", "zh-Hans"),
        ("emergency", "en"),
    ] {
        let (place, kind) = only(
            &format!("{texts}/{tier}/{language}"),
            json!("Call {emergency}."),
        );
        assert_eq!(place, format!("symptoms.texts.value.{tier}.{language}"));
        assert_eq!(kind, ProblemKind::MissingPlaceholder { name: "phone" });
    }
    let (_, kind) = only(&format!("{texts}/emergency/en"), json!("Call {phone}."));
    assert_eq!(kind, ProblemKind::MissingPlaceholder { name: "emergency" });
    let (_, kind) = only(
        &format!("{texts}/emergency/en"),
        json!("{phone}, {emergency}"),
    );
    assert_eq!(kind, ProblemKind::EmergencyNotFirst);
    for braces in ["{phones} {phone}", "{phone} {", "{phone}}", "{{phone}}"] {
        let (_, kind) = only(&format!("{texts}/call_now/en"), json!(braces));
        assert!(
            matches!(kind, ProblemKind::UnknownPlaceholder { .. }),
            "{braces}: {kind}"
        );
    }
    let problems = changed(|v| {
        let text = at(v, &format!("{texts}/call_now"));
        text.as_object_mut().unwrap().remove("zh-Hans");
    });
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].0, "symptoms.texts.value.call_now.zh-Hans");
}

#[test]
fn a_diary_from_before_the_key_is_read_and_has_the_built_in_texts() {
    let mut value = built_in();
    if let Some(rules) = value.as_object_mut() {
        rules.remove("symptoms");
    }
    let old: Protocol = serde_json::from_value(value).unwrap();
    assert_eq!(old.symptoms, None);
    let new = Protocol::built_in().unwrap();
    for tier in [
        dosebook::domain::entry::Tier::Emergency,
        dosebook::domain::entry::Tier::Record,
    ] {
        assert!(old.tier_text(tier).is_some());
        assert_eq!(old.tier_text(tier), new.tier_text(tier));
    }
    assert!(!serde_json::to_string(&old).unwrap().contains("symptoms"));
}

#[test]
fn the_rules_about_symptoms_stay_small_as_they_are_read_at_every_start() {
    let bytes = built_in()["symptoms"].to_string().len();
    assert!(bytes < 4096, "{bytes}");
}

proptest! {
    #[test]
    fn a_file_that_checks_clean_is_never_less_urgent_than_the_built_in_rules(
        drop in proptest::option::weighted(0.2, any::<proptest::sample::Index>()),
        add in any::<proptest::sample::Index>(),
        tier in proptest::sample::select(vec!["emergency", "call_now", "report_soon"]),
        least in proptest::sample::select(vec!["0", "3", "4", "5", "37.9", "38.0", "38.1", "mild", "severe"]),
        answer in proptest::sample::select(vec!["yes", "3", "4", "5", "37.9", "38.0", "38.1", "mild", "severe"]),
    ) {
        use dosebook::domain::symptoms::{Answer, Answers, tier as urgency};
        let mut value = built_in();
        let all = triggers();
        let changed = &all[add.index(all.len())];
        let trigger = at(&mut value, changed);
        trigger["tier"] = json!(tier);
        if trigger.get("at_least").is_some() {
            trigger["at_least"] = json!(least);
        }
        if let Some(drop) = drop {
            remove(&mut value, &all[drop.index(all.len())]);
        }
        if let Ok(protocol) = check(&value.to_string()) {
            // What is in the file alone decides as strictly as the built-in rules do.
            let own = protocol.symptoms.as_ref().unwrap();
            let built_in = Protocol::built_in().unwrap();
            let answer: Answer = answer.parse().unwrap();
            for term in Term::ALL {
                for question in term.questions() {
                    let answers = Answers::from([(*question, answer)]);
                    let alone = own.all().filter(|t| t.fires(*term, &answers, None));
                    let alone = alone.map(|t| t.tier).max();
                    let floor = urgency(&built_in, *term, &answers, None);
                    let floor = (floor != dosebook::domain::entry::Tier::Record).then_some(floor);
                    prop_assert!(alone >= floor, "{term} {question}");
                }
            }
        }
    }
}
