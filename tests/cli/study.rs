//! The study folder: receiving diaries, the site record, and what folders of diaries mean.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::support::{Home, Ran};

const DAY_1: &str = "2026-11-02T08:10:00+08:00";
const DAY_2: &str = "2026-11-03T09:00:00+08:00";
const VISIT: &str = "2026-11-05T10:00:00+08:00";

/// A home with a diary of five entries and a study folder.
fn home() -> Home {
    let home = Home::with_diary();
    fs::create_dir(home.path("study")).unwrap();
    home.say(DAY_1, "ate --yes").code(0);
    home
}

fn diary(home: &Home) -> String {
    home.diary().display().to_string()
}

fn receive(home: &Home, now: &str, file: &str) -> Ran {
    home.at(
        now,
        &[
            "--lang", "en", "receive", file, "--into", "study", "--by", "LN",
        ],
    )
}

fn site(home: &Home, line: &str) -> Ran {
    let line = format!("--lang en site {line} --folder study");
    home.say(VISIT, &line)
}

/// A diary whose entry of this number says another moment, hashed anew from there on.
fn edited(bytes: &[u8], seq: usize) -> Vec<u8> {
    let mut prev = "0".repeat(64);
    let mut all = Vec::new();
    for (at, line) in String::from_utf8(bytes.to_vec())
        .unwrap()
        .lines()
        .enumerate()
    {
        let body = &line[..line.len() - 75];
        let (start, _) = body.rsplit_once(",\"prev\":").unwrap();
        let start = match at + 1 == seq {
            true => start.replace(":00+08:00\"", ":07+08:00\""),
            false => start.to_owned(),
        };
        let body = format!("{start},\"prev\":\"{prev}\"");
        let hash = Sha256::digest(body.as_bytes());
        prev = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        all.extend(format!("{body},\"hash\":\"{prev}\"}}\n").bytes());
    }
    all
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_diary_is_received_continued_and_received_again_without_a_change() {
    let home = home();
    let file = diary(&home);
    receive(&home, DAY_1, &file)
        .code(0)
        .says("Participant 007: 5 entries received, all verified.")
        .says("Stored as study/007.jsonl");
    assert_eq!(
        fs::read(home.path("study/007.jsonl")).unwrap(),
        home.bytes()
    );
    let record = fs::read(home.path("study/007.site.jsonl")).unwrap();
    receive(&home, VISIT, &file)
        .code(0)
        .says("was received on Mon 2 Nov 2026, 08:10");
    assert_eq!(fs::read(home.path("study/007.site.jsonl")).unwrap(), record);
    home.say(DAY_2, "ate --yes").code(0);
    receive(&home, VISIT, &file)
        .code(0)
        .says("6 entries received, all verified, 1 more than in the copy before");
    assert_eq!(
        fs::read(home.path("study/007.jsonl")).unwrap(),
        home.bytes()
    );
    assert_eq!(names(&home.path("study")), ["007.jsonl", "007.site.jsonl"]);
    site(&home, "log 007")
        .code(0)
        .says("study team LN  diary received: 6 entries")
        .says("it continues the copy before");
}

#[test]
fn a_diary_edited_and_hashed_anew_at_home_is_located_and_both_are_kept() {
    let home = home();
    let before = home.bytes();
    receive(&home, DAY_1, &diary(&home)).code(0);
    home.say(DAY_2, "ate --yes").code(0);
    fs::write(home.path("edited.jsonl"), edited(&home.bytes(), 5)).unwrap();
    for _ in 0..2 {
        receive(&home, VISIT, "edited.jsonl")
            .code(3)
            .complains("does NOT continue the copy that was received before")
            .complains("The first entry that differs is number 5.")
            .complains("In use as before: study/007.jsonl");
    }
    assert_eq!(fs::read(home.path("study/007.jsonl")).unwrap(), before);
    let kept = names(&home.path("study/other-versions"));
    assert_eq!(kept.len(), 1, "{kept:?}");
    let kept = fs::read(home.path("study/other-versions").join(&kept[0])).unwrap();
    assert_eq!(kept, edited(&home.bytes(), 5));
    let log = site(&home, "log 007").code(0).out;
    assert_eq!(log.matches("entry 5 differs").count(), 1, "{log}");
    // The true diary is still received.
    receive(&home, VISIT, &diary(&home)).code(0).says("1 more");
}

#[test]
fn a_review_records_the_last_line_of_the_copy_and_asks_before_it_does_so_again() {
    let home = home();
    site(&home, "review 007 --by LN --yes")
        .code(1)
        .complains("No diary of this participant was received yet.");
    receive(&home, DAY_1, &diary(&home)).code(0);
    let text = String::from_utf8(home.bytes()).unwrap();
    let head = text.lines().last().unwrap();
    let code = &head[head.len() - 66..head.len() - 58];
    site(&home, "review 007 --by LN")
        .code(0)
        .says(&format!("diary reviewed: 5 entries, code {code}"));
    site(&home, "review 007 --by LN")
        .code(1)
        .complains("Entry 3 says the same.");
    assert_eq!(
        fs::read(home.path("study/007.jsonl")).unwrap(),
        home.bytes()
    );
}

const DIARRHOEA: &str = "event 007 --by LN --term 腹泻 --grade 2 --onset 2026-11-03 --not-serious";

#[test]
fn an_adverse_event_is_graded_changed_ended_and_corrected() {
    let home = home();
    receive(&home, DAY_1, &diary(&home)).code(0);
    site(&home, &format!("{DIARRHOEA} --related capecitabine"))
        .code(1)
        .complains("Say whether it is related to utidelone");
    let judged = "--related capecitabine --not-related all --action dose-not-changed";
    site(&home, &format!("{DIARRHOEA} {judged}"))
        .code(0)
        .says("adverse event: Diarrhea, CTCAE 5.0 grade 2, since Tue 3 Nov 2026; not serious")
        .says("capecitabine tablets: related, dose not changed")
        .says("utidelone capsules: not related, dose not changed");
    site(&home, "event-change 007 3 --by LN --date 2026-11-04 --grade 3 --action capecitabine=drug-interrupted")
        .code(0)
        .says("adverse event of entry 3, from Wed 4 Nov 2026 on: grade 3; capecitabine tablets: drug interrupted");
    site(&home, "event-change 007 3 --by LN --ended")
        .code(0)
        .says("from Thu 5 Nov 2026 on: ended");
    site(&home, "event-change 007 3 --by LN --ended")
        .code(1)
        .complains("It has ended already.");
    site(
        &home,
        "correct 007 3 --by LN --onset 2026-11-02 --reason wrong-time",
    )
    .code(0)
    .says("entry 3 corrected")
    .says("since Mon 2 Nov 2026");
    site(
        &home,
        "correct 007 3 --by LN --lot A1 --onset 2026-11-01 --reason other",
    )
    .code(1)
    .complains("has no such value");
    home.say(VISIT, "--lang zh-Hans site log 007 --folder study")
        .code(0)
        .says("不良事件：腹泻（Diarrhea），CTCAE 5.0 2级，2026年11月3日（周二）开始；非严重")
        .says("第3条的不良事件，自2026年11月4日（周三）起：3级；卡培他滨片：暂停用药");
}

#[test]
fn a_grade_or_a_term_that_does_not_exist_is_refused_with_those_that_do() {
    let home = home();
    receive(&home, DAY_1, &diary(&home)).code(0);
    let judged = "--not-related all --action dose-not-changed";
    let hand_foot = DIARRHOEA
        .replace("腹泻", "手足综合征")
        .replace("--grade 2", "--grade 4");
    site(&home, &format!("{hand_foot} {judged}"))
        .code(1)
        .complains("Near it: Palmar-plantar erythrodysesthesia syndrome");
    let nausea = DIARRHOEA
        .replace("腹泻", "Nausea")
        .replace("--grade 2", "--grade 4");
    site(&home, &format!("{nausea} {judged}"))
        .code(1)
        .complains("Nausea has only the grades 1, 2, 3 in CTCAE 5.0.");
    site(
        &home,
        &format!("{nausea} {judged}").replace("--grade 4", "--grade 6"),
    )
    .code(2);
    site(&home, &format!("{nausea} --related all --not-related all")).code(2);
    site(&home, &nausea.replace(" --not-serious", "")).code(2);
    let terms = home.say(VISIT, "--lang en site terms hand-foot").code(0);
    assert_eq!(
        terms.out,
        "Palmar-plantar erythrodysesthesia syndrome; grades 1, 2, 3; Skin and subcutaneous tissue disorders\n"
    );
    home.say(VISIT, "--lang zh-Hans site terms 中性粒")
        .code(0)
        .says("中性粒细胞计数降低（Neutrophil count decreased）；分级 1、2、3、4；检查");
    home.say(VISIT, "site terms xyzzy").code(0).says("No term");
    let all = home.say(VISIT, "site terms").code(0);
    assert_eq!(all.out.lines().count(), 837);
}

#[test]
fn every_value_of_an_entry_can_be_corrected() {
    let home = home();
    receive(&home, DAY_1, &diary(&home)).code(0);
    let correct = |seq: u64, values: &str| {
        let line = format!("correct 007 {seq} --by LN --reason other {values}");
        site(&home, &line)
    };
    site(&home, "dispense 007 capecitabine 56x500 --lot A1 --by LN").code(0);
    correct(
        3,
        "--lot B2 --strength 150 --count 60 --drug utidelone --date 2026-11-04",
    )
    .code(0)
    .says("now: handed out on Wed 4 Nov 2026: utidelone capsules: 60 x 150 mg, lot B2");
    site(
        &home,
        "return 007 capecitabine 3x500 --lot A1 --kept --after 2026-11-04:pm --by LN --yes",
    )
    .code(0);
    correct(5, "--given-back --after 2026-11-04:am")
        .code(0)
        .says("after the dose of Wed 4 Nov 2026, morning")
        .says("given back");
    site(&home, "note 007 tired --by LN").code(0);
    correct(7, "--text rested")
        .code(0)
        .says("now: note: rested");
    site(&home, "medicine 007 loperamid --by LN").code(0);
    correct(9, "--name loperamide --from 2026-11-03")
        .code(0)
        .says("now: other medicine: loperamide");
    correct(9, "--text x")
        .code(1)
        .complains("has no such value");
    correct(9, "--withdraw --grade 2").code(2);
    correct(9, "--restore --related all").code(2);
    correct(2, "--date 2026-11-03").code(1);
}

#[test]
fn all_that_an_assessment_says_can_be_corrected_and_nothing_is_answered_that_nobody_answered() {
    let home = home();
    receive(&home, DAY_1, &diary(&home)).code(0);
    let correct = |values: &str| {
        let line = format!("correct 007 3 --by LN --reason other {values}");
        site(&home, &line)
    };
    let now = || -> serde_json::Value {
        let log = site(&home, "log 007 --json").code(0).out;
        let last = log.lines().last().unwrap();
        let last: serde_json::Value = serde_json::from_str(last).unwrap();
        let mut said = last["event"]["replacement"].clone();
        let fields = said.as_object_mut().unwrap();
        fields.remove("kind");
        fields.remove("date");
        said
    };
    site(
        &home,
        "assess 007 --baseline --sum 52.5 --non-target present --by LN",
    )
    .code(0);
    let steps = [
        // What is not named stays, and the baseline stays one.
        (
            "--sum 55",
            r#"{"baseline":{"target_sum_mm":55.0,"non_target":"present","new_lesions":false}}"#,
        ),
        (
            "--no-non-target --no-sum",
            r#"{"baseline":{"new_lesions":false}}"#,
        ),
        // An answer about new lesions makes an assessment of it, as it does in `site assess`.
        (
            "--new-lesions --sum 40",
            r#"{"measured":{"target_sum_mm":40.0,"new_lesions":true}}"#,
        ),
        (
            "--non-target not-evaluable",
            r#"{"measured":{"target_sum_mm":40.0,"non_target":"not_evaluable","new_lesions":true}}"#,
        ),
        (
            "--no-new-lesions",
            r#"{"measured":{"target_sum_mm":40.0,"non_target":"not_evaluable","new_lesions":false}}"#,
        ),
        ("--response PR", r#"{"response":"PR"}"#),
        ("--response SD --date 2026-11-03", r#"{"response":"SD"}"#),
        (
            "--baseline --sum 52.5",
            r#"{"baseline":{"target_sum_mm":52.5,"new_lesions":false}}"#,
        ),
        (
            "--no-new-lesions --baseline --sum 0",
            r#"{"baseline":{"target_sum_mm":0.0,"new_lesions":false}}"#,
        ),
    ];
    for (values, said) in steps {
        correct(values).code(0);
        let said: serde_json::Value = serde_json::from_str(said).unwrap();
        assert_eq!(now(), said, "{values}");
    }
    // Of a response nobody has said whether there are new lesions.
    correct("--response PR").code(0);
    for values in ["--sum 40", "--no-sum", "--non-target present"] {
        correct(values)
            .code(2)
            .complains("--new-lesions or --no-new-lesions, or --baseline");
    }
    for values in [
        "--response PR --sum 40",
        "--baseline --new-lesions",
        "--sum 40 --no-sum",
        "--withdraw --sum 40",
        "--sum wide --baseline",
    ] {
        correct(values).code(2);
    }
    // Another entry has no place for it.
    site(&home, "note 007 tired --by LN").code(0);
    let last = site(&home, "log 007 --json").code(0).out.lines().count();
    let note = format!("correct 007 {last} --by LN --reason other --text rested --sum 40");
    site(&home, &note).code(1).complains("has no such value");
}

#[test]
fn what_was_received_counts_even_if_its_copy_is_gone() {
    let home = home();
    receive(&home, DAY_1, &diary(&home)).code(0);
    fs::remove_file(home.path("study/007.jsonl")).unwrap();
    fs::write(home.path("edited.jsonl"), edited(&home.bytes(), 4)).unwrap();
    receive(&home, VISIT, "edited.jsonl")
        .code(3)
        .complains("not in the folder any more");
    receive(&home, VISIT, &diary(&home)).code(0);
    assert_eq!(
        fs::read(home.path("study/007.jsonl")).unwrap(),
        home.bytes()
    );
    // And a file put in its place is found.
    fs::write(home.path("study/007.jsonl"), edited(&home.bytes(), 5)).unwrap();
    home.say(VISIT, "--lang en verify study")
        .code(3)
        .says("This is NOT the diary that was received on Mon 2 Nov 2026, 08:10");
    // Nor is it called verified where what was received cannot be known.
    fs::write(home.path("study/007.site.jsonl"), "no record\n").unwrap();
    home.say(VISIT, "--lang en verify study/007.jsonl")
        .code(3)
        .says("whether this is the diary that was received is not known");
    // A record that is whole and about somebody else is named as that.
    home.say(VISIT, "site note 008 tired --by LN --folder study --yes")
        .code(0);
    fs::rename(
        home.path("study/008.site.jsonl"),
        home.path("study/007.site.jsonl"),
    )
    .unwrap();
    home.say(VISIT, "--lang en verify study")
        .code(3)
        .says("whether this is the diary that was received is not known")
        .says("  This file is about participant 008.");
}

#[test]
fn an_older_copy_and_what_is_no_diary_are_refused_and_nothing_is_changed() {
    let home = home();
    fs::copy(home.diary(), home.path("old.jsonl")).unwrap();
    home.say(DAY_2, "ate --yes").code(0);
    receive(&home, VISIT, &diary(&home)).code(0);
    receive(&home, VISIT, "old.jsonl")
        .code(1)
        .complains("older than the one that is there: 5 of its 6 entries");
    fs::write(home.path("text.jsonl"), "hello\n").unwrap();
    fs::write(home.path("empty.jsonl"), "").unwrap();
    let mut damaged = home.bytes();
    let at = damaged.len() - 200;
    damaged[at] ^= 1;
    fs::write(home.path("damaged.jsonl"), &damaged).unwrap();
    fs::create_dir(home.path("folder.jsonl")).unwrap();
    for (file, code, words) in [
        ("text.jsonl", 3, "not a dosebook diary"),
        ("empty.jsonl", 3, "empty"),
        ("damaged.jsonl", 3, "damaged at line 6"),
        ("folder.jsonl", 1, "This is a folder"),
        ("nothing.jsonl", 1, "There is no such file or folder."),
        (
            "study/007.site.jsonl",
            3,
            "another format, \"dosebook-site\"",
        ),
    ] {
        receive(&home, VISIT, file).code(code).complains(words);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(home.diary(), home.path("link.jsonl")).unwrap();
        receive(&home, VISIT, "link.jsonl")
            .code(1)
            .complains("symbolic link");
        let fifo = home.path("pipe.jsonl");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status();
        if made.is_ok_and(|status| status.success()) {
            receive(&home, VISIT, "pipe.jsonl")
                .code(1)
                .complains("a device or a pipe");
        }
    }
    assert_eq!(
        fs::read(home.path("study/007.jsonl")).unwrap(),
        home.bytes()
    );
    let missing = ["receive", "old.jsonl", "--into", "nowhere", "--by", "LN"];
    home.at(VISIT, &missing).code(1);
    assert!(!home.path("nowhere").exists());
}

/// The first line with another text in it, and everything hashed anew.
fn renamed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    edited(text.replacen(from, to, 1).as_bytes(), 0)
}

#[test]
fn a_diary_is_not_received_a_second_time_under_another_subject_code() {
    let home = home();
    receive(&home, DAY_1, &diary(&home)).code(0);
    let other = renamed(&home.bytes(), "\"subject\":\"007\"", "\"subject\":\"008\"");
    fs::write(home.path("008.jsonl"), other).unwrap();
    receive(&home, VISIT, "008.jsonl")
        .code(1)
        .complains("study/007.jsonl")
        .complains("kept as that of participant 007. Nothing was received.");
    assert_eq!(names(&home.path("study")), ["007.jsonl", "007.site.jsonl"]);
}

#[test]
fn a_kept_copy_that_cannot_be_read_any_more_is_told_from_the_one_that_is_brought() {
    let home = home();
    receive(&home, DAY_1, &diary(&home)).code(0);
    home.say(DAY_2, "ate --yes").code(0);
    let kept = home.path("study/007.jsonl");
    let mut rotten = fs::read(&kept).unwrap();
    let at = rotten.len() - 100;
    rotten[at] ^= 1;
    fs::write(&kept, &rotten).unwrap();
    receive(&home, VISIT, &diary(&home))
        .code(3)
        .complains("study/007.jsonl")
        .complains("received before, not the one that was brought")
        .complains("Move it out of the study folder");
    assert_eq!(fs::read(&kept).unwrap(), rotten);
    // As it says: then the new copy is taken, and is what the record expects.
    fs::rename(&kept, home.path("rotten.jsonl")).unwrap();
    receive(&home, VISIT, &diary(&home)).code(0);
    site(&home, "log 007").says("it continues the copy before");
}

#[test]
fn a_folder_counts_each_participant_once_and_names_the_other_file() {
    let home = home();
    fs::copy(home.diary(), home.path("study/a-copy.jsonl")).unwrap();
    home.say(DAY_2, "ate --yes").code(0);
    receive(&home, VISIT, &diary(&home)).code(0);
    let rows = |ran: &Ran| {
        ran.out
            .lines()
            .filter(|line| line.starts_with("007,"))
            .count()
    };
    let command = "--lang en adherence study --format csv";
    let ran = home.say(VISIT, command).code(0);
    assert_eq!(rows(&ran), 4, "{}", ran.out);
    let ran = ran.complains(
        "Participant 007 is counted once, from study/007.jsonl. Not counted: study/a-copy.jsonl",
    );
    // Up to the receipt, not to the last entry (ruling 27).
    assert!(ran.out.contains("2026-11-05T10:00:00+08:00"), "{}", ran.out);
    fs::write(home.path("study/a-copy.jsonl"), edited(&home.bytes(), 5)).unwrap();
    let ran = home
        .say(VISIT, command)
        .code(3)
        .complains("from study/007.jsonl. Not counted: study/a-copy.jsonl")
        .complains(
            "From line 5 on the two say different things. Do not use the figures of participant 007",
        );
    assert_eq!(rows(&ran), 4);
    fs::write(
        home.path("study/a-copy.jsonl"),
        &edited(&home.bytes(), 5)[..2000],
    )
    .unwrap();
    home.say(VISIT, command)
        .code(3)
        .complains("they could not be compared");
}

#[test]
fn verify_of_a_folder_takes_the_site_records_too() {
    let home = home();
    receive(&home, VISIT, &diary(&home)).code(0);
    home.say(VISIT, "--lang en verify study")
        .code(0)
        .says("study/007.jsonl: 5 entries, all verified")
        .says("study/007.site.jsonl: 2 entries, all verified");
    let mut bytes = fs::read(home.path("study/007.site.jsonl")).unwrap();
    let at = bytes.len() - 200;
    bytes[at] ^= 1;
    fs::write(home.path("study/007.site.jsonl"), &bytes).unwrap();
    home.say(VISIT, "--lang en verify study").code(3);
    receive(&home, VISIT, &diary(&home)).code(3);
    assert_eq!(fs::read(home.path("study/007.site.jsonl")).unwrap(), bytes);
}

#[test]
fn the_site_record_is_written_corrected_and_taken_back() {
    let home = home();
    let dispense = "dispense 007 capecitabine 56x500 --lot A1 --date 2026-11-02 --by LN";
    site(&home, dispense)
        .code(1)
        .complains("Nothing is known here about participant 007. Is the code right?");
    assert!(names(&home.path("study")).is_empty());
    site(&home, &format!("{dispense} --yes"))
        .code(0)
        .says("Recorded: handed out on Mon 2 Nov 2026: capecitabine: 56 x 500 mg, lot A1");
    receive(&home, VISIT, &diary(&home)).code(0);
    let counted = "return 007 capecitabine 57x500 --lot A1 --after 2026-11-04:pm --by LN";
    site(&home, counted).code(2);
    let counted = format!("{counted} --kept");
    site(&home, &counted)
        .code(1)
        .complains("more than there can be: at most 56");
    site(&home, &format!("{counted} --yes"))
        .code(0)
        .says("counted on Thu 5 Nov 2026, after the dose of Wed 4 Nov 2026, evening");
    site(
        &home,
        "correct 007 4 --count 50 --reason wrong-units --by LN",
    )
    .code(0)
    .says("entry 4 corrected");
    site(&home, "visit 007 --by LN").code(0);
    site(&home, "visit 007 --date 2026-11-06 --by LN")
        .code(1)
        .complains("lies ahead");
    site(&home, "undo 007 --by LN")
        .code(0)
        .says("Takes back: visit on Thu 5 Nov 2026");
    site(&home, "note 007 tired --by LN").code(0);
    site(
        &home,
        "lost 007 capecitabine 2x500 --lot A1 --reason sink --by LN",
    )
    .code(0);
    site(&home, "correct 007 3 --withdraw --reason other --by LN").code(1);
    let log = site(&home, "log 007").code(0);
    let log = log
        .says("corrected by entry 5")
        .says("taken back by entry 7");
    assert_eq!(log.out.lines().count(), 9, "{}", log.out);
    home.say(VISIT, "--lang zh-Hans site log 007 --folder study")
        .code(0)
        .says("清点")
        .says("片，批号 A1");
    site(&home, "log 008").code(1).complains("no site record");
    site(&home, "visit 007 --by L1").code(2);
}

#[test]
fn told_orders_of_the_diary_are_confirmed_here() {
    let home = home();
    let hold = "team hold --all --from 2026-11-03 --told --yes";
    home.say(DAY_1, hold).code(0);
    site(&home, "confirm 007 --by LN --yes")
        .code(1)
        .complains("No diary of this participant was received yet.");
    receive(&home, VISIT, &diary(&home)).code(0);
    site(&home, "confirm 007 3 --by LN")
        .code(1)
        .complains("No order of the diary waits");
    site(&home, "confirm 007 --by LN")
        .code(0)
        .says("confirms entry 6 (")
        .says("paused from Tue 3 Nov 2026");
    site(&home, "confirm 007 --by LN").code(1);
    site(&home, "confirm 007 6 --by LN")
        .code(1)
        .complains("No order of the diary waits");
}

/// The numbers in the column `held_unconfirmed` of the figures of the study folder.
fn held_unconfirmed(home: &Home) -> Vec<String> {
    let ran = home.say(VISIT, "adherence study --format csv").code(0);
    let mut lines = ran.out.lines().map(|line| line.split(','));
    let mut header = lines.next().unwrap();
    let column = header.position(|name| name == "held_unconfirmed").unwrap();
    lines
        .map(|mut cells| cells.nth(column).unwrap().to_owned())
        .collect()
}

#[test]
fn ruling_6_what_is_confirmed_here_is_not_held_unconfirmed_in_the_figures_of_the_folder() {
    let home = home();
    let hold = "team hold --all --from 2026-11-03 --told --yes";
    home.say(DAY_1, hold).code(0);
    receive(&home, VISIT, &diary(&home)).code(0);
    let before = held_unconfirmed(&home);
    assert!(before.iter().all(|count| count != "0"), "{before:?}");
    site(&home, "confirm 007 --by LN").code(0);
    let after = held_unconfirmed(&home);
    assert_eq!(
        (after.len(), after.iter().all(|count| count == "0")),
        (before.len(), true),
        "{after:?}"
    );
}

#[test]
fn tablets_show_the_pill_count_with_its_arithmetic_and_what_could_explain_a_difference() {
    let home = home();
    home.say(DAY_1, "taken capecitabine am --food kept --yes")
        .code(0);
    let dispense = "dispense 007 capecitabine 56x500 --lot A1 --date 2026-11-02 --by LN --yes";
    site(&home, dispense).code(0);
    site(&home, "tablets 007")
        .code(0)
        .says("not counted yet")
        .says("No diary was received yet");
    receive(&home, VISIT, &diary(&home)).code(0);
    let count = "return 007 capecitabine 52x500 --lot A1 --after 2026-11-03:am --kept --by LN";
    site(&home, count).code(0);
    site(&home, "tablets 007")
        .code(0)
        .says("66.67 % 4/6")
        .says("2 fewer left than the diary says")
        .says("Mon 2 Nov evening not recorded (2)");
    let csv = site(&home, "tablets 007 --format csv").code(0).out;
    assert!(
        csv.contains(
            "007,capecitabine,500,,2026-11-03 am,2026-11-05,0,56,0,52,4,6,66.67,false,2,54,-2,,2026-11-02 pm unrecorded 2;"
        ),
        "{csv}"
    );
    let json = site(&home, "tablets 007 --format json").code(0).out;
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rows[0]["difference"], -2);
    let chinese = home.say(VISIT, "--lang zh-Hans site tablets 007 --folder study");
    let chinese = chinese
        .code(0)
        .says("卡培他滨片 500毫克：实际剩余比日记少2")
        .out;
    assert!(!chinese.contains("capecitabine"), "{chinese}");
}

#[test]
fn an_assessment_without_a_word_on_new_lesions_is_not_told_that_there_must_be_some() {
    let home = home();
    receive(&home, VISIT, &diary(&home)).code(0);
    let assess = |language: &str| {
        let line = "site assess 007 --folder study --by LN --baseline --sum 50";
        home.say(
            VISIT,
            &line.replace("--baseline ", &format!("--lang {language} ")),
        )
    };
    for language in ["en", "zh-Hans"] {
        let refused = assess(language).code(2);
        assert!(
            refused.err.contains("--new-lesions|--no-new-lesions"),
            "{}",
            refused.err
        );
    }
    for said in [
        "--baseline --sum 50",
        "--sum 50 --no-new-lesions",
        "--new-lesions",
        "--response PR",
    ] {
        site(&home, &format!("assess 007 --by LN --yes {said}")).code(0);
    }
    for both in [
        "--response PR --sum 50",
        "--new-lesions --no-new-lesions",
        "--baseline --new-lesions",
    ] {
        site(&home, &format!("assess 007 --by LN {both}")).code(2);
    }
}
