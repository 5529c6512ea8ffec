//! What lines, rows and marks look like: styles by role, glyphs and their plain stand-ins.
//!
//! Meaning never rests on colour: without colours the words, marks and weights stay. Glyphs are one cell
//! wide everywhere; the plain ones are ASCII.

use ratatui::style::{Color, Modifier, Style};

use crate::app::{Mark, Tone, View};

/// How things look in this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether marks and frames are plain ASCII.
    pub ascii: bool,
    /// What tells things apart besides their words.
    pub paint: Paint,
}

/// What tells things apart besides their words and marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Colours and weights.
    Colours,
    /// Weights.
    NoColours,
    /// Weights, lines and reversed cells, in the terminal's own two colours, light or dark.
    HighContrast,
}

impl Theme {
    /// The theme for a view: high contrast where the patient has chosen it.
    pub(super) fn of(self, view: &View) -> Theme {
        if view.high_contrast {
            Theme {
                paint: Paint::HighContrast,
                ..self
            }
        } else {
            self
        }
    }

    /// A style in a colour, with what stands for it where colours are not used, and in high contrast.
    fn painted(self, colour: Color, weight: Modifier, contrast: Modifier) -> Style {
        let plain = Style::new();
        match self.paint {
            Paint::Colours => plain.fg(colour).add_modifier(weight),
            Paint::NoColours => plain.add_modifier(weight),
            Paint::HighContrast => plain.add_modifier(contrast),
        }
    }

    /// The style of a line.
    pub(super) fn tone(self, tone: Tone) -> Style {
        let plain = Style::new();
        let bold = Modifier::BOLD;
        let reversed = bold | Modifier::REVERSED;
        match tone {
            Tone::Plain | Tone::Quiet => plain,
            Tone::Heading => plain.add_modifier(bold),
            Tone::Accent => self.painted(Color::Cyan, bold, bold),
            Tone::Now => self.painted(Color::Cyan, reversed, reversed),
            Tone::Caution => self.painted(Color::Yellow, bold, bold | Modifier::UNDERLINED),
            Tone::Alarm => self.painted(Color::LightRed, bold, reversed),
        }
    }

    /// The style of the chosen row.
    pub(super) fn chosen(self) -> Style {
        let bold = Modifier::BOLD;
        self.painted(Color::Cyan, bold, bold | Modifier::REVERSED)
    }

    /// The style of what only divides.
    pub(super) fn faint(self) -> Style {
        self.painted(Color::DarkGray, Modifier::empty(), Modifier::empty())
    }

    /// What stands before the chosen row.
    pub(super) fn pointer(self) -> &'static str {
        if self.ascii { ">" } else { "▸" }
    }

    /// What stands around a value that changes with left and right.
    pub(super) fn around_value(self) -> [&'static str; 2] {
        if self.ascii {
            ["<", ">"]
        } else {
            ["‹", "›"]
        }
    }

    /// The line that divides.
    pub(super) fn rule(self) -> &'static str {
        if self.ascii { "-" } else { "─" }
    }

    /// The same, thick, below what is shown.
    pub(super) fn thick(self) -> &'static str {
        if self.ascii { "=" } else { "━" }
    }

    /// The marks of more above and more below.
    pub(super) fn more(self) -> [&'static str; 2] {
        if self.ascii {
            ["^", "v"]
        } else {
            ["▴", "▾"]
        }
    }

    /// What stands around the chosen day of the calendar.
    pub(super) fn around_day(self) -> [&'static str; 2] {
        ["[", "]"]
    }

    /// A mark of the strip: like the blisters of a pack, full or empty.
    pub(super) fn mark(self, mark: Mark) -> &'static str {
        let (glyph, plain) = match mark {
            Mark::None => (" ", " "),
            Mark::Upcoming => ("▯", "."),
            Mark::Due => ("◊", "o"),
            Mark::Taken => ("▮", "#"),
            Mark::Partly => ("▪", "/"),
            Mark::Missed => ("✗", "x"),
            Mark::Vomited => ("~", "~"),
            Mark::Open => ("?", "?"),
            Mark::Held => ("=", "="),
            Mark::Stopped => ("-", "-"),
            Mark::Extra => ("+", "+"),
            Mark::Rest => ("·", "_"),
            Mark::Order => ("▾", "v"),
        };
        if self.ascii { plain } else { glyph }
    }

    /// The style of a mark.
    pub(super) fn mark_style(self, mark: Mark) -> Style {
        let (none, bold) = (Modifier::empty(), Modifier::BOLD);
        match mark {
            Mark::None | Mark::Upcoming | Mark::Held => Style::new(),
            Mark::Stopped | Mark::Rest => self.faint(),
            Mark::Taken => self.painted(Color::Cyan, none, none),
            Mark::Order => self.tone(Tone::Heading),
            Mark::Due => self.painted(Color::Cyan, bold, bold | Modifier::REVERSED),
            Mark::Partly | Mark::Missed | Mark::Vomited | Mark::Open => {
                self.painted(Color::Yellow, none, bold)
            }
            Mark::Extra => self.painted(Color::LightRed, bold, bold | Modifier::REVERSED),
        }
    }
}
