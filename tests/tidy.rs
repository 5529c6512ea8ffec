//! The habits of `docs/architecture.md` that a machine can check: the layers, the size of a file, the
//! header of a module, and what may not stand in the source.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the tree fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room of `src/`, and the rooms that it may import from.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("journal", &["domain"]),
    ("report", &["domain", "text"]),
    ("text", &["domain"]),
    ("app", &["domain", "text"]),
    ("clock", &["domain"]),
    ("runtime", &["domain", "journal", "report", "clock"]),
    ("sample", &["domain", "runtime", "clock", "journal"]),
    (
        "tui",
        &["app", "domain", "text", "runtime", "clock", "sample"],
    ),
    (
        "cli",
        &[
            "app", "domain", "text", "report", "journal", "runtime", "clock", "sample", "tui",
        ],
    ),
    ("main", &["cli", "tui", "domain", "text", "clock"]),
];

/// Longest source file, in lines; tests may be longer.
const MAX_LINES: usize = 500;

struct Source {
    /// The file, as in `src/domain/slots.rs`.
    name: String,
    /// The room: the first part under `src/`.
    room: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    assert!(files.len() > 20, "the source tree was not found");
    files
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(root).unwrap().display().to_string();
            let room = name
                .trim_start_matches("src/")
                .split(['/', '.'])
                .next()
                .unwrap()
                .to_owned();
            let text = fs::read_to_string(&file).unwrap();
            Source { name, room, text }
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Whether a file holds nothing but tests.
fn is_test(name: &str) -> bool {
    name.contains("/tests")
        || name.contains("_tests/")
        || name.ends_with("_tests.rs")
        || name.ends_with("testing.rs")
        || name.contains("/testing/")
        || name.contains("/rulings")
        || name.ends_with("laws.rs")
}

/// The part of a file in front of its unit tests.
fn outside_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod ").next().unwrap()
}

fn imported_rooms(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for line in text.lines() {
        let code = line.split("//").next().unwrap();
        for found in ["crate::", "dosebook::"] {
            for (at, _) in code.match_indices(found) {
                let rest = &code[at + found.len()..];
                let end = rest
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(rest.len());
                if end > 0 {
                    rooms.push(rest[..end].to_owned());
                }
            }
        }
    }
    rooms
}

#[test]
fn imports_follow_the_layers() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.room != "lib") {
        let Some((_, allowed)) = LAYERS.iter().find(|(room, _)| *room == source.room) else {
            wrong.push(format!("{}: a room that no layer knows", source.name));
            continue;
        };
        for room in imported_rooms(outside_tests(&source.text)) {
            let known = LAYERS.iter().any(|(name, _)| *name == room);
            if known && room != source.room && !allowed.contains(&room.as_str()) {
                wrong.push(format!("{}: imports {room}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_import_check_sees_what_it_should() {
    let found = imported_rooms("use crate::journal::Head; // crate::tui\nlet x = crate::cli::y();");
    assert_eq!(found, ["journal", "cli"]);
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.name)
        .collect();
    assert!(silent.is_empty(), "no header: {silent:?}");
}

#[test]
fn no_file_outgrows_one_head() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|source| !is_test(&source.name))
        .map(|source| (source, outside_tests(&source.text).lines().count()))
        .filter(|(_, lines)| *lines > MAX_LINES)
        .map(|(source, lines)| format!("{}: {lines}", source.name))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn nothing_unfinished_and_no_panic_stands_in_the_source() {
    let forbidden = [
        ".unwrap()",
        "todo!(",
        "unimplemented!(",
        "panic!(",
        "TODO",
        "FIXME",
        "dbg!(",
    ];
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.name)) {
        for (at, line) in outside_tests(&source.text).lines().enumerate() {
            if let Some(word) = forbidden.iter().find(|word| line.contains(**word)) {
                wrong.push(format!("{}:{}: {word}", source.name, at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_version_of_crossterm_is_locked() {
    let lock = include_str!("../Cargo.lock");
    let count = lock.matches("name = \"crossterm\"\n").count();
    assert_eq!(count, 1, "ratatui and dosebook must share one crossterm");
}
