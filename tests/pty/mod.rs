//! A program at a pseudo-terminal, for the tests of the screens: keys in, a parsed screen out.
//!
//! Nothing here sleeps: every step waits for what the screen says, up to a deadline.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test file uses a part of it"
)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use vt100::{MouseProtocolMode, Parser, Screen};

pub const DEADLINE: Duration = Duration::from_secs(30);
/// After this time a signal that nothing came of is sent again.
pub const SIGNAL_AGAIN: Duration = Duration::from_millis(200);

/// A program at a pseudo-terminal.
pub struct Terminal {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    pub keys: Box<dyn Write + Send>,
    pub shown: Arc<(Mutex<Parser>, Condvar)>,
    /// Every byte that came.
    pub raw: Arc<Mutex<Vec<u8>>>,
    /// Held open: with its last holder gone, the system may forget what was not read yet.
    _slave: Box<dyn SlavePty + Send>,
}

pub fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

pub fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

pub fn parser() -> Parser {
    Parser::new(cells(24), cells(80), 0)
}

pub fn dosebook(diary: &Path, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dosebook"));
    command.args(args);
    with_environment(&mut command, diary);
    command
}

pub fn with_environment(command: &mut CommandBuilder, diary: &Path) {
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("PATH", std::env::var("PATH").unwrap_or_default());
    command.env("HOME", diary.parent().unwrap());
    command.env("TMPDIR", diary.parent().unwrap());
    command.env("DOSEBOOK_DIARY", diary);
    command.env("DOSEBOOK_NOW", "2026-11-02T08:12:00+08:00");
}

impl Terminal {
    pub fn start(command: CommandBuilder) -> Terminal {
        let pair = native_pty_system().openpty(size(24, 80)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let keys = pair.master.take_writer().unwrap();
        let shown = Arc::new((Mutex::new(parser()), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let fed = Arc::clone(&shown);
        let raw = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&raw);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            let mut unshown = Vec::new();
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                unshown.extend_from_slice(&bytes[..count]);
                all.lock().unwrap().extend_from_slice(&bytes[..count]);
                // As a terminal that knows of frames: never half of one.
                let ended = whole_frames(&unshown);
                fed.0.lock().unwrap().process(&unshown[..ended]);
                unshown.drain(..ended);
                fed.1.notify_all();
            }
        });
        Terminal {
            child,
            master: pair.master,
            keys,
            shown,
            raw,
            _slave: pair.slave,
        }
    }

    /// Waits for the screen to be so; whether it came to be within the time.
    pub fn within(&self, time: Duration, is: impl Fn(&Screen) -> bool) -> bool {
        let until = Instant::now() + time;
        let mut shown = self.shown.0.lock().unwrap();
        loop {
            if is(shown.screen()) {
                return true;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            shown = self.shown.1.wait_timeout(shown, left).unwrap().0;
        }
    }

    #[track_caller]
    pub fn sees(&self, words: &str) -> &Terminal {
        let found = self.within(DEADLINE, |screen| contents(screen).contains(words));
        assert!(found, "{words:?} never came:\n{}", self.contents());
        self
    }

    pub fn contents(&self) -> String {
        contents(self.shown.0.lock().unwrap().screen())
    }

    pub fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Presses a key once, and waits until the screen says so. The arrow in front does nothing on a row
    /// that opens something; it makes the key another press than the one before.
    #[track_caller]
    pub fn press(&mut self, key: &str, words: &str) -> &mut Terminal {
        self.send(LEFT);
        self.send(key);
        self.sees(words);
        self
    }

    /// Waits for the chosen row to say so.
    #[track_caller]
    pub fn points_at(&self, words: &str) {
        let chosen = |screen: &Screen| pointed(screen).is_some_and(|row| row.contains(words));
        let found = self.within(DEADLINE, chosen);
        assert!(found, "{words:?} was never chosen:\n{}", self.contents());
    }

    /// Moves to the row that begins so.
    #[track_caller]
    pub fn to(&mut self, row: &str, arrow: &str) -> &mut Terminal {
        for _ in 0..20 {
            let here = pointed(self.shown.0.lock().unwrap().screen());
            if here.as_ref().is_some_and(|line| line.starts_with(row)) {
                return self;
            }
            self.send(arrow);
            let moved = |screen: &Screen| pointed(screen).is_some_and(|now| Some(now) != here);
            self.within(DEADLINE, moved);
        }
        panic!("{row:?} is not among the rows:\n{}", self.contents());
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", name, &pid])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Waits until the terminal is given back and the program has ended.
    #[track_caller]
    pub fn ends_and_gives_back(&mut self) -> ExitStatus {
        let back = self.within(DEADLINE, is_given_back);
        assert!(back, "kept:\n{}", self.contents());
        self.child.wait().unwrap()
    }

    /// Everything that came, as text.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.raw.lock().unwrap()).into_owned()
    }

    /// Clicks in the middle of the line that says so.
    #[track_caller]
    pub fn click(&mut self, words: &str) -> &mut Terminal {
        self.sees(words);
        let shown = self.contents();
        let line = shown.lines().position(|line| line.contains(words)).unwrap() + 1;
        self.send(&format!("\x1b[<0;9;{line}M\x1b[<0;9;{line}m"));
        self
    }

    pub fn resize(&mut self, rows: u16, cols: u16) {
        let resized = |shown: &mut Parser| shown.screen_mut().set_size(cells(rows), cells(cols));
        resized(&mut self.shown.0.lock().unwrap());
        self.master.resize(size(rows, cols)).unwrap();
    }
}

/// Whether the terminal is as it was before the program: nothing of what it switched on is on.
pub fn is_given_back(screen: &Screen) -> bool {
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && !screen.bracketed_paste()
        && screen.mouse_protocol_mode() == MouseProtocolMode::None
}

/// How many bytes can be shown: all that lie outside a frame that has begun and not ended.
pub fn whole_frames(bytes: &[u8]) -> usize {
    let find = |mark: &[u8]| bytes.windows(mark.len()).rposition(|found| found == mark);
    match (find(b"\x1b[?2026h"), find(b"\x1b[?2026l")) {
        (Some(begun), Some(ended)) if ended > begun => bytes.len(),
        (Some(begun), _) => begun,
        (None, _) => bytes.len(),
    }
}

pub fn contents(screen: &Screen) -> String {
    screen.contents()
}

/// The chosen row.
pub fn pointed(screen: &Screen) -> Option<String> {
    let shown = contents(screen);
    let line = shown.lines().find_map(|line| line.split_once("▸ "));
    line.map(|(_, row)| row.to_owned())
}

pub const ENTER: &str = "\r";
pub const UP: &str = "\u{1b}[A";
pub const DOWN: &str = "\u{1b}[B";
pub const RIGHT: &str = "\u{1b}[C";
pub const LEFT: &str = "\u{1b}[D";
pub const BACKSPACE: &str = "\u{7f}";

pub struct Home {
    _folder: tempfile::TempDir,
    pub diary: PathBuf,
}

pub fn home() -> Home {
    let folder = tempfile::tempdir().unwrap();
    let diary = folder.path().join("diary.jsonl");
    Home {
        _folder: folder,
        diary,
    }
}

/// A home with the sample as its diary: the third day of its second cycle, with doses due.
pub fn with_sample() -> Home {
    let home = home();
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_dosebook"))
        .args(["demo", "--out"])
        .arg(home.diary.parent().unwrap())
        .env("DOSEBOOK_NOW", "2026-11-02T08:12:00+08:00")
        .output();
    assert!(made.unwrap().status.success());
    home
}
