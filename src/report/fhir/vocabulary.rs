//! This project's own lists of codes, as CodeSystem resources in English and Chinese.

use super::codes::List;
use super::element::{elements, resource};
use super::ids::urn;
use super::{Kind, Made};
use crate::report::ReportError;

resource! {
    CodeSystem {
        id: String,
        url: String,
        version: &'static str,
        name: &'static str,
        title: String,
        status: &'static str,
        language: &'static str,
        case_sensitive: bool,
        content: &'static str,
        concept: Vec<Meaning>,
    }
}

elements! {
    /// A code and its words.
    Meaning {
        code: String,
        display: String,
        designation: Vec<Designation>,
    }
    /// The words in another language.
    Designation {
        language: &'static str,
        value: String,
    }
}

/// Grows when a code comes to mean something else.
const VERSION: &str = "1";

pub(super) fn add(made: &mut Made) -> Result<(), ReportError> {
    for list in List::ALL {
        let id = list.id();
        let concepts = list.concepts();
        let resource = CodeSystem {
            id: id.clone(),
            url: urn(&id),
            version: VERSION,
            name: list.name(),
            title: list.title(),
            status: "active",
            language: "en",
            case_sensitive: true,
            content: match concepts.is_empty() {
                true => "not-present",
                false => "complete",
            },
            concept: concepts
                .into_iter()
                .map(|concept| Meaning {
                    code: concept.code,
                    display: concept.en,
                    designation: vec![Designation {
                        language: "zh-Hans",
                        value: concept.zh,
                    }],
                })
                .collect(),
        };
        made.add(Kind::CodeSystem, &id, &resource)?;
    }
    Ok(())
}
