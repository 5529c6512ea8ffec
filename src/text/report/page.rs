//! The page itself: its sections, the facts at the top, the lines to sign, and the page over several reports.

use crate::domain::adherence::AsOf;
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::phase::Phase;
use crate::text::{Text, say, sentences, written};

sentences! {
    /// The title of the report about a participant.
    report_title() { en: "Medication diary report", zh: "受试者服药日记报告" }
    /// The title of the window.
    report_window(subject: &str) { en: "Medication diary report: {subject}", zh: "服药日记报告：{subject}" }
    /// In the margin of every page.
    report_running(subject: &str, code: &str) {
        en: "Participant {subject}   Diary code {code}",
        zh: "受试者编号 {subject}   日记校验码 {code}",
    }
    /// In the margin of every page.
    report_sample() { en: "SAMPLE DATA", zh: "示例数据" }
    /// Above the list of sections.
    report_contents() { en: "Contents", zh: "目录" }
    /// Heading of a section.
    report_summary() { en: "Summary", zh: "概要" }
    /// Heading of a section.
    report_discuss() { en: "To discuss", zh: "需要沟通的问题" }
    /// Heading of a section.
    report_calendar() { en: "Calendar", zh: "服药日历" }
    /// Heading of a section.
    report_adherence() { en: "Adherence", zh: "服药依从性" }
    /// Heading of a section.
    report_symptoms() { en: "Symptoms and calls", zh: "症状与电话联系" }
    /// Heading of a section.
    report_medicines() { en: "Other medicines", zh: "合并用药" }
    /// Heading of a section.
    report_tablets() { en: "Tablets and capsules", zh: "试验用药品发放与回收" }
    /// Heading of a section.
    report_orders() { en: "Orders of the study team", zh: "医嘱：处方、暂停与停药" }
    /// Heading of a section.
    report_trail() { en: "Audit trail", zh: "稽查轨迹（全部记录）" }
    /// Heading of a section.
    report_method() { en: "How each figure is computed", zh: "各项指标的计算方法" }

    /// Caption of the facts at the top.
    report_facts() { en: "Participant and diary", zh: "受试者与日记信息" }
    /// A fact.
    report_fact_subject() { en: "Participant", zh: "受试者编号" }
    /// A fact.
    report_fact_study() { en: "Study", zh: "研究名称" }
    /// A fact.
    report_fact_phase() { en: "Treatment", zh: "治疗阶段" }
    /// A fact.
    report_fact_as_of() { en: "As of", zh: "数据截止" }
    /// A fact.
    report_fact_file() { en: "Diary", zh: "日记" }
    /// A fact.
    report_fact_code() { en: "Code of the last entry", zh: "末条校验码" }
    /// A fact.
    report_fact_check() { en: "Verification", zh: "文件校验" }
    /// A fact.
    report_fact_record() { en: "Site record", zh: "研究中心记录" }
    /// The whole file is right.
    report_every_line_verified() { en: "every line verified", zh: "逐行校验通过" }
    /// The file is damaged.
    report_verified_to(line: u64, last: u64) {
        en: "DAMAGED from line {line} on. This report ends with line {last}.",
        zh: "文件从第{line}行起损坏，本报告只包含前{last}行。",
    }
    /// The file is damaged, in short.
    report_damaged_from_line(line: u64) { en: "DAMAGED from line {line} on", zh: "从第{line}行起损坏" }
    /// There is a site record, and it says nothing.
    report_record_unread() { en: "cannot be read, and nothing of it stands here", zh: "无法读取，本报告不含其内容" }
    /// The same beside the diary, in short.
    report_site_record_unread() { en: "the site record CANNOT BE READ", zh: "研究中心记录无法读取" }
    /// The last line is not whole.
    report_torn_line_left_out() { en: "an unfinished last line was left out", zh: "末行未写完，未计入" }
    /// How many entries, and of when the last is.
    report_entries_up_to(entries: &str, last: &str) {
        en: "{entries}, the last of {last}",
        zh: "{entries}，末条记录于{last}",
    }
    /// Without a site record.
    report_no_record_here() { en: "none with this report", zh: "本报告未附" }
    /// Who can reckon with these times.
    report_clock_of_report(offset: &str) {
        en: "Times are those of the clock that recorded them (UTC{offset}; other offsets are shown).",
        zh: "时间均为记录时的当地时间（UTC{offset}，不同时另行标出）。",
    }

    /// Below the report.
    report_source(code: &str, hash: &str) {
        en: "Made by dosebook from the diary whose last entry has the code {code} (SHA-256 {hash}). The diary file is the source; this report is a view of it.",
        zh: "本报告由 dosebook 根据日记文件生成，末条校验码{code}（SHA-256 {hash}）。原始数据以日记文件为准。",
    }
    /// Above the lines to sign.
    report_reviewed() { en: "Reviewed", zh: "审阅" }
    /// A line to sign.
    report_sign_name() { en: "Name", zh: "审阅人" }
    /// A line to sign.
    report_sign_signature() { en: "Signature", zh: "签名" }
    /// A line to sign.
    report_sign_date() { en: "Date", zh: "日期" }

    /// After writing, on the command line.
    report_written(subject: &str, path: &str) {
        en: "Report about participant {subject}: {path}",
        zh: "已生成受试者 {subject} 的报告：{path}",
    }
    /// After writing, on the command line. `participants` is "3 participants".
    reports_written(participants: &str, folder: &str) {
        en: "Reports about {participants} in {folder}; the page over them is index.html, the study summary study.html",
        zh: "已生成{participants}的报告：{folder}，一览页为 index.html，研究汇总为 study.html",
    }
    /// Some files have no report.
    reports_left_out(files: &str) {
        en: "Without a report: {files}. The page index.html says why.",
        zh: "{files}没有生成报告，原因见 index.html。",
    }
    /// A folder that is not empty.
    report_folder_full() {
        en: "The folder is not empty. Nothing was changed. To write the reports into it and replace those of the same names: --force",
        zh: "文件夹不是空的，没有改动。要写入并替换同名报告，请加 --force",
    }
    /// The title of the page over several reports.
    report_index_title() { en: "Medication diary reports", zh: "受试者服药日记报告汇总" }
    /// How many there are.
    report_index_count(count: usize) { en: "Participants: {count}", zh: "受试者：{count}人" }
    /// Caption.
    report_index_caption() { en: "Participants, each with a report of its own", zh: "受试者一览（每人一份报告）" }
    /// Caption.
    report_index_failed_caption() { en: "Files without a report", zh: "未能生成报告的文件" }
    /// A column.
    report_column_file() { en: "File", zh: "文件" }
    /// A column.
    report_column_why() { en: "Why", zh: "原因" }
    /// What a participant's file is for.
    report_index_intro() {
        en: "Hand on a participant's own file, never this page: it names all of them.",
        zh: "对外提供时只给受试者本人的那份报告；本页列有全部受试者，请勿外传。",
    }
}

impl Text {
    /// Up to where a report counts.
    pub fn report_as_of(self, as_of: AsOf) -> String {
        match as_of {
            AsOf::Now(moment) => {
                let (when, offset) = (self.date_time(moment), moment.offset().to_string());
                say!(self, en: "{when} (UTC{offset})", zh: "{when}（UTC{offset}）")
            }
            AsOf::EndOf(date) => {
                let date = self.date(date);
                say!(self, en: "end of {date}", zh: "{date}结束时")
            }
        }
    }

    /// Where a participant stands, for the study team.
    pub fn report_phase_for_team(self, diary: &Diary, phase: Phase) -> String {
        let number = phase.cycle_day().map(|(cycle, _)| cycle);
        let cycle = diary.cycles().iter().find(|c| Some(c.number) == number);
        let rules = cycle.map_or_else(|| diary.rules(), |cycle| diary.rules_of(cycle));
        let length = rules.cycle_length_days.value;
        match phase {
            Phase::BeforeStart { starts_on: None } => {
                self.pick("not started", "尚未开始").to_owned()
            }
            Phase::BeforeStart {
                starts_on: Some(date),
            } => {
                let date = self.date_in_line(date);
                say!(self, en: "not started; cycle 1 starts on {date}", zh: "尚未开始，第1周期从{date}开始")
            }
            Phase::Treatment { cycle, day } => self.cycle_day(cycle, day, length),
            Phase::Rest { cycle, day } => {
                let here = self.cycle_day(cycle, day, length);
                say!(self, en: "{here} (rest days)", zh: "{here}，休息期")
            }
            Phase::Waiting {
                cycle,
                day,
                starts_on: None,
            } => {
                say!(self, en: "Cycle {cycle} is over (day {day}); the next one is not started", zh: "第{cycle}周期已结束（第{day}天），下一周期尚未开始")
            }
            Phase::Waiting {
                cycle,
                starts_on: Some(date),
                ..
            } => {
                let date = self.date_in_line(date);
                say!(self, en: "Cycle {cycle} is over; the next one starts on {date}", zh: "第{cycle}周期已结束，下一周期从{date}开始")
            }
            Phase::FollowUp { day, of } => {
                say!(self, en: "Safety follow-up, day {day} of {of}", zh: "安全性随访第{day}天（共{of}天）")
            }
            Phase::Ended => self
                .pick("Treatment and follow-up are over", "治疗和随访均已结束")
                .to_owned(),
        }
    }

    /// The number of a section: "1.", "一、".
    pub fn report_section_number(self, number: usize) -> String {
        const ZH: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        let ten = |n: usize| n.checked_sub(1).and_then(|at| ZH.get(at)).copied();
        let zh = match number {
            1..=10 => ten(number).unwrap_or_default().to_owned(),
            _ => format!("十{}", ten(number.saturating_sub(10)).unwrap_or_default()),
        };
        say!(self, en: "{number}.", zh: "{zh}、")
    }

    /// A date and a time in figures: "2026-11-04 08:12".
    pub fn report_stamp(self, moment: Moment) -> String {
        written(|to| self.write_stamp(moment, to))
    }

    /// The same behind a text.
    pub fn write_stamp(self, moment: Moment, to: &mut String) {
        let civil = moment.naive_local();
        match DiaryDate::new(civil.date()) {
            Some(date) => date.spell(to),
            None => to.push_str(&civil.date().to_string()),
        }
        to.push(' ');
        self.write_clock(civil, to);
    }
}
