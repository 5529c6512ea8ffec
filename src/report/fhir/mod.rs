//! Participants as resources of HL7 FHIR R4 (4.0.1), for hospitals and registries that read that standard.
//!
//! One participant gives some resources, and nothing is kept from one to the next, so that a folder of any size is
//! written in the memory of one diary. Every reference is to a resource of the same export. `docs/fhir.md` says
//! where each element comes from, and what is not there. What a diary leaves open stays open here: a status that
//! nobody knows is said to be unknown in the way that FHIR has for it. No file is opened here.

mod adverse;
mod codes;
mod doses;
mod element;
mod ids;
mod measures;
mod medicines;
mod plan;
mod requests;
mod subject;
mod supply;
mod symptoms;
#[cfg(test)]
mod tests;
mod tumour;
mod visits;
mod vocabulary;

use serde::Serialize;

use crate::domain::history::Live;
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::plain_text::{PlainText, harmless_json};
use crate::domain::protocol::Protocol;
use crate::text::Text;

use super::ReportError;
use element::{CodeableConcept, Coding, Extension, Labels, Meta, Reference, Target};

/// In which form resources are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One Bundle of all.
    Bundle,
    /// One resource a line, a file for each type: what servers take in bulk.
    Ndjson,
}

impl Form {
    /// What stands before the first resource.
    pub fn head(self) -> &'static str {
        match self {
            Form::Bundle => "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n",
            Form::Ndjson => "",
        }
    }

    /// What stands between two resources.
    pub fn between(self) -> &'static str {
        match self {
            Form::Bundle => ",\n",
            Form::Ndjson => "\n",
        }
    }

    /// What stands behind the last one.
    pub fn foot(self) -> &'static str {
        match self {
            Form::Bundle => "\n]}\n",
            Form::Ndjson => "\n",
        }
    }
}

/// The type of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The words of this project's own codes.
    CodeSystem,
    /// The regimen.
    PlanDefinition,
    /// The study.
    ResearchStudy,
    /// A participant.
    Patient,
    /// A participant's part in the study.
    ResearchSubject,
    /// A visit.
    Encounter,
    /// What was prescribed.
    MedicationRequest,
    /// Tablets or capsules that were handed out.
    MedicationDispense,
    /// What became of a planned dose, or an extra one.
    MedicationAdministration,
    /// Another medicine.
    MedicationStatement,
    /// An adverse event.
    AdverseEvent,
    /// How a dose was taken, a symptom, a measure of adherence, a grade, a tumour assessment, a pill count.
    Observation,
}

impl Kind {
    /// Every one, so that what is referred to stands before what refers to it.
    pub const ALL: [Kind; 12] = [
        Kind::CodeSystem,
        Kind::PlanDefinition,
        Kind::ResearchStudy,
        Kind::Patient,
        Kind::ResearchSubject,
        Kind::Encounter,
        Kind::MedicationRequest,
        Kind::MedicationDispense,
        Kind::MedicationAdministration,
        Kind::MedicationStatement,
        Kind::AdverseEvent,
        Kind::Observation,
    ];

    /// Its place in [`Kind::ALL`], which is in the order of the declaration.
    pub const fn place(self) -> usize {
        self as usize
    }

    /// Whether participants have it in common: it stands in an export once.
    pub fn is_shared(self) -> bool {
        matches!(self, Kind::PlanDefinition | Kind::ResearchStudy)
    }

    /// Its name in FHIR, which is that of its file.
    pub fn name(self) -> &'static str {
        match self {
            Kind::CodeSystem => "CodeSystem",
            Kind::PlanDefinition => "PlanDefinition",
            Kind::ResearchStudy => "ResearchStudy",
            Kind::Patient => "Patient",
            Kind::ResearchSubject => "ResearchSubject",
            Kind::Encounter => "Encounter",
            Kind::MedicationRequest => "MedicationRequest",
            Kind::MedicationDispense => "MedicationDispense",
            Kind::MedicationAdministration => "MedicationAdministration",
            Kind::MedicationStatement => "MedicationStatement",
            Kind::AdverseEvent => "AdverseEvent",
            Kind::Observation => "Observation",
        }
    }
}

/// A resource, written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its type.
    pub kind: Kind,
    /// Its id: the same in every export, and shared by resources that several participants have in common.
    pub id: String,
    /// Its text, on one line.
    pub json: String,
}

/// The resources that every export has: the words of its codes.
///
/// # Errors
/// The writer refuses.
pub fn vocabulary(form: Form) -> Result<Vec<Resource>, ReportError> {
    let mut made = Made::new(form);
    vocabulary::add(&mut made)?;
    Ok(made.resources)
}

/// Everything about a participant; free words in the language of `text`. What is [`Kind::is_shared`] other
/// participants have in common.
///
/// # Errors
/// The writer refuses.
pub fn resources(of: &Participant, form: Form, text: Text) -> Result<Vec<Resource>, ReportError> {
    let about = About::new(of, form, text);
    let mut made = Made::new(form);
    subject::add(&about, &mut made)?;
    visits::add(&about, &mut made)?;
    requests::add(&about, &mut made)?;
    supply::add(&about, &mut made)?;
    doses::add(&about, &mut made)?;
    medicines::add(&about, &mut made)?;
    symptoms::add(&about, &mut made)?;
    adverse::add(&about, &mut made)?;
    tumour::add(&about, &mut made)?;
    measures::add(&about, &mut made)?;
    Ok(made.resources)
}

/// Resources that are there already.
struct Made {
    form: Form,
    resources: Vec<Resource>,
}

impl Made {
    fn new(form: Form) -> Made {
        Made {
            form,
            resources: Vec::new(),
        }
    }

    fn add(&mut self, kind: Kind, id: &str, resource: &impl Serialize) -> Result<(), ReportError> {
        let json = serde_json::to_string(resource)?;
        let json = match self.form {
            Form::Ndjson => json,
            Form::Bundle => format!("{{\"fullUrl\":\"{}\",\"resource\":{json}}}", ids::urn(id)),
        };
        self.resources.push(Resource {
            kind,
            id: id.to_owned(),
            json: harmless_json(json),
        });
        Ok(())
    }
}

/// A participant, and what all of her resources have in common.
struct About<'a> {
    of: &'a Participant,
    form: Form,
    text: Text,
    /// The code of the study's protocol, by which it is known.
    study: String,
    /// The participant; named by every resource.
    patient: Reference,
    /// That it is made up, where it is.
    meta: Option<Meta>,
    /// Each drug, as nearly every resource names it.
    drugs: Vec<(DrugId, CodeableConcept)>,
}

impl<'a> About<'a> {
    fn new(of: &'a Participant, form: Form, text: Text) -> About<'a> {
        let study = PlainText::new(first_rules(of).id.as_str()).to_string();
        let mut about = About {
            of,
            form,
            text,
            study,
            patient: Reference::default(),
            meta: labels(of, []).map(Meta::written),
            drugs: Vec::new(),
        };
        let patient = about.refer(Kind::Patient, &about.id(Kind::Patient, &[]));
        about.patient = patient.written();
        let drugs = of.adherence.drugs.iter().map(|figures| figures.drug);
        about.drugs = drugs
            .map(|drug| (drug, about.named(drug).written()))
            .collect();
        about
    }

    /// The id of a resource about this participant.
    fn id(&self, kind: Kind, names: &[&str]) -> String {
        let subject = self.of.subject().as_str();
        let whose = [kind.name(), self.study.as_str(), subject];
        ids::uuid(&[&whose, names].concat())
    }

    /// The id of the study, which all of its participants share.
    fn study_id(&self) -> String {
        ids::uuid(&[Kind::ResearchStudy.name(), self.study.as_str()])
    }

    /// A reference that resolves in this form.
    fn refer(&self, kind: Kind, id: &str) -> Reference {
        Reference::Made(Target {
            reference: match self.form {
                Form::Bundle => ids::urn(id),
                Form::Ndjson => format!("{}/{id}", kind.name()),
            },
            kind: kind.name(),
        })
    }

    /// The participant.
    fn patient(&self) -> Reference {
        self.patient.clone()
    }

    /// That it is made up, where it is.
    fn meta(&self) -> Option<Meta> {
        self.meta.clone()
    }

    /// That a resource belongs to the study, of those that have no element for it.
    fn of_study(&self) -> Vec<Extension> {
        let study = self.refer(Kind::ResearchStudy, &self.study_id());
        vec![Extension {
            url: "http://hl7.org/fhir/StructureDefinition/workflow-researchStudy",
            value_code: None,
            value_reference: Some(study),
        }]
    }

    fn drug(&self, drug: DrugId) -> CodeableConcept {
        let known = self.drugs.iter().find(|(known, _)| *known == drug);
        known.map_or_else(|| self.named(drug), |(_, named)| named.clone())
    }

    fn named(&self, drug: DrugId) -> CodeableConcept {
        codes::drug(drug, &self.text.drug(&self.of.diary, drug))
    }
}

/// The status of an observation that somebody has entered.
fn status<E>(live: &Live<E>) -> &'static str {
    match live.is_corrected() {
        true => "corrected",
        false => "final",
    }
}

/// What every reader of a resource has to know: that it is made up, where it is, and more.
fn labels<const MORE: usize>(of: &Participant, more: [Coding; MORE]) -> Option<Meta> {
    let made_up = of.diary.is_sample().then(codes::public::made_up);
    let security: Vec<Coding> = made_up.into_iter().chain(more).collect();
    (!security.is_empty()).then_some(Meta::Made(Labels { security }))
}

/// The rules that the diary began with.
fn first_rules(of: &Participant) -> &Protocol {
    let diary = &of.diary;
    diary
        .cycles()
        .first()
        .map_or(diary.rules(), |first| diary.rules_of(first))
}
