//! What happens on a day and has little more to it: a visit, another therapy, death, known to be alive; and another
//! medicine. What medicines do together is never said here.

use crate::domain::calendar::DiaryDate;
use crate::domain::entry::Medicine;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{Died, LastAlive, NewTherapy, SiteEvent, Visited};

use super::super::super::page::Tone;
use super::super::screen::{Context, Page, Row};
use super::purpose::{DateText, Purpose};

// The texts of the forms, by their places.
const DATE: usize = 0;
const NAME: usize = 1;
const UNTIL: usize = 2;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// The participant was at the site.
    Visit,
    /// Another therapy against the cancer began.
    Therapy,
    /// The participant died.
    Died,
    /// The participant was known to be alive.
    Alive,
}

/// A day, while it is being entered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DayForm {
    pub(super) purpose: Purpose,
    kind: DayKind,
    date: DateText,
    name: String,
}

impl DayForm {
    /// A new entry of today; of a death the day is not filled in.
    pub(super) fn new(purpose: Purpose, kind: DayKind, today: DiaryDate) -> DayForm {
        let date = match kind {
            DayKind::Visit | DayKind::Therapy | DayKind::Alive => Some(today),
            DayKind::Died => None,
        };
        DayForm {
            purpose,
            kind,
            date: DateText::new(date),
            name: String::new(),
        }
    }

    /// An entry as it stands.
    pub(super) fn of(purpose: Purpose, kind: DayKind, date: DiaryDate, name: &str) -> DayForm {
        DayForm {
            name: name.to_owned(),
            date: DateText::new(Some(date)),
            ..DayForm::new(purpose, kind, date)
        }
    }

    pub(super) fn typed(&mut self, at: usize) -> Option<&mut String> {
        match at {
            DATE => Some(self.date.typed()),
            NAME => Some(&mut self.name),
            _ => None,
        }
    }

    pub(super) fn date_at(&mut self, at: usize) -> Option<&mut DateText> {
        (at == DATE).then_some(&mut self.date)
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let heading = match self.kind {
            DayKind::Visit => text.desk_visit(),
            DayKind::Therapy => text.desk_therapy(),
            DayKind::Died => text.desk_died(),
            DayKind::Alive => text.desk_alive(),
        };
        let (tone, said) = self.date.said(text);
        let mut page = Page::new()
            .heading(self.purpose.heading(heading, text))
            .text(tone, said)
            .text(Tone::Quiet, text.desk_date_keys())
            .gap()
            .row(self.date.row(text.day_label(), DATE));
        if self.kind == DayKind::Therapy {
            page = page.row(Row::typed(
                text.desk_therapy_name(),
                NAME,
                self.name.clone(),
            ));
        }
        self.purpose
            .finish(page, self.event(), text.desk_fill_all(), context)
    }

    /// What is recorded, once everything is said.
    fn event(&self) -> Option<SiteEvent> {
        let date = self.date.date()?;
        Some(match self.kind {
            DayKind::Visit => SiteEvent::Visited(Visited { date }),
            DayKind::Therapy => {
                let name = PlainText::new(self.name.trim());
                if name.is_empty() {
                    return None;
                }
                SiteEvent::NewTherapy(NewTherapy { date, name })
            }
            DayKind::Died => SiteEvent::Died(Died { date }),
            DayKind::Alive => SiteEvent::LastAlive(LastAlive { date }),
        })
    }
}

/// Another medicine, while it is being entered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MedicineForm {
    pub(super) purpose: Purpose,
    name: String,
    from: DateText,
    to: DateText,
}

impl MedicineForm {
    /// A new one; since when, and whether it is still taken, a person must say.
    pub(super) fn new(purpose: Purpose) -> MedicineForm {
        MedicineForm {
            purpose,
            name: String::new(),
            from: DateText::new(None),
            to: DateText::new(None),
        }
    }

    /// One as it stands.
    pub(super) fn of(purpose: Purpose, medicine: &Medicine) -> MedicineForm {
        MedicineForm {
            purpose,
            name: medicine.name.to_string(),
            from: DateText::new(medicine.from),
            to: DateText::new(medicine.to),
        }
    }

    pub(super) fn typed(&mut self, at: usize) -> Option<&mut String> {
        match at {
            DATE => Some(self.from.typed()),
            NAME => Some(&mut self.name),
            UNTIL => Some(self.to.typed()),
            _ => None,
        }
    }

    pub(super) fn date_at(&mut self, at: usize) -> Option<&mut DateText> {
        match at {
            DATE => Some(&mut self.from),
            UNTIL => Some(&mut self.to),
            _ => None,
        }
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let page = Page::new()
            .heading(self.purpose.heading(text.desk_medicine(), text))
            .text(Tone::Quiet, text.desk_medicine_why())
            .text(Tone::Quiet, text.desk_medicine_dates())
            .gap()
            .row(Row::typed(text.medicine_name(), NAME, self.name.clone()))
            .row(self.from.row(text.desk_from(), DATE))
            .row(self.to.row(text.desk_until(), UNTIL));
        let name = PlainText::new(self.name.trim());
        let missing = match name.is_empty() {
            true => text.needs_name(),
            false => text.desk_date_looks(),
        };
        self.purpose
            .finish(page, self.event(name), missing, context)
    }

    /// What is recorded, once there is a name; a date that is left empty is not known.
    fn event(&self, name: PlainText) -> Option<SiteEvent> {
        if name.is_empty() {
            return None;
        }
        let read = |date: &DateText| match date.is_empty() {
            true => Some(None),
            false => Some(Some(date.date()?)),
        };
        Some(SiteEvent::Medicine(Medicine {
            name,
            from: read(&self.from)?,
            to: read(&self.to)?,
        }))
    }
}
