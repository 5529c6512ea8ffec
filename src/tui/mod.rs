//! The screens in a terminal: draws what `app` says, turns keys and clicks into actions, carries out effects.
//!
//! Called by the command line with a [`Start`]. One thread: it sleeps until a key, a signal, or another
//! minute. The terminal is given back on every way out: leaving, an error, a panic, a signal, and when it
//! has gone away nothing is left running. No rule of the study enters here.

mod bars;
mod calendar;
#[cfg(test)]
mod desk_tests;
mod draw;
mod keys;
mod large;
mod lines;
#[cfg(test)]
mod look_back_tests;
#[cfg(test)]
mod patient_tests;
mod picture;
#[cfg(test)]
mod picture_tests;
mod places;
mod plain;
mod preferences;
mod review;
#[cfg(test)]
mod review_tests;
mod screens;
mod session;
mod strip;
mod table;
mod tabs;
mod terminal;
#[cfg(test)]
mod tests;
mod theme;
mod watch;
mod wrap;

use std::io;
use std::path::PathBuf;

use crate::app::{Action, Part, Press, View};
use crate::clock::Clock;
use crate::domain::entry::Language;
use crate::runtime::StoreError;
use crate::text::Text;

pub use draw::draw;
pub use picture::Picture;
pub use plain::run_plain;
pub use review::{Explain, ReviewError, Start as ReviewStart, review, review_plain};
pub use theme::{Paint, Theme};

use keys::Heard;
use screens::Screens;
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
    /// Whether high contrast is asked for, chosen before or not.
    pub high_contrast: bool,
    /// The file of what the patient has chosen for herself, where there is a place for it.
    pub preferences: Option<PathBuf>,
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
    show(&mut Session::new(&start)?, start.theme)
}

/// Shows screens until the person leaves.
fn show(screens: &mut impl Screens, theme: Theme) -> Result<(), TuiError> {
    let watch = Watch::new()?;
    let mut terminal = Terminal::open()?;
    let ended = interact(screens, &mut terminal, &watch, theme);
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

/// The person in front of the screens.
struct Seat<'a, S> {
    screens: &'a mut S,
    terminal: &'a mut Terminal,
    theme: Theme,
    /// What was drawn last, and what stands where in it; `None` if it has to be drawn again in any case.
    shown: Option<(View, Picture)>,
}

/// Until the person leaves, a signal comes, or the terminal goes away.
fn interact(
    screens: &mut impl Screens,
    terminal: &mut Terminal,
    watch: &Watch,
    theme: Theme,
) -> io::Result<Ended> {
    let mut seat = Seat {
        screens,
        terminal,
        theme,
        shown: None,
    };
    seat.tick()?;
    loop {
        seat.show()?;
        match seat.wait(watch)? {
            Woken::Signal(signal) => return Ok(Ended::Signal(signal)),
            Woken::Gone => return Ok(Ended::Gone),
            Woken::Time => seat.tick()?,
            Woken::Window => seat.shown = None,
            Woken::Input => {
                for heard in seat.terminal.events(watch)? {
                    if seat.hear(heard)? {
                        return Ok(Ended::Left);
                    }
                }
            }
        }
    }
}

impl<S: Screens> Seat<'_, S> {
    /// Draws what has changed.
    fn show(&mut self) -> io::Result<()> {
        let view = self.screens.view();
        if self.shown.as_ref().is_none_or(|(shown, _)| *shown != view) {
            let picture = self.terminal.draw(&view, self.theme)?;
            self.screens.drawn(&picture);
            self.shown = Some((view, picture));
        }
        Ok(())
    }

    /// Sleeps until there is something to do. A laptop that wakes up has slept through its timers, so the
    /// clock is looked at every second, and nothing else is done then.
    fn wait(&mut self, watch: &Watch) -> io::Result<Woken> {
        loop {
            let woken = watch.wait(self.screens.glance())?;
            if woken != Woken::Time {
                return Ok(woken);
            }
            let news = self.screens.has_news();
            self.terminal.forget_broken(news);
            if news {
                return Ok(woken);
            }
        }
    }

    fn tick(&mut self) -> io::Result<()> {
        self.act(Action::Tick)?;
        Ok(())
    }

    /// Takes in what was heard; whether the person leaves.
    fn hear(&mut self, heard: Heard) -> io::Result<bool> {
        let action = match heard {
            Heard::Suspend => {
                self.terminal.suspend()?;
                self.tick()?;
                self.shown = None;
                return Ok(false);
            }
            Heard::Press(Press::Leave) => Action::Press(Press::Leave),
            // In a window too small for the page nobody knows what a key would do.
            Heard::Press(_) | Heard::Click(..) | Heard::Wheel { .. } | Heard::Paste(_)
                if !self.shows_page() =>
            {
                return Ok(false);
            }
            Heard::Press(Press::Enter) => {
                // Nothing is answered that was not drawn, however fast the keys come.
                self.show()?;
                Action::Press(Press::Enter)
            }
            Heard::Press(press) => Action::Press(press),
            Heard::Click(column, line) => match self.clicked(column, line) {
                Some((row, part)) => Action::Click(row, part),
                None => return Ok(false),
            },
            Heard::Wheel { up } => Action::Wheel { up },
            Heard::Paste(text) => Action::Paste(text),
        };
        self.act(action)
    }

    fn shows_page(&self) -> bool {
        // Before it is drawn again in another size, it is what the person saw.
        let shown = self.shown.as_ref();
        shown.is_none_or(|(_, picture)| picture.shows_page)
    }

    /// The row that a click was meant for; none if another one has come to its place since it was drawn.
    fn clicked(&self, column: u16, line: u16) -> Option<(usize, Part)> {
        let (shown, picture) = self.shown.as_ref()?;
        let (row, part) = picture.at(column, line)?;
        let now = self.screens.view();
        let same = now.page.blocks == shown.page.blocks
            && now.page.rows.get(row) == shown.page.rows.get(row);
        same.then_some((row, part))
    }

    fn act(&mut self, action: Action<S::Outcome>) -> io::Result<bool> {
        let after = self.screens.take(action);
        if after.rings {
            self.terminal.ring()?;
        }
        Ok(after.leaves)
    }
}
