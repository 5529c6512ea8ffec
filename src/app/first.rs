//! First start: the language, then setting up or looking around.

use crate::domain::entry::Language;
use crate::text::Text;

use super::page::{Page, Row, Tone};
use super::screen::Act;

/// Both languages name themselves; the system's stands first.
pub(super) fn language(text: Text) -> Page {
    let both = match text.language() {
        Language::En => [Language::En, Language::ZhHans],
        Language::ZhHans => [Language::ZhHans, Language::En],
    };
    let mut page = Page::new()
        .text(Tone::Heading, "dosebook")
        .gap()
        .text(Tone::Plain, Text::new(both[0]).choose_language())
        .text(Tone::Plain, Text::new(both[1]).choose_language())
        .gap();
    for language in both {
        page = page.row(Row::act(
            Text::language_name(language),
            Act::Language(language),
        ));
    }
    let close = both.map(|language| Text::new(language).close_the_diary());
    page.row(Row::act(close.join("  "), Act::Quit).apart())
}

/// Set up, or sample data.
pub(super) fn welcome(text: Text) -> Page {
    Page::new()
        .heading(text.welcome())
        .text(Tone::Plain, text.what_it_is())
        .text(Tone::Plain, text.what_it_is_not())
        .gap()
        .row(Row::act(text.set_up_with_team(), Act::SetUp))
        .row(Row::act(text.look_around(), Act::Sample))
        .row(Row::act(text.close_the_diary(), Act::Quit).apart())
}
