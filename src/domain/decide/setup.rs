//! Decides about a new diary: what it opens with, and the first orders, as one plan.
//!
//! The orders go through the same rules as later ones, each seen by the next, so that a diary cannot
//! begin with what could not be recorded afterwards.

use super::{Command, Decision, Refusal, decide};
use crate::domain::calendar::Moment;
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, ClockKind, Entry, Event, Opened};
use crate::domain::ids::EntryId;

/// The events of a new diary, and what has to be asked first.
///
/// # Errors
/// The first order that is refused.
pub fn set_up(
    opened: Opened,
    by: &Author,
    orders: &[Command],
    now: Moment,
) -> Result<Decision, Refusal> {
    let mut plan = Decision::plain(Event::Opened(Box::new(opened)));
    for order in orders {
        // The entries are not written yet; their ids only have to differ.
        let entries = (1..).zip(plan.events.iter().cloned());
        let entries = entries.map(|(seq, event)| Entry {
            seq,
            id: EntryId(seq),
            at: now,
            by: by.clone(),
            clock: ClockKind::System,
            event,
        });
        let diary = Diary::from_entries(entries).map_err(|_| Refusal::NothingToDo)?;
        let decision = decide(&diary, by, order, now)?;
        plan.events.extend(decision.events);
        plan.guards.extend(decision.guards);
    }
    Ok(plan)
}
