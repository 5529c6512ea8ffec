//! A proportion with its exact interval.

use statrs::distribution::{Beta, ContinuousCDF};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    /// How many it is true of; at most `of`.
    pub count: u64,
    /// Of how many.
    pub of: u64,
}

/// An interval of shares, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

impl Proportion {
    /// The share, from 0 to 1; `None` of nobody.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }

    /// The exact interval of Clopper and Pearson at `level`, such as 0.95; `None` of nobody, or for a level
    /// that is not between 0 and 1.
    ///
    /// Source: Clopper and Pearson, Biometrika 1934; 26: 404-413, by quantiles of the beta distribution.
    pub fn interval(self, level: f64) -> Option<Interval> {
        let valid = self.of > 0 && self.count <= self.of && level > 0.0 && level < 1.0;
        if !valid {
            return None;
        }
        let (count, rest) = (self.count as f64, (self.of - self.count) as f64);
        let tail = (1.0 - level) / 2.0;
        let lower = match self.count {
            0 => 0.0,
            _ => Beta::new(count, rest + 1.0).ok()?.inverse_cdf(tail),
        };
        let upper = match self.of - self.count {
            0 => 1.0,
            _ => Beta::new(count + 1.0, rest).ok()?.inverse_cdf(1.0 - tail),
        };
        Some(Interval { lower, upper })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(count: u64, of: u64, lower: f64, upper: f64) {
        let found = Proportion { count, of }.interval(0.95).unwrap();
        let near = |a: f64, b: f64| (a * 100.0 - b).abs() < 0.000_05;
        assert!(
            near(found.lower, lower) && near(found.upper, upper),
            "{count}/{of}: {found:?}"
        );
    }

    #[test]
    fn exact_intervals_are_the_published_ones() {
        check(20, 70, 18.4046, 40.6218);
        check(0, 30, 0.0, 11.5703);
        check(12, 40, 16.5627, 46.5316);
        check(81, 263, 25.2737, 36.7622);
    }

    #[test]
    fn all_of_all_mirrors_none_of_all() {
        check(30, 30, 100.0 - 11.5703, 100.0);
    }

    #[test]
    fn of_nobody_there_is_no_share_and_no_interval() {
        let nobody = Proportion { count: 0, of: 0 };
        assert_eq!(nobody.share(), None);
        assert_eq!(nobody.interval(0.95), None);
        assert_eq!(Proportion { count: 1, of: 2 }.interval(1.0), None);
    }
}
