//! The pages beside the page of the day, each a row.
//!
//! What is recorded, asked or decided stands on the pages themselves, never here.

use super::page::{Page, Row};
use super::screen::{Act, Context, Screen};

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let open = |label: String, screen| Row::act(label, Act::open(screen));
    let today = context.diary.date_of(context.world.now);
    Page::new()
        .heading(text.more_heading())
        .row(open(text.calendar_row(), Screen::Calendar(today)))
        .row(open(text.diary_row(), Screen::Entries(0)))
        .row(open(text.progress_row(), Screen::Progress))
        .row(open(text.help_row(), Screen::Help))
        .row(Row::act(text.go_back(), Act::Back).apart())
}
