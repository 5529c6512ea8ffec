//! Meals, and what happened to a dose.

use serde::{Deserialize, Serialize};

use super::{EntryRef, EventError, is_false};
use crate::domain::calendar::{DiaryDate, Moment, Period, read_moment, read_moment_if_any};
use crate::domain::ids::DrugId;
use crate::domain::units::Units;

/// A meal is finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meal {
    /// When.
    #[serde(deserialize_with = "read_moment")]
    pub ended_at: Moment,
}

/// What happened to a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Swallowed.
    Taken,
    /// Swallowed in part.
    PartlyTaken,
    /// Not swallowed.
    Missed,
    /// Swallowed, then vomited.
    Vomited,
}

impl Outcome {
    /// Every outcome, the frequent first.
    pub const ALL: [Outcome; 4] = [
        Outcome::Taken,
        Outcome::PartlyTaken,
        Outcome::Missed,
        Outcome::Vomited,
    ];

    /// Its name in the journal.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Taken => "taken",
            Outcome::PartlyTaken => "partly_taken",
            Outcome::Missed => "missed",
            Outcome::Vomited => "vomited",
        }
    }
}

/// Whether an intake kept the food rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Food {
    /// Kept.
    Kept,
    /// Not kept.
    NotKept,
    /// Not known.
    Unknown,
}

impl Food {
    /// Every answer, the frequent first.
    pub const ALL: [Food; 3] = [Food::Kept, Food::NotKept, Food::Unknown];

    /// Its name in the journal.
    pub fn code(self) -> &'static str {
        match self {
            Food::Kept => "kept",
            Food::NotKept => "not_kept",
            Food::Unknown => "unknown",
        }
    }
}

/// How it is known whether the food rule was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoodBasis {
    /// From the recorded end of a meal.
    MealClock,
    /// From what the patient says.
    PatientWord,
}

impl FoodBasis {
    /// Every way to know it.
    pub const ALL: [FoodBasis; 2] = [FoodBasis::MealClock, FoodBasis::PatientWord];

    /// Its name in the journal.
    pub fn code(self) -> &'static str {
        match self {
            FoodBasis::MealClock => "meal_clock",
            FoodBasis::PatientWord => "patient_word",
        }
    }
}

/// Why a dose was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissedReason {
    /// Forgot.
    Forgot,
    /// Felt unwell.
    FeltUnwell,
    /// Told to pause.
    ToldToPause,
    /// Had vomited before.
    VomitedBefore,
    /// Could not eat.
    CouldNotEat,
    /// Had no more.
    RanOut,
    /// Other.
    Other,
}

impl MissedReason {
    /// Its name in the journal.
    pub fn code(self) -> &'static str {
        match self {
            MissedReason::Forgot => "forgot",
            MissedReason::FeltUnwell => "felt_unwell",
            MissedReason::ToldToPause => "told_to_pause",
            MissedReason::VomitedBefore => "vomited_before",
            MissedReason::CouldNotEat => "could_not_eat",
            MissedReason::RanOut => "ran_out",
            MissedReason::Other => "other",
        }
    }

    /// Every reason, in the order shown.
    pub const ALL: [MissedReason; 7] = [
        MissedReason::Forgot,
        MissedReason::FeltUnwell,
        MissedReason::ToldToPause,
        MissedReason::VomitedBefore,
        MissedReason::CouldNotEat,
        MissedReason::RanOut,
        MissedReason::Other,
    ];
}

/// What the patient says happened to a slot, or a further intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dose {
    /// The drug.
    pub drug: DrugId,
    /// The diary date.
    pub date: DiaryDate,
    /// Which slot; `None` where the intake belongs to no slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What happened.
    pub outcome: Outcome,
    /// When it was swallowed; `None`: "I don't remember", or missed.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub taken_at: Option<Moment>,
    /// What was swallowed; `None` only for a missed dose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
    /// Whether the food rule was kept; `None` for a missed dose or a drug without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub food: Option<Food>,
    /// How that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub food_basis: Option<FoodBasis>,
    /// Why it was not taken; only for a missed dose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<MissedReason>,
    /// Whether it was swallowed outside the slot's period.
    #[serde(default, skip_serializing_if = "is_false")]
    pub outside_period: bool,
    /// Whether it was recorded while a warning was open.
    #[serde(default, skip_serializing_if = "is_false")]
    pub while_warned: bool,
    /// The partial intake of which this is the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest_of: Option<EntryRef>,
}

impl Dose {
    pub(super) fn check(&self) -> Result<(), EventError> {
        let missed = self.outcome == Outcome::Missed;
        let intake_fields = self.units.is_some() || self.taken_at.is_some() || self.food.is_some();
        if missed && intake_fields {
            return Err(EventError::Contradiction(
                "a missed dose has units, a time or food",
            ));
        }
        if missed && self.period.is_none() {
            return Err(EventError::Contradiction("a missed dose names no period"));
        }
        if !missed && self.units.as_ref().is_none_or(Units::is_none) {
            return Err(EventError::Contradiction("an intake names no units"));
        }
        if !missed && self.reason.is_some() {
            return Err(EventError::Contradiction(
                "an intake has a reason for not taking it",
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_name_in_the_journal() {
        let name = |value: serde_json::Value| value.as_str().map(str::to_owned);
        for outcome in Outcome::ALL {
            let journal = serde_json::to_value(outcome).unwrap();
            assert_eq!(name(journal).as_deref(), Some(outcome.code()));
        }
        for food in Food::ALL {
            let journal = serde_json::to_value(food).unwrap();
            assert_eq!(name(journal).as_deref(), Some(food.code()));
        }
        for basis in FoodBasis::ALL {
            let journal = serde_json::to_value(basis).unwrap();
            assert_eq!(name(journal).as_deref(), Some(basis.code()));
        }
        for reason in MissedReason::ALL {
            let journal = serde_json::to_value(reason).unwrap();
            assert_eq!(name(journal).as_deref(), Some(reason.code()));
        }
    }
}
