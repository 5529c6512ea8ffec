//! Overlays what the site has set on the rules that the protocol left open.

use super::{Drug, FoodRule, Protocol, Rule};
use crate::domain::calendar::Period;
use crate::domain::entry::{DrugSettings, Settings};
use crate::domain::ids::DrugId;

/// A rule that the site may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteRule {
    /// The order and the gaps of the drugs of one day.
    OrderOfDrugs,
    /// What to do with the medicine on a clinic day.
    ClinicDay,
    /// A rule of one drug.
    OfDrug(DrugId, DrugRule),
}

/// A rule of one drug that the site may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrugRule {
    /// When this patient usually takes it.
    UsualTime(Period),
    /// Hours without food before an intake.
    FastingBefore,
    /// Hours without food after an intake.
    FastingAfter,
    /// Hours below which two intakes are asked about.
    Interval,
    /// Hours after the usual time in which a missed dose may still be taken.
    CatchUp,
    /// The strengths that exist.
    Strengths,
    /// What to do with a missed dose.
    Missed,
    /// What to do after vomiting a dose.
    Vomited,
}

impl Protocol {
    /// The rules that the site may set, those of the whole day first.
    pub fn site_rules(&self) -> Vec<SiteRule> {
        let mut rules = vec![SiteRule::OrderOfDrugs, SiteRule::ClinicDay];
        for drug in &self.drugs {
            let of_drug = drug.site_rules().into_iter();
            rules.extend(of_drug.map(|rule| SiteRule::OfDrug(drug.id, rule)));
        }
        rules
    }

    /// Those of them that nobody has set: the program says that it does not know.
    pub fn unset(&self) -> Vec<SiteRule> {
        let mut rules = self.site_rules();
        rules.retain(|rule| !self.has_set(*rule));
        rules
    }

    fn has_set(&self, rule: SiteRule) -> bool {
        match rule {
            SiteRule::OrderOfDrugs => self.order_of_drugs.is_some(),
            SiteRule::ClinicDay => self.clinic_day.is_some(),
            SiteRule::OfDrug(drug, rule) => self.drug(drug).is_some_and(|drug| drug.has_set(rule)),
        }
    }

    /// Overlays what the site has set.
    pub(in crate::domain) fn set(&mut self, settings: &Settings, source: &str) {
        let rule = |value| Rule {
            value,
            source: source.to_owned(),
        };
        if let Some(text) = &settings.order_of_drugs {
            self.order_of_drugs = Some(rule(text.clone()));
        }
        if let Some(text) = &settings.clinic_day {
            self.clinic_day = Some(rule(text.clone()));
        }
        for drug in &mut self.drugs {
            if let Some(set) = settings.drugs.get(&drug.id) {
                drug.set(set, source);
            }
        }
    }
}

impl Drug {
    /// Its rules that the site may set; fasting hours only where it is for an empty stomach.
    pub fn site_rules(&self) -> Vec<DrugRule> {
        let times = self
            .periods
            .iter()
            .map(|rule| DrugRule::UsualTime(rule.period));
        let mut rules: Vec<DrugRule> = times.collect();
        match self.food.value {
            FoodRule::EmptyStomach => {
                rules.extend([DrugRule::FastingBefore, DrugRule::FastingAfter]);
            }
            FoodRule::None | FoodRule::AfterMeal { .. } => {}
        }
        rules.extend([
            DrugRule::Interval,
            DrugRule::CatchUp,
            DrugRule::Strengths,
            DrugRule::Missed,
            DrugRule::Vomited,
        ]);
        rules
    }

    /// Whether somebody has set a rule.
    pub fn has_set(&self, rule: DrugRule) -> bool {
        match rule {
            DrugRule::UsualTime(period) => self
                .period(period)
                .is_some_and(|rule| rule.usual_time.is_some()),
            DrugRule::FastingBefore => self.fasting_hours_before.is_some(),
            DrugRule::FastingAfter => self.fasting_hours_after.is_some(),
            DrugRule::Interval => self.interval_warn_below_hours.is_some(),
            DrugRule::CatchUp => self.catch_up_hours.is_some(),
            DrugRule::Strengths => self.strengths_mg.is_some(),
            DrugRule::Missed => self.missed.is_some(),
            DrugRule::Vomited => self.vomited.is_some(),
        }
    }

    fn set(&mut self, set: &DrugSettings, source: &str) {
        fn put<T: Clone>(rule: &mut Option<Rule<T>>, value: &Option<T>, source: &str) {
            if let Some(value) = value {
                *rule = Some(Rule {
                    value: value.clone(),
                    source: source.to_owned(),
                });
            }
        }
        put(
            &mut self.fasting_hours_before,
            &set.fasting_hours_before,
            source,
        );
        put(
            &mut self.fasting_hours_after,
            &set.fasting_hours_after,
            source,
        );
        put(
            &mut self.interval_warn_below_hours,
            &set.interval_warn_below_hours,
            source,
        );
        put(&mut self.catch_up_hours, &set.catch_up_hours, source);
        put(&mut self.missed, &set.missed, source);
        put(&mut self.vomited, &set.vomited, source);
        let strengths = Some(set.strengths_mg.clone()).filter(|list| !list.is_empty());
        put(&mut self.strengths_mg, &strengths, source);
        for rule in &mut self.periods {
            let time = set.usual_times.get(&rule.period).copied();
            put(&mut rule.usual_time, &time, source);
        }
    }
}
