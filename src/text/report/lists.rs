//! The tables of the report: symptoms, calls, adverse events, medicines, tablets, orders and the audit trail.

use crate::text::sentences;

sentences! {
    /// Caption.
    report_symptoms_caption() { en: "Symptoms as the participant reported them", zh: "受试者报告的症状" }
    /// What the patient's words are not.
    report_symptoms_are_reports() {
        en: "In the participant's own answers. Grades are given by the study team alone, under adverse events.",
        zh: "以下为受试者自己的回答，不是分级；分级由研究人员在不良事件中记录。",
    }
    /// Caption.
    report_calls_caption() { en: "Calls to the study team", zh: "与研究团队的电话联系" }
    /// No symptom.
    report_no_symptoms() { en: "No symptom was reported.", zh: "没有报告症状。" }
    /// No call.
    report_no_calls() { en: "No call was recorded.", zh: "没有电话联系记录。" }
    /// A column: the number of an entry.
    report_column_entry() { en: "No.", zh: "记录号" }
    /// A column.
    report_column_began() { en: "Began", zh: "开始" }
    /// A column.
    report_column_ended() { en: "Ended", zh: "结束" }
    /// A column.
    report_column_symptom() { en: "Symptom, in the participant's answers", zh: "症状（受试者回答）" }
    /// A column.
    report_column_urgency() { en: "Asked to", zh: "日记提示" }
    /// A column.
    report_column_calls() { en: "Calls about it", zh: "相关电话" }
    /// A column.
    report_column_call_when() { en: "When", zh: "时间" }
    /// A column.
    report_column_call_about() { en: "About entries", zh: "涉及记录" }
    /// A column.
    report_column_call_said() { en: "What the team said", zh: "研究团队答复" }
    /// Nobody has called.
    report_no_call_about_it() { en: "none recorded", zh: "无记录" }
    /// A warning that waits.
    report_still_open() { en: "still open", zh: "尚未处理" }
    /// Not over.
    report_not_ended() { en: "not recorded", zh: "未记录" }

    /// Heading of a section.
    report_adverse() { en: "Adverse events", zh: "不良事件" }
    /// Caption.
    report_adverse_caption() { en: "Adverse events, graded by the study team", zh: "不良事件（由研究人员分级）" }
    /// None.
    report_no_adverse() { en: "No adverse event is recorded.", zh: "没有不良事件记录。" }
    /// A column.
    report_column_term() { en: "Term (CTCAE)", zh: "术语（CTCAE）" }
    /// A column.
    report_column_grades() { en: "Grade, from", zh: "分级及起始日" }
    /// A column.
    report_column_onset() { en: "Onset", zh: "发生日期" }
    /// A column.
    report_column_serious() { en: "Serious", zh: "是否严重（SAE）" }
    /// A column.
    report_column_related() { en: "Related to", zh: "与研究药的关系" }
    /// A column.
    report_column_action() { en: "Action taken", zh: "对研究药采取的措施" }

    /// Caption.
    report_medicines_caption() { en: "Other medicines", zh: "合并用药" }
    /// None.
    report_no_medicines_recorded() { en: "No other medicine is recorded.", zh: "没有合并用药记录。" }
    /// A column.
    report_column_medicine() { en: "Medicine", zh: "药品" }
    /// A column.
    report_column_source() { en: "Recorded in", zh: "记录来源" }
    /// Where something stands.
    report_source_diary() { en: "diary", zh: "日记" }
    /// Where something stands.
    report_source_record() { en: "site record", zh: "研究中心记录" }

    /// A dose that could explain a difference.
    report_explaining_dose(date: &str, status: &str, units: u64) {
        en: "{date} {status} ({units})",
        zh: "{date}{status}（{units}）",
    }
    /// Caption.
    report_tablets_caption(drug: &str) { en: "{drug}: handed out, counted and expected", zh: "{drug}：发放、清点与应剩" }
    /// No record.
    report_no_tablets() { en: "Nothing handed out or counted is recorded with this report.", zh: "本报告没有发药和清点记录。" }

    /// Caption.
    report_orders_caption() { en: "Orders, in the order in which they hold", zh: "医嘱（按执行时间排列）" }
    /// A column.
    report_column_from() { en: "Holds from", zh: "执行起始" }
    /// A column.
    report_column_order() { en: "Order", zh: "医嘱内容" }
    /// A column.
    report_column_by() { en: "Recorded by", zh: "记录者" }
    /// A column.
    report_column_confirmed() { en: "Confirmed", zh: "确认" }
    /// By staff.
    report_by_staff() { en: "entered by staff", zh: "研究人员录入" }
    /// Confirmed.
    report_told_confirmed() { en: "told to the participant, confirmed", zh: "受试者转述，已确认" }
    /// Not confirmed.
    report_told_unconfirmed() { en: "told to the participant, NOT confirmed", zh: "受试者转述，尚未确认" }
    /// None.
    report_no_orders() { en: "No order is recorded.", zh: "没有医嘱记录。" }

    /// Caption.
    report_trail_caption() { en: "Entries of the diary", zh: "日记记录" }
    /// Caption.
    report_site_trail_caption() { en: "Entries of the site record", zh: "研究中心记录" }
    /// What the audit trail is.
    report_trail_intro() {
        en: "Every entry as it was recorded; nothing is ever changed in place. A correction is an entry of its own, and what it replaced stays.",
        zh: "按记录先后列出全部条目，原始记录从不修改。更正另立一条，被更正的内容予以保留。",
    }
    /// A column.
    report_column_happened() { en: "Happened", zh: "发生时间" }
    /// A column.
    report_column_recorded() { en: "Recorded", zh: "记录时间" }
    /// A column.
    report_column_what() { en: "Entry", zh: "内容" }
    /// Late by so many days.
    report_days_later(days: &str) { en: "{days} later", zh: "晚{days}" }
    /// What became of an entry.
    report_replaced_by(seq: u64) { en: "Does not count any more: corrected by entry {seq}.", zh: "已由第{seq}条更正，不再计入。" }
    /// What became of an entry.
    report_taken_back_in(seq: u64) { en: "Does not count any more: taken back by entry {seq}.", zh: "已由第{seq}条撤回，不再计入。" }
    /// What a correction replaced.
    report_old_content(was: &str) { en: "Old: {was}", zh: "原：{was}" }
    /// What a correction says.
    report_new_content(now: &str) { en: "New: {now}", zh: "新：{now}" }
    /// A correction that withdraws.
    report_new_nothing() { en: "New: taken back, does not count", zh: "新：撤回，不再计入" }
    /// The reason of a correction.
    report_correction_of(seq: u64, reason: &str) { en: "Correction of entry {seq} ({reason})", zh: "更正第{seq}条（{reason}）" }
    /// The clock was fixed by the environment.
    report_clock_was_fixed() { en: "under a fixed clock", zh: "固定时钟" }
}
