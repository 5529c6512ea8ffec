//! The help of the command line in Chinese, by its English words.
//!
//! The English stands with the definitions of the commands, where clap reads it. A test walks through
//! all of them, so that none lacks its Chinese.

mod files;
mod general;
mod patient;
mod site;
mod team;

/// English help and its Chinese, by subject. A text that several commands share stands once.
const HELP: [&[(&str, &str)]; 5] = [
    general::HELP,
    patient::HELP,
    team::HELP,
    files::HELP,
    site::HELP,
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
    let found = HELP.into_iter().flatten().find(|(en, _)| *en == english);
    found.map(|(_, zh)| *zh)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_english_text_has_two_chinese_ones() {
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = HELP
            .into_iter()
            .flatten()
            .map(|(en, _)| *en)
            .filter(|en| !seen.insert(*en))
            .collect();
        assert!(twice.is_empty(), "{twice:#?}");
    }
}
