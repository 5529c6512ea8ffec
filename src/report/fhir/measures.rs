//! The measures of adherence: an Observation for each share of each drug, by cycle and over all cycles.
//!
//! The percentage keeps its digits; numerator and denominator stand beside it as parts. What is not applicable has
//! no resource.

use super::codes::{Concept, Item};
use super::element::{CodeableConcept, Meta, Quantity, Reference, Span, elements, resource};
use super::ids::Id;
use super::public::Public;
use super::{About, Kind, Made};
use crate::domain::adherence::{Measure, Measures};
use crate::domain::calendar::DiaryDate;
use crate::domain::ids::DrugId;
use crate::domain::units::Milligrams;
use crate::text::Text;

resource! {
    Observation<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        status: &'static str,
        category: [CodeableConcept<'a>; 1],
        code: CodeableConcept<'a>,
        subject: Reference<'a>,
        effective_period as "effectivePeriod": Option<Span>,
        value_quantity as "valueQuantity": Option<Quantity>,
        component: Vec<Part<'a>>,
    }
}

elements! {
    /// What the share is of.
    Part<'a> {
        code: CodeableConcept<'a>,
        value_quantity as "valueQuantity": Option<Quantity>,
        value_codeable_concept as "valueCodeableConcept": Option<CodeableConcept<'a>>,
        value_integer as "valueInteger": Option<u32>,
    }
}

/// A share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    DoseAdherence,
    RecordedOnly,
    Amount,
    CorrectDays,
    FoodRule,
    Timing,
    DoseIntensity,
    RelativeDoseIntensity,
    Coverage,
    SameDay,
}

impl Share {
    pub(super) const ALL: [Share; 10] = [
        Share::DoseAdherence,
        Share::RecordedOnly,
        Share::Amount,
        Share::CorrectDays,
        Share::FoodRule,
        Share::Timing,
        Share::DoseIntensity,
        Share::RelativeDoseIntensity,
        Share::Coverage,
        Share::SameDay,
    ];

    /// Its code, as in the column of the adherence table.
    pub(super) fn code(self) -> &'static str {
        match self {
            Share::DoseAdherence => "dose_adherence",
            Share::RecordedOnly => "dose_adherence_recorded_only",
            Share::Amount => "amount_adherence",
            Share::CorrectDays => "correct_day_adherence",
            Share::FoodRule => "food_rule",
            Share::Timing => "timing_adherence",
            Share::DoseIntensity => "dose_intensity",
            Share::RelativeDoseIntensity => "relative_dose_intensity",
            Share::Coverage => "coverage",
            Share::SameDay => "same_day_entry",
        }
    }

    pub(super) fn words(self, text: Text) -> String {
        match self {
            Share::DoseAdherence => text.share_dose_adherence(),
            Share::RecordedOnly => text.share_recorded_only(),
            Share::Amount => text.share_amount(),
            Share::CorrectDays => text.share_correct_days(),
            Share::FoodRule => text.share_food_rule(),
            Share::Timing => text.share_timing(),
            Share::DoseIntensity => text.share_dose_intensity(),
            Share::RelativeDoseIntensity => text.share_relative_dose_intensity(),
            Share::Coverage => text.share_coverage(),
            Share::SameDay => text.share_same_day(),
        }
    }

    fn of(self, figures: &Figures) -> Measure {
        let m = figures.measures;
        match self {
            Share::DoseAdherence => m.dose_adherence,
            Share::RecordedOnly => m.dose_adherence_recorded_only,
            Share::Amount => m.amount_adherence,
            Share::CorrectDays => m.correct_day_adherence,
            Share::FoodRule => m.food_rule,
            Share::Timing => m.timing_adherence,
            Share::DoseIntensity => m.dose_intensity,
            Share::RelativeDoseIntensity => figures.relative_dose_intensity,
            Share::Coverage => m.coverage,
            Share::SameDay => m.same_day_entry,
        }
    }

    /// What its numerator and denominator count; sums of amounts are kept in micrograms.
    fn term(self, term: u64) -> Quantity {
        match self {
            Share::DoseAdherence
            | Share::RecordedOnly
            | Share::CorrectDays
            | Share::FoodRule
            | Share::Timing
            | Share::Coverage
            | Share::SameDay => Quantity::count(term),
            Share::Amount | Share::DoseIntensity => Quantity::mg(Milligrams::from_micrograms(term)),
            Share::RelativeDoseIntensity => Quantity::mg_days(Milligrams::from_micrograms(term)),
        }
    }
}

/// The figures of one drug, of one cycle or of all.
struct Figures<'a> {
    drug: DrugId,
    cycle: Option<u16>,
    from: Option<DiaryDate>,
    to: DiaryDate,
    measures: &'a Measures,
    relative_dose_intensity: Measure,
    /// Whether no further slot is planned in it.
    is_over: bool,
}

pub(super) fn add(about: &About, made: &mut Made) {
    let cut = about.of.adherence.as_of.date(&about.of.diary);
    for of in &about.of.adherence.drugs {
        for cycle in &of.cycles {
            let figures = Figures {
                drug: of.drug,
                cycle: Some(cycle.cycle),
                from: Some(cycle.from),
                to: cycle.to,
                measures: &cycle.measures,
                relative_dose_intensity: Measure::NotApplicable,
                is_over: cycle.to < cut || of.all.ended.is_some(),
            };
            add_all(about, &figures, made);
        }
        let figures = Figures {
            drug: of.drug,
            cycle: None,
            from: of.all.from,
            to: of.all.to,
            measures: &of.all.measures,
            relative_dose_intensity: of.all.relative_dose_intensity,
            is_over: of.all.ended.is_some(),
        };
        add_all(about, &figures, made);
    }
}

fn add_all(about: &About, figures: &Figures, made: &mut Made) {
    let cycle = figures
        .cycle
        .map_or("all".to_owned(), |cycle| cycle.to_string());
    for share in Share::ALL {
        let measure = share.of(figures);
        let (Some(percent), Some(ratio)) = (measure.percent(), measure.ratio()) else {
            continue;
        };
        let names = ["measure", figures.drug.as_str(), &cycle, share.code()];
        let id = about.id(Kind::Observation, &names);
        let part = |item| Part {
            code: Concept::Item(item).coded(),
            ..Part::default()
        };
        let number = |item, value| Part {
            value_quantity: Some(share.term(value)),
            ..part(item)
        };
        let drug = Part {
            value_codeable_concept: Some(about.drug(figures.drug)),
            ..part(Item::Drug)
        };
        let cycle = figures.cycle.map(|cycle| Part {
            value_integer: Some(u32::from(cycle)),
            ..part(Item::Cycle)
        });
        let terms = [
            number(Item::Numerator, ratio.numerator()),
            number(Item::Denominator, ratio.denominator()),
        ];
        let observation = Observation {
            id,
            meta: about.meta(),
            status: if figures.is_over {
                "final"
            } else {
                "preliminary"
            },
            category: [Public::Survey.coded()],
            code: Concept::Measure(share).coded(),
            subject: about.patient(),
            effective_period: Span::of_dates(figures.from, Some(figures.to)),
            value_quantity: Some(Quantity::percent(percent)),
            component: [drug].into_iter().chain(cycle).chain(terms).collect(),
        };
        made.add(Kind::Observation, id, &observation);
    }
}
