//! The screens in a terminal: draws what `app` says, turns keys into actions, carries out effects.
//!
//! Called by the command line with a [`Start`]. One thread: it sleeps until a key, a signal, or the next
//! minute. The terminal is given back on every way out: leaving, an error, a panic, a signal, and when it
//! has gone away nothing is left running. No rule of the study enters here.

mod bars;
mod calendar;
mod draw;
mod keys;
mod large;
mod lines;
#[cfg(test)]
mod look_back_tests;
#[cfg(test)]
mod patient_tests;
#[cfg(test)]
mod picture_tests;
mod places;
mod plain;
mod session;
mod strip;
mod terminal;
#[cfg(test)]
mod tests;
mod theme;
mod watch;
mod wrap;

use std::io;
use std::path::PathBuf;

use crate::app::{Action, Effect, View};
use crate::clock::Clock;
use crate::domain::entry::Language;
use crate::runtime::StoreError;
use crate::text::Text;

pub use draw::draw;
pub use plain::run_plain;
pub use theme::Theme;

use session::Session;
use terminal::Terminal;
use watch::{Watch, Woken};

/// What the screens are started with.
pub struct Start {
    /// The diary; where none stands, first start begins.
    pub path: PathBuf,
    /// The clock of this run.
    pub clock: Clock,
    /// The language asked for, if any; else the diary's.
    pub language: Option<Language>,
    /// The language where there is no diary yet.
    pub system_language: Language,
    /// How things look.
    pub theme: Theme,
    /// Says what is wrong with a file: which, what happened, what to do.
    pub explain: fn(Text, &StoreError) -> Vec<String>,
}

/// Why the screens cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// Input or output is no terminal.
    #[error("not a terminal")]
    NotATerminal,
    /// The terminal refuses.
    #[error("the terminal refuses: {0}")]
    Io(#[from] io::Error),
    /// No random numbers for a new diary.
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
}

/// Shows the screens until the person leaves.
///
/// After a signal the terminal is restored, and the signal takes its usual effect.
///
/// # Errors
/// Not a terminal, or one that cannot be read or drawn on.
pub fn run(start: Start) -> Result<(), TuiError> {
    if !terminal::is_terminal() {
        return Err(TuiError::NotATerminal);
    }
    let watch = Watch::new()?;
    let mut session = Session::new(&start)?;
    let mut terminal = Terminal::open()?;
    let ended = interact(&mut session, &mut terminal, &watch, start.theme);
    match ended {
        Ok(Ended::Left) => {}
        Ok(Ended::Signal(signal)) => {
            drop(terminal);
            signal_hook::low_level::emulate_default_handler(signal)?;
        }
        // Giving back what has gone away only fails, aloud.
        Ok(Ended::Gone) => std::mem::forget(terminal),
        // It may go away in the middle of a frame.
        Err(_) if watch.has_gone() => std::mem::forget(terminal),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Why the screens are closed.
enum Ended {
    /// The person leaves.
    Left,
    /// A signal asks for it.
    Signal(i32),
    /// The terminal has gone away.
    Gone,
}

/// Until the person leaves, a signal comes, or the terminal goes away.
fn interact(
    session: &mut Session,
    terminal: &mut Terminal,
    watch: &Watch,
    theme: Theme,
) -> io::Result<Ended> {
    let mut shown: Option<View> = None;
    loop {
        let view = session.view();
        if shown.as_ref() != Some(&view) {
            let hidden_above = terminal.draw(&view, theme)?;
            session.drawn(hidden_above);
            shown = Some(view);
        }
        match watch.wait(session.until_next_minute())? {
            Woken::Signal(signal) => return Ok(Ended::Signal(signal)),
            Woken::Gone => return Ok(Ended::Gone),
            Woken::Time => session.tick(),
            Woken::Window => shown = None,
            Woken::Input => {}
        }
        for event in terminal.events()? {
            match event {
                keys::Heard::Press(press) => {
                    if session.act(Action::Press(press)).contains(&Effect::Quit) {
                        return Ok(Ended::Left);
                    }
                }
                keys::Heard::Resized => shown = None,
                keys::Heard::Suspend => {
                    terminal.suspend()?;
                    session.tick();
                    shown = None;
                }
            }
        }
    }
}
