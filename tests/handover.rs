//! Copies for the visit (ruling 25): never over anything, never half, and never said to be what they are not.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use dosebook::journal::{Copied, JournalError, copy_to, copy_to_on, read};
use support::faults::{Call, Fault, FaultyDisk};
use support::{append, diary, in_folder, lines, record};
use tempfile::TempDir;

/// A diary of four entries, and a folder beside it for the visit.
fn desk() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 3);
    let visit = folder.path().join("visit");
    fs::create_dir(&visit).unwrap();
    (folder, path, visit)
}

fn copied(path: &Path, visit: &Path) -> Copied {
    copy_to(path, visit).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn ruling_25_a_copy_is_the_same_file_under_its_subject_date_and_code() {
    let (_folder, path, visit) = desk();
    append(&path, b"{\"torn");
    let copy = copied(&path, &visit);
    let code = read(&path).unwrap().head.code();
    assert_eq!(
        copy.path,
        visit.join(format!("007-2026-11-04-{code}.jsonl"))
    );
    assert_eq!(fs::read(&copy.path).unwrap(), fs::read(&path).unwrap());
    assert_eq!(copy.reading.entries.len(), 4);
    assert!(!copy.was_there && copy.is_settled);
    assert_eq!(names(&visit).len(), 1, "no draft stays behind");
}

#[test]
fn the_same_content_again_is_the_same_copy_and_new_entries_make_another_one() {
    let (_folder, path, visit) = desk();
    let first = copied(&path, &visit);
    let again = copied(&path, &visit);
    assert!(again.was_there && again.is_settled);
    assert_eq!(again.path, first.path);
    let (mut journal, _) = dosebook::journal::Journal::open(&path).unwrap();
    record(&mut journal, 4).unwrap();
    let second = copied(&path, &visit);
    assert_ne!(second.path, first.path);
    assert_eq!(names(&visit).len(), 2, "both are kept");
}

#[cfg(unix)]
#[test]
fn what_has_the_name_already_is_never_touched_and_the_copy_gets_another_name() {
    use std::os::unix::fs::symlink;
    let (folder, path, visit) = desk();
    let name = copied(&path, &visit).path;
    let elsewhere = folder.path().join("elsewhere");
    let half = fs::read(&path).unwrap()[..500].to_vec();
    let put = |what: &dyn Fn()| {
        for old in names(&visit) {
            let old = visit.join(old);
            if old.is_dir() && !old.is_symlink() {
                fs::remove_dir(old).unwrap();
            } else {
                fs::remove_file(old).unwrap();
            }
        }
        what();
        let copy = copied(&path, &visit);
        let stem = name.file_stem().unwrap().to_str().unwrap();
        assert_eq!(copy.path, visit.join(format!("{stem}-2.jsonl")));
        assert_eq!(fs::read(&copy.path).unwrap(), fs::read(&path).unwrap());
        assert!(!copy.was_there);
        assert!(
            copied(&path, &visit).was_there,
            "the second name is found again"
        );
    };
    put(&|| fs::write(&name, &half).unwrap());
    assert_eq!(fs::read(&name).unwrap(), half);
    put(&|| fs::create_dir(&name).unwrap());
    put(&|| symlink(&elsewhere, &name).unwrap());
    assert!(!elsewhere.exists(), "no link is followed");
    put(&|| symlink(&path, &name).unwrap());
    assert!(name.is_symlink(), "a link to the diary itself is no copy");
}

#[test]
fn a_folder_that_is_not_there_is_never_made() {
    let (folder, path, visit) = desk();
    let gone = visit.join("STICK");
    let found = copy_to(&path, &gone);
    assert!(
        matches!(found, Err(JournalError::NoFolder { .. })),
        "{found:?}"
    );
    assert!(!gone.exists(), "or the copy would lie where the stick was");
    let found = copy_to(&path, &path);
    assert!(
        matches!(found, Err(JournalError::NotAFolder { .. })),
        "{found:?}"
    );
    let none = folder.path().join("none.jsonl");
    let found = copy_to(&none, &visit);
    assert!(
        matches!(found, Err(JournalError::Missing { .. })),
        "{found:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_copy_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path, visit) = desk();
    let copy = copied(&path, &visit).path;
    let mode = fs::metadata(copy).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_damaged_diary_is_copied_as_it_is_and_the_copy_says_so() {
    let (_folder, path, visit) = desk();
    let mut all = lines(&path);
    all[2][40] ^= 1;
    fs::write(&path, all.concat()).unwrap();
    let copy = copied(&path, &visit);
    assert_eq!(copy.reading.damage.unwrap().line, 3);
    assert_eq!(fs::read(&copy.path).unwrap(), all.concat());
}

#[test]
fn whatever_fails_there_is_a_whole_copy_or_an_error_and_the_diary_is_as_it_was() {
    let faults = [
        Fault::Refused,
        Fault::DoneButReported,
        Fault::Short(0),
        Fault::Short(500),
        Fault::Unsupported,
    ];
    let mut refused = 0;
    let (folder, path, _) = desk();
    let before = fs::read(&path).unwrap();
    for fault in faults {
        for then in [
            vec![],
            vec![Call::Write],
            vec![Call::Sync, Call::SyncFolder],
        ] {
            for at in 0..12 {
                let visit = tempfile::tempdir_in(folder.path()).unwrap();
                let visit = visit.path();
                let disk = FaultyDisk::sound();
                disk.failing(at, fault, &then);
                let found = copy_to_on(&disk, &path, visit);
                let case = format!("{fault:?} at {at}, then {then:?}: {found:?}");
                assert_eq!(fs::read(&path).unwrap(), before, "{case}");
                if let Ok(copy) = &found {
                    assert_eq!(fs::read(&copy.path).unwrap(), before, "{case}");
                } else {
                    refused += 1;
                }
                // Whatever was left there: the next try gives a whole copy.
                let again = copied(&path, visit);
                assert_eq!(fs::read(again.path).unwrap(), before, "{case}");
            }
        }
    }
    assert!(refused > 20, "the faults did reach the copy: {refused}");
}

#[test]
fn a_stick_is_only_said_to_be_ready_when_the_disk_has_confirmed_file_and_name() {
    let (_folder, path, visit) = desk();
    let disk = FaultyDisk::sound();
    copy_to_on(&disk, &path, &visit).unwrap();
    let calls = disk.calls();
    let at = calls.iter().position(|call| *call == Call::SyncFolder);
    let (_folder, path, visit) = desk();
    disk.failing(at.unwrap(), Fault::Refused, &[]);
    let copy = copy_to_on(&disk, &path, &visit).unwrap();
    assert!(!copy.is_settled, "the copy is there, but may still go");
    disk.mend();
    let again = copy_to_on(&disk, &path, &visit).unwrap();
    assert!(again.was_there && again.is_settled);
    let calls = disk.calls();
    for call in [Call::Sync, Call::SyncFolder] {
        let at = calls.iter().position(|made| *made == call).unwrap();
        disk.failing(at, Fault::Refused, &[]);
        let again = copy_to_on(&disk, &path, &visit).unwrap();
        assert!(again.was_there && !again.is_settled, "{call:?}");
    }
}
