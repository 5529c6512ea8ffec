//! What stands where on the screen, as it was last drawn: a click is meant for what was seen.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::app::{Drawn, Part};

use super::calendar::DayCells;
use super::lines::{DaySpot, Spot};

/// What the last drawing showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// How much of the page could be shown.
    pub drawn: Drawn,
    /// Whether the page is in it at all, which it is not in a window too small for it.
    pub shows_page: bool,
    rows: Vec<Place>,
    days: Vec<DayPlace>,
}

/// Where a row of days stands, in lines of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DayPlace {
    row: usize,
    lines: Range<usize>,
    left: usize,
    days: DayCells,
}

/// Where a row of the page stands, in lines and cells of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    row: usize,
    lines: Range<usize>,
    value: Option<(usize, Range<usize>)>,
}

impl Picture {
    /// The rows of a page that is drawn in `area` from its line `from` on, pulled down by some lines to begin there.
    pub(super) fn of_page(
        area: Rect,
        (from, lifted): (usize, usize),
        rows: &[Spot],
        days: &[DaySpot],
    ) -> Picture {
        let (left, top) = (usize::from(area.x), usize::from(area.y));
        let bottom = usize::from(area.bottom());
        let on_screen = |line: usize| (top + line).checked_sub(from).filter(|y| *y >= top);
        let seen = |lines: &Range<usize>| {
            let begin = (top + lines.start).saturating_sub(from).max(top);
            let end = (top + lines.end).saturating_sub(from).min(bottom);
            begin..end
        };
        let place = |(row, spot): (usize, &Spot)| {
            let lines = seen(&spot.lines);
            let value = spot.value.as_ref().and_then(|(line, cells)| {
                Some((on_screen(*line)?, left + cells.start..left + cells.end))
            });
            (!lines.is_empty()).then_some(Place { row, lines, value })
        };
        let lines = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let day_place = |spot: &DaySpot| DayPlace {
            row: spot.row,
            lines: seen(&spot.lines),
            left,
            days: spot.days,
        };
        Picture {
            drawn: Drawn {
                hidden_above: lines(from),
                lifted: lines(lifted),
            },
            shows_page: true,
            rows: rows.iter().enumerate().filter_map(place).collect(),
            days: days.iter().map(day_place).collect(),
        }
    }

    /// The row at a place of the screen, and which part of it.
    pub(super) fn at(&self, column: u16, line: u16) -> Option<(usize, Part)> {
        let (x, y) = (usize::from(column), usize::from(line));
        if let Some(place) = self.days.iter().find(|days| days.lines.contains(&y)) {
            let column = place.days.at(x.checked_sub(place.left)?)?;
            let band = place.days.band;
            return Some((place.row, Part::Day { band, column }));
        }
        let place = self.rows.iter().find(|place| place.lines.contains(&y))?;
        let part = match &place.value {
            Some((at, cells)) if *at == y => half(cells, x),
            Some(_) | None => Part::Whole,
        };
        Some((place.row, part))
    }
}

/// Which half of a value is at a cell. Two cells on either side belong to it: hands are not steady.
fn half(cells: &Range<usize>, x: usize) -> Part {
    let middle = cells.start + cells.len() / 2;
    if x + 2 < cells.start || x >= cells.end + 2 {
        Part::Whole
    } else if x < middle {
        Part::Less
    } else {
        Part::More
    }
}
