//! What is wrong with a file, and what to do.
//!
//! The layers above match the errors of the journal and choose the sentence here.

use std::io;

use super::{Text, sentences};
use crate::domain::entry::Language;

sentences! {
    /// No diary yet.
    file_missing() {
        en: "There is no diary here yet.",
        zh: "这里还没有日记。",
    }
    /// What to do without a diary.
    file_missing_hint() {
        en: "Set one up with your study team: dosebook setup. To look around: dosebook demo.",
        zh: "请和研究团队一起建立：dosebook setup。想先看看：dosebook demo。",
    }
    /// A folder where a file was expected.
    file_is_folder() { en: "This is a folder, not a diary.", zh: "这是一个文件夹，不是日记文件。" }
    /// A link where a file was expected.
    file_is_link() {
        en: "This is a symbolic link. A diary is opened under its own name only.",
        zh: "这是一个符号链接，只能用日记文件自己的名字打开。",
    }
    /// A device where a file was expected.
    file_is_special() { en: "This is a device or a pipe, not a diary.", zh: "这是设备或管道，不是日记文件。" }
    /// Something else where a file to read was expected.
    not_a_regular_file() {
        en: "This is a folder, a pipe or a device. An ordinary file is needed.",
        zh: "这是文件夹、管道或设备，需要一个普通文件。",
    }
    /// No bytes.
    file_empty() {
        en: "The file is empty. It is not taken for a new diary.",
        zh: "文件是空的，不会当作新日记使用。",
    }
    /// Not a diary.
    file_foreign(problem: &str) {
        en: "This file is not a dosebook diary: {problem}.",
        zh: "这个文件不是 dosebook 日记：{problem}。",
    }
    /// A newer version.
    file_newer(version: u64) {
        en: "This diary was written by a newer version of the program (format {version}). Use that version.",
        zh: "这本日记是新版本程序写的（格式{version}），请使用新版本。",
    }
    /// Too big.
    file_too_big(bytes: u64, most: u64) {
        en: "The file has {bytes} bytes; a diary has at most {most}. It was not read.",
        zh: "文件有{bytes}字节，日记最多{most}字节。没有读取。",
    }
    /// Something stands there.
    file_exists() {
        en: "Something is stored there already. It was not touched.",
        zh: "那里已经有文件了，没有改动它。",
    }
    /// Locked.
    file_busy() {
        en: "Another program is using the diary, perhaps a second dosebook window. Close it and try again.",
        zh: "另一个程序正在使用这本日记，也许是另一个 dosebook 窗口。请关掉它再试一次。",
    }
    /// Damaged.
    file_damaged(line: u64, problem: &str) {
        en: "The diary is damaged at line {line}: {problem}.",
        zh: "日记第{line}行损坏：{problem}。",
    }
    /// A sound file that may only be read.
    nothing_can_be_recorded() {
        en: "Nothing can be recorded: the diary can be read but not written to. Write it on paper and tell your study team.",
        zh: "现在不能记录：日记只能看，不能写入。请先记在纸上，并告诉研究团队。",
    }
    /// What to do about damage (ruling 24).
    file_damaged_hint() {
        en: "Nothing is written to it any more. Write your doses on paper until your study team has helped. They can run: dosebook verify, and dosebook recover --to NEW.",
        zh: "不会再往里面写任何内容。请先记在纸上，等研究团队来处理。研究团队可以运行：dosebook verify 和 dosebook recover --to 新文件。",
    }
    /// The state shown is the last valid one.
    file_damaged_state() {
        en: "What is shown may be out of date.",
        zh: "显示的内容可能不是最新的。",
    }
    /// The file has changed under our hands.
    file_changed() {
        en: "Another program has replaced or cut the file while it was open. Start again.",
        zh: "文件打开期间被别的程序替换或截短了。请重新开始。",
    }
    /// Nothing to recover.
    file_not_damaged() {
        en: "The diary is not damaged. There is nothing to recover.",
        zh: "日记没有损坏，不需要恢复。",
    }
    /// A copy that differs.
    file_copy_differs() {
        en: "The copy is not the same as the diary. Do not use it.",
        zh: "副本和日记不一致，请不要使用。",
    }
    /// An entry that cannot be written.
    entry_unwritable(problem: &str) {
        en: "The entry is NOT saved: it cannot be written ({problem}).",
        zh: "这条记录没有保存：无法写入（{problem}）。",
    }
    /// The system refused.
    file_refused(source: &str) {
        en: "The system refuses: {source}.",
        zh: "系统拒绝：{source}。",
    }
    /// No room.
    disk_full() {
        en: "There is no room left on this disk or memory stick.",
        zh: "磁盘或U盘的空间已满。",
    }
    /// What to do about it.
    disk_full_hint() { en: "Make room there, or choose another place.", zh: "请腾出空间，或者换一个地方。" }
    /// What to do about a file system that takes nothing.
    disk_read_only_hint() { en: "Take the protection off, or choose another place.", zh: "请解除写保护，或者换一个地方。" }
    /// A file system that takes nothing.
    disk_read_only() {
        en: "This disk or memory stick is write-protected.",
        zh: "磁盘或U盘处于写保护状态。",
    }
    /// A folder that was to be written to is not there.
    folder_missing() { en: "There is no such folder.", zh: "找不到这个文件夹。" }
    /// What to do about a missing folder: it is not made, as it may be that of a stick.
    folder_missing_hint() {
        en: "If it is on a memory stick: put the stick in and open it once. The folder was not made.",
        zh: "如果在U盘上，请插好U盘并先打开一次。程序没有新建这个文件夹。",
    }
    /// Something else where a folder was expected.
    folder_is_none() { en: "This is not a folder.", zh: "这不是文件夹。" }
    /// What to do when the system refuses.
    file_refused_hint() {
        en: "Check that the file and its folder are there and that you may read and write them. This shows their permissions: dosebook doctor",
        zh: "请检查文件和文件夹在不在、您能不能读写。查看权限：dosebook doctor",
    }
    /// Not saved.
    entry_not_saved(source: &str) {
        en: "The entry is NOT saved: {source}. The diary is as it was before.",
        zh: "这条记录没有保存：{source}。日记和之前一样。",
    }
    /// What to do when an entry is not saved.
    entry_not_saved_hint() {
        en: "Make room on the disk or check the folder, then record it again. Until then write it on paper.",
        zh: "请清理磁盘或检查文件夹后再记录一次。在这之前请先记在纸上。",
    }
    /// Not known whether it is saved; it can be read now.
    entry_unclear_there() {
        en: "It is not certain that the entry will stay: it can be read now, but the disk did not confirm it.",
        zh: "不能确定记录已经保存：现在能读到，但磁盘没有确认。",
    }
    /// Not known whether it is saved; it is not there.
    entry_unclear_not_there() {
        en: "The entry is probably NOT saved: the disk reported an error, and it cannot be found.",
        zh: "这条记录很可能没有保存：磁盘报错，也找不到它。",
    }
    /// Not known whether it is saved.
    entry_unclear_unknown() {
        en: "It is not known whether the entry is saved: the disk reported an error.",
        zh: "不知道这条记录有没有保存：磁盘报错。",
    }
    /// What to do when it is not known.
    entry_unclear_hint() {
        en: "Look with: dosebook log. Write it on paper too, and tell your study team.",
        zh: "请用 dosebook log 查看，同时记在纸上，并告诉研究团队。",
    }
    /// A torn last line was found.
    torn_tail_found(bytes: u64) {
        en: "The last line of the file is unfinished ({bytes} bytes), as after a power cut. It will be set aside at the next entry; all lines before it are good.",
        zh: "文件最后一行没有写完（{bytes}字节），像是断过电。下次记录时会把它另存，前面的内容都完好。",
    }
    /// Line ends converted.
    line_carriage_return() { en: "some program has changed its line ends", zh: "换行符被别的程序改过" }
    /// A byte order mark.
    line_byte_order_mark() { en: "an editor has put a byte order mark in front", zh: "编辑器在前面加了字节顺序标记" }
    /// UTF-16.
    line_utf16() { en: "an editor has saved it as UTF-16", zh: "被编辑器存成了 UTF-16" }
    /// Blank.
    line_blank() { en: "the line is blank", zh: "这一行是空的" }
    /// NUL bytes.
    line_nul() { en: "it holds NUL bytes, as a disk leaves them after a power cut", zh: "含有空字节，像是断电造成的" }
    /// Not UTF-8.
    line_not_utf8() { en: "it is not UTF-8 text", zh: "不是 UTF-8 文本" }
    /// Too long.
    line_too_long() { en: "the line is too long", zh: "这一行太长" }
    /// Not closed.
    line_not_closed() { en: "the line does not end as an entry does", zh: "这一行的结尾不完整" }
    /// Hash.
    line_hash() { en: "its content does not match its check sum", zh: "内容和校验值不符" }
    /// Not an entry.
    line_not_an_entry(detail: &str) { en: "it is not an entry ({detail})", zh: "不是一条记录（{detail}）" }
    /// Event.
    line_event(detail: &str) { en: "what it says cannot be read ({detail})", zh: "内容无法读取（{detail}）" }
    /// Depth.
    line_too_deep() { en: "it is nested too deep", zh: "嵌套太深" }
    /// Duplicate name.
    line_duplicate(name: &str) { en: "the name \"{name}\" stands twice", zh: "“{name}”出现了两次" }
    /// Reserved name.
    line_reserved(name: &str) { en: "the name \"{name}\" may not stand there", zh: "“{name}”不能出现在那里" }
    /// Numbering.
    line_wrong_seq(found: u64, wanted: u64) {
        en: "it is numbered {found} where {wanted} belongs: a line was cut out, put in or moved",
        zh: "编号是{found}，应为{wanted}：有一行被删掉、插入或移动过",
    }
    /// Link.
    line_broken_link() { en: "it does not continue the line before", zh: "和前一行接不上" }
    /// Not opened.
    line_not_opened() { en: "its first line opens no diary", zh: "第一行不是日记的开头" }
    /// Opened again.
    line_opened_again() { en: "a second diary begins there", zh: "那里又开始了另一本日记" }
    /// Format.
    line_format(name: &str) { en: "it is of another format, \"{name}\"", zh: "是另一种格式“{name}”" }
}

impl Text {
    /// What the system said, which says it in English; the words for what happens to files are known here.
    pub fn system_error(self, error: &io::Error) -> String {
        let known = match (self.language(), error.kind()) {
            (Language::En, _) => None,
            (Language::ZhHans, kind) => match kind {
                io::ErrorKind::NotFound => Some("找不到文件或文件夹"),
                io::ErrorKind::PermissionDenied => Some("您没有权限"),
                io::ErrorKind::StorageFull => Some("磁盘满了"),
                io::ErrorKind::QuotaExceeded => Some("空间配额用完了"),
                io::ErrorKind::FileTooLarge => Some("文件超过了系统允许的大小"),
                io::ErrorKind::ReadOnlyFilesystem => Some("这个磁盘只能读，不能写"),
                io::ErrorKind::NotADirectory => Some("路径中有一段不是文件夹"),
                _ => None,
            },
        };
        known.map_or_else(|| error.to_string(), str::to_owned)
    }
}
