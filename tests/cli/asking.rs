//! Questions on a terminal, answered line by line in a real pseudo-terminal.

use std::io::{Read, Write};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::support::Home;

/// Runs the program on a terminal and types the answers; what stood on the terminal, and the exit code.
pub(crate) fn asked(home: &Home, now: &str, line: &str, answers: &[&str]) -> (String, u32) {
    let size = PtySize {
        rows: 24,
        cols: 200,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    // The terminal stays open behind the program: with its last holder gone, the system may forget what
    // was not read yet.
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", "\"$@\"; echo \"ended $?.\"", "sh"]);
    command.arg(assert_cmd::cargo::cargo_bin("dosebook"));
    command.env_clear();
    command.env("HOME", home.path(""));
    command.env("TZ", "UTC");
    command.env("DOSEBOOK_NOW", now);
    command.args(line.split_whitespace());
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    // The terminal keeps the lines until the program reads them.
    for answer in answers {
        writer.write_all(format!("{answer}\n").as_bytes()).unwrap();
    }
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let count = reader.read(&mut piece).unwrap();
        assert!(count > 0, "the terminal was closed");
        bytes.extend_from_slice(&piece[..count]);
        let screen = String::from_utf8_lossy(&bytes);
        if let Some((screen, ended)) = screen.rsplit_once("ended ")
            && let Some((code, _)) = ended.split_once('.')
        {
            child.wait().unwrap();
            return (screen.to_owned(), code.parse().unwrap());
        }
    }
}

const NOW: &str = "2026-11-02T08:16:00+08:00";

#[test]
fn setup_asks_for_what_is_missing_and_asks_again_for_what_is_wrong() {
    let home = Home::new();
    let answers = [
        "0/7",
        "007",
        "2x50",
        "four",
        "4x150+2x500",
        "4x150+2x500",
        "2026-11-02",
        "010-1234",
        "010-5678",
        "120",
        "LN",
    ];
    let (screen, code) = asked(&home, NOW, "setup --lang en", &answers);
    assert_eq!(code, 0, "{screen}");
    assert!(
        screen.contains("\"0/7\" is not a participant code"),
        "{screen}"
    );
    assert!(
        screen.contains("\"four\" is not a whole number of units"),
        "{screen}"
    );
    assert!(
        screen.contains("The diary of participant 007 is set up"),
        "{screen}"
    );
    home.say(NOW, "today")
        .code(0)
        .says("4 x 150 mg + 2 x 500 mg (6 tablets)");
}

#[test]
fn food_is_asked_where_the_meal_clock_does_not_know() {
    let home = Home::with_diary();
    let (screen, code) = asked(&home, NOW, "taken capecitabine am", &["maybe", "n"]);
    assert_eq!(code, 0, "{screen}");
    assert!(
        screen.contains("Did you take it within 30 minutes after a meal?"),
        "{screen}"
    );
    assert!(
        screen.contains("Please answer with one of the letters."),
        "{screen}"
    );
    home.say(NOW, "log")
        .code(0)
        .says("not within 30 minutes after eating");
    let (screen, code) = asked(&home, NOW, "taken utidelone --lang zh-Hans", &["是"]);
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("是空腹服的吗？"), "{screen}");
}

#[test]
fn a_question_answered_with_no_records_nothing() {
    let home = Home::with_diary();
    home.say(NOW, "taken capecitabine am --food kept").code(0);
    let before = home.bytes();
    let again = "taken capecitabine am --units 2x500 --food kept";
    let (screen, code) = asked(&home, NOW, again, &["n"]);
    assert_eq!(code, 1, "{screen}");
    assert!(screen.contains("Did you take it again?"), "{screen}");
    assert!(
        screen.contains("Nothing was recorded, as you wished."),
        "{screen}"
    );
    assert_eq!(home.bytes(), before);
    let (screen, code) = asked(&home, NOW, again, &["y"]);
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("Nobody has been told."), "{screen}");
}

#[test]
fn with_plain_the_screens_are_asked_and_answered_line_by_line() {
    let home = Home::with_diary();
    let mut command = home.command();
    command
        .env("DOSEBOOK_NOW", NOW)
        .args(["--plain", "--lang", "en"]);
    let said = crate::support::ran(command.write_stdin("l\nq\n")).code(0);
    said.says("1. utidelone capsules [due now]")
        .says("1. 优替德隆胶囊 [现在该服]");
}

#[test]
fn a_question_of_the_site_record_is_asked_and_a_no_writes_nothing() {
    let home = Home::with_diary();
    std::fs::create_dir(home.path("study")).unwrap();
    let folder = home.path("study").display().to_string();
    let record = home.path("study/007.site.jsonl");
    let dispense = format!(
        "--lang en site dispense 007 capecitabine 56x500 --lot A1 --by LN --folder {folder}"
    );
    let question = "Nothing is known here about participant 007. Is the code right?";
    let (screen, code) = asked(&home, NOW, &dispense, &["n"]);
    assert!(screen.contains(question), "{screen}");
    assert_eq!(code, 1, "{screen}");
    assert!(!record.exists());
    let (screen, code) = asked(&home, NOW, &dispense, &["y"]);
    assert!(screen.contains("Recorded: handed out"), "{screen}");
    assert_eq!(code, 0, "{screen}");
    let lines = || std::fs::read_to_string(&record).unwrap().lines().count();
    assert_eq!(lines(), 2);
    let event = format!(
        "--lang zh-Hans site event 007 --term 腹泻 --grade 5 --onset 2026-11-01 --serious \
         --related capecitabine --action capecitabine=drug-withdrawn --by LN --folder {folder}"
    );
    let (screen, code) = asked(&home, NOW, &event, &["n"]);
    assert!(
        screen.contains("5级表示受试者因此死亡。确认吗？"),
        "{screen}"
    );
    assert_eq!((code, lines()), (1, 2), "{screen}");
    let grade_3 = event.replace("--grade 5", "--grade 3");
    let (screen, code) = asked(&home, NOW, &grade_3, &[]);
    assert_eq!((code, lines()), (0, 3), "{screen}");
    let (screen, code) = asked(&home, NOW, &grade_3.replace("11-01", "11-02"), &["y"]);
    assert!(screen.contains("时间重叠。这是另一个事件吗？"), "{screen}");
    assert_eq!((code, lines()), (0, 4), "{screen}");
}
