//! What a patient records: doses, corrections, symptoms and calls.

/// English help and its Chinese.
pub(super) const HELP: &[(&str, &str)] = &[
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
];
