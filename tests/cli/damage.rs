//! A diary that is a folder, empty, foreign, torn, edited, newer, read-only, or on a full disk.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use sha2::{Digest, Sha256};

use crate::support::{Home, ran};

const NOW: &str = "2026-11-02T19:00:00+08:00";

/// A home whose diary holds four entries of setup and one dose.
fn home() -> Home {
    let home = Home::with_diary();
    home.say(
        "2026-11-02T08:00:00+08:00",
        "taken capecitabine am --food kept",
    )
    .code(0);
    home
}

/// Puts other bytes in place of the diary, and expects every command to fail without touching them.
#[track_caller]
fn refused_bytes(bytes: &[u8], code: i32, en: &str, zh: &str) {
    let home = home();
    fs::write(home.diary(), bytes).unwrap();
    for line in ["today", "taken capecitabine pm", "log", "adherence", "undo"] {
        home.say(NOW, &format!("{line} --lang en"))
            .code(code)
            .complains(en);
        home.say(NOW, &format!("{line} --lang zh-Hans"))
            .code(code)
            .complains(zh);
    }
    assert_eq!(home.bytes(), bytes);
}

#[test]
fn defect_lost_data_an_empty_or_foreign_file_is_never_taken_for_a_new_diary() {
    refused_bytes(b"", 3, "The file is empty.", "文件是空的");
    refused_bytes(
        b"hello\n",
        3,
        "is not a dosebook diary",
        "不是 dosebook 日记",
    );
    refused_bytes(
        b"{\"a\":1}\n",
        3,
        "is not a dosebook diary",
        "不是 dosebook 日记",
    );
    refused_bytes(b"\xff\xfeh\0i\0", 3, "UTF-16", "UTF-16");
}

#[test]
fn a_folder_is_no_diary() {
    let home = Home::new();
    fs::create_dir_all(home.diary()).unwrap();
    home.say(NOW, "today --lang en")
        .code(1)
        .complains("This is a folder");
    home.say(NOW, "taken utidelone --lang zh-Hans")
        .code(1)
        .complains("这是一个文件夹");
    assert!(home.diary().is_dir());
}

#[test]
fn a_diary_of_a_newer_version_is_refused_by_name() {
    let home = home();
    let text = String::from_utf8(home.bytes()).unwrap();
    let first = text.lines().next().unwrap();
    let body = &first[..first.len() - 75];
    let body = body.replace("\"version\":1,\"diary\"", "\"version\":2,\"diary\"");
    assert!(body.contains("\"version\":2,"));
    let digest = Sha256::digest(&body);
    let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let bytes = format!("{body},\"hash\":\"{hash}\"}}\n").into_bytes();
    refused_bytes(&bytes, 1, "newer version", "新版本");
}

#[test]
fn an_edited_diary_shows_its_last_valid_state_and_is_never_written_to() {
    let home = home();
    home.say("2026-11-02T08:30:00+08:00", "ate --yes").code(0);
    let text = String::from_utf8(home.bytes()).unwrap();
    let edited = text.replace("T08:30:00+08:00\"}", "T08:31:00+08:00\"}");
    assert_ne!(edited, text);
    fs::write(home.diary(), &edited).unwrap();
    home.say(NOW, "today --lang en")
        .code(3)
        .says("The diary is damaged at line 6")
        .says("What is shown may be out of date.")
        .says("Write it on paper")
        .says("[taken 08:00]")
        .says("010-1234 (day), 010-5678 (night)")
        .complains("dosebook recover");
    home.say(NOW, "today --lang zh-Hans")
        .code(3)
        .says("日记第6行损坏")
        .says("请先记在纸上");
    home.say(NOW, "today --json")
        .code(3)
        .says("\"may_be_out_of_date\": true");
    home.say(NOW, "taken capecitabine pm")
        .code(3)
        .complains("damaged at line 6");
    let path = home.diary();
    let path = path.display();
    home.say(NOW, &format!("verify {path}"))
        .code(3)
        .says("5 entries verified up to the damage");
    assert_eq!(home.bytes(), edited.as_bytes());
    let new = home.path("new.jsonl");
    let new = new.display();
    home.say(NOW, &format!("recover --to {new} --by LN"))
        .code(0)
        .says("5 lines kept, 1 lost");
    assert_eq!(home.bytes(), edited.as_bytes());
    home.say(NOW, &format!("verify {new}")).code(0);
    home.say(NOW, &format!("log --diary {new}"))
        .code(0)
        .says("continued after damage: lines 1 to 5 kept, 1 lost");
    home.say(NOW, &format!("recover --to {new} --by LN"))
        .code(1)
        .complains("It was not touched.");
}

#[test]
fn a_torn_last_line_is_reported_and_set_aside_by_the_next_entry() {
    let home = home();
    let whole = home.bytes();
    let torn = [whole.as_slice(), b"{\"seq\":6,\"id\":\"9f"].concat();
    fs::write(home.diary(), &torn).unwrap();
    home.say(NOW, "today --lang en")
        .code(0)
        .says("The last line of the file is unfinished (17 bytes)");
    home.say(NOW, "today --lang zh-Hans")
        .code(0)
        .says("最后一行没有写完");
    assert_eq!(home.bytes(), torn, "looking changes nothing");
    home.say(NOW, "taken capecitabine pm --food kept").code(0);
    assert!(home.bytes().starts_with(&whole));
    home.say(NOW, "log")
        .code(0)
        .says("an unfinished last line (17 bytes) was set aside");
    let folder = home.diary();
    let aside = fs::read_dir(folder.parent().unwrap()).unwrap();
    let names: Vec<String> = aside
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        names.iter().any(|name| name.contains(".torn-")),
        "{names:?}"
    );
}

#[test]
fn a_full_disk_is_a_sentence_and_the_file_is_as_before() {
    let home = home();
    let before = home.bytes();
    let program = assert_cmd::cargo::cargo_bin("dosebook");
    for (language, wanted) in [("en", "The entry is NOT saved"), ("zh-Hans", "没有保存")] {
        // No file may grow: the system refuses the write as it does on a full disk.
        let line = format!(
            "ulimit -f 0; exec {} taken capecitabine pm --food kept --lang {language}",
            program.display()
        );
        let mut shell = assert_cmd::Command::new("sh");
        shell
            .env_clear()
            .env("HOME", home.path(""))
            .env("DOSEBOOK_NOW", NOW);
        ran(shell.args(["-c", &line])).code(1).complains(wanted);
        assert_eq!(home.bytes(), before);
    }
}

#[test]
fn a_read_only_diary_is_read_and_not_written() {
    let home = home();
    fs::set_permissions(home.diary(), fs::Permissions::from_mode(0o444)).unwrap();
    let line = ["taken", "capecitabine", "pm", "--food", "kept", "--lang"];
    // Nothing is read-only for the superuser, so it runs as nobody.
    let superuser = fs::OpenOptions::new()
        .append(true)
        .open(home.diary())
        .is_ok();
    let command = || match superuser {
        true => home.as_user(65_534),
        false => Some(home.command()),
    };
    let before = home.bytes();
    for (language, wanted, not_recorded, cannot) in [
        (
            "en",
            "The system refuses",
            "Nothing was recorded.",
            "Nothing can be recorded: the diary can be read but not written to.",
        ),
        (
            "zh-Hans",
            "系统拒绝：您没有权限。",
            "没有记录任何内容。",
            "现在不能记录：日记只能看，不能写入。",
        ),
    ] {
        let (Some(mut today), Some(mut taken)) = (command(), command()) else {
            return;
        };
        let today = today.env("DOSEBOOK_NOW", NOW).args(["today", "--lang"]);
        ran(today.arg(language)).code(0).says(cannot).says(wanted);
        ran(taken.env("DOSEBOOK_NOW", NOW).args(line).arg(language))
            .code(1)
            .complains(not_recorded)
            .complains(wanted);
        assert_eq!(home.bytes(), before);
    }
}

#[test]
fn doctor_says_that_permissions_keep_the_owner_out_too() {
    let home = home();
    for (mode, en) in [
        (
            0o400,
            "permissions 400: not even its owner may read and write it; 600 would let you",
        ),
        (0o000, "permissions 000: not even its owner"),
        (
            0o644,
            "permissions 644: other users of this computer can reach it",
        ),
        (0o600, "permissions 600, yours only"),
    ] {
        fs::set_permissions(home.diary(), fs::Permissions::from_mode(mode)).unwrap();
        let said = home.say(NOW, "doctor --lang en");
        assert!(said.out.contains(en), "{en:?} not in {}", said.out);
    }
}

#[test]
fn a_new_file_for_which_there_is_no_room_is_named_by_its_own_name() {
    let home = Home::new();
    let program = assert_cmd::cargo::cargo_bin("dosebook");
    let line = format!(
        "ulimit -f 0; exec {} demo --out demo --lang en",
        program.display()
    );
    let mut shell = assert_cmd::Command::new("sh");
    shell.env_clear().env("HOME", home.path(""));
    shell.current_dir(home.path(""));
    let said = ran(shell.args(["-c", &line])).code(1);
    assert!(!said.err.contains(".new-"), "{}", said.err);
    said.complains("demo/diary.jsonl:");
    assert!(!home.path("demo/diary.jsonl").exists());
}

#[test]
fn a_damaged_site_record_goes_on_in_a_new_file_and_is_used_again() {
    let home = Home::new();
    fs::create_dir(home.path("study")).unwrap();
    let site = |line: &str| home.say(NOW, &format!("--lang en site {line} --folder study"));
    site("visit 007 --date 2026-11-01 --by LN --yes").code(0);
    site("note 007 tired --by LN").code(0);
    site("recover 007 --to new.jsonl --by LN")
        .code(1)
        .complains("The site record is not damaged.");
    let record = home.path("study/007.site.jsonl");
    let sound = fs::read(&record).unwrap();
    let mut damaged = sound.clone();
    let at = damaged.len() - 200;
    damaged[at] ^= 1;
    fs::write(&record, &damaged).unwrap();
    for line in ["log 007", "note 007 better --by LN"] {
        site(line)
            .code(3)
            .complains("The site record is damaged at line 3")
            .complains("dosebook site recover SUBJECT");
    }
    home.say(NOW, "--lang en verify study")
        .code(3)
        .says("The site record is damaged at line 3")
        .says("dosebook site recover SUBJECT");
    home.say(NOW, "--lang zh-Hans verify study")
        .code(3)
        .says("研究中心记录第3行损坏")
        .says("dosebook site recover 受试者编号");
    site("recover 007 --to new.jsonl --by LN")
        .code(0)
        .says("new.jsonl: 2 lines kept, 1 lost.")
        .says("Then give new.jsonl the name study/007.site.jsonl.");
    assert_eq!(fs::read(&record).unwrap(), damaged);
    site("recover 007 --to new.jsonl --by LN").code(1);
    fs::rename(&record, home.path("study/007.site.jsonl.damaged")).unwrap();
    fs::rename(home.path("new.jsonl"), &record).unwrap();
    site("note 007 better --by LN").code(0);
    site("log 007")
        .code(0)
        .says("visit on Sun 1 Nov 2026")
        .says("continued after damage: lines 1 to 2 kept, 1 lost")
        .says("better");
    home.say(NOW, "verify study").code(0);
    // Named where a diary is wanted, a sound one is not called damaged.
    let taken_for_a_diary = "--lang en receive study/007.site.jsonl --into study --by LN";
    home.say(NOW, taken_for_a_diary)
        .code(3)
        .complains("This file is not a dosebook diary: it is of another format");
    // Not even the first line is good: there is nothing to go on from.
    for (bytes, said) in [
        ("hello\n", "not a site record:"),
        ("", "The site record is empty."),
    ] {
        fs::write(&record, bytes).unwrap();
        let recovered = site("recover 007 --to other.jsonl --by LN");
        let verified = home.say(NOW, "--lang en verify study");
        for told in [recovered, verified, site("log 007")] {
            let told = told.code(3).complains(said).complains("Put back a backup");
            assert!(!told.err.contains("handover"), "{}", told.err);
        }
        assert!(!home.path("other.jsonl").exists());
    }
    // Another participant's file under this name is not taken for hers.
    fs::write(home.path("study/008.site.jsonl"), &damaged).unwrap();
    site("recover 008 --to other.jsonl --by LN").code(1);
    assert!(!home.path("other.jsonl").exists());
}

#[test]
fn a_summary_names_who_is_counted_from_a_damaged_diary_or_without_a_record_that_cannot_be_read() {
    let home = Home::new();
    home.say(NOW, "--lang en demo --participants 3 --out study")
        .code(0);
    let damage = |file: &str, line: usize| {
        let path = home.path("study").join(file);
        let mut bytes = fs::read(&path).unwrap();
        let mut ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let (end, _) = ends.nth(line - 1).unwrap();
        bytes[end - 90] ^= 1;
        fs::write(path, bytes).unwrap();
    };
    damage("DEMO-001.jsonl", 50);
    damage("DEMO-002.site.jsonl", 5);
    fs::remove_file(home.path("study/DEMO-003.site.jsonl")).unwrap();
    home.say(NOW, "--lang en study summary study")
        .code(3)
        .says("DEMO-001  the diary is damaged from line 50 on")
        .says("DEMO-002  the site record cannot be read: nothing is known of tumour, life, death and adverse events")
        .says("DEMO-003  no site record: nothing is known of tumour, life, death and adverse events");
    home.say(NOW, "--lang zh-Hans study summary study --format html")
        .code(3)
        .says("日记从第50行起损坏")
        .says("研究中心记录无法读取：肿瘤、生存情况和不良事件未知");
    home.say(NOW, "study summary study --format csv")
        .code(3)
        .says("listed,DEMO-001,,,,diary_damaged,")
        .says("listed,DEMO-002,,,,site_record_unread,")
        .says("listed,DEMO-003,,,,no_site_record,");
    // Nor do the reports call such a record none, or say only that every line is right.
    for (language, over_all, of_her) in [
        (
            "en",
            "the site record CANNOT BE READ",
            "cannot be read, and nothing of it stands here",
        ),
        (
            "zh-Hans",
            "研究中心记录无法读取",
            "无法读取，本报告不含其内容",
        ),
    ] {
        let line = format!("--lang {language} export html study -o {language}");
        home.say(NOW, &line).code(3);
        let page = |name: &str| fs::read_to_string(home.path(language).join(name)).unwrap();
        assert_eq!(page("index.html").matches(over_all).count(), 1);
        assert!(page("DEMO-002.html").contains(of_her));
        assert!(!page("DEMO-003.html").contains(of_her));
    }
}
