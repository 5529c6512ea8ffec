//! Participants read from files: a diary that is verified, the site record beside it, and up to when it is
//! counted; one, or many side by side.
//!
//! Reading changes nothing and works where nothing can be written. Of many, each core has one at a time, and
//! what comes of them is handed out in their order, so that memory does not grow with their number.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use super::StoreError;
use super::study::{Study, StudyError};
use crate::clock::Clock;
use crate::domain::adherence::AsOf;
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::participant::{DiaryCopy, Participant};
use crate::domain::site::SiteRecord;
use crate::journal::{Damage, Disk, JournalError, Reader, Received};

/// A participant as the files tell, with what could not be read.
#[derive(Debug)]
pub struct Loaded {
    /// The participant; of a damaged diary, what stands before the damage.
    pub participant: Participant,
    /// Where the diary stops being valid.
    pub damage: Option<Damage>,
    /// Why the site record beside the diary is left out.
    pub record_error: Option<StudyError>,
}

/// How participants are loaded.
#[derive(Debug, Clone, Copy)]
pub struct Loading {
    clock: Clock,
    /// Asked once, so that all are counted up to the same moment.
    now: Moment,
    as_of: Option<DiaryDate>,
}

/// What a diary was opened as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// It is kept on this computer.
    Live,
    /// A copy that somebody brought.
    Copy,
}

impl Loading {
    /// Counted up to the end of a diary date; without one, as ruling 27 has it: the live diary up to now, a
    /// received copy up to its receipt, any other copy up to its last entry.
    pub fn new(clock: Clock, as_of: Option<DiaryDate>) -> Loading {
        Loading {
            clock,
            now: clock.now(),
            as_of,
        }
    }

    /// The participant of a copy, with the site record beside it in a study folder.
    ///
    /// # Errors
    /// It cannot be read, or is no diary of this version. Damage and a site record that cannot be read are no
    /// errors but part of what is loaded.
    pub fn copy(&self, path: &Path, reader: &mut Reader) -> Result<Loaded, StoreError> {
        self.load(path, reader, Kept::Copy)
    }

    /// The participant of the diary that is kept on this computer.
    ///
    /// # Errors
    /// As [`Loading::copy`].
    pub fn live(&self, path: &Path) -> Result<Loaded, StoreError> {
        self.load(path, &mut Reader::default(), Kept::Live)
    }

    fn load(&self, path: &Path, reader: &mut Reader, kept: Kept) -> Result<Loaded, StoreError> {
        let reading = reader.read(path)?;
        let mut copy = DiaryCopy {
            last_seq: reading.head.seq,
            last_hash: reading.head.hash.to_string(),
            damaged_from: reading.damage.as_ref().map(|damage| damage.line),
            is_torn: reading.tail.is_some(),
            keeps_receipt: true,
            lacks_record: false,
            is_live: kept == Kept::Live,
        };
        let diary = Diary::from_entries(reading.entries)?;
        let (record, record_error) = match self.record_beside(path, &diary) {
            Ok(record) => (record, None),
            Err(error) => (None, Some(error)),
        };
        copy.lacks_record = record_error.is_some();
        if let Some(record) = &record {
            copy.keeps_receipt = keeps_receipt(path, &copy, record)?;
        }
        let moment = match kept {
            Kept::Live => self.now,
            Kept::Copy => {
                let receipt = record.as_ref();
                let receipt = receipt.and_then(|r| r.receipt_of(copy.last_seq, &copy.last_hash));
                let last = diary.history().last().map(|entry| entry.at);
                receipt.map(|(at, _)| at).or(last).unwrap_or(self.now)
            }
        };
        let as_of = self.cut(&diary, moment);
        Ok(Loaded {
            participant: Participant::new(diary, record, copy, as_of),
            damage: reading.damage,
            record_error,
        })
    }

    fn record_beside(&self, path: &Path, diary: &Diary) -> Result<Option<SiteRecord>, StudyError> {
        let Some(study) = Study::around(path, diary.subject(), self.clock) else {
            return Ok(None);
        };
        let known = study.known(diary.subject())?;
        Ok(known.map(|known| known.record))
    }

    /// Where a diary is cut: at the end of the date asked for, else at `moment`. What is not over yet is cut at
    /// now.
    fn cut(&self, diary: &Diary, moment: Moment) -> AsOf {
        match self.as_of {
            None => AsOf::Now(moment),
            Some(date) if date < diary.date_of(self.now) => AsOf::EndOf(date),
            Some(_) => AsOf::Now(self.now),
        }
    }

    /// Loads copies side by side, one worker a core. `of` makes something of each, in the worker; `take` gets
    /// that in the order of `paths`, with its place there, and may end it all. What `take` gives back, `of` gets
    /// with another diary to use again.
    pub fn each<T: Send, R: Send>(
        &self,
        paths: &[PathBuf],
        of: impl Fn(&Path, Result<Loaded, StoreError>, Option<R>) -> T + Sync,
        take: impl FnMut(usize, T) -> ControlFlow<(), Option<R>>,
    ) {
        let work =
            |reader: &mut Reader, path: &PathBuf, used| of(path, self.copy(path, reader), used);
        in_order(paths, Reader::default, work, take);
    }
}

/// Whether a copy that goes on behind the one received last still has its last line.
fn keeps_receipt(path: &Path, copy: &DiaryCopy, record: &SiteRecord) -> Result<bool, JournalError> {
    let Some((_, received)) = record.last_receipt() else {
        return Ok(true);
    };
    if copy.damaged_from.is_some() || copy.last_seq <= received.last_seq {
        return Ok(true);
    }
    // Rare enough to read the file once more: a copy goes into a study folder by being received.
    let hash = Received::read(&Disk, path)?.hash_of(received.last_seq);
    Ok(hash.is_some_and(|hash| hash.to_string() == received.last_hash))
}

/// How many results a worker hands over at once, so that the other side is not woken for each.
const TOGETHER: usize = 4;
/// How many such hands full may wait in its queue; one more is in its own hands, and one in the taker's.
const QUEUED: usize = 1;

/// Works on things side by side, one worker a core, each with a tool of its own; hands the results out in the
/// order of the things, as they are ready. What `take` gives back of a result goes to the worker that made it, for
/// one of its next: large memory is asked for once, and not given back by another thread than asked for it.
pub fn in_order<I: Sync, W, T: Send, R: Send>(
    things: &[I],
    tool: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, &I, Option<R>) -> T + Sync,
    mut take: impl FnMut(usize, T) -> ControlFlow<(), Option<R>>,
) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let workers = cores.min(things.len()).max(1);
    thread::scope(|scope| {
        // Each worker has every nth thing and queues of its own: whose turn it is needs no bookkeeping.
        let mut queues = Vec::new();
        for worker in 0..workers {
            let (ready, queue) = sync_channel(QUEUED);
            let (give_back, given_back) = channel();
            queues.push((queue, Vec::new().into_iter(), give_back));
            let (tool, work) = (&tool, &work);
            scope.spawn(move || {
                let mut tool = tool();
                let mut mine = things.iter().skip(worker).step_by(workers).peekable();
                while mine.peek().is_some() {
                    let some = mine.by_ref().take(TOGETHER);
                    let one = |thing| work(&mut tool, thing, given_back.try_recv().ok());
                    let results: Vec<T> = some.map(one).collect();
                    // Nobody takes any more.
                    if ready.send(results).is_err() {
                        break;
                    }
                }
            });
        }
        for place in 0..things.len() {
            let (queue, here, give_back) = &mut queues[place % workers];
            if here.len() == 0 {
                *here = queue.recv().unwrap_or_default().into_iter();
            }
            // Only a worker that has panicked sends nothing; the scope passes that on.
            let Some(result) = here.next() else { break };
            match take(place, result) {
                ControlFlow::Continue(None) => {}
                // A worker that has done all of its things wants nothing back.
                ControlFlow::Continue(Some(used)) => drop(give_back.send(used)),
                ControlFlow::Break(()) => break,
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// How many results of a worker may wait until it is their turn.
    const WAITING: usize = (QUEUED + 2) * TOGETHER;

    #[test]
    fn what_comes_of_many_is_handed_out_in_their_order_however_long_each_takes() {
        let things: Vec<u64> = (0..5000).collect();
        let work = |_: &mut (), thing: &u64, _: Option<()>| {
            (0..(thing * 7919) % 400).fold(*thing, u64::max)
        };
        let mut taken = Vec::new();
        in_order(
            &things,
            || (),
            work,
            |place, result| {
                taken.push((place as u64, result >= place as u64));
                ControlFlow::Continue(None)
            },
        );
        assert!(taken.iter().all(|(_, of_its_place)| *of_its_place));
        assert!(taken.iter().map(|(place, _)| place).eq(&things));
    }

    #[test]
    fn who_stops_taking_stops_the_work_and_little_is_done_ahead() {
        let things: Vec<usize> = (0..10_000).collect();
        let done = AtomicUsize::new(0);
        let work = |_: &mut (), _: &usize, _: Option<()>| done.fetch_add(1, Ordering::Relaxed);
        let mut taken = 0;
        in_order(
            &things,
            || (),
            work,
            |_, _| {
                taken += 1;
                if taken == 100 {
                    return ControlFlow::Break(());
                }
                ControlFlow::Continue(None)
            },
        );
        assert_eq!(taken, 100);
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        assert!(done.into_inner() <= 100 + cores * (WAITING + 2));
    }

    #[test]
    fn nothing_to_do_is_done_at_once() {
        let work = |(): &mut (), (): &(), _: Option<()>| ();
        in_order(&[], || (), work, |_, ()| ControlFlow::Break(()));
    }

    #[test]
    fn what_is_given_back_is_used_again_and_little_is_ever_made() {
        let things: Vec<usize> = (0..2_000).collect();
        let made = AtomicUsize::new(0);
        let work = |_: &mut (), thing: &usize, used: Option<Vec<usize>>| {
            let mut used = used.unwrap_or_else(|| {
                made.fetch_add(1, Ordering::Relaxed);
                Vec::new()
            });
            used.clear();
            used.push(*thing);
            used
        };
        let mut taken = Vec::new();
        in_order(
            &things,
            || (),
            work,
            |_, result| {
                taken.extend_from_slice(&result);
                ControlFlow::Continue(Some(result))
            },
        );
        assert_eq!(taken, things);
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        assert!(made.into_inner() <= cores * (WAITING + 2));
    }
}
