//! What is done after damage and at a visit: a torn tail kept aside, a copy, a new beginning.
//!
//! None of it changes a damaged file. Copies are read back before they count.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::chain::{Chain, Reading, TornTail};
use super::error::{Doing, JournalError};
use super::file::{Batch, Journal, Stamp, fresh_id, verify};
use super::storage::{self, Access, Disk, Lock, Reader, Storage, failed};
use crate::domain::entry::{Content, Continued, Recovered};

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
        Err(JournalError::Exists { .. }) if is_copy(storage, &aside, bytes) => {
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

/// A copy of a journal, read back.
#[derive(Debug)]
pub struct Copied {
    /// Where it is.
    pub path: PathBuf,
    /// What it says, read from the copy; damaged where the journal is.
    pub reading: Reading,
    /// Whether the same copy was there before.
    pub was_there: bool,
    /// Whether the disk has confirmed the copy and its name, so that a memory stick may be taken out.
    pub is_settled: bool,
}

impl Copied {
    /// Its name, without the folder.
    pub fn file_name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}

/// Copies a journal, whole and as it is, into a folder that is there, under a name with its subject, the
/// date of its last entry and the code of its head (ruling 25).
///
/// The same content has the same name, and a copy that is there already is read again. Where something
/// else has that name, perhaps half a copy on a stick that was pulled out, the copy gets another one.
///
/// # Errors
/// The journal cannot be read, the folder is not there, the copy cannot be written, or it is not the
/// same when read back.
pub fn copy_to(path: &Path, folder: &Path) -> Result<Copied, JournalError> {
    copy_to_on(&Disk, path, folder)
}

/// [`copy_to`] on any storage.
///
/// # Errors
/// As there.
pub fn copy_to_on(
    storage: &impl Storage,
    path: &Path,
    folder: &Path,
) -> Result<Copied, JournalError> {
    const NAMES: u32 = 100;
    let (bytes, reading, _) = whole(&Disk, path)?;
    let name = copy_name(&reading);
    let mut taken = JournalError::Exists {
        path: folder.join(format!("{name}.jsonl")),
    };
    for nth in 1..=NAMES {
        let copy = folder.join(match nth {
            1 => format!("{name}.jsonl"),
            _ => format!("{name}-{nth}.jsonl"),
        });
        let (was_there, is_settled) = match storage::write_into_folder(storage, &copy, &bytes) {
            Ok(()) => (false, cfg!(unix)),
            // It has its name, but the disk would not say that it keeps it.
            Err(JournalError::Io {
                doing: Doing::Sync, ..
            }) => (false, false),
            Err(error @ JournalError::Exists { .. }) if !is_copy(storage, &copy, &bytes) => {
                taken = error;
                continue;
            }
            Err(JournalError::Exists { .. }) => (true, storage::settle(storage, &copy)),
            Err(JournalError::Io { doing, source, .. }) => {
                // Perhaps there is no such folder. The draft's own name says nothing to anybody.
                storage::existing_folder(folder)?;
                let path = folder.to_owned();
                return Err(JournalError::Io {
                    path,
                    doing,
                    source,
                });
            }
            Err(error) => return Err(error),
        };
        let back = whole(storage, &copy).map_err(|error| not_read_back(error, &copy));
        let (found, reading, _) = back?;
        return if found == bytes {
            Ok(Copied {
                path: copy,
                reading,
                was_there,
                is_settled,
            })
        } else {
            Err(JournalError::CopyDiffers { path: copy })
        };
    }
    Err(taken)
}

/// Why a copy cannot be read back, as far as the person who made it needs to know.
fn not_read_back(error: JournalError, copy: &Path) -> JournalError {
    if let JournalError::Missing { .. } = error {
        let path = storage::folder_of(copy).to_owned();
        return JournalError::NoFolder { path };
    }
    if let JournalError::Io { .. } = error {
        return error;
    }
    let path = copy.to_owned();
    JournalError::CopyDiffers { path }
}

/// Subject, date of the last entry by the clock that recorded it, code of the head.
fn copy_name(reading: &Reading) -> String {
    let opening = reading
        .entries
        .first()
        .and_then(|entry| entry.event.opening());
    let subject = opening.map_or("diary", |opening| opening.subject.as_str());
    let date = match reading.entries.last() {
        Some(last) => last.at.date_naive().format("%Y-%m-%d-").to_string(),
        None => String::new(),
    };
    format!("{subject}-{date}{}", reading.head.code())
}

/// Whether a regular file of that name, and no link, holds exactly these bytes.
fn is_copy(storage: &impl Storage, path: &Path, bytes: &[u8]) -> bool {
    let same = |file: File| {
        let mut reader = Reader::default();
        reader
            .fill(storage, &file, path, 0)
            .is_ok_and(|found| found == bytes)
    };
    storage::open(path, Access::Read).is_ok_and(same)
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
    recover_to_as(path, new, stamp)
}

/// The same for a journal with other contents than a diary.
///
/// # Errors
/// As [`recover_to`].
pub fn recover_to_as<E: Content>(
    path: &Path,
    new: &Path,
    stamp: &Stamp,
) -> Result<(Journal<Disk, E>, Reading<E>), JournalError> {
    let (mut bytes, reading, chain) = whole::<E>(&Disk, path)?;
    let Some(damage) = reading.damage else {
        return Err(JournalError::NotDamaged {
            path: path.to_owned(),
        });
    };
    let continued = E::continued(Continued {
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
    Journal::open_on(Disk, new)
}

/// A file's bytes and what they say, read under a shared lock where one can be had.
pub(super) fn whole<E: Content>(
    storage: &impl Storage,
    path: &Path,
) -> Result<(Vec<u8>, Reading<E>, Chain), JournalError> {
    let file = storage::open(path, Access::Read)?;
    // A write-protected stick may refuse the lock, and nobody writes there.
    let _ = storage::lock(storage, &file, path, Lock::Shared);
    let mut reader = Reader::default();
    let bytes = reader.fill(storage, &file, path, 0)?.to_vec();
    let (reading, chain) = verify(&bytes, path)?;
    Ok((bytes, reading, chain))
}
