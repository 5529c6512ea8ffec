//! The words of the study nurse's screens: the participants, the page bar, what is wrong with a file.

use super::sentences;

sentences! {
    /// The left of the top line.
    review_title() { en: "Review", zh: "日记审阅" }
    /// Up to when everything on the page is counted.
    as_of(moment: &str) { en: "as of {moment}", zh: "截至{moment}" }
    /// While the folder is read.
    reading(done: usize, all: usize) {
        en: "Reading the diaries: {done} of {all}",
        zh: "正在读取日记：{done} / {all}",
    }
    /// A diary that has not been read yet.
    still_reading() { en: "being read", zh: "正在读取" }
    /// A diary that cannot be read.
    cannot_be_read() { en: "This diary cannot be read. Press Enter to see why.", zh: "这份日记无法读取。按回车查看原因。" }
    /// A damaged diary.
    damaged_from(line: u64) {
        en: "The diary is damaged from line {line} on. What is shown is what stands before it.",
        zh: "日记从第{line}行起已损坏，这里只显示损坏之前的内容。",
    }
    /// A site record that cannot be read.
    record_cannot_be_read() {
        en: "The study team's own record of this participant cannot be read.",
        zh: "研究团队关于该受试者的记录无法读取。",
    }
    /// An empty folder.
    empty_folder() { en: "There is no diary in this folder.", zh: "这个文件夹里没有日记。" }
    /// Nobody under this choice.
    nobody_listed() { en: "Nobody.", zh: "没有符合的受试者。" }
    /// A choice of participants.
    only_all() { en: "All", zh: "全部" }
    /// A choice of participants.
    only_urgent() { en: "Urgent", zh: "紧急" }
    /// A choice of participants.
    only_to_discuss() { en: "To discuss", zh: "需讨论" }
    /// A choice of participants.
    only_damaged() { en: "Damaged files", zh: "文件损坏" }
    /// A row with a value.
    sorted_by() { en: "In the order", zh: "排列顺序" }
    /// An order.
    by_urgency() { en: "most urgent first", zh: "最紧急的在前" }
    /// An order.
    by_subject() { en: "by participant", zh: "按受试者编号" }
    /// An order.
    by_adherence() { en: "lowest adherence first", zh: "依从性最低的在前" }
    /// An order.
    by_last_entry() { en: "longest without an entry first", zh: "最久没有记录的在前" }
    /// A column.
    column_subject() { en: "Participant", zh: "受试者" }
    /// A column.
    column_day() { en: "Cycle, day", zh: "周期" }
    /// A column: how much of what could be recorded was.
    column_coverage() { en: "Recorded", zh: "记录率" }
    /// A column.
    column_last_entry() { en: "Last entry", zh: "最近一条记录" }
    /// In a column.
    cycle_day_short(cycle: u16, day: u16) { en: "{cycle}, day {day}", zh: "第{cycle}周期第{day}天" }
    /// In a column: the cycle is over and the next has not begun.
    waiting_short(cycle: u16) { en: "{cycle}, over", zh: "第{cycle}周期已结束" }
    /// In a column.
    follow_up_short(day: u16) { en: "follow-up {day}", zh: "随访第{day}天" }
    /// In a column.
    ended_short() { en: "ended", zh: "已结束" }
    /// No finding.
    nothing_to_discuss() { en: "Nothing to discuss.", zh: "没有需要讨论的事项。" }
    /// The first finding, and how many more.
    and_more(first: &str, more: usize) { en: "{first}; and {more} more", zh: "{first}；另有{more}项" }
    /// A page of a participant.
    tab_discuss() { en: "To discuss", zh: "待讨论" }
    /// The site record changed since the question was asked.
    review_look_again() {
        en: "Something was recorded meanwhile. Please look again.",
        zh: "这期间有新的记录，请再核对一次。",
    }
    /// Nothing can be recorded about a diary that was never received.
    not_in_its_place() {
        en: "This diary does not stand in a study folder under its participant's code. Receive it first.",
        zh: "这份日记不在研究文件夹中，或文件名与受试者编号不符。请先办理接收。",
    }
    /// The keys.
    key_pages() { en: "pages", zh: "换页" }
}
