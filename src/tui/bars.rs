//! Counts of doses drawn as bars, a mark for each dose where there is room.
//!
//! All bars of a page share their columns and their scale. They have no colour: a short one is no fault
//! and a long one no merit.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{Bar, Mark, Row, Tone};

use super::theme::Theme;
use super::wrap::{clean, width, wrap};

/// How far bars stand from the left.
const INDENT: usize = 4;
/// No bar is longer: beyond it a mark stands for more than one dose.
const LONGEST: u64 = 42;
/// Below it a bar says nothing: only the words are shown.
const SHORTEST: u64 = 6;

/// Where the parts of every bar of a page stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    name: usize,
    /// The marks of the longest bar; 0 where there is no room for them.
    marks: u64,
    /// How many doses that one is.
    doses: u64,
}

impl Columns {
    /// The columns for all bars of these rows in so many cells.
    pub(super) fn of(rows: &[Row<()>], cells: usize) -> Columns {
        let all = || rows.iter().flat_map(|row| &row.bars);
        let name = all().map(|bar| width(&bar.name)).max().unwrap_or(0) + 2;
        let words = all().map(|bar| width(&bar.words)).max().unwrap_or(0) + 2;
        let doses = all().map(|bar| bar.due).max().unwrap_or(0);
        let free = cells.saturating_sub(INDENT + name + words);
        let free = u64::try_from(free).unwrap_or(0).min(LONGEST);
        let marks = if free < SHORTEST { 0 } else { free.min(doses) };
        Columns { name, marks, doses }
    }

    /// The marks of a bar: full ones and empty ones. Full or empty as a whole only if it is so.
    fn scaled(self, bar: &Bar) -> (u64, u64) {
        if self.marks == 0 || bar.due == 0 {
            return (0, 0);
        }
        let scale = |doses: u64| doses * self.marks / self.doses.max(1);
        let long = scale(bar.due).max(2.min(bar.due));
        let full = match bar.taken {
            0 => 0,
            taken if taken >= bar.due => long,
            taken => scale(taken).clamp(1, long.saturating_sub(1).max(1)),
        };
        (full, long - full)
    }
}

/// The lines of the bars of a row.
pub(super) fn bars(
    bars: &[Bar],
    columns: Columns,
    cells: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let line = |bar: &Bar| {
        let name = clean(&bar.name).into_owned();
        let blanks = columns.name.saturating_sub(width(&name));
        let (full, empty) = columns.scaled(bar);
        let repeat = |mark, count| theme.mark(mark).repeat(usize::try_from(count).unwrap_or(0));
        let picture = repeat(Mark::Taken, full) + &repeat(Mark::Upcoming, empty);
        let after = match columns.marks {
            0 => 0,
            marks => usize::try_from(marks + 2 - full - empty).unwrap_or(0),
        };
        let before = format!("{}{name}{}", " ".repeat(INDENT), " ".repeat(blanks));
        let words = wrap(
            &bar.words,
            cells.saturating_sub(width(&before) + width(&picture) + after),
        );
        let mut lines = Vec::new();
        let mut words = words.into_iter();
        lines.push(Line::from(vec![
            Span::styled(before.clone(), theme.tone(Tone::Quiet)),
            Span::styled(picture, Style::new()),
            Span::raw(" ".repeat(after)),
            Span::raw(words.next().unwrap_or_default()),
        ]));
        let indent = " ".repeat(width(&before));
        lines.extend(words.map(|more| Line::raw(format!("{indent}{more}"))));
        lines
    };
    bars.iter().flat_map(line).collect()
}

/// How far something is, as a bar with its words below.
pub(super) fn progress(
    done: usize,
    all: usize,
    words: &str,
    cells: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let long = cells.min(usize::try_from(LONGEST).unwrap_or(cells));
    let full = (done * long).checked_div(all).unwrap_or(long).min(long);
    let bar = vec![
        Span::styled(
            theme.mark(Mark::Taken).repeat(full),
            theme.tone(Tone::Accent),
        ),
        Span::styled(
            theme.mark(Mark::Upcoming).repeat(long - full),
            theme.faint(),
        ),
    ];
    let words = wrap(words, cells).into_iter().map(Line::raw);
    std::iter::once(Line::from(bar)).chain(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Theme = Theme {
        ascii: true,
        paint: crate::tui::Paint::NoColours,
    };

    fn drawn(counts: &[(u64, u64)], cells: usize) -> Vec<String> {
        let mut row = Row::act("", ());
        row.bars = counts
            .iter()
            .map(|(taken, due)| Bar {
                name: "drug".to_owned(),
                taken: *taken,
                due: *due,
                words: format!("{taken} of {due}"),
            })
            .collect();
        let columns = Columns::of(std::slice::from_ref(&row), cells);
        let lines = bars(&row.bars, columns, cells, PLAIN);
        lines.iter().map(|line| line.to_string()).collect()
    }

    #[test]
    fn a_bar_has_a_mark_for_each_dose() {
        let lines = drawn(&[(2, 3), (5, 5), (0, 0)], 60);
        assert_eq!(
            lines,
            [
                "    drug  ##.    2 of 3",
                "    drug  #####  5 of 5",
                "    drug         0 of 0"
            ]
        );
    }

    #[test]
    fn a_bar_too_long_looks_full_or_empty_only_if_it_is() {
        let lines = drawn(&[(999, 1000), (1, 1000), (1000, 1000), (0, 1000)], 80);
        let marks = |line: &String, mark| line.matches(mark).count();
        assert_eq!((marks(&lines[0], "#"), marks(&lines[0], ".")), (41, 1));
        assert_eq!((marks(&lines[1], "#"), marks(&lines[1], ".")), (1, 41));
        assert_eq!(marks(&lines[2], "."), 0);
        assert_eq!(marks(&lines[3], "#"), 0);
    }

    #[test]
    fn without_room_the_words_stay() {
        let lines = drawn(&[(17, 20)], 22);
        assert_eq!(lines, ["    drug  17 of 20"]);
    }
}
