//! Other medicines: the list, one more, the end of one. What they do together is never said here.

use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::decide::Command;
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Medicine};
use crate::domain::plain_text::PlainText;

use super::ask::Request;
use super::page::Field;
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Screen};

/// The most letters of a name.
pub(super) const LONGEST_NAME: usize = 100;

/// A medicine while it is being entered.
#[derive(Debug, Clone, PartialEq)]
pub struct MedicineForm {
    pub(super) by: Author,
    name: String,
    from: Option<DiaryDate>,
    /// Only for one of the list that ends.
    to: Option<DiaryDate>,
}

impl MedicineForm {
    fn new(by: Author) -> MedicineForm {
        MedicineForm {
            by,
            name: String::new(),
            from: None,
            to: None,
        }
    }

    /// Changes a date by one step; one that is not known begins today.
    pub(super) fn step(&mut self, field: Field, by: i8, diary: &Diary, now: Moment) {
        let today = diary.date_of(now);
        let moved = |date: Option<DiaryDate>| date.map_or(today, |date| date.plus(i64::from(by)));
        match field {
            Field::Day => self.from = Some(moved(self.from)),
            Field::Until => self.to = Some(moved(self.to)),
            Field::Minutes(_) | Field::Half | Field::Band | Field::Count(_) => {}
        }
    }

    /// The name; that of a medicine of the list stays.
    pub(super) fn typed(&mut self) -> Option<&mut String> {
        self.to.is_none().then_some(&mut self.name)
    }

    fn request(&self) -> Act {
        let command = Command::Medicine(Medicine {
            name: PlainText::new(self.name.as_str()),
            from: self.from,
            to: self.to,
        });
        Act::Propose(Box::new(Request {
            by: self.by.clone(),
            command,
        }))
    }
}

/// The list: those still taken can be ended.
pub(super) fn page(by: &Author, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let today = diary.date_of(context.world.now);
    let mut page = Page::new()
        .heading(text.medicines_row())
        .text(Tone::Quiet, text.medicines_why());
    let (ended, taken): (Vec<_>, Vec<_>) = diary
        .medicines()
        .iter()
        .partition(|medicine| medicine.to.is_some());
    for medicine in ended {
        page = page.text(Tone::Plain, text.medicine(medicine));
    }
    if diary.medicines().is_empty() {
        page = page.text(Tone::Plain, text.no_medicines());
    }
    page = page.gap();
    let sound = context.world.standing.is_sound();
    for medicine in taken {
        let words = text.medicine(medicine);
        if sound {
            let form = MedicineForm {
                by: by.clone(),
                name: medicine.name.raw().to_owned(),
                from: medicine.from,
                to: Some(today),
            };
            let act = Act::open(Screen::Medicine(Box::new(form)));
            page = page.row(Row::act(words, act).status(Tone::Quiet, text.still_taken()));
        } else {
            page = page.text(Tone::Plain, words);
        }
    }
    if sound {
        let form = MedicineForm::new(by.clone());
        let act = Act::open(Screen::Medicine(Box::new(form)));
        page = page.row(Row::act(text.add_medicine(), act));
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// One more, or the end of one.
pub(super) fn one(form: &MedicineForm, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new();
    if let Some(to) = form.to {
        let name = PlainText::new(form.name.as_str()).to_string();
        page = page
            .heading(text.when_ended(&name))
            .row(Row::step(
                text.last_day_label(),
                Field::Until,
                text.date(to),
            ))
            .row(Row::act(text.no_longer_taken(&text.date(to)), form.request()).apart());
    } else {
        let since = form
            .from
            .map_or_else(|| text.not_known(), |from| text.date(from));
        page = page
            .heading(text.add_medicine())
            .text(Tone::Quiet, text.typing_needed())
            .gap()
            .row(Row::typed(text.medicine_name(), 0, form.name.clone()))
            .row(Row::step(text.since_label(), Field::Day, since));
        if !form.name.trim().is_empty() {
            page = page.row(Row::act(text.go_on(), form.request()).apart());
        }
    }
    page.row(Row::act(text.go_back(), Act::Back))
}
