//! What asks for a call, and the line that stands before every dose while it is open.

use super::{Text, say, sentences};
use crate::domain::diary::Diary;
use crate::domain::entry::{Phones, Tier};
use crate::domain::warnings::{Cause, Warning};

sentences! {
    /// The line above everything while a warning is open.
    call_now(day: &str, night: &str) {
        en: "Call your study team now, and before your next dose: {day} (day), {night} (night).",
        zh: "请现在就给研究团队打电话，服下一次药之前一定要打：白天 {day}，夜间 {night}。",
    }
    /// The line in place of what to do about a due dose.
    call_before(day: &str, night: &str) {
        en: "Call before this dose: {day} (day), {night} (night).",
        zh: "服这次药之前请先打电话：白天 {day}，夜间 {night}。",
    }
    /// The emergency number first.
    call_emergency_first(emergency: &str) {
        en: "Call {emergency} first, then your study team.",
        zh: "请先拨打{emergency}，再给研究团队打电话。",
    }
    /// A symptom that asks for a call.
    reported_at(when: &str, what: &str) {
        en: "Reported {when}: {what}.",
        zh: "{when}报告：{what}。",
    }
    /// More of them than are shown.
    more_to_call_about(count: usize) {
        en: "And {count} more that your study team must know.",
        zh: "还有{count}件事要告诉研究团队。",
    }
    /// Recording sends nothing to anybody.
    saved_here_only() {
        en: "Saved on this computer only. Nobody has been told.",
        zh: "只保存在这台电脑上，还没有人知道。",
    }
}

impl Text {
    /// What was reported in an entry, and when.
    fn reported(self, diary: &Diary, seq: u64) -> String {
        let entry = diary.history().entry(seq);
        let when = entry.map_or_else(String::new, |entry| self.date_time(entry.at));
        let what = diary.symptom(seq).map(|found| self.symptom_in_line(found));
        self.reported_at(&when, &what.unwrap_or_default())
    }

    /// The line that stands in place of what to do about a due dose.
    pub fn call_before_this_dose(self, phones: &Phones) -> String {
        self.call_before(&phones.day.to_string(), &phones.night.to_string())
    }

    /// The line with both numbers that stands above everything.
    pub fn call_your_team(self, phones: &Phones) -> String {
        self.call_now(&phones.day.to_string(), &phones.night.to_string())
    }

    /// Why a call is asked for.
    pub fn warning(self, diary: &Diary, warning: &Warning) -> String {
        match warning.cause {
            Cause::ExtraDose(extra) => {
                let drug = self.drug(diary, extra.drug);
                let (mg, date) = (self.mg(extra.mg), self.date(extra.date));
                say!(self, en: "An extra dose is recorded: {drug}, {mg}, on {date}.", zh: "记录了一次多服：{drug}，{mg}，{date}。")
            }
            Cause::TooLargeDose { drug, surplus } => {
                let (drug, mg) = (self.drug(diary, drug), self.mg(surplus));
                say!(self, en: "A dose is recorded that was too large: {drug}, {mg} more than prescribed.", zh: "记录了一次服药过量：{drug}，比处方多{mg}。")
            }
            Cause::Symptom(tier) => {
                let reported = self.reported(diary, warning.entry.seq);
                match tier {
                    Tier::Emergency => {
                        let number = diary.phones().emergency.to_string();
                        let call = self.call_emergency_first(&number);
                        let space = self.pick(" ", "");
                        format!("{call}{space}{reported}")
                    }
                    Tier::CallNow | Tier::ReportSoon | Tier::Record => reported,
                }
            }
        }
    }
}
