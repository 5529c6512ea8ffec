//! What a screen shows, as data: lines, the strip of the cycle, and rows to choose from.
//!
//! Made by the screens of this layer in the language of the session, drawn by `tui` at any size. A page
//! knows no colour, no width and no key; it says what a line is for, not what it looks like.

use crate::domain::entry::Language;

use super::screen::Act;

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
    /// How far something is that takes a while.
    Progress {
        /// What is done.
        done: usize,
        /// Of how many.
        all: usize,
        /// The same in words.
        words: String,
    },
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
    /// An order of the study team holds from this day on.
    Order,
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

/// A row that can be chosen; `A` is what it does, `()` where it is only drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<A = Act> {
    /// What stands above it and those behind it.
    pub heading: Option<(Tone, String)>,
    /// What it says, at the left.
    pub label: String,
    /// What stands in the columns behind the label, where its page has columns.
    pub cells: Vec<Cell>,
    /// What stands at its right end.
    pub status: Option<(Tone, String)>,
    /// Bars below it.
    pub bars: Vec<Bar>,
    /// Lines below it.
    pub notes: Vec<(Tone, String)>,
    /// What it does.
    pub kind: RowKind<A>,
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
pub enum RowKind<A = Act> {
    /// Enter does something.
    Act(A),
    /// Left and right change a value.
    Step {
        /// Which.
        field: Field,
        /// What it is now.
        value: String,
    },
    /// The arrows choose a day of the calendar, Enter does something with it.
    Roam(A),
    /// Letters are typed in; only for the study team.
    Type {
        /// Which text of the screen, from 0.
        at: usize,
        /// What it is now.
        value: String,
        /// Whether left and right change it too, as a date or a count.
        turns: bool,
    },
}

/// A value that arrows change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// A time, by so many minutes.
    Minutes(u8),
    /// By a day.
    Day,
    /// By a row of the calendar.
    Band,
    /// Morning or evening.
    Half,
    /// The last day, by a day.
    Until,
    /// A count of units, or a choice; its place in the list of strengths or of the form.
    Count(usize),
}

impl<A> Row<A> {
    /// A row that does something.
    pub fn act(label: impl Into<String>, act: A) -> Row<A> {
        Row::of(label, RowKind::Act(act))
    }

    fn of(label: impl Into<String>, kind: RowKind<A>) -> Row<A> {
        Row {
            heading: None,
            label: label.into(),
            cells: Vec::new(),
            status: None,
            bars: Vec::new(),
            notes: Vec::new(),
            kind,
            air: Air::None,
        }
    }

    /// A row whose value changes with left and right.
    pub fn step(label: impl Into<String>, field: Field, value: impl Into<String>) -> Row<A> {
        let value = value.into();
        Row::of(label, RowKind::Step { field, value })
    }

    /// A row that is typed into.
    pub fn typed(label: impl Into<String>, at: usize, value: impl Into<String>) -> Row<A> {
        let value = value.into();
        let turns = false;
        Row::of(label, RowKind::Type { at, value, turns })
    }

    /// A row that is typed into, or changed with left and right.
    pub fn turned(label: impl Into<String>, at: usize, value: impl Into<String>) -> Row<A> {
        let value = value.into();
        let turns = true;
        Row::of(label, RowKind::Type { at, value, turns })
    }

    /// The row, on which the arrows choose a day of the calendar.
    pub(super) fn roaming(mut self) -> Row<A> {
        self.kind = match self.kind {
            RowKind::Act(act) | RowKind::Roam(act) => RowKind::Roam(act),
            kind @ (RowKind::Step { .. } | RowKind::Type { .. }) => kind,
        };
        self
    }

    /// The row with one cell more.
    pub fn cell(mut self, tone: Tone, words: impl Into<String>) -> Row<A> {
        let words = words.into();
        self.cells.push(Cell { tone, words });
        self
    }

    /// The row as the first of several below a heading.
    pub fn below(mut self, tone: Tone, words: impl Into<String>) -> Row<A> {
        self.heading = Some((tone, words.into()));
        self
    }

    /// The row with words at its right end.
    pub fn status(mut self, tone: Tone, words: impl Into<String>) -> Row<A> {
        self.status = Some((tone, words.into()));
        self
    }

    /// The row with a line below it.
    pub fn note(mut self, tone: Tone, words: impl Into<String>) -> Row<A> {
        self.notes.push((tone, words.into()));
        self
    }

    /// The row with an empty line above it.
    pub fn apart(mut self) -> Row<A> {
        self.air = Air::Room;
        self
    }

    /// The row with an empty line above it where there is plenty of room.
    pub fn roomy(mut self) -> Row<A> {
        self.air = Air::Plenty;
        self
    }

    /// The row as it is drawn.
    fn drawn(self) -> Row<()> {
        Row {
            heading: self.heading,
            label: self.label,
            cells: self.cells,
            status: self.status,
            bars: self.bars,
            notes: self.notes,
            kind: match self.kind {
                RowKind::Act(_) => RowKind::Act(()),
                RowKind::Roam(_) => RowKind::Roam(()),
                RowKind::Step { field, value } => RowKind::Step { field, value },
                RowKind::Type { at, value, turns } => RowKind::Type { at, value, turns },
            },
            air: self.air,
        }
    }
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it is for.
    pub tone: Tone,
    /// What it says.
    pub words: String,
}

/// A column of a page's rows, with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name above it.
    pub name: String,
    /// Whether what stands in it ends at the right, as numbers do.
    pub right: bool,
    /// Where there is little room the columns with the highest number are left out first, those with 0 never.
    pub spare: u8,
}

/// A screen's own content.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<A = Act> {
    /// From top to bottom.
    pub blocks: Vec<Block>,
    /// The columns of the rows that have cells; the first one is that of the labels.
    pub columns: Vec<Column>,
    /// Below the blocks.
    pub rows: Vec<Row<A>>,
    /// The row that is chosen when the page opens.
    pub first: usize,
}

impl<A> Default for Page<A> {
    fn default() -> Page<A> {
        Page {
            blocks: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            first: 0,
        }
    }
}

impl<A> Page<A> {
    /// An empty page.
    pub fn new() -> Page<A> {
        Page::default()
    }

    /// The page as it is drawn.
    pub(super) fn drawn(self) -> Page<()> {
        Page {
            blocks: self.blocks,
            columns: self.columns,
            rows: self.rows.into_iter().map(Row::drawn).collect(),
            first: self.first,
        }
    }

    /// Adds a paragraph.
    pub fn text(mut self, tone: Tone, words: impl Into<String>) -> Page<A> {
        self.blocks.push(Block::Text(tone, words.into()));
        self
    }

    /// Adds a heading and an empty line.
    pub fn heading(self, words: impl Into<String>) -> Page<A> {
        self.text(Tone::Heading, words).gap()
    }

    /// Adds a name and what belongs to it.
    pub fn pair(mut self, name: impl Into<String>, words: impl Into<String>) -> Page<A> {
        self.blocks.push(Block::Pair(name.into(), words.into()));
        self
    }

    /// Adds an empty line.
    pub fn gap(mut self) -> Page<A> {
        self.blocks.push(Block::Gap);
        self
    }

    /// Adds rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Row<A>>) -> Page<A> {
        self.rows.extend(rows);
        self
    }

    /// Adds a row.
    pub fn row(mut self, row: Row<A>) -> Page<A> {
        self.rows.push(row);
        self
    }
}

/// Pages that stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabs {
    /// Their names, from left to right.
    pub names: Vec<String>,
    /// Which of them is shown.
    pub chosen: usize,
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
    /// The pages beside this one.
    pub tabs: Option<Tabs>,
    /// The screen's own content.
    pub page: Page<()>,
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
