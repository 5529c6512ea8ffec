//! A telephone number in large figures, made of filled cells.
//!
//! Filled with the background turned round, so that they are as wide as they should be in every terminal.
//! A number too long for the line stands in ordinary letters.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::Tone;

use super::theme::Theme;
use super::wrap::{clean, wrap};

/// How high a figure is.
const HEIGHT: usize = 5;

/// The rows of a figure from the top, three bits each; `None`: no figure for this character.
fn figure(c: char) -> Option<[u8; HEIGHT]> {
    Some(match c {
        '0' => [0b111, 0b101, 0b101, 0b101, 0b111],
        '1' => [0b010, 0b110, 0b010, 0b010, 0b111],
        '2' => [0b111, 0b001, 0b111, 0b100, 0b111],
        '3' => [0b111, 0b001, 0b111, 0b001, 0b111],
        '4' => [0b101, 0b101, 0b111, 0b001, 0b001],
        '5' => [0b111, 0b100, 0b111, 0b001, 0b111],
        '6' => [0b111, 0b100, 0b111, 0b101, 0b111],
        '7' => [0b111, 0b001, 0b001, 0b001, 0b001],
        '8' => [0b111, 0b101, 0b111, 0b101, 0b111],
        '9' => [0b111, 0b101, 0b111, 0b001, 0b111],
        '+' => [0b000, 0b010, 0b111, 0b010, 0b000],
        '-' => [0b000, 0b000, 0b111, 0b000, 0b000],
        ' ' => [0b000; HEIGHT],
        _ => return None,
    })
}

/// The lines of a number.
pub(super) fn number(number: &str, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let figures: Option<Vec<[u8; HEIGHT]>> = number.chars().map(figure).collect();
    let figures = figures.unwrap_or_default();
    // A cell is half as wide as it is high.
    let dot = [2, 1]
        .into_iter()
        .find(|dot| figures.len() * 4 * dot <= cells);
    let (Some(dot), false) = (dot, figures.is_empty()) else {
        let style = theme.tone(Tone::Alarm);
        let lines = wrap(&clean(number), cells).into_iter();
        return lines.map(|line| Line::styled(line, style)).collect();
    };
    let filled = theme.tone(Tone::Alarm).add_modifier(Modifier::REVERSED);
    let mark = if theme.ascii { "#" } else { " " };
    let line = |row: usize| {
        let mut spans = Vec::new();
        for figure in &figures {
            let bits = figure.get(row).copied().unwrap_or(0);
            for bit in [0b100, 0b010, 0b001, 0] {
                let (style, mark) = if bits & bit == 0 {
                    (Style::new(), " ")
                } else {
                    (filled, mark)
                };
                spans.push(Span::styled(mark.repeat(dot), style));
            }
        }
        Line::from(spans)
    };
    (0..HEIGHT).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASCII: Theme = Theme {
        ascii: true,
        paint: crate::tui::theme::Paint::NoColours,
    };

    fn drawn(text: &str, cells: usize) -> Vec<String> {
        let lines = number(text, cells, ASCII).into_iter();
        lines
            .map(|line| line.to_string().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn a_number_is_drawn_as_large_as_it_fits() {
        let picture = [
            "  ##    ######",
            "####        ##",
            "  ##    ######",
            "  ##    ##",
            "######  ######",
        ];
        assert_eq!(drawn("12", 40), picture);
        assert_eq!(drawn("12", 8)[4], "### ###");
        assert_eq!(drawn("12", 7), ["12"]);
    }

    #[test]
    fn a_number_with_other_characters_keeps_them() {
        assert_eq!(drawn("112 / 999", 60), ["112 / 999"]);
    }
}
