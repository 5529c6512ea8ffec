//! The doses: a MedicationAdministration for each slot and each extra dose, and for each intake an Observation of
//! how it was taken.
//!
//! A dose that was not taken is `not-done` with its reason, never a dose of nothing. A slot that is still open has
//! no resource yet, and one of zero units none at all.

use super::codes::{Concept, Item, public};
use super::element::{
    CodeableConcept, Meta, Quantity, Reference, Span, elements, instant, resource, words as said_of,
};
use super::requests::governing;
use super::{About, Kind, Made};
use crate::domain::adherence::{LedgerRow, RowReason, RowStatus};
use crate::domain::calendar::{Moment, instant as moment_at};
use crate::domain::entry::{Food, Outcome};
use crate::domain::orders::Known;
use crate::domain::slots::{self, Slot};
use crate::domain::units::Units;
use crate::report::ReportError;

resource! {
    MedicationAdministration {
        id: String,
        meta: Option<Meta>,
        status: &'static str,
        status_reason: Vec<CodeableConcept>,
        category: CodeableConcept,
        medication_codeable_concept: CodeableConcept,
        subject: Reference,
        effective_date_time: Option<String>,
        effective_period: Option<Span>,
        performer: Vec<Performer>,
        request: Option<Reference>,
        dosage: Option<Swallowed>,
    }
}

elements! {
    /// Who took it.
    Performer {
        actor: Reference,
    }
    /// What was swallowed.
    Swallowed {
        text: String,
        route: CodeableConcept,
        dose: Quantity,
    }
}

resource! {
    /// How an intake went.
    Observation {
        id: String,
        meta: Option<Meta>,
        part_of: Vec<Reference>,
        status: &'static str,
        category: Vec<CodeableConcept>,
        code: CodeableConcept,
        subject: Reference,
        effective_date_time: Option<String>,
        effective_period: Option<Span>,
        issued: Option<String>,
        performer: Vec<Reference>,
        component: Vec<Part>,
    }
}

elements! {
    /// One thing about it.
    Part {
        code: CodeableConcept,
        value_codeable_concept: CodeableConcept,
    }
}

/// What stands in nearly every resource about a dose.
struct Words {
    at_home: CodeableConcept,
    survey: CodeableConcept,
    by_mouth: CodeableConcept,
    intake: CodeableConcept,
    outcome: CodeableConcept,
    taken: CodeableConcept,
    food: CodeableConcept,
    kept: CodeableConcept,
}

impl Words {
    fn new() -> Words {
        Words {
            at_home: CodeableConcept::of(public::at_home()).written(),
            survey: CodeableConcept::of(public::survey()).written(),
            by_mouth: CodeableConcept::of(public::by_mouth()).written(),
            intake: Concept::item(Item::Intake).coded().written(),
            outcome: Concept::item(Item::Outcome).coded().written(),
            taken: Concept::outcome(Outcome::Taken).coded().written(),
            food: Concept::item(Item::Food).coded().written(),
            kept: Concept::food(Food::Kept).coded().written(),
        }
    }

    /// What became of an intake, and of the food rule.
    fn parts(&self, outcome: CodeableConcept, food: Option<Food>) -> Vec<Part> {
        let part = |code: &CodeableConcept, value| Part {
            code: code.clone(),
            value_codeable_concept: value,
        };
        let food = food.map(|food| match food {
            Food::Kept => part(&self.food, self.kept.clone()),
            Food::NotKept | Food::Unknown => part(&self.food, Concept::food(food).coded()),
        });
        let outcome = part(&self.outcome, outcome);
        [outcome].into_iter().chain(food).collect()
    }
}

/// What a row of the ledger comes to.
enum Dose {
    Swallowed(CodeableConcept),
    NotDone(CodeableConcept),
    /// Past the entry window, and nobody has said.
    Unrecorded,
    /// Not over yet, or nothing to take.
    Nothing,
}

impl Dose {
    fn of(row: &LedgerRow, words: &Words) -> Dose {
        match row.status {
            RowStatus::Taken => Dose::Swallowed(words.taken.clone()),
            RowStatus::PartlyTaken => {
                Dose::Swallowed(Concept::outcome(Outcome::PartlyTaken).coded())
            }
            RowStatus::Vomited => Dose::Swallowed(Concept::outcome(Outcome::Vomited).coded()),
            RowStatus::Extra => Dose::Swallowed(Concept::extra().coded()),
            RowStatus::Missed => Dose::NotDone(match row.reason {
                Some(RowReason::Missed(reason)) => Concept::missed(reason).coded(),
                Some(RowReason::Held(_)) | None => CodeableConcept::of(public::unknown()),
            }),
            RowStatus::Held => {
                let said = match &row.reason {
                    Some(RowReason::Held(said)) => said_of(said),
                    Some(RowReason::Missed(_)) | None => None,
                };
                Dose::NotDone(Concept::held(row.unconfirmed).coded_as(said))
            }
            RowStatus::Unrecorded => Dose::Unrecorded,
            RowStatus::Pending | RowStatus::NotPrescribed => Dose::Nothing,
        }
    }
}

pub(super) fn add(about: &About, made: &mut Made) -> Result<(), ReportError> {
    let words = Words::new();
    for row in &about.of.adherence.ledger {
        let (status, why, outcome) = match Dose::of(row, &words) {
            Dose::Swallowed(outcome) => ("completed", None, Some(outcome)),
            Dose::NotDone(why) => ("not-done", Some(why), None),
            Dose::Unrecorded => ("unknown", None, None),
            Dose::Nothing => continue,
        };
        let id = id(about, Kind::MedicationAdministration, row);
        let (at, span) = when(about, row);
        let swallowed = row.taken.as_ref().filter(|_| outcome.is_some());
        let administration = MedicationAdministration {
            id: id.clone(),
            meta: about.meta(),
            status,
            status_reason: why.into_iter().collect(),
            category: words.at_home.clone(),
            medication_codeable_concept: about.drug(row.drug),
            subject: about.patient(),
            effective_date_time: at.clone(),
            effective_period: span.clone(),
            performer: vec![Performer {
                actor: about.patient(),
            }],
            request: request(about, row),
            dosage: swallowed.map(|units| dosage(about, &words, row, units)),
        };
        made.add(Kind::MedicationAdministration, &id, &administration)?;
        if let Some(outcome) = outcome {
            let of = about.refer(Kind::MedicationAdministration, &id);
            let id = self::id(about, Kind::Observation, row);
            let intake = Observation {
                id: id.clone(),
                meta: about.meta(),
                part_of: vec![of],
                status: "final",
                category: vec![words.survey.clone()],
                code: words.intake.clone(),
                subject: about.patient(),
                effective_date_time: at,
                effective_period: span,
                issued: row.recorded_at.map(instant),
                performer: vec![about.patient()],
                component: words.parts(outcome, row.food),
            };
            made.add(Kind::Observation, &id, &intake)?;
        }
    }
    Ok(())
}

/// By the slot, so that it stays the same when the slot is recorded or corrected; an extra dose by its entry.
fn id(about: &About, kind: Kind, row: &LedgerRow) -> String {
    let (date, seq) = (
        row.date.to_string(),
        row.seq.unwrap_or_default().to_string(),
    );
    match (row.status, row.period) {
        (RowStatus::Extra, _) | (_, None) => about.id(kind, &["extra", &seq]),
        (_, Some(period)) => about.id(kind, &["slot", row.drug.as_str(), &date, period.code()]),
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
fn when(about: &About, row: &LedgerRow) -> (Option<String>, Option<Span>) {
    if let Some(at) = row.taken_at {
        return (Some(instant(at)), None);
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

/// The request that governed a slot when it was swallowed, else now; of an extra dose none.
fn request(about: &About, row: &LedgerRow) -> Option<Reference> {
    let slot = slot(row)?;
    let known = match row.recorded_at {
        Some(recorded_at) => slots::known_at(&about.of.diary, &slot, row.taken_at, recorded_at),
        None => Known::All,
    };
    governing(about, row.drug, slot.position(), known)
}

fn dosage(about: &About, words: &Words, row: &LedgerRow, units: &Units) -> Swallowed {
    Swallowed {
        text: about.text.units_counted(&about.of.diary, row.drug, units),
        route: words.by_mouth.clone(),
        dose: Quantity::mg(units.mg()),
    }
}
