//! The lines of a page: paragraphs, the strip, rows with their notes.

use std::ops::Range;

use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use crate::app::{Air, Block, Row, RowKind, Tone, View};

use super::bars::{Columns, bars, progress};
use super::calendar::{DayCells, calendar};
use super::large::number;
use super::strip::{legend, strip};
use super::table::Table;
use super::theme::Theme;
use super::wrap::{clean, width, wrap};

/// The lines of a page, and which of them belong to its rows.
pub(super) struct Body {
    pub(super) lines: Vec<Line<'static>>,
    pub(super) rows: Vec<Spot>,
    pub(super) days: Vec<DaySpot>,
    /// The names of columns, and the line in which they stand: they stay where the rows move.
    pub(super) header: Option<(Range<usize>, Line<'static>)>,
}

/// Where a row of days of the calendar stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DaySpot {
    /// The row of the page in which the arrows choose a day.
    pub(super) row: usize,
    /// The lines of the days.
    pub(super) lines: Range<usize>,
    /// The days in them.
    pub(super) days: DayCells,
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// Its lines.
    pub(super) lines: Range<usize>,
    /// The line and the cells of a value that changes with left and right.
    pub(super) value: Option<(usize, Range<usize>)>,
}

/// How much room the empty lines and what is nice to have may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// How many empty lines between the parts, from the top.
    gaps: usize,
    /// Whether there are more of them within the parts, and the legend.
    plenty: bool,
    /// Whether the strip stands even where it may be left out.
    strip: bool,
}

impl Room {
    pub(super) const PLENTY: Room = Room {
        gaps: usize::MAX,
        plenty: true,
        strip: true,
    };
    pub(super) const ENOUGH: Room = Room {
        gaps: usize::MAX,
        plenty: false,
        strip: true,
    };
    /// As enough, without a strip that may be left out.
    pub(super) const LOW: Room = Room {
        strip: false,
        ..Room::ENOUGH
    };
    /// Words, and so many empty lines.
    pub(super) const fn gaps(gaps: usize) -> Room {
        Room {
            gaps,
            plenty: false,
            strip: true,
        }
    }

    /// Whether there is room for one more empty line.
    fn spend(&mut self) -> bool {
        let any = self.gaps > 0;
        self.gaps = self.gaps.saturating_sub(1);
        any
    }
}

/// The lines of the view's page.
///
/// Of a calendar there are as many rows as a page of `height` lines has room for.
pub(super) fn body(view: &View, (cells, height): (usize, usize), theme: Theme, room: Room) -> Body {
    let mut room = room;
    let mut lines = Vec::new();
    let mut days_at = Vec::new();
    let is_roam = |row: &Row<()>| matches!(row.kind, RowKind::Roam(_));
    let roam = view.page.rows.iter().position(is_roam);
    let pairs = pair_width(&view.page.blocks, theme);
    for block in &view.page.blocks {
        match block {
            Block::Gap => {
                if room.spend() {
                    lines.push(Line::default());
                }
            }
            Block::Text(tone, words) => {
                let style = theme.tone(*tone);
                let wrapped = wrap(words, cells).into_iter();
                lines.extend(wrapped.map(|line| Line::styled(line, style)));
            }
            Block::Pair(name, words) => pair(&mut lines, name, words, pairs, cells, theme),
            Block::Key(names, words) => {
                let name = if theme.ascii { names[1] } else { names[0] };
                pair(&mut lines, name, words, pairs, cells, theme);
            }
            Block::Number(words) => lines.extend(number(words, cells, theme)),
            Block::Progress { done, all, words } => {
                lines.extend(progress(*done, *all, words, cells, theme));
            }
            Block::Strip(days) => {
                if room.strip || !days.spare {
                    lines.extend(strip(days, cells, theme));
                }
            }
            Block::Calendar(days) => {
                for (at, band) in calendar(days, cells, height, theme).into_iter().enumerate() {
                    if at > 0 && room.spend() {
                        lines.push(Line::default());
                    }
                    let begin = lines.len();
                    lines.extend(band.lines);
                    days_at.extend(roam.map(|row| DaySpot {
                        row,
                        lines: begin..lines.len(),
                        days: band.days,
                    }));
                }
            }
            Block::Legend { marks, spare: nice } => {
                if room.plenty || !nice {
                    lines.extend(legend(marks, cells, theme));
                }
            }
        }
    }
    let mut rows = Vec::new();
    let columns = Columns::of(&view.page.rows, cells);
    let table = Table::of(&view.page, cells);
    let mut header = None;
    for (at, row) in view.page.rows.iter().enumerate() {
        let set = table.as_ref().filter(|_| !row.cells.is_empty());
        if let Some(table) = set
            && header.is_none()
        {
            if at > 0 && room.spend() {
                lines.push(Line::default());
            }
            let names = table.header(&view.page, cells, theme);
            header = Some((lines.len()..lines.len(), names.clone()));
            lines.push(names);
        }
        let air = match row.air {
            Air::None => false,
            Air::Plenty => room.plenty,
            Air::Room => room.spend(),
        };
        if air {
            lines.push(Line::default());
        }
        if let Some((tone, words)) = &row.heading {
            let style = theme.tone(*tone);
            let wrapped = wrap(words, cells).into_iter();
            lines.extend(wrapped.map(|line| Line::styled(line, style)));
        }
        let begin = lines.len();
        let value = {
            let chosen = at == view.cursor;
            match set {
                Some(table) => {
                    lines.push(table_line(table, row, chosen, cells, theme));
                    below(&mut lines, row, columns, cells, theme);
                    None
                }
                None => row_lines(&mut lines, row, chosen, columns, cells, theme),
            }
        };
        if let (Some(_), Some((reach, _))) = (set, &mut header) {
            reach.end = lines.len();
        }
        let lines = begin..lines.len();
        rows.push(Spot { lines, value });
    }
    Body {
        lines,
        rows,
        days: days_at,
        header,
    }
}

/// The width of the left column of pairs.
fn pair_width(blocks: &[Block], theme: Theme) -> usize {
    let widths = blocks.iter().filter_map(|block| match block {
        Block::Pair(name, _) => Some(width(name)),
        Block::Key(names, _) => Some(width(names[usize::from(theme.ascii)])),
        Block::Text(..)
        | Block::Number(_)
        | Block::Progress { .. }
        | Block::Gap
        | Block::Strip(_)
        | Block::Calendar(_)
        | Block::Legend { .. } => None,
    });
    widths.max().unwrap_or(0) + 2
}

fn pair(
    lines: &mut Vec<Line<'static>>,
    name: &str,
    words: &str,
    left: usize,
    cells: usize,
    theme: Theme,
) {
    let name = clean(name);
    let quiet = theme.tone(Tone::Quiet);
    if left + 12 > cells {
        let names = wrap(&name, cells).into_iter();
        lines.extend(names.map(|line| Line::styled(line, quiet)));
        let wrapped = wrap(words, cells.saturating_sub(2)).into_iter();
        lines.extend(wrapped.map(|line| Line::raw(format!("  {line}"))));
        return;
    }
    for (at, line) in wrap(words, cells - left).into_iter().enumerate() {
        let name = if at == 0 { name.as_ref() } else { "" };
        let blanks = " ".repeat(left - width(name));
        lines.push(Line::from(vec![
            Span::styled(format!("{name}{blanks}"), quiet),
            Span::raw(line),
        ]));
    }
}

/// Adds the lines of a row; where its value stands, if left and right change it.
fn row_lines(
    lines: &mut Vec<Line<'static>>,
    row: &Row<()>,
    chosen: bool,
    columns: Columns,
    cells: usize,
    theme: Theme,
) -> Option<(usize, Range<usize>)> {
    let pointer = if chosen { theme.pointer() } else { " " };
    let style = if chosen {
        theme.chosen()
    } else {
        theme.tone(Tone::Plain)
    };
    let right = right_end(row, chosen, theme);
    let right_cells: usize = right.iter().map(Span::width).sum();
    let label_cells = cells.saturating_sub(2);
    let together = width(&row.label) + 2 + right_cells <= label_cells;
    let mut value = None;
    let wrapped = wrap(&row.label, label_cells);
    let count = wrapped.len();
    for (at, label) in wrapped.into_iter().enumerate() {
        let before = if at == 0 { pointer } else { " " };
        let mut spans = vec![
            Span::styled(format!("{before} "), style),
            Span::styled(label.clone(), style),
        ];
        if together && at + 1 == count {
            let blanks = match row.kind {
                RowKind::Act(_) | RowKind::Roam(_) => label_cells - width(&label) - right_cells,
                RowKind::Step { .. } | RowKind::Type { .. } => {
                    value_column(cells).saturating_sub(width(&label)).max(2)
                }
            };
            spans.push(Span::raw(" ".repeat(blanks)));
            value = Some((lines.len(), 2 + width(&label) + blanks));
            spans.extend(right.clone());
        }
        lines.push(Line::from(spans));
    }
    if let RowKind::Type { value, .. } = &row.kind
        && !together
    {
        typed_below(lines, value, chosen, cells, theme);
    } else if !together && !right.is_empty() {
        value = Some((lines.len(), 4));
        let mut spans = vec![Span::raw("    ")];
        spans.extend(right);
        lines.push(Line::from(spans));
    }
    below(lines, row, columns, cells, theme);
    match row.kind {
        RowKind::Step { .. } => value.map(|(line, from)| (line, from..from + right_cells)),
        RowKind::Act(_) | RowKind::Roam(_) | RowKind::Type { .. } => None,
    }
}

/// A row in columns.
fn table_line(
    table: &Table,
    row: &Row<()>,
    chosen: bool,
    cells: usize,
    theme: Theme,
) -> Line<'static> {
    let (pointer, style) = match chosen {
        true => (theme.pointer(), theme.chosen()),
        false => (" ", theme.tone(Tone::Plain)),
    };
    let mut spans = vec![Span::styled(format!("{pointer} "), style)];
    spans.extend(table.row(row, style, cells, theme));
    Line::from(spans)
}

/// The bars and notes below a row.
fn below(
    lines: &mut Vec<Line<'static>>,
    row: &Row<()>,
    columns: Columns,
    cells: usize,
    theme: Theme,
) {
    lines.extend(bars(&row.bars, columns, cells, theme));
    for (tone, note) in &row.notes {
        let style = theme.tone(*tone);
        for line in wrap(note, cells.saturating_sub(4)) {
            let spans = vec![Span::raw("    "), Span::styled(line, style)];
            lines.push(Line::from(spans));
        }
    }
}

/// What is typed, where it is too long to stand beside its label: below it, on as many lines as it needs.
fn typed_below(
    lines: &mut Vec<Line<'static>>,
    value: &str,
    chosen: bool,
    cells: usize,
    theme: Theme,
) {
    let caret = if chosen { "_" } else { "" };
    let style = theme.tone(Tone::Plain).add_modifier(Modifier::UNDERLINED);
    for line in wrap(&format!("{value}{caret}"), cells.saturating_sub(4)) {
        lines.push(Line::from(vec![
            Span::raw("    "),
            Span::styled(line, style),
        ]));
    }
}

/// Where values stand, from the left end of a label.
fn value_column(cells: usize) -> usize {
    (cells / 2).min(44)
}

/// What stands at the right of a row: its status, or its value.
fn right_end(row: &Row<()>, chosen: bool, theme: Theme) -> Vec<Span<'static>> {
    match &row.kind {
        RowKind::Act(_) | RowKind::Roam(_) => match &row.status {
            Some((Tone::Now, words)) => {
                vec![Span::styled(
                    format!(" {} ", clean(words)),
                    theme.tone(Tone::Now),
                )]
            }
            Some((tone, words)) => {
                vec![Span::styled(clean(words).into_owned(), theme.tone(*tone))]
            }
            None => Vec::new(),
        },
        RowKind::Step { value, .. } => {
            let [open, close] = theme.around_value();
            let style = if chosen {
                theme.chosen()
            } else {
                theme.tone(Tone::Plain)
            };
            vec![Span::styled(
                format!("{open} {} {close}", clean(value)),
                style,
            )]
        }
        RowKind::Type { value, .. } => {
            let value = clean(value).into_owned();
            let blanks = " ".repeat(18_usize.saturating_sub(width(&value)));
            let caret = if chosen { "_" } else { " " };
            let style = theme.tone(Tone::Plain).add_modifier(Modifier::UNDERLINED);
            vec![Span::styled(format!("{value}{caret}{blanks}"), style)]
        }
    }
}
