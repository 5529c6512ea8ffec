//! The study team's orders and settings, and other medicines.

/// English help and its Chinese.
pub(super) const HELP: &[(&str, &str)] = &[
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
];
