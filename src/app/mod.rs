//! The interaction of the screens, without a terminal.
//!
//! `tui` turns keys into an [`Action`], [`Model::update`] answers with [`Effect`]s, `tui` carries these out
//! and hands the [`Outcome`] back; [`Model::view`] says what is to be drawn. Pure: the time, the diary and
//! the zone come in with the [`World`]. Nothing is recorded that was not shown on a page of its own with
//! the words of the entry (see `ask`). No file, no terminal, no clock enters here.

mod ask;
mod calendar;
#[cfg(test)]
mod calendar_tests;
mod choices;
mod chrome;
mod contact;
mod correct;
#[cfg(test)]
mod correction_tests;
mod day;
mod dose;
#[cfg(test)]
mod dose_tests;
mod entries;
mod extra;
mod first;
#[cfg(test)]
mod follow_up_tests;
mod handover;
#[cfg(test)]
mod handover_tests;
mod help;
mod input;
#[cfg(test)]
mod input_tests;
mod keys;
#[cfg(test)]
mod look_back_tests;
mod meal;
mod medicines;
mod more;
mod order;
mod page;
mod picker;
mod progress;
mod reminder;
pub mod review;
mod screen;
mod setup;
mod setup_form;
mod setup_steps;
#[cfg(test)]
mod setup_tests;
mod site_rules;
mod staff;
#[cfg(test)]
mod staff_order_tests;
#[cfg(test)]
mod staff_tests;
mod stage;
mod strip;
mod symptom;
#[cfg(test)]
mod symptom_tests;
mod symptoms;
mod team;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod today;
#[cfg(test)]
mod told_tests;
mod trouble;
mod units_form;
mod update;

use chrono::NaiveDateTime;

use crate::domain::calendar::Moment;
use crate::domain::decide::{Command, Decision, Refusal};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Entry, Language};
use crate::domain::ids::EntryId;
use crate::text::Text;

use dose::SlotKey;
use stage::Stage;

pub use ask::{Pending, What};
pub use choices::{Choice, Choices, Forgotten, Preferences};
pub use handover::{CopyMade, Place, PlaceKind};
pub use keys::Press;
pub use page::{
    Air, Band, Bar, Block, Calendar, Cell, Column, Field, Lane, Mark, Page, Row, RowKind, Strip,
    Tabs, Tone, View,
};
pub use screen::{Act, Screen};
pub use stage::{Drawn, Part};
pub use trouble::{Failure, Saved};

/// What a wall-clock time stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// One moment.
    One(Moment),
    /// The clock showed it twice; this is the earlier one (ruling 16).
    EarlierOfTwo(Moment),
    /// The clock never showed it.
    Never,
}

/// What can be done with the diary on disk.
#[derive(Debug, Clone, Copy)]
pub enum Standing<'a> {
    /// There is none yet.
    NoDiary,
    /// It can be read and written.
    Sound(&'a Diary),
    /// It is damaged from this line on: the state before it is shown, and nothing is recorded (ruling 24).
    Damaged(&'a Diary, u64),
}

impl<'a> Standing<'a> {
    /// The diary, as far as it is known.
    pub fn diary(self) -> Option<&'a Diary> {
        match self {
            Standing::NoDiary => None,
            Standing::Sound(diary) | Standing::Damaged(diary, _) => Some(diary),
        }
    }
}

/// Everything outside that an update or a view depends on.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The diary.
    pub standing: Standing<'a>,
    /// The time.
    pub now: Moment,
    /// Milliseconds of a clock that nobody can set.
    pub uptime_ms: u64,
    /// What a wall-clock time means here.
    pub zone: &'a dyn Fn(NaiveDateTime) -> Named,
    /// Eight characters that name the last good line of the file; empty without one.
    pub head: &'a str,
    /// Whether the system lets nobody write to the file.
    pub read_only: bool,
    /// What the last drawing could show.
    pub drawn: Drawn,
    /// What the patient has chosen.
    pub choices: Choices,
}

/// A diary, up to when and in which language it is looked at: what the patient's pages and the study team's
/// have in common.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    diary: &'a Diary,
    now: Moment,
    text: Text,
}

/// What happened.
#[derive(Debug)]
pub enum Action<O = Outcome> {
    /// A key.
    Press(Press),
    /// A row is chosen by its place, not by arrows; what is pressed next is a press of its own.
    Point(usize),
    /// A click on a part of a row of the page, by the row's place.
    Click(usize, Part),
    /// The wheel of the mouse, one step up or down.
    Wheel {
        /// Up, not down.
        up: bool,
    },
    /// A text that was pasted.
    Paste(String),
    /// Time went by, or the window or the file changed.
    Tick,
    /// An effect was carried out.
    Done(Box<O>),
}

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Record what was confirmed.
    Record {
        /// By whom.
        by: Author,
        /// What.
        command: Command,
        /// What was shown.
        decision: Decision,
        /// When it was decided.
        decided_at: Moment,
    },
    /// Write a new diary.
    Create {
        /// By whom.
        by: Author,
        /// What was shown.
        plan: Decision,
    },
    /// Make a sample diary in a temporary folder and go on with it.
    OpenSample(Language),
    /// Keep what the patient has chosen.
    Keep(Preferences),
    /// Ring the bell once.
    Ring,
    /// Look where a copy could go.
    FindPlaces,
    /// Copy the diary to a place.
    CopyTo(Place),
    /// Leave.
    Quit,
}

/// What became of an effect.
#[derive(Debug)]
pub enum Outcome {
    /// These entries stand in the file.
    Recorded(Vec<Entry>),
    /// Nothing was written: the decision is another one by now.
    Changed(Decision),
    /// Nothing was written: it is refused by now.
    Refused(Refusal),
    /// There is a diary now.
    Opened,
    /// These places were found.
    Places(Vec<Place>),
    /// The diary was copied.
    Copied(Box<CopyMade>),
    /// The system refused.
    Failed(Failure),
}

/// The state of the screens.
#[derive(Debug)]
pub struct Model {
    stage: Stage<Screen>,
    language: Option<Language>,
    /// What was typed in a set-up that was left.
    set_up: Option<Box<setup_form::Form>>,
    last_key_ms: u64,
    last_seen: Option<(Moment, u64)>,
    date_in_doubt: bool,
    rung: Vec<SlotKey>,
    new_diary: EntryId,
    system_language: Language,
}
