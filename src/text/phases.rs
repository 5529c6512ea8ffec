//! Where the patient stands, in one line.

use super::{Text, say, sentences};
use crate::domain::calendar::DiaryDate;
use crate::domain::diary::Diary;
use crate::domain::phase::Phase;

sentences! {
    /// The days after the last dose.
    follow_up_means(of: u16) {
        en: "Take no study medicine. Until day {of} only symptoms are recorded. No report is too small.",
        zh: "不要再服研究药。到第{of}天为止只记录身体不舒服的情况，再小的事也可以记。",
    }
    /// From which date the days after the last dose are counted.
    follow_up_from(date: &str) { en: "Last dose: {date}.", zh: "最后一次服药：{date}。" }
    /// When nothing is recorded any more.
    closing_heading() {
        en: "Treatment and follow-up are over.",
        zh: "治疗和随访都已结束。",
    }
    /// When nothing is recorded any more.
    closing_lines() {
        en: "Take no study medicine. There is nothing more that this diary asks of you. If you feel unwell, call all the same:",
        zh: "不要再服研究药。这本日记不再需要您填写什么。如果不舒服，还是请打电话：",
    }
}

impl Text {
    /// Where the patient stands: "Cycle 2, day 3 of 21".
    pub fn phase(self, diary: &Diary, phase: Phase) -> String {
        let number = phase.cycle_day().map(|(cycle, _)| cycle);
        let cycle = diary.cycles().iter().find(|c| Some(c.number) == number);
        let rules = cycle.map_or_else(|| diary.rules(), |cycle| diary.rules_of(cycle));
        let length = rules.cycle_length_days.value;
        match phase {
            Phase::BeforeStart { starts_on: None } => self
                .pick(
                    "Not started: your study team has not named the first day.",
                    "还没有开始：研究团队还没有确定第一天。",
                )
                .to_owned(),
            Phase::BeforeStart {
                starts_on: Some(date),
            } => {
                let date = self.date_in_line(date);
                say!(self, en: "Not started: cycle 1 starts on {date}.", zh: "还没有开始：第1周期从{date}开始。")
            }
            Phase::Treatment { cycle, day } => self.cycle_day(cycle, day, length),
            Phase::Rest { cycle, day } => {
                let here = self.cycle_day(cycle, day, length);
                say!(self, en: "{here}: rest days, no study medicine.", zh: "{here}：休息期，不用服研究药。")
            }
            Phase::Waiting {
                cycle, starts_on, ..
            } => self.waiting(cycle, starts_on),
            Phase::FollowUp { day, of } => {
                say!(self, en: "Safety follow-up, day {day} of {of}.", zh: "安全性随访，第{day}天（共{of}天）。")
            }
            Phase::Ended => self.closing_heading(),
        }
    }

    /// "Cycle 2, day 3 of 21", "第2周期 第3天（共21天）".
    pub fn cycle_day(self, cycle: u16, day: u16, length: u16) -> String {
        say!(self, en: "Cycle {cycle}, day {day} of {length}", zh: "第{cycle}周期 第{day}天（共{length}天）")
    }

    fn waiting(self, cycle: u16, starts_on: Option<DiaryDate>) -> String {
        let next = cycle.saturating_add(1);
        match starts_on {
            None => {
                say!(self, en: "Cycle {cycle} is over. Waiting for your study team to start cycle {next}.", zh: "第{cycle}周期已结束。等研究团队通知开始第{next}周期。")
            }
            Some(date) => {
                let date = self.date_in_line(date);
                say!(self, en: "Cycle {cycle} is over. Cycle {next} starts on {date}.", zh: "第{cycle}周期已结束。第{next}周期从{date}开始。")
            }
        }
    }

    /// That there is nothing to take on a day of this phase.
    pub fn nothing_today(self) -> &'static str {
        self.pick("No study medicine on this day.", "这一天没有研究药要服。")
    }
}
