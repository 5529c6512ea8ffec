//! The endpoints of all participants together.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::course::{Course, Oddity, Outcome};
use super::proportion::Proportion;
use super::response::Response;
use super::settings::EndpointRules;
use super::survival::{Curve, Follow};
use crate::domain::calendar::DiaryDate;
use crate::domain::ids::SubjectCode;
use crate::domain::protocol::Population;
use crate::domain::site::Relation;

/// A participant, as far as the endpoints ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The code.
    pub subject: SubjectCode,
    /// Responses, therapies, life and death.
    pub course: Course,
    /// The adverse events.
    pub adverse_events: Vec<AdverseEventOf>,
    /// What was found out of place about them.
    pub oddities: Vec<Oddity>,
}

/// An adverse event, as far as the endpoints ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdverseEventOf {
    /// The CTCAE term, with the words of one that says "Other, specify".
    pub term: String,
    /// The CTCAE grade, 1 to 5.
    pub grade: u8,
    /// When it began.
    pub onset: DiaryDate,
    /// Whether it is related to either drug.
    pub relation: Relation,
    /// Whether it was serious.
    pub is_serious: bool,
}

/// The endpoints of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Cohort {
    /// The settings that they were counted by.
    pub rules: EndpointRules,
    /// Everybody.
    pub enrolled: u64,
    /// Who took at least one dose.
    pub treated: u64,
    /// Each participant of the population with what became of her, by code.
    pub outcomes: Vec<(SubjectCode, Outcome)>,
    /// Who is enrolled and not in the population, by code.
    pub left_out: Vec<SubjectCode>,
    /// What does not go together, or is missing, by code; also of those left out.
    pub oddities: Vec<(SubjectCode, Oddity)>,
    /// Days without progression.
    pub progression_free: Curve,
    /// Days of life.
    pub survival: Curve,
    /// Days of a confirmed response.
    pub response_duration: Curve,
    /// Treatment-related adverse events.
    pub safety: Safety,
}

/// Treatment-related adverse events of those who were treated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safety {
    /// Who had at least one.
    pub any: Proportion,
    /// Who had at least one of grade 3 or more.
    pub severe: Proportion,
    /// Who had at least one serious one.
    pub serious: Proportion,
    /// Each term, most frequent first, then by name.
    pub terms: Vec<Term>,
    /// Related events that began before the first dose or too long after the last; they do not count.
    pub outside: u64,
}

/// How many participants had a term, by their highest grade of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The CTCAE term, with the words of one that says "Other, specify"; of wordings that differ in case and white
    /// space only, the one that comes first in the order of their letters.
    pub term: String,
    /// How many had grade 1, 2, 3, 4 and 5 as their highest.
    pub by_grade: [u64; 5],
}

impl Term {
    /// How many had it.
    pub fn any(&self) -> u64 {
        self.by_grade.iter().sum()
    }

    /// How many had it at grade 3 or more.
    pub fn severe(&self) -> u64 {
        self.by_grade.iter().skip(2).sum()
    }
}

impl Cohort {
    /// The endpoints of these participants.
    pub fn of(members: &[Member], rules: &EndpointRules) -> Cohort {
        let treated = members
            .iter()
            .filter(|member| member.course.doses.is_some());
        let mut outcomes = Vec::new();
        let (mut left_out, mut oddities) = (Vec::new(), Vec::new());
        for member in members {
            let outcome = member.course.outcome(rules);
            let unknown = relations_not_known(member, rules);
            let found = outcome.oddities.iter().chain(&member.oddities).cloned();
            let found = found.chain(unknown);
            oddities.extend(found.map(|oddity| (member.subject.clone(), oddity)));
            let counts = match rules.population {
                Population::Treated => member.course.doses.is_some(),
                Population::Enrolled => true,
            };
            match counts {
                true => outcomes.push((member.subject.clone(), outcome)),
                false => left_out.push(member.subject.clone()),
            }
        }
        outcomes.sort_by(|one, other| one.0.cmp(&other.0));
        left_out.sort();
        oddities.sort();
        let curve = |of: fn(&Outcome) -> Option<Follow>| {
            let group: Vec<Follow> = outcomes
                .iter()
                .filter_map(|(_, outcome)| of(outcome))
                .collect();
            Curve::of(&group, rules.confidence_level)
        };
        Cohort {
            rules: rules.clone(),
            enrolled: members.len() as u64,
            treated: treated.count() as u64,
            progression_free: curve(|outcome| outcome.progression_free),
            survival: curve(|outcome| outcome.survival),
            response_duration: curve(|outcome| outcome.response_duration),
            safety: safety(members, rules),
            outcomes,
            left_out,
            oddities,
        }
    }

    /// How many had this best overall response.
    pub fn with_best(&self, response: Response) -> u64 {
        let found = self
            .outcomes
            .iter()
            .filter(|(_, o)| o.best.response == response);
        found.count() as u64
    }

    /// Complete and partial responses (ORR).
    pub fn objective_response(&self) -> Proportion {
        self.share_of(&[Response::Complete, Response::Partial])
    }

    /// The same and stable disease (DCR).
    pub fn disease_control(&self) -> Proportion {
        self.share_of(&[Response::Complete, Response::Partial, Response::Stable])
    }

    fn share_of(&self, responses: &[Response]) -> Proportion {
        Proportion {
            count: responses
                .iter()
                .map(|response| self.with_best(*response))
                .sum(),
            of: self.outcomes.len() as u64,
        }
    }
}

/// The adverse events that would count if they were related, and nobody has said whether they are.
fn relations_not_known(member: &Member, rules: &EndpointRules) -> Vec<Oddity> {
    let time = counted_time(member, rules);
    let unknown = member.adverse_events.iter().filter(|event| {
        let counts = time
            .as_ref()
            .is_some_and(|time| time.contains(&event.onset));
        event.relation == Relation::NotKnown && counts
    });
    unknown
        .map(|event| Oddity::RelationNotKnown(event.onset, event.term.clone()))
        .collect()
}

/// The dates of onset that count; `None` without a dose.
fn counted_time(member: &Member, rules: &EndpointRules) -> Option<RangeInclusive<DiaryDate>> {
    let (first, last) = member.course.doses?;
    Some(first..=last.plus(i64::from(rules.adverse_events_days)))
}

/// A term with single spaces, and what makes it the same row as another: words that differ in case and white space
/// only say the same.
fn spelt(term: &str) -> (String, String) {
    let words: Vec<&str> = term.split_whitespace().collect();
    let shown = words.join(" ");
    (shown.to_lowercase(), shown)
}

fn safety(members: &[Member], rules: &EndpointRules) -> Safety {
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    let (mut treated, mut any, mut severe, mut serious, mut outside) = (0, 0, 0, 0, 0);
    for member in members {
        let events = member.adverse_events.iter();
        let related = events.filter(|event| event.relation == Relation::Related);
        let Some(time) = counted_time(member, rules) else {
            outside += related.count() as u64;
            continue;
        };
        treated += 1;
        let mut highest: BTreeMap<String, u8> = BTreeMap::new();
        let mut is_serious = false;
        for event in related {
            if !time.contains(&event.onset) {
                outside += 1;
                continue;
            }
            let (key, shown) = spelt(&event.term);
            let row = terms.entry(key.clone()).or_insert_with(|| Term {
                term: shown.clone(),
                by_grade: [0; 5],
            });
            if shown < row.term {
                row.term = shown;
            }
            let grade = highest.entry(key).or_default();
            *grade = event.grade.max(*grade);
            is_serious |= event.is_serious;
        }
        any += u64::from(!highest.is_empty());
        severe += u64::from(highest.values().any(|grade| *grade >= 3));
        serious += u64::from(is_serious);
        for (key, grade) in highest {
            let place = usize::from(grade.clamp(1, 5)) - 1;
            if let Some(row) = terms.get_mut(&key) {
                row.by_grade[place] += 1;
            }
        }
    }
    let of = treated;
    let mut terms: Vec<Term> = terms.into_values().collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.any()));
    Safety {
        any: Proportion { count: any, of },
        severe: Proportion { count: severe, of },
        serious: Proportion { count: serious, of },
        terms,
        outside,
    }
}

#[cfg(test)]
mod tests {
    use super::super::response::AtDate;
    use super::*;
    use crate::domain::testing::date;

    const START: &str = "2026-01-01";

    fn member(code: &str, responses: &[(i64, Response)]) -> Member {
        let start = date(START);
        let at = |(days, response): &(i64, Response)| AtDate {
            seq: 0,
            date: start.plus(*days),
            response: *response,
        };
        Member {
            subject: code.parse().unwrap(),
            course: Course {
                doses: Some((start, start.plus(60))),
                assessments: responses.iter().map(at).collect(),
                ..Course::default()
            },
            adverse_events: Vec::new(),
            oddities: Vec::new(),
        }
    }

    fn untreated(code: &str) -> Member {
        Member {
            course: Course::default(),
            ..member(code, &[])
        }
    }

    fn event(term: &str, grade: u8, onset: i64) -> AdverseEventOf {
        AdverseEventOf {
            term: term.to_owned(),
            grade,
            onset: date(START).plus(onset),
            relation: Relation::Related,
            is_serious: false,
        }
    }

    #[test]
    fn who_cannot_be_evaluated_stays_in_the_denominator_and_who_took_nothing_is_listed() {
        use Response::{Partial, Progressive, Stable};
        let members = [
            member("004", &[(42, Progressive)]),
            member("001", &[(42, Partial), (84, Partial)]),
            member("002", &[(42, Stable)]),
            member("003", &[]),
            untreated("005"),
        ];
        let cohort = Cohort::of(&members, &EndpointRules::default());
        assert_eq!((cohort.enrolled, cohort.treated), (5, 4));
        assert_eq!(cohort.objective_response(), Proportion { count: 1, of: 4 });
        assert_eq!(cohort.disease_control(), Proportion { count: 2, of: 4 });
        assert_eq!(cohort.with_best(Response::NotEvaluable), 1);
        let code = |subject: &SubjectCode| subject.to_string();
        let listed: Vec<_> = cohort
            .oddities
            .iter()
            .map(|(s, o)| (code(s), o.clone()))
            .collect();
        assert_eq!(
            listed,
            [
                ("003".to_owned(), Oddity::NoAssessment),
                ("005".to_owned(), Oddity::NoDose)
            ]
        );
        assert_eq!(
            cohort.left_out.iter().map(code).collect::<Vec<_>>(),
            ["005"]
        );
        let rules = EndpointRules {
            population: Population::Enrolled,
            ..EndpointRules::default()
        };
        let all = Cohort::of(&members, &rules);
        assert_eq!(all.objective_response(), Proportion { count: 1, of: 5 });
    }

    #[test]
    fn a_term_counts_a_participant_once_by_the_highest_grade() {
        let mut one = member("001", &[]);
        one.adverse_events = vec![
            event("Diarrhea", 2, 10),
            event("Diarrhea", 3, 30),
            event("Nausea", 1, 12),
        ];
        let mut other = member("002", &[]);
        other.adverse_events = vec![event("Diarrhea", 1, 5)];
        let safety =
            Cohort::of(&[one, other, member("003", &[])], &EndpointRules::default()).safety;
        assert_eq!(safety.any, Proportion { count: 2, of: 3 });
        assert_eq!(safety.severe, Proportion { count: 1, of: 3 });
        let terms: Vec<_> = safety
            .terms
            .iter()
            .map(|t| (t.term.as_str(), t.by_grade))
            .collect();
        assert_eq!(
            terms,
            [("Diarrhea", [1, 0, 1, 0, 0]), ("Nausea", [1, 0, 0, 0, 0])]
        );
    }

    #[test]
    fn wordings_that_differ_in_case_and_white_space_only_are_one_row_and_once_a_participant() {
        let other = |words: &str, grade| {
            let term = format!("Investigations - Other, specify: {words}");
            event(&term, grade, 10)
        };
        let mut one = member("001", &[]);
        one.adverse_events = vec![other("ferritin  raised ", 1), other("Ferritin raised", 2)];
        let mut two = member("002", &[]);
        two.adverse_events = vec![other("FERRITIN\u{3000}raised", 3), other("ferritin", 1)];
        let terms = |members: &[Member]| -> Vec<(String, [u64; 5])> {
            let safety = Cohort::of(members, &EndpointRules::default()).safety;
            let terms = safety.terms.into_iter();
            terms.map(|term| (term.term, term.by_grade)).collect()
        };
        let expected = [
            (other("FERRITIN raised", 1).term, [0, 1, 1, 0, 0]),
            (other("ferritin", 1).term, [1, 0, 0, 0, 0]),
        ];
        assert_eq!(terms(&[one.clone(), two.clone()]), expected);
        // Whichever file is read first.
        assert_eq!(terms(&[two, one]), expected);
    }

    #[test]
    fn an_event_whose_relation_nobody_knows_is_listed_where_it_would_count() {
        let mut one = member("001", &[]);
        let unknown = |term: &str, onset| AdverseEventOf {
            relation: Relation::NotKnown,
            ..event(term, 3, onset)
        };
        one.adverse_events = vec![unknown("Before", -1), unknown("Nausea", 88)];
        let cohort = Cohort::of(&[one], &EndpointRules::default());
        let listed: Vec<&Oddity> = cohort.oddities.iter().map(|(_, oddity)| oddity).collect();
        let expected = Oddity::RelationNotKnown(date(START).plus(88), "Nausea".to_owned());
        assert_eq!(listed, [&Oddity::NoAssessment, &expected]);
        assert_eq!(cohort.safety.any.count, 0);
        assert_eq!(cohort.safety.outside, 0);
    }

    #[test]
    fn events_count_from_the_first_dose_to_28_days_after_the_last() {
        let mut one = member("001", &[]);
        one.adverse_events = vec![
            event("Before", 1, -1),
            event("First day", 1, 0),
            event("Last day", 1, 88),
            event("After", 1, 89),
        ];
        let mut unrelated = event("Fracture", 3, 20);
        unrelated.relation = Relation::NotRelated;
        one.adverse_events.push(unrelated);
        let safety = Cohort::of(&[one], &EndpointRules::default()).safety;
        let terms: Vec<&str> = safety.terms.iter().map(|term| term.term.as_str()).collect();
        assert_eq!(terms, ["First day", "Last day"]);
        assert_eq!(safety.outside, 2);
    }
}
