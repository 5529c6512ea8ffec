//! A meal that ended earlier than it is recorded: how many minutes ago.

use chrono::TimeDelta;

use crate::domain::decide::Command;

use super::ask::Request;
use super::page::Field;
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context};

/// The longest time ago that is offered, in minutes.
const LONGEST: u16 = 12 * 60;

/// The minutes after one step.
pub(super) fn stepped(minutes: u16, field: Field, by: i8) -> u16 {
    let step = match field {
        Field::Minutes(minutes) => i16::from(minutes),
        Field::Day | Field::Half | Field::Band | Field::Until | Field::Count(_) => 0,
    };
    minutes
        .saturating_add_signed(i16::from(by) * step)
        .min(LONGEST)
}

pub(super) fn page(minutes: u16, context: &Context) -> Page {
    let text = context.text;
    let ago = TimeDelta::minutes(i64::from(minutes));
    let now = context.world.now;
    let ended_at = now.checked_sub_signed(ago).unwrap_or(now);
    let value = text.time(ended_at);
    let request = Request::of_patient(Command::Meal { ended_at });
    Page::new()
        .heading(text.when_finished_eating())
        .text(Tone::Accent, text.finished_at(&value, &text.duration(ago)))
        .gap()
        .row(Row::step(
            text.hour_ago_label(),
            Field::Minutes(60),
            text.duration(ago),
        ))
        .row(Row::step(
            text.five_ago_label(),
            Field::Minutes(5),
            text.duration(ago),
        ))
        .row(Row::step(
            text.minute_ago_label(),
            Field::Minutes(1),
            text.duration(ago),
        ))
        .row(Row::act(text.it_was_at(&value), Act::Propose(Box::new(request))).apart())
        .row(Row::act(text.go_back(), Act::Back))
}
