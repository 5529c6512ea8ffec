//! The words of the report for the study team's and the doctor's files. Clinical terms may stand here.

use super::{Text, say, sentences};
use crate::domain::adherence::{AsOf, Percent, RowStatus};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::phase::Phase;
use crate::domain::slots::Status;

sentences! {
    /// The title of the report about a participant.
    report_title() { en: "Medication diary report", zh: "受试者服药日记报告" }
    /// The title of the window.
    report_window(subject: &str) { en: "Medication diary report: {subject}", zh: "服药日记报告：{subject}" }
    /// In the margin of every page.
    report_running(subject: &str, code: &str) {
        en: "Participant {subject}   Diary code {code}",
        zh: "受试者编号 {subject}   日记校验码 {code}",
    }
    /// In the margin of every page.
    report_sample() { en: "SAMPLE DATA", zh: "示例数据" }
    /// Above the list of sections.
    report_contents() { en: "Contents", zh: "目录" }
    /// Heading of a section.
    report_summary() { en: "Summary", zh: "概要" }
    /// Heading of a section.
    report_discuss() { en: "To discuss", zh: "需要沟通的问题" }
    /// Heading of a section.
    report_calendar() { en: "Calendar", zh: "服药日历" }
    /// Heading of a section.
    report_adherence() { en: "Adherence", zh: "服药依从性" }
    /// Heading of a section.
    report_symptoms() { en: "Symptoms and calls", zh: "症状与电话联系" }
    /// Heading of a section.
    report_medicines() { en: "Other medicines", zh: "合并用药" }
    /// Heading of a section.
    report_tablets() { en: "Tablets and capsules", zh: "试验用药品发放与回收" }
    /// Heading of a section.
    report_orders() { en: "Orders of the study team", zh: "医嘱：处方、暂停与停药" }
    /// Heading of a section.
    report_trail() { en: "Audit trail", zh: "稽查轨迹（全部记录）" }
    /// Heading of a section.
    report_method() { en: "How each figure is computed", zh: "各项指标的计算方法" }

    /// Caption of the facts at the top.
    report_facts() { en: "Participant and diary", zh: "受试者与日记信息" }
    /// A fact.
    report_fact_subject() { en: "Participant", zh: "受试者编号" }
    /// A fact.
    report_fact_study() { en: "Study", zh: "研究名称" }
    /// A fact.
    report_fact_phase() { en: "Treatment", zh: "治疗阶段" }
    /// A fact.
    report_fact_as_of() { en: "As of", zh: "数据截止" }
    /// A fact.
    report_fact_file() { en: "Diary", zh: "日记" }
    /// A fact.
    report_fact_code() { en: "Code of the last entry", zh: "末条校验码" }
    /// A fact.
    report_fact_check() { en: "Verification", zh: "文件校验" }
    /// A fact.
    report_fact_record() { en: "Site record", zh: "研究中心记录" }
    /// The whole file is right.
    report_every_line_verified() { en: "every line verified", zh: "逐行校验通过" }
    /// The file is damaged.
    report_verified_to(line: u64, last: u64) {
        en: "DAMAGED from line {line} on. This report ends with line {last}.",
        zh: "文件从第{line}行起损坏，本报告只包含前{last}行。",
    }
    /// The file is damaged, in short.
    report_damaged_from_line(line: u64) { en: "DAMAGED from line {line} on", zh: "从第{line}行起损坏" }
    /// The last line is not whole.
    report_torn_line_left_out() { en: "an unfinished last line was left out", zh: "末行未写完，未计入" }
    /// How many entries, and of when the last is.
    report_entries_up_to(entries: &str, last: &str) {
        en: "{entries}, the last of {last}",
        zh: "{entries}，末条记录于{last}",
    }
    /// Without a site record.
    report_no_record_here() { en: "none with this report", zh: "本报告未附" }
    /// Who can reckon with these times.
    report_clock_of_report(offset: &str) {
        en: "Times are those of the clock that recorded them (UTC{offset}; other offsets are shown).",
        zh: "时间均为记录时的当地时间（UTC{offset}，不同时另行标出）。",
    }

    /// Caption of the table of the summary.
    report_summary_caption() { en: "All cycles together, up to the date above", zh: "全部周期合计（截至上述日期）" }
    /// A column.
    report_column_drug() { en: "Drug", zh: "药物" }
    /// A column.
    report_column_cycle() { en: "Cycle", zh: "周期" }
    /// A column: the dates of a cycle.
    report_column_dates() { en: "Dates", zh: "日期" }
    /// What the bar shows.
    report_bar_legend() {
        en: "The bar: full colour taken in full, striped recorded otherwise, white not recorded.",
        zh: "横条：实色为足量服用，条纹为已记录但未足量服用，空白为未记录。",
    }
    /// Over-use is not good.
    report_adherence_is_no_verdict() {
        en: "High figures do not mean that all is well: see the symptoms, and doses taken after them.",
        zh: "依从性高不等于没有问题：请同时查看症状，以及出现症状后是否继续服药。",
    }
    /// A measure.
    report_measure_dose() { en: "Dose adherence", zh: "服药依从性" }
    /// A measure.
    report_measure_recorded_only() { en: "Recorded doses only", zh: "仅计已记录" }
    /// A measure.
    report_measure_amount() { en: "Amount adherence", zh: "药量依从性" }
    /// A measure.
    report_measure_correct_day() { en: "Correct days", zh: "全天正确率" }
    /// A measure.
    report_measure_food() { en: "Food rule kept", zh: "饮食要求符合率" }
    /// A measure.
    report_measure_timing() { en: "On time", zh: "按时率" }
    /// A measure.
    report_measure_intensity() { en: "Dose intensity", zh: "剂量强度" }
    /// A measure.
    report_measure_coverage() { en: "Doses recorded", zh: "记录率" }
    /// A measure.
    report_measure_same_day() { en: "Recorded the same day", zh: "当日记录率" }
    /// A measure.
    report_measure_extra() { en: "Extra doses", zh: "额外服药" }
    /// A measure.
    report_measure_pill_count() { en: "Pill count", zh: "药片清点依从性" }
    /// The share with its terms.
    report_share_of(part: &str, whole: &str) { en: "{part} of {whole}", zh: "{part}/{whole}" }

    /// Caption of a table of slots.
    report_slots_caption(drug: &str) { en: "{drug}: planned doses", zh: "{drug}：计划服药次数" }
    /// Caption of a table of shares.
    report_shares_caption(drug: &str) {
        en: "{drug}: percentages, each with numerator and denominator",
        zh: "{drug}：各项百分比（附分子与分母）",
    }
    /// A column.
    report_count_planned() { en: "Planned", zh: "计划" }
    /// A column.
    report_count_evaluable() { en: "Evaluable (E)", zh: "可评价（E）" }
    /// A column.
    report_count_held() { en: "Paused", zh: "暂停" }
    /// A column.
    report_count_pending() { en: "Still open", zh: "待记录" }
    /// A column.
    report_count_not_prescribed() { en: "None prescribed", zh: "无处方" }
    /// A column.
    report_count_taken() { en: "Taken in full", zh: "足量服用" }
    /// A column.
    report_count_vomited() { en: "Vomited", zh: "服后呕吐" }
    /// A column.
    report_count_partly() { en: "Partly taken", zh: "部分服用" }
    /// A column.
    report_count_missed() { en: "Not taken", zh: "漏服" }
    /// A column.
    report_count_unrecorded() { en: "Not recorded", zh: "未记录" }
    /// A column.
    report_count_extra() { en: "Extra", zh: "额外" }
    /// A column.
    report_count_corrected() { en: "Corrected", zh: "更正" }
    /// That some of the paused doses rest on what the participant was told.
    report_held_not_confirmed(drug: &str, count: u64) {
        en: "{drug}: {count} of the paused doses rest on what the participant was told; staff have not confirmed it.",
        zh: "{drug}：暂停的次数中有{count}次依据受试者转述的医嘱，研究人员尚未确认。",
    }
    /// From the first to the last dose.
    report_persistence_line(drug: &str, first: &str, last: &str, days: &str) {
        en: "{drug}: first dose {first}, last dose {last} ({days}).",
        zh: "{drug}：首次服药{first}，末次服药{last}（共{days}）。",
    }
    /// The end of a drug.
    report_ended_line_report(drug: &str, from: &str, reason: &str) {
        en: "{drug}: ended from {from}, {reason}.",
        zh: "{drug}：从{from}起停药，{reason}。",
    }
    /// No reason is known.
    report_reason_not_known() { en: "reason not recorded", zh: "原因未记录" }
    /// The dose intensity over time.
    report_relative_intensity_line(drug: &str, percent: &str) {
        en: "{drug}: relative dose intensity over completed cycles {percent}.",
        zh: "{drug}：已完成周期的相对剂量强度{percent}。",
    }
    /// Doses in mg beside the plan.
    report_extra_line(drug: &str, count: u64, mg: &str) {
        en: "{drug}: {count} extra doses, {mg} together; they raise no percentage.",
        zh: "{drug}：额外服药{count}次，共{mg}；不计入任何百分比。",
    }
    /// Nothing was planned yet.
    report_nothing_planned_yet() { en: "No dose has been planned yet.", zh: "尚无计划服药。" }

    /// Nothing to discuss.
    report_nothing_found() { en: "Nothing was found in the diary and the site record.", zh: "日记和研究中心记录中没有发现需要沟通的问题。" }
    /// What a finding is not.
    report_findings_judge_nobody() {
        en: "What stands in the diary and the site record, most urgent first. It judges nobody: ask.",
        zh: "以下内容依据日记和研究中心记录列出，按紧急程度排列。仅供沟通时核实，不作评判。",
    }
    /// Before numbers of entries.
    report_finding_entries() { en: "Entries: ", zh: "记录号：" }
    /// An entry of the site record by its number.
    report_entry_of_record(seq: u64) { en: "Site record {seq}", zh: "研究中心记录{seq}" }
    /// What the picture shows.
    report_calendar_intro() {
        en: "One row of days for each cycle. Numbers in flags are entries of the audit trail: orders, from the dose on from which they hold. The same in words stands below each picture.",
        zh: "每个周期一行。小旗中的数字是稽查轨迹中的记录号，表示医嘱从该次服药起执行。每张图下方附有相同内容的文字表。",
    }
    /// Title of the picture of a cycle.
    report_calendar_picture(name: &str, from: &str, to: &str) {
        en: "{name}: {from} to {to}",
        zh: "{name}：{from}至{to}",
    }
    /// Days after the planned ones of a cycle.
    report_calendar_longer(cycle: u16, day: u16) {
        en: "Cycle {cycle}, from day {day} on",
        zh: "第{cycle}周期（第{day}天起）",
    }
    /// Days before the first cycle.
    report_calendar_before() { en: "Before cycle 1", zh: "第1周期之前" }
    /// Caption of the words beside a picture.
    report_calendar_in_words(name: &str) { en: "{name} in words", zh: "{name}文字表" }
    /// The picture of the marks.
    report_calendar_legend() { en: "Marks", zh: "图例" }
    /// A row of the picture: the cycle days.
    report_row_day() { en: "Day", zh: "天" }
    /// A column.
    report_column_day() { en: "Day", zh: "天" }
    /// A column.
    report_column_date() { en: "Date", zh: "日期" }
    /// A row of the picture.
    report_row_symptoms() { en: "Symptoms", zh: "症状" }
    /// A column.
    report_column_beside() { en: "Symptoms, visits", zh: "症状、访视" }
    /// A row of the picture.
    report_row_visits() { en: "Visits", zh: "访视" }
    /// A mark, and a cell.
    report_mark_visit() { en: "visit", zh: "访视" }
    /// A mark.
    report_mark_symptom() { en: "symptom", zh: "症状" }
    /// A mark.
    report_mark_symptom_urgent() { en: "symptom: call at once", zh: "需立即联系的症状" }
    /// A mark.
    report_mark_extra_dose() { en: "extra dose", zh: "额外服药" }
    /// A mark.
    report_mark_flag() { en: "order (number of entry)", zh: "医嘱（数字为记录号）" }
    /// A mark.
    report_mark_pause() { en: "time of a pause", zh: "暂停期间" }
    /// A mark.
    report_mark_as_of() { en: "as of this day", zh: "数据截止日" }
    /// A mark.
    report_mark_no_dose() { en: "no dose planned", zh: "无计划服药" }
    /// A dose beside the plan, in a cell.
    report_extra_in_words(mg: &str) { en: "extra dose {mg}", zh: "额外服药{mg}" }
    /// Days without a plan.
    report_no_dose_in_words() { en: "no dose planned", zh: "无计划服药" }
    /// Days that are not here yet.
    report_to_come_in_words() { en: "to come", zh: "未到时间" }
    /// How often a status is in a row.
    report_status_counted(status: &str, count: usize) { en: "{count} {status}", zh: "{status}{count}次" }

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

    /// Where a figure is explained at length.
    report_method_more() {
        en: "In full, with a worked example: docs/adherence.md of dosebook.",
        zh: "完整说明和算例见 dosebook 的 docs/adherence.md。",
    }
    /// Which slots count.
    report_method_evaluable() {
        en: "Planned doses up to the date above that are recorded, or whose time for recording is over (the end of the next diary date), that were not paused, and for which units were prescribed. Planned = evaluable + paused + still open + none prescribed. A diary date runs from 04:00 to 04:00.",
        zh: "截至上述日期的计划服药中，已记录或已过补记时限（次日日记日结束）、未暂停且有处方数量的次数。计划 = 可评价 + 暂停 + 待记录 + 无处方。日记日从当日04:00至次日04:00。",
    }
    /// A figure explained.
    report_method_dose() {
        en: "Doses taken in full / E. Vomited counts as taken, part of a dose as not taken, and a dose that nobody recorded as not taken. Recorded doses only: the same over the recorded ones.",
        zh: "足量服用次数 / E。服后呕吐按已服计；部分服用按未服计；未记录按未服计。“仅计已记录”的分母只取已记录的次数。",
    }
    /// A figure explained.
    report_method_amount() {
        en: "Sum of the mg taken, in each dose at most the prescribed / mg prescribed, over E. Too much in one dose does not make up for another.",
        zh: "各次服药毫克数之和（每次以处方量为上限）/ E 的处方毫克数之和。某次多服不能抵补其他次。",
    }
    /// A figure explained.
    report_method_correct_day() {
        en: "Dates with exactly the prescribed intake and no extra dose / dates with a dose in E. The only share that sees over-use.",
        zh: "恰好按处方服药且无额外服药的天数 / E 涉及的天数。只有这一项能反映多服。",
    }
    /// A figure explained.
    report_method_food() {
        en: "Intakes with the food rule kept / intakes where that is known, from the meal clock or the participant's word.",
        zh: "符合饮食要求的次数 / 饮食情况已知的次数（依据进餐计时或受试者回答）。",
    }
    /// A figure explained.
    report_method_timing() {
        en: "Intakes within the protocol's window around the usual time / intakes with a known time. Only where the protocol sets a window.",
        zh: "在方案规定时间窗内服药的次数 / 服药时间已知的次数。仅在方案设定时间窗时计算。",
    }
    /// A figure explained.
    report_method_intensity() {
        en: "Mg taken in planned doses / mg first prescribed for all planned doses, paused ones included. A pause or a reduction lowers it although the participant is adherent. Relative: over completed cycles, times planned days / actual days.",
        zh: "计划服药中实际服用毫克数 / 全部计划服药（含暂停）按首次处方的毫克数。暂停或减量会使其降低，并不代表依从性差。相对剂量强度：取已完成周期，再乘以计划天数 / 实际天数。",
    }
    /// A figure explained.
    report_method_coverage() {
        en: "Recorded doses / E. Below 100 % there are gaps. Recorded the same day: entries made on the dose's own diary date / recorded doses. Self-reports tend to be too high, entries from memory more so.",
        zh: "已记录次数 / E，低于100%说明有漏记。当日记录率：服药当日完成的记录 / 已记录次数。自我报告往往偏高，事后补记更甚。",
    }
    /// A figure explained.
    report_method_pill_count() {
        en: "(Count before + handed out - lost - counted) / prescribed units of the evaluable doses between two counts. Above 100 % is shown as it is, above 120 % is flagged.",
        zh: "（上次剩余 + 发放 - 遗失 - 本次清点）/ 两次清点之间可评价服药的处方数量。超过100%如实显示，超过120%予以标记。",
    }
    /// Rounding.
    report_method_rounding() {
        en: "Percentages are computed with whole numbers and rounded half up to two decimals. Without a denominator a figure is \"n/a\", never 0 or 100.",
        zh: "百分比由整数计算，四舍五入保留两位小数。没有分母时显示“不适用”，不以0或100代替。",
    }
    /// A word explained.
    report_method_rounding_word() { en: "Rounding", zh: "取整" }
    /// A name for two measures together.
    report_method_coverage_word() { en: "Doses recorded, and recorded the same day", zh: "记录率与当日记录率" }
    /// A name for two measures together.
    report_method_intensity_word() { en: "Dose intensity, and relative", zh: "剂量强度与相对剂量强度" }

    /// Below the report.
    report_source(code: &str, hash: &str) {
        en: "Made by dosebook from the diary whose last entry has the code {code} (SHA-256 {hash}). The diary file is the source; this report is a view of it.",
        zh: "本报告由 dosebook 根据日记文件生成，末条校验码{code}（SHA-256 {hash}）。原始数据以日记文件为准。",
    }
    /// Above the lines to sign.
    report_reviewed() { en: "Reviewed", zh: "审阅" }
    /// A line to sign.
    report_sign_name() { en: "Name", zh: "审阅人" }
    /// A line to sign.
    report_sign_signature() { en: "Signature", zh: "签名" }
    /// A line to sign.
    report_sign_date() { en: "Date", zh: "日期" }

    /// After writing, on the command line.
    report_written(subject: &str, path: &str) {
        en: "Report about participant {subject}: {path}",
        zh: "已生成受试者 {subject} 的报告：{path}",
    }
    /// After writing, on the command line. `participants` is "3 participants".
    reports_written(participants: &str, folder: &str) {
        en: "Reports about {participants} in {folder}; the page over them is index.html, the study summary study.html",
        zh: "已生成{participants}的报告：{folder}，一览页为 index.html，研究汇总为 study.html",
    }
    /// Some files have no report.
    reports_left_out(files: &str) {
        en: "Without a report: {files}. The page index.html says why.",
        zh: "{files}没有生成报告，原因见 index.html。",
    }
    /// A folder that is not empty.
    report_folder_full() {
        en: "The folder is not empty. Nothing was changed. To write the reports into it and replace those of the same names: --force",
        zh: "文件夹不是空的，没有改动。要写入并替换同名报告，请加 --force",
    }
    /// The title of the page over several reports.
    report_index_title() { en: "Medication diary reports", zh: "受试者服药日记报告汇总" }
    /// How many there are.
    report_index_count(count: usize) { en: "Participants: {count}", zh: "受试者：{count}人" }
    /// Caption.
    report_index_caption() { en: "Participants, each with a report of its own", zh: "受试者一览（每人一份报告）" }
    /// Caption.
    report_index_failed_caption() { en: "Files without a report", zh: "未能生成报告的文件" }
    /// A column.
    report_column_file() { en: "File", zh: "文件" }
    /// A column.
    report_column_why() { en: "Why", zh: "原因" }
    /// What a participant's file is for.
    report_index_intro() {
        en: "Hand on a participant's own file, never this page: it names all of them.",
        zh: "对外提供时只给受试者本人的那份报告；本页列有全部受试者，请勿外传。",
    }
}

impl Text {
    /// Up to where a report counts.
    pub fn report_as_of(self, as_of: AsOf) -> String {
        match as_of {
            AsOf::Now(moment) => {
                let (when, offset) = (self.date_time(moment), moment.offset().to_string());
                say!(self, en: "{when} (UTC{offset})", zh: "{when}（UTC{offset}）")
            }
            AsOf::EndOf(date) => {
                let date = self.date(date);
                say!(self, en: "end of {date}", zh: "{date}结束时")
            }
        }
    }

    /// Where a participant stands, for the study team.
    pub fn report_phase_for_team(self, diary: &Diary, phase: Phase) -> String {
        let number = phase.cycle_day().map(|(cycle, _)| cycle);
        let cycle = diary.cycles().iter().find(|c| Some(c.number) == number);
        let rules = cycle.map_or_else(|| diary.rules(), |cycle| diary.rules_of(cycle));
        let length = rules.cycle_length_days.value;
        match phase {
            Phase::BeforeStart { starts_on: None } => {
                self.pick("not started", "尚未开始").to_owned()
            }
            Phase::BeforeStart {
                starts_on: Some(date),
            } => {
                let date = self.date_in_line(date);
                say!(self, en: "not started; cycle 1 starts on {date}", zh: "尚未开始，第1周期从{date}开始")
            }
            Phase::Treatment { cycle, day } => self.cycle_day(cycle, day, length),
            Phase::Rest { cycle, day } => {
                let here = self.cycle_day(cycle, day, length);
                say!(self, en: "{here} (rest days)", zh: "{here}，休息期")
            }
            Phase::Waiting {
                cycle,
                day,
                starts_on: None,
            } => {
                say!(self, en: "Cycle {cycle} is over (day {day}); the next one is not started", zh: "第{cycle}周期已结束（第{day}天），下一周期尚未开始")
            }
            Phase::Waiting {
                cycle,
                starts_on: Some(date),
                ..
            } => {
                let date = self.date_in_line(date);
                say!(self, en: "Cycle {cycle} is over; the next one starts on {date}", zh: "第{cycle}周期已结束，下一周期从{date}开始")
            }
            Phase::FollowUp { day, of } => {
                say!(self, en: "Safety follow-up, day {day} of {of}", zh: "安全性随访第{day}天（共{of}天）")
            }
            Phase::Ended => self
                .pick("Treatment and follow-up are over", "治疗和随访均已结束")
                .to_owned(),
        }
    }

    /// The status of a dose, for the study team.
    pub fn report_status_for_team(self, status: Status) -> &'static str {
        match status {
            Status::Upcoming => self.pick("to come", "未到时间"),
            Status::Due | Status::Overdue => self.pick("not recorded yet", "待记录"),
            Status::Unrecorded => self.pick("not recorded", "未记录"),
            Status::Taken => self.pick("taken", "已服"),
            Status::PartlyTaken => self.pick("partly taken", "部分服用"),
            Status::Missed => self.pick("not taken", "漏服"),
            Status::Vomited => self.pick("taken, then vomited", "服后呕吐"),
            Status::Held => self.pick("paused", "暂停"),
            Status::Stopped => self.pick("ended", "已停药"),
            Status::NotPrescribed => self.pick("none prescribed", "无处方"),
        }
    }

    /// What the ledger says about a dose, for the study team.
    pub fn report_row_status(self, status: RowStatus) -> &'static str {
        match status {
            RowStatus::Taken => self.report_status_for_team(Status::Taken),
            RowStatus::PartlyTaken => self.report_status_for_team(Status::PartlyTaken),
            RowStatus::Missed => self.report_status_for_team(Status::Missed),
            RowStatus::Vomited => self.report_status_for_team(Status::Vomited),
            RowStatus::Unrecorded => self.report_status_for_team(Status::Unrecorded),
            RowStatus::Pending => self.report_status_for_team(Status::Overdue),
            RowStatus::Held => self.report_status_for_team(Status::Held),
            RowStatus::NotPrescribed => self.report_status_for_team(Status::NotPrescribed),
            RowStatus::Extra => self.pick("extra dose", "额外服药"),
        }
    }

    /// A share as a percentage, for a report.
    pub fn report_percent_or_none(self, percent: Option<Percent>) -> String {
        percent.map_or_else(
            || self.pick("n/a", "不适用").to_owned(),
            |percent| self.percent(percent),
        )
    }

    /// The number of a section: "1.", "一、".
    pub fn report_section_number(self, number: usize) -> String {
        const ZH: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        let ten = |n: usize| n.checked_sub(1).and_then(|at| ZH.get(at)).copied();
        let zh = match number {
            1..=10 => ten(number).unwrap_or_default().to_owned(),
            _ => format!("十{}", ten(number.saturating_sub(10)).unwrap_or_default()),
        };
        say!(self, en: "{number}.", zh: "{zh}、")
    }

    /// A date and a time in figures: "2026-11-04 08:12".
    pub fn report_stamp(self, moment: Moment) -> String {
        moment.format("%Y-%m-%d %H:%M").to_string()
    }

    /// The date of a day in a row of them: "4", and with its month where a month begins: "1 Dec", "12/1".
    pub fn report_day_of_month(self, date: DiaryDate, with_month: bool) -> String {
        use chrono::Datelike;
        let (day, number) = (date.calendar().day(), date.calendar().month());
        if !with_month {
            return day.to_string();
        }
        let month = self.month(date);
        say!(self, en: "{day} {month}", zh: "{number}/{day}")
    }
}
