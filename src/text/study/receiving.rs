//! Receiving diaries into a study folder, and what a folder says of files that do not fit.

use crate::text::sentences;

sentences! {
    /// The first copy of a diary.
    received_first(subject: &str, entries: &str, code: &str) {
        en: "Participant {subject}: {entries} received, all verified. Code of the last entry: {code}",
        zh: "受试者 {subject}：已接收{entries}，全部校验通过。最后一条的校验码：{code}",
    }
    /// A copy that goes on where the one before ended.
    received_more(subject: &str, entries: &str, new: u64, code: &str) {
        en: "Participant {subject}: {entries} received, all verified, {new} more than in the copy before. Code of the last entry: {code}",
        zh: "受试者 {subject}：已接收{entries}，全部校验通过，比上次多{new}条。最后一条的校验码：{code}",
    }
    /// A copy that was received before.
    received_already(subject: &str, when: &str, code: &str) {
        en: "Participant {subject}: this very diary was received on {when} (code {code}). Nothing was changed.",
        zh: "受试者 {subject}：这份日记在{when}已经接收过（校验码{code}），没有改动。",
    }
    /// Where it is kept.
    stored_as(path: &str) { en: "Stored as {path}", zh: "存放在：{path}" }
    /// A copy that says something else than the one before.
    received_differs(subject: &str) {
        en: "Participant {subject}: this diary does NOT continue the copy that was received before.",
        zh: "受试者 {subject}：这份日记和上次接收的对不上。",
    }
    /// The first line that differs.
    differs_from_entry(seq: u64) {
        en: "The first entry that differs is number {seq}. Entries before it are the same.",
        zh: "从第{seq}条记录开始不同，之前的都一样。",
    }
    /// The first line differs.
    differs_from_the_start() {
        en: "They differ from the first entry on: this is another diary.",
        zh: "从第一条记录起就不同：这是另一本日记。",
    }
    /// Where it differs is not known.
    differs_from_receipt() {
        en: "It is not the diary of the last receipt, and the copy received then is not in the folder any more.",
        zh: "它不是上次接收的那份日记，而且上次的副本已不在文件夹里。",
    }
    /// Both copies are kept.
    both_are_kept(path: &str, other: &str) {
        en: "Both are kept. In use as before: {path}. The other one: {other}",
        zh: "两份都已保留。仍然使用：{path}。另一份：{other}",
    }
    /// What to do about it.
    differs_hint() {
        en: "Compare the two with the participant before you use either.",
        zh: "请先和受试者核对两份日记，再决定用哪一份。",
    }
    /// A copy with fewer entries.
    copy_is_older(found: u64, there: u64) {
        en: "The copy is older than the one that is there: {found} of its {there} entries. Nothing was changed.",
        zh: "这份副本比文件夹里的旧：只有{there}条中的前{found}条。没有改动。",
    }
    /// What to do about it.
    copy_is_older_hint() {
        en: "Copy the diary again on the patient's computer: dosebook handover --to FOLDER",
        zh: "请在患者的电脑上重新复制日记：dosebook handover --to 文件夹",
    }
    /// A file about another participant.
    about_another_subject(found: &str) {
        en: "This file is about participant {found}. It was not touched. On some disks two codes that differ only in capital letters are one name: use one folder for each.",
        zh: "这个文件属于受试者 {found}，没有改动。有些磁盘不分大小写，两个编号会变成同一个文件名：请分别放在不同的文件夹。",
    }
    /// The same diary under another code.
    same_diary(subject: &str) {
        en: "This is the very diary that is brought, and it is kept as that of participant {subject}. Nothing was received.",
        zh: "带来的就是这一本日记，它已作为受试者 {subject} 的日记存放。没有接收。",
    }
    /// What to do about it.
    same_diary_hint() {
        en: "A diary belongs to one participant, and dosebook never changes its participant code. Ask who copied it, and keep the file that was brought.",
        zh: "一本日记只属于一位受试者，dosebook 不会改动其中的受试者编号。请问清是谁复制的，并保留带来的文件。",
    }
    /// What to do about a kept copy that cannot be read any more.
    kept_unreadable_hint() {
        en: "This is the copy that was received before, not the one that was brought. Nothing was received. Move it out of the study folder, do not delete it, and receive the new copy again: the site record still knows what it must begin with.",
        zh: "这是以前接收的副本，不是带来的那一份。没有接收。请把它移出研究文件夹（不要删除），再重新接收新的副本：研究中心记录仍知道它应以什么开头。",
    }
    /// A code that cannot be a file here.
    subject_unkeepable(subject: &str) {
        en: "Participant code {subject}: a code that ends in .site cannot be kept in a study folder.",
        zh: "受试者编号 {subject}：以 .site 结尾的编号不能存放在研究文件夹里。",
    }
    /// Neither record nor diary.
    no_site_record(subject: &str) {
        en: "There is no site record of participant {subject} in this folder.",
        zh: "这个文件夹里没有受试者 {subject} 的研究中心记录。",
    }
    /// Not a site record.
    not_a_site_record() { en: "This file is not a site record.", zh: "这个文件不是研究中心记录。" }
    /// What to do about a damaged file in the study folder.
    study_file_hint() {
        en: "Nothing was changed. The file stays as it is; see: dosebook verify FILE",
        zh: "没有改动任何内容，文件保持原样。检查文件：dosebook verify 文件",
    }
    /// What to do about a damaged copy.
    brought_damaged_hint() {
        en: "Nothing was changed. Ask for a new copy (dosebook handover). If the diary itself is damaged: dosebook recover --to NEW, and receive NEW.",
        zh: "没有改动任何内容。请重新复制一份（dosebook handover）。如果日记本身已损坏：先用 dosebook recover --to 新文件，再接收新文件。",
    }
    /// No such file.
    nothing_there() { en: "There is no such file or folder.", zh: "找不到这个文件或文件夹。" }
    /// What to do about it.
    nothing_there_hint() {
        en: "Nothing was changed. See how the name is written, and whether the stick or drive is connected.",
        zh: "没有改动任何内容。请检查名称是否写对，U盘或网络盘是否已连接。",
    }
    /// A site record, and no diary beside it.
    record_without_diary(record: &str) {
        en: "{record}: no diary of this participant was received. What is recorded there does not count here.",
        zh: "{record}：还没有接收这位受试者的日记，其中的内容没有计入。",
    }
    /// What to do about a file that is no diary.
    brought_no_diary_hint() {
        en: "Nothing was changed. If it should be a diary: ask for a new copy (dosebook handover).",
        zh: "没有改动任何内容。如果它本应是日记，请重新复制一份（dosebook handover）。",
    }
    /// A diary in a study folder that is not the one received.
    not_as_received(when: &str) {
        en: "This is NOT the diary that was received on {when}: an entry received then is missing or different.",
        zh: "这不是{when}接收的那份日记：当时接收的记录缺少或不同。",
    }
    /// The site record that names what was received cannot be read.
    receipt_unreadable() {
        en: "The site record beside it cannot be read: whether this is the diary that was received is not known.",
        zh: "旁边的研究中心记录无法读取：不能确定这是不是当时接收的那份日记。",
    }
    /// Two diaries of one participant were named.
    counted_once(subject: &str, counted: &str, other: &str) {
        en: "Participant {subject} is counted once, from {counted}. Not counted: {other}",
        zh: "受试者 {subject} 只统计一次，使用：{counted}。没有统计：{other}",
    }
    /// Of those, neither is the beginning of the other.
    counted_differ(subject: &str, line: u64) {
        en: "From line {line} on the two say different things. Do not use the figures of participant {subject} before you know which of them is right.",
        zh: "从第{line}行起两份内容不一致。弄清哪一份正确之前，请不要使用受试者 {subject} 的数据。",
    }
    /// Of those, one is damaged.
    counted_uncompared(subject: &str) {
        en: "One of the two cannot be read to its end, so they could not be compared. Do not use the figures of participant {subject} before you know which of them is right.",
        zh: "其中一份无法完整读取，两份没能比较。弄清哪一份正确之前，请不要使用受试者 {subject} 的数据。",
    }
    /// One diary under the codes of two participants.
    counted_other_code(subject: &str, counted: &str, other: &str) {
        en: "{other} is the very diary of {counted}, under the code of another participant, {subject}. It is not counted. Only one of the codes can be right: do not use the figures of either before you know which.",
        zh: "{other} 与 {counted} 是同一本日记，编号却是另一位受试者 {subject}，没有统计。两个编号只有一个是对的，弄清之前请不要使用这两份的数据。",
    }
    /// Behind the problems of many diaries.
    diaries_with_problems(some: usize, all: usize) {
        en: "{some} of {all} diaries have a problem: they are named above.",
        zh: "{all}份日记中有{some}份有问题，见上。",
    }
}
