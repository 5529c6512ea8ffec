//! The short forms: who is entering, a visit, a note.

use crate::domain::calendar::DiaryDate;
use crate::domain::entry::Author;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{Noted, SiteEvent, Visited};

use super::super::super::page::{Field, Tone};
use super::super::screen::{Act, Context, Page, Row};
use super::{DeskAct, Task, propose};

/// Who is entering.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WhoForm {
    typed: String,
    next: Task,
}

impl WhoForm {
    pub(super) fn new(next: Task) -> WhoForm {
        WhoForm {
            typed: String::new(),
            next,
        }
    }

    pub(super) fn typed(&mut self) -> &mut String {
        &mut self.typed
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let mut page = Page::new()
            .heading(text.desk_who())
            .text(Tone::Quiet, text.desk_who_why())
            .gap()
            .row(Row::typed(text.setup_initials(), 0, self.typed.clone()));
        if let Ok(id) = self.typed.trim().parse() {
            let named = DeskAct::Named(Author::Site { id }, self.next);
            page = page.row(Row::act(text.go_on(), Act::desk(named)).apart());
        } else if !self.typed.trim().is_empty() {
            page = page.text(Tone::Caution, text.fault_initials()).gap();
        }
        page.row(Row::act(text.go_back(), Act::Back))
    }
}

/// A visit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct VisitForm {
    by: Author,
    date: DiaryDate,
}

impl VisitForm {
    pub(super) fn new(by: Author, context: &Context) -> VisitForm {
        let date = context.participant().diary.date_of(context.world.now);
        VisitForm { by, date }
    }

    pub(super) fn step(&mut self, field: Field, by: i8) {
        if field == Field::Day {
            self.date = self.date.plus(i64::from(by));
        }
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let event = SiteEvent::Visited(Visited { date: self.date });
        Page::new()
            .heading(text.desk_visit())
            .row(Row::step(
                text.day_label(),
                Field::Day,
                text.date(self.date),
            ))
            .row(propose(text.go_on(), &self.by, event).apart())
            .row(Row::act(text.go_back(), Act::Back))
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NoteForm {
    by: Author,
    typed: String,
}

impl NoteForm {
    pub(super) fn new(by: Author) -> NoteForm {
        NoteForm {
            by,
            typed: String::new(),
        }
    }

    pub(super) fn typed(&mut self) -> &mut String {
        &mut self.typed
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let mut page = Page::new()
            .heading(text.desk_note())
            .text(Tone::Quiet, text.typing_needed())
            .gap()
            .row(Row::typed(text.desk_note_label(), 0, self.typed.clone()));
        let note = PlainText::new(self.typed.trim());
        if !note.is_empty() {
            let event = SiteEvent::Noted(Noted { text: note });
            page = page.row(propose(text.go_on(), &self.by, event).apart());
        }
        page.row(Row::act(text.go_back(), Act::Back))
    }
}
