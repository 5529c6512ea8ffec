//! Text that somebody typed, or that stood in a file, made harmless.
//!
//! The only way from a file to a screen or a report: what a terminal or a spreadsheet might act on
//! (controls, C1, bidirectional marks, line separators, zero-width characters) is shown escaped.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Free text, kept as it was written and always shown escaped. 500 characters at most when read
/// from a person; a longer one in a file is shown cut.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlainText(String);

impl PlainText {
    /// Most characters taken from a person, or shown.
    pub const MAX_CHARS: usize = 500;

    /// Takes any text; it becomes harmless when it is shown.
    pub fn new(text: impl Into<String>) -> PlainText {
        PlainText(text.into())
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Whether it is short enough to be taken from a person.
    pub fn fits(&self) -> bool {
        self.0.chars().count() <= PlainText::MAX_CHARS
    }

    /// The text as it is shown.
    pub fn shown(&self) -> Cow<'_, str> {
        shown(&self.0)
    }

    /// The text as it was written, for writing it again as data.
    pub fn raw(&self) -> &str {
        &self.0
    }
}

/// Whether a character could act on a terminal or hide what a line says.
pub(crate) fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}'
            | '\u{061c}'
            | '\u{115f}' | '\u{1160}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// JSON text with the same meaning, in which what could act on a terminal stands as `\\u` escapes.
///
/// JSON itself escapes only the controls below U+0020; those that stand between its tokens are its own
/// line breaks and stay.
pub fn harmless_json(json: String) -> String {
    let acts = |c: &char| *c >= ' ' && is_dangerous(*c);
    if json.is_ascii() && !json.contains('\u{7f}') || !json.chars().any(|c| acts(&c)) {
        return json;
    }
    let mut harmless = String::with_capacity(json.len());
    for c in json.chars() {
        if acts(&c) {
            escape(c, &mut harmless);
        } else {
            harmless.push(c);
        }
    }
    harmless
}

/// Writes a text behind another as a JSON string, and as [`harmless_json`] would leave it.
pub fn write_json_text(text: &str, to: &mut String) {
    let stands_as_it_is = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    to.push('"');
    let (mut written, mut at) = (0, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        // Nearly all bytes do, and are characters by themselves: no other has to be looked at as one.
        if stands_as_it_is(*byte) {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        if c <= '~' || is_dangerous(c) {
            to.push_str(&text[written..at]);
            write_escaped(c, to);
            written = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    to.push_str(&text[written..]);
    to.push('"');
}

fn write_escaped(c: char, to: &mut String) {
    match c {
        '"' => to.push_str("\\\""),
        '\\' => to.push_str("\\\\"),
        '\n' => to.push_str("\\n"),
        '\r' => to.push_str("\\r"),
        '\t' => to.push_str("\\t"),
        '\u{8}' => to.push_str("\\b"),
        '\u{c}' => to.push_str("\\f"),
        c => escape(c, to),
    }
}

/// Writes a character as JSON escapes it by number.
fn escape(c: char, to: &mut String) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        to.push_str(&format!("\\u{unit:04x}"));
    }
}

/// A text as [`PlainText`] shows it, without taking it over.
pub fn shown(text: &str) -> Cow<'_, str> {
    // Nearly every text of a file is short and without anything to escape.
    if text.len() <= PlainText::MAX_CHARS && text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        if at == PlainText::MAX_CHARS {
            shown.push_str("...");
            break;
        }
        match is_dangerous(c) {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Writes a text behind another as [`PlainText`] shows it.
pub fn spell(text: &str, to: &mut String) {
    to.push_str(&shown(text));
}

impl fmt::Display for PlainText {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

impl fmt::Debug for PlainText {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_act_on_a_terminal_is_shown_escaped() {
        for hostile in [
            "\u{1b}[2J",
            "\u{9b}31m",
            "\u{202e}abc",
            "a\u{2028}b",
            "\u{200b}",
            "\r\n",
        ] {
            let shown = PlainText::new(hostile).to_string();
            assert!(!shown.chars().any(is_dangerous), "{hostile:?} -> {shown:?}");
            let mut spelt = "says: ".to_owned();
            spell(hostile, &mut spelt);
            assert_eq!(spelt, format!("says: {shown}"));
        }
        assert_eq!(PlainText::new("恶心 2 次").to_string(), "恶心 2 次");
    }

    #[test]
    fn json_means_the_same_without_what_could_act_on_a_terminal() {
        let hostile = "\u{1b}[2J\u{9b}31m\u{7f}\u{202e}\u{2028}\u{e0041}\"\\恶心";
        for json in [
            serde_json::to_string(&[hostile]).unwrap(),
            serde_json::to_string_pretty(&[hostile]).unwrap(),
        ] {
            let harmless = harmless_json(json.clone());
            let acts = |c: char| c != '\n' && is_dangerous(c);
            assert!(!harmless.chars().any(acts), "{harmless:?}");
            assert!(harmless.contains("恶心"));
            let read: Vec<String> = serde_json::from_str(&harmless).unwrap();
            assert_eq!(read, [hostile]);
            assert_eq!(harmless.lines().count(), json.lines().count());
        }
    }

    proptest::proptest! {
        #[test]
        fn a_text_is_the_same_json_by_hand_as_by_the_library(text in ".*") {
            for text in [text.as_str(), "\u{0}\u{8}\t\n\u{c}\r\u{1b}\"\\\u{7f}\u{80}\u{2028}\u{e0041}恶心"] {
                let mut by_hand = String::new();
                write_json_text(text, &mut by_hand);
                let by_library = serde_json::to_string(text).unwrap();
                proptest::prop_assert_eq!(by_hand, harmless_json(by_library));
            }
        }
    }

    #[test]
    fn the_text_itself_is_kept() {
        let text = PlainText::new("\u{1b}x");
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(serde_json::from_str::<PlainText>(&json).unwrap(), text);
    }
}
