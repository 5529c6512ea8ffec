//! The loop's own state: the diary on disk, the clock, the model of the screens.
//!
//! What the model asks for is carried out here through the runtime, and its outcome handed back.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDateTime;

use crate::app::{
    Action, Choices, CopyMade, Drawn, Effect, Failure, Model, Named, Outcome, Place, Saved,
};
use crate::app::{Standing, View, World};
use crate::clock::{Clock, Resolved};
use crate::domain::calendar::Moment;
use crate::domain::decide::{Command, Decision};
use crate::domain::entry::{Author, Language};
use crate::domain::ids::EntryId;
use crate::runtime::{RecordFailure, Store, StoreError};
use crate::sample::{self, SampleError};
use crate::text::Text;

use super::picture::Picture;
use super::places::{is_there, places};
use super::screens::{After, Screens};
use super::{Start, TuiError, preferences};

/// The screens of one run.
pub(super) struct Session {
    model: Model,
    desk: Desk,
}

/// Everything that the model does not hold.
struct Desk {
    store: Option<Store>,
    head: String,
    read_only: bool,
    path: PathBuf,
    clock: Clock,
    uptime_ms: Box<dyn Fn() -> u64>,
    /// The minute that the page was last told of.
    minute: i64,
    choices: Choices,
    preferences: Option<PathBuf>,
    zone: Box<dyn Fn(NaiveDateTime) -> Named>,
    explain: fn(Text, &StoreError) -> Vec<String>,
    drawn: Drawn,
}

impl Session {
    /// Opens the diary; without one, first start begins; one that cannot be opened says so.
    pub(super) fn new(start: &Start) -> Result<Session, TuiError> {
        let (language, system) = (start.language, start.system_language);
        let (model, store) = match Store::open(&start.path, start.clock) {
            Ok(store) => (Model::of_diary(language, system), Some(store)),
            Err(error) if error.is_missing() => {
                let name = EntryId(getrandom::u64()?);
                (Model::first_start(language, system, name), None)
            }
            Err(error) => {
                let text = Text::new(language.unwrap_or(system));
                let failure = Failure {
                    saved: Saved::NotOpened,
                    lines: (start.explain)(text, &error),
                };
                (Model::of_trouble(language, system, failure), None)
            }
        };
        let clock = start.clock;
        let started = Clock::uptime();
        let mut desk = Desk {
            store,
            head: String::new(),
            read_only: false,
            path: start.path.clone(),
            clock,
            uptime_ms: Box::new(move || milliseconds(Clock::uptime().saturating_sub(started))),
            minute: i64::MIN,
            choices: preferences::read(start.preferences.as_deref()),
            preferences: start.preferences.clone(),
            zone: Box::new(move |civil| named(clock.resolve(civil))),
            explain: start.explain,
            drawn: Drawn::default(),
        };
        desk.choices.preferences.high_contrast |= start.high_contrast;
        desk.look_at_file();
        Ok(Session { model, desk })
    }

    /// Takes an action in, on the diary as it stands on disk, and carries out what it asks for; the
    /// effects.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        if let Action::Tick = action {
            self.desk.minute = self.desk.minute();
            self.desk.look_at_file();
        }
        if !self.refresh() {
            // The page changed under the finger: what was pressed was meant for another one.
            self.update(Action::Tick);
            return Vec::new();
        }
        let effects = self.update(action);
        for effect in &effects {
            if let Some(outcome) = self.carry_out(effect) {
                self.update(Action::Done(Box::new(outcome)));
            }
        }
        effects
    }

    fn update(&mut self, action: Action) -> Vec<Effect> {
        self.model.update(action, self.desk.world())
    }

    /// Takes in what other programs have written; whether the file is still the diary that it was.
    fn refresh(&mut self) -> bool {
        let Some(store) = &mut self.desk.store else {
            return true;
        };
        if store.damage().is_some() {
            return true;
        }
        match store.refresh() {
            Ok(true) => self.desk.look_at_file(),
            Ok(false) => {}
            Err(error) => {
                self.lost(&error);
                return false;
            }
        }
        true
    }

    /// The file is no longer what it was: opened again it may show its damage, or cannot be opened. One
    /// that is whole is another diary, or has lost its end: nothing that was begun goes on in it.
    fn lost(&mut self, error: &StoreError) {
        match Store::open(&self.desk.path, self.desk.clock) {
            Ok(store) if store.damage().is_some() => {
                self.desk.store = Some(store);
                self.desk.look_at_file();
            }
            Ok(_) | Err(_) => {
                let outcome = Outcome::Failed(self.failure(error, Saved::NotOpened));
                self.desk.store = None;
                self.update(Action::Done(Box::new(outcome)));
            }
        }
    }

    fn failure(&self, error: &StoreError, saved: Saved) -> Failure {
        let text = Text::new(self.model.language(self.desk.world()));
        Failure {
            saved,
            lines: (self.desk.explain)(text, error),
        }
    }

    fn carry_out(&mut self, effect: &Effect) -> Option<Outcome> {
        match effect {
            Effect::Keep(chosen) => {
                self.desk.choices = preferences::keep(self.desk.preferences.as_deref(), *chosen);
                None
            }
            // The terminal's.
            Effect::Ring | Effect::Quit => None,
            Effect::Record {
                by,
                command,
                decision,
                decided_at,
            } => self.record(by, command, decision, *decided_at),
            Effect::Create { by, plan } => Some(self.create(by, plan)),
            Effect::OpenSample(language) => Some(self.open_sample(*language)),
            Effect::FindPlaces => Some(Outcome::Places(places())),
            Effect::CopyTo(place) => self.copy_to(place),
        }
    }

    fn record(
        &mut self,
        by: &Author,
        command: &Command,
        decision: &Decision,
        decided_at: Moment,
    ) -> Option<Outcome> {
        let recorded = self
            .desk
            .store
            .as_mut()?
            .record(by, command, decision, decided_at);
        self.desk.look_at_file();
        Some(match recorded {
            Ok(entries) => Outcome::Recorded(entries),
            Err(RecordFailure::Changed(decision)) => Outcome::Changed(decision),
            Err(RecordFailure::Refused(refusal)) => Outcome::Refused(refusal),
            Err(RecordFailure::Store(error)) => {
                let saved = if error.is_unclear() {
                    Saved::Unknown
                } else {
                    Saved::No
                };
                Outcome::Failed(self.failure(&error, saved))
            }
        })
    }

    fn copy_to(&mut self, place: &Place) -> Option<Outcome> {
        if !is_there(place) {
            let text = Text::new(self.model.language(self.desk.world()));
            return Some(Outcome::Failed(Failure {
                saved: Saved::NotCopied,
                lines: vec![text.drive_is_gone()],
            }));
        }
        let copied = self.desk.store.as_ref()?.copy_to(&place.folder);
        Some(match copied {
            Ok(copied) => Outcome::Copied(Box::new(CopyMade {
                place: place.clone(),
                file: copied.file_name(),
                entries: copied.reading.entries.len(),
                code: copied.reading.head.code(),
                at: self.desk.clock.now(),
                was_there: copied.was_there,
                is_settled: copied.is_settled,
                damaged_from: copied.reading.damage.map(|damage| damage.line),
            })),
            Err(error) => Outcome::Failed(self.failure(&error, Saved::NotCopied)),
        })
    }

    fn create(&mut self, by: &Author, plan: &Decision) -> Outcome {
        let created = Store::create(&self.desk.path, self.desk.clock, by.clone(), plan);
        self.opened(created)
    }

    fn open_sample(&mut self, language: Language) -> Outcome {
        let Ok(name) = getrandom::u64() else {
            return self.no_sample();
        };
        let folder = std::env::temp_dir().join(format!("dosebook-sample-{name:016x}"));
        let path = folder.join("diary.jsonl");
        let made = sample::create(&path, self.desk.clock.now(), language);
        self.desk.path = path;
        match made {
            Ok(_) => {
                // The sample is made under clocks of the past; from here on it goes by this run's.
                let opened = Store::open(&self.desk.path, self.desk.clock);
                self.opened(opened)
            }
            Err(SampleError::Store(error) | SampleError::Record(RecordFailure::Store(error))) => {
                Outcome::Failed(self.failure(&error, Saved::No))
            }
            Err(SampleError::Record(_) | SampleError::Unfit) => self.no_sample(),
        }
    }

    fn no_sample(&self) -> Outcome {
        let text = Text::new(self.model.language(self.desk.world()));
        Outcome::Failed(Failure {
            saved: Saved::No,
            lines: vec![text.no_sample()],
        })
    }

    fn opened(&mut self, opened: Result<Store, StoreError>) -> Outcome {
        match opened {
            Ok(store) => {
                self.desk.store = Some(store);
                self.desk.look_at_file();
                Outcome::Opened
            }
            Err(error) => Outcome::Failed(self.failure(&error, Saved::No)),
        }
    }
}

impl Screens for Session {
    type Outcome = Outcome;

    fn view(&self) -> View {
        self.model.view(self.desk.world())
    }

    fn drawn(&mut self, picture: &Picture) {
        self.desk.drawn = picture.drawn;
    }

    fn take(&mut self, action: Action) -> After {
        let effects = self.act(action);
        After {
            rings: effects.contains(&Effect::Ring),
            leaves: effects.contains(&Effect::Quit),
        }
    }

    /// A minute is over since time last went by.
    fn has_news(&mut self) -> bool {
        self.desk.minute() != self.desk.minute
    }
}

impl Desk {
    fn look_at_file(&mut self) {
        self.head = match &self.store {
            Some(store) => store.head().code(),
            None => String::new(),
        };
        let store = self.store.as_ref();
        self.read_only = store.is_some_and(|store| store.refusal_to_write().is_some());
    }

    /// The minute that it is. Where the clock is fixed, the time that runs goes on all the same.
    fn minute(&self) -> i64 {
        match self.clock {
            Clock::System => self.clock.now().timestamp().div_euclid(60),
            Clock::Fixed(_) => i64::try_from((self.uptime_ms)() / 60_000).unwrap_or(0),
        }
    }

    fn world(&self) -> World<'_> {
        let standing = match &self.store {
            None => Standing::NoDiary,
            Some(store) => match store.damage() {
                Some(damage) => Standing::Damaged(store.diary(), damage.line),
                None => Standing::Sound(store.diary()),
            },
        };
        World {
            standing,
            now: self.clock.now(),
            uptime_ms: (self.uptime_ms)(),
            zone: &*self.zone,
            head: &self.head,
            read_only: self.read_only,
            drawn: self.drawn,
            choices: self.choices,
        }
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn named(resolved: Resolved) -> Named {
    match resolved {
        Resolved::One(moment) => Named::One(moment),
        Resolved::EarlierOfTwo(moment) => Named::EarlierOfTwo(moment),
        Resolved::Never => Named::Never,
    }
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
