//! A call to the study team about an open warning: what did they say? (ruling 17)

use crate::domain::decide::{Command, ContactCommand};
use crate::domain::entry::{Author, Said, Tier};
use crate::domain::warnings::{Cause, Warning};

use super::ask::Request;
use super::order::{Order, OrderKind};
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context};
use super::team;

/// So many reasons for a call are named.
const NAMED: usize = 3;

/// What asks for a call, and which number; in an emergency the number first.
pub(super) fn alarm(mut page: Page, context: &Context) -> Page {
    let diary = context.diary;
    let mut calls = context.text.call_lines(diary).into_iter();
    let call = calls.next();
    let is_emergency = diary.open_warnings().iter().any(is_emergency);
    let reasons = reasons(context);
    let lines: Vec<String> = if is_emergency {
        call.into_iter().chain(reasons).collect()
    } else {
        reasons.into_iter().chain(call).collect()
    };
    for line in lines {
        page = page.text(Tone::Alarm, line);
    }
    calls.fold(page, |page, line| page.text(Tone::Plain, line))
}

fn is_emergency(warning: &Warning) -> bool {
    warning.cause == Cause::Symptom(Tier::Emergency)
}

/// The reasons for a call: an emergency first, then the newest.
fn reasons(context: &Context) -> Vec<String> {
    let (text, diary) = (context.text, context.diary);
    let mut warnings: Vec<&Warning> = diary.open_warnings().iter().rev().collect();
    warnings.sort_by_key(|warning| !is_emergency(warning));
    let named = warnings.iter().take(NAMED);
    let mut lines: Vec<String> = named.map(|warning| text.warning(diary, warning)).collect();
    let more = warnings.len().saturating_sub(NAMED);
    if more > 0 {
        lines.push(text.more_to_call_about(more));
    }
    lines
}

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new()
        .heading(text.what_did_they_say())
        .text(Tone::Quiet, text.phones(context.diary.phones()))
        .gap();
    let offered = Said::ALL
        .into_iter()
        .filter(|said| is_possible(*said, context));
    for said in offered {
        page = page.row(Row::act(text.said_choice(said), act(said, context)));
    }
    // Enter pressed again without reading must not close the warning: no answer is chosen beforehand.
    page.first = page.rows.len();
    page.row(Row::act(text.go_back(), Act::Back))
}

/// Of a treatment that is over nothing can be paused or reduced.
fn is_possible(said: Said, context: &Context) -> bool {
    match said {
        Said::Pause | Said::Fewer => !team::is_over(context),
        Said::Continue | Said::Stop | Said::NobodyAnswered | Said::NotSure => true,
    }
}

fn act(said: Said, context: &Context) -> Act {
    let order = |kind| {
        let order = Order::new(kind, Author::Patient {}, context.diary, context.world.now);
        Act::Order(Box::new(order.on_call(said)))
    };
    match said {
        Said::Pause => order(OrderKind::Pause),
        Said::Fewer => order(OrderKind::Units),
        Said::Stop if !team::is_over(context) => order(OrderKind::Stop),
        Said::Stop | Said::Continue | Said::NobodyAnswered | Said::NotSure => {
            let contact = ContactCommand {
                said,
                spoken_at: None,
                drugs: Vec::new(),
                from: None,
                units: Default::default(),
            };
            let request = Request::of_patient(Command::Contact(contact));
            Act::Propose(Box::new(request))
        }
    }
}
