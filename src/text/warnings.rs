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
    /// More of them than are shown.
    more_to_call_about(count: usize) {
        en: "And {count} more that your study team must know.",
        zh: "还有{count}件事要告诉研究团队。",
    }
    /// The emergency number before the line of a due dose.
    emergency_before(emergency: &str, before: &str) {
        en: "Call {emergency} first. {before}",
        zh: "请先拨打{emergency}。{before}",
    }
    /// Recording sends nothing to anybody.
    saved_here_only() {
        en: "Saved on this computer only. Nobody has been told.",
        zh: "只保存在这台电脑上，还没有人知道。",
    }
}

impl Text {
    /// The line that stands in place of what to do about a due dose; the emergency number comes first
    /// where a symptom asks for it.
    pub fn call_before_this_dose(self, diary: &Diary) -> String {
        let phones = diary.phones();
        let before = self.call_before(&phones.day.to_string(), &phones.night.to_string());
        let mut open = diary.open_warnings().iter();
        match open.any(|warning| warning.cause == Cause::Symptom(Tier::Emergency)) {
            true => self.emergency_before(&phones.emergency.to_string(), &before),
            false => before,
        }
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
            Cause::Symptom(_) => {
                let symptom = diary.symptom(warning.entry.seq);
                let what = symptom.map(|symptom| self.symptom_in_line(symptom));
                self.you_reported(&what.unwrap_or_default())
            }
        }
    }

    /// What to do while warnings are open, in the protocol's words for the most urgent symptom; both
    /// numbers of the study team are in it, and before them the emergency number where that is asked for.
    pub fn call_lines(self, diary: &Diary) -> Vec<String> {
        let urgent = |warning: &Warning| match warning.cause {
            Cause::Symptom(tier) => Some(tier),
            Cause::ExtraDose(_) | Cause::TooLargeDose { .. } => None,
        };
        let tier = diary.open_warnings().iter().filter_map(urgent).max();
        let call = match tier {
            Some(tier) => self.tier_text(diary, tier),
            None => self.call_your_team(diary.phones()),
        };
        let nobody = self.saved_here_only();
        let said = call.contains(&nobody);
        let mut lines = vec![call];
        lines.extend((!said).then_some(nobody));
        lines
    }
}
