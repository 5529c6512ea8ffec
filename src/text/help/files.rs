//! Copies, figures, exports, protocols, sample data, and the program itself.

/// English help and its Chinese.
pub(super) const HELP: &[(&str, &str)] = &[
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
];
