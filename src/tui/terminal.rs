//! Takes the terminal and gives it back.
//!
//! Dropping it restores raw mode, the alternate screen and the cursor; the panic hook of `ratatui` does
//! the same before it prints. A terminal that has gone away cannot be restored, and that is no error.

use std::io::{self, BufWriter, IsTerminal, Stdout};
use std::time::Duration;

use crossterm::event;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::CrosstermBackend;

use crate::app::View;

use super::draw::draw;
use super::keys::{self, Heard, heard};
use super::theme::Theme;

/// How long the rest of an arrow key may come after its first byte: without this a slow line would turn
/// an arrow into Esc and two letters.
const CUT_IN_TWO: Duration = Duration::from_millis(20);

/// Whether there is a terminal to read and to draw on.
pub(super) fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// A frame leaves in one piece.
const FRAME_BYTES: usize = 64 * 1024;

type Inner = ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// The terminal, taken.
pub(super) struct Terminal {
    inner: Inner,
}

/// Raw mode, the alternate screen, and the panic hook that leaves both.
fn take() -> io::Result<Inner> {
    drop(ratatui::try_init()?);
    let out = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
    ratatui::Terminal::new(CrosstermBackend::new(out))
}

impl Terminal {
    /// Takes the terminal.
    pub(super) fn open() -> io::Result<Terminal> {
        match take() {
            Ok(inner) => Ok(Terminal { inner }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }

    /// Draws a view; how many lines of its page are hidden above. The terminal is told where a frame
    /// begins and ends, so that it never shows half of one.
    pub(super) fn draw(&mut self, view: &View, theme: Theme) -> io::Result<u16> {
        let mut hidden = 0;
        crossterm::queue!(io::stdout(), BeginSynchronizedUpdate)?;
        self.inner.draw(|frame| hidden = draw(frame, view, theme))?;
        crossterm::execute!(io::stdout(), EndSynchronizedUpdate)?;
        Ok(hidden)
    }

    /// What was heard since the last time, without waiting.
    pub(super) fn events(&mut self) -> io::Result<Vec<Heard>> {
        let mut found = Vec::new();
        while event::poll(Duration::ZERO)? {
            let first = event::read()?;
            if !keys::is_escape(&first) || !event::poll(CUT_IN_TWO)? {
                found.extend(heard(&first));
                continue;
            }
            let second = event::read()?;
            if keys::goes_on(&second) && event::poll(CUT_IN_TWO)? {
                found.extend(keys::of_sequence(&event::read()?));
            } else {
                found.extend([first, second].iter().filter_map(heard));
            }
        }
        Ok(found)
    }

    /// Gives the terminal back, stops, and takes it again when the shell wakes the program.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        restore();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        // The alternate screen comes up empty, and the new buffer knows nothing: all is drawn again.
        self.inner = take()?;
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn restore() {
    // The terminal may have gone away; then there is nothing to restore and nobody to tell.
    let _ = ratatui::try_restore();
    let _ = crossterm::execute!(io::stdout(), crossterm::cursor::Show);
}
