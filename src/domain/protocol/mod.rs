//! The study's rules as data: drugs, cycle, slots, food rules, texts.
//!
//! A protocol is read from a JSON file or taken from the binary; the study's own is built in. A rule
//! that the study leaves open is `None`, and everything above says that it is not known. No rule has
//! a default here.

mod check;
mod endpoint_settings;
mod site_settings;
mod symptom_rules;

use std::ops::Range;

use chrono::{Days, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::calendar::{DiaryDate, Period};
use super::entry::Language;
use super::ids::DrugId;
use super::units::Milligrams;

pub use check::{
    BrokenJson, Found, MAX_FILE_BYTES, MAX_STORED_BYTES, Place, Problem, ProblemKind, Wanted, check,
};
pub use endpoint_settings::{Decimal, DecimalError, EndpointSettings, Population, StartDate};
pub use site_settings::{DrugRule, SiteRule};
pub use symptom_rules::{SymptomRules, TierTexts};

/// A rule that is set, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule<T> {
    /// What the rule says.
    pub value: T,
    /// The document, label or person that says so.
    pub source: String,
}

/// A rule that the study may have left open. `null` in the file: nobody has said.
pub type OpenRule<T> = Option<Rule<T>>;

/// A text for the patient, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
}

impl Bilingual {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::ZhHans => &self.zh_hans,
        }
    }
}

/// A wall-clock time of the form `HH:MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(pub NaiveTime);

/// A text that is no time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a time of the form HH:MM from 00:00 to 23:59")]
pub struct ClockTimeError(pub String);

impl std::str::FromStr for ClockTime {
    type Err = ClockTimeError;

    fn from_str(text: &str) -> Result<Self, ClockTimeError> {
        let bad = || ClockTimeError(text.chars().take(20).collect());
        let (h, m) = text.split_once(':').ok_or_else(bad)?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !two_digits(h) || !two_digits(m) {
            return Err(bad());
        }
        let (h, m) = (h.parse().map_err(|_| bad())?, m.parse().map_err(|_| bad())?);
        NaiveTime::from_hms_opt(h, m, 0)
            .map(ClockTime)
            .ok_or_else(bad)
    }
}

impl std::fmt::Display for ClockTime {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The protocol of a study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// Always [`Protocol::FORMAT`].
    pub format: String,
    /// The version of the file format, 1.
    pub version: u32,
    /// A short code of the protocol, such as `utidelone-capecitabine`.
    pub id: String,
    /// The study's title.
    pub title: Bilingual,
    /// Days from one cycle's start to the next one's earliest start.
    pub cycle_length_days: Rule<u16>,
    /// When a diary day begins; times before it belong to the day before.
    pub day_starts_at: Rule<ClockTime>,
    /// How many diary dates after a slot's own date an entry for it is still in time.
    pub entry_window_days: Rule<u8>,
    /// Days of safety follow-up after the last intake of any drug, the last one included.
    pub follow_up_days: Rule<u16>,
    /// The CTCAE version in which staff grade.
    pub ctcae_version: Rule<String>,
    /// The reasons for which treatment may end.
    pub end_reasons: Rule<Vec<EndReason>>,
    /// Who may start a cycle, in words for the patient.
    pub next_cycle: Rule<Bilingual>,
    /// By how many percent the entered mg/m2 may differ from the study's before staff are asked.
    pub dose_check_pct: OpenRule<u8>,
    /// In which order, and how far apart, the drugs of one day are taken; for the patient.
    pub order_of_drugs: OpenRule<Bilingual>,
    /// What to do with the medicine on a clinic day; for the patient.
    pub clinic_day: OpenRule<Bilingual>,
    /// What holds for doses that the team paused; for the patient.
    pub held_doses: OpenRule<Bilingual>,
    /// Which symptoms ask for a call; `None`: nobody has said, and the built-in rules hold, as they do for
    /// diaries from before there was this key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symptoms: Option<SymptomRules>,
    /// What the study has decided about its endpoints; what it has not, and what diaries from before there was
    /// this key say nothing about, has the usual value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoints: Option<EndpointSettings>,
    /// The drugs, in the order of a day.
    pub drugs: Vec<Drug>,
}

/// One drug of a protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drug {
    /// The code in files and on the command line.
    pub id: DrugId,
    /// The name on screen.
    pub name: Bilingual,
    /// What one unit is.
    pub form: Form,
    /// The study's dose per intake by body surface, in mg/m2; only for the staff's check.
    pub mg_per_m2: OpenRule<Milligrams>,
    /// The strengths that exist.
    pub strengths_mg: OpenRule<Vec<Milligrams>>,
    /// The intakes of a day, in their order.
    pub periods: Vec<PeriodRule>,
    /// The first slot of a cycle.
    pub first_slot: Rule<CycleSlot>,
    /// The last slot of a cycle.
    pub last_slot: Rule<CycleSlot>,
    /// Whether an intake depends on a meal.
    pub food: Rule<FoodRule>,
    /// Hours without food before an intake; only for an empty stomach.
    pub fasting_hours_before: OpenRule<u8>,
    /// Hours without food after an intake; only for an empty stomach.
    pub fasting_hours_after: OpenRule<u8>,
    /// Hours to aim for between two intakes of a day.
    pub interval_aim_hours: OpenRule<u8>,
    /// Hours below which two intakes are asked about.
    pub interval_warn_below_hours: OpenRule<u8>,
    /// Minutes around the usual time that count as on time.
    pub timing_window_minutes: OpenRule<u16>,
    /// Hours after the usual time in which a missed dose may still be taken; 0 is never.
    pub catch_up_hours: OpenRule<u8>,
    /// What to do with a missed dose; for the patient.
    pub missed: OpenRule<Bilingual>,
    /// What to do after vomiting a dose; for the patient.
    pub vomited: OpenRule<Bilingual>,
    /// What to do after an extra or too large dose; for the patient.
    pub extra: OpenRule<Bilingual>,
    /// Steps of a dose reduction, in percent of the starting dose.
    pub reduction_steps_pct: OpenRule<Vec<u8>>,
}

/// What one unit of a drug is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A tablet.
    Tablet,
    /// A capsule.
    Capsule,
}

/// One intake of a day: its period, from when to when, and at which usual time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRule {
    /// Which intake.
    pub period: Period,
    /// From when the slot is due.
    pub from: ClockTime,
    /// Until when, this time not included; at or before `from` it lies on the next calendar day.
    pub to: ClockTime,
    /// When this patient usually takes it.
    pub usual_time: OpenRule<ClockTime>,
    /// The document, label or person that says so.
    pub source: String,
}

/// A slot by its place in a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CycleSlot {
    /// The cycle day, from 1.
    pub day: u16,
    /// The period of that day.
    pub period: Period,
}

/// Whether an intake depends on a meal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule", deny_unknown_fields)]
pub enum FoodRule {
    /// With or without food.
    None,
    /// Within so many minutes after a meal.
    AfterMeal {
        /// Minutes from the end of the meal.
        within_minutes: u16,
    },
    /// On an empty stomach.
    EmptyStomach,
}

/// Why treatment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// Disease progression.
    Progression,
    /// An adverse event that cannot be tolerated.
    AdverseEvent,
    /// The subject withdraws.
    Withdrawal,
    /// The investigator's decision.
    Investigator,
}

impl EndReason {
    /// Every reason, in the order of the study's text.
    pub const ALL: [EndReason; 4] = [
        EndReason::Progression,
        EndReason::AdverseEvent,
        EndReason::Withdrawal,
        EndReason::Investigator,
    ];
}

impl Protocol {
    /// The name that every protocol file carries.
    pub const FORMAT: &'static str = "dosebook-protocol";
    /// The newest version of the file format that this program reads.
    pub const VERSION: u32 = 1;
    /// The file of the study's own protocol, as it stands in the binary.
    pub const BUILT_IN: &'static str = include_str!("utidelone-capecitabine.json");

    /// The study's own protocol: utidelone capsules plus capecitabine.
    ///
    /// # Errors
    /// None in a built program: a test reads the embedded file with this function and with `check`.
    pub fn built_in() -> Result<Protocol, serde_json::Error> {
        serde_json::from_str(Protocol::BUILT_IN)
    }

    /// The drug of a code.
    pub fn drug(&self, id: DrugId) -> Option<&Drug> {
        self.drugs.iter().find(|drug| drug.id == id)
    }

    /// The time at which a diary day begins.
    pub fn day_starts_at(&self) -> NaiveTime {
        self.day_starts_at.value.0
    }
}

impl PeriodRule {
    /// The wall-clock time of the slot of a date: from its beginning to its end, not included.
    pub fn span(&self, date: DiaryDate, day_starts_at: NaiveTime) -> Range<NaiveDateTime> {
        let begin = self.begins(date, day_starts_at);
        let same_day = begin.date().and_time(self.to.0);
        let end = if same_day > begin {
            same_day
        } else {
            same_day.checked_add_days(Days::new(1)).unwrap_or(same_day)
        };
        begin..end
    }

    /// When the slot of a date begins, by the wall clock.
    pub fn begins(&self, date: DiaryDate, day_starts_at: NaiveTime) -> NaiveDateTime {
        date.at(self.from.0, day_starts_at)
    }

    /// Whether a time of day lies inside the period.
    pub fn holds(&self, time: ClockTime) -> bool {
        match self.from < self.to {
            true => self.from <= time && time < self.to,
            false => self.from <= time || time < self.to,
        }
    }
}

impl Drug {
    /// The rule of one of its periods.
    pub fn period(&self, period: Period) -> Option<&PeriodRule> {
        self.periods.iter().find(|rule| rule.period == period)
    }

    /// The periods in which this drug is planned on a cycle day.
    pub fn slots_on(&self, cycle_day: u16) -> impl Iterator<Item = &PeriodRule> {
        let place = |slot: CycleSlot| {
            let at = self
                .periods
                .iter()
                .position(|rule| rule.period == slot.period);
            (slot.day, at)
        };
        let (first, last) = (place(self.first_slot.value), place(self.last_slot.value));
        let planned = move |at| {
            let here = (cycle_day, Some(at));
            first <= here && here <= last
        };
        let periods = self.periods.iter().enumerate();
        periods.filter_map(move |(at, rule)| planned(at).then_some(rule))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slots of a cycle: its days from 1, and the periods of each.
    fn slots(drug: &Drug) -> Vec<(u16, Period)> {
        let of_day = |day| drug.slots_on(day).map(move |rule| (day, rule.period));
        (0..=22).flat_map(of_day).collect()
    }

    #[test]
    fn the_built_in_protocol_says_what_the_study_text_says() {
        let protocol = Protocol::built_in().unwrap();
        assert_eq!(protocol.cycle_length_days.value, 21);
        assert_eq!(protocol.follow_up_days.value, 28);
        assert_eq!(protocol.end_reasons.value, EndReason::ALL);
        let utidelone = protocol.drug("utidelone".parse().unwrap()).unwrap();
        let expected: Vec<_> = (1..=5).map(|day| (day, Period::Once)).collect();
        assert_eq!(slots(utidelone), expected);
        assert_eq!(utidelone.food.value, FoodRule::EmptyStomach);
        let capecitabine = protocol.drug("capecitabine".parse().unwrap()).unwrap();
        let expected: Vec<_> = (1..=14)
            .flat_map(|day| [(day, Period::Am), (day, Period::Pm)])
            .collect();
        assert_eq!(slots(capecitabine), expected);
        let meal = FoodRule::AfterMeal { within_minutes: 30 };
        assert_eq!(capecitabine.food.value, meal);
    }

    #[test]
    fn what_nobody_has_said_about_utidelone_stays_unknown() {
        let protocol = Protocol::built_in().unwrap();
        let drug = protocol.drug("utidelone".parse().unwrap()).unwrap();
        assert_eq!(drug.strengths_mg, None);
        assert_eq!((&drug.missed, &drug.vomited), (&None, &None));
        assert_eq!(
            (&drug.fasting_hours_before, &drug.fasting_hours_after),
            (&None, &None)
        );
        assert_eq!(
            (&drug.catch_up_hours, &drug.reduction_steps_pct),
            (&None, &None)
        );
        assert_eq!(drug.periods[0].usual_time, None);
        assert_eq!(protocol.order_of_drugs, None);
    }

    #[test]
    fn a_protocol_is_written_as_it_was_read() {
        let protocol = Protocol::built_in().unwrap();
        let written: serde_json::Value = serde_json::to_value(&protocol).unwrap();
        let file: serde_json::Value = serde_json::from_str(Protocol::BUILT_IN).unwrap();
        assert_eq!(written, file);
    }
}
