//! A journal that is made in memory and written as a whole: for made-up data, where thousands are wanted.
//!
//! Its lines are composed and read back as those of every journal are; only the file comes at the end.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::chain::Chain;
use super::error::{JournalError, Problem};
use super::file::{Batch, Stamp};
use super::hash::Head;
use super::storage::{self, Disk, Storage};
use crate::domain::entry::{Content, Entry};

/// A journal in memory.
#[derive(Debug)]
pub struct Composed {
    chain: Chain,
    bytes: Vec<u8>,
}

impl Default for Composed {
    fn default() -> Composed {
        Composed {
            chain: Chain::new(),
            bytes: Vec::new(),
        }
    }
}

impl Composed {
    /// Adds entries, as one recording does.
    ///
    /// # Errors
    /// A line that could not be read.
    pub fn add<E: Content>(
        &mut self,
        stamp: &Stamp,
        events: Vec<E>,
    ) -> Result<Vec<Entry<E>>, Problem> {
        let batch = Batch::new(&self.chain, stamp, events)?;
        self.bytes.extend_from_slice(&batch.bytes);
        Ok(batch.adopt(&mut self.chain))
    }

    /// The last line.
    pub fn head(&self) -> Head {
        self.chain.head
    }

    /// Writes it as a new private file in a folder that is there.
    ///
    /// # Errors
    /// Something stands there already, or the system refuses.
    pub fn write(&self, storage: &impl Storage, path: &Path) -> Result<(), JournalError> {
        storage::write_into_folder(storage, path, &self.bytes)
    }
}

/// The real disk, for what can be made again: nothing waits until the disk has it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unsynced;

impl Storage for Unsynced {
    fn read(&self, file: &File, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        Disk.read(file, offset, into)
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        Disk.write(file, bytes)
    }

    fn sync(&self, _: &File) -> io::Result<()> {
        Ok(())
    }

    fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        Disk.cut(file, length)
    }

    fn publish(&self, finished: &Path, name: &Path) -> io::Result<()> {
        Disk.publish(finished, name)
    }

    fn replace(&self, finished: &Path, name: &Path) -> io::Result<()> {
        Disk.replace(finished, name)
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn pause(&self, time: Duration) {
        Disk.pause(time);
    }
}
