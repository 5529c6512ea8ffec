//! Tablets of a participant: the table of counts and what its rows need said.

use crate::domain::diary::Diary;
use crate::domain::tablets::{Balance, Explaining};
use crate::text::{Text, sentences};

sentences! {
    /// The row of a drug with all its strengths.
    all_strengths_in_mg() { en: "all, mg", zh: "合计（毫克）" }
    /// The time since the last count.
    up_to_now() { en: "not counted yet", zh: "尚未清点" }
    /// Without a diary there is nothing to compare with.
    no_diary_for_tablets() {
        en: "No diary was received yet, so nothing is expected and there is no percentage.",
        zh: "还没有接收日记，无法计算应剩数量和百分比。",
    }
    /// Lots that may be at home.
    lots_not_counted(name: &str, lots: &str) {
        en: "{name}: no figure, as these lots were handed out and not counted: {lots}. If nothing of them is left, count 0.",
        zh: "{name}：无法计算，以下批号发出后没有清点：{lots}。如果已经没有剩余，请按0清点。",
    }
    /// More than can be there.
    counted_more_than_there(name: &str) {
        en: "{name}: more was counted than can be there. Check what was handed out.",
        zh: "{name}：清点的数量超过了可能的数量，请核对发药记录。",
    }
    /// Over 120 %.
    far_over_prescribed(name: &str) {
        en: "{name}: more than 120 % of what was prescribed is gone. Ask about extra doses and lost tablets.",
        zh: "{name}：消耗超过处方量的120%，请询问是否多服或遗失。",
    }
    /// More was left than the diary says.
    more_left(name: &str, count: u128, slots: &str) {
        en: "{name}: {count} more left than the diary says. Recorded as taken, and not on the day itself: {slots}",
        zh: "{name}：实际剩余比日记多{count}。记为已服、但不是当天记录的：{slots}",
    }
    /// Fewer were left than the diary says.
    fewer_left(name: &str, count: u128, slots: &str) {
        en: "{name}: {count} fewer left than the diary says. Not recorded as taken in full: {slots}",
        zh: "{name}：实际剩余比日记少{count}。没有记为足量服用的：{slots}",
    }
    /// No slot that could explain a difference.
    no_dose_explains() { en: "none", zh: "没有" }
    /// The rows of the table of tablets that have no count yet.
    nothing_dispensed() {
        en: "Nothing was handed out yet. To record it: dosebook site dispense",
        zh: "还没有发药记录。记录发药：dosebook site dispense",
    }
}

impl Text {
    /// The columns of the table of tablets.
    pub fn tablet_columns(self) -> Vec<String> {
        let columns = [
            ("drug", "药物"),
            ("strength", "规格"),
            ("after", "从（不含）"),
            ("up to", "至"),
            ("before", "上次剩余"),
            ("handed out", "发出"),
            ("lost", "遗失"),
            ("counted", "清点"),
            ("expected", "应剩"),
            ("difference", "差额"),
            ("pill count", "清点依从性"),
        ];
        columns
            .map(|(en, zh)| self.pick(en, zh).to_owned())
            .to_vec()
    }

    /// What a row of the table of tablets needs said about it.
    pub fn tablet_remarks(self, diary: Option<&Diary>, row: &Balance) -> Vec<String> {
        let drug = self.drug_named(diary, row.drug);
        let strength = row.strength.map(|mg| self.mg(mg));
        let strength = strength.unwrap_or_else(|| self.all_strengths_in_mg());
        let name = format!("{drug} {strength}");
        let mut lines = Vec::new();
        if !row.uncounted_lots.is_empty() && row.strength.is_some() {
            let lots: Vec<String> = row.uncounted_lots.iter().map(ToString::to_string).collect();
            lines.push(self.lots_not_counted(&name, &self.list(&lots)));
        }
        if row.consumed().is_some_and(|consumed| consumed < 0) {
            lines.push(self.counted_more_than_there(&name));
        }
        if row.is_far_over() {
            lines.push(self.far_over_prescribed(&name));
        }
        let (Some(difference), Some(by_diary)) = (row.difference(), &row.diary) else {
            return lines;
        };
        if difference != 0 && row.strength.is_some() {
            let doses: Vec<String> = by_diary
                .explained_by
                .iter()
                .map(|dose| self.explaining(dose))
                .collect();
            let doses = match doses.is_empty() {
                true => self.no_dose_explains(),
                false => self.list(&doses),
            };
            let size = difference.unsigned_abs();
            lines.push(match difference > 0 {
                true => self.more_left(&name, size, &doses),
                false => self.fewer_left(&name, size, &doses),
            });
        }
        lines
    }

    /// A dose that could explain a difference: "Wed 4 Nov evening not taken (2)".
    fn explaining(self, dose: &Explaining) -> String {
        let (date, units) = (self.short_date(dose.date), dose.units);
        let period = dose.period.map_or("", |period| self.period(period));
        let gap = if period.is_empty() {
            ""
        } else {
            self.pick(" ", "")
        };
        let when = format!("{date}{gap}{period}");
        self.report_explaining_dose(&when, self.report_row_status(dose.status), units)
    }
}
