//! `protocol`: the study's rules in words, and what is wrong with a protocol file.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::context::Context;
use super::error::Failure;
use super::files::shown;
use super::output::Out;
use crate::domain::protocol::{self, Protocol};
use crate::journal::JournalError;

/// What to do with a protocol.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// The rules in words, with their sources, and which are not set
    Show {
        /// A protocol file [default: the diary's rules, else the built-in ones]
        file: Option<PathBuf>,
    },
    /// Everything that is wrong with a protocol file
    Check {
        /// The protocol file
        file: PathBuf,
    },
}

/// Shows or checks a protocol.
pub(super) fn run(context: &Context, out: &mut Out, action: &Action) -> Result<(), Failure> {
    match action {
        Action::Show { file } => {
            let protocol = match file {
                Some(file) => from_file(file)?,
                None => of_diary(context)?,
            };
            for line in context.text().rules(&protocol) {
                out.line(line);
            }
        }
        Action::Check { file } => {
            let protocol = from_file(file)?;
            let text = context.text();
            let title = text.protocol(&protocol.title);
            out.line(text.protocol_good(&shown(file), &title));
        }
    }
    Ok(())
}

/// The rules of the diary of this run, or the built-in ones where there is no diary.
fn of_diary(context: &Context) -> Result<Protocol, Failure> {
    match context.open() {
        Ok(store) => Ok(store.diary().rules().clone()),
        Err(Failure::Journal(JournalError::Missing { .. }) | Failure::NoHome) => built_in(),
        Err(failure) => Err(failure),
    }
}

/// The study's own protocol.
pub(super) fn built_in() -> Result<Protocol, Failure> {
    protocol::check(Protocol::BUILT_IN).map_err(|problems| Failure::Protocol {
        path: PathBuf::from("utidelone-capecitabine.json"),
        problems,
    })
}

/// Reads and checks a protocol file; no more of it than a protocol may have is read.
pub(super) fn from_file(path: &Path) -> Result<Protocol, Failure> {
    let refused = |source| Failure::Io {
        path: path.to_path_buf(),
        source,
    };
    // A pipe would be waited for, perhaps for ever.
    let found = std::fs::metadata(path).map_err(refused)?;
    if !found.is_file() {
        return Err(Failure::NotARegularFile(path.to_path_buf()));
    }
    let limit = u64::try_from(protocol::MAX_FILE_BYTES).unwrap_or(u64::MAX);
    let file = std::fs::File::open(path).map_err(refused)?;
    let mut bytes = Vec::new();
    let mut limited = file.take(limit.saturating_add(1));
    limited.read_to_end(&mut bytes).map_err(refused)?;
    let json = String::from_utf8(bytes).map_err(|error| {
        refused(std::io::Error::new(
            std::io::ErrorKind::InvalidData,
            error.utf8_error(),
        ))
    })?;
    protocol::check(&json).map_err(|problems| Failure::Protocol {
        path: path.to_path_buf(),
        problems,
    })
}
