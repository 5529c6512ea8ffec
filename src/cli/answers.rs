//! Answers about a symptom: read from options, or asked one by one on a terminal.

use clap::Args;

use super::ask;
use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::values;
use crate::domain::diary::Diary;
use crate::domain::plain_text::PlainText;
use crate::domain::symptoms::{Answer, Answers, Kind, Question, Tenths, Term, next_question};
use crate::text::Text;

/// The answers given as options.
#[derive(Debug, Args)]
pub(super) struct Given {
    /// How bad: none, mild, moderate, severe or not-sure
    #[arg(long, value_name = "SEVERITY")]
    pub(super) severity: Option<String>,
    /// The answer to the symptom's question that asks how many, or not-sure
    #[arg(long, value_name = "N")]
    pub(super) count: Option<String>,
    /// The temperature in degrees C, such as 38.2, or not-sure
    #[arg(long, value_name = "DEGREES")]
    pub(super) temperature: Option<String>,
    /// Another answer, such as night=yes, or night=not-sure; may be repeated
    #[arg(long, value_name = "QUESTION=ANSWER")]
    pub(super) answer: Vec<String>,
}

impl Given {
    /// Whether no answer is given.
    pub(super) fn is_none(&self) -> bool {
        self.severity.is_none()
            && self.count.is_none()
            && self.temperature.is_none()
            && self.answer.is_empty()
    }
}

/// Reads the options as answers about a symptom.
pub(super) fn read(text: Text, term: Term, given: &Given) -> Result<Answers, Failure> {
    let of_kind = |wanted: fn(Kind) -> bool| {
        let mut questions = term.questions().iter().copied();
        questions.find(|question| wanted(question.kind()))
    };
    let count = of_kind(|kind| matches!(kind, Kind::Count { .. }));
    let named = [
        (
            "--severity",
            &given.severity,
            of_kind(|kind| kind == Kind::Severity),
        ),
        ("--count", &given.count, count),
        (
            "--temperature",
            &given.temperature,
            of_kind(|kind| matches!(kind, Kind::Temperature { .. })),
        ),
    ];
    let mut answers = Answers::new();
    for (option, value, question) in named {
        let Some(value) = value else {
            continue;
        };
        let question = question.ok_or_else(|| not_asked(text, term, option))?;
        put(text, &mut answers, option, question, value)?;
    }
    for pair in &given.answer {
        let wrong = || values::bad(text, "--answer", pair, &text.wanted_answer());
        let (code, value) = pair.split_once('=').ok_or_else(wrong)?;
        let question = code.replace('-', "_").parse().ok();
        let question = question
            .filter(|question| term.asks(*question))
            .ok_or_else(|| not_asked(text, term, &format!("--answer {code}")))?;
        put(text, &mut answers, "--answer", question, value)?;
    }
    Ok(answers)
}

fn put(
    text: Text,
    answers: &mut Answers,
    option: &str,
    question: Question,
    value: &str,
) -> Result<(), Failure> {
    let wanted = || text.or_not_sure(&text.threshold_wanted(question));
    let answer = value_of(question, value);
    let option = format!("{option} ({})", code_of(question));
    let answer = answer.ok_or_else(|| values::bad(text, &option, value, &wanted()))?;
    match answers.insert(question, answer) {
        None => Ok(()),
        Some(_) => Err(Failure::Usage(text.answered_twice(&code_of(question)))),
    }
}

/// The code of a question on the command line.
pub(super) fn code_of(question: Question) -> String {
    question.code().replace('_', "-")
}

/// An answer as it is typed: with hyphens for underscores, and 38 for 38.0.
fn value_of(question: Question, value: &str) -> Option<Answer> {
    let typed: Answer = value.replace('-', "_").parse().ok()?;
    let answer = match (question.kind(), typed) {
        (Kind::Temperature { .. }, Answer::Count(degrees)) => {
            Answer::Temperature(Tenths(degrees.checked_mul(10)?))
        }
        (_, typed) => typed,
    };
    answer.fits(question).then_some(answer)
}

/// A symptom that has no such question, with those that it has.
fn not_asked(text: Text, term: Term, option: &str) -> Failure {
    let known: Vec<String> = term.questions().iter().map(|q| code_of(*q)).collect();
    let option = PlainText::new(option.chars().take(60).collect::<String>());
    Failure::Usage(text.not_asked_about(text.term(term), &option.to_string(), &text.list(&known)))
}

/// Asks what is still open: on a terminal one by one; elsewhere it is named, and nothing is recorded.
pub(super) fn complete(
    context: &Context,
    out: &mut Out,
    diary: &Diary,
    term: Term,
    mut answers: Answers,
) -> Result<Answers, Failure> {
    if !context.can_ask() {
        return match open(diary, term, &answers).as_slice() {
            [] => Ok(answers),
            open => Err(not_answered(context.text(), term, open)),
        };
    }
    while let Some(question) = next_question(diary.rules(), term, &answers) {
        let answer = asked(out, context.text(), diary, question)?;
        answers.insert(question, answer);
    }
    Ok(answers)
}

/// The questions that have no answer.
fn open(diary: &Diary, term: Term, answers: &Answers) -> Vec<Question> {
    let mut answers = answers.clone();
    let mut open = Vec::new();
    while let Some(question) = next_question(diary.rules(), term, &answers) {
        open.push(question);
        answers.insert(question, Answer::NotSure);
    }
    open
}

fn not_answered(text: Text, term: Term, open: &[Question]) -> Failure {
    let one = |question: &Question| {
        let (code, asked) = (code_of(*question), text.symptom_question(*question));
        format!("  --answer {code}=...  {asked}")
    };
    let mut lines = vec![text.questions_open(text.term(term))];
    lines.extend(open.iter().map(one));
    lines.push(text.not_sure_is_an_answer());
    Failure::Usage(lines.join("\n"))
}

/// One question on a terminal; the end of the input records nothing.
fn asked(out: &mut Out, text: Text, diary: &Diary, question: Question) -> Result<Answer, Failure> {
    let prompt = text.asked_on_a_terminal(&text.ask_about_symptom(diary, question), question);
    loop {
        let typed = ask::line(out, &prompt)?;
        let typed = typed.ok_or(Failure::Declined)?.to_lowercase();
        let answer = match (question.kind(), typed.as_str()) {
            (_, "?" | "？") => Some(Answer::NotSure),
            (Kind::YesNo, "y" | "是" | "有") => Some(Answer::Yes),
            (Kind::YesNo, "n" | "否" | "没有") => Some(Answer::No),
            (Kind::Severity, digit) => Answer::severity_of(digit).or(value_of(question, digit)),
            (Kind::YesNo | Kind::Count { .. } | Kind::Temperature { .. }, value) => {
                value_of(question, value)
            }
        };
        match answer {
            Some(answer) => return Ok(answer),
            None => out.line(text.answer_wanted(&text.threshold_wanted(question))),
        }
    }
}

impl Answer {
    /// A severity by its digit on a terminal: 0 none to 3 severe.
    fn severity_of(digit: &str) -> Option<Answer> {
        use crate::domain::entry::Severity;
        let at: usize = digit.parse().ok()?;
        Severity::ALL.get(at).copied().map(Answer::Severity)
    }
}
