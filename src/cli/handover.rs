//! `handover`: a copy of the diary for the visit (ruling 25).

use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::files::shown;
use super::output::Out;
use crate::journal::JournalError;

/// Where the copy goes.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder for the copy; it must be there
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

/// Copies the diary, reads the copy back, and prints what it is known by.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let store = context.open()?;
    let text = context.text();
    let copied = store.copy_to(&options.to)?;
    if store.diary().is_sample() {
        out.line(text.sample_data());
    }
    out.line(text.copied_to_line(&shown(&copied.path)));
    if copied.was_there {
        out.line(text.copy_was_there());
    }
    let entries = i64::try_from(copied.reading.entries.len()).unwrap_or(i64::MAX);
    let date = text.date_time(context.now());
    let code = copied.reading.head.code();
    out.line(text.copied_line(&text.entries(entries), &date, &code));
    out.line(match copied.is_settled {
        true => text.may_be_taken_out(),
        false => text.eject_it_first(),
    });
    let Some(damage) = copied.reading.damage else {
        return Ok(());
    };
    out.line(text.copy_is_damaged(damage.line));
    let path = store.path().to_path_buf();
    Err(JournalError::Damaged { path, damage }.into())
}
