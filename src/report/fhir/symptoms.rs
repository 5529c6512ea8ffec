//! The symptoms: an Observation for each report, in the patient's own answers. Nobody is graded.

use super::codes::{Concept, Item, public};
use super::element::{
    CodeableConcept, Meta, Quantity, Reference, Span, elements, instant, resource, words,
};
use super::{About, Kind, Made, status};
use crate::domain::entry::{Event, Symptom};
use crate::domain::history::Live;
use crate::domain::plain_text::PlainText;
use crate::domain::symptoms::{Answer, Question};
use crate::report::ReportError;

resource! {
    Observation {
        id: String,
        meta: Option<Meta>,
        status: &'static str,
        category: Vec<CodeableConcept>,
        code: CodeableConcept,
        subject: Reference,
        effective_date_time: Option<String>,
        effective_period: Option<Span>,
        issued: String,
        performer: Vec<Reference>,
        value_codeable_concept: Option<CodeableConcept>,
        component: Vec<Part>,
    }
}

elements! {
    /// An answer.
    Part {
        code: CodeableConcept,
        value_quantity: Option<Quantity>,
        value_codeable_concept: Option<CodeableConcept>,
        value_string: Option<String>,
        value_boolean: Option<bool>,
        value_integer: Option<u32>,
        data_absent_reason: Option<CodeableConcept>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) -> Result<(), ReportError> {
    let history = about.of.diary.history();
    let records = about.of.diary.symptoms().iter();
    for live in records.filter_map(|record| history.live(record.seq)) {
        if let Event::Symptom(symptom) = live.event {
            let id = about.id(Kind::Observation, &["symptom", &live.root.seq.to_string()]);
            let report = report(about, id.clone(), &live, symptom);
            made.add(Kind::Observation, &id, &report)?;
        }
    }
    Ok(())
}

fn report(about: &About, id: String, live: &Live, symptom: &Symptom) -> Observation {
    let span = Span::of_dates(symptom.noticed_on, symptom.ended_on);
    // What the study team wrote down for her is still her word.
    let performer = vec![about.patient()];
    Observation {
        id,
        meta: about.meta(),
        status: status(live),
        category: vec![CodeableConcept::of(public::survey())],
        code: match symptom.known_term() {
            Some(term) => Concept::symptom(term).coded(),
            None => in_words(&symptom.term),
        },
        subject: about.patient(),
        effective_date_time: span.is_none().then(|| instant(live.root.at)),
        effective_period: span,
        issued: instant(live.recorded_at()),
        performer,
        value_codeable_concept: symptom.severity.map(|how| Concept::severity(how).coded()),
        component: parts(symptom),
    }
}

/// A code that this version does not know, as it is written.
fn in_words(text: &PlainText) -> CodeableConcept {
    match words(text) {
        Some(_) => CodeableConcept::in_words(text),
        None => CodeableConcept::of(public::unknown()),
    }
}

fn parts(symptom: &Symptom) -> Vec<Part> {
    let answers = symptom.answers.iter();
    let answers = answers.map(|(question, answer)| {
        let known = question.raw().parse::<Question>().ok();
        let code = match known {
            Some(question) => Concept::question(question).coded(),
            None => in_words(question),
        };
        let fits = |found: &Answer| known.is_some_and(|question| found.fits(question));
        match answer.raw().parse::<Answer>().ok().filter(fits) {
            Some(answer) => known_part(code, answer),
            None => Part {
                code,
                value_string: words(answer),
                ..Part::default()
            },
        }
    });
    let urgency = Part {
        code: Concept::item(Item::Urgency).coded(),
        value_codeable_concept: Some(Concept::urgency(symptom.urgency()).coded()),
        ..Part::default()
    };
    answers.chain([urgency]).collect()
}

fn known_part(code: CodeableConcept, answer: Answer) -> Part {
    let mut part = Part {
        code,
        ..Part::default()
    };
    match answer {
        Answer::NotSure => {
            part.data_absent_reason = Some(CodeableConcept::of(public::asked_unknown()))
        }
        Answer::No => part.value_boolean = Some(false),
        Answer::Yes => part.value_boolean = Some(true),
        Answer::Severity(how) => part.value_codeable_concept = Some(Concept::severity(how).coded()),
        Answer::Count(count) => part.value_integer = Some(u32::from(count)),
        Answer::Temperature(tenths) => {
            part.value_quantity = Some(Quantity::celsius(tenths.to_string()));
        }
    }
    part
}
