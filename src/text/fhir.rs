//! The names of the codes and lists of codes in a FHIR export, and what is said about the export.

use super::sentences;
use crate::domain::units::Milligrams;

sentences! {
    /// The resources are there. `participants` is "3 participants".
    resources_written(resources: usize, participants: &str, path: &str) {
        en: "{resources} FHIR resources about {participants} in {path}",
        zh: "已导出{participants}的{resources}条FHIR资源：{path}",
    }
    /// Some files are not in the export; each was named.
    resources_left_out(files: &str) {
        en: "Not in the export: {files}, named above.",
        zh: "没有导出{files}的内容，文件名见上。",
    }
    /// When a drug is taken. Not the food rule.
    cycle_days(first: u16, last: u16, length: u16) {
        en: "days {first} to {last} of each cycle of {length} days",
        zh: "每{length}天一个周期，第{first}天至第{last}天服药",
    }
    /// The cycle of a regimen.
    a_cycle(length: u16) { en: "cycle of {length} days", zh: "每周期{length}天" }
    /// The dose of a regimen. `amount` is in mg.
    mg_per_m2_each_time(amount: Milligrams) { en: "{amount} mg/m2 each time", zh: "每次{amount} mg/m2" }
    /// Paused by an order that nobody of the staff has confirmed.
    paused_as_told() { en: "paused, as the patient was told; not confirmed", zh: "暂停（患者转述，尚未核实）" }
    /// An intake beside the plan.
    an_extra_dose() { en: "extra dose", zh: "多服" }

    /// A list of codes.
    list_of_drugs() { en: "Drugs of a protocol", zh: "方案中的药物" }
    /// A list of codes.
    list_of_not_taken() { en: "Why a dose was not taken", zh: "没有服药的原因" }
    /// A list of codes.
    list_of_outcomes() { en: "What became of an intake", zh: "服药结果" }
    /// A list of codes.
    list_of_food() { en: "Whether the food rule was kept", zh: "是否按饮食要求服药" }
    /// A list of codes.
    list_of_symptoms() { en: "Symptoms in the patient's words", zh: "患者报告的症状" }
    /// A list of codes.
    list_of_questions() { en: "Questions about a symptom", zh: "症状的问题" }
    /// A list of codes.
    list_of_severities() { en: "How bad a symptom is, in the patient's words; not a grade", zh: "患者自述的严重程度（不是分级）" }
    /// A list of codes.
    list_of_urgencies() { en: "How urgent a symptom is", zh: "症状的紧急程度" }
    /// A list of codes.
    list_of_order_reasons() { en: "Why units were prescribed", zh: "处方原因" }
    /// A list of codes.
    list_of_end_reasons() { en: "Why treatment ended", zh: "停药原因" }
    /// A list of codes.
    list_of_relations() { en: "Whether an adverse event is related to a drug", zh: "不良事件与药物的关系" }
    /// A list of codes.
    list_of_actions() { en: "What was done with a drug because of an adverse event", zh: "针对不良事件采取的用药措施" }
    /// A list of codes.
    list_of_measures() { en: "Measures of adherence", zh: "依从性指标" }
    /// A list of codes.
    list_of_responses() { en: "Tumour responses by RECIST 1.1", zh: "肿瘤疗效（RECIST 1.1）" }
    /// A list of codes.
    list_of_non_target() { en: "What became of the lesions that are not measured", zh: "非靶病灶评价" }
    /// A list of codes.
    list_of_items() { en: "What an observation or a part of it is about", zh: "观察项目" }

    /// A measure.
    share_dose_adherence() { en: "dose adherence", zh: "服药依从性" }
    /// A measure.
    share_recorded_only() { en: "dose adherence of the recorded slots", zh: "服药依从性（仅计已记录）" }
    /// A measure.
    share_amount() { en: "amount adherence", zh: "药量依从性" }
    /// A measure.
    share_correct_days() { en: "days with exactly the prescribed intake", zh: "全天正确服药率" }
    /// A measure.
    share_food_rule() { en: "intakes with the food rule kept", zh: "按饮食要求服药率" }
    /// A measure.
    share_timing() { en: "intakes on time", zh: "按时服药率" }
    /// A measure.
    share_dose_intensity() { en: "dose intensity", zh: "剂量强度" }
    /// A measure.
    share_relative_dose_intensity() { en: "relative dose intensity", zh: "相对剂量强度" }
    /// A measure.
    share_coverage() { en: "recorded of the evaluable slots", zh: "记录率" }
    /// A measure.
    share_same_day() { en: "recorded on the same day", zh: "当天记录率" }

    /// What an observation is about.
    item_intake() { en: "intake of a dose", zh: "服药情况" }
    /// What an observation is about.
    item_outcome() { en: "what became of it", zh: "结果" }
    /// What an observation is about.
    item_food() { en: "food rule", zh: "饮食要求" }
    /// What an observation is about.
    item_urgency() { en: "urgency", zh: "紧急程度" }
    /// What an observation is about.
    item_drug() { en: "drug", zh: "药物" }
    /// What an observation is about.
    item_cycle() { en: "cycle", zh: "周期" }
    /// What an observation is about.
    item_numerator() { en: "numerator", zh: "分子" }
    /// What an observation is about.
    item_denominator() { en: "denominator", zh: "分母" }
    /// What an observation is about.
    item_ctcae_grade() { en: "CTCAE grade", zh: "CTCAE分级" }
    /// What an observation is about.
    item_ctcae_version() { en: "version of CTCAE", zh: "CTCAE版本" }
    /// What an observation is about.
    item_judgement() { en: "adverse event and a drug", zh: "不良事件与某种药物" }
    /// What an observation is about.
    item_relation() { en: "relation", zh: "关系" }
    /// What an observation is about.
    item_action() { en: "action taken", zh: "采取的措施" }
    /// What an observation is about.
    item_event_ended() { en: "end of an adverse event", zh: "不良事件结束" }
    /// What an observation is about.
    item_tumour_response() { en: "tumour response", zh: "肿瘤疗效评价" }
    /// What an observation is about.
    item_tumour_baseline() { en: "tumour assessment before treatment", zh: "治疗前基线肿瘤评估" }
    /// What an observation is about.
    item_target_sum() { en: "sum of diameters of the target lesions", zh: "靶病灶直径之和" }
    /// What an observation is about.
    item_non_target() { en: "lesions that are not measured", zh: "非靶病灶" }
    /// What an observation is about.
    item_new_lesions() { en: "new lesions", zh: "新病灶" }
    /// What an observation is about.
    item_units_left() { en: "tablets or capsules left, as counted", zh: "清点剩余药量" }
    /// What an observation is about.
    item_units_lost() { en: "tablets or capsules lost", zh: "遗失药量" }
    /// What an observation is about.
    item_strength() { en: "strength of one tablet or capsule", zh: "规格" }
    /// What an observation is about.
    item_lot() { en: "lot", zh: "批号" }
    /// What an observation is about.
    item_kept_by_site() { en: "kept by the site", zh: "由研究中心收回" }
}
