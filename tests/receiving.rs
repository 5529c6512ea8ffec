//! Receiving a diary while the disk fails, at every call: the copy that is there stays whole, and doing it
//! again completes it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::path::Path;

use dosebook::clock::Clock;
use dosebook::domain::entry::{Author, ClockKind};
use dosebook::domain::site::SiteEvent;
use dosebook::journal::{Stamp, read_as};
use dosebook::runtime::study::{Outcome, Study, StudyError, What, receive_on};
use support::faults::{Fault, FaultyDisk};
use support::{diary, id, moment};

fn staff() -> Stamp {
    Stamp {
        at: moment(),
        by: Author::Site {
            id: "LN".parse().unwrap(),
        },
        clock: ClockKind::System,
        id: id(9_000_000),
    }
}

fn receive(disk: &FaultyDisk, folder: &Path, file: &Path) -> Result<Outcome, StudyError> {
    let study = Study::open(folder, Clock::System).unwrap();
    receive_on(disk, &study, file, &staff())
}

/// How many receipts the site record has, of how many different copies.
fn receipts(folder: &Path) -> (usize, usize) {
    let reading = read_as::<SiteEvent>(&folder.join("007.site.jsonl")).unwrap();
    assert!(reading.damage.is_none());
    let heads = reading
        .entries
        .iter()
        .filter_map(|entry| match &entry.event {
            SiteEvent::Received(received) => Some(received.last_hash.clone()),
            _ => None,
        });
    let heads: Vec<String> = heads.collect();
    let different: std::collections::BTreeSet<&String> = heads.iter().collect();
    (heads.len(), different.len())
}

#[test]
fn at_every_fault_the_earlier_copy_or_the_new_one_is_there_whole_and_trying_again_completes_it() {
    let home = tempfile::tempdir().unwrap();
    let (old, new) = (home.path().join("old.jsonl"), home.path().join("new.jsonl"));
    diary(&old, 3);
    diary(&new, 8);
    let (old_bytes, new_bytes) = (std::fs::read(&old).unwrap(), std::fs::read(&new).unwrap());
    assert!(new_bytes.starts_with(&old_bytes));
    for first in [true, false] {
        let calls = {
            let folder = tempfile::tempdir().unwrap();
            if !first {
                receive(&FaultyDisk::sound(), folder.path(), &old).unwrap();
            }
            let disk = FaultyDisk::sound();
            receive(&disk, folder.path(), &new).unwrap();
            disk.calls().len()
        };
        assert!(calls >= 8, "{calls}");
        for at in 0..calls {
            for fault in [Fault::Refused, Fault::DoneButReported, Fault::Short(7)] {
                for dies in [false, true] {
                    let folder = tempfile::tempdir().unwrap();
                    let folder = folder.path();
                    if !first {
                        receive(&FaultyDisk::sound(), folder, &old).unwrap();
                    }
                    let disk = FaultyDisk::sound();
                    match dies {
                        true => disk.dying(at, 7),
                        false => disk.failing(at, fault, &[]),
                    }
                    let outcome = receive(&disk, folder, &new);
                    let there = std::fs::read(folder.join("007.jsonl")).ok();
                    let whole = match &there {
                        None => first && outcome.is_err(),
                        Some(there) => *there == new_bytes || (!first && *there == old_bytes),
                    };
                    assert!(whole, "call {at}, {fault:?}, dies {dies}, {outcome:?}");
                    if outcome.is_ok() {
                        assert_eq!(there.as_ref(), Some(&new_bytes));
                    }
                    let again = receive(&FaultyDisk::sound(), folder, &new);
                    assert!(
                        again.is_ok(),
                        "call {at}, {fault:?}, dies {dies}: {again:?}"
                    );
                    let there = std::fs::read(folder.join("007.jsonl")).unwrap();
                    assert_eq!(there, new_bytes);
                    let copies = if first { 1 } else { 2 };
                    assert_eq!(receipts(folder), (copies, copies), "{at} {fault:?} {dies}");
                }
            }
        }
    }
}

#[test]
fn two_nurses_at_once_leave_one_receipt() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("diary.jsonl");
    diary(&file, 5);
    let folder = tempfile::tempdir().unwrap();
    let outcomes: Vec<What> = std::thread::scope(|scope| {
        let both: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let study = Study::open(folder.path(), Clock::System).unwrap();
                    let by = staff().by;
                    study.receive(&file, &by).unwrap().what
                })
            })
            .collect();
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let first = outcomes.iter().filter(|what| **what == What::First).count();
    assert_eq!(first, 1, "{outcomes:?}");
    assert_eq!(receipts(folder.path()), (1, 1));
}
