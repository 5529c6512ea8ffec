//! The list is whole and read as it stands; a term is found as a nurse looks for it.

use std::collections::BTreeSet;

use super::*;
use crate::domain::symptoms;

fn grades(name: &str) -> String {
    let grades = find(name).unwrap().grades();
    grades.iter().map(Grade::to_string).collect()
}

#[test]
fn the_whole_list_is_read() {
    let lines = TEXT
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    assert_eq!((lines.count(), terms().len()), (837, 837));
    let systems: BTreeSet<System> = terms().iter().map(|term| term.system).collect();
    assert_eq!(systems.len(), 26);
    for term in terms() {
        assert!(term.grades().is_sorted_by(|a, b| a < b), "{}", term.name);
        assert!(!term.grades().is_empty(), "{}", term.name);
        assert_eq!(find(term.name), Some(term), "two terms of one name");
        assert!(
            term.zh.is_none_or(|zh| find(zh) == Some(term)),
            "{:?}",
            term.zh
        );
    }
}

#[test]
fn only_the_grades_of_the_list_exist() {
    for (name, wanted) in [
        ("Nausea", "123"),
        ("Fatigue", "123"),
        ("Palmar-plantar erythrodysesthesia syndrome", "123"),
        ("Febrile neutropenia", "345"),
        ("Peripheral sensory neuropathy", "1234"),
        ("Peripheral motor neuropathy", "12345"),
        ("Neutrophil count decreased", "1234"),
        ("White blood cell decreased", "1234"),
        ("Platelet count decreased", "1234"),
        ("Anemia", "12345"),
        ("Diarrhea", "12345"),
        ("Vomiting", "12345"),
        ("Mucositis oral", "12345"),
        ("Anorexia", "12345"),
        ("Alopecia", "12"),
        ("Alanine aminotransferase increased", "1234"),
        ("Aspartate aminotransferase increased", "1234"),
        ("Blood bilirubin increased", "1234"),
        ("Eosinophilia", "13"),
        ("Death NOS", "5"),
    ] {
        assert_eq!(grades(name), wanted, "{name}");
    }
    assert!(Grade::try_from(0).is_err() && Grade::try_from(6).is_err());
    assert!(serde_json::from_str::<Grade>("6").is_err());
}

#[test]
fn a_term_is_found_by_the_words_a_nurse_types() {
    for (typed, wanted) in [
        ("diarr", "Diarrhea"),
        ("diarrhoea", "Diarrhea"),
        ("hand-foot", "Palmar-plantar erythrodysesthesia syndrome"),
        ("手足", "Palmar-plantar erythrodysesthesia syndrome"),
        ("neutropenia", "Febrile neutropenia"),
        ("ANC", "Neutrophil count decreased"),
        ("sensory neuro", "Peripheral sensory neuropathy"),
        ("hair loss", "Alopecia"),
        ("谷丙", "Alanine aminotransferase increased"),
        ("腹泻", "Diarrhea"),
    ] {
        let first: Vec<&str> = matching(typed).iter().take(3).map(|t| t.name).collect();
        assert!(first.contains(&wanted), "{typed}: {first:?}");
    }
    assert_eq!(matching("").len(), terms().len());
    assert_eq!(matching("xyzzy"), Vec::<&Term>::new());
}

#[test]
fn a_misspelt_term_is_told_from_nonsense() {
    assert_eq!(nearest("Diarhea")[0].name, "Diarrhea");
    assert_eq!(
        nearest("palmar plantar erythrodysestesia")[0].name,
        "Palmar-plantar erythrodysesthesia syndrome"
    );
    assert!(nearest("xyzzy").is_empty());
    assert!(nearest(&"q".repeat(100_000)).is_empty());
}

#[test]
fn every_symptom_leads_to_terms_that_exist() {
    for symptom in symptoms::Term::ALL {
        let names = suggested(*symptom);
        assert_eq!(about([*symptom]).len(), names.len(), "{symptom}");
        assert_eq!(names.is_empty(), *symptom == symptoms::Term::Other);
    }
    let both = about([symptoms::Term::Vomiting, symptoms::Term::Diarrhoea]);
    let names: Vec<&str> = both.iter().map(|term| term.name).collect();
    assert_eq!(
        names,
        [
            "Vomiting",
            "Dehydration",
            "Diarrhea",
            "Colitis",
            "Enterocolitis"
        ]
    );
}
