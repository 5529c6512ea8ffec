//! The CDISC datasets of an export on disk: a file for each and the page that explains them, all or none.
//!
//! What a dataset says never enters here.

use std::path::Path;

use super::drafts::{Drafts, FolderError};
use crate::domain::calendar::Moment;
use crate::report::ReportError;
use crate::report::sdtm::{DOMAINS, FOOT, Head, Part, ROW_BREAK, StudyId, count, page};

/// The page beside the datasets; it gets its name last, so that once it is there, all are.
pub const PAGE: &str = "datasets.md";

/// Why datasets are not written.
#[derive(Debug, thiserror::Error)]
pub enum DatasetsError {
    /// The files.
    #[error(transparent)]
    Files(#[from] FolderError),
    /// The rows.
    #[error(transparent)]
    Report(#[from] ReportError),
}

/// Datasets that are being written. Dropped before [`Writing::finish`], it takes them away again.
#[derive(Debug)]
pub struct Writing {
    study: StudyId,
    files: Drafts,
    /// Of each dataset how many rows it has, and where their number is to stand.
    counts: Vec<(u64, u64)>,
    notes: Vec<String>,
}

impl Writing {
    /// Begins the datasets in a folder, which is made if it is not there; that which it stands in is never made.
    ///
    /// # Errors
    /// A file stands there and may not be replaced, or the system refuses. Nothing is changed then.
    pub fn begin(
        folder: &Path,
        study: StudyId,
        created: Moment,
        may_replace: bool,
    ) -> Result<Writing, DatasetsError> {
        let names = DOMAINS.iter().map(|domain| domain.file());
        let mut files = Drafts::in_folder(folder, names.chain([PAGE.to_owned()]), may_replace)?;
        let mut counts = Vec::new();
        for (place, domain) in DOMAINS.iter().enumerate() {
            let head = Head::of(domain, &study, created)?;
            files.write(place, head.text.as_bytes())?;
            counts.push((0, head.count_at as u64));
        }
        Ok(Writing {
            study,
            files,
            counts,
            notes: Vec::new(),
        })
    }

    /// Adds rows behind those that are there.
    ///
    /// # Errors
    /// The system refuses; the datasets cannot be finished then.
    pub fn add(&mut self, part: &Part) -> Result<(), DatasetsError> {
        let rows = part.rows().enumerate();
        for (place, (rows, added)) in rows.filter(|(_, (_, added))| *added > 0) {
            let (count, _) = &mut self.counts[place];
            if *count > 0 {
                self.files.write(place, ROW_BREAK.as_bytes())?;
            }
            *count += added;
            self.files.write(place, rows.as_bytes())?;
        }
        self.notes.extend_from_slice(part.notes());
        Ok(())
    }

    /// Ends the datasets and gives each file its name, the page last; how many there are. A dataset without a
    /// row has no file: that is how the standard has it, and its validators take an empty one for a mistake.
    ///
    /// # Errors
    /// The system refuses: the files that were there before are there still, or at worst some of them are the
    /// new ones, and there is no page.
    pub fn finish(mut self) -> Result<usize, DatasetsError> {
        for (place, (rows, at)) in self.counts.iter().enumerate() {
            if *rows == 0 {
                self.files.leave_out(place);
                continue;
            }
            self.files.write(place, FOOT.as_bytes())?;
            self.files.write_over(place, *at, count(*rows).as_bytes())?;
        }
        let rows: Vec<u64> = self.counts.iter().map(|(rows, _)| *rows).collect();
        let page = page(&self.study, &rows, &self.notes);
        self.files.write(DOMAINS.len(), page.as_bytes())?;
        self.files.finish()?;
        Ok(rows.into_iter().filter(|rows| *rows > 0).count())
    }
}
