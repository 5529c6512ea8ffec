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
#[derive(Default)]
pub(super) struct Shape {
    /// Names of the objects that are open, as ranges of the text.
    names: Vec<(usize, usize)>,
    /// For each open object where its names begin; for a list `None`.
    open: Vec<Option<usize>>,
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
                        self.names.push((at + 1, end));
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
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Checks the names of one object that stands `depth` levels deep in its line.
fn check_names(json: &str, names: &mut [(usize, usize)], depth: usize) -> Result<(), Problem> {
    let raw = |name: &(usize, usize)| json.get(name.0..name.1).unwrap_or_default();
    if names.iter().any(|name| raw(name).contains('\\')) {
        return check_escaped(names.iter().map(raw), depth);
    }
    if depth > 1
        && let Some(name) = names.iter().find(|name| RESERVED.contains(&raw(name)))
    {
        return Err(Problem::ReservedName(PlainText::new(raw(name))));
    }
    let twice = if names.len() <= 16 {
        (1..names.len()).find_map(|at| {
            let name = raw(&names[at]);
            names[..at].iter().any(|n| raw(n) == name).then_some(name)
        })
    } else {
        names.sort_unstable_by(|a, b| raw(a).cmp(raw(b)));
        let pair = names.windows(2).find(|pair| raw(&pair[0]) == raw(&pair[1]));
        pair.map(|pair| raw(&pair[0]))
    };
    match twice {
        Some(name) => Err(Problem::DuplicateName(PlainText::new(name))),
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
            (format!("{{{many},\"k7\":0}}"), "k7"),
        ] {
            let found = check(&json);
            assert_eq!(found, Err(Problem::DuplicateName(PlainText::new(name))));
        }
        for json in [
            r#"{"a":{"a":1},"b":[{"a":1},{"a":2}]}"#.to_owned(),
            r#"{"a":"\",\"a\":","b":"{"}"#.to_owned(),
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
