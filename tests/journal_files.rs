//! The file itself: private, regular, never behind a link; and many programs at once.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may panic and print"
)]
#![cfg(unix)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use dosebook::journal::{
    Disk, FoundInstead, Journal, JournalError, RecordError, Recorded, Stamp, fresh_id, read,
};
use support::faults::{Call, Fault, FaultyDisk};
use support::{append, clean, diary, dose, ids, in_folder, opened, record, stamp};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

/// Runs one of the tests below that are marked as parts of others, in a process of its own.
fn part(name: &str, path: &Path, shell: &str) -> Child {
    let program = std::env::current_exe().unwrap();
    Command::new("sh")
        .args(["-c", &format!("{shell} exec \"$0\" \"$@\"")])
        .arg(program)
        .args(["--exact", name, "--ignored", "--nocapture"])
        .env("JOURNAL_UNDER_TEST", path)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

fn path_of_part() -> std::path::PathBuf {
    std::env::var_os("JOURNAL_UNDER_TEST").unwrap().into()
}

/// Records a dose, waiting for as long as others hold the lock.
fn record_patiently(journal: &mut Journal) {
    let id = fresh_id().unwrap();
    loop {
        let recorded = journal.record(&Stamp { id, ..stamp(0) }, |_| Ok::<_, ()>(vec![dose(1)]));
        match recorded {
            Ok(Recorded::Written(_)) => return,
            Err(RecordError::Journal(JournalError::Busy { .. })) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
#[ignore = "a part of the tests with several processes"]
fn part_makes_a_diary() {
    diary(&path_of_part(), 1);
}

#[test]
#[ignore = "a part of the tests with several processes"]
fn part_records_twenty() {
    let (mut journal, _) = Journal::open(&path_of_part()).unwrap();
    (0..20).for_each(|_| record_patiently(&mut journal));
}

#[test]
#[ignore = "a part of the tests with several processes"]
fn part_records_for_ever() {
    let (mut journal, reading) = Journal::open(&path_of_part()).unwrap();
    for nth in reading.head.seq + 1000.. {
        record(&mut journal, nth).unwrap();
        println!("\nacknowledged {nth}");
    }
}

#[test]
fn files_and_folders_are_private_whatever_the_umask() {
    for umask in ["000", "022", "777"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one/two/diary.jsonl");
        let made = part("part_makes_a_diary", &path, &format!("umask {umask};"));
        assert!(made.wait_with_output().unwrap().status.success(), "{umask}");
        append(&path, b"{\"torn");
        let (mut journal, _) = Journal::open(&path).unwrap();
        record(&mut journal, 5).unwrap();
        let files: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(files.len(), 2, "the diary and its torn tail, no draft");
        for file in files {
            assert_eq!(mode(&file.unwrap().path()), 0o600, "{umask}");
        }
        assert_eq!(mode(&folder.path().join("one")), 0o700);
        assert_eq!(mode(&folder.path().join("one/two")), 0o700);
    }
}

#[test]
fn a_folder_that_was_there_keeps_its_mode() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    diary(&in_folder(&folder), 0);
    assert_eq!(mode(folder.path()), 0o755);
}

#[test]
fn links_pipes_and_devices_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let real = folder.path().join("real");
    let (mut journal, _) = Journal::create(&path, &stamp(0), vec![opened()]).unwrap();
    fs::rename(&path, &real).unwrap();
    let before = fs::read(&real).unwrap();
    symlink(&real, &path).unwrap();
    let link = |found| {
        matches!(
            found,
            JournalError::NotAFile {
                found: FoundInstead::Link,
                ..
            }
        )
    };
    assert!(link(read(&path).unwrap_err()));
    assert!(link(record(&mut journal, 1).unwrap_err()));
    let dangling = folder.path().join("dangling");
    symlink(folder.path().join("nowhere"), &dangling).unwrap();
    assert!(link(read(&dangling).unwrap_err()));
    let created = Journal::create(&dangling, &stamp(0), vec![opened()]);
    assert!(matches!(created, Err(JournalError::Exists { .. })));
    assert!(!folder.path().join("nowhere").exists());
    assert_eq!(fs::read(&real).unwrap(), before);
    let pipe = folder.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    for special in [pipe.as_path(), Path::new("/dev/null")] {
        let found = read(special).unwrap_err();
        let special = matches!(
            found,
            JournalError::NotAFile {
                found: FoundInstead::Special,
                ..
            }
        );
        assert!(special, "{found}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_an_error_and_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
    // The administrator may write everywhere but into the kernel's own folders.
    let obeyed = fs::write(closed.join("probe"), b"").is_err();
    let closed = if obeyed {
        closed.as_path()
    } else {
        Path::new("/sys/kernel")
    };
    let made = Journal::create(&closed.join("diary.jsonl"), &stamp(0), vec![opened()]);
    assert!(matches!(made, Err(JournalError::Io { .. })), "{made:?}");
}

#[test]
fn a_file_system_without_links_gets_its_diary_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let disk = FaultyDisk::sound();
    // The folder is there: write, sync, publish.
    disk.failing(2, Fault::Unsupported, &[]);
    Journal::create_on(disk.clone(), &path, &stamp(0), vec![opened()]).unwrap();
    assert_eq!(disk.calls()[2], Call::Publish);
    assert_eq!(clean(&path).entries.len(), 1);
    assert_eq!(mode(&path), 0o600);
    disk.failing(2, Fault::Unsupported, &[]);
    let again = Journal::create_on(disk, &path, &stamp(0), vec![opened()]);
    assert!(matches!(again, Err(JournalError::Exists { .. })));
}

#[test]
fn writers_in_threads_leave_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let (mut journal, _) = Journal::open_on(Disk, &path).unwrap();
                (0..25).for_each(|_| record_patiently(&mut journal));
            });
        }
    });
    assert_eq!(clean(&path).entries.len(), 101);
}

#[test]
fn writers_in_processes_leave_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 0);
    let parts: Vec<Child> = (0..6)
        .map(|_| part("part_records_twenty", &path, ""))
        .collect();
    for child in parts {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    assert_eq!(clean(&path).entries.len(), 121);
}

#[test]
fn a_program_that_is_killed_loses_nothing_that_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 0);
    let mut acknowledged = Vec::new();
    for round in 0..20 {
        let mut child = part("part_records_for_ever", &path, "");
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut hear = |line: std::io::Result<String>| {
            let line = line.unwrap();
            let number = line.strip_prefix("acknowledged ")?.parse::<u64>().ok()?;
            acknowledged.push(number * 1000);
            Some(())
        };
        let heard = said
            .by_ref()
            .filter_map(&mut hear)
            .take(1 + round % 7)
            .count();
        assert_eq!(heard, 1 + round % 7);
        child.kill().unwrap();
        child.wait().unwrap();
        said.for_each(|line| {
            hear(line);
        });
        let reading = read(&path).unwrap();
        assert!(reading.damage.is_none(), "{reading:?}");
        let found = ids(&reading.entries);
        assert!(
            acknowledged.iter().all(|id| found.contains(id)),
            "round {round}"
        );
    }
}
