//! The short forms: who is entering, and a note.

use crate::domain::entry::Author;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{Noted, SiteEvent};

use super::super::super::page::Tone;
use super::super::screen::{Act, Context, Page, Row};
use super::purpose::Purpose;
use super::{DeskAct, Task};

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

/// A note.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NoteForm {
    pub(super) purpose: Purpose,
    typed: String,
}

impl NoteForm {
    pub(super) fn new(purpose: Purpose) -> NoteForm {
        NoteForm::of(purpose, "")
    }

    /// A note as it stands.
    pub(super) fn of(purpose: Purpose, text: &str) -> NoteForm {
        NoteForm {
            purpose,
            typed: text.to_owned(),
        }
    }

    pub(super) fn typed(&mut self) -> &mut String {
        &mut self.typed
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let page = Page::new()
            .heading(self.purpose.heading(text.desk_note(), text))
            .text(Tone::Quiet, text.typing_needed())
            .gap()
            .row(Row::typed(text.desk_note_label(), 0, self.typed.clone()));
        let note = PlainText::new(self.typed.trim());
        let event = (!note.is_empty()).then_some(SiteEvent::Noted(Noted { text: note }));
        self.purpose
            .finish(page, event, text.desk_fill_all(), context)
    }
}
