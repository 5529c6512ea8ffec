//! The screens on a real file, with whatever keys: nothing panics, nothing is written that was not confirmed
//! on the screen, and the file verifies at the end.
//!
//! New screens are covered without a word here: a round goes wherever rows lead. What a round has reached is
//! held against the list of screens in the source.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use chrono::TimeDelta;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::app::{Part, Press, RowKind};
use crate::domain::days::content;
use crate::domain::entry::{Entry, Event};
use crate::tui::{Paint, Theme, draw};

/// Keys of all rounds together, clicks and the rest included.
const KEYS: u64 = 100_000;
const ROUNDS: u64 = 10;
const SIZES: [(u16, u16); 3] = [(80, 24), (60, 20), (120, 40)];

/// Somebody who presses anything.
struct Anybody {
    session: Session,
    path: PathBuf,
    now: Moment,
    uptime: Rc<Cell<u64>>,
    random: TestRng,
    size: (u16, u16),
    seen: BTreeSet<String>,
    written: u64,
}

impl Anybody {
    fn new(folder: &Path, seed: u64) -> Anybody {
        let path = folder.join("diary.jsonl");
        let now: Moment = "2026-11-04T08:12:00+08:00".parse().unwrap();
        let mut bytes = [7; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        if !seed.is_multiple_of(3) {
            sample::create(&path, now, Language::En).unwrap();
        }
        let start = Start {
            path: path.clone(),
            clock: Clock::Fixed(now),
            language: None,
            system_language: Language::En,
            theme: theme(),
            high_contrast: false,
            preferences: Some(folder.join("preferences.json")),
            explain: |_, error| vec![error.to_string()],
        };
        let uptime = Rc::new(Cell::new(10_000));
        let mut session = Session::new(&start).unwrap();
        let shown = Rc::clone(&uptime);
        session.desk.uptime_ms = Box::new(move || shown.get());
        Anybody {
            session,
            path,
            now,
            uptime,
            random: TestRng::from_seed(RngAlgorithm::ChaCha, &bytes),
            size: SIZES[usize::try_from(seed % 3).unwrap()],
            seen: BTreeSet::new(),
            written: 0,
        }
    }

    fn any(&mut self, below: u64) -> u64 {
        self.random.next_u64() % below
    }

    /// The clock moves, as far as the journal is concerned as well.
    fn set_clock(&mut self, by: TimeDelta) {
        self.now += by;
        self.session.desk.clock = Clock::Fixed(self.now);
        if let Some(store) = &mut self.session.desk.store {
            store.set_clock(self.session.desk.clock);
        }
    }

    fn reopened(&self) -> Store {
        Store::open(&self.session.desk.path, Clock::Fixed(self.now)).unwrap()
    }

    /// A step of somebody who reads now and then: mostly towards a row, sometimes anything at all.
    fn step(&mut self) -> u64 {
        match self.any(100) {
            0..=49 => self.go_to_a_row(),
            50..=54 => self.click(),
            55..=74 => {
                let key = self.any_key();
                let gap = self.any(1500);
                self.press(key, gap)
            }
            75..=92 => self.type_a_letter(),
            93..=95 => {
                let minutes = i64::try_from(self.any(240)).unwrap();
                self.uptime
                    .set(self.uptime.get() + 60_000 * minutes.unsigned_abs());
                self.set_clock(TimeDelta::minutes(minutes));
                self.take(Action::Tick)
            }
            96 => {
                // A clock that is set, forwards and backwards.
                let hours = i64::try_from(self.any(60)).unwrap() - 12;
                self.set_clock(TimeDelta::hours(hours));
                self.take(Action::Tick)
            }
            97 => self.take(Action::Paste("0\r1\u{1b}[A\n7".to_owned())),
            98 => {
                let up = self.any(2) == 0;
                self.take(Action::Wheel { up })
            }
            _ => self.another_program(),
        }
    }

    fn any_key(&mut self) -> Press {
        match self.any(14) {
            0 | 1 => Press::Up,
            2 | 3 => Press::Down,
            4 => Press::Left,
            5 => Press::Right,
            6..=8 => Press::Enter,
            9 => Press::Back,
            10 => Press::Erase,
            11 => Press::Help,
            12 => Press::Language,
            _ => Press::Contrast,
        }
    }

    /// To any row of the page and Enter, as people do.
    fn go_to_a_row(&mut self) -> u64 {
        let view = self.session.view();
        let count = u64::try_from(view.page.rows.len()).unwrap().max(1);
        let wanted = usize::try_from(self.any(count)).unwrap();
        let arrow = if wanted > view.cursor {
            Press::Down
        } else {
            Press::Up
        };
        let mut keys = 0;
        for _ in 0..wanted.abs_diff(view.cursor) {
            keys += self.press(arrow, 50);
        }
        let turns = self.any(4);
        if matches!(view.page.rows.get(wanted), Some(row) if !matches!(row.kind, RowKind::Act(_))) {
            for _ in 0..turns {
                keys += self.press(Press::Right, 50);
            }
        }
        keys + self.press(Press::Enter, 1200)
    }

    /// Text where there is a field for it, and now and then elsewhere.
    fn type_a_letter(&mut self) -> u64 {
        let letter = ['0', '5', 'L', 'N', '1', '中', '\u{202e}', ' '];
        let at = usize::try_from(self.any(8)).unwrap();
        self.press(Press::Letter(letter[at]), 60)
    }

    fn click(&mut self) -> u64 {
        let at = usize::try_from(self.any(8)).unwrap();
        let part = [Part::Whole, Part::Less, Part::More][usize::try_from(self.any(3)).unwrap()];
        let gap = self.any(3000);
        self.uptime.set(self.uptime.get() + gap);
        self.take(Action::Click(at, part))
    }

    /// A meal, recorded by the command line while the screens are open.
    fn another_program(&mut self) -> u64 {
        let Some(store) = &self.session.desk.store else {
            return 0;
        };
        let by = Author::Patient {};
        let meal = Command::Meal { ended_at: self.now };
        let decision = crate::domain::decide::decide(store.diary(), &by, &meal, self.now);
        if let Ok(decision) = decision {
            let mut other = self.reopened();
            other.record(&by, &meal, &decision, self.now).unwrap();
            self.written += 1;
            self.session.refresh();
        }
        0
    }

    fn press(&mut self, press: Press, gap: u64) -> u64 {
        self.uptime.set(self.uptime.get() + gap);
        self.take(Action::Press(press))
    }

    /// Takes an action, and checks what it wrote against what was on the screen before.
    fn take(&mut self, action: Action) -> u64 {
        let confirming = self.session.model.is_confirming();
        let view = confirming.then(|| self.session.view());
        let row = match action {
            Action::Press(_) => view.as_ref().map(|view| view.cursor),
            Action::Click(at, _) => Some(at),
            Action::Point(_)
            | Action::Wheel { .. }
            | Action::Paste(_)
            | Action::Tick
            | Action::Done(_) => None,
        };
        let world = self.session.desk.world();
        let records = row.and_then(|row| self.session.model.recorded_by(row, world));
        let before = self.count();
        let effects = self.session.act(action);
        self.note_screen();
        let writes = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Record { .. } | Effect::Create { .. }));
        if effects.contains(&Effect::OpenSample(Language::En))
            || effects.contains(&Effect::OpenSample(Language::ZhHans))
        {
            self.path.clone_from(&self.session.desk.path);
        } else if writes {
            let view = view.expect("from a page that confirms");
            let pending =
                records.unwrap_or_else(|| panic!("{effects:?} without the row that records"));
            self.check_shown(&view, &pending.decision.events);
            let new = self.behind(before);
            if !new.is_empty() {
                let written: Vec<_> = new.iter().map(|entry| &entry.event).collect();
                let confirmed: Vec<_> = pending.decision.events.iter().collect();
                assert_eq!(written, confirmed);
                self.written += 1;
            }
        } else {
            assert_eq!(self.count(), before, "written without a confirmation");
        }
        1
    }

    /// Every entry in words, as it was drawn in a window.
    fn check_shown(&self, view: &View, events: &[Event]) {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| {
                draw(frame, view, theme());
            })
            .unwrap();
        let cells = terminal.backend().buffer().content();
        let drawn: String = cells.iter().map(|cell| cell.symbol()).collect();
        let tight = |text: &str| text.split_whitespace().collect::<String>();
        let drawn = tight(&drawn);
        let Some(store) = &self.session.desk.store else {
            return;
        };
        let text = Text::new(view.language);
        let diary = store.diary();
        for event in events {
            let words = match event {
                // On its page stand both versions, below each other; what is taken back stands there once.
                Event::Corrected(corrected) => {
                    let before = content(diary.history(), corrected.target.seq);
                    let shown = corrected.replacement.clone().or(before).unwrap();
                    text.event(diary, &shown)
                }
                event => text.record_line(&text.event(diary, event)),
            };
            assert!(drawn.contains(&tight(&words)), "{words:?} not in {drawn}");
        }
    }

    /// How many entries there are.
    fn count(&self) -> u64 {
        let diary = self.session.desk.store.as_ref().map(Store::diary);
        let last = diary.and_then(|diary| diary.history().last());
        last.map_or(0, |entry| entry.seq)
    }

    /// The entries behind the first so many.
    fn behind(&self, before: u64) -> Vec<Entry> {
        let diary = self.session.desk.store.as_ref().map(Store::diary);
        let entry = |seq| diary.and_then(|diary| diary.history().entry(seq)).cloned();
        (before + 1..=self.count()).filter_map(entry).collect()
    }

    fn note_screen(&mut self) {
        self.seen.insert(self.session.model.screen_name());
    }
}

fn theme() -> Theme {
    Theme {
        ascii: false,
        paint: Paint::NoColours,
    }
}

/// The names of all screens, from the source.
fn all_screens() -> BTreeSet<String> {
    let source = include_str!("../app/screen.rs");
    let (_, list) = source.split_once("pub enum Screen {").unwrap();
    let (list, _) = list.split_once("\n}").unwrap();
    let name = |line: &str| {
        let line = line.trim();
        let begins = line.starts_with(|c: char| c.is_ascii_uppercase());
        let end = line.find(|c: char| !c.is_alphanumeric())?;
        begins.then(|| line[..end].to_owned())
    };
    list.lines().filter_map(name).collect()
}

/// One round on a diary of its own: the screens it has reached, and how many entries were confirmed.
fn round(seed: u64) -> (BTreeSet<String>, u64) {
    let folder = tempfile::tempdir().unwrap();
    let mut anybody = Anybody::new(folder.path(), seed);
    let mut keys = 0;
    while keys < KEYS / ROUNDS {
        keys += anybody.step();
    }
    if let Some(store) = &anybody.session.desk.store {
        let read = anybody.reopened();
        assert!(read.damage().is_none() && read.torn_tail().is_none());
        assert_eq!(read.head().code(), store.head().code());
    }
    std::fs::remove_file(&anybody.session.desk.path).ok();
    anybody.session.act(Action::Press(Press::Down));
    anybody.note_screen();
    (anybody.seen, anybody.written)
}

#[test]
fn whatever_is_pressed_nothing_is_written_unconfirmed_and_the_diary_verifies() {
    let mut seen = BTreeSet::new();
    let mut written = 0;
    std::thread::scope(|scope| {
        let rounds: Vec<_> = (0..ROUNDS)
            .map(|seed| scope.spawn(move || round(seed)))
            .collect();
        for (seed, round) in rounds.into_iter().enumerate() {
            let (reached, confirmed) = round.join().unwrap_or_else(|_| panic!("round {seed}"));
            seen.extend(reached);
            written += confirmed;
        }
    });
    let all = all_screens();
    let missed: Vec<&String> = all.difference(&seen).collect();
    assert!(
        seen.len() * 4 >= all.len() * 3,
        "{} of {} screens, not {missed:?}",
        seen.len(),
        all.len()
    );
    assert!(written > 100, "only {written} confirmed");
}

/// At the page that confirms a dose; its file.
fn confirming(folder: &Path) -> (Session, PathBuf) {
    let mut anybody = Anybody::new(folder, 1);
    for label in [
        "capecitabine tablets, morning",
        "I did not take it",
        "I forgot",
    ] {
        let rows = anybody.session.view().page.rows;
        let at = rows.iter().position(|row| row.label.starts_with(label));
        anybody.uptime.set(anybody.uptime.get() + 2000);
        anybody.session.act(Action::Click(at.unwrap(), Part::Whole));
    }
    assert!(anybody.session.model.is_confirming());
    anybody.uptime.set(anybody.uptime.get() + 2000);
    (anybody.session, anybody.path)
}

fn words(session: &Session) -> String {
    format!("{:?}", session.view())
}

#[test]
fn what_happens_to_the_file_while_a_dose_is_confirmed_is_said_on_a_page_that_stays() {
    type Spoil = fn(&Path);
    let spoils: [(&str, Spoil); 7] = [
        ("removed", |path| std::fs::remove_file(path).unwrap()),
        ("a folder", |path| {
            std::fs::remove_file(path).unwrap();
            std::fs::create_dir(path).unwrap();
        }),
        ("its folder removed", |path| {
            std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
        }),
        ("another diary", |path| {
            std::fs::remove_file(path).unwrap();
            let now = "2026-11-04T08:00:00+08:00".parse().unwrap();
            sample::create(path, now, Language::En).unwrap();
        }),
        ("cut short", |path| {
            let lines = std::fs::read_to_string(path).unwrap();
            let half: Vec<&str> = lines.split_inclusive('\n').take(9).collect();
            std::fs::write(path, half.concat()).unwrap();
        }),
        ("overwritten", |path| {
            std::fs::write(path, "hello\n").unwrap()
        }),
        ("read-only", |path| {
            let mut kept = std::fs::metadata(path).unwrap().permissions();
            kept.set_readonly(true);
            std::fs::set_permissions(path, kept).unwrap();
        }),
    ];
    for (name, spoil) in spoils {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        std::fs::create_dir(&inner).unwrap();
        let (mut session, path) = confirming(&inner);
        spoil(&path);
        let append = std::fs::OpenOptions::new().append(true).open(&path);
        if name == "read-only" && append.is_ok() {
            // Nothing is read-only to the superuser.
            continue;
        }
        let before = std::fs::read(&path).ok();
        session.act(Action::Press(Press::Enter));
        let after = std::fs::read(&path).ok();
        assert_eq!(after, before, "{name}: the file is left alone");
        let said = words(&session);
        assert!(!said.contains("Recorded 0"), "{name}: {said}");
        let trouble = session.model.screen_name() == "Trouble";
        assert!(trouble || said.contains("out of date"), "{name}: {said}");
        for _ in 0..20 {
            session.take(Action::Tick);
        }
        let still = words(&session);
        assert!(
            !trouble || session.model.screen_name() == "Trouble",
            "{name}: {still}"
        );
    }
}
