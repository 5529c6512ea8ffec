//! Every sentence that a person reads, in English and Simplified Chinese, side by side under one key.
//!
//! Read by `app`, `tui`, `cli` and `report`; the domain never speaks. A sentence that lacks a language
//! does not compile. Words of a protocol and texts typed by people come in as arguments; what came from
//! a file comes in as `PlainText`.

mod adverse;
mod amounts;
mod command_line;
mod confirm;
mod dates;
mod desk;
mod doses;
mod endpoints;
mod entries;
mod fhir;
mod files;
mod findings;
mod handover;
pub mod help;
mod look_back;
mod outcomes;
mod phases;
mod plain;
mod progress;
mod protocol_problems;
mod refusals;
mod reminders;
mod report;
mod review;
mod rules;
mod screens;
mod screens_staff;
mod screens_team;
mod site_recovery;
mod site_rules;
mod slots;
mod study;
mod study_page;
mod symptom_pages;
mod symptoms;
mod tables;
mod warnings;
mod words;

use crate::domain::entry::Language;

/// The sentences in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    language: Language,
    /// Whether the study team reads it.
    for_staff: bool,
}

impl Text {
    /// The sentences in `language`.
    pub const fn new(language: Language) -> Text {
        Text {
            language,
            for_staff: false,
        }
    }

    /// The same for the study team: symptoms in clinical words where the two languages of a ward differ, and the
    /// participant called so.
    pub const fn for_staff(self) -> Text {
        Text {
            for_staff: true,
            ..self
        }
    }

    /// The language.
    pub const fn language(self) -> Language {
        self.language
    }

    /// One of two fixed texts, the Chinese one as the participant says it or as the study team does.
    const fn pick_for(
        self,
        en: &'static str,
        zh: &'static str,
        staff: &'static str,
    ) -> &'static str {
        self.pick(en, if self.for_staff { staff } else { zh })
    }

    /// One of two fixed texts.
    pub const fn pick(self, en: &'static str, zh: &'static str) -> &'static str {
        match self.language {
            Language::En => en,
            Language::ZhHans => zh,
        }
    }
}

/// The text that `write` writes behind an empty one.
///
/// Words that an export has once for each entry are made behind a text that is there already: a text of its own for
/// each, and one for each date and amount in it, took longer than all the rest of the entry.
fn written(write: impl FnOnce(&mut String)) -> String {
    let mut text = String::new();
    write(&mut text);
    text
}

/// One sentence in place, for the arms of a `match`: a format string for each language.
macro_rules! say {
    ($text:expr, en: $en:literal, zh: $zh:literal $(,)?) => {
        match $text.language() {
            $crate::domain::entry::Language::En => format!($en),
            $crate::domain::entry::Language::ZhHans => format!($zh),
        }
    };
}
pub(crate) use say;

/// Declares sentences: a doc comment, a name with its arguments, and a format string for each language.
macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),* $(,)?) { en: $en:literal, zh: $zh:literal $(,)? })*) => {
        impl $crate::text::Text {
            $(
                $(#[$doc])*
                pub fn $name(self, $($arg: $type),*) -> String {
                    match self.language() {
                        $crate::domain::entry::Language::En => format!($en),
                        $crate::domain::entry::Language::ZhHans => format!($zh),
                    }
                }
            )*
        }
    };
}
pub(crate) use sentences;

sentences! {
    /// The name of the program and what it is.
    tagline() { en: "Medication diary", zh: "服药日记" }
}
