//! The symptoms: an Observation for each report, in the patient's own answers. Nobody is graded.

use super::codes::{Concept, Item};
use super::element::{
    CodeableConcept, Meta, Quantity, Reference, Span, Time, elements, resource, words,
};
use super::ids::Id;
use super::public::Public;
use super::{About, Kind, Made, status};
use crate::domain::entry::{Event, Symptom};
use crate::domain::history::Live;
use crate::domain::plain_text::PlainText;
use crate::domain::symptoms::{Answer, Question};

resource! {
    Observation<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        status: &'static str,
        category: [CodeableConcept<'a>; 1],
        code: CodeableConcept<'a>,
        subject: Reference<'a>,
        effective_date_time as "effectiveDateTime": Option<Time>,
        effective_period as "effectivePeriod": Option<Span>,
        issued: Time,
        performer: [Reference<'a>; 1],
        value_codeable_concept as "valueCodeableConcept": Option<CodeableConcept<'a>>,
        component: Vec<Part<'a>>,
    }
}

elements! {
    /// An answer.
    Part<'a> {
        code: CodeableConcept<'a>,
        value_quantity as "valueQuantity": Option<Quantity>,
        value_codeable_concept as "valueCodeableConcept": Option<CodeableConcept<'a>>,
        value_string as "valueString": Option<String>,
        value_boolean as "valueBoolean": Option<bool>,
        value_integer as "valueInteger": Option<u32>,
        data_absent_reason as "dataAbsentReason": Option<CodeableConcept<'a>>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) {
    let history = about.of.diary.history();
    let records = about.of.diary.symptoms().iter();
    for live in records.filter_map(|record| history.live(record.seq)) {
        if let Event::Symptom(symptom) = live.event {
            let id = about.id(Kind::Observation, &["symptom", &live.root.seq.to_string()]);
            let report = report(about, id, &live, symptom);
            made.add(Kind::Observation, id, &report);
        }
    }
}

fn report<'a>(about: &'a About, id: Id, live: &Live, symptom: &Symptom) -> Observation<'a> {
    let span = Span::of_dates(symptom.noticed_on, symptom.ended_on);
    // What the study team wrote down for her is still her word.
    let performer = [about.patient()];
    Observation {
        id,
        meta: about.meta(),
        status: status(live),
        category: [Public::Survey.coded()],
        code: match symptom.known_term() {
            Some(term) => Concept::Symptom(term).coded(),
            None => in_words(&symptom.term),
        },
        subject: about.patient(),
        effective_date_time: span.is_none().then_some(Time::At(live.root.at)),
        effective_period: span,
        issued: Time::At(live.recorded_at()),
        performer,
        value_codeable_concept: symptom.severity.map(|how| Concept::Severity(how).coded()),
        component: parts(symptom),
    }
}

/// A code that this version does not know, as it is written.
fn in_words(text: &PlainText) -> CodeableConcept<'static> {
    match words(text) {
        Some(_) => CodeableConcept::in_words(text),
        None => Public::Unknown.coded(),
    }
}

fn parts(symptom: &Symptom) -> Vec<Part<'static>> {
    let answers = symptom.answers.iter();
    let answers = answers.map(|(question, answer)| {
        let known = question.raw().parse::<Question>().ok();
        let code = match known {
            Some(question) => Concept::Question(question).coded(),
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
        code: Concept::Item(Item::Urgency).coded(),
        value_codeable_concept: Some(Concept::Urgency(symptom.urgency()).coded()),
        ..Part::default()
    };
    answers.chain([urgency]).collect()
}

fn known_part(code: CodeableConcept<'static>, answer: Answer) -> Part<'static> {
    let mut part = Part {
        code,
        ..Part::default()
    };
    match answer {
        Answer::NotSure => part.data_absent_reason = Some(Public::AskedUnknown.coded()),
        Answer::No => part.value_boolean = Some(false),
        Answer::Yes => part.value_boolean = Some(true),
        Answer::Severity(how) => part.value_codeable_concept = Some(Concept::Severity(how).coded()),
        Answer::Count(count) => part.value_integer = Some(u32::from(count)),
        Answer::Temperature(tenths) => {
            part.value_quantity = Some(Quantity::celsius(tenths.to_string()));
        }
    }
    part
}
