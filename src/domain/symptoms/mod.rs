//! Symptoms in the patient's words: what is asked, in which order, and how urgent the answers are.
//!
//! `terms` lists the symptoms and their questions, `answers` the values, `triggers` what asks for a call.
//! Which triggers there are is data of the protocol; those of the built-in one are the least that always
//! holds (ruling 18). Nobody is graded here, and no words for people stand here.

mod answers;
mod terms;
mod triggers;

use super::diary::Diary;
use super::entry::{Event, Outcome, Severity, Symptom, Tier};
use super::plain_text::PlainText;
use super::protocol::{Protocol, SymptomRules};

pub use answers::{Answer, AnswerError, Answers, Tenths};
pub use terms::{CodeError, Kind, Question, Term};
pub use triggers::Trigger;

/// The question to ask next; `None` when nothing is left to ask.
///
/// After an answer that asks for the emergency number nothing more is asked.
pub fn next_question(rules: &Protocol, term: Term, answers: &Answers) -> Option<Question> {
    if tier(rules, term, answers, None) == Tier::Emergency {
        return None;
    }
    let mut questions = term.questions().iter().copied();
    questions.find(|question| !answers.contains_key(question))
}

/// How urgent a report is by the protocol's triggers, and never less than by the built-in ones.
///
/// `last` is how bad the same symptom was in the report before: see [`last_severity`]. What was not
/// asked, or is not known, sets off nothing and lowers nothing.
pub fn tier(rules: &Protocol, term: Term, answers: &Answers, last: Option<Severity>) -> Tier {
    // Without the built-in list, which a test reads, nobody could say that a call is not needed.
    let floor = SymptomRules::built_in().map_or(Tier::CallNow, |built_in| {
        urgency(built_in, term, answers, last)
    });
    let own = rules.symptoms.as_ref();
    let own = own.map(|own| urgency(own, term, answers, last));
    own.map_or(floor, |own| own.max(floor))
}

fn urgency(rules: &SymptomRules, term: Term, answers: &Answers, last: Option<Severity>) -> Tier {
    let fired = rules
        .all()
        .filter(|trigger| trigger.fires(term, answers, last));
    fired
        .map(|trigger| trigger.tier)
        .max()
        .unwrap_or(Tier::Record)
}

/// How bad a symptom was in the newest report of it before the entry `before`, or in the newest of all;
/// a symptom that has ended is none.
pub fn last_severity(diary: &Diary, term: Term, before: Option<u64>) -> Option<Severity> {
    let earlier = |seq: u64| before.is_none_or(|before| seq < before);
    let reports = diary.symptoms().iter().rev();
    let mut reports = reports.filter(|report| report.term == Some(term) && earlier(report.seq));
    reports.find_map(|report| match report.has_ended {
        true => Some(Severity::None),
        false => report.severity,
    })
}

/// The symptom whose questions follow what has just been recorded: a dose that was vomited opens those
/// about vomiting (ruling 18).
pub fn asked_after(events: &[Event]) -> Option<Term> {
    let vomited = |event: &Event| {
        let dose = event.dose();
        dose.is_some_and(|dose| dose.outcome == Outcome::Vomited)
    };
    events.iter().any(vomited).then_some(Term::Vomiting)
}

impl Symptom {
    /// Which symptom it is; `None` for a code that this version does not know.
    pub fn known_term(&self) -> Option<Term> {
        self.term.raw().parse().ok()
    }

    /// How urgent it is: as it was stored, and never less than a call that its answers ask for by the
    /// built-in triggers, whoever wrote it (ruling 18).
    pub fn urgency(&self) -> Tier {
        let Some((term, rules)) = self.known_term().zip(SymptomRules::built_in()) else {
            return self.tier;
        };
        // Also beyond what can be asked for, and whole degrees.
        let mut answers = self.answers_that_fit(|_, _| true);
        if let Some(degrees) = answers.get_mut(&Question::Temperature)
            && let Answer::Count(whole) = *degrees
        {
            *degrees = Answer::Temperature(Tenths(whole.saturating_mul(10)));
        }
        let least = urgency(rules, term, &answers, None);
        match least {
            Tier::CallNow | Tier::Emergency => self.tier.max(least),
            // What the patient was told to do by and by is not restated.
            Tier::Record | Tier::ReportSoon => self.tier,
        }
    }

    /// The answers that this version knows, how bad it is included.
    pub fn known_answers(&self) -> Answers {
        self.answers_that_fit(Answer::fits)
    }

    fn answers_that_fit(&self, fits: impl Fn(Answer, Question) -> bool) -> Answers {
        let read = |(question, answer): (&PlainText, &PlainText)| {
            let question: Question = question.raw().parse().ok()?;
            let answer: Answer = answer.raw().parse().ok()?;
            fits(answer, question).then_some((question, answer))
        };
        let mut answers: Answers = self.answers.iter().filter_map(read).collect();
        if let Some(severity) = self.severity {
            answers.insert(Question::Severity, Answer::Severity(severity));
        }
        answers
    }

    /// Puts answers in; those that are not named stay as they were.
    pub(super) fn answer(&mut self, answers: &Answers) {
        for (question, answer) in answers {
            let code = PlainText::new(question.code());
            match (question, answer) {
                (Question::Severity, Answer::Severity(severity)) => {
                    self.severity = Some(*severity);
                    self.answers.remove(&code);
                }
                (Question::Severity, _) => {
                    self.severity = None;
                    self.answers
                        .insert(code, PlainText::new(answer.to_string()));
                }
                (_, answer) => {
                    self.answers
                        .insert(code, PlainText::new(answer.to_string()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
