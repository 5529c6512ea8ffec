//! `ate`: a meal is finished, the meal clock starts.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::record::{Consent, record};
use super::values;
use crate::domain::decide::Command;
use crate::domain::entry::Author;

/// The end of a meal.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// When the meal was finished [default: now]
    #[arg(long, value_name = "HH:MM")]
    at: Option<String>,
    #[command(flatten)]
    consent: Consent,
}

/// Records the end of a meal.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let mut store = context.open_whole()?;
    let now = context.now();
    let ended_at = match &options.at {
        Some(at) => {
            let today = store.diary().date_of(now);
            values::moment(context, out, store.diary(), today, at)?
        }
        None => now,
    };
    let command = Command::Meal { ended_at };
    let by = Author::Patient {};
    record(context, out, &mut store, &by, &command, options.consent)
}
