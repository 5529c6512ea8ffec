//! Entries about other entries, and about the file itself.

use serde::{Deserialize, Serialize};

use super::{Content, EntryRef, Event, EventError};

/// Why an entry was corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionReason {
    /// Pressed by mistake.
    WrongPress,
    /// Wrong time.
    WrongTime,
    /// Wrong number of units.
    WrongUnits,
    /// Wrong day or dose.
    WrongSlot,
    /// Remembered later.
    Remembered,
    /// Vomited after it had been recorded as taken.
    VomitedLater,
    /// The study team corrected it.
    StudyTeam,
    /// Other.
    Other,
}

impl CorrectionReason {
    /// Every reason, in the order shown.
    pub const ALL: [CorrectionReason; 8] = [
        CorrectionReason::WrongPress,
        CorrectionReason::WrongTime,
        CorrectionReason::WrongUnits,
        CorrectionReason::WrongSlot,
        CorrectionReason::Remembered,
        CorrectionReason::VomitedLater,
        CorrectionReason::StudyTeam,
        CorrectionReason::Other,
    ];
}

/// An earlier entry is replaced or withdrawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Corrected<E = Event> {
    /// The entry that is corrected: always the first of its line of corrections.
    pub target: EntryRef,
    /// What it should have said; `None` withdraws it.
    pub replacement: Option<E>,
    /// Why.
    pub reason: CorrectionReason,
}

impl<E: Content> Corrected<E> {
    pub(in crate::domain) fn check(&self) -> Result<(), EventError> {
        let uncorrectable = |event: &E| !event.is_correctable() && !event.is_unknown();
        if self.replacement.as_ref().is_some_and(uncorrectable) {
            return Err(EventError::Contradiction(
                "a correction replaces what cannot be corrected",
            ));
        }
        Ok(())
    }
}

/// A torn last line was set aside when the diary was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovered {
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256, in hex.
    pub tail_hash: String,
}

/// The diary goes on, in a new file, after damage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continued {
    /// The hash of the last good line.
    pub last_hash: String,
    /// The number of the last good line.
    pub last_good_line: u64,
    /// How many lines behind it were not taken over.
    pub lost_lines: u64,
    /// How many bytes those were.
    pub lost_bytes: u64,
}
