//! `recover`: goes on in a new file after damage (ruling 24).

use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::files::shown;
use super::output::Out;
use super::values;
use crate::journal::{Stamp, fresh_id, recover_to};

/// A new beginning after damage.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The new file
    #[arg(long, value_name = "NEW")]
    to: PathBuf,
    /// Done by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    by: String,
}

/// Copies the verified part of the diary to a new file.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let path = context.diary_path()?;
    let store = context.open_at(&path)?;
    context.check_clock()?;
    let text = context.text();
    let stamp = Stamp {
        at: context.now(),
        by: values::author(text, Some(&options.by))?,
        clock: context.clock().kind(),
        id: fresh_id()?,
    };
    let lost = store.damage().map_or(0, |damage| damage.lost_lines);
    let kept = store.head().seq;
    recover_to(&path, &options.to, &stamp)?;
    out.line(text.recovered_to(&shown(&options.to), kept, lost));
    Ok(())
}
