//! Takes the terminal and gives it back.
//!
//! Dropping it restores everything that was changed: raw mode, the alternate screen, the cursor, reports of
//! the mouse and of pasted text, the title of the window. The panic hook does the same before it prints. A
//! terminal that has gone away cannot be restored, and that is no error.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, execute, queue};
use ratatui::backend::CrosstermBackend;

use crate::app::View;

use super::draw::draw;
use super::keys::{self, Heard, heard};
use super::picture::Picture;
use super::theme::Theme;

/// How long the rest of an arrow key may come after its first byte: without this a slow line would turn
/// an arrow into Esc and two letters.
const CUT_IN_TWO: Duration = Duration::from_millis(20);

/// A frame leaves in one piece.
const FRAME_BYTES: usize = 64 * 1024;

/// After so many keys it is time to draw, and to look at signals, even if more of them wait.
const AT_ONCE: usize = 128;

/// Whether there is something to give back.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the window's own title was put aside.
static TITLED: AtomicBool = AtomicBool::new(false);

/// Whether there is a terminal to read and to draw on.
pub(super) fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Reports of the mouse's buttons and its wheel, but not of its way: that would wake the program with every
/// movement.
struct Mouse(bool);

impl Command for Mouse {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str(match self {
            Mouse(true) => "\x1b[?1000h\x1b[?1006h",
            Mouse(false) => "\x1b[?1006l\x1b[?1000l",
        })
    }
}

type Inner = ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// The terminal, taken.
pub(super) struct Terminal {
    inner: Inner,
    title: Option<String>,
    more: bool,
}

fn take() -> io::Result<Inner> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            before(panic);
        }));
    });
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        Mouse(true)
    )?;
    let out = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
    ratatui::Terminal::new(CrosstermBackend::new(out))
}

impl Terminal {
    /// Takes the terminal.
    pub(super) fn open() -> io::Result<Terminal> {
        match take() {
            Ok(inner) => Ok(Terminal {
                inner,
                title: None,
                more: false,
            }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }

    /// Draws a view; what stands where. The terminal is told where a frame begins and ends, so that it
    /// never shows half of one.
    pub(super) fn draw(&mut self, view: &View, theme: Theme) -> io::Result<Picture> {
        let mut picture = Picture::default();
        queue!(io::stdout(), BeginSynchronizedUpdate)?;
        self.inner
            .draw(|frame| picture = draw(frame, view, theme))?;
        execute!(io::stdout(), EndSynchronizedUpdate)?;
        if self.title != view.title {
            self.title.clone_from(&view.title);
            set_title(view.title.as_deref())?;
        }
        Ok(picture)
    }

    /// Rings the bell.
    pub(super) fn ring(&mut self) -> io::Result<()> {
        execute!(io::stdout(), Print('\u{7}'))
    }

    /// Whether more keys may wait than were heard the last time.
    pub(super) fn has_more(&self) -> bool {
        self.more
    }

    /// What was heard since the last time, without waiting; not more than a screen can follow.
    pub(super) fn events(&mut self) -> io::Result<Vec<Heard>> {
        let mut found = Vec::new();
        for _ in 0..AT_ONCE {
            if !event::poll(Duration::ZERO)? {
                self.more = false;
                return Ok(found);
            }
            let first = event::read()?;
            if !keys::is_escape(&first) || !event::poll(CUT_IN_TWO)? {
                found.extend(heard(first));
                continue;
            }
            let second = event::read()?;
            if keys::goes_on(&second) && event::poll(CUT_IN_TWO)? {
                found.extend(rest_of_sequence()?);
            } else {
                found.extend([first, second].into_iter().filter_map(heard));
            }
        }
        self.more = true;
        Ok(found)
    }

    /// Gives the terminal back, stops, and takes it again when the shell wakes the program.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        restore();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        // The alternate screen comes up empty, and the new buffer knows nothing: all is drawn again.
        self.inner = take()?;
        self.title = None;
        Ok(())
    }
}

/// The key of a sequence whose first byte came alone; one with numbers in it is left out as a whole.
fn rest_of_sequence() -> io::Result<Option<Heard>> {
    let mut key = keys::of_sequence as fn(&_) -> _;
    loop {
        let next = event::read()?;
        if !keys::is_inner(&next) {
            return Ok(key(&next));
        }
        key = |_| None;
        if !event::poll(CUT_IN_TWO)? {
            return Ok(None);
        }
    }
}

/// Puts the window's own title aside and sets this one, or brings its own back.
fn set_title(title: Option<&str>) -> io::Result<()> {
    let mut out = io::stdout();
    match title {
        Some(title) => {
            if !TITLED.swap(true, Ordering::SeqCst) {
                queue!(out, Print("\x1b[22;0t"))?;
            }
            queue!(out, SetTitle(title))?;
        }
        None => {
            if TITLED.swap(false, Ordering::SeqCst) {
                // Where titles cannot be put aside, an empty one is left and not an untrue one.
                queue!(out, SetTitle(""), Print("\x1b[23;0t"))?;
            }
        }
    }
    out.flush()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives everything back, once.
fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // The terminal may have gone away; then there is nothing to restore and nobody to tell.
    let _ = set_title(None);
    let _ = execute!(
        io::stdout(),
        Mouse(false),
        DisableBracketedPaste,
        EndSynchronizedUpdate,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}
