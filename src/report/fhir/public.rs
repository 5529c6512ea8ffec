//! The codes of public lists that are free to use: those that HL7 publishes with FHIR. No SNOMED CT, no MedDRA, no
//! LOINC.

use std::sync::LazyLock;

use super::element::{CodeableConcept, Coding, Shared, written};

/// A code of a public list.
pub(super) fn coding(system: &'static str, code: &'static str, display: &'static str) -> Coding {
    Coding {
        system,
        code: code.into(),
        display: Some(display.into()),
    }
}

/// A code of the lists of HL7 that stands in many resources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Public {
    /// Reported by the patient, not measured by a device.
    Survey,
    /// Swallowed.
    ByMouth,
    /// Taken at home.
    AtHome,
    /// A visit that does not stay overnight.
    Ambulatory,
    /// Prescribed for the time at home.
    PrescribedForHome,
    /// Nobody knows; with the reasons for which something is missing.
    Unknown,
    /// Asked, and not known.
    AskedUnknown,
    /// Made up, to try things out.
    MadeUp,
    /// Named by a code alone.
    Pseudonymised,
}

impl Public {
    const ALL: [Public; 9] = [
        Public::Survey,
        Public::ByMouth,
        Public::AtHome,
        Public::Ambulatory,
        Public::PrescribedForHome,
        Public::Unknown,
        Public::AskedUnknown,
        Public::MadeUp,
        Public::Pseudonymised,
    ];

    pub(super) fn coding(self) -> Coding {
        let (system, code, display) = match self {
            Public::Survey => (
                "http://terminology.hl7.org/CodeSystem/observation-category",
                "survey",
                "Survey",
            ),
            Public::ByMouth => (
                "http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration",
                "PO",
                "Swallow, oral",
            ),
            Public::AtHome => (
                "http://terminology.hl7.org/CodeSystem/medication-admin-category",
                "community",
                "Community",
            ),
            Public::Ambulatory => (
                "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                "AMB",
                "ambulatory",
            ),
            Public::PrescribedForHome => (
                "http://terminology.hl7.org/CodeSystem/medicationrequest-category",
                "community",
                "Community",
            ),
            Public::Unknown => (
                "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                "unknown",
                "Unknown",
            ),
            Public::AskedUnknown => (
                "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                "asked-unknown",
                "Asked But Unknown",
            ),
            Public::MadeUp => (
                "http://terminology.hl7.org/CodeSystem/v3-ActReason",
                "HTEST",
                "test health data",
            ),
            Public::Pseudonymised => (
                "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
                "PSEUDED",
                "pseudonymized",
            ),
        };
        coding(system, code, display)
    }

    /// The code where a resource wants one.
    pub(super) fn coded(self) -> CodeableConcept<'static> {
        static WRITTEN: LazyLock<Vec<(Public, String)>> = LazyLock::new(|| {
            let all = Public::ALL.into_iter();
            all.map(|code| (code, written(&code.made()))).collect()
        });
        match WRITTEN.iter().find(|(code, _)| *code == self) {
            Some((_, json)) => Shared::Written(json),
            None => self.made(),
        }
    }

    fn made(self) -> CodeableConcept<'static> {
        CodeableConcept::of(self.coding())
    }
}
