//! The doses: a MedicationAdministration for each slot and each extra dose, and for each intake an Observation of
//! how it was taken.
//!
//! A dose that was not taken is `not-done` with its reason, never a dose of nothing. A slot that is still open has
//! no resource yet, and one of zero units none at all.

use super::codes::{Concept, Item};
use super::element::{
    CodeableConcept, Meta, Quantity, Recurring, Reference, Shared, Span, Time, elements, resource,
    words,
};
use super::ids::Id;
use super::public::Public;
use super::{About, Kind, Made, requests};
use crate::domain::adherence::{LedgerRow, RowReason, RowStatus};
use crate::domain::calendar::{Moment, instant as moment_at};
use crate::domain::entry::{Food, Outcome};
use crate::domain::ids::DrugId;
use crate::domain::orders::{Known, Prescription};
use crate::domain::slots::{self, Slot};
use crate::domain::units::Units;

resource! {
    MedicationAdministration<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        status: &'static str,
        status_reason as "statusReason": Vec<CodeableConcept<'a>>,
        category: CodeableConcept<'a>,
        medication_codeable_concept as "medicationCodeableConcept": CodeableConcept<'a>,
        subject: Reference<'a>,
        effective_date_time as "effectiveDateTime": Option<Time>,
        effective_period as "effectivePeriod": Option<Span>,
        performer: [Performer<'a>; 1],
        request: Option<Reference<'a>>,
        dosage: Option<Dosage<'a>>,
    }
}

elements! {
    /// Who took it.
    Performer<'a> {
        actor: Reference<'a>,
    }
    /// What was swallowed.
    Swallowed<'a> {
        text: String,
        route: CodeableConcept<'a>,
        dose: Quantity,
    }
}

resource! {
    /// How an intake went.
    Observation<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        part_of as "partOf": [Reference<'a>; 1],
        status: &'static str,
        category: [CodeableConcept<'a>; 1],
        code: CodeableConcept<'a>,
        subject: Reference<'a>,
        effective_date_time as "effectiveDateTime": Option<Time>,
        effective_period as "effectivePeriod": Option<Span>,
        issued: Option<Time>,
        performer: [Reference<'a>; 1],
        component: Parts<'a>,
    }
}

elements! {
    /// One thing about it.
    Part<'a> {
        code: CodeableConcept<'a>,
        value_codeable_concept as "valueCodeableConcept": CodeableConcept<'a>,
    }
}

type Dosage<'a> = Shared<'a, Swallowed<'a>>;
type Parts<'a> = Shared<'a, Vec<Part<'a>>>;

/// What a row of the ledger comes to.
enum Dose {
    Swallowed(Concept),
    NotDone(CodeableConcept<'static>),
    /// Past the entry window, and nobody has said.
    Unrecorded,
    /// Not over yet, or nothing to take.
    Nothing,
}

impl Dose {
    fn of(row: &LedgerRow) -> Dose {
        match row.status {
            RowStatus::Taken => Dose::Swallowed(Concept::Outcome(Outcome::Taken)),
            RowStatus::PartlyTaken => Dose::Swallowed(Concept::Outcome(Outcome::PartlyTaken)),
            RowStatus::Vomited => Dose::Swallowed(Concept::Outcome(Outcome::Vomited)),
            RowStatus::Extra => Dose::Swallowed(Concept::Extra),
            RowStatus::Missed => Dose::NotDone(match row.reason {
                Some(RowReason::Missed(reason)) => Concept::Missed(reason).coded(),
                Some(RowReason::Held(_)) | None => Public::Unknown.coded(),
            }),
            RowStatus::Held => {
                let said = match &row.reason {
                    Some(RowReason::Held(said)) => words(said),
                    Some(RowReason::Missed(_)) | None => None,
                };
                let held = match row.unconfirmed {
                    true => Concept::HeldUnconfirmed,
                    false => Concept::Held,
                };
                Dose::NotDone(held.coded_as(said))
            }
            RowStatus::Unrecorded => Dose::Unrecorded,
            RowStatus::Pending | RowStatus::NotPrescribed => Dose::Nothing,
        }
    }
}

pub(super) fn add(about: &About, made: &mut Made) {
    // Nearly every dose is one of a few amounts, goes by one of a few orders and ends in one of a few ways.
    let (mut dosages, mut orders) = (Recurring::new(), Recurring::new());
    let mut courses = Recurring::new();
    for row in &about.of.adherence.ledger {
        let (status, why, outcome) = match Dose::of(row) {
            Dose::Swallowed(outcome) => ("completed", None, Some(outcome)),
            Dose::NotDone(why) => ("not-done", Some(why), None),
            Dose::Unrecorded => ("unknown", None, None),
            Dose::Nothing => continue,
        };
        let (at, span) = when(about, row);
        let swallowed = row.taken.as_ref().filter(|_| outcome.is_some());
        let id = id(about, Kind::MedicationAdministration, row);
        let administration = MedicationAdministration {
            id,
            meta: about.meta(),
            status,
            status_reason: why.into_iter().collect(),
            category: Public::AtHome.coded(),
            medication_codeable_concept: about.drug(row.drug),
            subject: about.patient(),
            effective_date_time: at,
            effective_period: span.clone(),
            performer: [Performer {
                actor: about.patient(),
            }],
            request: request(about, row).map(|of| {
                let refer = || requests::reference(about, of);
                orders.of(of.order.seq, refer)
            }),
            dosage: swallowed.map(|units| {
                let dosage = || dosage(about, row.drug, units);
                dosages.of((row.drug, units), dosage)
            }),
        };
        made.add(Kind::MedicationAdministration, id, &administration);
        if let Some(outcome) = outcome {
            let of = about.refer(Kind::MedicationAdministration, id);
            let id = self::id(about, Kind::Observation, row);
            let intake = Observation {
                id,
                meta: about.meta(),
                part_of: [of],
                status: "final",
                category: [Public::Survey.coded()],
                code: Concept::Item(Item::Intake).coded(),
                subject: about.patient(),
                effective_date_time: at,
                effective_period: span,
                issued: row.recorded_at.map(Time::At),
                performer: [about.patient()],
                component: courses.of((outcome, row.food), || parts(outcome, row.food)),
            };
            made.add(Kind::Observation, id, &intake);
        }
    }
}

fn dosage(about: &About, drug: DrugId, units: &Units) -> Dosage<'static> {
    Dosage::Made(Swallowed {
        text: about.text.units_counted(&about.of.diary, drug, units),
        route: Public::ByMouth.coded(),
        dose: Quantity::mg(units.mg()),
    })
}

/// What became of an intake, and of the food rule.
fn parts(outcome: Concept, food: Option<Food>) -> Parts<'static> {
    let part = |item, value: Concept| Part {
        code: Concept::Item(item).coded(),
        value_codeable_concept: value.coded(),
    };
    let food = food.map(|food| part(Item::Food, Concept::Food(food)));
    let outcome = part(Item::Outcome, outcome);
    Parts::Made([outcome].into_iter().chain(food).collect())
}

/// By the slot, so that it stays the same when the slot is recorded or corrected; an extra dose by its entry.
fn id(about: &About, kind: Kind, row: &LedgerRow) -> Id {
    match (row.status, row.period) {
        (RowStatus::Extra, _) | (_, None) => {
            let seq = row.seq.unwrap_or_default();
            about.id(kind, &["extra", &seq.to_string()])
        }
        (_, Some(period)) => {
            let date = row.date.to_string();
            about.id(kind, &["slot", row.drug.as_str(), &date, period.code()])
        }
    }
}

fn slot(row: &LedgerRow) -> Option<Slot> {
    let is_slot = row.status != RowStatus::Extra;
    Some(Slot {
        drug: row.drug,
        cycle: row.cycle?,
        cycle_day: row.cycle_day?,
        date: row.date,
        period: row.period.filter(|_| is_slot)?,
    })
}

/// When it was swallowed; where nobody remembers, the diary day; where it was not, the time that was planned.
fn when(about: &About, row: &LedgerRow) -> (Option<Time>, Option<Span>) {
    if let Some(at) = row.taken_at {
        return (Some(Time::At(at)), None);
    }
    let diary = &about.of.diary;
    let planned = slot(row).filter(|_| row.taken.as_ref().is_none_or(Units::is_none));
    let planned = planned.and_then(|slot| slots::span(diary, &slot));
    let (start, end) = match planned {
        Some(planned) => (planned.start, planned.end),
        None => {
            let begins = diary.rules_on(row.date).day_starts_at();
            (row.date.begins(begins), row.date.ends(begins))
        }
    };
    let offset = *clock(about, row).offset();
    let [start, end] = [start, end].map(|civil| moment_at(civil, offset));
    (None, Some(Span::of(start, end)))
}

/// By whose offset a slot is a span of time: that of its entry, else of the cut.
fn clock(about: &About, row: &LedgerRow) -> Moment {
    let as_of = about.of.adherence.as_of;
    row.recorded_at
        .unwrap_or_else(|| as_of.moment(&about.of.diary))
}

/// The order that governed a slot when it was swallowed, else now; of an extra dose none.
fn request<'a>(about: &About<'a>, row: &LedgerRow) -> Option<&'a Prescription> {
    let slot = slot(row)?;
    let known = match row.recorded_at {
        Some(recorded_at) => slots::known_at(&about.of.diary, &slot, row.taken_at, recorded_at),
        None => Known::All,
    };
    let course = about.of.diary.course(row.drug);
    course.prescription(slot.position(), known)
}
