//! Bad input: a clear sentence in the chosen language, the right exit code, and nothing lost.

use std::path::Path;

use crate::support::{Home, SETUP, ran};

/// Runs a line in both languages; both must end with `code`, say their sentence, and leave the diary as it was.
#[track_caller]
fn refused(home: &Home, now: &str, line: &str, code: i32, en: &str, zh: &str) {
    let before = std::fs::read(home.diary()).ok();
    home.say(now, &format!("{line} --lang en"))
        .code(code)
        .complains(en);
    home.say(now, &format!("{line} --lang zh-Hans"))
        .code(code)
        .complains(zh);
    assert_eq!(
        std::fs::read(home.diary()).ok(),
        before,
        "the diary changed"
    );
}

const NOW: &str = "2026-11-02T09:00:00+08:00";

#[test]
fn a_drug_or_period_that_does_not_exist() {
    let home = Home::with_diary();
    let (en, zh) = (
        "Its drugs: utidelone, capecitabine.",
        "研究用药：utidelone、capecitabine。",
    );
    refused(&home, NOW, "taken aspirin", 1, en, zh);
    refused(&home, NOW, "taken \u{1b}[2J", 1, "\\u{1b}[2J", "\\u{1b}[2J");
    refused(
        &home,
        NOW,
        "taken utidelone am",
        1,
        "Its doses: once (once a day).",
        "可选：once（每日一次）。",
    );
    refused(
        &home,
        NOW,
        "taken capecitabine noon",
        2,
        "\"noon\" is not once, am or pm",
        "“noon”不是once、am 或 pm",
    );
    home.say(NOW, "taken capecitabine am").code(0);
    refused(
        &home,
        NOW,
        "taken capecitabine am --extra",
        1,
        "say how many you took",
        "请写明每种规格服了多少",
    );
}

#[test]
fn a_date_before_the_start_in_the_future_or_in_a_rest_week() {
    let home = Home::with_diary();
    refused(
        &home,
        NOW,
        "taken capecitabine am --date 2026-10-30",
        1,
        "Fri 30 Oct 2026 is before cycle 1.",
        "2026年10月30日（周五）在第1周期之前",
    );
    refused(
        &home,
        NOW,
        "taken utidelone --date 2026-11-03",
        1,
        "has not come yet",
        "还没有到",
    );
    refused(
        &home,
        NOW,
        "taken capecitabine am --at 10:00",
        1,
        "has not come yet",
        "还没有到",
    );
    refused(
        &home,
        NOW,
        "taken capecitabine am --date 2026-02-30",
        2,
        "a date such as",
        "这样的日期",
    );
    refused(
        &home,
        NOW,
        "missed capecitabine pm --reason forgot",
        1,
        "It cannot be missed before.",
        "还不能记为漏服",
    );
    let rest = "2026-11-18T09:00:00+08:00";
    refused(
        &home,
        rest,
        "taken capecitabine am",
        1,
        "If it was swallowed all the same: dosebook taken, with --extra and --units.",
        "如果药已经服了：请用 dosebook taken，并加上 --extra 和 --units。",
    );
    home.say(rest, "taken capecitabine am --extra --units 2x500")
        .code(0)
        .says("Call your study team now");
    home.say(rest, "today")
        .code(0)
        .says("Extra dose: capecitabine tablets, morning, 1000 mg");
}

#[test]
fn more_than_prescribed_and_other_questions_need_a_yes_where_nobody_can_be_asked() {
    let home = Home::with_diary();
    let more = "taken capecitabine am --units 4x150+3x500";
    refused(
        &home,
        NOW,
        more,
        1,
        "500 mg more than prescribed",
        "比处方多了500毫克",
    );
    refused(&home, NOW, more, 1, "add --yes", "请加上 --yes");
    let early = "taken capecitabine pm";
    refused(
        &home,
        NOW,
        early,
        1,
        "outside the time of this dose (16:00 to 04:00)",
        "16:00至04:00",
    );
    home.say(NOW, &format!("{more} --yes"))
        .code(0)
        .says("Nobody has been told.");
    let warned = "taken capecitabine pm --yes";
    home.say("2026-11-02T19:00:00+08:00", "taken capecitabine pm")
        .code(1)
        .complains("Call before this dose: 010-1234 (day), 010-5678 (night).");
    home.say("2026-11-02T19:00:00+08:00", warned).code(0);
}

#[test]
fn units_and_times_that_are_none() {
    let home = Home::with_diary();
    for units in ["0.5x500", "1x500+1x500", "100x5", "x"] {
        let line = format!("taken capecitabine am --units {units}");
        refused(&home, NOW, &line, 2, "a whole number of units", "整片数量");
    }
    refused(
        &home,
        NOW,
        "taken capecitabine am --units 0",
        1,
        "record the dose as not taken",
        "请记为没有服",
    );
    for at in ["8", "25:00", "8:00", "08:60"] {
        let line = format!("taken capecitabine am --at {at}");
        refused(
            &home,
            NOW,
            &line,
            2,
            "a time such as 08:10",
            "像08:10这样的时间",
        );
    }
}

/// A home in a zone whose clock changes, by a rule that needs no zone files.
fn home_with_clock_change() -> Home {
    let mut home = Home::new();
    home.zone = "CET-1CEST,M3.5.0,M10.5.0/3";
    let options = [SETUP, &["--cycle-start", "2025-03-17"]].concat();
    home.at("2025-03-17T06:00:00+01:00", &options).code(0);
    home
}

#[test]
fn a_time_that_the_clock_never_showed_is_refused() {
    let home = home_with_clock_change();
    // In the night to 2025-03-30 the clock goes from 02:00 to 03:00.
    let before = home.bytes();
    let line = [
        "taken",
        "capecitabine",
        "pm",
        "--date",
        "2025-03-29",
        "--at",
        "02:30",
    ];
    let said = ran(home.command().args(line)).code(1);
    said.complains("The clock never showed 02:30 on that day");
    let said = ran(home.command().args(line).args(["--lang", "zh-Hans"])).code(1);
    said.complains("没有02:30这个时间");
    assert_eq!(home.bytes(), before);
    let line = [
        "taken",
        "capecitabine",
        "pm",
        "--date",
        "2025-03-29",
        "--at",
        "01:30",
    ];
    ran(home.command().args(line)).code(0);
}

#[test]
fn of_a_time_that_the_clock_showed_twice_the_earlier_is_meant_and_it_says_so() {
    let mut home = Home::new();
    home.zone = "CET-1CEST,M3.5.0,M10.5.0/3";
    let options = [SETUP, &["--cycle-start", "2025-10-20"]].concat();
    home.at("2025-10-20T06:00:00+02:00", &options).code(0);
    // In the night to 2025-10-26 the clock goes from 03:00 back to 02:00.
    let line = [
        "taken",
        "capecitabine",
        "pm",
        "--date",
        "2025-10-25",
        "--at",
        "02:30",
    ];
    ran(home.command().args(line))
        .code(0)
        .says("The clock showed 02:30 twice on that day; the earlier one is meant.");
    let log = ran(home.command().args(["log", "--json"])).code(0);
    log.says("\"taken_at\":\"2025-10-26T02:30:00+02:00\"");
}

#[test]
fn a_clock_that_is_no_time_is_wrong_usage() {
    let home = Home::with_diary();
    home.at("tomorrow", &["today", "--lang", "en"])
        .code(2)
        .complains("DOSEBOOK_NOW is \"tomorrow\"");
    home.at("tomorrow", &["today", "--lang", "zh-Hans"])
        .code(2)
        .complains("不是像");
}

#[test]
fn no_diary_yet_and_nothing_is_made_by_looking() {
    let home = Home::new();
    refused(
        &home,
        NOW,
        "today",
        4,
        "There is no diary here yet.",
        "这里还没有日记。",
    );
    refused(
        &home,
        NOW,
        "taken utidelone",
        4,
        "dosebook setup",
        "dosebook setup",
    );
    assert!(!home.diary().exists());
}

#[test]
fn without_a_home_folder_it_says_so() {
    let home = Home::new();
    // The system's list of users knows a home even where the variable is missing, so a user of no list.
    let said = |language: &str| {
        let mut command = home.as_user(54_321)?;
        let command = command
            .env_remove("HOME")
            .args(["today", "--lang", language]);
        Some(ran(command))
    };
    let (Some(en), Some(zh)) = (said("en"), said("zh-Hans")) else {
        return;
    };
    en.code(1).complains("The home folder is not known");
    zh.code(1).complains("找不到用户主文件夹");
}

#[test]
fn wrong_usage_is_said_in_the_chosen_language() {
    let home = Home::with_diary();
    refused(&home, NOW, "taken", 2, "<DRUG>", "缺少：<DRUG>");
    refused(
        &home,
        NOW,
        "missed utidelone --reason bored",
        2,
        "bored",
        "不能是“bored”",
    );
    refused(&home, NOW, "swallow", 2, "swallow", "这里不认识“swallow”");
    refused(
        &home,
        NOW,
        "team hold --all --from 2026-11-03",
        2,
        "--by",
        "--by",
    );
    for (line, en, zh) in [
        (
            "today --date",
            "value is required",
            "--date <DATE>：后面缺少内容。",
        ),
        ("today --json --json", "multiple times", "--json写了两次。"),
        (
            "correct 4 --reason other --withdraw --restore",
            "cannot be used with",
            "--withdraw和--restore不能同时使用。",
        ),
        ("team", "requires a subcommand", "后面还要写明做什么。"),
        ("team", "start-cycle", "可选：start-cycle、prescribe"),
    ] {
        refused(&home, NOW, line, 2, en, zh);
    }
    refused(
        &home,
        NOW,
        "correct 5 --reason other",
        1,
        "no entry of that number",
        "没有这个编号",
    );
    refused(
        &home,
        NOW,
        "correct 1 --reason other --by LN",
        1,
        "another kind",
        "另一种类型",
    );
}

#[test]
fn setup_without_a_terminal_names_what_is_missing_and_never_overwrites() {
    let home = Home::new();
    refused(
        &home,
        NOW,
        "setup --subject 007",
        2,
        "Missing: --phone-day",
        "缺少：--phone-day",
    );
    assert!(!home.diary().exists());
    let home = Home::with_diary();
    let before = home.bytes();
    home.at(NOW, SETUP).code(1).complains("It was not touched.");
    assert_eq!(home.bytes(), before);
}

#[test]
fn a_protocol_file_with_problems_lists_them_all() {
    let home = Home::new();
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protocols/broken.json");
    let broken = broken.display();
    let said = home
        .say(NOW, &format!("protocol check {broken} --lang en"))
        .code(1);
    assert!(said.err.lines().count() > 40, "{}", said.err);
    home.say(NOW, &format!("protocol check {broken} --lang zh-Hans"))
        .code(1)
        .complains("个问题");
    home.say(NOW, "protocol check missing.json --lang en")
        .code(1)
        .complains("missing.json");
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_refused_and_not_waited_for() {
    let home = Home::with_diary();
    let pipe = home.path("pipe.jsonl");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let before = home.bytes();
    let (file, diary) = (
        "An ordinary file is needed.",
        "a device or a pipe, not a diary",
    );
    for (line, en) in [
        ("protocol check pipe.jsonl", file),
        ("protocol show pipe.jsonl", file),
        ("protocol check .", file),
        ("--diary new.jsonl setup --protocol pipe.jsonl", file),
        ("verify pipe.jsonl", diary),
        ("verify .", diary),
        ("adherence pipe.jsonl", diary),
        ("--diary pipe.jsonl today", diary),
        ("--diary pipe.jsonl taken utidelone", diary),
        ("--diary pipe.jsonl doctor", diary),
        ("--diary pipe.jsonl recover --to new.jsonl --by LN", diary),
    ] {
        let mut command = home.command();
        let words = line.split(' ').chain(["--lang", "en"]);
        command.env("DOSEBOOK_NOW", NOW).args(words);
        command.timeout(std::time::Duration::from_secs(20));
        ran(&mut command).code(1).complains(en);
    }
    home.say(NOW, "protocol check pipe.jsonl --lang zh-Hans")
        .code(1)
        .complains("需要一个普通文件");
    assert_eq!(home.bytes(), before);
}

#[test]
fn what_is_named_twice_is_said_to_be_named_twice() {
    let home = Home::with_diary();
    for (line, en) in [
        (
            "team prescribe --units capecitabine:am=2x500 --units capecitabine:am=3x500 --from 2026-11-03:am --reason reduction --by LN",
            "--units capecitabine:am is named twice.",
        ),
        (
            "correct 2 --reason other --by LN --units am=2x500 --units am=3x500",
            "--units am is named twice.",
        ),
        (
            "team set --interval capecitabine=6 --interval capecitabine=8 --by LN",
            "--interval capecitabine is named twice.",
        ),
        (
            "team set --usual-time capecitabine:am=08:00 --usual-time capecitabine:am=09:00 --by LN",
            "--usual-time capecitabine:am is named twice.",
        ),
        (
            "team set --clinic-day en=Ask --clinic-day en=Call --by LN",
            "--clinic-day en is named twice.",
        ),
    ] {
        refused(&home, NOW, line, 2, en, "写了两次。");
    }
}

#[test]
fn a_cycle_that_starts_further_ahead_than_a_cycle_is_long_is_asked_about() {
    let home = Home::with_diary();
    refused(
        &home,
        NOW,
        "team start-cycle --date 2026-11-24 --by LN",
        1,
        "That is 22 days ahead, longer than a whole cycle. Is the date right?",
        "那是22天以后，比一整个周期还长。日期对吗？",
    );
    // Three weeks ahead is how the next cycle is ordered on day 1.
    let said = home
        .say(NOW, "team start-cycle --date 2026-11-23 --by LN")
        .code(1);
    assert!(!said.err.contains("ahead"), "{}", said.err);
    refused(
        &home,
        NOW,
        "correct 4 --reason other --date 2027-11-02 --by LN",
        1,
        "That is 365 days ahead",
        "那是365天以后",
    );
    let new = Home::new();
    new.at(NOW, &[SETUP, &["--cycle-start", "2027-11-02"]].concat())
        .code(1)
        .complains("365 days ahead");
}

#[test]
fn a_closed_or_full_output_is_no_panic() {
    let home = Home::with_diary();
    let program = assert_cmd::cargo::cargo_bin("dosebook");
    let program = program.display();
    let shell = |line: &str| {
        let mut command = assert_cmd::Command::new("sh");
        command
            .env_clear()
            .env("HOME", home.path(""))
            .env("DOSEBOOK_NOW", NOW);
        ran(command.args(["-c", line]))
    };
    let closed = shell(&format!(
        "{{ {program} protocol show; echo $? >&2; }} | true"
    ));
    assert_eq!(closed.err, "0\n", "a reader that has gone away is no error");
    if Path::new("/dev/full").exists() {
        shell(&format!("{program} today > /dev/full"))
            .code(1)
            .complains("cannot be written");
        shell(&format!("{program} ate --yes > /dev/full"))
            .code(0)
            .complains("The entry IS recorded.");
    }
}

#[test]
fn what_came_from_a_file_never_acts_on_the_terminal() {
    let home = Home::with_diary();
    let order = [
        "team",
        "hold",
        "--all",
        "--from",
        "2026-11-03",
        "--by",
        "LN",
        "--reason",
        "\u{1b}[2J\u{202e}x",
    ];
    home.at(NOW, &order).code(0);
    let log = home.say(NOW, "log").code(0);
    assert!(
        !log.out.contains('\u{1b}') && !log.out.contains('\u{202e}'),
        "{}",
        log.out
    );
    assert!(log.out.contains("\\u{1b}[2J"));
}

#[test]
fn wrong_usage_and_doctor_speak_the_diary_s_language() {
    let home = Home::with_diary();
    let chinese = home.path("zh.jsonl");
    let options = [
        SETUP,
        &["--cycle-start", "2026-11-02", "--diary", "zh.jsonl"],
    ]
    .concat();
    let options: Vec<&str> = options
        .into_iter()
        .map(|word| if word == "en" { "zh-Hans" } else { word })
        .collect();
    home.at(NOW, &options).code(0);
    assert!(chinese.exists());
    home.say(NOW, "taken").code(2).complains("error:");
    home.say(NOW, "--diary zh.jsonl taken")
        .code(2)
        .complains("命令不完整或不正确");
    home.say(NOW, "--diary=zh.jsonl doctor")
        .code(0)
        .says("语言：简体中文");
    home.say(NOW, "--diary zh.jsonl --lang en taken")
        .code(2)
        .complains("error:");
}

#[test]
fn fewer_tablets_and_unknown_strengths_are_asked_about() {
    let home = Home::with_diary();
    refused(
        &home,
        NOW,
        "contacted --said fewer",
        1,
        "--units capecitabine:am=3x500",
        "请写明研究团队让您每种规格各服多少",
    );
    refused(
        &home,
        NOW,
        "taken capecitabine am --units 4x50+2x500",
        1,
        "the study does not list the strength 50 mg",
        "方案里没有50毫克这个规格",
    );
}
