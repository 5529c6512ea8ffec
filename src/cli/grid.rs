//! Rows in columns, measured in cells of the terminal.

use unicode_width::UnicodeWidthStr;

use super::output::Out;

/// After so many rows nobody reads on, and the widths of the columns are settled.
const MEASURED: usize = 1000;

/// Rows that are printed in columns, as wide as the first thousand rows need.
#[derive(Debug, Default)]
pub(super) struct Grid {
    waiting: Vec<Vec<String>>,
    /// Known once rows were printed.
    widths: Vec<usize>,
}

impl Grid {
    /// Adds a row.
    pub(super) fn row(&mut self, out: &mut Out, row: Vec<String>) {
        self.waiting.push(row);
        if !self.widths.is_empty() || self.waiting.len() >= MEASURED {
            self.end(out);
        }
    }

    /// Prints what is waiting.
    pub(super) fn end(&mut self, out: &mut Out) {
        if self.widths.is_empty() {
            self.widths = widths(&self.waiting);
        }
        for row in self.waiting.drain(..) {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&self.widths) {
                line.push_str(cell);
                line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
            }
            out.line(line.trim_end());
        }
    }
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    (0..columns).map(width).collect()
}

/// Prints rows in columns.
pub(super) fn grid(out: &mut Out, rows: Vec<Vec<String>>) {
    let mut grid = Grid::default();
    for row in rows {
        grid.row(out, row);
    }
    grid.end(out);
}
