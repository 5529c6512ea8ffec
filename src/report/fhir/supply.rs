//! What was handed out, counted and lost, from the site record.
//!
//! A MedicationDispense for what was handed out. FHIR has no resource for what comes back: a count of what was left,
//! and what was lost, are observations. What a participant should have taken by them is in the tables of the export.

use super::codes::{Concept, Item};
use super::element::{
    CodeableConcept, Extensions, Meta, Quantity, Reference, Target, Time, elements, resource, words,
};
use super::ids::Id;
use super::{About, Kind, Made, status, visits};
use crate::domain::calendar::DiaryDate;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{Dispensed, SiteEvent};
use crate::domain::units::Milligrams;

resource! {
    MedicationDispense<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        contained: [Medication<'a>; 1],
        extension: Extensions<'a>,
        status: &'static str,
        medication_reference as "medicationReference": Reference<'a>,
        subject: Reference<'a>,
        context: Option<Reference<'a>>,
        quantity: Quantity,
        when_handed_over as "whenHandedOver": Time,
    }
}

resource! {
    /// Units of one strength and lot.
    Medication<'a> {
        id: String,
        code: CodeableConcept<'a>,
        ingredient: [Ingredient<'a>; 1],
        batch: Option<Batch>,
    }
}

elements! {
    /// What is in a unit.
    Ingredient<'a> {
        item_codeable_concept as "itemCodeableConcept": CodeableConcept<'a>,
        strength: Strength,
    }
    /// How much of it.
    Strength {
        numerator: Quantity,
        denominator: Quantity,
    }
    /// Which lot.
    Batch {
        lot_number as "lotNumber": String,
    }
}

resource! {
    /// What was left, or was lost.
    Observation<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        extension: Extensions<'a>,
        status: &'static str,
        code: CodeableConcept<'a>,
        subject: Reference<'a>,
        encounter: Option<Reference<'a>>,
        effective_date_time as "effectiveDateTime": Time,
        value_quantity as "valueQuantity": Quantity,
        note: Vec<Note>,
        component: Vec<Part<'a>>,
    }
}

elements! {
    /// What was said of it.
    Note {
        text: String,
    }
    /// One thing about it.
    Part<'a> {
        code: CodeableConcept<'a>,
        value_quantity as "valueQuantity": Option<Quantity>,
        value_codeable_concept as "valueCodeableConcept": Option<CodeableConcept<'a>>,
        value_string as "valueString": Option<String>,
        value_boolean as "valueBoolean": Option<bool>,
    }
}

/// Units of one strength and lot.
struct Units<'a> {
    drug: DrugId,
    strength: Milligrams,
    lot: &'a PlainText,
    count: u32,
    date: DiaryDate,
}

pub(super) fn add(about: &About, made: &mut Made) {
    let records = about.of.record.iter();
    for live in records.flat_map(|record| record.history().live_entries()) {
        let seq = live.root.seq.to_string();
        let observed = |item: Item, units: &Units, kept: Option<bool>, said: Option<String>| {
            let id = about.id(Kind::Observation, &["units", &seq]);
            Observation {
                id,
                meta: about.meta(),
                extension: about.of_study(),
                status: status(&live),
                code: Concept::Item(item).coded(),
                subject: about.patient(),
                encounter: visits::on(about, units.date),
                effective_date_time: Time::On(units.date),
                value_quantity: quantity(about, units),
                note: said.map(|text| Note { text }).into_iter().collect(),
                component: parts(about, units, kept),
            }
        };
        let observation = match live.event {
            SiteEvent::Dispensed(dispensed) => {
                let id = about.id(Kind::MedicationDispense, &[&seq]);
                let resource = dispense(about, id, dispensed);
                made.add(Kind::MedicationDispense, id, &resource);
                continue;
            }
            SiteEvent::Returned(left) => {
                let units = Units {
                    drug: left.drug,
                    strength: left.strength_mg,
                    lot: &left.lot,
                    count: left.count,
                    date: left.date,
                };
                observed(Item::UnitsLeft, &units, Some(left.kept), None)
            }
            SiteEvent::Lost(lost) => {
                let units = Units {
                    drug: lost.drug,
                    strength: lost.strength_mg,
                    lot: &lost.lot,
                    count: lost.count,
                    date: lost.date,
                };
                observed(Item::UnitsLost, &units, None, words(&lost.reason))
            }
            // Everything else is about no units.
            _ => continue,
        };
        made.add(Kind::Observation, observation.id, &observation);
    }
}

fn dispense<'a>(about: &'a About, id: Id, of: &Dispensed) -> MedicationDispense<'a> {
    let units = Units {
        drug: of.drug,
        strength: of.strength_mg,
        lot: &of.lot,
        count: of.count,
        date: of.date,
    };
    let one = Units { count: 1, ..units };
    let medication = Medication {
        id: of.drug.to_string(),
        code: about.drug(of.drug),
        ingredient: [Ingredient {
            item_codeable_concept: about.drug(of.drug),
            strength: Strength {
                numerator: Quantity::mg(of.strength_mg),
                denominator: quantity(about, &one),
            },
        }],
        batch: words(&of.lot).map(|lot_number| Batch { lot_number }),
    };
    MedicationDispense {
        id,
        meta: about.meta(),
        medication_reference: Reference::Made(Target {
            reference: format!("#{}", medication.id),
            kind: Some("Medication"),
        }),
        contained: [medication],
        extension: about.of_study(),
        status: "completed",
        subject: about.patient(),
        context: visits::on(about, of.date),
        quantity: quantity(
            about,
            &Units {
                count: of.count,
                ..one
            },
        ),
        when_handed_over: Time::On(of.date),
    }
}

/// How many tablets or capsules; of a drug that the protocol does not have, how many.
fn quantity(about: &About, of: &Units) -> Quantity {
    let rules = about.of.diary.rules_on(of.date);
    match rules.drug(of.drug) {
        Some(drug) => Quantity::units(of.count, drug.form),
        None => Quantity::count(u64::from(of.count)),
    }
}

fn parts<'a>(about: &'a About, of: &Units, kept: Option<bool>) -> Vec<Part<'a>> {
    let part = |item| Part {
        code: Concept::Item(item).coded(),
        ..Part::default()
    };
    let drug = Part {
        value_codeable_concept: Some(about.drug(of.drug)),
        ..part(Item::Drug)
    };
    let strength = Part {
        value_quantity: Some(Quantity::mg(of.strength)),
        ..part(Item::Strength)
    };
    let lot = words(of.lot).map(|lot| Part {
        value_string: Some(lot),
        ..part(Item::Lot)
    });
    let kept = kept.map(|kept| Part {
        value_boolean: Some(kept),
        ..part(Item::KeptBySite)
    });
    [Some(drug), Some(strength), lot, kept]
        .into_iter()
        .flatten()
        .collect()
}
