//! The meal clock: from the end of a meal to the intakes that depend on it.
//!
//! Tells for a slot whether to wait for a meal, how long its window is open, or until when to fast.
//! Rulings 12 and 13. What the study leaves open is `Unknown`, never a number of ours.

use chrono::TimeDelta;

use super::calendar::Moment;
use super::diary::{Diary, MealRecord};
use super::entry::{Food, FoodBasis, Outcome};
use super::protocol::{Drug, FoodRule};
use super::slots::{self, Slot, Status};

/// What a due slot waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// Eat first.
    WaitForMeal,
    /// Take it until this moment.
    MealWindowUntil(Moment),
    /// The window after the meal closed at this moment.
    MealWindowClosedAt(Moment),
    /// Nothing to eat, and no capsule, until this moment.
    FastingUntil(Moment),
    /// After an intake on an empty stomach: eat from this moment on.
    EatAgainFrom(Moment),
    /// The study has not said how long the stomach must be empty, or no meal is known.
    Unknown,
}

impl Readiness {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            Readiness::WaitForMeal => "wait_for_meal",
            Readiness::MealWindowUntil(_) => "meal_window",
            Readiness::MealWindowClosedAt(_) => "meal_window_closed",
            Readiness::FastingUntil(_) => "fasting",
            Readiness::EatAgainFrom(_) => "eat_again",
            Readiness::Unknown => "unknown",
        }
    }

    /// The moment that it names.
    pub fn until(self) -> Option<Moment> {
        match self {
            Readiness::MealWindowUntil(at)
            | Readiness::MealWindowClosedAt(at)
            | Readiness::FastingUntil(at)
            | Readiness::EatAgainFrom(at) => Some(at),
            Readiness::WaitForMeal | Readiness::Unknown => None,
        }
    }
}

/// What a slot waits for at `now`; `None` for a drug that does not depend on food.
pub fn readiness(diary: &Diary, slot: &Slot, now: Moment) -> Option<Readiness> {
    let drug = slots::rules_for(diary, slot).drug(slot.drug)?;
    match drug.food.value {
        FoodRule::None => None,
        FoodRule::AfterMeal { within_minutes } => {
            Some(after_meal(diary, slot, within_minutes, now))
        }
        FoodRule::EmptyStomach => Some(empty_stomach(diary, drug, now)),
    }
}

fn after_meal(diary: &Diary, slot: &Slot, within_minutes: u16, now: Moment) -> Readiness {
    let eat_again = eat_again_from(diary, now);
    match newest_meal(diary, slot, now) {
        Some(meal) => {
            let closes = window_end(meal, within_minutes);
            if now <= closes {
                Readiness::MealWindowUntil(closes)
            } else {
                Readiness::MealWindowClosedAt(closes)
            }
        }
        None => match eat_again {
            Some(from) if now < from => Readiness::EatAgainFrom(from),
            Some(_) | None => Readiness::WaitForMeal,
        },
    }
}

fn window_end(meal: &MealRecord, within_minutes: u16) -> Moment {
    let span = TimeDelta::minutes(i64::from(within_minutes));
    meal.ended_at
        .checked_add_signed(span)
        .unwrap_or(meal.ended_at)
}

/// The newest meal that ended inside the slot's own period, compared as instants (ruling 12).
pub fn newest_meal<'a>(diary: &'a Diary, slot: &Slot, now: Moment) -> Option<&'a MealRecord> {
    let span = slots::span(diary, slot)?;
    diary
        .meals()
        .iter()
        .filter(|meal| span.contains(&meal.ended_at.naive_local()) && meal.ended_at <= now)
        .max_by_key(|meal| meal.ended_at)
}

/// Whether a meal window that opened inside the slot's period still runs.
pub fn keeps_due(diary: &Diary, slot: &Slot, now: Moment) -> bool {
    let drug = slots::rules_for(diary, slot).drug(slot.drug);
    let rules = drug.map(|drug| drug.food.value);
    let (Some(FoodRule::AfterMeal { within_minutes }), Some(span)) =
        (rules, slots::span(diary, slot))
    else {
        return false;
    };
    // Only the slots of the last days need a look at the meals, of which a long diary has many. Two
    // clocks differ by 26 hours at most.
    let longest = TimeDelta::minutes(i64::from(within_minutes)) + TimeDelta::hours(26);
    let may_run = span
        .end
        .checked_add_signed(longest)
        .is_none_or(|latest| now.naive_local() < latest);
    may_run
        && newest_meal(diary, slot, now).is_some_and(|meal| now <= window_end(meal, within_minutes))
}

fn empty_stomach(diary: &Diary, drug: &Drug, now: Moment) -> Readiness {
    let Some(hours) = &drug.fasting_hours_before else {
        return Readiness::Unknown;
    };
    let fasted = diary
        .meals()
        .iter()
        .map(|meal| meal.ended_at)
        .filter(|ended| *ended <= now)
        .max()
        .and_then(|ended| ended.checked_add_signed(TimeDelta::hours(i64::from(hours.value))));
    match fasted {
        Some(until) if now < until => Readiness::FastingUntil(until),
        Some(_) | None => Readiness::Unknown,
    }
}

/// From when food is allowed again after the newest intake that was *taken* on an empty stomach today
/// or on the day before.
pub fn eat_again_from(diary: &Diary, now: Moment) -> Option<Moment> {
    let today = diary.date_of(now);
    let rules = diary.rules_on(today);
    let mut newest: Option<Moment> = None;
    let days = [today.plus(-1), today];
    for dose in days.into_iter().flat_map(|day| diary.doses_on(day)) {
        let hours = rules
            .drug(dose.drug)
            .and_then(|drug| drug.fasting_hours_after.as_ref());
        let (Some(hours), Outcome::Taken, Some(taken_at)) = (hours, dose.outcome, dose.taken_at)
        else {
            continue;
        };
        let from = taken_at.checked_add_signed(TimeDelta::hours(i64::from(hours.value)));
        newest = newest.max(from);
    }
    newest
}

/// The first slot of today that is for an empty stomach, due or still to come, and not recorded
/// (ruling 13); eating now would come before it.
pub fn empty_stomach_slot_open(diary: &Diary, now: Moment) -> Option<Slot> {
    let today = slots::day(diary, diary.date_of(now), now);
    today
        .slots
        .into_iter()
        .filter(|state| matches!(state.status, Status::Due | Status::Upcoming))
        .map(|state| state.slot)
        .find(|slot| {
            let rules = slots::rules_for(diary, slot).drug(slot.drug);
            rules.is_some_and(|drug| drug.food.value == FoodRule::EmptyStomach)
        })
}

/// What the meal clock knows of an intake: kept within the window, otherwise nothing. `None` means
/// that the patient must be asked (ruling 12).
pub fn food_by_clock(diary: &Diary, slot: &Slot, taken_at: Moment) -> Option<(Food, FoodBasis)> {
    let drug = slots::rules_for(diary, slot).drug(slot.drug)?;
    match drug.food.value {
        FoodRule::AfterMeal { within_minutes } => {
            let meal = newest_meal(diary, slot, taken_at)?;
            (taken_at <= window_end(meal, within_minutes))
                .then_some((Food::Kept, FoodBasis::MealClock))
        }
        FoodRule::EmptyStomach | FoodRule::None => None,
    }
}
