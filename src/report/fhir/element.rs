//! The data types of FHIR R4, as far as the resources here need them.
//!
//! Field names and their order are those of the specification. What is absent is left out: an element of FHIR is
//! never empty. What a resource means never enters here.

use std::sync::Arc;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::domain::adherence::Percent;
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::endpoints::recist::Diameters;
use crate::domain::moment;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::Form;
use crate::domain::units::Milligrams;

/// Whether an element is left out.
pub(super) trait Absent {
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for &'static str {}
impl Absent for String {}
impl Absent for u16 {}
impl Absent for u32 {}
impl Absent for bool {}

/// Declares data types: a name, and fields of which the absent ones are left out.
macro_rules! elements {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of_field:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, ::serde::Serialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $name {
            $(
                $(#[$of_field])*
                #[serde(skip_serializing_if = "crate::report::fhir::element::Absent::is_absent")]
                pub(super) $field: $type,
            )*
        }

        impl crate::report::fhir::element::Absent for $name {}
    )*};
}
pub(super) use elements;

/// Declares a resource: the same, with its type in front.
macro_rules! resource {
    ($(#[$doc:meta])* $name:ident { $($(#[$of_field:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Default, ::serde::Serialize)]
        #[serde(tag = "resourceType", rename_all = "camelCase")]
        pub(super) struct $name {
            $(
                $(#[$of_field])*
                #[serde(skip_serializing_if = "crate::report::fhir::element::Absent::is_absent")]
                pub(super) $field: $type,
            )*
        }
    };
}
pub(super) use resource;

elements! {
    /// A code of a system.
    Coding {
        system: String,
        code: String,
        display: Option<String>,
    }
    /// What something is, by codes and in words.
    Coded {
        coding: Vec<Coding>,
        text: Option<String>,
    }
    /// A name that somebody has given.
    Identifier {
        system: String,
        value: String,
    }
    /// Another resource.
    Target {
        reference: String,
        #[serde(rename = "type")]
        kind: &'static str,
    }
    /// An amount with its unit.
    Quantity {
        value: Decimal,
        unit: &'static str,
        system: &'static str,
        code: &'static str,
    }
    /// From when to when, both included.
    Span {
        start: Option<String>,
        end: Option<String>,
    }
    /// What is known about a resource as such.
    Labels {
        security: Vec<Coding>,
    }
    /// An extension of the specification itself.
    Extension {
        url: &'static str,
        value_code: Option<&'static str>,
        value_reference: Option<Reference>,
    }
    /// What is known about an element that has no value.
    Missing {
        extension: Vec<Extension>,
    }
}

/// What something is.
pub(super) type CodeableConcept = Shared<Coded>;
/// Another resource.
pub(super) type Reference = Shared<Target>;
/// What is known about a resource as such.
pub(super) type Meta = Shared<Labels>;

/// An element that stands in many resources: once it is written, it is not put together again.
#[derive(Debug, Clone)]
pub(super) enum Shared<T> {
    Made(T),
    Written(Arc<RawValue>),
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Shared<T> {
        Shared::Made(T::default())
    }
}

impl<T> Absent for Shared<T> {}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Shared::Made(element) => element.serialize(to),
            Shared::Written(json) => json.serialize(to),
        }
    }
}

impl<T: Serialize> Shared<T> {
    /// The same, written.
    pub(super) fn written(self) -> Shared<T> {
        match to_raw_value(&self) {
            Ok(json) => Shared::Written(json.into()),
            // Whoever writes it says why it cannot be.
            Err(_) => self,
        }
    }
}

/// A number, spelled with exactly the digits that it has.
#[derive(Debug, Clone)]
pub(super) enum Decimal {
    Whole(u64),
    Spelled(String),
}

impl Default for Decimal {
    fn default() -> Decimal {
        Decimal::Whole(0)
    }
}

impl Absent for Decimal {}

impl Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Decimal::Whole(number) => to.serialize_u64(*number),
            Decimal::Spelled(digits) => {
                let raw = RawValue::from_string(digits.clone());
                raw.map_err(serde::ser::Error::custom)?.serialize(to)
            }
        }
    }
}

impl From<Milligrams> for Decimal {
    fn from(amount: Milligrams) -> Decimal {
        match amount.micrograms() % 1000 {
            0 => Decimal::Whole(amount.micrograms() / 1000),
            _ => Decimal::Spelled(amount.to_string()),
        }
    }
}

/// The system of units, UCUM.
const UCUM: &str = "http://unitsofmeasure.org";

impl Quantity {
    fn of(value: Decimal, unit: &'static str, code: &'static str) -> Quantity {
        Quantity {
            value,
            unit,
            system: UCUM,
            code,
        }
    }

    /// An amount of drug.
    pub(super) fn mg(amount: Milligrams) -> Quantity {
        Quantity::of(amount.into(), "mg", "mg")
    }

    /// An amount of drug times days.
    pub(super) fn mg_days(amount: Milligrams) -> Quantity {
        Quantity::of(amount.into(), "mg.d", "mg.d")
    }

    /// A percentage.
    pub(super) fn percent(percent: Percent) -> Quantity {
        Quantity::of(Decimal::Spelled(percent.to_string()), "%", "%")
    }

    /// A number of things.
    pub(super) fn count(count: u64) -> Quantity {
        Quantity::of(Decimal::Whole(count), "1", "1")
    }

    /// A number of days.
    pub(super) fn days(count: u16) -> Quantity {
        Quantity::of(Decimal::Whole(u64::from(count)), "d", "d")
    }

    /// A number of tablets or capsules.
    pub(super) fn units(count: u32, form: Form) -> Quantity {
        let (unit, code) = match form {
            Form::Tablet => ("tablet", "{tablet}"),
            Form::Capsule => ("capsule", "{capsule}"),
        };
        Quantity::of(Decimal::Whole(u64::from(count)), unit, code)
    }

    /// A sum of diameters.
    pub(super) fn mm(sum: Diameters) -> Quantity {
        Quantity::of(Decimal::Spelled(sum.to_string()), "mm", "mm")
    }

    /// A temperature in degrees C, as it is spelled.
    pub(super) fn celsius(degrees: String) -> Quantity {
        Quantity::of(Decimal::Spelled(degrees), "Cel", "Cel")
    }
}

impl Span {
    /// From one moment to another; without the end where it lies before the beginning, as a file may say.
    pub(super) fn of(start: Moment, end: Moment) -> Span {
        Span {
            start: Some(instant(start)),
            end: (start <= end).then(|| instant(end)),
        }
    }

    /// From one date to another, of which one may be unknown; none where both are. An end before the beginning
    /// is left out.
    pub(super) fn of_dates(start: Option<DiaryDate>, end: Option<DiaryDate>) -> Option<Span> {
        let follows = |end: &DiaryDate| start.is_none_or(|start| start <= *end);
        let end = end.filter(follows);
        (start.is_some() || end.is_some()).then(|| Span {
            start: start.map(|date| date.to_string()),
            end: end.map(|date| date.to_string()),
        })
    }
}

impl CodeableConcept {
    /// One code, with its words.
    pub(super) fn of(coding: Coding) -> CodeableConcept {
        Shared::Made(Coded {
            coding: vec![coding],
            text: None,
        })
    }

    /// The words of a file.
    pub(super) fn in_words(text: &PlainText) -> CodeableConcept {
        CodeableConcept::said(words(text))
    }

    /// Words only, where there are any.
    pub(super) fn said(text: Option<String>) -> CodeableConcept {
        Shared::Made(Coded {
            coding: Vec::new(),
            text,
        })
    }
}

impl Missing {
    /// Nobody knows.
    pub(super) fn unknown() -> Missing {
        Missing {
            extension: vec![Extension {
                url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                value_code: Some("unknown"),
                value_reference: None,
            }],
        }
    }
}

/// A moment with its offset, to the second.
pub(super) fn instant(at: Moment) -> String {
    moment::write(&at)
}

/// Text from a file, harmless and without spaces around it; none where there is nothing to read.
pub(super) fn words(text: &PlainText) -> Option<String> {
    let shown = text.to_string();
    let shown = shown.trim();
    (!shown.is_empty()).then(|| shown.to_owned())
}
