//! The words of the study nurse's screens: the participants, the page bar, what is wrong with a file.

use super::{Text, say, sentences};
use crate::domain::adherence::MeasureKind;

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
    /// A diary that is not looked at, as another one of the participant is.
    left_out() {
        en: "This diary is not looked at. Press Enter to see why.",
        zh: "没有审阅这份日记。按回车查看原因。",
    }
    /// Of two diaries of a participant, which is looked at.
    left_out_for(subject: &str, used: &str) {
        en: "Participant {subject} has another diary here, and that one is looked at: {used}",
        zh: "受试者 {subject} 在这里还有一份日记，审阅的是那一份：{used}",
    }
    /// Of those, the one goes on where the other ends.
    left_out_agrees() { en: "It begins with everything that stands in this one.", zh: "那一份以本文件的全部记录开头。" }
    /// A damaged diary.
    damaged_from(line: u64) {
        en: "The diary is damaged from line {line} on. What is shown is what stands before it.",
        zh: "日记从第{line}行起已损坏，这里只显示损坏之前的内容。",
    }
    /// Made-up diaries among others.
    sample_data_among(samples: usize, all: usize) {
        en: "SAMPLE DATA, made up: {samples} of {all} diaries.",
        zh: "示例数据，纯属虚构：{all}份日记中有{samples}份。",
    }
    /// A site record that cannot be read.
    record_cannot_be_read() {
        en: "The study team's own record of this participant cannot be read.",
        zh: "研究团队关于该受试者的记录无法读取。",
    }
    /// A column: the adherence by count, short.
    column_pill_count() { en: "Pill count", zh: "清点依从性" }
    /// Files of a folder that are not diaries that count; a row and a heading.
    files_aside() { en: "Files that do not count", zh: "没有统计的文件" }
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
    waiting_short(cycle: u16) { en: "{cycle} is over", zh: "第{cycle}周期已结束" }
    /// In a column.
    follow_up_short(day: u16) { en: "follow-up {day}", zh: "随访第{day}天" }
    /// In a column.
    ended_short() { en: "ended", zh: "已结束" }
    /// No finding.
    nothing_to_discuss() { en: "Nothing to discuss.", zh: "没有需要讨论的事项。" }
    /// In a column.
    count_urgent(count: usize) { en: "{count} urgent", zh: "紧急{count}项" }
    /// In a column.
    count_to_ask(count: usize) { en: "{count} to ask", zh: "询问{count}项" }
    /// In a column.
    count_notes(count: usize) { en: "{count} to know", zh: "参考{count}项" }
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

    /// A page of a participant.
    tab_calendar() { en: "Calendar", zh: "日历" }
    /// A page of a participant.
    tab_adherence() { en: "Adherence", zh: "依从性" }
    /// A page of a participant.
    tab_symptoms() { en: "Symptoms", zh: "症状" }
    /// A page of a participant.
    tab_tablets() { en: "Tablets", zh: "药物清点" }
    /// A page of a participant.
    tab_entries() { en: "Entries", zh: "全部记录" }
    /// A page of a participant.
    tab_visit() { en: "Visit", zh: "访视" }

    /// A slot: "Wed 4 Nov evening (1, day 3), capecitabine tablets".
    slot_label(date: &str, period: &str, day: &str, drug: &str) {
        en: "{date} {period} ({day}) {drug}",
        zh: "{date}{period}（{day}）{drug}",
    }
    /// When it was swallowed.
    swallowed_at(stamp: &str) { en: "taken {stamp}", zh: "服药{stamp}" }
    /// When it was recorded.
    recorded_then(stamp: &str) { en: "recorded {stamp}", zh: "记录{stamp}" }

    /// A lane of the calendar.
    orders_lane() { en: "orders", zh: "医嘱" }
    /// A mark.
    mark_order() { en: "an order holds from here", zh: "医嘱从这里开始执行" }

    /// Above the findings that name an entry.
    named_in() { en: "Named in", zh: "涉及的事项" }
    /// A row with a value.
    which_entries() { en: "Entries", zh: "记录" }
    /// A kind of entries and how many there are.
    of_kind(kind: &str, count: usize) { en: "{kind}: {count}", zh: "{kind}：{count}条" }
    /// A kind of entries.
    trail_all() { en: "all of the diary", zh: "日记全部" }
    /// A kind of entries.
    trail_doses() { en: "doses and meals", zh: "服药和进餐" }
    /// A kind of entries.
    trail_symptoms() { en: "symptoms and calls", zh: "症状和电话" }
    /// A kind of entries.
    trail_orders() { en: "orders and settings", zh: "医嘱和设置" }
    /// A kind of entries.
    trail_late() { en: "recorded on a later day", zh: "隔日补记" }
    /// A kind of entries.
    trail_corrected() { en: "corrected", zh: "更正" }
    /// A kind of entries.
    trail_by_team() { en: "by the study team", zh: "研究团队填写" }
    /// A kind of entries.
    trail_site_record() { en: "the site record", zh: "研究中心记录" }

    /// A column.
    column_measure() { en: "Measure", zh: "指标" }
    /// A column.
    column_share() { en: "Share", zh: "百分比" }
    /// A column.
    column_part() { en: "Part", zh: "分子" }
    /// A column.
    column_whole() { en: "Of", zh: "分母" }
    /// A share with its terms: "94.12 %: 16 of 17".
    share_of_terms(share: &str, part: &str, whole: &str) {
        en: "{share} = {part} / {whole}",
        zh: "{share} = {part} / {whole}",
    }
    /// A row with a value: which of the slots of a figure.
    terms_listed() { en: "Listed", zh: "列出" }
    /// What lowers a figure.
    terms_less(count: usize) { en: "what lowers it: {count}", zh: "使其降低的：{count}" }
    /// What counts in full.
    terms_full(count: usize) { en: "what counts in full: {count}", zh: "完全计入的：{count}" }
    /// A measure.
    measure_amount_recorded() { en: "Amount, recorded doses only", zh: "药量，仅计已记录" }
    /// A measure.
    measure_dose_recorded() { en: "Doses, recorded ones only", zh: "次数，仅计已记录" }
    /// A measure.
    measure_next_day() { en: "Recorded the next day", zh: "次日记录率" }
    /// A measure.
    measure_later() { en: "Recorded later", zh: "更晚记录率" }

    /// Something with its date.
    dated(date: &str, what: &str) { en: "{date}: {what}", zh: "{date}：{what}" }
    /// Nobody was called.
    no_call_about_it() { en: "No call about it is recorded.", zh: "没有相关的电话联系记录。" }
    /// What was said on a call.
    called(when: &str, said: &str) { en: "Call {when}: {said}", zh: "电话 {when}：{said}" }

    /// No count, nothing handed out.
    no_tablets_yet() {
        en: "No tablets or capsules are recorded as dispensed or returned.",
        zh: "还没有发放或回收的记录。",
    }
    /// A column.
    tablets_of() { en: "Tablets, capsules", zh: "药物" }
    /// "capecitabine 500 mg".
    tablets_label(drug: &str, strength: &str) { en: "{drug} {strength}", zh: "{drug} {strength}" }
    /// A column.
    tablets_before() { en: "At home from the count before", zh: "上次清点后带回" }
    /// A column.
    tablets_dispensed() { en: "Dispensed", zh: "发放" }
    /// A column.
    tablets_lost() { en: "Lost", zh: "遗失" }
    /// A column.
    tablets_counted() { en: "Returned", zh: "回收" }
    /// A column.
    tablets_expected() { en: "Expected", zh: "应剩" }
    /// A column.
    tablets_difference() { en: "Difference", zh: "差额" }
    /// Above the entries of the site record behind a balance.
    recorded_by_team() { en: "Recorded by the study team", zh: "研究团队的记录" }
    /// What the diary says was swallowed.
    tablets_taken_by_diary() { en: "Taken, by the diary", zh: "日记记录的服用量" }
    /// An interval.
    from_the_beginning() { en: "from the beginning", zh: "从开始服药起" }
    /// An interval.
    behind_slot(slot: &str) { en: "after {slot}", zh: "{slot}之后" }
    /// An interval.
    up_to_slot(from: &str, to: &str) { en: "{from}, up to {to}", zh: "{from}，至{to}" }
    /// An interval that is not over.
    since_then(from: &str) { en: "{from}, not counted yet", zh: "{from}，尚未清点" }
    /// Above the doses that could explain why more was left.
    explain_more(count: u128) {
        en: "{count} more left than the diary says. Recorded as taken, and not on the day itself:",
        zh: "实际剩余比日记多{count}。记为已服、但不是当天记录的：",
    }
    /// Above the doses that could explain why fewer were left.
    explain_fewer(count: u128) {
        en: "{count} fewer left than the diary says. Not recorded as taken in full:",
        zh: "实际剩余比日记少{count}。没有记为足量服用的：",
    }
    /// How many doses could explain a difference.
    explained_by(count: usize) {
        en: "doses that could explain the difference: {count}",
        zh: "可能解释差额的服药：{count}次",
    }
    /// A dose that could explain a difference.
    could_explain(status: &str, units: u64) { en: "{status}: {units}", zh: "{status}：{units}" }

    /// A fact about the visit.
    visit_received() { en: "This copy received", zh: "本份日记接收时间" }
    /// This copy was not received, but another one was.
    received_another(stamp: &str) { en: "not this one; the last on {stamp}", zh: "未接收本份；上次接收{stamp}" }
    /// A fact about the visit.
    visit_last() { en: "Last visit", zh: "最近一次访视" }
    /// A fact about the visit.
    visit_reviewed() { en: "Last review", zh: "最近一次审阅" }
    /// There is none.
    none_recorded() { en: "none recorded", zh: "没有记录" }
    /// Told orders that wait.
    orders_wait(count: usize) {
        en: "Orders that the participant was told, and nobody has confirmed: {count}",
        zh: "受试者转述、尚未核对的医嘱：{count}条",
    }

    /// A page.
    review_help_heading() { en: "Help", zh: "帮助" }
    /// What these pages never do.
    review_changes_nothing() {
        en: "Nothing you press here changes a diary. What the study team records goes into its own record, after a page that shows what will be written.",
        zh: "这里的任何操作都不会改动受试者的日记。研究团队的记录写在自己的文件里，写入之前会先显示内容。",
    }
    /// Changed files.
    review_refreshes() {
        en: "A diary that changes on disk is read again when you open it, and once a minute.",
        zh: "日记文件有变化时，打开时以及每分钟会重新读取。",
    }
}

impl Text {
    /// A time that may not be over.
    pub fn span(self, began: &str, ended: Option<&str>) -> String {
        match ended {
            Some(ended) => say!(self, en: "{began} to {ended}", zh: "{began}至{ended}"),
            None => began.to_owned(),
        }
    }

    /// The name of a measure.
    pub fn measure(self, kind: MeasureKind) -> String {
        match kind {
            MeasureKind::DoseAdherence => self.report_measure_dose(),
            MeasureKind::DoseAdherenceRecordedOnly => self.measure_dose_recorded(),
            MeasureKind::AmountAdherence => self.report_measure_amount(),
            MeasureKind::AmountAdherenceRecordedOnly => self.measure_amount_recorded(),
            MeasureKind::CorrectDays => self.report_measure_correct_day(),
            MeasureKind::FoodRule => self.report_measure_food(),
            MeasureKind::Timing => self.report_measure_timing(),
            MeasureKind::DoseIntensity => self.report_measure_intensity(),
            MeasureKind::Coverage => self.report_measure_coverage(),
            MeasureKind::SameDay => self.report_measure_same_day(),
            MeasureKind::NextDay => self.measure_next_day(),
            MeasureKind::Later => self.measure_later(),
        }
    }

    /// How a measure is computed.
    pub fn measure_meaning(self, kind: MeasureKind) -> String {
        match kind {
            MeasureKind::DoseAdherence | MeasureKind::DoseAdherenceRecordedOnly => {
                self.report_method_dose()
            }
            MeasureKind::AmountAdherence | MeasureKind::AmountAdherenceRecordedOnly => {
                self.report_method_amount()
            }
            MeasureKind::CorrectDays => self.report_method_correct_day(),
            MeasureKind::FoodRule => self.report_method_food(),
            MeasureKind::Timing => self.report_method_timing(),
            MeasureKind::DoseIntensity => self.report_method_intensity(),
            MeasureKind::Coverage
            | MeasureKind::SameDay
            | MeasureKind::NextDay
            | MeasureKind::Later => self.report_method_coverage(),
        }
    }
}
