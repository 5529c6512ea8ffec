//! Files that appear in a folder together, each of them whole, or not at all.
//!
//! They are written under other names, a piece at a time, and get their own only when all of them are whole and
//! on the disk; the last one named gets its name last. An interruption leaves hidden drafts and no half file.
//! What is written never enters here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;

use super::growing::Growing;
use crate::journal::{Disk, JournalError, Storage, existing_folder, fresh_id};

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

/// A file on its way, under another name; dropped before it has its own, it is taken away again.
#[derive(Debug)]
pub struct Draft {
    /// Where it will be, or, where that is not known yet, beside what.
    path: PathBuf,
    /// Where it is.
    draft: PathBuf,
    /// Closed, where many are written before the first has its name.
    file: Option<BufWriter<Growing>>,
    is_named: bool,
}

impl Draft {
    /// Begins a file beside the place `path`.
    ///
    /// # Errors
    /// The system refuses.
    pub fn begin(path: &Path) -> Result<Draft, FolderError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let draft = path.with_file_name(format!(".{name}.new-{}", fresh_id()?));
        let file = create(&draft).map_err(failed(path))?;
        Ok(Draft {
            path: path.to_owned(),
            draft,
            file: Some(BufWriter::with_capacity(64 * 1024, Growing::new(file))),
            is_named: false,
        })
    }

    /// Writes a file to its end, beside the place `path`, and closes it.
    ///
    /// # Errors
    /// The system refuses.
    pub fn write(
        path: &Path,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Draft, FolderError> {
        let mut draft = Draft::begin(path)?;
        draft.with(|file| fill(file).and_then(|()| file.flush()))?;
        draft.file = None;
        Ok(draft)
    }

    /// Does something with the file.
    ///
    /// # Errors
    /// It is closed: what is to be written would be lost. The system refuses.
    fn with(
        &mut self,
        act: impl FnOnce(&mut BufWriter<Growing>) -> io::Result<()>,
    ) -> Result<(), FolderError> {
        let done = match &mut self.file {
            Some(file) => act(file),
            None => Err(io::Error::other("the file is closed already")),
        };
        done.map_err(failed(&self.path))
    }

    /// Waits until all of it is on the disk.
    fn sync(&mut self) -> Result<(), FolderError> {
        let synced = match &mut self.file {
            Some(file) => file.flush().and_then(|()| file.get_mut().sync_all()),
            None => {
                let file = OpenOptions::new().write(true).open(&self.draft);
                file.and_then(|file| file.sync_all())
            }
        };
        synced.map_err(failed(&self.path))
    }

    fn name(&mut self) -> Result<(), FolderError> {
        fs::rename(&self.draft, &self.path).map_err(failed(&self.path))?;
        self.is_named = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_named {
            // Made here, and seen by nobody.
            let _ = fs::remove_file(&self.draft);
        }
    }
}

/// Files that are being written. Dropped before [`Drafts::finish`], it takes them away again.
#[derive(Debug)]
pub struct Drafts {
    folder: PathBuf,
    /// Whether the folder was made for them.
    is_new: bool,
    may_replace: bool,
    /// Each, and whether it is to be there in the end.
    drafts: Vec<(Draft, bool)>,
}

impl Drafts {
    /// Begins one file, in a folder that is there.
    ///
    /// # Errors
    /// A file stands there and may not be replaced, or the system refuses. Nothing is changed then.
    pub fn of_file(path: &Path, may_replace: bool) -> Result<Drafts, FolderError> {
        let folder = folder_of(path);
        existing_folder(folder)?;
        let mut drafts = Drafts {
            folder: folder.to_owned(),
            is_new: false,
            may_replace,
            drafts: Vec::new(),
        };
        drafts.begin([path.to_owned()])?;
        Ok(drafts)
    }

    /// Begins files in a folder, which is made if it is not there; that which it stands in is never made.
    ///
    /// # Errors
    /// A file stands there and may not be replaced, or the system refuses. Nothing is changed then.
    pub fn in_folder(
        folder: &Path,
        names: impl IntoIterator<Item = String>,
        may_replace: bool,
    ) -> Result<Drafts, FolderError> {
        let is_new = match fs::metadata(folder) {
            Ok(meta) if meta.is_dir() => false,
            Ok(_) => return Err(FolderError::NotAFolder(folder.to_owned())),
            Err(_) => {
                existing_folder(folder_of(folder))?;
                make_folder(folder).map_err(failed(folder))?;
                true
            }
        };
        let mut drafts = Drafts {
            folder: folder.to_owned(),
            is_new,
            may_replace,
            drafts: Vec::new(),
        };
        drafts.begin(names.into_iter().map(|name| folder.join(name)))?;
        Ok(drafts)
    }

    fn begin(&mut self, paths: impl IntoIterator<Item = PathBuf>) -> Result<(), FolderError> {
        let paths: Vec<PathBuf> = paths.into_iter().collect();
        for path in &paths {
            check(path, self.may_replace)?;
        }
        for path in paths {
            self.drafts.push((Draft::begin(&path)?, true));
        }
        Ok(())
    }

    /// Takes over a file that is written, and what its name will be.
    ///
    /// # Errors
    /// A file stands there and may not be replaced.
    pub fn take(&mut self, mut draft: Draft, name: &str) -> Result<(), FolderError> {
        draft.path = self.folder.join(name);
        check(&draft.path, self.may_replace)?;
        self.drafts.push((draft, true));
        Ok(())
    }

    /// Writes behind what a file has, by its place among the names.
    ///
    /// # Errors
    /// The system refuses; the files cannot be finished then.
    pub fn write(&mut self, place: usize, bytes: &[u8]) -> Result<(), FolderError> {
        self.drafts[place].0.with(|file| file.write_all(bytes))
    }

    /// Writes over what a file has at a distance from its beginning.
    ///
    /// # Errors
    /// As [`Drafts::write`].
    pub fn write_over(&mut self, place: usize, at: u64, bytes: &[u8]) -> Result<(), FolderError> {
        self.drafts[place].0.with(|file| {
            file.seek(SeekFrom::Start(at))?;
            file.write_all(bytes)?;
            file.seek(SeekFrom::End(0))?;
            Ok(())
        })
    }

    /// Leaves a file out: when the others get their names, one that stands under its name is taken away.
    pub fn leave_out(&mut self, place: usize) {
        self.drafts[place].1 = false;
    }

    /// Waits until all of them are on the disk. Of many files, some are waited for side by side: a disk takes them
    /// together.
    fn sync(&mut self) -> Result<(), FolderError> {
        const MANY: usize = 100;
        const SIDE_BY_SIDE: usize = 8;
        let sync = |drafts: &mut [(Draft, bool)]| {
            let mut kept = drafts.iter_mut().filter(|(_, is_kept)| *is_kept);
            kept.try_for_each(|(draft, _)| draft.sync())
        };
        if self.drafts.len() < MANY {
            return sync(&mut self.drafts);
        }
        let each = self.drafts.len().div_ceil(SIDE_BY_SIDE);
        thread::scope(|scope| {
            let parts = self.drafts.chunks_mut(each);
            let waiting: Vec<_> = parts.map(|part| scope.spawn(move || sync(part))).collect();
            waiting.into_iter().try_for_each(|thread| {
                let synced = thread.join();
                synced.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
        })
    }

    /// Gives each file its name.
    ///
    /// # Errors
    /// The system refuses: the files that were there before are there still, or at worst some of them are
    /// the new ones, and of several the last one named is not there.
    pub fn finish(mut self) -> Result<(), FolderError> {
        self.sync()?;
        // One file alone is replaced in one step.
        if let [_, .., (last, _)] = &self.drafts[..] {
            remove(&last.path)?;
        }
        for (draft, is_kept) in &mut self.drafts {
            match *is_kept {
                true => draft.name()?,
                false => remove(&draft.path)?,
            }
        }
        self.is_new = false;
        let synced = Disk.sync_folder(&self.folder);
        synced.map_err(failed(&self.folder))
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        self.drafts.clear();
        if self.is_new {
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// Whether a file may be written there.
fn check(path: &Path, may_replace: bool) -> Result<(), FolderError> {
    match fs::symlink_metadata(path) {
        Ok(meta) if !meta.is_file() => Err(FolderError::NotAFile(path.to_owned())),
        Ok(_) if !may_replace => Err(FolderError::Exists(path.to_owned())),
        Ok(_) if is_diary(path) => Err(FolderError::ADiary(path.to_owned())),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether a diary or a site record stands there, by how it begins, or, so damaged that nothing can be read, by
/// its name.
fn is_diary(path: &Path) -> bool {
    const FIRST: &[u8] = b"{\"seq\":1,";
    let begins_so = || {
        let mut first = [0; FIRST.len()];
        let read = File::open(path).and_then(|mut file| file.read_exact(&mut first));
        read.is_ok() && first == FIRST
    };
    path.extension().is_some_and(|ending| ending == "jsonl") || begins_so()
}

/// What a file or a folder stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent();
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// So many drafts of a folder, each with its name in it.
    fn many(folder: &Path) -> Drafts {
        let mut drafts = Drafts::in_folder(folder, [], false).unwrap();
        for number in 0..250 {
            let name = format!("{number}.html");
            let draft = Draft::write(&folder.join("x"), |to| to.write_all(name.as_bytes()));
            drafts.take(draft.unwrap(), &name).unwrap();
        }
        drafts
    }

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn many_files_get_their_names_together() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("out");
        many(&folder).finish().unwrap();
        assert_eq!(names(&folder), 250);
        assert_eq!(fs::read(folder.join("249.html")).unwrap(), b"249.html");
    }

    #[test]
    fn of_many_files_none_gets_its_name_where_one_cannot_be_brought_to_the_disk() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("out");
        let drafts = many(&folder);
        fs::remove_file(&drafts.drafts[200].0.draft).unwrap();
        assert!(drafts.finish().is_err());
        assert!(!folder.exists());
    }
}
