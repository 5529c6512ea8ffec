//! The keys and the marks, and what these pages never do.

use crate::text::Text;

use super::super::help::legend;
use super::super::keys::{Binding, Place, TABLE};
use super::super::page::{Block, Mark, Tone};
use super::screen::{Act, Page, Row};

pub(super) fn page(text: Text) -> Page {
    let mut page = Page::new()
        .heading(text.review_help_heading())
        .text(Tone::Plain, text.review_changes_nothing())
        .text(Tone::Plain, text.review_refreshes())
        .gap();
    let shown = |binding: &&Binding| match binding.place {
        Place::Today => false,
        Place::Everywhere
        | Place::OnRows
        | Place::OnValue
        | Place::OnDays
        | Place::OnPages
        | Place::Review
        | Place::Inner
        | Place::Outer
        | Place::HelpOnly => true,
    };
    for binding in TABLE.iter().filter(shown) {
        page.blocks
            .push(Block::Key(binding.name, (binding.does)(text)));
    }
    let mut marks = legend(text);
    marks.push((Mark::Order, text.mark_order()));
    page = page.gap();
    page.blocks.push(Block::Legend {
        marks,
        spare: false,
    });
    page.gap().row(Row::act(text.go_back(), Act::Back))
}
