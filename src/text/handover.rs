//! The copy for the visit: where it goes, what it is, and whether a memory stick may be taken out.

use super::sentences;

sentences! {
    /// The row, and the heading of its page.
    copy_for_the_visit() { en: "Copy my diary for the visit", zh: "复制日记，带去访视" }
    /// What will be written.
    what_is_copied(entries: &str) {
        en: "A copy of the whole diary, {entries}, goes where you choose. Your diary stays here as it is.",
        zh: "整本日记（{entries}）会复制到您选的地方。原来的日记不变，仍在这台电脑上。",
    }
    /// Before choosing.
    put_the_stick_in() {
        en: "With a memory stick: put it in first, then choose \"Look again\".",
        zh: "用U盘的话，请先插好U盘，再选“再找一次”。",
    }
    /// Who can read it.
    copy_is_readable() {
        en: "Whoever has the stick can read the copy.",
        zh: "拿到U盘的人都能看到日记内容。",
    }
    /// A place.
    place_drive(name: &str) { en: "Drive or memory stick: {name}", zh: "U盘或磁盘：{name}" }
    /// A place.
    place_desktop() { en: "Desktop of this computer", zh: "这台电脑的桌面" }
    /// A place.
    place_documents() { en: "Documents folder of this computer", zh: "这台电脑的“文档”文件夹" }
    /// A place.
    place_downloads() { en: "Downloads folder of this computer", zh: "这台电脑的“下载”文件夹" }
    /// A place.
    place_home() { en: "My own folder on this computer", zh: "这台电脑上我的文件夹" }
    /// Looks for memory sticks once more.
    look_for_places_again() { en: "Look again", zh: "再找一次" }
    /// For those who can type.
    type_a_folder() { en: "Type the name of a folder", zh: "自己输入文件夹" }
    /// Beside what is typed.
    folder_label() { en: "Folder", zh: "文件夹" }
    /// Copies to the folder that was typed.
    copy_there() { en: "Copy my diary there", zh: "复制到这里" }
    /// Done.
    copied_heading() { en: "Your diary is copied", zh: "日记已复制" }
    /// Done before.
    copy_was_there() {
        en: "This copy was there already. It is complete.",
        zh: "之前已经复制过，内容完全一样，不用再复制。",
    }
    /// Beside the folder.
    copied_to() { en: "Folder", zh: "文件夹" }
    /// Beside the name of the copy.
    copied_as() { en: "File", zh: "文件" }
    /// Beside the count of entries.
    copied_entries() { en: "Entries", zh: "记录数" }
    /// Beside the date.
    copied_on() { en: "Date", zh: "日期" }
    /// Beside the code.
    copied_code() { en: "Code", zh: "代码" }
    /// What the code is for.
    write_the_code_down() {
        en: "Write the code on paper. With it your study team sees that nothing is missing.",
        zh: "请把代码抄在纸上，研究团队凭它核对日记是否完整。",
    }
    /// The disk has confirmed everything.
    may_be_taken_out() {
        en: "Everything is written. A memory stick can be taken out now.",
        zh: "已全部写好。用U盘的话，现在可以拔出。",
    }
    /// The disk has not confirmed everything.
    eject_it_first() {
        en: "The disk has not confirmed it. Eject the memory stick with your computer before you take it out.",
        zh: "磁盘还没有确认写好。拔U盘之前，请先在电脑上“弹出”。",
    }
    /// A copy of a damaged diary.
    copy_is_damaged(line: u64) {
        en: "The diary is damaged from line {line} on, and so is its copy. Take it to your study team all the same.",
        zh: "日记从第{line}行起损坏，副本也一样。仍请带给研究团队。",
    }
    /// There is no copy.
    not_copied_heading() { en: "There is NO copy", zh: "没有复制成功" }
    /// Taken out before the copy was made.
    drive_is_gone() {
        en: "The drive or memory stick is not there any more.",
        zh: "U盘或磁盘已经不在了。",
    }
    /// What to do without a copy.
    not_copied_advice() {
        en: "Your diary is as it was. Choose another place, or take this computer to the visit.",
        zh: "日记没有变化。请换一个地方，或者把这台电脑带去访视。",
    }
    /// After the copy, on the command line.
    copied_to_line(path: &str) { en: "Copied to {path}", zh: "已复制到 {path}" }
    /// What a copy holds, on the command line.
    copied_line(entries: &str, date: &str, code: &str) {
        en: "{entries}, {date}. Code of the last entry: {code}",
        zh: "{entries}，{date}。最后一条的代码：{code}",
    }
    /// On the last page.
    last_copy(code: &str) {
        en: "Please copy the diary for your last visit. The code of its end is {code}.",
        zh: "请为最后一次访视复制日记。日记结尾的代码：{code}。",
    }
    /// Behind a table of figures: which state of which diary it was counted from.
    counted_from(subject: &str, entries: &str, code: &str) {
        en: "{subject}: {entries}, code of the last entry {code}",
        zh: "{subject}：{entries}，最后一条的代码 {code}",
    }
}
