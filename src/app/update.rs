//! What an action does to the state, and what is to be done outside.

use crate::domain::calendar::Moment;
use crate::domain::decide::{Command, Decision, Refusal};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Entry, Language};
use crate::domain::ids::EntryId;
use crate::text::Text;

use super::ask::{self, Pending, Request, What};
use super::choices::{self, Choice};
use super::keys::Press;
use super::page::Page;
use super::screen::{Act, Screen};
use super::stage::{Meant, Stage};
use super::trouble::{Failure, Saved};
use super::{Action, Effect, Model, Outcome, World};

/// The clock has jumped back if it stands this many seconds before the last look.
const BACK_S: i64 = 60;
/// The clock has jumped if it moved by a day more or less than time went by.
const DAY_S: i64 = 24 * 60 * 60;

impl Model {
    /// The screens of a diary.
    pub fn of_diary(language: Option<Language>, system: Language) -> Model {
        Model::new(Screen::Today, language, system, EntryId(0))
    }

    /// First start: no diary yet. `new_diary` is the random name that it will get.
    pub fn first_start(language: Option<Language>, system: Language, new_diary: EntryId) -> Model {
        let first = match language {
            Some(_) => Screen::Welcome,
            None => Screen::Language,
        };
        Model::new(first, language, system, new_diary)
    }

    /// A diary that cannot be opened.
    pub fn of_trouble(language: Option<Language>, system: Language, failure: Failure) -> Model {
        let screen = Screen::Trouble(Box::new(failure));
        Model::new(screen, language, system, EntryId(0))
    }

    fn new(
        screen: Screen,
        language: Option<Language>,
        system_language: Language,
        new_diary: EntryId,
    ) -> Model {
        Model {
            stage: Stage::new(screen),
            language,
            set_up: None,
            last_key_ms: 0,
            last_seen: None,
            date_in_doubt: false,
            rung: Vec::new(),
            new_diary,
            system_language,
        }
    }

    pub(super) fn top_screen(&self) -> Option<&Screen> {
        self.stage.screen()
    }

    /// The language of the session: chosen, else the diary's, else the system's.
    pub fn language(&self, world: World) -> Language {
        let of_diary = world.standing.diary().map(Diary::language);
        self.language.or(of_diary).unwrap_or(self.system_language)
    }

    pub(super) fn text(&self, world: World) -> Text {
        Text::new(self.language(world))
    }

    /// Takes an action in; what is to be done outside.
    pub fn update(&mut self, action: Action, world: World) -> Vec<Effect> {
        self.watch_clock(world);
        match action {
            Action::Tick => {
                self.come_back_when_idle(world);
                self.remind(world)
            }
            Action::Done(outcome) => {
                self.done(*outcome);
                Vec::new()
            }
            Action::Press(_)
            | Action::Point(_)
            | Action::Click(..)
            | Action::Wheel { .. }
            | Action::Paste(_) => {
                // After a rest, what was pressed was meant for a page that is no longer there.
                let left = self.come_back_when_idle(world);
                self.last_key_ms = world.uptime_ms;
                if left {
                    return Vec::new();
                }
                self.hear(action, world)
            }
        }
    }

    fn watch_clock(&mut self, world: World) {
        if let Some((then, uptime)) = self.last_seen {
            let wall = world.now.timestamp().saturating_sub(then.timestamp());
            let ran = i64::try_from(world.uptime_ms.saturating_sub(uptime) / 1000);
            let ran = ran.unwrap_or(i64::MAX);
            if wall < -BACK_S || wall.saturating_sub(ran).abs() > DAY_S {
                self.date_in_doubt = true;
            }
        }
        self.last_seen = Some((world.now, world.uptime_ms));
    }

    pub(super) fn go_home(&mut self) {
        self.stage.only(Screen::Today);
    }

    /// Behind what was recorded stands the page of the day, and for staff theirs: nothing before that can
    /// be gone back to.
    fn begin_again(&mut self, by: Option<&Author>) {
        self.go_home();
        if let Some(by) = by.filter(|by| by.is_site()) {
            self.push(Screen::Staff(by.clone()));
        }
    }

    /// What is seen.
    pub(super) fn page(&self, world: World) -> Page {
        let screen = self.top_screen();
        screen.map_or_else(Page::new, |screen| screen.page(world, self.text(world)))
    }

    fn hear(&mut self, action: Action, world: World) -> Vec<Effect> {
        let page = self.page(world);
        let stage = &mut self.stage;
        let meant = match action {
            // Between pages that stand alone Tab is an arrow.
            Action::Press(Press::Before) => stage.press(Press::Up, &page, world),
            Action::Press(Press::Next) => stage.press(Press::Down, &page, world),
            Action::Press(press) => stage.press(press, &page, world),
            Action::Click(at, part) => stage.click(at, part, &page, world),
            Action::Wheel { up } => stage.wheel(up, &page, world),
            Action::Point(at) => {
                stage.point(at);
                Meant::Nothing
            }
            Action::Paste(pasted) => {
                stage.paste(&pasted, &page);
                Meant::Nothing
            }
            Action::Tick | Action::Done(_) => Meant::Nothing,
        };
        match meant {
            Meant::Act(act) => return self.act(act, world),
            Meant::Back => self.back(),
            Meant::Language => self.other_language(world),
            Meant::Help if world.standing.diary().is_some() => self.open_help(),
            Meant::Contrast => return choices::choose(Choice::HighContrast, world),
            Meant::Quit => return vec![Effect::Quit],
            Meant::Nothing | Meant::Beside(_) | Meant::Help => {}
        }
        Vec::new()
    }

    fn back(&mut self) {
        if let Some(frame) = self.stage.top_mut()
            && let Screen::Setup(_, step) = &mut frame.screen
            && let Some(before) = step.before()
        {
            *step = before;
            frame.cursor = None;
            return;
        }
        if let Some(Screen::Setup(form, _)) = self.stage.back() {
            // What was typed is there again when the set-up is opened again.
            self.set_up = Some(form);
        }
    }

    fn other_language(&mut self, world: World) {
        self.language = Some(match self.language(world) {
            Language::En => Language::ZhHans,
            Language::ZhHans => Language::En,
        });
    }

    fn open_help(&mut self) {
        if !matches!(self.top_screen(), Some(Screen::Help)) {
            self.push(Screen::Help);
        }
    }

    pub(super) fn push(&mut self, screen: Screen) {
        self.stage.push(screen);
    }

    fn act(&mut self, act: Act, world: World) -> Vec<Effect> {
        let diary = world.standing.diary();
        let now = world.now;
        match act {
            Act::Open(screen) => self.push(*screen),
            Act::Instead(screen) => {
                self.stage.pop();
                self.push(*screen);
            }
            Act::Agree(pending) => self.push(Screen::Ask(pending)),
            Act::Back => self.back(),
            Act::Home => self.go_home(),
            Act::Quit => return vec![Effect::Quit],
            Act::Choose(choice) => return choices::choose(choice, world),
            Act::Record(pending) => return vec![pending.effect()],
            Act::Sample => return vec![Effect::OpenSample(self.language(world))],
            Act::Handover => return vec![Effect::FindPlaces],
            Act::CopyTo(place) => return vec![Effect::CopyTo(*place)],
            Act::Language(language) => {
                self.language = Some(language);
                self.push(Screen::Welcome);
            }
            Act::SetUp => self.open_set_up(world),
            Act::NextStep => self.next_step(false, now),
            Act::StartLater => self.next_step(true, now),
            Act::AnotherStrength(drug) => {
                if let Some(frame) = self.stage.top_mut() {
                    frame.screen.add_strength(drug, world);
                }
            }
            Act::Intake(draft) => {
                if let Some(diary) = diary {
                    let next = draft.next(diary, now);
                    self.push_checked(next);
                }
            }
            Act::Symptom(report) => {
                if let Some(diary) = diary {
                    let next = report.next(diary, now);
                    self.push_checked(next);
                }
            }
            Act::Order(order) => {
                if let Some(diary) = diary {
                    let next = order.next(diary, now);
                    self.push_checked(next);
                }
            }
            Act::Eaten => {
                let meal = Command::Meal { ended_at: now };
                self.propose(Request::of_patient(meal), diary, now);
            }
            Act::Propose(request) => self.propose(*request, diary, now),
            Act::DateIsRight(request) => {
                self.date_in_doubt = false;
                self.stage.pop();
                self.propose(*request, diary, now);
            }
        }
        Vec::new()
    }

    fn propose(&mut self, request: Request, diary: Option<&Diary>, now: Moment) {
        if let Some(diary) = diary {
            let next = ask::propose(request, diary, now);
            self.push_checked(next);
        }
    }

    /// Opens the next page; while the date is in doubt, a page that leads to an entry comes after the
    /// question about the date (ruling 14).
    fn push_checked(&mut self, next: Screen) {
        if let Screen::Ask(pending) = &next
            && let What::Entry(request) = &pending.what
            && self.date_in_doubt
        {
            let request = Box::new(request.clone());
            self.push(Screen::DateCheck(request));
        } else {
            self.push(next);
        }
    }

    fn done(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Recorded(entries) => self.recorded(&entries),
            Outcome::Opened => {
                let by = match self.top_screen() {
                    Some(Screen::Ask(pending)) => pending.sets_up(),
                    Some(_) | None => None,
                };
                self.go_home();
                self.date_in_doubt = false;
                if let Some(by) = by {
                    self.push(Screen::SetUpDone(by));
                }
            }
            Outcome::Places(places) => {
                // Looking again takes the place of the page before.
                if matches!(self.top_screen(), Some(Screen::CopyTo(_))) {
                    self.stage.pop();
                }
                self.push(Screen::CopyTo(places));
            }
            Outcome::Copied(copy) => self.push(Screen::Copied(copy)),
            Outcome::Changed(decision) => self.ask_again(decision),
            Outcome::Refused(refusal) => self.refused(refusal),
            Outcome::Failed(failure) => self.failed(failure),
        }
    }

    fn failed(&mut self, failure: Failure) {
        // Behind a diary that cannot be opened there is nothing to go back to.
        if failure.saved == Saved::NotOpened {
            self.stage.clear();
        }
        self.push(Screen::Trouble(Box::new(failure)));
    }

    fn recorded(&mut self, entries: &[Entry]) {
        let by = entries.first().map(|entry| entry.by.clone());
        self.begin_again(by.as_ref());
        let entries = entries.iter().map(Entry::reference).collect();
        self.push(Screen::Recorded(entries));
    }

    fn ask_again(&mut self, decision: Decision) {
        let Some(Screen::Ask(pending)) = self.top_screen() else {
            return;
        };
        let again = Pending {
            decision,
            answered: 0,
            again: true,
            ..(**pending).clone()
        };
        let by = again.by().cloned();
        self.begin_again(by.as_ref());
        self.push(Screen::Ask(Box::new(again)));
    }

    fn refused(&mut self, refusal: Refusal) {
        let by = match self.top_screen() {
            Some(Screen::Ask(pending)) => pending.by().cloned(),
            Some(_) | None => None,
        };
        self.begin_again(by.as_ref());
        self.push(Screen::Overtaken(Box::new(refusal)));
    }
}
