//! The tables of an export on disk: a folder with one file for each, all of them or none.
//!
//! What a table says never enters here.

use std::path::Path;

use super::drafts::{Drafts, FolderError};
use crate::report::export::{Parts, Table};
use crate::report::table::Form;

/// Tables that are being written. Dropped before [`Writing::finish`], it takes them away again.
#[derive(Debug)]
pub struct Writing {
    form: Form,
    files: Drafts,
    /// Whether a table has a row, by its place in [`Table::ALL`].
    has_rows: [bool; Table::ALL.len()],
}

impl Writing {
    /// Begins the tables in a folder, which is made if it is not there; that which it stands in is never made.
    ///
    /// # Errors
    /// A table stands there and may not be replaced, or the system refuses. Nothing is changed then.
    pub fn begin(folder: &Path, form: Form, may_replace: bool) -> Result<Writing, FolderError> {
        let names = Table::ALL.map(|table| format!("{}.{}", table.name(), form.ending()));
        let mut files = Drafts::in_folder(folder, names, may_replace)?;
        for (place, table) in Table::ALL.into_iter().enumerate() {
            files.write(place, table.columns().head(form).as_bytes())?;
        }
        Ok(Writing {
            form,
            files,
            has_rows: [false; Table::ALL.len()],
        })
    }

    /// Adds rows behind those that are there.
    ///
    /// # Errors
    /// The system refuses; the tables cannot be finished then.
    pub fn add(&mut self, parts: &Parts) -> Result<(), FolderError> {
        for (place, (_, rows)) in parts.iter().enumerate().filter(|(_, (_, r))| !r.is_empty()) {
            if std::mem::replace(&mut self.has_rows[place], true) {
                self.files.write(place, self.form.between().as_bytes())?;
            }
            self.files.write(place, rows.as_bytes())?;
        }
        Ok(())
    }

    /// Ends the tables and gives each its name, that of diaries last.
    ///
    /// # Errors
    /// The system refuses: the tables that were there before are there still, or at worst some of them are
    /// the new ones, and there is no table of diaries.
    pub fn finish(mut self) -> Result<(), FolderError> {
        for place in 0..Table::ALL.len() {
            self.files.write(place, self.form.foot().as_bytes())?;
        }
        self.files.finish()
    }
}
