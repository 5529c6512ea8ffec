//! What a variable is: its name, label, type, length, key, controlled terms, and where its values come from.
//!
//! Each domain has one list of these. The `columns` of its Dataset-JSON file and the page that explains it are
//! both made of that list, so that they cannot say different things.

use serde::Serialize;

/// What the values of a variable are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text of so many characters at most.
    Text(u16),
    /// A whole number.
    Integer,
    /// A number that may have decimals.
    Float,
}

/// A variable of a dataset.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in the standard.
    pub name: &'static str,
    /// Its label in the standard.
    pub label: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Its place among the keys, from 1; 0 for a variable that is no key.
    pub key: u8,
    /// Its controlled terms or format; empty where there are none.
    pub terms: &'static str,
    /// Where its values come from.
    pub source: &'static str,
}

/// A moment with its offset is the longest date.
const DATE_LENGTH: u16 = 25;

impl Column {
    const fn new(
        name: &'static str,
        label: &'static str,
        kind: Kind,
        source: &'static str,
    ) -> Column {
        Column {
            name,
            label,
            kind,
            key: 0,
            terms: "",
            source,
        }
    }

    /// Text of so many characters at most.
    pub(super) const fn text(
        name: &'static str,
        length: u16,
        label: &'static str,
        source: &'static str,
    ) -> Column {
        Column::new(name, label, Kind::Text(length), source)
    }

    /// A whole number.
    pub(super) const fn integer(
        name: &'static str,
        label: &'static str,
        source: &'static str,
    ) -> Column {
        Column::new(name, label, Kind::Integer, source)
    }

    /// A number that may have decimals.
    pub(super) const fn float(
        name: &'static str,
        label: &'static str,
        source: &'static str,
    ) -> Column {
        Column::new(name, label, Kind::Float, source)
    }

    /// A date, or a moment with its offset.
    pub(super) const fn date(
        name: &'static str,
        label: &'static str,
        source: &'static str,
    ) -> Column {
        Column::new(name, label, Kind::Text(DATE_LENGTH), source).terms("ISO 8601")
    }

    /// A variable that nothing here is known of.
    pub(super) const fn unknown(name: &'static str, label: &'static str) -> Column {
        Column::new(name, label, Kind::Text(1), NOT_KNOWN)
    }

    /// The same with its place among the keys.
    pub(super) const fn key(self, key: u8) -> Column {
        Column { key, ..self }
    }

    /// The same with its controlled terms.
    pub(super) const fn terms(self, terms: &'static str) -> Column {
        Column { terms, ..self }
    }
}

/// What is said of a variable that neither the diary nor the site record has.
pub const NOT_KNOWN: &str = "Empty: not known here";

/// The list of yes and no.
pub(super) const NY: &str = "NY (C66742)";
/// The list of units.
pub(super) const UNIT: &str = "UNIT (C71620)";

/// The epoch of a row.
pub(super) const EPOCH: Column = Column::text(
    "EPOCH",
    9,
    "Epoch",
    "SCREENING before day 1 of cycle 1 or the first intake, whichever is first; FOLLOW-UP after the last \
     intake once all drugs are stopped; else TREATMENT",
)
.terms("EPOCH (C99079)");

/// The variables that name the participant.
pub(super) const STUDYID: Column =
    Column::text("STUDYID", 40, "Study Identifier", "Given with `--study`").key(1);
pub(super) const DOMAIN: Column = Column::text("DOMAIN", 2, "Domain Abbreviation", "The dataset");
pub(super) const USUBJID: Column = Column::text(
    "USUBJID",
    73,
    "Unique Subject Identifier",
    "STUDYID, a hyphen and the participant's code",
)
.key(2);

/// A variable as it stands in a Dataset-JSON file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Described<'a> {
    #[serde(rename = "itemOID")]
    item_oid: String,
    name: &'a str,
    label: &'a str,
    data_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_sequence: Option<u8>,
}

/// The `columns` of a dataset, as JSON.
///
/// # Errors
/// The writer refuses.
pub(super) fn described<'a>(
    dataset: &str,
    columns: impl Iterator<Item = &'a Column>,
) -> Result<String, serde_json::Error> {
    let described = columns.map(|column| Described {
        item_oid: format!("IT.{dataset}.{}", column.name),
        name: column.name,
        label: column.label,
        data_type: column.kind.code(),
        length: column.kind.length(),
        key_sequence: Some(column.key).filter(|key| *key > 0),
    });
    serde_json::to_string(&described.collect::<Vec<_>>())
}

impl Kind {
    /// The data type in the file.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Kind::Text(_) => "string",
            Kind::Integer => "integer",
            Kind::Float => "float",
        }
    }

    /// How many characters it has at most.
    pub(super) const fn length(self) -> Option<u16> {
        match self {
            Kind::Text(length) => Some(length),
            Kind::Integer | Kind::Float => None,
        }
    }
}
