//! What was prescribed: a MedicationRequest for each order of units.

use super::codes::Concept;
use super::element::{
    CodeableConcept, Meta, Quantity, Reference, Span, Time, elements, resource, words,
};
use super::ids::Id;
use super::public::Public;
use super::{About, Kind, Made};
use crate::domain::calendar::{Period, SlotPosition};
use crate::domain::entry::Event;
use crate::domain::ids::DrugId;
use crate::domain::orders::{Known, Prescription, Running};
use crate::domain::protocol::{ClockTime, Drug, FoodRule};
use crate::domain::units::Units;

resource! {
    MedicationRequest<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        status: &'static str,
        status_reason as "statusReason": Option<CodeableConcept<'a>>,
        intent: &'static str,
        category: [CodeableConcept<'a>; 1],
        reported_boolean as "reportedBoolean": Option<bool>,
        medication_codeable_concept as "medicationCodeableConcept": CodeableConcept<'a>,
        subject: Reference<'a>,
        authored_on as "authoredOn": Time,
        reason_code as "reasonCode": [CodeableConcept<'a>; 1],
        dosage_instruction as "dosageInstruction": Vec<Dosage<'a>>,
        prior_prescription as "priorPrescription": Option<Reference<'a>>,
    }
}

elements! {
    /// How a drug is to be taken.
    Dosage<'a> {
        sequence: u32,
        text: String,
        additional_instruction as "additionalInstruction": Vec<CodeableConcept<'a>>,
        timing: Timing,
        route: CodeableConcept<'a>,
        dose_and_rate as "doseAndRate": [DoseAndRate; 1],
    }
    /// How much.
    DoseAndRate {
        dose_quantity as "doseQuantity": Quantity,
    }
    /// When.
    Timing {
        repeat: Repeat,
    }
    /// How often.
    Repeat {
        bounds_duration as "boundsDuration": Option<Quantity>,
        bounds_period as "boundsPeriod": Option<Span>,
        frequency: u32,
        period: u16,
        period_unit as "periodUnit": &'static str,
        time_of_day as "timeOfDay": Vec<String>,
        when: Vec<&'static str>,
        offset: Option<u32>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) {
    let drugs = about.of.adherence.drugs.iter();
    for drug in drugs.map(|figures| figures.drug) {
        // By the entry, not by the slot: a later order is the later prescription, also where it reaches back.
        let course = about.of.diary.course(drug);
        let mut orders: Vec<&Prescription> = course.prescriptions.iter().collect();
        orders.sort_by_key(|prescription| prescription.order.seq);
        let mut prior = None;
        for order in orders {
            let id = id(about, order);
            let request = request(about, drug, order, prior.take());
            made.add(Kind::MedicationRequest, id, &request);
            prior = Some(about.refer(Kind::MedicationRequest, id));
        }
    }
}

fn id(about: &About, of: &Prescription) -> Id {
    about.id(Kind::MedicationRequest, &[&of.order.seq.to_string()])
}

/// The request of an order.
pub(super) fn reference(about: &About, of: &Prescription) -> Reference<'static> {
    about.refer(Kind::MedicationRequest, id(about, of))
}

fn request<'a>(
    about: &'a About,
    drug: DrugId,
    of: &Prescription,
    prior: Option<Reference<'a>>,
) -> MedicationRequest<'a> {
    let (status, status_reason) = status(about, drug, of);
    MedicationRequest {
        id: id(about, of),
        meta: about.meta(),
        status,
        status_reason,
        intent: "order",
        category: [Public::PrescribedForHome.coded()],
        reported_boolean: Some(of.order.told),
        medication_codeable_concept: about.drug(drug),
        subject: about.patient(),
        authored_on: Time::At(of.order.given_at),
        reason_code: [Concept::OrderReason(of.reason).coded()],
        dosage_instruction: dosages(about, drug, of),
        prior_prescription: prior,
    }
}

/// Whether it is in force at the cut, and why not.
fn status(
    about: &About,
    drug: DrugId,
    of: &Prescription,
) -> (&'static str, Option<CodeableConcept<'static>>) {
    let diary = &about.of.diary;
    let course = diary.course(drug);
    let as_of = about.of.adherence.as_of;
    let last = SlotPosition::new(as_of.date(diary), Period::Pm);
    if let Some((_, reason)) = course.stopped(last) {
        return (
            "stopped",
            reason.map(|reason| Concept::EndReason(reason).coded()),
        );
    }
    let governs = |period: &Period| {
        // One that is dated ahead is in force from its own slot on.
        let place = of.order.from.first_of(*period);
        let place = if place.reaches(last) {
            SlotPosition::new(last.date, *period)
        } else {
            place
        };
        let governing = course.prescription(place, Known::All);
        governing.is_some_and(|governing| governing.order.seq == of.order.seq)
    };
    if !of.units.keys().any(governs) {
        return ("stopped", None);
    }
    match course.running(last, Known::All) {
        Running::Yes => ("active", None),
        Running::Stopped(_) => ("stopped", None),
        Running::Held(order) => {
            let Some(Event::Held(held)) = diary.history().live(order.seq).map(|live| live.event)
            else {
                return ("on-hold", None);
            };
            let why = words(&held.reason).map(|_| CodeableConcept::in_words(&held.reason));
            ("on-hold", why)
        }
    }
}

/// One instruction for all periods with the same units, else one for each.
fn dosages(about: &About, drug: DrugId, of: &Prescription) -> Vec<Dosage<'static>> {
    let rules = about.of.diary.rules_on(of.order.from.date);
    let rule = rules.drug(drug);
    let mut groups: Vec<(&Units, Vec<Period>)> = Vec::new();
    for (period, units) in &of.units {
        match groups.iter_mut().find(|(same, _)| *same == units) {
            Some((_, periods)) => periods.push(*period),
            None => groups.push((units, vec![*period])),
        }
    }
    let numbered = (1..).zip(groups);
    let dosage = |(sequence, (units, periods)): (u32, (&Units, Vec<Period>))| Dosage {
        sequence,
        text: in_words(about, drug, units, &periods),
        additional_instruction: instructions(about, rule, rules.cycle_length_days.value),
        timing: Timing {
            repeat: repeat(rule, of, &periods),
        },
        route: Public::ByMouth.coded(),
        dose_and_rate: [DoseAndRate {
            dose_quantity: Quantity::mg(units.mg()),
        }],
    };
    numbered.map(dosage).collect()
}

/// The units, each strength by itself, and when: "4 x 150 mg + 2 x 500 mg (6 tablets), morning and evening".
fn in_words(about: &About, drug: DrugId, units: &Units, periods: &[Period]) -> String {
    let text = about.text;
    let units = text.units_counted(&about.of.diary, drug, units);
    let when: Vec<&str> = periods
        .iter()
        .map(|period| text.period_choice(*period))
        .collect();
    format!("{units}{}{}", text.pick(", ", "，"), text.list(&when))
}

/// What no element says: on which days, and the food rule.
fn instructions(about: &About, rule: Option<&Drug>, length: u16) -> Vec<CodeableConcept<'static>> {
    let Some(rule) = rule else {
        return Vec::new();
    };
    let (first, last) = (rule.first_slot.value.day, rule.last_slot.value.day);
    let days = about.text.cycle_days(first, last, length);
    let said = [Some(days), about.text.food_rule(rule)]
        .into_iter()
        .flatten();
    said.map(|said| CodeableConcept::said(Some(said))).collect()
}

/// A time of day never stands beside a part of the day, and minutes only with the meal that they are counted from.
fn repeat(rule: Option<&Drug>, of: &Prescription, periods: &[Period]) -> Repeat {
    let usual = |period: &Period| {
        let rule = rule?.period(*period)?;
        rule.usual_time.as_ref().map(|time| time.value)
    };
    let times: Option<Vec<ClockTime>> = periods.iter().map(usual).collect();
    let meal = rule.and_then(|rule| match rule.food.value {
        FoodRule::AfterMeal { within_minutes } => Some(within_minutes),
        FoodRule::None | FoodRule::EmptyStomach => None,
    });
    let (time_of_day, when) = match (meal, times) {
        (Some(_), _) => (Vec::new(), periods.iter().map(|p| after_meal(*p)).collect()),
        (None, Some(times)) => {
            let times = times.iter().map(|time| format!("{time}:00"));
            (times.collect(), Vec::new())
        }
        (None, None) => (
            Vec::new(),
            periods.iter().filter_map(|p| part_of_day(*p)).collect(),
        ),
    };
    Repeat {
        bounds_duration: None,
        bounds_period: Some(Span {
            start: Some(Time::On(of.order.from.date)),
            end: None,
        }),
        frequency: u32::try_from(periods.len()).unwrap_or(u32::MAX),
        period: 1,
        period_unit: "d",
        time_of_day,
        when,
        offset: meal.map(u32::from),
    }
}

/// After a meal: breakfast in the morning, dinner in the evening, any where there is one intake a day.
pub(super) fn after_meal(period: Period) -> &'static str {
    match period {
        Period::Am => "PCM",
        Period::Pm => "PCV",
        Period::Once => "PC",
    }
}

pub(super) fn part_of_day(period: Period) -> Option<&'static str> {
    match period {
        Period::Am => Some("MORN"),
        Period::Pm => Some("EVE"),
        Period::Once => None,
    }
}
