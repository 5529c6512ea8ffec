//! What is said about a damaged site record.

use super::sentences;

sentences! {
    /// Damaged.
    site_record_damaged(line: u64, problem: &str) {
        en: "The site record is damaged at line {line}: {problem}.",
        zh: "研究中心记录第{line}行损坏：{problem}。",
    }
    /// What to do about it.
    site_record_damaged_hint() {
        en: "Nothing was changed. Put back a backup of it; or go on without the lost lines: dosebook site recover SUBJECT --folder FOLDER --to NEW --by INITIALS",
        zh: "没有改动任何内容。请用备份恢复；没有备份时，可以舍弃丢失的行继续使用：dosebook site recover 受试者编号 --folder 文件夹 --to 新文件 --by 姓名缩写",
    }
    /// Not even its first line can be used.
    site_record_foreign(problem: &str) {
        en: "This file is not a site record: {problem}.",
        zh: "这个文件不是研究中心记录：{problem}。",
    }
    /// Empty.
    site_record_empty() {
        en: "The site record is empty. It is not taken for a new one.",
        zh: "研究中心记录是空的，不会当作新记录使用。",
    }
    /// What to do where no line can be used.
    site_record_nothing_left_hint() {
        en: "Nothing was changed. No line of it can be used, so that \"dosebook site recover\" has nothing to go on from. Put back a backup of it. Without one: give it another name and keep it, receive the diary again, and record again what it said.",
        zh: "没有改动任何内容。其中没有一行可用，dosebook site recover 也无法恢复。请用备份恢复；没有备份时，请把它改名并保留，重新接收日记，再重新录入原来的内容。",
    }
    /// Nothing to recover.
    site_record_not_damaged() {
        en: "The site record is not damaged. There is nothing to recover.",
        zh: "研究中心记录没有损坏，不需要恢复。",
    }
    /// What was taken over.
    site_record_recovered(path: &str, kept: u64, lost: u64) {
        en: "{path}: {kept} lines kept, {lost} lost. The damaged site record is as it was.",
        zh: "{path}：保留{kept}行，丢失{lost}行。损坏的研究中心记录没有改动。",
    }
    /// How it comes to be used.
    put_it_in_its_place(record: &str, new: &str) {
        en: "To use it: give {record} another name, such as {record}.damaged, and keep it. Then give {new} the name {record}. Record again what was lost.",
        zh: "使用方法：先把 {record} 改名（如 {record}.damaged）并保留，再把 {new} 改名为 {record}。然后重新录入丢失的内容。",
    }
}
