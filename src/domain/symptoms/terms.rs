//! Which symptoms can be reported, and what is asked about each.
//!
//! Codes only; the words for people are in `text`. The items are this project's own.

use std::fmt;
use std::str::FromStr;

use super::answers::Tenths;
use crate::domain::ids::text_serde;

/// A code that names no symptom or no question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no known code")]
pub struct CodeError(pub String);

/// Declares an enum whose variants have one code each, and the list of them.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident, $expecting:literal { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// Every one, in the order shown.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Their codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code,)*];

            /// The code in files and on the command line.
            pub const fn code(self) -> &'static str {
                match self {
                    $($name::$variant => $code,)*
                }
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                let found = $name::ALL.iter().find(|known| known.code() == text);
                found.copied().ok_or_else(|| CodeError(text.chars().take(40).collect()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.pad(self.code())
            }
        }

        text_serde!($name, $expecting);
    };
}

coded! {
    /// A symptom that can be reported.
    Term, "the code of a symptom" {
        /// Diarrhoea.
        Diarrhoea = "diarrhoea",
        /// Nausea.
        Nausea = "nausea",
        /// Vomiting.
        Vomiting = "vomiting",
        /// A sore mouth.
        MouthSores = "mouth_sores",
        /// The skin of hands and feet.
        HandsAndFeet = "hands_and_feet",
        /// Numbness or tingling.
        Numbness = "numbness",
        /// Tiredness.
        Tiredness = "tiredness",
        /// Loss of appetite.
        Appetite = "appetite",
        /// Fever or chills.
        Fever = "fever",
        /// Signs of an infection.
        Infection = "infection",
        /// Belly pain.
        BellyPain = "belly_pain",
        /// Constipation.
        Constipation = "constipation",
        /// Muscle pain.
        MusclePain = "muscle_pain",
        /// Joint pain.
        JointPain = "joint_pain",
        /// Hair loss.
        HairLoss = "hair_loss",
        /// A rash.
        Rash = "rash",
        /// Chest pain.
        ChestPain = "chest_pain",
        /// Trouble breathing.
        Breathing = "breathing",
        /// Swelling of the face or tongue.
        Swelling = "swelling",
        /// Fainting.
        Fainting = "fainting",
        /// Confusion.
        Confusion = "confusion",
        /// Dizziness.
        Dizziness = "dizziness",
        /// Trouble sleeping.
        Sleep = "sleep",
        /// Bleeding or bruising.
        Bleeding = "bleeding",
        /// Little urine, or great thirst.
        UrineOrThirst = "urine_or_thirst",
        /// Anything else.
        Other = "other",
    }
}

coded! {
    /// A question about a symptom.
    Question, "the code of a question" {
        /// How bad.
        Severity = "severity",
        /// How many stools a day more than usual.
        StoolsAboveUsual = "stools_above_usual",
        /// Any stools at night.
        Night = "night",
        /// Black or bloody stools.
        BloodyStool = "bloody_stool",
        /// How many times vomited in 24 hours.
        TimesIn24Hours = "times_in_24_hours",
        /// Vomit that looks like coffee grounds.
        CoffeeGrounds = "coffee_grounds",
        /// Eating much less because of nausea.
        EatingLess = "eating_less",
        /// A sore, red or swollen mouth.
        SoreMouth = "sore_mouth",
        /// Red, tingling, painful, swollen or blistering hands or feet.
        SoreHandsOrFeet = "sore_hands_or_feet",
        /// Numbness or weakness that hampers walking or the use of the hands.
        Hampers = "hampers",
        /// The temperature in degrees C.
        Temperature = "temperature",
        /// Chills.
        Chills = "chills",
        /// A rash that spreads or blisters, or that is in the mouth, the eyes or between the legs.
        SpreadingRash = "spreading_rash",
        /// Swelling of the face or tongue.
        SwollenFace = "swollen_face",
        /// Heavy bleeding.
        HeavyBleeding = "heavy_bleeding",
        /// Fainted.
        Fainted = "fainted",
        /// Dizzy on standing.
        DizzyOnStanding = "dizzy_on_standing",
        /// Very little urine.
        LittleUrine = "little_urine",
        /// Any of the signs that ask for the emergency number.
        EmergencySign = "emergency_sign",
    }
}

/// What kind of answer a question takes, beside "not sure".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// None, mild, moderate or severe.
    Severity,
    /// A whole number, both ends included.
    Count {
        /// The least.
        min: u16,
        /// The most.
        max: u16,
    },
    /// A temperature in degrees C with one decimal, both ends included.
    Temperature {
        /// The lowest.
        min: Tenths,
        /// The highest.
        max: Tenths,
    },
}

impl Question {
    /// What kind of answer it takes.
    pub const fn kind(self) -> Kind {
        match self {
            Question::Severity => Kind::Severity,
            Question::StoolsAboveUsual | Question::TimesIn24Hours => {
                Kind::Count { min: 0, max: 50 }
            }
            Question::Temperature => Kind::Temperature {
                min: Tenths(340),
                max: Tenths(430),
            },
            Question::Night
            | Question::BloodyStool
            | Question::CoffeeGrounds
            | Question::EatingLess
            | Question::SoreMouth
            | Question::SoreHandsOrFeet
            | Question::Hampers
            | Question::Chills
            | Question::SpreadingRash
            | Question::SwollenFace
            | Question::HeavyBleeding
            | Question::Fainted
            | Question::DizzyOnStanding
            | Question::LittleUrine
            | Question::EmergencySign => Kind::YesNo,
        }
    }
}

impl Term {
    /// What is asked about it, in this order: what may ask for a call first, how bad it is last.
    ///
    /// A symptom that is an emergency by itself has no question: nothing may stand before that call.
    pub const fn questions(self) -> &'static [Question] {
        match self {
            Term::Diarrhoea => &[
                Question::BloodyStool,
                Question::StoolsAboveUsual,
                Question::Night,
                Question::Severity,
            ],
            Term::Nausea | Term::Appetite => &[Question::EatingLess, Question::Severity],
            Term::Vomiting => &[Question::CoffeeGrounds, Question::TimesIn24Hours],
            Term::MouthSores => &[Question::SoreMouth, Question::Severity],
            Term::HandsAndFeet => &[Question::SoreHandsOrFeet, Question::Severity],
            Term::Numbness => &[
                Question::Hampers,
                Question::SoreHandsOrFeet,
                Question::Severity,
            ],
            Term::Tiredness => &[Question::Hampers, Question::Severity],
            Term::Fever => &[Question::Temperature, Question::Chills],
            Term::BellyPain | Term::Constipation => &[Question::BloodyStool, Question::Severity],
            Term::Infection | Term::MusclePain | Term::JointPain | Term::HairLoss | Term::Sleep => {
                &[Question::Severity]
            }
            Term::Rash => &[
                Question::SpreadingRash,
                Question::SwollenFace,
                Question::Severity,
            ],
            Term::ChestPain
            | Term::Breathing
            | Term::Swelling
            | Term::Fainting
            | Term::Confusion => &[],
            Term::Dizziness => &[
                Question::Fainted,
                Question::DizzyOnStanding,
                Question::Severity,
            ],
            Term::Bleeding => &[
                Question::HeavyBleeding,
                Question::BloodyStool,
                Question::CoffeeGrounds,
                Question::Severity,
            ],
            Term::UrineOrThirst => &[
                Question::LittleUrine,
                Question::DizzyOnStanding,
                Question::Severity,
            ],
            Term::Other => &[Question::EmergencySign, Question::Severity],
        }
    }

    /// Whether a question belongs to it.
    pub fn asks(self, question: Question) -> bool {
        self.questions().contains(&question)
    }
}
