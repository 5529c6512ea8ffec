//! The resources of a FHIR export on disk: one file of all, or a folder with a file for each type.
//!
//! They are whole or not there. What a resource says never enters here.

use std::collections::BTreeSet;
use std::path::Path;

use super::drafts::{Drafts, FolderError};
use crate::report::fhir::{Form, Kind, Resource};

/// Resources that are being written. Dropped before [`Resources::finish`], they are taken away again.
#[derive(Debug)]
pub struct Resources {
    form: Form,
    drafts: Drafts,
    /// Whether each file has a resource.
    has_any: Vec<bool>,
    /// What participants have in common and is there already.
    shared: BTreeSet<String>,
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
        let files = match form {
            Form::Bundle => 1,
            Form::Ndjson => Kind::ALL.len(),
        };
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
    pub fn add(&mut self, resources: &[Resource]) -> Result<(), FolderError> {
        for Resource { kind, id, json } in resources {
            if kind.is_shared() && !self.shared.insert(id.clone()) {
                continue;
            }
            let place = match self.form {
                Form::Bundle => 0,
                Form::Ndjson => kind.place(),
            };
            if std::mem::replace(&mut self.has_any[place], true) {
                self.drafts.write(place, self.form.between().as_bytes())?;
            }
            self.drafts.write(place, json.as_bytes())?;
            self.written += 1;
        }
        Ok(())
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
