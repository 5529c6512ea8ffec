//! The codes of choices on the command line, for the enums of the domain.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::domain::endpoints::recist::NonTarget;
use crate::domain::endpoints::response::Response;
use crate::domain::entry::{
    CorrectionReason, Food, Language, MissedReason, Outcome, PrescriptionReason, Said,
};
use crate::domain::protocol::EndReason;
use crate::domain::site::ActionTaken;
use crate::domain::symptoms::Term;

/// Gives each variant its code, in the order shown; a variant without one does not compile.
macro_rules! codes {
    ($type:ident { $($variant:ident = $code:literal,)* }) => {
        impl ValueEnum for $type {
            fn value_variants<'a>() -> &'a [Self] {
                &[$($type::$variant,)*]
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                let code = match self {
                    $($type::$variant => $code,)*
                };
                Some(PossibleValue::new(code))
            }
        }
    };
}

codes!(Language {
    En = "en",
    ZhHans = "zh-Hans",
});

codes!(Food {
    Kept = "kept",
    NotKept = "not-kept",
    Unknown = "unknown",
});

codes!(Outcome {
    Taken = "taken",
    PartlyTaken = "partly",
    Missed = "missed",
    Vomited = "vomited",
});

codes!(MissedReason {
    Forgot = "forgot",
    FeltUnwell = "felt-unwell",
    ToldToPause = "told-to-pause",
    VomitedBefore = "vomited-before",
    CouldNotEat = "could-not-eat",
    RanOut = "ran-out",
    Other = "other",
});

codes!(Response {
    Complete = "CR",
    Partial = "PR",
    Stable = "SD",
    Progressive = "PD",
    NotEvaluable = "NE",
});

codes!(NonTarget {
    Complete = "complete",
    Present = "present",
    Progressive = "progressive",
    NotEvaluable = "not-evaluable",
});

impl ValueEnum for PrescriptionReason {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            PrescriptionReason::Reduction,
            PrescriptionReason::ReEscalation,
            PrescriptionReason::Other,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            // The first prescription is the first by its place, not by anybody's word.
            PrescriptionReason::Initial => None,
            PrescriptionReason::Reduction => Some(PossibleValue::new("reduction")),
            PrescriptionReason::ReEscalation => Some(PossibleValue::new("re-escalation")),
            PrescriptionReason::Other => Some(PossibleValue::new("other")),
        }
    }
}

codes!(EndReason {
    Progression = "progression",
    AdverseEvent = "adverse-event",
    Withdrawal = "withdrawal",
    Investigator = "investigator",
});

codes!(Said {
    Continue = "continue",
    Pause = "pause",
    Fewer = "fewer",
    Stop = "stop",
    NobodyAnswered = "nobody-answered",
    NotSure = "not-sure",
});

codes!(CorrectionReason {
    WrongPress = "wrong-press",
    WrongTime = "wrong-time",
    WrongUnits = "wrong-units",
    WrongSlot = "wrong-slot",
    Remembered = "remembered",
    VomitedLater = "vomited-later",
    StudyTeam = "study-team",
    Other = "other",
});

impl ValueEnum for Term {
    fn value_variants<'a>() -> &'a [Self] {
        Term::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let code = match self {
            Term::MouthSores => "mouth-sores",
            Term::HandsAndFeet => "hands-and-feet",
            Term::BellyPain => "belly-pain",
            Term::MusclePain => "muscle-pain",
            Term::JointPain => "joint-pain",
            Term::HairLoss => "hair-loss",
            Term::ChestPain => "chest-pain",
            Term::UrineOrThirst => "urine-or-thirst",
            Term::Diarrhoea
            | Term::Nausea
            | Term::Vomiting
            | Term::Numbness
            | Term::Tiredness
            | Term::Appetite
            | Term::Fever
            | Term::Infection
            | Term::Constipation
            | Term::Rash
            | Term::Breathing
            | Term::Swelling
            | Term::Fainting
            | Term::Confusion
            | Term::Dizziness
            | Term::Sleep
            | Term::Bleeding
            | Term::Other => return Some(PossibleValue::new(self.code())),
        };
        // As it stands in the files, too.
        Some(PossibleValue::new(code).alias(self.code()))
    }
}

codes!(ActionTaken {
    DoseNotChanged = "dose-not-changed",
    DoseReduced = "dose-reduced",
    DrugInterrupted = "drug-interrupted",
    DrugWithdrawn = "drug-withdrawn",
    NotApplicable = "not-applicable",
    Unknown = "unknown",
});
