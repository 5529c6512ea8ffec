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
mod made;
mod measures;
mod medicines;
mod plan;
mod public;
mod requests;
mod subject;
mod supply;
mod symptoms;
#[cfg(test)]
mod tests;
mod tumour;
mod visits;
mod vocabulary;

use crate::domain::calendar::DiaryDate;
use crate::domain::history::Live;
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::Protocol;
use crate::domain::site::SiteRecord;
use crate::text::Text;

use element::{
    CodeableConcept, Coding, Extension, Extensions, Labels, Meta, Reference, Shared, Target,
    written,
};
pub use ids::Id;
use ids::Names;
pub use made::{Lines, Made};
use public::Public;

/// In which form resources are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One Bundle of all.
    Bundle,
    /// One resource a line, a file for each type: what servers take in bulk.
    Ndjson,
}

impl Form {
    /// How many files there are.
    pub fn files(self) -> usize {
        match self {
            Form::Bundle => 1,
            Form::Ndjson => Kind::ALL.len(),
        }
    }

    /// The place of the file that has the resources of a type.
    pub fn place(self, kind: Kind) -> usize {
        match self {
            Form::Bundle => 0,
            Form::Ndjson => kind.place(),
        }
    }

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

/// The resources that every export has: the words of its codes.
pub fn vocabulary(form: Form) -> Made {
    let mut made = Made::new(form);
    vocabulary::add(&mut made);
    made
}

/// Adds everything about a participant; free words in the language of `text`.
pub fn resources(of: &Participant, text: Text, made: &mut Made) {
    let about = About::new(of, made.form(), text);
    subject::add(&about, made);
    visits::add(&about, made);
    requests::add(&about, made);
    supply::add(&about, made);
    doses::add(&about, made);
    medicines::add(&about, made);
    symptoms::add(&about, made);
    adverse::add(&about, made);
    tumour::add(&about, made);
    measures::add(&about, made);
}

/// A participant, and what all of her resources have in common.
struct About<'a> {
    of: &'a Participant,
    form: Form,
    text: Text,
    /// The code of the study's protocol, by which it is known.
    study: String,
    /// What the id of each type of resource begins with.
    names: [Names; Kind::ALL.len()],
    /// The participant; named by every resource.
    patient: String,
    /// That it is made up, where it is.
    meta: Option<String>,
    /// That it belongs to the study.
    of_study: String,
    /// Each drug, as nearly every resource names it.
    drugs: Vec<(DrugId, String)>,
    /// When the site has recorded visits.
    visits: Vec<DiaryDate>,
}

impl<'a> About<'a> {
    fn new(of: &'a Participant, form: Form, text: Text) -> About<'a> {
        let study = PlainText::new(first_rules(of).id.as_str()).to_string();
        let subject = of.subject().as_str();
        let names = |kind: Kind| Names::new().and(kind.name()).and(&study).and(subject);
        let names = Kind::ALL.map(names);
        let patient = names[Kind::Patient.place()].clone().uuid();
        let meta = labels(of, []);
        let of_study = [Extension {
            url: "http://hl7.org/fhir/StructureDefinition/workflow-researchStudy",
            value_code: None,
            value_reference: Some(refer(form, Kind::ResearchStudy, study_id(&study))),
        }];
        let drugs = of.adherence.drugs.iter().map(|figures| figures.drug);
        let drugs = drugs.map(|drug| (drug, written(&named(of, text, drug))));
        let record = of.record.as_ref();
        About {
            of,
            form,
            text,
            names,
            patient: written(&refer(form, Kind::Patient, patient)),
            meta: meta.map(|meta| written(&meta)),
            of_study: written(&of_study),
            drugs: drugs.collect(),
            visits: record.map_or_else(Vec::new, SiteRecord::visits),
            study,
        }
    }

    /// The id of a resource about this participant.
    fn id(&self, kind: Kind, names: &[&str]) -> Id {
        let first = self.names[kind.place()].clone();
        names.iter().fold(first, |list, name| list.and(name)).uuid()
    }

    /// The id of the study, which all of its participants share.
    fn study_id(&self) -> Id {
        study_id(&self.study)
    }

    /// A reference that resolves in this form.
    fn refer(&self, kind: Kind, id: Id) -> Reference<'static> {
        refer(self.form, kind, id)
    }

    /// The participant.
    fn patient(&self) -> Reference<'_> {
        Shared::Written(&self.patient)
    }

    /// That it is made up, where it is.
    fn meta(&self) -> Option<Meta<'_>> {
        self.meta.as_deref().map(Shared::Written)
    }

    /// That a resource belongs to the study, of those that have no element for it.
    fn of_study(&self) -> Extensions<'_> {
        Shared::Written(&self.of_study)
    }

    fn drug(&self, drug: DrugId) -> CodeableConcept<'_> {
        let known = self.drugs.iter().find(|(known, _)| *known == drug);
        known.map_or_else(
            || named(self.of, self.text, drug),
            |(_, named)| Shared::Written(named),
        )
    }
}

fn study_id(study: &str) -> Id {
    ids::uuid(&[Kind::ResearchStudy.name(), study])
}

fn refer(form: Form, kind: Kind, id: Id) -> Reference<'static> {
    Reference::Made(match form {
        Form::Bundle => Target {
            reference: id.urn(),
            kind: Some(kind.name()),
        },
        Form::Ndjson => Target {
            reference: [kind.name(), "/", id.as_str()].concat(),
            kind: None,
        },
    })
}

fn named(of: &Participant, text: Text, drug: DrugId) -> CodeableConcept<'static> {
    codes::drug(drug, &text.drug(&of.diary, drug))
}

/// The status of an observation that somebody has entered.
fn status<E>(live: &Live<E>) -> &'static str {
    match live.is_corrected() {
        true => "corrected",
        false => "final",
    }
}

/// What every reader of a resource has to know: that it is made up, where it is, and more.
fn labels<const MORE: usize>(of: &Participant, more: [Coding; MORE]) -> Option<Meta<'static>> {
    let made_up = of.diary.is_sample().then(|| Public::MadeUp.coding());
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
