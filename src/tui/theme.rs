//! What lines, rows and marks look like: styles by role, glyphs and their plain stand-ins.
//!
//! Meaning never rests on colour: without colours the words, marks and weights stay. Glyphs are one cell
//! wide everywhere; the plain ones are ASCII.

use ratatui::style::{Color, Modifier, Style};

use crate::app::{Mark, Tone};

/// How things look in this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether marks and frames are plain ASCII.
    pub ascii: bool,
    /// Whether colours are used.
    pub colour: bool,
}

impl Theme {
    fn coloured(self, style: Style, colour: Color) -> Style {
        if self.colour { style.fg(colour) } else { style }
    }

    /// The style of a line.
    pub(super) fn tone(self, tone: Tone) -> Style {
        let plain = Style::new();
        match tone {
            Tone::Plain | Tone::Quiet => plain,
            Tone::Heading => plain.add_modifier(Modifier::BOLD),
            Tone::Accent => self
                .coloured(plain, Color::Cyan)
                .add_modifier(Modifier::BOLD),
            Tone::Now => self
                .coloured(plain, Color::Cyan)
                .add_modifier(Modifier::BOLD | Modifier::REVERSED),
            Tone::Caution => self
                .coloured(plain, Color::Yellow)
                .add_modifier(Modifier::BOLD),
            Tone::Alarm => self
                .coloured(plain, Color::LightRed)
                .add_modifier(Modifier::BOLD),
        }
    }

    /// The style of the chosen row.
    pub(super) fn chosen(self) -> Style {
        self.coloured(Style::new(), Color::Cyan)
            .add_modifier(Modifier::BOLD)
    }

    /// The style of what only divides.
    pub(super) fn faint(self) -> Style {
        self.coloured(Style::new(), Color::DarkGray)
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
        };
        if self.ascii { plain } else { glyph }
    }

    /// The style of a mark.
    pub(super) fn mark_style(self, mark: Mark) -> Style {
        let plain = Style::new();
        match mark {
            Mark::None => plain,
            Mark::Upcoming | Mark::Held => plain,
            Mark::Stopped | Mark::Rest => self.faint(),
            Mark::Taken => self.coloured(plain, Color::Cyan),
            Mark::Due => self
                .coloured(plain, Color::Cyan)
                .add_modifier(Modifier::BOLD),
            Mark::Partly | Mark::Missed | Mark::Vomited | Mark::Open => {
                self.coloured(plain, Color::Yellow)
            }
            Mark::Extra => self
                .coloured(plain, Color::LightRed)
                .add_modifier(Modifier::BOLD),
        }
    }
}
