//! What is wrong with a file is named, what is right in it is used, and nothing is overwritten.

#![allow(clippy::unwrap_used, reason = "a test may panic and print")]
mod support;

use dosebook::domain::entry::Event;
use dosebook::journal::{FoundInstead, Journal, JournalError, MAX_LINE_BYTES, Problem, read};
use support::{
    append, clean, diary, dose, id, ids, in_folder, lines, opened, problem, record, rehashed,
    stamp, written,
};

#[test]
fn every_changed_bit_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let sound = lines(&path);
    let good = sound.concat();
    // The first line is long; a part of it stands for the rest.
    let bits = (0..good.len() * 8).filter(|bit| bit / 8 >= sound[0].len() - 150 || bit % 61 == 0);
    let last = good.len() - sound[2].len();
    for bit in bits {
        let mut bytes = good.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&path, &bytes).unwrap();
        match read(&path) {
            Ok(reading) => {
                let noticed = reading.damage.is_some() || reading.tail.is_some();
                assert!(noticed, "bit {bit}");
                let further_up = bit / 8 < last - 1;
                assert!(
                    !further_up || reading.damage.is_some(),
                    "bit {bit}: {:?}",
                    reading.tail
                );
            }
            Err(JournalError::NotADiary { .. }) => assert!(bit / 8 < sound[0].len()),
            Err(JournalError::Newer { .. }) => {}
            Err(error) => panic!("bit {bit}: {error}"),
        }
    }
}

#[test]
fn lines_cut_out_swapped_repeated_or_put_in_are_named_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 4);
    let sound = lines(&path);
    let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(|at: usize| sound[at].clone());
    let seq = |found, wanted| Problem::WrongSeq { found, wanted };
    for (kept, line, expected) in [
        (vec![&a, &c, &d, &e], 2, seq(3, 2)),
        (vec![&a, &c, &b, &d, &e], 2, seq(3, 2)),
        (vec![&a, &b, &b, &c, &d, &e], 3, seq(2, 3)),
        (vec![&b, &c], 1, seq(2, 1)),
        (vec![&a, &b, &c, &e], 4, seq(5, 4)),
    ] {
        let bytes: Vec<u8> = kept.into_iter().flatten().copied().collect();
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(problem(&path), Some((line, expected)));
    }
    let other = tempfile::tempdir().unwrap();
    diary(&in_folder(&other), 1);
    let (mut foreign, _) = Journal::open(&in_folder(&other)).unwrap();
    record(&mut foreign, 7).unwrap();
    let stranger = lines(&in_folder(&other)).remove(2);
    std::fs::write(&path, [a, b, stranger].concat()).unwrap();
    assert_eq!(
        problem(&path),
        None,
        "the same lines before it: it does continue them"
    );
    append(&path, &d);
    assert_eq!(problem(&path), Some((4, Problem::BrokenLink)));
}

#[test]
fn a_forged_number_is_refused_however_large() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let sound = lines(&path);
    let third = String::from_utf8(sound[2].clone()).unwrap();
    let body = &third[..third.len() - 76];
    for (number, wrong) in [
        ("18446744073709551615", true),
        ("0", true),
        ("4", true),
        ("03", true),
        ("3.0", true),
        ("18446744073709551616", true),
        ("-3", true),
        ("3", false),
    ] {
        let forged = rehashed(&body.replacen("\"seq\":3", &format!("\"seq\":{number}"), 1));
        std::fs::write(&path, [&sound[0], &sound[1], forged.as_bytes()].concat()).unwrap();
        assert_eq!(problem(&path).is_some(), wrong, "{number}");
    }
}

#[test]
fn an_event_that_cannot_be_read_is_damage_and_an_unknown_kind_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 1);
    let sound = lines(&path);
    let second = String::from_utf8(sound[1].clone()).unwrap();
    let body = &second[..second.len() - 76];
    let changed = |from: &str, to: &str| {
        let line = rehashed(&body.replacen(from, to, 1));
        std::fs::write(&path, [sound[0].as_slice(), line.as_bytes()].concat()).unwrap();
        problem(&path)
    };
    assert!(matches!(
        changed("\"taken\"", "\"swallowed\""),
        Some((2, Problem::Event(_)))
    ));
    assert!(matches!(
        changed("\"period\"", "\"date\""),
        Some((2, Problem::DuplicateName(_)))
    ));
    assert!(matches!(
        changed("\"food\"", "\"hash\""),
        Some((2, Problem::ReservedName(_)))
    ));
    assert_eq!(changed("\"dose\"", "\"dosage\""), None);
    let reading = clean(&path);
    assert!(
        matches!(&reading.entries[1].event, Event::Unknown(event) if event.json.contains("units"))
    );
    let deep = format!("\"x\":{}1{},\"food\"", "[".repeat(40), "]".repeat(40));
    assert_eq!(changed("\"food\"", &deep), Some((2, Problem::TooDeep)));
    let again = rehashed(&body.replacen(
        &body[body.find("{\"kind\"").unwrap()..body.find(",\"prev\"").unwrap()],
        support::OPENED,
        1,
    ));
    std::fs::write(&path, [sound[0].as_slice(), again.as_bytes()].concat()).unwrap();
    assert_eq!(problem(&path), Some((2, Problem::OpenedAgain)));
}

#[test]
fn a_damaged_diary_is_read_up_to_the_damage_and_never_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 4);
    let mut sound = lines(&path);
    let at = sound[2].len() / 2;
    sound[2][at] ^= 1;
    let bytes = sound.concat();
    std::fs::write(&path, &bytes).unwrap();
    let (mut journal, reading) = Journal::open(&path).unwrap();
    assert_eq!(ids(&reading.entries), [0, 1000]);
    let damage = reading.damage.unwrap();
    assert_eq!((damage.line, &damage.problem), (3, &Problem::HashMismatch));
    assert_eq!(
        (damage.lost_lines, damage.lost_bytes),
        (3, sound[2..].concat().len() as u64)
    );
    let refused = record(&mut journal, 9);
    assert!(matches!(refused, Err(JournalError::Damaged { damage: found, .. }) if found == damage));
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn damage_that_comes_later_stops_writing_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let mut journal = diary(&path, 1);
    append(&path, b"{\"seq\":3}\n");
    assert!(matches!(
        record(&mut journal, 9),
        Err(JournalError::Damaged { .. })
    ));
    assert!(matches!(
        journal.catch_up(),
        Err(JournalError::Damaged { .. })
    ));
}

#[test]
fn a_file_that_was_cut_or_replaced_meanwhile_is_not_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    let mut journal = diary(&path, 3);
    let sound = lines(&path);
    std::fs::write(&path, sound[..2].concat()).unwrap();
    assert!(matches!(
        record(&mut journal, 9),
        Err(JournalError::Changed { .. })
    ));
    let (mut journal, _) = Journal::open(&path).unwrap();
    record(&mut journal, 5).unwrap();
    let kept = folder.path().join("kept");
    std::fs::rename(&path, &kept).unwrap();
    assert!(matches!(
        record(&mut journal, 9),
        Err(JournalError::Missing { .. })
    ));
    std::fs::copy(&kept, &path).unwrap();
    assert_eq!(
        written(record(&mut journal, 9)),
        [9000],
        "a true copy continues"
    );
}

#[test]
fn torn_tails_of_every_length_are_set_aside_and_the_rest_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let sound = lines(&path);
    let good = sound[..2].concat();
    for length in 1..sound[2].len() - 1 {
        let torn = &sound[2][..length];
        std::fs::write(&path, [&good, torn].concat()).unwrap();
        let (mut journal, reading) = Journal::open(&path).unwrap();
        assert_eq!(ids(&reading.entries), [0, 1000], "{length}");
        let tail = reading.tail.unwrap();
        assert_eq!(tail.bytes, length as u64);
        assert!(reading.damage.is_none());
        let before = std::fs::read(&path).unwrap();
        assert_eq!(journal.catch_up().unwrap().len(), 0);
        assert_eq!(
            std::fs::read(&path).unwrap(),
            before,
            "reading changes nothing"
        );
        let mut seen = Vec::new();
        let recorded = journal.record(&stamp(3), |new| {
            seen = new.to_vec();
            Ok::<_, ()>(vec![dose(3)])
        });
        assert!(recorded.is_ok());
        let Event::Recovered(recovered) = &seen[0].event else {
            panic!("{seen:?}")
        };
        assert_eq!(
            (recovered.bytes, &recovered.tail_hash),
            (tail.bytes, &tail.hash.to_string())
        );
        let aside = folder
            .path()
            .join(format!("diary.jsonl.torn-{}", &recovered.tail_hash[..8]));
        assert_eq!(std::fs::read(&aside).unwrap(), torn);
        let reading = clean(&path);
        assert_eq!(reading.entries.len(), 4);
        assert_eq!(reading.entries[3].id, id(3));
    }
}

#[test]
fn an_entry_that_lacks_only_its_end_of_line_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.pop();
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(ids(&clean(&path).entries), [0, 1000, 2000]);
    let (mut journal, _) = Journal::open(&path).unwrap();
    let (mut other, _) = Journal::open(&path).unwrap();
    assert_eq!(written(record(&mut journal, 3)), [3000]);
    assert_eq!(written(record(&mut journal, 4)), [4000]);
    assert_eq!(written(record(&mut other, 5)), [5000]);
    assert_eq!(
        ids(&clean(&path).entries),
        [0, 1000, 2000, 3000, 4000, 5000]
    );
}

#[test]
fn blocks_that_a_power_cut_left_empty_are_a_torn_tail() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let mut sound = lines(&path);
    sound[2][..100].fill(0);
    std::fs::write(&path, sound.concat()).unwrap();
    let reading = read(&path).unwrap();
    assert_eq!(reading.tail.unwrap().bytes, sound[2].len() as u64);
}

#[test]
fn what_is_no_torn_tail_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let sound = lines(&path);
    let unended = &sound[2][..sound[2].len() - 1];
    for (rest, line, expected) in [
        (b"\n".to_vec(), 4, Problem::Blank),
        (b"  \n".to_vec(), 4, Problem::Blank),
        (b"{}\n".to_vec(), 4, Problem::NotClosed),
        (vec![b'x'; MAX_LINE_BYTES], 4, Problem::Nul),
        (
            unended.to_vec(),
            4,
            Problem::WrongSeq {
                found: 3,
                wanted: 4,
            },
        ),
    ] {
        std::fs::write(&path, [sound.concat(), rest.clone()].concat()).unwrap();
        let (found_line, found) = problem(&path).unwrap();
        assert_eq!(found_line, line);
        if rest.len() < MAX_LINE_BYTES {
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn a_file_that_another_program_converted_is_named_and_not_cut() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 2);
    let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
    let utf16 = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        let units = text.encode_utf16().flat_map(unit);
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    for (bytes, expected) in [
        (
            text.replace('\n', "\r\n").into_bytes(),
            Problem::CarriageReturn,
        ),
        (
            format!("\u{feff}{text}").into_bytes(),
            Problem::ByteOrderMark,
        ),
        (utf16(&[0xff, 0xfe], u16::to_le_bytes), Problem::Utf16),
        (utf16(&[0xfe, 0xff], u16::to_be_bytes), Problem::Utf16),
        (utf16(&[], u16::to_le_bytes), Problem::Utf16),
        (format!("\n{text}").into_bytes(), Problem::Blank),
    ] {
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(problem(&path), Some((1, expected)));
        assert!(Journal::open(&path).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    // Only the lines added by such a program.
    let (first, rest) = text.split_once('\n').unwrap();
    std::fs::write(&path, format!("{first}\n{}", rest.replace('\n', "\r\n"))).unwrap();
    assert_eq!(problem(&path), Some((2, Problem::CarriageReturn)));
    std::fs::write(&path, text.replacen('\n', "\n\n", 1)).unwrap();
    assert_eq!(problem(&path), Some((2, Problem::Blank)));
}

#[test]
fn what_is_no_diary_is_named_and_never_taken_for_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    assert!(matches!(read(&path), Err(JournalError::Missing { .. })));
    let below_a_file = path.join("diary.jsonl");
    std::fs::write(&path, b"").unwrap();
    assert!(matches!(read(&path), Err(JournalError::Empty { .. })));
    assert!(read(&below_a_file).is_err());
    for foreign in [
        "hello\n",
        "hello",
        "{}\n",
        "[1,2]",
        "\0\0\0\0",
        "PK\u{3}\u{4}",
    ] {
        std::fs::write(&path, foreign).unwrap();
        let found = read(&path);
        assert!(
            matches!(found, Err(JournalError::NotADiary { .. })),
            "{foreign:?}: {found:?}"
        );
    }
    let found = read(folder.path());
    assert!(matches!(
        found,
        Err(JournalError::NotAFile {
            found: FoundInstead::Folder,
            ..
        })
    ));
    let create = Journal::create(&path, &stamp(0), vec![opened()]);
    assert!(matches!(create, Err(JournalError::Exists { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), b"PK\x03\x04");
}

#[test]
fn a_newer_diary_and_another_format_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = in_folder(&folder);
    diary(&path, 0);
    let first = String::from_utf8(lines(&path).remove(0)).unwrap();
    let body = &first[..first.len() - 76];
    for (this, newer) in [
        ("\"version\":1", "\"version\":2"),
        ("\"version\":1", "\"version\":99999999999"),
        ("\"version\":1,\"diary\"", "\"version\":3,\"journal\""),
    ] {
        std::fs::write(&path, rehashed(&body.replacen(this, newer, 1))).unwrap();
        let found = read(&path);
        assert!(
            matches!(found, Err(JournalError::Newer { version, .. }) if version > 1),
            "{newer}: {found:?}"
        );
    }
    std::fs::write(
        &path,
        rehashed(&body.replacen("dosebook-diary", "dosebook-site", 1)),
    )
    .unwrap();
    assert!(matches!(problem(&path), Some((1, Problem::Format(_)))));
    let meal = r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"}"#;
    let at = body.find("{\"kind\"").unwrap()..body.find(",\"prev\"").unwrap();
    std::fs::write(&path, rehashed(&body.replacen(&body[at], meal, 1))).unwrap();
    assert_eq!(problem(&path), Some((1, Problem::NotOpened)));
}

/// A diary that ends in the middle of a line, and the name that the line is set aside under.
#[cfg(unix)]
fn torn(folder: &tempfile::TempDir) -> (std::path::PathBuf, std::path::PathBuf) {
    let path = in_folder(folder);
    diary(&path, 2);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.extend_from_slice(b"{\"seq\":3,");
    std::fs::write(&path, bytes).unwrap();
    let tail = Journal::open(&path).unwrap().1.tail.unwrap();
    let name = format!("diary.jsonl.torn-{}", &tail.hash.to_string()[..8]);
    let aside = folder.path().join(name);
    (path, aside)
}

#[cfg(unix)]
#[test]
fn a_pipe_where_a_torn_line_is_set_aside_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let (path, aside) = torn(&folder);
    let made = std::process::Command::new("mkfifo").arg(&aside).status();
    assert!(made.unwrap().success());
    let mut journal = Journal::open(&path).unwrap().0;
    let recorded = journal.record(&stamp(3), |_| Ok::<_, ()>(vec![dose(3)]));
    assert!(recorded.is_ok());
    let names = std::fs::read_dir(folder.path()).unwrap();
    let kept = names.filter(|name| {
        let path = name.as_ref().unwrap().path();
        path != aside && path.to_string_lossy().contains(".torn-")
    });
    assert_eq!(kept.count(), 1, "it is set aside under another name");
}
