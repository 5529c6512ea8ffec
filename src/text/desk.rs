//! The words of the forms in which the study team enters something about a participant. Read by study staff only.

use super::sentences;
use crate::domain::plain_text::PlainText;

sentences! {
    /// Under pages of a diary that stands in no study folder.
    desk_needs_folder() {
        en: "To record something here, receive the diary into a study folder first: dosebook receive FILE --into FOLDER",
        zh: "要在这里记录，请先把日记接收到研究文件夹：dosebook receive 文件 --into 文件夹",
    }
    /// The same, of a site record that cannot be read: to receive the diary would not help.
    desk_needs_record() {
        en: "Nothing can be recorded here until the site record can be read again. What to do: dosebook verify FOLDER",
        zh: "研究中心记录恢复之前，这里不能填写。处理办法见：dosebook verify 文件夹",
    }
    /// Who is entering.
    desk_who() { en: "Who is entering?", zh: "谁在填写？" }
    /// Why that is asked.
    desk_who_why() {
        en: "Asked once. What is entered stands in the site record under these initials, never in the diary.",
        zh: "只问一次。填写的内容以此缩写记入研究中心记录，不会写进患者的日记。",
    }
    /// A row.
    desk_event() { en: "Record an adverse event", zh: "记录不良事件" }
    /// A row of the list of symptoms and adverse events.
    desk_event_line(term: &str) { en: "adverse event: {term}", zh: "不良事件：{term}" }
    /// A row.
    desk_visit() { en: "Record a visit", zh: "记录访视" }
    /// A row.
    desk_medicine() { en: "Record another medicine", zh: "登记其他用药" }
    /// What the program does not do with it.
    desk_medicine_why() {
        en: "It is listed and not checked against the study medicines.",
        zh: "仅作登记，程序不核对与试验用药的相互作用。",
    }
    /// How the dates of a medicine are entered.
    desk_medicine_dates() {
        en: "Type dates as 2026-11-03; left and right begin with today. Empty: not known, or still taken.",
        zh: "日期按 2026-11-03 的格式输入，按左右键从今天开始；不清楚或仍在服用就留空。",
    }
    /// A row.
    desk_note() { en: "Write a note", zh: "写备注" }
    /// The text of a note.
    desk_note_label() { en: "Note", zh: "备注" }
    /// A row.
    desk_review() { en: "Mark the diary as reviewed up to here", zh: "标记：日记已审阅至此" }
    /// A row.
    desk_confirm(count: usize) {
        en: "Confirm what the participant was told: {count}",
        zh: "确认受试者被告知的医嘱：{count}条",
    }
    /// A row.
    desk_take_back() { en: "Take this entry back", zh: "撤回这条记录" }
    /// A row.
    desk_entry(seq: u64) { en: "Entry {seq} of the site record", zh: "研究中心记录第{seq}条" }
    /// A row.
    desk_hand_out() { en: "Tablets or capsules were handed out", zh: "发药" }
    /// A row.
    desk_count() { en: "Count what is left", zh: "清点剩余药物" }
    /// A row.
    desk_lost() { en: "Tablets or capsules were lost", zh: "药物遗失" }
    /// The strength and the lot.
    desk_pack() { en: "Which", zh: "药物" }
    /// A strength that is not in the list.
    desk_other_strength() { en: "another strength", zh: "其他规格" }
    /// A lot behind its strength.
    desk_lot_of(lot: &PlainText) { en: "lot {lot}", zh: "批号{lot}" }
    /// How many.
    desk_how_many() { en: "How many", zh: "数量" }
    /// How a count is entered.
    desk_count_keys() { en: "Type the number, or change it with left and right.", zh: "输入数量，或用左右键更改。" }
    /// A choice of two.
    desk_yes() { en: "yes", zh: "是" }
    /// A choice of two.
    desk_no() { en: "no", zh: "否" }
    /// A strength.
    desk_strength() { en: "Strength in mg", zh: "规格（毫克）" }
    /// A lot.
    desk_lot() { en: "Lot, as on the pack", zh: "批号（见包装）" }
    /// How they were lost.
    desk_how_lost() { en: "How, if known", zh: "原因（如已知）" }
    /// The last dose before a count.
    desk_after() { en: "Last dose before the count", zh: "清点前最后一次服药" }
    /// Where counted tablets are.
    desk_where_now() { en: "They", zh: "清点后" }
    /// The site keeps them.
    desk_kept() { en: "stay here", zh: "留在研究中心" }
    /// They go home.
    desk_given_back() { en: "go home again", zh: "还给受试者" }
    /// A value that nobody has chosen.
    desk_not_chosen() { en: "not chosen yet", zh: "未选择" }
    /// Something is missing.
    desk_choose_all() { en: "Choose every value to go on.", zh: "请选完每一项再继续。" }
    /// Something is missing.
    desk_fill_all() { en: "Fill in every value to go on.", zh: "请填完每一项再继续。" }
    /// Above the search.
    desk_which_term() { en: "Which CTCAE 5.0 term?", zh: "选择CTCAE 5.0术语" }
    /// The order of the list.
    desk_terms_why() {
        en: "First what the participant reported. To find another, type part of its name.",
        zh: "排在前面的与受试者的报告有关。查找其他术语请输入名称的一部分。",
    }
    /// The text of the search.
    desk_search() { en: "Find", zh: "查找" }
    /// What is not listed.
    desk_more_terms(count: usize) { en: "{count} more: type to find them.", zh: "还有{count}个：请输入文字查找。" }
    /// How values are changed.
    desk_arrows() { en: "Left and right change a value.", zh: "用左右键更改。" }
    /// What an event was.
    desk_words() { en: "What it was", zh: "具体说明" }
    /// A grade.
    desk_grade() { en: "Grade", zh: "分级" }
    /// The first day.
    desk_onset() { en: "Began", zh: "开始日期" }
    /// The last day.
    desk_ended() { en: "Ended", zh: "结束日期" }
    /// It has not ended.
    desk_goes_on() { en: "it goes on", zh: "尚未结束" }
    /// Whether it is serious.
    desk_serious() { en: "Serious", zh: "是否严重（SAE）" }
    /// Whether it is related to a drug.
    desk_relation(drug: &str) { en: "{drug}", zh: "与{drug}的关系" }
    /// What was done with a drug.
    desk_action(drug: &str) { en: "  action: {drug}", zh: "  对{drug}的处理" }
    /// A report that it may be about.
    desk_about(seq: u64, date: &str) { en: "Reported {date}, entry {seq}", zh: "日记第{seq}条，{date}" }
    /// An event that was withdrawn meanwhile.
    desk_no_event() { en: "This adverse event was taken back.", zh: "这个不良事件已被撤回。" }
    /// The grades with their dates.
    desk_course() { en: "Course", zh: "经过" }
    /// The highest grade.
    desk_highest() { en: "Highest grade", zh: "最高分级" }
    /// A row.
    desk_change() { en: "It has changed, or ended", zh: "有变化，或已结束" }
    /// A heading.
    desk_changed_heading(term: &str) { en: "{term}: what has changed", zh: "{term}：变化" }
    /// When it changed.
    desk_changed_on() { en: "On", zh: "日期" }
    /// Whether it ended then.
    desk_has_ended() { en: "Ended then", zh: "当天结束" }
    /// A row.
    desk_assess() { en: "Record a tumour assessment", zh: "记录肿瘤评估" }
    /// A row.
    desk_therapy() { en: "Record a new therapy against the cancer", zh: "记录新的抗肿瘤治疗" }
    /// A row.
    desk_alive() { en: "Record that the participant is alive", zh: "记录生存随访（存活）" }
    /// A row.
    desk_died() { en: "Record the death of the participant", zh: "记录受试者死亡" }
    /// Which therapy.
    desk_therapy_name() { en: "Which", zh: "治疗名称" }
    /// How dates are entered.
    desk_date_keys() {
        en: "Type dates as 2026-11-03, or change them with left and right.",
        zh: "日期按 2026-11-03 的格式输入，或用左右键更改。",
    }
    /// No date is given yet.
    desk_date_empty() {
        en: "No date yet: left and right begin with today.",
        zh: "还没有填日期：按左右键从今天开始。",
    }
    /// What is no date.
    desk_date_looks() { en: "A date looks like this: 2026-11-03.", zh: "日期的写法例如：2026-11-03。" }
    /// From when.
    desk_from() { en: "From", zh: "开始日期" }
    /// Until when.
    desk_until() { en: "Until", zh: "结束日期" }
    /// Which kind of assessment it is.
    desk_what() { en: "It is", zh: "评估类型" }
    /// A kind of assessment.
    desk_is_baseline() { en: "the baseline", zh: "基线" }
    /// A kind of assessment.
    desk_is_measured() { en: "measured", zh: "测量结果" }
    /// A kind of assessment.
    desk_is_response() { en: "a response as given", zh: "研究者评定的疗效" }
    /// When the sum stays empty.
    desk_sum_why() {
        en: "The sum stays empty where there is no target lesion, or not all were measured.",
        zh: "没有靶病灶或未全部测量时，径线之和留空。",
    }
    /// The sum of diameters.
    desk_sum() { en: "Sum of target lesions, mm", zh: "靶病灶径线之和（mm）" }
    /// A sum that is none.
    desk_sum_looks(wanted: &str) { en: "The sum is given in {wanted}.", zh: "径线之和请填{wanted}。" }
    /// The lesions that are not measured.
    desk_others() { en: "Other lesions", zh: "非靶病灶" }
    /// There are none of them.
    desk_no_others() { en: "there are none", zh: "无" }
    /// New lesions.
    desk_new_lesions() { en: "New lesions", zh: "新病灶" }
    /// The response.
    desk_response() { en: "Response", zh: "疗效" }
    /// A row.
    desk_correct() { en: "Correct this entry", zh: "更正这条记录" }
    /// A heading.
    desk_correct_heading(seq: u64) { en: "Correct entry {seq} of the site record", zh: "更正研究中心记录第{seq}条" }
    /// A row.
    desk_withdraw() { en: "This entry should not be there", zh: "这条记录不应存在" }
    /// A row.
    desk_restore() { en: "This entry should be there after all", zh: "这条记录应当恢复" }
    /// A row of the form of an event.
    desk_other_term() { en: "Choose another term", zh: "选择其他术语" }
    /// What an entry says that does not count.
    says_nothing() { en: "not there", zh: "无此记录" }
    /// Why it is corrected.
    desk_why() { en: "Why", zh: "更正原因" }
    /// A reason is missing.
    desk_choose_why() { en: "Choose why, to go on.", zh: "请选择更正原因再继续。" }
    /// Nothing is different.
    desk_nothing_changed() { en: "Change a value to go on.", zh: "请先更改内容再继续。" }
    /// What did not change.
    desk_as_it_was() { en: "as it was", zh: "不变" }
}
