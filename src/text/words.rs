//! Single words that stand for the codes of the domain, and the few lines that stand everywhere.

use super::{Text, say, sentences, written};
use crate::domain::calendar::{Period, SlotPosition};
use crate::domain::entry::{
    Author, CorrectionReason, Food, Language, MissedReason, Outcome, Phones, PrescriptionReason,
    Said,
};
use crate::domain::plain_text;
use crate::domain::protocol::{Bilingual, EndReason};

sentences! {
    /// Where to call by day and by night.
    study_phones(day: &str, night: &str) {
        en: "Study team: {day} (day), {night} (night)",
        zh: "研究团队电话：白天 {day}，夜间 {night}",
    }
    /// That nobody sees what is written here.
    nobody_is_watching() {
        en: "This is a diary. Nobody is watching it.",
        zh: "这只是一本日记，没有人在实时查看。",
    }
    /// That the data are made up.
    sample_data() {
        en: "SAMPLE DATA, made up. Not a patient's diary.",
        zh: "示例数据，纯属虚构，不是真实病人的日记。",
    }
    /// Stands beside orders that staff have not confirmed.
    unconfirmed() {
        en: "as you were told, not yet confirmed by your study team",
        zh: "您记录的医嘱，研究团队还没有确认",
    }
}

impl Text {
    /// A text of the protocol in this language, made harmless.
    pub fn protocol(self, text: &Bilingual) -> String {
        written(|to| self.write_protocol(text, to))
    }

    /// The same behind a text.
    pub(super) fn write_protocol(self, text: &Bilingual, to: &mut String) {
        plain_text::spell(text.get(self.language()), to);
    }

    /// Both telephone numbers of the study team.
    pub fn phones(self, phones: &Phones) -> String {
        self.study_phones(&phones.day.to_string(), &phones.night.to_string())
    }

    /// "morning", "evening"; empty for the one intake of a day.
    pub fn period(self, period: Period) -> &'static str {
        match period {
            Period::Once => "",
            Period::Am => self.pick("morning", "早上"),
            Period::Pm => self.pick("evening", "晚上"),
        }
    }

    /// A period by itself, as a choice: "once a day", "morning", "evening".
    pub fn period_choice(self, period: Period) -> &'static str {
        match period {
            Period::Once => self.pick("once a day", "每日一次"),
            Period::Am | Period::Pm => self.period(period),
        }
    }

    /// A place from which an order holds: "Wed 4 Nov 2026", "Wed 4 Nov 2026, evening".
    pub fn from_slot(self, from: SlotPosition) -> String {
        let date = self.date_in_line(from.date);
        match from.period {
            Period::Once | Period::Am => date,
            Period::Pm => {
                let period = self.period(from.period);
                say!(self, en: "{date}, {period}", zh: "{date}{period}")
            }
        }
    }

    /// What happened to a dose.
    pub fn outcome(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Taken => self.pick("taken", "已服"),
            Outcome::PartlyTaken => self.pick("partly taken", "只服了一部分"),
            Outcome::Missed => self.pick("not taken", "没有服"),
            Outcome::Vomited => self.pick("taken, then vomited", "服后吐了"),
        }
    }

    /// Why a dose was not taken.
    pub fn missed_reason(self, reason: MissedReason) -> &'static str {
        match reason {
            MissedReason::Forgot => self.pick("forgot", "忘记了"),
            MissedReason::FeltUnwell => self.pick("felt unwell", "身体不舒服"),
            MissedReason::ToldToPause => self.pick("told to pause", "医生让暂停"),
            MissedReason::VomitedBefore => self.pick("had vomited before", "服药前吐了"),
            MissedReason::CouldNotEat => self.pick("could not eat", "吃不下饭"),
            MissedReason::RanOut => self.pick("had no more", "药没有了"),
            MissedReason::Other => self.pick("other reason", "其他原因"),
        }
    }

    /// Why an entry was corrected.
    pub fn correction_reason(self, reason: CorrectionReason) -> &'static str {
        match reason {
            CorrectionReason::WrongPress => self.pick("pressed by mistake", "按错了"),
            CorrectionReason::WrongTime => self.pick("wrong time", "时间不对"),
            CorrectionReason::WrongUnits => self.pick("wrong number of units", "数量不对"),
            CorrectionReason::WrongSlot => self.pick("wrong day or dose", "日期或哪一次不对"),
            CorrectionReason::Remembered => self.pick("remembered later", "后来想起来了"),
            CorrectionReason::VomitedLater => self.pick("vomited later", "后来吐了"),
            CorrectionReason::StudyTeam => self.pick("corrected by the study team", "研究团队更正"),
            CorrectionReason::Other => self.pick("other reason", "其他原因"),
        }
    }

    /// Why units were prescribed.
    pub fn prescription_reason(self, reason: PrescriptionReason) -> &'static str {
        match reason {
            PrescriptionReason::Initial => self.pick("first prescription", "首次处方"),
            PrescriptionReason::Reduction => self.pick("fewer than before", "减量"),
            PrescriptionReason::ReEscalation => self.pick("more again", "恢复加量"),
            PrescriptionReason::Other => self.pick("other change", "其他调整"),
        }
    }

    /// Why treatment ended.
    pub fn end_reason(self, reason: EndReason) -> &'static str {
        match reason {
            EndReason::Progression => self.pick("disease progression", "病情进展"),
            EndReason::AdverseEvent => self.pick("intolerable adverse event", "不能耐受的不良反应"),
            EndReason::Withdrawal => self.pick("withdrawal by the participant", "受试者退出"),
            EndReason::Investigator => self.pick("decision of the investigator", "研究者决定"),
        }
    }

    /// What the study team said on a call.
    pub fn said(self, said: Said) -> &'static str {
        match said {
            Said::Continue => self.pick("go on as before", "一切照旧"),
            Said::Pause => self.pick("pause", "暂停服药"),
            Said::Fewer => self.pick("take fewer", "减少药量"),
            Said::Stop => self.pick("stop for good", "停药"),
            Said::NobodyAnswered => self.pick("nobody answered", "没有人接电话"),
            Said::NotSure => self.pick("not sure what they said", "没听清楚怎么说的"),
        }
    }

    /// Whether the food rule was kept, where the rule itself is named beside it.
    pub fn food(self, food: Food) -> &'static str {
        match food {
            Food::Kept => self.pick("food rule kept", "按饮食要求服的"),
            Food::NotKept => self.pick("food rule not kept", "没按饮食要求服"),
            Food::Unknown => self.pick("food rule: not known", "饮食情况不清楚"),
        }
    }

    /// Who recorded an entry.
    pub fn author(self, author: &Author) -> String {
        written(|to| self.write_author(author, to))
    }

    /// The same behind a text.
    pub fn write_author(self, author: &Author, to: &mut String) {
        match author {
            Author::Patient {} if self.for_staff => to.push_str(self.pick("participant", "受试者")),
            Author::Patient {} => to.push_str(self.pick("patient", "患者")),
            Author::Site { id } => {
                to.push_str(self.pick("study team ", "研究团队 "));
                to.push_str(id.as_str());
            }
        }
    }

    /// The name of a language, in that language.
    pub fn language_name(language: Language) -> &'static str {
        match language {
            Language::En => "English",
            Language::ZhHans => "简体中文",
        }
    }
}
