//! Which diaries paths name, each participant once, and what else lies there.
//!
//! Of every file only the first line is looked at, so that a folder of thousands is listed at once; two diaries
//! of one participant alone are read whole and compared. Nothing is written and nothing locked for writing.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::participants::in_order;
use super::study::{OTHER_VERSIONS, SITE_ENDING, Study};
use crate::clock::Clock;
use crate::domain::ids::{EntryId, SubjectCode};
use crate::journal::{Disk, Doing, JournalError, Named, Received, Relation, named_by};

/// How the name of a diary ends.
const DIARY_ENDING: &str = ".jsonl";

/// What paths hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The diaries, each participant once: by path as named, and in a folder by name. Whether they can be read
    /// is not known yet.
    pub diaries: Vec<PathBuf>,
    /// Diaries that do not count, as another one of the same participant does.
    pub twice: Vec<Twice>,
    /// What lies in the folders and is not read.
    pub left_alone: Vec<LeftAlone>,
    /// Folders without a diary.
    pub empty: Vec<PathBuf>,
}

/// Something in a folder that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftAlone {
    /// What.
    pub path: PathBuf,
    /// Why.
    pub why: WhyLeft,
}

/// Why something in a folder is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeft {
    /// The name begins with a dot: what a system or an unfinished copy left behind.
    Hidden,
    /// The name does not end in `.jsonl`.
    OtherName,
    /// A folder: those inside are named by themselves.
    Folder,
    /// The folder of copies that do not continue the ones before.
    OtherVersions,
    /// A site record whose diary has not been received.
    RecordWithoutDiary,
}

/// Two diaries of one participant, or one diary under two codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twice {
    /// The participant.
    pub subject: SubjectCode,
    /// The diary that counts.
    pub used: PathBuf,
    /// The one that does not.
    pub left_out: PathBuf,
    /// How they go together.
    pub agreement: Agreement,
}

/// How two diaries go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// The one that counts begins with all of the other.
    Agree,
    /// From this line on they say something else.
    DifferFrom(u64),
    /// One of them cannot be read to its end.
    Unknown,
    /// They are the same diary, by the random name in their first line, under the codes of two participants: the
    /// subject is that of the one that does not count.
    OtherCode,
}

/// Whether a file's name is that of a site record.
pub fn is_site_record(path: &Path) -> bool {
    name_of(path).ends_with(SITE_ENDING)
}

fn name_of(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

impl Listing {
    /// What paths hold: files as they are, and in a folder the files that end in `.jsonl`, except site records
    /// and hidden files.
    ///
    /// # Errors
    /// Nothing stands at a path; a folder cannot be read.
    pub fn of(paths: &[PathBuf], clock: Clock) -> Result<Listing, JournalError> {
        let mut listing = Listing::default();
        let mut found = Vec::new();
        for path in paths {
            must_exist(path)?;
            if path.is_dir() {
                let before = found.len();
                listing.add_folder(path, &mut found)?;
                if found.len() == before {
                    listing.empty.push(path.clone());
                }
            } else {
                found.push(path.clone());
            }
        }
        listing.count_once(found, clock);
        Ok(listing)
    }

    fn add_folder(&mut self, folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), JournalError> {
        let mut inside = inside(folder)?;
        inside.sort();
        let diaries_begin = found.len();
        let mut records = Vec::new();
        for (path, is_folder) in inside {
            let name = name_of(&path);
            let why = if name.starts_with('.') {
                Some(WhyLeft::Hidden)
            } else if is_folder && name == OTHER_VERSIONS {
                Some(WhyLeft::OtherVersions)
            } else if is_folder {
                Some(WhyLeft::Folder)
            } else if !name.ends_with(DIARY_ENDING) {
                Some(WhyLeft::OtherName)
            } else {
                None
            };
            let is_record = is_site_record(&path);
            drop(name);
            match why {
                Some(why) => self.left_alone.push(LeftAlone { path, why }),
                None if is_record => records.push(path),
                None => found.push(path),
            }
        }
        let diaries = &found[diaries_begin..];
        let lonely = records.into_iter().filter(|record| {
            let name = name_of(record);
            let subject = name.strip_suffix(SITE_ENDING).unwrap_or_default();
            let diary = folder.join(format!("{subject}{DIARY_ENDING}"));
            diaries.binary_search(&diary).is_err()
        });
        self.left_alone.extend(lonely.map(|path| LeftAlone {
            path,
            why: WhyLeft::RecordWithoutDiary,
        }));
        Ok(())
    }

    /// Takes each participant once, and each diary once: by its random name a diary is known under whatever code
    /// somebody has put into it. A file that names none is taken as it is: reading it will say why.
    fn count_once(&mut self, found: Vec<PathBuf>, clock: Clock) {
        let mut places: BTreeMap<SubjectCode, usize> = BTreeMap::new();
        let mut known: BTreeMap<EntryId, usize> = BTreeMap::new();
        for (path, named) in found.iter().cloned().zip(names(&found)) {
            let Some(Named { subject, diary }) = named else {
                self.diaries.push(path);
                continue;
            };
            match places.entry(subject) {
                Slot::Vacant(slot) => {
                    let place = self.diaries.len();
                    let first = diary.map(|diary| *known.entry(diary).or_insert(place));
                    if let Some(first) = first.filter(|first| *first != place) {
                        self.twice.push(Twice {
                            subject: slot.key().clone(),
                            used: self.diaries[first].clone(),
                            left_out: path,
                            agreement: Agreement::OtherCode,
                        });
                        continue;
                    }
                    slot.insert(place);
                    self.diaries.push(path);
                }
                Slot::Occupied(slot) => {
                    let counted = &mut self.diaries[*slot.get()];
                    self.twice.push(settle(slot.key(), counted, path, clock));
                }
            }
        }
    }
}

/// Whom each file is about, and which diary it is, by its first line.
fn names(files: &[PathBuf]) -> Vec<Option<Named>> {
    /// Enough to be worth handing over to another core.
    const TOGETHER: usize = 64;
    let parts: Vec<&[PathBuf]> = files.chunks(TOGETHER).collect();
    let of_part = |(): &mut (), part: &&[PathBuf], _: Option<()>| -> Vec<Option<Named>> {
        part.iter().map(|path| named_by(path)).collect()
    };
    let mut names = Vec::with_capacity(files.len());
    in_order(
        &parts,
        || (),
        of_part,
        |_, part| {
            names.extend(part);
            ControlFlow::Continue(None)
        },
    );
    names
}

/// Whether something stands at a path, a link that leads nowhere included: reading it will say what is wrong.
///
/// # Errors
/// Nothing does; the system refuses to say.
pub fn must_exist(path: &Path) -> Result<(), JournalError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(()),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Err(JournalError::Missing {
            path: path.to_owned(),
        }),
        Err(source) => Err(JournalError::Io {
            path: path.to_owned(),
            doing: Doing::Read,
            source,
        }),
    }
}

/// What a folder holds, and whether it is a folder itself; a link is none.
fn inside(folder: &Path) -> Result<Vec<(PathBuf, bool)>, JournalError> {
    let read = || -> io::Result<Vec<(PathBuf, bool)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            found.push((entry.path(), entry.file_type()?.is_dir()));
        }
        Ok(found)
    };
    read().map_err(|source| JournalError::Io {
        path: folder.to_owned(),
        doing: Doing::Read,
        source,
    })
}

/// Which of two diaries of a participant counts: the one that goes on where the other ends; where neither does,
/// the one in its own place in the study folder, else the first.
fn settle(subject: &SubjectCode, counted: &mut PathBuf, new: PathBuf, clock: Clock) -> Twice {
    // A damaged one is the beginning of nothing.
    let relation = Received::read(&Disk, &new).and_then(|new| {
        let old = Received::read(&Disk, counted)?;
        Ok(new.relation_to(&old))
    });
    let in_its_place = || Study::around(&new, subject, clock).is_some();
    let (takes_over, agreement) = match relation {
        Ok(Relation::Continues) => (true, Agreement::Agree),
        Ok(Relation::Older) => (false, Agreement::Agree),
        Ok(Relation::Same) => (in_its_place(), Agreement::Agree),
        Ok(Relation::Differs(line)) => (in_its_place(), Agreement::DifferFrom(line)),
        Err(_) => (in_its_place(), Agreement::Unknown),
    };
    let left_out = if takes_over {
        std::mem::replace(counted, new)
    } else {
        new
    };
    Twice {
        subject: subject.clone(),
        used: counted.clone(),
        left_out,
        agreement,
    }
}
