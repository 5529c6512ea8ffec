//! One contract, whatever fails: an acknowledged entry is there, another one whole or not at all, the
//! file is as it was or it is said that this is not known, and trying again counts once.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]
mod support;

use std::fs;
use std::path::Path;
use std::time::Duration;

use dosebook::domain::entry::Event;
use dosebook::journal::{
    Doing, Journal, JournalError, Presence, RecordError, Recorded, Storage, read,
};
use support::faults::{Call, Fault, FaultyDisk};
use support::{append, clean, diary, dose, id, ids, in_folder, lines, opened, record, stamp};

/// Every way to fail a call, with what keeps failing afterwards.
fn faults() -> Vec<(Fault, Vec<Call>)> {
    let first = [
        Fault::Refused,
        Fault::DoneButReported,
        Fault::Unsupported,
        Fault::Short(0),
        Fault::Short(1),
        Fault::Short(300),
        Fault::Short(500),
    ];
    let then = [
        vec![],
        vec![Call::Cut],
        vec![Call::Sync],
        vec![Call::Cut, Call::Sync, Call::Read],
    ];
    let pairs = first
        .iter()
        .flat_map(|fault| then.iter().map(|then| (*fault, then.clone())));
    pairs.collect()
}

/// Records two doses together.
fn record_two<S: Storage>(journal: &mut Journal<S>, nth: u64) -> Result<Recorded, JournalError> {
    let recorded = journal.record(&stamp(nth), |_| {
        Ok::<_, std::convert::Infallible>(vec![dose(nth), dose(nth + 1)])
    });
    recorded.map_err(|error| match error {
        RecordError::Journal(error) => error,
        RecordError::Refused(never) => match never {},
    })
}

/// Whether the ids of a recording of two doses can be read.
fn there(path: &Path, nth: u64) -> (bool, bool) {
    let found = ids(&read(path).unwrap().entries);
    (
        found.contains(&(nth * 1000)),
        found.contains(&(nth * 1000 + 1)),
    )
}

/// Fails every call of a recording in every way; `torn` stands behind the diary before.
fn recording_holds_the_contract(torn: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let before = [fs::read(&path).unwrap(), torn.to_vec()].concat();
    fs::write(&path, &before).unwrap();
    let disk = FaultyDisk::default();
    let (mut journal, _) = Journal::open_on(disk.clone(), &path).unwrap();
    disk.mend();
    record_two(&mut journal, 3).unwrap();
    let calls = disk.calls();
    let (mut not_saved, mut unclear) = (0, 0);
    for at in 0..calls.len() {
        for (fault, then) in faults() {
            for file in fs::read_dir(folder.path()).unwrap() {
                fs::remove_file(file.unwrap().path()).unwrap();
            }
            fs::write(&path, &before).unwrap();
            disk.mend();
            let (mut journal, _) = Journal::open_on(disk.clone(), &path).unwrap();
            disk.failing(at, fault, &then);
            let first = record_two(&mut journal, 3);
            disk.mend();
            let case = format!("call {at} of {calls:?}: {fault:?}, then {then:?}: {first:?}");
            match first {
                Ok(Recorded::Written(entries)) => {
                    assert_eq!(ids(&entries), [3000, 3001], "{case}");
                    assert_eq!(there(&path, 3), (true, true), "{case}");
                }
                Err(JournalError::NotSaved { .. } | JournalError::Io { .. }) => {
                    let now = fs::read(&path).unwrap();
                    let untorn = &before[..before.len() - torn.len()];
                    assert!(now.starts_with(untorn), "{case}");
                    assert_eq!(there(&path, 3), (false, false), "{case}");
                    assert!(torn.is_empty() <= (now == before), "{case}");
                    not_saved += 1;
                }
                Err(JournalError::Unclear { presence, id, .. }) => {
                    // The entry in question may be the one about the torn tail.
                    let seen = ids(&read(&path).unwrap().entries).contains(&id.0);
                    match presence {
                        Presence::There => assert!(seen, "{case}"),
                        Presence::NotThere => assert!(!seen, "{case}"),
                        Presence::Unknown => {}
                    }
                    unclear += 1;
                }
                other => panic!("{case}: {other:?}"),
            }
            assert!(read(&path).unwrap().damage.is_none(), "{case}");
            let second = record_two(&mut journal, 3);
            assert!(second.is_ok(), "{case}: {second:?}");
            let entries = clean(&path).entries;
            for wanted in [0, 1000, 2000, 3000] {
                let times = ids(&entries).iter().filter(|id| **id == wanted).count();
                assert_eq!(times, 1, "{case}");
            }
            assert!(set_aside(folder.path(), torn), "{case}");
        }
    }
    assert!(not_saved > 0 && unclear > 0);
}

/// Whether a file beside the diary holds the torn tail.
fn set_aside(folder: &Path, torn: &[u8]) -> bool {
    let mut files = fs::read_dir(folder).unwrap();
    torn.is_empty() || files.any(|file| fs::read(file.unwrap().path()).unwrap() == torn)
}

#[test]
fn whatever_fails_while_recording_nothing_acknowledged_is_lost_or_doubled() {
    recording_holds_the_contract(b"");
}

#[test]
fn whatever_fails_while_a_torn_tail_is_set_aside_its_bytes_are_kept() {
    recording_holds_the_contract(br#"{"seq":4,"id":"00000000000003e8","at":"2026-1"#);
}

#[test]
fn whatever_fails_while_a_diary_is_made_it_is_whole_or_not_there() {
    let disk = FaultyDisk::default();
    let folder = tempfile::tempdir().unwrap();
    Journal::create_on(
        disk.clone(),
        &folder.path().join("a/b/c.jsonl"),
        &stamp(0),
        vec![opened()],
    )
    .unwrap();
    let calls = disk.calls();
    for at in 0..calls.len() {
        for (fault, then) in faults() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a/b/c.jsonl");
            disk.failing(at, fault, &then);
            let first = Journal::create_on(disk.clone(), &path, &stamp(0), vec![opened()]);
            disk.mend();
            let case = format!("call {at} of {calls:?}: {fault:?}, then {then:?}: {first:?}");
            match first {
                Ok(_) => assert_eq!(clean(&path).entries.len(), 1, "{case}"),
                Err(JournalError::Unclear {
                    presence: Presence::There,
                    ..
                }) => {
                    assert_eq!(clean(&path).entries.len(), 1, "{case}");
                }
                Err(JournalError::Unclear {
                    presence: Presence::Unknown,
                    ..
                }) => {
                    assert!(then.contains(&Call::Read), "{case}");
                }
                Err(JournalError::Exists { .. }) => {
                    // Published, and reported as not: the reading tells.
                    assert_eq!(clean(&path).entries.len(), 1, "{case}");
                }
                Err(JournalError::Io {
                    doing: Doing::Create | Doing::Write,
                    ..
                }) => {
                    let there = path.exists();
                    assert!(!there || fault == Fault::DoneButReported, "{case}");
                    if !there {
                        Journal::create(&path, &stamp(0), vec![opened()]).unwrap();
                    }
                    assert_eq!(clean(&path).entries.len(), 1, "{case}");
                }
                other => panic!("{case}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_failed_sync_is_said_to_be_unclear_and_that_descriptor_is_not_synced_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let disk = FaultyDisk::sound();
    let (mut journal, _) = Journal::open_on(disk.clone(), &path).unwrap();
    disk.failing(2, Fault::Refused, &[Call::Sync]);
    let first = record(&mut journal, 3);
    assert!(matches!(
        first,
        Err(JournalError::Unclear { presence: Presence::There, id: found, .. }) if found == id(3)
    ));
    let syncs = disk
        .calls()
        .iter()
        .filter(|call| **call == Call::Sync)
        .count();
    assert_eq!(syncs, 1);
    let second = record(&mut journal, 3);
    assert!(
        matches!(second, Err(JournalError::Unclear { .. })),
        "still failing: {second:?}"
    );
    disk.mend();
    let third = record(&mut journal, 3);
    assert!(matches!(third, Ok(Recorded::AlreadyThere(new)) if ids(&new) == [3000]));
    assert_eq!(ids(&clean(&path).entries), [0, 1000, 2000, 3000]);
}

#[test]
fn a_recorded_dose_is_one_write_and_one_sync() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let disk = FaultyDisk::sound();
    let (mut journal, _) = Journal::open_on(disk.clone(), &path).unwrap();
    disk.mend();
    record_two(&mut journal, 3).unwrap();
    assert_eq!(disk.calls(), [Call::Read, Call::Write, Call::Sync]);
}

/// Cuts the power at every call of two recordings, in every part of a write, and with every part of
/// what was not synced lost. Says whether an acknowledged entry was lost.
fn power_cuts_lose_something(lying: bool) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 1);
    let before = fs::read(&path).unwrap();
    let disk = FaultyDisk::sound();
    let mut lost = false;
    for at in 0..6 {
        for written in [0, 1, 399, 400, 401, 500, 5000] {
            fs::write(&path, &before).unwrap();
            disk.mend();
            let (mut journal, _) = Journal::open_on(disk.clone(), &path).unwrap();
            disk.dying(at, written);
            if lying {
                disk.lying();
            }
            let acknowledged: Vec<u64> = [2, 5]
                .into_iter()
                .filter(|nth| record_two(&mut journal, *nth).is_ok())
                .collect();
            let synced = disk.synced().max(before.len() as u64);
            let length = fs::metadata(&path).unwrap().len();
            for kept in (synced..=length).rev().step_by(7) {
                fs::File::options()
                    .write(true)
                    .open(&path)
                    .unwrap()
                    .set_len(kept)
                    .unwrap();
                let reading = read(&path).unwrap();
                assert!(reading.damage.is_none(), "{at} {written} {kept}");
                let found = ids(&reading.entries);
                let all = acknowledged
                    .iter()
                    .all(|nth| found.contains(&(nth * 1000)) && found.contains(&(nth * 1000 + 1)));
                lost |= !all;
            }
        }
    }
    lost
}

#[test]
fn no_power_cut_takes_an_acknowledged_entry_or_damages_the_diary() {
    assert!(!power_cuts_lose_something(false));
    assert!(
        power_cuts_lose_something(true),
        "control: a disk that does not sync is caught"
    );
}

#[test]
fn a_lock_that_is_held_is_waited_for_two_seconds_and_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 1);
    let disk = FaultyDisk::sound();
    let (mut journal, _) = Journal::open_on(disk.clone(), &path).unwrap();
    let other = fs::File::open(&path).unwrap();
    other.lock().unwrap();
    let before = fs::read(&path).unwrap();
    let busy = record(&mut journal, 2);
    assert!(matches!(busy, Err(JournalError::Busy { .. })));
    assert_eq!(disk.paused(), Duration::from_secs(2));
    assert_eq!(fs::read(&path).unwrap(), before);
    drop(other);
    record(&mut journal, 2).unwrap();
}

#[test]
fn what_others_wrote_reaches_the_caller_even_after_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let mut other = diary(&path, 1);
    let disk = FaultyDisk::sound();
    let (mut journal, _) = Journal::open_on(disk.clone(), &path).unwrap();
    record(&mut other, 2).unwrap();
    append(&path, b"{\"torn");
    disk.failing(1, Fault::Refused, &[Call::Read]);
    assert!(record(&mut journal, 3).is_err());
    disk.mend();
    let mut seen = Vec::new();
    let recorded = journal.record(&stamp(3), |new| {
        seen = new.to_vec();
        Ok::<_, ()>(vec![dose(3)])
    });
    assert!(recorded.is_ok());
    assert_eq!(seen[0].id, id(2));
    assert!(matches!(seen[1].event, Event::Recovered(_)));
    assert_eq!(lines(&path).len(), 5);
}
