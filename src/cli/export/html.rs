//! `export html`: a report about one diary as a file, or about many as a folder.
//!
//! Each participant has a file of her own, so that what is handed on about one says nothing about another; the
//! page over them is for the study team. A report goes to its file as it is made: memory does not grow with
//! the folder.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Target;
use super::file::{Draft, write};
use super::trouble::{Trouble, cause};
use crate::cli::context::Context;
use crate::cli::error::{FAILED, Failure, UNVERIFIED};
use crate::cli::files::shown;
use crate::cli::output::{Out, complain};
use crate::domain::plain_text::PlainText;
use crate::journal::{JournalError, Reader, existing_folder};
use crate::report::html::{Failed, IndexRow, index, participant};
use crate::runtime::StoreError;
use crate::runtime::listing::{Listing, WhyLeft};
use crate::runtime::participants::{Loaded, Loading};
use crate::text::Text;

/// The page over the reports of a folder.
const INDEX: &str = "index";

/// Which diaries, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Report {
    /// A diary, or several, or folders of diaries [default: the diary of this computer]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    target: Target,
}

/// Writes the report or the reports.
pub(super) fn run(context: &Context, out: &mut Out, options: &Report) -> Result<(), Failure> {
    let loading = Loading::new(context.clock(), None);
    match &options.paths[..] {
        [] => {
            let path = context.diary_path()?;
            let loaded = loading.live(&path)?;
            context.speak_as(&loaded.participant.diary);
            one(context, out, &options.target, &path, &loaded)
        }
        [path] if !path.is_dir() => {
            let loaded = loading.copy(path, &mut Reader::default())?;
            one(context, out, &options.target, path, &loaded)
        }
        paths => {
            let listing = Listing::of(paths, context.clock())?;
            many(context, out, &options.target, &loading, &listing)
        }
    }
}

/// A report about one diary.
fn one(
    context: &Context,
    out: &mut Out,
    target: &Target,
    path: &Path,
    loaded: &Loaded,
) -> Result<(), Failure> {
    let text = context.text();
    let trouble = trouble(path, loaded, text);
    let of = &loaded.participant;
    if target.out.as_os_str() == "-" {
        let mut page = Vec::new();
        participant(of, &trouble.problems, text, &mut page).map_err(Failure::Output)?;
        out.text(&String::from_utf8_lossy(&page));
    } else {
        let fill = |to: &mut dyn Write| participant(of, &trouble.problems, text, to);
        write(text, &target.out, target.force, fill)?;
        if of.diary.is_sample() {
            out.line(text.sample_data());
        }
        out.line(text.report_written(of.subject().as_str(), &shown(&target.out)));
    }
    out.flush()?;
    told(&trouble)
}

fn trouble(path: &Path, loaded: &Loaded, text: Text) -> Trouble {
    let damage = loaded.damage.clone();
    Trouble::of(path, damage, loaded.record_error.as_ref(), text, text)
}

/// Says what is wrong, and with which exit code to end.
fn told(trouble: &Trouble) -> Result<(), Failure> {
    if !trouble.said.is_empty() {
        complain(&trouble.said);
    }
    match trouble.code {
        0 => Ok(()),
        code => Err(Failure::Told(code)),
    }
}

/// What came of one file.
enum Made {
    /// A report, still under another name.
    Report(Draft, Box<IndexRow>, Trouble),
    /// None, and why.
    None(Failed, Trouble),
    /// The report cannot be written: nothing else can.
    Broken(Failure),
}

/// Reports on their way.
struct Reports<'a> {
    text: Text,
    folder: &'a Path,
    force: bool,
    rows: Vec<IndexRow>,
    failed: Vec<Failed>,
    /// The names that are taken, without regard to capital letters: some disks have none.
    names: BTreeSet<String>,
    worst: u8,
}

fn many(
    context: &Context,
    out: &mut Out,
    target: &Target,
    loading: &Loading,
    listing: &Listing,
) -> Result<(), Failure> {
    let text = context.text();
    let empty = listing.empty.iter();
    let complaints: Vec<String> = empty.map(|path| text.no_diaries(&shown(path))).collect();
    if !complaints.is_empty() {
        complain(&complaints);
    }
    if listing.diaries.is_empty() {
        return Err(Failure::Told(FAILED));
    }
    let folder = prepared(text, target)?;
    let mut reports = Reports {
        text,
        folder,
        force: target.force,
        rows: Vec::new(),
        failed: Vec::new(),
        names: BTreeSet::from([INDEX.to_owned()]),
        worst: if complaints.is_empty() { 0 } else { FAILED },
    };
    let mut outcome = Ok(());
    loading.each(
        &listing.diaries,
        |path, loaded| made(text, folder, path, loaded),
        |_, made| {
            outcome = reports.take(made);
            match outcome {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        },
    );
    outcome?;
    reports.leave_out(listing);
    reports.finish(out)
}

/// The folder for the reports: one that is made, one that is empty, or with `--force` any.
fn prepared<'a>(text: Text, target: &'a Target) -> Result<&'a Path, Failure> {
    let folder = target.out.as_path();
    let failed = |source| Failure::Io {
        path: folder.to_owned(),
        source,
    };
    match fs::metadata(folder) {
        Ok(meta) if !meta.is_dir() => Err(Failure::Journal(JournalError::NotAFolder {
            path: folder.to_owned(),
        })),
        Ok(_) => {
            let mut inside = fs::read_dir(folder).map_err(failed)?;
            if inside.next().is_some() && !target.force {
                let lines = vec![text.file_heading(&shown(folder)), text.report_folder_full()];
                return Err(Failure::InWords(lines));
            }
            Ok(folder)
        }
        Err(_) => {
            let above = folder.parent().filter(|path| !path.as_os_str().is_empty());
            existing_folder(above.unwrap_or(Path::new(".")))?;
            let mut builder = fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(folder).map_err(failed)?;
            Ok(folder)
        }
    }
}

/// A report about a diary of many; made in a worker.
fn made(text: Text, folder: &Path, path: &Path, loaded: Result<Loaded, StoreError>) -> Made {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(error) => {
            let failure = Failure::from(error);
            let mut said = failure.lines(text);
            let why = cause(&said);
            said.truncate(2);
            let trouble = Trouble {
                problems: Vec::new(),
                said,
                code: failure.code().max(UNVERIFIED),
            };
            return Made::None(failed(path, why), trouble);
        }
    };
    let trouble = trouble(path, &loaded, text);
    let of = &loaded.participant;
    let place = folder.join(of.subject().as_str());
    let draft = Draft::write(&place, |to| participant(of, &trouble.problems, text, to));
    match draft {
        Ok(draft) => Made::Report(draft, Box::new(IndexRow::of(of, text)), trouble),
        Err(failure) => Made::Broken(failure),
    }
}

fn failed(path: &Path, why: String) -> Failed {
    Failed {
        file: shown(path),
        why: PlainText::new(why).to_string(),
    }
}

impl Reports<'_> {
    fn take(&mut self, made: Made) -> Result<(), Failure> {
        let trouble = match made {
            Made::Broken(failure) => return Err(failure),
            Made::None(failed, trouble) => {
                self.failed.push(failed);
                trouble
            }
            Made::Report(draft, mut row, trouble) => {
                let name = self.free_name(row.subject().as_str());
                draft.name(self.text, &self.folder.join(&name), self.force)?;
                row.set_file(name);
                self.rows.push(*row);
                trouble
            }
        };
        self.worst = self.worst.max(trouble.code);
        if !trouble.said.is_empty() {
            complain(&trouble.said);
        }
        Ok(())
    }

    /// The name of a participant's file, one that no other has.
    fn free_name(&mut self, subject: &str) -> String {
        let with = |number: usize| match number {
            1 => subject.to_owned(),
            _ => format!("{subject}-{number}"),
        };
        let mut names = (1..).map(with);
        let free = names.find(|name| self.names.insert(name.to_lowercase()));
        format!("{}.html", free.unwrap_or_default())
    }

    /// Diaries that do not count, and site records without a diary.
    fn leave_out(&mut self, listing: &Listing) {
        for twice in &listing.twice {
            let trouble = Trouble::of_two(twice, self.text, self.text);
            let why = trouble.problems.concat();
            self.failed.push(failed(&twice.left_out, why));
            self.worst = self.worst.max(trouble.code);
            complain(&trouble.said);
        }
        for left in &listing.left_alone {
            if left.why == WhyLeft::RecordWithoutDiary {
                let why = self.text.report_without_diary();
                self.failed.push(failed(&left.path, why));
            }
        }
    }

    fn finish(self, out: &mut Out) -> Result<(), Failure> {
        let (text, folder) = (self.text, self.folder);
        let place = folder.join(format!("{INDEX}.html"));
        let fill = |to: &mut dyn Write| index(&self.rows, &self.failed, text, to);
        write(text, &place, self.force, fill)?;
        if self.rows.iter().any(IndexRow::is_sample) {
            out.line(text.sample_data());
        }
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let people = number(self.rows.len());
        let people = text.counted(people, "participant", "participants", "名受试者");
        out.line(text.reports_written(&people, &shown(folder)));
        if !self.failed.is_empty() {
            let files = number(self.failed.len());
            let files = text.counted(files, "file", "files", "个文件");
            out.line(text.reports_left_out(&files));
        }
        match self.worst {
            0 => Ok(()),
            code => Err(Failure::Told(code)),
        }
    }
}
