//! The strip of the cycle's days, drawn like the blisters of a pack.
//!
//! Where it is wide, the intakes of a day stand side by side; where it is narrow, one below the other.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::{Lane, Mark, Strip, Tone};

use super::theme::Theme;
use super::wrap::{clean, cut, width};

/// The lines of the strip in so many cells; none where even the narrowest does not fit.
pub(super) fn strip(strip: &Strip, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let names = strip.lanes.iter().map(|lane| width(&lane.name) + 1);
    let left = names.max().unwrap_or(0).min(16);
    let days = usize::from(strip.days).max(1);
    let cell = (cells.saturating_sub(left) / days).min(4);
    if cell == 0 {
        return Vec::new();
    }
    let intakes = strip.lanes.iter().map(|lane| lane.periods.len());
    let side_by_side = intakes.max().unwrap_or(0) < cell;
    let mut lines = vec![header(strip, left, cell, theme)];
    for lane in &strip.lanes {
        if side_by_side {
            let marks: Vec<&Vec<Mark>> = lane.periods.iter().map(|(_, marks)| marks).collect();
            lines.push(line(&lane.name, &marks, strip, left, cell, theme));
        } else {
            lines.extend(stacked(lane, strip, left, cell, theme));
        }
    }
    if let Some(last) = lines.last_mut() {
        rest(last, strip, left, cell, theme);
    }
    lines
}

fn stacked(
    lane: &Lane,
    strip: &Strip,
    left: usize,
    cell: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (at, (period, marks)) in lane.periods.iter().enumerate() {
        let name = if at == 0 {
            lane.name.clone()
        } else {
            format!("  {period}")
        };
        lines.push(line(&name, &[marks], strip, left, cell, theme));
    }
    lines
}

fn label(name: &str, left: usize) -> String {
    let name = clean(name);
    let fits = cut(&name, left.saturating_sub(1));
    format!("{fits}{}", " ".repeat(left - width(fits)))
}

fn header(strip: &Strip, left: usize, cell: usize, theme: Theme) -> Line<'static> {
    let mut spans = vec![Span::raw(" ".repeat(left))];
    let numbered = |day: u16| cell > 2 || day == 1 || day.is_multiple_of(5);
    let is_shown = |day: u16| {
        // Next to today a number would run into it.
        let near = if cell == 1 { 2 } else { 1 };
        let beside = strip
            .today
            .is_some_and(|today| (1..=near).contains(&today.abs_diff(day)));
        strip.today == Some(day) || (numbered(day) && !(beside && cell < 3))
    };
    let mut over = 0;
    for day in 1..=strip.days {
        let today = strip.today == Some(day);
        let number = if is_shown(day) {
            day.to_string()
        } else {
            String::new()
        };
        // Half a number would be another one: it reaches into the next cell, which is empty.
        let free = if is_shown(day + 1) { cell } else { 2 * cell };
        let number = cut(&number, free).to_owned();
        let used = over + width(&number);
        let blanks = " ".repeat(cell.saturating_sub(used));
        over = used.saturating_sub(cell);
        let style = if today {
            theme.chosen().add_modifier(Modifier::REVERSED)
        } else {
            theme.tone(Tone::Quiet)
        };
        spans.push(Span::styled(number, style));
        spans.push(Span::raw(blanks));
    }
    Line::from(spans)
}

fn line(
    name: &str,
    marks: &[&Vec<Mark>],
    strip: &Strip,
    left: usize,
    cell: usize,
    theme: Theme,
) -> Line<'static> {
    let mut spans = vec![Span::styled(label(name, left), theme.tone(Tone::Plain))];
    for day in 0..usize::from(strip.days) {
        for marks in marks {
            let mark = marks.get(day).copied().unwrap_or(Mark::None);
            spans.push(Span::styled(theme.mark(mark), theme.mark_style(mark)));
        }
        spans.push(Span::raw(" ".repeat(cell - marks.len())));
    }
    Line::from(spans)
}

/// Writes the word for the days without a dose where they are.
fn rest(line: &mut Line<'static>, strip: &Strip, left: usize, cell: usize, theme: Theme) {
    let planned = |mark: &Mark| *mark != Mark::None;
    let lanes = strip.lanes.iter().flat_map(|lane| &lane.periods);
    let last = lanes
        .filter_map(|(_, marks)| marks.iter().rposition(planned))
        .max();
    let Some(last) = last else {
        return;
    };
    let free = (usize::from(strip.days) - last - 1) * cell;
    if free < width(&strip.rest) + 1
        || strip
            .today
            .is_some_and(|day| usize::from(day) > last + 1 && free < 8)
    {
        return;
    }
    let keep = left + (last + 1) * cell;
    let mut spans: Vec<Span> = Vec::new();
    let mut used = 0;
    for span in std::mem::take(&mut line.spans) {
        let cells = span.width();
        if used + cells > keep {
            let part = cut(&span.content, keep - used).to_owned();
            used += width(&part);
            spans.push(Span::styled(part, span.style));
            break;
        }
        used += cells;
        spans.push(span);
    }
    spans.push(Span::raw(" ".repeat(keep - used)));
    spans.push(Span::styled(strip.rest.clone(), theme.faint()));
    line.spans = spans;
}

/// What the marks mean, as many a line as fit.
pub(super) fn legend(marks: &[(Mark, String)], cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut used = 0;
    for (mark, words) in marks {
        let needs = 2 + width(words) + 3;
        if used + needs > cells + 3 && !spans.is_empty() {
            lines.push(Line::from(std::mem::take(&mut spans)));
            used = 0;
        }
        used += needs;
        spans.push(Span::styled(theme.mark(*mark), theme.mark_style(*mark)));
        spans.push(Span::styled(format!(" {words}   "), Style::new()));
    }
    lines.push(Line::from(spans));
    lines
}
