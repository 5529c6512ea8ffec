//! The study nurse's screens: the participants of a folder, and the pages of one of them.
//!
//! Like the patient's screens a model without a terminal: an [`Action`] comes in, [`Effect`]s go out, pages are
//! data. Nothing here can write to a diary; what the study team adds goes to the site record, after a page that
//! shows what will be written. No file, no terminal, no clock enters here.

mod calendar;
mod chrome;
pub(crate) mod desk;
mod discuss;
mod help;
mod list;
mod measures;
mod people;
mod proposal;
mod record;
mod screen;
mod slots;
mod tab;
mod tablets;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod timeline;
mod trail;
mod tumour;
mod unreadable;
mod update;
mod visit;

use crate::domain::calendar::Moment;
use crate::domain::entry::{Author, Language};
use crate::domain::findings::Finding;
use crate::domain::participant::Participant;
use crate::domain::site::{SiteCommand, SiteDecision, SiteRefusal};

use super::stage::{Around, Drawn, Stage};

pub use proposal::Proposal;
pub use screen::{Act, Screen};
pub use tab::Tab;

/// What happened on these screens.
pub type Action = super::Action<Outcome>;

/// A diary of the folder. Its place in the list is its name as long as the screens are open.
#[derive(Debug, Clone)]
pub struct Case {
    /// The name of the file.
    pub file: String,
    /// What is known of it.
    pub state: State,
    /// What is wrong with its files, in both languages; empty if nothing is.
    pub trouble: Trouble,
}

/// Lines that say what is wrong: in English, and in Chinese.
pub type Trouble = [Vec<String>; 2];

/// What is known of a diary.
#[derive(Debug, Clone)]
pub enum State {
    /// It has not been read yet.
    Waiting,
    /// It was read, up to its damage if it is damaged.
    Read(Box<Known>),
    /// It cannot be read.
    Unreadable,
    /// Another diary of the same participant is looked at.
    LeftOut {
        /// Whether that one is known to go on where this one ends.
        agrees: bool,
    },
}

/// A participant, with what there is to talk about.
#[derive(Debug, Clone)]
pub struct Known {
    /// The participant.
    pub participant: Participant,
    /// What to discuss, most urgent first.
    pub findings: Vec<Finding>,
}

impl Case {
    /// What is known, if it could be read.
    pub fn known(&self) -> Option<&Known> {
        match &self.state {
            State::Read(known) => Some(known),
            State::Waiting | State::Unreadable | State::LeftOut { .. } => None,
        }
    }

    /// What is wrong with its files.
    fn trouble(&self, language: Language) -> &[String] {
        lines_of(&self.trouble, language)
    }
}

/// What is wrong, in one language.
fn lines_of(trouble: &Trouble, language: Language) -> &[String] {
    let [en, zh] = trouble;
    match language {
        Language::En => en,
        Language::ZhHans => zh,
    }
}

/// Everything outside that these screens depend on.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The diaries, in the order of their files; new ones come behind.
    pub cases: &'a [Case],
    /// What is wrong with other files of the folder: of each, lines.
    pub aside: &'a [Trouble],
    /// What was opened, as it is shown: the folder, or the file.
    pub place: &'a str,
    /// The time.
    pub now: Moment,
    /// Milliseconds of a clock that nobody can set.
    pub uptime_ms: u64,
    /// What the last drawing could show.
    pub drawn: Drawn,
}

impl Around for World<'_> {
    fn uptime_ms(&self) -> u64 {
        self.uptime_ms
    }

    fn drawn(&self) -> Drawn {
        self.drawn
    }
}

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Record in the site record of a participant what was confirmed, and read the participant again.
    Record {
        /// The place of the diary in the list.
        case: usize,
        /// By whom.
        by: Author,
        /// What.
        command: SiteCommand,
        /// What was shown.
        decision: SiteDecision,
    },
    /// Read a diary and its site record again, if they have changed.
    Reload(usize),
    /// Leave.
    Quit,
}

/// What became of a recording.
#[derive(Debug)]
pub enum Outcome {
    /// It stands in the site record.
    Recorded,
    /// Nothing was written: what it would be is something else by now.
    Changed,
    /// Nothing was written: it is refused by now.
    Refused(SiteRefusal),
    /// The system refused.
    Failed(super::Failure),
}

/// The state of the screens.
#[derive(Debug)]
pub struct Model {
    stage: Stage<Screen>,
    language: Language,
    high_contrast: bool,
    /// Who is entering, once somebody has said so.
    by: Option<Author>,
}
