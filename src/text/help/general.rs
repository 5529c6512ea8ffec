//! The program, the options of every command, and the set-up.

/// English help and its Chinese.
pub(super) const HELP: &[(&str, &str)] = &[
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
];
