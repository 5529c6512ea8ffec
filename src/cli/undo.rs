//! `undo`: takes the newest entry of the patient from the same diary date back (ruling 21).

use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::record::{Consent, record};
use crate::domain::decide::{Command, Refusal, undo_target};
use crate::domain::entry::Author;

/// Takes the newest entry back, printing it.
pub(super) fn run(context: &Context, out: &mut Out, consent: Consent) -> Result<(), Failure> {
    let mut store = context.open_whole()?;
    let text = context.text();
    let diary = store.diary();
    let Some(entry) = undo_target(diary, context.now()) else {
        return Err(Failure::refused(diary, Refusal::NothingToTakeBack));
    };
    let what = text.event(diary, &entry.event);
    let command = Command::TakeBack {
        entry: entry.reference(),
    };
    out.line(text.takes_back(&what));
    let by = Author::Patient {};
    record(context, out, &mut store, &by, &command, consent)
}
