//! A file that a command writes where somebody asked for it: private, whole or not at all, and never over what
//! stands there without being told to.

use std::io::{self, Write};
use std::path::Path;

use super::gather::not_written;
use crate::cli::error::Failure;
use crate::runtime::drafts::Drafts;
use crate::text::Text;

/// Writes a file.
///
/// # Errors
/// Something stands there and may not be replaced, or a diary does; the system refuses.
pub(in crate::cli) fn write(
    text: Text,
    path: &Path,
    force: bool,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let written = Drafts::of_file(path, force).and_then(|mut file| {
        file.fill(fill)?;
        file.finish()
    });
    written.map_err(|error| not_written(text, error))
}
