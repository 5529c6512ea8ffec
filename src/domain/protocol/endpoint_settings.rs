//! What a protocol says about the endpoints of the study; what it leaves open has the usual value.
//!
//! No usual value stands here: those are `domain::endpoints::EndpointRules`. How a setting that several diaries
//! name is settled is not known here either.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::OpenRule;
use crate::domain::ids::text_serde;

/// The settings of the endpoints that the study has decided (`docs/endpoints.md`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EndpointSettings {
    /// Whom the shares are counted of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: OpenRule<Population>,
    /// What time is counted from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: OpenRule<StartDate>,
    /// Stable disease counts from so many days after the start on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stable_disease_from_days: OpenRule<u16>,
    /// A response must be seen again so many days later; 0: it need not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm_after_days: OpenRule<u16>,
    /// So many assessments between the two may be not evaluable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_evaluable_between: OpenRule<u16>,
    /// Whether stable disease may lie once between two partial responses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stable_between: OpenRule<bool>,
    /// Whether what is known of progression ends where another therapy begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub censor_at_new_therapy: OpenRule<bool>,
    /// A progression or death more days than this after the last assessment does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest_gap_days: OpenRule<u16>,
    /// Days of a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_a_month: OpenRule<Decimal>,
    /// The level of every interval, as a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence_level: OpenRule<Decimal>,
    /// Adverse events count up to so many days after the last dose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adverse_events_days: OpenRule<u16>,
}

/// Whom the shares are counted of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Population {
    /// Who took at least one dose of either drug.
    Treated,
    /// Everybody whose diary can be read.
    Enrolled,
}

impl Population {
    /// The codes, in the order above.
    pub const CODES: &'static [&'static str] = &["treated", "enrolled"];
}

impl fmt::Display for Population {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Population::Treated => "treated",
            Population::Enrolled => "enrolled",
        })
    }
}

/// What time is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartDate {
    /// The diary date of the first dose of either drug (study text).
    FirstDose,
    /// Day 1 of cycle 1.
    FirstCycle,
}

impl StartDate {
    /// The codes, in the order above.
    pub const CODES: &'static [&'static str] = &["first_dose", "first_cycle"];
}

impl fmt::Display for StartDate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            StartDate::FirstDose => "first_dose",
            StartDate::FirstCycle => "first_cycle",
        })
    }
}

/// A number from 0 to 9999.9999 with four decimals at most, written in quotation marks without needless zeros, so
/// that it has one spelling only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    ten_thousandths: u32,
}

/// A text that is no such number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a number such as \"30.4375\", with four decimals at most and no needless zeros"
)]
pub struct DecimalError(String);

impl Decimal {
    /// So many ten-thousandths; those beyond the largest number are cut off.
    pub const fn of(ten_thousandths: u32) -> Decimal {
        let most = 99_999_999;
        let ten_thousandths = if ten_thousandths > most {
            most
        } else {
            ten_thousandths
        };
        Decimal { ten_thousandths }
    }
}

impl From<Decimal> for f64 {
    fn from(number: Decimal) -> f64 {
        f64::from(number.ten_thousandths) / 10_000.0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (whole, rest) = (self.ten_thousandths / 10_000, self.ten_thousandths % 10_000);
        match rest {
            0 => write!(f, "{whole}"),
            _ => {
                let decimals = format!("{rest:04}");
                write!(f, "{whole}.{}", decimals.trim_end_matches('0'))
            }
        }
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Decimal, DecimalError> {
        let bad = || DecimalError(text.chars().take(20).collect());
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) {
            return Err(bad());
        }
        let read: u32 = format!("{whole}{decimals:0<4}")
            .parse()
            .map_err(|_| bad())?;
        let number = Decimal::of(read);
        // One spelling each.
        match number.to_string() == text {
            true => Ok(number),
            false => Err(bad()),
        }
    }
}

text_serde!(Decimal, "a number in quotation marks");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        for text in ["0", "0.95", "30.4375", "30", "9999.9999", "0.0001"] {
            let read: Decimal = text.parse().unwrap();
            assert_eq!(read.to_string(), text);
            assert_eq!(f64::from(read), text.parse::<f64>().unwrap());
        }
        for text in [
            "", ".", "1.", ".5", "0.950", "030", "1e1", "-1", "10000", "0.00001", " 1", "1,5",
        ] {
            assert!(text.parse::<Decimal>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn what_is_left_open_is_not_written() {
        let read: EndpointSettings = serde_json::from_str(
            r#"{"population":null,"confidence_level":{"value":"0.9","source":"s"}}"#,
        )
        .unwrap();
        assert_eq!(
            serde_json::to_string(&read).unwrap(),
            r#"{"confidence_level":{"value":"0.9","source":"s"}}"#
        );
        assert_eq!(
            Population::CODES,
            [Population::Treated, Population::Enrolled].map(|p| p.to_string())
        );
        assert_eq!(
            StartDate::CODES,
            [StartDate::FirstDose, StartDate::FirstCycle].map(|s| s.to_string())
        );
    }
}
