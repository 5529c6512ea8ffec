//! Tumour assessments, other therapies, life and death, in words; for the study team.

use crate::domain::endpoints::recist::{Measured, NonTarget};
use crate::domain::endpoints::response::Response;
use crate::domain::site::{Assessed, Assessment, NewTherapy};

use super::{Text, say, sentences};

sentences! {
    /// The participant died, on this date in a line.
    died_on(date: &str) { en: "died on {date}", zh: "{date}死亡" }
    /// A page of a participant.
    tab_tumour() { en: "Tumour", zh: "肿瘤评估" }
    /// The best overall response.
    best_response() { en: "Best response", zh: "最佳疗效" }
    /// When a response was seen first.
    first_seen(date: &str) { en: "seen on {date}", zh: "{date}首次达到" }
    /// When it was seen again.
    confirmed_then(date: &str) { en: "confirmed on {date}", zh: "{date}确认" }
    /// Why a response that was seen is not the best one.
    response_to_be_confirmed(days: u16) {
        en: "A response counts as the best one once it is seen again, {days} days later or more.",
        zh: "缓解在至少{days}天后再次评估确认，才计入最佳疗效。",
    }
    /// Life and death.
    life() { en: "Life", zh: "生存状态" }
    /// No assessment.
    no_assessments_yet() { en: "No tumour assessment is recorded.", zh: "还没有肿瘤评估的记录。" }
    /// A heading.
    therapy_and_life() { en: "Other therapies, life", zh: "其他抗肿瘤治疗及生存" }
    /// A column.
    column_assessed() { en: "Assessed on", zh: "评估日期" }
    /// A column: the sum of the diameters of the target lesions.
    column_sum() { en: "Sum, mm", zh: "径线之和" }
    /// A column: the change of the sum.
    column_to_baseline() { en: "To baseline", zh: "较基线" }
    /// A column: the change of the sum against the smallest one before.
    column_to_nadir() { en: "To nadir", zh: "较最小值" }
    /// In a column.
    is_baseline() { en: "baseline", zh: "基线" }
    /// Below an assessment.
    response_as_given() { en: "the response as given, without measurements", zh: "研究者评定，未填测量值" }
    /// The lesions that are not measured, as they were seen.
    other_lesions(seen: &str) { en: "other lesions: {seen}", zh: "非靶病灶：{seen}" }
    /// There are some.
    new_lesions_seen() { en: "new lesions", zh: "有新病灶" }
    /// What follows from measurements.
    by_recist(what: &str) { en: "By RECIST 1.1: {what}", zh: "按 RECIST 1.1：{what}" }
    /// A change of the sum: its share and its millimetres.
    changed_by(percent: &str, mm: &str) { en: "{percent} ({mm} mm)", zh: "{percent}（{mm} mm）" }
    /// A change of the sum.
    against_baseline(change: &str, sum: &str) {
        en: "{change} to the baseline of {sum} mm",
        zh: "较基线{sum} mm：{change}",
    }
    /// A change of the sum.
    against_nadir(change: &str, sum: &str) {
        en: "{change} to the smallest sum before, {sum} mm",
        zh: "较此前最小值{sum} mm：{change}",
    }
    /// What a sum of diameters looks like.
    wanted_diameters() { en: "millimetres, such as 52 or 52.5", zh: "毫米数，例如52或52.5" }
    /// The participant was known to be alive, on this date in a line.
    alive_on(date: &str) { en: "known to be alive on {date}", zh: "{date}确认存活" }
}

impl Text {
    /// A response by its name and code.
    pub fn response(self, response: Response) -> &'static str {
        match response {
            Response::Complete => self.pick("complete response (CR)", "完全缓解（CR）"),
            Response::Partial => self.pick("partial response (PR)", "部分缓解（PR）"),
            Response::Stable => self.pick("stable disease (SD)", "疾病稳定（SD）"),
            Response::Progressive => self.pick("progressive disease (PD)", "疾病进展（PD）"),
            Response::NotEvaluable => self.pick("not evaluable (NE)", "无法评价（NE）"),
        }
    }

    /// What became of the lesions that are not measured.
    pub fn non_target(self, seen: NonTarget) -> &'static str {
        match seen {
            NonTarget::Complete => self.pick("all gone", "全部消失"),
            NonTarget::Present => self.pick("still there, no progression", "仍存在，未进展"),
            NonTarget::Progressive => self.pick("unequivocal progression", "明确进展"),
            NonTarget::NotEvaluable => self.pick("not evaluated", "未评价"),
        }
    }

    /// The lesions that are not measured, at the baseline: there they have not changed yet.
    pub fn non_target_at_baseline(self, seen: NonTarget) -> &'static str {
        match seen {
            NonTarget::Present => self.pick("there are some", "有"),
            NonTarget::Complete | NonTarget::Progressive | NonTarget::NotEvaluable => {
                self.non_target(seen)
            }
        }
    }

    /// A tumour assessment, in one line.
    pub fn assessed(self, assessed: &Assessed) -> String {
        let date = self.date_in_line(assessed.date);
        match &assessed.said {
            Assessment::Baseline(measured) => {
                let measured = self.measured(measured, Text::non_target_at_baseline);
                say!(self, en: "tumour assessment on {date}, baseline: {measured}", zh: "{date}肿瘤评估（基线）：{measured}")
            }
            Assessment::Response(response) => {
                let response = self.response(*response);
                say!(self, en: "tumour assessment on {date}: {response}", zh: "{date}肿瘤评估：{response}")
            }
            Assessment::Measured(measured) => {
                let measured = self.measured(measured, Text::non_target);
                say!(self, en: "tumour assessment on {date}: {measured}", zh: "{date}肿瘤评估：{measured}")
            }
        }
    }

    fn measured(
        self,
        measured: &Measured,
        non_target: fn(Text, NonTarget) -> &'static str,
    ) -> String {
        let mut parts = Vec::new();
        parts.push(match measured.target_sum_mm {
            Some(sum) => say!(self, en: "target lesions {sum} mm", zh: "靶病灶径线之和{sum} mm"),
            None => self
                .pick("no sum of target lesions", "无靶病灶径线之和")
                .to_owned(),
        });
        if let Some(seen) = measured.non_target {
            let seen = non_target(self, seen);
            parts.push(say!(self, en: "other lesions: {seen}", zh: "非靶病灶：{seen}"));
        }
        parts.push(
            match measured.new_lesions {
                true => self.pick("new lesions", "有新病灶"),
                false => self.pick("no new lesions", "无新病灶"),
            }
            .to_owned(),
        );
        self.list(&parts)
    }

    /// Another therapy against the cancer, in one line.
    pub fn new_therapy(self, therapy: &NewTherapy) -> String {
        let (date, name) = (self.date_in_line(therapy.date), &therapy.name);
        say!(self, en: "new therapy against the cancer from {date}: {name}", zh: "{date}起新的抗肿瘤治疗：{name}")
    }
}
