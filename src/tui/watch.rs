//! Sleeps until a key, a signal, or a moment; tells when the terminal has gone away.
//!
//! The terminal is read only once it says itself that there is something, so that nothing ever waits in a
//! read, and one that has vanished without a signal is noticed.

use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::{flag, low_level};

/// Signals after which the program ends.
const ENDING: [i32; 3] = [SIGTERM, SIGHUP, SIGINT];
/// Signals after which the screen may have to be drawn again.
const WAKING: [i32; 2] = [SIGWINCH, SIGCONT];

/// What a terminal that has gone away answers.
const GONE: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);

/// Why the sleep ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woken {
    /// There is something to read.
    Input,
    /// The window may have another size, or the program was stopped and goes on.
    Window,
    /// The time is over, or nothing of the rest.
    Time,
    /// A signal asks the program to end.
    Signal(i32),
    /// The terminal has gone away.
    Gone,
}

/// Listens for signals.
pub(super) struct Watch {
    ending: Arc<AtomicUsize>,
    woken: UnixStream,
}

impl Watch {
    /// Begins to listen.
    pub(super) fn new() -> io::Result<Watch> {
        let ending = Arc::new(AtomicUsize::new(0));
        let (woken, waker) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        for signal in ENDING {
            let value = usize::try_from(signal).unwrap_or(0);
            flag::register_usize(signal, Arc::clone(&ending), value)?;
        }
        for signal in ENDING.into_iter().chain(WAKING) {
            low_level::pipe::register(signal, waker.try_clone()?)?;
        }
        Ok(Watch { ending, woken })
    }

    /// Sleeps, at most so long.
    pub(super) fn wait(&self, at_most: Duration) -> io::Result<Woken> {
        let stdin = io::stdin();
        let mut watched = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::from_borrowed_fd(self.woken.as_fd(), PollFlags::IN),
        ];
        match poll(&mut watched, Some(&timespec(at_most))) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let terminal = watched[0].revents();
        let window = self.drain();
        let signal = self.ending.load(Ordering::Relaxed);
        if signal != 0 {
            return Ok(Woken::Signal(i32::try_from(signal).unwrap_or(SIGTERM)));
        }
        if terminal.intersects(GONE) {
            return Ok(Woken::Gone);
        }
        Ok(if window {
            Woken::Window
        } else if terminal.contains(PollFlags::IN) {
            Woken::Input
        } else {
            Woken::Time
        })
    }

    /// Whether there is something to read, or comes within this time.
    pub(super) fn has_input(&self, at_most: Duration) -> io::Result<bool> {
        let stdin = io::stdin();
        let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut watched, Some(&timespec(at_most))) {
            Ok(_) => Ok(watched[0].revents().contains(PollFlags::IN)),
            Err(Errno::INTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the terminal has gone away, with or without a signal that says so.
    pub(super) fn has_gone(&self) -> bool {
        let stdin = io::stdin();
        let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
        let asked = poll(&mut watched, Some(&Timespec::default()));
        asked.is_ok() && watched[0].revents().intersects(GONE)
    }

    /// Whether any signal had come.
    fn drain(&self) -> bool {
        let mut bytes = [0; 64];
        let mut any = false;
        while (&self.woken).read(&mut bytes).is_ok_and(|count| count > 0) {
            any = true;
        }
        any
    }
}

fn timespec(time: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(time.as_secs()).unwrap_or(60),
        tv_nsec: i64::from(time.subsec_nanos()),
    }
}
