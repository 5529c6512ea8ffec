//! The only place that asks what time it is, and in which zone.
//!
//! The machine's clock, or one fixed by `DOSEBOOK_NOW` for tests and demonstrations; entries made under
//! a fixed clock say so. Wall-clock times that a person names are resolved here (ruling 16).

use std::ops::Range;
use std::time::Duration;

use chrono::{DateTime, Datelike, Local, LocalResult, NaiveDateTime, SubsecRound, TimeZone};

use crate::domain::calendar::Moment;
use crate::domain::entry::ClockKind;

/// The years that a diary can hold.
const YEARS: Range<i32> = 2000..2200;

/// The clock that this run of the program goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock and zone.
    System,
    /// One moment, for ever; its offset is the zone.
    Fixed(Moment),
}

/// A `DOSEBOOK_NOW` that is no moment of the years 2000 to 2199.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("DOSEBOOK_NOW is {0:?}, not a time such as 2026-11-04T08:12:05+08:00")]
pub struct ClockError(pub String);

/// What a wall-clock time stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// One moment.
    One(Moment),
    /// The clock showed it twice; this is the earlier one.
    EarlierOfTwo(Moment),
    /// The clock never showed it.
    Never,
}

impl Clock {
    /// The clock named by the value of `DOSEBOOK_NOW`, or the machine's.
    ///
    /// # Errors
    /// A value that is no RFC 3339 time of the years 2000 to 2199.
    pub fn new(fixed: Option<&str>) -> Result<Clock, ClockError> {
        let Some(text) = fixed else {
            return Ok(Clock::System);
        };
        let bad = || ClockError(text.chars().take(40).collect());
        let moment = DateTime::parse_from_rfc3339(text).map_err(|_| bad())?;
        if !YEARS.contains(&moment.year()) {
            return Err(bad());
        }
        Ok(Clock::Fixed(moment.trunc_subsecs(0)))
    }

    /// Now, to the second.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks")]
    pub fn now(self) -> Moment {
        match self {
            Clock::System => Local::now().fixed_offset().trunc_subsecs(0),
            Clock::Fixed(moment) => moment,
        }
    }

    /// How long the machine has run, asleep or awake: a clock that nobody can set.
    pub fn uptime() -> Duration {
        // On Linux only this clock goes on while a laptop sleeps; elsewhere the steady one does.
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let id = rustix::time::ClockId::Boottime;
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let id = rustix::time::ClockId::Monotonic;
        let time = rustix::time::clock_gettime(id);
        let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
        Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
    }

    /// Whether it stands in the years that a diary can hold, 2000 to 2199. That of a machine whose battery
    /// has died does not.
    pub fn is_plausible(self) -> bool {
        YEARS.contains(&self.now().year())
    }

    /// What entries say of this clock.
    pub fn kind(self) -> ClockKind {
        match self {
            Clock::System => ClockKind::System,
            Clock::Fixed(_) => ClockKind::Fixed,
        }
    }

    /// What a wall-clock time means in the machine's zone, or in that of the fixed moment.
    pub fn resolve(self, civil: NaiveDateTime) -> Resolved {
        let found = match self {
            Clock::System => Local
                .from_local_datetime(&civil)
                .map(|moment| moment.fixed_offset()),
            Clock::Fixed(moment) => moment.timezone().from_local_datetime(&civil),
        };
        match found {
            LocalResult::Single(moment) => Resolved::One(moment),
            // Which of the two comes first depends on how the zone is described.
            LocalResult::Ambiguous(one, other) => Resolved::EarlierOfTwo(one.min(other)),
            LocalResult::None => Resolved::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_still_and_says_that_it_is_fixed() {
        let clock = Clock::new(Some("2026-11-04T08:12:05.9+08:00")).unwrap();
        assert_eq!(clock.now().to_rfc3339(), "2026-11-04T08:12:05+08:00");
        assert_eq!(clock.kind(), ClockKind::Fixed);
        let civil = "2026-11-03T00:40:00".parse().unwrap();
        let Resolved::One(moment) = clock.resolve(civil) else {
            panic!("one moment");
        };
        assert_eq!(moment.to_rfc3339(), "2026-11-03T00:40:00+08:00");
    }

    #[test]
    fn a_clock_that_is_no_time_is_refused_by_name() {
        for bad in ["", "tomorrow", "2026-11-04", "9999-01-01T00:00:00Z"] {
            assert!(Clock::new(Some(bad)).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_clock_of_a_machine_whose_battery_has_died_is_not_believed() {
        let at = |text| Clock::Fixed(DateTime::parse_from_rfc3339(text).unwrap());
        assert!(!at("1970-01-01T00:01:00+00:00").is_plausible());
        assert!(at("2000-01-01T00:00:00+00:00").is_plausible());
        assert!(!at("2200-01-01T00:00:00+00:00").is_plausible());
    }
}
