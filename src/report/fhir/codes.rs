//! The codes of an export: those of public lists that are free to use, and this project's own.
//!
//! Own lists have a UUID for an address, as no organisation stands behind them; each goes along as a CodeSystem
//! with the words of its codes, so that a reader needs nothing else. No SNOMED CT, no MedDRA, no LOINC.

use std::sync::LazyLock;

use serde::Serialize;

use super::element::{CodeableConcept, Coded, Coding, words};
use super::ids::{urn, uuid};
use crate::domain::endpoints::recist::NonTarget;
use crate::domain::endpoints::response::Response;
use crate::domain::entry::{
    Food, Language, MissedReason, Outcome, PrescriptionReason, Severity, Tier,
};
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::domain::site::{ActionTaken, Relation};
use crate::domain::slots::Status;
use crate::domain::symptoms::{Question, Term};
use crate::text::Text;

pub(super) const EN: Text = Text::new(Language::En);
const ZH: Text = Text::new(Language::ZhHans);

/// A list of this project's own codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Drug,
    NotTaken,
    Outcome,
    Food,
    Symptom,
    Question,
    Severity,
    Urgency,
    OrderReason,
    EndReason,
    Relation,
    Action,
    Measure,
    Response,
    NonTarget,
    Item,
}

impl List {
    pub(super) const ALL: [List; 16] = [
        List::Drug,
        List::NotTaken,
        List::Outcome,
        List::Food,
        List::Symptom,
        List::Question,
        List::Severity,
        List::Urgency,
        List::OrderReason,
        List::EndReason,
        List::Relation,
        List::Action,
        List::Measure,
        List::Response,
        List::NonTarget,
        List::Item,
    ];

    /// Its name for programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            List::Drug => "DosebookDrug",
            List::NotTaken => "DosebookNotTaken",
            List::Outcome => "DosebookOutcome",
            List::Food => "DosebookFood",
            List::Symptom => "DosebookSymptom",
            List::Question => "DosebookQuestion",
            List::Severity => "DosebookSeverity",
            List::Urgency => "DosebookUrgency",
            List::OrderReason => "DosebookOrderReason",
            List::EndReason => "DosebookEndReason",
            List::Relation => "DosebookRelation",
            List::Action => "DosebookAction",
            List::Measure => "DosebookMeasure",
            List::Response => "DosebookResponse",
            List::NonTarget => "DosebookNonTarget",
            List::Item => "DosebookItem",
        }
    }

    /// Its name for people.
    pub(super) fn title(self) -> String {
        match self {
            List::Drug => EN.list_of_drugs(),
            List::NotTaken => EN.list_of_not_taken(),
            List::Outcome => EN.list_of_outcomes(),
            List::Food => EN.list_of_food(),
            List::Symptom => EN.list_of_symptoms(),
            List::Question => EN.list_of_questions(),
            List::Severity => EN.list_of_severities(),
            List::Urgency => EN.list_of_urgencies(),
            List::OrderReason => EN.list_of_order_reasons(),
            List::EndReason => EN.list_of_end_reasons(),
            List::Relation => EN.list_of_relations(),
            List::Action => EN.list_of_actions(),
            List::Measure => EN.list_of_measures(),
            List::Response => EN.list_of_responses(),
            List::NonTarget => EN.list_of_non_target(),
            List::Item => EN.list_of_items(),
        }
    }

    pub(super) fn id(self) -> String {
        uuid(&["code system", self.name()])
    }

    fn address(self) -> String {
        static ADDRESSES: LazyLock<Vec<String>> =
            LazyLock::new(|| List::ALL.iter().map(|list| urn(&list.id())).collect());
        // In the order in which they are declared.
        ADDRESSES.get(self as usize).cloned().unwrap_or_default()
    }

    /// Its codes; of drugs none, as each protocol has its own.
    pub(super) fn concepts(self) -> Vec<Concept> {
        match self {
            List::Drug => Vec::new(),
            List::NotTaken => {
                let reasons = MissedReason::ALL.map(Concept::missed);
                reasons
                    .into_iter()
                    .chain([false, true].map(Concept::held))
                    .collect()
            }
            List::Outcome => {
                let taken = [Outcome::Taken, Outcome::PartlyTaken, Outcome::Vomited];
                let taken = taken.map(Concept::outcome);
                taken.into_iter().chain([Concept::extra()]).collect()
            }
            List::Food => [Food::Kept, Food::NotKept, Food::Unknown]
                .map(Concept::food)
                .into(),
            List::Symptom => Term::ALL
                .iter()
                .map(|term| Concept::symptom(*term))
                .collect(),
            List::Question => {
                let questions = Question::ALL.iter();
                questions
                    .map(|question| Concept::question(*question))
                    .collect()
            }
            List::Severity => Severity::ALL.map(Concept::severity).into(),
            List::Urgency => [
                Tier::Record,
                Tier::ReportSoon,
                Tier::CallNow,
                Tier::Emergency,
            ]
            .map(Concept::urgency)
            .into(),
            List::OrderReason => [
                PrescriptionReason::Initial,
                PrescriptionReason::Reduction,
                PrescriptionReason::ReEscalation,
                PrescriptionReason::Other,
            ]
            .map(Concept::order_reason)
            .into(),
            List::EndReason => EndReason::ALL.map(Concept::end_reason).into(),
            List::Relation => Relation::ALL.map(Concept::relation).into(),
            List::Action => ActionTaken::ALL.map(Concept::action).into(),
            List::Measure => super::measures::Share::ALL.map(Concept::measure).into(),
            List::Response => Response::ALL.map(Concept::response).into(),
            List::NonTarget => [
                NonTarget::Complete,
                NonTarget::Present,
                NonTarget::Progressive,
                NonTarget::NotEvaluable,
            ]
            .map(Concept::non_target)
            .into(),
            List::Item => Item::ALL.map(Concept::item).into(),
        }
    }
}

/// What an observation or a part of it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Intake,
    Outcome,
    Food,
    Urgency,
    Drug,
    Cycle,
    Numerator,
    Denominator,
    CtcaeGrade,
    CtcaeVersion,
    Judgement,
    Relation,
    Action,
    EventEnded,
    TumourResponse,
    TumourBaseline,
    TargetSum,
    NonTarget,
    NewLesions,
    UnitsLeft,
    UnitsLost,
    Strength,
    Lot,
    KeptBySite,
}

impl Item {
    const ALL: [Item; 24] = [
        Item::Intake,
        Item::Outcome,
        Item::Food,
        Item::Urgency,
        Item::Drug,
        Item::Cycle,
        Item::Numerator,
        Item::Denominator,
        Item::CtcaeGrade,
        Item::CtcaeVersion,
        Item::Judgement,
        Item::Relation,
        Item::Action,
        Item::EventEnded,
        Item::TumourResponse,
        Item::TumourBaseline,
        Item::TargetSum,
        Item::NonTarget,
        Item::NewLesions,
        Item::UnitsLeft,
        Item::UnitsLost,
        Item::Strength,
        Item::Lot,
        Item::KeptBySite,
    ];
}

/// A code of an own list, in English and Chinese words.
#[derive(Debug, Clone)]
pub(super) struct Concept {
    list: List,
    pub(super) code: String,
    pub(super) en: String,
    pub(super) zh: String,
}

/// The name that a value has in a diary.
fn stored(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        Ok(_) | Err(_) => String::new(),
    }
}

impl Concept {
    fn new(list: List, code: impl Into<String>, words: impl Fn(Text) -> String) -> Concept {
        Concept {
            list,
            code: code.into(),
            en: words(EN),
            zh: words(ZH),
        }
    }

    pub(super) fn missed(reason: MissedReason) -> Concept {
        let words = |text: Text| text.missed_reason(reason).to_owned();
        Concept::new(List::NotTaken, stored(&reason), words)
    }

    pub(super) fn held(is_unconfirmed: bool) -> Concept {
        match is_unconfirmed {
            true => Concept::new(List::NotTaken, "held_unconfirmed", Text::paused_as_told),
            false => {
                let words = |text: Text| text.status(Status::Held).to_owned();
                Concept::new(List::NotTaken, "held", words)
            }
        }
    }

    pub(super) fn outcome(outcome: Outcome) -> Concept {
        let words = |text: Text| text.outcome(outcome).to_owned();
        Concept::new(List::Outcome, stored(&outcome), words)
    }

    pub(super) fn extra() -> Concept {
        Concept::new(List::Outcome, "extra", Text::an_extra_dose)
    }

    pub(super) fn food(food: Food) -> Concept {
        let words = |text: Text| text.food(food).to_owned();
        Concept::new(List::Food, stored(&food), words)
    }

    pub(super) fn symptom(term: Term) -> Concept {
        Concept::new(List::Symptom, term.code(), |text| {
            text.term(term).to_owned()
        })
    }

    pub(super) fn question(question: Question) -> Concept {
        let words = |text: Text| text.symptom_label(question).to_owned();
        Concept::new(List::Question, question.code(), words)
    }

    pub(super) fn severity(severity: Severity) -> Concept {
        let words = |text: Text| text.severity(severity).to_owned();
        Concept::new(List::Severity, stored(&severity), words)
    }

    pub(super) fn urgency(tier: Tier) -> Concept {
        Concept::new(List::Urgency, stored(&tier), |text| {
            text.tier(tier).to_owned()
        })
    }

    pub(super) fn order_reason(reason: PrescriptionReason) -> Concept {
        let words = |text: Text| text.prescription_reason(reason).to_owned();
        Concept::new(List::OrderReason, stored(&reason), words)
    }

    pub(super) fn end_reason(reason: EndReason) -> Concept {
        let words = |text: Text| text.end_reason(reason).to_owned();
        Concept::new(List::EndReason, stored(&reason), words)
    }

    pub(super) fn relation(relation: Relation) -> Concept {
        let words = |text: Text| text.relation(relation).to_owned();
        Concept::new(List::Relation, stored(&relation), words)
    }

    pub(super) fn action(action: ActionTaken) -> Concept {
        let words = |text: Text| text.action_taken(action).to_owned();
        Concept::new(List::Action, stored(&action), words)
    }

    pub(super) fn response(response: Response) -> Concept {
        let words = |text: Text| text.response(response).to_owned();
        Concept::new(List::Response, response.code(), words)
    }

    pub(super) fn non_target(seen: NonTarget) -> Concept {
        let words = |text: Text| text.non_target(seen).to_owned();
        Concept::new(List::NonTarget, stored(&seen), words)
    }

    pub(super) fn measure(share: super::measures::Share) -> Concept {
        Concept::new(List::Measure, share.code(), |text| share.words(text))
    }

    pub(super) fn item(item: Item) -> Concept {
        let (code, words): (_, fn(Text) -> String) = match item {
            Item::Intake => ("intake", Text::item_intake),
            Item::Outcome => ("outcome", Text::item_outcome),
            Item::Food => ("food_rule", Text::item_food),
            Item::Urgency => ("urgency", Text::item_urgency),
            Item::Drug => ("drug", Text::item_drug),
            Item::Cycle => ("cycle", Text::item_cycle),
            Item::Numerator => ("numerator", Text::item_numerator),
            Item::Denominator => ("denominator", Text::item_denominator),
            Item::CtcaeGrade => ("ctcae_grade", Text::item_ctcae_grade),
            Item::CtcaeVersion => ("ctcae_version", Text::item_ctcae_version),
            Item::Judgement => ("adverse_event_and_drug", Text::item_judgement),
            Item::Relation => ("relation", Text::item_relation),
            Item::Action => ("action_taken", Text::item_action),
            Item::EventEnded => ("adverse_event_ended", Text::item_event_ended),
            Item::TumourResponse => ("tumour_response", Text::item_tumour_response),
            Item::TumourBaseline => ("tumour_baseline", Text::item_tumour_baseline),
            Item::TargetSum => ("target_sum", Text::item_target_sum),
            Item::NonTarget => ("non_target", Text::item_non_target),
            Item::NewLesions => ("new_lesions", Text::item_new_lesions),
            Item::UnitsLeft => ("units_left", Text::item_units_left),
            Item::UnitsLost => ("units_lost", Text::item_units_lost),
            Item::Strength => ("strength", Text::item_strength),
            Item::Lot => ("lot", Text::item_lot),
            Item::KeptBySite => ("kept_by_site", Text::item_kept_by_site),
        };
        Concept::new(List::Item, code, words)
    }

    /// The code where a resource wants one.
    pub(super) fn coded(self) -> CodeableConcept {
        self.coded_as(None)
    }

    /// The same, with what was said of it.
    pub(super) fn coded_as(self, text: Option<String>) -> CodeableConcept {
        CodeableConcept::Made(Coded {
            coding: vec![Coding {
                system: self.list.address(),
                code: self.code,
                display: Some(self.en),
            }],
            text,
        })
    }
}

/// A drug: by the public classification where its code is known, by its code in the protocol, and by name.
pub(super) fn drug(id: DrugId, name: &str) -> CodeableConcept {
    let own = Coding {
        system: List::Drug.address(),
        code: id.to_string(),
        display: None,
    };
    let public = atc(id).map(|code| coding("http://www.whocc.no/atc", code, id.as_str()));
    CodeableConcept::Made(Coded {
        coding: public.into_iter().chain([own]).collect(),
        text: words(&PlainText::new(name)),
    })
}

/// The code of the Anatomical Therapeutic Chemical classification. Utidelone has none that is known here.
fn atc(id: DrugId) -> Option<&'static str> {
    match id.as_str() {
        "capecitabine" => Some("L01BC06"),
        _ => None,
    }
}

/// A code of a public list.
pub(super) fn coding(system: &str, code: &str, display: &str) -> Coding {
    Coding {
        system: system.to_owned(),
        code: code.to_owned(),
        display: Some(display.to_owned()),
    }
}

/// The lists of HL7 that are used here.
pub(super) mod public {
    use super::super::element::Coding;
    use super::coding;

    /// Reported by the patient, not measured by a device.
    pub(in super::super) fn survey() -> Coding {
        let system = "http://terminology.hl7.org/CodeSystem/observation-category";
        coding(system, "survey", "Survey")
    }

    /// Swallowed.
    pub(in super::super) fn by_mouth() -> Coding {
        let system = "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration";
        coding(system, "PO", "Swallow, oral")
    }

    /// Taken at home.
    pub(in super::super) fn at_home() -> Coding {
        let system = "http://terminology.hl7.org/CodeSystem/medication-admin-category";
        coding(system, "community", "Community")
    }

    /// A visit that does not stay overnight.
    pub(in super::super) fn ambulatory() -> Coding {
        let system = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
        coding(system, "AMB", "ambulatory")
    }

    /// Prescribed for the time at home.
    pub(in super::super) fn prescribed_for_home() -> Coding {
        let system = "http://terminology.hl7.org/CodeSystem/medicationrequest-category";
        coding(system, "community", "Community")
    }

    /// Nobody knows; with the reasons for which something is missing.
    pub(in super::super) fn unknown() -> Coding {
        let system = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
        coding(system, "unknown", "Unknown")
    }

    /// Asked, and not known.
    pub(in super::super) fn asked_unknown() -> Coding {
        let system = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
        coding(system, "asked-unknown", "Asked But Unknown")
    }

    /// Made up, to try things out.
    pub(in super::super) fn made_up() -> Coding {
        let system = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
        coding(system, "HTEST", "test health data")
    }

    /// Named by a code alone.
    pub(in super::super) fn pseudonymised() -> Coding {
        let system = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
        coding(system, "PSEUDED", "pseudonymized")
    }
}
