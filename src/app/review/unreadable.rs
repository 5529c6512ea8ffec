//! Files that cannot be read or do not count: which, what happened, and what to do.

use crate::text::Text;

use super::super::page::Tone;
use super::screen::{Act, Page, Row};
use super::{State, World, lines_of};

pub(super) fn page(at: usize, world: World, text: Text) -> Page {
    let mut page = Page::new();
    if let Some(case) = world.cases.get(at) {
        let heading = match case.state {
            State::Waiting => text.still_reading(),
            State::Read(_) | State::Unreadable => text.cannot_be_read(),
            State::LeftOut { .. } => text.left_out(),
        };
        page = page.heading(heading);
        for line in case.trouble(text.language()) {
            page = page.text(Tone::Plain, line.clone());
        }
    }
    page.gap().row(Row::act(text.go_back(), Act::Back))
}

/// Files of the folder beside the diaries that count: each by itself.
pub(super) fn aside(world: World, text: Text) -> Page {
    let mut page = Page::new().heading(text.files_aside());
    for trouble in world.aside {
        for line in lines_of(trouble, text.language()) {
            page = page.text(Tone::Plain, line.clone());
        }
        page = page.gap();
    }
    page.row(Row::act(text.go_back(), Act::Back))
}
