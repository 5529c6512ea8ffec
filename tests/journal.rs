//! The journal on a real disk: what is recorded is there, once, for every program.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]
mod support;

use dosebook::domain::entry::{Author, ClockKind, Event};
use dosebook::journal::{
    Journal, JournalError, MAX_LINE_BYTES, Problem, RecordError, Recorded, fresh_id, read,
    recover_to,
};
use support::{
    append, clean, diary, dose, event, id, ids, in_folder, lines, opened, record, rehashed, stamp,
    written,
};

#[test]
fn what_is_recorded_is_read_back_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let mut journal = diary(&path, 0);
    let mut by_staff = stamp(7);
    by_staff.by = Author::Site {
        id: "LN".parse().unwrap(),
    };
    by_staff.clock = ClockKind::Fixed;
    let events = vec![dose(1), event(r#"{"kind":"telemetry","x":[1,{"y":null}]}"#)];
    let recorded = journal
        .record(&by_staff, |_| Ok::<_, ()>(events.clone()))
        .unwrap();
    let Recorded::Written(entries) = recorded else {
        panic!("was there")
    };
    assert_eq!(ids(&entries), [7000, 7001]);
    let reading = clean(&path);
    assert_eq!(ids(&reading.entries), [0, 7000, 7001]);
    assert_eq!(reading.entries[0].event, opened());
    for (found, given) in reading.entries[1..].iter().zip(events) {
        assert_eq!(found.event, given);
        assert_eq!(
            (&found.by, found.clock, found.at),
            (&by_staff.by, ClockKind::Fixed, by_staff.at)
        );
    }
    assert_eq!(reading.head, journal.head());
    assert_eq!(reading.bytes, std::fs::metadata(&path).unwrap().len());
    assert_eq!(reading.head.code().len(), 8);
}

#[test]
fn ruling_23_a_line_stands_in_the_file_as_the_format_page_shows_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 1);
    let line = String::from_utf8(lines(&path).remove(1)).unwrap();
    let start = r#"{"seq":2,"id":"00000000000003e8","at":"2026-11-04T08:12:05+08:00","by":{"role":"patient"},"event":{"kind":"dose","#;
    assert!(line.starts_with(start), "{line}");
    let first = String::from_utf8(lines(&path).remove(0)).unwrap();
    let hash = &first[first.len() - 67..first.len() - 3];
    let end = format!(r#","prev":"{hash}","hash":""#);
    assert!(line[..line.len() - 67].ends_with(&end), "{line}");
}

#[test]
fn ids_are_drawn_at_random() {
    assert_ne!(fresh_id().unwrap(), fresh_id().unwrap());
}

#[test]
fn both_programs_see_both_entries_before_they_decide() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let mut one = diary(&path, 1);
    let (mut two, reading) = Journal::open(&path).unwrap();
    assert_eq!(ids(&reading.entries), [0, 1000]);
    record(&mut one, 2).unwrap();
    let mut seen = Vec::new();
    let refused = two.record(&stamp(3), |new| {
        seen = ids(new);
        Err::<Vec<Event>, _>("asked again")
    });
    assert!(matches!(refused, Err(RecordError::Refused("asked again"))));
    assert_eq!(seen, [2000], "what one wrote, and only that");
    assert_eq!(written(record(&mut two, 3)), [3000]);
    assert_eq!(ids(&one.catch_up().unwrap()), [3000]);
    assert_eq!(ids(&one.catch_up().unwrap()), [] as [u64; 0]);
    assert_eq!(ids(&clean(&path).entries), [0, 1000, 2000, 3000]);
}

#[test]
fn a_decision_without_events_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let mut journal = diary(&path, 1);
    let before = std::fs::read(&path).unwrap();
    let recorded = journal.record(&stamp(9), |_| Ok::<_, ()>(Vec::new()));
    assert!(matches!(recorded, Ok(Recorded::Written(entries)) if entries.is_empty()));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn recording_again_with_the_same_id_counts_a_dose_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let mut journal = diary(&path, 2);
    let again = journal.record(&stamp(2), |_| -> Result<Vec<Event>, ()> {
        panic!("nothing to decide")
    });
    assert!(matches!(again, Ok(Recorded::AlreadyThere(new)) if new.is_empty()));
    let (mut other, _) = Journal::open(&path).unwrap();
    record(&mut journal, 3).unwrap();
    let again = record(&mut other, 3).unwrap();
    assert!(matches!(again, Recorded::AlreadyThere(new) if ids(&new) == [3000]));
    assert_eq!(clean(&path).entries.len(), 4);
}

#[test]
fn ruling_23_a_repeated_id_counts_once_and_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let second = String::from_utf8(lines(&path).remove(1)).unwrap();
    let third = String::from_utf8(lines(&path).remove(2)).unwrap();
    let body = third[..third.len() - 76].replace(&id(2).to_string(), &id(1).to_string());
    std::fs::write(
        &path,
        [lines(&path).remove(0), second.into_bytes()].concat(),
    )
    .unwrap();
    append(&path, rehashed(&body).as_bytes());
    let reading = clean(&path);
    assert_eq!(ids(&reading.entries), [0, 1000]);
    assert_eq!(reading.repeated, [(3, 2)]);
    assert_eq!(reading.head.seq, 3);
    let (mut journal, _) = Journal::open(&path).unwrap();
    assert_eq!(written(record(&mut journal, 5)), [5000]);
    assert_eq!(clean(&path).entries[2].seq, 4, "the number is the line");
}

#[test]
fn what_could_not_be_read_back_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let mut journal = diary(&path, 1);
    let before = std::fs::read(&path).unwrap();
    let long = format!(
        r#"{{"kind":"medicine","name":"{}"}}"#,
        "x".repeat(MAX_LINE_BYTES)
    );
    for (bad, wanted) in [
        (event(&long), Problem::TooLong),
        (opened(), Problem::OpenedAgain),
    ] {
        let found = journal.record(&stamp(5), |_| Ok::<_, ()>(vec![dose(5), bad]));
        let Err(RecordError::Journal(JournalError::Unwritable { problem, .. })) = found else {
            panic!("{found:?}")
        };
        assert_eq!(problem, wanted);
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let other = folder.path().join("other.jsonl");
    let found = Journal::create(&other, &stamp(0), vec![dose(1)]);
    assert!(matches!(found, Err(JournalError::Unwritable { .. })));
    assert!(!other.exists());
}

#[test]
fn ruling_24_a_damaged_diary_goes_on_in_a_new_file_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 4);
    let new = folder.path().join("new/diary.jsonl");
    assert!(matches!(
        recover_to(&path, &new, &stamp(50)),
        Err(JournalError::NotDamaged { .. })
    ));
    let mut sound = lines(&path);
    sound[3][40] ^= 1;
    std::fs::write(&path, sound.concat()).unwrap();
    let (mut journal, reading) = recover_to(&path, &new, &stamp(50)).unwrap();
    assert_eq!(ids(&reading.entries), [0, 1000, 2000, 50000]);
    let Event::Continued(continued) = &reading.entries[3].event else {
        panic!()
    };
    assert_eq!((continued.last_good_line, continued.lost_lines), (3, 2));
    assert_eq!(continued.lost_bytes, sound[3..].concat().len() as u64);
    assert_eq!(
        continued.last_hash,
        read(&path).unwrap().head.hash.to_string()
    );
    assert_eq!(std::fs::read(&path).unwrap(), sound.concat());
    assert_eq!(written(record(&mut journal, 9)), [9000]);
    assert_eq!(clean(&new).entries.len(), 5);
    assert!(matches!(
        recover_to(&path, &new, &stamp(51)),
        Err(JournalError::Exists { .. })
    ));
}
