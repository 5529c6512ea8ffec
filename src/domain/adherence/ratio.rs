//! Exact shares: a numerator, a denominator, and the percentage with two decimals.
//!
//! A share without a denominator does not exist: it is not applicable by type, never 0 and never 100.
//! No floating point, so that every printed digit is the same on every machine.

use std::fmt;

use crate::domain::spell::{behind, digits};

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

impl Percent {
    /// Writes it behind a text, with two decimals and without a sign.
    pub fn spell(self, to: &mut String) {
        behind(to, |to| self.write_to(to));
    }

    fn write_to(self, to: &mut impl fmt::Write) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, (self.0 % 100) as u64);
        match u64::try_from(whole) {
            Ok(whole) => digits(whole, 1, to)?,
            // The share of more than the whole, which only a made-up diary has.
            Err(_) => write!(to, "{whole}")?,
        }
        to.write_str(".")?;
        digits(rest, 2, to)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if f.width().is_none() {
            return self.write_to(f);
        }
        let mut text = String::new();
        self.spell(&mut text);
        f.pad(&text)
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

    proptest::proptest! {
        #[test]
        fn a_percentage_is_spelt_in_one_way(hundredths: u128, bits in 0..128_u32) {
            let share = Percent(hundredths >> bits);
            let expected = format!("{}.{:02}", share.0 / 100, share.0 % 100);
            let mut spelt = String::new();
            share.spell(&mut spelt);
            proptest::prop_assert_eq!(&spelt, &expected);
            proptest::prop_assert_eq!(share.to_string(), spelt);
            proptest::prop_assert_eq!(format!("{share:>9}"), format!("{expected:>9}"));
        }
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
