//! The screens with a diary in memory, for tests: presses keys and plays the outside.

use chrono::{NaiveDateTime, TimeDelta};

use super::{Act, Pending, PlaceKind, Press, RowKind, Screen, Standing, View, World};
use super::{
    Action, Choices, CopyMade, Drawn, Effect, Failure, Forgotten, Model, Named, Outcome, Part,
    Place,
};
use crate::domain::calendar::Moment;
use crate::domain::calendar::instant;
use crate::domain::decide::decide;
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, ClockKind, Entry, Event, Language};
use crate::domain::ids::EntryId;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, moment};

/// A person at the screens.
pub(crate) struct Person {
    pub(crate) model: Model,
    pub(crate) diary: Option<Diary>,
    pub(crate) damaged_from: Option<u64>,
    pub(crate) read_only: bool,
    /// What the system says to every entry, if it does not take it.
    pub(crate) cannot_write: Option<Failure>,
    pub(crate) now: Moment,
    pub(crate) uptime_ms: u64,
    pub(crate) effects: Vec<Effect>,
    pub(crate) choices: Choices,
    /// Whether the file of choices can be written.
    pub(crate) keeps: bool,
    /// Where a copy could go.
    pub(crate) places: Vec<Place>,
}

/// Cycle 1 on its third day at 08:12, with everything before recorded and breakfast just eaten.
pub(crate) fn day_3() -> Diary {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient();
    for day in ["2026-11-02", "2026-11-03"] {
        diary.at(&format!("{day} 06:32"));
        diary.dose(UTIDELONE, &format!("{day} once"), "2x50");
        diary.at(&format!("{day} 08:10"));
        diary.dose(CAPECITABINE, &format!("{day} am"), "4x150+2x500");
        diary.at(&format!("{day} 18:50"));
        diary.dose(CAPECITABINE, &format!("{day} pm"), "4x150+2x500");
    }
    diary.at("2026-11-04 06:32");
    diary.dose(UTIDELONE, "2026-11-04 once", "2x50");
    diary.diary()
}

/// One dose on 2 November, both drugs ended on the day after; opened at `now`.
pub(crate) fn ended(now: &str) -> Person {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
    diary.by_site().at("2026-11-03 09:00");
    diary.stop(&[CAPECITABINE, UTIDELONE], "2026-11-03 am", None);
    Person::before(diary.diary(), now)
}

impl Model {
    /// Whether the page shown is one that confirms what will be written.
    pub(crate) fn is_confirming(&self) -> bool {
        match self.top_screen() {
            Some(Screen::Ask(pending)) => pending.answered >= pending.decision.guards.len(),
            Some(_) | None => false,
        }
    }

    /// What a row of the page records, if it records anything.
    pub(crate) fn recorded_by(&self, row: usize, world: World) -> Option<Pending> {
        match &self.page(world).rows.get(row)?.kind {
            RowKind::Act(Act::Record(pending)) => Some((**pending).clone()),
            RowKind::Act(_) | RowKind::Roam(_) | RowKind::Step { .. } | RowKind::Type { .. } => {
                None
            }
        }
    }

    /// The name of the screen that is shown, as in the source.
    pub(crate) fn screen_name(&self) -> String {
        let screen = format!("{:?}", self.top_screen().unwrap());
        let end = screen.find(|c: char| !c.is_alphanumeric());
        screen[..end.unwrap_or(screen.len())].to_owned()
    }
}

/// A stick and two folders.
fn places() -> Vec<Place> {
    let place = |kind, folder: &str| Place {
        kind,
        folder: folder.into(),
    };
    vec![
        place(PlaceKind::Drive, "/media/user/BLUE"),
        place(PlaceKind::Desktop, "/home/user/Desktop"),
        place(PlaceKind::Documents, "/home/user/Documents"),
    ]
}

impl Person {
    /// In front of a diary.
    pub(crate) fn before(diary: Diary, now: &str) -> Person {
        Person::new(Model::of_diary(None, Language::En), Some(diary), now)
    }

    /// At the first start.
    pub(crate) fn first(language: Option<Language>, now: &str) -> Person {
        let model = Model::first_start(language, Language::En, EntryId(7));
        Person::new(model, None, now)
    }

    fn new(model: Model, diary: Option<Diary>, now: &str) -> Person {
        let mut person = Person {
            model,
            diary,
            damaged_from: None,
            read_only: false,
            cannot_write: None,
            now: moment(now),
            uptime_ms: 10_000,
            effects: Vec::new(),
            choices: Choices::default(),
            keeps: true,
            places: places(),
        };
        person.act(Action::Tick);
        person
    }

    /// The world as it stands, handed to `look`.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Model, World) -> T) -> T {
        let offset = *self.now.offset();
        let zone = move |civil: NaiveDateTime| Named::One(instant(civil, offset));
        let standing = match (&self.diary, self.damaged_from) {
            (None, _) => Standing::NoDiary,
            (Some(diary), Some(line)) => Standing::Damaged(diary, line),
            (Some(diary), None) => Standing::Sound(diary),
        };
        let world = World {
            standing,
            now: self.now,
            uptime_ms: self.uptime_ms,
            zone: &zone,
            head: "3f2a9c01",
            read_only: self.read_only,
            drawn: Drawn::default(),
            choices: self.choices,
        };
        look(&self.model, world)
    }

    pub(crate) fn view(&self) -> View {
        self.look(Model::view)
    }

    pub(crate) fn act(&mut self, action: Action) {
        let mut model = std::mem::replace(
            &mut self.model,
            Model::first_start(None, Language::En, EntryId(0)),
        );
        let effects = self.look(|_, world| model.update(action, world));
        self.model = model;
        for effect in effects {
            let outcome = self.carry_out(&effect);
            self.effects.push(effect);
            if let Some(outcome) = outcome {
                self.act(Action::Done(Box::new(outcome)));
            }
        }
    }

    fn carry_out(&mut self, effect: &Effect) -> Option<Outcome> {
        if let (Some(failure), Effect::Record { .. }) = (&self.cannot_write, effect) {
            return Some(Outcome::Failed(failure.clone()));
        }
        match effect {
            Effect::Record {
                by,
                command,
                decision,
                decided_at,
            } => {
                let diary = self.diary.as_mut().unwrap();
                let again = match decide(diary, by, command, *decided_at) {
                    Ok(again) => again,
                    Err(refusal) => return Some(Outcome::Refused(refusal)),
                };
                if again != *decision {
                    return Some(Outcome::Changed(again));
                }
                let entries = self.entries(by, &decision.events);
                let diary = self.diary.as_mut().unwrap();
                diary.apply(entries.iter().cloned());
                Some(Outcome::Recorded(entries))
            }
            Effect::Create { by, plan } => {
                let entries = self.entries(by, &plan.events);
                self.diary = Some(Diary::from_entries(entries).unwrap());
                Some(Outcome::Opened)
            }
            Effect::OpenSample(_) => {
                self.diary = Some(day_3());
                Some(Outcome::Opened)
            }
            Effect::Keep(preferences) => {
                self.choices = Choices {
                    preferences: *preferences,
                    forgotten: (!self.keeps).then_some(Forgotten::NotKept),
                };
                None
            }
            Effect::FindPlaces => Some(Outcome::Places(self.places.clone())),
            Effect::CopyTo(place) => Some(match &self.cannot_write {
                Some(failure) => Outcome::Failed(failure.clone()),
                None => Outcome::Copied(Box::new(self.copy(place))),
            }),
            Effect::Ring | Effect::Quit => None,
        }
    }

    fn subject(&self) -> String {
        self.diary.as_ref().unwrap().subject().to_string()
    }

    fn copy(&self, place: &Place) -> CopyMade {
        CopyMade {
            place: place.clone(),
            file: format!("{}-2026-11-04-3f2a9c01.jsonl", self.subject()),
            entries: self.diary.as_ref().unwrap().history().len(),
            code: "3f2a9c01".to_owned(),
            at: self.now,
            was_there: false,
            is_settled: true,
            damaged_from: self.damaged_from,
        }
    }

    /// Events as another program, or this one, writes them.
    pub(crate) fn entries(&self, by: &Author, events: &[Event]) -> Vec<Entry> {
        let last = self.diary.as_ref().and_then(|d| d.history().last());
        let seq = last.map_or(0, |entry| entry.seq);
        let numbered = (seq + 1..).zip(events.iter().cloned());
        let entry = |(seq, event)| Entry {
            seq,
            id: EntryId(seq),
            at: self.now,
            by: by.clone(),
            clock: ClockKind::System,
            event,
        };
        numbered.map(entry).collect()
    }

    /// Presses a key, a second after the last one.
    pub(crate) fn press(&mut self, press: Press) -> &mut Person {
        self.press_after(press, 1000)
    }

    /// Presses a key so many milliseconds after the last one.
    pub(crate) fn press_after(&mut self, press: Press, ms: u64) -> &mut Person {
        self.uptime_ms += ms;
        self.act(Action::Press(press));
        self
    }

    /// Clicks on a part of the row at a place, so many milliseconds after the last press.
    pub(crate) fn click_after(&mut self, at: usize, part: Part, ms: u64) -> &mut Person {
        self.uptime_ms += ms;
        self.act(Action::Click(at, part));
        self
    }

    /// How often the bell rang.
    pub(crate) fn rings(&self) -> usize {
        let rings = |effect: &&Effect| **effect == Effect::Ring;
        self.effects.iter().filter(rings).count()
    }

    /// Time goes by, with a tick at its end.
    pub(crate) fn wait(&mut self, minutes: i64) -> &mut Person {
        self.now += TimeDelta::minutes(minutes);
        self.uptime_ms += u64::try_from(minutes).unwrap() * 60_000;
        self.act(Action::Tick);
        self
    }

    /// Types a text.
    pub(crate) fn types(&mut self, text: &str) -> &mut Person {
        for letter in text.chars() {
            self.press_after(Press::Letter(letter), 50);
        }
        self
    }

    /// Moves to the row that begins so, and presses Enter.
    #[track_caller]
    pub(crate) fn choose(&mut self, label: &str) -> &mut Person {
        self.go_to(label).press(Press::Enter)
    }

    /// Moves to the row that begins so, and types a text in the place of what stands there.
    #[track_caller]
    pub(crate) fn fill(&mut self, label: &str, text: &str) -> &mut Person {
        self.go_to(label);
        let view = self.view();
        if let super::RowKind::Type { value, .. } = &view.page.rows[view.cursor].kind {
            for _ in value.chars() {
                self.press(Press::Erase);
            }
        }
        self.types(text)
    }

    /// Moves to the row that begins so, and changes its value by so many steps.
    #[track_caller]
    pub(crate) fn turn(&mut self, label: &str, steps: i32) -> &mut Person {
        self.go_to(label);
        let arrow = if steps < 0 { Press::Left } else { Press::Right };
        for _ in 0..steps.abs() {
            self.press(arrow);
        }
        self
    }

    /// Moves to the row that begins so.
    #[track_caller]
    fn go_to(&mut self, label: &str) -> &mut Person {
        let view = self.view();
        let labels: Vec<&str> = view.page.rows.iter().map(|r| r.label.as_str()).collect();
        let Some(wanted) = labels.iter().position(|row| row.starts_with(label)) else {
            panic!("no row {label:?} among {labels:?} below {:?}", self.words());
        };
        for _ in view.cursor..wanted {
            self.press(Press::Down);
        }
        for _ in wanted..view.cursor {
            self.press(Press::Up);
        }
        self
    }

    /// What the rows of the page say.
    pub(crate) fn labels(&self) -> Vec<String> {
        let rows = self.view().page.rows;
        rows.into_iter().map(|row| row.label).collect()
    }

    /// Every paragraph and row of the page.
    pub(crate) fn words(&self) -> String {
        words_of(self.view().page)
    }

    /// Whether the page says so.
    #[track_caller]
    pub(crate) fn sees(&mut self, words: &str) -> &mut Person {
        let page = self.words();
        assert!(page.contains(words), "{words:?} is not in:\n{page}");
        self
    }

    /// How many entries were recorded.
    pub(crate) fn recorded(&self) -> usize {
        let is_record = |effect: &&Effect| match effect {
            Effect::Record { .. } => true,
            Effect::Create { .. }
            | Effect::OpenSample(_)
            | Effect::Keep(_)
            | Effect::Ring
            | Effect::FindPlaces
            | Effect::CopyTo(_)
            | Effect::Quit => false,
        };
        self.effects.iter().filter(is_record).count()
    }

    pub(crate) fn screen(&self) -> &Screen {
        self.model.top_screen().unwrap()
    }
}

/// Every paragraph and row of a page.
pub(crate) fn words_of(page: super::Page<()>) -> String {
    let mut words: Vec<String> = Vec::new();
    for block in page.blocks {
        match block {
            super::Block::Text(_, text)
            | super::Block::Number(text)
            | super::Block::Progress { words: text, .. } => words.push(text),
            super::Block::Pair(name, text) => words.push(format!("{name}: {text}")),
            super::Block::Key(..)
            | super::Block::Gap
            | super::Block::Strip(_)
            | super::Block::Calendar(_)
            | super::Block::Legend { .. } => {}
        }
    }
    for row in page.rows {
        words.extend(row.heading.map(|(_, text)| text));
        let status = row.status.map(|(_, text)| text).unwrap_or_default();
        words.push(format!("{} {status}", row.label));
        if let RowKind::Step { value, .. } | RowKind::Type { value, .. } = row.kind {
            words.push(value);
        }
        words.extend(row.cells.into_iter().map(|cell| cell.words));
        words.extend(row.notes.into_iter().map(|(_, note)| note));
    }
    words.join("\n")
}
