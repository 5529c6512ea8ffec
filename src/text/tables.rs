//! What is said about the tables of an export.

use super::sentences;

sentences! {
    /// The tables are there. `participants` is "3 participants".
    tables_written(tables: usize, participants: &str, folder: &str) {
        en: "{tables} tables about {participants} in {folder}",
        zh: "已导出{participants}的{tables}张表：{folder}",
    }
    /// The tables are there in parts. `parts` is "2 parts", `participants` "3 participants".
    tables_written_in_parts(tables: usize, parts: &str, participants: &str, folder: &str) {
        en: "{tables} tables of {parts} about {participants} in {folder}",
        zh: "已导出{participants}的{tables}张表（每张{parts}）：{folder}",
    }
    /// Some files are only in the table of diaries.
    tables_left_out(files: &str) {
        en: "Not in the tables: {files}. The table \"diaries\" says why.",
        zh: "没有导出{files}的内容，原因见“diaries”表。",
    }
    /// The CDISC datasets are there. `participants` is "3 participants".
    datasets_written(datasets: usize, participants: &str, folder: &str) {
        en: "{datasets} SDTM datasets about {participants} in {folder}. What each holds stands in datasets.md.",
        zh: "已按CDISC SDTM标准导出{participants}的{datasets}个数据集：{folder}。各数据集的说明见datasets.md。",
    }
    /// Some files are only named beside the datasets.
    datasets_left_out(files: &str) {
        en: "Not in the datasets: {files}. datasets.md says why.",
        zh: "数据集中没有{files}的内容，原因见datasets.md。",
    }
    /// What an identifier of a study is.
    wanted_study_id() {
        en: "the identifier of the study: letters, digits, \"-\", \"_\" and \".\", 40 at most",
        zh: "研究编号：字母、数字、“-”、“_”和“.”，最多40个字符",
    }
    /// What is wrong with the site record beside a diary.
    site_record_left_out(why: &str) {
        en: "the site record is left out: {why}",
        zh: "没有使用研究中心记录：{why}",
    }
}
