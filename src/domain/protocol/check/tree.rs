//! A JSON text as a tree that keeps what `serde_json::Value` loses: keys that stand there twice.
//!
//! Whatever lies deeper than [`MAX_DEPTH`] is skipped and marked, so a hostile file costs no stack.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::problem::Found;

/// How many lists and objects may lie inside each other; the rules need 7.
pub(super) const MAX_DEPTH: usize = 16;

/// A JSON value.
#[derive(Debug, PartialEq)]
pub(super) enum Node {
    Null,
    Boolean,
    Whole(i128),
    Fraction,
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// A list below the deepest level.
    DeepList,
    /// An object below the deepest level.
    DeepObject,
}

impl Node {
    /// Reads one JSON text to its end.
    pub(super) fn read(json: &str) -> Result<Node, serde_json::Error> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let node = reader.deserialize_any(Level(1))?;
        reader.end()?;
        Ok(node)
    }

    /// The sort of this value.
    pub(super) fn found(&self) -> Found {
        match self {
            Node::Null => Found::Null,
            Node::Boolean => Found::Boolean,
            Node::Whole(_) => Found::WholeNumber,
            Node::Fraction => Found::Fraction,
            Node::Text(_) => Found::Text,
            Node::List(_) | Node::DeepList => Found::List,
            Node::Object(_) | Node::DeepObject => Found::Object,
        }
    }
}

/// Reads a value; a list or object in it would be so many levels deep.
#[derive(Clone, Copy)]
struct Level(usize);

impl<'de> DeserializeSeed<'de> for Level {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Boolean)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Whole(i128::from(number)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Whole(i128::from(number)))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Fraction)
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        if self.0 > MAX_DEPTH {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Node::DeepList);
        }
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(Level(self.0 + 1))? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        if self.0 > MAX_DEPTH {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Node::DeepObject);
        }
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.push((key, map.next_value_seed(Level(self.0 + 1))?));
        }
        Ok(Node::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_stands_there_twice_is_kept_twice() {
        let node = Node::read(r#"{"a":1,"a":null}"#).unwrap();
        let entries = vec![
            ("a".to_owned(), Node::Whole(1)),
            ("a".to_owned(), Node::Null),
        ];
        assert_eq!(node, Node::Object(entries));
    }

    #[test]
    fn a_very_deep_text_is_read_without_using_the_stack() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        let mut node = &Node::read(&deep).unwrap();
        let mut depth = 1;
        while let Node::List(nodes) = node {
            node = &nodes[0];
            depth += 1;
        }
        assert_eq!((node, depth), (&Node::DeepList, MAX_DEPTH + 1));
    }

    #[test]
    fn text_behind_the_value_is_refused() {
        assert!(Node::read("{} {}").is_err());
    }
}
