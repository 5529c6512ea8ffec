//! What the study team enters about a participant: one form a page, then the page that shows what will be written.
//!
//! Nothing is filled in that a person must judge: grade, relation, seriousness, action and response stand empty until
//! they are chosen. The same forms, filled in with what an entry says, correct it (`entry`). Who enters is asked once
//! a session. Nothing is recorded where there is no site record: a diary becomes a participant's by being received into
//! a study folder.

mod adverse;
mod choice;
mod course;
mod day;
mod entry;
mod purpose;
mod short;
mod supply;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod tumour;

use crate::domain::calendar::DiaryDate;
use crate::domain::entry::{Author, Confirmed, EntryRef};
use crate::domain::plain_text::PlainText;
use crate::domain::site::{EventCourse, Reviewed, SiteCommand, SiteEvent, undo_target};

use super::super::medicines::LONGEST_NAME;
use super::super::page::{Field, Tone};
use super::proposal;
use super::screen::{Act, Context, Page, Row, Screen};

use adverse::{EventForm, TermForm};
use course::ChangeForm;
use day::{DayForm, DayKind, MedicineForm};
use purpose::{Purpose, REASON, StandForm};
use short::{NoteForm, WhoForm};
use supply::{SupplyForm, SupplyKind};
use tumour::AssessForm;

pub(super) use entry::of_entry;

/// A form about a participant.
#[derive(Debug, Clone, PartialEq)]
pub struct Desk {
    /// The place of the diary in the list.
    pub(super) case: usize,
    form: Form,
}

/// The forms that there are.
#[derive(Debug, Clone, PartialEq)]
enum Form {
    /// Who is entering.
    Who(WhoForm),
    /// Which term.
    Term(TermForm),
    /// An adverse event.
    Event(Box<EventForm>),
    /// An adverse event as it stands, by the entry that recorded it.
    Course(EntryRef),
    /// What has changed about one.
    Change(Box<ChangeForm>),
    /// Tablets handed out, counted or lost.
    Supply(Box<SupplyForm>),
    /// A tumour assessment.
    Assess(Box<AssessForm>),
    /// A visit, another therapy, death, known to be alive.
    Day(DayForm),
    /// Another medicine.
    Medicine(MedicineForm),
    /// A note.
    Note(NoteForm),
    /// Whether an entry should be there.
    Stand(StandForm),
}

/// What somebody wants to enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// An adverse event.
    Event,
    /// What has changed about one.
    Change(EntryRef),
    /// Tablets.
    Supply(SupplyKind),
    /// A tumour assessment.
    Assess,
    /// A visit, another therapy, death, known to be alive.
    Day(DayKind),
    /// Another medicine.
    Medicine,
    /// A note.
    Note,
    /// That an entry, by its number, should say something else.
    Correct(u64),
    /// Whether an entry, by its number, should be there.
    Stand(u64, bool),
    /// That the diary was gone through.
    Review,
    /// That what the patient was told is right.
    Confirm,
    /// That an entry should not be there.
    TakeBack(EntryRef),
}

/// What a row of a form does.
#[derive(Debug, Clone, PartialEq)]
pub enum DeskAct {
    /// Begins; asks first who it is.
    Begin(Task),
    /// Somebody is known now, and goes on.
    Named(Author, Task),
    /// The next page of a form.
    Next(Box<Desk>),
    /// Shows what would be written.
    Propose(Author, Box<SiteCommand>),
}

impl Desk {
    fn new(case: usize, form: Form) -> Desk {
        Desk { case, form }
    }

    /// Its content.
    pub(super) fn page(&self, context: &Context) -> Page {
        match &self.form {
            Form::Who(form) => form.page(context),
            Form::Term(form) => form.page(context),
            Form::Event(form) => form.page(context),
            Form::Course(root) => course::page(*root, context),
            Form::Change(form) => form.page(context),
            Form::Supply(form) => form.page(context),
            Form::Assess(form) => form.page(context),
            Form::Day(form) => form.page(context),
            Form::Medicine(form) => form.page(context),
            Form::Note(form) => form.page(context),
            Form::Stand(form) => form.page(context),
        }
    }

    /// Changes a value by one step; `by` is -1 or 1.
    pub(super) fn step(&mut self, field: Field, by: i8, today: DiaryDate) {
        if field == Field::Count(REASON) {
            return self.step_reason(by);
        }
        match &mut self.form {
            Form::Event(form) => form.step(field, by, today),
            Form::Change(form) => form.step(field, by),
            Form::Supply(form) => form.step(field, by),
            Form::Assess(form) => form.step(field, by),
            Form::Who(_)
            | Form::Term(_)
            | Form::Course(_)
            | Form::Day(_)
            | Form::Medicine(_)
            | Form::Note(_)
            | Form::Stand(_) => {}
        }
    }

    fn step_reason(&mut self, by: i8) {
        let purpose = match &mut self.form {
            Form::Event(form) => &mut form.purpose,
            Form::Change(form) => &mut form.purpose,
            Form::Supply(form) => &mut form.purpose,
            Form::Assess(form) => &mut form.purpose,
            Form::Day(form) => &mut form.purpose,
            Form::Medicine(form) => &mut form.purpose,
            Form::Note(form) => &mut form.purpose,
            Form::Stand(form) => return form.step_reason(by),
            Form::Who(_) | Form::Term(_) | Form::Course(_) => return,
        };
        purpose.step_reason(by);
    }

    /// The text that is typed into.
    pub(super) fn typed(&mut self, at: usize) -> Option<&mut String> {
        match &mut self.form {
            Form::Who(form) => Some(form.typed()),
            Form::Term(form) => Some(form.typed()),
            Form::Event(form) => Some(form.typed()),
            Form::Supply(form) => form.typed(at),
            Form::Assess(form) => form.typed(at),
            Form::Day(form) => form.typed(at),
            Form::Medicine(form) => form.typed(at),
            Form::Note(form) => Some(form.typed()),
            Form::Course(_) | Form::Change(_) | Form::Stand(_) => None,
        }
    }

    /// Left and right on a text that they change: a count goes one down or up, a date a day.
    pub(super) fn turn(&mut self, at: usize, by: i8, today: DiaryDate) {
        let date = match &mut self.form {
            Form::Supply(form) => return form.turn(at, by),
            Form::Assess(form) => form.date_at(at),
            Form::Day(form) => form.date_at(at),
            Form::Medicine(form) => form.date_at(at),
            Form::Who(_)
            | Form::Term(_)
            | Form::Event(_)
            | Form::Course(_)
            | Form::Change(_)
            | Form::Note(_)
            | Form::Stand(_) => None,
        };
        if let Some(date) = date {
            date.step(by, today);
        }
    }

    /// The most letters of a text.
    pub(super) fn longest_text(&self) -> usize {
        match &self.form {
            Form::Note(_) => PlainText::MAX_CHARS,
            Form::Medicine(_) => LONGEST_NAME,
            Form::Who(_)
            | Form::Term(_)
            | Form::Event(_)
            | Form::Course(_)
            | Form::Change(_)
            | Form::Supply(_)
            | Form::Assess(_)
            | Form::Day(_)
            | Form::Stand(_) => 60,
        }
    }
}

impl Act {
    fn desk(act: DeskAct) -> Act {
        Act::Desk(Box::new(act))
    }

    fn next(case: usize, form: Form) -> Act {
        Act::desk(DeskAct::Next(Box::new(Desk::new(case, form))))
    }
}

/// The screen behind a row of a form.
pub(super) fn screen(act: DeskAct, by: Option<&Author>, context: &Context) -> Screen {
    match act {
        DeskAct::Begin(task) => match by {
            Some(by) => begin(task, by, context),
            None => {
                let form = Form::Who(WhoForm::new(task));
                Screen::Desk(Desk::new(context.at, form))
            }
        },
        DeskAct::Named(by, task) => begin(task, &by, context),
        DeskAct::Next(next) => Screen::Desk(*next),
        DeskAct::Propose(by, command) => proposal::propose(by, *command, context),
    }
}

fn begin(task: Task, by: &Author, context: &Context) -> Screen {
    let by = by.clone();
    let today = context.participant().diary.date_of(context.world.now);
    let new = || Purpose::new(by.clone());
    let form = match task {
        Task::Event => Form::Term(TermForm::new(new())),
        Task::Change(root) => Form::Change(Box::new(ChangeForm::new(new(), root, context))),
        Task::Supply(kind) => match SupplyForm::new(new(), kind, context) {
            Some(form) => Form::Supply(Box::new(form)),
            None => return Screen::Participant(context.at, super::Tab::Tablets),
        },
        Task::Assess => Form::Assess(Box::new(AssessForm::new(new(), today))),
        Task::Day(kind) => Form::Day(DayForm::new(new(), kind, today)),
        Task::Medicine => Form::Medicine(MedicineForm::new(new())),
        Task::Note => Form::Note(NoteForm::new(new())),
        Task::Correct(seq) => match entry::form(seq, &by, context) {
            Some(form) => form,
            None => return Screen::RecordEntry(context.at, seq),
        },
        Task::Stand(seq, stands) => Form::Stand(StandForm::new(by, seq, stands)),
        Task::Review => {
            let copy = &context.participant().copy;
            let reviewed = Reviewed {
                last_seq: copy.last_seq,
                last_hash: copy.last_hash.clone(),
            };
            let command = SiteCommand::Record(SiteEvent::Reviewed(reviewed));
            return proposal::propose(by, command, context);
        }
        Task::Confirm => {
            let entries = Vec::new();
            let command = SiteCommand::Record(SiteEvent::Confirmed(Confirmed { entries }));
            return proposal::propose(by, command, context);
        }
        Task::TakeBack(entry) => {
            return proposal::propose(by, SiteCommand::TakeBack(entry), context);
        }
    };
    Screen::Desk(Desk::new(context.at, form))
}

/// Whether something can be recorded about this participant.
pub(super) fn can_record(context: &Context) -> bool {
    context.participant().record.is_some()
}

fn row(label: String, task: Task) -> Row {
    Row::act(label, Act::desk(DeskAct::Begin(task)))
}

/// Why there are no rows to record with.
fn needs_folder(page: Page, context: &Context) -> Page {
    let text = context.text;
    let why = match context.participant().copy.lacks_record {
        true => text.desk_needs_record(),
        false => text.desk_needs_folder(),
    };
    page.text(Tone::Quiet, why).gap()
}

/// What can be entered on the page of symptoms; the adverse events themselves stand with them.
pub(super) fn of_symptoms(page: Page, context: &Context) -> Page {
    if !can_record(context) {
        return needs_folder(page, context);
    }
    page.row(row(context.text.desk_event(), Task::Event))
}

/// What can be entered on the page of tablets.
pub(super) fn of_tablets(page: Page, context: &Context) -> Page {
    if !can_record(context) {
        return needs_folder(page, context);
    }
    let text = context.text;
    page.row(row(text.desk_count(), Task::Supply(SupplyKind::Returned)).apart())
        .row(row(
            text.desk_hand_out(),
            Task::Supply(SupplyKind::Dispensed),
        ))
        .row(row(text.desk_lost(), Task::Supply(SupplyKind::Lost)))
}

/// What can be entered on the page of tumour and life.
pub(super) fn of_tumour(page: Page, context: &Context) -> Page {
    if !can_record(context) {
        return needs_folder(page, context);
    }
    let text = context.text;
    let day = |label, kind| row(label, Task::Day(kind));
    page.row(row(text.desk_assess(), Task::Assess).apart())
        .row(day(text.desk_therapy(), DayKind::Therapy))
        .row(day(text.desk_alive(), DayKind::Alive))
        .row(day(text.desk_died(), DayKind::Died))
}

/// What can be entered on the page of the visit.
pub(super) fn of_visit(page: Page, waiting: usize, context: &Context) -> Page {
    let Some(record) = &context.participant().record else {
        return needs_folder(page, context);
    };
    let text = context.text;
    let mut page = page;
    if waiting > 0 {
        page = page.row(row(text.desk_confirm(waiting), Task::Confirm).apart());
    }
    page = page
        .row(row(text.desk_visit(), Task::Day(DayKind::Visit)).apart())
        .row(row(text.desk_medicine(), Task::Medicine))
        .row(row(text.desk_note(), Task::Note))
        .row(row(text.desk_review(), Task::Review));
    let diary = &context.participant().diary;
    let today = diary.date_of(context.world.now);
    let newest = undo_target(record, today, |moment| diary.date_of(moment));
    if let Some(newest) = newest {
        let words = text.site_event(Some(diary), &newest.event);
        let back = row(text.desk_take_back(), Task::TakeBack(newest.reference()));
        page = page.row(back.note(Tone::Quiet, words));
    }
    page
}

/// The row that takes back what was just recorded.
pub(super) fn take_back(by: &Author, event: &SiteEvent, context: &Context) -> Option<Row> {
    let record = context.participant().record.as_ref()?;
    let last = record.history().last()?;
    let is_it = last.event == *event && last.by == *by;
    let diary = &context.participant().diary;
    let today = diary.date_of(context.world.now);
    let newest = undo_target(record, today, |moment| diary.date_of(moment))?;
    let may = is_it && newest.seq == last.seq;
    may.then(|| {
        row(
            context.text.desk_take_back(),
            Task::TakeBack(last.reference()),
        )
    })
}

/// The adverse events with the day on which each began, to stand among what was reported.
pub(super) fn events(context: &Context) -> Vec<(DiaryDate, u64, Row)> {
    let record = context.participant().record.as_ref();
    let courses = record.map_or_else(Vec::new, |record| record.adverse_events());
    let one = |course: &EventCourse| {
        let text = context.text;
        let label = text.desk_event_line(&text.event_term(course.event));
        let label = text.dated(&text.short_date(course.event.onset), &label);
        let tone = if course.serious() {
            Tone::Alarm
        } else {
            Tone::Plain
        };
        let act = Act::next(context.at, Form::Course(course.root));
        let row = Row::act(label, act).note(tone, text.event_course(course));
        (course.event.onset, course.root.seq, row)
    };
    courses.iter().map(one).collect()
}

/// Opens the entry of the site record.
fn entry_row(root: EntryRef, context: &Context) -> Row {
    let open = Act::open(Screen::RecordEntry(context.at, root.seq));
    Row::act(context.text.desk_entry(root.seq), open)
}
