//! What is done after damage and at a visit: a torn tail kept aside, a copy, a new beginning.
//!
//! None of it changes a damaged file. Copies are read back before they count.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::chain::{Chain, Reading, TornTail};
use super::error::{Doing, JournalError};
use super::file::{Batch, Journal, Stamp, fresh_id, verify};
use super::storage::{self, Access, Disk, Lock, Reader, Storage, failed};
use crate::domain::entry::{Continued, Event, Recovered};

/// Copies a torn tail to a file beside the journal, then cuts it off.
pub(super) fn set_aside(
    storage: &impl Storage,
    path: &Path,
    file: &File,
    good: u64,
    tail: TornTail,
) -> Result<Recovered, JournalError> {
    let mut reader = Reader::default();
    let bytes = reader.fill(storage, file, path, good)?;
    let hash = tail.hash.to_string();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let aside = path.with_file_name(format!("{name}.torn-{}", &hash[..8]));
    match storage::write_new(storage, &aside, bytes) {
        Err(JournalError::Exists { .. }) if std::fs::read(&aside).is_ok_and(|b| b == bytes) => {
            storage
                .sync_folder(storage::folder_of(path))
                .map_err(failed(path, Doing::SetAside))?;
        }
        Err(JournalError::Exists { .. }) => {
            let other = path.with_file_name(format!("{name}.torn-{}", fresh_id()?));
            storage::write_new(storage, &other, bytes)?;
        }
        written => written?,
    }
    storage
        .cut(file, good)
        .map_err(failed(path, Doing::SetAside))?;
    Ok(Recovered {
        bytes: tail.bytes,
        tail_hash: hash,
    })
}

/// Copies a journal, whole and as it is, into a folder under the name of its subject and the code of
/// its head (ruling 25); a copy that is there already is verified again.
///
/// # Errors
/// The journal cannot be read, the copy cannot be written, or it is not the same when read back.
pub fn copy_to(path: &Path, folder: &Path) -> Result<(PathBuf, Reading), JournalError> {
    let (bytes, reading, _) = whole(path)?;
    let subject = match reading.entries.first().map(|entry| &entry.event) {
        Some(Event::Opened(opened)) => opened.subject.as_str(),
        Some(_) | None => "diary",
    };
    let copy = folder.join(format!("{subject}-{}.jsonl", reading.head.code()));
    match storage::write_new(&Disk, &copy, &bytes) {
        Ok(()) | Err(JournalError::Exists { .. }) => {}
        Err(error) => return Err(error),
    }
    let (found, reading, _) = whole(&copy)?;
    if found == bytes {
        Ok((copy, reading))
    } else {
        Err(JournalError::CopyDiffers { path: copy })
    }
}

/// Copies the good lines of a damaged journal to a new file and chains a `continued` entry to them
/// (ruling 24); the damaged file stays as it is.
///
/// # Errors
/// The journal is not damaged, not even its first line is good, something stands at `new`, or the
/// system refuses.
pub fn recover_to(
    path: &Path,
    new: &Path,
    stamp: &Stamp,
) -> Result<(Journal, Reading), JournalError> {
    let (mut bytes, reading, chain) = whole(path)?;
    let Some(damage) = reading.damage else {
        return Err(JournalError::NotDamaged {
            path: path.to_owned(),
        });
    };
    let continued = Event::Continued(Continued {
        last_hash: reading.head.hash.to_string(),
        last_good_line: reading.head.seq,
        lost_lines: damage.lost_lines,
        lost_bytes: damage.lost_bytes,
    });
    let batch =
        Batch::new(&chain, stamp, vec![continued]).map_err(|problem| JournalError::Unwritable {
            path: new.to_owned(),
            problem,
        })?;
    bytes.truncate(usize::try_from(reading.bytes).unwrap_or(bytes.len()));
    bytes.extend_from_slice(&batch.bytes);
    storage::write_new(&Disk, new, &bytes)?;
    Journal::open(new)
}

/// A file's bytes and what they say, read under a shared lock where one can be had.
fn whole(path: &Path) -> Result<(Vec<u8>, Reading, Chain), JournalError> {
    let file = storage::open(path, Access::Read)?;
    // A write-protected stick may refuse the lock, and nobody writes there.
    let _ = storage::lock(&Disk, &file, path, Lock::Shared);
    let mut reader = Reader::default();
    let bytes = reader.fill(&Disk, &file, path, 0)?.to_vec();
    let (reading, chain) = verify(&bytes, path)?;
    Ok((bytes, reading, chain))
}
