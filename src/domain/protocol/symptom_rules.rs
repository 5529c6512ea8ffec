//! What a protocol says about symptoms: which reports ask for a call, and in what words.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Bilingual, Protocol, Rule};
use crate::domain::entry::Tier;
use crate::domain::symptoms::Trigger;

/// The rules about symptoms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymptomRules {
    /// What asks for a call, in groups of one source each.
    pub triggers: Vec<Rule<Vec<Trigger>>>,
    /// What the patient is told to do.
    pub texts: Rule<TierTexts>,
}

/// What the patient is told to do, by urgency.
///
/// `{phone}` stands for both numbers of the study team, `{emergency}` for the emergency number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierTexts {
    /// The emergency number first.
    pub emergency: Bilingual,
    /// Call now, and before the next dose.
    pub call_now: Bilingual,
    /// Call in office hours.
    pub report_soon: Bilingual,
    /// For the next visit.
    pub record: Bilingual,
}

impl TierTexts {
    /// The text of one tier.
    pub fn get(&self, tier: Tier) -> &Bilingual {
        match tier {
            Tier::Record => &self.record,
            Tier::ReportSoon => &self.report_soon,
            Tier::CallNow => &self.call_now,
            Tier::Emergency => &self.emergency,
        }
    }
}

impl SymptomRules {
    /// Every trigger, whatever its source.
    pub fn all(&self) -> impl Iterator<Item = &Trigger> {
        self.triggers.iter().flat_map(|group| &group.value)
    }

    /// Those of the built-in protocol: the least that holds for every diary.
    ///
    /// `None` never in a built program: a test reads them.
    pub fn built_in() -> Option<&'static SymptomRules> {
        #[derive(Deserialize)]
        struct OnlySymptoms {
            symptoms: SymptomRules,
        }
        static BUILT_IN: LazyLock<Option<SymptomRules>> = LazyLock::new(|| {
            let read = serde_json::from_str::<OnlySymptoms>(Protocol::BUILT_IN);
            read.ok().map(|only| only.symptoms)
        });
        BUILT_IN.as_ref()
    }
}

impl Protocol {
    /// What the patient is told to do, in the protocol's words, else in those of the built-in one.
    pub fn tier_text(&self, tier: Tier) -> Option<&Bilingual> {
        let rules = match &self.symptoms {
            Some(rules) => rules,
            None => SymptomRules::built_in()?,
        };
        Some(rules.texts.value.get(tier))
    }
}
