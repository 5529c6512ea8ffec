//! The help of the command line in Chinese, by its English words.
//!
//! The English stands with the definitions of the commands, where clap reads it. A test walks through
//! all of them, so that none lacks its Chinese.

/// English help and its Chinese.
const HELP: &[(&str, &str)] = &[
    (
        "Medication diary for oral chemotherapy in a clinical study, in the terminal",
        "临床研究口服化疗服药日记（终端程序）",
    ),
    // Options of every command.
    (
        "The diary's file [default: DOSEBOOK_DIARY, else the platform's data folder]",
        "日记文件 [默认：DOSEBOOK_DIARY，否则为系统的数据文件夹]",
    ),
    (
        "The language [default: the diary's, else the system's]",
        "语言 [默认：日记的语言，否则为系统语言]",
    ),
    (
        "Ask and answer line by line; also where TERM is dumb",
        "逐行问答；TERM 为 dumb 时也是如此",
    ),
    ("Draw with ASCII characters only", "只用 ASCII 字符显示"),
    (
        "No colours; NO_COLOR does the same",
        "不用颜色；NO_COLOR 作用相同",
    ),
    (
        "Bold and reversed letters instead of colours",
        "高对比度：不用颜色，用粗体和反色",
    ),
    ("Answer every question with yes", "所有问题都回答“是”"),
    (
        "Entered by staff, with initials",
        "由工作人员填写（姓名缩写）",
    ),
    ("Print help", "显示帮助"),
    (
        "Print help (see more with '--help')",
        "显示帮助（--help 更详细）",
    ),
    (
        "Print help (see a summary with '-h')",
        "显示帮助（-h 较简短）",
    ),
    ("Print version", "显示版本"),
    (
        "Print this message or the help of the given subcommand(s)",
        "显示某个命令的帮助",
    ),
    // Setup.
    (
        "Set up a diary, with the study team",
        "和研究团队一起建立日记",
    ),
    ("The study's code for the participant", "受试者编号"),
    (
        "Day 1 of cycle 1; may be left out if it is not known yet",
        "第1周期第1天；还不知道可以不写",
    ),
    (
        "Units of a dose, such as capecitabine:am=4x150+2x500; one for every dose of a day",
        "每次服的数量，例如 capecitabine:am=4x150+2x500；每天的每一次各写一个",
    ),
    ("The study team's number by day", "研究团队白天电话"),
    ("The study team's number by night", "研究团队夜间电话"),
    ("The emergency number", "急救电话"),
    (
        "Set up by staff, with initials",
        "由工作人员建立（姓名缩写）",
    ),
    (
        "Another protocol than the built-in one",
        "不用内置方案，改用这个方案文件",
    ),
    // Days and doses.
    ("What is due on a day", "某一天该服什么药"),
    ("The diary date [default: today's]", "日记日期 [默认：今天]"),
    (
        "As JSON, as documented in docs/json-output.md",
        "以 JSON 输出，格式见 docs/json-output.md",
    ),
    ("Record a dose as taken", "记录：已服"),
    ("Record a dose as taken in part", "记录：只服了一部分"),
    ("Record a dose as not taken", "记录：没有服"),
    ("Record a dose as taken, then vomited", "记录：服后吐了"),
    ("Record the end of a meal", "记录：吃完饭"),
    (
        "The drug's code, such as capecitabine",
        "药物代码，例如 capecitabine",
    ),
    (
        "once, am or pm; may be left out where only one dose can be meant",
        "once、am 或 pm；只可能是某一次时可以不写",
    ),
    (
        "The diary date of the dose [default: today's]",
        "这一次的日记日期 [默认：今天]",
    ),
    (
        "When it was swallowed [default: now, if the date is today's; for another date, and for a vomited dose, not remembered]",
        "服药时间 [默认：今天为现在；其他日期，以及服后吐了的，为不记得]",
    ),
    (
        "What was swallowed, such as 2x500 [default: as prescribed]",
        "服了多少，例如 2x500 [默认：按处方]",
    ),
    ("Whether the food rule was kept", "是否按饮食要求服的"),
    (
        "This is an intake beside the planned doses",
        "这是计划之外多服的",
    ),
    ("Why", "原因"),
    (
        "When the meal was finished [default: now]",
        "什么时候吃完的 [默认：现在]",
    ),
    // The study team.
    ("Record what the study team ordered", "记录研究团队的医嘱"),
    ("A cycle starts", "开始一个周期"),
    ("Units for a drug, from a dose on", "从某一次起的药量"),
    ("Pause drugs", "暂停服药"),
    ("Paused drugs go on", "恢复服药"),
    ("End drugs for good", "停药"),
    (
        "Phones, usual times, and the rules that the study left open",
        "电话、平常服药时间，以及方案没有规定的规则",
    ),
    ("Confirm what the patient was told", "确认患者记录的医嘱"),
    ("Its day 1", "第1天的日期"),
    (
        "Entered by the patient, as the team told it",
        "由患者按研究团队的话填写",
    ),
    (
        "Such as capecitabine:am=3x500; may be repeated",
        "例如 capecitabine:am=3x500；可以重复",
    ),
    ("The first dose that it holds for", "从哪一次开始"),
    ("The drug; may be repeated", "药物；可以重复"),
    ("All drugs", "所有药物"),
    ("Why, in the team's words", "原因（研究团队的原话）"),
    (
        "The first dose that is no longer planned",
        "从哪一次起不再服",
    ),
    ("Why; staff must say", "原因；工作人员必须填写"),
    (
        "The entries [default: all that are not confirmed]",
        "记录编号 [默认：所有未确认的]",
    ),
    ("The language of the screens", "界面语言"),
    (
        "The order of the drugs of a day, as en=TEXT and zh-Hans=TEXT",
        "当天服药顺序，写成 en=文字 和 zh-Hans=文字",
    ),
    (
        "What to do on a clinic day, as en=TEXT and zh-Hans=TEXT",
        "来院当天怎么服，写成 en=文字 和 zh-Hans=文字",
    ),
    (
        "When this patient usually takes a dose",
        "这位患者平常的服药时间",
    ),
    (
        "Another protocol, for the cycles from a date on",
        "从某一天起的周期改用新方案",
    ),
    (
        "It holds for the cycles that start on this day or later",
        "从这一天或以后开始的周期使用",
    ),
    (
        "How many stools a day this patient usually has",
        "病人平常每天大便几次",
    ),
    (
        "When the order was given, if not now",
        "医嘱是什么时候下的（不写就是现在）",
    ),
    (
        "The body surface in m2, for a check against the study's mg/m2",
        "体表面积（平方米），用来和方案剂量核对",
    ),
    (
        "List another medicine that you take, or its end",
        "登记其他用药，或者停用",
    ),
    ("Its name, as on the pack", "药名，照药盒上写"),
    ("Since when", "从哪天开始服"),
    (
        "Until when; ends a medicine of the list",
        "服到哪天；用来登记停药",
    ),
    ("The medicines listed so far", "已经登记的其他用药"),
    ("Hours without food before a dose", "服药前空腹几小时"),
    ("Hours without food after a dose", "服药后空腹几小时"),
    (
        "Hours below which two doses are asked about",
        "两次间隔少于几小时要提醒",
    ),
    (
        "Hours after the usual time in which a missed dose may be taken",
        "漏服后几小时内可以补服",
    ),
    ("The strengths that exist, in mg", "有哪些规格（毫克）"),
    (
        "What to do with a missed dose, as DRUG:en=TEXT and DRUG:zh-Hans=TEXT",
        "漏服时怎么办，写成 药物:en=文字 和 药物:zh-Hans=文字",
    ),
    (
        "What to do after vomiting a dose, as DRUG:en=TEXT and DRUG:zh-Hans=TEXT",
        "服后吐了怎么办，写成 药物:en=文字 和 药物:zh-Hans=文字",
    ),
    // Undo and corrections.
    (
        "Take the newest entry of today back",
        "撤回今天最新的一条记录",
    ),
    ("Correct an earlier entry", "更正以前的记录"),
    (
        "The number of the entry, as the log shows it",
        "记录编号（见 log）",
    ),
    ("It should not be there", "这条记录不该有"),
    (
        "It should stand as it was first recorded",
        "恢复成最初记录的样子",
    ),
    ("What happened to the dose", "这一次的情况"),
    ("The period of the dose", "哪一次"),
    (
        "The diary date of the dose or meal, or the start of the cycle",
        "服药或吃饭的日记日期，或周期开始的日期",
    ),
    (
        "When it was swallowed or eaten; \"unknown\" if nobody remembers",
        "服药或吃完饭的时间；不记得写 unknown",
    ),
    (
        "What was swallowed, such as 2x500; for a prescription am=2x500, may be repeated",
        "服了多少，例如 2x500；处方写 am=2x500，可以重复",
    ),
    ("Why the dose was not taken", "没有服的原因"),
    ("The first dose that an order holds for", "医嘱从哪一次开始"),
    (
        "Corrected by staff, with initials",
        "由工作人员更正（姓名缩写）",
    ),
    // Symptoms.
    ("Report a symptom", "报告不舒服（症状）"),
    ("Which symptom", "哪种不舒服"),
    (
        "How bad: none, mild, moderate, severe or not-sure",
        "有多严重：none（没有）、mild（轻）、moderate（中等）、severe（严重）或 not-sure（不确定）",
    ),
    (
        "The answer to the symptom's question that asks how many, or not-sure",
        "“几次”那个问题的回答，或 not-sure",
    ),
    (
        "The temperature in degrees C, such as 38.2, or not-sure",
        "体温，例如 38.2，或 not-sure",
    ),
    (
        "Another answer, such as night=yes, or night=not-sure; may be repeated",
        "其他问题的回答，例如 night=yes 或 night=not-sure；可以重复",
    ),
    (
        "When it began [default: today]",
        "从哪天开始的 [默认：今天]",
    ),
    (
        "The symptoms, their questions and what can be answered",
        "列出所有症状、问题和可以怎么回答",
    ),
    ("When the symptom began", "症状从哪天开始"),
    (
        "When the symptom was over; \"not-over\" if it goes on",
        "症状哪天好的；还没好写 not-over",
    ),
    // Calls.
    (
        "Record a call to the study team, and what they said",
        "记录给研究团队打的电话和他们的答复",
    ),
    ("What the study team said", "研究团队怎么说"),
    ("When they spoke [default: now]", "通话时间 [默认：现在]"),
    (
        "The drug that a pause or stop is about; may be repeated [default: all]",
        "暂停或停用哪个药；可以重复 [默认：全部]",
    ),
    (
        "From which dose on the order holds [default: the next one]",
        "从哪一次开始 [默认：下一次]",
    ),
    (
        "The fewer units, such as capecitabine:am=3x500; may be repeated",
        "减少后的药量，例如 capecitabine:am=3x500；可以重复",
    ),
    // Files and reports.
    ("Copy the diary for the visit", "复制日记，带去访视"),
    (
        "The folder for the copy; it must be there",
        "复制到哪个文件夹；必须已存在",
    ),
    (
        "Go on in a new file after damage",
        "文件损坏后在新文件中继续",
    ),
    ("The new file", "新文件"),
    ("Done by staff, with initials", "由工作人员操作（姓名缩写）"),
    ("The entries, in words", "所有记录（文字）"),
    (
        "One JSON object a line, as documented in docs/json-output.md",
        "每行一个 JSON 对象，格式见 docs/json-output.md",
    ),
    (
        "The adherence figures of one or many diaries",
        "一本或多本日记的依从性数据",
    ),
    (
        "Diaries, or folders of diaries [default: the diary of this computer]",
        "日记文件或文件夹 [默认：这台电脑的日记]",
    ),
    (
        "Slots up to the end of this diary date [default: now, for a copy its receipt, else its last entry]",
        "统计到这个日记日期结束 [默认：现在；副本为接收时间，没有接收记录则为最后一条记录]",
    ),
    (
        "One row a slot instead of one a cycle",
        "每一次服药一行，而不是每个周期一行",
    ),
    ("How to print it", "输出格式"),
    ("For reading", "便于阅读"),
    ("For other programs", "供其他程序使用"),
    (
        "For other programs, with numerators and denominators",
        "供其他程序使用，含分子和分母",
    ),
    ("The diary for other programs", "导出，供其他程序使用"),
    (
        "All that is known of one or many diaries, as a folder of tables (CSV)",
        "一本或多本日记的全部内容，导出为一个文件夹的表格（CSV）",
    ),
    ("The same tables as JSON", "同样的表格，JSON 格式"),
    (
        "The same tables in parts of bounded size, one object a line: for DuckDB, Apache Spark and their like",
        "同样的表格，分成大小有限的文件，每行一个 JSON 对象：供 DuckDB、Apache Spark 等程序读取",
    ),
    (
        "The folder, which is not there yet",
        "导出到的文件夹，必须还不存在",
    ),
    (
        "The folder; it is made, if it is not there",
        "导出到的文件夹，不存在时会新建",
    ),
    (
        "Replace files of the same name that stand there",
        "替换已有的同名文件",
    ),
    (
        "A report to read and to print, for the study's or the doctor's files: one file about a diary, or a folder with a file about each participant and a page over them",
        "可阅读和打印的报告，供研究或医生存档：一本日记一个文件；多本日记时为一个文件夹，每位受试者一个文件，另有一页汇总",
    ),
    (
        "A diary, or several, or folders of diaries [default: the diary of this computer]",
        "一本或多本日记，或日记文件夹 [默认：这台电脑的日记]",
    ),
    (
        "One or many diaries as CDISC SDTM datasets (Dataset-JSON 1.1)",
        "一本或多本日记，导出为 CDISC SDTM 数据集（Dataset-JSON 1.1）",
    ),
    (
        "The identifier of the study (STUDYID)",
        "研究编号（STUDYID）",
    ),
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
        "A study folder of so many made-up participants instead, for the study team",
        "改为建立一个研究文件夹，含这么多名虚构的受试者，供研究团队试用",
    ),
    (
        "The same seed makes the same study",
        "种子相同，生成的研究也相同",
    ),
    (
        "Cycles of each participant, with the course of the disease: 11 give diaries of about 475 entries [default: few, without it]",
        "每名受试者的周期数，并带有病程；11 个周期的日记约有 475 条记录 [默认：周期数较少，不带病程]",
    ),
    (
        "All that is known of one or many diaries as resources of HL7 FHIR R4",
        "一本或多本日记的全部内容，导出为HL7 FHIR R4资源",
    ),
    (
        "The file; with --ndjson the folder, which is made, if it is not there",
        "导出到的文件；使用--ndjson时为文件夹，不存在时会新建",
    ),
    ("Replace what stands there", "替换已有的文件"),
    (
        "A file for each type with one resource a line: for many participants, and to load in bulk",
        "每种资源一个文件，每行一条；适合受试者较多或需要批量导入时使用",
    ),
    (
        "Reminders of the doses to come, for a calendar program (iCalendar)",
        "以后各次服药的提醒，供日历程序使用（iCalendar）",
    ),
    (
        "The diary [default: the diary of this computer]",
        "日记文件 [默认：这台电脑的日记]",
    ),
    (
        "The file; \"-\" for standard output",
        "写到哪个文件；“-”表示标准输出",
    ),
    (
        "The file that it goes to [default: standard output]",
        "写到哪个文件 [默认：标准输出]",
    ),
    ("Replace a file that stands there", "替换已有的文件"),
    ("Verify diaries line by line", "逐行校验日记"),
    ("Diaries, or folders of diaries", "日记文件或文件夹"),
    ("The study's rules", "研究方案的规则"),
    (
        "The rules in words, with their sources, and which are not set",
        "用文字显示规则和出处，以及哪些没有设置",
    ),
    (
        "A protocol file [default: the diary's rules, else the built-in ones]",
        "方案文件 [默认：日记的规则，否则为内置规则]",
    ),
    (
        "Everything that is wrong with a protocol file",
        "检查方案文件的所有问题",
    ),
    ("The protocol file", "方案文件"),
    ("Look around in a made-up diary", "看看虚构的示例日记"),
    (
        "The folder for the sample diary [default: a new folder for temporary files]",
        "示例日记放在哪个文件夹 [默认：新的临时文件夹]",
    ),
    (
        "Where the files are, and whether all is well",
        "文件在哪里，一切是否正常",
    ),
    ("Completions for a shell", "命令行自动补全"),
    ("The shell", "哪种 shell"),
    ("The manual page", "手册页"),
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

/// The headings of a page of help, in English and Chinese.
pub const HEADINGS: [(&str, &str); 5] = [
    ("Usage:", "用法："),
    ("Commands", "命令"),
    ("Arguments", "参数"),
    ("Options", "选项"),
    ("Options of every command", "所有命令通用的选项"),
];

/// The Chinese of an English text of the help, if it has one.
pub fn chinese(english: &str) -> Option<&'static str> {
    let found = HELP.iter().find(|(en, _)| *en == english);
    found.map(|(_, zh)| *zh)
}
