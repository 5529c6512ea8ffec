//! What the patient chooses for herself: the bell, and how the screens look.
//!
//! These are no settings of the study and never stand in the diary. They are kept in a small file of their
//! own, which nothing depends on: where it cannot be read or written, that is said, and the program goes on.

use serde::{Deserialize, Serialize};

use super::page::{Page, Row, Tone};
use super::screen::{Act, Context};
use super::{Effect, World};

/// What is preferences.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Whether the bell rings and the title of the window says that a dose is due.
    pub bell: bool,
    /// Whether everything is drawn bold and reversed instead of in colours.
    pub high_contrast: bool,
}

/// What went wrong with the file of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgotten {
    /// It cannot be read: nothing is preferences.
    Unreadable,
    /// It cannot be written: what is chosen holds until the program is closed.
    NotKept,
}

/// One of the choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The bell.
    Bell,
    /// High contrast.
    HighContrast,
}

/// What is chosen, as the screens know it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choices {
    /// What is preferences.
    pub preferences: Preferences,
    /// What went wrong with their file.
    pub forgotten: Option<Forgotten>,
}

impl Preferences {
    /// The same with one choice turned over.
    fn turned(mut self, choice: Choice) -> Preferences {
        match choice {
            Choice::Bell => self.bell = !self.bell,
            Choice::HighContrast => self.high_contrast = !self.high_contrast,
        }
        self
    }
}

/// Turns a choice over: it is to be kept, and a bell that is switched on is to be heard.
pub(super) fn choose(choice: Choice, world: World) -> Vec<Effect> {
    let preferences = world.choices.preferences.turned(choice);
    let mut effects = vec![Effect::Keep(preferences)];
    if choice == Choice::Bell && preferences.bell {
        effects.push(Effect::Ring);
    }
    effects
}

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let Choices {
        preferences,
        forgotten,
    } = context.world.choices;
    let state = |on: bool| {
        if on {
            text.switched_on()
        } else {
            text.switched_off()
        }
    };
    let bell = Row::act(text.bell_row(), Act::Choose(Choice::Bell))
        .status(Tone::Heading, state(preferences.bell))
        .note(Tone::Plain, text.bell_meaning())
        .note(Tone::Plain, text.bell_limits());
    let contrast = Row::act(text.contrast_row(), Act::Choose(Choice::HighContrast))
        .status(Tone::Heading, state(preferences.high_contrast))
        .note(Tone::Plain, text.contrast_meaning());
    let mut page = Page::new().heading(text.choices_heading());
    let trouble = forgotten.map(|forgotten| match forgotten {
        Forgotten::Unreadable => text.choices_unreadable(),
        Forgotten::NotKept => text.choices_not_kept(),
    });
    if let Some(trouble) = trouble {
        page = page.text(Tone::Caution, trouble).gap();
    }
    page.row(bell)
        .row(contrast.apart())
        .row(Row::act(text.go_back(), Act::Back).apart())
}
