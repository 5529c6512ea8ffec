//! The shape of a line's JSON: how deep, and which names.
//!
//! Run beside a real JSON parser, never instead of one: on text that is valid JSON it finds every name
//! twice in one object, every reserved name, and nesting too deep; on anything else it only
//! promises not to panic and to take time in proportion to the text.

use super::MAX_DEPTH;
use super::error::Problem;
use crate::domain::plain_text::PlainText;

/// The names that only the line itself may use.
const RESERVED: [&str; 2] = ["hash", "prev"];

/// Reused memory of [`Shape::check`].
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Names of the objects that are open.
    names: Vec<Name>,
    /// For each open object where its names begin; for a list `None`.
    open: Vec<Option<usize>>,
}

/// A name in the text, between its quotes.
#[derive(Debug, Clone, Copy)]
struct Name {
    start: usize,
    end: usize,
    /// Its first eight bytes, so that two names are mostly told apart without looking at the text.
    first: u64,
}

impl Name {
    fn new(text: &[u8], start: usize, end: usize) -> Name {
        let kept = end.saturating_sub(start).min(8);
        let first = match text.get(start..).and_then(<[u8]>::first_chunk) {
            Some(eight) if kept > 0 => u64::from_le_bytes(*eight) & (u64::MAX >> (64 - 8 * kept)),
            // The last bytes of the text; the same word as above.
            Some(_) | None => {
                let name = text.get(start..end).unwrap_or_default().iter().rev();
                name.fold(0, |word, byte| (word << 8) | u64::from(*byte))
            }
        };
        Name { start, end, first }
    }

    fn raw<'a>(&self, json: &'a str) -> &'a str {
        json.get(self.start..self.end).unwrap_or_default()
    }

    fn is(&self, other: &Name, json: &str) -> bool {
        self.first == other.first && self.raw(json) == other.raw(json)
    }
}

impl Shape {
    /// Checks JSON text that stands `outer` levels deep in its line.
    pub(super) fn check(&mut self, json: &str, outer: usize) -> Result<(), Problem> {
        self.names.clear();
        self.open.clear();
        let bytes = json.as_bytes();
        let mut wants_name = false;
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    let end = end_of_string(bytes, at + 1);
                    if wants_name {
                        self.names.push(Name::new(bytes, at + 1, end));
                        wants_name = false;
                    }
                    at = end;
                }
                b'{' | b'[' => {
                    wants_name = *byte == b'{';
                    self.open.push(wants_name.then_some(self.names.len()));
                    if self.open.len() + outer > MAX_DEPTH {
                        return Err(Problem::TooDeep);
                    }
                }
                b',' => wants_name = matches!(self.open.last(), Some(Some(_))),
                b'}' | b']' => {
                    let depth = self.open.len() + outer;
                    if let Some(Some(first)) = self.open.pop() {
                        check_names(json, &mut self.names[first..], depth)?;
                        self.names.truncate(first);
                    }
                    wants_name = false;
                }
                _ => {}
            }
            at += 1;
        }
        Ok(())
    }
}

/// Where the quote stands that ends the string beginning at `at`; the end of the text without one.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    loop {
        while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let found = marks(u64::from_le_bytes(*eight));
            if found != 0 {
                at += found.trailing_zeros() as usize / 8;
                break;
            }
            at += 8;
        }
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'"') => return at,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// A word whose lowest set bit lies in the first byte that is a quote or a backslash; 0 without one.
fn marks(eight: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHS: u64 = u64::from_le_bytes([0x80; 8]);
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    zeros(eight ^ (ONES * b'"' as u64)) | zeros(eight ^ (ONES * b'\\' as u64))
}

/// Checks the names of one object that stands `depth` levels deep in its line.
fn check_names(json: &str, names: &mut [Name], depth: usize) -> Result<(), Problem> {
    if names
        .iter()
        .any(|name| name.raw(json).as_bytes().contains(&b'\\'))
    {
        return check_escaped(names.iter().map(|name| name.raw(json)), depth);
    }
    if depth > 1
        && let Some(name) = names.iter().find(|name| RESERVED.contains(&name.raw(json)))
    {
        return Err(Problem::ReservedName(PlainText::new(name.raw(json))));
    }
    let twice = if names.len() <= 16 {
        (1..names.len()).find(|at| names[..*at].iter().any(|name| name.is(&names[*at], json)))
    } else {
        names.sort_unstable_by(|a, b| a.raw(json).cmp(b.raw(json)));
        (1..names.len()).find(|at| names[at - 1].is(&names[*at], json))
    };
    match twice {
        Some(at) => Err(Problem::DuplicateName(PlainText::new(names[at].raw(json)))),
        None => Ok(()),
    }
}

/// The same for an object with a backslash in a name, where two spellings can be one name.
fn check_escaped<'a>(names: impl Iterator<Item = &'a str>, depth: usize) -> Result<(), Problem> {
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        let decoded: Result<String, _> = serde_json::from_str(&format!("\"{name}\""));
        let name = decoded.map_err(|error| Problem::not_json(&error))?;
        if depth > 1 && RESERVED.contains(&name.as_str()) {
            return Err(Problem::ReservedName(PlainText::new(name)));
        }
        if let Some(twice) = seen.replace(name) {
            return Err(Problem::DuplicateName(PlainText::new(twice)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str) -> Result<(), Problem> {
        Shape::default().check(json, 1)
    }

    #[test]
    fn a_name_twice_in_one_object_is_found() {
        let many: Vec<String> = (0..40).map(|n| format!("\"k{n}\":{n}")).collect();
        let many = many.join(",");
        for (json, name) in [
            (r#"{"kind":"a","kind":"b"}"#.to_owned(), "kind"),
            (r#"{"a":{"b":[{"c":1,"d":"}","c":2}]}}"#.to_owned(), "c"),
            (r#"{"kind":"a","k\u0069nd":"b"}"#.to_owned(), "kind"),
            (r#"{"a":1,"a":2}"#.to_owned(), "a"),
            (r#"{"":1,"":2}"#.to_owned(), ""),
            (
                r#"{"capecitabine":1,"capecitabin":2,"capecitabine":2}"#.to_owned(),
                "capecitabine",
            ),
            (format!("{{{many},\"k7\":0}}"), "k7"),
        ] {
            let found = check(&json);
            assert_eq!(found, Err(Problem::DuplicateName(PlainText::new(name))));
        }
        for json in [
            r#"{"a":{"a":1},"b":[{"a":1},{"a":2}]}"#.to_owned(),
            r#"{"a":"\",\"a\":","b":"{"}"#.to_owned(),
            r#"{"capecitabine":1,"capecitabin":2,"capecita":3}"#.to_owned(),
            format!("{{{many}}}"),
        ] {
            assert_eq!(check(&json), Ok(()), "{json}");
        }
    }

    #[test]
    fn inner_names_leave_hash_and_prev_to_the_line() {
        for json in [
            r#"{"hash":1}"#,
            r#"{"a":[{"prev":1}]}"#,
            r#"{"\u0068ash":1}"#,
        ] {
            assert!(
                matches!(check(json), Err(Problem::ReservedName(_))),
                "{json}"
            );
        }
        let line = r#"{"event":{"tail_hash":"hash"},"prev":"","hash":""}"#;
        assert_eq!(Shape::default().check(line, 0), Ok(()));
    }

    proptest::proptest! {
        #[test]
        fn names_are_told_apart_as_text_is(
            names in proptest::collection::vec("[a-b\u{6076}]{0,10}", 0..24),
        ) {
            let fields: Vec<String> = names.iter().map(|name| format!("\"{name}\":1")).collect();
            let twice = names.iter().collect::<std::collections::BTreeSet<_>>().len() < names.len();
            let found = check(&format!("{{{}}}", fields.join(",")));
            proptest::prop_assert_eq!(found.is_err(), twice);
        }

        #[test]
        fn a_string_ends_where_a_slow_search_says(text in "[a\"\\\\\u{6076}]{0,40}") {
            let bytes = text.as_bytes();
            let mut at = 0;
            while at < bytes.len() && bytes[at] != b'"' {
                at += if bytes[at] == b'\\' { 2 } else { 1 };
            }
            proptest::prop_assert_eq!(end_of_string(bytes, 0), at.min(bytes.len()));
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert_eq!(check(&nested(MAX_DEPTH - 1)), Ok(()));
        assert_eq!(check(&nested(MAX_DEPTH)), Err(Problem::TooDeep));
    }

    #[test]
    fn broken_text_does_not_panic() {
        for json in [
            "\"",
            "\"\\",
            "}",
            "]",
            "{\"",
            "{\"a",
            "{\"a\\",
            "{\"a\\\"}",
            "{,,}",
            "{\"恶\":1",
        ] {
            let _ = check(json);
        }
    }
}
