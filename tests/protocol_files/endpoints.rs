//! The settings of the endpoints in a protocol file: each may be left out, and one that stands there is in its range.

use dosebook::domain::protocol::{Found, ProblemKind, Protocol, check};
use serde_json::{Value, json};

use super::schema::schema_agrees;
use super::{built_in, changed};

fn rule(value: Value) -> Value {
    json!({"value": value, "source": "SAP"})
}

/// The built-in protocol with these settings.
fn with(endpoints: Value) -> Value {
    let mut value = built_in();
    value["endpoints"] = endpoints;
    value
}

/// The smallest and the largest value of each setting, and one beyond.
fn values() -> Vec<(&'static str, Vec<Value>, Vec<Value>)> {
    let days = |low: u32, high: u32| {
        let beyond = [
            json!(high + 1),
            json!(-1),
            json!(1.0),
            json!("7"),
            json!(true),
        ];
        (vec![json!(low), json!(high)], beyond.to_vec())
    };
    let of = |name, (good, bad)| (name, good, bad);
    let flags = || {
        (
            vec![json!(true), json!(false)],
            vec![json!("true"), json!(1)],
        )
    };
    let words = |list: [&str; 2]| (list.map(Value::from).to_vec(), vec![json!("all"), json!(1)]);
    let texts = |good: &[&str], bad: &[&str]| {
        let list = |of: &[&str]| of.iter().map(|text| json!(text)).collect::<Vec<_>>();
        let mut bad = list(bad);
        bad.push(json!(29.5));
        (list(good), bad)
    };
    vec![
        of("population", words(["treated", "enrolled"])),
        of("start_date", words(["first_dose", "first_cycle"])),
        of("stable_disease_from_days", days(0, 365)),
        of("confirm_after_days", days(0, 365)),
        of("not_evaluable_between", days(0, 20)),
        of("stable_between", flags()),
        of("censor_at_new_therapy", flags()),
        of("longest_gap_days", days(1, 3650)),
        of(
            "days_a_month",
            texts(
                &["28", "30", "30.4375", "30.44", "31"],
                &["27.9", "31.0001", "30.0", "30.43751", "", "a"],
            ),
        ),
        of(
            "confidence_level",
            texts(
                &["0.5", "0.9", "0.95", "0.505", "0.9999"],
                &["0.4999", "1", "95", "0.90", ".9", "0.99999"],
            ),
        ),
        of("adverse_events_days", days(0, 365)),
    ]
}

#[test]
fn every_setting_is_read_in_its_range_and_refused_beyond_it_by_name() {
    for (name, good, bad) in values() {
        for good in good {
            let file = with(json!({name: rule(good)}));
            check(&file.to_string()).unwrap_or_else(|problems| panic!("{problems:?}"));
            schema_agrees(&file);
        }
        for bad in bad {
            let file = with(json!({name: rule(bad.clone())}));
            let problems = check(&file.to_string()).expect_err(name);
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert_eq!(
                problems[0].place.to_string(),
                format!("endpoints.{name}.value")
            );
            schema_agrees(&file);
        }
    }
}

#[test]
fn what_is_left_out_or_null_is_left_open_and_changes_no_byte_of_a_file() {
    let stored = |file: &Value| {
        let protocol = check(&file.to_string()).unwrap();
        serde_json::to_string(&protocol).unwrap()
    };
    let before = stored(&built_in());
    assert!(!before.contains("\"endpoints\""));
    assert_eq!(stored(&with(Value::Null)), before);
    let open = with(json!({"population": null}));
    schema_agrees(&open);
    assert!(stored(&open).contains("\"endpoints\":{}"));
    let all: serde_json::Map<String, Value> = values()
        .into_iter()
        .map(|(name, mut good, _)| (name.to_owned(), rule(good.remove(0))))
        .collect();
    let file = with(Value::Object(all));
    let protocol: Protocol = serde_json::from_str(&stored(&file)).unwrap();
    assert_eq!(serde_json::to_value(&protocol).unwrap(), file);
}

#[test]
fn a_name_that_is_no_setting_and_a_setting_without_its_source_are_named() {
    let found = changed(|v| {
        v["endpoints"] = json!({"sd_from": rule(json!(42)), "stable_between": {"value": true}});
    });
    let places: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(
        places,
        ["endpoints.sd_from", "endpoints.stable_between.source"]
    );
    assert_eq!(found[0].1, ProblemKind::UnknownKey);
    let (place, kind) = &changed(|v| v["endpoints"] = json!([]))[0];
    assert_eq!(place, "endpoints");
    assert!(matches!(
        kind,
        ProblemKind::WrongType {
            found: Found::List,
            ..
        }
    ));
}

#[test]
fn every_setting_is_explained() {
    let page = include_str!("../../docs/protocol-format.md");
    for (name, _, _) in values() {
        assert!(page.contains(&format!("| `{name}` |")), "{name}");
    }
}
