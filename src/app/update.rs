//! What an action does to the state, and what is to be done outside.

use crate::domain::calendar::Moment;
use crate::domain::decide::{Command, Decision, Refusal};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Entry, Language};
use crate::domain::ids::EntryId;
use crate::text::Text;

use super::ask::{self, Pending, Request, What};
use super::choices::{self, Choice};
use super::chrome;
use super::keys::Press;
use super::page::{Page, RowKind};
use super::screen::{Act, Field, Screen};
use super::trouble::{Failure, Saved};
use super::{Action, Effect, Frame, Model, Outcome, World};

/// The clock has jumped back if it stands this many seconds before the last look.
const BACK_S: i64 = 60;
/// The clock has jumped if it moved by a day more or less than time went by.
const DAY_S: i64 = 24 * 60 * 60;
/// Lines that one press moves a long text by.
const LIFT: u16 = 3;

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
            stack: vec![Frame::new(screen)],
            language,
            recent: Vec::new(),
            set_up: None,
            last_key_ms: 0,
            last_seen: None,
            date_in_doubt: false,
            rung: Vec::new(),
            new_diary,
            system_language,
        }
    }

    pub(super) fn top(&self) -> Option<&Frame> {
        self.stack.last()
    }

    pub(super) fn top_screen(&self) -> Option<&Screen> {
        self.top().map(|frame| &frame.screen)
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

    fn hear(&mut self, action: Action, world: World) -> Vec<Effect> {
        match action {
            Action::Press(press) => return self.press(press, world),
            Action::Point(at) => {
                self.recent.clear();
                if let Some(frame) = self.stack.last_mut() {
                    frame.cursor = Some(at);
                }
            }
            Action::Click(at, part) => return self.click(at, part, world),
            Action::Wheel { up } => self.wheel(up, world),
            Action::Paste(pasted) => self.paste(&pasted, world),
            Action::Tick | Action::Done(_) => {}
        }
        Vec::new()
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
        self.stack = vec![Frame::new(Screen::Today)];
    }

    /// Behind what was recorded stands the page of the day, and for staff theirs: nothing before that can
    /// be gone back to.
    fn begin_again(&mut self, by: Option<&Author>) {
        self.go_home();
        if let Some(by) = by.filter(|by| by.is_site()) {
            self.push(Screen::Staff(by.clone()));
        }
    }

    /// The screen on top with its page.
    pub(super) fn shown(&self, world: World) -> Option<(&Frame, Page)> {
        let frame = self.top()?;
        Some((frame, frame.screen.page(world, self.text(world))))
    }

    fn press(&mut self, press: Press, world: World) -> Vec<Effect> {
        let Some((frame, page)) = self.shown(world) else {
            return vec![Effect::Quit];
        };
        let at = chrome::cursor(frame, &page);
        let typed = page.rows.get(at).and_then(|row| match row.kind {
            RowKind::Type { at, .. } => Some(at),
            RowKind::Act(_) | RowKind::Roam(_) | RowKind::Step { .. } => None,
        });
        if let Some(typed) = typed
            && self.type_into(typed, press)
        {
            return Vec::new();
        }
        let outer = self.stack.len() < 2;
        if is_idle_letter(press, outer) || self.is_same_press(press, world) {
            return Vec::new();
        }
        match press {
            Press::Up if self.roam(&page, at, -1, world) => {}
            Press::Down if self.roam(&page, at, 1, world) => {}
            Press::Up => self.up(at, world),
            Press::Down => self.down(at, &page),
            Press::Left => self.change(&page, at, -1, world),
            Press::Right => self.change(&page, at, 1, world),
            Press::Enter => return self.enter(&page, at, world),
            Press::Back | Press::Erase => self.back(),
            Press::Language | Press::Letter('l' | 'L') => self.other_language(world),
            Press::Help if world.standing.diary().is_some() => self.open_help(),
            Press::Contrast => return choices::choose(Choice::HighContrast, world),
            Press::Leave => return vec![Effect::Quit],
            Press::Letter('q' | 'Q') if outer => return vec![Effect::Quit],
            Press::Letter(_) | Press::Help => {}
        }
        Vec::new()
    }

    pub(super) fn up(&mut self, at: usize, world: World) {
        let Some(frame) = self.stack.last_mut() else {
            return;
        };
        if at > 0 {
            frame.cursor = Some(at - 1);
        } else {
            let hidden = world.hidden_above;
            frame.lift = frame.lift.saturating_add(LIFT.min(hidden));
        }
    }

    pub(super) fn down(&mut self, at: usize, page: &Page) {
        let Some(frame) = self.stack.last_mut() else {
            return;
        };
        if frame.lift > 0 {
            frame.lift = frame.lift.saturating_sub(LIFT);
        } else if at + 1 < page.rows.len() {
            frame.cursor = Some(at + 1);
        }
    }

    pub(super) fn change(&mut self, page: &Page, at: usize, by: i8, world: World) {
        let field = match page.rows.get(at).map(|row| &row.kind) {
            Some(RowKind::Step { field, .. }) => *field,
            Some(RowKind::Roam(_)) => Field::Day,
            Some(RowKind::Act(_) | RowKind::Type { .. }) | None => return,
        };
        if let Some(frame) = self.stack.last_mut() {
            frame.screen.step(field, by, world);
            frame.cursor = Some(at);
        }
    }

    /// Goes one row of the calendar up or down; whether there was one.
    fn roam(&mut self, page: &Page, at: usize, by: i8, world: World) -> bool {
        let Some(RowKind::Roam(_)) = page.rows.get(at).map(|row| &row.kind) else {
            return false;
        };
        let Some(frame) = self.stack.last_mut().filter(|frame| frame.lift == 0) else {
            return false;
        };
        let before = frame.screen.clone();
        frame.screen.step(Field::Band, by, world);
        frame.screen != before
    }

    fn back(&mut self) {
        if let Some(frame) = self.stack.last_mut()
            && let Screen::Setup(_, step) = &mut frame.screen
            && let Some(before) = step.before()
        {
            *step = before;
            frame.cursor = None;
            return;
        }
        if self.stack.len() > 1
            && let Some(left) = self.stack.pop()
            && let Screen::Setup(form, _) = left.screen
        {
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
        self.stack.push(Frame::new(screen));
    }

    pub(super) fn enter(&mut self, page: &Page, at: usize, world: World) -> Vec<Effect> {
        let Some(row) = page.rows.get(at) else {
            return Vec::new();
        };
        match &row.kind {
            RowKind::Act(act) | RowKind::Roam(act) => self.act(act.clone(), world),
            RowKind::Step { .. } | RowKind::Type { .. } => {
                if let Some(frame) = self.stack.last_mut() {
                    frame.cursor = Some((at + 1).min(page.rows.len() - 1));
                }
                // The next row is another one: its Enter is a press of its own.
                self.recent.clear();
                Vec::new()
            }
        }
    }

    fn act(&mut self, act: Act, world: World) -> Vec<Effect> {
        let diary = world.standing.diary();
        let now = world.now;
        match act {
            Act::Open(screen) => self.push(*screen),
            Act::Instead(screen) => {
                self.stack.pop();
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
                if let Some(frame) = self.stack.last_mut() {
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
                self.stack.pop();
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
                    self.stack.pop();
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
            self.stack.clear();
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

/// Whether it is a letter that does nothing.
fn is_idle_letter(press: Press, outer: bool) -> bool {
    match press {
        Press::Letter('l' | 'L') => false,
        Press::Letter('q' | 'Q') => !outer,
        Press::Letter(_) => true,
        Press::Up
        | Press::Down
        | Press::Left
        | Press::Right
        | Press::Enter
        | Press::Back
        | Press::Erase
        | Press::Help
        | Press::Language
        | Press::Contrast
        | Press::Leave => false,
    }
}
