//! What a line of the journal says: entries and events, as they stand in the file.
//!
//! An entry is one line; its event is what it says. An event is parsed by its kind, and one of an
//! unknown kind is kept as it stands. No entry is ever changed; what the entries mean together is
//! `diary` and `course`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use super::calendar::{DiaryDate, Moment, Period, SlotPosition, read_moment, read_moment_if_any};
use super::ids::{DrugId, EntryId, Initials, SubjectCode};
use super::plain_text::PlainText;
use super::protocol::{Bilingual, ClockTime, EndReason, Protocol};
use super::units::{Milligrams, Units};

/// One line of a journal, without its chain.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Position in the file, from 1.
    pub seq: u64,
    /// Made before the first try to store it.
    pub id: EntryId,
    /// The machine's clock when it was recorded, with its offset.
    pub at: Moment,
    /// Who recorded it.
    pub by: Author,
    /// Which clock `at` came from.
    pub clock: ClockKind,
    /// What it says.
    pub event: Event,
}

impl Entry {
    /// How other entries name this one.
    pub fn reference(&self) -> EntryRef {
        EntryRef {
            seq: self.seq,
            id: self.id,
        }
    }
}

/// How an entry names another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRef {
    /// Its position.
    pub seq: u64,
    /// Its id.
    pub id: EntryId,
}

/// Who recorded an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Author {
    /// The patient.
    Patient {},
    /// The study nurse or investigator, with initials.
    Site {
        /// Initials.
        id: Initials,
    },
}

impl Author {
    /// Whether the study team recorded it.
    pub fn is_site(&self) -> bool {
        matches!(self, Author::Site { .. })
    }
}

/// Which clock an entry's time came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// The machine's.
    #[default]
    System,
    /// A fixed one, for tests and demonstrations.
    Fixed,
}

/// A language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    ZhHans,
}

/// The telephone numbers that stand on every patient screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phones {
    /// The study team by day.
    pub day: PhoneNumber,
    /// The study team by night and on weekends.
    pub night: PhoneNumber,
    /// The emergency number.
    pub emergency: PhoneNumber,
}

/// A telephone number: digits, `+`, `-`, `(`, `)` and spaces, 3 digits at least, 32 characters at most.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

/// A text that is no telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a telephone number (digits, '+', '-', '(', ')' and spaces, at least 3 digits)"
)]
pub struct PhoneError(pub String);

impl std::str::FromStr for PhoneNumber {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let shape = text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+-() ".contains(&b));
        if shape && digits >= 3 && text.len() <= 32 {
            Ok(PhoneNumber(text.to_owned()))
        } else {
            Err(PhoneError(text.chars().take(40).collect()))
        }
    }
}

impl std::fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

super::ids::text_serde!(PhoneNumber, "a telephone number");

/// Declares every kind of event once: its variant, its content, its name in the file.
macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident($content:ty) = $kind:literal,)*) => {
        /// What an entry says.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Event {
            $($(#[$doc])* $variant($content),)*
            /// A kind that this version does not know; kept as it stands.
            Unknown(UnknownEvent),
        }

        impl Event {
            /// The name of its kind in the file.
            pub fn kind(&self) -> &str {
                match self {
                    $(Event::$variant(_) => $kind,)*
                    Event::Unknown(event) => event.kind.raw(),
                }
            }

            fn parse_kind(kind: &str, json: &str) -> Result<Event, serde_json::Error> {
                match kind {
                    $($kind => serde_json::from_str(json).map(Event::$variant),)*
                    _ => Ok(Event::Unknown(UnknownEvent {
                        kind: PlainText::new(kind),
                        json: json.to_owned(),
                    })),
                }
            }
        }

        impl Serialize for Event {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Event::$variant(content) => Tagged { kind: $kind, content }.serialize(to),)*
                    Event::Unknown(event) => {
                        let raw = RawValue::from_string(event.json.clone());
                        raw.map_err(serde::ser::Error::custom)?.serialize(to)
                    }
                }
            }
        }
    };
}

#[derive(Serialize)]
struct Tagged<'a, T> {
    kind: &'static str,
    #[serde(flatten)]
    content: &'a T,
}

events! {
    /// The diary begins.
    Opened(Box<Opened>) = "opened",
    /// Units for a drug, in force from a slot on.
    Prescribed(Prescribed) = "prescribed",
    /// A cycle starts.
    CycleStarted(CycleStarted) = "cycle_started",
    /// A meal is finished.
    Meal(Meal) = "meal",
    /// What happened to a slot.
    Dose(Dose) = "dose",
    /// A symptom is reported.
    Symptom(Symptom) = "symptom",
    /// The study team was called, and what they said.
    Contacted(Contacted) = "contacted",
    /// Drugs are paused from a slot on.
    Held(Held) = "held",
    /// Paused drugs go on from a slot on.
    Resumed(Resumed) = "resumed",
    /// Drugs end for good from a slot on.
    Stopped(Stopped) = "stopped",
    /// An earlier entry is replaced or withdrawn.
    Corrected(Box<Corrected>) = "corrected",
    /// Phone numbers, usual times, language, or a rule that the protocol left open.
    Settings(Box<Settings>) = "settings",
    /// Another protocol, for the cycles from a slot on.
    ProtocolChanged(Box<ProtocolChanged>) = "protocol_changed",
    /// A torn last line was set aside.
    Recovered(Recovered) = "recovered",
    /// The diary goes on after damage.
    Continued(Continued) = "continued",
    /// Staff confirm what the patient was told.
    Confirmed(Confirmed) = "confirmed",
    /// Another medicine that the patient takes.
    Medicine(Medicine) = "medicine",
}

/// An event of a kind that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEvent {
    /// The name of the kind.
    pub kind: PlainText,
    /// The event as it stands in the file.
    pub json: String,
}

/// Why an event cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// Not JSON of the shape that its kind needs.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// Readable, but contradicting itself.
    #[error("{0}")]
    Contradiction(&'static str),
}

impl Event {
    /// Reads an event from its JSON text.
    ///
    /// # Errors
    /// Text that is not an object with a `kind`, or that lacks what its kind needs. An unknown kind is
    /// no error.
    pub fn parse(json: &str) -> Result<Event, EventError> {
        let event = match quick_kind(json) {
            Some(kind) => Event::parse_kind(kind, json)?,
            None => {
                #[derive(Deserialize)]
                struct Kind {
                    kind: String,
                }
                let found: Kind = serde_json::from_str(json)?;
                Event::parse_kind(&found.kind, json)?
            }
        };
        match &event {
            Event::Dose(dose) => dose.check()?,
            Event::Corrected(corrected) => corrected.check()?,
            _ => {}
        }
        Ok(event)
    }
}

/// The kind, where it stands first as this program writes it.
fn quick_kind(json: &str) -> Option<&str> {
    let rest = json.strip_prefix(r#"{"kind":""#)?;
    let kind = &rest[..rest.find('"')?];
    kind.bytes()
        .all(|b| b.is_ascii_lowercase() || b == b'_')
        .then_some(kind)
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(from)?;
        Event::parse(raw.get()).map_err(serde::de::Error::custom)
    }
}

/// The diary begins: everything that a reader needs to understand it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Always [`Opened::FORMAT`].
    pub format: String,
    /// The version of the file format, [`Opened::VERSION`].
    pub version: u32,
    /// A random name of this diary, so that two diaries of one subject can be told apart.
    pub diary: EntryId,
    /// The participant.
    pub subject: SubjectCode,
    /// The numbers to call.
    pub phones: Phones,
    /// The language of the screens.
    pub language: Language,
    /// Whether this is made-up data; every screen and report says so.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sample: bool,
    /// The study's rules, whole.
    pub protocol: Protocol,
}

impl Opened {
    /// The name that the first line of every diary carries.
    pub const FORMAT: &'static str = "dosebook-diary";
    /// The newest version of the format that this program reads.
    pub const VERSION: u32 = 1;
}

fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Why units were prescribed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrescriptionReason {
    /// The first prescription.
    Initial,
    /// Fewer than before.
    Reduction,
    /// More than before.
    ReEscalation,
    /// Other, such as another strength for the same amount.
    Other,
}

/// Units for a drug, in force from a slot on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prescribed {
    /// The drug.
    pub drug: DrugId,
    /// Units of each period named; a period not named keeps what it had.
    pub units: BTreeMap<Period, Units>,
    /// The first slot it holds for.
    pub from: SlotPosition,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Why.
    pub reason: PrescriptionReason,
    /// The body surface in m2 that staff used, in thousandths, for their check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bsa_m2: Option<Milligrams>,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// A cycle starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CycleStarted {
    /// Its number, from 1.
    pub cycle: u16,
    /// Its day 1.
    pub date: DiaryDate,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

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

/// How it is known whether the food rule was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoodBasis {
    /// From the recorded end of a meal.
    MealClock,
    /// From what the patient says.
    PatientWord,
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
    fn check(&self) -> Result<(), EventError> {
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

/// How urgent a symptom is, by the protocol's triggers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// For the next visit.
    Record,
    /// Call in office hours.
    ReportSoon,
    /// Call now, and before the next dose.
    CallNow,
    /// Call the emergency number first.
    Emergency,
}

/// How bad the patient says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// None.
    None,
    /// Mild.
    Mild,
    /// Moderate.
    Moderate,
    /// Severe.
    Severe,
}

/// A symptom that the patient reports, in plain answers; never a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Symptom {
    /// The code of the symptom.
    pub term: PlainText,
    /// How bad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The answers, by the code of the question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<PlainText, PlainText>,
    /// How urgent, by the protocol in force when it was reported.
    pub tier: Tier,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noticed_on: Option<DiaryDate>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<DiaryDate>,
}

/// What the study team said on a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Go on as prescribed.
    Continue,
    /// Pause.
    Pause,
    /// Fewer tablets.
    Fewer,
    /// Stop for good.
    Stop,
    /// Nobody answered; the warning stays open.
    NobodyAnswered,
    /// The patient is not sure; the warning stays open.
    NotSure,
}

impl Said {
    /// Every answer, in the order shown.
    pub const ALL: [Said; 6] = [
        Said::Continue,
        Said::Pause,
        Said::Fewer,
        Said::Stop,
        Said::NobodyAnswered,
        Said::NotSure,
    ];

    /// Whether it closes a warning (ruling 17).
    pub fn closes(self) -> bool {
        match self {
            Said::Continue | Said::Pause | Said::Fewer | Said::Stop => true,
            Said::NobodyAnswered | Said::NotSure => false,
        }
    }
}

/// The study team was called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacted {
    /// What they said.
    pub said: Said,
    /// The entries that the call was about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<EntryRef>,
    /// When they spoke, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub spoken_at: Option<Moment>,
}

/// Drugs are paused from a slot on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Which.
    pub drugs: Vec<DrugId>,
    /// The first slot paused.
    pub from: SlotPosition,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Why, in the team's words.
    #[serde(default, skip_serializing_if = "PlainText::is_empty")]
    pub reason: PlainText,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// Paused drugs go on from a slot on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// Which.
    pub drugs: Vec<DrugId>,
    /// The first slot due again.
    pub from: SlotPosition,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Why, in the team's words.
    #[serde(default, skip_serializing_if = "PlainText::is_empty")]
    pub reason: PlainText,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// Drugs end for good from a slot on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Which.
    pub drugs: Vec<DrugId>,
    /// The first slot that is no longer planned.
    pub from: SlotPosition,
    /// When the team gave the order, if not when it was recorded.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "read_moment_if_any"
    )]
    pub given_at: Option<Moment>,
    /// Why; `None` where the patient was told to stop and does not know why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EndReason>,
    /// Whether this is what the patient says the team told her.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// Why an entry was corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionReason {
    /// Pressed by mistake.
    WrongPress,
    /// Wrong time.
    WrongTime,
    /// Wrong number of units.
    WrongUnits,
    /// Wrong day or dose.
    WrongSlot,
    /// Remembered later.
    Remembered,
    /// Vomited after it had been recorded as taken.
    VomitedLater,
    /// The study team corrected it.
    StudyTeam,
    /// Other.
    Other,
}

impl CorrectionReason {
    /// Every reason, in the order shown.
    pub const ALL: [CorrectionReason; 8] = [
        CorrectionReason::WrongPress,
        CorrectionReason::WrongTime,
        CorrectionReason::WrongUnits,
        CorrectionReason::WrongSlot,
        CorrectionReason::Remembered,
        CorrectionReason::VomitedLater,
        CorrectionReason::StudyTeam,
        CorrectionReason::Other,
    ];
}

/// An earlier entry is replaced or withdrawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// The entry that is corrected: always the first of its line of corrections.
    pub target: EntryRef,
    /// What it should have said; `None` withdraws it.
    pub replacement: Option<Event>,
    /// Why.
    pub reason: CorrectionReason,
}

impl Corrected {
    fn check(&self) -> Result<(), EventError> {
        match &self.replacement {
            Some(
                Event::Opened(_) | Event::Recovered(_) | Event::Continued(_) | Event::Corrected(_),
            ) => Err(EventError::Contradiction(
                "a correction replaces what cannot be corrected",
            )),
            _ => Ok(()),
        }
    }
}

/// Changes of settings; what is absent stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// The numbers to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phones: Option<Phones>,
    /// The language of the screens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The order and the gaps of the drugs of one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_of_drugs: Option<Bilingual>,
    /// What to do with the medicine on a clinic day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clinic_day: Option<Bilingual>,
    /// Rules of single drugs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub drugs: BTreeMap<DrugId, DrugSettings>,
}

/// Rules of one drug that the protocol leaves to the site.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DrugSettings {
    /// When this patient usually takes it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub usual_times: BTreeMap<Period, ClockTime>,
    /// Hours without food before an intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fasting_hours_before: Option<u8>,
    /// Hours without food after an intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fasting_hours_after: Option<u8>,
    /// Hours below which two intakes are asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval_warn_below_hours: Option<u8>,
    /// Hours after the usual time in which a missed dose may still be taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catch_up_hours: Option<u8>,
    /// The strengths that exist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strengths_mg: Vec<Milligrams>,
    /// What to do with a missed dose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Bilingual>,
    /// What to do after vomiting a dose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vomited: Option<Bilingual>,
}

/// Another protocol, for the cycles that start at `from` or later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolChanged {
    /// The first slot it holds for.
    pub from: SlotPosition,
    /// The new rules, whole.
    pub protocol: Protocol,
}

/// A torn last line was set aside when the diary was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovered {
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256, in hex.
    pub tail_hash: String,
}

/// The diary goes on, in a new file, after damage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continued {
    /// The hash of the last good line.
    pub last_hash: String,
    /// The number of the last good line.
    pub last_good_line: u64,
    /// How many lines behind it were not taken over.
    pub lost_lines: u64,
    /// How many bytes those were.
    pub lost_bytes: u64,
}

/// Staff confirm orders that the patient was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The entries confirmed.
    pub entries: Vec<EntryRef>,
}

/// Another medicine that the patient takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medicine {
    /// Its name.
    pub name: PlainText,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DiaryDate>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DiaryDate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dose_is_written_as_the_format_shows_it() {
        let json = r#"{"kind":"dose","drug":"capecitabine","date":"2026-11-04","period":"am","outcome":"taken","taken_at":"2026-11-04T08:10:00+08:00","units":{"150":4,"500":2},"food":"kept","food_basis":"meal_clock"}"#;
        let event = Event::parse(json).unwrap();
        assert!(matches!(event, Event::Dose(_)));
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
    }

    #[test]
    fn an_unknown_kind_is_kept_as_it_stands() {
        let json = r#"{"kind":"telemetry","x":[1,2]}"#;
        let event = Event::parse(json).unwrap();
        assert_eq!(event.kind(), "telemetry");
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
    }

    #[test]
    fn an_event_that_contradicts_itself_is_refused() {
        for json in [
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","period":"am","outcome":"missed","units":{"150":4}}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","period":"am","outcome":"taken"}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"missed"}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","date":"2026-11-05","period":"am","outcome":"missed"}"#,
            r#"{"outcome":"missed"}"#,
            "7",
        ] {
            assert!(Event::parse(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_correction_carries_its_replacement() {
        let json = r#"{"kind":"corrected","target":{"seq":3,"id":"000000000000000a"},"replacement":{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"},"reason":"wrong_time"}"#;
        let event = Event::parse(json).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
        let withdrawn = json.replace(
            r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"}"#,
            "null",
        );
        let event = Event::parse(&withdrawn).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), withdrawn);
    }
}
