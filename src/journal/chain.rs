//! Verifies a buffer of lines into entries, and says where it stops being true.
//!
//! Works on bytes only, so that a file, a copy and the new end of a file are verified by the same
//! code. What lies before the first wrong line is used; what lies behind is a torn tail or damage.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::MAX_LINE_BYTES;
use super::error::Problem;
use super::hash::{Hash, Head};
use super::line::{self, Line, Memory};
use crate::domain::entry::{Content, Entry, Event};
use crate::domain::ids::EntryId;
use crate::domain::plain_text::PlainText;

/// What a journal holds, verified.
#[derive(Debug)]
pub struct Reading<E = Event> {
    /// The entries up to the first wrong line, at least one, the first of them `opened`. `seq` is the
    /// line; one whose id stood before is left out, so that an entry may be missing from the row.
    pub entries: Vec<Entry<E>>,
    /// The last good line.
    pub head: Head,
    /// How many bytes the good lines have.
    pub bytes: u64,
    /// Lines whose id stood in an earlier line, with that line; they count once.
    pub repeated: Vec<(u64, u64)>,
    /// What an interrupted write left behind the good lines; set aside at the next write.
    pub tail: Option<TornTail>,
    /// Damage behind the good lines; such a journal is never written to.
    pub damage: Option<Damage>,
}

/// Bytes behind the last good line that are no damage: an interrupted write left them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TornTail {
    /// How many.
    pub bytes: u64,
    /// Their hash.
    pub hash: Hash,
}

/// The first wrong line of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub problem: Problem,
    /// How many lines are wrong or lie behind a wrong one.
    pub lost_lines: u64,
    /// How many bytes those are.
    pub lost_bytes: u64,
}

/// What lies behind the good lines.
#[derive(Debug)]
pub(super) enum Rest {
    Nothing,
    /// With what is wrong with its first line.
    Torn(TornTail, Problem),
    Damaged(Damage),
}

/// Where a chain stands.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) head: Head,
    /// Where the last good line begins.
    pub(super) last_start: u64,
    /// Where the good lines end.
    pub(super) end: u64,
    /// Whether the last good line lacks its end of line.
    pub(super) unended: bool,
    pub(super) repeated: Vec<(u64, u64)>,
    ids: HashMap<EntryId, u64>,
}

impl Chain {
    pub(super) fn new() -> Chain {
        Chain {
            head: Head::EMPTY,
            last_start: 0,
            end: 0,
            unended: false,
            repeated: Vec::new(),
            ids: HashMap::new(),
        }
    }

    pub(super) fn knows(&self, id: EntryId) -> bool {
        self.ids.contains_key(&id)
    }

    /// Makes room for the entries of so many bytes.
    pub(super) fn expect<E>(&mut self, bytes: usize, entries: &mut Vec<Entry<E>>) {
        let expected = bytes / 300;
        self.ids.reserve(expected);
        entries.reserve(expected);
    }

    /// Takes the bytes that stand behind what is verified, as far as they are good.
    pub(super) fn extend<E: Content>(&mut self, bytes: &[u8], entries: &mut Vec<Entry<E>>) -> Rest {
        match self.take_good(bytes, entries, &mut Memory::default()) {
            Ok(()) => Rest::Nothing,
            Err((rest, problem)) => self.judge(rest, problem),
        }
    }

    /// The same, without a judgement of what follows the good lines.
    pub(super) fn take_good<'a, E: Content>(
        &mut self,
        bytes: &'a [u8],
        entries: &mut Vec<Entry<E>>,
        memory: &mut Memory<E>,
    ) -> Result<(), (&'a [u8], Problem)> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (line, next) = first_line(rest);
            match self.check(line, memory) {
                Ok(found) => {
                    self.last_start = self.end;
                    self.end += (rest.len() - next.len()) as u64;
                    self.unended = !rest[..rest.len() - next.len()].ends_with(b"\n");
                    self.take(found, entries);
                }
                Err(problem) => return Err((rest, problem)),
            }
            rest = next;
        }
        Ok(())
    }

    /// A chain that goes on where this one ends, and knows only what it takes itself.
    pub(super) fn successor(&self) -> Chain {
        Chain {
            head: self.head,
            last_start: self.last_start,
            // The missing end of line is written before the next line.
            end: self.end + u64::from(self.unended),
            ..Chain::new()
        }
    }

    /// Moves on to where a successor ends.
    pub(super) fn advance(&mut self, to: Chain) {
        self.ids.extend(to.ids);
        self.repeated.extend(to.repeated);
        self.head = to.head;
        self.last_start = to.last_start;
        self.end = to.end;
        self.unended = to.unended;
    }

    fn check<'a, E: Content>(
        &self,
        bytes: &'a [u8],
        memory: &mut Memory<E>,
    ) -> Result<Line<'a, E>, Problem> {
        let line: Line<E> = line::parse(bytes, memory)?;
        let wanted = self.head.seq + 1;
        if line.entry.seq != wanted {
            return Err(Problem::WrongSeq {
                found: line.entry.seq,
                wanted,
            });
        }
        if line.prev != self.head.hash.hex() {
            return Err(Problem::BrokenLink);
        }
        match (line.entry.event.opening(), wanted) {
            (Some(opening), 1) if opening.format != E::FORMAT => {
                Err(Problem::Format(PlainText::new(opening.format)))
            }
            (Some(_), 1) => Ok(line),
            (None, 1) => Err(Problem::NotOpened),
            (Some(_), _) => Err(Problem::OpenedAgain),
            (None, _) => Ok(line),
        }
    }

    fn take<E>(&mut self, line: Line<E>, entries: &mut Vec<Entry<E>>) {
        let seq = line.entry.seq;
        self.head = Head {
            seq,
            hash: line.hash,
        };
        match self.ids.entry(line.entry.id) {
            Slot::Occupied(first) => self.repeated.push((seq, *first.get())),
            Slot::Vacant(slot) => {
                slot.insert(seq);
                entries.push(line.entry);
            }
        }
    }

    /// Says whether what begins with a wrong line is a torn tail or damage.
    ///
    /// Torn is what an interrupted write can leave: shorter than a line may be, without a whole line.
    /// A line that has its end and no NUL bytes was written whole and changed later; one closed by
    /// its right hash is an entry that belongs elsewhere.
    fn judge(&self, rest: &[u8], problem: Problem) -> Rest {
        let (mut lines, mut written_whole) = (0, false);
        let mut left = rest;
        while !left.is_empty() {
            let (line, next) = first_line(left);
            let ended = left.len() - next.len() > line.len();
            written_whole |= (ended && !line.contains(&0)) || line::hash_of_whole(line).is_some();
            lines += 1;
            left = next;
        }
        let bytes = rest.len() as u64;
        if rest.len() < MAX_LINE_BYTES && !written_whole {
            let hash = Hash::of(rest);
            return Rest::Torn(TornTail { bytes, hash }, problem);
        }
        Rest::Damaged(Damage {
            line: self.head.seq + 1,
            problem,
            lost_lines: lines,
            lost_bytes: bytes,
        })
    }
}

/// The first line without its end, and what follows it.
pub(super) fn first_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memchr(b'\n', bytes) {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (bytes, &[]),
    }
}

/// The format and the version that a first line names, whatever else is in it.
pub(super) fn opening(bytes: &[u8]) -> Option<(String, u64)> {
    #[derive(Deserialize)]
    struct Fields<'a> {
        #[serde(borrow)]
        event: &'a RawValue,
    }
    #[derive(Deserialize)]
    struct Opening<'a> {
        #[serde(borrow)]
        format: std::borrow::Cow<'a, str>,
        version: u64,
    }
    let (line, _) = first_line(bytes);
    if line.len() > MAX_LINE_BYTES {
        return None;
    }
    let fields: Fields = serde_json::from_slice(line).ok()?;
    let opening: Opening = serde_json::from_str(fields.event.get()).ok()?;
    Some((opening.format.into_owned(), opening.version))
}
