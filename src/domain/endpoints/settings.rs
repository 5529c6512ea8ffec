//! The open choices of the endpoints: each is a named setting, and every output says what it was.

use serde::{Deserialize, Serialize};

/// Whom the shares are counted of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Population {
    /// Who took at least one dose of either drug.
    Treated,
    /// Everybody whose diary can be read.
    Enrolled,
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

/// The settings of the endpoints. What the study text leaves open has the usual value; no file sets another
/// one yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EndpointRules {
    /// Whom the shares are counted of.
    pub population: Population,
    /// What time is counted from; that day is day 1.
    pub start_date: StartDate,
    /// Stable disease counts from so many days after the first dose on; usual: 6 weeks.
    pub stable_disease_from_days: u16,
    /// A response must be seen again so many days later; 0: it need not. RECIST 1.1: 4 weeks.
    pub confirm_after_days: u16,
    /// So many assessments between the two may be not evaluable.
    pub not_evaluable_between: u16,
    /// Whether stable disease may lie between two partial responses.
    pub stable_between: bool,
    /// Whether what is known is cut off where another therapy against the cancer begins.
    pub censor_at_new_therapy: bool,
    /// A progression or death more days than this after the assessment before it does not count: what is
    /// known ends with that assessment. `None`: it counts.
    pub longest_gap_days: Option<u16>,
    /// Days of a month in the output.
    pub days_a_month: f64,
    /// The level of every interval.
    pub confidence_level: f64,
    /// Adverse events count up to so many days after the last dose (study text: 28).
    pub adverse_events_days: u16,
}

impl Default for EndpointRules {
    fn default() -> EndpointRules {
        EndpointRules {
            population: Population::Treated,
            start_date: StartDate::FirstDose,
            stable_disease_from_days: 42,
            confirm_after_days: 28,
            not_evaluable_between: 1,
            stable_between: false,
            censor_at_new_therapy: true,
            longest_gap_days: None,
            days_a_month: 30.4375,
            confidence_level: 0.95,
            adverse_events_days: 28,
        }
    }
}
