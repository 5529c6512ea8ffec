//! Tumour assessments, other therapies, life and death, in words; for the study team.

use crate::domain::endpoints::recist::{Measured, NonTarget};
use crate::domain::endpoints::response::Response;
use crate::domain::site::{Assessed, Assessment, NewTherapy};

use super::{Text, say, sentences};

sentences! {
    /// The participant died, on this date in a line.
    died_on(date: &str) { en: "died on {date}", zh: "{date}死亡" }
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

    /// A tumour assessment, in one line.
    pub fn assessed(self, assessed: &Assessed) -> String {
        let date = self.date_in_line(assessed.date);
        match &assessed.said {
            Assessment::Baseline(measured) => {
                let measured = self.measured(measured);
                say!(self, en: "tumour assessment on {date}, baseline: {measured}", zh: "{date}肿瘤评估（基线）：{measured}")
            }
            Assessment::Response(response) => {
                let response = self.response(*response);
                say!(self, en: "tumour assessment on {date}: {response}", zh: "{date}肿瘤评估：{response}")
            }
            Assessment::Measured(measured) => {
                let measured = self.measured(measured);
                say!(self, en: "tumour assessment on {date}: {measured}", zh: "{date}肿瘤评估：{measured}")
            }
        }
    }

    fn measured(self, measured: &Measured) -> String {
        let mut parts = Vec::new();
        parts.push(match measured.target_sum_mm {
            Some(sum) => say!(self, en: "target lesions {sum} mm", zh: "靶病灶径线之和{sum} mm"),
            None => self
                .pick("no sum of target lesions", "无靶病灶径线之和")
                .to_owned(),
        });
        if let Some(seen) = measured.non_target {
            let seen = self.non_target(seen);
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
