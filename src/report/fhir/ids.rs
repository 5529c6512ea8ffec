//! Names that are the same in every export of the same diary: of resources, and of the lists of codes.
//!
//! A name is a UUID made of a hash (version 8 of RFC 9562), so that a second import changes what is there
//! instead of doubling it, and nothing in it can be read.

use std::fmt;

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Where in the text of a UUID each of its bytes begins, between the hyphens.
const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/// A UUID.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id([u8; 36]);

impl Id {
    /// The UUID as text.
    pub fn as_str(&self) -> &str {
        // Digits and hyphens only, so this cannot fail; an empty name is the honest rest.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The same as an address that belongs to nobody.
    pub(super) fn urn(&self) -> String {
        ["urn:uuid:", self.as_str()].concat()
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// Some names in their order, of which a UUID is made; many lists may go on behind the same names.
#[derive(Debug, Clone)]
pub(super) struct Names(Sha256);

impl Names {
    pub(super) fn new() -> Names {
        Names(Sha256::new().chain_update(b"dosebook fhir"))
    }

    /// One more behind them.
    pub(super) fn and(self, name: &str) -> Names {
        // With its length, so that no two lists of names run together.
        let length = (name.len() as u64).to_be_bytes();
        Names(self.0.chain_update(length).chain_update(name))
    }

    /// The UUID of them all.
    pub(super) fn uuid(self) -> Id {
        let digest = self.0.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = *b"00000000-0000-0000-0000-000000000000";
        for (byte, place) in bytes.into_iter().zip(PLACES) {
            text[place] = HEX[usize::from(byte >> 4)];
            text[place + 1] = HEX[usize::from(byte & 0x0f)];
        }
        Id(text)
    }
}

/// The UUID of some names in their order.
pub(super) fn uuid(names: &[&str]) -> Id {
    let names = names.iter();
    names.fold(Names::new(), |list, name| list.and(name)).uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_uuid_of_version_8_and_no_two_lists_of_names_share_one() {
        let id = uuid(&["a", "bc"]);
        assert_eq!(id, uuid(&["a", "bc"]));
        for other in [&["ab", "c"][..], &["abc"], &["a", "b", "c"], &["bc", "a"]] {
            assert_ne!(id, uuid(other));
        }
        let parts: Vec<&str> = id.as_str().split('-').collect();
        assert_eq!(
            parts.iter().map(|part| part.len()).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
        assert!(
            parts[2].starts_with('8') && "89ab".contains(&parts[3][..1]),
            "{id:?}"
        );
    }

    #[test]
    fn an_id_stays_what_it_was_in_exports_made_before() {
        let id = uuid(&["Patient", "a study", "007"]);
        assert_eq!(id.as_str(), "2503faf5-2e51-81b4-b248-7ab8e9e02c42");
    }
}
