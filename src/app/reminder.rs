//! What the bell and the title of the window remind of, if the patient has switched that on.
//!
//! A reminder never asks for a dose that the page of the day would not ask for, and keeps silent where
//! something has to be cleared up first: an open warning, a damaged diary, a clock in doubt. It names no
//! medicine, since the title of a window is read by others.

use crate::domain::diary::Diary;
use crate::domain::slots::{self, Slot, Status};
use crate::domain::today::today;

use super::dose::SlotKey;
use super::{Effect, Model, World};

impl Model {
    /// The effect of a dose that has come due since the last look. It rings once for each.
    pub(super) fn remind(&mut self, world: World) -> Vec<Effect> {
        let due = self.reminders(world);
        let new = due.iter().any(|slot| !self.rung.contains(slot));
        for slot in due {
            if !self.rung.contains(&slot) {
                self.rung.push(slot);
            }
        }
        if new { vec![Effect::Ring] } else { Vec::new() }
    }

    /// The doses that the title of the window speaks of.
    pub(super) fn reminders(&self, world: World) -> Vec<SlotKey> {
        match world.standing.diary() {
            Some(diary) if world.choices.preferences.bell && !self.date_in_doubt => {
                due(diary, world)
            }
            Some(_) | None => Vec::new(),
        }
    }
}

fn due(diary: &Diary, world: World) -> Vec<SlotKey> {
    let now = world.now;
    if !world.standing.is_sound() || !diary.open_warnings().is_empty() {
        return Vec::new();
    }
    let day = today(diary, diary.date_of(now), now);
    if day.clock_went_back {
        return Vec::new();
    }
    let of_today = day.slots.iter().filter(|dose| !dose.clock_changed);
    of_today
        .map(|dose| &dose.state)
        .chain(&day.yesterday)
        .filter(|state| state.status == Status::Due)
        .filter(|state| usual_time_has_come(diary, &state.slot, world))
        .map(|state| SlotKey::of(&state.slot))
        .collect()
}

/// Whether the usual time of a slot is reached; where nobody has entered one, a dose that is due is due.
fn usual_time_has_come(diary: &Diary, slot: &Slot, world: World) -> bool {
    let rules = slots::rules_for(diary, slot);
    let period = rules
        .drug(slot.drug)
        .and_then(|drug| drug.period(slot.period));
    let usual = period.and_then(|period| period.usual_time.as_ref());
    usual.is_none_or(|usual| {
        slot.date.at(usual.value.0, rules.day_starts_at()) <= world.now.naive_local()
    })
}
