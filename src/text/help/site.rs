//! The study folder: receiving, the site record, adverse events, tumour and life, the endpoints.

/// English help and its Chinese.
pub(super) const HELP: &[(&str, &str)] = &[
    (
        "Review the diaries of a study folder, on the screen",
        "在屏幕上查看研究文件夹里的日记",
    ),
    ("The study folder, or a diary", "研究文件夹，或一本日记"),
    (
        "Mark the diary as reviewed up to its last entry; it locks nothing",
        "标记为已审阅到最后一条记录，不会锁定任何内容",
    ),
    (
        "An adverse event, with its CTCAE 5.0 grade",
        "不良事件及 CTCAE 5.0 分级",
    ),
    (
        "The CTCAE 5.0 term, in English or Chinese",
        "CTCAE 5.0 术语，中文或英文",
    ),
    (
        "What it was, for a term \"Other, specify\"",
        "术语为“其他，请说明”时的具体描述",
    ),
    (
        "The grade; if it is over, the highest",
        "分级；如已结束，填最高分级",
    ),
    ("When it began", "开始日期"),
    ("When it ended", "结束日期"),
    (
        "A drug to which it is related, or \"all\"",
        "与之相关的药物，或“all”（全部）",
    ),
    (
        "A drug to which it is not related, or \"all\"",
        "与之无关的药物，或“all”（全部）",
    ),
    (
        "A drug of which it is not known whether it is related, or \"all\"",
        "无法判断是否相关的药物，或“all”（全部）",
    ),
    (
        "What was done: dose-not-changed, dose-reduced, drug-interrupted, drug-withdrawn, not-applicable or unknown; of one drug as in capecitabine=dose-reduced",
        "采取的措施：dose-not-changed（剂量不变）、dose-reduced（减量）、drug-interrupted（暂停用药）、drug-withdrawn（永久停药）、not-applicable（不适用）或 unknown（不详）；只针对一种药物时如 capecitabine=dose-reduced",
    ),
    ("It is serious", "严重不良事件"),
    ("It is not serious", "非严重不良事件"),
    (
        "The number of an entry of the diary in which it was reported",
        "日记中报告该事件的记录编号",
    ),
    (
        "What has changed about an adverse event: another grade, its end, what was done",
        "不良事件的变化：分级改变、结束、采取的措施",
    ),
    (
        "The number of the entry of the event, as the log shows it",
        "该事件的记录编号，见记录列表",
    ),
    ("When it changed [default: today]", "变化日期 [默认：今天]"),
    ("The grade from then on", "从那天起的分级"),
    ("It ended then", "在那天结束"),
    (
        "Terms of CTCAE 5.0 that contain these words, with the grades that exist",
        "含有这些词的 CTCAE 5.0 术语，以及各有哪些分级",
    ),
    (
        "Words in English or Chinese [default: the whole list]",
        "中文或英文的词 [默认：全部术语]",
    ),
    ("The date", "日期"),
    ("The drug", "药物"),
    ("The strength in mg", "规格（mg）"),
    ("The lot", "批号"),
    ("The site kept them", "由研究中心回收"),
    ("They went home again", "受试者带回家"),
    (
        "The text of a note, how tablets were lost, or what an event was",
        "备注内容、药片丢失的经过，或事件的描述",
    ),
    ("The name of a medicine", "药名"),
    ("Since when a medicine is taken", "药物的开始日期"),
    ("Until when a medicine is taken", "药物的结束日期"),
    ("The CTCAE 5.0 term", "CTCAE 5.0 术语"),
    ("The grade", "分级"),
    ("When an event began", "事件的开始日期"),
    ("When an event ended", "事件的结束日期"),
    ("It has not ended", "尚未结束"),
    (
        "The response, as the investigator gives it; in place of what was measured",
        "改为研究者评定的疗效，不再用测量结果",
    ),
    ("It is the baseline", "这次是基线"),
    (
        "There is no sum: no target lesion, or not all were measured",
        "没有径线之和：没有靶病灶，或没有全部测量",
    ),
    ("There are no lesions that are not measured", "没有非靶病灶"),
    (
        "There are new lesions; what was a baseline is none then",
        "有新病灶；原来是基线的，不再是基线",
    ),
    (
        "There are no new lesions; what was a baseline is none then, unless --baseline stands beside it",
        "没有新病灶；原来是基线的，不再是基线，除非同时写 --baseline",
    ),
    // The study folder.
    (
        "Receive a diary that a patient brings into the study folder",
        "把患者带来的日记接收到研究文件夹",
    ),
    ("The copy of the diary", "日记副本"),
    (
        "The study folder; it must be there",
        "研究文件夹（必须已经存在）",
    ),
    ("Who receives it, with initials", "接收人的姓名缩写"),
    (
        "The study team's own record about a participant",
        "研究团队对一位受试者的记录",
    ),
    ("The participant came to a visit", "受试者来访视"),
    ("The endpoints of a whole study", "整个研究的终点指标"),
    (
        "Response, survival, treatment-related adverse events and adherence of all participants together",
        "全体受试者的疗效、生存、治疗相关不良事件和依从性",
    ),
    ("Study folders, or diaries", "研究文件夹或日记文件"),
    (
        "A protocol file whose settings of the endpoints hold [default: what the diaries' protocols say]",
        "按此方案文件中的终点设定统计 [默认：各份日记所带方案的设定]",
    ),
    ("The tumour was assessed", "肿瘤评估"),
    (
        "Another therapy against the cancer began",
        "开始新的抗肿瘤治疗",
    ),
    ("The participant died", "受试者死亡"),
    ("The participant was known to be alive", "确认受试者存活"),
    (
        "The response, as the investigator gives it",
        "研究者评定的疗效",
    ),
    (
        "What later assessments are compared with, before treatment",
        "治疗前的基线，之后的评估与它比较",
    ),
    (
        "The sum of the diameters of the target lesions, in mm",
        "靶病灶径线之和（毫米）",
    ),
    (
        "What became of the lesions that are not measured",
        "非靶病灶的情况",
    ),
    ("There are new lesions", "有新病灶"),
    ("There are no new lesions", "没有新病灶"),
    ("Which", "哪一种"),
    ("Tablets or capsules were handed out", "发药"),
    ("Count what the participant has left", "清点受试者剩下的药"),
    ("Tablets or capsules were lost", "药品遗失"),
    (
        "Confirm orders that the patient was told",
        "确认患者听到并记下的医嘱",
    ),
    ("A note", "备注"),
    (
        "Another medicine that the participant takes",
        "受试者的其他用药",
    ),
    (
        "Correct an earlier entry of the site record",
        "更正研究中心记录里的一条",
    ),
    (
        "The entries of the site record, in words",
        "用文字列出研究中心记录",
    ),
    (
        "What was handed out, counted and expected, and the pill count",
        "发药、清点、应剩数量和清点依从性",
    ),
    ("The participant's code", "受试者编号"),
    (
        "The drug, by its code in the protocol",
        "药物（方案中的代码）",
    ),
    (
        "How many of which strength, such as 56x500",
        "数量和规格，例如 56x500",
    ),
    ("The lot, as on the pack", "批号（包装上的）"),
    ("The date [default: today]", "日期 [默认：今天]"),
    ("The last dose before the count", "清点之前的最后一次服药"),
    ("The site keeps them", "留在研究中心"),
    ("They go home again", "让受试者带回家"),
    ("How they were lost", "怎么遗失的"),
    (
        "The numbers of the diary's entries [default: all that wait]",
        "日记记录的编号 [默认：所有等待确认的]",
    ),
    ("The note", "备注内容"),
    ("How many it should be", "应为多少"),
    ("The date that it should have", "应为哪一天"),
];
