//! Every command once, as a person or a program uses it.

use crate::support::{Home, SETUP};

const MORNING: &str = "2026-11-02T08:16:00+08:00";

/// The number of the newest entry.
fn newest(home: &Home, now: &str) -> u64 {
    let log = home.say(now, "log --json").code(0).out;
    let last: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    last["seq"].as_u64().unwrap()
}

#[test]
fn setup_makes_a_diary_that_says_what_is_due() {
    let home = Home::new();
    let options = [SETUP, &["--cycle-start", "2026-11-02"]].concat();
    home.at("2026-11-01T10:00:00+08:00", &options)
        .code(0)
        .says("The diary of participant 007 is set up")
        .says("cycle 1 starts on Mon 2 Nov 2026");
    home.say("2026-11-01T10:00:00+08:00", "today")
        .code(0)
        .says("Not started: cycle 1 starts on Mon 2 Nov 2026.");
    home.say("2026-11-02T08:00:00+08:00", "today")
        .code(0)
        .says("007  Cycle 1, day 1 of 21")
        .says("capecitabine tablets, morning  [due now]")
        .says("4 x 150 mg + 2 x 500 mg (6 tablets), within 30 minutes after a meal")
        .says("Eat first.")
        .says("Study team: 010-1234 (day), 010-5678 (night)");
}

#[test]
fn without_units_or_a_start_a_diary_waits_for_the_study_team() {
    let home = Home::new();
    let words = "setup --lang zh-Hans --subject 007 --phone-day 111 --phone-night 222 --emergency 120 --by LN";
    home.say(MORNING, words).code(0);
    home.say(MORNING, "today")
        .code(0)
        .says("研究团队还没有确定第一天");
    home.say(MORNING, "team start-cycle --date 2026-11-03 --by LN")
        .code(1)
        .complains("研究团队还没有填写服多少");
}

#[test]
fn a_dose_recorded_a_second_time_is_said_to_be_recorded_already() {
    let home = Home::with_diary();
    let taken = "taken capecitabine am --at 08:10 --food kept";
    home.say(MORNING, taken).code(0);
    let first = newest(&home, MORNING);
    home.say(MORNING, taken)
        .code(1)
        .complains(&format!("this dose is recorded already (entry {first})"));
    home.say(MORNING, &format!("{taken} --lang zh-Hans"))
        .code(1)
        .complains("这一次已经记录过");
    assert_eq!(newest(&home, MORNING), first);
}

#[test]
fn the_meal_clock_counts_down_and_vouches_for_the_food_rule() {
    let home = Home::with_diary();
    home.say(
        "2026-11-02T07:32:00+08:00",
        "taken utidelone --at 07:30 --food kept",
    )
    .code(0);
    home.say("2026-11-02T08:12:00+08:00", "ate --at 08:10")
        .code(0)
        .says("finished eating");
    home.say(MORNING, "today")
        .code(0)
        .says("Take within 24 minutes (until 08:40).");
    home.say(MORNING, "taken capecitabine")
        .code(0)
        .says("Recorded 08:16: capecitabine tablets, morning, Mon 2 Nov")
        .says("within 30 minutes after eating (meal clock)");
    home.say("2026-11-02T17:56:00+08:00", "today")
        .code(0)
        .says("Last taken 9 h 40 min ago.");
    home.say(
        "2026-11-02T17:56:00+08:00",
        "taken capecitabine --food not-kept",
    )
    .code(0)
    .says("The dose before was 9 h 40 min earlier.");
}

#[test]
fn partly_then_the_rest() {
    let home = Home::with_diary();
    home.say(MORNING, "partly capecitabine am")
        .code(1)
        .complains("say how many you took");
    home.say(MORNING, "partly capecitabine am --units 2x500")
        .code(0)
        .says("partly taken 08:16");
    home.say(MORNING, "taken capecitabine am")
        .code(1)
        .complains("Is this the rest of it?");
    home.say(MORNING, "taken capecitabine am --yes")
        .code(0)
        .says("the rest of a dose");
    home.say(MORNING, "today")
        .code(0)
        .says("capecitabine tablets, morning  [taken");
}

#[test]
fn a_past_date_without_a_time_stores_none() {
    let home = Home::with_diary();
    home.say(
        "2026-11-03T08:00:00+08:00",
        "taken capecitabine pm --date 2026-11-02",
    )
    .code(0);
    let log = home
        .say("2026-11-03T08:00:00+08:00", "log --json")
        .code(0)
        .out;
    let last = log.lines().last().unwrap();
    assert!(
        last.contains("\"date\":\"2026-11-02\"") && !last.contains("taken_at"),
        "{last}"
    );
}

#[test]
fn undo_takes_back_the_newest_entry_of_today_and_prints_it() {
    let home = Home::with_diary();
    home.say(MORNING, "undo")
        .code(1)
        .complains("no entry of today to take back");
    home.say(MORNING, "taken capecitabine am").code(0);
    home.say("2026-11-02T08:20:00+08:00", "undo")
        .code(0)
        .says("Takes back: capecitabine tablets, morning, Mon 2 Nov")
        .says("Recorded 08:20: entry 5 taken back");
    home.say("2026-11-02T08:21:00+08:00", "today")
        .code(0)
        .says("morning  [due now]");
    home.say("2026-11-02T08:21:00+08:00", "log")
        .code(0)
        .says("[taken back by entry 6");
    home.say("2026-11-02T08:21:00+08:00", "undo").code(1);
}

#[test]
fn correct_changes_withdraws_and_restores() {
    let home = Home::with_diary();
    home.say(MORNING, "taken capecitabine am --food kept")
        .code(0);
    let seq = newest(&home, MORNING);
    let correct = format!("correct {seq} --reason");
    home.say(MORNING, &format!("{correct} wrong-time --at 08:00"))
        .code(0)
        .says("taken 08:00");
    home.say(MORNING, &format!("{correct} remembered --at unknown"))
        .code(0);
    home.say(MORNING, &format!("{correct} wrong-units"))
        .code(2)
        .complains("Say what to change");
    home.say(MORNING, &format!("{correct} wrong-press --withdraw"))
        .code(0)
        .says("taken back");
    home.say(MORNING, "today")
        .code(0)
        .says("morning  [due now]");
    home.say(MORNING, &format!("{correct} other --restore"))
        .code(0);
    home.say(MORNING, "today")
        .code(0)
        .says("morning  [taken 08:16]");
    // A patient cannot correct what the study team entered.
    home.say(MORNING, "correct 4 --reason other --date 2026-11-03")
        .code(1)
        .complains("The study team made that entry.");
    home.say(
        MORNING,
        "correct 2 --reason study-team --units am=3x500 --units pm=3x500 --by LN",
    )
    .code(0)
    .says("3 x 500 mg");
}

#[test]
fn what_the_team_said_on_a_call_is_recorded_with_its_order() {
    let home = Home::with_diary();
    home.say(MORNING, "taken utidelone --food kept").code(0);
    home.say(MORNING, "taken capecitabine am --units 4x150+3x500 --yes")
        .code(0);
    let evening = "2026-11-02T19:00:00+08:00";
    home.say(evening, "contacted --said nobody-answered")
        .code(0);
    home.say(evening, "today")
        .code(0)
        .says("Call before this dose: 010-1234 (day), 010-5678 (night).");
    home.say(evening, "contacted --said pause")
        .code(0)
        .says("paused from Mon 2 Nov 2026, evening");
    home.say(evening, "today")
        .code(0)
        .says("Paused by your study team.")
        .says("has not confirmed");
    home.say(evening, "team confirm --by LN")
        .code(0)
        .says("study team confirms");
    let today = home.say(evening, "today").code(0).out;
    assert!(!today.contains("has not confirmed"), "{today}");
}

#[test]
fn orders_are_given_by_staff_or_told_to_the_patient() {
    let home = Home::with_diary();
    home.say(
        MORNING,
        "team set --by LN --usual-time capecitabine:am=08:00 --catch-up capecitabine=6",
    )
    .code(0)
    .says("usual time morning 08:00");
    home.say("2026-11-02T13:00:00+08:00", "today")
        .code(0)
        .says("You may still take it until 14:00.");
    let fewer =
        "team prescribe --units capecitabine:am=3x500 --from 2026-11-03:am --reason reduction";
    home.say(MORNING, &format!("{fewer} --told"))
        .code(0)
        .says("as I was told");
    let more =
        "team prescribe --units capecitabine:am=4x500 --from 2026-11-03:am --reason re-escalation";
    home.say(MORNING, &format!("{more} --told"))
        .code(1)
        .complains("only be entered by your study team");
    home.say(MORNING, &format!("{more} --by LN"))
        .code(1)
        .complains("is more than before");
    home.say(MORNING, &format!("{more} --by LN --yes")).code(0);
    home.say(MORNING, "team stop --all --from 2026-11-05 --by LN")
        .code(1)
        .complains("Say why treatment ends.");
    home.say(
        MORNING,
        "team stop --all --from 2026-11-05 --reason progression --by LN",
    )
    .code(0);
    home.say("2026-11-05T09:00:00+08:00", "today")
        .code(0)
        .says("Treatment and follow-up are over.");
    home.say(MORNING, "team set --by LN --fasting-before capecitabine=2")
        .code(1)
        .complains("not for an empty stomach");
}

#[test]
fn adherence_reads_one_diary_or_a_folder_in_every_format() {
    let home = Home::with_diary();
    home.say(MORNING, "taken capecitabine am").code(0);
    let folder = home.path("received");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy(home.diary(), folder.join("one.jsonl")).unwrap();
    std::fs::write(folder.join("two.jsonl"), "nonsense\n").unwrap();
    home.say(MORNING, "adherence")
        .code(0)
        .says("100.00 % 1/1")
        .says("n/a");
    home.say(MORNING, "adherence --lang zh-Hans")
        .code(0)
        .says("100.00% 1/1")
        .says("不适用");
    // A folder: the good diary is counted, the other one named.
    home.say(MORNING, "adherence received --format csv")
        .code(3)
        .says("007,capecitabine,1,2026-11-02")
        .complains("two.jsonl");
    let json = home.say(MORNING, "adherence --format json").code(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(!json.as_array().unwrap().is_empty());
    let ledger = home
        .say(MORNING, "adherence --ledger --format csv")
        .code(0)
        .out;
    assert_eq!(
        ledger.lines().next().unwrap(),
        "subject,drug,cycle,cycle_day,date,period,status,units_prescribed,units_taken,mg_prescribed,\
         mg_taken,taken_at,recorded_at,food,entry,reason,seq"
    );
    home.say(MORNING, "adherence --ledger")
        .code(0)
        .says("taken");
}

#[test]
fn verify_names_what_it_finds() {
    let home = Home::with_diary();
    let path = home.diary();
    let path = path.display();
    home.say(MORNING, &format!("verify {path}"))
        .code(0)
        .says("4 entries, all verified.")
        .says("4 entries made under a fixed clock");
    home.say(MORNING, "verify missing.jsonl")
        .code(1)
        .complains("missing.jsonl");
    home.say(MORNING, "verify .")
        .code(1)
        .complains("no diary in this folder");
}

#[test]
fn the_study_s_rules_are_shown_with_what_is_not_set() {
    let home = Home::new();
    home.say(MORNING, "protocol show --lang en")
        .code(0)
        .says("A cycle lasts: 21 days")
        .says("Order of the drugs of a day: NOT SET.");
    home.say(MORNING, "protocol show --lang zh-Hans")
        .code(0)
        .says("未设置")
        .says("方括号里是每条规定的出处（英文）。")
        .says("每日一次：04:00至次日04:00")
        .says("减量档位：100%、75%、50%");
}

#[test]
fn the_sample_says_that_it_is_one_and_does_not_touch_the_diary() {
    let home = Home::new();
    home.say(MORNING, "demo --out sample --lang en")
        .code(0)
        .says("SAMPLE DATA")
        .says("Cycle 2, day 3 of 21")
        .says("due now");
    assert!(!home.diary().exists());
    home.say(MORNING, "demo --out sample --lang en")
        .code(1)
        .complains("It was not touched.");
}

#[test]
fn doctor_finds_its_way() {
    let home = Home::with_diary();
    home.say(MORNING, "doctor")
        .code(0)
        .says("Clock fixed by DOSEBOOK_NOW")
        .says("diary.jsonl: permissions 600, yours only")
        .says("all verified");
    home.say(MORNING, "doctor --lang zh-Hans")
        .code(0)
        .says("时钟固定在（DOSEBOOK_NOW）：2026");
    let empty = Home::new();
    empty
        .say(MORNING, "doctor --lang en")
        .code(4)
        .says("Diary: ")
        .complains("no diary here yet");
}

#[test]
fn completions_and_the_manual_page_are_made_from_the_commands() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        home.say(MORNING, &format!("completions {shell}"))
            .code(0)
            .says("vomited");
    }
    let man = home.say(MORNING, "man").code(0);
    assert!(man.out.starts_with(".ie") || man.out.starts_with(".TH"));
    assert_eq!(man.out.matches("DOSEBOOK_DIARY").count(), 1);
    man.says("DOSEBOOK TEAM PRESCRIBE").says("re\\-escalation");
}

#[test]
fn the_diary_is_found_by_option_environment_or_platform() {
    let home = Home::with_diary();
    std::fs::rename(home.diary(), home.path("elsewhere.jsonl")).unwrap();
    home.say(MORNING, "today").code(4);
    home.say(MORNING, "today --diary elsewhere.jsonl").code(0);
    let mut command = home.command();
    command.env("DOSEBOOK_DIARY", home.path("elsewhere.jsonl"));
    crate::support::ran(command.env("DOSEBOOK_NOW", MORNING).arg("today")).code(0);
}

#[test]
fn the_language_is_the_one_asked_for_else_the_diary_s_else_the_system_s() {
    let home = Home::with_diary();
    home.say(MORNING, "today")
        .code(0)
        .says("Cycle 1, day 1 of 21");
    home.say(MORNING, "today --lang zh-Hans")
        .code(0)
        .says("第1周期 第1天（共21天）");
    home.say(MORNING, "team set --language zh-Hans --by LN")
        .code(0);
    home.say(MORNING, "today").code(0).says("第1周期");
    let empty = Home::new();
    let mut command = empty.command();
    command
        .env("LANG", "zh_CN.UTF-8")
        .env("DOSEBOOK_NOW", MORNING)
        .arg("today");
    crate::support::ran(&mut command)
        .code(4)
        .complains("这里还没有日记");
}

#[test]
fn piped_output_carries_no_control_characters() {
    let home = Home::with_diary();
    for line in [
        "today",
        "log",
        "adherence",
        "protocol show",
        "doctor",
        "--help",
        "team --help",
    ] {
        let said = home.say(MORNING, line).code(0);
        let odd: Vec<char> = said
            .out
            .chars()
            .filter(|c| c.is_control() && *c != '\n')
            .collect();
        assert!(odd.is_empty(), "{line}: {odd:?}");
    }
}

#[test]
fn the_time_of_vomiting_is_not_taken_for_the_time_of_swallowing() {
    let home = Home::with_diary();
    home.say(MORNING, "vomited capecitabine am --food kept")
        .code(0);
    let page = home.say(MORNING, "today --json").code(0).out;
    let page: serde_json::Value = serde_json::from_str(&page).unwrap();
    let slots = page["slots"].as_array().unwrap();
    let morning = slots.iter().find(|slot| slot["period"] == "am").unwrap();
    assert_eq!(morning["status"], "vomited");
    assert!(morning["taken_at"].is_null());
}

#[test]
fn eight_programs_at_once_record_a_dose_once() {
    let home = Home::with_diary();
    let program = assert_cmd::cargo::cargo_bin("dosebook");
    let spawn = || {
        std::process::Command::new(&program)
            .env_clear()
            .env("HOME", home.path(""))
            .env("DOSEBOOK_NOW", MORNING)
            .args(["taken", "capecitabine", "am", "--food", "kept"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let children: Vec<_> = (0..8).map(|_| spawn()).collect();
    let codes: Vec<i32> = children
        .into_iter()
        .map(|mut child| child.wait().unwrap().code().unwrap())
        .collect();
    let done = codes.iter().filter(|code| **code == 0).count();
    assert_eq!(done, 1, "{codes:?}");
    assert!(codes.iter().all(|code| *code <= 1), "{codes:?}");
    let log = home.say(MORNING, "log --json").code(0).out;
    assert_eq!(log.matches("\"kind\":\"dose\"").count(), 1);
}
