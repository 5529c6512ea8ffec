//! Overlays what the site has set on the rules that the protocol left open.

use super::{Drug, Protocol, Rule};
use crate::domain::entry::{DrugSettings, Settings};

impl Protocol {
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
