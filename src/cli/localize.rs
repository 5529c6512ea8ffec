//! The definitions of the commands with their help in Chinese.
//!
//! Built only when somebody asks for help in that language.

use clap::{Arg, Command, CommandFactory};

use super::Cli;
use crate::text::help::{HEADINGS, chinese};

/// The page of help, with the headings that clap itself would write in English.
const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The whole command line, with help in Chinese.
pub(super) fn in_chinese() -> Command {
    let mut command = Cli::command();
    command.build();
    localized(command)
}

fn localized(mut command: Command) -> Command {
    if let Some(about) = command
        .get_about()
        .and_then(|about| chinese(&about.to_string()))
    {
        command = command.about(about).long_about(about);
    }
    command
        .help_template(TEMPLATE)
        .subcommand_help_heading(heading("Commands"))
        .mut_args(argument)
        .mut_subcommands(localized)
}

fn argument(mut arg: Arg) -> Arg {
    let english = arg.get_help().map(ToString::to_string);
    if let Some(help) = english.as_deref().and_then(chinese) {
        let values: Vec<String> = arg
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| value.get_name().to_owned())
            .collect();
        let takes_one = arg.get_action().takes_values() && !values.is_empty();
        let help = match takes_one {
            true => format!("{help} [可选：{}]", values.join("、")),
            false => help.to_owned(),
        };
        arg = arg.help(help.clone()).long_help(help);
        arg = arg.hide_possible_values(true).hide_default_value(true);
    }
    let group = arg.get_help_heading().map(str::to_owned);
    let place = if arg.is_positional() {
        "Arguments"
    } else {
        "Options"
    };
    arg.help_heading(heading(group.as_deref().unwrap_or(place)))
}

fn heading(english: &str) -> &'static str {
    let found = HEADINGS.iter().find(|(en, _)| *en == english);
    found.map_or("选项", |(_, zh)| *zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_chinese(command: &Command, missing: &mut Vec<String>) {
        let mut check = |text: Option<String>| {
            let text = text.unwrap_or_default();
            if chinese(&text).is_none() {
                missing.push(text);
            }
        };
        check(command.get_about().map(ToString::to_string));
        for arg in command.get_arguments() {
            check(arg.get_help().map(ToString::to_string));
        }
        for sub in command
            .get_subcommands()
            .filter(|sub| sub.get_name() != "help")
        {
            without_chinese(sub, missing);
        }
    }

    #[test]
    fn every_help_text_has_its_chinese() {
        let mut command = Cli::command();
        command.build();
        let mut missing = Vec::new();
        without_chinese(&command, &mut missing);
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn help_in_chinese_leaves_no_english_sentence() {
        let mut command = in_chinese();
        let page = command.render_long_help().to_string();
        for english in ["Usage", "Options", "Commands", "Print", "default"] {
            assert!(!page.contains(english), "{english} in {page}");
        }
    }
}
