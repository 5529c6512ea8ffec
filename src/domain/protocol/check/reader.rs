//! Takes values out of the tree, noting everything that is not as it should be.
//!
//! A method that returns `None` has noted why, or was handed a value that somebody else has noted.
//! Which rules exist and how they depend on each other is not known here.

use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::domain::plain_text::{PlainText, is_dangerous};

use super::problem::{Place, Problem, ProblemKind, Wanted};
use super::tree::{MAX_DEPTH, Node};

/// Whether a rule may be `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It must be set.
    Set,
    /// It may be left open, by writing `null`.
    Open,
    /// It may be left out; a rule may be `null` too.
    Maybe,
}

/// The keys that an object has, all of them and no others.
pub(super) type Keys = &'static [(&'static str, Need)];

/// The words that a text may be.
pub(super) type Words = &'static [&'static str];

const RULE: Keys = &[("value", Need::Set), ("source", Need::Set)];
const BILINGUAL: Keys = &[("en", Need::Set), ("zh-Hans", Need::Set)];

/// A value and its place.
pub(super) struct Spot<'a> {
    pub(super) node: &'a Node,
    path: String,
}

impl<'a> Spot<'a> {
    /// The whole text.
    pub(super) fn top(node: &'a Node) -> Spot<'a> {
        let path = String::new();
        Spot { node, path }
    }

    /// Where it is.
    pub(super) fn place(&self) -> Place {
        if self.path.is_empty() {
            Place::File
        } else {
            Place::Path(self.path.clone())
        }
    }

    /// How many members the list here has; 0 if it is none.
    pub(super) fn members(&self) -> usize {
        if let Node::List(nodes) = self.node {
            nodes.len()
        } else {
            0
        }
    }

    /// Whether an object stands here that has this value under this key.
    pub(super) fn has(&self, key: &str, value: &Node) -> bool {
        if let Node::Object(entries) = self.node {
            entries
                .iter()
                .any(|(name, node)| name == key && node == value)
        } else {
            false
        }
    }

    /// What stands under a key of the object here.
    fn under(&self, key: &str) -> Option<&'a Node> {
        let Node::Object(entries) = self.node else {
            return None;
        };
        let found = entries.iter().find(|(name, _)| name == key);
        found.map(|(_, node)| node)
    }

    /// Whether the object here has this key.
    pub(super) fn has_key(&self, key: &str) -> bool {
        self.under(key).is_some()
    }

    /// The text under a key of the object here.
    pub(super) fn text_of(&self, key: &str) -> Option<&'a str> {
        if let Some(Node::Text(text)) = self.under(key) {
            Some(text)
        } else {
            None
        }
    }

    fn key(&self, key: &str, node: &'a Node) -> Spot<'a> {
        let path = key_path(&self.path, key);
        Spot { node, path }
    }
}

fn key_path(parent: &str, key: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    if key.is_empty() || key.len() > 40 || !key.bytes().all(plain) {
        let shown: String = key.chars().take(40).collect();
        format!("{parent}[\"{}\"]", PlainText::new(shown))
    } else if parent.is_empty() {
        key.to_owned()
    } else {
        format!("{parent}.{key}")
    }
}

/// An object whose keys have been compared with those it should have.
pub(super) struct Fields<'a> {
    spot: Spot<'a>,
    keys: Keys,
}

impl<'a> Fields<'a> {
    /// The value of a key; `None` if it is missing, which has been noted if it may not be.
    pub(super) fn get(&self, key: &str) -> Option<Spot<'a>> {
        Some(self.spot.key(key, self.spot.under(key)?))
    }

    /// Where a key is, or would be.
    pub(super) fn place(&self, key: &str) -> Place {
        Place::Path(key_path(&self.spot.path, key))
    }

    fn may_be_null(&self, key: &str) -> bool {
        let open = [(key, Need::Open), (key, Need::Maybe)];
        self.keys.iter().any(|known| open.contains(known))
    }
}

/// The problems found so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) problems: Vec<Problem>,
}

impl Reader {
    /// Notes a problem.
    pub(super) fn note(&mut self, place: Place, kind: ProblemKind) {
        self.problems.push(Problem { place, kind });
    }

    fn wrong_type(&mut self, spot: &Spot, wanted: Wanted) {
        let found = spot.node.found();
        self.note(spot.place(), ProblemKind::WrongType { wanted, found });
    }

    /// Notes every place that lies too deep.
    pub(super) fn depth(&mut self, spot: &Spot) {
        match spot.node {
            Node::DeepList | Node::DeepObject => {
                self.note(spot.place(), ProblemKind::TooDeep { limit: MAX_DEPTH });
            }
            Node::List(nodes) => {
                for (at, node) in nodes.iter().enumerate() {
                    let path = format!("{}[{at}]", spot.path);
                    self.depth(&Spot { node, path });
                }
            }
            Node::Object(entries) => {
                for (key, node) in entries {
                    self.depth(&spot.key(key, node));
                }
            }
            Node::Null | Node::Boolean | Node::Whole(_) | Node::Fraction | Node::Text(_) => {}
        }
    }

    /// An object with these keys: notes every unknown, doubled and missing one.
    pub(super) fn object<'a>(&mut self, spot: Spot<'a>, keys: Keys) -> Option<Fields<'a>> {
        let Node::Object(entries) = spot.node else {
            self.wrong_type(&spot, Wanted::Object);
            return None;
        };
        let mut seen = std::collections::BTreeSet::new();
        for (key, node) in entries {
            let place = spot.key(key, node).place();
            if !seen.insert(key.as_str()) {
                self.note(place, ProblemKind::DuplicateKey);
            } else if !keys.iter().any(|(name, _)| name == key) {
                self.note(place, ProblemKind::UnknownKey);
            }
        }
        for (key, need) in keys {
            if !seen.contains(key) && *need != Need::Maybe {
                let may_be_null = *need == Need::Open;
                let place = Place::Path(key_path(&spot.path, key));
                self.note(place, ProblemKind::MissingKey { may_be_null });
            }
        }
        Some(Fields { spot, keys })
    }

    /// The value of a rule `{"value": ..., "source": ...}`; an open one may be `null`.
    pub(super) fn rule<'a, T>(
        &mut self,
        fields: &Fields<'a>,
        key: &str,
        value: impl FnOnce(&mut Reader, Spot<'a>) -> Option<T>,
    ) -> Option<T> {
        let spot = fields.get(key)?;
        if *spot.node == Node::Null && fields.may_be_null(key) {
            return None;
        }
        let rule = self.object(spot, RULE)?;
        let read = rule.get("value").and_then(|spot| value(self, spot));
        self.source(&rule);
        read
    }

    /// Where a rule comes from: a text.
    pub(super) fn source(&mut self, fields: &Fields) {
        if let Some(source) = fields.get("source") {
            self.text(source);
        }
    }

    /// A text for people: not blank, not too long, no character that acts or hides.
    pub(super) fn text<'a>(&mut self, spot: Spot<'a>) -> Option<&'a str> {
        let Node::Text(text) = spot.node else {
            self.wrong_type(&spot, Wanted::Text);
            return None;
        };
        if text.trim().is_empty() {
            self.note(spot.place(), ProblemKind::EmptyText);
        }
        let (chars, limit) = (text.chars().count(), PlainText::MAX_CHARS);
        if chars > limit {
            self.note(spot.place(), ProblemKind::TextTooLong { chars, limit });
        }
        if let Some((at, character)) = text.chars().enumerate().find(|(_, c)| is_dangerous(*c)) {
            let position = at + 1;
            let kind = ProblemKind::UnsafeText {
                character,
                position,
            };
            self.note(spot.place(), kind);
        }
        Some(text)
    }

    /// A text in both languages.
    pub(super) fn bilingual(&mut self, spot: Spot) -> Option<()> {
        let texts = self.object(spot, BILINGUAL)?;
        for (language, _) in BILINGUAL {
            if let Some(text) = texts.get(language) {
                self.text(text);
            }
        }
        Some(())
    }

    /// A whole number within bounds.
    pub(super) fn whole(&mut self, spot: Spot, range: RangeInclusive<u16>) -> Option<u16> {
        let Node::Whole(found) = *spot.node else {
            self.wrong_type(&spot, Wanted::WholeNumber);
            return None;
        };
        let inside = u16::try_from(found).ok().filter(|n| range.contains(n));
        if inside.is_none() {
            let (min, max) = (*range.start(), *range.end());
            self.note(spot.place(), ProblemKind::OutOfRange { found, min, max });
        }
        inside
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, spot: Spot) -> Option<()> {
        let is_one = *spot.node == Node::Boolean;
        if !is_one {
            self.wrong_type(&spot, Wanted::Flag);
        }
        is_one.then_some(())
    }

    /// A text of a certain form.
    pub(super) fn parsed<T: FromStr>(&mut self, spot: Spot, wanted: Wanted) -> Option<T> {
        self.form(spot, wanted, |text| text.parse().ok())
    }

    /// One of some words.
    pub(super) fn one_of(&mut self, spot: Spot, words: Words) -> Option<&'static str> {
        let find = |text: &str| words.iter().find(|word| **word == text).copied();
        self.form(spot, Wanted::OneOf(words), find)
    }

    /// A text that `read` can read.
    pub(super) fn form<T>(
        &mut self,
        spot: Spot,
        wanted: Wanted,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let Node::Text(text) = spot.node else {
            self.wrong_type(&spot, wanted);
            return None;
        };
        let value = read(text);
        if value.is_none() {
            let found = PlainText::new(text.chars().take(40).collect::<String>());
            self.note(spot.place(), ProblemKind::BadValue { wanted, found });
        }
        value
    }

    /// A list of 1 to `limit` members, each read by `member`.
    pub(super) fn list<'a, T>(
        &mut self,
        spot: Spot<'a>,
        limit: usize,
        mut member: impl FnMut(&mut Reader, Spot<'a>) -> Option<T>,
    ) -> Vec<(Place, T)> {
        let Node::List(nodes) = spot.node else {
            self.wrong_type(&spot, Wanted::List);
            return Vec::new();
        };
        let found = nodes.len();
        if found == 0 {
            self.note(spot.place(), ProblemKind::EmptyList);
        }
        if found > limit {
            self.note(spot.place(), ProblemKind::ListTooLong { found, limit });
        }
        let mut members = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            let spot = Spot {
                node,
                path: format!("{}[{at}]", spot.path),
            };
            let place = spot.place();
            if let Some(value) = member(self, spot) {
                members.push((place, value));
            }
        }
        members
    }

    /// Notes every member that has the same value under a key as an earlier one.
    pub(super) fn distinct_by<T: Ord + ToString + Copy>(&mut self, key: &str, of: &[(Place, T)]) {
        let keyed = of
            .iter()
            .map(|(place, value)| (Place::Path(format!("{place}.{key}")), *value));
        self.distinct(&keyed.collect::<Vec<_>>());
    }

    /// Notes every member that stands earlier in the list already.
    pub(super) fn distinct<T: Ord + ToString>(&mut self, members: &[(Place, T)]) {
        let mut firsts = std::collections::BTreeMap::new();
        for (place, value) in members {
            match firsts.entry(value) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(place);
                }
                std::collections::btree_map::Entry::Occupied(entry) => {
                    let first = (*entry.get()).clone();
                    let value = PlainText::new(value.to_string());
                    self.note(place.clone(), ProblemKind::Repeated { value, first });
                }
            }
        }
    }
}
