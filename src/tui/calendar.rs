//! The calendar, drawn like the strip: a row of days for each cycle, brackets around the chosen day.
//!
//! How many rows there are depends on the window alone, so that the picture stands still while a day is
//! chosen.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::{Band, Calendar, Lane, Mark, Tone};

use super::theme::Theme;
use super::wrap::{clean, cut, width};

/// Lines of the page that are left for the words around the rows of days.
const WORDS: usize = 9;

/// How the days of a row are set.
#[derive(Clone, Copy)]
struct Grid {
    /// Cells for the names at the left, the last of them blank.
    left: usize,
    /// Cells for a day.
    cell: usize,
    /// Marks of a day in a line: those of its intakes where they stand side by side, else one.
    marks: usize,
    theme: Theme,
}

/// A row of days as it is drawn.
pub(super) struct DrawnBand {
    /// Its lines.
    pub(super) lines: Vec<Line<'static>>,
    /// Where its days stand.
    pub(super) days: DayCells,
}

/// Where the days of a row stand in its lines: side by side, each as wide as the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayCells {
    /// The place of the row among those of the page, from 0.
    pub(super) band: usize,
    /// The cell in which the first day begins.
    left: usize,
    /// Cells for a day.
    cell: usize,
    /// How many days.
    count: usize,
}

impl DayCells {
    /// The day at a cell, by its place in the row, from 0.
    pub(super) fn at(self, x: usize) -> Option<u16> {
        let day = x.checked_sub(self.left)?.checked_div(self.cell)?;
        u16::try_from(day).ok().filter(|_| day < self.count)
    }
}

/// The rows of days around the chosen one; none where not even the narrowest fits.
pub(super) fn calendar(
    calendar: &Calendar,
    cells: usize,
    height: usize,
    theme: Theme,
) -> Vec<DrawnBand> {
    let Some(grid) = grid(calendar, cells, theme) else {
        return Vec::new();
    };
    let (chosen, column) = calendar.chosen;
    let lines_of = |band: &Band| {
        let lanes = band.lanes.iter();
        1 + lanes
            .map(|lane| {
                if lane.periods.len() <= grid.marks {
                    1
                } else {
                    lane.periods.len()
                }
            })
            .sum::<usize>()
    };
    let highest = calendar.bands.iter().map(lines_of).max().unwrap_or(1);
    let count = (height.saturating_sub(WORDS) + 1) / (highest + 1);
    let count = count.clamp(1, calendar.bands.len().max(1));
    let last = calendar.bands.len().saturating_sub(count);
    let from = chosen.saturating_sub(count / 2).min(last);
    let shown = calendar.bands.iter().enumerate().skip(from).take(count);
    shown
        .map(|(at, band)| DrawnBand {
            lines: band_lines(band, (at == chosen).then_some(column), grid),
            days: DayCells {
                band: at,
                left: grid.left,
                cell: grid.cell,
                count: band.dates.len(),
            },
        })
        .collect()
}

fn grid(calendar: &Calendar, cells: usize, theme: Theme) -> Option<Grid> {
    let lanes = calendar.bands.iter().flat_map(|band| &band.lanes);
    let names = lanes.clone().map(|lane| width(&lane.name));
    let titles = calendar
        .bands
        .iter()
        .map(|band| width(&band.name) + width(&band.month));
    let left = names.chain(titles).max().unwrap_or(0).min(15) + 1;
    let cell = (cells.saturating_sub(left) / usize::from(calendar.columns).max(1)).min(4);
    let intakes = lanes.map(|lane| lane.periods.len()).max().unwrap_or(0);
    (cell > 0).then_some(Grid {
        left,
        cell,
        marks: if intakes < cell { intakes } else { 1 },
        theme,
    })
}

fn band_lines(band: &Band, chosen: Option<u16>, grid: Grid) -> Vec<Line<'static>> {
    let chosen = chosen.map(usize::from);
    let mut lines = vec![dates(band, chosen, grid)];
    for Lane { name, periods } in &band.lanes {
        if periods.len() <= grid.marks {
            let marks: Vec<&Vec<Mark>> = periods.iter().map(|(_, marks)| marks).collect();
            lines.push(marks_line(name, &marks, band.dates.len(), chosen, grid));
            continue;
        }
        for (at, (period, marks)) in periods.iter().enumerate() {
            let name = match at {
                0 => name.clone(),
                _ => format!("  {period}"),
            };
            lines.push(marks_line(&name, &[marks], band.dates.len(), chosen, grid));
        }
    }
    lines
}

/// The name of the row and its month, and above each day its date; today stands out.
fn dates(band: &Band, chosen: Option<usize>, grid: Grid) -> Line<'static> {
    let theme = grid.theme;
    let (name, month) = (clean(&band.name), clean(&band.month));
    let room = grid.left - 1;
    let name = cut(&name, room).to_owned();
    let month = cut(&month, room - width(&name)).to_owned();
    let between = " ".repeat(room - width(&name) - width(&month));
    let mut spans = vec![
        Span::styled(name, theme.tone(Tone::Heading)),
        Span::raw(between),
        Span::styled(format!("{month} "), theme.tone(Tone::Quiet)),
    ];
    let today = band.today.map(usize::from);
    for (at, date) in band.dates.iter().enumerate() {
        // In two cells a number fills its place: every second one is enough, and today.
        let near = |other: Option<usize>| other.is_some_and(|other| other.abs_diff(at) == 1);
        let number = match grid.cell {
            0 | 1 => today == Some(at) || (at % 5 == 0 && !near(today)),
            2 => today == Some(at) || (at % 2 == 0 && !near(today)),
            _ => true,
        };
        let number = if number {
            date.to_string()
        } else {
            String::new()
        };
        let number = cut(&number, grid.cell).to_owned();
        let blanks = " ".repeat(grid.cell - width(&number));
        let style = match (today == Some(at), chosen == Some(at)) {
            (true, _) => theme.chosen().add_modifier(Modifier::REVERSED),
            (false, true) => theme.chosen(),
            (false, false) => theme.tone(Tone::Quiet),
        };
        spans.push(Span::styled(number, style));
        spans.push(Span::raw(blanks));
    }
    Line::from(spans)
}

/// A mark for each intake of each day; the brackets take the place of the blanks around a day.
fn marks_line(
    name: &str,
    marks: &[&Vec<Mark>],
    days: usize,
    chosen: Option<usize>,
    grid: Grid,
) -> Line<'static> {
    let theme = grid.theme;
    let name = clean(name);
    let name = cut(&name, grid.left - 1);
    let blanks = " ".repeat(grid.left - 1 - width(name));
    let [open, close] = theme.around_day();
    let room = grid.cell > grid.marks;
    let mut spans = vec![Span::styled(
        format!("{name}{blanks}"),
        theme.tone(Tone::Plain),
    )];
    let before = |at: usize| match chosen {
        Some(chosen) if chosen == at && room => Span::styled(open, theme.chosen()),
        Some(_) | None => Span::raw(" "),
    };
    spans.push(before(0));
    for at in 0..days {
        let is_chosen = chosen == Some(at);
        for marks in marks {
            let mark = marks.get(at).copied().unwrap_or(Mark::None);
            let style = match is_chosen && !room {
                true => theme.mark_style(mark).add_modifier(Modifier::REVERSED),
                false => theme.mark_style(mark),
            };
            spans.push(Span::styled(theme.mark(mark), style));
        }
        let missing = grid.marks.saturating_sub(marks.len());
        spans.push(Span::raw(" ".repeat(missing)));
        let mut rest = grid.cell.saturating_sub(grid.marks);
        if is_chosen && rest > 0 {
            spans.push(Span::styled(close, theme.chosen()));
            rest -= 1;
        }
        if rest > 0 {
            spans.push(Span::styled(" ".repeat(rest - 1), Style::new()));
            spans.push(match at + 1 < days {
                true => before(at + 1),
                false => Span::raw(" "),
            });
        }
    }
    Line::from(spans)
}
