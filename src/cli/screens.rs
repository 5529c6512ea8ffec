//! Without a command: the patient's screens, drawn on a terminal, or line by line.

use std::path::PathBuf;

use super::context::Context;
use super::error::Failure;
use super::files::journal_error;
use crate::domain::diary::DiaryError;
use crate::runtime::StoreError;
use crate::text::Text;
use crate::tui::{self, Paint, Start, Theme, TuiError};

/// Whether the screens can be shown: drawn on a terminal, or line by line wherever that is asked for.
pub(super) fn are_wanted(context: &Context) -> bool {
    context.globals.plain || context.can_ask()
}

/// Shows the screens of the diary at `path` until the person leaves.
pub(super) fn run(context: &Context, path: PathBuf) -> Result<(), Failure> {
    let start = Start {
        path,
        clock: context.clock(),
        language: context.globals.lang,
        system_language: context.text().language(),
        theme: theme(context),
        high_contrast: context.globals.high_contrast,
        preferences: preferences_path(),
        explain,
    };
    let shown = match is_plain(context) {
        true => tui::run_plain(start),
        false => tui::run(start),
    };
    shown.map_err(failure)
}

/// How things look.
pub(super) fn theme(context: &Context) -> Theme {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Theme {
        ascii: context.globals.ascii,
        paint: if context.globals.no_color || no_color {
            Paint::NoColours
        } else {
            Paint::Colours
        },
    }
}

/// Whether screens are shown line by line.
pub(super) fn is_plain(context: &Context) -> bool {
    context.globals.plain || is_dumb()
}

/// Why screens cannot be shown.
pub(super) fn failure(error: TuiError) -> Failure {
    match error {
        TuiError::Io(source) => Failure::Output(source),
        TuiError::NotATerminal => Failure::Output(std::io::Error::other("not a terminal")),
        TuiError::Random(source) => Failure::Output(std::io::Error::other(source)),
    }
}

/// Whether the terminal says that it cannot move a cursor, or does not say what it is.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// Where what the patient has chosen for herself is kept.
fn preferences_path() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "dosebook")?;
    Some(folders.config_dir().join("preferences.json"))
}

/// Which file, what happened to it, and what to do.
fn explain(text: Text, error: &StoreError) -> Vec<String> {
    match error {
        StoreError::Journal(error) => journal_error(text, error),
        StoreError::Diary(DiaryError::Empty) => vec![text.file_empty()],
        StoreError::Diary(DiaryError::NotOpened) => {
            vec![text.file_foreign(&text.line_not_opened())]
        }
    }
}
