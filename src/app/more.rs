//! The pages beside the page of the day, each a row.
//!
//! What is recorded, asked or decided stands on the pages themselves, never here.

use crate::domain::entry::Author;

use super::handover;
use super::page::{Page, Row};
use super::screen::{Act, Context, Screen};

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let open = |label: String, screen| Row::act(label, Act::open(screen));
    let today = context.diary.date_of(context.world.now);
    let mut page = Page::new()
        .heading(text.more_heading())
        .row(open(text.calendar_row(), Screen::Calendar(today)))
        .row(open(text.diary_row(), Screen::Entries(0)))
        .row(open(text.progress_row(), Screen::Progress(0)))
        .row(handover::row(context))
        .row(open(
            text.medicines_row(),
            Screen::Medicines(Author::Patient {}),
        ));
    if context.world.standing.is_sound() {
        page = page.row(open(text.staff_row(), Screen::Initials(String::new())));
    }
    page.row(open(text.help_row(), Screen::Help))
        .row(Row::act(text.go_back(), Act::Back).apart())
}
