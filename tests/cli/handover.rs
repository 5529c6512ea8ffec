//! `handover`: the copy that the patient takes to the visit (ruling 25).

use std::fs;

use crate::support::{Home, ran};

const NOW: &str = "2026-11-02T08:16:00+08:00";

/// A home with a diary and a folder for the visit.
fn home() -> Home {
    let home = Home::with_diary();
    fs::create_dir(home.path("visit")).unwrap();
    home
}

/// The copies in the folder for the visit.
fn copies(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.path("visit")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_copy_is_named_counted_and_dated_with_the_code_that_verify_prints() {
    let home = home();
    let said = home.say(NOW, "handover --to visit").code(0).out;
    let name = copies(&home).remove(0);
    let code = name.trim_end_matches(".jsonl").rsplit('-').next().unwrap();
    assert_eq!(name, format!("007-2026-11-02-{code}.jsonl"));
    assert_eq!(
        fs::read(home.path("visit").join(&name)).unwrap(),
        home.bytes()
    );
    for wanted in [
        &format!("Copied to visit/{name}"),
        &format!("4 entries, Mon 2 Nov 2026, 08:16. Code of the last entry: {code}"),
        "A memory stick can be taken out now.",
    ] {
        assert!(said.contains(wanted), "{wanted:?} not in {said}");
    }
    home.say(NOW, &format!("verify visit/{name}"))
        .code(0)
        .says(&format!("Code of the last entry: {code}"));
    home.say(NOW, "--lang zh-Hans handover --to visit")
        .code(0)
        .says("之前已经复制过，内容完全一样")
        .says("现在可以拔出");
    home.say(NOW, "ate --yes").code(0);
    home.say(NOW, "handover --to visit").code(0);
    assert_eq!(copies(&home).len(), 2, "the copy of before is kept");
}

#[test]
fn a_folder_that_is_not_there_or_is_a_file_is_said_and_nothing_is_made() {
    let home = home();
    home.say(NOW, "handover --to visit/STICK")
        .code(1)
        .complains("There is no such folder.")
        .complains("The folder was not made.");
    home.say(NOW, "--lang zh-Hans handover --to visit/STICK")
        .code(1)
        .complains("找不到这个文件夹");
    fs::write(home.path("file"), "mine").unwrap();
    home.say(NOW, "handover --to file")
        .code(1)
        .complains("This is not a folder.");
    assert!(copies(&home).is_empty());
    assert_eq!(fs::read(home.path("file")).unwrap(), b"mine");
    home.say(NOW, "handover").code(2);
}

#[test]
fn without_a_diary_there_is_nothing_to_copy() {
    let home = Home::new();
    fs::create_dir(home.path("visit")).unwrap();
    home.say(NOW, "handover --to visit").code(4);
    assert!(copies(&home).is_empty());
}

#[test]
fn a_folder_that_may_not_be_written_to_is_said_in_words() {
    use std::os::unix::fs::PermissionsExt;
    let home = home();
    let closed = fs::Permissions::from_mode(0o555);
    fs::set_permissions(home.path("visit"), closed).unwrap();
    let args = ["--lang", "en", "handover", "--to", "visit"];
    let ran = match home.as_user(65534) {
        Some(mut command) => ran(command.env("DOSEBOOK_NOW", NOW).args(args)),
        // Not the superuser: the folder is closed to this test itself.
        None => home.at(NOW, &args),
    };
    ran.code(1)
        .complains("The system refuses: Permission denied");
    assert!(copies(&home).is_empty());
}

#[test]
fn a_damaged_diary_is_handed_over_all_the_same_and_the_code_of_the_run_says_so() {
    let home = home();
    home.say(NOW, "ate --yes").code(0);
    let mut bytes = home.bytes();
    let last = bytes.len() - 200;
    bytes[last] ^= 1;
    fs::write(home.diary(), &bytes).unwrap();
    home.say(NOW, "handover --to visit")
        .code(3)
        .says("The diary is damaged from line 5 on, and so is its copy.")
        .complains("damaged at line 5");
    let name = copies(&home).remove(0);
    assert_eq!(fs::read(home.path("visit").join(name)).unwrap(), bytes);
}
