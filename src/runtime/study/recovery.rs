//! What is left of a damaged site record, and how it goes on.

use std::path::Path;

use super::{Study, StudyError, folded, keepable, same_subject};
use crate::domain::entry::Author;
use crate::domain::ids::SubjectCode;
use crate::domain::site::SiteEvent;
use crate::journal::{read_as, recover_to_as};
use crate::runtime::stamp;

/// What was left of a damaged site record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOver {
    /// How many lines were taken over.
    pub kept: u64,
    /// How many were not.
    pub lost: u64,
}

impl Study {
    /// Copies the good lines of a damaged site record to a new file, and chains an entry to them that says so
    /// (ruling 24). The damaged one stays as it is.
    ///
    /// # Errors
    /// It is not damaged, not even its first line is good, it is about somebody else, something stands at `new`,
    /// or the system refuses.
    pub fn recover_record(
        &self,
        subject: &SubjectCode,
        new: &Path,
        by: &Author,
    ) -> Result<LeftOver, StudyError> {
        keepable(subject)?;
        let path = self.record_path(subject);
        let reading = read_as::<SiteEvent>(&path)?;
        let (kept, damage) = (reading.head.seq, reading.damage);
        same_subject(&path, folded(&path, reading.entries)?.subject(), subject)?;
        let stamp = stamp(self.clock, by)?;
        recover_to_as::<SiteEvent>(&path, new, &stamp)?;
        Ok(LeftOver {
            kept,
            lost: damage.map_or(0, |damage| damage.lost_lines),
        })
    }
}
