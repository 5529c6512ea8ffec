//! The few calls to the system that a journal is made of.
//!
//! Those that write, and the reading, go through the trait [`Storage`], so that tests can make every one
//! of them fail at every step. Files are regular files, never reached through a link, and private:
//! 0600 in folders of 0700, whatever the umask. Nothing here knows what a line is.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::chain::Reading;
use super::error::{Doing, FoundInstead, JournalError};
use super::line::Memory;
use super::{MAX_FILE_BYTES, file};
use crate::domain::entry::Event;

/// What may fail while a journal is read or written.
pub trait Storage {
    /// Reads what stands at `offset`, up to the length of `into`; 0 at the end.
    ///
    /// # Errors
    /// What the system says.
    fn read(&self, file: &File, offset: u64, into: &mut [u8]) -> io::Result<usize>;
    /// Writes once, at the end of the file; less than all bytes is possible.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize>;
    /// Makes the disk keep the file's bytes.
    ///
    /// # Errors
    /// What the system says; the bytes may be lost or not.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Cuts the file to a length.
    ///
    /// # Errors
    /// What the system says.
    fn cut(&self, file: &File, length: u64) -> io::Result<()>;
    /// Gives a finished file its name, if nothing has that name.
    ///
    /// # Errors
    /// What the system says.
    fn publish(&self, finished: &Path, name: &Path) -> io::Result<()>;
    /// Puts a finished file in the place of another, whole or not at all.
    ///
    /// # Errors
    /// What the system says.
    fn replace(&self, finished: &Path, name: &Path) -> io::Result<()>;
    /// Makes the disk keep the names in a folder.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Waits for another program to give the lock back.
    fn pause(&self, time: Duration);
}

/// The real disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Storage for Disk {
    fn read(&self, mut file: &File, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        file.seek(SeekFrom::Start(offset))?;
        file.read(into)
    }

    fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_data()
    }

    fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        file.set_len(length)
    }

    fn publish(&self, finished: &Path, name: &Path) -> io::Result<()> {
        fs::hard_link(finished, name)
    }

    fn replace(&self, finished: &Path, name: &Path) -> io::Result<()> {
        fs::rename(finished, name)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Only Unix lets a folder be opened and synced.
        if cfg!(unix) {
            File::open(folder)?.sync_all()
        } else {
            Ok(())
        }
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// What a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Append,
}

/// An error of the system about a file.
pub(super) fn failed(path: &Path, doing: Doing) -> impl FnOnce(io::Error) -> JournalError {
    move |source| JournalError::Io {
        path: path.to_owned(),
        doing,
        source,
    }
}

/// Opens a regular file that is there, and no link to one.
pub(super) fn open(path: &Path, access: Access) -> Result<File, JournalError> {
    let mut options = OpenOptions::new();
    options.read(true).append(access == Access::Append);
    guard(&mut options);
    // Where the system cannot refuse a link while opening, at least one that is there already is.
    if !cfg!(unix) && fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink()) {
        return Err(not_a_file(path, FoundInstead::Link));
    }
    let opened = options
        .open(path)
        .map_err(|source| unopened(path, source))?;
    let kind = opened.metadata().map_err(failed(path, Doing::Open))?;
    if kind.is_dir() {
        Err(not_a_file(path, FoundInstead::Folder))
    } else if !kind.is_file() {
        Err(not_a_file(path, FoundInstead::Special))
    } else {
        Ok(opened)
    }
}

fn not_a_file(path: &Path, found: FoundInstead) -> JournalError {
    JournalError::NotAFile {
        path: path.to_owned(),
        found,
    }
}

/// Why a file could not be opened, by what stands there.
fn unopened(path: &Path, source: io::Error) -> JournalError {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_symlink() => not_a_file(path, FoundInstead::Link),
        Ok(meta) if meta.is_dir() => not_a_file(path, FoundInstead::Folder),
        Ok(meta) if !meta.is_file() => not_a_file(path, FoundInstead::Special),
        Err(error) if error.kind() == io::ErrorKind::NotFound => JournalError::Missing {
            path: path.to_owned(),
        },
        Ok(_) | Err(_) => failed(path, Doing::Open)(source),
    }
}

/// Follow no link, and do not wait for the other end of a pipe.
#[cfg(unix)]
fn guard(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    options.mode(0o600).custom_flags(flags.cast_signed());
}

#[cfg(not(unix))]
fn guard(_: &mut OpenOptions) {}

/// Makes a private file that is not there yet.
pub(super) fn create(path: &Path) -> Result<File, JournalError> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create_new(true);
    guard(&mut options);
    let file = options.open(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => JournalError::Exists {
            path: path.to_owned(),
        },
        _ => failed(path, Doing::Create)(source),
    })?;
    match make_private(&file, 0o600) {
        Err(error) if !without_modes(&error) => Err(failed(path, Doing::Create)(error)),
        Ok(()) | Err(_) => Ok(file),
    }
}

/// Whether a file system says that it knows no modes, as those of memory sticks do.
fn without_modes(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported
    )
}

/// Takes away what the umask should not have left, and gives back what it should not have taken.
#[cfg(unix)]
fn make_private(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn make_private(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

/// The folder of a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    }
}

/// Makes a folder, and those above it that are missing, private.
pub(super) fn create_folder(storage: &impl Storage, folder: &Path) -> Result<(), JournalError> {
    if folder.is_dir() {
        return Ok(());
    }
    create_folder(storage, folder_of(folder))?;
    let made = create_private_folder(folder);
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(failed(folder, Doing::Create)(error)),
        Ok(()) => storage
            .sync_folder(folder_of(folder))
            .map_err(failed(folder, Doing::Create)),
    }
}

#[cfg(unix)]
fn create_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    fs::DirBuilder::new().mode(0o700).create(folder)?;
    let private = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    private.or_else(|error| {
        if without_modes(&error) {
            Ok(())
        } else {
            Err(error)
        }
    })
}

#[cfg(not(unix))]
fn create_private_folder(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().create(folder)
}

/// That a folder is there.
pub(super) fn existing_folder(folder: &Path) -> Result<(), JournalError> {
    let path = || folder.to_owned();
    match fs::metadata(folder) {
        Ok(meta) if meta.is_dir() => Ok(()),
        Ok(_) => Err(JournalError::NotAFolder { path: path() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(JournalError::NoFolder { path: path() })
        }
        Err(error) => Err(failed(folder, Doing::Open)(error)),
    }
}

/// Makes the disk keep a file and its name; whether it has confirmed both.
pub(super) fn settle(storage: &impl Storage, path: &Path) -> bool {
    let synced = open(path, Access::Read).is_ok_and(|file| storage.sync(&file).is_ok());
    cfg!(unix) && synced && storage.sync_folder(folder_of(path)).is_ok()
}

/// How a lock is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lock {
    Shared,
    Exclusive,
}

/// Locks a file until it is closed, waiting two seconds at most.
pub(super) fn lock(
    storage: &impl Storage,
    file: &File,
    path: &Path,
    how: Lock,
) -> Result<(), JournalError> {
    const STEP: Duration = Duration::from_millis(5);
    const STEPS: u32 = 400;
    for _ in 0..STEPS {
        let held = match how {
            Lock::Shared => file.try_lock_shared(),
            Lock::Exclusive => file.try_lock(),
        };
        match held {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => storage.pause(STEP),
            Err(TryLockError::Error(source)) => return Err(failed(path, Doing::Lock)(source)),
        }
    }
    Err(JournalError::Busy {
        path: path.to_owned(),
    })
}

/// Whether a path still leads to an open file.
#[cfg(unix)]
pub(super) fn is_same(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (here, there) = (file.metadata()?, fs::symlink_metadata(path)?);
    Ok((here.dev(), here.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
pub(super) fn is_same(_: &File, _: &Path) -> io::Result<bool> {
    // An open file cannot be replaced there.
    Ok(true)
}

/// How many bytes a file has, if it may have so many.
pub(super) fn length(file: &File, path: &Path) -> Result<usize, JournalError> {
    let bytes = file.metadata().map_err(failed(path, Doing::Read))?.len();
    match usize::try_from(bytes) {
        Ok(length) if bytes <= MAX_FILE_BYTES => Ok(length),
        Ok(_) | Err(_) => Err(JournalError::TooBig {
            path: path.to_owned(),
            bytes,
        }),
    }
}

/// Reads journals, one after the other, into the same memory.
#[derive(Debug, Default)]
pub struct Reader {
    memory: Vec<u8>,
    lines: Memory<Event>,
}

impl Reader {
    /// Reads and verifies a journal, without writing anything.
    ///
    /// # Errors
    /// What is no diary, or not one that this version reads. Damage behind the first line is no error
    /// but part of the reading.
    pub fn read(&mut self, path: &Path) -> Result<Reading, JournalError> {
        let mut lines = std::mem::take(&mut self.lines);
        let loaded = file::load(&Disk, path, self, &mut lines);
        self.lines = lines;
        loaded.map(|(reading, _)| reading)
    }

    /// The bytes of a file from `offset` on.
    pub(super) fn fill(
        &mut self,
        storage: &impl Storage,
        file: &File,
        path: &Path,
        offset: u64,
    ) -> Result<&[u8], JournalError> {
        let length = length(file, path)? as u64;
        let wanted = usize::try_from(length.saturating_sub(offset)).unwrap_or(usize::MAX);
        self.up_to(wanted, storage, file, path, offset)
    }

    /// The next of the bytes that are `left` from `offset` on: few enough to stay in the processor's cache
    /// until they are verified, and to need few new pages of memory. A line longer than that is read
    /// together with everything behind it.
    pub(super) fn piece(
        &mut self,
        storage: &impl Storage,
        file: &File,
        path: &Path,
        offset: u64,
        left: usize,
    ) -> Result<&[u8], JournalError> {
        const PIECE: usize = 32 * 1024;
        self.up_to(left.min(PIECE), storage, file, path, offset)
    }

    fn up_to(
        &mut self,
        wanted: usize,
        storage: &impl Storage,
        file: &File,
        path: &Path,
        offset: u64,
    ) -> Result<&[u8], JournalError> {
        const LINE_OF_CACHE: usize = 64;
        if self.memory.len() < wanted + LINE_OF_CACHE {
            self.memory = vec![0; wanted + LINE_OF_CACHE];
        }
        // Reading to an aligned place is several times faster for a large file.
        let start = self
            .memory
            .as_ptr()
            .align_offset(LINE_OF_CACHE)
            .min(LINE_OF_CACHE);
        let into = &mut self.memory[start..start + wanted];
        let mut filled = 0;
        while filled < wanted {
            let at = offset + filled as u64;
            match storage.read(file, at, &mut into[filled..]) {
                Ok(0) => break,
                Ok(more) => filled += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed(path, Doing::Read)(error)),
            }
        }
        Ok(&into[..filled])
    }
}

/// Writes a new private file, whole or not at all.
///
/// The bytes are written and synced under another name first, so that an interruption leaves no half
/// file under the wanted one.
pub(super) fn write_new(
    storage: &impl Storage,
    path: &Path,
    bytes: &[u8],
) -> Result<(), JournalError> {
    create_folder(storage, folder_of(path))?;
    write_into_folder(storage, path, bytes)
}

/// [`write_new`] where the folder is there already. A folder that is not is never made: that of a
/// memory stick which was pulled out would come to lie on the computer's own disk.
pub(super) fn write_into_folder(
    storage: &impl Storage,
    path: &Path,
    bytes: &[u8],
) -> Result<(), JournalError> {
    let folder = folder_of(path);
    let exists = || JournalError::Exists {
        path: path.to_owned(),
    };
    if fs::symlink_metadata(path).is_ok() {
        return Err(exists());
    }
    let draft = draft_name(path)?;
    // The draft's own name says nothing to anybody.
    let written = write_whole(storage, &draft, bytes).map_err(|error| match error {
        JournalError::Io { doing, source, .. } => failed(path, doing)(source),
        error => error,
    });
    let published = written.and_then(|()| {
        match storage.publish(&draft, path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(exists()),
            // Memory sticks know no links.
            Err(error) if without_modes(&error) => write_whole(storage, path, bytes),
            Err(error) => Err(failed(path, Doing::Create)(error)),
        }
    });
    // A draft that stays behind does no harm; what was asked for is done or not done regardless.
    let _ = fs::remove_file(&draft);
    published?;
    storage
        .sync_folder(folder)
        .map_err(failed(path, Doing::Sync))
}

/// A name beside a file that nothing has yet.
pub(super) fn draft_name(path: &Path) -> Result<PathBuf, JournalError> {
    let id = file::fresh_id()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(path.with_file_name(format!(".{name}.new-{id}")))
}

/// Writes and syncs a new file; on failure it is gone again.
pub(super) fn write_whole(
    storage: &impl Storage,
    path: &Path,
    bytes: &[u8],
) -> Result<(), JournalError> {
    let file = create(path)?;
    let written = write_all(storage, &file, bytes);
    let synced = written.and_then(|()| storage.sync(&file));
    synced.map_err(|error| {
        // The error is what counts; this file was made here and nobody has seen it.
        let _ = fs::remove_file(path);
        failed(path, Doing::Write)(error)
    })
}

/// Writes in one call, an interruption before the first byte excepted.
pub(super) fn write_all(storage: &impl Storage, file: &File, bytes: &[u8]) -> io::Result<()> {
    loop {
        match storage.write(file, bytes) {
            Ok(written) if written == bytes.len() => return Ok(()),
            Ok(_) => {
                return Err(io::Error::new(
                    io::ErrorKind::StorageFull,
                    "only a part could be written",
                ));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
