//! The figures of the report: the summary, the counts of doses and the percentages.

use crate::domain::adherence::{Percent, RowStatus};
use crate::domain::slots::Status;
use crate::text::{Text, sentences, written};

sentences! {
    /// Caption of the table of the summary.
    report_summary_caption() { en: "All cycles together, up to the date above", zh: "全部周期合计（截至上述日期）" }
    /// A column.
    report_column_drug() { en: "Drug", zh: "药物" }
    /// A column.
    report_column_cycle() { en: "Cycle", zh: "周期" }
    /// A column: the dates of a cycle.
    report_column_dates() { en: "Dates", zh: "日期" }
    /// What the bar shows.
    report_bar_legend() {
        en: "The bar: full colour taken in full, striped recorded otherwise, white not recorded.",
        zh: "横条：实色为足量服用，条纹为已记录但未足量服用，空白为未记录。",
    }
    /// Over-use is not good.
    report_adherence_is_no_verdict() {
        en: "High figures do not mean that all is well: see the symptoms, and doses taken after them.",
        zh: "依从性高不等于没有问题：请同时查看症状，以及出现症状后是否继续服药。",
    }
    /// A measure.
    report_measure_dose() { en: "Dose adherence", zh: "服药依从性" }
    /// A measure.
    report_measure_recorded_only() { en: "Recorded doses only", zh: "仅计已记录" }
    /// A measure.
    report_measure_amount() { en: "Amount adherence", zh: "药量依从性" }
    /// A measure.
    report_measure_correct_day() { en: "Correct days", zh: "全天正确率" }
    /// A measure.
    report_measure_food() { en: "Food rule kept", zh: "饮食要求符合率" }
    /// A measure.
    report_measure_timing() { en: "On time", zh: "按时率" }
    /// A measure.
    report_measure_intensity() { en: "Dose intensity", zh: "剂量强度" }
    /// A measure.
    report_measure_coverage() { en: "Doses recorded", zh: "记录率" }
    /// A measure.
    report_measure_same_day() { en: "Recorded the same day", zh: "当日记录率" }
    /// A measure.
    report_measure_extra() { en: "Extra doses", zh: "额外服药" }
    /// A measure.
    report_measure_pill_count() { en: "Pill count", zh: "药片清点依从性" }

    /// Caption of a table of slots.
    report_slots_caption(drug: &str) { en: "{drug}: planned doses", zh: "{drug}：计划服药次数" }
    /// Caption of a table of shares.
    report_shares_caption(drug: &str) {
        en: "{drug}: percentages, each with numerator and denominator",
        zh: "{drug}：各项百分比（附分子与分母）",
    }
    /// A column.
    report_count_planned() { en: "Planned", zh: "计划" }
    /// A column.
    report_count_evaluable() { en: "Evaluable (E)", zh: "可评价（E）" }
    /// A column.
    report_count_held() { en: "Paused", zh: "暂停" }
    /// A column.
    report_count_pending() { en: "Still open", zh: "待记录" }
    /// A column.
    report_count_not_prescribed() { en: "None prescribed", zh: "无处方" }
    /// A column.
    report_count_taken() { en: "Taken in full", zh: "足量服用" }
    /// A column.
    report_count_vomited() { en: "Vomited", zh: "服后呕吐" }
    /// A column.
    report_count_partly() { en: "Partly taken", zh: "部分服用" }
    /// A column.
    report_count_missed() { en: "Not taken", zh: "漏服" }
    /// A column.
    report_count_unrecorded() { en: "Not recorded", zh: "未记录" }
    /// A column.
    report_count_extra() { en: "Extra", zh: "额外" }
    /// A column.
    report_count_corrected() { en: "Corrected", zh: "更正" }
    /// That some of the paused doses rest on what the participant was told.
    report_held_not_confirmed(drug: &str, count: u64) {
        en: "{drug}: {count} of the paused doses rest on what the participant was told; staff have not confirmed it.",
        zh: "{drug}：暂停的次数中有{count}次依据受试者转述的医嘱，研究人员尚未确认。",
    }
    /// From the first to the last dose.
    report_persistence_line(drug: &str, first: &str, last: &str, days: &str) {
        en: "{drug}: first dose {first}, last dose {last} ({days}).",
        zh: "{drug}：首次服药{first}，末次服药{last}（共{days}）。",
    }
    /// The end of a drug.
    report_ended_line_report(drug: &str, from: &str, reason: &str) {
        en: "{drug}: ended from {from}, {reason}.",
        zh: "{drug}：从{from}起停药，{reason}。",
    }
    /// No reason is known.
    report_reason_not_known() { en: "reason not recorded", zh: "原因未记录" }
    /// The dose intensity over time.
    report_relative_intensity_line(drug: &str, percent: &str) {
        en: "{drug}: relative dose intensity over completed cycles {percent}.",
        zh: "{drug}：已完成周期的相对剂量强度{percent}。",
    }
    /// Doses in mg beside the plan.
    report_extra_line(drug: &str, count: u64, mg: &str) {
        en: "{drug}: {count} extra doses, {mg} together; they raise no percentage.",
        zh: "{drug}：额外服药{count}次，共{mg}；不计入任何百分比。",
    }
    /// Nothing was planned yet.
    report_nothing_planned_yet() { en: "No dose has been planned yet.", zh: "尚无计划服药。" }
}

impl Text {
    /// The status of a dose, for the study team.
    pub fn report_status_for_team(self, status: Status) -> &'static str {
        match status {
            Status::Upcoming => self.pick("to come", "未到时间"),
            Status::Due | Status::Overdue => self.pick("not recorded yet", "待记录"),
            Status::Unrecorded => self.pick("not recorded", "未记录"),
            Status::Taken => self.pick("taken", "已服"),
            Status::PartlyTaken => self.pick("partly taken", "部分服用"),
            Status::Missed => self.pick("not taken", "漏服"),
            Status::Vomited => self.pick("taken, then vomited", "服后呕吐"),
            Status::Held => self.pick("paused", "暂停"),
            Status::Stopped => self.pick("ended", "已停药"),
            Status::NotPrescribed => self.pick("none prescribed", "无处方"),
        }
    }

    /// What the ledger says about a dose, for the study team.
    pub fn report_row_status(self, status: RowStatus) -> &'static str {
        match status {
            RowStatus::Taken => self.report_status_for_team(Status::Taken),
            RowStatus::PartlyTaken => self.report_status_for_team(Status::PartlyTaken),
            RowStatus::Missed => self.report_status_for_team(Status::Missed),
            RowStatus::Vomited => self.report_status_for_team(Status::Vomited),
            RowStatus::Unrecorded => self.report_status_for_team(Status::Unrecorded),
            RowStatus::Pending => self.report_status_for_team(Status::Overdue),
            RowStatus::Held => self.report_status_for_team(Status::Held),
            RowStatus::NotPrescribed => self.report_status_for_team(Status::NotPrescribed),
            RowStatus::Extra => self.pick("extra dose", "额外服药"),
        }
    }

    /// A share as a percentage, for a report.
    pub fn report_percent_or_none(self, percent: Option<Percent>) -> String {
        written(|to| self.write_percent_or_none(percent, to))
    }

    /// The same behind a text.
    pub fn write_percent_or_none(self, percent: Option<Percent>, to: &mut String) {
        match percent {
            Some(percent) => {
                percent.spell(to);
                to.push_str(self.pick(" %", "%"));
            }
            None => to.push_str(self.pick("n/a", "不适用")),
        }
    }

    /// The terms of a share: "17 of 20", "17/20".
    pub fn report_share_of(self, part: &str, whole: &str) -> String {
        format!("{part}{}{whole}", self.report_share_of_sign())
    }

    /// What stands between the terms of a share.
    pub fn report_share_of_sign(self) -> &'static str {
        self.pick(" of ", "/")
    }
}
