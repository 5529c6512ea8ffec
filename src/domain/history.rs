//! The entries of a journal in their order, and which content of each counts after corrections.
//!
//! Nothing is dropped: a corrected entry stays beside what replaced it. Read by `diary`, which turns
//! the contents that count into orders, cycles and doses, and by everything that lists entries.

use std::collections::BTreeMap;

use super::calendar::Moment;
use super::entry::{Author, Content, Corrected, Entry, EntryRef, Event};

/// The entries of one journal, by `seq` from 1.
#[derive(Debug, Clone)]
pub struct History<E = Event> {
    entries: Vec<Entry<E>>,
    /// Of the few that do not stand.
    fates: BTreeMap<u64, Fate>,
}

/// One entry and the fate of its content.
#[derive(Debug)]
pub struct Row<'a, E = Event> {
    /// The entry as it was recorded.
    pub entry: &'a Entry<E>,
    /// Which content counts now.
    pub fate: Fate,
}

/// Which content of an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its own.
    Stands,
    /// That of the correction with this `seq`.
    Replaced(u64),
    /// None: the correction with this `seq` withdrew it.
    Withdrawn(u64),
}

/// Why an entry cannot be corrected in this way (ruling 22).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionFault {
    /// No entry of that number and id.
    NoSuchEntry,
    /// The target is a correction: name the entry that it corrects.
    TargetIsCorrection,
    /// Entries of this kind are never corrected.
    Uncorrectable,
    /// The replacement is of another kind.
    OtherKind,
    /// A patient cannot correct what the study team entered.
    NotYours,
}

/// An entry whose content counts.
#[derive(Debug)]
pub struct Live<'a, E = Event> {
    /// The entry in whose place the content stands.
    pub root: &'a Entry<E>,
    /// The entry whose content counts: the root itself or its latest correction.
    pub source: &'a Entry<E>,
    /// The content.
    pub event: &'a E,
}

// Derived, these would ask that the events can be copied too.
impl<E> Clone for Row<'_, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Row<'_, E> {}

impl<E> Clone for Live<'_, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Live<'_, E> {}

impl<E> Live<'_, E> {
    /// How other entries name the root.
    pub fn reference(&self) -> EntryRef {
        self.root.reference()
    }

    /// When the content that counts was recorded.
    pub fn recorded_at(&self) -> Moment {
        self.source.at
    }

    /// Whether it is another content than was recorded first.
    pub fn is_corrected(&self) -> bool {
        self.source.seq != self.root.seq
    }
}

impl<E> Default for History<E> {
    fn default() -> History<E> {
        History {
            entries: Vec::new(),
            fates: BTreeMap::new(),
        }
    }
}

impl<E: Content> History<E> {
    /// A history of these entries, by `seq`; a list of them is taken over as it is.
    pub fn new(entries: impl IntoIterator<Item = Entry<E>>) -> History<E> {
        let mut history = History {
            entries: entries.into_iter().collect(),
            fates: BTreeMap::new(),
        };
        history.apply_corrections(0);
        history
    }

    /// Adds the next entries.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = Entry<E>>) {
        let known = self.entries.len();
        self.entries.extend(entries);
        self.apply_corrections(known);
    }

    /// Settles what the corrections from a place in the list on do to the entries before them; one that is
    /// not allowed stands in the list and changes nothing.
    fn apply_corrections(&mut self, from: usize) {
        for at in from..self.entries.len() {
            let entry = &self.entries[at];
            let Some(corrected) = entry.event.correction() else {
                continue;
            };
            let target = corrected.target.seq;
            if target < entry.seq && self.check_correction(corrected, &entry.by).is_ok() {
                let fate = match corrected.replacement {
                    Some(_) => Fate::Replaced(entry.seq),
                    None => Fate::Withdrawn(entry.seq),
                };
                self.fates.insert(target, fate);
            }
        }
    }

    /// Whether `corrected` may be recorded by `by`.
    ///
    /// # Errors
    /// The first rule of ruling 22 that it breaks.
    pub fn check_correction(
        &self,
        corrected: &Corrected<E>,
        by: &Author,
    ) -> Result<(), CorrectionFault> {
        let target = self
            .entry(corrected.target.seq)
            .filter(|entry| entry.id == corrected.target.id)
            .ok_or(CorrectionFault::NoSuchEntry)?;
        if target.event.correction().is_some() {
            return Err(CorrectionFault::TargetIsCorrection);
        }
        if !target.event.is_correctable() {
            return Err(CorrectionFault::Uncorrectable);
        }
        if let Some(replacement) = &corrected.replacement
            && replacement.kind() != target.event.kind()
        {
            return Err(CorrectionFault::OtherKind);
        }
        if target.by.is_site() && !by.is_site() {
            return Err(CorrectionFault::NotYours);
        }
        Ok(())
    }

    /// The row of an entry.
    pub fn row(&self, seq: u64) -> Option<Row<'_, E>> {
        self.entry(seq).map(|entry| self.row_of(entry))
    }

    fn row_of<'a>(&self, entry: &'a Entry<E>) -> Row<'a, E> {
        let fate = self.fates.get(&entry.seq).copied();
        Row {
            entry,
            fate: fate.unwrap_or(Fate::Stands),
        }
    }

    /// Where an entry stands in the list: at its number, unless an entry before it was left out because
    /// it repeated another's id.
    fn index(&self, seq: u64) -> Option<usize> {
        let guess = usize::try_from(seq.checked_sub(1)?).ok()?;
        if self
            .entries
            .get(guess)
            .is_some_and(|entry| entry.seq == seq)
        {
            return Some(guess);
        }
        self.entries
            .binary_search_by_key(&seq, |entry| entry.seq)
            .ok()
    }

    /// The entry of a number, as it was recorded.
    pub fn entry(&self, seq: u64) -> Option<&Entry<E>> {
        self.entries.get(self.index(seq)?)
    }

    /// Every entry with its fate, oldest first.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_, E>> {
        self.entries.iter().map(|entry| self.row_of(entry))
    }

    /// The entry's content that counts; `None` if it was withdrawn or there is no such entry.
    pub fn live(&self, seq: u64) -> Option<Live<'_, E>> {
        self.live_row(self.row(seq)?)
    }

    fn live_row<'a>(&'a self, row: Row<'a, E>) -> Option<Live<'a, E>> {
        let root = row.entry;
        match row.fate {
            Fate::Stands => Some(Live {
                root,
                source: root,
                event: &root.event,
            }),
            Fate::Withdrawn(_) => None,
            Fate::Replaced(by) => {
                let source = self.entry(by)?;
                let corrected = source.event.correction()?;
                Some(Live {
                    root,
                    source,
                    event: corrected.replacement.as_ref()?,
                })
            }
        }
    }

    /// The corrections of a root entry that the rules allow, oldest first.
    pub fn corrections_of<'a>(&'a self, root: &'a Entry<E>) -> impl Iterator<Item = &'a Entry<E>> {
        let corrected = self.fates.contains_key(&root.seq);
        let from = self.index(root.seq).filter(|_| corrected);
        let later = from.and_then(|from| self.entries.get(from..));
        later.unwrap_or_default().iter().filter(move |entry| {
            let Some(corrected) = entry.event.correction() else {
                return false;
            };
            corrected.target == root.reference()
                && self.check_correction(corrected, &entry.by).is_ok()
        })
    }

    /// The content of a root entry as it stood before the correction with this `seq`; `None` if it was
    /// withdrawn then.
    pub fn content_before(&self, root: &Entry<E>, correction: u64) -> Option<E> {
        match self.correction_before(root, correction) {
            Some((_, corrected)) => corrected.replacement.clone(),
            None => Some(root.event.clone()),
        }
    }

    /// What a root entry has said, one after the other: its own content, then that of each correction, with
    /// the entry that says it; `None` where it was withdrawn.
    pub fn contents<'a>(&'a self, root: &'a Entry<E>) -> Vec<(u64, Option<&'a E>)> {
        let mut contents = vec![(root.seq, Some(&root.event))];
        if self.fates.contains_key(&root.seq) {
            let from = self.index(root.seq).unwrap_or(self.entries.len());
            for entry in &self.entries[from..] {
                if let Some(corrected) = entry.event.correction()
                    && corrected.target == root.reference()
                    && self.check_correction(corrected, &entry.by).is_ok()
                {
                    contents.push((entry.seq, corrected.replacement.as_ref()));
                }
            }
        }
        contents
    }

    /// The correction of a root entry that counted before the correction with this `seq`.
    fn correction_before(&self, root: &Entry<E>, correction: u64) -> Option<(u64, &Corrected<E>)> {
        let from = self.index(root.seq)?;
        let to = self.index(correction)?;
        let mut newest_first = self.entries.get(from..to)?.iter().rev();
        newest_first.find_map(|entry| {
            let corrected = entry.event.correction()?;
            let counts = corrected.target == root.reference()
                && self.check_correction(corrected, &entry.by).is_ok();
            counts.then_some((entry.seq, corrected))
        })
    }

    /// The entries that were corrected or withdrawn, with their fate, oldest first.
    pub fn corrected_rows(&self) -> impl Iterator<Item = Row<'_, E>> {
        self.fates.keys().filter_map(|seq| self.row(*seq))
    }

    /// Every content that counts, in the order of the roots.
    pub fn live_entries(&self) -> impl Iterator<Item = Live<'_, E>> {
        let mut fates = self.fates.iter().peekable();
        self.entries.iter().filter_map(move |entry| {
            let fate = fates.next_if(|(seq, _)| **seq == entry.seq);
            let fate = fate.map_or(Fate::Stands, |(_, fate)| *fate);
            self.live_row(Row { entry, fate })
        })
    }

    /// The newest entry.
    pub fn last(&self) -> Option<&Entry<E>> {
        self.entries.last()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
