//! A file that grows large and is to be on the disk in the end: the system begins with what is written while the
//! rest is still being made, so that little is left to wait for.
//!
//! What is written never enters here.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::thread::{self, JoinHandle};

/// After so many bytes the next sync begins: more than the small files of an export have, and a fraction of a
/// second's work for a disk.
const EVERY: usize = 8 << 20;

/// A file whose content goes to the disk while more of it is made.
#[derive(Debug)]
pub(super) struct Growing {
    file: File,
    every: usize,
    /// How many bytes were written since the last sync began.
    since: usize,
    syncing: Option<JoinHandle<io::Result<()>>>,
}

impl Growing {
    pub(super) fn new(file: File) -> Growing {
        Growing::syncing_every(file, EVERY)
    }

    fn syncing_every(file: File, every: usize) -> Growing {
        Growing {
            file,
            every,
            since: 0,
            syncing: None,
        }
    }

    /// Waits until all of it is on the disk.
    ///
    /// # Errors
    /// It is not, or a part of it could not be.
    pub(super) fn sync_all(&mut self) -> io::Result<()> {
        self.join()?;
        self.file.sync_all()
    }

    /// Begins to bring to the disk what is there, unless that is still going on.
    fn begin_sync(&mut self) -> io::Result<()> {
        if self.syncing.as_ref().is_some_and(|s| !s.is_finished()) {
            return Ok(());
        }
        self.join()?;
        self.since = 0;
        // Where the system has no handle or no thread left, all of it is synced in the end.
        self.syncing = self.file.try_clone().ok().and_then(|file| {
            let begun = thread::Builder::new().spawn(move || file.sync_data());
            begun.ok()
        });
        Ok(())
    }

    /// The end of the sync that goes on, if one does. The system names a failure once: it must not be lost here.
    fn join(&mut self) -> io::Result<()> {
        match self.syncing.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(synced)) => synced,
            Some(Err(_)) => Err(io::Error::other("the sync of the file has panicked")),
        }
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // First, since who is told of a failure may write the same bytes once more.
        if self.since >= self.every {
            self.begin_sync()?;
        }
        let written = self.file.write(bytes)?;
        self.since += written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Growing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_synced_on_the_way_is_written_once_and_in_its_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        let mut growing = Growing::syncing_every(File::create(&path).unwrap(), 1000);
        let mut wanted = Vec::new();
        for number in 0..2000 {
            let line = format!("{number}\n");
            growing.write_all(line.as_bytes()).unwrap();
            wanted.extend_from_slice(line.as_bytes());
        }
        growing.seek(SeekFrom::Start(0)).unwrap();
        growing.write_all(b"x").unwrap();
        wanted[0] = b'x';
        growing.sync_all().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), wanted);
    }

    #[cfg(unix)]
    #[test]
    fn a_sync_that_failed_on_the_way_is_told_of_before_more_is_written() {
        // A pipe has nothing to be synced to.
        let (mut reader, writer) = io::pipe().unwrap();
        let mut growing = Growing::syncing_every(std::os::fd::OwnedFd::from(writer).into(), 1);
        let mut wanted = Vec::new();
        while growing.write_all(b"x").is_ok() {
            wanted.push(b'x');
            thread::yield_now();
        }
        drop(growing);
        let mut written = Vec::new();
        reader.read_to_end(&mut written).unwrap();
        assert_eq!(written, wanted);
    }

    #[cfg(unix)]
    #[test]
    fn a_sync_that_goes_on_and_fails_is_told_of_in_the_end() {
        let (_reader, writer) = io::pipe().unwrap();
        let mut growing = Growing::syncing_every(std::os::fd::OwnedFd::from(writer).into(), 1);
        growing.write_all(b"x").unwrap();
        growing.begin_sync().unwrap();
        assert!(growing.join().is_err());
    }
}
