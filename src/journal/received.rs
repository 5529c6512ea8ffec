//! A copy of a diary that somebody brings: how it goes with the copy that is kept already.
//!
//! A copy is replaced only by one that begins with every line of it, so that nothing which was received
//! once is ever lost.

use std::path::Path;

use super::chain::{Reading, first_line};
use super::error::{Doing, JournalError};
use super::hash::Hash;
use super::line;
use super::recover::whole;
use super::storage::{self, Storage, failed};

/// A copy of a diary, read whole and verified to its end.
#[derive(Debug)]
pub struct Received {
    bytes: Vec<u8>,
    /// What it says.
    pub reading: Reading,
}

/// How a copy goes with an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same lines.
    Same,
    /// All lines of the earlier one, and more.
    Continues,
    /// Fewer lines, and those are the same.
    Older,
    /// From this line on they say something else.
    Differs(u64),
}

impl Received {
    /// Reads a copy.
    ///
    /// # Errors
    /// What is no diary of this version, or a diary with damage.
    pub fn read(storage: &impl Storage, path: &Path) -> Result<Received, JournalError> {
        let (bytes, reading, _) = whole(storage, path)?;
        match reading.damage {
            None => Ok(Received { bytes, reading }),
            Some(damage) => Err(JournalError::Damaged {
                path: path.to_owned(),
                damage,
            }),
        }
    }

    /// The good lines, without their ends.
    fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let good = usize::try_from(self.reading.bytes).unwrap_or(usize::MAX);
        let mut rest = self.bytes.get(..good).unwrap_or(&self.bytes);
        std::iter::from_fn(move || {
            let (line, next) = first_line(rest);
            let is_there = !rest.is_empty();
            rest = next;
            is_there.then_some(line)
        })
    }

    /// The hash of a line, from 1.
    pub fn hash_of(&self, seq: u64) -> Option<Hash> {
        let before = usize::try_from(seq.checked_sub(1)?).ok()?;
        self.lines().nth(before).and_then(line::hash_of_whole)
    }

    /// How this copy goes with an earlier one.
    pub fn relation_to(&self, earlier: &Received) -> Relation {
        let (mut new, mut old) = (self.lines(), earlier.lines());
        for seq in 1.. {
            match (new.next(), old.next()) {
                (None, None) => return Relation::Same,
                (Some(_), None) => return Relation::Continues,
                (None, Some(_)) => return Relation::Older,
                (Some(new), Some(old)) if new == old => {}
                (Some(_), Some(_)) => return Relation::Differs(seq),
            }
        }
        Relation::Same
    }

    /// Stores it under a name that nothing has.
    ///
    /// # Errors
    /// It is not stored; or, at a failed sync, the disk may lose it.
    pub fn store(&self, storage: &impl Storage, path: &Path) -> Result<(), JournalError> {
        storage::write_into_folder(storage, path, &self.bytes)
    }

    /// Stores it in the place of the copy that it continues.
    ///
    /// # Errors
    /// The earlier copy is there as it was; or, at a failed sync, one of the two is there whole.
    pub fn replace(&self, storage: &impl Storage, path: &Path) -> Result<(), JournalError> {
        replace_whole(storage, path, &self.bytes)
    }
}

/// Puts new bytes in the place of a file that is there; at every moment one of the two stands there whole.
fn replace_whole(disk: &impl Storage, path: &Path, bytes: &[u8]) -> Result<(), JournalError> {
    let draft = storage::draft_name(path)?;
    storage::write_whole(disk, &draft, bytes)?;
    let replaced = disk.replace(&draft, path);
    if replaced.is_err() {
        // A draft that stays behind does no harm.
        let _ = std::fs::remove_file(&draft);
    }
    replaced.map_err(failed(path, Doing::Create))?;
    disk.sync_folder(storage::folder_of(path))
        .map_err(failed(path, Doing::Sync))
}

/// Makes a private folder, if it is not there.
///
/// # Errors
/// What the system says.
pub fn private_folder(storage: &impl Storage, folder: &Path) -> Result<(), JournalError> {
    storage::create_folder(storage, folder)
}

/// That a folder is there; it is never made, as it may be that of a disk which is not connected.
///
/// # Errors
/// It is not, or is something else.
pub fn existing_folder(folder: &Path) -> Result<(), JournalError> {
    storage::existing_folder(folder)
}
