//! Moments as they stand in a file: RFC 3339 with an offset.
//!
//! Called for the time of every line and for every time in an event. The form that this program writes
//! is read by hand, everything else by chrono; both give the same. Only moments that a diary can hold
//! come out of here.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat, TimeZone, Timelike};

use super::calendar::{Moment, is_in_range};

/// Writes a moment with seconds and a numeric offset; fractions of a second are dropped.
pub fn write(at: &Moment) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Shows a moment with its offset, and with fractions of a second where a file of another program has them.
///
/// # Errors
/// The place that it is written to refuses.
pub fn show(at: &Moment, f: &mut fmt::Formatter) -> fmt::Result {
    match canonical(at) {
        Some(text) => f.write_str(std::str::from_utf8(&text).unwrap_or_default()),
        None => f.write_str(&at.to_rfc3339()),
    }
}

/// `YYYY-MM-DDTHH:MM:SS+HH:MM`, of a moment that has no more to it.
fn canonical(at: &Moment) -> Option<[u8; 25]> {
    let civil = at.naive_local();
    let (date, time) = (civil.date(), civil.time());
    let offset = at.offset().local_minus_utc();
    let year = u32::try_from(date.year())
        .ok()
        .filter(|year| *year < 10_000)?;
    if time.nanosecond() != 0 || offset % 60 != 0 {
        return None;
    }
    let mut text = *b"0000-00-00T00:00:00+00:00";
    let minutes = offset.unsigned_abs() / 60;
    let parts = [
        (0, year / 100),
        (2, year % 100),
        (5, date.month()),
        (8, date.day()),
        (11, time.hour()),
        (14, time.minute()),
        (17, time.second()),
        (20, minutes / 60),
        (23, minutes % 60),
    ];
    for (at, value) in parts {
        [text[at], text[at + 1]] = two_digits(value);
    }
    if offset < 0 {
        text[19] = b'-';
    }
    Some(text)
}

/// The two digits of a number below 100.
pub(super) fn two_digits(value: u32) -> [u8; 2] {
    [value / 10, value % 10].map(|digit| b'0' + (digit % 10) as u8)
}

/// Reads a moment between the years 2000 and 2199.
pub fn read(text: &str) -> Option<Moment> {
    read_canonical(text.as_bytes())
        .or_else(|| DateTime::parse_from_rfc3339(text).ok())
        .filter(is_in_range)
}

/// Reads `YYYY-MM-DDTHH:MM:SS+HH:MM`, and nothing else.
fn read_canonical(text: &[u8]) -> Option<Moment> {
    let t: &[u8; 25] = text.try_into().ok()?;
    let marks = t[4] == b'-' && t[7] == b'-' && t[10] == b'T' && t[13] == b':' && t[16] == b':';
    if !marks || t[22] != b':' {
        return None;
    }
    let two = |at: usize| -> Option<u32> {
        let (tens, ones) = (t[at].wrapping_sub(b'0'), t[at + 1].wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
    };
    let year = two(0)? * 100 + two(2)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, two(5)?, two(8)?)?;
    let civil = date.and_hms_opt(two(11)?, two(14)?, two(17)?)?;
    let (hours, minutes) = (two(20)?, two(23)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    let offset = match t[19] {
        b'+' => FixedOffset::east_opt(seconds)?,
        b'-' => FixedOffset::west_opt(seconds)?,
        _ => return None,
    };
    offset.from_local_datetime(&civil).single()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Shown(Moment);

    impl fmt::Display for Shown {
        fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
            show(&self.0, f)
        }
    }

    #[test]
    fn a_moment_that_no_diary_can_hold_is_refused() {
        assert!(read("2199-12-31T23:59:59+14:00").is_some());
        for text in [
            "2200-01-01T00:00:00-12:00",
            "1999-12-31T23:59:59+00:00",
            "0000-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
            "2026-02-30T08:00:00+08:00",
            "2026-11-04 8:00",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_canonical_moment_is_read_as_chrono_reads_it(
            seconds in -62_167_000_000_i64..253_402_000_000,
            offset in -86_340_i32 / 60..=86_340 / 60,
        ) {
            let offset = FixedOffset::east_opt(offset * 60).unwrap();
            let at = offset.timestamp_opt(seconds, 0).unwrap();
            let text = write(&at);
            prop_assert_eq!(read_canonical(text.as_bytes()), Some(at));
            prop_assert_eq!(read_canonical(text.as_bytes()).map(|at| *at.offset()), Some(offset));
        }

        #[test]
        fn a_moment_is_shown_as_chrono_shows_it(
            seconds in -62_167_000_000_i64..253_402_000_000,
            nanos in prop_oneof![Just(0), 0..1_000_000_000_u32],
            offset in -86_340_i32..=86_340,
        ) {
            for offset in [offset, offset / 60 * 60] {
                let offset = FixedOffset::east_opt(offset).unwrap();
                let at = offset.timestamp_opt(seconds, nanos).unwrap();
                prop_assert_eq!(Shown(at).to_string(), at.to_rfc3339());
            }
        }

        #[test]
        fn no_text_is_read_otherwise_than_by_chrono(
            text in "[0-9]{3,4}-[0-9]{2}-[0-3][0-9][T t][0-2][0-9]:[0-6][0-9]:[0-6][0-9][-+z][0-2][0-9]:[0-9]{2}",
        ) {
            let chrono = DateTime::parse_from_rfc3339(&text).ok();
            if let Some(by_hand) = read_canonical(text.as_bytes()) {
                prop_assert_eq!(Some(by_hand), chrono);
            }
            prop_assert_eq!(read(&text), chrono.filter(is_in_range));
        }
    }
}
