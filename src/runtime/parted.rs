//! The tables of an export in parts: a folder for each table, with files of bounded size in it.
//!
//! For programs that read many files side by side. A participant is in one part, and the same part of every table is
//! about the same participants. All of it is written in a hidden folder, which gets its name in one step when
//! everything is whole and on the disk. What a table says never enters here.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use super::drafts::{FolderError, create, failed, folder_of, make_folder};
use super::growing::Growing;
use crate::journal::{Disk, Storage, existing_folder, fresh_id};
use crate::report::export::{Parts, Table};
use crate::report::table::Form;

/// A part ends with the participant with whom one of its files reaches so many bytes.
pub const PART_BYTES: u64 = 64 << 20;

/// Tables that are being written in parts. Dropped before [`Parted::finish`], it takes them away again.
#[derive(Debug)]
pub struct Parted {
    /// Where they will be.
    folder: PathBuf,
    /// Where they are.
    draft: PathBuf,
    limit: u64,
    /// How many parts were begun.
    parts: usize,
    /// The last of them, in the order of [`Table::ALL`].
    files: Vec<PartFile>,
    /// The one before it goes to the disk while the last one is made.
    syncing: Option<JoinHandle<Result<(), FolderError>>>,
}

#[derive(Debug)]
struct PartFile {
    path: PathBuf,
    file: BufWriter<Growing>,
    bytes: u64,
}

impl Parted {
    /// Begins the tables in a new folder; that which it stands in is never made. A part ends with the participant
    /// with whom one of its files reaches `limit` bytes.
    ///
    /// # Errors
    /// Something has the name of the folder, or the system refuses. Nothing is changed then.
    pub fn begin(folder: &Path, limit: u64) -> Result<Parted, FolderError> {
        let name = match folder.file_name() {
            Some(name) if fs::symlink_metadata(folder).is_err() => name.to_string_lossy(),
            Some(_) | None => return Err(FolderError::Taken(folder.to_owned())),
        };
        existing_folder(folder_of(folder))?;
        let draft = folder_of(folder).join(format!(".{name}.new-{}", fresh_id()?));
        make_folder(&draft).map_err(failed(folder))?;
        let mut parted = Parted {
            folder: folder.to_owned(),
            draft,
            limit,
            parts: 0,
            files: Vec::new(),
            syncing: None,
        };
        for table in Table::ALL {
            let of_table = parted.draft.join(table.name());
            make_folder(&of_table).map_err(failed(&of_table))?;
        }
        parted.next_part()?;
        Ok(parted)
    }

    /// Adds what there is about a participant behind what is there, or as the first of a new part.
    ///
    /// # Errors
    /// The system refuses; the tables cannot be finished then.
    pub fn add(&mut self, parts: &Parts) -> Result<(), FolderError> {
        if self.files.iter().any(|part| part.bytes >= self.limit) {
            self.next_part()?;
        }
        for (part, (_, rows)) in self.files.iter_mut().zip(parts.iter()) {
            let PartFile { path, file, bytes } = part;
            file.write_all(rows.as_bytes()).map_err(failed(path))?;
            *bytes = bytes.saturating_add(rows.len() as u64);
        }
        Ok(())
    }

    /// Gives the folder its name; in how many parts each table is.
    ///
    /// # Errors
    /// The system refuses: there is no folder then.
    pub fn finish(mut self) -> Result<usize, FolderError> {
        self.end_part()?;
        self.wait()?;
        let sync = |folder: &Path| Disk.sync_folder(folder).map_err(failed(folder));
        for table in Table::ALL {
            sync(&self.draft.join(table.name()))?;
        }
        sync(&self.draft)?;
        fs::rename(&self.draft, &self.folder).map_err(failed(&self.folder))?;
        sync(folder_of(&self.folder))?;
        Ok(self.parts)
    }

    fn next_part(&mut self) -> Result<(), FolderError> {
        self.end_part()?;
        let ending = Form::Ndjson.ending();
        let name = format!("part-{:05}.{ending}", self.parts);
        for table in Table::ALL {
            let path = self.draft.join(table.name()).join(&name);
            let file = create(&path).map_err(failed(&path))?;
            self.files.push(PartFile {
                path,
                file: BufWriter::with_capacity(64 * 1024, Growing::new(file)),
                bytes: 0,
            });
        }
        self.parts += 1;
        Ok(())
    }

    fn end_part(&mut self) -> Result<(), FolderError> {
        self.wait()?;
        let ended: Vec<PartFile> = self.files.drain(..).collect();
        self.syncing = Some(thread::spawn(move || {
            for PartFile { path, mut file, .. } in ended {
                let synced = file.flush().and_then(|()| file.get_mut().sync_all());
                synced.map_err(failed(&path))?;
            }
            Ok(())
        }));
        Ok(())
    }

    /// Waits until the part that goes to the disk is there.
    fn wait(&mut self) -> Result<(), FolderError> {
        match self.syncing.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(synced)) => synced,
            Some(Err(_)) => {
                let panicked = io::Error::other("the sync of a part has panicked");
                Err(failed(&self.folder)(panicked))
            }
        }
    }
}

impl Drop for Parted {
    fn drop(&mut self) {
        // Whatever became of it, nothing may be written any more where it is taken away.
        let _ = self.wait();
        // Made here, and seen by nobody; once it has its name it is not found any more.
        let _ = fs::remove_dir_all(&self.draft);
    }
}
