//! What a screen shows, as data: lines, the strip of the cycle, and rows to choose from.
//!
//! Made by the screens of this layer in the language of the session, drawn by `tui` at any size. A page
//! knows no colour, no width and no key; it says what a line is for, not what it looks like.

use crate::domain::entry::Language;

use super::screen::{Act, Field};

/// What a line is for; the theme gives it its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Plain words.
    Plain,
    /// Less important than the rest.
    Quiet,
    /// The heading of a page or of a part.
    Heading,
    /// What is to be done now: the only thing that shouts.
    Now,
    /// What belongs to the thing to be done now.
    Accent,
    /// Something to be careful about.
    Caution,
    /// A reason to call the study team.
    Alarm,
}

/// A part of a page, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph; wrapped where the window ends.
    Text(Tone, String),
    /// A telephone number, as large as it can be.
    Number(String),
    /// A name and what belongs to it, set in two columns.
    Pair(String, String),
    /// A key by its name and its name in plain letters, with what it does.
    Key([&'static str; 2], String),
    /// An empty line, left out first where the window is low.
    Gap,
    /// The days of the cycle.
    Strip(Strip),
    /// The days of several cycles.
    Calendar(Calendar),
    /// What the marks of the strip mean.
    Legend {
        /// Each mark with its word.
        marks: Vec<(Mark, String)>,
        /// Whether it is left out where there is little room.
        spare: bool,
    },
}

/// What the strip and the calendar show of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// No slot.
    None,
    /// To come.
    Upcoming,
    /// Due now.
    Due,
    /// Taken in full.
    Taken,
    /// Taken in part.
    Partly,
    /// Not taken.
    Missed,
    /// Vomited.
    Vomited,
    /// Nothing recorded, and its period is over.
    Open,
    /// Paused.
    Held,
    /// Ended.
    Stopped,
    /// More than planned.
    Extra,
    /// A day without a slot, where each day is to be seen.
    Rest,
}

/// The days of a cycle, a lane for each drug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// How many days.
    pub days: u16,
    /// The day of the cycle that is today, from 1; `None` if it is not in the strip.
    pub today: Option<u16>,
    /// The drugs, in the order of a day.
    pub lanes: Vec<Lane>,
    /// The word for the days without a dose at the end.
    pub rest: String,
    /// Whether it is left out where the window is low: an open warning needs the room.
    pub spare: bool,
}

/// Rows of days below each other, one of the days chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// How many days stand side by side.
    pub columns: u16,
    /// The rows around the chosen one, oldest first.
    pub bands: Vec<Band>,
    /// The chosen day: its row among `bands`, and its place in it, both from 0.
    pub chosen: (usize, u16),
}

/// A row of days of the calendar: a cycle, or what follows its planned days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Which days these are, as short as can be.
    pub name: String,
    /// The month of the first of them.
    pub month: String,
    /// The day of the month of each.
    pub dates: Vec<u32>,
    /// The place of today, from 0; `None` if it is not among them.
    pub today: Option<u16>,
    /// The drugs, in the order of a day.
    pub lanes: Vec<Lane>,
}

/// The intakes of one drug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The drug, as short as can be.
    pub name: String,
    /// The intakes of a day in their order: the name of the period, and one mark for each day.
    pub periods: Vec<(String, Vec<Mark>)>,
}

/// A row that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it says, at the left.
    pub label: String,
    /// What stands at its right end.
    pub status: Option<(Tone, String)>,
    /// Bars below it.
    pub bars: Vec<Bar>,
    /// Lines below it.
    pub notes: Vec<(Tone, String)>,
    /// What it does.
    pub kind: RowKind,
    /// The air above it.
    pub air: Air,
}

/// How many doses were taken of those that were due, to be drawn as long as they are many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The drug, as short as can be.
    pub name: String,
    /// How many were taken in full; at most `due`.
    pub taken: u64,
    /// How many were due.
    pub due: u64,
    /// The same in words.
    pub words: String,
}

/// The air above a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Air {
    /// None.
    None,
    /// An empty line where there is plenty of room.
    Plenty,
    /// An empty line where there is room.
    Room,
}

/// What a row does.
#[derive(Debug, Clone, PartialEq)]
pub enum RowKind {
    /// Enter does something.
    Act(Act),
    /// Left and right change a value.
    Step {
        /// Which.
        field: Field,
        /// What it is now.
        value: String,
    },
    /// The arrows choose a day of the calendar, Enter does something with it.
    Roam(Act),
    /// Letters are typed in; only for the study team.
    Type {
        /// Which text of the screen, from 0.
        at: usize,
        /// What it is now.
        value: String,
    },
}

impl Row {
    /// A row that does something.
    pub fn act(label: impl Into<String>, act: Act) -> Row {
        Row {
            label: label.into(),
            status: None,
            bars: Vec::new(),
            notes: Vec::new(),
            kind: RowKind::Act(act),
            air: Air::None,
        }
    }

    /// A row whose value changes with left and right.
    pub fn step(label: impl Into<String>, field: Field, value: impl Into<String>) -> Row {
        let value = value.into();
        Row {
            kind: RowKind::Step { field, value },
            ..Row::act(label, Act::Back)
        }
    }

    /// A row that is typed into.
    pub fn typed(label: impl Into<String>, at: usize, value: impl Into<String>) -> Row {
        let value = value.into();
        Row {
            kind: RowKind::Type { at, value },
            ..Row::act(label, Act::Back)
        }
    }

    /// The row with words at its right end.
    pub fn status(mut self, tone: Tone, words: impl Into<String>) -> Row {
        self.status = Some((tone, words.into()));
        self
    }

    /// The row with a line below it.
    pub fn note(mut self, tone: Tone, words: impl Into<String>) -> Row {
        self.notes.push((tone, words.into()));
        self
    }

    /// The row with an empty line above it.
    pub fn apart(mut self) -> Row {
        self.air = Air::Room;
        self
    }

    /// The row with an empty line above it where there is plenty of room.
    pub fn roomy(mut self) -> Row {
        self.air = Air::Plenty;
        self
    }
}

/// A screen's own content.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// From top to bottom.
    pub blocks: Vec<Block>,
    /// Below the blocks.
    pub rows: Vec<Row>,
    /// The row that is chosen when the page opens.
    pub first: usize,
}

impl Page {
    /// An empty page.
    pub fn new() -> Page {
        Page::default()
    }

    /// Adds a paragraph.
    pub fn text(mut self, tone: Tone, words: impl Into<String>) -> Page {
        self.blocks.push(Block::Text(tone, words.into()));
        self
    }

    /// Adds a heading and an empty line.
    pub fn heading(self, words: impl Into<String>) -> Page {
        self.text(Tone::Heading, words).gap()
    }

    /// Adds a name and what belongs to it.
    pub fn pair(mut self, name: impl Into<String>, words: impl Into<String>) -> Page {
        self.blocks.push(Block::Pair(name.into(), words.into()));
        self
    }

    /// Adds an empty line.
    pub fn gap(mut self) -> Page {
        self.blocks.push(Block::Gap);
        self
    }

    /// Adds a row.
    pub fn row(mut self, row: Row) -> Page {
        self.rows.push(row);
        self
    }
}

/// Everything that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The language.
    pub language: Language,
    /// The top line: left, middle, right.
    pub top: [String; 3],
    /// What stands above every page of a sample or damaged diary.
    pub banner: Option<(Tone, String)>,
    /// The screen's own content.
    pub page: Page,
    /// Which row is chosen.
    pub cursor: usize,
    /// How many lines the text is pulled down, to read what is above.
    pub lift: u16,
    /// The numbers to call, and that nobody is watching.
    pub foot: Vec<String>,
    /// The keys, each by its name and its name in plain letters, with what it does.
    pub keys: Vec<([&'static str; 2], String)>,
    /// What a window too small for it says.
    pub too_small: String,
    /// What the title of the window says while a dose is due; `None` for whatever it said before.
    pub title: Option<String>,
    /// Whether it is drawn bold and reversed instead of in colours.
    pub high_contrast: bool,
    /// That there is more above, and below.
    pub more: [String; 2],
}
