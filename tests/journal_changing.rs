//! A file that another program changes while it is read.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic and print"
)]

mod support;

use std::cell::Cell;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use dosebook::domain::entry::Event;
use dosebook::journal::{Disk, Journal, Storage};
use support::{diary, in_folder};

/// The real disk, on which a file becomes another length at one of its readings.
struct Changing {
    path: PathBuf,
    at: usize,
    becomes: Vec<u8>,
    readings: Cell<usize>,
}

impl Storage for &Changing {
    fn read(&self, file: &File, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        if self.readings.replace(self.readings.get() + 1) == self.at {
            // The same file, not another one of its name.
            let open = File::options().write(true).open(&self.path)?;
            open.set_len(0)?;
            io::Write::write_all(&mut &open, &self.becomes)?;
        }
        Disk.read(file, offset, into)
    }
    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        Disk.write(file, bytes)
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        Disk.sync(file)
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
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        Disk.sync_folder(folder)
    }
    fn pause(&self, _: Duration) {}
}

#[test]
fn a_file_that_is_cut_or_grows_while_it_is_read_gives_only_entries_that_were_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    // Several readings long.
    drop(diary(&path, 300));
    let whole = std::fs::read(&path).unwrap();
    let grown = in_folder(&tempfile::tempdir().unwrap());
    std::fs::create_dir_all(grown.parent().unwrap()).unwrap();
    drop(diary(&grown, 400));
    let grown = std::fs::read(&grown).unwrap();
    assert!(grown.starts_with(&whole));
    let (short, middle) = (whole.len() / 3, whole.len() / 2 + 17);
    let others = [&whole[..0], &whole[..short], &whole[..middle], &grown];
    let mut changed = 0;
    for becomes in others {
        for at in 0..8 {
            std::fs::write(&path, &whole).unwrap();
            let disk = Changing {
                path: path.clone(),
                at,
                becomes: becomes.to_vec(),
                readings: Cell::new(0),
            };
            let opened = Journal::<_, Event>::open_on(&disk, &path);
            changed += usize::from(disk.readings.get() > at);
            // Nothing at all is left, at worst: that is said.
            let Ok((_, reading)) = opened else {
                assert!(becomes.is_empty());
                continue;
            };
            assert!(reading.damage.is_none());
            assert!(reading.bytes as usize <= grown.len());
            let seqs = reading.entries.iter().map(|entry| entry.seq);
            assert!(seqs.eq(1..=reading.entries.len() as u64));
        }
    }
    assert!(changed > 8, "no reading met a change");
}
