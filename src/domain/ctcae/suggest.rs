//! Which terms a patient's report may be about: to put them first in a list, never to grade.

use super::{Term, find};
use crate::domain::symptoms;

/// The names of the terms that a reported symptom may be about, the likeliest first.
pub fn suggested(symptom: symptoms::Term) -> &'static [&'static str] {
    use symptoms::Term as S;
    match symptom {
        S::Diarrhoea => &["Diarrhea", "Colitis", "Enterocolitis", "Dehydration"],
        S::Nausea => &["Nausea"],
        S::Vomiting => &["Vomiting", "Dehydration"],
        S::MouthSores => &["Mucositis oral", "Oral pain", "Dry mouth"],
        S::HandsAndFeet => &["Palmar-plantar erythrodysesthesia syndrome", "Dry skin"],
        S::Numbness => &[
            "Peripheral sensory neuropathy",
            "Peripheral motor neuropathy",
            "Paresthesia",
        ],
        S::Tiredness => &["Fatigue", "Malaise"],
        S::Appetite => &["Anorexia", "Dysgeusia", "Weight loss"],
        S::Fever => &["Fever", "Chills", "Febrile neutropenia"],
        S::Infection => &[
            "Infections and infestations - Other, specify",
            "Upper respiratory infection",
            "Urinary tract infection",
            "Lung infection",
            "Skin infection",
            "Sepsis",
        ],
        S::BellyPain => &["Abdominal pain", "Stomach pain", "Bloating", "Dyspepsia"],
        S::Constipation => &["Constipation"],
        S::MusclePain => &["Myalgia", "Pain in extremity", "Muscle cramp"],
        S::JointPain => &["Arthralgia", "Bone pain"],
        S::HairLoss => &["Alopecia"],
        S::Rash => &[
            "Rash maculo-papular",
            "Rash acneiform",
            "Urticaria",
            "Pruritus",
            "Stevens-Johnson syndrome",
            "Toxic epidermal necrolysis",
        ],
        S::ChestPain => &[
            "Chest pain - cardiac",
            "Non-cardiac chest pain",
            "Myocardial infarction",
        ],
        S::Breathing => &["Dyspnea", "Cough", "Pneumonitis"],
        S::Swelling => &["Edema face", "Allergic reaction", "Anaphylaxis"],
        S::Fainting => &["Syncope", "Presyncope"],
        S::Confusion => &["Confusion", "Delirium", "Encephalopathy"],
        S::Dizziness => &["Dizziness", "Vertigo", "Presyncope"],
        S::Sleep => &["Insomnia", "Somnolence"],
        S::Bleeding => &[
            "Bruising",
            "Epistaxis",
            "Platelet count decreased",
            "Upper gastrointestinal hemorrhage",
            "Lower gastrointestinal hemorrhage",
        ],
        S::UrineOrThirst => &[
            "Dehydration",
            "Urine output decreased",
            "Acute kidney injury",
        ],
        S::Other => &[],
    }
}

/// The terms for what was reported, without doubles, in the order of the reports.
pub fn about(reported: impl IntoIterator<Item = symptoms::Term>) -> Vec<&'static Term> {
    let mut terms: Vec<&Term> = Vec::new();
    for name in reported.into_iter().flat_map(suggested) {
        if let Some(term) = find(name)
            && !terms.contains(&term)
        {
            terms.push(term);
        }
    }
    terms
}
