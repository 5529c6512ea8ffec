//! Decides about symptoms: whether the answers are whole and fit, and how urgent they are.
//!
//! Rulings 8, 17, 18 and 22. The urgency is stored with the entry, so that a later change of the rules does
//! not restate what the patient was told.

use super::{Decision, Refusal, SymptomChange, SymptomCommand};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::entry::{Event, Symptom};
use crate::domain::plain_text::PlainText;
use crate::domain::symptoms::{self, Answers, Term};

pub(super) fn decide(
    diary: &Diary,
    command: &SymptomCommand,
    now: Moment,
) -> Result<Decision, Refusal> {
    let (term, answers) = (command.term, &command.answers);
    fit(term, answers)?;
    if let Some(question) = symptoms::next_question(diary.rules(), term, answers) {
        return Err(Refusal::NotAnswered { term, question });
    }
    let noticed_on = command.noticed_on.unwrap_or_else(|| diary.date_of(now));
    not_ahead(diary, noticed_on, now)?;
    let last = symptoms::last_severity(diary, term, None);
    let mut symptom = Symptom {
        term: PlainText::new(term.code()),
        severity: None,
        answers: Default::default(),
        tier: symptoms::tier(diary.rules(), term, answers, last),
        noticed_on: Some(noticed_on),
        ended_on: None,
    };
    symptom.answer(answers);
    Ok(Decision::plain(Event::Symptom(symptom)))
}

/// What a symptom entry says after a change; other answers are weighed anew, dates are not.
pub(super) fn changed(
    diary: &Diary,
    mut symptom: Symptom,
    change: &SymptomChange,
    root: u64,
    now: Moment,
) -> Result<Symptom, Refusal> {
    if !change.answers.is_empty() {
        let term = symptom.known_term().ok_or(Refusal::ChangeDoesNotFit)?;
        fit(term, &change.answers)?;
        symptom.answer(&change.answers);
        let answers = symptom.known_answers();
        // After an emergency nothing more was asked; if it was none, the other questions come back.
        if let Some(question) = symptoms::next_question(diary.rules(), term, &answers) {
            return Err(Refusal::NotAnswered { term, question });
        }
        let last = symptoms::last_severity(diary, term, Some(root));
        symptom.tier = symptoms::tier(diary.rules(), term, &answers, last);
    }
    symptom.noticed_on = change.noticed_on.or(symptom.noticed_on);
    symptom.ended_on = change.ended_on.unwrap_or(symptom.ended_on);
    for date in [symptom.noticed_on, symptom.ended_on].into_iter().flatten() {
        not_ahead(diary, date, now)?;
    }
    if let (Some(noticed_on), Some(ended_on)) = (symptom.noticed_on, symptom.ended_on)
        && ended_on < noticed_on
    {
        return Err(Refusal::EndedBeforeItBegan { noticed_on });
    }
    Ok(symptom)
}

fn fit(term: Term, answers: &Answers) -> Result<(), Refusal> {
    let mut answers = answers.iter();
    match answers.find(|(question, answer)| !term.asks(**question) || !answer.fits(**question)) {
        Some((question, _)) => Err(Refusal::AnswerDoesNotFit {
            term,
            question: *question,
        }),
        None => Ok(()),
    }
}

/// What happened may not lie in the future (ruling 8).
fn not_ahead(diary: &Diary, date: DiaryDate, now: Moment) -> Result<(), Refusal> {
    if date > diary.date_of(now) {
        let named = date.begins(diary.rules().day_starts_at());
        return Err(Refusal::InFuture { named });
    }
    Ok(())
}
