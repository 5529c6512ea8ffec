//! The keys, in one table: what a key does, what the foot of the screen and the help page say about it.
//!
//! Arrows, Enter and Backspace are enough for everything; the rest are shortcuts.

use crate::text::Text;

/// A key, as far as the screens know keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Shift-Tab: the page or the row before.
    Before,
    /// Tab: the next page or row.
    Next,
    /// Enter.
    Enter,
    /// Escape: always back.
    Back,
    /// Backspace: back, or the last letter away where something is typed.
    Erase,
    /// A letter, digit, mark or blank.
    Letter(char),
    /// F1.
    Help,
    /// F2.
    Language,
    /// F3.
    Contrast,
    /// Ctrl-C.
    Leave,
}

impl Press {
    /// Whether repeating it quickly is meant: arrows only.
    pub(super) fn may_repeat(self) -> bool {
        match self {
            Press::Up
            | Press::Down
            | Press::Left
            | Press::Right
            | Press::Before
            | Press::Next
            | Press::Leave => true,
            Press::Enter
            | Press::Back
            | Press::Erase
            | Press::Letter(_)
            | Press::Help
            | Press::Language
            | Press::Contrast => false,
        }
    }
}

/// Where a key is named at the foot of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// On every page.
    Everywhere,
    /// Where up and down choose a row.
    OnRows,
    /// Where the chosen row has a value.
    OnValue,
    /// Where the arrows choose a day.
    OnDays,
    /// On pages that stand beside each other.
    OnPages,
    /// On pages that one can go back from.
    Inner,
    /// On the page of the day.
    Today,
    /// On pages that one cannot go back from.
    Outer,
    /// On the pages of the review.
    Review,
    /// On the help page only.
    HelpOnly,
}

/// A line of the table.
pub(super) struct Binding {
    /// The key's name, as printed on it, and the same in plain ASCII.
    pub(super) name: [&'static str; 2],
    /// Where it is named.
    pub(super) place: Place,
    /// What it does.
    pub(super) does: fn(Text) -> String,
}

/// Every key.
pub(super) const TABLE: [Binding; 13] = [
    Binding {
        name: ["↑ ↓", "Up Down"],
        place: Place::OnRows,
        does: Text::key_choose,
    },
    Binding {
        name: ["← →", "Left Right"],
        place: Place::OnValue,
        does: Text::key_change,
    },
    Binding {
        name: ["← ↑ ↓ →", "Arrows"],
        place: Place::OnDays,
        does: Text::key_roam,
    },
    Binding {
        name: ["Tab", "Tab"],
        place: Place::OnPages,
        does: Text::key_pages,
    },
    Binding {
        name: ["Enter", "Enter"],
        place: Place::Everywhere,
        does: Text::key_open,
    },
    Binding {
        name: ["Esc", "Esc"],
        place: Place::Inner,
        does: Text::key_back,
    },
    Binding {
        name: ["F2", "F2"],
        place: Place::Everywhere,
        does: Text::key_language,
    },
    Binding {
        name: ["L", "L"],
        place: Place::HelpOnly,
        does: Text::key_language_letter,
    },
    Binding {
        name: ["F1", "F1"],
        place: Place::Today,
        does: Text::key_help,
    },
    Binding {
        name: ["F1", "F1"],
        place: Place::Review,
        does: Text::key_help,
    },
    Binding {
        name: ["F3", "F3"],
        place: Place::HelpOnly,
        does: Text::key_contrast,
    },
    Binding {
        name: ["q", "q"],
        place: Place::Outer,
        does: Text::key_quit,
    },
    Binding {
        name: ["Ctrl-C", "Ctrl-C"],
        place: Place::HelpOnly,
        does: Text::key_leave,
    },
];
