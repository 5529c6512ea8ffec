//! What went wrong outside: nothing was saved, the file cannot be read, the clock has jumped.

use crate::text::Text;

use super::World;
use super::ask::Request;
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Screen};

/// Whether the entry is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is not.
    No,
    /// That is not known.
    Unknown,
    /// Nothing was to be saved: the diary cannot be opened.
    NotOpened,
    /// Nothing was to be saved: no copy was made.
    NotCopied,
}

/// What the system said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Whether the entry is in the file.
    pub saved: Saved,
    /// Which file, what happened and what to do, in the language of the session.
    pub lines: Vec<String>,
}

pub(super) fn page(failure: &Failure, world: World, text: Text) -> Page {
    let heading = match failure.saved {
        Saved::No => text.not_saved_heading(),
        Saved::Unknown => text.unknown_saved_heading(),
        Saved::NotOpened => text.cannot_open_heading(),
        Saved::NotCopied => text.not_copied_heading(),
    };
    let what_to_do = match failure.saved {
        Saved::No => text.not_saved_advice(),
        Saved::Unknown => text.unknown_saved_advice(),
        Saved::NotOpened => text.cannot_open_advice(),
        Saved::NotCopied => text.not_copied_advice(),
    };
    let mut page = Page::new().text(Tone::Alarm, heading).gap();
    for line in &failure.lines {
        page = page.text(Tone::Plain, line.clone());
    }
    page = page.gap().text(Tone::Plain, what_to_do).gap();
    if let Some(diary) = world.standing.diary() {
        page = page.text(Tone::Accent, text.phones(diary.phones())).gap();
        let again = Row::act(text.go_back(), Act::Back);
        let today = Row::act(text.back_to_today(), Act::Home);
        // What may be in the file is looked at before it is recorded a second time.
        return match failure.saved {
            Saved::No | Saved::NotCopied => page.row(again).row(today),
            Saved::Unknown | Saved::NotOpened => page.row(today).row(again),
        };
    }
    match failure.saved {
        Saved::No | Saved::Unknown | Saved::NotCopied => {
            page.row(Row::act(text.go_back(), Act::Back))
        }
        Saved::NotOpened => page,
    }
    .row(Row::act(text.close_the_diary(), Act::Quit))
}

/// The clock has jumped: is the date right? (ruling 14)
pub(super) fn date_check(request: &Request, context: &Context) -> Page {
    let text = context.text;
    let now = text.date_time(context.world.now);
    let goes_on = Box::new(request.clone());
    Page::new()
        .heading(text.clock_jumped())
        .text(Tone::Accent, text.clock_says(&now))
        .gap()
        .row(Row::act(text.no_date_wrong(), Act::open(Screen::WrongDate)))
        .row(Row::act(text.yes_date_right(), Act::DateIsRight(goes_on)))
}

/// The date is wrong: not on this computer until it is right.
pub(super) fn wrong_date(context: &Context) -> Page {
    let text = context.text;
    Page::new()
        .heading(text.set_the_clock())
        .text(Tone::Plain, text.paper_until_clock())
        .text(Tone::Accent, text.phones(context.diary.phones()))
        .gap()
        .row(Row::act(text.back_to_today(), Act::Home))
}
