//! A study folder of made-up participants: the same seed and moment give the same files, to the byte.
//!
//! Every entry goes through `decide`; only the files are composed in memory and written once, since thousands of
//! diaries are wanted for measuring. Marked as sample throughout.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::SampleError;
use super::book::Book;
use super::chance::Chance;
use super::participant::Participant;
use super::story::Story;
use super::truth::Truth;
use crate::domain::calendar::Moment;
use crate::domain::entry::Language;
use crate::domain::ids::SubjectCode;
use crate::domain::protocol::Protocol;
use crate::journal::{Storage, Unsynced, private_folder};
use crate::runtime::StoreError;
use crate::runtime::participants::in_order;
use crate::runtime::study::SITE_ENDING;

/// Makes another seed of a seed, for what becomes of the participants.
const FATE: u64 = 0x9e6c_63d0_876a_9a62;

/// What study to make up.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// How many participants.
    pub participants: u32,
    /// The same seed gives the same study.
    pub seed: u64,
    /// How many cycles each has had, unless the treatment ended before; then with the course of the disease.
    /// `None`: some more, some fewer, and diaries and tablets only. With 11, a diary has about 475 entries
    /// on average.
    pub cycles: Option<u16>,
    /// The language of the diaries.
    pub language: Language,
    /// The moment at which the folder is looked at: the last visits were in the days before.
    pub now: Moment,
}

/// A study that is made up participant by participant.
#[derive(Debug)]
pub struct SampleStudy {
    wanted: Wanted,
    protocol: Protocol,
}

/// The two files of a made-up participant.
#[derive(Debug)]
pub struct SampleParticipant {
    subject: SubjectCode,
    book: Book,
    truth: Option<Truth>,
}

impl SampleStudy {
    /// A study.
    ///
    /// # Errors
    /// The built-in protocol cannot be read.
    pub fn new(wanted: Wanted) -> Result<SampleStudy, SampleError> {
        let protocol = Protocol::built_in().map_err(|_| SampleError::Unfit)?;
        Ok(SampleStudy { wanted, protocol })
    }

    /// The nth participant, from 0; none behind the last.
    ///
    /// # Errors
    /// The sample does not fit the built-in protocol.
    pub fn participant(&self, nth: u32) -> Result<SampleParticipant, SampleError> {
        let wanted = &self.wanted;
        let digits = wanted.participants.to_string().len().max(3);
        let subject = super::parsed(&format!("DEMO-{:0digits$}", u64::from(nth) + 1))?;
        let mut chance = Chance::of(wanted.seed, u64::from(nth));
        let story = match wanted.cycles {
            None => Story::of(u64::from(nth), &mut chance),
            // Of many, few have a story.
            Some(_) => Story::of(u64::from(nth) + 12, &mut chance),
        };
        let participant = Participant {
            protocol: &self.protocol,
            subject: &subject,
            language: wanted.language,
            now: wanted.now,
            cycles: wanted.cycles,
            story,
            chance,
            fate: Chance::of(wanted.seed ^ FATE, u64::from(nth)),
        };
        let (book, truth) = participant.book()?;
        Ok(SampleParticipant {
            subject,
            book,
            truth,
        })
    }

    /// The same without waiting for the disk: what is made up can be made again.
    ///
    /// # Errors
    /// As [`SampleStudy::write`].
    pub fn write_unsynced(&self, folder: &Path) -> Result<(), SampleError> {
        self.write(&Unsynced, folder)
    }

    /// Makes the folder and everything in it, on all cores.
    ///
    /// # Errors
    /// Something stands there already, or it cannot be written.
    pub fn write(&self, storage: &(impl Storage + Sync), folder: &Path) -> Result<(), SampleError> {
        private_folder(storage, folder).map_err(StoreError::from)?;
        let all: Vec<u32> = (0..self.wanted.participants).collect();
        let mut written = Ok(());
        let write = |nth: &u32| self.participant(*nth)?.write(storage, folder);
        in_order(
            &all,
            || (),
            |(), nth, _: Option<()>| write(nth),
            |_, result| {
                written = result;
                match written {
                    Ok(()) => ControlFlow::Continue(None),
                    Err(_) => ControlFlow::Break(()),
                }
            },
        );
        written
    }
}

impl SampleParticipant {
    /// What is true of her; `None` where only diaries are made up.
    pub fn truth(&self) -> Option<&Truth> {
        self.truth.as_ref()
    }

    /// Writes the diary and the site record into a folder that is there.
    ///
    /// # Errors
    /// Something stands there already, or the system refuses.
    pub fn write(&self, storage: &impl Storage, folder: &Path) -> Result<(), SampleError> {
        let path = |ending: &str| -> PathBuf { folder.join(format!("{}{ending}", self.subject)) };
        let diary = self.book.diary_file.write(storage, &path(".jsonl"));
        let both = diary.and_then(|()| self.book.record_file.write(storage, &path(SITE_ENDING)));
        Ok(both.map_err(StoreError::from)?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::clock::Clock;
    use crate::domain::adherence::RowStatus;
    use crate::domain::findings::findings;
    use crate::journal::{Disk, Reader};
    use crate::runtime::listing::Listing;
    use crate::runtime::participants::{Loaded, Loading};

    fn wanted(participants: u32, seed: u64, cycles: Option<u16>) -> Wanted {
        Wanted {
            participants,
            seed,
            cycles,
            language: Language::En,
            now: "2026-11-22T12:00:00+08:00".parse().unwrap(),
        }
    }

    fn written(wanted: Wanted) -> (tempfile::TempDir, Vec<Loaded>) {
        let folder = tempfile::tempdir().unwrap();
        let study = SampleStudy::new(wanted).unwrap();
        study.write(&Disk, folder.path()).unwrap();
        let clock = Clock::Fixed(wanted.now);
        let listing = Listing::of(&[folder.path().to_owned()], clock).unwrap();
        assert!(listing.twice.is_empty() && listing.left_alone.is_empty());
        let mut reader = Reader::default();
        let load = |path: &PathBuf| Loading::new(clock, None).copy(path, &mut reader).unwrap();
        let loaded = listing.diaries.iter().map(load).collect();
        (folder, loaded)
    }

    #[test]
    fn a_small_study_shows_every_status_and_most_of_what_there_is_to_talk_about() {
        let (_folder, loaded) = written(wanted(12, 1, None));
        assert_eq!(loaded.len(), 12);
        let (mut statuses, mut kinds) = (BTreeSet::new(), BTreeSet::new());
        for one in &loaded {
            assert!(one.damage.is_none() && one.record_error.is_none());
            assert!(one.participant.diary.is_sample());
            let ledger = one.participant.adherence.ledger.iter();
            let found = findings(&one.participant);
            kinds.extend(found.iter().map(|finding| finding.kind.code()));
            statuses.extend(ledger.map(|row| row.status.code()));
        }
        for status in [
            RowStatus::Taken,
            RowStatus::PartlyTaken,
            RowStatus::Missed,
            RowStatus::Vomited,
            RowStatus::Unrecorded,
            RowStatus::Pending,
            RowStatus::Held,
            RowStatus::Extra,
        ] {
            assert!(statuses.contains(status.code()), "{status:?}");
        }
        for kind in [
            "batch_entries",
            "calls_unanswered",
            "clock_set_back",
            "corrections",
            "doses_while_warned",
            "extra_doses",
            "food_not_kept",
            "late_entries",
            "orders_unconfirmed",
            "re_escalation",
            "symptom_unreported",
            "tablets_differ",
            "unrecorded",
        ] {
            assert!(kinds.contains(kind), "{kind}: {kinds:?}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_files_and_another_seed_others() {
        let files = |seed| {
            let study = SampleStudy::new(wanted(3, seed, None)).unwrap();
            let made = (0..3).map(|nth| study.participant(nth).unwrap());
            made.map(|one| (one.book.diary_file.head(), one.book.record_file.head()))
                .collect::<Vec<_>>()
        };
        assert_eq!(files(1), files(1));
        assert_ne!(files(1)[2], files(2)[2]);
    }

    #[test]
    fn a_diary_of_eleven_cycles_has_about_475_entries_unless_the_treatment_ends_before() {
        let study = SampleStudy::new(wanted(4, 1, Some(11))).unwrap();
        for nth in 0..4 {
            let made = study.participant(nth).unwrap();
            let entries = made.book.diary.history().len();
            let ended = made.truth.unwrap().stopped.is_some();
            assert!(entries < 700 && (ended || entries > 500), "{entries}");
        }
    }

    #[test]
    fn a_small_study_has_no_course_of_the_disease() {
        let study = SampleStudy::new(wanted(1, 1, None)).unwrap();
        assert_eq!(study.participant(0).unwrap().truth(), None);
    }
}
