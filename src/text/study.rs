//! The study folder and the site record: what was received, what the study team records, and what is asked.

use super::amounts::measure_of;
use super::{Text, say, sentences};
use crate::domain::diary::Diary;
use crate::domain::entry::Corrected;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{Check, Received, SiteEvent, SiteGuard, SiteRefusal};
use crate::domain::tablets::{Balance, Explaining};
use crate::domain::units::Milligrams;

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
    /// The record has changed since the question.
    site_record_changed() {
        en: "The site record has changed in the meantime: another program has recorded something. Look at it again: dosebook site log",
        zh: "研究中心记录刚刚被另一个程序更新了。请再看一下：dosebook site log",
    }
    /// An entry is on the disk.
    site_recorded(what: &str) { en: "Recorded: {what}", zh: "已记录：{what}" }
    /// A diary in a study folder that is not the one received.
    not_as_received(when: &str) {
        en: "This is NOT the diary that was received on {when}: an entry received then is missing or different.",
        zh: "这不是{when}接收的那份日记：当时接收的记录缺少或不同。",
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
    /// A count and a strength.
    wanted_supply() { en: "a number and a strength such as 56x500", zh: "像56x500这样的数量和规格" }
    /// A strength.
    wanted_strength() { en: "a strength in mg such as 500", zh: "以毫克表示的规格，例如500" }
    /// What the code of a drug looks like.
    wanted_drug_code() { en: "the code of a drug such as capecitabine", zh: "药物代码，例如 capecitabine" }
    /// Values beside a correction that takes none.
    no_values_here() {
        en: "--withdraw and --restore stand alone: name no values beside them.",
        zh: "--withdraw 和 --restore 要单独使用，不能再写其他内容。",
    }
    /// A number of units.
    wanted_count() { en: "a whole number from 0 to 9999", zh: "0到9999的整数" }
    /// The row of a drug with all its strengths.
    all_strengths_in_mg() { en: "all, mg", zh: "合计（毫克）" }
    /// The time since the last count.
    up_to_now() { en: "not counted yet", zh: "尚未清点" }
    /// Without a diary there is nothing to compare with.
    no_diary_for_tablets() {
        en: "No diary was received yet, so nothing is expected and there is no percentage.",
        zh: "还没有接收日记，无法计算应剩数量和百分比。",
    }
    /// Lots that may be at home.
    lots_not_counted(name: &str, lots: &str) {
        en: "{name}: no figure, as these lots were handed out and not counted: {lots}. If nothing of them is left, count 0.",
        zh: "{name}：无法计算，以下批号发出后没有清点：{lots}。如果已经没有剩余，请按0清点。",
    }
    /// More than can be there.
    counted_more_than_there(name: &str) {
        en: "{name}: more was counted than can be there. Check what was handed out.",
        zh: "{name}：清点的数量超过了可能的数量，请核对发药记录。",
    }
    /// Over 120 %.
    far_over_prescribed(name: &str) {
        en: "{name}: more than 120 % of what was prescribed is gone. Ask about extra doses and lost tablets.",
        zh: "{name}：消耗超过处方量的120%，请询问是否多服或遗失。",
    }
    /// More was left than the diary says.
    more_left(name: &str, count: u128, slots: &str) {
        en: "{name}: {count} more left than the diary says. Recorded as taken, and not on the day itself: {slots}",
        zh: "{name}：实际剩余比日记多{count}。记为已服、但不是当天记录的：{slots}",
    }
    /// Fewer were left than the diary says.
    fewer_left(name: &str, count: u128, slots: &str) {
        en: "{name}: {count} fewer left than the diary says. Not recorded as taken in full: {slots}",
        zh: "{name}：实际剩余比日记少{count}。没有记为足量服用的：{slots}",
    }
    /// No slot that could explain a difference.
    no_dose_explains() { en: "none", zh: "没有" }
    /// The rows of the table of tablets that have no count yet.
    nothing_dispensed() {
        en: "Nothing was handed out yet. To record it: dosebook site dispense",
        zh: "还没有发药记录。记录发药：dosebook site dispense",
    }
}

/// The first 8 characters of a hash, as papers and screens show it.
fn short_code(hash: &str) -> PlainText {
    PlainText::new(hash.chars().take(8).collect::<String>())
}

impl Text {
    /// The columns of the table of tablets.
    pub fn tablet_columns(self) -> Vec<String> {
        let columns = [
            ("drug", "药物"),
            ("strength", "规格"),
            ("after", "从（不含）"),
            ("up to", "至"),
            ("before", "上次剩余"),
            ("handed out", "发出"),
            ("lost", "遗失"),
            ("counted", "清点"),
            ("expected", "应剩"),
            ("difference", "差额"),
            ("pill count", "清点依从性"),
        ];
        columns
            .map(|(en, zh)| self.pick(en, zh).to_owned())
            .to_vec()
    }

    /// What a row of the table of tablets needs said about it.
    pub fn tablet_remarks(self, diary: Option<&Diary>, row: &Balance) -> Vec<String> {
        let drug = self.drug_named(diary, row.drug);
        let strength = row.strength.map(|mg| self.mg(mg));
        let strength = strength.unwrap_or_else(|| self.all_strengths_in_mg());
        let name = format!("{drug} {strength}");
        let mut lines = Vec::new();
        if !row.uncounted_lots.is_empty() && row.strength.is_some() {
            let lots: Vec<String> = row.uncounted_lots.iter().map(ToString::to_string).collect();
            lines.push(self.lots_not_counted(&name, &self.list(&lots)));
        }
        if row.consumed().is_some_and(|consumed| consumed < 0) {
            lines.push(self.counted_more_than_there(&name));
        }
        if row.is_far_over() {
            lines.push(self.far_over_prescribed(&name));
        }
        let (Some(difference), Some(by_diary)) = (row.difference(), &row.diary) else {
            return lines;
        };
        if difference != 0 && row.strength.is_some() {
            let doses: Vec<String> = by_diary
                .explained_by
                .iter()
                .map(|dose| self.explaining(dose))
                .collect();
            let doses = match doses.is_empty() {
                true => self.no_dose_explains(),
                false => self.list(&doses),
            };
            let size = difference.unsigned_abs();
            lines.push(match difference > 0 {
                true => self.more_left(&name, size, &doses),
                false => self.fewer_left(&name, size, &doses),
            });
        }
        lines
    }

    /// A dose that could explain a difference: "Wed 4 Nov evening not taken (2)".
    fn explaining(self, dose: &Explaining) -> String {
        let (date, units) = (self.short_date(dose.date), dose.units);
        let period = dose.period.map_or("", |period| self.period(period));
        let gap = if period.is_empty() {
            ""
        } else {
            self.pick(" ", "")
        };
        let when = format!("{date}{gap}{period}");
        self.report_explaining_dose(&when, self.report_row_status(dose.status), units)
    }

    pub(super) fn drug_named(self, diary: Option<&Diary>, drug: DrugId) -> String {
        match diary {
            Some(diary) => self.drug(diary, drug),
            None => drug.to_string(),
        }
    }

    /// "capecitabine tablets: 56 x 500 mg, lot A1".
    fn supply(
        self,
        diary: Option<&Diary>,
        drug: DrugId,
        strength: Milligrams,
        count: u32,
        lot: &PlainText,
    ) -> String {
        let (drug, measure) = (self.drug_named(diary, drug), measure_of(diary, drug));
        say!(self, en: "{drug}: {count} x {strength} mg, lot {lot}", zh: "{drug}：{strength}毫克 {count}{measure}，批号 {lot}")
    }

    /// What an entry of the site record says, in one line.
    pub fn site_event(self, diary: Option<&Diary>, event: &SiteEvent) -> String {
        match event {
            SiteEvent::Opened(opened) => {
                let subject = &opened.subject;
                say!(self, en: "site record begun for participant {subject}", zh: "开始受试者 {subject} 的研究中心记录")
            }
            SiteEvent::Received(received) => self.receipt(received),
            SiteEvent::Reviewed(reviewed) => {
                let count = self.entries(i64::try_from(reviewed.last_seq).unwrap_or(i64::MAX));
                let code = short_code(&reviewed.last_hash);
                say!(self, en: "diary reviewed: {count}, code {code}", zh: "已审阅日记：{count}，校验码{code}")
            }
            SiteEvent::Visited(visited) => {
                let date = self.date_in_line(visited.date);
                say!(self, en: "visit on {date}", zh: "{date}访视")
            }
            SiteEvent::Dispensed(d) => {
                let supply = self.supply(diary, d.drug, d.strength_mg, d.count, &d.lot);
                let date = self.date_in_line(d.date);
                say!(self, en: "handed out on {date}: {supply}", zh: "{date}发药：{supply}")
            }
            SiteEvent::Returned(r) => {
                let supply = self.supply(diary, r.drug, r.strength_mg, r.count, &r.lot);
                let (date, after) = (self.date_in_line(r.date), self.date_in_line(r.after.date));
                let after = match self.period(r.after.period) {
                    "" => after,
                    period => say!(self, en: "{after}, {period}", zh: "{after}{period}"),
                };
                let where_now = match r.kept {
                    true => self.pick("kept by the site", "留在研究中心"),
                    false => self.pick("given back", "已还给受试者"),
                };
                say!(self, en: "counted on {date}, after the dose of {after}: {supply}; {where_now}", zh: "{date}清点（{after}服药之后）：{supply}；{where_now}")
            }
            SiteEvent::Lost(l) => {
                let supply = self.supply(diary, l.drug, l.strength_mg, l.count, &l.lot);
                let date = self.date_in_line(l.date);
                let line = say!(self, en: "lost, {date}: {supply}", zh: "{date}遗失：{supply}");
                match l.reason.is_empty() {
                    true => line,
                    false => self.clauses(vec![line, l.reason.to_string()]),
                }
            }
            SiteEvent::AdverseEvent(event) => self.adverse_event(diary, event),
            SiteEvent::AdverseEventChanged(change) => self.adverse_event_change(diary, change),
            SiteEvent::Confirmed(confirmed) => {
                let one = |seq: u64| {
                    let entry = diary.and_then(|diary| Some((diary, diary.history().live(seq)?)));
                    match entry {
                        Some((diary, live)) => {
                            let what = self.event(diary, live.event);
                            say!(self, en: "{seq} ({what})", zh: "第{seq}条（{what}）")
                        }
                        None => say!(self, en: "{seq}", zh: "第{seq}条"),
                    }
                };
                let list: Vec<String> = confirmed.entries.iter().map(|e| one(e.seq)).collect();
                let list = self.list(&list);
                say!(self, en: "study team confirms entry {list} of the diary", zh: "研究团队确认日记{list}")
            }
            SiteEvent::Assessed(assessed) => self.assessed(assessed),
            SiteEvent::NewTherapy(therapy) => self.new_therapy(therapy),
            SiteEvent::Died(died) => self.died_on(&self.date_in_line(died.date)),
            SiteEvent::LastAlive(alive) => self.alive_on(&self.date_in_line(alive.date)),
            SiteEvent::Noted(noted) => {
                let note = &noted.text;
                say!(self, en: "note: {note}", zh: "备注：{note}")
            }
            SiteEvent::Medicine(medicine) => {
                let words = self.medicine(medicine);
                say!(self, en: "other medicine: {words}", zh: "其他用药：{words}")
            }
            SiteEvent::Corrected(corrected) => self.site_correction(diary, corrected),
            SiteEvent::Recovered(recovered) => {
                let bytes = recovered.bytes;
                say!(self, en: "an unfinished last line ({bytes} bytes) was set aside", zh: "最后一行没有写完（{bytes}字节），已另存")
            }
            SiteEvent::Continued(continued) => {
                let (line, lost) = (continued.last_good_line, continued.lost_lines);
                say!(self, en: "continued after damage: lines 1 to {line} kept, {lost} lost", zh: "文件损坏后继续：保留第1至{line}行，丢失{lost}行")
            }
            SiteEvent::Unknown(unknown) => {
                let kind = &unknown.kind;
                say!(self, en: "unknown entry of a newer version: {kind}", zh: "新版本的未知记录：{kind}")
            }
        }
    }

    fn receipt(self, received: &Received) -> String {
        let count = self.entries(i64::try_from(received.last_seq).unwrap_or(i64::MAX));
        let code = short_code(&received.last_hash);
        let line = say!(self, en: "diary received: {count}, code {code}", zh: "接收日记：{count}，校验码{code}");
        let check = match (received.check, received.differs_from) {
            (Check::First, _) => self.pick("the first copy", "第一份副本").to_owned(),
            (Check::Continues, _) => self
                .pick("it continues the copy before", "与上次的副本相符")
                .to_owned(),
            (Check::Differs, Some(seq)) => {
                say!(self, en: "it does NOT continue the copy before: entry {seq} differs", zh: "与上次的副本不符：第{seq}条不同")
            }
            (Check::Differs, None) => self
                .pick("it does NOT continue the copy before", "与上次的副本不符")
                .to_owned(),
        };
        let mut parts = vec![line, check];
        parts.extend(received.kept_as.as_ref().map(ToString::to_string));
        self.clauses(parts)
    }

    /// A correction of the site record in one line: which entry, why, what it said and what it says.
    pub fn site_old_and_new(self, seq: u64, reason: &str, old: &str, new: &str) -> String {
        say!(self, en: "entry {seq} ({reason}). Before: {old}. Now: {new}", zh: "第{seq}条（{reason}）。原为：{old}。改为：{new}")
    }

    fn site_correction(self, diary: Option<&Diary>, corrected: &Corrected<SiteEvent>) -> String {
        let seq = corrected.target.seq;
        let reason = self.correction_reason(corrected.reason);
        match &corrected.replacement {
            Some(event) => {
                let now = self.site_event(diary, event);
                say!(self, en: "entry {seq} corrected ({reason}), now: {now}", zh: "更正第{seq}条记录（{reason}），改为：{now}")
            }
            None => {
                say!(self, en: "entry {seq} taken back ({reason})", zh: "撤回第{seq}条记录（{reason}）")
            }
        }
    }

    /// What is asked before an entry of the site record.
    pub fn site_guard(self, guard: &SiteGuard) -> String {
        match guard {
            SiteGuard::NewSubject(subject) => {
                say!(self, en: "Nothing is known here about participant {subject}. Is the code right? A new site record will be begun.", zh: "这里没有受试者 {subject} 的任何资料。编号对吗？将新建一份研究中心记录。")
            }
            SiteGuard::Again { seq } => {
                say!(self, en: "Entry {seq} says the same. Record it once more?", zh: "第{seq}条记录内容相同。还要再记一次吗？")
            }
            SiteGuard::AssessedThatDay { seq } => {
                say!(self, en: "Entry {seq} says something else about the same day. Of two responses the worse one counts, of two baselines the one recorded last. Record it all the same?", zh: "第{seq}条记录对同一天有不同的评估。两次疗效按较差的一条计，两次基线按后记录的一条计。仍然要记录吗？")
            }
            SiteGuard::DiedAlready { seq, date } => {
                let date = self.date_in_line(*date);
                say!(self, en: "By entry {seq} the participant died on {date}. Record it all the same?", zh: "第{seq}条记录：受试者已于{date}死亡。仍然要记录吗？")
            }
            SiteGuard::AliveLater { seq, date } => {
                let date = self.date_in_line(*date);
                say!(self, en: "By entry {seq} the participant was alive on {date}. Record the death all the same?", zh: "第{seq}条记录：受试者{date}仍存活。仍然要记录死亡吗？")
            }
            SiteGuard::NeverDispensed => self
                .pick(
                    "Nothing of this strength and lot was recorded as handed out. Record it all the same?",
                    "没有这个规格和批号的发药记录。仍然要记录吗？",
                )
                .to_owned(),
            SiteGuard::SameTerm { seq, onset } => {
                let onset = self.date_in_line(*onset);
                say!(self, en: "Entry {seq} records the same term, since {onset}, at the same time. Is this another event? If it is the same one, say no and record what has changed about it.", zh: "第{seq}条已记录同一术语（{onset}开始），时间重叠。这是另一个事件吗？如果是同一个，请选“否”，并记录它的变化。")
            }
            SiteGuard::Death { serious: true } => self
                .pick(
                    "Grade 5 says that the participant died of it. Is that right?",
                    "5级表示受试者因此死亡。确认吗？",
                )
                .to_owned(),
            SiteGuard::Death { serious: false } => self
                .pick(
                    "Grade 5 says that the participant died of it, and it is recorded as not serious. Is that right?",
                    "5级表示受试者因此死亡，但记录为非严重。确认吗？",
                )
                .to_owned(),
            SiteGuard::MoreThanThere { most } => {
                say!(self, en: "That is more than there can be: at most {most} of this strength and lot. Record it all the same?", zh: "数量超过了可能的上限：这个规格和批号最多{most}。仍然要记录吗？")
            }
        }
    }

    /// Why nothing can be written to the site record.
    pub fn site_refusal(self, refusal: &SiteRefusal) -> String {
        match refusal {
            SiteRefusal::InFuture(date) => {
                let date = self.date_in_line(*date);
                say!(self, en: "{date} lies ahead. Record what has happened.", zh: "{date}还没有到。请记录已经发生的事。")
            }
            SiteRefusal::NoText => self.pick("A text is missing.", "缺少文字。").to_owned(),
            SiteRefusal::LongText => self
                .pick(
                    "The text is too long: 500 characters at most.",
                    "文字太长：最多500个字符。",
                )
                .to_owned(),
            SiteRefusal::NoUnits => self
                .pick("The number must be above 0.", "数量必须大于0。")
                .to_owned(),
            SiteRefusal::TooMany => self
                .pick(
                    "The number is too large: 9999 at most in one entry.",
                    "数量太大：一条记录最多9999。",
                )
                .to_owned(),
            SiteRefusal::UnknownDrug { drug, known } => {
                let known: Vec<&str> = known.iter().map(DrugId::as_str).collect();
                self.unknown_drug(drug.as_str(), &self.list(&known))
            }
            SiteRefusal::NoDiary => self
                .pick(
                    "No diary of this participant was received yet.",
                    "还没有接收这位受试者的日记。",
                )
                .to_owned(),
            SiteRefusal::NotTheDiaryThere => self
                .pick(
                    "Another copy of the diary has been received in the meantime. Look at it again.",
                    "刚刚又接收了一份新的日记副本，请重新查看。",
                )
                .to_owned(),
            SiteRefusal::NothingToConfirm => self
                .pick(
                    "No order of the diary waits for this confirmation.",
                    "日记里没有等待确认的这条医嘱。",
                )
                .to_owned(),
            SiteRefusal::CountedBeforeSlot => self
                .pick(
                    "The dose after which it was counted lies after the day of the count.",
                    "清点前最后一次服药的日期晚于清点日期。",
                )
                .to_owned(),
            SiteRefusal::StaffOnly => self
                .pick("Only staff record here.", "只有研究人员可以在这里记录。")
                .to_owned(),
            SiteRefusal::Event(fault) => self.event_fault(fault),
            SiteRefusal::ChangedMeanwhile => self
                .pick(
                    "That entry says something else by now. Look at it again: dosebook site log",
                    "这条记录的内容已经变了。请再看一下：dosebook site log",
                )
                .to_owned(),
            SiteRefusal::Correction(fault) => self.correction_fault(*fault),
            SiteRefusal::ChangeDoesNotFit => self
                .pick(
                    "This changes nothing in that entry, or that entry has no such value.",
                    "这样改没有变化，或者那条记录没有这一项。",
                )
                .to_owned(),
            SiteRefusal::NothingToTakeBack => self
                .pick(
                    "There is no entry of today to take back.",
                    "今天没有可以撤回的记录。",
                )
                .to_owned(),
        }
    }
}
