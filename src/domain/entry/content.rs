//! What the journal and the history have to know of the contents of entries, whichever journal they stand
//! in; and the one declaration that makes an event of its kinds.
//!
//! The meaning of a kind never enters here.

use serde::{Deserialize, Serialize};

use super::{Continued, Corrected, Recovered};
use crate::domain::ids::SubjectCode;
use crate::domain::plain_text::PlainText;

/// The contents of the entries of one kind of journal.
pub trait Content: Clone + Serialize {
    /// The name that the first line of every such journal carries.
    const FORMAT: &'static str;
    /// The newest version of the format that this program reads.
    const VERSION: u32;

    /// Reads an event from its JSON text; an unknown kind is kept as it stands.
    ///
    /// # Errors
    /// Text that is not an object with a `kind`, or that lacks what its kind needs.
    fn parse(json: &str) -> Result<Self, EventError>;

    /// What was learnt from the journal before, for reading the next one faster.
    type Known: std::fmt::Debug + Default;

    /// Reads a frequent event in the one spelling that this program writes, faster; `None` for everything
    /// else. What is read is valid UTF-8, not nested deeply, and has no name twice and none that is not in the format.
    fn scan(json: &[u8], known: &Self::Known) -> Option<Self>;

    /// Writes it behind a text as JSON, as serde writes it.
    ///
    /// # Errors
    /// The writer refuses.
    fn write_json(&self, to: &mut String) -> Result<(), serde_json::Error> {
        to.push_str(&serde_json::to_string(self)?);
        Ok(())
    }

    /// Learns from the event of a good line, for [`Content::scan`].
    fn learn(&self, json: &str, known: &mut Self::Known);

    /// The name of its kind in the file.
    fn kind(&self) -> &str;

    /// Whether this version does not know the kind.
    fn is_unknown(&self) -> bool;

    /// What it opens, if it opens a journal.
    fn opening(&self) -> Option<Opening<'_>>;

    /// The correction that it is, if it is one.
    fn correction(&self) -> Option<&Corrected<Self>>;

    /// Whether such an entry may be corrected (ruling 22).
    fn is_correctable(&self) -> bool;

    /// The event that says that a torn tail was set aside.
    fn recovered(recovered: Recovered) -> Self;

    /// The event that says that the journal goes on after damage.
    fn continued(continued: Continued) -> Self;
}

/// What the first entry of a journal says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening<'a> {
    /// The name of the format.
    pub format: &'a str,
    /// The version of the format.
    pub version: u32,
    /// The participant.
    pub subject: &'a SubjectCode,
}

/// An event of a kind that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEvent {
    /// The name of the kind.
    pub kind: PlainText,
    /// The event as it stands in the file.
    pub json: String,
}

/// Why an event cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// Not JSON of the shape that its kind needs.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// Readable, but contradicting itself.
    #[error("{0}")]
    Contradiction(&'static str),
}

/// Declares every kind of event once: its variant, its content, its name in the file.
macro_rules! events {
    ($name:ident $($(#[$doc:meta])* $variant:ident($content:ty) = $kind:literal,)*) => {
        /// What an entry says.
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name {
            $($(#[$doc])* $variant($content),)*
            /// A kind that this version does not know; kept as it stands.
            Unknown($crate::domain::entry::UnknownEvent),
        }

        impl $name {
            /// The name of its kind in the file.
            pub fn kind(&self) -> &str {
                match self {
                    $($name::$variant(_) => $kind,)*
                    $name::Unknown(event) => event.kind.raw(),
                }
            }

            /// Reads an event by its kind, whatever it says.
            fn read(json: &str) -> Result<$name, serde_json::Error> {
                match &*$crate::domain::entry::kind_of(json)? {
                    $($kind => serde_json::from_str(json).map($name::$variant),)*
                    kind => Ok($name::Unknown($crate::domain::entry::UnknownEvent {
                        kind: $crate::domain::plain_text::PlainText::new(kind),
                        json: json.to_owned(),
                    })),
                }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    $($name::$variant(content) => {
                        $crate::domain::entry::Tagged { kind: $kind, content }.serialize(to)
                    })*
                    $name::Unknown(event) => {
                        let raw = ::serde_json::value::RawValue::from_string(event.json.clone());
                        raw.map_err(::serde::ser::Error::custom)?.serialize(to)
                    }
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let raw = Box::<::serde_json::value::RawValue>::deserialize(from)?;
                $name::parse(raw.get()).map_err(::serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use events;

/// A content behind the name of its kind.
#[derive(Serialize)]
pub(crate) struct Tagged<'a, T> {
    pub(crate) kind: &'static str,
    #[serde(flatten)]
    pub(crate) content: &'a T,
}

/// The kind of an event; quickly, where it stands first as this program writes it.
pub(crate) fn kind_of(json: &str) -> Result<std::borrow::Cow<'_, str>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Kind {
        kind: String,
    }
    if let Some(kind) = quick_kind(json) {
        return Ok(kind.into());
    }
    serde_json::from_str(json).map(|found: Kind| found.kind.into())
}

fn quick_kind(json: &str) -> Option<&str> {
    let rest = json.strip_prefix(r#"{"kind":""#)?;
    let kind = &rest[..rest.find('"')?];
    kind.bytes()
        .all(|b| b.is_ascii_lowercase() || b == b'_')
        .then_some(kind)
}
