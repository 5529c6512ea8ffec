//! What every export of participants has in common: which files are read, in which order, what is said about
//! those that are not whole, and the folder that it goes to.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::context::Context;
use crate::cli::cut::Cut;
use crate::cli::error::{FAILED, Failure, UNVERIFIED};
use crate::cli::files::shown;
use crate::cli::output::{Out, complain};
use crate::cli::study_errors;
use crate::domain::calendar::DiaryDate;
use crate::domain::ids::SubjectCode;
use crate::domain::participant::Participant;
use crate::domain::plain_text::PlainText;
use crate::journal::JournalError;
use crate::report::ReportError;
use crate::report::export::{DiaryFile, FileState};
use crate::runtime::StoreError;
use crate::runtime::drafts::FolderError;
use crate::runtime::listing::{Agreement, Listing, Twice, WhyLeft};
use crate::runtime::names::Names;
use crate::runtime::participants::{Loaded, Loading};
use crate::runtime::study::StudyError;
use crate::text::Text;

/// Which diaries, and where to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Folder {
    /// Diaries, or folders of diaries [default: the diary of this computer]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The folder; it is made, if it is not there
    #[arg(short, long, value_name = "OUT")]
    pub(super) out: PathBuf,
    /// Replace files of the same name that stand there
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) cut: Cut,
}

/// How an export is made.
pub(in crate::cli) struct How<B, M, A> {
    /// The language of what is written: codes stay English, and the same diary gives the same files everywhere.
    pub(in crate::cli) words: Text,
    /// Up to when slots are counted.
    pub(in crate::cli) as_of: Option<DiaryDate>,
    /// Begins it, once there is a file to read.
    pub(in crate::cli) begin: B,
    /// What it makes of a file, in a worker, of one that is not counted, with its participant unknown; often with
    /// something that it has made before and may use again.
    pub(in crate::cli) make: M,
    /// Adds that, in the order of the files; what it gives back is used again.
    pub(in crate::cli) add: A,
}

/// Makes something of a participant, or of a file that is not counted; see [`How::make`].
pub(in crate::cli) trait Make<P>:
    Fn(Option<&Participant>, &DiaryFile, Option<P>) -> Result<P, ReportError> + Sync
{
}

impl<P, M> Make<P> for M where
    M: Fn(Option<&Participant>, &DiaryFile, Option<P>) -> Result<P, ReportError> + Sync
{
}

/// What came of all files.
#[derive(Debug, Default)]
pub(in crate::cli) struct Gathered {
    worst: u8,
    counted: usize,
    /// How many files are not in it.
    pub(super) left_out: usize,
    any_sample: bool,
}

impl Gathered {
    /// Says what was exported, if it was, and leaves the exit code.
    pub(super) fn conclude(
        &self,
        text: Text,
        out: &mut Out,
        lines: &[String],
    ) -> Result<(), Failure> {
        self.mark_sample(text, out);
        for line in lines {
            out.line(line);
        }
        self.exit()
    }

    /// Says that there is made-up data in it, if there is.
    pub(in crate::cli) fn mark_sample(&self, text: Text, out: &mut Out) {
        if self.any_sample {
            out.line(text.sample_data());
        }
    }

    /// Says what else went wrong, if anything did.
    pub(super) fn tell(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            complain(lines);
            self.worst = self.worst.max(FAILED);
        }
    }

    /// Leaves the exit code of the worst that was found.
    pub(in crate::cli) fn exit(&self) -> Result<(), Failure> {
        match self.worst {
            0 => Ok(()),
            code => Err(Failure::Told(code)),
        }
    }

    /// Whether nobody is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.counted == 0
    }

    /// "3 participants".
    pub(in crate::cli) fn participants(&self, text: Text) -> String {
        let people = i64::try_from(self.counted).unwrap_or(i64::MAX);
        text.counted(people, "participant", "participants", "名受试者")
    }
}

/// Reads the files and makes an export of them; what begun it is handed back to be finished.
pub(in crate::cli) fn gather<W, P, B, M, A>(
    context: &Context,
    paths: &[PathBuf],
    how: How<B, M, A>,
) -> Result<(W, Gathered), Failure>
where
    P: Send,
    B: FnOnce() -> Result<W, Failure>,
    M: Make<P>,
    A: FnMut(&mut W, P) -> Result<Option<P>, Failure>,
{
    let text = context.text();
    let reading = |names: Names| Reading {
        words: how.words,
        text,
        names,
        make: how.make,
    };
    let loading = Loading::new(context.clock(), how.as_of);
    if paths.is_empty() {
        let mut adding = Adding::new((how.begin)()?, how.add);
        let path = context.diary_path()?;
        let loaded = loading.live(&path)?;
        let reading = reading(Names::of([path.as_path()].into_iter()));
        adding.add(reading.made(&path, Ok(loaded), None))?;
        return Ok((adding.writing, adding.gathered));
    }
    let listing = Listing::of(paths, context.clock()).map_err(StudyError::from)?;
    let empty = listing.empty.iter();
    let complaints: Vec<String> = empty
        .map(|folder| text.no_diaries(&shown(folder)))
        .collect();
    if !complaints.is_empty() {
        complain(&complaints);
    }
    if listing.diaries.is_empty() {
        return Err(Failure::Told(FAILED));
    }
    let reading = reading(Names::of(named_files(&listing)));
    let mut adding = Adding::new((how.begin)()?, how.add);
    if !complaints.is_empty() {
        adding.gathered.worst = FAILED;
    }
    let mut outcome = Ok(());
    loading.each(
        &listing.diaries,
        |path, loaded, used| reading.made(path, loaded, used),
        |_, made| match adding.add(made) {
            Ok(used) => ControlFlow::Continue(used),
            Err(failure) => {
                outcome = Err(failure);
                ControlFlow::Break(())
            }
        },
    );
    outcome?;
    for twice in &listing.twice {
        adding.add(reading.twice(twice))?;
    }
    for record in lonely(&listing) {
        let name = reading.name(record).to_string();
        let why = reading.words.record_without_diary(&name);
        let said = vec![text.record_without_diary(&shown(record))];
        adding.add(reading.left_out(record, FileState::NoDiary, None, why, said, 0))?;
    }
    Ok((adding.writing, adding.gathered))
}

/// The site records whose diary has not been received.
fn lonely(listing: &Listing) -> impl Iterator<Item = &Path> + Clone {
    let alone = listing.left_alone.iter();
    let records = alone.filter(|left| left.why == WhyLeft::RecordWithoutDiary);
    records.map(|left| left.path.as_path())
}

/// Every file that an export names.
fn named_files(listing: &Listing) -> impl Iterator<Item = &Path> + Clone {
    let twice = listing.twice.iter().map(|twice| twice.left_out.as_path());
    let diaries = listing.diaries.iter().map(PathBuf::as_path);
    diaries.chain(twice).chain(lonely(listing))
}

/// How files are read; the same in every worker.
struct Reading<M> {
    words: Text,
    /// The language of this run, for what is said meanwhile.
    text: Text,
    /// What the files are called in what is written; what is said meanwhile names them as they were named.
    names: Names,
    make: M,
}

/// What came of one file.
struct Made<P> {
    part: Result<P, ReportError>,
    said: Vec<String>,
    code: u8,
    is_counted: bool,
    is_sample: bool,
}

impl<M> Reading<M> {
    fn name(&self, path: &Path) -> PlainText {
        PlainText::new(self.names.name(path))
    }

    fn made<P>(&self, path: &Path, loaded: Result<Loaded, StoreError>, used: Option<P>) -> Made<P>
    where
        M: Make<P>,
    {
        let text = self.text;
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => {
                let failure = Failure::from(StudyError::from(error));
                let why = cause(&failure.lines(self.words));
                let said = failure.lines(text);
                let code = failure.code().max(UNVERIFIED);
                return self.left_out(path, FileState::Unreadable, None, why, said, code);
            }
        };
        let of = &loaded.participant;
        let (mut said, mut problems, mut code) = (Vec::new(), Vec::new(), 0);
        if let Some(damage) = loaded.damage {
            let damaged = study_errors::damaged(path, damage, of.copy.is_live);
            problems.push(cause(&damaged.lines(self.words)));
            said.extend(damaged.lines(text));
            code = UNVERIFIED;
        }
        if let Some(error) = loaded.record_error {
            let why = cause(&study_errors::lines(self.words, &error));
            problems.push(self.words.site_record_left_out(&why));
            said.extend(study_errors::lines(text, &error));
            code = code.max(study_errors::code(&error));
        }
        let problems = PlainText::new(problems.join("; "));
        let file = DiaryFile::read(self.name(path), of, problems);
        Made {
            part: file.and_then(|file| (self.make)(Some(of), &file, used)),
            said,
            code,
            is_counted: true,
            is_sample: of.diary.is_sample(),
        }
    }

    fn twice<P>(&self, twice: &Twice) -> Made<P>
    where
        M: Make<P>,
    {
        let both = [&twice.used, &twice.left_out];
        let subject = twice.subject.as_str();
        let said = |text: Text, [used, other]: [String; 2]| {
            let once = text.counted_once(subject, &used, &other);
            match twice.agreement {
                Agreement::Agree => vec![once],
                Agreement::DifferFrom(line) => vec![once, text.counted_differ(subject, line)],
                Agreement::Unknown => vec![once, text.counted_uncompared(subject)],
                Agreement::OtherCode => vec![text.counted_other_code(subject, &used, &other)],
            }
        };
        let code = match twice.agreement {
            Agreement::Agree => 0,
            Agreement::DifferFrom(_) | Agreement::Unknown | Agreement::OtherCode => UNVERIFIED,
        };
        let names = both.map(|path| self.name(path).to_string());
        let why = said(self.words, names).join(" ");
        let said = said(self.text, both.map(|path| shown(path)));
        let (path, state) = (&twice.left_out, FileState::NotCounted);
        self.left_out(path, state, Some(&twice.subject), why, said, code)
    }

    /// A file that is named, and nothing more.
    fn left_out<P>(
        &self,
        path: &Path,
        state: FileState,
        subject: Option<&SubjectCode>,
        why: String,
        said: Vec<String>,
        code: u8,
    ) -> Made<P>
    where
        M: Make<P>,
    {
        let (name, why) = (self.name(path), PlainText::new(why));
        let file = DiaryFile::left_out(name, state, subject.cloned(), why);
        Made {
            part: (self.make)(None, &file, None),
            said,
            code,
            is_counted: false,
            is_sample: false,
        }
    }
}

/// What happened, without the file that it happened to.
fn cause(lines: &[String]) -> String {
    lines.get(1).or(lines.first()).cloned().unwrap_or_default()
}

/// An export on its way, and what is to be said in the end.
struct Adding<W, A> {
    writing: W,
    add: A,
    gathered: Gathered,
}

impl<W, A> Adding<W, A> {
    fn new(writing: W, add: A) -> Adding<W, A> {
        Adding {
            writing,
            add,
            gathered: Gathered::default(),
        }
    }

    fn add<P>(&mut self, made: Made<P>) -> Result<Option<P>, Failure>
    where
        A: FnMut(&mut W, P) -> Result<Option<P>, Failure>,
    {
        if !made.said.is_empty() {
            complain(&made.said);
        }
        let so_far = &mut self.gathered;
        so_far.worst = so_far.worst.max(made.code);
        so_far.any_sample |= made.is_sample;
        match made.is_counted {
            true => so_far.counted += 1,
            false => so_far.left_out += 1,
        }
        (self.add)(&mut self.writing, made.part.map_err(Failure::Report)?)
    }
}

/// Why nothing stands in a folder.
pub(super) fn not_written(text: Text, error: FolderError) -> Failure {
    match error {
        FolderError::Exists(path) => {
            Failure::InWords(vec![text.file_heading(&shown(&path)), text.out_exists()])
        }
        FolderError::Taken(path) => {
            Failure::InWords(vec![text.file_heading(&shown(&path)), text.out_is_taken()])
        }
        FolderError::ADiary(path) => {
            let lines = vec![text.file_heading(&shown(&path)), text.out_is_a_diary()];
            Failure::InWords(lines)
        }
        FolderError::NotAFile(path) => Failure::NotARegularFile(path),
        FolderError::NotAFolder(path) => Failure::Journal(JournalError::NotAFolder { path }),
        FolderError::Folder(error) => Failure::Journal(error),
        FolderError::Io { path, source } => Failure::Io { path, source },
    }
}
