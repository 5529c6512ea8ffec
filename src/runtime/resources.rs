//! The resources of a FHIR export on disk: one file of all, or a folder with a file for each type.
//!
//! They are whole or not there. What a resource says never enters here.

use std::collections::BTreeSet;
use std::path::Path;

use super::drafts::{Drafts, FolderError};
use crate::report::fhir::{Form, Id, Kind, Made};

/// Resources that are being written. Dropped before [`Resources::finish`], they are taken away again.
#[derive(Debug)]
pub struct Resources {
    form: Form,
    drafts: Drafts,
    /// Whether each file has a resource.
    has_any: Vec<bool>,
    /// What participants have in common and is there already.
    shared: BTreeSet<(Kind, Id)>,
    written: usize,
}

impl Resources {
    /// Begins the file or the folder; a folder is made if it is not there.
    ///
    /// # Errors
    /// Something stands there and may not be replaced, or the system refuses. Nothing is changed then.
    pub fn begin(path: &Path, form: Form, may_replace: bool) -> Result<Resources, FolderError> {
        let mut drafts = match form {
            Form::Bundle => Drafts::of_file(path, may_replace)?,
            Form::Ndjson => {
                let names = Kind::ALL.map(|kind| format!("{}.ndjson", kind.name()));
                Drafts::in_folder(path, names, may_replace)?
            }
        };
        let files = form.files();
        for place in 0..files {
            drafts.write(place, form.head().as_bytes())?;
        }
        Ok(Resources {
            form,
            drafts,
            has_any: vec![false; files],
            shared: BTreeSet::new(),
            written: 0,
        })
    }

    /// Adds resources behind those that are there; what participants have in common only once.
    ///
    /// # Errors
    /// The system refuses; the files cannot be finished then.
    pub fn add(&mut self, made: &Made) -> Result<(), FolderError> {
        for one in made.shared() {
            if self.shared.insert((one.kind, one.id)) {
                self.write(self.form.place(one.kind), &one.text, 1)?;
            }
        }
        for (place, lines) in made.files().iter().enumerate() {
            if lines.count > 0 {
                self.write(place, &lines.text, lines.count)?;
            }
        }
        Ok(())
    }

    fn write(&mut self, place: usize, text: &str, count: usize) -> Result<(), FolderError> {
        if std::mem::replace(&mut self.has_any[place], true) {
            self.drafts.write(place, self.form.between().as_bytes())?;
        }
        self.written += count;
        self.drafts.write(place, text.as_bytes())
    }

    /// Ends the files and gives each its name; how many resources there are.
    ///
    /// # Errors
    /// The system refuses: what was there before is there still, or at worst some of it is new, and the last type
    /// has no file.
    pub fn finish(mut self) -> Result<usize, FolderError> {
        for (place, has_any) in self.has_any.iter().enumerate() {
            if *has_any {
                self.drafts.write(place, self.form.foot().as_bytes())?;
            }
        }
        self.drafts.finish()?;
        Ok(self.written)
    }
}
