//! A journal in its file: opened, created, caught up with, recorded to.
//!
//! Recording is one road: lock, read what is new, set a torn tail aside, decide, one write, one sync.
//! Each recording opens the file anew, so that a descriptor whose sync failed is never used again and
//! a file that was replaced meanwhile is noticed. The lock lasts as long as the descriptor.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::chain::{Chain, Damage, Reading, Rest, first_line, opening};
use super::error::{Doing, JournalError, Presence, Problem, RecordError};
use super::hash::Head;
use super::line::{self, Memory};
use super::recover;
use super::storage::{self, Access, Disk, Lock, Reader, Storage, failed};
use crate::domain::calendar::Moment;
use crate::domain::entry::{Author, ClockKind, Content, Entry, Event};
use crate::domain::ids::EntryId;
use crate::domain::plain_text::PlainText;

/// Who records something, and when.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// The machine's clock; fractions of a second are not stored.
    pub at: Moment,
    /// Who.
    pub by: Author,
    /// Which clock `at` came from.
    pub clock: ClockKind,
    /// A [`fresh_id`], made before the first try and used again when trying again. It names the first
    /// event; further ones of the same decision have the numbers that follow.
    pub id: EntryId,
}

/// A random entry id.
///
/// # Errors
/// A system that gives no random numbers.
pub fn fresh_id() -> Result<EntryId, JournalError> {
    getrandom::u64()
        .map(EntryId)
        .map_err(|error| failed(Path::new("an entry id"), Doing::Random)(error.into()))
}

/// What a recording did.
#[derive(Debug)]
pub enum Recorded<E = Event> {
    /// These entries are on the disk; none where the decision named no event.
    Written(Vec<Entry<E>>),
    /// An entry of this id was there before; nothing was decided or written. These entries were not
    /// yet handed out, and the one of this id may be among them.
    AlreadyThere(Vec<Entry<E>>),
}

/// Reads and verifies a journal, without writing anything.
///
/// # Errors
/// What is no diary, or not one that this version reads. Damage behind the first line is no error but
/// part of the reading.
pub fn read(path: &Path) -> Result<Reading, JournalError> {
    Reader::default().read(path)
}

/// The same for a journal with other contents than a diary.
///
/// # Errors
/// As [`read`].
pub fn read_as<E: Content>(path: &Path) -> Result<Reading<E>, JournalError> {
    let mut reader = Reader::default();
    load(&Disk, path, &mut reader, &mut Memory::default()).map(|(reading, _)| reading)
}

/// A new journal, and the entries that it begins with.
type Created<S, E> = (Journal<S, E>, Vec<Entry<E>>);

/// A journal that can be written to.
#[derive(Debug)]
pub struct Journal<S: Storage = Disk, E = Event> {
    path: PathBuf,
    storage: S,
    chain: Chain,
    damage: Option<Damage>,
    /// Read, but not yet handed to the caller.
    unseen: Vec<Entry<E>>,
}

impl Journal {
    /// Reads and verifies a journal; nothing is written before the first recording.
    ///
    /// # Errors
    /// As [`read`]. A damaged journal opens too: every recording to it fails.
    pub fn open(path: &Path) -> Result<(Journal, Reading), JournalError> {
        Journal::open_on(Disk, path)
    }

    /// Makes a new journal from its first events; the first of them opens it.
    ///
    /// # Errors
    /// Something stands there already, or the system refuses; then there is no journal, except that
    /// [`JournalError::Unclear`] leaves it open.
    pub fn create(
        path: &Path,
        stamp: &Stamp,
        events: Vec<Event>,
    ) -> Result<(Journal, Vec<Entry>), JournalError> {
        Journal::create_on(Disk, path, stamp, events)
    }
}

impl<S: Storage, E: Content> Journal<S, E> {
    /// [`Journal::open`] on any storage.
    ///
    /// # Errors
    /// As there.
    pub fn open_on(storage: S, path: &Path) -> Result<(Journal<S, E>, Reading<E>), JournalError> {
        let mut reader = Reader::default();
        let (reading, chain) = load(&storage, path, &mut reader, &mut Memory::default())?;
        let journal = Journal {
            path: path.to_owned(),
            storage,
            chain,
            damage: reading.damage.clone(),
            unseen: Vec::new(),
        };
        Ok((journal, reading))
    }

    /// [`Journal::create`] on any storage.
    ///
    /// # Errors
    /// As there.
    pub fn create_on(
        storage: S,
        path: &Path,
        stamp: &Stamp,
        events: Vec<E>,
    ) -> Result<Created<S, E>, JournalError> {
        let mut chain = Chain::new();
        let batch = Batch::new(&chain, stamp, events).map_err(unwritable(path))?;
        let written = storage::write_new(&storage, path, &batch.bytes);
        let entries = batch.adopt(&mut chain);
        let journal = Journal {
            path: path.to_owned(),
            storage,
            chain,
            damage: None,
            unseen: Vec::new(),
        };
        match written {
            Ok(()) => Ok((journal, entries)),
            // It has its name, but a power cut may still take that away.
            Err(JournalError::Io {
                doing: Doing::Sync,
                source,
                ..
            }) => Err(journal.unclear(stamp.id, source)),
            Err(error) => Err(error),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why the system would let nobody write here, if it says so when asked; nothing is written for it.
    pub fn refusal_to_write(&self) -> Option<JournalError> {
        storage::open(&self.path, Access::Append).err()
    }

    /// The last good line.
    pub fn head(&self) -> Head {
        self.chain.head
    }

    /// Reads what other programs have recorded since the last look.
    ///
    /// # Errors
    /// The file cannot be read, is damaged, or is no longer the one that was read.
    pub fn catch_up(&mut self) -> Result<Vec<Entry<E>>, JournalError> {
        let file = storage::open(&self.path, Access::Read)?;
        match self.read_new(&file) {
            // Another program may have been writing: what counts is what stands there under the lock.
            Err(JournalError::Damaged { .. }) if self.damage.is_none() => {
                storage::lock(&self.storage, &file, &self.path, Lock::Shared)?;
                self.read_new(&file)?
            }
            found => found?,
        };
        Ok(std::mem::take(&mut self.unseen))
    }

    /// Records what `decide` answers, under the lock (ruling 20).
    ///
    /// `decide` gets the entries that were not yet handed out, in their order, and names the events to
    /// write. They are written together, in one write. A torn tail is set aside before.
    ///
    /// # Errors
    /// [`RecordError::Refused`] with what `decide` said; else why the journal could not be written.
    /// Nothing is saved then, except that [`JournalError::Unclear`] leaves it open: record again with
    /// the same stamp, and it will be there once.
    pub fn record<R>(
        &mut self,
        stamp: &Stamp,
        decide: impl FnOnce(&[Entry<E>]) -> Result<Vec<E>, R>,
    ) -> Result<Recorded<E>, RecordError<R>> {
        let file = self.open_locked()?;
        if let Rest::Torn(tail, _) = self.read_new(&file)? {
            let aside = recover::set_aside(&self.storage, &self.path, &file, self.chain.end, tail)?;
            let mut stamp = stamp.clone();
            stamp.id = fresh_id()?;
            let entries = self.append(&file, &stamp, vec![E::recovered(aside)])?;
            self.unseen.extend(entries);
        }
        if self.chain.knows(stamp.id) {
            // That it can be read does not mean that the disk has it.
            let synced = self.storage.sync(&file);
            synced.map_err(|source| self.unclear(stamp.id, source))?;
            return Ok(Recorded::AlreadyThere(std::mem::take(&mut self.unseen)));
        }
        let unseen = std::mem::take(&mut self.unseen);
        let events = decide(&unseen).map_err(RecordError::Refused)?;
        if events.is_empty() {
            return Ok(Recorded::Written(Vec::new()));
        }
        Ok(Recorded::Written(self.append(&file, stamp, events)?))
    }

    /// Opens and locks the file that the path leads to now.
    fn open_locked(&self) -> Result<File, JournalError> {
        const TRIES: u32 = 8;
        for _ in 0..TRIES {
            let file = storage::open(&self.path, Access::Append)?;
            storage::lock(&self.storage, &file, &self.path, Lock::Exclusive)?;
            if storage::is_same(&file, &self.path).map_err(failed(&self.path, Doing::Open))? {
                return Ok(file);
            }
        }
        Err(self.changed())
    }

    fn changed(&self) -> JournalError {
        JournalError::Changed {
            path: self.path.clone(),
        }
    }

    /// Verifies what stands behind the head; the head's own line is read again and must be the same.
    fn read_new(&mut self, file: &File) -> Result<Rest, JournalError> {
        if let Some(damage) = &self.damage {
            return Err(self.damaged(damage.clone()));
        }
        let mut reader = Reader::default();
        let bytes = reader.fill(&self.storage, file, &self.path, self.chain.last_start)?;
        let (head, new) = first_line(bytes);
        let same = line::hash_of_whole(head) == Some(self.chain.head.hash);
        if !same {
            return Err(self.changed());
        }
        self.chain.end = self.chain.last_start + (bytes.len() - new.len()) as u64;
        self.chain.unended = new.is_empty() && !bytes.ends_with(b"\n");
        match self.chain.extend(new, &mut self.unseen) {
            Rest::Damaged(damage) => Err(self.damaged(damage)),
            rest @ (Rest::Nothing | Rest::Torn(..)) => Ok(rest),
        }
    }

    fn damaged(&self, damage: Damage) -> JournalError {
        JournalError::Damaged {
            path: self.path.clone(),
            damage,
        }
    }

    /// One write, one sync; on failure the file is as it was, or it is said that this is not known.
    fn append(
        &mut self,
        file: &File,
        stamp: &Stamp,
        events: Vec<E>,
    ) -> Result<Vec<Entry<E>>, JournalError> {
        let batch = Batch::new(&self.chain, stamp, events).map_err(unwritable(&self.path))?;
        if let Err(source) = storage::write_all(&self.storage, file, &batch.bytes) {
            let cut = self.storage.cut(file, self.chain.end);
            return Err(match cut.and_then(|()| self.storage.sync(file)) {
                Ok(()) => JournalError::NotSaved {
                    path: self.path.clone(),
                    source,
                },
                Err(_) => self.unclear(stamp.id, source),
            });
        }
        if let Err(source) = self.storage.sync(file) {
            return Err(self.unclear(stamp.id, source));
        }
        Ok(batch.adopt(&mut self.chain))
    }

    /// Looks, through another descriptor, whether an entry is there after all.
    fn unclear(&self, id: EntryId, source: std::io::Error) -> JournalError {
        let (mut reader, mut memory) = (Reader::default(), Memory::<E>::default());
        let there = load(&self.storage, &self.path, &mut reader, &mut memory);
        let presence = match there {
            Ok((_, chain)) if chain.knows(id) => Presence::There,
            Ok(_) => Presence::NotThere,
            Err(_) => Presence::Unknown,
        };
        JournalError::Unclear {
            path: self.path.clone(),
            id,
            presence,
            source,
        }
    }
}

fn unwritable(path: &Path) -> impl FnOnce(Problem) -> JournalError {
    move |problem| JournalError::Unwritable {
        path: path.to_owned(),
        problem,
    }
}

/// Lines that are ready to be written behind a chain.
#[derive(Debug)]
pub(super) struct Batch<E> {
    pub(super) bytes: Vec<u8>,
    end: Chain,
    entries: Vec<Entry<E>>,
}

impl<E: Content> Batch<E> {
    /// Composes lines and reads them back: what could not be read is not written.
    pub(super) fn new(chain: &Chain, stamp: &Stamp, events: Vec<E>) -> Result<Batch<E>, Problem> {
        let (mut bytes, mut head) = (Vec::new(), chain.head);
        for (nth, event) in (0_u64..).zip(events) {
            let entry = Entry {
                seq: head.seq + 1,
                id: EntryId(stamp.id.0.wrapping_add(nth)),
                at: stamp.at,
                by: stamp.by.clone(),
                clock: stamp.clock,
                event,
            };
            head = line::compose(&entry, &head, &mut bytes)?;
        }
        let mut end = chain.successor();
        let mut entries = Vec::new();
        if let Rest::Damaged(damage) = end.extend(&bytes, &mut entries) {
            return Err(damage.problem);
        }
        if chain.unended {
            bytes.insert(0, b'\n');
        }
        Ok(Batch {
            bytes,
            end,
            entries,
        })
    }

    /// Moves a chain to the end of the lines, once they are on the disk.
    pub(super) fn adopt(self, chain: &mut Chain) -> Vec<Entry<E>> {
        chain.advance(self.end);
        self.entries
    }
}

/// Reads a file and verifies it. Anything but a clean end is read once more under a shared lock, as
/// another program may have been writing.
pub(super) fn load<E: Content>(
    storage: &impl Storage,
    path: &Path,
    reader: &mut Reader,
    memory: &mut Memory<E>,
) -> Result<(Reading<E>, Chain), JournalError> {
    let file = storage::open(path, Access::Read)?;
    let first = verify_file(storage, &file, path, reader, memory);
    let clean =
        |(reading, _): &(Reading<E>, Chain)| reading.tail.is_none() && reading.damage.is_none();
    if first.as_ref().is_ok_and(clean) || storage::lock(storage, &file, path, Lock::Shared).is_err()
    {
        return first;
    }
    verify_file(storage, &file, path, reader, memory)
}

/// Reads and verifies a file piece by piece while its lines are good, then what is left at once.
fn verify_file<E: Content>(
    storage: &impl Storage,
    file: &File,
    path: &Path,
    reader: &mut Reader,
    memory: &mut Memory<E>,
) -> Result<(Reading<E>, Chain), JournalError> {
    let (mut chain, mut entries) = (Chain::new(), Vec::new());
    let length = storage::length(file, path)?;
    chain.expect(length, &mut entries);
    while let Some(left) = length
        .checked_sub(chain.end as usize)
        .filter(|left| *left > 0)
    {
        let piece = reader.piece(storage, file, path, chain.end, left)?;
        let whole_lines = piece.iter().rposition(|byte| *byte == b'\n');
        let Some(last) = whole_lines else {
            break;
        };
        let taken = chain.take_good(&piece[..=last], &mut entries, memory);
        if taken.is_err() {
            break;
        }
    }
    let left = reader.fill(storage, file, path, chain.end)?;
    verify_rest(left, path, chain, entries)
}

/// Verifies the bytes of a whole file.
pub(super) fn verify<E: Content>(
    bytes: &[u8],
    path: &Path,
) -> Result<(Reading<E>, Chain), JournalError> {
    let (mut chain, mut entries) = (Chain::new(), Vec::new());
    chain.expect(bytes.len(), &mut entries);
    verify_rest(bytes, path, chain, entries)
}

/// Verifies what stands behind the verified lines of a file.
fn verify_rest<E: Content>(
    bytes: &[u8],
    path: &Path,
    mut chain: Chain,
    mut entries: Vec<Entry<E>>,
) -> Result<(Reading<E>, Chain), JournalError> {
    let path = || path.to_owned();
    if chain.end == 0 && bytes.is_empty() {
        return Err(JournalError::Empty { path: path() });
    }
    let rest = chain.extend(bytes, &mut entries);
    let opened = entries.first().and_then(|entry| entry.event.opening());
    let opened = opened.map(|opening| (opening.format.to_owned(), u64::from(opening.version)));
    let opened = opened.or_else(|| opening(bytes));
    let format = match opened {
        Some((format, version)) if format == E::FORMAT && version > u64::from(E::VERSION) => {
            return Err(JournalError::Newer {
                path: path(),
                version,
            });
        }
        // Its first line cannot be read, since it opens something else.
        Some((format, _)) if format != E::FORMAT => Some(PlainText::new(format)),
        Some(_) | None => None,
    };
    let (tail, damage, problem) = match rest {
        Rest::Nothing => (None, None, Problem::NotOpened),
        Rest::Torn(tail, problem) => (Some(tail), None, problem),
        Rest::Damaged(damage) => (None, Some(damage.clone()), damage.problem),
    };
    if entries.is_empty() {
        let problem = match problem {
            Problem::Event(_) => format.map_or(problem, Problem::Format),
            problem => problem,
        };
        return Err(JournalError::NotADiary {
            path: path(),
            problem,
        });
    }
    let reading = Reading {
        entries,
        head: chain.head,
        bytes: chain.end,
        repeated: std::mem::take(&mut chain.repeated),
        tail,
        damage,
    };
    Ok((reading, chain))
}
