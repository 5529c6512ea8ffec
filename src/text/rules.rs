//! A protocol in plain words, for `protocol show`: each rule with its source, or that it is not set.

use super::{Text, say};
use crate::domain::endpoints::{SetBy, Settled};
use crate::domain::entry::Tier;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::{
    Bilingual, CycleSlot, Drug, FoodRule, OpenRule, PeriodRule, Protocol, Rule, SymptomRules,
};
use crate::domain::units::Milligrams;

impl Text {
    /// The rules of a protocol, one a line; a line of a drug is indented.
    pub fn rules(self, protocol: &Protocol) -> Vec<String> {
        let id = PlainText::new(protocol.id.as_str());
        let title = self.protocol(&protocol.title);
        let mut lines = vec![
            say!(self, en: "{title} ({id})", zh: "{title}（{id}）"),
            say!(self, en: "In brackets: where each rule comes from.", zh: "方括号里是每条规定的出处（英文）。"),
            String::new(),
        ];
        let days = |rule: &Rule<u16>| self.days(i64::from(rule.value));
        let mut put = |en, zh, value: String, source: &str| {
            lines.push(self.rule_line("", self.pick(en, zh), &value, source));
        };
        let p = protocol;
        put(
            "A cycle lasts",
            "一个周期",
            days(&p.cycle_length_days),
            &p.cycle_length_days.source,
        );
        put(
            "A diary day begins at",
            "日记中一天的起点",
            p.day_starts_at.value.to_string(),
            &p.day_starts_at.source,
        );
        put(
            "Entries are in time for",
            "补记期限",
            self.window(p.entry_window_days.value),
            &p.entry_window_days.source,
        );
        put(
            "Safety follow-up",
            "安全性随访",
            days(&p.follow_up_days),
            &p.follow_up_days.source,
        );
        put(
            "Grades by CTCAE",
            "CTCAE 版本",
            PlainText::new(p.ctcae_version.value.as_str()).to_string(),
            &p.ctcae_version.source,
        );
        let reasons: Vec<&str> = p
            .end_reasons
            .value
            .iter()
            .map(|r| self.end_reason(*r))
            .collect();
        put(
            "Treatment may end for",
            "停药原因",
            self.list(&reasons),
            &p.end_reasons.source,
        );
        put(
            "Next cycle",
            "下一周期",
            self.protocol(&p.next_cycle.value),
            &p.next_cycle.source,
        );
        let percent = |pct: &u8| self.percent(pct);
        lines.push(self.open_line(
            "",
            self.pick(
                "Ask staff beyond, off the study's mg/m2",
                "与方案的mg/m2相差超过此值时提醒研究人员",
            ),
            &p.dose_check_pct,
            percent,
        ));
        for (en, zh, rule) in [
            (
                "Order of the drugs of a day",
                "当天服药顺序",
                &p.order_of_drugs,
            ),
            ("On a clinic day", "来院当天怎么服药", &p.clinic_day),
            ("Paused doses", "暂停期间没有服的药", &p.held_doses),
        ] {
            lines.push(self.open_line("", self.pick(en, zh), rule, |text| self.protocol(text)));
        }
        for drug in &protocol.drugs {
            lines.push(String::new());
            lines.extend(self.drug_rules(drug));
        }
        lines.push(String::new());
        lines.extend(self.symptom_rules(protocol));
        lines.push(String::new());
        lines.extend(self.endpoint_rules(protocol));
        lines
    }

    /// By their names in the file and in every output.
    fn endpoint_rules(self, protocol: &Protocol) -> Vec<String> {
        let heading = self.pick(
            "Endpoints of the study; \"usual\": the protocol leaves it open",
            "研究终点；“通常值”：方案没有写明",
        );
        let settled = protocol.endpoints.as_ref().map(Settled::by);
        let settings = settled.unwrap_or_default().settings.into_iter();
        let lines = settings.map(|setting| {
            let (name, value) = (setting.name, setting.value.as_str());
            match &setting.set_by {
                SetBy::Usual => {
                    say!(self, en: "  {name}: {value}, usual", zh: "  {name}：{value}（通常值）")
                }
                SetBy::Protocol { sources, .. } => {
                    self.rule_line("  ", name, value, &sources.join("; "))
                }
            }
        });
        [heading.to_owned()].into_iter().chain(lines).collect()
    }

    fn symptom_rules(self, protocol: &Protocol) -> Vec<String> {
        let heading = self.pick("Symptoms that ask for a call", "哪些症状要打电话");
        let (heading, rules) = match &protocol.symptoms {
            Some(rules) => (heading.to_owned(), Some(rules)),
            None => (
                say!(self, en: "{heading}: NOT SET. The built-in rules hold:", zh: "{heading}：未设置，按内置规则："),
                SymptomRules::built_in(),
            ),
        };
        let mut lines = vec![heading];
        let Some(rules) = rules else {
            return lines;
        };
        for group in &rules.triggers {
            let triggers = group.value.iter();
            lines.extend(triggers.map(|trigger| format!("  {}", self.trigger(trigger))));
            lines.push(format!("    [{}]", PlainText::new(group.source.as_str())));
        }
        for tier in [
            Tier::Emergency,
            Tier::CallNow,
            Tier::ReportSoon,
            Tier::Record,
        ] {
            let words = self.protocol(rules.texts.value.get(tier));
            lines.push(self.rule_line("  ", self.tier(tier), &words, &rules.texts.source));
        }
        lines
    }

    fn window(self, days: u8) -> String {
        let days = self.days(i64::from(days));
        say!(self, en: "{days} after the dose's date", zh: "服药日之后{days}内")
    }

    fn rule_line(self, indent: &str, name: &str, value: &str, source: &str) -> String {
        let source = PlainText::new(source);
        say!(self, en: "{indent}{name}: {value} [{source}]", zh: "{indent}{name}：{value} [{source}]")
    }

    fn open_line<T>(
        self,
        indent: &str,
        name: &str,
        rule: &OpenRule<T>,
        value: impl Fn(&T) -> String,
    ) -> String {
        match rule {
            Some(rule) => self.rule_line(indent, name, &value(&rule.value), &rule.source),
            None => {
                say!(self, en: "{indent}{name}: NOT SET. The study has not said; the program does not know.", zh: "{indent}{name}：未设置。研究方案没有写明，程序也不知道。")
            }
        }
    }

    fn drug_rules(self, drug: &Drug) -> Vec<String> {
        let name = self.protocol(&drug.name);
        let mut lines = vec![format!("{name} ({})", drug.id)];
        let indent = "  ";
        for rule in &drug.periods {
            lines.extend(self.period_rules(rule));
        }
        let slot = |slot: CycleSlot| {
            let (day, period) = (slot.day, self.period(slot.period));
            match period {
                "" => say!(self, en: "day {day}", zh: "第{day}天"),
                _ => say!(self, en: "day {day}, {period}", zh: "第{day}天{period}"),
            }
        };
        let rule = |en, zh, value: String, source: &str| {
            self.rule_line(indent, self.pick(en, zh), &value, source)
        };
        lines.push(rule(
            "First dose of a cycle",
            "每个周期第一次服药",
            slot(drug.first_slot.value),
            &drug.first_slot.source,
        ));
        lines.push(rule(
            "Last dose of a cycle",
            "每个周期最后一次服药",
            slot(drug.last_slot.value),
            &drug.last_slot.source,
        ));
        let food = self
            .food_rule(drug)
            .unwrap_or_else(|| self.pick("with or without food", "和吃饭无关").to_owned());
        lines.push(rule("Food", "饮食", food, &drug.food.source));
        let mg_list = |list: &Vec<Milligrams>| {
            let list: Vec<String> = list.iter().map(|mg| self.mg(*mg)).collect();
            self.list(&list)
        };
        let open = |en, zh| self.pick(en, zh);
        lines.push(self.open_line(
            indent,
            open("Dose by body surface", "按体表面积的剂量"),
            &drug.mg_per_m2,
            |mg| format!("{mg} mg/m2"),
        ));
        lines.push(self.open_line(
            indent,
            open("Strengths", "规格"),
            &drug.strengths_mg,
            mg_list,
        ));
        if drug.food.value == FoodRule::EmptyStomach {
            lines.push(self.hours_line(
                open("No food before it for", "服药前要空腹"),
                &drug.fasting_hours_before,
            ));
            lines.push(self.hours_line(
                open("No food after it for", "服药后要空腹"),
                &drug.fasting_hours_after,
            ));
        }
        lines.push(self.hours_line(
            open("Aim between two doses", "两次服药一般间隔"),
            &drug.interval_aim_hours,
        ));
        lines.push(self.hours_line(
            open("Ask if two doses are closer than", "间隔短于此值时提醒"),
            &drug.interval_warn_below_hours,
        ));
        lines.push(self.open_line(
            indent,
            open("On time within", "前后多久以内算准时"),
            &drug.timing_window_minutes,
            |m| self.minutes(i64::from(*m)),
        ));
        lines.push(self.hours_line(
            open("A missed dose may be taken for", "漏服后多久以内可以补服"),
            &drug.catch_up_hours,
        ));
        let text = |text: &Bilingual| self.protocol(text);
        lines.push(self.open_line(indent, open("When missed", "漏服时"), &drug.missed, text));
        lines.push(self.open_line(indent, open("When vomited", "呕吐时"), &drug.vomited, text));
        lines.push(self.open_line(
            indent,
            open("After an extra or too large dose", "多服或一次服得太多时"),
            &drug.extra,
            text,
        ));
        let steps = |steps: &Vec<u8>| {
            let steps: Vec<String> = steps.iter().map(|s| self.percent(s)).collect();
            self.list(&steps)
        };
        lines.push(self.open_line(
            indent,
            open("Steps of a reduction", "减量档位"),
            &drug.reduction_steps_pct,
            steps,
        ));
        lines
    }

    fn hours_line(self, name: &str, rule: &OpenRule<u8>) -> String {
        self.open_line("  ", name, rule, |hours| self.hours(i64::from(*hours)))
    }

    fn period_rules(self, rule: &PeriodRule) -> [String; 2] {
        let (period, from, to) = (self.period_choice(rule.period), rule.from, rule.to);
        let span = match to.0 <= from.0 {
            true => say!(self, en: "{from} to {to} the next day", zh: "{from}至次日{to}"),
            false => say!(self, en: "{from} to {to}", zh: "{from}至{to}"),
        };
        let usual = say!(self, en: "Usual time, {period}", zh: "平常时间（{period}）");
        [
            self.rule_line("  ", period, &span, &rule.source),
            self.open_line("  ", &usual, &rule.usual_time, |time| time.to_string()),
        ]
    }
}
