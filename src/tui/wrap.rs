//! Text in cells: how wide it is, where it breaks, and nothing in it that a terminal would act on.
//!
//! Chinese breaks between any two characters, but a line never begins with a closing mark.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::domain::plain_text::is_dangerous;

/// How many cells a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The text with everything dangerous shown escaped.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if is_dangerous(c) {
            safe.extend(c.escape_unicode());
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// The beginning of a text that fits into so many cells.
pub(super) fn cut(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > cells {
            return &text[..at];
        }
    }
    text
}

/// The lines of a text in a column of so many cells, at least one.
pub(super) fn wrap(text: &str, cells: usize) -> Vec<String> {
    let text = clean(text);
    let cells = cells.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(&text) {
        let fits = width(&line) + width(piece.trim_end()) <= cells;
        if !fits && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        let mut piece = piece;
        while width(piece.trim_end()) > cells {
            let head = cut(piece, cells);
            lines.push(head.to_owned());
            piece = &piece[head.len()..];
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The parts of a text between which a line may break; blanks stay with the part before.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut begin = 0;
    let mut before: Option<char> = None;
    let mut word_end: Option<char> = None;
    for (at, c) in text.char_indices() {
        let holds = before == Some(' ') && word_end.is_some_and(|end| holds_together(end, c));
        if !holds && before.is_some_and(|before| may_break(before, c)) {
            found.push(&text[begin..at]);
            begin = at;
        }
        before = Some(c);
        if c != ' ' {
            word_end = Some(c);
        }
    }
    found.push(&text[begin..]);
    found
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || is_closing(after) || is_opening(before) {
        return false;
    }
    // A number stays with its measure word, and that in one piece.
    if before == '毫' && after == '克' {
        return false;
    }
    if before.is_ascii_digit() && is_wide(after) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

/// Telephone numbers and amounts are not torn apart: "555 0100", "4 x 150 mg".
fn holds_together(end: char, begin: char) -> bool {
    let number = end.is_ascii_digit() && (begin.is_ascii_digit() || "xm".contains(begin));
    number || (end == 'x' && begin.is_ascii_digit())
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

fn is_closing(c: char) -> bool {
    "，。、；：！？）》”’…,.;:!?)".contains(c)
}

fn is_opening(c: char) -> bool {
    "（《“‘(".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_breaks_at_blanks_and_chinese_anywhere_but_before_a_closing_mark() {
        assert_eq!(wrap("take it now", 8), ["take it", "now"]);
        assert_eq!(wrap("请在饭后服药。", 12), ["请在饭后服", "药。"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("call 555 0100", 9), ["call", "555 0100"]);
        assert_eq!(wrap("take 4 x 150 mg", 12), ["take", "4 x 150 mg"]);
    }

    #[test]
    fn no_line_is_wider_than_its_column() {
        for text in [
            "服药 capecitabine 4 x 150 mg，饭后30分钟内",
            "aaaa bb 中中中",
        ] {
            for cells in 2..40 {
                for line in wrap(text, cells) {
                    assert!(width(&line) <= cells, "{line:?} in {cells}");
                }
            }
        }
    }

    #[test]
    fn what_a_terminal_would_act_on_is_escaped() {
        let lines = wrap("a\u{1b}[2Jb\u{202e}c", 80);
        assert!(!lines[0].chars().any(is_dangerous), "{lines:?}");
    }
}
