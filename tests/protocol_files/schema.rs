//! The schema beside the check: they agree, and nothing that can stand in a file makes either panic.

use std::sync::LazyLock;

use dosebook::domain::protocol::{Found, ProblemKind, Protocol, check};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{BROKEN, CAPECITABINE, EVENING_TO_MORNING, ONCE_DAILY, built_in, pointers};

const SCHEMA: &str = include_str!("../../docs/protocol.schema.json");

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(SCHEMA).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
});

#[test]
fn the_schema_accepts_every_clean_file_and_refuses_the_broken_one() {
    for clean in [
        Protocol::BUILT_IN,
        CAPECITABINE,
        ONCE_DAILY,
        EVENING_TO_MORNING,
    ] {
        let value = serde_json::from_str(clean).unwrap();
        let errors: Vec<_> = VALIDATOR
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert_eq!(errors, [""; 0]);
    }
    assert!(!VALIDATOR.is_valid(&serde_json::from_str(BROKEN).unwrap()));
}

fn keys(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                all.push(key.clone());
                keys(value, all);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, all)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_key_of_a_protocol_is_explained() {
    let page = include_str!("../../docs/protocol-format.md");
    let mut all = Vec::new();
    keys(&built_in(), &mut all);
    for key in all {
        let explained = page.contains(&format!("`{key}`")) || page.contains(&format!("\"{key}\":"));
        assert!(explained, "{key}");
    }
}

/// Whether a problem is one that a schema can see too.
fn structural(kind: &ProblemKind) -> bool {
    match kind {
        ProblemKind::WrongType { found, .. } => *found != Found::Fraction,
        ProblemKind::WrongFormat { .. }
        | ProblemKind::NewerVersion { .. }
        | ProblemKind::UnknownKey
        | ProblemKind::MissingKey { .. }
        | ProblemKind::BadValue { .. }
        | ProblemKind::OutOfRange { .. }
        | ProblemKind::EmptyText
        | ProblemKind::TextTooLong { .. }
        | ProblemKind::EmptyList
        | ProblemKind::ListTooLong { .. }
        | ProblemKind::OnceWithOthers
        | ProblemKind::FastingWithoutEmptyStomach => true,
        ProblemKind::UnsafeText { character, .. } => *character < '\u{e0000}',
        ProblemKind::FileTooLarge { .. }
        | ProblemKind::TooLongForDiary { .. }
        | ProblemKind::BrokenJson(_)
        | ProblemKind::TooDeep { .. }
        | ProblemKind::DuplicateKey
        | ProblemKind::Repeated { .. }
        | ProblemKind::StepsNotFalling { .. }
        | ProblemKind::PeriodsOutOfOrder { .. }
        | ProblemKind::PeriodsOverlap { .. }
        | ProblemKind::PeriodBeforeDay { .. }
        | ProblemKind::PeriodPastDay { .. }
        | ProblemKind::UsualTimeOutside { .. }
        | ProblemKind::PeriodNotOfDrug { .. }
        | ProblemKind::SlotBeyondCycle { .. }
        | ProblemKind::LastSlotBeforeFirst { .. }
        | ProblemKind::AimBelowWarning { .. }
        | ProblemKind::QuestionNotAsked { .. }
        | ProblemKind::WeakerThanBuiltIn { .. }
        | ProblemKind::MissingPlaceholder { .. }
        | ProblemKind::UnknownPlaceholder { .. }
        | ProblemKind::EmergencyNotFirst
        | ProblemKind::NotRead { .. } => false,
    }
}

/// The schema is never stricter than `check`, and sees every fault of shape that `check` sees.
pub(crate) fn schema_agrees(value: &Value) {
    let valid = VALIDATOR.is_valid(value);
    match check(&value.to_string()) {
        Ok(_) => assert!(valid, "the schema refuses a clean file: {value}"),
        Err(problems) => {
            let seen = problems.iter().find(|problem| structural(&problem.kind));
            if let Some(problem) = seen {
                assert!(!valid, "the schema does not see {problem}");
            }
        }
    }
}

#[test]
fn the_schema_refuses_what_check_refuses_about_the_shape() {
    for (pointer, new) in [
        ("/format", json!("other")),
        ("/version", json!(2)),
        ("/version", json!(0)),
        ("/id", json!("A b")),
        ("/title/en", json!(" ")),
        ("/title/en", json!("x".repeat(501))),
        ("/title/en", json!("a\u{202e}b")),
        ("/title/en", json!("a\nb")),
        ("/day_starts_at/value", json!("24:00")),
        ("/ctcae_version/value", json!("five")),
        ("/drugs", json!([])),
        ("/drugs/1/mg_per_m2/value", json!("10000.5")),
        ("/drugs/1/mg_per_m2/value", json!("0")),
        ("/drugs/1/mg_per_m2/value", json!("1.50")),
        ("/drugs/1/periods/0/period", json!("once")),
        ("/drugs/1/food/value", json!({"rule": "after_meal"})),
        (
            "/drugs/0/food/value",
            json!({"rule": "none", "within_minutes": 3}),
        ),
        (
            "/drugs/1/fasting_hours_after",
            json!({"value": 2, "source": "s"}),
        ),
        ("/drugs/1/reduction_steps_pct/value", json!([0])),
    ] {
        let mut value = built_in();
        *value.pointer_mut(pointer).unwrap() = new;
        let problems = check(&value.to_string()).unwrap_err();
        assert!(problems.iter().any(|p| structural(&p.kind)), "{problems:?}");
        schema_agrees(&value);
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-3i64..400).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        proptest::sample::select(vec![
            "once",
            "am",
            "pm",
            "04:00",
            "03:59",
            "23:00",
            "none",
            "after_meal",
            "1000",
            "drug-a"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::vec((any::<String>(), inner), 0..3)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// What holds of every text.
fn sound(json: &str) {
    match check(json) {
        Ok(protocol) => {
            assert_eq!(
                serde_json::from_str::<Protocol>(json).ok().as_ref(),
                Some(&protocol)
            );
            for drug in &protocol.drugs {
                let first = drug.first_slot.value.day;
                assert!(drug.slots_on(first).count() > 0);
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(
                    !matches!(problem.kind, ProblemKind::NotRead { .. }),
                    "{problem}"
                );
                assert!(!problem.to_string().contains(['\u{1b}', '\u{202e}', '\n']));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_value_anywhere_is_checked_without_panic(
        place in any::<proptest::sample::Index>(),
        other in any::<proptest::sample::Index>(),
        new in any_json(),
        swap in any::<bool>(),
    ) {
        let mut value = built_in();
        let mut all = Vec::new();
        pointers(&value, "", &mut all);
        let new = if swap { value.pointer(other.get(&all[..]).as_str()).cloned().unwrap() } else { new };
        *value.pointer_mut(place.get(&all[..]).as_str()).unwrap() = new;
        sound(&value.to_string());
        schema_agrees(&value);
    }

    #[test]
    fn any_cut_or_inserted_text_is_checked_without_panic(
        from in 0usize..8000,
        length in 0usize..40,
        insert in "[\\[\\]{}\",:0-9a-z\\\\\u{1b}\u{202e}]{0,6}",
    ) {
        let chars: Vec<char> = Protocol::BUILT_IN.chars().collect();
        let from = from.min(chars.len());
        let to = (from + length).min(chars.len());
        let head: String = chars[..from].iter().collect();
        let tail: String = chars[to..].iter().collect();
        sound(&format!("{head}{insert}{tail}"));
    }

    #[test]
    fn any_text_is_checked_without_panic(text in any::<String>()) {
        sound(&text);
    }
}
