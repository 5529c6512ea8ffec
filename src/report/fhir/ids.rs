//! Names that are the same in every export of the same diary: of resources, and of the lists of codes.
//!
//! A name is a UUID made of a hash (version 8 of RFC 9562), so that a second import changes what is there
//! instead of doubling it, and nothing in it can be read.

use sha2::{Digest, Sha256};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The UUID of some names in their order.
pub(super) fn uuid(names: &[&str]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"dosebook fhir");
    for name in names {
        // With its length, so that no two lists of names run together.
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name.as_bytes());
    }
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.extend([byte >> 4, byte & 0x0f].map(|digit| char::from(HEX[usize::from(digit)])));
    }
    text
}

/// The same as an address that belongs to nobody.
pub(super) fn urn(uuid: &str) -> String {
    format!("urn:uuid:{uuid}")
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
        let parts: Vec<&str> = id.split('-').collect();
        assert_eq!(
            parts.iter().map(|part| part.len()).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
        assert!(
            parts[2].starts_with('8') && "89ab".contains(&parts[3][..1]),
            "{id}"
        );
    }
}
