//! Adverse events from the site record: an AdverseEvent for each, an Observation for each grade with its date, for its
//! end, and for each drug that it was judged against.
//!
//! The element `severity` knows mild, moderate and severe, which are the words of CTCAE for grades 1 to 3; higher
//! grades have none, and every grade stands in its own Observation.

use super::codes::{Concept, Item};
use super::element::{
    CodeableConcept, Coding, Meta, Reference, Target, Time, elements, resource, words,
};
use super::ids::Id;
use super::public::{Public, coding};
use super::{About, Kind, Made};
use crate::domain::calendar::DiaryDate;
use crate::domain::ctcae::Grade;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{EventCourse, Relation, SiteRecord};

resource! {
    AdverseEvent<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        contained: Vec<Medication<'a>>,
        actuality: &'static str,
        event: CodeableConcept<'a>,
        subject: Reference<'a>,
        date: Time,
        recorded_date as "recordedDate": Option<Time>,
        seriousness: CodeableConcept<'a>,
        severity: Option<CodeableConcept<'a>>,
        outcome: Option<CodeableConcept<'a>>,
        suspect_entity as "suspectEntity": Vec<Suspect<'a>>,
        study: [Reference<'a>; 1],
    }
}

resource! {
    /// A drug that is no resource of its own.
    Medication<'a> {
        id: String,
        code: CodeableConcept<'a>,
    }
}

elements! {
    /// A drug that may have caused it.
    Suspect<'a> {
        instance: Reference<'a>,
        causality: [Causality<'a>; 1],
    }
    /// How it was judged.
    Causality<'a> {
        assessment: CodeableConcept<'a>,
    }
}

resource! {
    /// A grade, the end, or a judgement.
    Observation<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        status: &'static str,
        code: CodeableConcept<'a>,
        subject: Reference<'a>,
        focus: [Reference<'a>; 1],
        effective_date_time as "effectiveDateTime": Time,
        value_boolean as "valueBoolean": Option<bool>,
        value_integer as "valueInteger": Option<u32>,
        component: Vec<Part<'a>>,
    }
}

elements! {
    /// One thing about it.
    Part<'a> {
        code: CodeableConcept<'a>,
        value_codeable_concept as "valueCodeableConcept": Option<CodeableConcept<'a>>,
        value_string as "valueString": Option<String>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) {
    let Some(record) = &about.of.record else {
        return;
    };
    for course in record.adverse_events() {
        let id = about.id(Kind::AdverseEvent, &[&course.root.seq.to_string()]);
        let event = event(about, record, &course, id);
        made.add(Kind::AdverseEvent, id, &event);
        let event = about.refer(Kind::AdverseEvent, id);
        grades(about, made, &course, &event);
        ended(about, made, &course, &event);
        judgements(about, made, &course, &event);
    }
}

fn event<'a>(
    about: &'a About,
    record: &SiteRecord,
    course: &EventCourse,
    id: Id,
) -> AdverseEvent<'a> {
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
        id,
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
        date: Time::On(course.event.onset),
        recorded_date: recorded.map(|live| Time::At(live.recorded_at())),
        seriousness: CodeableConcept::of(seriousness(course.serious())),
        severity: severity(course.highest()).map(CodeableConcept::of),
        outcome: outcome(course).map(CodeableConcept::of),
        suspect_entity: suspects
            .iter()
            .map(|(drug, relation)| Suspect {
                instance: Reference::Made(Target {
                    reference: format!("#{drug}"),
                    kind: Some("Medication"),
                }),
                causality: [Causality {
                    assessment: Concept::Relation(*relation).coded(),
                }],
            })
            .collect(),
        study: [about.refer(Kind::ResearchStudy, about.study_id())],
    }
}

/// The term of CTCAE in words, and what it was where the term leaves that open.
fn named(course: &EventCourse) -> CodeableConcept<'static> {
    let term = &course.event.term;
    let told = words(&course.event.words).map(|told| format!("{term}: {told}"));
    match words(&PlainText::new(
        told.unwrap_or_else(|| term.raw().to_owned()),
    )) {
        Some(said) => CodeableConcept::said(Some(said)),
        None => Public::Unknown.coded(),
    }
}

fn seriousness(serious: bool) -> Coding {
    let system = "http://terminology.hl7.org/CodeSystem/adverse-event-seriousness";
    match serious {
        true => coding(system, "Serious", "Serious"),
        false => coding(system, "Non-serious", "Non-serious"),
    }
}

fn severity(highest: Grade) -> Option<Coding> {
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
fn outcome(course: &EventCourse) -> Option<Coding> {
    let system = "http://terminology.hl7.org/CodeSystem/adverse-event-outcome";
    match course.ended() {
        _ if course.highest() == Grade::DEATH => Some(coding(system, "fatal", "Fatal")),
        Some(_) => None,
        None => Some(coding(system, "ongoing", "Ongoing")),
    }
}

/// Each grade with the date from which it held, and the version of CTCAE.
fn grades(about: &About, made: &mut Made, course: &EventCourse, event: &Reference) {
    let first = (course.root.seq, course.event.onset, course.event.grade);
    let changes = course.changes.iter();
    let later = changes.filter_map(|(entry, change)| Some((entry.seq, change.date, change.grade?)));
    for (seq, date, grade) in [first].into_iter().chain(later) {
        let id = about.id(Kind::Observation, &["grade", &seq.to_string()]);
        let version = words(&course.event.ctcae_version).map(|version| Part {
            code: Concept::Item(Item::CtcaeVersion).coded(),
            value_string: Some(version),
            ..Part::default()
        });
        let grade = Observation {
            value_integer: Some(u32::from(u8::from(grade))),
            component: version.into_iter().collect(),
            ..observation(about, id, Item::CtcaeGrade, event, date)
        };
        made.add(Kind::Observation, id, &grade);
    }
}

/// That it has ended, and when: the event itself has no element for that.
fn ended(about: &About, made: &mut Made, course: &EventCourse, event: &Reference) {
    let Some(date) = course.ended() else {
        return;
    };
    let id = about.id(Kind::Observation, &["ended", &course.root.seq.to_string()]);
    let ended = Observation {
        value_boolean: Some(true),
        ..observation(about, id, Item::EventEnded, event, date)
    };
    made.add(Kind::Observation, id, &ended);
}

/// For each drug, whether it is related and what was done with it.
fn judgements(about: &About, made: &mut Made, course: &EventCourse, event: &Reference) {
    let (related, actions) = (course.related(), course.action());
    let mut drugs: Vec<DrugId> = related.keys().chain(actions.keys()).copied().collect();
    drugs.sort_unstable();
    drugs.dedup();
    let part = |item, value| Part {
        code: Concept::Item(item).coded(),
        value_codeable_concept: Some(value),
        ..Part::default()
    };
    for drug in drugs {
        let seq = course.root.seq.to_string();
        let id = about.id(Kind::Observation, &["judged", &seq, drug.as_str()]);
        let relation = related.get(&drug);
        let relation =
            relation.map(|judged| part(Item::Relation, Concept::Relation(*judged).coded()));
        let action = actions.get(&drug);
        let action = action.map(|done| part(Item::Action, Concept::Action(*done).coded()));
        let parts = [Some(part(Item::Drug, about.drug(drug))), relation, action];
        let judged = Observation {
            component: parts.into_iter().flatten().collect(),
            ..observation(about, id, Item::Judgement, event, course.event.onset)
        };
        made.add(Kind::Observation, id, &judged);
    }
}

fn observation<'a>(
    about: &'a About,
    id: Id,
    item: Item,
    event: &Reference<'a>,
    date: DiaryDate,
) -> Observation<'a> {
    Observation {
        id,
        meta: about.meta(),
        status: "final",
        code: Concept::Item(item).coded(),
        subject: about.patient(),
        focus: [event.clone()],
        effective_date_time: Time::On(date),
        value_boolean: None,
        value_integer: None,
        component: Vec::new(),
    }
}
