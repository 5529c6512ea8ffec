//! Days and periods: diary dates, the two halves of a day, and positions in the order of slots.
//!
//! A slot is a date and a period. It is never turned into an instant and back, so neither a DST
//! change nor a journey can move it. Nothing here asks what time it is.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};

use super::ids::text_serde;
use super::moment;
use super::spell::{ascii, behind};

/// An instant together with the offset of the clock that named it.
pub type Moment = DateTime<FixedOffset>;

/// Whether the clock that named a moment showed a date between 2000-01-01 and 2199-12-31: what a diary
/// can hold, and what can be reckoned with in every zone without overflow.
pub fn is_in_range(moment: &Moment) -> bool {
    let shown = moment.naive_utc().checked_add_offset(*moment.offset());
    shown.is_some_and(|civil| DiaryDate::new(civil.date()).is_some())
}

/// The moment at which a wall clock with `offset` shows `civil`.
pub fn instant(civil: NaiveDateTime, offset: FixedOffset) -> Moment {
    let utc = civil.checked_sub_offset(offset).unwrap_or(civil);
    Moment::from_naive_utc_and_offset(utc, offset)
}

/// Reads a moment that a diary can hold.
pub(super) fn read_moment<'de, D: Deserializer<'de>>(from: D) -> Result<Moment, D::Error> {
    struct Text;
    impl serde::de::Visitor<'_> for Text {
        type Value = Moment;
        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a time with its offset, between the years 2000 and 2199")
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<Moment, E> {
            moment::read(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
        }
    }
    from.deserialize_str(Text)
}

/// Reads a moment that a diary can hold, or none.
pub(super) fn read_moment_if_any<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Moment>, D::Error> {
    struct InRange(Moment);
    impl<'de> Deserialize<'de> for InRange {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<InRange, D::Error> {
            read_moment(from).map(InRange)
        }
    }
    Ok(Option::<InRange>::deserialize(from)?.map(|found| found.0))
}

/// A text that is no date between 2000-01-01 and 2199-12-31.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date of the form YYYY-MM-DD between 2000-01-01 and 2199-12-31")]
pub struct DateError(pub String);

/// A local calendar date whose day runs from the protocol's `day_starts_at` to the next, so that a
/// dose at 00:40 belongs to the evening before. Always between 2000-01-01 and 2199-12-31.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiaryDate(NaiveDate);

impl DiaryDate {
    const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a real date");
    const LAST: NaiveDate = NaiveDate::from_ymd_opt(2199, 12, 31).expect("a real date");

    /// A diary date, if it lies between 2000-01-01 and 2199-12-31.
    pub fn new(date: NaiveDate) -> Option<DiaryDate> {
        (DiaryDate::FIRST..=DiaryDate::LAST)
            .contains(&date)
            .then_some(DiaryDate(date))
    }

    /// The date that these bytes spell.
    pub(super) fn scan(text: &[u8; 10]) -> Option<DiaryDate> {
        moment::date(text).map(DiaryDate)
    }

    /// The first date that a diary can name.
    pub const fn earliest() -> DiaryDate {
        DiaryDate(DiaryDate::FIRST)
    }

    /// The nearest diary date to a calendar date.
    fn clamped(date: NaiveDate) -> DiaryDate {
        DiaryDate(date.clamp(DiaryDate::FIRST, DiaryDate::LAST))
    }

    /// The diary date that a wall-clock time belongs to.
    pub fn of(civil: NaiveDateTime, day_starts_at: NaiveTime) -> DiaryDate {
        let date = civil.date();
        if civil.time() < day_starts_at {
            DiaryDate::clamped(date.pred_opt().unwrap_or(date))
        } else {
            DiaryDate::clamped(date)
        }
    }

    /// The calendar date of the same name.
    pub fn calendar(self) -> NaiveDate {
        self.0
    }

    /// The wall-clock time of this diary day at `time`: a time before `day_starts_at` lies on the
    /// next calendar day.
    pub fn at(self, time: NaiveTime, day_starts_at: NaiveTime) -> NaiveDateTime {
        let date = if time < day_starts_at {
            self.0.succ_opt().unwrap_or(self.0)
        } else {
            self.0
        };
        date.and_time(time)
    }

    /// When this diary day begins.
    pub fn begins(self, day_starts_at: NaiveTime) -> NaiveDateTime {
        self.0.and_time(day_starts_at)
    }

    /// When this diary day is over: the beginning of the next.
    pub fn ends(self, day_starts_at: NaiveTime) -> NaiveDateTime {
        self.0.succ_opt().unwrap_or(self.0).and_time(day_starts_at)
    }

    /// This date moved by whole days, stopping at the first and last possible date.
    pub fn plus(self, days: i64) -> DiaryDate {
        let step = Days::new(days.unsigned_abs());
        let moved = if days < 0 {
            self.0.checked_sub_days(step).unwrap_or(DiaryDate::FIRST)
        } else {
            self.0.checked_add_days(step).unwrap_or(DiaryDate::LAST)
        };
        DiaryDate::clamped(moved)
    }

    /// Whole days from `earlier` to this date; negative if this one is earlier.
    pub fn days_since(self, earlier: DiaryDate) -> i64 {
        i64::from(self.0.num_days_from_ce()) - i64::from(earlier.0.num_days_from_ce())
    }
}

impl DiaryDate {
    /// Writes it behind a text: `YYYY-MM-DD`.
    pub fn spell(self, to: &mut String) {
        behind(to, |to| self.write_to(to));
    }

    fn write_to(self, to: &mut impl fmt::Write) -> fmt::Result {
        ascii(&moment::digits_of_date(self.0), to)
    }
}

impl fmt::Display for DiaryDate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.write_to(f)
    }
}

impl fmt::Debug for DiaryDate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for DiaryDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let date = text.as_bytes().try_into().ok();
        date.and_then(DiaryDate::scan)
            .ok_or_else(|| DateError(text.chars().take(20).collect()))
    }
}

text_serde!(DiaryDate, "a date of the form YYYY-MM-DD");

/// Which intake of a day a slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// The one intake of the day.
    Once,
    /// The morning intake.
    Am,
    /// The evening intake.
    Pm,
}

impl Period {
    /// Every period, in the order of a day.
    pub const ALL: [Period; 3] = [Period::Once, Period::Am, Period::Pm];

    /// The code in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Period::Once => "once",
            Period::Am => "am",
            Period::Pm => "pm",
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.code())
    }
}

/// A text that names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a period (once, am or pm)")]
pub struct PeriodError(pub String);

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Period::ALL
            .into_iter()
            .find(|period| period.code() == text)
            .ok_or_else(|| PeriodError(text.chars().take(20).collect()))
    }
}

/// A place in the order of slots, from which an order is in force.
///
/// `once` stands at the beginning of its day, level with `am`: [`SlotPosition::rank`] treats the two as
/// the same place, so that an order "from the morning" reaches a once-daily drug too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SlotPosition {
    /// The diary date.
    pub date: DiaryDate,
    /// The period of that date.
    pub period: Period,
}

impl SlotPosition {
    /// A place in the order of slots.
    pub fn new(date: DiaryDate, period: Period) -> SlotPosition {
        SlotPosition { date, period }
    }

    /// Whether this place lies at or before `other` in the order of slots.
    pub fn reaches(self, other: SlotPosition) -> bool {
        self.rank() <= other.rank()
    }

    /// The first place of a period that an order from here reaches.
    pub fn first_of(self, period: Period) -> SlotPosition {
        let same_day = SlotPosition::new(self.date, period);
        if self.reaches(same_day) {
            same_day
        } else {
            SlotPosition::new(self.date.plus(1), period)
        }
    }

    /// The sort key: date, then half of the day.
    pub fn rank(self) -> (DiaryDate, u8) {
        let half = match self.period {
            Period::Once | Period::Am => 0,
            Period::Pm => 1,
        };
        (self.date, half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn four() -> NaiveTime {
        NaiveTime::from_hms_opt(4, 0, 0).unwrap()
    }

    #[test]
    fn a_dose_after_midnight_belongs_to_the_evening_before() {
        let monday: DiaryDate = "2026-11-02".parse().unwrap();
        assert_eq!(DiaryDate::of(civil("2026-11-03 00:40"), four()), monday);
        assert_eq!(DiaryDate::of(civil("2026-11-03 03:59"), four()), monday);
        assert_eq!(
            DiaryDate::of(civil("2026-11-03 04:00"), four()),
            monday.plus(1)
        );
        let late = NaiveTime::from_hms_opt(0, 40, 0).unwrap();
        assert_eq!(monday.at(late, four()), civil("2026-11-03 00:40"));
    }

    proptest::proptest! {
        #[test]
        fn a_date_is_spelt_as_chrono_spells_it(days in 0..73_049_i64) {
            let date = DiaryDate::earliest().plus(days);
            let mut spelt = "on ".to_owned();
            date.spell(&mut spelt);
            proptest::prop_assert_eq!(&spelt, &format!("on {}", date.calendar()));
            proptest::prop_assert_eq!(spelt, format!("on {date}"));
        }
    }

    #[test]
    fn dates_are_read_strictly_and_bounded() {
        for bad in [
            "2026-02-30",
            "2026-1-02",
            "9999-01-01",
            "1999-12-31",
            "2026-11-0\u{662}",
            "",
        ] {
            assert!(bad.parse::<DiaryDate>().is_err(), "{bad:?}");
        }
        let last: DiaryDate = "2199-12-31".parse().unwrap();
        assert_eq!(last.plus(i64::MAX), last);
        assert_eq!(last.plus(1), last);
    }

    #[test]
    fn once_and_morning_share_a_place_in_the_order() {
        let date: DiaryDate = "2026-11-02".parse().unwrap();
        let at = |period| SlotPosition::new(date, period);
        assert!(at(Period::Am).reaches(at(Period::Once)));
        assert!(at(Period::Once).reaches(at(Period::Am)));
        assert!(!at(Period::Pm).reaches(at(Period::Once)));
    }
}
