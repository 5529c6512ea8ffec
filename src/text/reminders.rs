//! Reminders in a calendar outside, and what is said when there are none.

use super::sentences;

sentences! {
    /// The title of a reminder; it stands on locked screens.
    reminder_title() { en: "Open dosebook", zh: "打开 dosebook" }
    /// The title of a reminder in the morning or evening.
    reminder_title_of(period: &str) { en: "Open dosebook ({period})", zh: "打开 dosebook（{period}）" }
    /// What a reminder says.
    reminder_words() {
        en: "Open dosebook before you take anything. This calendar does not hear when your study team pauses or changes something; dosebook does.",
        zh: "服药前请先打开 dosebook。研究团队让您停药或改药量时，日历不会知道，请以 dosebook 为准。",
    }
    /// How many reminders were written where.
    reminders_written(count: &str, first: &str, last: &str, path: &str) {
        en: "{path}: {count}, from {first} to {last}.",
        zh: "{path}：{count}，从{first}到{last}。",
    }
    /// What a calendar program does not know.
    reminders_replace() {
        en: "After a pause or a change: delete these events from the calendar and export again.",
        zh: "停药或改药量以后，请先删掉日历里的这些提醒，再重新导出。",
    }
    /// There are none.
    nothing_to_remind() {
        en: "There is nothing left to remind of: no dose is to come in a cycle that your study team has ordered. No file was written.",
        zh: "没有可以提醒的：研究团队安排的周期里没有还要服的药。没有写文件。",
    }
    /// The site has not set a time.
    no_usual_time(list: &str) {
        en: "No usual time is set for: {list}. No reminder is written at a time that nobody has said.",
        zh: "还没有设置平常服药时间：{list}。没有人说过的时间，程序不会自己定。",
    }
    /// The site has set a time at which the dose is not due.
    usual_time_outside(list: &str) {
        en: "The usual time lies outside the hours in which the dose is due: {list}.",
        zh: "平常服药时间不在该次服药的时段内：{list}。",
    }
    /// How staff set a usual time.
    set_usual_time(drug: &str, period: &str) {
        en: "Staff can set it: dosebook team set --usual-time {drug}:{period}=HH:MM --by INITIALS",
        zh: "研究团队可以设置：dosebook team set --usual-time {drug}:{period}=HH:MM --by 姓名缩写",
    }
    /// The zone of a diary from elsewhere.
    zone_of_copy(offset: &str) {
        en: "This computer is in another zone than the diary: the times are those of the diary's last entry, UTC{offset}. If clocks are changed before a dose, its reminder is wrong by that change.",
        zh: "这台电脑和日记不在同一时区：提醒按日记最后一条的时区 UTC{offset} 计算。如果期间调整夏令时，提醒会差那么多。",
    }
    /// A file stands there.
    out_exists() {
        en: "Something is stored there already. It was not touched. To replace it: --force",
        zh: "那里已经有文件了，没有改动它。要替换请加 --force",
    }
    /// Something stands where a new folder is to be.
    out_is_taken() {
        en: "Something is stored there already. It was not touched. Give a folder that is not there yet.",
        zh: "那里已经有内容了，没有改动它。请另取一个还不存在的文件夹名。",
    }
    /// A diary stands there.
    out_is_a_diary() {
        en: "A diary is stored there. It is never replaced.",
        zh: "那里是一本日记，不会替换它。",
    }
}

impl super::Text {
    /// "1 reminder", "33 reminders", "33个提醒".
    pub fn reminders(self, count: i64) -> String {
        self.counted(count, "reminder", "reminders", "个提醒")
    }
}
