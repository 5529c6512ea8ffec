//! A symptom, question by question, until it can be proposed; the end of one, and other answers.
//!
//! Nobody is asked for a grade, and no answer is given beforehand: a question left unanswered, or not
//! known, is "not sure". Before the call that an emergency asks for nothing stands but the line that will
//! be written.

use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::decide::{Change, Command, SymptomChange, SymptomCommand};
use crate::domain::diary::Diary;
use crate::domain::entry::{CorrectionReason, Severity, Tier};
use crate::domain::symptoms::{self, Answer, Answers, Kind, Question, Tenths, Term};

use super::ask::{self, Request};
use super::correct::Fix;
use super::page::Field;
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Screen};

/// Where the thermometer begins when the first arrow is pressed.
const USUAL_TEMPERATURE: Tenths = Tenths(370);
/// So many days back can be named.
const LONGEST_AGO: i64 = 365;

/// Which question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymptomStep {
    /// One of the symptom's own, with the value that arrows have set so far.
    Question(Question, Option<Answer>),
    /// Since when?
    Since,
    /// Since when, on a day before yesterday?
    SinceEarlier(DiaryDate),
    /// When was it over?
    Over,
    /// When was it over, on a day before yesterday?
    OverEarlier(DiaryDate),
}

/// What is known of a symptom so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    term: Term,
    answers: Answers,
    /// Once it is chosen.
    since: Option<DiaryDate>,
    /// The entry that is corrected; `None` for a new report.
    corrects: Option<u64>,
}

impl Report {
    /// A symptom of which nothing is known yet.
    pub(super) fn of(term: Term) -> Report {
        Report {
            term,
            answers: Answers::new(),
            since: None,
            corrects: None,
        }
    }

    /// The same, noticed on a day that is known already.
    pub(super) fn since(self, since: Option<DiaryDate>) -> Report {
        Report { since, ..self }
    }

    /// The same with a yes to one question.
    pub(super) fn with(mut self, question: Question) -> Report {
        self.answers.insert(question, Answer::Yes);
        self
    }

    /// Other answers for a report that stands in the diary.
    pub(super) fn again(self, seq: u64) -> Report {
        Report {
            corrects: Some(seq),
            ..self
        }
    }

    /// The next question, or the confirmation.
    pub(super) fn next(self, diary: &Diary, now: Moment) -> Screen {
        let ask = |report, step| Screen::Symptom(Box::new(report), step);
        let rules = diary.rules();
        if let Some(question) = symptoms::next_question(rules, self.term, &self.answers) {
            return ask(self, SymptomStep::Question(question, None));
        }
        let urgent = match symptoms::tier(rules, self.term, &self.answers, None) {
            Tier::Emergency => true,
            Tier::CallNow | Tier::ReportSoon | Tier::Record => false,
        };
        if self.since.is_none() && self.corrects.is_none() && !urgent {
            return ask(self, SymptomStep::Since);
        }
        if let Some(seq) = self.corrects {
            return self.fix(seq, CorrectionReason::WrongPress);
        }
        let report = Command::Symptom(SymptomCommand {
            term: self.term,
            answers: self.answers,
            noticed_on: self.since,
        });
        ask::propose(Request::of_patient(report), diary, now)
    }

    /// The question why the entry is corrected.
    fn fix(self, seq: u64, likely: CorrectionReason) -> Screen {
        let change = Change::Symptom(SymptomChange {
            answers: self.answers,
            noticed_on: self.since,
            ended_on: None,
        });
        Screen::Correct(Box::new(Fix::new(seq, change, likely)))
    }
}

/// What an end, or that there is none, would record.
pub(super) fn ended(seq: u64, on: Option<DiaryDate>) -> Act {
    let change = SymptomChange {
        ended_on: Some(on),
        ..SymptomChange::default()
    };
    let command = Command::Correct {
        seq,
        change: Change::Symptom(change),
        reason: CorrectionReason::Other,
    };
    Act::Propose(Box::new(Request::of_patient(command)))
}

/// Changes the value or the day of a question by one step.
pub(super) fn step(step: &mut SymptomStep, field: Field, by: i8, diary: &Diary, now: Moment) {
    let today = diary.date_of(now);
    match step {
        SymptomStep::Question(question, value) => {
            if let Field::Count(at) = field {
                *value = stepped(question.kind(), *value, at, by);
            }
        }
        SymptomStep::SinceEarlier(date) | SymptomStep::OverEarlier(date) => {
            if field == Field::Day {
                let moved = date.plus(i64::from(by));
                *date = moved.clamp(today.plus(-LONGEST_AGO), today);
            }
        }
        SymptomStep::Since | SymptomStep::Over => {}
    }
}

/// The value after one step; the first one only makes it appear.
fn stepped(kind: Kind, value: Option<Answer>, at: usize, by: i8) -> Option<Answer> {
    match (kind, value) {
        (Kind::Count { min, max }, Some(Answer::Count(count))) => {
            let moved = count.saturating_add_signed(i16::from(by));
            Some(Answer::Count(moved.clamp(min, max)))
        }
        (Kind::Count { min, max }, _) => {
            let first = if by > 0 { min.saturating_add(1) } else { min };
            Some(Answer::Count(first.min(max)))
        }
        (Kind::Temperature { min, max }, Some(Answer::Temperature(Tenths(tenths)))) => {
            let step = if at == 0 { 10 } else { 1 };
            let moved = tenths.saturating_add_signed(i16::from(by) * step);
            Some(Answer::Temperature(Tenths(moved).clamp(min, max)))
        }
        (Kind::Temperature { .. }, _) => Some(Answer::Temperature(USUAL_TEMPERATURE)),
        (Kind::YesNo | Kind::Severity, value) => value,
    }
}

/// A question about a symptom.
pub(super) fn page(report: &Report, step: SymptomStep, context: &Context) -> Page {
    let page = match step {
        SymptomStep::Question(question, value) => asked(report, question, value, context),
        SymptomStep::Since | SymptomStep::Over => day(report, step, context),
        SymptomStep::SinceEarlier(date) | SymptomStep::OverEarlier(date) => {
            earlier(report, step, date, context)
        }
    };
    page.row(Row::act(context.text.go_back(), Act::Back).apart())
}

fn asked(report: &Report, question: Question, value: Option<Answer>, context: &Context) -> Page {
    let text = context.text;
    let answer = |label: String, answer: Answer| {
        let mut known = report.clone();
        known.answers.insert(question, answer);
        Row::act(label, Act::Symptom(Box::new(known)))
    };
    let mut page = Page::new()
        .text(Tone::Quiet, text.term(report.term))
        .heading(text.symptom_question(question));
    let not_sure = answer(text.not_sure(), Answer::NotSure);
    match question.kind() {
        // Enter pressed again without reading must claim nothing: not sure stands first.
        Kind::YesNo => page
            .row(not_sure)
            .row(answer(text.yes_there_is(), Answer::Yes))
            .row(answer(text.no_there_is_not(), Answer::No)),
        Kind::Severity => {
            page = page.row(not_sure);
            for severity in Severity::ALL {
                let label = text.severity_choice(severity).to_owned();
                page = page.row(answer(label, Answer::Severity(severity)));
            }
            page
        }
        Kind::Count { .. } | Kind::Temperature { .. } => {
            if let (Question::StoolsAboveUsual, Some(usual)) =
                (question, context.diary.baseline_stools())
            {
                page = page
                    .text(Tone::Plain, text.stools_usual_for_you(usual))
                    .gap();
            }
            for row in value_rows(question, value, context) {
                page = page.row(row);
            }
            match value {
                Some(value) => {
                    let label = text.it_was_answer(question, value);
                    page.row(answer(label, value).apart()).row(not_sure)
                }
                None => page.row(not_sure.apart()),
            }
        }
    }
}

/// The values that arrows change: how many, or degrees and tenths of them.
fn value_rows(question: Question, value: Option<Answer>, context: &Context) -> Vec<Row> {
    let text = context.text;
    let row = |label: String, at, value: String| Row::step(label, Field::Count(at), value);
    if let Some(Answer::Temperature(Tenths(tenths))) = value {
        let (degrees, tenth) = (tenths / 10, tenths % 10);
        return vec![
            row(text.degrees_label(), 0, degrees.to_string()),
            row(text.tenths_label(), 1, tenth.to_string()),
        ];
    }
    match (question.kind(), value) {
        (Kind::Temperature { .. }, _) => vec![row(text.degrees_label(), 0, text.no_value_yet())],
        (_, Some(value)) => vec![row(text.count_label(), 0, text.answer(value))],
        (_, None) => vec![row(text.count_label(), 0, text.no_value_yet())],
    }
}

/// Today, yesterday, or earlier.
fn day(report: &Report, step: SymptomStep, context: &Context) -> Page {
    let text = context.text;
    let today = context.diary.date_of(context.world.now);
    let day_before = today.plus(-2);
    let ends = step == SymptomStep::Over;
    let heading = if ends {
        text.when_was_it_over()
    } else {
        text.since_when()
    };
    let (more, label) = if ends {
        (SymptomStep::OverEarlier(day_before), text.ended_earlier())
    } else {
        (SymptomStep::SinceEarlier(day_before), text.began_earlier())
    };
    let earlier = Act::open(Screen::Symptom(Box::new(report.clone()), more));
    Page::new()
        .text(Tone::Quiet, text.term(report.term))
        .heading(heading)
        .row(Row::act(text.today_choice(), on(report, step, today)))
        .row(Row::act(
            text.yesterday_choice(),
            on(report, step, today.plus(-1)),
        ))
        .row(Row::act(label, earlier))
}

/// A day of any distance.
fn earlier(report: &Report, step: SymptomStep, date: DiaryDate, context: &Context) -> Page {
    let text = context.text;
    let (heading, label) = match step {
        SymptomStep::OverEarlier(_) | SymptomStep::Over => {
            (text.when_was_it_over(), text.over_on(&text.date(date)))
        }
        SymptomStep::SinceEarlier(_) | SymptomStep::Since | SymptomStep::Question(..) => {
            (text.since_when(), text.since_date(&text.date(date)))
        }
    };
    Page::new()
        .text(Tone::Quiet, text.term(report.term))
        .heading(heading)
        .row(Row::step(text.day_label(), Field::Day, text.date(date)))
        .row(Row::act(label, on(report, step, date)).apart())
}

/// What a chosen day leads to.
fn on(report: &Report, step: SymptomStep, date: DiaryDate) -> Act {
    let dated = Report {
        since: Some(date),
        ..report.clone()
    };
    match (step, report.corrects) {
        (SymptomStep::Over | SymptomStep::OverEarlier(_), Some(seq)) => ended(seq, Some(date)),
        // Only the day: what was answered before stays.
        (SymptomStep::Since | SymptomStep::SinceEarlier(_), Some(seq)) => {
            Act::open(dated.fix(seq, CorrectionReason::Remembered))
        }
        (
            SymptomStep::Over
            | SymptomStep::OverEarlier(_)
            | SymptomStep::Since
            | SymptomStep::SinceEarlier(_),
            None,
        )
        | (SymptomStep::Question(..), _) => Act::Symptom(Box::new(dated)),
    }
}
