//! Which answers ask for a call, as data of a protocol.

use serde::{Deserialize, Serialize};

use super::answers::{Answer, Answers};
use super::terms::{Kind, Question, Term};
use crate::domain::entry::{Severity, Tier};

/// When a report asks for a call, and how urgently.
///
/// It names a symptom (any report of it), a question (an answer of yes, or of `at_least`), or both (that
/// answer about that symptom only); or, with `worse_by`, a step from the report before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Only for this symptom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Which answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
    /// From which answer on; `None`: a yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Answer>,
    /// By how many steps of severity it is worse than the last report of the same symptom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worse_by: Option<u8>,
    /// How urgent.
    pub tier: Tier,
}

/// The threshold of a question without one.
const YES: Answer = Answer::Yes;

impl Trigger {
    /// Whether a report about `term` with these answers sets it off; `last` is how bad the same symptom
    /// was in the report before.
    pub fn fires(&self, term: Term, answers: &Answers, last: Option<Severity>) -> bool {
        if self.term.is_some_and(|only| only != term) {
            return false;
        }
        if let Some(steps) = self.worse_by {
            let now = match answers.get(&Question::Severity) {
                Some(Answer::Severity(severity)) => Some(*severity),
                Some(
                    Answer::NotSure
                    | Answer::No
                    | Answer::Yes
                    | Answer::Count(_)
                    | Answer::Temperature(_),
                )
                | None => None,
            };
            let step = |severity: Severity| severity as u8;
            return last
                .zip(now)
                .is_some_and(|(last, now)| step(now) >= step(last).saturating_add(steps));
        }
        match self.question {
            Some(question) => answers
                .get(&question)
                .is_some_and(|answer| answer.reaches(self.at_least.unwrap_or(YES))),
            None => self.term.is_some(),
        }
    }

    /// Whether it says something that can come true: a symptom, a question that is asked about it, and a
    /// threshold of the question's kind.
    pub fn makes_sense(&self) -> bool {
        if let Some(steps) = self.worse_by {
            return (1..=3).contains(&steps) && self.question.is_none() && self.at_least.is_none();
        }
        let Some(question) = self.question else {
            return self.term.is_some() && self.at_least.is_none();
        };
        let asked = self.term.is_none_or(|term| term.asks(question));
        let fits = match (question.kind(), self.at_least) {
            (Kind::YesNo, None) => true,
            (Kind::Severity | Kind::Count { .. } | Kind::Temperature { .. }, Some(least)) => {
                least != Answer::NotSure && least.fits(question)
            }
            (Kind::YesNo, Some(_))
            | (Kind::Severity | Kind::Count { .. } | Kind::Temperature { .. }, None) => false,
        };
        asked && fits
    }

    /// The symptoms that it is about.
    pub fn terms(&self) -> impl Iterator<Item = Term> + '_ {
        let about = |term: &Term| {
            let asked = match (self.question, self.worse_by) {
                (Some(question), _) => term.asks(question),
                (None, Some(_)) => term.asks(Question::Severity),
                (None, None) => true,
            };
            asked && self.term.is_none_or(|only| only == *term)
        };
        Term::ALL.iter().copied().filter(about)
    }

    /// Whether, for reports about `term`, it is set off by everything that sets off `other`, and is at
    /// least as urgent.
    pub fn covers(&self, other: &Trigger, term: Term) -> bool {
        if self.tier < other.tier || self.term.is_some_and(|only| only != term) {
            return false;
        }
        if let Some(steps) = self.worse_by {
            return other.worse_by.is_some_and(|others| steps <= others);
        }
        match self.question {
            // Any report of the symptom.
            None => self.term.is_some(),
            Some(_) => {
                let threshold = |trigger: &Trigger| trigger.at_least.unwrap_or(YES);
                self.question == other.question && threshold(other).reaches(threshold(self))
            }
        }
    }
}
