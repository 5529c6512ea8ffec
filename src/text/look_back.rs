//! The words of the pages that look back: more pages, the diary, the calendar, a day, corrections.

use super::{Text, say, sentences};
use crate::domain::calendar::{DiaryDate, Moment, Period};
use crate::domain::entry::{Author, CorrectionReason};

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
    /// Below a corrected entry beside which stands what it says now.
    corrected_on(date: &str, reason: &str) {
        en: "Corrected {date} ({reason}).",
        zh: "{date}更正（{reason}）。",
    }
    /// Below an entry that was withdrawn.
    withdrawn_line(date: &str, reason: &str) {
        en: "Taken back {date} ({reason}). It does not count.",
        zh: "{date}撤回（{reason}），不算数。",
    }
    /// To the calendar.
    calendar_row() { en: "Calendar: every cycle, day by day", zh: "日历：每个周期的每一天" }
    /// Above the calendar.
    calendar_heading(cycle: u16, of: u16) {
        en: "Calendar - cycle {cycle} of {of}",
        zh: "日历 - 第{cycle}周期（共{of}个周期）",
    }
    /// Above the calendar where there is no cycle.
    calendar_word() { en: "Calendar", zh: "日历" }
    /// A row of the calendar, in 8 cells.
    cycle_word(cycle: u16) { en: "Cycle {cycle}", zh: "第{cycle}周期" }
    /// A row of the calendar with the days after those planned.
    from_cycle_day(day: u16) { en: "Day {day}", zh: "第{day}天" }
    /// A row of the calendar before the first cycle.
    before_start_word() { en: "Before", zh: "开始前" }
    /// A mark: a day without a planned dose.
    mark_rest() { en: "no dose", zh: "不服药" }
    /// The days of the calendar as rows.
    days_one_by_one() { en: "These days one by one, in words", zh: "用文字逐日列出" }
    /// To the days before.
    earlier_days() { en: "Earlier days", zh: "更早的日子" }
    /// To the days after.
    later_days() { en: "Later days", zh: "更晚的日子" }
    /// A day without a slot.
    no_dose_planned() { en: "No dose planned on this day.", zh: "这一天没有安排服药。" }
    /// An extra dose of a day.
    extra_on_day(drug: &str, mg: &str) { en: "Extra dose: {drug}, {mg}", zh: "多服一次：{drug}，{mg}" }
    /// A day to come.
    day_to_come() { en: "This day is still to come. Nothing can be recorded for it yet.", zh: "这一天还没到，现在不能记录。" }
    /// An intake of an earlier day that the plan does not have.
    took_something_else_then() {
        en: "I took a study medicine that is not listed here",
        zh: "我那天还服了这里没有列出的研究药",
    }
    /// A symptom of the day shown.
    had_a_symptom_then() { en: "I had a symptom on this day", zh: "我那天不舒服" }
    /// To the day that an entry is about.
    go_to_day(date: &str) { en: "Go to {date}", zh: "看看{date}这一天" }
    /// What a corrected entry said first.
    first_recorded(was: &str) { en: "First recorded: {was}", zh: "最初的记录：{was}" }
    /// What was wrong with an entry.
    other_time() { en: "The time was different", zh: "时间不对" }
    /// What was wrong with an entry.
    other_units_taken() { en: "I took another number", zh: "服的数量不对" }
    /// What was wrong with an entry.
    other_food() { en: "What I said about food was wrong", zh: "饮食情况记错了" }
    /// What was wrong with an entry.
    other_dose() { en: "It was another day or another dose", zh: "记错了日期，或记错了早晚" }
    /// What was wrong with an entry.
    not_taken_after_all() { en: "I did not take this dose", zh: "这一次其实没有服" }
    /// What was wrong with an entry.
    did_not_vomit() { en: "I took it and did not vomit", zh: "服了，没有吐" }
    /// What was wrong with an entry.
    it_did_not_happen() { en: "It did not happen: take the entry back", zh: "没有这回事：撤回这条记录" }
    /// What was wrong with taking an entry back.
    it_did_happen() { en: "It did happen: put the entry back", zh: "确有其事：恢复这条记录" }
    /// Above the rows that say what was wrong.
    what_was_wrong() { en: "What was wrong with it?", zh: "哪里记错了？" }
    /// To the page of an entry.
    something_wrong() { en: "This entry is wrong: correct it", zh: "这条记录有错：更正" }
    /// An entry of the study team.
    team_must_correct(day: &str, night: &str) {
        en: "Your study team made this entry. If it is wrong, only they can correct it. Call them: {day} (day), {night} (night).",
        zh: "这条是研究团队的记录。如果有错，只能由他们更正，请打电话：白天 {day}，夜间 {night}。",
    }
    /// An entry about the diary itself.
    cannot_be_corrected() { en: "This entry is about the diary itself. It cannot be corrected.", zh: "这条是日记本身的记录，不能更正。" }
    /// The question about the right slot.
    which_dose() { en: "Which dose was it?", zh: "应该是哪一次？" }
    /// No slot to choose on a day.
    no_other_dose() {
        en: "No other dose of this medicine is planned on this day. Change the day.",
        zh: "这一天没有安排这个药的其他服药，请换一天。",
    }
    /// The question about the reason of a correction.
    why_corrected() { en: "How did the mistake come about?", zh: "是怎么记错的？" }
    /// Beside what an entry said.
    so_far() { en: "So far", zh: "原来" }
    /// Beside what it will say.
    from_now_on() { en: "Corrected", zh: "改为" }
    /// Beside what it will say, if nothing.
    taken_back_words() { en: "taken back, does not count", zh: "撤回，不算数" }
    /// Beside the reason.
    why_label() { en: "Why", zh: "原因" }
    /// Above one entry.
    entry_heading(seq: u64) { en: "Entry {seq}", zh: "第{seq}条记录" }
}

impl Text {
    /// Why an entry is corrected, as the patient says it.
    pub fn correction_choice(self, reason: CorrectionReason) -> &'static str {
        match reason {
            CorrectionReason::WrongPress => self.pick("I pressed the wrong row", "按错了"),
            CorrectionReason::WrongTime => self.pick("The time was wrong", "时间记错了"),
            CorrectionReason::WrongUnits => self.pick("The number was wrong", "数量记错了"),
            CorrectionReason::WrongSlot => {
                self.pick("It was the wrong day or dose", "日期或早晚记错了")
            }
            CorrectionReason::Remembered => self.pick("I remembered it later", "后来想起来了"),
            CorrectionReason::VomitedLater => self.pick("I vomited later", "后来吐了"),
            CorrectionReason::StudyTeam => {
                self.pick("The study team corrected it", "研究团队更正的")
            }
            CorrectionReason::Other => self.pick("Another reason", "其他原因"),
        }
    }

    /// A day: "Wed 4 Nov 2026, today: cycle 2, day 3".
    pub fn day_heading(self, date: DiaryDate, is_today: bool, day: Option<(u16, u16)>) -> String {
        let mut words = self.date(date);
        if is_today {
            words = say!(self, en: "{words}, today", zh: "{words}，今天");
        }
        match day {
            Some((cycle, day)) => {
                say!(self, en: "{words}: cycle {cycle}, day {day}", zh: "{words}：第{cycle}周期第{day}天")
            }
            None => words,
        }
    }

    /// How the doses of a drug stand on a day: "capecitabine tablets: morning taken 08:10, evening later".
    pub fn drug_on_day(self, drug: &str, statuses: &[(Period, String)]) -> String {
        let first = statuses.first().map(|(_, status)| status);
        let words = match first {
            Some(first) if statuses.iter().all(|(_, status)| status == first) => first.clone(),
            Some(_) | None => {
                let each = statuses.iter().map(|(period, status)| {
                    let period = self.period(*period);
                    say!(self, en: "{period} {status}", zh: "{period}{status}")
                });
                self.clauses(each.collect())
            }
        };
        say!(self, en: "{drug}: {words}", zh: "{drug}：{words}")
    }

    /// Several short statements as one paragraph.
    pub fn sentences(self, statements: &[String]) -> String {
        statements.join(self.pick("; ", "；"))
    }

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
