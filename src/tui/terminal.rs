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
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, execute, queue};
use ratatui::backend::CrosstermBackend;

use rustix::io::Errno;

use crate::app::{Press, View};

use super::draw::draw;
use super::keys::{self, Heard, Step};
use super::picture::Picture;
use super::theme::Theme;
use super::watch::Watch;

/// How long the rest of an arrow key may come after its first byte: without this a slow line would turn
/// an arrow into Esc and two letters.
const CUT_IN_TWO: Duration = Duration::from_millis(20);

/// A frame leaves in one piece.
const FRAME_BYTES: usize = 64 * 1024;

/// So much is read at once: then it is time to draw, and to look at signals.
const READ_BYTES: usize = 1024;
/// Of a pasted text no more is kept than this before its end comes.
const PASTE_BYTES: usize = 16 * 1024;

/// Whether there is something to give back.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the window's own title was put aside.
static TITLED: AtomicBool = AtomicBool::new(false);

/// Whether there is a terminal to read and to draw on.
pub(super) fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Reports of the mouse's buttons and its wheel, but not of its way, which would wake the program with every
/// movement; and pasted text as one text.
struct Reports(bool);

impl Command for Reports {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str(match self {
            Reports(true) => "\x1b[?1000h\x1b[?1006h\x1b[?2004h",
            Reports(false) => "\x1b[?2004l\x1b[?1006l\x1b[?1000l",
        })
    }
}

type Inner = ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// The terminal, taken.
pub(super) struct Terminal {
    inner: Inner,
    title: Option<String>,
    /// What was read and does not say anything yet.
    unheard: Vec<u8>,
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
    execute!(io::stdout(), EnterAlternateScreen, Reports(true))?;
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
                unheard: Vec::new(),
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

    /// What is heard, where the terminal says that there is something to read.
    pub(super) fn events(&mut self, watch: &Watch) -> io::Result<Vec<Heard>> {
        self.read()?;
        let mut found = Vec::new();
        let mut begin = 0;
        loop {
            let rest = self.unheard.get(begin..).unwrap_or_default();
            match keys::next(rest) {
                Step::Took(count, heard) => {
                    begin += count;
                    found.extend(heard);
                }
                // The key itself, unless the rest of an arrow comes right behind.
                Step::More if keys::is_escape(rest) => {
                    if watch.has_input(CUT_IN_TWO)? {
                        self.read()?;
                    } else {
                        begin += 1;
                        found.push(Heard::Press(Press::Back));
                    }
                }
                Step::More => break,
            }
        }
        self.unheard.drain(..begin.min(self.unheard.len()));
        let length = self.unheard.len();
        if length > PASTE_BYTES {
            // Its end may be cut in two as well.
            self.unheard.drain(PASTE_BYTES / 2..length - READ_BYTES);
        }
        Ok(found)
    }

    fn read(&mut self) -> io::Result<()> {
        let mut bytes = [0; READ_BYTES];
        match rustix::io::read(io::stdin(), &mut bytes) {
            Ok(count) => self.unheard.extend(bytes.iter().take(count)),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// A sequence that was broken off is not waited for any longer; for the end of a pasted text a slow line
    /// is given more time.
    pub(super) fn forget_broken(&mut self, pasted_too: bool) {
        if pasted_too || !keys::is_pasting(&self.unheard) {
            self.unheard.clear();
        }
    }

    /// Gives the terminal back, stops, and takes it again when the shell wakes the program.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        restore();
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
        // The alternate screen comes up empty, and the new buffer knows nothing: all is drawn again.
        self.inner = take()?;
        self.title = None;
        self.unheard.clear();
        Ok(())
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
        Reports(false),
        EndSynchronizedUpdate,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}
