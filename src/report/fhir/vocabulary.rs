//! This project's own lists of codes, as CodeSystem resources in English and Chinese.

use std::borrow::Cow;

use super::codes::List;
use super::element::{elements, resource};
use super::ids::Id;
use super::{Kind, Made};

resource! {
    CodeSystem {
        id: Id,
        url: String,
        version: &'static str,
        name: &'static str,
        title: String,
        status: &'static str,
        language: &'static str,
        case_sensitive as "caseSensitive": bool,
        content: &'static str,
        concept: Vec<Meaning>,
    }
}

elements! {
    /// A code and its words.
    Meaning {
        code: Cow<'static, str>,
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

pub(super) fn add(made: &mut Made) {
    for list in List::ALL {
        let id = list.id();
        let concepts = list.concepts();
        let resource = CodeSystem {
            id,
            url: id.urn(),
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
                    code: concept.code(),
                    display: concept.in_english(),
                    designation: vec![Designation {
                        language: "zh-Hans",
                        value: concept.in_chinese(),
                    }],
                })
                .collect(),
        };
        made.add(Kind::CodeSystem, id, &resource);
    }
}
