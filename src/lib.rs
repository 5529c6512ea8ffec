//! dosebook: a medication diary for oral chemotherapy in a clinical study, in the terminal.
//!
//! ```text
//! main -> cli, tui -> app, runtime -> journal, report -> domain
//!                     text is read by app, tui, cli and report, never by domain
//! ```
//!
//! Arrows go one way. `tests/tidy.rs` checks the imports against this drawing.

pub mod app;
pub mod cli;
pub mod clock;
pub mod domain;
pub mod journal;
pub mod report;
pub mod runtime;
pub mod sample;
pub mod text;
pub mod tui;
