//! The bar of the pages that stand beside each other: their names, and a line that is thick below the one shown.

use ratatui::text::{Line, Span};

use crate::app::{Tabs, Tone};

use super::theme::Theme;
use super::wrap::{clean, cut, width};

/// Cells between two names, at most and at least.
const GAPS: [usize; 3] = [3, 2, 1];
/// Cells of the sign that there are more at a side.
const MORE: usize = 2;

/// The bar in so many cells: the names, and the line below them. Where not all have room, those around the chosen
/// one are shown.
pub(super) fn lines(tabs: &Tabs, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let names: Vec<String> = tabs
        .names
        .iter()
        .map(|name| clean(name).into_owned())
        .collect();
    let long = |names: &[String], gap: usize| {
        names.iter().map(|name| width(name)).sum::<usize>() + gap * names.len().saturating_sub(1)
    };
    let gap = GAPS.into_iter().find(|gap| long(&names, *gap) <= cells);
    let fits = gap.is_some();
    let gap = gap.unwrap_or(1);
    let [before, after] = theme.around_value();
    let room = if fits {
        cells
    } else {
        cells.saturating_sub(2 * MORE)
    };
    let mut from = 0;
    while from < tabs.chosen && long(&names[from..=tabs.chosen], gap) > room {
        from += 1;
    }
    let mut to = tabs.chosen + 1;
    while to < names.len() && long(&names[from..=to], gap) <= room {
        to += 1;
    }
    let (mut top, mut below) = (Vec::new(), Vec::new());
    let mut left = cells;
    let mut add = |words: &str, chosen: bool| {
        let words = cut(words, left).to_owned();
        let used = width(&words);
        left -= used;
        let (style, rule) = match chosen {
            true => (theme.chosen(), (theme.thick(), theme.tone(Tone::Accent))),
            false => (theme.tone(Tone::Quiet), (theme.rule(), theme.faint())),
        };
        top.push(Span::styled(words, style));
        below.push(Span::styled(rule.0.repeat(used), rule.1));
    };
    if from > 0 {
        add(&format!("{before} "), false);
    }
    let shown = names.iter().enumerate().take(to).skip(from);
    for (at, name) in shown {
        if at > from {
            add(&" ".repeat(gap), false);
        }
        add(name, at == tabs.chosen);
    }
    if to < names.len() {
        add(&format!(" {after}"), false);
    }
    below.push(Span::styled(theme.rule().repeat(left), theme.faint()));
    vec![Line::from(top), Line::from(below)]
}
