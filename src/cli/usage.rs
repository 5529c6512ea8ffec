//! Wrong usage, and help: what clap says, without its panics on a closed output.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::context::text_of;
use super::error::USAGE;
use super::localize;
use super::output::complain;
use crate::domain::entry::Language;
use crate::domain::plain_text::PlainText;
use crate::text::Text;

/// Prints help to standard output, or what is wrong to standard error.
pub(super) fn show(error: &clap::Error, args: &[OsString]) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp if text_of(asked_for(args)).language() == Language::ZhHans => {
            let page = localize::in_chinese().try_get_matches_from(args);
            // A reader that has gone away is no error, and nothing else can be done about the others.
            let _ = page.as_ref().map_err(clap::Error::print);
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        _ => {
            let text = text_of(asked_for(args));
            match text.language() {
                Language::En => {
                    let _ = error.print();
                }
                Language::ZhHans => complain(&lines(text, error)),
            }
            ExitCode::from(USAGE)
        }
    }
}

/// The language that the arguments ask for, as far as they can be read.
fn asked_for(args: &[OsString]) -> Option<Language> {
    let mut values = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = values.next() {
        let value = match arg.strip_prefix("--lang=") {
            Some(value) => value,
            None if arg == "--lang" => values.next()?,
            None => continue,
        };
        return match value {
            "zh-Hans" => Some(Language::ZhHans),
            "en" => Some(Language::En),
            _ => None,
        };
    }
    None
}

/// What clap found wrong, from its context, in the words of this program.
fn lines(text: Text, error: &clap::Error) -> Vec<String> {
    let named = |kind| {
        let value = error.get(kind)?;
        let words = match value {
            ContextValue::String(word) => word.clone(),
            ContextValue::Strings(words) => words.join(", "),
            ContextValue::StyledStr(words) => words.to_string(),
            other => other.to_string(),
        };
        Some(PlainText::new(words).to_string())
    };
    let mut lines = vec![text.wrong_usage()];
    let arg = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    let valid = named(ContextKind::ValidValue);
    match (arg, value) {
        (Some(arg), Some(value)) => lines.push(text.not_allowed(&arg, &value)),
        (Some(arg), None) if error.kind() == ErrorKind::MissingRequiredArgument => {
            lines.push(text.options_missing(&arg));
        }
        (Some(arg), None) => lines.push(text.not_understood(&arg)),
        (None, _) => {}
    }
    if let Some(command) = named(ContextKind::InvalidSubcommand) {
        lines.push(text.not_understood(&command));
    }
    if let Some(valid) = valid {
        lines.push(text.allowed_values(&valid));
    }
    lines.push(text.see_help("dosebook --help"));
    lines
}
