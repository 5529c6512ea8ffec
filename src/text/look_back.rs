//! The words of the pages that look back: more pages, the diary, the calendar, a day, corrections.

use super::{Text, say, sentences};
use crate::domain::calendar::Moment;
use crate::domain::entry::Author;

sentences! {
    /// To the pages beside the page of the day.
    more_row() { en: "Look back: calendar, diary and more", zh: "查看以前的记录：日历、日记等" }
    /// Above the rows of the pages beside the page of the day.
    more_heading() { en: "Look back, and more", zh: "以前的记录和其他" }
    /// To every entry.
    diary_row() { en: "Diary: every entry, newest first", zh: "日记：全部记录，最新的在前" }
    /// Above the entries.
    diary_heading(page: usize, pages: usize) {
        en: "Diary, newest first - page {page} of {pages}",
        zh: "日记，最新的在前 - 第{page}页，共{pages}页",
    }
    /// To newer entries.
    later_entries() { en: "Later entries", zh: "更新的记录" }
    /// To older entries.
    earlier_entries() { en: "Earlier entries", zh: "更早的记录" }
    /// A correction that replaces.
    correction_line(reason: &str, now: &str) {
        en: "Correction ({reason}). Now: {now}",
        zh: "更正（{reason}）。改为：{now}",
    }
    /// A correction that withdraws.
    withdrawal_line(reason: &str, was: &str) {
        en: "Taken back ({reason}): {was}",
        zh: "撤回（{reason}）：{was}",
    }
    /// What a correction replaced.
    before_line(was: &str) { en: "Before: {was}", zh: "原来：{was}" }
    /// A correction replaced an entry that had been withdrawn.
    before_nothing() { en: "Before: taken back", zh: "原来：已撤回" }
    /// A correction of an entry that has been corrected again.
    corrected_again() { en: "Corrected again later.", zh: "后来又更正过。" }
    /// A correction that the rules do not allow, in a file made by another program.
    changes_nothing() { en: "This correction does not count.", zh: "这条更正不算数。" }
    /// Below an entry that was corrected.
    now_line(date: &str, reason: &str, now: &str) {
        en: "Corrected {date} ({reason}). Now: {now}",
        zh: "{date}更正（{reason}）。改为：{now}",
    }
    /// Below an entry that was withdrawn.
    withdrawn_line(date: &str, reason: &str) {
        en: "Taken back {date} ({reason}). It does not count.",
        zh: "{date}撤回（{reason}），不算数。",
    }
    /// Above one entry.
    entry_heading(seq: u64) { en: "Entry {seq}", zh: "第{seq}条记录" }
}

impl Text {
    /// When an entry was recorded and by whom: "Recorded Wed 4 Nov 2026, 08:12", and how many days late.
    pub fn recorded_note(self, at: Moment, by: &Author, days_late: i64) -> String {
        let when = self.date_time(at);
        let mut parts = vec![say!(self, en: "Recorded {when}", zh: "记录时间：{when}")];
        if days_late > 0 {
            let days = self.days(days_late);
            parts.push(say!(self, en: "{days} later", zh: "晚了{days}"));
        }
        if by.is_site() {
            let by = self.author(by);
            parts.push(say!(self, en: "by the {by}", zh: "{by}记录"));
        }
        self.clauses(parts)
    }
}
