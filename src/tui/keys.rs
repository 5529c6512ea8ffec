//! From the bytes that the terminal sends to the keys, clicks and texts that the screens know.
//!
//! Done here and not by crossterm 0.29, which waits for the rest of a broken sequence with the whole program,
//! forgets keys behind more than a thousand bytes, takes an unasked report for letters, and stops with a
//! panic at places that count from 0. What is unknown is left out as a whole, by the grammar of ECMA-48.

use crate::app::Press;

/// What was heard from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// A key.
    Press(Press),
    /// The mouse, at a column and a line of the screen.
    Click(u16, u16),
    /// The wheel of the mouse.
    Wheel {
        /// Up, not down.
        up: bool,
    },
    /// A text, pasted as a whole.
    Paste(String),
    /// Ctrl-Z: to the background.
    Suspend,
}

/// The beginning of what there is to read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// So many bytes, and what they say, if the screens know it.
    Took(usize, Option<Heard>),
    /// It is not whole yet.
    More,
}

const ESC: u8 = 0x1b;
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// A sequence longer than this is none.
const LONGEST: usize = 64;
/// The same for texts that terminals send about themselves.
const LONGEST_REPORT: usize = 4096;
/// The lowest bits of a mouse's report that say which keys were held with it.
const HELD_WITH: u16 = 4 | 8 | 16;

/// Reads the beginning of `bytes`.
pub(super) fn next(bytes: &[u8]) -> Step {
    let press = |press| Step::Took(1, Some(Heard::Press(press)));
    match bytes {
        [] => Step::More,
        [ESC, ..] => sequence(bytes),
        [b'\r', ..] => press(Press::Enter),
        [b'\t', ..] => press(Press::Next),
        [0x08 | 0x7f, ..] => press(Press::Erase),
        [0x03, ..] => press(Press::Leave),
        [0x1a, ..] => Step::Took(1, Some(Heard::Suspend)),
        [0x00..0x20, ..] => Step::Took(1, None),
        [first, ..] => letter(bytes, *first),
    }
}

/// Whether it is the key Esc, or the first byte of a sequence that the system cut in two.
pub(super) fn is_escape(bytes: &[u8]) -> bool {
    bytes == [ESC]
}

/// Whether a text is being pasted.
pub(super) fn is_pasting(bytes: &[u8]) -> bool {
    bytes.starts_with(PASTE_BEGINS)
}

/// A letter in UTF-8; a byte that cannot begin or go on with one is left out.
fn letter(bytes: &[u8], first: u8) -> Step {
    let length = match first {
        0x00..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        0x80..0xc2 | 0xf5.. => return Step::Took(1, None),
    };
    let part = bytes.get(..length).unwrap_or(bytes);
    match std::str::from_utf8(part) {
        Ok(text) => {
            let press = text.chars().next().map(Press::Letter);
            Step::Took(part.len(), press.map(Heard::Press))
        }
        Err(error) if error.error_len().is_none() => Step::More,
        Err(_) => Step::Took(1, None),
    }
}

/// What begins with Esc.
fn sequence(bytes: &[u8]) -> Step {
    match bytes {
        [ESC, ESC, ..] => Step::Took(1, Some(Heard::Press(Press::Back))),
        [ESC] | [ESC, b'O'] | [ESC, b'[', b'['] => Step::More,
        [ESC, b'O', key, ..] => Step::Took(3, function_key(*key).map(Heard::Press)),
        // The console of Linux has names of its own for F1 to F5.
        [ESC, b'[', b'[', key @ b'A'..=b'E', ..] => {
            let key = key - b'A' + b'P';
            Step::Took(4, function_key(key).map(Heard::Press))
        }
        [ESC, b'[', rest @ ..] => control_sequence(rest),
        [ESC, b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => report(rest),
        // A key held together with Alt: nothing of ours.
        [_, rest @ ..] => match next(rest) {
            Step::Took(count, _) => Step::Took(count + 1, None),
            Step::More => Step::More,
        },
        [] => Step::More,
    }
}

fn function_key(key: u8) -> Option<Press> {
    match key {
        b'A' => Some(Press::Up),
        b'B' => Some(Press::Down),
        b'C' => Some(Press::Right),
        b'D' => Some(Press::Left),
        b'Z' => Some(Press::Before),
        b'P' => Some(Press::Help),
        b'Q' => Some(Press::Language),
        b'R' => Some(Press::Contrast),
        _ => None,
    }
}

/// What follows `ESC [`: numbers and marks, then a last byte.
fn control_sequence(rest: &[u8]) -> Step {
    let is_inner = |byte: &u8| (0x20..0x40).contains(byte);
    let count = rest.iter().take_while(|byte| is_inner(byte)).count();
    let (numbers, behind) = rest.split_at(count);
    let length = 2 + count + 1;
    match (numbers, behind) {
        (_, []) if count < LONGEST => Step::More,
        (b"200", [b'~', text @ ..]) => pasted(text, length),
        // An older kind of report of the mouse.
        (b"", [b'M', place @ ..]) if place.len() < 3 => Step::More,
        (b"", [b'M', ..]) => Step::Took(length + 3, None),
        ([b'<', numbers @ ..], [b'M', ..]) => Step::Took(length, mouse(numbers)),
        (b"11", [b'~', ..]) => Step::Took(length, Some(Heard::Press(Press::Help))),
        (b"12", [b'~', ..]) => Step::Took(length, Some(Heard::Press(Press::Language))),
        (b"13", [b'~', ..]) => Step::Took(length, Some(Heard::Press(Press::Contrast))),
        // Alone or with Shift; with other keys held it is another key.
        (b"" | b"1" | b"1;1" | b"1;2", [key @ 0x40..0x7f, ..]) => {
            Step::Took(length, function_key(*key).map(Heard::Press))
        }
        (_, [0x40..0x7f, ..]) => Step::Took(length, None),
        // Broken off: what comes now is something else.
        _ => Step::Took(length - 1, None),
    }
}

fn mouse(numbers: &[u8]) -> Option<Heard> {
    let numbers = std::str::from_utf8(numbers).ok()?;
    let mut numbers = numbers.split(';').map(str::parse::<u16>);
    let (button, column, line) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let (column, line) = (column.ok()?.checked_sub(1)?, line.ok()?.checked_sub(1)?);
    match button.ok()? & !HELD_WITH {
        0 => Some(Heard::Click(column, line)),
        64 => Some(Heard::Wheel { up: true }),
        65 => Some(Heard::Wheel { up: false }),
        _ => None,
    }
}

fn pasted(text: &[u8], before: usize) -> Step {
    let end = text
        .windows(PASTE_ENDS.len())
        .position(|window| window == PASTE_ENDS);
    let Some((text, end)) = end.and_then(|end| Some((text.get(..end)?, end))) else {
        return Step::More;
    };
    let pasted = String::from_utf8_lossy(text).into_owned();
    Step::Took(before + end + PASTE_ENDS.len(), Some(Heard::Paste(pasted)))
}

/// What a terminal says about itself, up to its end mark.
fn report(rest: &[u8]) -> Step {
    match rest.iter().position(|byte| matches!(*byte, 0x07 | ESC)) {
        Some(at) => {
            let long = rest.get(at..at + 2) == Some(b"\x1b\\");
            let alone = rest.get(at) == Some(&ESC) && rest.len() == at + 1;
            match (alone, long, rest.get(at)) {
                (true, ..) => Step::More,
                (_, true, _) => Step::Took(2 + at + 2, None),
                (_, _, Some(&ESC)) => Step::Took(2 + at, None),
                (..) => Step::Took(2 + at + 1, None),
            }
        }
        None if rest.len() < LONGEST_REPORT => Step::More,
        None => Step::Took(2 + rest.len(), None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Everything that is heard, and whether something is not whole at the end.
    fn all(bytes: &[u8]) -> (Vec<Heard>, bool) {
        let mut found = Vec::new();
        let mut rest = bytes;
        while let Step::Took(count, heard) = next(rest) {
            assert!(count > 0 && count <= rest.len(), "{count} of {rest:?}");
            found.extend(heard);
            rest = &rest[count..];
        }
        (found, !rest.is_empty())
    }

    fn presses(bytes: &[u8]) -> Vec<Heard> {
        let (found, more) = all(bytes);
        assert!(!more, "{bytes:?} is not whole");
        found
    }

    #[test]
    fn keys_are_known_in_every_way_that_terminals_say_them() {
        for (bytes, press) in [
            (&b"\x1b[A"[..], Press::Up),
            (b"\x1bOB", Press::Down),
            (b"\x1b[1;2C", Press::Right),
            (b"\x1b[Z", Press::Before),
            (b"\x1bOP", Press::Help),
            (b"\x1b[12~", Press::Language),
            (b"\x1b[[C", Press::Contrast),
            (b"\r", Press::Enter),
            (b"\x7f", Press::Erase),
            (b"\x03", Press::Leave),
            ("中".as_bytes(), Press::Letter('中')),
        ] {
            assert_eq!(presses(bytes), [Heard::Press(press)], "{bytes:?}");
        }
        assert_eq!(presses(b"\x1a"), [Heard::Suspend]);
        assert_eq!(
            next(b"\x1b"),
            Step::More,
            "Esc, or the first byte of an arrow"
        );
        let back = Heard::Press(Press::Back);
        assert_eq!(presses(b"\x1b\x1b[A"), [back, Heard::Press(Press::Up)]);
    }

    #[test]
    fn chords_and_reports_that_nobody_asked_for_are_left_out_as_a_whole() {
        for bytes in [
            &b"\x1b[1;5A"[..],
            b"\x1bl",
            b"\x1b\r",
            b"\x11\x00\x1c",
            b"\x1b[0;0R",
            b"\x1b[<0;0;0M",
            b"\x1b[<0;5;5m",
            b"\x1b[<2;5;5M",
            b"\x1b[<35;5;5M",
            b"\x1b[M\0\0\0",
            b"\x1b[?2026;2$y",
            b"\x1b]11;rgb:0/0/q\x1b\\",
            b"\x1b]0;l\x07",
            b"\x1bP1$r0m\x1b\\",
            b"\x1b[99999999999999999999u",
            b"\xff\xfe\xc3\x1c",
        ] {
            assert_eq!(presses(bytes), [], "{bytes:?}");
        }
        let down = Heard::Press(Press::Down);
        assert_eq!(presses(b"\x1b[12\x1b[B"), [down], "one broken off");
    }

    #[test]
    fn of_the_mouse_only_the_left_button_going_down_and_the_wheel_count() {
        assert_eq!(presses(b"\x1b[<0;8;4M\x1b[<0;8;4m"), [Heard::Click(7, 3)]);
        assert_eq!(presses(b"\x1b[<16;300;4M"), [Heard::Click(299, 3)]);
        assert_eq!(presses(b"\x1b[<65;8;4M"), [Heard::Wheel { up: false }]);
    }

    #[test]
    fn pasted_text_is_one_text_and_never_keys() {
        let pasted = |text: &str| vec![Heard::Paste(text.to_owned())];
        assert_eq!(
            presses(b"\x1b[200~\rq\x1b[A\x03\x1b[201~"),
            pasted("\rq\x1b[A\x03")
        );
        assert_eq!(
            all(b"\x1b[200~\r\r"),
            (Vec::new(), true),
            "not before its end"
        );
    }

    proptest! {
        #[test]
        fn no_bytes_panic_and_cutting_them_anywhere_changes_nothing(
            pieces in proptest::collection::vec(
                prop_oneof![
                    proptest::collection::vec(any::<u8>(), 0..6),
                    Just(b"\x1b[".to_vec()),
                    Just(b"\x1b[200~".to_vec()),
                    Just(PASTE_ENDS.to_vec()),
                    Just(b"\x1b]1".to_vec()),
                    Just(b"\x1b[<0;1;1M".to_vec()),
                ],
                0..12,
            ),
            cut in 0_usize..80,
        ) {
            let bytes = pieces.concat();
            let whole = all(&bytes);
            let (first, _) = bytes.split_at(cut.min(bytes.len()));
            let mut rest = first;
            let mut found = Vec::new();
            while let Step::Took(count, heard) = next(rest) {
                found.extend(heard);
                rest = &rest[count..];
            }
            let behind = &bytes[first.len() - rest.len()..];
            let (later, more) = all(behind);
            found.extend(later);
            prop_assert_eq!((found, more), whole);
        }
    }
}
