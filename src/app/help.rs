//! Numbers, marks and the code of the file's end; and the keys.

use super::keys::{Binding, Place, TABLE};
use super::page::{Block, Mark, Page, Row, Tone};
use super::screen::{Act, Context, Screen};
use super::team;
use crate::text::Text;

/// Every mark of the strip with its word.
pub(super) fn legend(text: Text) -> Vec<(Mark, String)> {
    [
        (Mark::Taken, text.mark_taken()),
        (Mark::Partly, text.mark_partly()),
        (Mark::Missed, text.mark_missed()),
        (Mark::Vomited, text.mark_vomited()),
        (Mark::Due, text.mark_due()),
        (Mark::Open, text.mark_open()),
        (Mark::Upcoming, text.mark_upcoming()),
        (Mark::Held, text.mark_held()),
        (Mark::Stopped, text.mark_stopped()),
        (Mark::Extra, text.mark_extra()),
    ]
    .to_vec()
}

/// The page with the three numbers, one below the other.
pub(super) fn phones(page: Page, context: &Context) -> Page {
    let (text, phones) = (context.text, context.diary.phones());
    page.pair(text.phone_day(), phones.day.to_string())
        .pair(text.phone_night(), phones.night.to_string())
        .pair(text.phone_emergency(), phones.emergency.to_string())
}

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let page = Page::new()
        .heading(text.help_heading())
        .text(Tone::Plain, text.what_it_is_not());
    let mut page = phones(page, context).gap();
    if !team::is_over(context) {
        page = page
            .text(Tone::Plain, text.clinic_day(context.diary.rules()))
            .gap();
    }
    page.blocks.push(Block::Legend {
        marks: legend(text),
        spare: false,
    });
    page.blocks.push(Block::Gap);
    let mut page = page
        .pair(text.head_code_label(), context.world.head)
        .text(Tone::Quiet, text.head_code_meaning())
        .gap();
    page.first = 2;
    page.row(Row::act(text.keys_heading(), Act::open(Screen::Keys)))
        .row(Row::act(text.choices_heading(), Act::open(Screen::Choices)))
        .row(Row::act(text.go_back(), Act::Back))
}

/// The keys and the mouse.
pub(super) fn keys(text: Text) -> Page {
    let mut page = Page::new()
        .heading(text.keys_heading())
        .text(Tone::Plain, text.keys_are_enough())
        .gap();
    let own = |binding: &&Binding| match binding.place {
        Place::OnPages | Place::Review => false,
        Place::Everywhere
        | Place::OnRows
        | Place::OnValue
        | Place::OnDays
        | Place::Inner
        | Place::Outer
        | Place::Today
        | Place::HelpOnly => true,
    };
    for binding in TABLE.iter().filter(own) {
        page.blocks
            .push(Block::Key(binding.name, (binding.does)(text)));
    }
    let mouse = [text.pick("Mouse", "鼠标"); 2];
    page.blocks.push(Block::Key(mouse, text.mouse_does()));
    page.gap().row(Row::act(text.go_back(), Act::Back))
}
