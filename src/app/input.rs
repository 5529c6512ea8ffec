//! Which presses count, and what the mouse and the clipboard bring.
//!
//! A second press shortly after the first is the same press, whatever letter was touched in between. A
//! click chooses a row and presses it, and is otherwise like Enter: one that comes right behind another, or
//! behind Enter, is the same press, so that the second half of a double click never answers a page that the
//! first half has opened. What is pasted is never taken for keys.

use crate::domain::plain_text::is_dangerous;

use super::keys::Press;
use super::page::RowKind;
use super::screen::Screen;
use super::{Effect, Model, World, chrome};

/// A second press of the same key within this time is the same press.
const SAME_PRESS_MS: u64 = 700;
/// A second click within this time is the same click. Systems let people set a double click as slow as
/// nine tenths of a second.
const SAME_CLICK_MS: u64 = 1000;
/// After this time without a key the page of the day comes back.
const IDLE_MS: u64 = 10 * 60 * 1000;

/// A part of a row that is clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The row as a whole.
    Whole,
    /// The left half of its value.
    Less,
    /// The right half of its value.
    More,
}

impl Model {
    /// After a long rest the page of the day comes back; whether it had to.
    pub(super) fn come_back_when_idle(&mut self, world: World) -> bool {
        let idle = world.uptime_ms.saturating_sub(self.last_key_ms) >= IDLE_MS;
        let may = self.top_screen().is_some_and(Screen::may_be_left);
        let away = self.stack.len() > 1 || self.top_screen() != Some(&Screen::Today);
        let comes = idle && may && away && world.standing.diary().is_some();
        if comes {
            self.go_home();
        }
        comes
    }

    /// Whether a press is the one before, held or repeated by a trembling hand. Arrows are meant as often
    /// as they come, and what comes after one is another press; a letter in between changes nothing.
    pub(super) fn is_same_press(&mut self, press: Press, world: World) -> bool {
        if press.may_repeat() {
            self.recent.clear();
            return false;
        }
        self.is_within(press, SAME_PRESS_MS, world)
    }

    fn is_within(&mut self, press: Press, time_ms: u64, world: World) -> bool {
        let now = world.uptime_ms;
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
    pub(super) fn type_into(&mut self, at: usize, press: Press) -> bool {
        let Some(frame) = self.stack.last_mut() else {
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
    pub(super) fn paste(&mut self, pasted: &str, world: World) {
        let Some((frame, page)) = self.shown(world) else {
            return;
        };
        let chosen = page.rows.get(chrome::cursor(frame, &page));
        let Some(RowKind::Type { at, .. }) = chosen.map(|row| &row.kind) else {
            return;
        };
        let line = pasted.trim().split(['\r', '\n']).next().unwrap_or("");
        let Some(frame) = self.stack.last_mut() else {
            return;
        };
        let longest = frame.screen.longest_text();
        if let Some(typed) = frame.screen.typed(*at) {
            line.chars()
                .for_each(|letter| take_in(typed, letter, longest));
        }
    }

    /// The wheel moves the choice; it is no press, and does not make the next one another.
    pub(super) fn wheel(&mut self, up: bool, world: World) {
        let Some((frame, page)) = self.shown(world) else {
            return;
        };
        let at = chrome::cursor(frame, &page);
        if up {
            self.up(at, world);
        } else {
            self.down(at, &page);
        }
    }

    pub(super) fn click(&mut self, at: usize, part: Part, world: World) -> Vec<Effect> {
        let Some((_, page)) = self.shown(world) else {
            return Vec::new();
        };
        let Some(row) = page.rows.get(at) else {
            return Vec::new();
        };
        let by = match (&row.kind, part) {
            (RowKind::Act(_) | RowKind::Roam(_), _) => {
                if self.is_within(Press::Enter, SAME_CLICK_MS, world) {
                    return Vec::new();
                }
                self.point_at(at);
                return self.enter(&page, at, world);
            }
            (RowKind::Step { .. }, Part::Less) => -1,
            (RowKind::Step { .. }, Part::More) => 1,
            (RowKind::Step { .. }, Part::Whole) | (RowKind::Type { .. }, _) => 0,
        };
        // A value may be clicked as often as an arrow is pressed, but not by the second half of the click
        // that has opened its page.
        let opened = self.recent.iter().any(|(press, at)| {
            *press == Press::Enter && world.uptime_ms.saturating_sub(*at) < SAME_CLICK_MS
        });
        if !opened {
            self.point_at(at);
            if by != 0 {
                self.change(&page, at, by, world);
            }
        }
        Vec::new()
    }

    pub(super) fn point_at(&mut self, at: usize) {
        if let Some(frame) = self.stack.last_mut() {
            frame.cursor = Some(at);
        }
    }
}

/// A letter more, if it is one that can be seen and there is room.
fn take_in(typed: &mut String, letter: char, longest: usize) {
    if !is_dangerous(letter) && typed.chars().count() < longest {
        typed.push(letter);
    }
}
