//! Folders as they are in the world: whatever else lies in them, the diaries that can be read are counted, and
//! what cannot be read is named.

use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::support::{Home, Ran, ran};

const NOW: &str = "2026-11-22T12:00:00+08:00";

/// A home with a study of so many made-up participants in `study`.
fn home(participants: u32) -> Home {
    let home = Home::new();
    let line = format!("--lang en demo --participants {participants} --out study");
    home.say(NOW, &line).code(0);
    home
}

fn path(home: &Home, nth: u32, ending: &str) -> std::path::PathBuf {
    home.path(&format!("study/DEMO-{nth:03}{ending}"))
}

fn subjects(ran: &Ran) -> Vec<&str> {
    let rows = ran.out.lines().skip(1);
    let mut subjects: Vec<&str> = rows.filter_map(|row| row.split(',').next()).collect();
    subjects.dedup();
    subjects
}

/// A diary with one more line of this event, closed by its right hash.
fn with_line(file: &Path, event: &str) {
    let mut text = fs::read_to_string(file).unwrap();
    let hash = |body: &str| -> String {
        let hash = Sha256::digest(body.as_bytes());
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let last = text.lines().last().unwrap();
    let prev = last[last.len() - 66..last.len() - 2].to_owned();
    let seq = text.lines().count() + 1;
    let body = format!(
        "{{\"seq\":{seq},\"id\":\"00000000000000ff\",\"at\":\"2026-11-22T07:00:00+08:00\",\
         \"by\":{{\"role\":\"patient\"}},\"event\":{event},\"prev\":\"{prev}\""
    );
    text.push_str(&format!("{body},\"hash\":\"{}\"}}\n", hash(&body)));
    fs::write(file, text).unwrap();
}

#[test]
fn a_sample_study_is_marked_verifies_and_is_the_same_for_the_same_seed() {
    let (one, other) = (home(3), home(3));
    for nth in 1..=3 {
        for ending in [".jsonl", ".site.jsonl"] {
            let bytes = fs::read(path(&one, nth, ending)).unwrap();
            assert_eq!(bytes, fs::read(path(&other, nth, ending)).unwrap());
        }
    }
    one.say(NOW, "--lang en verify study").code(0);
    let diary = fs::read_to_string(path(&one, 1, ".jsonl")).unwrap();
    assert!(diary.lines().next().unwrap().contains("\"sample\":true"));
    one.say(NOW, "--lang en demo --participants 3 --out study")
        .code(1)
        .complains("DEMO-001.jsonl");
    one.say(NOW, "demo --participants 0 --out more").code(2);
    one.say(NOW, "demo --participants 3").code(2);
}

#[test]
fn rows_come_in_the_order_of_the_files_and_the_same_in_every_run() {
    let home = home(40);
    for format in ["csv", "json", "table"] {
        let line = format!("--lang en adherence study --format {format}");
        let first = home.say(NOW, &line).code(0);
        for _ in 0..3 {
            assert_eq!(home.say(NOW, &line).code(0).out, first.out);
        }
    }
    let csv = home.say(NOW, "adherence study --format csv");
    let wanted: Vec<String> = (1..=40).map(|nth| format!("DEMO-{nth:03}")).collect();
    assert_eq!(subjects(&csv), wanted);
    // What is printed of all is what is printed of each.
    let mut rows = csv.out.lines().skip(1);
    for nth in 1..=40 {
        let one = format!("adherence study/DEMO-{nth:03}.jsonl --format csv");
        for row in home.say(NOW, &one).code(0).out.lines().skip(1) {
            assert_eq!(rows.next(), Some(row));
        }
    }
    let json = home.say(NOW, "adherence study --format json");
    let values: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        values.as_array().unwrap().len(),
        csv.out.lines().count() - 1
    );
}

#[test]
fn what_is_no_diary_in_a_folder_harms_nothing() {
    let home = home(2);
    let study = home.path("study");
    fs::write(study.join("notes.txt"), "shopping").unwrap();
    fs::write(study.join(".hidden.jsonl"), "\0").unwrap();
    fs::write(study.join("export.csv"), "a,b").unwrap();
    fs::create_dir_all(study.join("other-versions/deep")).unwrap();
    fs::create_dir(study.join("archive")).unwrap();
    fs::copy(path(&home, 1, ".jsonl"), study.join("archive/001.jsonl")).unwrap();
    let ran = home
        .say(NOW, "--lang en adherence study --format csv")
        .code(0);
    assert_eq!(subjects(&ran), ["DEMO-001", "DEMO-002"]);
    assert_eq!(ran.err, "");
    home.say(NOW, "--lang en adherence study/archive --format csv")
        .code(0);
    fs::create_dir(home.path("empty")).unwrap();
    let ran = home.say(NOW, "--lang en adherence empty --format csv");
    let ran = ran.code(1).complains("no diary in this folder");
    assert_eq!(ran.out, "");
}

/// Everything bad at once, in one folder with two good diaries; memory bounded by the system.
#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_named_and_the_others_are_counted() {
    let home = home(7);
    let study = home.path("study");
    let bad = |name: &str| study.join(format!("{name}.jsonl"));
    std::os::unix::fs::symlink("loop-b.jsonl", bad("loop-a")).unwrap();
    std::os::unix::fs::symlink("loop-a.jsonl", bad("loop-b")).unwrap();
    std::os::unix::fs::symlink(&study, study.join("round")).unwrap();
    std::os::unix::fs::symlink("gone.jsonl", bad("nowhere")).unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(bad("pipe"))
        .status();
    assert!(pipe.unwrap().success());
    fs::create_dir(bad("folder")).unwrap();
    File::create(bad("line-of-1-gb"))
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    let many = File::options().write(true).open(path(&home, 3, ".jsonl"));
    // As long as ten million entries.
    many.unwrap().set_len(3_000_000_000).unwrap();
    File::create(bad("line-of-60-mb"))
        .unwrap()
        .set_len(60_000_000)
        .unwrap();
    fs::write(bad("bytes"), b"\xff\xfe\0\x80\xc3\x28\n").unwrap();
    fs::write(bad("empty"), "").unwrap();
    let deep = format!(
        "{{\"kind\":\"x\",\"a\":{}{}}}",
        "[".repeat(200),
        "]".repeat(200)
    );
    with_line(&path(&home, 4, ".jsonl"), &deep);
    with_line(
        &path(&home, 5, ".jsonl"),
        r#"{"kind":"meal","ended_at":"9999-12-31T08:00:00+08:00"}"#,
    );
    with_line(
        &path(&home, 6, ".jsonl"),
        r#"{"kind":"held","drugs":[],"from":{"date":"2026-11-21","period":"am"},"reason":"\u001b[2J\u202e=1+1"}"#,
    );
    let mut bytes = fs::read(path(&home, 7, ".jsonl")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] = 0xff;
    fs::write(path(&home, 7, ".jsonl"), bytes).unwrap();
    let mut command = assert_cmd::Command::new("sh");
    let program = assert_cmd::cargo::cargo_bin("dosebook");
    let line = format!(
        "ulimit -v 600000; exec {} --lang en adherence study --format csv",
        program.display()
    );
    command.env_clear().env("DOSEBOOK_NOW", NOW);
    command.current_dir(home.path("")).args(["-c", &line]);
    let said = ran(command.timeout(Duration::from_secs(60))).code(3);
    let counted = [
        "DEMO-001", "DEMO-002", "DEMO-004", "DEMO-005", "DEMO-006", "DEMO-007",
    ];
    assert_eq!(subjects(&said), counted);
    for (name, why) in [
        ("loop-a", "link"),
        ("loop-b", "link"),
        ("nowhere", "link"),
        ("pipe", "pipe"),
        (
            "line-of-1-gb",
            "1073741824 bytes; a diary has at most 67108864",
        ),
        ("DEMO-003", "3000000000 bytes; a diary has at most 67108864"),
        ("line-of-60-mb", ""),
        ("bytes", ""),
        ("empty", "empty"),
        ("DEMO-004", "nested too deep"),
        ("DEMO-005", "damaged at line"),
        ("DEMO-007", "damaged at line"),
    ] {
        let lines: Vec<&str> = said.err.lines().collect();
        let at = lines
            .iter()
            .position(|line| line.contains(&format!("{name}.jsonl")));
        let at = at.unwrap_or_else(|| panic!("{name} is not named in {}", said.err));
        let told = lines[at..]
            .iter()
            .take(3)
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(told.contains(why), "{name}: {told}");
    }
    assert!(said.err.contains("diaries have a problem"), "{}", said.err);
    for text in [&said.out, &said.err] {
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named_and_the_others_are_counted() {
    use std::os::unix::fs::PermissionsExt;
    let home = home(2);
    fs::set_permissions(path(&home, 1, ".jsonl"), fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything.
    let Some(mut command) = home.as_user(54_321) else {
        return;
    };
    command.env("DOSEBOOK_NOW", NOW);
    let said = ran(command.args(["--lang", "en", "adherence", "study", "--format", "csv"]));
    let said = said.code(1).complains("DEMO-001.jsonl");
    assert_eq!(subjects(&said), ["DEMO-002"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let home = home(3);
    let plain = home.say(NOW, "adherence study --format csv").code(0).out;
    for nth in 1..=3 {
        for ending in [".jsonl", ".site.jsonl"] {
            let readable = fs::Permissions::from_mode(0o444);
            fs::set_permissions(path(&home, nth, ending), readable).unwrap();
        }
    }
    fs::set_permissions(home.path("study"), fs::Permissions::from_mode(0o555)).unwrap();
    let Some(mut command) = home.as_user(54_321) else {
        return;
    };
    command.env("DOSEBOOK_NOW", NOW);
    let said = ran(command.args(["adherence", "study", "--format", "csv"])).code(0);
    assert_eq!(said.out, plain);
    fs::set_permissions(home.path("study"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_site_record_that_cannot_be_read_is_named_and_its_diary_counted() {
    let home = home(2);
    fs::write(path(&home, 2, ".site.jsonl"), "no record\n").unwrap();
    let said = home.say(NOW, "--lang en adherence study --format csv");
    let said = said.code(3).complains("DEMO-002.site.jsonl");
    assert_eq!(subjects(&said), ["DEMO-001", "DEMO-002"]);
}

/// Every command that reads folders of diaries, with nothing but the folder and what it writes to left out.
const READERS: [&str; 10] = [
    "adherence {}",
    "adherence {} --ledger --format json",
    "study summary {}",
    "study summary {} --format html -o out",
    "verify {}",
    "export csv {} -o out",
    "export json {} -o out",
    "export html {} -o out",
    "export sdtm {} -o out --study S1",
    "export fhir {} -o out --ndjson",
];

#[test]
fn a_path_where_nothing_stands_is_an_error_and_nothing_is_written() {
    let home = home(1);
    for reader in READERS.into_iter().chain(["review {}"]) {
        for paths in ["nowhere", "study nowhere"] {
            if reader.starts_with("review") && paths.contains(' ') {
                continue;
            }
            let line = format!("--lang en {}", reader.replace("{}", paths));
            let ran = home.say(NOW, &line).code(1);
            assert_eq!(
                ran.err,
                "nowhere:\nThere is no such file or folder.\nNothing was changed. See how the name is \
                 written, and whether the stick or drive is connected.\n",
                "{line}"
            );
            assert!(!home.path("out").exists(), "{line}");
            // `verify` says of each file what it finds, one behind the other.
            assert!(ran.out.is_empty() || reader.starts_with("verify"), "{line}");
        }
    }
}

#[test]
fn a_folder_without_a_diary_is_an_error_and_nothing_is_written() {
    let home = Home::new();
    fs::create_dir(home.path("empty")).unwrap();
    fs::write(home.path("empty/readme.txt"), "x").unwrap();
    for reader in READERS {
        let line = format!("--lang en {}", reader.replace("{}", "empty"));
        let ran = home.say(NOW, &line).code(1);
        assert_eq!(ran.err, "empty: no diary in this folder.\n", "{line}");
        assert_eq!(ran.out, "", "{line}");
        assert!(!home.path("out").exists(), "{line}");
    }
}

#[test]
fn what_to_do_about_a_file_of_a_folder_is_said_to_staff_and_not_to_the_patient() {
    let home = home(2);
    fs::write(path(&home, 1, ".jsonl"), "not a diary\n").unwrap();
    let second = path(&home, 2, ".jsonl");
    let mut bytes = fs::read(&second).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&second, bytes).unwrap();
    for reader in READERS {
        let line = format!("--lang en {} ", reader.replace("{}", "study"));
        let ran = home.say(NOW, &line).code(3);
        assert!(!ran.err.contains("on paper"), "{line}: {}", ran.err);
        assert!(
            ran.err.contains("ask for a new copy (dosebook handover)"),
            "{line}: {}",
            ran.err
        );
        // One makes a file there, the others a folder.
        let made = home.path("out");
        let _ = fs::remove_dir_all(&made).or_else(|_| fs::remove_file(&made));
    }
}

#[test]
fn an_export_up_to_a_date_has_the_figures_of_adherence_up_to_it() {
    let home = home(3);
    let date = "2026-11-10";
    let cut = |line: &str| {
        home.say(NOW, &format!("--lang en {line} --as-of {date}"))
            .code(0)
    };
    let figures = cut("adherence study --format csv").out;
    let slots = cut("adherence study --ledger --format csv").out;
    cut("export csv study -o tables");
    let table = |name: &str| fs::read_to_string(home.path("tables").join(name)).unwrap();
    // The tables have more columns behind those that `adherence` prints.
    let begins = |table: &str, printed: &str| {
        assert_eq!(table.lines().count(), printed.lines().count());
        let mut rows = table.lines().zip(printed.lines());
        assert!(rows.all(|(row, printed)| row.starts_with(printed)));
    };
    begins(&table("adherence.csv"), &figures);
    begins(&table("ledger.csv"), &slots);
    home.say(NOW, "--lang en export csv study -o later").code(0);
    let later = fs::read_to_string(home.path("later/adherence.csv")).unwrap();
    assert_ne!(later, table("adherence.csv"));
    // What was recorded is all there: slots are cut, not knowledge.
    assert_eq!(
        fs::read_to_string(home.path("later/entries.csv")).unwrap(),
        table("entries.csv")
    );
    cut("export html study -o reports");
    let report = fs::read_to_string(home.path("reports/DEMO-001.html")).unwrap();
    assert!(report.contains("the end of") && report.contains("10 Nov 2026"));
    let summary = cut("study summary study --format html").out;
    assert!(summary.contains("<td>Tue 10 Nov 2026</td>"));
    cut("export sdtm study -o sdtm --study S1");
    let planned = fs::read_to_string(home.path("sdtm/ec.json")).unwrap();
    assert!(
        planned.contains("2026-11-10") && !planned.contains("\"2026-11-12T"),
        "{planned}"
    );
    cut("export fhir study -o fhir --ndjson");
    for line in ["export csv study -o ahead", "study summary study"] {
        home.say(NOW, &format!("--lang en {line} --as-of 2026-12-01"))
            .code(2)
            .complains("--as-of");
    }
    assert!(!home.path("ahead").exists());
}

/// A diary in which every line is closed anew after its text was changed, as somebody could do by hand.
fn recoded(file: &Path, code: &str, other: &str) -> String {
    let text = fs::read_to_string(file).unwrap().replace(code, other);
    let (mut prev, mut whole) = ("0".repeat(64), String::new());
    for line in text.lines() {
        let (body, _) = line.rsplit_once(",\"prev\":").unwrap();
        let body = format!("{body},\"prev\":\"{prev}\"");
        let hash = Sha256::digest(body.as_bytes());
        prev = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        whole += &format!("{body},\"hash\":\"{prev}\"}}\n");
    }
    whole
}

#[test]
fn one_diary_under_two_codes_is_counted_once_and_both_files_are_named() {
    let home = home(2);
    // Under another name only, it is the same participant once more.
    let other_name = home.path("study/DEMO-008.jsonl");
    fs::copy(path(&home, 1, ".jsonl"), &other_name).unwrap();
    let said = home.say(NOW, "--lang en adherence study --format csv");
    let said = said
        .code(0)
        .complains("counted once")
        .complains("DEMO-008.jsonl");
    assert_eq!(subjects(&said), ["DEMO-001", "DEMO-002"]);
    fs::remove_file(other_name).unwrap();
    // With another code inside and sound hashes, its random name gives it away.
    let forged = recoded(&path(&home, 1, ".jsonl"), "DEMO-001", "DEMO-009");
    fs::write(path(&home, 9, ".jsonl"), forged).unwrap();
    home.say(NOW, "verify study/DEMO-009.jsonl").code(0);
    let said = home.say(NOW, "--lang en adherence study --format csv");
    let said = said
        .code(3)
        .complains("the very diary of")
        .complains("DEMO-001.jsonl")
        .complains("another participant, DEMO-009");
    assert_eq!(subjects(&said), ["DEMO-001", "DEMO-002"]);
    let csv = "--lang en export csv study --out tables";
    home.say(NOW, csv)
        .code(3)
        .complains("another participant, DEMO-009");
    let diaries = fs::read_to_string(home.path("tables/diaries.csv")).unwrap();
    let row = diaries.lines().find(|row| row.contains("DEMO-009"));
    assert!(row.unwrap().contains("not_counted"), "{diaries}");
}

/// Every file in a folder and its folders, with what stands in it.
fn contents(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => contents(&path, found),
            false => {
                let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
                found.push((path.display().to_string(), text));
            }
        }
    }
}

#[test]
fn no_export_says_where_on_this_computer_its_files_lie_and_those_of_one_name_are_told_apart() {
    let home = Home::new();
    for (site, seed) in [("north", 1), ("south", 2)] {
        let line = format!("--lang en demo --participants 3 --seed {seed} --out {site}");
        home.say(NOW, &line).code(0);
    }
    // One that cannot be read, one that is damaged, a site record alone, and another one of a participant.
    fs::write(home.path("north/broken.jsonl"), "hello\n").unwrap();
    let damaged = home.path("north/DEMO-003.jsonl");
    let mut bytes = fs::read(&damaged).unwrap();
    let at = bytes.len() - 200;
    bytes[at] ^= 1;
    fs::write(damaged, bytes).unwrap();
    fs::remove_file(home.path("north/DEMO-002.jsonl")).unwrap();
    let here = home.path("");
    let here = here.display().to_string();
    for (export, out) in [
        ("export csv", "csv"),
        ("export json", "json"),
        ("export ndjson", "ndjson"),
        ("export html", "html"),
        ("export sdtm --study DEMO", "sdtm"),
        ("export fhir", "fhir"),
        ("study summary --format html", "summary"),
    ] {
        let is_file = out == "fhir" || out == "summary";
        let file = match is_file {
            true => {
                fs::create_dir(home.path(out)).unwrap();
                format!("{out}/one")
            }
            false => out.to_owned(),
        };
        let said = home.say(
            NOW,
            &format!("--lang en {export} {here}north {here}south -o {file}"),
        );
        // What is said meanwhile names the file as it was named.
        said.code(3).complains(&format!("{here}north/broken.jsonl"));
        let mut found = Vec::new();
        contents(&home.path(out), &mut found);
        assert!(!found.is_empty());
        for (name, text) in &found {
            assert!(!text.contains(here.trim_end_matches('/')), "{name}");
        }
        let is_named = |file: &str| found.iter().any(|(_, text)| text.contains(file));
        if out != "fhir" {
            assert!(is_named("north/broken.jsonl"), "{export}");
            assert!(is_named("south/DEMO-001.jsonl"), "{export}");
        }
    }
}
