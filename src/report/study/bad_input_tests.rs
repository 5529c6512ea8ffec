//! What does not go together: each case has its rule, is listed, and is explained on the page of the endpoints.

use super::tests::{BASELINE, PROGRESSIVE_BEFORE, SMALLER, STILL_SMALLER, cells, participant_who};
use super::*;
use crate::domain::entry::Language;
use crate::text::Text;

/// A case: when the doses were, whether there is a site record, what it says, the codes with their dates, and what
/// is counted all the same (best response, PFS, OS).
struct Case {
    doses: &'static [&'static str],
    has_record: bool,
    record: &'static [&'static str],
    listed: &'static [(&'static str, &'static str)],
    counted: [&'static str; 3],
}

const ONE_DOSE: &[&str] = &["2026-11-02 am"];
const PARTIAL: &str = r#"{"kind":"assessed","date":"2026-12-14","response":"PR"}"#;
const STABLE: &str = r#"{"kind":"assessed","date":"2026-12-14","response":"SD"}"#;
const PROGRESSIVE: &str = r#"{"kind":"assessed","date":"2026-12-14","response":"PD"}"#;
const PARTIAL_LATER: &str = r#"{"kind":"assessed","date":"2027-01-25","response":"PR"}"#;
const AHEAD: &str = r#"{"kind":"assessed","date":"2027-07-02","response":"PD"}"#;
const DIED_BEFORE: &str = r#"{"kind":"died","date":"2026-10-30"}"#;
const DIED: &str = r#"{"kind":"died","date":"2026-12-20"}"#;
const DIED_ON_DAY_2: &str = r#"{"kind":"died","date":"2026-11-03"}"#;
const ALIVE: &str = r#"{"kind":"last_alive","date":"2026-12-24"}"#;
const LATE_BASELINE: &str = r#"{"kind":"assessed","date":"2026-11-03","baseline":{"target_sum_mm":60.0,"new_lesions":false}}"#;
const RASH_UNKNOWN: &str = r#"{"kind":"adverse_event","term":"Rash maculo-papular","ctcae_version":"5.0","grade":2,"onset":"2026-11-20","related":{"capecitabine":"not_related","utidelone":"not_known"},"serious":false,"action":{"capecitabine":"dose_not_changed","utidelone":"dose_not_changed"}}"#;
const RASH_HALF_JUDGED: &str = r#"{"kind":"adverse_event","term":"Rash maculo-papular","ctcae_version":"5.0","grade":2,"onset":"2026-11-20","related":{"capecitabine":"not_related"},"serious":false,"action":{"capecitabine":"dose_not_changed"}}"#;
const RASH_UNRELATED: &str = r#"{"kind":"adverse_event","term":"Rash maculo-papular","ctcae_version":"5.0","grade":2,"onset":"2026-11-20","related":{"capecitabine":"not_related","utidelone":"not_related"},"serious":false,"action":{"capecitabine":"dose_not_changed","utidelone":"dose_not_changed"}}"#;
const RASH_UNKNOWN_BEFORE: &str = r#"{"kind":"adverse_event","term":"Rash maculo-papular","ctcae_version":"5.0","grade":2,"onset":"2026-11-01","related":{"capecitabine":"not_known","utidelone":"not_known"},"serious":false,"action":{"capecitabine":"dose_not_changed","utidelone":"dose_not_changed"}}"#;
const RASH_AHEAD: &str = r#"{"kind":"adverse_event","term":"Rash maculo-papular","ctcae_version":"5.0","grade":2,"onset":"2027-07-02","related":{"capecitabine":"related","utidelone":"not_known"},"serious":false,"action":{"capecitabine":"dose_not_changed","utidelone":"dose_not_changed"}}"#;
const SECOND_BASELINE: &str = r#"{"kind":"assessed","date":"2026-12-01","baseline":{"target_sum_mm":40.0,"new_lesions":false}}"#;

/// Of a participant with one dose, unless it says otherwise.
const fn case(
    record: &'static [&'static str],
    listed: &'static [(&'static str, &'static str)],
    counted: [&'static str; 3],
) -> Case {
    Case {
        doses: ONE_DOSE,
        has_record: true,
        record,
        listed,
        counted,
    }
}

const CASES: &[Case] = &[
    Case {
        has_record: false,
        ..case(
            &[],
            &[("no_assessment", ""), ("no_site_record", "")],
            ["NE", "1+", "1+"],
        )
    },
    Case {
        doses: &[],
        ..case(&[STABLE], &[("no_dose", "")], ["", "", ""])
    },
    case(&[ALIVE], &[("no_assessment", "")], ["NE", "1+", "53+"]),
    case(
        &[DIED_BEFORE],
        &[
            ("died_before_start", "2026-10-30"),
            ("dose_after_death", "2026-11-02"),
        ],
        ["NE", "", ""],
    ),
    // Each response of somebody who is said to have died before the first dose is listed.
    case(
        &[PROGRESSIVE_BEFORE, DIED_BEFORE, STABLE],
        &[
            ("alive_after_death", "2026-12-14"),
            ("assessed_after_death", "2026-12-14"),
            ("assessed_before_start", "2026-10-30"),
            ("died_before_start", "2026-10-30"),
            ("dose_after_death", "2026-11-02"),
        ],
        ["NE", "", ""],
    ),
    case(
        &[PROGRESSIVE_BEFORE, STABLE],
        &[("assessed_before_start", "2026-10-30")],
        ["SD", "43+", "43+"],
    ),
    case(
        &[STABLE, DIED, PARTIAL_LATER],
        &[
            ("alive_after_death", "2027-01-25"),
            ("assessed_after_death", "2027-01-25"),
        ],
        ["SD", "49", "49"],
    ),
    case(
        &[PARTIAL, PROGRESSIVE],
        &[("two_responses_of_one_date", "2026-12-14")],
        ["PD", "43", "43+"],
    ),
    case(
        &[PROGRESSIVE, PARTIAL_LATER],
        &[("response_after_progression", "2027-01-25")],
        ["PD", "43", "85+"],
    ),
    case(
        &[STABLE, DIED, DIED_ON_DAY_2, DIED],
        &[
            ("two_dates_of_death", "2026-11-03"),
            ("two_dates_of_death", "2026-12-20"),
        ],
        ["SD", "49", "49"],
    ),
    case(
        &[STABLE, DIED, ALIVE],
        &[("alive_after_death", "2026-12-24")],
        ["SD", "49", "49"],
    ),
    Case {
        doses: &["2026-11-02 am", "2026-11-05 am"],
        ..case(
            &[DIED_ON_DAY_2],
            &[("dose_after_death", "2026-11-05"), ("no_assessment", "")],
            ["NE", "2", "2"],
        )
    },
    // 40 mm on 1 December, 30 mm on the 14th: 25 % less, and half of the first baseline.
    case(
        &[BASELINE, SECOND_BASELINE, SMALLER, STILL_SMALLER],
        &[("several_baselines", "2026-12-01")],
        ["SD", "85+", "85+"],
    ),
    case(
        &[LATE_BASELINE, SMALLER, STILL_SMALLER],
        &[("baseline_after_first_dose", "2026-11-03")],
        ["PR", "85+", "85+"],
    ),
    case(
        &[STABLE, RASH_UNKNOWN],
        &[("relation_not_known", "2026-11-20")],
        ["SD", "43+", "43+"],
    ),
    // Of one of the two drugs nothing is said.
    case(
        &[STABLE, RASH_HALF_JUDGED],
        &[("relation_not_known", "2026-11-20")],
        ["SD", "43+", "43+"],
    ),
    // What could not count either way is not asked for.
    case(
        &[STABLE, RASH_UNRELATED, RASH_UNKNOWN_BEFORE],
        &[],
        ["SD", "43+", "43+"],
    ),
    case(
        &[STABLE, RASH_AHEAD],
        &[("in_the_future", "2027-07-02")],
        ["SD", "43+", "43+"],
    ),
    case(
        &[STABLE, AHEAD],
        &[("in_the_future", "2027-07-02")],
        ["SD", "43+", "43+"],
    ),
];

#[test]
fn each_is_listed_with_its_date_counted_by_its_rule_and_explained() {
    let explained = include_str!("../../../docs/endpoints.md");
    for case in CASES {
        let one = participant_who(case.doses, case.record, case.has_record);
        let subject = one.subject().to_string();
        let summary = Summary::of(vec![Counted::of(&one)], None).unwrap();
        let mut listed: Vec<(String, String)> = cells(&summary, "listed", &subject)
            .into_iter()
            .map(|row| (row[5].clone(), row[4].clone()))
            .collect();
        listed.sort();
        let expected: Vec<(String, String)> = case
            .listed
            .iter()
            .map(|(code, date)| ((*code).to_owned(), (*date).to_owned()))
            .collect();
        assert_eq!(listed, expected, "{:?}", case.record);
        let rows = cells(&summary, "participant", &subject);
        let best = rows
            .first()
            .map_or("", |row| row[5].trim_start_matches("best:"));
        let time = |name: &str| {
            let row = rows.iter().find(|row| row[5] == name);
            row.map_or(String::new(), |row| match row[12].as_str() {
                "1" => row[3].clone(),
                _ => format!("{}+", row[3]),
            })
        };
        assert_eq!(
            [best, &time("pfs"), &time("os")],
            case.counted,
            "{expected:?}"
        );
        for (code, _) in case.listed {
            assert!(explained.contains(&format!("| `{code}` |")), "{code}");
        }
        for language in [Language::En, Language::ZhHans] {
            let parts = page(&summary, Text::new(language), Marks::ASCII);
            let is_said = |part: &Part| {
                let Part::Grid(rows) = part else { return false };
                let about = rows.iter().filter(|row| row[0].trim() == subject);
                about.count() == case.listed.len()
            };
            assert!(parts.iter().any(is_said), "{expected:?}");
        }
    }
}
