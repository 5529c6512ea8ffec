//! The regimen as the study plans it, whoever takes it: a PlanDefinition of one cycle and of each drug in it.
//!
//! It comes from the rules that a diary began with, in English: participants of one protocol have it in common. What
//! one participant was ordered, in tablets, is in her MedicationRequests.

use super::codes::{self, EN};
use super::element::{
    CodeableConcept, Meta, Quantity, Reference, elements, resource, words, written,
};
use super::ids::uuid;
use super::public::coding;
use super::requests::{Repeat, Timing, after_meal, part_of_day};
use super::{About, Kind, Made, first_rules};
use crate::domain::calendar::Period;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::{Drug, FoodRule};

resource! {
    PlanDefinition<'a> {
        id: String,
        meta: Option<Meta<'a>>,
        url: String,
        title: Option<String>,
        kind as "type": CodeableConcept<'a>,
        status: &'static str,
        action: [Cycle<'a>; 1],
    }
}

elements! {
    /// A cycle, which is repeated.
    Cycle<'a> {
        id: &'static str,
        title: String,
        timing_timing as "timingTiming": Timing,
        action: Vec<Part<'a>>,
    }
    /// A drug in it.
    Part<'a> {
        title: Option<String>,
        text_equivalent as "textEquivalent": String,
        code: [CodeableConcept<'a>; 1],
        related_action as "relatedAction": [Related; 1],
        timing_timing as "timingTiming": Timing,
    }
    /// When it begins.
    Related {
        action_id as "actionId": &'static str,
        relationship: &'static str,
        offset_duration as "offsetDuration": Option<Quantity>,
    }
}

/// Adds the plan; where it stands. Its id follows from what it says: whose rules are otherwise, has another plan.
pub(super) fn add(about: &About, made: &mut Made) -> Reference<'static> {
    let rules = first_rules(about.of);
    let length = rules.cycle_length_days.value;
    let kind = "http://terminology.hl7.org/CodeSystem/plan-definition-type";
    let mut plan = PlanDefinition {
        id: String::new(),
        meta: about.meta(),
        url: String::new(),
        title: words(&PlainText::new(EN.protocol(&rules.title))),
        kind: CodeableConcept::of(coding(kind, "clinical-protocol", "Clinical Protocol")),
        // A diary does not know whether its study is open.
        status: "unknown",
        action: [Cycle {
            id: "cycle",
            title: EN.a_cycle(length),
            timing_timing: Timing {
                repeat: Repeat {
                    frequency: 1,
                    period: length,
                    period_unit: "d",
                    ..Repeat::default()
                },
            },
            action: rules.drugs.iter().map(|drug| part(drug, length)).collect(),
        }],
    };
    let id = uuid(&[Kind::PlanDefinition.name(), &about.study, &written(&plan)]);
    plan.id = id.as_str().to_owned();
    plan.url = id.urn();
    made.add(Kind::PlanDefinition, id, &plan);
    about.refer(Kind::PlanDefinition, id)
}

fn part(drug: &Drug, length: u16) -> Part<'static> {
    let name = EN.protocol(&drug.name);
    let (first, last) = (drug.first_slot.value.day, drug.last_slot.value.day);
    let said = [
        Some(EN.cycle_days(first, last, length)),
        drug.mg_per_m2
            .as_ref()
            .map(|rule| EN.mg_per_m2_each_time(rule.value)),
        EN.food_rule(drug),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let before = first.saturating_sub(1);
    Part {
        title: words(&PlainText::new(&name)),
        text_equivalent: said.join(", "),
        code: [codes::drug(drug.id, &name)],
        related_action: [Related {
            action_id: "cycle",
            relationship: match before {
                0 => "concurrent-with-start",
                _ => "after-start",
            },
            offset_duration: (before > 0).then(|| Quantity::days(before)),
        }],
        timing_timing: Timing {
            repeat: repeat(drug, last.saturating_sub(before)),
        },
    }
}

/// On how many days, how often on each, and after which meal; an empty stomach no element can say.
fn repeat(drug: &Drug, days: u16) -> Repeat {
    let periods = drug.periods.iter().map(|rule| rule.period);
    let meal = match drug.food.value {
        FoodRule::AfterMeal { within_minutes } => Some(within_minutes),
        FoodRule::None | FoodRule::EmptyStomach => None,
    };
    let when = |period: Period| match meal {
        Some(_) => Some(after_meal(period)),
        None => part_of_day(period),
    };
    Repeat {
        bounds_duration: Some(Quantity::days(days)),
        frequency: u32::try_from(drug.periods.len()).unwrap_or(u32::MAX),
        period: 1,
        period_unit: "d",
        when: periods.filter_map(when).collect(),
        offset: meal.map(u32::from),
        ..Repeat::default()
    }
}
