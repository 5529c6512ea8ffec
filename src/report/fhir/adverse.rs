//! Adverse events from the site record: an AdverseEvent for each, an Observation for each grade with its date, for its
//! end, and for each drug that it was judged against.
//!
//! The element `severity` knows mild, moderate and severe, which are the words of CTCAE for grades 1 to 3; higher
//! grades have none, and every grade stands in its own Observation.

use super::codes::{Concept, Item, coding, public};
use super::element::{
    CodeableConcept, Meta, Reference, Target, elements, instant, resource, words,
};
use super::{About, Kind, Made};
use crate::domain::calendar::DiaryDate;
use crate::domain::ctcae::Grade;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{EventCourse, Relation, SiteRecord};
use crate::report::ReportError;

resource! {
    AdverseEvent {
        id: String,
        meta: Option<Meta>,
        contained: Vec<Medication>,
        actuality: &'static str,
        event: CodeableConcept,
        subject: Reference,
        date: String,
        recorded_date: Option<String>,
        seriousness: CodeableConcept,
        severity: Option<CodeableConcept>,
        outcome: Option<CodeableConcept>,
        suspect_entity: Vec<Suspect>,
        study: Vec<Reference>,
    }
}

resource! {
    /// A drug that is no resource of its own.
    Medication {
        id: String,
        code: CodeableConcept,
    }
}

elements! {
    /// A drug that may have caused it.
    Suspect {
        instance: Reference,
        causality: Vec<Causality>,
    }
    /// How it was judged.
    Causality {
        assessment: CodeableConcept,
    }
}

resource! {
    /// A grade, the end, or a judgement.
    Observation {
        id: String,
        meta: Option<Meta>,
        status: &'static str,
        code: CodeableConcept,
        subject: Reference,
        focus: Vec<Reference>,
        effective_date_time: String,
        value_boolean: Option<bool>,
        value_integer: Option<u32>,
        component: Vec<Part>,
    }
}

elements! {
    /// One thing about it.
    Part {
        code: CodeableConcept,
        value_codeable_concept: Option<CodeableConcept>,
        value_string: Option<String>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) -> Result<(), ReportError> {
    let Some(record) = &about.of.record else {
        return Ok(());
    };
    for course in record.adverse_events() {
        let id = about.id(Kind::AdverseEvent, &[&course.root.seq.to_string()]);
        let event = event(about, record, &course, &id);
        made.add(Kind::AdverseEvent, &id, &event)?;
        let event = about.refer(Kind::AdverseEvent, &id);
        grades(about, made, &course, &event)?;
        ended(about, made, &course, &event)?;
        judgements(about, made, &course, &event)?;
    }
    Ok(())
}

fn event(about: &About, record: &SiteRecord, course: &EventCourse, id: &str) -> AdverseEvent {
    let recorded = record.history().live(course.root.seq);
    let suspects: Vec<(DrugId, Relation)> = course
        .related()
        .into_iter()
        .filter(|(_, relation)| match relation {
            Relation::Related | Relation::NotKnown => true,
            Relation::NotRelated => false,
        })
        .collect();
    AdverseEvent {
        id: id.to_owned(),
        meta: about.meta(),
        contained: suspects
            .iter()
            .map(|(drug, _)| Medication {
                id: drug.to_string(),
                code: about.drug(*drug),
            })
            .collect(),
        actuality: "actual",
        event: named(course),
        subject: about.patient(),
        date: course.event.onset.to_string(),
        recorded_date: recorded.map(|live| instant(live.recorded_at())),
        seriousness: CodeableConcept::of(seriousness(course.serious())),
        severity: severity(course.highest()).map(CodeableConcept::of),
        outcome: outcome(course).map(CodeableConcept::of),
        suspect_entity: suspects
            .iter()
            .map(|(drug, relation)| Suspect {
                instance: Reference::Made(Target {
                    reference: format!("#{drug}"),
                    kind: "Medication",
                }),
                causality: vec![Causality {
                    assessment: Concept::relation(*relation).coded(),
                }],
            })
            .collect(),
        study: vec![about.refer(Kind::ResearchStudy, &about.study_id())],
    }
}

/// The term of CTCAE in words, and what it was where the term leaves that open.
fn named(course: &EventCourse) -> CodeableConcept {
    let term = &course.event.term;
    let told = words(&course.event.words).map(|told| format!("{term}: {told}"));
    match words(&PlainText::new(
        told.unwrap_or_else(|| term.raw().to_owned()),
    )) {
        Some(said) => CodeableConcept::said(Some(said)),
        None => CodeableConcept::of(public::unknown()),
    }
}

fn seriousness(serious: bool) -> super::element::Coding {
    let system = "http://terminology.hl7.org/CodeSystem/adverse-event-seriousness";
    match serious {
        true => coding(system, "Serious", "Serious"),
        false => coding(system, "Non-serious", "Non-serious"),
    }
}

fn severity(highest: Grade) -> Option<super::element::Coding> {
    let system = "http://terminology.hl7.org/CodeSystem/adverse-event-severity";
    match u8::from(highest) {
        1 => Some(coding(system, "mild", "Mild")),
        2 => Some(coding(system, "moderate", "Moderate")),
        3 => Some(coding(system, "severe", "Severe")),
        _ => None,
    }
}

/// What became of it; nothing where it has ended: whether with sequelae is not asked, and each code says one or the
/// other.
fn outcome(course: &EventCourse) -> Option<super::element::Coding> {
    let system = "http://terminology.hl7.org/CodeSystem/adverse-event-outcome";
    match course.ended() {
        _ if course.highest() == Grade::DEATH => Some(coding(system, "fatal", "Fatal")),
        Some(_) => None,
        None => Some(coding(system, "ongoing", "Ongoing")),
    }
}

/// Each grade with the date from which it held, and the version of CTCAE.
fn grades(
    about: &About,
    made: &mut Made,
    course: &EventCourse,
    event: &Reference,
) -> Result<(), ReportError> {
    let first = (course.root.seq, course.event.onset, course.event.grade);
    let changes = course.changes.iter();
    let later = changes.filter_map(|(entry, change)| Some((entry.seq, change.date, change.grade?)));
    for (seq, date, grade) in [first].into_iter().chain(later) {
        let id = about.id(Kind::Observation, &["grade", &seq.to_string()]);
        let version = words(&course.event.ctcae_version).map(|version| Part {
            code: Concept::item(Item::CtcaeVersion).coded(),
            value_string: Some(version),
            ..Part::default()
        });
        let grade = Observation {
            value_integer: Some(u32::from(u8::from(grade))),
            component: version.into_iter().collect(),
            ..observation(about, id.clone(), Item::CtcaeGrade, event, date)
        };
        made.add(Kind::Observation, &id, &grade)?;
    }
    Ok(())
}

/// That it has ended, and when: the event itself has no element for that.
fn ended(
    about: &About,
    made: &mut Made,
    course: &EventCourse,
    event: &Reference,
) -> Result<(), ReportError> {
    let Some(date) = course.ended() else {
        return Ok(());
    };
    let id = about.id(Kind::Observation, &["ended", &course.root.seq.to_string()]);
    let ended = Observation {
        value_boolean: Some(true),
        ..observation(about, id.clone(), Item::EventEnded, event, date)
    };
    made.add(Kind::Observation, &id, &ended)
}

/// For each drug, whether it is related and what was done with it.
fn judgements(
    about: &About,
    made: &mut Made,
    course: &EventCourse,
    event: &Reference,
) -> Result<(), ReportError> {
    let (related, actions) = (course.related(), course.action());
    let mut drugs: Vec<DrugId> = related.keys().chain(actions.keys()).copied().collect();
    drugs.sort_unstable();
    drugs.dedup();
    let part = |item, value| Part {
        code: Concept::item(item).coded(),
        value_codeable_concept: Some(value),
        ..Part::default()
    };
    for drug in drugs {
        let seq = course.root.seq.to_string();
        let id = about.id(Kind::Observation, &["judged", &seq, drug.as_str()]);
        let relation = related.get(&drug);
        let relation =
            relation.map(|judged| part(Item::Relation, Concept::relation(*judged).coded()));
        let action = actions.get(&drug);
        let action = action.map(|done| part(Item::Action, Concept::action(*done).coded()));
        let parts = [Some(part(Item::Drug, about.drug(drug))), relation, action];
        let judged = Observation {
            component: parts.into_iter().flatten().collect(),
            ..observation(
                about,
                id.clone(),
                Item::Judgement,
                event,
                course.event.onset,
            )
        };
        made.add(Kind::Observation, &id, &judged)?;
    }
    Ok(())
}

fn observation(
    about: &About,
    id: String,
    item: Item,
    event: &Reference,
    date: DiaryDate,
) -> Observation {
    Observation {
        id,
        meta: about.meta(),
        status: "final",
        code: Concept::item(item).coded(),
        subject: about.patient(),
        focus: vec![event.clone()],
        effective_date_time: date.to_string(),
        ..Observation::default()
    }
}
