//! Wrong usage, and help: what clap says, without its panics on a closed output.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::context::{diary_path, text_of};
use super::error::{Failure, USAGE};
use super::localize;
use super::output::complain;
use crate::clock::Clock;
use crate::domain::entry::Language;
use crate::domain::plain_text::PlainText;
use crate::runtime::Store;
use crate::text::Text;

/// Prints help to standard output, or what is wrong to standard error.
pub(super) fn show(error: &clap::Error, args: &[OsString]) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp if text_for(args).language() == Language::ZhHans => {
            let page = localize::in_chinese().try_get_matches_from(args);
            printed(page.err().map_or(Ok(()), |page| page.print()), args)
        }
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => printed(error.print(), args),
        _ => {
            let text = text_for(args);
            match text.language() {
                Language::En => complain(&harmless(&error.to_string())),
                Language::ZhHans => complain(&lines(text, error)),
            }
            ExitCode::from(USAGE)
        }
    }
}

/// The exit code after a page of help; a reader that has gone away is no error.
fn printed(outcome: io::Result<()>, args: &[OsString]) -> ExitCode {
    match outcome {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            Failure::Output(source).show(text_for(args))
        }
        Ok(()) | Err(_) => ExitCode::SUCCESS,
    }
}

/// What clap says, with the arguments that it quotes made harmless and cut.
fn harmless(said: &str) -> Vec<String> {
    let lines = said.trim_end().split('\n');
    lines.map(|line| PlainText::new(line).to_string()).collect()
}

/// The language that the arguments ask for, as far as they can be read.
fn asked_for(args: &[OsString]) -> Option<Language> {
    match value_of(args, "--lang")? {
        "zh-Hans" => Some(Language::ZhHans),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// The value of an option, as far as the arguments can be read.
fn value_of<'a>(args: &'a [OsString], option: &str) -> Option<&'a str> {
    let mut values = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = values.next() {
        if arg == option {
            return values.next();
        }
        if let Some(rest) = arg.strip_prefix(option)
            && let Some(value) = rest.strip_prefix('=')
        {
            return Some(value);
        }
    }
    None
}

/// The language asked for, else that of the diary, else that of the system.
fn text_for(args: &[OsString]) -> Text {
    let of_diary = || {
        let path = diary_path(value_of(args, "--diary").map(Path::new)).ok()?;
        let store = Store::open(&path, Clock::System).ok()?;
        Some(store.diary().language())
    };
    text_of(asked_for(args).or_else(of_diary))
}

/// What clap found wrong, from its context, in the words of this program.
fn lines(text: Text, error: &clap::Error) -> Vec<String> {
    let named = |kind| {
        let value = error.get(kind)?;
        let words = match value {
            ContextValue::String(word) => word.clone(),
            ContextValue::Strings(words) => text.list(words),
            ContextValue::StyledStr(words) => words.to_string(),
            other => other.to_string(),
        };
        Some(PlainText::new(words).to_string())
    };
    let mut lines = vec![text.wrong_usage()];
    if error.kind() == ErrorKind::InvalidUtf8 {
        lines.push(text.not_utf8());
    }
    let arg = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    let valid = named(ContextKind::ValidValue).or_else(|| named(ContextKind::ValidSubcommand));
    let prior = named(ContextKind::PriorArg);
    match (arg, value) {
        (Some(arg), Some(value)) if value.is_empty() => lines.push(text.value_missing(&arg)),
        (Some(arg), Some(value)) => lines.push(text.not_allowed(&arg, &value)),
        (Some(arg), None) if error.kind() == ErrorKind::ArgumentConflict => {
            let prior = prior.filter(|prior| *prior != arg);
            lines.push(match prior {
                Some(prior) => text.not_together(&arg, &prior),
                None => text.named_twice(&arg),
            });
        }
        (Some(arg), None) if error.kind() == ErrorKind::MissingRequiredArgument => {
            lines.push(text.options_missing(&arg));
        }
        (Some(arg), None) => lines.push(text.not_understood(&arg)),
        (None, _) => {}
    }
    if let Some(command) = named(ContextKind::InvalidSubcommand) {
        if error.kind() == ErrorKind::MissingSubcommand {
            lines.push(text.command_missing(&command));
        } else {
            lines.push(text.not_understood(&command));
        }
    }
    if let Some(valid) = valid.filter(|valid| !valid.is_empty()) {
        lines.push(text.allowed_values(&valid));
    }
    lines.push(text.see_help("dosebook --help"));
    lines
}
