//! A survival curve in letters, for a terminal.

use crate::domain::endpoints::survival::Curve;

/// The letters that a curve is drawn with.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    flat: char,
    fall: char,
    corner: char,
    axis: char,
    floor: char,
}

impl Marks {
    /// Lines.
    pub const LINES: Marks = Marks {
        flat: '─',
        fall: '│',
        corner: '└',
        axis: '│',
        floor: '─',
    };
    /// Plain ASCII.
    pub const ASCII: Marks = Marks {
        flat: '-',
        fall: '|',
        corner: '+',
        axis: '|',
        floor: '-',
    };
}

/// Lines between 100 % and 0, and letters across.
const HEIGHT: usize = 10;
const WIDTH: usize = 60;
/// Ticks of the time axis, and letters between two of them.
const TICKS: usize = 6;
const APART: usize = WIDTH / TICKS;

/// The curve with its axes, and below it how many are at risk. `days` is where the time axis ends.
pub(super) fn drawn(curve: &Curve, days: u32, days_a_month: f64, marks: Marks) -> Vec<String> {
    let day = |column: usize| {
        let share = column as f64 / WIDTH as f64;
        // At most `days`, which is one.
        (f64::from(days) * share).round() as u32
    };
    let row_of = |column: usize| {
        let lost = 1.0 - curve.survival(day(column));
        // From 0 to 1, so from 0 to the height.
        (lost * HEIGHT as f64).round() as usize
    };
    let mut cells = vec![vec![' '; WIDTH + 1]; HEIGHT + 1];
    let mut above = 0;
    for column in 0..=WIDTH {
        let row = row_of(column);
        for passed in cells.iter_mut().take(row).skip(above) {
            passed[column] = marks.fall;
        }
        cells[row][column] = marks.flat;
        above = row;
    }
    let mut lines: Vec<String> = Vec::new();
    for (row, cells) in cells.into_iter().enumerate() {
        let label = match row % 5 {
            0 => format!("{:>4}%", 100 - row * 100 / HEIGHT),
            _ => " ".repeat(5),
        };
        let drawn: String = cells.into_iter().collect();
        lines.push(format!("{label} {}{}", marks.axis, drawn.trim_end()));
    }
    let floor = marks.floor.to_string().repeat(WIDTH + 1);
    lines.push(format!("{} {}{floor}", " ".repeat(5), marks.corner));
    let ticks = |written: &dyn Fn(u32) -> String| {
        let mut line = String::new();
        for tick in 0..=TICKS {
            let words = written(day(tick * APART));
            line.push_str(&format!("{words:<APART$}"));
        }
        format!("{}{}", " ".repeat(7), line.trim_end())
    };
    lines.push(ticks(&|day| {
        format!("{:.1}", f64::from(day) / days_a_month)
    }));
    lines.push(ticks(&|day| curve.at_risk(day).to_string()));
    lines
}
