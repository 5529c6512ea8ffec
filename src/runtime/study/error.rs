//! Why something about a participant in a study folder cannot be read, received or recorded.

use std::path::PathBuf;

use super::super::StoreError;
use crate::domain::ids::SubjectCode;
use crate::domain::site::{SiteRecordError, SiteRefusal};
use crate::journal::JournalError;

/// Why something about a participant cannot be read, received or recorded.
#[derive(Debug, thiserror::Error)]
pub enum StudyError {
    /// A file.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The entries of the diary.
    #[error("the diary: {0}")]
    Store(#[from] StoreError),
    /// The entries of the site record.
    #[error("{path}: {source}", path = path.display())]
    Record {
        /// The site record.
        path: PathBuf,
        /// What is wrong.
        source: SiteRecordError,
    },
    /// A file under this participant's name is about another one.
    #[error("{path}: about participant {found}", path = path.display())]
    OtherSubject {
        /// The file.
        path: PathBuf,
        /// Whom it is about.
        found: SubjectCode,
    },
    /// The very diary that is brought is kept under the code of another participant.
    #[error("{path}: the same diary, of participant {subject}", path = path.display())]
    SameDiary {
        /// The diary that is kept.
        path: PathBuf,
        /// Whose it is.
        subject: SubjectCode,
    },
    /// The copy received before, which the one brought is to be compared with, cannot be read.
    #[error("the copy received before: {0}")]
    Kept(JournalError),
    /// A code whose files could not be told from a site record.
    #[error("a subject code that ends in .site cannot be kept in a study folder")]
    Unkeepable(SubjectCode),
    /// Fewer entries than there are already, and the same.
    #[error("the copy is older than the one that is there")]
    Older {
        /// The copy that is there.
        path: PathBuf,
        /// How many entries were brought.
        found: u64,
        /// How many there are.
        there: u64,
    },
    /// Something was recorded since the person was asked, and the decision differs now: ask again.
    #[error("the site record has changed since the question was asked")]
    Changed,
    /// A rule stands against it.
    #[error("it cannot be recorded")]
    Refused(SiteRefusal),
}

impl StudyError {
    /// Whether it is not known if the entry is saved.
    pub fn is_unclear(&self) -> bool {
        match self {
            StudyError::Journal(error) => matches!(error, JournalError::Unclear { .. }),
            StudyError::Store(error) => error.is_unclear(),
            StudyError::Record { .. }
            | StudyError::OtherSubject { .. }
            | StudyError::SameDiary { .. }
            | StudyError::Kept(_)
            | StudyError::Unkeepable(_)
            | StudyError::Older { .. }
            | StudyError::Changed
            | StudyError::Refused(_) => false,
        }
    }
}
