//! Names of things: drugs, subjects, entries, initials.
//!
//! Every name is parsed once, by its one constructor, and is safe to print afterwards: no control
//! character, no bidirectional mark, bounded length. Nothing here knows what a name stands for.

use std::fmt;
use std::str::FromStr;

use super::spell::{ascii, behind};

/// A name that does not have the shape its kind needs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {found:?} is not {wanted}")]
pub struct NameError {
    /// Which kind of name was expected.
    pub what: &'static str,
    /// What stood there, cut to 40 characters.
    pub found: String,
    /// The shape that is accepted, in words.
    pub wanted: &'static str,
}

fn refuse<T>(what: &'static str, found: &str, wanted: &'static str) -> Result<T, NameError> {
    Err(NameError {
        what,
        found: found.chars().take(40).collect(),
        wanted,
    })
}

/// Serialises through `Display` and parses through `FromStr`.
macro_rules! text_serde {
    ($name:ty, $expecting:literal) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Text;
                impl ::serde::de::Visitor<'_> for Text {
                    type Value = $name;
                    fn expecting(&self, f: &mut ::std::fmt::Formatter) -> ::std::fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: ::serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                from.deserialize_str(Text)
            }
        }
    };
}
pub(crate) use text_serde;

const DRUG_ID_MAX: usize = 31;

/// The code of a drug in its protocol, such as `capecitabine`: a lower-case letter, then lower-case
/// letters, digits and hyphens, 31 at most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DrugId {
    bytes: [u8; DRUG_ID_MAX],
    len: u8,
}

impl DrugId {
    /// The code that these bytes spell.
    pub(super) fn scan(bytes: &[u8]) -> Option<DrugId> {
        let named = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-';
        let shape = bytes.first().is_some_and(u8::is_ascii_lowercase)
            && bytes.len() <= DRUG_ID_MAX
            && bytes.iter().all(named);
        let mut id = DrugId {
            bytes: [0; DRUG_ID_MAX],
            len: bytes.len() as u8,
        };
        shape.then(|| {
            id.bytes[..bytes.len()].copy_from_slice(bytes);
            id
        })
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        // The constructor takes ASCII only, so this cannot fail; an empty name is the honest rest.
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

impl FromStr for DrugId {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        match DrugId::scan(text.as_bytes()) {
            Some(id) => Ok(id),
            None => refuse(
                "drug",
                text,
                "a code of lower-case letters, digits and hyphens, 31 at most",
            ),
        }
    }
}

impl fmt::Display for DrugId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for DrugId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

text_serde!(DrugId, "a drug code");

/// The study's code for a participant, never a person's name: letters, digits, `-`, `_` and `.`,
/// beginning with a letter or digit, 32 at most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubjectCode(String);

impl SubjectCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a study folder can keep the diary: that of "007.site" would have the name of the site record of "007".
    pub fn is_keepable(&self) -> bool {
        !self.0.to_ascii_lowercase().ends_with(".site")
    }
}

impl FromStr for SubjectCode {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let shape = text
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric())
            && text.len() <= 32
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        if shape {
            Ok(SubjectCode(text.to_owned()))
        } else {
            refuse(
                "subject",
                text,
                "a subject code of letters, digits, '-', '_' and '.', 32 at most",
            )
        }
    }
}

impl fmt::Display for SubjectCode {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0)
    }
}

text_serde!(SubjectCode, "a subject code");

/// Initials of a member of the study team: 1 to 8 letters, kept as typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Initials(String);

impl Initials {
    /// The initials as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Initials {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let letters = text.chars().count();
        if (1..=8).contains(&letters) && text.chars().all(char::is_alphabetic) {
            Ok(Initials(text.to_owned()))
        } else {
            refuse("initials", text, "1 to 8 letters")
        }
    }
}

impl fmt::Display for Initials {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(&self.0)
    }
}

text_serde!(Initials, "1 to 8 letters");

/// A random number made before an entry is first tried to be stored, so that trying again after an
/// unclear failure cannot count a dose twice. Written as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u64);

impl FromStr for EntryId {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let lower_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        match u64::from_str_radix(text, 16) {
            Ok(number) if text.len() == 16 && text.bytes().all(lower_hex) => Ok(EntryId(number)),
            _ => refuse("entry id", text, "16 lower-case hexadecimal digits"),
        }
    }
}

impl EntryId {
    /// Writes it behind a text.
    pub fn spell(self, to: &mut String) {
        behind(to, |to| self.write_to(to));
    }

    fn write_to(self, to: &mut impl fmt::Write) -> fmt::Result {
        let (mut text, mut rest) = ([0; 16], self.0);
        for digit in text.iter_mut().rev() {
            *digit = b"0123456789abcdef"[(rest % 16) as usize];
            rest /= 16;
        }
        ascii(&text, to)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.write_to(f)
    }
}

text_serde!(EntryId, "16 lower-case hexadecimal digits");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drug_code_is_read_back_as_it_was_written() {
        let id: DrugId = "capecitabine".parse().unwrap();
        assert_eq!(id.as_str(), "capecitabine");
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"capecitabine\"");
        assert_eq!(
            serde_json::from_str::<DrugId>("\"capecitabine\"").unwrap(),
            id
        );
    }

    #[test]
    fn names_that_could_hide_something_on_a_screen_are_refused() {
        for text in [
            "",
            "Cape",
            "a b",
            "a\u{1b}[31m",
            "\u{202e}a",
            &"a".repeat(32),
        ] {
            assert!(text.parse::<DrugId>().is_err(), "{text:?}");
        }
        for text in ["", "-7", "0/7", "a\n", "\u{202e}7"] {
            assert!(text.parse::<SubjectCode>().is_err(), "{text:?}");
        }
        for text in ["", "L1", "L\u{202e}", "ABCDEFGHI"] {
            assert!(text.parse::<Initials>().is_err(), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn an_entry_id_is_read_back_as_it_was_written(number: u64, bits in 0..64_u32) {
            let id = EntryId(number >> bits);
            let mut spelt = String::new();
            id.spell(&mut spelt);
            proptest::prop_assert_eq!(&spelt, &format!("{:016x}", id.0));
            proptest::prop_assert_eq!(&spelt, &id.to_string());
            proptest::prop_assert_eq!(spelt.parse(), Ok(id));
        }
    }

    #[test]
    fn an_entry_id_has_one_spelling() {
        assert_eq!(EntryId(10).to_string(), "000000000000000a");
        assert!("000000000000000A".parse::<EntryId>().is_err());
        assert!("a".parse::<EntryId>().is_err());
        assert!("+00000000000000a".parse::<EntryId>().is_err());
    }
}
