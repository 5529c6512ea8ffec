//! Moments as they stand in a file: RFC 3339 with an offset.
//!
//! Called for the time of every line and for every time in an event. The form that this program writes
//! is read by hand, everything else by chrono; both give the same. Only moments that a diary can hold
//! come out of here.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};

use super::calendar::{Moment, instant, is_in_range};

/// Writes a moment with seconds and a numeric offset; fractions of a second are dropped.
pub fn write(at: &Moment) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
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
    let date = day(
        [at[0], at[1], at[2], at[3]],
        two(at[5], at[6]),
        two(at[8], at[9]),
    )?;
    let (hour, minute, second) = (
        two(at[11], at[12]),
        two(at[14], at[15]),
        two(at[17], at[18]),
    );
    let civil = date.and_hms_opt(hour, minute, second)?;
    Some(instant(civil, FixedOffset::east_opt(seconds)?))
}

/// Reads `YYYY-MM-DD` of the years 2000 to 2199, and nothing else.
pub(super) fn date(text: &[u8; 10]) -> Option<NaiveDate> {
    let at = digits(text, b"0000-00-00")?;
    day(
        [at[0], at[1], at[2], at[3]],
        two(at[5], at[6]),
        two(at[8], at[9]),
    )
}

fn day(year: [u8; 4], month: u32, day: u32) -> Option<NaiveDate> {
    let [century, year] = [two(year[0], year[1]), two(year[2], year[3])];
    matches!(century, 20 | 21).then_some(())?;
    NaiveDate::from_ymd_opt((century * 100 + year).cast_signed(), month, day)
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
        fn the_end_that_serde_writes_in_utc_is_read_too(seconds in 946_684_800_i64..7_258_118_400) {
            let at = DateTime::from_timestamp(seconds, 0).unwrap().fixed_offset();
            let text = at.to_rfc3339_opts(SecondsFormat::Secs, true);
            prop_assert!(text.ends_with('Z'));
            prop_assert_eq!(read_canonical(text.as_bytes()), Some(at));
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
