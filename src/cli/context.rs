//! What a run of the command line goes by: options, environment, clock, language, and the diary's place.
//!
//! Nothing is looked up before a command needs it.

use std::cell::Cell;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::Globals;
use super::error::Failure;
use crate::clock::Clock;
use crate::domain::calendar::Moment;
use crate::domain::diary::Diary;
use crate::domain::entry::Language;
use crate::journal::JournalError;
use crate::runtime::Store;
use crate::text::Text;

/// What a run goes by.
pub(super) struct Context {
    pub(super) globals: Globals,
    clock: Clock,
    /// The language of the diary, once one is open.
    of_diary: Cell<Option<Language>>,
}

impl Context {
    /// Reads the environment.
    pub(super) fn new(globals: Globals) -> Result<Context, (Failure, Text)> {
        let fixed = std::env::var_os("DOSEBOOK_NOW").map(|now| now.to_string_lossy().into_owned());
        let fixed = fixed.filter(|now| !now.is_empty());
        match Clock::new(fixed.as_deref()) {
            Ok(clock) => Ok(Context {
                globals,
                clock,
                of_diary: Cell::new(None),
            }),
            Err(error) => Err((Failure::Clock(error), text_of(globals.lang))),
        }
    }

    /// The clock of this run.
    pub(super) fn clock(&self) -> Clock {
        self.clock
    }

    /// Now.
    pub(super) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The sentences in the language asked for, else the diary's, else the system's.
    pub(super) fn text(&self) -> Text {
        text_of(self.globals.lang.or(self.of_diary.get()))
    }

    /// The same sentences as the study team reads them.
    pub(super) fn staff_text(&self) -> Text {
        self.text().for_staff()
    }

    /// Whether somebody sits at a terminal who can be asked.
    pub(super) fn can_ask(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
    }

    /// Where the diary is.
    pub(super) fn diary_path(&self) -> Result<PathBuf, Failure> {
        diary_path(self.globals.diary.as_deref())
    }

    /// Opens the diary of this run; it may be damaged.
    pub(super) fn open(&self) -> Result<Store, Failure> {
        self.open_at(&self.diary_path()?)
    }

    /// Opens a diary whose language this run speaks from then on.
    pub(super) fn open_at(&self, path: &Path) -> Result<Store, Failure> {
        let store = Store::open(path, self.clock)?;
        self.speak_as(store.diary());
        Ok(store)
    }

    /// Refuses to write by a clock that no diary can hold.
    pub(super) fn check_clock(&self) -> Result<(), Failure> {
        if self.clock.is_plausible() {
            return Ok(());
        }
        Err(Failure::ClockOff(self.now()))
    }

    /// Opens the diary of this run to write to it.
    pub(super) fn open_whole(&self) -> Result<Store, Failure> {
        self.open_whole_at(&self.diary_path()?)
    }

    /// Opens a diary that must not be damaged, under a clock that can be believed.
    pub(super) fn open_whole_at(&self, path: &Path) -> Result<Store, Failure> {
        let store = self.open_at(path)?;
        self.check_clock()?;
        match store.damage() {
            None => Ok(store),
            Some(damage) => Err(Failure::Journal(JournalError::Damaged {
                path: store.path().to_path_buf(),
                damage: damage.clone(),
            })),
        }
    }

    /// Speaks the language of a diary, unless one was asked for.
    pub(super) fn speak_as(&self, diary: &Diary) {
        self.of_diary.set(Some(diary.language()));
    }
}

/// Where the diary is: the option, the environment, else the platform's data folder.
pub(super) fn diary_path(option: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(path) = option {
        return Ok(path.to_path_buf());
    }
    if let Some(path) = std::env::var_os("DOSEBOOK_DIARY").filter(|path| !path.is_empty()) {
        return Ok(PathBuf::from(path));
    }
    let folders = directories::ProjectDirs::from("", "", "dosebook").ok_or(Failure::NoHome)?;
    Ok(folders.data_dir().join("diary.jsonl"))
}

/// The sentences in a language, or in the system's.
pub(super) fn text_of(language: Option<Language>) -> Text {
    Text::new(language.unwrap_or_else(system_language))
}

fn system_language() -> Language {
    match sys_locale::get_locale() {
        Some(locale) if locale.starts_with("zh") => Language::ZhHans,
        Some(_) | None => Language::En,
    }
}
