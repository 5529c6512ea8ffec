//! A file that a command writes where somebody asked for it: private, whole or not at all, and never over what
//! stands there without being told to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::cli::error::Failure;
use crate::cli::files::shown;
use crate::journal::{fresh_id, read};
use crate::text::Text;

/// A file on its way, under another name; dropped before it has its own, it is taken away again.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    named: bool,
}

impl Draft {
    /// Writes a draft beside the place `path`.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn write(
        path: &Path,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Draft, Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let draft = path.with_file_name(format!(".{name}.new-{}", fresh_id()?));
        let failed = |source| Failure::Io {
            path: path.to_path_buf(),
            source,
        };
        let file = create(&draft).map_err(failed)?;
        let draft = Draft {
            path: draft,
            named: false,
        };
        let mut to = BufWriter::with_capacity(64 * 1024, file);
        let written = fill(&mut to)
            .and_then(|()| to.flush())
            .and_then(|()| to.get_ref().sync_all());
        written.map(|()| draft).map_err(failed)
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// Something stands there and may not be replaced, or a diary does; the system refuses.
    pub(super) fn name(mut self, text: Text, path: &Path, force: bool) -> Result<(), Failure> {
        check(text, path, force)?;
        fs::rename(&self.path, path).map_err(|source| Failure::Io {
            path: path.to_path_buf(),
            source,
        })?;
        self.named = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.named {
            // Made here, and seen by nobody.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Writes a file.
///
/// # Errors
/// As [`Draft::name`].
pub(in crate::cli) fn write(
    text: Text,
    path: &Path,
    force: bool,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    check(text, path, force)?;
    Draft::write(path, fill)?.name(text, path, force)
}

/// Whether a file may be written there.
fn check(text: Text, path: &Path, force: bool) -> Result<(), Failure> {
    let refused = |words: String| Failure::InWords(vec![text.file_heading(&shown(path)), words]);
    match fs::symlink_metadata(path) {
        Err(_) => Ok(()),
        Ok(_) if !force => Err(refused(text.out_exists())),
        Ok(_) if is_diary(path) => Err(refused(text.out_is_a_diary())),
        Ok(_) => Ok(()),
    }
}

/// Whether a diary stands there, by what it holds, or, so damaged that nothing can be read, by its name.
pub(super) fn is_diary(path: &Path) -> bool {
    let named_so = path.extension().is_some_and(|ending| ending == "jsonl");
    named_so || read(path).is_ok()
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
