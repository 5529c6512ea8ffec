//! The codes of this project's own lists.
//!
//! They have a UUID for an address, as no organisation stands behind them; each goes along as a CodeSystem with the
//! words of its codes, so that a reader needs nothing else.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::element::{CodeableConcept, Coded, Coding, Shared, words, written};
use super::ids::{Id, uuid};
use super::measures::Share;
use super::public::coding;
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
use serde::Serialize;

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

    pub(super) fn id(self) -> Id {
        uuid(&["code system", self.name()])
    }

    fn address(self) -> &'static str {
        static ADDRESSES: LazyLock<Vec<String>> =
            LazyLock::new(|| List::ALL.map(|list| list.id().urn()).into());
        // In the order in which they are declared.
        ADDRESSES.get(self as usize).map_or("", String::as_str)
    }

    /// Its codes; of drugs none, as each protocol has its own.
    pub(super) fn concepts(self) -> Vec<Concept> {
        match self {
            List::Drug => Vec::new(),
            List::NotTaken => {
                let reasons = MissedReason::ALL.map(Concept::Missed);
                let held = [Concept::Held, Concept::HeldUnconfirmed];
                reasons.into_iter().chain(held).collect()
            }
            List::Outcome => {
                let taken = [Outcome::Taken, Outcome::PartlyTaken, Outcome::Vomited];
                let taken = taken.map(Concept::Outcome);
                taken.into_iter().chain([Concept::Extra]).collect()
            }
            List::Food => [Food::Kept, Food::NotKept, Food::Unknown]
                .map(Concept::Food)
                .into(),
            List::Symptom => Term::ALL.iter().copied().map(Concept::Symptom).collect(),
            List::Question => {
                let questions = Question::ALL.iter().copied();
                questions.map(Concept::Question).collect()
            }
            List::Severity => Severity::ALL.map(Concept::Severity).into(),
            List::Urgency => [
                Tier::Record,
                Tier::ReportSoon,
                Tier::CallNow,
                Tier::Emergency,
            ]
            .map(Concept::Urgency)
            .into(),
            List::OrderReason => [
                PrescriptionReason::Initial,
                PrescriptionReason::Reduction,
                PrescriptionReason::ReEscalation,
                PrescriptionReason::Other,
            ]
            .map(Concept::OrderReason)
            .into(),
            List::EndReason => EndReason::ALL.map(Concept::EndReason).into(),
            List::Relation => Relation::ALL.map(Concept::Relation).into(),
            List::Action => ActionTaken::ALL.map(Concept::Action).into(),
            List::Measure => Share::ALL.map(Concept::Measure).into(),
            List::Response => Response::ALL.map(Concept::Response).into(),
            List::NonTarget => [
                NonTarget::Complete,
                NonTarget::Present,
                NonTarget::Progressive,
                NonTarget::NotEvaluable,
            ]
            .map(Concept::NonTarget)
            .into(),
            List::Item => Item::ALL.map(Concept::Item).into(),
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

impl Item {
    fn code(self) -> &'static str {
        match self {
            Item::Intake => "intake",
            Item::Outcome => "outcome",
            Item::Food => "food_rule",
            Item::Urgency => "urgency",
            Item::Drug => "drug",
            Item::Cycle => "cycle",
            Item::Numerator => "numerator",
            Item::Denominator => "denominator",
            Item::CtcaeGrade => "ctcae_grade",
            Item::CtcaeVersion => "ctcae_version",
            Item::Judgement => "adverse_event_and_drug",
            Item::Relation => "relation",
            Item::Action => "action_taken",
            Item::EventEnded => "adverse_event_ended",
            Item::TumourResponse => "tumour_response",
            Item::TumourBaseline => "tumour_baseline",
            Item::TargetSum => "target_sum",
            Item::NonTarget => "non_target",
            Item::NewLesions => "new_lesions",
            Item::UnitsLeft => "units_left",
            Item::UnitsLost => "units_lost",
            Item::Strength => "strength",
            Item::Lot => "lot",
            Item::KeptBySite => "kept_by_site",
        }
    }

    fn words(self, text: Text) -> String {
        match self {
            Item::Intake => text.item_intake(),
            Item::Outcome => text.item_outcome(),
            Item::Food => text.item_food(),
            Item::Urgency => text.item_urgency(),
            Item::Drug => text.item_drug(),
            Item::Cycle => text.item_cycle(),
            Item::Numerator => text.item_numerator(),
            Item::Denominator => text.item_denominator(),
            Item::CtcaeGrade => text.item_ctcae_grade(),
            Item::CtcaeVersion => text.item_ctcae_version(),
            Item::Judgement => text.item_judgement(),
            Item::Relation => text.item_relation(),
            Item::Action => text.item_action(),
            Item::EventEnded => text.item_event_ended(),
            Item::TumourResponse => text.item_tumour_response(),
            Item::TumourBaseline => text.item_tumour_baseline(),
            Item::TargetSum => text.item_target_sum(),
            Item::NonTarget => text.item_non_target(),
            Item::NewLesions => text.item_new_lesions(),
            Item::UnitsLeft => text.item_units_left(),
            Item::UnitsLost => text.item_units_lost(),
            Item::Strength => text.item_strength(),
            Item::Lot => text.item_lot(),
            Item::KeptBySite => text.item_kept_by_site(),
        }
    }
}

/// A code of an own list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concept {
    Missed(MissedReason),
    Held,
    /// Nobody of the staff has confirmed what she was told.
    HeldUnconfirmed,
    Outcome(Outcome),
    Extra,
    Food(Food),
    Symptom(Term),
    Question(Question),
    Severity(Severity),
    Urgency(Tier),
    OrderReason(PrescriptionReason),
    EndReason(EndReason),
    Relation(Relation),
    Action(ActionTaken),
    Measure(Share),
    Response(Response),
    NonTarget(NonTarget),
    Item(Item),
}

/// The name that a value has in a diary.
fn stored(value: &impl Serialize) -> Cow<'static, str> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code.into(),
        Ok(_) | Err(_) => "".into(),
    }
}

impl Concept {
    fn list(self) -> List {
        match self {
            Concept::Missed(_) | Concept::Held | Concept::HeldUnconfirmed => List::NotTaken,
            Concept::Outcome(_) | Concept::Extra => List::Outcome,
            Concept::Food(_) => List::Food,
            Concept::Symptom(_) => List::Symptom,
            Concept::Question(_) => List::Question,
            Concept::Severity(_) => List::Severity,
            Concept::Urgency(_) => List::Urgency,
            Concept::OrderReason(_) => List::OrderReason,
            Concept::EndReason(_) => List::EndReason,
            Concept::Relation(_) => List::Relation,
            Concept::Action(_) => List::Action,
            Concept::Measure(_) => List::Measure,
            Concept::Response(_) => List::Response,
            Concept::NonTarget(_) => List::NonTarget,
            Concept::Item(_) => List::Item,
        }
    }

    pub(super) fn code(self) -> Cow<'static, str> {
        match self {
            Concept::Missed(reason) => stored(&reason),
            Concept::Held => "held".into(),
            Concept::HeldUnconfirmed => "held_unconfirmed".into(),
            Concept::Outcome(outcome) => stored(&outcome),
            Concept::Extra => "extra".into(),
            Concept::Food(food) => stored(&food),
            Concept::Symptom(term) => term.code().into(),
            Concept::Question(question) => question.code().into(),
            Concept::Severity(severity) => stored(&severity),
            Concept::Urgency(tier) => stored(&tier),
            Concept::OrderReason(reason) => stored(&reason),
            Concept::EndReason(reason) => stored(&reason),
            Concept::Relation(relation) => stored(&relation),
            Concept::Action(action) => stored(&action),
            Concept::Measure(share) => share.code().into(),
            Concept::Response(response) => response.code().into(),
            Concept::NonTarget(seen) => stored(&seen),
            Concept::Item(item) => item.code().into(),
        }
    }

    fn words(self, text: Text) -> String {
        match self {
            Concept::Missed(reason) => text.missed_reason(reason).to_owned(),
            Concept::Held => text.status(Status::Held).to_owned(),
            Concept::HeldUnconfirmed => text.paused_as_told(),
            Concept::Outcome(outcome) => text.outcome(outcome).to_owned(),
            Concept::Extra => text.an_extra_dose(),
            Concept::Food(food) => text.food(food).to_owned(),
            Concept::Symptom(term) => text.term(term).to_owned(),
            Concept::Question(question) => text.symptom_label(question).to_owned(),
            Concept::Severity(severity) => text.severity(severity).to_owned(),
            Concept::Urgency(tier) => text.tier(tier).to_owned(),
            Concept::OrderReason(reason) => text.prescription_reason(reason).to_owned(),
            Concept::EndReason(reason) => text.end_reason(reason).to_owned(),
            Concept::Relation(relation) => text.relation(relation).to_owned(),
            Concept::Action(action) => text.action_taken(action).to_owned(),
            Concept::Measure(share) => share.words(text),
            Concept::Response(response) => text.response(response).to_owned(),
            Concept::NonTarget(seen) => text.non_target(seen).to_owned(),
            Concept::Item(item) => item.words(text),
        }
    }

    pub(super) fn in_english(self) -> String {
        self.words(EN)
    }

    pub(super) fn in_chinese(self) -> String {
        self.words(ZH)
    }

    /// The code where a resource wants one.
    pub(super) fn coded(self) -> CodeableConcept<'static> {
        static WRITTEN: LazyLock<Vec<Vec<(Concept, String)>>> = LazyLock::new(|| {
            let concepts = List::ALL.iter().map(|list| list.concepts().into_iter());
            let each = |concept: Concept| (concept, written(&concept.coded_as(None)));
            concepts.map(|all| all.map(each).collect()).collect()
        });
        let list = WRITTEN.get(self.list() as usize).into_iter().flatten();
        match list.into_iter().find(|(concept, _)| *concept == self) {
            Some((_, json)) => Shared::Written(json),
            None => self.coded_as(None),
        }
    }

    /// The same, with what was said of it.
    pub(super) fn coded_as(self, text: Option<String>) -> CodeableConcept<'static> {
        CodeableConcept::Made(Coded {
            coding: vec![Coding {
                system: self.list().address(),
                code: self.code(),
                display: Some(self.in_english().into()),
            }],
            text,
        })
    }
}

/// A drug: by the public classification where its code is known, by its code in the protocol, and by name.
pub(super) fn drug(id: DrugId, name: &str) -> CodeableConcept<'static> {
    let own = Coding {
        system: List::Drug.address(),
        code: id.to_string().into(),
        display: None,
    };
    let public = atc(id).map(|(code, display)| coding("http://www.whocc.no/atc", code, display));
    CodeableConcept::Made(Coded {
        coding: public.into_iter().chain([own]).collect(),
        text: words(&PlainText::new(name)),
    })
}

/// The code of the Anatomical Therapeutic Chemical classification, and its words. Utidelone has none that is known
/// here.
fn atc(id: DrugId) -> Option<(&'static str, &'static str)> {
    match id.as_str() {
        "capecitabine" => Some(("L01BC06", "capecitabine")),
        _ => None,
    }
}
