//! The hash of a line, and the head of a chain.
//!
//! SHA-256, written as 64 lower-case hexadecimal digits and in no other spelling: with two spellings
//! a changed bit in the hash itself would pass unseen.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What the first line names as the hash before it: 64 zeros.
    pub const NONE: Hash = Hash([0; 32]);

    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(Sha256::digest(bytes).into())
    }

    /// Reads 64 lower-case hexadecimal digits.
    pub(super) fn from_hex(hex: &[u8]) -> Option<Hash> {
        let pairs: &[u8; 64] = hex.try_into().ok()?;
        let mut bytes = [0; 32];
        let mut wrong = 0;
        for (byte, pair) in bytes.iter_mut().zip(pairs.as_chunks::<2>().0) {
            let (high, low) = (nibble(pair[0]), nibble(pair[1]));
            wrong |= high | low;
            *byte = (high << 4) | (low & 0x0f);
        }
        (wrong & 0xf0 == 0).then_some(Hash(bytes))
    }

    /// The 64 lower-case hexadecimal digits.
    pub(super) fn hex(&self) -> [u8; 64] {
        let mut hex = [0; 64];
        for (pair, byte) in hex.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            *pair = [digit(byte >> 4), digit(byte & 0x0f)];
        }
        hex
    }
}

/// The value of a lower-case hexadecimal digit; above 15 for anything else.
pub(super) fn nibble(digit: u8) -> u8 {
    const VALUES: [u8; 256] = {
        let mut values = [0xff; 256];
        let mut value = 0;
        while value < 16 {
            values[self::digit(value) as usize] = value;
            value += 1;
        }
        values
    };
    VALUES[usize::from(digit)]
}

const fn digit(value: u8) -> u8 {
    // No branch, so that the compiler writes many digits at once.
    let letter = (value > 9) as u8;
    b'0' + value + letter * (b'a' - b'9' - 1)
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.hex()
            .iter()
            .try_for_each(|digit| fmt::Write::write_char(f, char::from(*digit)))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A text that is no hash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a hash of 64 lower-case hexadecimal digits")]
pub struct HashError;

impl FromStr for Hash {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        Hash::from_hex(text.as_bytes()).ok_or(HashError)
    }
}

/// The last line of a chain: it vouches for all before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The position of the line, from 1; 0 for an empty chain.
    pub seq: u64,
    /// The hash of the line.
    pub hash: Hash,
}

impl Head {
    /// The head before the first line.
    pub(super) const EMPTY: Head = Head {
        seq: 0,
        hash: Hash::NONE,
    };

    /// The first 8 digits of the hash, by which paper can name a copy (ruling 25).
    pub fn code(&self) -> String {
        self.hash.to_string().chars().take(8).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_one_spelling() {
        let hash = Hash::of(b"abc");
        let text = hash.to_string();
        assert_eq!(
            text,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(text.parse(), Ok(hash));
        assert_eq!(text.to_uppercase().parse::<Hash>(), Err(HashError));
        assert_eq!(text[1..].parse::<Hash>(), Err(HashError));
        assert_eq!(Head { seq: 1, hash }.code(), "ba7816bf");
    }

    #[test]
    fn no_byte_but_a_lower_case_digit_is_read() {
        for byte in 0..=255_u8 {
            let mut hex = [b'0'; 64];
            hex[63] = byte;
            let accepted = byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            assert_eq!(Hash::from_hex(&hex).is_some(), accepted, "{byte}");
        }
    }
}
