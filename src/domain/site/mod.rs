//! The site record: what the study team records about one participant, in a journal of its own beside the
//! diary that was received.
//!
//! The same engine and the same promises as the diary: entries are added, never changed, and a correction
//! is an entry of its own. Every entry is made by staff. What stands here never enters the patient's file.
//! `events` are the contents, [`SiteRecord`] is what they mean together, `decide` has the rules about
//! writing, `adverse` what an adverse event is.

mod adverse;
mod adverse_rules;
#[cfg(test)]
mod adverse_tests;
mod corrections;
mod decide;
mod events;
mod outcome_rules;
mod outcomes;
mod record;
#[cfg(test)]
mod tests;

pub use adverse::{ActionTaken, AdverseEvent, AdverseEventChanged, EventCourse, Relation};
pub use adverse_rules::EventFault;
pub use corrections::undo_target;
pub use decide::{Facts, SiteChange, SiteCommand, SiteDecision, SiteGuard, SiteRefusal, decide};
pub use events::{
    Check, Dispensed, Lost, Noted, Received, Returned, Reviewed, SiteEvent, SiteOpened, Visited,
};
pub use outcomes::{Assessed, Assessment, Died, LastAlive, NewTherapy};
pub use record::{SiteRecord, SiteRecordError};
