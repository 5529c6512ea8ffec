//! Protocol files: other regimens can be written, and everything wrong with a file is said at once.

mod endpoints;
mod schema;
mod symptoms;

use dosebook::domain::calendar::Period;
use dosebook::domain::entry::{Author, ClockKind, Event, Language, Opened, PhoneNumber, Phones};
use dosebook::domain::ids::EntryId;
use dosebook::domain::protocol::{
    BrokenJson, CycleSlot, Found, MAX_FILE_BYTES, MAX_STORED_BYTES, Place, Problem, ProblemKind,
    Protocol, check,
};
use dosebook::journal::{Journal, Stamp};
use serde_json::{Value, json};

const CAPECITABINE: &str = include_str!("../protocols/capecitabine-14-of-21.json");
const ONCE_DAILY: &str = include_str!("../protocols/once-daily-21-of-28.json");
const EVENING_TO_MORNING: &str = include_str!("../protocols/evening-to-morning.json");
const BROKEN: &str = include_str!("../protocols/broken.json");

/// The slots of the only drug, over all days of a cycle and one more on either side.
fn slots(json: &str) -> Vec<CycleSlot> {
    let protocol = check(json).expect("a clean file");
    assert_eq!(protocol.drugs.len(), 1);
    let drug = &protocol.drugs[0];
    let of_day = |day| {
        let periods = drug.slots_on(day).map(|rule| rule.period);
        periods.map(move |period| slot(day, period))
    };
    let days = 0..=protocol.cycle_length_days.value + 1;
    days.flat_map(of_day).collect()
}

fn slot(day: u16, period: Period) -> CycleSlot {
    CycleSlot { day, period }
}

fn built_in() -> Value {
    serde_json::from_str(Protocol::BUILT_IN).expect("JSON")
}

/// The problems of the built-in protocol with something changed.
fn changed(change: impl FnOnce(&mut Value)) -> Vec<(String, ProblemKind)> {
    let mut value = built_in();
    change(&mut value);
    let problems = check(&value.to_string()).expect_err("a problem");
    let place = |p: Problem| (p.place.to_string(), p.kind);
    problems.into_iter().map(place).collect()
}

/// The one problem of the built-in protocol with one value replaced.
fn only(pointer: &str, new: Value) -> (String, ProblemKind) {
    let mut found = changed(|v| *v.pointer_mut(pointer).expect("a place in the file") = new);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn the_built_in_protocol_checks_clean() {
    let checked = check(Protocol::BUILT_IN).unwrap();
    assert_eq!(checked, Protocol::built_in().unwrap());
}

#[test]
fn capecitabine_alone_has_two_slots_on_fourteen_days() {
    let slots = slots(CAPECITABINE);
    assert_eq!(slots.len(), 28);
    assert_eq!(slots[0], slot(1, Period::Am));
    assert_eq!(slots[27], slot(14, Period::Pm));
}

#[test]
fn a_drug_once_a_day_has_one_slot_on_twenty_one_days() {
    let slots = slots(ONCE_DAILY);
    assert_eq!(slots.len(), 21);
    assert_eq!(slots[0], slot(1, Period::Once));
    assert_eq!(slots[20], slot(21, Period::Once));
}

#[test]
fn a_drug_from_an_evening_to_a_morning_has_half_days_at_both_ends() {
    let slots = slots(EVENING_TO_MORNING);
    assert_eq!(slots.len(), 28);
    assert_eq!(slots[0], slot(1, Period::Pm));
    assert_eq!(slots[1], slot(2, Period::Am));
    assert_eq!(slots[27], slot(15, Period::Am));
}

#[test]
fn every_problem_of_a_file_is_reported_at_once_with_its_place() {
    let problems = check(BROKEN).unwrap_err();
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_text_that_is_no_json_is_placed_by_line_and_column() {
    let places = [
        ("", BrokenJson::Empty, (1, 0)),
        (" \n", BrokenJson::Empty, (2, 0)),
        ("{\n\"format\":", BrokenJson::EndsEarly, (2, 9)),
        ("{\n  format: 1}", BrokenJson::Syntax, (2, 3)),
        ("\u{feff}{}", BrokenJson::ByteOrderMark, (1, 1)),
    ];
    for (json, fault, (line, column)) in places {
        let place = Place::Line { line, column };
        let kind = ProblemKind::BrokenJson(fault);
        assert_eq!(
            check(json).unwrap_err(),
            [Problem { place, kind }],
            "{json:?}"
        );
    }
}

#[test]
fn a_file_too_large_is_not_read() {
    let (bytes, limit) = (MAX_FILE_BYTES + 1, MAX_FILE_BYTES);
    let place = Place::File;
    let kind = ProblemKind::FileTooLarge { bytes, limit };
    assert_eq!(
        check(&" ".repeat(bytes)).unwrap_err(),
        [Problem { place, kind }]
    );
}

/// The built-in protocol with texts so long that its rules have exactly so many bytes without blanks.
fn protocol_of(bytes: usize) -> String {
    let mut value = built_in();
    if let Some(rules) = value.as_object_mut() {
        rules.remove("symptoms");
    }
    let long = "长".repeat(500);
    let text = json!({"value": {"en": long, "zh-Hans": long}, "source": long});
    let mut drug = value["drugs"][1].clone();
    for name in ["missed", "vomited", "extra"] {
        drug[name] = text.clone();
    }
    let drugs = ["a", "b", "c"].map(|id| {
        drug["id"] = json!(id);
        drug.clone()
    });
    value["drugs"] = drugs.into_iter().collect();
    value["clinic_day"] = text.clone();
    value["held_doses"] = text;
    let short = "x".repeat(500);
    value["order_of_drugs"] = json!({"value": {"en": short, "zh-Hans": short}, "source": short});
    for rule in [
        "cycle_length_days",
        "day_starts_at",
        "entry_window_days",
        "follow_up_days",
        "ctcae_version",
        "end_reasons",
        "next_cycle",
        "dose_check_pct",
    ] {
        value[rule]["source"] = json!("x");
        let missing = bytes - value.to_string().len();
        value[rule]["source"] = json!("x".repeat(1 + missing.min(499)));
    }
    assert_eq!(value.to_string().len(), bytes);
    // It is not stored where it is open.
    value["symptoms"] = Value::Null;
    value.to_string()
}

#[test]
fn rules_that_no_line_of_a_diary_can_hold_are_refused() {
    let (bytes, limit) = (MAX_STORED_BYTES + 1, MAX_STORED_BYTES);
    let kind = ProblemKind::TooLongForDiary { bytes, limit };
    let place = Place::File;
    assert_eq!(
        check(&protocol_of(bytes)).unwrap_err(),
        [Problem { place, kind }]
    );
}

#[test]
fn a_diary_opens_with_the_longest_rules_that_check_clean() {
    let phone: PhoneNumber = "0".repeat(32).parse().unwrap();
    let opened = Opened {
        format: Opened::FORMAT.to_owned(),
        version: Opened::VERSION,
        diary: EntryId(1),
        subject: "S".repeat(32).parse().unwrap(),
        phones: Phones {
            day: phone.clone(),
            night: phone.clone(),
            emergency: phone,
        },
        language: Language::ZhHans,
        sample: true,
        protocol: check(&protocol_of(MAX_STORED_BYTES)).unwrap().into(),
    };
    let stamp = Stamp {
        at: "2026-11-02T08:00:00+08:00".parse().unwrap(),
        by: Author::Site {
            id: "长".repeat(8).parse().unwrap(),
        },
        clock: ClockKind::Fixed,
        id: EntryId(1),
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("diary.jsonl");
    let event = Event::Opened(Box::new(opened));
    assert!(Journal::create(&path, &stamp, vec![event]).is_ok());
}

#[test]
fn a_hostile_key_is_shown_harmlessly() {
    let problems = changed(|v| v["\u{1b}[2J\u{202e}"] = Value::Null);
    assert_eq!(
        problems,
        [(
            r#"["\u{1b}[2J\u{202e}"]"#.to_owned(),
            ProblemKind::UnknownKey
        )]
    );
}

/// Every place of a JSON value, as pointers.
fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                pointers(value, &format!("{here}/{key}"), all);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                pointers(value, &format!("{here}/{at}"), all);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_key_left_out_is_named_and_an_open_rule_may_only_be_null() {
    let whole = built_in();
    let mut all = Vec::new();
    pointers(&whole, "", &mut all);
    let mut open_rules = 0;
    for pointer in all {
        let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
        if !whole.pointer(parent).is_some_and(Value::is_object) || key.is_empty() {
            continue;
        }
        // Which keys a trigger has depends on the others: see `symptoms`.
        if parent.starts_with("/symptoms/triggers/") && parent.contains("/value/") {
            continue;
        }
        let mut value = whole.clone();
        *value.pointer_mut(&pointer).unwrap() = Value::Null;
        let may_be_null = check(&value.to_string()).is_ok();
        open_rules += usize::from(may_be_null);
        let parent = value.pointer_mut(parent).and_then(Value::as_object_mut);
        parent.unwrap().remove(key);
        let problems = check(&value.to_string()).unwrap_err();
        let missing = ProblemKind::MissingKey { may_be_null };
        assert!(
            problems
                .iter()
                .any(|p| p.kind == missing && p.place.to_string().ends_with(key)),
            "{pointer}: {problems:?}"
        );
        let refused = serde_json::from_value::<Protocol>(value).is_err();
        assert_eq!(refused, !may_be_null, "{pointer}");
    }
    // 5 of the protocol, 12 of each drug, 1 of each of three periods.
    assert_eq!(open_rules, 5 + 2 * 12 + 3);
}

#[test]
fn a_rule_that_must_be_set_refuses_null() {
    let (place, kind) = only("/follow_up_days", Value::Null);
    assert_eq!(place, "follow_up_days");
    assert!(matches!(
        kind,
        ProblemKind::WrongType {
            found: Found::Null,
            ..
        }
    ));
}

#[test]
fn numbers_outside_their_range_are_refused_and_the_ends_allowed() {
    let ranges = [
        ("/cycle_length_days/value", 15, 366),
        ("/entry_window_days/value", 0, 14),
        ("/follow_up_days/value", 1, 365),
        ("/dose_check_pct/value", 1, 100),
        ("/drugs/1/food/value/within_minutes", 1, 240),
        ("/drugs/1/interval_aim_hours/value", 1, 48),
        ("/drugs/1/catch_up_hours/value", 0, 48),
    ];
    for (pointer, low, high) in ranges {
        for good in [low, high] {
            let mut value = built_in();
            *value.pointer_mut(pointer).unwrap() = json!(good);
            assert!(check(&value.to_string()).is_ok(), "{pointer} {good}");
        }
        let (place, kind) = only(pointer, json!(high + 1));
        assert!(
            matches!(kind, ProblemKind::OutOfRange { .. }),
            "{place}: {kind}"
        );
        let (_, kind) = only(pointer, json!(1.0));
        assert!(
            matches!(
                kind,
                ProblemKind::WrongType {
                    found: Found::Fraction,
                    ..
                }
            ),
            "{kind}"
        );
    }
}

#[test]
fn a_cycle_shorter_than_its_slots_names_both() {
    let (place, kind) = only("/cycle_length_days/value", json!(13));
    assert_eq!(place, "drugs[1].last_slot.value.day");
    let expected = ProblemKind::SlotBeyondCycle {
        day: 14,
        cycle_length: 13,
    };
    assert_eq!(kind, expected);
}

#[test]
fn a_period_may_end_exactly_where_the_diary_day_ends() {
    let mut value = built_in();
    value["drugs"][1]["periods"][0]["to"] = json!("16:00");
    assert!(check(&value.to_string()).is_ok());
    let (place, kind) = only("/drugs/1/periods/1/to", json!("04:01"));
    assert_eq!(place, "drugs[1].periods[1].to");
    assert!(matches!(kind, ProblemKind::PeriodPastDay { .. }));
    let (_, kind) = only("/drugs/1/periods/0/to", json!("16:01"));
    assert!(matches!(kind, ProblemKind::PeriodsOverlap { .. }));
}

#[test]
fn periods_stand_in_the_order_of_the_day_by_name_and_by_time() {
    let swapped_names = changed(|v| {
        v["drugs"][1]["periods"][0]["period"] = json!("pm");
        v["drugs"][1]["periods"][1]["period"] = json!("am");
    });
    let swapped_times = changed(|v| {
        v["drugs"][1]["periods"][0]["from"] = json!("12:00");
        v["drugs"][1]["periods"][0]["to"] = json!("18:00");
        v["drugs"][1]["periods"][1]["from"] = json!("06:00");
        v["drugs"][1]["periods"][1]["to"] = json!("10:00");
    });
    for problems in [swapped_names, swapped_times] {
        let order = |(place, kind): &(String, ProblemKind)| {
            place == "drugs[1].periods[1]" && matches!(kind, ProblemKind::PeriodsOutOfOrder { .. })
        };
        assert!(problems.iter().any(order), "{problems:?}");
    }
}

#[test]
fn what_just_fits_is_clean() {
    let mut value = built_in();
    value["cycle_length_days"]["value"] = json!(14);
    value["drugs"][1]["interval_warn_below_hours"] = json!({"value": 12, "source": "s"});
    value["drugs"][1]["strengths_mg"]["value"] = (1..=8).map(|mg| mg.to_string()).collect();
    assert!(check(&value.to_string()).is_ok());
    let nine = (1..=9).map(|mg| mg.to_string()).collect();
    let (_, kind) = only("/drugs/1/strengths_mg/value", nine);
    assert_eq!(kind, ProblemKind::ListTooLong { found: 9, limit: 8 });
}

#[test]
fn an_unreadable_period_is_one_problem_only() {
    let (place, kind) = only("/drugs/1/periods/1/period", json!("evening"));
    assert_eq!(place, "drugs[1].periods[1].period");
    assert!(matches!(kind, ProblemKind::BadValue { .. }));
}
