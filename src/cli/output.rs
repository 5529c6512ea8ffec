//! Lines for standard output, and the one place that writes them.
//!
//! Nothing panics on a closed or full output, and a reader that has gone away is no error.

use std::fmt::Display;
use std::io::{self, Write};

use super::error::Failure;

/// Lines that are waiting to be written.
#[derive(Debug, Default)]
pub(super) struct Out {
    waiting: String,
    /// Whether its reader has gone away.
    closed: bool,
}

impl Out {
    /// Adds a line.
    pub(super) fn line(&mut self, line: impl Display) {
        self.waiting.push_str(&line.to_string());
        self.waiting.push('\n');
    }

    /// Adds a line, if there is one.
    pub(super) fn line_if(&mut self, line: Option<impl Display>) {
        if let Some(line) = line {
            self.line(line);
        }
    }

    /// Adds text as it stands.
    pub(super) fn text(&mut self, text: &str) {
        self.waiting.push_str(text);
    }

    /// What is waiting.
    pub(super) fn waiting(&self) -> &str {
        &self.waiting
    }

    /// Writes what is waiting, if that is much.
    ///
    /// # Errors
    /// The output cannot be written; not if its reader has gone away.
    pub(super) fn flush_if_long(&mut self) -> Result<(), Failure> {
        const LONG: usize = 64 * 1024;
        if self.waiting.len() < LONG {
            return Ok(());
        }
        self.flush()
    }

    /// Whether nobody reads what is written.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Writes what is waiting.
    ///
    /// # Errors
    /// The output cannot be written; not if its reader has gone away.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        let text = std::mem::take(&mut self.waiting);
        if text.is_empty() {
            return Ok(());
        }
        let mut stdout = io::stdout().lock();
        let written = stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush());
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            written => written.map_err(Failure::Output),
        }
    }
}

/// Writes lines to standard error; what cannot be written there has nowhere else to go.
pub(super) fn complain(lines: &[String]) {
    let mut text = lines.join("\n");
    text.push('\n');
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
