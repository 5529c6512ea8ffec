//! Exact shares: a numerator, a denominator, and the percentage with two decimals.
//!
//! A share without a denominator does not exist: it is not applicable by type, never 0 and never 100.
//! No floating point, so that every printed digit is the same on every machine.

use std::fmt;

/// An exact share; its denominator is never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: u64,
    denominator: u64,
}

impl Ratio {
    /// The part.
    pub fn numerator(self) -> u64 {
        self.numerator
    }

    /// The whole, above zero.
    pub fn denominator(self) -> u64 {
        self.denominator
    }

    /// The percentage, rounded half up to two decimals.
    pub fn percent(self) -> Percent {
        let whole = u128::from(self.denominator);
        let doubled = u128::from(self.numerator) * 20_000 + whole;
        Percent(doubled / (2 * whole))
    }
}

/// A share, or the statement that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Nothing to measure: the denominator is zero, or the protocol sets no such rule.
    NotApplicable,
    /// An exact share.
    Of(Ratio),
}

impl Measure {
    /// The share of two whole numbers; not applicable without a denominator.
    pub fn of(numerator: u64, denominator: u64) -> Measure {
        if denominator == 0 {
            Measure::NotApplicable
        } else {
            Measure::Of(Ratio {
                numerator,
                denominator,
            })
        }
    }

    /// The same for products of amounts and days. Terms too large for a [`Ratio`], which no real diary
    /// has, lose their last binary digits together.
    pub(super) fn of_wide(mut numerator: u128, mut denominator: u128) -> Measure {
        loop {
            if let (Ok(part), Ok(whole)) = (u64::try_from(numerator), u64::try_from(denominator)) {
                return Measure::of(part, whole);
            }
            numerator >>= 1;
            denominator >>= 1;
        }
    }

    /// The exact share, if there is one.
    pub fn ratio(self) -> Option<Ratio> {
        match self {
            Measure::NotApplicable => None,
            Measure::Of(ratio) => Some(ratio),
        }
    }

    /// The percentage, if there is one.
    pub fn percent(self) -> Option<Percent> {
        self.ratio().map(Ratio::percent)
    }
}

/// A percentage in hundredths of a percent; shown with two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u128);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, (self.0 % 100) as u8);
        // A table has thousands of them: a short way for those of a usual size.
        match u16::try_from(whole) {
            Ok(whole) if f.width().is_none() => {
                whole.fmt(f)?;
                let rest = [b'.', b'0' + rest / 10, b'0' + rest % 10];
                f.write_str(std::str::from_utf8(&rest).unwrap_or_default())
            }
            Ok(_) | Err(_) => f.pad(&format!("{whole}.{rest:02}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(numerator: u64, denominator: u64) -> String {
        let measure = Measure::of(numerator, denominator);
        measure.percent().unwrap().to_string()
    }

    #[test]
    fn percentages_are_rounded_half_up_to_two_decimals() {
        assert_eq!(percent(28_200, 32_000), "88.13");
        assert_eq!(percent(28_200, 44_800), "62.95");
        assert_eq!(percent(1, 3), "33.33");
        assert_eq!(percent(2, 3), "66.67");
        assert_eq!(percent(0, 7), "0.00");
        assert_eq!(percent(7, 7), "100.00");
        assert_eq!(percent(1, 20_000), "0.01");
        assert_eq!(percent(1, 20_001), "0.00");
        assert_eq!(percent(u64::MAX, 1), "1844674407370955161500.00");
    }

    #[test]
    fn nothing_to_measure_is_neither_0_nor_100() {
        assert_eq!(Measure::of(0, 0), Measure::NotApplicable);
        assert_eq!(Measure::of(5, 0).percent(), None);
        assert_eq!(Measure::of_wide(0, 0), Measure::NotApplicable);
    }

    #[test]
    fn terms_too_large_to_hold_keep_their_share() {
        let huge = u128::from(u64::MAX) * 84;
        let measure = Measure::of_wide(huge, huge / 2 * 3);
        assert_eq!(measure.percent().unwrap().to_string(), "66.67");
    }
}
