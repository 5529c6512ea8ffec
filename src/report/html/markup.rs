//! HTML on its way to a writer: the only place that knows how a tag, an attribute or a text is written.
//!
//! The names of tags and attributes are fixed words of this program. Everything else, wherever it comes from,
//! enters through [`Html::text`], [`Html::spell`], an attribute's value or [`css_string`], and is escaped there: no
//! text of a file can become a tag, end an attribute, act on a terminal or turn the direction of a line. What is
//! written is XML as well, so that a strict reader can check it.

use std::io::{self, Write};

use crate::domain::plain_text::is_dangerous;
use crate::domain::spell;

/// The attributes of a tag, with their values.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// Where a shape stands in a picture, by the attributes that say so.
pub(super) type Place<'a> = &'a [(&'static str, i32)];

/// How much of a document is handed to the writer at once.
const PIECE: usize = 64 * 1024;

/// HTML on its way to a writer, a piece at a time; the first failure of the writer is kept for [`Html::finish`].
pub(super) struct Html<'w> {
    to: &'w mut dyn Write,
    /// What the writer does not have yet.
    piece: String,
    failure: Option<io::Error>,
}

impl<'w> Html<'w> {
    /// The beginning of a document.
    pub(super) fn new(to: &'w mut dyn Write) -> Html<'w> {
        let mut html = Html {
            to,
            // With room for the text that fills it.
            piece: String::with_capacity(PIECE + PIECE / 8),
            failure: None,
        };
        html.raw("<!DOCTYPE html>\n");
        html
    }

    fn raw(&mut self, text: &str) {
        self.piece.push_str(text);
    }

    /// Hands over what the writer does not have yet.
    fn hand_over(&mut self) {
        if self.failure.is_none() {
            self.failure = self.to.write_all(self.piece.as_bytes()).err();
        }
        self.piece.clear();
    }

    fn tag(&mut self, name: &'static str, attributes: Attributes) {
        self.raw("<");
        self.raw(name);
        for (name, value) in attributes {
            self.attribute(name, |html| html.text(value));
        }
    }

    fn attribute(&mut self, name: &'static str, value: impl FnOnce(&mut Self)) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        value(self);
        self.raw("\"");
    }

    /// A tag of a picture: a class, and where the shape stands.
    fn placed(&mut self, name: &'static str, class: &str, place: Place) {
        self.tag(name, &[("class", class)]);
        for (name, number) in place {
            self.attribute(name, |html| {
                html.raw(if *number < 0 { "-" } else { "" });
                html.count(number.unsigned_abs().into());
            });
        }
    }

    /// A shape of a picture.
    pub(super) fn shape(&mut self, name: &'static str, class: &str, place: Place) {
        self.placed(name, class, place);
        self.raw("/>");
    }

    /// Words in a picture.
    pub(super) fn label(&mut self, class: &str, place: Place, words: impl FnOnce(&mut String)) {
        self.placed("text", class, place);
        self.inside("text", |html| html.spell(words));
    }

    /// Opens an element, writes what is in it, and closes it.
    pub(super) fn within(
        &mut self,
        name: &'static str,
        attributes: Attributes,
        inside: impl FnOnce(&mut Html),
    ) {
        self.tag(name, attributes);
        self.inside(name, inside);
    }

    /// An element with what names the place of an entry, or leads to it: `begin`, then the number of the entry.
    pub(super) fn entry(
        &mut self,
        name: &'static str,
        attribute: &'static str,
        (begin, seq): (&'static str, u64),
        inside: impl FnOnce(&mut Html),
    ) {
        self.tag(name, &[]);
        self.attribute(attribute, |html| {
            html.raw(begin);
            html.count(seq);
        });
        self.inside(name, inside);
    }

    /// Writes what is in an element whose tag is written, and closes it.
    fn inside(&mut self, name: &'static str, inside: impl FnOnce(&mut Html)) {
        self.raw(">");
        inside(self);
        self.raw("</");
        self.raw(name);
        self.raw(match name {
            "td" | "th" | "a" | "span" | "text" | "strong" | "small" => ">",
            _ => ">\n",
        });
        if self.piece.len() >= PIECE {
            self.hand_over();
        }
    }

    /// An element with nothing but a text in it.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: Attributes, text: &str) {
        self.within(name, attributes, |html| html.text(text));
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &'static str, attributes: Attributes) {
        self.tag(name, attributes);
        self.raw("/>");
    }

    /// An element with nothing but a text in it, which is written as [`Html::spell`] has it.
    pub(super) fn spelt(
        &mut self,
        name: &'static str,
        attributes: Attributes,
        write: impl FnOnce(&mut String),
    ) {
        self.within(name, attributes, |html| html.spell(write));
    }

    /// A count.
    pub(super) fn count(&mut self, count: u64) {
        spell::count(count, &mut self.piece);
    }

    /// A text that is written where it stands, and is not made for itself first: a page has thousands.
    pub(super) fn spell(&mut self, write: impl FnOnce(&mut String)) {
        let from = self.piece.len();
        write(&mut self.piece);
        let written = self.piece.as_bytes().get(from..).unwrap_or_default();
        if written.iter().copied().any(may_act) {
            let text = self.piece.split_off(from);
            self.escaped(&text);
        }
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        match text.bytes().any(may_act) {
            false => self.raw(text),
            true => self.escaped(text),
        }
    }

    /// A text in which some character may act.
    fn escaped(&mut self, text: &str) {
        // What stands before `from` is written; before `at` nothing acts.
        let (mut from, mut at) = (0, 0);
        while let Some(found) = text[at..].bytes().position(may_act) {
            at += found;
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            let behind = at + c.len_utf8();
            if acts(c) {
                self.raw(&text[from..at]);
                match c {
                    '&' => self.raw("&amp;"),
                    '<' => self.raw("&lt;"),
                    '>' => self.raw("&gt;"),
                    '"' => self.raw("&quot;"),
                    '\'' => self.raw("&#39;"),
                    _ => self.piece.extend(c.escape_unicode()),
                }
                from = behind;
            }
            at = behind;
        }
        self.raw(&text[from..]);
    }

    /// The style sheet: fixed rules, then for each the properties with a text as their value, made by
    /// [`css_string`].
    pub(super) fn style(&mut self, fixed: &'static str, texts: &[(&'static str, &CssString)]) {
        self.within("style", &[], |html| {
            html.raw("\n");
            html.raw(fixed);
            for (rule, CssString(text)) in texts {
                let mut halves = rule.splitn(2, "{}");
                html.raw(halves.next().unwrap_or_default());
                html.raw(text);
                html.raw(halves.next().unwrap_or_default());
                html.raw("\n");
            }
        });
    }

    /// The end of the document.
    ///
    /// # Errors
    /// The first failure of the writer.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.hand_over();
        match self.failure {
            None => self.to.flush(),
            Some(error) => Err(error),
        }
    }
}

/// Whether a character means something to HTML, or could act on a terminal or turn a line.
fn acts(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}') || is_dangerous(c)
}

/// Of each byte, whether a character that begins with it may be one that [`acts`]: nearly every text is passed over
/// by its bytes alone. No byte within a character is such a beginning.
const MAY_ACT: [bool; 256] = {
    let mut table = [true; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match byte as u8 {
            b'&' | b'<' | b'>' | b'"' | b'\'' => true,
            b' '..=b'~' => false,
            // The bytes within a character, and the beginnings of nearly all Chinese ones.
            0x80..=0xbf | 0xe4..=0xed => false,
            _ => true,
        };
        byte += 1;
    }
    table
};

fn may_act(byte: u8) -> bool {
    MAY_ACT[usize::from(byte)]
}

/// A text as a string of a style sheet.
pub(super) struct CssString(String);

/// A text as a string of a style sheet: nothing but letters and digits stands in it as it is.
pub(super) fn css_string(text: &str) -> CssString {
    let mut string = String::from("\"");
    for c in text.chars() {
        if is_dangerous(c) {
            string.push_str(&css_string_of_ascii(&c.escape_unicode().to_string()));
        } else if c.is_alphanumeric() || c == ' ' {
            string.push(c);
        } else {
            string.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    string.push('"');
    CssString(string)
}

fn css_string_of_ascii(text: &str) -> String {
    let one = |c: char| match c.is_ascii_alphanumeric() {
        true => c.to_string(),
        false => format!("\\{:x} ", u32::from(c)),
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(inside: impl FnOnce(&mut Html)) -> String {
        let mut bytes = Vec::new();
        let mut html = Html::new(&mut bytes);
        inside(&mut html);
        html.finish().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        text.trim_start_matches("<!DOCTYPE html>\n").to_owned()
    }

    #[test]
    fn a_text_is_never_a_tag_nor_the_end_of_an_attribute() {
        let hostile = "</td><script>x('&')</script>\"\u{1b}[2J\u{202e}\u{0}\u{2028}恶心";
        let text = written(|html| html.leaf("td", &[("title", hostile)], hostile));
        let spelt = written(|html| {
            html.within("td", &[("title", hostile)], |html| {
                html.spell(|to| to.push_str(hostile));
            });
        });
        assert_eq!(spelt, text);
        let safe = "&lt;/td&gt;&lt;script&gt;x(&#39;&amp;&#39;)&lt;/script&gt;&quot;\\u{1b}[2J\
                    \\u{202e}\\u{0}\\u{2028}恶心";
        assert_eq!(text, format!("<td title=\"{safe}\">{safe}</td>"));
    }

    #[test]
    fn no_character_that_acts_is_passed_over_by_its_bytes() {
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let mut bytes = c.encode_utf8(&mut bytes).bytes();
            let first = bytes.next().unwrap();
            assert!(may_act(first) || !acts(c), "{c:?}");
            assert!(!bytes.any(may_act), "{c:?}");
        }
    }

    #[test]
    fn a_text_in_the_style_sheet_stays_inside_its_string() {
        let CssString(text) = css_string("007\"}</style>\\\n恶心 x");
        assert_eq!(
            text,
            "\"007\\22 \\7d \\3c \\2f style\\3e \\5c \\5c u\\7b a\\7d 恶心 x\""
        );
        let sheet = written(|html| html.style("p{}", &[("q{content:{}}", &css_string("a"))]));
        assert_eq!(sheet, "<style>\np{}q{content:\"a\"}\n</style>\n");
    }

    #[test]
    fn a_writer_that_fails_is_told_of_at_the_end() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut full = Full;
        let mut html = Html::new(&mut full);
        html.leaf("p", &[], "x");
        let error = html.finish().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
