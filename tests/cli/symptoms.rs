//! Symptoms on the command line: what is asked, what is refused, and what is said about a call.

use crate::asking::asked;
use crate::support::{Home, Ran};

const NOW: &str = "2026-11-03T12:00:00+08:00";

fn say(home: &Home, line: &str) -> Ran {
    home.say(NOW, line)
}

#[test]
fn ruling_18_at_a_threshold_it_says_to_call_and_below_it_does_not() {
    for (line, calls) in [
        ("fever --temperature 38.0 --answer chills=no", true),
        ("fever --temperature 38 --answer chills=no", true),
        ("fever --temperature 37.9 --answer chills=no", false),
        ("fever --temperature 37.9 --answer chills=yes", true),
        (
            "diarrhoea --count 4 --answer night=no --answer bloody-stool=no --severity mild",
            true,
        ),
        (
            "diarrhoea --count 3 --answer night=no --answer bloody_stool=no --severity mild",
            false,
        ),
        ("vomiting --count 2 --answer coffee-grounds=no", true),
        ("vomiting --count 1 --answer coffee-grounds=no", false),
        (
            "mouth-sores --answer sore-mouth=not-sure --severity not-sure",
            false,
        ),
    ] {
        let home = Home::with_diary();
        let said = say(&home, &format!("symptom {line}")).code(0);
        let call = "Saved on this computer only. Nobody has been told. Call 010-1234 (day), 010-5678 (night) now, and before your next dose.";
        assert_eq!(said.out.contains(call), calls, "{line}: {}", said.out);
        let open = say(&home, "today --json").code(0).out;
        let open: serde_json::Value = serde_json::from_str(&open).unwrap();
        assert_eq!(open["warnings"] != serde_json::json!([]), calls, "{line}");
        say(&home, "verify .local/share/dosebook/diary.jsonl").code(0);
    }
}

#[test]
fn ruling_17_a_report_stands_above_the_day_until_a_call_and_what_was_said_is_recorded() {
    let home = Home::with_diary();
    say(&home, "symptom fever --temperature 38.2 --answer chills=no").code(0);
    let reported =
        "You reported: fever or chills, temperature: 38.2 C, chills: no, since Tue 3 Nov 2026.";
    say(&home, "today")
        .code(0)
        .says(reported)
        .says("Call before this dose: 010-1234 (day), 010-5678 (night).");
    say(&home, "log").code(0).says(
        "patient  symptom: fever or chills, temperature: 38.2 C, chills: no, since Tue 3 Nov 2026 (call now)",
    );
    let page: serde_json::Value =
        serde_json::from_str(&say(&home, "today --json").code(0).out).unwrap();
    assert_eq!(
        page["warnings"],
        serde_json::json!([{"cause": "symptom", "drug": null, "mg": null, "seq": 5, "symptom": "fever", "tier": "call_now"}])
    );
    let dose = "taken capecitabine am --food kept";
    say(&home, dose).code(1).complains("Call before this dose");
    say(&home, &format!("{dose} --yes"))
        .code(0)
        .says("when a call should have come first");
    say(&home, "contacted --said nobody-answered")
        .code(0)
        .says(reported)
        .says("Nobody has been told.");
    say(&home, "contacted --said continue")
        .code(0)
        .says(reported);
    let day = say(&home, "today").code(0);
    assert!(!day.out.contains("You reported"), "{}", day.out);
}

#[test]
fn ruling_19_an_emergency_asks_nothing_and_names_its_number_before_the_team_s_two() {
    let home = Home::with_diary();
    let said = "Call 120 now. Then call your study team: 010-1234 (day), 010-5678 (night).";
    say(&home, "symptom chest-pain").code(0).says(said);
    say(&home, "symptom sleep --severity mild")
        .code(0)
        .says("No report is too small.")
        .says(said);
    say(&home, "today")
        .code(0)
        .says(said)
        .says("Call 120 first. Call before this dose: 010-1234 (day), 010-5678 (night).");
    say(&home, "today --lang zh-Hans")
        .code(0)
        .says("您报告了：胸痛，从2026年11月3日（周二）开始。")
        .says("请马上拨打120，然后给研究团队打电话：白天 010-1234，夜间 010-5678。");
}

#[test]
fn a_question_that_may_decide_about_a_call_is_named_and_nothing_is_recorded() {
    let home = Home::with_diary();
    let before = home.bytes();
    let missing = say(&home, "symptom fever").code(2);
    let missing = missing.complains("--answer temperature=...  What is your temperature");
    missing.complains("\"not-sure\" is an answer too. Nothing was recorded.");
    say(&home, "symptom fever --lang zh-Hans")
        .code(2)
        .complains("--answer chills=...  有没有发冷、打寒战？");
    let first = "symptom rash --answer spreading-rash=no --severity mild";
    say(&home, first)
        .code(2)
        .complains("--answer swollen-face=...");
    assert_eq!(home.bytes(), before);
    // An emergency waits for no other answer.
    say(&home, "symptom rash --answer spreading-rash=yes")
        .code(0)
        .says("Call 120 now.");
}

#[test]
fn answers_that_are_none_are_refused_by_name() {
    let home = Home::with_diary();
    let before = home.bytes();
    for (line, said) in [
        (
            "fever --temperature 33.9",
            "--temperature (temperature): \"33.9\" is not a temperature from 34.0 to 43.0, or not-sure.",
        ),
        ("fever --temperature 43.1", "from 34.0 to 43.0"),
        ("fever --temperature 38,0", "from 34.0 to 43.0"),
        ("fever --temperature 6553600", "from 34.0 to 43.0"),
        ("fever --temperature 99999", "from 34.0 to 43.0"),
        (
            "diarrhoea --count 51",
            "--count (stools-above-usual): \"51\" is not a whole number from 0 to 50, or not-sure.",
        ),
        ("diarrhoea --count=-1", "from 0 to 50"),
        (
            "diarrhoea --answer night=perhaps",
            "--answer (night): \"perhaps\" is not yes or no, or not-sure.",
        ),
        (
            "diarrhoea --answer night",
            "\"night\" is not of the form night=yes.",
        ),
        (
            "diarrhoea --answer chills=yes",
            "--answer chills is not asked about \"diarrhoea\". Its questions: bloody-stool, stools-above-usual, night, severity",
        ),
        (
            "diarrhoea --count 4 --answer stools-above-usual=0",
            "stools-above-usual is answered twice.",
        ),
        (
            "sleep --count 3",
            "--count is not asked about \"trouble sleeping\". Its questions: severity",
        ),
        (
            "chest-pain --severity mild",
            "--severity is not asked about \"chest pain\".",
        ),
        ("toothache", "toothache"),
        (
            "sleep --severity mild --noticed-on yesterday",
            "--noticed-on",
        ),
    ] {
        say(&home, &format!("symptom {line}"))
            .code(2)
            .complains(said);
    }
    say(
        &home,
        "symptom sleep --severity mild --noticed-on 2026-11-04",
    )
    .code(1)
    .complains("has not come yet");
    let evil = "night=\u{1b}[2J\u{202e}";
    let said = home
        .at(NOW, &["symptom", "diarrhoea", "--answer", evil])
        .code(2);
    assert!(!said.err.contains(['\u{1b}', '\u{202e}']), "{}", said.err);
    assert_eq!(home.bytes(), before);
}

#[test]
fn on_a_terminal_the_questions_come_one_by_one_and_the_end_of_the_input_records_nothing() {
    let home = Home::with_diary();
    say(&home, "team set --baseline-stools 2 --by LN").code(0);
    let answers = ["?", "four", "4", "n", "3"];
    let (screen, code) = asked(&home, NOW, "symptom diarrhoea", &answers);
    assert_eq!(code, 0, "{screen}");
    for line in [
        "Are your stools black or bloody? [y/n/? not sure]",
        "How many more stools than usual in one day? Usual for you: 2 a day.",
        "Please answer with a whole number from 0 to 50, or ? if you are not sure.",
        "[0 none/1 mild/2 moderate/3 severe/? not sure]",
        "Call 010-1234 (day), 010-5678 (night) now, and before your next dose.",
    ] {
        assert!(screen.contains(line), "{line}: {screen}");
    }
    say(&home, "log").code(0).says(
        "diarrhoea, severe, black or bloody stools: not sure, stools a day above usual: 4, diarrhoea at night: no",
    );
    let before = home.bytes();
    let (screen, code) = asked(
        &home,
        NOW,
        "symptom fever --lang zh-Hans",
        &["38.2", "\u{4}"],
    );
    assert_eq!(code, 1, "{screen}");
    assert!(screen.contains("体温多少度"), "{screen}");
    assert_eq!(home.bytes(), before);
}

#[test]
fn ruling_22_a_report_is_corrected_ended_and_taken_back() {
    let home = Home::with_diary();
    say(
        &home,
        "symptom fever --temperature 37.9 --answer chills=no --noticed-on 2026-11-02",
    )
    .code(0);
    say(&home, "correct 5 --reason other")
        .code(2)
        .complains("Say what to change");
    say(&home, "correct 5 --reason other --count 3")
        .code(2)
        .complains("--count is not asked about");
    say(&home, "correct 5 --reason other --ended-on 2026-11-01")
        .code(1)
        .complains("It began on Mon 2 Nov 2026. It cannot have ended before.");
    say(
        &home,
        "correct 5 --reason other --outcome missed --temperature 38.4",
    )
    .code(2)
    .complains("--outcome");
    say(&home, "correct 5 --reason remembered --temperature 38.4")
        .code(0)
        .says("now: symptom: fever or chills, temperature: 38.4 C, chills: no")
        .says("Nobody has been told.");
    say(&home, "contacted --said continue").code(0);
    say(&home, "correct 5 --reason other --ended-on 2026-11-03")
        .code(0)
        .says("over on Tue 3 Nov 2026");
    let day = say(&home, "today").code(0);
    assert!(
        !day.out.contains("You reported"),
        "a call was made: {}",
        day.out
    );
    say(&home, "correct 5 --reason other --ended-on not-over").code(0);
    say(
        &home,
        "correct 5 --reason wrong-press --withdraw --ended-on 2026-11-03",
    )
    .code(2);
    say(&home, "correct 5 --reason wrong-press --withdraw").code(0);
    say(&home, "symptom chest-pain").code(0);
    say(&home, "undo").code(0).says("chest pain");
    let day = say(&home, "today").code(0);
    assert!(!day.out.contains("You reported"), "{}", day.out);
    say(&home, "verify .local/share/dosebook/diary.jsonl").code(0);
}

#[test]
fn ruling_18_a_vomited_dose_opens_the_question_about_vomiting() {
    let home = Home::with_diary();
    say(&home, "vomited capecitabine am --food kept")
        .code(0)
        .says("You vomited a dose. There are a few questions about the vomiting.")
        .says("dosebook symptom vomiting");
    let line = "vomited capecitabine pm --date 2026-11-02 --food kept";
    let (screen, code) = asked(&home, NOW, line, &["n", "2"]);
    assert_eq!(code, 0, "{screen}");
    assert!(
        screen.contains("now, and before your next dose."),
        "{screen}"
    );
    say(&home, "log").code(0).says(
        "symptom: vomiting, vomited blood or like coffee grounds: no, times vomited in 24 hours: 2",
    );
    // Whoever leaves the questions has recorded the dose all the same.
    let home = Home::with_diary();
    let (screen, code) = asked(&home, NOW, line, &["\u{4}"]);
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("dosebook symptom vomiting"), "{screen}");
    say(&home, "log").code(0).says("taken, then vomited");
}

#[test]
fn the_list_names_every_symptom_with_its_questions_in_both_languages_and_needs_no_diary() {
    let home = Home::new();
    say(&home, "symptom --list --lang en")
        .code(0)
        .says("mouth-sores  sore mouth")
        .says("  stools-above-usual  How many more stools than usual in one day? (a whole number from 0 to 50, or not-sure)");
    say(&home, "symptom --list --lang zh-Hans")
        .code(0)
        .says("hands-and-feet  手脚皮肤不适");
    say(&home, "symptom sleep --severity mild").code(4);
    say(&home, "symptom").code(2);
}

#[test]
fn ruling_18_a_protocol_weaker_than_built_in_is_refused_and_a_stricter_one_is_not() {
    let home = Home::new();
    let built_in = std::fs::read_to_string(crate::support::project(
        "src/domain/protocol/utidelone-capecitabine.json",
    ))
    .unwrap();
    let check = |text: String| {
        std::fs::write(home.path("p.json"), text).unwrap();
        say(&home, "protocol check p.json --lang en")
    };
    check(built_in.replace("\"38.0\"", "\"38.1\"")).code(1).complains(
        "symptoms.triggers[1].value[6]: weaker than the built-in rule for fever or chills, which stays: temperature at least 38.0 C: call now",
    );
    check(built_in.replace("\"38.0\"", "\"37.5\"")).code(0);
    std::fs::write(home.path("p.json"), built_in).unwrap();
    say(&home, "protocol show p.json --lang en")
        .says("  temperature at least 38.0 C: call now")
        .says("  worse than the last report by 2 steps or more: call in office hours");
}
