//! Screens open on top of each other, and what keys, clicks and texts mean on the one that is seen.
//!
//! Shared by the patient's screens and the review, which say what a page is and what its rows do. A second
//! press shortly after the first is the same press, whatever letter was touched in between. A click chooses a
//! row and presses it, and is otherwise like Enter: one that comes right behind another, or behind Enter, is the
//! same press, so that the second half of a double click never answers a page that the first half has opened. A
//! click on a day of the calendar only chooses it. What is pasted is never taken for keys.

use crate::domain::plain_text::is_dangerous;

use super::keys::Press;
use super::page::{Field, Page, Row, RowKind};

/// A second press of the same key within this time is the same press.
const SAME_PRESS_MS: u64 = 700;
/// A second click within this time is the same click. Systems let people set a double click as slow as
/// nine tenths of a second.
const SAME_CLICK_MS: u64 = 1000;
/// Lines that one press moves a long text by.
const LIFT: u16 = 3;

/// A page pulled down so far shows its first line, however long it is.
const TO_ITS_BEGINNING: u16 = u16::MAX;

/// A part of what is drawn that is clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The row as a whole.
    Whole,
    /// The left half of its value.
    Less,
    /// The right half of its value.
    More,
    /// A day of the calendar: its row among those of the page, and its place in it, both from 0.
    Day {
        /// The row.
        band: usize,
        /// The place.
        column: u16,
    },
}

/// What the last drawing could show of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawn {
    /// How many lines it had to leave out above.
    pub hidden_above: u16,
    /// By how many lines it was pulled down.
    pub lifted: u16,
}

/// What a stage needs to know of the world.
pub(super) trait Around: Copy {
    /// Milliseconds of a clock that nobody can set.
    fn uptime_ms(&self) -> u64;
    /// What the last drawing could show.
    fn drawn(&self) -> Drawn;
}

/// A screen, as far as keys go.
pub(super) trait Scene: Clone + PartialEq {
    /// What it depends on.
    type World<'a>: Around;

    /// Changes a value by one step; `by` is -1 or 1.
    fn step(&mut self, field: Field, by: i8, world: Self::World<'_>);
    /// Chooses a day of the calendar by its place.
    fn pick_day(&mut self, band: usize, column: u16, world: Self::World<'_>);
    /// The text that is typed into, by its place on this screen, if it has it.
    fn typed(&mut self, at: usize) -> Option<&mut String>;
    /// The most letters of the texts that are typed here.
    fn longest_text(&self) -> usize;
    /// Changes the text at a place, which left and right change, by one step; `by` is -1 or 1.
    fn turn(&mut self, at: usize, by: i8, world: Self::World<'_>);
    /// Whether something is filled in on it or confirmed: whoever types there means a text, also where none is
    /// chosen.
    fn is_form(&self) -> bool;
    /// Whether it is there to be read: where it is too long for the window its beginning is seen first, and not the
    /// row that is chosen.
    fn is_read(&self) -> bool;
}

/// What a key or a click asks of the screens as a whole.
#[derive(Debug)]
pub(super) enum Meant<A> {
    /// Nothing more.
    Nothing,
    /// What a row does.
    Act(A),
    /// The page beside this one, to the left (-1) or to the right (1).
    Beside(i8),
    /// One screen back.
    Back,
    /// The other language.
    Language,
    /// Help.
    Help,
    /// High contrast, or not.
    Contrast,
    /// To leave.
    Quit,
}

/// A screen that is open, and where its cursor stands.
#[derive(Debug)]
pub(super) struct Frame<S> {
    pub(super) screen: S,
    pub(super) cursor: Option<usize>,
    /// How many lines it is pulled down, to read what is above.
    pub(super) lift: u16,
}

/// The screens that are open.
#[derive(Debug)]
pub(super) struct Stage<S> {
    frames: Vec<Frame<S>>,
    recent: Vec<(Press, u64)>,
}

impl<S: Scene> Frame<S> {
    fn new(screen: S) -> Frame<S> {
        Frame {
            lift: if screen.is_read() {
                TO_ITS_BEGINNING
            } else {
                0
            },
            screen,
            cursor: None,
        }
    }

    /// The chosen row of its page: where it was left, else the page's own first.
    pub(super) fn cursor<A>(&self, page: &Page<A>) -> usize {
        let last = page.rows.len().saturating_sub(1);
        self.cursor.unwrap_or(page.first).min(last)
    }
}

impl<S: Scene> Stage<S> {
    /// With one screen open.
    pub(super) fn new(screen: S) -> Stage<S> {
        Stage {
            frames: vec![Frame::new(screen)],
            recent: Vec::new(),
        }
    }

    /// What is seen.
    pub(super) fn top(&self) -> Option<&Frame<S>> {
        self.frames.last()
    }

    /// The same, to change it.
    pub(super) fn top_mut(&mut self) -> Option<&mut Frame<S>> {
        self.frames.last_mut()
    }

    /// The screen that is seen.
    pub(super) fn screen(&self) -> Option<&S> {
        self.top().map(|frame| &frame.screen)
    }

    /// Whether there is nothing to go back to.
    pub(super) fn is_outer(&self) -> bool {
        self.frames.len() < 2
    }

    /// Opens a screen.
    pub(super) fn push(&mut self, screen: S) {
        self.frames.push(Frame::new(screen));
    }

    /// Closes the screen that is seen, also the last one.
    pub(super) fn pop(&mut self) -> Option<S> {
        self.frames.pop().map(|frame| frame.screen)
    }

    /// Closes the screen that is seen, unless it is the last one.
    pub(super) fn back(&mut self) -> Option<S> {
        if self.is_outer() { None } else { self.pop() }
    }

    /// Closes all, and opens one.
    pub(super) fn only(&mut self, screen: S) {
        self.frames = vec![Frame::new(screen)];
    }

    /// Closes all.
    pub(super) fn clear(&mut self) {
        self.frames.clear();
    }

    /// A row is chosen by its place; what is pressed next is a press of its own.
    pub(super) fn point(&mut self, at: usize) {
        self.recent.clear();
        self.choose(at);
    }

    fn choose(&mut self, at: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.cursor = Some(at);
        }
    }

    /// A key on a page.
    pub(super) fn press<A: Clone>(
        &mut self,
        press: Press,
        page: &Page<A>,
        world: S::World<'_>,
    ) -> Meant<A> {
        let Some(frame) = self.top() else {
            return Meant::Quit;
        };
        let at = frame.cursor(page);
        let row = page.rows.get(at);
        if let Some(RowKind::Type { at, .. }) = row.map(|row| &row.kind)
            && self.type_into(*at, press)
        {
            return Meant::Nothing;
        }
        let outer = self.is_outer();
        let is_form = self.screen().is_some_and(S::is_form);
        if is_idle_letter(press, outer, is_form) || self.is_same_press(press, world.uptime_ms()) {
            return Meant::Nothing;
        }
        match press {
            Press::Up if self.roam(row, -1, world) => Meant::Nothing,
            Press::Down if self.roam(row, 1, world) => Meant::Nothing,
            Press::Up => self.up(at, world),
            Press::Down => self.down(at, page, world),
            Press::Left => self.change(row, at, -1, world),
            Press::Right => self.change(row, at, 1, world),
            Press::Before => Meant::Beside(-1),
            Press::Next => Meant::Beside(1),
            Press::Enter => self.enter(page, at),
            Press::Back | Press::Erase => Meant::Back,
            Press::Language | Press::Letter('l' | 'L') => Meant::Language,
            Press::Help => Meant::Help,
            Press::Contrast => Meant::Contrast,
            Press::Leave => Meant::Quit,
            Press::Letter('q' | 'Q') if outer => Meant::Quit,
            Press::Letter(_) => Meant::Nothing,
        }
    }

    fn up<A>(&mut self, at: usize, world: S::World<'_>) -> Meant<A> {
        if let Some(frame) = self.frames.last_mut() {
            if at > 0 {
                frame.cursor = Some(at - 1);
            } else {
                let hidden = world.drawn().hidden_above;
                frame.lift = frame.lift.saturating_add(LIFT.min(hidden));
            }
        }
        Meant::Nothing
    }

    fn down<A>(&mut self, at: usize, page: &Page<A>, world: S::World<'_>) -> Meant<A> {
        if let Some(frame) = self.frames.last_mut() {
            if frame.lift == TO_ITS_BEGINNING {
                frame.lift = world.drawn().lifted;
            }
            if frame.lift > 0 {
                frame.lift = frame.lift.saturating_sub(LIFT);
            } else if at + 1 < page.rows.len() {
                frame.cursor = Some(at + 1);
            }
        }
        Meant::Nothing
    }

    fn change<A>(
        &mut self,
        row: Option<&Row<A>>,
        at: usize,
        by: i8,
        world: S::World<'_>,
    ) -> Meant<A> {
        let Some(frame) = self.frames.last_mut() else {
            return Meant::Nothing;
        };
        match row.map(|row| &row.kind) {
            Some(RowKind::Step { field, .. }) => frame.screen.step(*field, by, world),
            Some(RowKind::Roam(_)) => frame.screen.step(Field::Day, by, world),
            Some(RowKind::Type {
                at, turns: true, ..
            }) => frame.screen.turn(*at, by, world),
            Some(RowKind::Act(_) | RowKind::Type { turns: false, .. }) | None => {
                return Meant::Beside(by);
            }
        }
        frame.cursor = Some(at);
        Meant::Nothing
    }

    /// Goes one row of the calendar up or down; whether there was one.
    fn roam<A>(&mut self, row: Option<&Row<A>>, by: i8, world: S::World<'_>) -> bool {
        let Some(RowKind::Roam(_)) = row.map(|row| &row.kind) else {
            return false;
        };
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.lift == 0) else {
            return false;
        };
        let before = frame.screen.clone();
        frame.screen.step(Field::Band, by, world);
        frame.screen != before
    }

    fn enter<A: Clone>(&mut self, page: &Page<A>, at: usize) -> Meant<A> {
        let Some(row) = page.rows.get(at) else {
            return Meant::Nothing;
        };
        match &row.kind {
            RowKind::Act(act) | RowKind::Roam(act) => Meant::Act(act.clone()),
            RowKind::Step { .. } | RowKind::Type { .. } => {
                // The next row is another one: its Enter is a press of its own.
                self.point((at + 1).min(page.rows.len() - 1));
                Meant::Nothing
            }
        }
    }

    /// Whether a press is the one before, held or repeated by a trembling hand. Arrows are meant as often
    /// as they come, and what comes after one is another press; a letter in between changes nothing.
    fn is_same_press(&mut self, press: Press, uptime_ms: u64) -> bool {
        if press.may_repeat() {
            self.recent.clear();
            return false;
        }
        self.is_within(press, SAME_PRESS_MS, uptime_ms)
    }

    fn is_within(&mut self, press: Press, time_ms: u64, now: u64) -> bool {
        self.recent
            .retain(|(_, at)| now.saturating_sub(*at) < SAME_CLICK_MS);
        match self.recent.iter_mut().find(|(before, _)| *before == press) {
            Some((_, at)) => {
                let same = now.saturating_sub(*at) < time_ms;
                *at = now;
                same
            }
            None => {
                self.recent.push((press, now));
                false
            }
        }
    }

    /// Whether the key was for a text.
    fn type_into(&mut self, at: usize, press: Press) -> bool {
        let Some(frame) = self.frames.last_mut() else {
            return false;
        };
        let longest = frame.screen.longest_text();
        let Some(typed) = frame.screen.typed(at) else {
            return false;
        };
        match press {
            Press::Letter(letter) => take_in(typed, letter, longest),
            Press::Erase => {
                typed.pop();
            }
            Press::Up
            | Press::Down
            | Press::Left
            | Press::Right
            | Press::Before
            | Press::Next
            | Press::Enter
            | Press::Back
            | Press::Help
            | Press::Language
            | Press::Contrast
            | Press::Leave => return false,
        }
        self.recent.clear();
        true
    }

    /// The first line of a pasted text goes into the chosen text; anywhere else it is left out as a whole.
    pub(super) fn paste<A>(&mut self, pasted: &str, page: &Page<A>) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        let chosen = page.rows.get(frame.cursor(page));
        let Some(RowKind::Type { at, .. }) = chosen.map(|row| &row.kind) else {
            return;
        };
        let line = pasted.trim().split(['\r', '\n']).next().unwrap_or("");
        let longest = frame.screen.longest_text();
        if let Some(typed) = frame.screen.typed(*at) {
            line.chars()
                .for_each(|letter| take_in(typed, letter, longest));
        }
    }

    /// The wheel moves the choice; it is no press, and does not make the next one another.
    pub(super) fn wheel<A>(&mut self, up: bool, page: &Page<A>, world: S::World<'_>) -> Meant<A> {
        match self.top().map(|frame| frame.cursor(page)) {
            Some(at) if up => self.up(at, world),
            Some(at) => self.down(at, page, world),
            None => Meant::Nothing,
        }
    }

    /// A click on a row of a page.
    pub(super) fn click<A: Clone>(
        &mut self,
        at: usize,
        part: Part,
        page: &Page<A>,
        world: S::World<'_>,
    ) -> Meant<A> {
        let Some(row) = page.rows.get(at) else {
            return Meant::Nothing;
        };
        // A value may be clicked as often as an arrow is pressed, but not by the second half of the click
        // that has opened its page.
        let now = world.uptime_ms();
        let opened = self
            .recent
            .iter()
            .any(|(press, at)| *press == Press::Enter && now.saturating_sub(*at) < SAME_CLICK_MS);
        let by = match (&row.kind, part) {
            (RowKind::Roam(_), Part::Day { band, column }) => {
                if !opened && let Some(frame) = self.frames.last_mut() {
                    frame.screen.pick_day(band, column, world);
                    frame.cursor = Some(at);
                }
                return Meant::Nothing;
            }
            (RowKind::Act(_) | RowKind::Roam(_), _) => {
                if self.is_within(Press::Enter, SAME_CLICK_MS, now) {
                    return Meant::Nothing;
                }
                self.choose(at);
                return self.enter(page, at);
            }
            (RowKind::Step { .. }, Part::Less) => -1,
            (RowKind::Step { .. }, Part::More) => 1,
            (RowKind::Step { .. }, Part::Whole | Part::Day { .. }) | (RowKind::Type { .. }, _) => 0,
        };
        if !opened {
            self.choose(at);
            if by != 0 {
                return self.change(Some(row), at, by, world);
            }
        }
        Meant::Nothing
    }
}

/// A letter more, if it is one that can be seen and there is room.
fn take_in(typed: &mut String, letter: char, longest: usize) {
    if !is_dangerous(letter) && typed.chars().count() < longest {
        typed.push(letter);
    }
}

/// Whether it is a letter that does nothing.
fn is_idle_letter(press: Press, outer: bool, is_form: bool) -> bool {
    match press {
        Press::Letter('l' | 'L') => is_form,
        Press::Letter('q' | 'Q') => !outer,
        Press::Letter(_) => true,
        Press::Up
        | Press::Down
        | Press::Left
        | Press::Right
        | Press::Before
        | Press::Next
        | Press::Enter
        | Press::Back
        | Press::Erase
        | Press::Help
        | Press::Language
        | Press::Contrast
        | Press::Leave => false,
    }
}
