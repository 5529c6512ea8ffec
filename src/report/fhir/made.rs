//! Resources as text: each is written straight behind those that are there, in memory that is filled again for the
//! next participant. What a resource says never enters here.

use super::element::Element;
use super::ids::Id;
use super::{Form, Kind};
use crate::report::empty;

/// Resources that are made, as the files of an export get them.
#[derive(Debug)]
pub struct Made {
    form: Form,
    files: Vec<Lines>,
    shared: Vec<Shared>,
}

/// Resources of one file, one a line.
#[derive(Debug, Default)]
pub struct Lines {
    /// Their text, with [`Form::between`] between them.
    pub text: String,
    /// How many they are.
    pub count: usize,
}

/// A resource that participants have in common: it stands in an export once.
#[derive(Debug)]
pub struct Shared {
    /// Its type.
    pub kind: Kind,
    /// Its id, the same whichever participant it comes from.
    pub id: Id,
    /// Its text, on one line.
    pub text: String,
}

impl Made {
    /// None yet.
    pub fn new(form: Form) -> Made {
        let mut files = Vec::new();
        files.resize_with(form.files(), Lines::default);
        Made {
            form,
            files,
            shared: Vec::new(),
        }
    }

    /// Those of each file, by its place.
    pub fn files(&self) -> &[Lines] {
        &self.files
    }

    /// Those that participants have in common, which stand before all others.
    pub fn shared(&self) -> &[Shared] {
        &self.shared
    }

    pub(super) fn form(&self) -> Form {
        self.form
    }

    /// Takes all away. The memory stays for what comes next, but for what few need.
    pub fn clear(&mut self) {
        for lines in &mut self.files {
            empty(&mut lines.text);
            lines.count = 0;
        }
        self.shared.clear();
    }

    /// Writes one more.
    pub(super) fn add(&mut self, kind: Kind, id: Id, resource: &impl Element) {
        if kind.is_shared() {
            let mut text = String::new();
            write(self.form, id, resource, &mut text);
            self.shared.push(Shared { kind, id, text });
            return;
        }
        let lines = &mut self.files[self.form.place(kind)];
        if lines.count > 0 {
            lines.text.push_str(self.form.between());
        }
        lines.count += 1;
        write(self.form, id, resource, &mut lines.text);
    }
}

fn write(form: Form, id: Id, resource: &impl Element, to: &mut String) {
    match form {
        Form::Ndjson => resource.write(to),
        Form::Bundle => {
            to.push_str("{\"fullUrl\":\"urn:uuid:");
            to.push_str(id.as_str());
            to.push_str("\",\"resource\":");
            resource.write(to);
            to.push('}');
        }
    }
}
