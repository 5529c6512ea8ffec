//! Digits written behind a text, without the machinery of `fmt`: an export is mostly dates, amounts and counts.
//!
//! Each value that is written so has one such spelling, from which its `Display` is made too. What a number
//! stands for never enters here.

use std::fmt::{self, Write};

/// Writes behind a text.
pub(super) fn behind(to: &mut String, write: impl FnOnce(&mut String) -> fmt::Result) {
    // A String refuses nothing.
    let _ = write(to);
}

/// Writes a count behind a text.
pub fn count(number: u64, to: &mut String) {
    if number >= 10 {
        count(number / 10, to);
    }
    to.push(char::from(b'0' + (number % 10) as u8));
}

/// Writes a number with so many digits at least, 20 at most: zeros stand in front.
pub(super) fn digits(mut number: u64, least: usize, to: &mut impl Write) -> fmt::Result {
    let mut text = [b'0'; 20];
    let mut begin = text.len();
    while number > 0 {
        begin -= 1;
        text[begin] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    let begin = begin.min(text.len().saturating_sub(least));
    for digit in &text[begin..] {
        to.write_char(char::from(*digit))?;
    }
    Ok(())
}

/// The two digits of a number below 100.
pub fn two_digits(value: u32) -> [u8; 2] {
    [b'0' + (value / 10 % 10) as u8, b'0' + (value % 10) as u8]
}

/// Writes bytes that are known to be ASCII.
pub(super) fn ascii(text: &[u8], to: &mut impl Write) -> fmt::Result {
    to.write_str(std::str::from_utf8(text).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_number_has_the_digits_that_the_library_gives_it(number: u64, bits in 0..64_u32, least in 0..20_usize) {
            let number = number >> bits;
            let mut text = String::new();
            count(number, &mut text);
            proptest::prop_assert_eq!(&text, &number.to_string());
            text.clear();
            digits(number, least.max(1), &mut text).unwrap();
            proptest::prop_assert_eq!(text, format!("{number:0width$}", width = least.max(1)));
        }
    }
}
