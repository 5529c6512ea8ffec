//! What to discuss, and the calendar as a picture and in words.

use crate::domain::calendar::DiaryDate;
use crate::domain::spell;
use crate::text::{Text, say, sentences};

sentences! {
    /// Nothing to discuss.
    report_nothing_found() { en: "Nothing was found in the diary and the site record.", zh: "日记和研究中心记录中没有发现需要沟通的问题。" }
    /// What a finding is not.
    report_findings_judge_nobody() {
        en: "What stands in the diary and the site record, most urgent first. It judges nobody: ask.",
        zh: "以下内容依据日记和研究中心记录列出，按紧急程度排列。仅供沟通时核实，不作评判。",
    }
    /// Before numbers of entries.
    report_finding_entries() { en: "Entries: ", zh: "记录号：" }
    /// An entry of the site record by its number.
    report_entry_of_record(seq: u64) { en: "Site record {seq}", zh: "研究中心记录{seq}" }
    /// What the picture shows.
    report_calendar_intro() {
        en: "One row of days for each cycle. Numbers in flags are entries of the audit trail: orders, from the dose on from which they hold. The same in words stands below each picture.",
        zh: "每个周期一行。小旗中的数字是稽查轨迹中的记录号，表示医嘱从该次服药起执行。每张图下方附有相同内容的文字表。",
    }
    /// Title of the picture of a cycle.
    report_calendar_picture(name: &str, from: &str, to: &str) {
        en: "{name}: {from} to {to}",
        zh: "{name}：{from}至{to}",
    }
    /// Days after the planned ones of a cycle.
    report_calendar_longer(cycle: u16, day: u16) {
        en: "Cycle {cycle}, from day {day} on",
        zh: "第{cycle}周期（第{day}天起）",
    }
    /// Days before the first cycle.
    report_calendar_before() { en: "Before cycle 1", zh: "第1周期之前" }
    /// Caption of the words beside a picture.
    report_calendar_in_words(name: &str) { en: "{name} in words", zh: "{name}文字表" }
    /// The picture of the marks.
    report_calendar_legend() { en: "Marks", zh: "图例" }
    /// A row of the picture: the cycle days.
    report_row_day() { en: "Day", zh: "天" }
    /// A column.
    report_column_day() { en: "Day", zh: "天" }
    /// A column.
    report_column_date() { en: "Date", zh: "日期" }
    /// A row of the picture.
    report_row_symptoms() { en: "Symptoms", zh: "症状" }
    /// A column.
    report_column_beside() { en: "Symptoms, visits", zh: "症状、访视" }
    /// A row of the picture.
    report_row_visits() { en: "Visits", zh: "访视" }
    /// A mark, and a cell.
    report_mark_visit() { en: "visit", zh: "访视" }
    /// A mark.
    report_mark_symptom() { en: "symptom", zh: "症状" }
    /// A mark.
    report_mark_symptom_urgent() { en: "symptom: call at once", zh: "需立即联系的症状" }
    /// A mark.
    report_mark_extra_dose() { en: "extra dose", zh: "额外服药" }
    /// A mark.
    report_mark_flag() { en: "order (number of entry)", zh: "医嘱（数字为记录号）" }
    /// A mark.
    report_mark_pause() { en: "time of a pause", zh: "暂停期间" }
    /// A mark.
    report_mark_as_of() { en: "as of this day", zh: "数据截止日" }
    /// A mark.
    report_mark_no_dose() { en: "no dose planned", zh: "无计划服药" }
    /// A dose beside the plan, in a cell.
    report_extra_in_words(mg: &str) { en: "extra dose {mg}", zh: "额外服药{mg}" }
    /// Days without a plan.
    report_no_dose_in_words() { en: "no dose planned", zh: "无计划服药" }
    /// Days that are not here yet.
    report_to_come_in_words() { en: "to come", zh: "未到时间" }
    /// How often a status is in a row.
    report_status_counted(status: &str, count: usize) { en: "{count} {status}", zh: "{status}{count}次" }
}

impl Text {
    /// Writes the date of a day in a row of them behind a text: "4", and with its month where a month begins: "1 Dec", "12/1".
    pub fn write_day_of_month(self, date: DiaryDate, with_month: bool, to: &mut String) {
        use chrono::Datelike;
        let (day, number) = (date.calendar().day(), date.calendar().month());
        if !with_month {
            return spell::count(day.into(), to);
        }
        let month = self.month(date);
        to.push_str(&say!(self, en: "{day} {month}", zh: "{number}/{day}"));
    }
}
