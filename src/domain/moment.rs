//! Moments as they stand in a file: RFC 3339 with an offset.
//!
//! Called for the time of every line and for every time in an event. The form that this program writes
//! is read by hand, everything else by chrono; both give the same. Only moments that a diary can hold
//! come out of here.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat, Timelike};

use super::calendar::{Moment, instant, is_in_range};
use super::spell::{ascii, behind, two_digits};

/// Writes a moment with seconds and a numeric offset; fractions of a second are dropped.
pub fn write(at: &Moment) -> String {
    match canonical(at) {
        Some(text) => String::from_utf8_lossy(&text).into_owned(),
        None => at.to_rfc3339_opts(SecondsFormat::Secs, false),
    }
}

/// Shows a moment with its offset, and with fractions of a second where a file of another program has them.
///
/// # Errors
/// The place that it is written to refuses.
pub fn show(at: &Moment, f: &mut fmt::Formatter) -> fmt::Result {
    write_to(at, f)
}

/// Writes a moment behind a text as [`show`] shows it.
pub fn spell(at: &Moment, to: &mut String) {
    behind(to, |to| write_to(at, to));
}

/// Writes a moment behind a text as serde does in an event: as [`spell`] does, but with a Z where the clock was that
/// of UTC.
pub(super) fn spell_in_event(at: &Moment, to: &mut String) {
    match canonical(at) {
        Some(text) => match text.strip_suffix(b"+00:00") {
            Some(civil) => {
                behind(to, |to| ascii(civil, to));
                to.push('Z');
            }
            None => behind(to, |to| ascii(&text, to)),
        },
        None => to.push_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
    }
}

fn write_to(at: &Moment, to: &mut impl fmt::Write) -> fmt::Result {
    match canonical(at) {
        Some(text) => ascii(&text, to),
        None => to.write_str(&at.to_rfc3339()),
    }
}

/// `YYYY-MM-DDTHH:MM:SS+HH:MM`, of a moment that has no more to it.
fn canonical(at: &Moment) -> Option<[u8; 25]> {
    let civil = at.naive_local();
    let (date, time) = (civil.date(), civil.time());
    let offset = at.offset().local_minus_utc();
    let is_plain = (0..10_000).contains(&date.year()) && time.nanosecond() == 0 && offset % 60 == 0;
    if !is_plain {
        return None;
    }
    let [c1, c2, y1, y2, _, m1, m2, _, d1, d2] = digits_of_date(date);
    let [h1, h2] = two_digits(time.hour());
    let [n1, n2] = two_digits(time.minute());
    let [s1, s2] = two_digits(time.second());
    let sign = if offset < 0 { b'-' } else { b'+' };
    let minutes = offset.unsigned_abs() / 60;
    let [p1, p2] = two_digits(minutes / 60);
    let [q1, q2] = two_digits(minutes % 60);
    Some([
        c1, c2, y1, y2, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, sign,
        p1, p2, b':', q1, q2,
    ])
}

/// `YYYY-MM-DD`, of a date between the years 0 and 9999.
pub(super) fn digits_of_date(date: NaiveDate) -> [u8; 10] {
    let year = date.year().unsigned_abs();
    let [c1, c2] = two_digits(year / 100);
    let [y1, y2] = two_digits(year % 100);
    let [m1, m2] = two_digits(date.month());
    let [d1, d2] = two_digits(date.day());
    [c1, c2, y1, y2, b'-', m1, m2, b'-', d1, d2]
}

/// Reads a moment between the years 2000 and 2199.
pub fn read(text: &str) -> Option<Moment> {
    read_canonical(text.as_bytes()).or_else(|| {
        let read = DateTime::parse_from_rfc3339(text).ok();
        read.filter(is_in_range)
    })
}

/// Reads `YYYY-MM-DDTHH:MM:SS`, then `+HH:MM`, `-HH:MM` or `Z`, of the years 2000 to 2199, and nothing else.
pub(crate) fn read_canonical(text: &[u8]) -> Option<Moment> {
    let (civil, offset) = text.split_first_chunk::<19>()?;
    let at = digits(civil, b"0000-00-00T00:00:00")?;
    let seconds = match offset {
        b"Z" => 0,
        [sign, offset @ ..] => {
            let at = digits(offset.try_into().ok()?, b"00:00")?;
            let (hours, minutes) = (two(at[0], at[1]), two(at[3], at[4]));
            if hours > 23 || minutes > 59 {
                return None;
            }
            let seconds = (hours * 3600 + minutes * 60).cast_signed();
            match sign {
                b'+' => seconds,
                b'-' => -seconds,
                _ => return None,
            }
        }
        [] => return None,
    };
    let (date, time) = at.split_first_chunk::<10>()?;
    let [_, h1, h2, _, m1, m2, _, s1, s2] = *time else {
        return None;
    };
    let civil = of_digits(date)?.and_hms_opt(two(h1, h2), two(m1, m2), two(s1, s2))?;
    Some(instant(civil, FixedOffset::east_opt(seconds)?))
}

/// Reads `YYYY-MM-DD` of the years 2000 to 2199, and nothing else.
pub(super) fn date(text: &[u8; 10]) -> Option<NaiveDate> {
    of_digits(&digits(text, b"0000-00-00")?)
}

fn of_digits([c1, c2, y1, y2, _, m1, m2, _, d1, d2]: &[u8; 10]) -> Option<NaiveDate> {
    let (century, year) = (two(*c1, *c2), two(*y1, *y2));
    let year = matches!(century, 20 | 21).then_some((century * 100 + year).cast_signed())?;
    NaiveDate::from_ymd_opt(year, two(*m1, *m2), two(*d1, *d2))
}

/// The digits of a text that has one wherever `form` has a zero, and else what `form` has.
fn digits<const N: usize>(text: &[u8; N], form: &[u8; N]) -> Option<[u8; N]> {
    let (mut digits, mut wrong) = ([0; N], false);
    // No branch, so that the compiler looks at many bytes at once.
    for ((digit, byte), wanted) in digits.iter_mut().zip(text).zip(form) {
        *digit = byte.wrapping_sub(*wanted);
        let most = if *wanted == b'0' { 9 } else { 0 };
        wrong |= *digit > most;
    }
    (!wrong).then_some(digits)
}

fn two(tens: u8, ones: u8) -> u32 {
    u32::from(tens) * 10 + u32::from(ones)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
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
            late in 946_600_000_i64..7_258_200_000,
            offset in -86_340_i32 / 60..=86_340 / 60,
            any_year in any::<bool>(),
        ) {
            let offset = FixedOffset::east_opt(offset * 60).unwrap();
            let at = offset.timestamp_opt(if any_year { seconds } else { late }, 0).unwrap();
            let text = write(&at);
            let expected = Some(at).filter(is_in_range);
            prop_assert_eq!(read_canonical(text.as_bytes()), expected);
            let offsets = (read_canonical(text.as_bytes()), expected);
            prop_assert_eq!(offsets.0.map(|at| *at.offset()), offsets.1.map(|at| *at.offset()));
        }

        #[test]
        fn a_changed_byte_is_read_as_by_chrono(
            at in 0..25_usize,
            byte in any::<u8>(),
            text in prop_oneof![Just("2026-11-04T08:12:05+08:00"), Just("2026-11-04T08:12:05Z")],
        ) {
            let mut bytes = text.as_bytes().to_vec();
            let at = at.min(bytes.len() - 1);
            bytes[at] = byte;
            let chrono = std::str::from_utf8(&bytes).ok();
            let chrono = chrono.and_then(|text| DateTime::parse_from_rfc3339(text).ok());
            if let Some(by_hand) = read_canonical(&bytes) {
                prop_assert_eq!(Some(by_hand), chrono.filter(is_in_range));
            }
        }

        #[test]
        fn the_end_that_serde_writes_in_utc_is_read_too(seconds in 946_684_800_i64..7_258_118_400) {
            let at = DateTime::from_timestamp(seconds, 0).unwrap().fixed_offset();
            let text = at.to_rfc3339_opts(SecondsFormat::Secs, true);
            prop_assert!(text.ends_with('Z'));
            prop_assert_eq!(read_canonical(text.as_bytes()), Some(at));
        }

        #[test]
        fn a_moment_is_shown_as_chrono_shows_it(
            seconds in -62_167_000_000_i64..253_402_000_000,
            nanos in prop_oneof![Just(0), 0..1_000_000_000_u32],
            offset in -86_340_i32..=86_340,
        ) {
            for offset in [offset, offset / 60 * 60, 0] {
                let offset = FixedOffset::east_opt(offset).unwrap();
                let at = offset.timestamp_opt(seconds, nanos).unwrap();
                prop_assert_eq!(Shown(at).to_string(), at.to_rfc3339());
                let mut spelt = "at ".to_owned();
                spell(&at, &mut spelt);
                prop_assert_eq!(spelt, format!("at {}", at.to_rfc3339()));
                let mut in_event = String::new();
                spell_in_event(&at, &mut in_event);
                prop_assert_eq!(serde_json::to_string(&at).unwrap(), format!("\"{in_event}\""));
            }
        }

        #[test]
        fn no_text_is_read_otherwise_than_by_chrono(
            text in "(2[01]|[0-9]{1,2})[0-9]{2}-[0-9]{2}-[0-3][0-9][T t][0-2][0-9]:[0-6][0-9]:[0-6][0-9]([-+z][0-2][0-9]:[0-9]{2}|[Zz]|)",
        ) {
            let chrono = DateTime::parse_from_rfc3339(&text).ok().filter(is_in_range);
            if let Some(by_hand) = read_canonical(text.as_bytes()) {
                prop_assert_eq!(Some(by_hand), chrono);
            }
            prop_assert_eq!(read(&text), chrono);
        }
    }
}
