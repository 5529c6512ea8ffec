//! The study nurse's screens on a folder of diaries, or on one: what their model does not hold.
//!
//! Diaries are read in the background while the keys stay alive. Nothing here writes to a diary; what is
//! confirmed goes to the site record through the runtime. A file that has changed on disk is read again when its
//! participant is opened, and once a minute, which costs a look at the date of each file.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, SystemTime};
use std::{fs, thread};

use crate::app::review::{Action, Case, Effect, Known, Model, Outcome, State, Trouble, World};
use crate::app::{Drawn, Failure, Saved, View};
use crate::clock::Clock;
use crate::domain::entry::{Author, Language};
use crate::domain::findings::findings;
use crate::domain::site::{SiteCommand, SiteDecision};
use crate::runtime::StoreError;
use crate::runtime::listing::{Agreement, Listing, Twice};
use crate::runtime::participants::{Loaded, Loading};
use crate::runtime::study::{Study, StudyError};
use crate::text::Text;

use super::picture::Picture;
use super::screens::{After, Screens};
use super::{Theme, TuiError, plain, show};

/// How often the screens look what has been read meanwhile.
const GLANCE: Duration = Duration::from_millis(80);
/// How long to wait for the first diaries, so that of a few no bar flashes up.
const BLINK: Duration = Duration::from_millis(150);

/// What the review is started with.
pub struct Start {
    /// The folder, or the diary.
    pub place: PathBuf,
    /// The same, as it is shown.
    pub shown: String,
    /// The clock of this run.
    pub clock: Clock,
    /// The language.
    pub language: Language,
    /// How things look.
    pub theme: Theme,
    /// Whether high contrast is asked for.
    pub high_contrast: bool,
    /// The words for what is wrong with files.
    pub explain: Explain,
}

/// Says what is wrong with files: which, what happened, what to do.
#[derive(Clone, Copy)]
pub struct Explain {
    /// With what was read; nothing if nothing is wrong.
    pub loaded: fn(Text, &Path, &Result<Loaded, StoreError>) -> Vec<String>,
    /// With the other files of a folder: of each, what.
    pub aside: fn(Text, &Listing) -> Vec<Vec<String>>,
    /// With what was to be written.
    pub study: fn(Text, &StudyError) -> Vec<String>,
}

/// Shows the review until the person leaves.
///
/// # Errors
/// The folder cannot be read; not a terminal, or one that cannot be read or drawn on.
pub fn review(start: &Start) -> Result<(), ReviewError> {
    Ok(show(&mut Session::new(start)?, start.theme)?)
}

/// The same line by line.
///
/// # Errors
/// The folder cannot be read; the input cannot be read, or the output cannot be written.
pub fn review_plain(start: &Start) -> Result<(), ReviewError> {
    let mut session = Session::new(start)?;
    // Nobody sees a bar move here.
    while session.desk.is_loading() {
        session.desk.take_in(GLANCE);
    }
    Ok(plain::talk(&mut session)?)
}

/// Why there is no review.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The folder.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// The terminal.
    #[error(transparent)]
    Screen(#[from] TuiError),
}

/// The screens of one run.
pub(super) struct Session {
    model: Model,
    desk: Desk,
}

/// Everything that the model does not hold.
struct Desk {
    place: PathBuf,
    shown: String,
    clock: Clock,
    explain: Explain,
    cases: Vec<Case>,
    aside: Vec<Trouble>,
    /// The file of each, and what its files looked like when they were read.
    files: Vec<(PathBuf, Looks)>,
    folder: Option<SystemTime>,
    coming: Option<Receiver<(usize, Case)>>,
    uptime_ms: Box<dyn Fn() -> u64>,
    minute: i64,
    drawn: Drawn,
}

/// Size and date of a diary and of the site record beside it.
type Looks = [Option<(u64, SystemTime)>; 2];

impl Session {
    /// Lists the diaries and begins to read them.
    pub(super) fn new(start: &Start) -> Result<Session, StudyError> {
        let started = Clock::uptime();
        let mut desk = Desk {
            place: start.place.clone(),
            shown: start.shown.clone(),
            clock: start.clock,
            explain: start.explain,
            cases: Vec::new(),
            aside: Vec::new(),
            files: Vec::new(),
            folder: None,
            coming: None,
            uptime_ms: Box::new(move || {
                let ran = Clock::uptime().saturating_sub(started);
                u64::try_from(ran.as_millis()).unwrap_or(u64::MAX)
            }),
            minute: 0,
            drawn: Drawn::default(),
        };
        desk.list()?;
        let waits_until = (desk.uptime_ms)() + u64::try_from(BLINK.as_millis()).unwrap_or(0);
        while desk.is_loading() && (desk.uptime_ms)() < waits_until {
            desk.take_in(BLINK);
        }
        let is_folder = start.place.is_dir();
        let model = match is_folder {
            true => Model::of_folder(start.language, start.high_contrast),
            false => Model::of_file(start.language, start.high_contrast),
        };
        Ok(Session { model, desk })
    }

    /// Waits until every diary is read.
    #[cfg(test)]
    pub(super) fn wait(&mut self) {
        while self.desk.is_loading() {
            self.desk.take_in(BLINK);
        }
    }

    fn carry_out(&mut self, effect: &Effect) -> Option<Outcome> {
        match effect {
            Effect::Record {
                case,
                by,
                command,
                decision,
            } => Some(self.record(*case, by, command, decision)),
            Effect::Reload(case) => {
                self.desk.look_at(*case);
                self.model.update(Action::Tick, self.desk.world());
                None
            }
            // The terminal's.
            Effect::Quit => None,
        }
    }

    fn record(
        &mut self,
        case: usize,
        by: &Author,
        command: &SiteCommand,
        decision: &SiteDecision,
    ) -> Outcome {
        let text = Text::new(self.model.language()).for_staff();
        let recorded = self.desk.record(case, by, command, decision);
        // Also what was not written may be because of what another program wrote.
        self.desk.look_at(case);
        match recorded {
            Ok(()) => Outcome::Recorded,
            Err(None) => Outcome::Failed(Failure {
                saved: Saved::No,
                lines: vec![text.not_in_its_place()],
            }),
            Err(Some(StudyError::Changed)) => Outcome::Changed,
            Err(Some(StudyError::Refused(refusal))) => Outcome::Refused(refusal),
            Err(Some(error)) => Outcome::Failed(Failure {
                saved: if error.is_unclear() {
                    Saved::Unknown
                } else {
                    Saved::No
                },
                lines: (self.desk.explain.study)(text, &error),
            }),
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
        let effects = self.model.update(action, self.desk.world());
        for effect in &effects {
            if let Some(outcome) = self.carry_out(effect) {
                let done = Action::Done(Box::new(outcome));
                self.model.update(done, self.desk.world());
            }
        }
        After {
            rings: false,
            leaves: effects.contains(&Effect::Quit),
        }
    }

    /// Something was read, or a minute is over.
    fn has_news(&mut self) -> bool {
        let chosen = self.model.chosen(self.desk.world());
        let mut news = self.desk.take_in(Duration::ZERO);
        let minute = self.desk.minute();
        if minute != self.desk.minute {
            self.desk.minute = minute;
            self.desk.look_around();
            news = true;
        }
        if news {
            self.model.keep_chosen(chosen, self.desk.world());
        }
        news
    }

    fn glance(&self) -> Duration {
        match self.desk.is_loading() {
            true => GLANCE,
            false => Duration::from_secs(1),
        }
    }
}

impl Desk {
    fn world(&self) -> World<'_> {
        World {
            cases: &self.cases,
            aside: &self.aside,
            place: &self.shown,
            now: self.clock.now(),
            uptime_ms: (self.uptime_ms)(),
            drawn: self.drawn,
        }
    }

    fn minute(&self) -> i64 {
        i64::try_from((self.uptime_ms)() / 60_000).unwrap_or(0)
    }

    /// Takes in which diaries there are, and begins to read those that are new.
    fn list(&mut self) -> Result<(), StudyError> {
        self.folder = changed_at(&self.place);
        let listing = Listing::of(std::slice::from_ref(&self.place), self.clock)?;
        let [en, zh] = [Language::En, Language::ZhHans]
            .map(|language| (self.explain.aside)(Text::new(language).for_staff(), &listing));
        self.aside = en.into_iter().zip(zh).map(|(en, zh)| [en, zh]).collect();
        for path in &listing.diaries {
            if let Some(at) = self.place_of(path)
                && matches!(self.cases[at].state, State::LeftOut { .. })
            {
                // The other one has gone away.
                self.cases[at].state = State::Unreadable;
                self.look_at(at);
            }
        }
        let mut new: Vec<PathBuf> = listing.diaries;
        new.retain(|path| self.place_of(path).is_none());
        let first = self.cases.len();
        for path in &new {
            self.cases.push(Case {
                file: file_name(path),
                state: State::Waiting,
                trouble: Default::default(),
            });
            self.files.push((path.clone(), looks(path)));
        }
        for twice in &listing.twice {
            let case = left_out(twice);
            match self.place_of(&twice.left_out) {
                Some(at) => {
                    self.cases[at] = case;
                    self.files[at].1 = Looks::default();
                }
                None => {
                    self.cases.push(case);
                    let path = twice.left_out.clone();
                    self.files.push((path, Looks::default()));
                }
            }
        }
        if !new.is_empty() {
            self.coming = Some(read_all(first, new, self.loading(), self.explain));
        }
        Ok(())
    }

    fn place_of(&self, path: &Path) -> Option<usize> {
        self.files.iter().position(|(file, _)| file == path)
    }

    fn loading(&self) -> Loading {
        Loading::new(self.clock, None)
    }

    fn is_loading(&self) -> bool {
        self.coming.is_some()
    }

    /// Takes in what was read, and waits so long for the first of it; whether there was anything.
    fn take_in(&mut self, wait: Duration) -> bool {
        let mut any = false;
        while let Some(coming) = &self.coming {
            match coming.recv_timeout(if any { Duration::ZERO } else { wait }) {
                Ok((at, case)) => {
                    any = true;
                    if let Some(place) = self.cases.get_mut(at) {
                        *place = case;
                    }
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    any = true;
                    self.coming = None;
                }
            }
        }
        any
    }

    /// Reads again what has changed on disk, and what has come.
    fn look_around(&mut self) {
        if self.is_loading() {
            return;
        }
        for at in 0..self.files.len() {
            self.look_at(at);
        }
        if changed_at(&self.place) != self.folder {
            // A folder that has gone away shows in its diaries.
            let _ = self.list();
        }
    }

    /// Reads a diary again, if its files have changed.
    fn look_at(&mut self, at: usize) {
        let loading = self.loading();
        let (Some((path, before)), Some(case)) = (self.files.get_mut(at), self.cases.get_mut(at))
        else {
            return;
        };
        let now = looks(path);
        let is_read = matches!(case.state, State::Read(_) | State::Unreadable);
        if now == *before || !is_read {
            return;
        }
        *before = now;
        let paths = [path.clone()];
        let explain = self.explain;
        loading.each(
            &paths,
            |path, loaded, _: Option<()>| case_of(path, loaded, explain),
            |_, read| {
                *case = read;
                ControlFlow::Continue(None)
            },
        );
    }

    /// Records in the site record; `None` as an error where the diary does not stand in its own place.
    fn record(
        &self,
        at: usize,
        by: &Author,
        command: &SiteCommand,
        decision: &SiteDecision,
    ) -> Result<(), Option<StudyError>> {
        let (path, _) = self.files.get(at).ok_or(None)?;
        let known = self.cases.get(at).and_then(Case::known).ok_or(None)?;
        let subject = known.participant.subject();
        let study = Study::of_diary(path, subject, self.clock).ok_or(None)?;
        Ok(study.record(subject, by, command, decision)?)
    }
}

/// Reads diaries in the background; ends early when nobody takes them any more.
fn read_all(
    first: usize,
    paths: Vec<PathBuf>,
    loading: Loading,
    explain: Explain,
) -> Receiver<(usize, Case)> {
    let (ready, coming) = channel();
    thread::spawn(move || {
        loading.each(
            &paths,
            |path, loaded, _: Option<()>| case_of(path, loaded, explain),
            |at, case| match ready.send((first + at, case)) {
                Ok(()) => ControlFlow::Continue(None),
                Err(_) => ControlFlow::Break(()),
            },
        );
    });
    coming
}

fn case_of(path: &Path, loaded: Result<Loaded, StoreError>, explain: Explain) -> Case {
    let languages = [Language::En, Language::ZhHans];
    let trouble =
        languages.map(|language| (explain.loaded)(Text::new(language).for_staff(), path, &loaded));
    let state = match loaded {
        Ok(loaded) => State::Read(Box::new(Known {
            findings: findings(&loaded.participant),
            participant: loaded.participant,
        })),
        Err(_) => State::Unreadable,
    };
    Case {
        file: file_name(path),
        state,
        trouble,
    }
}

/// A diary that another one of the same participant is looked at for.
fn left_out(twice: &Twice) -> Case {
    let (subject, used) = (twice.subject.as_str(), file_name(&twice.used));
    let lines = |language| {
        let text = Text::new(language).for_staff();
        let other = || text.left_out_for(subject, &used);
        match twice.agreement {
            Agreement::Agree => vec![other(), text.left_out_agrees()],
            Agreement::DifferFrom(line) => vec![other(), text.counted_differ(subject, line)],
            Agreement::Unknown => vec![other(), text.counted_uncompared(subject)],
            Agreement::OtherCode => {
                let left_out = file_name(&twice.left_out);
                vec![text.counted_other_code(subject, &used, &left_out)]
            }
        }
    };
    Case {
        file: file_name(&twice.left_out),
        state: State::LeftOut {
            agrees: twice.agreement == Agreement::Agree,
        },
        trouble: [Language::En, Language::ZhHans].map(lines),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn changed_at(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|found| found.modified()).ok()
}

fn looks(path: &Path) -> Looks {
    let of = |path: &Path| {
        let found = fs::metadata(path).ok()?;
        Some((found.len(), found.modified().ok()?))
    };
    [of(path), of(&path.with_extension("site.jsonl"))]
}
