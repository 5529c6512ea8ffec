//! The data types of FHIR R4, as far as the resources here need them.
//!
//! Field names and their order are those of the specification. What is absent is left out: an element of FHIR is
//! never empty. An element that stands in many resources is written once and copied from then on. What a resource
//! means never enters here.

use std::borrow::Cow;

use super::ids::Id;
use crate::domain::adherence::Percent;
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::endpoints::recist::Diameters;
use crate::domain::moment;
use crate::domain::plain_text::{PlainText, write_json_text};
use crate::domain::protocol::Form;
use crate::domain::spell;
use crate::domain::units::Milligrams;

/// What a field of a resource holds.
pub(super) trait Element {
    /// Whether it is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Writes it behind a text.
    fn write(&self, to: &mut String);
}

/// The text of an element that stands in many resources.
pub(super) fn written(element: &impl Element) -> String {
    let mut text = String::new();
    element.write(&mut text);
    text
}

/// Writes a field and the comma behind it, unless it is left out.
pub(super) fn field(key: &str, value: &impl Element, to: &mut String) {
    if !value.is_absent() {
        to.push_str(key);
        value.write(to);
        to.push(',');
    }
}

/// Ends what was begun, in place of the comma behind the last of its parts.
pub(super) fn close(end: char, to: &mut String) {
    if to.as_bytes().last() == Some(&b',') {
        to.pop();
    }
    to.push(end);
}

impl<T: Element> Element for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn write(&self, to: &mut String) {
        if let Some(element) = self {
            element.write(to);
        }
    }
}

impl<T: Element> Element for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn write(&self, to: &mut String) {
        list(self, to);
    }
}

impl<T: Element> Element for [T; 1] {
    fn write(&self, to: &mut String) {
        list(self, to);
    }
}

fn list<T: Element>(elements: &[T], to: &mut String) {
    to.push('[');
    for element in elements {
        field("", element, to);
    }
    close(']', to);
}

/// A code or an address that stands in the source: nothing in it is to be escaped.
impl Element for &'static str {
    fn write(&self, to: &mut String) {
        to.push('"');
        to.push_str(self);
        to.push('"');
    }
}

impl Element for String {
    fn write(&self, to: &mut String) {
        write_json_text(self, to);
    }
}

impl Element for Cow<'_, str> {
    fn write(&self, to: &mut String) {
        write_json_text(self, to);
    }
}

impl Element for Id {
    fn write(&self, to: &mut String) {
        to.push('"');
        to.push_str(self.as_str());
        to.push('"');
    }
}

impl Element for u16 {
    fn write(&self, to: &mut String) {
        spell::count(u64::from(*self), to);
    }
}

impl Element for u32 {
    fn write(&self, to: &mut String) {
        spell::count(u64::from(*self), to);
    }
}

impl Element for bool {
    fn write(&self, to: &mut String) {
        to.push_str(if *self { "true" } else { "false" });
    }
}

/// How a field is called: as in the source, or otherwise.
macro_rules! key {
    ($field:ident) => {
        concat!("\"", stringify!($field), "\":")
    };
    ($field:ident $key:literal) => {
        concat!("\"", $key, "\":")
    };
}
pub(super) use key;

/// Declares data types: a name, and fields of which the absent ones are left out.
macro_rules! elements {
    ($($(#[$doc:meta])* $name:ident$(<$life:lifetime>)? {
        $($field:ident $(as $key:literal)?: $type:ty,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default)]
        pub(super) struct $name$(<$life>)? {
            $(pub(super) $field: $type,)*
        }

        impl$(<$life>)? crate::report::fhir::element::Element for $name$(<$life>)? {
            fn write(&self, to: &mut String) {
                use crate::report::fhir::element::{self, close, field};
                to.push('{');
                $(field(element::key!($field $($key)?), &self.$field, to);)*
                close('}', to);
            }
        }
    )*};
}
pub(super) use elements;

/// Declares a resource: the same, with its type in front.
macro_rules! resource {
    ($(#[$doc:meta])* $name:ident$(<$life:lifetime>)? {
        $($field:ident $(as $key:literal)?: $type:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(super) struct $name$(<$life>)? {
            $(pub(super) $field: $type,)*
        }

        impl$(<$life>)? crate::report::fhir::element::Element for $name$(<$life>)? {
            fn write(&self, to: &mut String) {
                use crate::report::fhir::element::{self, close, field};
                to.push_str(concat!("{\"resourceType\":\"", stringify!($name), "\","));
                $(field(element::key!($field $($key)?), &self.$field, to);)*
                close('}', to);
            }
        }
    };
}
pub(super) use resource;

elements! {
    /// A code of a system.
    Coding {
        system: &'static str,
        code: Cow<'static, str>,
        display: Option<Cow<'static, str>>,
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
    /// Another resource; its type only where the reference does not say it.
    Target {
        reference: String,
        kind as "type": Option<&'static str>,
    }
    /// From when to when, both included.
    Span {
        start: Option<Time>,
        end: Option<Time>,
    }
    /// What is known about a resource as such.
    Labels {
        security: Vec<Coding>,
    }
    /// An extension of the specification itself.
    Extension {
        url: &'static str,
        value_code as "valueCode": Option<&'static str>,
        value_reference as "valueReference": Option<Reference<'static>>,
    }
    /// What is known about an element that has no value.
    Missing {
        extension: [Extension; 1],
    }
}

/// What something is.
pub(super) type CodeableConcept<'a> = Shared<'a, Coded>;
/// Another resource.
pub(super) type Reference<'a> = Shared<'a, Target>;
/// What is known about a resource as such.
pub(super) type Meta<'a> = Shared<'a, Labels>;
/// What the specification adds to a resource.
pub(super) type Extensions<'a> = Shared<'a, [Extension; 1]>;

/// An element, or the text of one that stands in many resources.
#[derive(Debug, Clone)]
pub(super) enum Shared<'a, T> {
    Made(T),
    Written(&'a str),
}

impl<T: Default> Default for Shared<'_, T> {
    fn default() -> Self {
        Shared::Made(T::default())
    }
}

impl<T: Element> Element for Shared<'_, T> {
    fn write(&self, to: &mut String) {
        match self {
            Shared::Made(element) => element.write(to),
            Shared::Written(text) => to.push_str(text),
        }
    }
}

/// Elements that follow from a key, each of which stands in many resources: written when it is first wanted.
#[derive(Debug)]
pub(super) struct Recurring<K>(Vec<(K, String)>);

impl<K: PartialEq> Recurring<K> {
    pub(super) fn new() -> Recurring<K> {
        Recurring(Vec::new())
    }

    /// The element of a key. There are few keys, so that looking through them is quick.
    pub(super) fn of<T: Element>(
        &mut self,
        key: K,
        make: impl FnOnce() -> Shared<'static, T>,
    ) -> Shared<'_, T> {
        let known = self.0.iter().position(|(known, _)| *known == key);
        let place = known.unwrap_or_else(|| {
            self.0.push((key, written(&make())));
            self.0.len() - 1
        });
        Shared::Written(&self.0[place].1)
    }
}

/// A date, or a moment with its offset, to the second.
#[derive(Debug, Clone, Copy)]
pub(super) enum Time {
    On(DiaryDate),
    At(Moment),
}

impl Element for Time {
    fn write(&self, to: &mut String) {
        to.push('"');
        match self {
            Time::On(date) => date.spell(to),
            Time::At(at) if at.timestamp_subsec_nanos() == 0 => moment::spell(at, to),
            Time::At(at) => to.push_str(&moment::write(at)),
        }
        to.push('"');
    }
}

/// A number, spelled with exactly the digits that it has.
#[derive(Debug, Clone)]
pub(super) enum Decimal {
    Count(u64),
    Amount(Milligrams),
    Share(Percent),
    Spelled(String),
}

impl Element for Decimal {
    fn write(&self, to: &mut String) {
        match self {
            Decimal::Count(number) => spell::count(*number, to),
            Decimal::Amount(amount) => amount.spell(to),
            Decimal::Share(percent) => percent.spell(to),
            Decimal::Spelled(digits) => to.push_str(digits),
        }
    }
}

/// An amount with its unit.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    value: Decimal,
    /// The fields about the unit, written.
    unit: &'static str,
}

/// The fields about a unit: its name, and its code in UCUM.
macro_rules! unit {
    ($name:literal, $code:literal) => {
        concat!(
            "\"unit\":\"",
            $name,
            "\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"",
            $code,
            "\""
        )
    };
}

impl Element for Quantity {
    fn write(&self, to: &mut String) {
        to.push_str("{\"value\":");
        self.value.write(to);
        to.push(',');
        to.push_str(self.unit);
        to.push('}');
    }
}

impl Default for Quantity {
    fn default() -> Quantity {
        Quantity::count(0)
    }
}

impl Quantity {
    fn of(value: Decimal, unit: &'static str) -> Quantity {
        Quantity { value, unit }
    }

    /// An amount of drug.
    pub(super) fn mg(amount: Milligrams) -> Quantity {
        Quantity::of(Decimal::Amount(amount), unit!("mg", "mg"))
    }

    /// An amount of drug times days.
    pub(super) fn mg_days(amount: Milligrams) -> Quantity {
        Quantity::of(Decimal::Amount(amount), unit!("mg.d", "mg.d"))
    }

    /// A percentage.
    pub(super) fn percent(percent: Percent) -> Quantity {
        Quantity::of(Decimal::Share(percent), unit!("%", "%"))
    }

    /// A number of things.
    pub(super) fn count(count: u64) -> Quantity {
        Quantity::of(Decimal::Count(count), unit!("1", "1"))
    }

    /// A number of days.
    pub(super) fn days(count: u16) -> Quantity {
        Quantity::of(Decimal::Count(u64::from(count)), unit!("d", "d"))
    }

    /// A number of tablets or capsules.
    pub(super) fn units(count: u32, form: Form) -> Quantity {
        let unit = match form {
            Form::Tablet => unit!("tablet", "{tablet}"),
            Form::Capsule => unit!("capsule", "{capsule}"),
        };
        Quantity::of(Decimal::Count(u64::from(count)), unit)
    }

    /// A sum of diameters.
    pub(super) fn mm(sum: Diameters) -> Quantity {
        Quantity::of(Decimal::Spelled(sum.to_string()), unit!("mm", "mm"))
    }

    /// A temperature in degrees C, as it is spelled.
    pub(super) fn celsius(degrees: String) -> Quantity {
        Quantity::of(Decimal::Spelled(degrees), unit!("Cel", "Cel"))
    }
}

impl Span {
    /// From one moment to another; without the end where it lies before the beginning, as a file may say.
    pub(super) fn of(start: Moment, end: Moment) -> Span {
        Span {
            start: Some(Time::At(start)),
            end: (start <= end).then_some(Time::At(end)),
        }
    }

    /// From one date to another, of which one may be unknown; none where both are. An end before the beginning
    /// is left out.
    pub(super) fn of_dates(start: Option<DiaryDate>, end: Option<DiaryDate>) -> Option<Span> {
        let follows = |end: &DiaryDate| start.is_none_or(|start| start <= *end);
        let end = end.filter(follows);
        (start.is_some() || end.is_some()).then(|| Span {
            start: start.map(Time::On),
            end: end.map(Time::On),
        })
    }
}

impl CodeableConcept<'static> {
    /// One code, with its words.
    pub(super) fn of(coding: Coding) -> CodeableConcept<'static> {
        Shared::Made(Coded {
            coding: vec![coding],
            text: None,
        })
    }

    /// The words of a file.
    pub(super) fn in_words(text: &PlainText) -> CodeableConcept<'static> {
        CodeableConcept::said(words(text))
    }

    /// Words only, where there are any.
    pub(super) fn said(text: Option<String>) -> CodeableConcept<'static> {
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
            extension: [Extension {
                url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                value_code: Some("unknown"),
                value_reference: None,
            }],
        }
    }
}

/// Text from a file, harmless and without spaces around it; none where there is nothing to read.
pub(super) fn words(text: &PlainText) -> Option<String> {
    let shown = text.to_string();
    let shown = shown.trim();
    (!shown.is_empty()).then(|| shown.to_owned())
}
