//! The screens in a real pseudo-terminal: keys in, a parsed screen out, and the terminal given back.
//!
//! Nothing here sleeps: every step waits for what the screen says, up to a deadline.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod pty;

use std::io::{Read, Write};
use std::path::PathBuf;
use std::time::Instant;

use portable_pty::{CommandBuilder, native_pty_system};
use vt100::{MouseProtocolMode, Screen};

use pty::*;

/// A diary made by the set-up screens, at its page of the day.
fn set_up(home: &Home, zh: bool) -> Terminal {
    let mut terminal = Terminal::start(dosebook(&home.diary, &[]));
    let (language, choice, subject, next) = if zh {
        ("简体中文", "和研究团队一起设置", "受试者编号", "继续")
    } else {
        (
            "English",
            "Set up with your study team",
            "Participant code",
            "Go on",
        )
    };
    terminal.sees("Choose your language.");
    terminal.to(language, DOWN).press(ENTER, choice);
    terminal.to(choice, DOWN).press(ENTER, subject);
    terminal.send("007");
    terminal.sees("007_");
    terminal.send(&format!("{ENTER}LN"));
    terminal.sees("LN_");
    terminal.to(next, DOWN).press(ENTER, "2/4");
    terminal.send(&format!("555 0100{ENTER}555 0101{ENTER}112"));
    terminal.sees("112_");
    terminal.to(next, DOWN).press(ENTER, "3/4");
    terminal.send("50");
    terminal.sees("50_");
    for count in [2, 4, 2, 4, 2] {
        terminal.send(DOWN);
        terminal.send(&RIGHT.repeat(count));
        terminal.points_at(&format!("‹ {count}"));
    }
    terminal.sees("1600");
    terminal.to(next, DOWN).press(ENTER, "4/4");
    let (right, create) = if zh {
        ("都对吗", "都对，建立日记")
    } else {
        ("Is everything right?", "Yes, create the diary")
    };
    terminal.to(next, DOWN).press(ENTER, right);
    terminal.to(create, UP);
    let today = if zh {
        "第1周期 第1天"
    } else {
        "Cycle 1, day 1 of 21"
    };
    terminal.press(ENTER, today);
    let (to_today, of_today) = if zh {
        ("打开今天的页面", "研究团队告诉我")
    } else {
        ("To the page of the day", "My study team told me")
    };
    terminal.to(to_today, UP).press(ENTER, of_today);
    terminal
}

#[test]
fn first_start_to_a_recorded_dose_taken_back_and_quit() {
    let home = home();
    let mut terminal = set_up(&home, false);
    terminal.to("capecitabine tablets, morning", DOWN);
    terminal.press(ENTER, "I have taken it now, 08:12");
    terminal.press(ENTER, "Did you take it within 30 minutes after a meal?");
    terminal.press(ENTER, "Record: capecitabine tablets, morning");
    terminal.press(ENTER, "Recorded 08:12");
    let written = std::fs::read_to_string(&home.diary).unwrap();
    assert!(written.lines().last().unwrap().contains(r#""kind":"dose""#));
    terminal
        .to("Take this entry back", DOWN)
        .press(ENTER, "Is this right?");
    terminal.press(ENTER, "Recorded 08:12");
    terminal.press(ENTER, "due now");
    let written = std::fs::read_to_string(&home.diary).unwrap();
    assert!(
        written
            .lines()
            .last()
            .unwrap()
            .contains(r#""kind":"corrected""#)
    );
    terminal.send("q");
    assert!(terminal.ends_and_gives_back().success());
}

#[test]
fn the_same_in_chinese() {
    let home = home();
    let mut terminal = set_up(&home, true);
    terminal
        .to("卡培他滨片 早上", DOWN)
        .press(ENTER, "刚刚服了，08:12");
    terminal.press(ENTER, "是在饭后30分钟内服的吗？");
    terminal.press(ENTER, "将记录：卡培他滨片");
    terminal.press(ENTER, "08:12 已记录");
    terminal.press(ENTER, "研究团队告诉我");
    let pressed_f2 = "\u{1b}OQ";
    terminal.press(pressed_f2, "My study team told me");
    terminal.send("\u{3}");
    assert!(terminal.ends_and_gives_back().success());
}

#[test]
fn a_dose_is_corrected_from_the_calendar_in_both_languages_with_arrows_enter_and_backspace() {
    for (zh, words) in [
        (
            false,
            [
                "capecitabine tablets, morning",
                "I did not take it",
                "I forgot",
                "Recorded 08:12",
                "Look back",
                "Calendar",
                "today: cycle 1, day 1",
                "This entry is wrong",
                "It did not happen",
                "How did the mistake come about?",
                "taken back, does not count",
                "due now",
            ],
        ),
        (
            true,
            [
                "卡培他滨片 早上",
                "没有服",
                "忘记了",
                "08:12 已记录",
                "查看以前的记录",
                "日历",
                "今天：第1周期第1天",
                "这条记录有错",
                "没有这回事",
                "是怎么记错的？",
                "撤回，不算数",
                "现在该服",
            ],
        ),
    ] {
        let [
            dose,
            missed,
            forgot,
            recorded,
            more,
            calendar,
            today,
            wrong,
            withdraw,
            why,
            back,
            due,
        ] = words;
        let home = home();
        let mut terminal = set_up(&home, zh);
        terminal.to(dose, DOWN).press(ENTER, missed);
        terminal.to(missed, DOWN).press(ENTER, forgot);
        let right = if zh {
            "这样记录对吗？"
        } else {
            "Is this right?"
        };
        terminal.press(ENTER, right);
        terminal.press(ENTER, recorded).press(ENTER, more);
        terminal.to(more, DOWN).press(ENTER, calendar);
        terminal.to(calendar, UP).press(ENTER, today);
        // A day on and back again.
        terminal.send(&format!("{RIGHT}{LEFT}"));
        terminal.sees(today);
        terminal.press(ENTER, dose);
        terminal.to(dose, DOWN).press(ENTER, wrong);
        terminal.to(wrong, UP).press(ENTER, withdraw);
        terminal
            .to(withdraw, UP)
            .press(ENTER, why)
            .press(ENTER, back);
        terminal.press(ENTER, recorded);
        terminal.press(BACKSPACE, due);
        let written = std::fs::read_to_string(&home.diary).unwrap();
        assert!(written.contains(r#""replacement":null,"reason":"wrong_press""#));
        terminal.send("q");
        assert!(terminal.ends_and_gives_back().success());
    }
}

#[test]
fn sample_data_are_marked_as_such() {
    let home = home();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal.sees("Look around with sample data");
    terminal.to("Look around with sample data", DOWN);
    terminal.send(ENTER);
    terminal.sees("SAMPLE DATA").sees("Cycle 2, day 3 of 21");
    assert!(!home.diary.exists(), "no diary is made of it");
    terminal.send("q");
    assert!(terminal.ends_and_gives_back().success());
}

#[test]
fn signals_end_it_and_the_terminal_is_given_back() {
    for name in ["TERM", "HUP", "INT"] {
        let home = home();
        let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
        terminal.sees("Set up with your study team");
        terminal.signal(name);
        let status = terminal.ends_and_gives_back();
        assert!(!status.success(), "{name} has its usual effect");
    }
}

#[test]
fn stopped_it_gives_the_terminal_back_and_takes_it_again() {
    let home = home();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal.sees("Set up with your study team");
    terminal.send("\u{1a}");
    assert!(terminal.within(DEADLINE, is_given_back), "given back");
    let taken = |screen: &Screen| {
        screen.alternate_screen()
            && screen.bracketed_paste()
            && screen.mouse_protocol_mode() == MouseProtocolMode::PressRelease
            && contents(screen).contains("Set up with your study team")
    };
    let until = Instant::now() + DEADLINE;
    // It may not have stopped yet when the first signal comes.
    let taken_again = loop {
        terminal.signal("CONT");
        if terminal.within(SIGNAL_AGAIN, taken) {
            break true;
        }
        if Instant::now() > until {
            break false;
        }
    };
    assert!(taken_again, "taken again");
    terminal.send("q");
    assert!(terminal.ends_and_gives_back().success());
}

#[test]
fn a_damaged_diary_is_shown_and_not_written() {
    let home = with_sample();
    let damaged = std::fs::read_to_string(&home.diary).unwrap();
    let damaged = damaged.replacen(r#""units":{"50":2}"#, r#""units":{"50":3}"#, 2);
    std::fs::write(&home.diary, &damaged).unwrap();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal
        .sees("May be out of date")
        .sees("Write it on paper");
    assert!(!terminal.contents().contains("I have finished eating"));
    terminal.send("q");
    assert!(terminal.ends_and_gives_back().success());
    assert_eq!(std::fs::read_to_string(&home.diary).unwrap(), damaged);
}

#[test]
fn an_error_of_the_file_is_a_page_and_the_file_is_left_alone() {
    let home = home();
    std::fs::write(&home.diary, "not a diary\n").unwrap();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal.sees("The diary cannot be opened.");
    terminal.press(ENTER, "");
    terminal.ends_and_gives_back();
    assert_eq!(
        std::fs::read_to_string(&home.diary).unwrap(),
        "not a diary\n"
    );
}

#[test]
fn staff_enter_an_order_with_initials_in_chinese_letters_and_leave_their_page() {
    let home = home();
    let mut terminal = set_up(&home, true);
    terminal
        .to("查看以前的记录", DOWN)
        .press(ENTER, "研究团队专用");
    terminal
        .to("研究团队专用", DOWN)
        .press(ENTER, "填写人姓名缩写");
    terminal.send("李娜");
    terminal.sees("李娜_");
    terminal.to("继续", DOWN).press(ENTER, "研究团队填写：李娜");
    terminal.to("医嘱", DOWN).press(ENTER, "什么医嘱");
    terminal.to("暂停服药", DOWN).press(ENTER, "哪一种药");
    terminal
        .to("只有卡培他滨片", DOWN)
        .press(ENTER, "从哪一次开始");
    terminal.to("从2026", DOWN).press(ENTER, "原因是什么");
    terminal.send("手足综合征");
    terminal.sees("手足综合征_");
    terminal.to("继续", DOWN).press(ENTER, "这样记录对吗");
    terminal.press(ENTER, "已记录");
    let written = std::fs::read_to_string(&home.diary).unwrap();
    let last = written.lines().last().unwrap();
    assert!(
        last.contains(r#""by":{"role":"site","id":"李娜"}"#),
        "{last}"
    );
    assert!(
        last.contains(r#""kind":"held","drugs":["capecitabine"]"#),
        "{last}"
    );
    terminal.to("回到今天", DOWN).press(ENTER, "研究团队告诉我");
    terminal.send("q");
    assert!(terminal.ends_and_gives_back().success());
}

/// The key was meant for the page that was shown, not for the one that says what has happened.
#[test]
fn a_diary_that_is_gone_is_said_before_any_key_closes_the_program() {
    let home = home();
    let mut terminal = set_up(&home, false);
    std::fs::rename(&home.diary, home.diary.with_extension("gone")).unwrap();
    terminal.press(ENTER, "The diary cannot be opened.");
    terminal.press(ENTER, "");
    terminal.ends_and_gives_back();
    assert!(!home.diary.exists());
}

#[test]
fn another_size_is_drawn_anew_and_a_tiny_one_says_so() {
    let home = home();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal.sees("Set up with your study team");
    for (rows, cols, words) in [
        (5, 20, "larger"),
        (1, 1, ""),
        (40, 120, "Set up with your study team"),
        (20, 60, "Set up with your study team"),
    ] {
        terminal.resize(rows, cols);
        terminal.sees(words);
    }
    terminal.send("\u{3}");
    assert!(terminal.ends_and_gives_back().success());
}

/// Without a signal: the program is in a session of its own, so that only the terminal can tell.
#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let home = home();
    let gone = home.diary.with_file_name("gone");
    let made = std::process::Command::new("mkfifo").arg(&gone).status();
    assert!(made.unwrap().success());
    let mut command = CommandBuilder::new("sh");
    let program = env!("CARGO_BIN_EXE_dosebook");
    command.args(["-c", "setsid -w \"$1\" --lang en 2> \"$2\"", "sh", program]);
    command.arg(&gone);
    with_environment(&mut command, &home.diary);
    let pair = native_pty_system().openpty(size(24, 80)).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    // Open until the last holder of its other end, the program, has gone.
    let mut errors = std::fs::File::open(&gone).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut parser = parser();
    let mut bytes = [0; 4096];
    while !parser
        .screen()
        .contents()
        .contains("Set up with your study team")
    {
        let count = reader.read(&mut bytes).unwrap();
        assert!(count > 0, "it ended too early");
        parser.process(&bytes[..count]);
    }
    drop((reader, pair.master));
    let mut said = String::new();
    errors.read_to_string(&mut said).unwrap();
    assert_eq!(said, "", "nobody is left to read it");
    child.wait().unwrap();
}

#[test]
fn a_symptom_leads_to_the_call_and_to_what_was_said_in_both_languages() {
    let en = [
        "I have a symptom",
        "What is it?",
        "vomiting",
        "coffee grounds",
        "No",
        "How many times did you vomit",
        "2 times",
        "When did you notice it?",
        "Record: symptom: vomiting",
        "Nobody has been told. Call",
        "I have called them",
        "What did they say?",
        "Go on as before",
        "Is this right?",
        "Recorded 08:12",
    ];
    let zh = [
        "我不舒服",
        "是哪里不舒服",
        "呕吐",
        "咖啡渣",
        "没有",
        "吐了几次",
        "2次",
        "什么时候开始的",
        "将记录：症状：呕吐",
        "还没有人知道",
        "我已经打过电话了",
        "他们怎么说",
        "一切照旧",
        "这样记录对吗",
        "08:12 已记录",
    ];
    for (words, is_zh) in [(en, false), (zh, true)] {
        let home = home();
        let mut terminal = set_up(&home, is_zh);
        let [
            row,
            list,
            vomiting,
            blood,
            no,
            times,
            twice,
            since,
            line,
            ..,
            recorded,
        ] = words;
        let [.., call, called, said, go_on, confirm, _] = words;
        terminal.to(row, DOWN).press(ENTER, list);
        terminal.to(vomiting, DOWN).press(ENTER, blood);
        terminal.to(no, DOWN).press(ENTER, times);
        terminal.send(&RIGHT.repeat(2));
        terminal.points_at("‹ 2 ›");
        terminal.to(twice, DOWN).press(ENTER, since);
        terminal.press(ENTER, line).press(ENTER, call);
        terminal.to(called, DOWN).press(ENTER, said);
        terminal.to(go_on, UP).press(ENTER, confirm);
        terminal.press(ENTER, recorded);
        let written = std::fs::read_to_string(&home.diary).unwrap();
        let last: Vec<&str> = written.lines().rev().take(2).collect();
        assert!(last[0].contains(r#""kind":"contacted","said":"continue""#));
        assert!(last[1].contains(r#""tier":"call_now""#), "{}", last[1]);
        terminal.send("\u{3}");
        assert!(terminal.ends_and_gives_back().success());
    }
}

#[test]
fn a_row_is_clicked_and_a_double_click_is_one_click() {
    let home = with_sample();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal.click("capecitabine tablets, morning");
    terminal.sees("I did not take it");
    terminal.send(LEFT);
    terminal.click("I did not take it");
    terminal.sees("I forgot");
    let written = std::fs::read_to_string(&home.diary).unwrap();
    terminal.send(LEFT);
    terminal.click("I forgot").sees("Is this right?");
    terminal.click("Yes, record it");
    // Another language is drawn after the click was heard, and nothing was recorded by it.
    terminal.send("\u{1b}OQ");
    terminal.sees("这样记录对吗？");
    assert_eq!(std::fs::read_to_string(&home.diary).unwrap(), written);
    terminal.send(LEFT);
    terminal.click("对，记录").sees("08:12 已记录");
    // The wheel moves the choice.
    terminal.send("\x1b[<65;9;9M");
    terminal.points_at("撤回这条记录");
    terminal.send("\u{3}");
    assert!(terminal.ends_and_gives_back().success());
}

#[test]
fn a_due_dose_rings_once_and_the_window_has_its_own_title_back() {
    for end in ["\u{3}", "TERM"] {
        let home = with_sample();
        let folder = home.diary.parent().unwrap().join(".config/dosebook");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("preferences.json"), r#"{"bell":true}"#).unwrap();
        let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
        terminal.sees("SAMPLE DATA");
        terminal.to("capecitabine tablets, morning", DOWN);
        terminal.press(ENTER, "I did not take it");
        if end == "TERM" {
            terminal.signal(end);
        } else {
            terminal.send(end);
        }
        terminal.ends_and_gives_back();
        let raw = terminal.raw();
        let title = "\x1b[22;0t\x1b]0;dosebook: something is due\x07";
        assert_eq!(raw.matches(title).count(), 1, "{raw:?}");
        let back = raw.find("\x1b]0;\x07\x1b[23;0t").unwrap();
        assert!(back < raw.find("\x1b[?1049l").unwrap(), "{raw:?}");
        let bells = raw.replace(title, "").replace("\x1b]0;\x07", "");
        assert_eq!(bells.matches('\x07').count(), 1, "{bells:?}");
    }
}

#[test]
fn without_a_wish_for_it_nothing_rings_and_the_title_is_left_alone() {
    let home = with_sample();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal.sees("SAMPLE DATA");
    terminal.send("\u{3}");
    terminal.ends_and_gives_back();
    let raw = terminal.raw();
    assert!(
        !raw.contains('\x07') && !raw.contains("\x1b[22;0t"),
        "{raw:?}"
    );
}

#[test]
fn pasted_text_is_never_keys() {
    let home = with_sample();
    let written = std::fs::read_to_string(&home.diary).unwrap();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal.sees("SAMPLE DATA");
    terminal.to("capecitabine tablets, morning", DOWN);
    terminal.press(ENTER, "I have taken it now");
    let anything = "\r\rq\x03l1\x1b[A\r".repeat(500);
    terminal.send(&format!("\x1b[200~{anything}\x1b[201~"));
    terminal.press(DOWN, "");
    terminal.points_at("I took it at another time");
    terminal.send("\u{3}");
    assert!(terminal.ends_and_gives_back().success());
    assert_eq!(std::fs::read_to_string(&home.diary).unwrap(), written);
}

#[test]
fn a_key_in_a_window_too_small_for_its_page_does_nothing() {
    let home = with_sample();
    let written = std::fs::read_to_string(&home.diary).unwrap();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal.sees("SAMPLE DATA");
    terminal.to("capecitabine tablets, morning", DOWN);
    terminal.press(ENTER, "I did not take it");
    terminal
        .to("I did not take it", DOWN)
        .press(ENTER, "I forgot");
    terminal.press(ENTER, "Yes, record it");
    terminal.resize(8, 30);
    terminal.sees("larger");
    // The last key is the only one that is heard.
    terminal.send(&format!("{LEFT}{ENTER}{LEFT}{ENTER}\x1b[<0;2;2M\u{3}"));
    assert!(terminal.ends_and_gives_back().success());
    assert_eq!(std::fs::read_to_string(&home.diary).unwrap(), written);
}

#[test]
fn unknown_sequences_broken_ones_and_a_flood_of_keys_do_no_harm() {
    let home = with_sample();
    let written = std::fs::read_to_string(&home.diary).unwrap();
    let mut terminal = Terminal::start(dosebook(&home.diary, &["--lang", "en"]));
    terminal.sees("SAMPLE DATA");
    // Function keys, reports that nobody asked for, places that count from 0, no text at all.
    let unknown = [
        "\x1b[15~",
        "\x1b[24~",
        "\x1b[99~",
        "\x1b[1;5A",
        "\x1b[0;0R",
        "\x1b[<0;0;0M",
        "\x1b[M\0\0\0",
        "\x1b[0;0;0M",
        "\x1b[?62;22c",
        "\x1b]11;rgb:0/0/0\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b[[A",
        "\x1b[99999999999999999999u",
        "\x1b[1;2;3;4;5;6Z",
        "\x1bOz",
        "\0\x1c\x1f",
        "\u{fffd}\u{202e}",
    ];
    for keys in unknown {
        terminal.send(keys);
    }
    terminal.keys.write_all(b"\xff\xfe\xc3\x28").unwrap();
    terminal.send(&"jk;\x1b[B\x1b[A\r".repeat(150));
    // Whatever page that led to, this leaves.
    terminal.send("\u{3}");
    assert!(terminal.ends_and_gives_back().success());
    assert_eq!(std::fs::read_to_string(&home.diary).unwrap(), written);
}

#[test]
fn a_dumb_terminal_is_asked_line_by_line_without_a_control_character() {
    for term in ["dumb", ""] {
        let home = with_sample();
        let mut command = dosebook(&home.diary, &["--lang", "zh-Hans"]);
        command.env("TERM", term);
        let mut terminal = Terminal::start(command);
        terminal.sees("q");
        terminal.send("1\n0\nq\n");
        assert!(terminal.child.wait().unwrap().success());
        let raw = terminal.raw();
        let control = |c: char| c.is_control() && c != '\r' && c != '\n';
        assert!(!raw.contains(control), "{raw:?}");
    }
}

/// The program half of the next test: the screens, with something in them that panics. Only that test runs
/// it, in a process of its own.
#[test]
fn screens_that_panic() {
    let Some(diary) = std::env::var_os("DOSEBOOK_TEST_PANICS") else {
        return;
    };
    let start = dosebook::tui::Start {
        path: PathBuf::from(diary),
        clock: dosebook::clock::Clock::new(Some("2026-11-02T08:12:00+08:00")).unwrap(),
        language: None,
        system_language: dosebook::domain::entry::Language::En,
        theme: dosebook::tui::Theme {
            ascii: false,
            paint: dosebook::tui::Paint::Colours,
        },
        high_contrast: false,
        preferences: None,
        // Called as soon as the diary cannot be read, in the middle of the loop.
        explain: |_, _| panic!("a fault of the program"),
    };
    dosebook::tui::run(start).unwrap();
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let home = with_sample();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "screens_that_panic", "--nocapture"]);
    with_environment(&mut command, &home.diary);
    command.env("DOSEBOOK_TEST_PANICS", &home.diary);
    let mut terminal = Terminal::start(command);
    terminal.sees("SAMPLE DATA");
    std::fs::remove_file(&home.diary).unwrap();
    terminal.send(DOWN);
    assert!(!terminal.ends_and_gives_back().success());
    terminal.sees("a fault of the program");
    let raw = terminal.raw();
    assert!(
        raw.find("\x1b[?1049l") < raw.find("a fault of the program"),
        "{raw:?}"
    );
}
