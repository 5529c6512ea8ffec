//! The site record: what the study team records about one participant, in a journal of its own beside the
//! diary that was received.
//!
//! The same engine and the same promises as the diary: entries are added, never changed, and a correction
//! is an entry of its own. Every entry is made by staff. What stands here never enters the patient's file.
//! `events` are the contents, [`SiteRecord`] is what they mean together, `decide` has the rules about
//! writing.

mod decide;
mod events;
mod outcomes;
mod record;
#[cfg(test)]
mod tests;

pub use decide::{
    Facts, SiteChange, SiteCommand, SiteDecision, SiteGuard, SiteRefusal, decide, undo_target,
};
pub use events::{
    Check, Dispensed, Lost, Noted, Received, Returned, Reviewed, SiteEvent, SiteOpened, Visited,
};
pub use outcomes::{Assessed, Assessment, Died, LastAlive, NewTherapy};
pub use record::{SiteRecord, SiteRecordError};
