//! The rules that a site may set: their names, what they say, and that nobody has set them.

use super::{Text, say, sentences};
use crate::domain::diary::Diary;
use crate::domain::protocol::{Drug, DrugRule, Protocol, SiteRule};

sentences! {
    /// Nobody has set a rule.
    not_set() { en: "not set", zh: "未设置" }
    /// The rules that nobody has set, after a set-up.
    not_set_line(list: &str) { en: "Not set yet: {list}.", zh: "还没有设置：{list}。" }
}

impl Text {
    /// The name of a rule of the whole day, or of one drug without the drug's name.
    pub fn site_rule(self, rule: SiteRule) -> String {
        match rule {
            SiteRule::OrderOfDrugs => self
                .pick("order of the medicines of a day", "当天服药顺序")
                .to_owned(),
            SiteRule::ClinicDay => self
                .pick("what to do on a clinic day", "来院当天怎么服药")
                .to_owned(),
            SiteRule::OfDrug(_, rule) => self.drug_rule(rule),
        }
    }

    /// The name of a rule of a drug.
    pub fn drug_rule(self, rule: DrugRule) -> String {
        let words = match rule {
            DrugRule::UsualTime(period) => {
                let period = self.period_choice(period);
                return say!(self, en: "usual time ({period})", zh: "平常服药时间（{period}）");
            }
            DrugRule::FastingBefore => {
                self.pick("hours without food before it", "服药前空腹几小时")
            }
            DrugRule::FastingAfter => self.pick("hours without food after it", "服药后空腹几小时"),
            DrugRule::Interval => self.pick("least hours between two doses", "两次至少间隔几小时"),
            DrugRule::CatchUp => self.pick(
                "hours in which a missed dose may be taken",
                "漏服几小时内可以补服",
            ),
            DrugRule::Strengths => self.pick("strengths that exist", "有哪些规格"),
            DrugRule::Missed => self.pick("what to do with a missed dose", "漏服了怎么办"),
            DrugRule::Vomited => self.pick("what to do after vomiting a dose", "服后吐了怎么办"),
        };
        words.to_owned()
    }

    /// What a rule says; `None` if nobody has set it.
    pub fn site_rule_value(self, rules: &Protocol, rule: SiteRule) -> Option<String> {
        match rule {
            SiteRule::OrderOfDrugs => rules
                .order_of_drugs
                .as_ref()
                .map(|r| self.protocol(&r.value)),
            SiteRule::ClinicDay => rules.clinic_day.as_ref().map(|r| self.protocol(&r.value)),
            SiteRule::OfDrug(drug, rule) => self.drug_rule_value(rules.drug(drug)?, rule),
        }
    }

    fn drug_rule_value(self, drug: &Drug, rule: DrugRule) -> Option<String> {
        let hours = |hours: u8| self.hours(i64::from(hours));
        match rule {
            DrugRule::UsualTime(period) => {
                let time = drug.period(period)?.usual_time.as_ref()?;
                Some(time.value.to_string())
            }
            DrugRule::FastingBefore => Some(hours(drug.fasting_hours_before.as_ref()?.value)),
            DrugRule::FastingAfter => Some(hours(drug.fasting_hours_after.as_ref()?.value)),
            DrugRule::Interval => Some(hours(drug.interval_warn_below_hours.as_ref()?.value)),
            DrugRule::CatchUp => Some(hours(drug.catch_up_hours.as_ref()?.value)),
            DrugRule::Strengths => {
                let list = drug.strengths_mg.as_ref()?.value.iter();
                let list: Vec<String> = list.map(|mg| self.mg(*mg)).collect();
                Some(self.list(&list))
            }
            DrugRule::Missed => Some(self.protocol(&drug.missed.as_ref()?.value)),
            DrugRule::Vomited => Some(self.protocol(&drug.vomited.as_ref()?.value)),
        }
    }

    /// The rules that nobody has set, in one line; `None` if there are none.
    pub fn not_set_yet(self, diary: &Diary, unset: &[SiteRule]) -> Option<String> {
        if unset.is_empty() {
            return None;
        }
        let mut parts: Vec<String> = unset
            .iter()
            .filter(|rule| !matches!(rule, SiteRule::OfDrug(..)))
            .map(|rule| self.site_rule(*rule))
            .collect();
        for drug in diary.drugs() {
            let of_drug: Vec<String> = unset
                .iter()
                .filter(|rule| matches!(rule, SiteRule::OfDrug(id, _) if *id == drug.id))
                .map(|rule| self.site_rule(*rule))
                .collect();
            if !of_drug.is_empty() {
                let (name, list) = (self.protocol(&drug.name), self.list(&of_drug));
                parts.push(say!(self, en: "{name}: {list}", zh: "{name}：{list}"));
            }
        }
        let list = parts.join(self.pick("; ", "；"));
        Some(self.not_set_line(&list))
    }
}
