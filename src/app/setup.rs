//! The pages of the set-up, and its review.

use crate::domain::diary::Diary;
use crate::domain::entry::{ClockKind, Entry};
use crate::domain::ids::EntryId;
use crate::text::Text;

use super::ask::{Pending, What};
use super::page::Field;
use super::page::{Page, Row, Tone};
use super::screen::Act;
use super::setup_form::{
    Fault, Form, INITIALS, PHONE_DAY, PHONE_EMERGENCY, PHONE_NIGHT, SUBJECT, SetupStep,
};
use super::units_form;

pub(super) fn page(form: &Form, step: SetupStep, text: Text) -> Page {
    let number = format!("{}/{}", step.number(), SetupStep::count());
    let heading = match step {
        SetupStep::Who => text.setup_who(&number),
        SetupStep::Phones => text.setup_phones(&number),
        SetupStep::Units => text.setup_units(&number),
        SetupStep::Start => text.setup_start(&number),
    };
    let mut page = Page::new().heading(heading);
    let typed = |label: String, at: usize| {
        let value = form.texts.get(at).cloned().unwrap_or_default();
        Row::typed(label, at, value)
    };
    page = match step {
        SetupStep::Who => page
            .text(Tone::Quiet, text.setup_by_staff())
            .gap()
            .row(typed(text.setup_subject(), SUBJECT))
            .row(typed(text.setup_initials(), INITIALS)),
        SetupStep::Phones => page
            .text(Tone::Quiet, text.setup_phones_why())
            .gap()
            .row(typed(text.phone_day(), PHONE_DAY))
            .row(typed(text.phone_night(), PHONE_NIGHT))
            .row(typed(text.phone_emergency(), PHONE_EMERGENCY)),
        SetupStep::Units => {
            let page = page.text(Tone::Quiet, text.setup_units_why()).gap();
            form.units.show(page, &form.protocol, true, text)
        }
        SetupStep::Start => page
            .text(Tone::Quiet, text.setup_start_why())
            .gap()
            .row(Row::step(
                text.setup_day_1(),
                Field::Day,
                text.date(form.date),
            )),
    };
    if let Some(fault) = form.fault {
        page = page
            .text(Tone::Caution, fault_words(form, fault, text))
            .gap();
    }
    page = page.row(Row::act(text.go_on(), Act::NextStep).apart());
    if step == SetupStep::Start {
        page = page.row(Row::act(text.setup_start_later(), Act::StartLater));
    }
    page.row(Row::act(text.go_back(), Act::Back))
}

fn fault_words(form: &Form, fault: Fault, text: Text) -> String {
    match fault {
        Fault::Subject => text.fault_subject(),
        Fault::Initials => text.fault_initials(),
        Fault::Phone => text.fault_phone(),
        Fault::Units(fault) => units_form::fault_words(&form.protocol, fault, text),
    }
}

/// The questions about a new diary, then its review with the one confirmation.
pub(super) fn plan_page(pending: &Pending, text: Text) -> Page {
    let Some(preview) = preview(pending) else {
        return Page::new().row(Row::act(text.go_back(), Act::Back));
    };
    if let Some(guard) = pending.decision.guards.get(pending.answered) {
        let next = Pending {
            answered: pending.answered + 1,
            ..pending.clone()
        };
        return Page::new()
            .heading(text.guard(&preview, guard))
            .row(Row::act(text.no_go_back(), Act::Back))
            .row(Row::act(text.yes(), Act::Agree(Box::new(next))));
    }
    let phones = preview.phones();
    let mut page = Page::new()
        .heading(text.setup_review())
        .pair(text.setup_subject(), preview.subject().to_string())
        .pair(text.phone_day(), phones.day.to_string())
        .pair(text.phone_night(), phones.night.to_string())
        .pair(text.phone_emergency(), phones.emergency.to_string())
        .gap();
    for event in pending.decision.events.iter().skip(1) {
        page = page.text(Tone::Accent, text.event(&preview, event));
    }
    page.gap()
        .row(Row::act(
            text.setup_create(),
            Act::Record(Box::new(pending.clone())),
        ))
        .row(Row::act(text.no_go_back(), Act::Back))
}

/// The diary as it would be, to name what is in it.
fn preview(pending: &Pending) -> Option<Diary> {
    let What::NewDiary(by) = &pending.what else {
        return None;
    };
    let events = (1..).zip(pending.decision.events.iter().cloned());
    let entries = events.map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: pending.decided_at,
        by: by.clone(),
        clock: ClockKind::System,
        event,
    });
    Diary::from_entries(entries).ok()
}
