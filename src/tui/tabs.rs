//! The bar of the pages that stand beside each other: their names, and a line that is thick below the one shown.

use ratatui::text::{Line, Span};

use crate::app::{Tabs, Tone};

use super::theme::Theme;
use super::wrap::{clean, cut, width};

/// Cells between two names, at most and at least.
const GAPS: [usize; 3] = [3, 2, 1];

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
    let least = GAPS[GAPS.len() - 1];
    let gap = GAPS.into_iter().find(|gap| long(&names, *gap) <= cells);
    let gap = gap.unwrap_or(least);
    let mut from = 0;
    while from < tabs.chosen && long(&names[from..=tabs.chosen], gap) > cells {
        from += 1;
    }
    let (mut top, mut below) = (Vec::new(), Vec::new());
    let mut left = cells;
    for (at, name) in names.iter().enumerate().skip(from) {
        let name = cut(name, left).to_owned();
        let used = width(&name);
        left -= used;
        let after = gap.min(left);
        left -= after;
        let (style, rule) = match at == tabs.chosen {
            true => (
                theme.chosen(),
                Span::styled(theme.thick().repeat(used), theme.tone(Tone::Accent)),
            ),
            false => (
                theme.tone(Tone::Quiet),
                Span::styled(theme.rule().repeat(used), theme.faint()),
            ),
        };
        top.push(Span::styled(name, style));
        top.push(Span::raw(" ".repeat(after)));
        below.push(rule);
        below.push(Span::styled(theme.rule().repeat(after), theme.faint()));
    }
    below.push(Span::styled(theme.rule().repeat(left), theme.faint()));
    vec![Line::from(top), Line::from(below)]
}
