//! The tables of an export on disk: a folder with one file for each.
//!
//! They are written under other names, part by part, and get their own only when all of them are whole and on
//! the disk; the table of diaries gets its name last. An interruption leaves hidden drafts and no half table.
//! What a table says never enters here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::journal::{Disk, JournalError, Storage, existing_folder, fresh_id};
use crate::report::ReportError;
use crate::report::export::{Parts, Table};
use crate::report::table::Form;

/// Why tables are not written.
#[derive(Debug, thiserror::Error)]
pub enum TablesError {
    /// A table of that name stands there, and nobody said that it may be replaced.
    #[error("{path}: stands there already", path = .0.display())]
    Exists(PathBuf),
    /// A folder, a link or a device has the name of a table.
    #[error("{path}: no ordinary file", path = .0.display())]
    NotAFile(PathBuf),
    /// What the tables are to be in is a file.
    #[error("{path}: no folder", path = .0.display())]
    NotAFolder(PathBuf),
    /// The folder in which the folder is to be made.
    #[error(transparent)]
    Folder(#[from] JournalError),
    /// The system refuses.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The rows.
    #[error(transparent)]
    Report(#[from] ReportError),
}

/// Tables that are being written. Dropped before [`Writing::finish`], it takes its drafts away again.
#[derive(Debug)]
pub struct Writing {
    folder: PathBuf,
    /// Whether the folder was made for them.
    is_new: bool,
    form: Form,
    drafts: Vec<Draft>,
}

#[derive(Debug)]
struct Draft {
    table: Table,
    path: PathBuf,
    file: BufWriter<File>,
    /// Whether it has a row.
    has_rows: bool,
}

impl Writing {
    /// Begins the tables in a folder, which is made if it is not there; that which it stands in is never made.
    ///
    /// # Errors
    /// A table stands there and may not be replaced, or the system refuses. Nothing is changed then.
    pub fn begin(folder: &Path, form: Form, may_replace: bool) -> Result<Writing, TablesError> {
        let is_new = match fs::metadata(folder) {
            Ok(meta) if meta.is_dir() => false,
            Ok(_) => return Err(TablesError::NotAFolder(folder.to_owned())),
            Err(_) => {
                let above = folder
                    .parent()
                    .filter(|above| !above.as_os_str().is_empty());
                existing_folder(above.unwrap_or(Path::new(".")))?;
                make_folder(folder).map_err(failed(folder))?;
                true
            }
        };
        let mut writing = Writing {
            folder: folder.to_owned(),
            is_new,
            form,
            drafts: Vec::new(),
        };
        for table in Table::ALL {
            let path = writing.path(table);
            match fs::symlink_metadata(&path) {
                Ok(meta) if !meta.is_file() => return Err(TablesError::NotAFile(path)),
                Ok(_) if !may_replace => return Err(TablesError::Exists(path)),
                Ok(_) | Err(_) => {}
            }
        }
        let id = fresh_id()?;
        for table in Table::ALL {
            let path = writing.path(table);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let draft = path.with_file_name(format!(".{name}.new-{id}"));
            let file = create(&draft).map_err(failed(&path))?;
            writing.drafts.push(Draft {
                table,
                path: draft,
                file: BufWriter::with_capacity(64 * 1024, file),
                has_rows: false,
            });
            let head = table.columns().head(form)?;
            writing.write(writing.drafts.len() - 1, head.as_bytes())?;
        }
        Ok(writing)
    }

    fn path(&self, table: Table) -> PathBuf {
        let ending = self.form.ending();
        self.folder.join(format!("{}.{ending}", table.name()))
    }

    fn write(&mut self, draft: usize, bytes: &[u8]) -> Result<(), TablesError> {
        let Draft { file, table, .. } = &mut self.drafts[draft];
        let table = *table;
        let written = file.write_all(bytes);
        written.map_err(failed(&self.path(table)))
    }

    /// Adds rows behind those that are there.
    ///
    /// # Errors
    /// The system refuses; the tables cannot be finished then.
    pub fn add(&mut self, parts: &Parts) -> Result<(), TablesError> {
        for (place, (_, rows)) in parts.iter().enumerate().filter(|(_, (_, r))| !r.is_empty()) {
            let draft = &mut self.drafts[place];
            if std::mem::replace(&mut draft.has_rows, true) {
                self.write(place, self.form.between().as_bytes())?;
            }
            self.write(place, rows.as_bytes())?;
        }
        Ok(())
    }

    /// Ends the tables and gives each its name.
    ///
    /// # Errors
    /// The system refuses: the tables that were there before are there still, or at worst some of them are
    /// the new ones, and there is no table of diaries.
    pub fn finish(mut self) -> Result<(), TablesError> {
        for place in 0..self.drafts.len() {
            self.write(place, self.form.foot().as_bytes())?;
            let Draft { file, table, .. } = &mut self.drafts[place];
            let table = *table;
            let synced = file.flush().and_then(|()| file.get_ref().sync_all());
            synced.map_err(failed(&self.path(table)))?;
        }
        let last = self.path(Table::Diaries);
        match fs::remove_file(&last) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(failed(&last)(error));
            }
            Ok(()) | Err(_) => {}
        }
        for draft in &self.drafts {
            let path = self.path(draft.table);
            fs::rename(&draft.path, &path).map_err(failed(&path))?;
        }
        self.is_new = false;
        let synced = Disk.sync_folder(&self.folder);
        synced.map_err(failed(&self.folder))
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        // Made here, and seen by nobody; those that have their names already are not found any more.
        for draft in &self.drafts {
            let _ = fs::remove_file(&draft.path);
        }
        if self.is_new {
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> TablesError {
    move |source| TablesError::Io {
        path: path.to_owned(),
        source,
    }
}

/// Makes a private file that is not there yet.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a private folder.
fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
