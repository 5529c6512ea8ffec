//! Tumour assessments from the site record: an Observation of each response, and one of each baseline.
//!
//! No lesion is identified: the site records the sum of diameters, what became of the other lesions, and whether there
//! are new ones. Where it recorded these, the response follows from them by RECIST 1.1, and they stand beside it.

use super::codes::{Concept, Item};
use super::element::{
    CodeableConcept, Extensions, Meta, Quantity, Reference, Time, elements, resource,
};
use super::ids::Id;
use super::{About, Kind, Made, status, visits};
use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::cohort::Member;
use crate::domain::endpoints::recist::Measured;
use crate::domain::endpoints::response::AtDate;
use crate::domain::history::Live;
use crate::domain::site::{Assessment, SiteEvent};

resource! {
    Observation<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        extension: Extensions<'a>,
        status: &'static str,
        code: CodeableConcept<'a>,
        subject: Reference<'a>,
        encounter: Option<Reference<'a>>,
        effective_date_time as "effectiveDateTime": Time,
        value_codeable_concept as "valueCodeableConcept": Option<CodeableConcept<'a>>,
        method: CodeableConcept<'a>,
        component: Vec<Part<'a>>,
    }
}

elements! {
    /// What was measured or seen.
    Part<'a> {
        code: CodeableConcept<'a>,
        value_quantity as "valueQuantity": Option<Quantity>,
        value_codeable_concept as "valueCodeableConcept": Option<CodeableConcept<'a>>,
        value_boolean as "valueBoolean": Option<bool>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) {
    let Some(record) = &about.of.record else {
        return;
    };
    let course = Member::of(about.of).course;
    for live in record.history().live_entries() {
        let SiteEvent::Assessed(assessed) = live.event else {
            continue;
        };
        let found = course.assessments.iter().find(|at| at.seq == live.root.seq);
        let observation = match (&assessed.said, found) {
            (Assessment::Baseline(measured), _) => {
                let part = observation(about, &live, Item::TumourBaseline, assessed.date);
                Observation {
                    component: parts(measured),
                    ..part
                }
            }
            (Assessment::Measured(measured), Some(at)) => Observation {
                component: parts(measured),
                ..response(about, &live, at)
            },
            (Assessment::Response(_), Some(at)) => response(about, &live, at),
            // Dated after the day on which it was recorded: it says nothing.
            (Assessment::Measured(_) | Assessment::Response(_), None) => continue,
        };
        made.add(Kind::Observation, observation.id, &observation);
    }
}

fn response<'a>(about: &'a About, live: &Live<SiteEvent>, at: &AtDate) -> Observation<'a> {
    Observation {
        value_codeable_concept: Some(Concept::Response(at.response).coded()),
        ..observation(about, live, Item::TumourResponse, at.date)
    }
}

fn observation<'a>(
    about: &'a About,
    live: &Live<SiteEvent>,
    item: Item,
    date: DiaryDate,
) -> Observation<'a> {
    Observation {
        id: about.id(Kind::Observation, &["tumour", &live.root.seq.to_string()]),
        meta: about.meta(),
        extension: about.of_study(),
        status: status(live),
        code: Concept::Item(item).coded(),
        subject: about.patient(),
        encounter: visits::on(about, date),
        effective_date_time: Time::On(date),
        value_codeable_concept: None,
        method: CodeableConcept::said(Some("RECIST 1.1".to_owned())),
        component: Vec::new(),
    }
}

fn parts(measured: &Measured) -> Vec<Part<'static>> {
    let part = |item| Part {
        code: Concept::Item(item).coded(),
        ..Part::default()
    };
    let sum = measured.target_sum_mm.map(|sum| Part {
        value_quantity: Some(Quantity::mm(sum)),
        ..part(Item::TargetSum)
    });
    let others = measured.non_target.map(|seen| Part {
        value_codeable_concept: Some(Concept::NonTarget(seen).coded()),
        ..part(Item::NonTarget)
    });
    let new = Part {
        value_boolean: Some(measured.new_lesions),
        ..part(Item::NewLesions)
    };
    sum.into_iter().chain(others).chain([new]).collect()
}
