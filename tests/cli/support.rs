//! A home of its own for each test, and the program run in it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A home folder with nothing in it but what the test puts there.
pub(crate) struct Home {
    folder: TempDir,
    /// Sent to the program as its time zone.
    pub(crate) zone: &'static str,
}

/// What a run of the program said.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// That it ended with this exit code.
    #[track_caller]
    pub(crate) fn code(self, wanted: i32) -> Ran {
        assert_eq!(self.code, wanted, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// That it said this on standard output.
    #[track_caller]
    pub(crate) fn says(self, wanted: &str) -> Ran {
        assert!(self.out.contains(wanted), "{wanted:?} not in {}", self.out);
        self
    }

    /// That it said this on standard error.
    #[track_caller]
    pub(crate) fn complains(self, wanted: &str) -> Ran {
        assert!(self.err.contains(wanted), "{wanted:?} not in {}", self.err);
        self
    }
}

/// The options of `setup` for the three slots of a day.
pub(crate) const SETUP: &[&str] = &[
    "setup",
    "--lang",
    "en",
    "--subject",
    "007",
    "--units",
    "capecitabine:am=4x150+2x500",
    "--units",
    "capecitabine:pm=4x150+2x500",
    "--units",
    "utidelone:once=2x50",
    "--phone-day",
    "010-1234",
    "--phone-night",
    "010-5678",
    "--emergency",
    "120",
    "--by",
    "LN",
];

impl Home {
    /// An empty home.
    pub(crate) fn new() -> Home {
        Home {
            folder: tempfile::tempdir().unwrap(),
            zone: "UTC",
        }
    }

    /// A home with a diary whose cycle 1 starts on 2026-11-02, set up that day at 06:00 +08:00.
    pub(crate) fn with_diary() -> Home {
        let home = Home::new();
        let options = [SETUP, &["--cycle-start", "2026-11-02"]].concat();
        home.at("2026-11-02T06:00:00+08:00", &options).code(0);
        home
    }

    /// A path in this home.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The diary's file, where the platform puts it.
    pub(crate) fn diary(&self) -> PathBuf {
        self.path(".local/share/dosebook/diary.jsonl")
    }

    /// The bytes of the diary.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.diary()).unwrap()
    }

    /// The program with a clean environment.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::cargo_bin("dosebook").unwrap();
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("TZ", self.zone)
            .current_dir(self.folder.path());
        command
    }

    /// The program run as another user, by its number; `None` where only the superuser could do that.
    pub(crate) fn as_user(&self, user: u32) -> Option<Command> {
        let owner = format!("{user}:{user}");
        let program = self.path("dosebook");
        std::fs::copy(assert_cmd::cargo::cargo_bin("dosebook"), &program).unwrap();
        let mut chown = std::process::Command::new("chown");
        let owned = chown.args(["-R", &owner]).arg(self.folder.path()).output();
        if !owned.ok()?.status.success() {
            return None;
        }
        let mut command = Command::new("setpriv");
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .current_dir(self.folder.path())
            .arg(format!("--reuid={user}"))
            .arg(format!("--regid={user}"))
            .arg("--clear-groups")
            .arg(program);
        command.output().ok().map(|_| command)
    }

    /// Runs the program under a fixed clock.
    pub(crate) fn at(&self, now: &str, args: &[&str]) -> Ran {
        let mut command = self.command();
        ran(command.env("DOSEBOOK_NOW", now).args(args))
    }

    /// Runs the program under a fixed clock with the words of a line, which has no quotes.
    pub(crate) fn say(&self, now: &str, line: &str) -> Ran {
        let words: Vec<&str> = line.split_whitespace().collect();
        self.at(now, &words)
    }
}

/// Runs a command to its end.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A file of the project.
pub(crate) fn project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
