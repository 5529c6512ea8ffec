//! Best overall response and its confirmation, from the responses of the tumour assessments.
//!
//! RECIST 1.1 (Eisenhauer and others, Eur J Cancer 2009; 45: 228-247): in a trial without a comparison
//! complete and partial responses count only if a later assessment says so again. How long after, how many
//! assessments in between may be not evaluable, and whether stable disease may lie in between, are settings;
//! those names and what they do follow the open derivations of the pharmaverse (`admiralonco`).

use crate::domain::calendar::DiaryDate;

use super::settings::EndpointRules;

/// The response at one assessment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Response {
    /// Complete response.
    #[serde(rename = "CR")]
    Complete,
    /// Partial response.
    #[serde(rename = "PR")]
    Partial,
    /// Stable disease; also neither complete response nor progression where nothing was measurable.
    #[serde(rename = "SD")]
    Stable,
    /// Progressive disease.
    #[serde(rename = "PD")]
    Progressive,
    /// Not evaluable.
    #[serde(rename = "NE")]
    NotEvaluable,
}

impl Response {
    /// Every response, the best first.
    pub const ALL: [Response; 5] = [
        Response::Complete,
        Response::Partial,
        Response::Stable,
        Response::Progressive,
        Response::NotEvaluable,
    ];

    /// The code of CDISC's terminology.
    pub fn code(self) -> &'static str {
        match self {
            Response::Complete => "CR",
            Response::Partial => "PR",
            Response::Stable => "SD",
            Response::Progressive => "PD",
            Response::NotEvaluable => "NE",
        }
    }

    /// Complete or partial.
    pub fn is_objective(self) -> bool {
        match self {
            Response::Complete | Response::Partial => true,
            Response::Stable | Response::Progressive | Response::NotEvaluable => false,
        }
    }
}

/// The response at one date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtDate {
    /// The number of the entry of the site record that says it, or what it follows from.
    pub seq: u64,
    /// When.
    pub date: DiaryDate,
    /// What.
    pub response: Response,
}

/// The best overall response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Best {
    /// Which.
    pub response: Response,
    /// The assessment that it was first seen at; `None` without any.
    pub first_seen: Option<DiaryDate>,
    /// The assessment that confirmed it.
    pub confirmed_by: Option<DiaryDate>,
    /// Where the duration of a response begins: the first assessment of a complete or a partial response that a
    /// later one confirms, whichever came first (RECIST 1.1, section 4.6); `None` without one.
    pub responding_from: Option<DiaryDate>,
}

impl Best {
    /// Nothing was seen.
    pub const NOTHING: Best = Best {
        response: Response::NotEvaluable,
        first_seen: None,
        confirmed_by: None,
        responding_from: None,
    };
}

/// The best overall response of a participant whose first dose was at `start`. `all` are the assessments in
/// their order, one a date; those after the first progression do not count, nor those after `until`.
pub fn best(
    all: &[AtDate],
    start: DiaryDate,
    until: Option<DiaryDate>,
    rules: &EndpointRules,
) -> Best {
    let counted = counted(all, until);
    let complete = objective(counted, Response::Complete, rules);
    let partial = objective(counted, Response::Partial, rules);
    if let Some(best) = complete.or(partial) {
        let both = [complete, partial].into_iter().flatten();
        return Best {
            responding_from: both.filter_map(|response| response.first_seen).min(),
            ..best
        };
    }
    let seen = |at: &AtDate, response| Best {
        response,
        first_seen: Some(at.date),
        ..Best::NOTHING
    };
    let long_enough = |at: &&AtDate| {
        at.date.days_since(start) >= i64::from(rules.stable_disease_from_days)
            && (at.response.is_objective() || at.response == Response::Stable)
    };
    if let Some(at) = counted.iter().find(long_enough) {
        return seen(at, Response::Stable);
    }
    let progression = counted
        .iter()
        .find(|at| at.response == Response::Progressive);
    if let Some(at) = progression {
        return seen(at, Response::Progressive);
    }
    Best {
        first_seen: counted.first().map(|at| at.date),
        ..Best::NOTHING
    }
}

/// The assessments up to the first progression, and not after `until`.
fn counted(all: &[AtDate], until: Option<DiaryDate>) -> &[AtDate] {
    let in_time = all.partition_point(|at| until.is_none_or(|until| at.date <= until));
    let in_time = &all[..in_time];
    let progression = in_time
        .iter()
        .position(|at| at.response == Response::Progressive);
    match progression {
        Some(at) => &in_time[..=at],
        None => in_time,
    }
}

/// The first response of this kind that a later one, as good or better, confirms.
fn objective(counted: &[AtDate], wanted: Response, rules: &EndpointRules) -> Option<Best> {
    for (at, first) in counted.iter().enumerate() {
        if first.response != wanted {
            continue;
        }
        let confirmed_by = match rules.confirm_after_days {
            0 => None,
            _ => match confirmation(&counted[at..], wanted, rules) {
                Some(second) => Some(second),
                None => continue,
            },
        };
        return Some(Best {
            response: wanted,
            first_seen: Some(first.date),
            confirmed_by,
            ..Best::NOTHING
        });
    }
    None
}

/// When the first of these is confirmed, with nothing in between that speaks against it.
fn confirmation(from: &[AtDate], wanted: Response, rules: &EndpointRules) -> Option<DiaryDate> {
    let (first, later) = from.split_first()?;
    let (mut not_evaluable, mut stable, mut complete) = (0, 0, false);
    for at in later {
        match at.response {
            // Disease that is seen again after a complete response is no partial one (RECIST 1.1, table 3).
            Response::Partial if complete => return None,
            response if response <= wanted => {
                let apart = at.date.days_since(first.date);
                if apart >= i64::from(rules.confirm_after_days) {
                    return Some(at.date);
                }
                complete |= at.response == Response::Complete;
            }
            Response::NotEvaluable => {
                not_evaluable += 1;
                if not_evaluable > rules.not_evaluable_between {
                    return None;
                }
            }
            Response::Stable
                if rules.stable_between && wanted == Response::Partial && stable == 0 =>
            {
                stable += 1;
            }
            Response::Complete | Response::Partial | Response::Stable | Response::Progressive => {
                return None;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::date;

    const START: &str = "2026-01-01";

    /// Responses by days from the first dose, as in "42:PR 70:PR".
    fn assessments(written: &str) -> Vec<AtDate> {
        let one = |word: &str| {
            let (days, code) = word.split_once(':').unwrap();
            let response: Response = serde_json::from_str(&format!("\"{code}\"")).unwrap();
            AtDate {
                seq: 0,
                date: date(START).plus(days.parse().unwrap()),
                response,
            }
        };
        written.split_whitespace().map(one).collect()
    }

    #[track_caller]
    fn check_with(rules: &EndpointRules, written: &str, expected: &str) {
        let all = assessments(written);
        let found = best(&all, date(START), None, rules);
        let day = |date: DiaryDate| date.days_since(self::date(START));
        let mut words = found.response.code().to_owned();
        if let Some(first) = found.first_seen {
            words += &format!(" {}", day(first));
        }
        if let Some(second) = found.confirmed_by {
            words += &format!(" {}", day(second));
        }
        assert_eq!(words, expected, "{written}");
    }

    #[track_caller]
    fn check(written: &str, expected: &str) {
        check_with(&EndpointRules::default(), written, expected);
    }

    #[test]
    fn a_response_counts_when_it_is_confirmed_28_days_later() {
        check("42:PR 70:PR", "PR 42 70");
        check("42:PR 69:PR", "SD 42");
        check("42:PR 69:PR 84:PR", "PR 42 84");
        check("42:CR 84:CR", "CR 42 84");
        check("42:PR 84:CR", "PR 42 84");
        check("42:PR 84:CR 126:CR", "CR 84 126");
        check("42:CR 84:PD", "SD 42");
    }

    #[test]
    fn a_partial_response_after_a_complete_one_confirms_nothing() {
        check("42:CR 84:PR", "SD 42");
        check("42:CR 60:CR 84:PR", "SD 42");
        check("42:PR 60:CR 84:PR", "SD 42");
        // What stands on its own counts.
        check("42:CR 60:PR 100:PR", "PR 60 100");
        check("42:CR 84:CR 126:PR", "CR 42 84");
        check("42:PR 84:CR 126:PR", "PR 42 84");
    }

    #[test]
    fn a_response_lasts_from_the_first_of_both_kinds() {
        let from = |written: &str| {
            let all = assessments(written);
            let found = best(&all, date(START), None, &EndpointRules::default());
            found
                .responding_from
                .map(|from| from.days_since(date(START)))
        };
        assert_eq!(from("42:PR 84:CR 126:CR"), Some(42));
        assert_eq!(from("42:CR 84:CR 126:PR 168:PR"), Some(42));
        assert_eq!(from("42:CR 60:PR 100:PR"), Some(60));
        assert_eq!(from("42:CR 84:PR"), None);
    }

    #[test]
    fn what_lies_between_may_speak_against_a_response() {
        check("42:PR 84:NE 126:PR", "PR 42 126");
        check("42:PR 60:NE 84:NE 126:PR", "SD 42");
        check("42:PR 84:SD 126:PR", "SD 42");
        let rules = EndpointRules {
            stable_between: true,
            ..EndpointRules::default()
        };
        check_with(&rules, "42:PR 84:SD 126:PR", "PR 42 126");
        check_with(&rules, "42:PR 84:SD 105:SD 126:PR", "SD 42");
        check("42:PR 84:PD 126:PR", "SD 42");
    }

    #[test]
    fn nothing_after_the_first_progression_counts() {
        check("42:PD 84:PR 126:PR", "PD 42");
        check("21:SD 42:PD 84:CR 126:CR", "PD 42");
    }

    #[test]
    fn stable_disease_counts_from_its_minimum_duration_on() {
        check("41:SD", "NE 41");
        check("42:SD", "SD 42");
        check("30:SD 80:PD", "PD 80");
        check("30:PR 80:PD", "PD 80");
    }

    #[test]
    fn without_an_assessment_it_is_not_evaluable() {
        check("", "NE");
        check("42:NE 84:NE", "NE 42");
    }

    #[test]
    fn without_confirmation_the_first_response_counts() {
        let rules = EndpointRules {
            confirm_after_days: 0,
            ..EndpointRules::default()
        };
        check_with(&rules, "42:PR 84:PD", "PR 42");
        check_with(&rules, "42:SD 84:CR", "CR 84");
    }

    #[test]
    fn what_comes_after_another_therapy_does_not_count() {
        let all = assessments("42:PR 84:PR");
        let until = Some(date(START).plus(60));
        let found = best(&all, date(START), until, &EndpointRules::default());
        assert_eq!(found.response, Response::Stable);
    }
}
