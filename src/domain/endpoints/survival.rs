//! Time to an event, by the product-limit estimate of Kaplan and Meier.
//!
//! Times are whole days. At a tie events come before censorings. The interval is that of the log-log
//! transformation with Greenwood's variance; the median and its interval are read off as `survival` of R does:
//! where the curve is exactly one half over a stretch, the middle of the stretch.

use std::collections::BTreeMap;

use statrs::distribution::{ContinuousCDF, Normal};

use super::proportion::Interval;

/// What is known about one participant: how many days, and whether the event came then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follow {
    /// Days from the start.
    pub days: u32,
    /// Whether the event came; else nothing is known from then on.
    pub is_event: bool,
}

/// A day on which somebody had the event or was seen last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Days from the start.
    pub days: u32,
    /// How many were at risk just before.
    pub at_risk: u32,
    /// How many had the event.
    pub events: u32,
    /// How many were censored.
    pub censored: u32,
    /// The share without the event from then on.
    pub survival: f64,
    /// Its interval; `None` where the share is 0 or 1.
    pub interval: Option<Interval>,
}

/// The curve of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// By days, each day once.
    pub steps: Vec<Step>,
}

/// A quantile of the curve with its interval, in days; `None` where it is not reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantile {
    /// The quantile.
    pub days: Option<f64>,
    /// The lower limit.
    pub lower: Option<f64>,
    /// The upper limit.
    pub upper: Option<f64>,
}

/// Where a curve stands at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// How many are at risk just before.
    pub at_risk: u32,
    /// How many had the event up to then, that day included.
    pub events: u32,
    /// How many were censored up to then, that day included.
    pub censored: u32,
    /// The share without the event from then on.
    pub survival: f64,
    /// Its interval; `None` where the share is 0 or 1.
    pub interval: Option<Interval>,
}

/// Shares nearer than this are the same: products of fractions are not exact.
const SAME: f64 = 1.5e-8;

impl Curve {
    /// The curve of these participants, its intervals at `level`, such as 0.95.
    pub fn of(group: &[Follow], level: f64) -> Curve {
        let mut days: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for one in group {
            let (events, censored) = days.entry(one.days).or_default();
            match one.is_event {
                true => *events += 1,
                false => *censored += 1,
            }
        }
        let z = two_sided(level);
        let mut at_risk = u32::try_from(group.len()).unwrap_or(u32::MAX);
        let (mut survival, mut greenwood) = (1.0, 0.0);
        let mut steps = Vec::with_capacity(days.len());
        for (days, (events, censored)) in days {
            let (d, n) = (f64::from(events), f64::from(at_risk));
            survival *= 1.0 - d / n;
            greenwood += d / (n * (n - d));
            steps.push(Step {
                days,
                at_risk,
                events,
                censored,
                survival,
                interval: log_log(survival, greenwood, z),
            });
            at_risk -= events + censored;
        }
        Curve { steps }
    }

    /// How many have the event.
    pub fn events(&self) -> u32 {
        self.steps.iter().map(|step| step.events).sum()
    }

    /// How many are at risk at the beginning of a day.
    pub fn at_risk(&self, days: u32) -> u32 {
        let later = self.steps.iter().find(|step| step.days >= days);
        later.map_or(0, |step| step.at_risk)
    }

    /// The share without the event after a day.
    pub fn survival(&self, days: u32) -> f64 {
        self.at(f64::from(days)).survival
    }

    /// Where the curve stands so many days from the start; a month need not end with a day.
    pub fn at(&self, days: f64) -> Standing {
        let reached = || {
            self.steps
                .iter()
                .filter(|step| f64::from(step.days) <= days)
        };
        let later = self.steps.iter().find(|step| f64::from(step.days) >= days);
        let last = reached().next_back();
        Standing {
            at_risk: later.map_or(0, |step| step.at_risk),
            events: reached().map(|step| step.events).sum(),
            censored: reached().map(|step| step.censored).sum(),
            survival: last.map_or(1.0, |step| step.survival),
            interval: last.and_then(|step| step.interval),
        }
    }

    /// The median with its interval.
    pub fn median(&self) -> Quantile {
        let limit = |of: fn(Interval) -> f64| {
            self.falls_to_half(move |step| match step.interval {
                Some(interval) => Some(of(interval)),
                // At 1 nobody has had the event; at 0 R has no interval either.
                None if step.survival >= 1.0 => Some(1.0),
                None => None,
            })
        };
        Quantile {
            days: self.falls_to_half(|step| Some(step.survival)),
            lower: limit(|interval| interval.lower),
            upper: limit(|interval| interval.upper),
        }
    }

    /// Where a share falls to one half: the middle of the stretch over which it is exactly that.
    fn falls_to_half(&self, share: impl Fn(&Step) -> Option<f64>) -> Option<f64> {
        let falls = self.steps.iter().filter(|step| step.events > 0);
        let known = falls.filter_map(|step| Some((f64::from(step.days), share(step)?)));
        let mut low = known.skip_while(|(_, share)| *share >= 0.5 + SAME);
        let (first, at) = low.next()?;
        if (at - 0.5).abs() >= SAME {
            return Some(first);
        }
        let lower = low.find(|(_, share)| *share < at - SAME);
        Some(lower.map_or(first, |(next, _)| (first + next) / 2.0))
    }
}

/// How many standard deviations hold this share of a normal distribution.
fn two_sided(level: f64) -> f64 {
    Normal::standard().inverse_cdf(0.5 + level / 2.0)
}

/// Source: Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data; `conf.type = "log-log"` of R.
fn log_log(survival: f64, greenwood: f64, z: f64) -> Option<Interval> {
    let inside = survival > 0.0 && survival < 1.0;
    inside.then(|| {
        let spread = z * greenwood.sqrt() / survival.ln().abs();
        Interval {
            lower: survival.powf(spread.exp()),
            upper: survival.powf((-spread).exp()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Remission of acute leukaemia in weeks (Freireich and others, Blood 1963; 21: 699-716).
    const SIX_MP: &str = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";
    const PLACEBO: &str = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23";
    /// Maintained chemotherapy (Miller, Survival Analysis, 1981; `aml` of R).
    const MAINTAINED: &str = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+";

    fn curve(times: &str) -> Curve {
        let follow = |time: &str| Follow {
            days: time.trim_end_matches('+').parse().unwrap(),
            is_event: !time.ends_with('+'),
        };
        let group: Vec<Follow> = times.split_whitespace().map(follow).collect();
        Curve::of(&group, 0.95)
    }

    /// Each day of an event with its share and the limits of the interval.
    #[track_caller]
    fn check(times: &str, expected: &[(u32, f64, f64, f64)]) {
        let curve = curve(times);
        let falls: Vec<&Step> = curve.steps.iter().filter(|step| step.events > 0).collect();
        assert_eq!(falls.len(), expected.len());
        for (step, (days, survival, lower, upper)) in falls.into_iter().zip(expected) {
            let found = step.interval.unwrap();
            assert_eq!(step.days, *days);
            for (found, wanted) in [
                (step.survival, survival),
                (found.lower, lower),
                (found.upper, upper),
            ] {
                assert!((found - wanted).abs() < 0.000_000_6, "{step:?}");
            }
        }
    }

    #[test]
    fn the_curve_of_the_leukaemia_trial_is_the_published_one() {
        check(
            SIX_MP,
            &[
                (6, 0.857_143, 0.619_718, 0.951_552),
                (7, 0.806_723, 0.563_147, 0.922_809),
                (10, 0.752_941, 0.503_200, 0.889_362),
                (13, 0.690_196, 0.431_610, 0.849_066),
                (16, 0.627_451, 0.367_511, 0.804_912),
                (22, 0.537_815, 0.267_779, 0.746_791),
                (23, 0.448_179, 0.188_052, 0.680_143),
            ],
        );
    }

    #[test]
    fn the_curve_of_the_maintained_group_is_the_published_one() {
        check(
            MAINTAINED,
            &[
                (9, 0.909_091, 0.508_080, 0.986_674),
                (13, 0.818_182, 0.447_429, 0.951_162),
                (18, 0.715_909, 0.350_190, 0.899_024),
                (23, 0.613_636, 0.265_752, 0.835_299),
                (31, 0.490_909, 0.167_331, 0.753_400),
                (34, 0.368_182, 0.092_830, 0.657_041),
                (48, 0.184_091, 0.011_738, 0.525_015),
            ],
        );
    }

    #[test]
    fn medians_and_their_intervals_are_the_published_ones() {
        let median = |times| {
            let found = curve(times).median();
            (found.days, found.lower, found.upper)
        };
        assert_eq!(median(SIX_MP), (Some(23.0), Some(13.0), None));
        assert_eq!(median(PLACEBO), (Some(8.0), Some(4.0), Some(11.0)));
        assert_eq!(median(MAINTAINED), (Some(31.0), Some(13.0), None));
    }

    #[test]
    fn exactly_one_half_over_a_stretch_gives_its_middle() {
        assert_eq!(curve("1 2 3 4").median().days, Some(2.5));
        // Nothing falls any more: the beginning of the stretch, as R says.
        assert_eq!(curve("1 2 3+ 4+").median().days, Some(2.0));
    }

    #[test]
    fn a_median_that_is_not_reached_is_not_made_up() {
        assert_eq!(curve("5 9+ 9+ 9+").median().days, None);
        assert_eq!(curve("").median().days, None);
    }

    #[test]
    fn the_event_of_a_day_comes_before_its_censoring() {
        let tied = curve("6 6+");
        assert_eq!(tied.steps[0].at_risk, 2);
        assert_eq!(tied.survival(6), 0.5);
    }

    #[test]
    fn at_a_time_between_two_days_what_came_before_it_is_known() {
        let curve = curve(SIX_MP);
        let at = |days| {
            let at = curve.at(days);
            (at.at_risk, at.events, at.censored)
        };
        assert_eq!(at(0.0), (21, 0, 0));
        assert_eq!(at(6.0), (21, 3, 1));
        assert_eq!(at(6.5), (17, 3, 1));
        assert_eq!(at(40.0), (0, 9, 12));
        assert_eq!(curve.at(5.9).interval, None);
        assert_eq!(curve.at(6.5).interval, curve.steps[0].interval);
    }

    #[test]
    fn those_at_risk_are_counted_at_the_beginning_of_a_day() {
        let curve = curve(SIX_MP);
        let at_risk: Vec<u32> = [0, 6, 7, 10, 20, 35, 36]
            .into_iter()
            .map(|days| curve.at_risk(days))
            .collect();
        assert_eq!(at_risk, [21, 21, 17, 15, 8, 1, 0]);
        assert_eq!(curve.events(), 9);
        assert_eq!(curve.survival(5), 1.0);
    }
}
