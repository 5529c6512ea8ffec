//! Files that appear in a folder together, each of them whole, or not at all.
//!
//! They are written under other names, a piece at a time, and get their own only when all of them are whole and
//! on the disk; the last one named gets its name last. An interruption leaves hidden drafts and no half file.
//! What is written never enters here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::journal::{Disk, JournalError, Storage, existing_folder, fresh_id, subject_of};

/// Why files are not written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// A file of that name stands there, and nobody said that it may be replaced.
    #[error("{path}: stands there already", path = .0.display())]
    Exists(PathBuf),
    /// Something stands where a folder is to be that is never replaced.
    #[error("{path}: stands there already", path = .0.display())]
    Taken(PathBuf),
    /// A folder, a link or a device has the name of a file.
    #[error("{path}: no ordinary file", path = .0.display())]
    NotAFile(PathBuf),
    /// A diary or a site record has the name of a file: it is never replaced.
    #[error("{path}: a diary", path = .0.display())]
    ADiary(PathBuf),
    /// What the files are to be in is a file.
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
}

/// Files that are being written. Dropped before [`Drafts::finish`], it takes them away again.
#[derive(Debug)]
pub struct Drafts {
    folder: PathBuf,
    /// Whether the folder was made for them.
    is_new: bool,
    drafts: Vec<Draft>,
}

#[derive(Debug)]
struct Draft {
    /// Where it will be.
    path: PathBuf,
    /// Where it is.
    draft: PathBuf,
    file: BufWriter<File>,
    /// Whether it is not to be there in the end.
    is_left_out: bool,
}

impl Drafts {
    /// Begins one file, in a folder that is there.
    ///
    /// # Errors
    /// A file stands there and may not be replaced, or the system refuses. Nothing is changed then.
    pub fn of_file(path: &Path, may_replace: bool) -> Result<Drafts, FolderError> {
        let folder = path.parent();
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        existing_folder(folder)?;
        let mut drafts = Drafts::new(folder, false);
        drafts.add(vec![path.to_owned()], may_replace)?;
        Ok(drafts)
    }

    /// Begins files in a folder, which is made if it is not there; that which it stands in is never made.
    ///
    /// # Errors
    /// A file stands there and may not be replaced, or the system refuses. Nothing is changed then.
    pub fn begin(
        folder: &Path,
        names: impl IntoIterator<Item = String>,
        may_replace: bool,
    ) -> Result<Drafts, FolderError> {
        let is_new = match fs::metadata(folder) {
            Ok(meta) if meta.is_dir() => false,
            Ok(_) => return Err(FolderError::NotAFolder(folder.to_owned())),
            Err(_) => {
                let above = folder
                    .parent()
                    .filter(|above| !above.as_os_str().is_empty());
                existing_folder(above.unwrap_or(Path::new(".")))?;
                make_folder(folder).map_err(failed(folder))?;
                true
            }
        };
        let mut drafts = Drafts::new(folder, is_new);
        let paths = names.into_iter().map(|name| folder.join(name));
        drafts.add(paths.collect(), may_replace)?;
        Ok(drafts)
    }

    fn new(folder: &Path, is_new: bool) -> Drafts {
        Drafts {
            folder: folder.to_owned(),
            is_new,
            drafts: Vec::new(),
        }
    }

    fn add(&mut self, paths: Vec<PathBuf>, may_replace: bool) -> Result<(), FolderError> {
        for path in &paths {
            match fs::symlink_metadata(path) {
                Ok(meta) if !meta.is_file() => return Err(FolderError::NotAFile(path.clone())),
                Ok(_) if !may_replace => return Err(FolderError::Exists(path.clone())),
                Ok(_) if subject_of(path).is_some() => {
                    return Err(FolderError::ADiary(path.clone()));
                }
                Ok(_) | Err(_) => {}
            }
        }
        let id = fresh_id()?;
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let draft = path.with_file_name(format!(".{name}.new-{id}"));
            let file = create(&draft).map_err(failed(&path))?;
            self.drafts.push(Draft {
                path,
                draft,
                file: BufWriter::with_capacity(64 * 1024, file),
                is_left_out: false,
            });
        }
        Ok(())
    }

    /// Writes behind what a file has, by its place among the names.
    ///
    /// # Errors
    /// The system refuses; the files cannot be finished then.
    pub fn write(&mut self, place: usize, bytes: &[u8]) -> Result<(), FolderError> {
        let Draft { file, path, .. } = &mut self.drafts[place];
        file.write_all(bytes).map_err(failed(path))
    }

    /// Writes over what a file has at a distance from its beginning.
    ///
    /// # Errors
    /// As [`Drafts::write`].
    pub fn write_over(&mut self, place: usize, at: u64, bytes: &[u8]) -> Result<(), FolderError> {
        let Draft { file, path, .. } = &mut self.drafts[place];
        let mut over = || -> io::Result<()> {
            file.seek(SeekFrom::Start(at))?;
            file.write_all(bytes)?;
            file.seek(SeekFrom::End(0))?;
            Ok(())
        };
        over().map_err(failed(path))
    }

    /// Leaves a file out: when the others get their names, one that stands under its name is taken away.
    pub fn leave_out(&mut self, place: usize) {
        self.drafts[place].is_left_out = true;
    }

    /// Gives each file its name.
    ///
    /// # Errors
    /// The system refuses: the files that were there before are there still, or at worst some of them are
    /// the new ones, and of several the last one named is not there.
    pub fn finish(mut self) -> Result<(), FolderError> {
        for Draft { file, path, .. } in &mut self.drafts {
            let synced = file.flush().and_then(|()| file.get_ref().sync_all());
            synced.map_err(failed(path))?;
        }
        // One file alone is replaced in one step.
        if let [_, .., Draft { path: last, .. }] = &self.drafts[..] {
            remove(last)?;
        }
        for Draft {
            draft,
            path,
            is_left_out,
            ..
        } in &self.drafts
        {
            match is_left_out {
                true => remove(path)?,
                false => fs::rename(draft, path).map_err(failed(path))?,
            }
        }
        self.is_new = false;
        let synced = Disk.sync_folder(&self.folder);
        synced.map_err(failed(&self.folder))
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        // Made here, and seen by nobody; those that have their names already are not found any more.
        for Draft { draft, .. } in &self.drafts {
            let _ = fs::remove_file(draft);
        }
        if self.is_new {
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// Takes a file away, if it is there.
fn remove(path: &Path) -> Result<(), FolderError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

pub(super) fn failed(path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    move |source| FolderError::Io {
        path: path.to_owned(),
        source,
    }
}

/// Makes a private file that is not there yet.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a private folder.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
