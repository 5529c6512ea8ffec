//! Rows set in columns, below their names; where there is little room some columns are left out.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{Column, Page, Row, Tone};

use super::theme::Theme;
use super::wrap::{clean, cut, width};

/// Cells between two columns, at least and at most.
const GAP: (usize, usize) = (2, 4);
/// Cells between two columns where none can be left out and they would be cut otherwise.
const TIGHT: usize = 1;
/// Cells for the mark of the chosen row.
const POINTER: usize = 2;

/// Where the columns of a page stand.
pub(super) struct Table {
    /// Of each column its cells; `None` if it is left out.
    widths: Vec<Option<usize>>,
    right: Vec<bool>,
    gap: usize,
}

impl Table {
    /// The columns of a page in so many cells; none for a page without.
    pub(super) fn of(page: &Page<()>, cells: usize) -> Option<Table> {
        if page.columns.is_empty() {
            return None;
        }
        let of_rows = |at: usize| {
            let rows = page.rows.iter().filter(|row| !row.cells.is_empty());
            let widths = rows.map(|row| words(row, at).map_or(0, |words| width(&clean(words))));
            widths.max().unwrap_or(0)
        };
        let wanted = |(at, column): (usize, &Column)| Some(width(&column.name).max(of_rows(at)));
        let mut widths: Vec<Option<usize>> = page.columns.iter().enumerate().map(wanted).collect();
        let room = cells.saturating_sub(POINTER);
        while needed(&widths, GAP.0) > room {
            let kept = page.columns.iter().enumerate();
            let kept = kept.filter(|(at, column)| column.spare > 0 && widths[*at].is_some());
            let Some((least, _)) = kept.max_by_key(|(_, column)| column.spare) else {
                break;
            };
            widths[least] = None;
        }
        let gaps = widths.iter().flatten().count().saturating_sub(1).max(1);
        let free = room.saturating_sub(needed(&widths, GAP.0)) / gaps;
        let least = match needed(&widths, GAP.0) > room {
            true => TIGHT,
            false => GAP.0,
        };
        Some(Table {
            right: page.columns.iter().map(|column| column.right).collect(),
            gap: (least + free).min(GAP.1),
            widths,
        })
    }

    /// The names of the columns.
    pub(super) fn header(&self, page: &Page<()>, cells: usize, theme: Theme) -> Line<'static> {
        let names = page.columns.iter().map(|column| column.name.as_str());
        let named = names.map(|name| Some((name, theme.tone(Tone::Quiet))));
        let mut spans = vec![Span::raw(" ".repeat(POINTER))];
        spans.extend(self.set(named, cells));
        Line::from(spans)
    }

    /// The cells of a row, the label first and in this style.
    pub(super) fn row(
        &self,
        row: &Row<()>,
        style: Style,
        cells: usize,
        theme: Theme,
    ) -> Vec<Span<'static>> {
        let label = Some((row.label.as_str(), style));
        let others = row.cells.iter().map(|cell| {
            let style = match cell.tone {
                Tone::Plain => style,
                tone => theme.tone(tone),
            };
            Some((cell.words.as_str(), style))
        });
        self.set(std::iter::once(label).chain(others), cells)
    }

    fn set<'a>(
        &self,
        texts: impl Iterator<Item = Option<(&'a str, Style)>>,
        cells: usize,
    ) -> Vec<Span<'static>> {
        let mut left = cells.saturating_sub(POINTER);
        let mut spans = Vec::new();
        for ((text, width_of), right) in texts.zip(&self.widths).zip(&self.right) {
            let (Some((text, style)), Some(column)) = (text, width_of) else {
                continue;
            };
            let before = if spans.is_empty() {
                0
            } else {
                self.gap.min(left)
            };
            left -= before;
            let column = (*column).min(left);
            left -= column;
            let text = clean(text);
            let text = cut(&text, column).to_owned();
            let blanks = " ".repeat(column - width(&text));
            spans.push(Span::raw(" ".repeat(before)));
            if *right {
                spans.extend([Span::raw(blanks), Span::styled(text, style)]);
            } else {
                spans.extend([Span::styled(text, style), Span::raw(blanks)]);
            }
        }
        spans
    }
}

/// What a row says in a column.
fn words(row: &Row<()>, at: usize) -> Option<&str> {
    match at.checked_sub(1) {
        None => Some(&row.label),
        Some(at) => row.cells.get(at).map(|cell| cell.words.as_str()),
    }
}

fn needed(widths: &[Option<usize>], gap: usize) -> usize {
    let shown = widths.iter().flatten();
    shown.clone().sum::<usize>() + gap * shown.count().saturating_sub(1)
}
