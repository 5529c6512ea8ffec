//! Amounts: milligrams of a strength, and how many tablets or capsules of each strength.
//!
//! Amounts are exact integers, so that every percentage is an exact ratio. Units are whole: half a
//! tablet cannot be written.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ids::text_serde;
use super::spell::{behind, digits};

/// An amount of drug in micrograms, shown in milligrams with at most three decimals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Milligrams(u64);

/// Why a text is no amount or no count of units.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Not a number of milligrams above 0 and up to 10 000 with at most three decimals.
    #[error(
        "{0:?} is not a strength in mg (a number above 0 and up to 10000, at most three decimals)"
    )]
    Strength(String),
    /// Not a whole count from 0 to 99.
    #[error("{0:?} is not a whole count from 0 to 99")]
    Count(String),
    /// Not of the form `4x150+2x500`.
    #[error("{0:?} is not of the form COUNTxSTRENGTH, joined by '+', such as 4x150+2x500")]
    Form(String),
    /// The same strength is given twice.
    #[error("the strength {0} mg is given twice")]
    Twice(Milligrams),
    /// More than eight strengths.
    #[error("more than 8 strengths")]
    TooMany,
}

impl Milligrams {
    /// No drug at all.
    pub const ZERO: Milligrams = Milligrams(0);

    /// A whole number of milligrams.
    pub const fn whole(mg: u32) -> Milligrams {
        Milligrams(mg as u64 * 1000)
    }

    /// The amount in micrograms, the unit of every exact sum.
    pub const fn micrograms(self) -> u64 {
        self.0
    }

    /// An amount from micrograms.
    pub const fn from_micrograms(micrograms: u64) -> Milligrams {
        Milligrams(micrograms)
    }

    /// The amount that these bytes spell.
    pub(super) fn scan(text: &[u8]) -> Option<Milligrams> {
        let (mut number, mut digits, mut decimals) = (0_u64, 0, None);
        for byte in text {
            match (byte, decimals) {
                // Eight digits at most, so this cannot overflow; a diary has one or two strengths in every line.
                (b'0'..=b'9', _) if digits < 8 => {
                    number = number * 10 + u64::from(byte - b'0');
                    digits += 1;
                    decimals = decimals.map(|decimals| decimals + 1);
                }
                (b'.', None) => decimals = Some(0),
                _ => return None,
            }
        }
        let whole = digits - decimals.unwrap_or(0);
        if !(1..=5).contains(&whole) || decimals == Some(0) {
            return None;
        }
        // One spelling each, so that "150" and "0150" cannot be two strengths of one file.
        if (whole > 1 && text[0] == b'0') || (decimals.is_some() && text.ends_with(b"0")) {
            return None;
        }
        let micrograms = number * [1000, 100, 10, 1].get(decimals.unwrap_or(0))?;
        (1..=10_000_000)
            .contains(&micrograms)
            .then_some(Milligrams(micrograms))
    }

    /// The sum, stopping at the largest amount that can be held.
    pub const fn plus(self, other: Milligrams) -> Milligrams {
        Milligrams(self.0.saturating_add(other.0))
    }

    /// What is left after taking `other` away, at least zero.
    pub const fn minus(self, other: Milligrams) -> Milligrams {
        Milligrams(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Milligrams {
    fn sum<I: Iterator<Item = Milligrams>>(amounts: I) -> Milligrams {
        amounts.fold(Milligrams::ZERO, Milligrams::plus)
    }
}

impl Milligrams {
    /// Writes it behind a text: the number of milligrams, with as many decimals as it has.
    pub fn spell(self, to: &mut String) {
        behind(to, |to| self.write_to(to));
    }

    fn write_to(self, to: &mut impl fmt::Write) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        digits(whole, 1, to)?;
        if rest == 0 {
            return Ok(());
        }
        to.write_str(".")?;
        match rest {
            _ if rest % 100 == 0 => digits(rest / 100, 1, to),
            _ if rest % 10 == 0 => digits(rest / 10, 2, to),
            _ => digits(rest, 3, to),
        }
    }
}

impl fmt::Display for Milligrams {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.write_to(f)
    }
}

impl fmt::Debug for Milligrams {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{self} mg")
    }
}

/// A body surface in m2, kept in thousandths like mg: above 0, below 10. `None` for what is none.
pub fn body_surface(text: &str) -> Option<Milligrams> {
    let text = text.trim();
    let plain = match text.split_once('.') {
        Some((_, "")) => return None,
        Some(_) => text.trim_end_matches('0').trim_end_matches('.'),
        None => text,
    };
    let read: Milligrams = plain.parse().ok()?;
    (read.micrograms() < 10_000).then_some(read)
}

impl FromStr for Milligrams {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        Milligrams::scan(text.as_bytes())
            .ok_or_else(|| AmountError::Strength(text.chars().take(20).collect()))
    }
}

text_serde!(Milligrams, "a strength in mg");

/// [`Units::MAX_COUNT`], as it is kept.
const MOST: u8 = 99;

/// How many tablets or capsules of each strength; strengths are distinct and in rising order.
///
/// An empty list and a list of zero counts both mean "none", and compare as equal. It lies in its place and not on
/// the heap: a diary has one in every other line.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Units {
    /// In micrograms, rising; zero behind the last.
    strengths: [u32; Units::MAX_STRENGTHS],
    /// Above zero; zero behind the last.
    counts: [u8; Units::MAX_STRENGTHS],
    /// The amount of drug, since it is asked for many times.
    micrograms: u64,
}

impl Units {
    /// Most units of one strength in one intake.
    pub const MAX_COUNT: u16 = MOST as u16;
    /// Most strengths in one intake.
    pub const MAX_STRENGTHS: usize = 8;

    /// Units from pairs of strength and count; zero counts are left out.
    ///
    /// # Errors
    /// A strength given twice, a count above [`Units::MAX_COUNT`], too many strengths, or one of more than 4 kg.
    pub fn new(pairs: impl IntoIterator<Item = (Milligrams, u16)>) -> Result<Units, AmountError> {
        let mut room = [(Milligrams::ZERO, 0); Units::MAX_STRENGTHS];
        let mut known = 0;
        for (strength, count) in pairs {
            let place = room.get_mut(known).ok_or(AmountError::TooMany)?;
            if count > Units::MAX_COUNT {
                return Err(AmountError::Count(count.to_string()));
            }
            *place = (strength, count);
            known += 1;
        }
        let list = room.get_mut(..known).ok_or(AmountError::TooMany)?;
        list.sort_unstable();
        for pair in list.windows(2) {
            if pair[0].0 == pair[1].0 {
                return Err(AmountError::Twice(pair[0].0));
            }
        }
        let mut rising = [(0, 0); Units::MAX_STRENGTHS];
        for (place, (mg, count)) in rising.iter_mut().zip(list.iter()) {
            let strength =
                u32::try_from(mg.0).map_err(|_| AmountError::Strength(mg.to_string()))?;
            let number = u8::try_from(*count).map_err(|_| AmountError::Count(count.to_string()))?;
            *place = (strength, number);
        }
        Ok(Units::of_rising(rising.into_iter()))
    }

    /// Units from pairs in rising order, as many as there is room for; zero counts are left out.
    fn of_rising(pairs: impl Iterator<Item = (u32, u8)>) -> Units {
        let mut units = Units::default();
        let pairs = pairs.filter(|(_, count)| *count > 0);
        for (at, (strength, count)) in pairs.take(Units::MAX_STRENGTHS).enumerate() {
            units.put(at, strength, count);
        }
        units
    }

    fn put(&mut self, at: usize, strength: u32, count: u8) {
        self.strengths[at] = strength;
        self.counts[at] = count;
        self.micrograms += u64::from(strength) * u64::from(count);
    }

    /// Adds so many units of a strength behind the `kinds` of them that are there; `None` where [`Units::new`] would
    /// have to put them elsewhere, leave them out or refuse them.
    pub(super) fn put_next(
        &mut self,
        kinds: usize,
        strength: Milligrams,
        count: u16,
    ) -> Option<()> {
        let last = kinds.checked_sub(1).map_or(0, |last| self.strengths[last]);
        let strength = u32::try_from(strength.0).ok()?;
        let count = u8::try_from(count).ok()?;
        let fits = kinds < Units::MAX_STRENGTHS && strength > last && (1..=MOST).contains(&count);
        fits.then(|| self.put(kinds, strength, count))
    }

    /// As they are kept.
    fn kept(&self) -> impl ExactSizeIterator<Item = (u32, u8)> + '_ {
        let kinds = self.counts.iter().take_while(|count| **count > 0).count();
        let pairs = self.strengths.iter().zip(&self.counts).take(kinds);
        pairs.map(|(mg, count)| (*mg, *count))
    }

    /// No units.
    pub fn none() -> Units {
        Units::default()
    }

    /// Pairs of strength and count, rising by strength, counts above zero.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Milligrams, u16)> + '_ {
        self.kept()
            .map(|(mg, count)| (Milligrams(u64::from(mg)), u16::from(count)))
    }

    /// How many units of one strength.
    pub fn count_of(&self, strength: Milligrams) -> u16 {
        self.iter()
            .find(|(mg, _)| *mg == strength)
            .map_or(0, |(_, count)| count)
    }

    /// The number of tablets or capsules of all strengths together.
    pub fn count(&self) -> u32 {
        self.iter().map(|(_, count)| u32::from(count)).sum()
    }

    /// Whether there is nothing to take.
    pub fn is_none(&self) -> bool {
        self.counts[0] == 0
    }

    /// The amount of drug.
    pub fn mg(&self) -> Milligrams {
        Milligrams(self.micrograms)
    }

    /// Both together, each count stopping at [`Units::MAX_COUNT`].
    pub fn plus(&self, other: &Units) -> Units {
        let mut sum: BTreeMap<u32, u8> = self.kept().collect();
        for (mg, count) in other.kept() {
            let slot = sum.entry(mg).or_default();
            *slot = slot.saturating_add(count).min(MOST);
        }
        Units::of_rising(sum.into_iter())
    }

    /// What is missing from `self` to reach `whole`, strength by strength.
    pub fn rest_to(&self, whole: &Units) -> Units {
        let there = |mg: u32| {
            let found = self.kept().find(|(strength, _)| *strength == mg);
            found.map_or(0, |(_, count)| count)
        };
        let rest = whole.kept();
        Units::of_rising(rest.map(|(mg, count)| (mg, count.saturating_sub(there(mg)))))
    }
}

impl Units {
    /// Writes them behind a text, as [`Display`](fmt::Display) shows them.
    pub fn spell(&self, to: &mut String) {
        behind(to, |to| self.write_to(to));
    }

    fn write_to(&self, to: &mut impl fmt::Write) -> fmt::Result {
        if self.is_none() {
            return to.write_str("0");
        }
        for (at, (mg, count)) in self.iter().enumerate() {
            to.write_str(if at == 0 { "" } else { "+" })?;
            digits(u64::from(count), 1, to)?;
            to.write_str("x")?;
            mg.write_to(to)?;
        }
        Ok(())
    }
}

impl fmt::Display for Units {
    /// The form of the command line: `4x150+2x500`; nothing is `0`.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.write_to(f)
    }
}

impl fmt::Debug for Units {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Units {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        if text == "0" {
            return Ok(Units::none());
        }
        let short = || text.chars().take(40).collect::<String>();
        let mut pairs = Vec::new();
        for part in text.split('+') {
            let (count, mg) = part
                .split_once(['x', 'X', '\u{d7}'])
                .ok_or_else(|| AmountError::Form(short()))?;
            let whole = !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit());
            let count = match count.parse::<u16>() {
                Ok(number) if whole && number <= Units::MAX_COUNT => number,
                _ => return Err(AmountError::Count(count.chars().take(20).collect())),
            };
            pairs.push((mg.parse()?, count));
        }
        Units::new(pairs)
    }
}

impl Serialize for Units {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Units {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> serde::de::Visitor<'de> for Pairs {
            type Value = Units;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map from strength in mg to a whole count")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Units, A::Error> {
                let mut pairs = Vec::with_capacity(2);
                while let Some(pair) = map.next_entry::<Milligrams, u16>()? {
                    if pairs.len() > Units::MAX_STRENGTHS {
                        return Err(serde::de::Error::custom(AmountError::TooMany));
                    }
                    pairs.push(pair);
                }
                Units::new(pairs).map_err(serde::de::Error::custom)
            }
        }
        from.deserialize_map(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_read_write_and_add_up() {
        let units: Units = "2x500+4x150".parse().unwrap();
        assert_eq!(units.to_string(), "4x150+2x500");
        assert_eq!(units.mg(), Milligrams::whole(1600));
        assert_eq!(units.count(), 6);
        let json = serde_json::to_string(&units).unwrap();
        assert_eq!(json, r#"{"150":4,"500":2}"#);
        assert_eq!(serde_json::from_str::<Units>(&json).unwrap(), units);
        let part: Units = "2x500".parse().unwrap();
        assert_eq!(part.rest_to(&units).to_string(), "4x150");
        assert_eq!(part.plus(&part.rest_to(&units)), units);
    }

    proptest::proptest! {
        #[test]
        fn an_amount_is_spelt_with_the_decimals_that_it_has(micrograms: u64, bits in 0..64_u32, zeros in 0..4_u32) {
            let thousand = 10_u64.pow(zeros);
            let amount = Milligrams((micrograms >> bits) / thousand * thousand);
            let decimals = format!("{}.{:03}", amount.0 / 1000, amount.0 % 1000);
            let expected = decimals.trim_end_matches('0').trim_end_matches('.');
            let mut spelt = "of ".to_owned();
            amount.spell(&mut spelt);
            proptest::prop_assert_eq!(&spelt, &format!("of {expected}"));
            proptest::prop_assert_eq!(spelt, format!("of {amount}"));
        }

        #[test]
        fn units_are_spelt_as_they_are_read(pairs in proptest::collection::btree_map(1..10_000_000_u64, 0..=99_u16, 0..8)) {
            let pairs = pairs.into_iter().map(|(mg, count)| (Milligrams(mg), count));
            let units = Units::new(pairs).unwrap();
            let mut spelt = String::new();
            units.spell(&mut spelt);
            proptest::prop_assert_eq!(&spelt, &units.to_string());
            proptest::prop_assert_eq!(spelt.parse::<Units>(), Ok(units));
        }
    }

    #[test]
    fn strengths_may_have_decimals_and_have_one_spelling() {
        assert_eq!("2.5".parse::<Milligrams>().unwrap().to_string(), "2.5");
        for bad in [
            "", "0", "-1", "1.", "1.50", "0150", "1e3", "1.2345", "10001", "\u{0664}",
        ] {
            assert!(bad.parse::<Milligrams>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn halves_doubles_and_nonsense_are_refused() {
        for bad in [
            "",
            "4",
            "0.5x500",
            "1x500+1x500",
            "100x5",
            "x5",
            "5x",
            "+1x5",
            "-1x5",
            "1x5+",
        ] {
            assert!(bad.parse::<Units>().is_err(), "{bad:?}");
        }
        assert!("0".parse::<Units>().unwrap().is_none());
        assert!(serde_json::from_str::<Units>(r#"{"150":1,"150":2}"#).is_err());
        assert!(serde_json::from_str::<Units>(r#"{"150":0.5}"#).is_err());
    }

    #[test]
    fn a_body_surface_is_read_as_staff_write_it_and_a_slipped_point_is_not() {
        let read = |text| body_surface(text).map(|surface| surface.to_string());
        assert_eq!(read("1.62").as_deref(), Some("1.62"));
        assert_eq!(read(" 1.60 ").as_deref(), Some("1.6"));
        assert_eq!(read("2").as_deref(), Some("2"));
        for bad in ["", "0", "1.", "16.2", "162", "1,62", "1.6234"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
