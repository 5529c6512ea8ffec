//! Correcting an entry of the site record from its own page: the form of its kind, filled in with what it says, or
//! whether it should be there at all.

use crate::domain::entry::{Author, Content};
use crate::domain::history::{Fate, Row as Record};
use crate::domain::site::SiteEvent;

use super::super::screen::{Context, Page};
use super::adverse::EventForm;
use super::course::ChangeForm;
use super::day::{DayForm, DayKind, MedicineForm};
use super::purpose::Purpose;
use super::short::NoteForm;
use super::supply::SupplyForm;
use super::tumour::AssessForm;
use super::{Form, Task, can_record, row};

/// The rows that correct an entry; none where it can never be corrected.
pub(in super::super) fn of_entry(page: Page, found: Record<SiteEvent>, context: &Context) -> Page {
    let (text, entry) = (context.text, found.entry);
    if !can_record(context) || !entry.event.is_correctable() {
        return page;
    }
    let seq = entry.seq;
    if let Fate::Withdrawn(_) = found.fate {
        return page.row(row(text.desk_restore(), Task::Stand(seq, true)).apart());
    }
    let page = match has_values(&entry.event) {
        true => page.row(row(text.desk_correct(), Task::Correct(seq)).apart()),
        false => page,
    };
    page.row(row(text.desk_withdraw(), Task::Stand(seq, false)))
}

/// Whether there is a value in it that somebody can get wrong.
fn has_values(event: &SiteEvent) -> bool {
    match event {
        SiteEvent::Visited(_)
        | SiteEvent::Dispensed(_)
        | SiteEvent::Returned(_)
        | SiteEvent::Lost(_)
        | SiteEvent::AdverseEventChanged(_)
        | SiteEvent::Assessed(_)
        | SiteEvent::NewTherapy(_)
        | SiteEvent::Died(_)
        | SiteEvent::LastAlive(_)
        | SiteEvent::Noted(_)
        | SiteEvent::Medicine(_) => true,
        // Of another version of CTCAE the program does not know the terms.
        SiteEvent::AdverseEvent(event) => event.known_term().is_some(),
        SiteEvent::Opened(_)
        | SiteEvent::Received(_)
        | SiteEvent::Reviewed(_)
        | SiteEvent::Confirmed(_)
        | SiteEvent::Corrected(_)
        | SiteEvent::Recovered(_)
        | SiteEvent::Continued(_)
        | SiteEvent::Unknown(_) => false,
    }
}

/// The form that corrects an entry; `None` where it has no value to correct, or counts no longer.
pub(super) fn form(seq: u64, by: &Author, context: &Context) -> Option<Form> {
    let record = context.participant().record.as_ref()?;
    let now = record.history().live(seq)?.event;
    let purpose = Purpose::correcting(by.clone(), seq, now.clone());
    let day = |kind, date, name: &str| Form::Day(DayForm::of(purpose.clone(), kind, date, name));
    Some(match now {
        SiteEvent::Visited(visited) => day(DayKind::Visit, visited.date, ""),
        SiteEvent::NewTherapy(therapy) => {
            day(DayKind::Therapy, therapy.date, &therapy.name.to_string())
        }
        SiteEvent::Died(died) => day(DayKind::Died, died.date, ""),
        SiteEvent::LastAlive(alive) => day(DayKind::Alive, alive.date, ""),
        SiteEvent::Dispensed(_) | SiteEvent::Returned(_) | SiteEvent::Lost(_) => {
            Form::Supply(Box::new(SupplyForm::of(purpose.clone(), now, context)?))
        }
        SiteEvent::AdverseEvent(event) => {
            Form::Event(Box::new(EventForm::of(purpose.clone(), event, context)?))
        }
        SiteEvent::AdverseEventChanged(change) => {
            Form::Change(Box::new(ChangeForm::of(purpose.clone(), change, context)))
        }
        SiteEvent::Assessed(assessed) => {
            Form::Assess(Box::new(AssessForm::of(purpose.clone(), assessed)))
        }
        SiteEvent::Noted(noted) => {
            Form::Note(NoteForm::of(purpose.clone(), &noted.text.to_string()))
        }
        SiteEvent::Medicine(medicine) => {
            Form::Medicine(MedicineForm::of(purpose.clone(), medicine))
        }
        SiteEvent::Opened(_)
        | SiteEvent::Received(_)
        | SiteEvent::Reviewed(_)
        | SiteEvent::Confirmed(_)
        | SiteEvent::Corrected(_)
        | SiteEvent::Recovered(_)
        | SiteEvent::Continued(_)
        | SiteEvent::Unknown(_) => return None,
    })
}
