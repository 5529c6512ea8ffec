//! What staff enter on the command line, and other medicines.

use crate::support::{Home, SETUP};

const MORNING: &str = "2026-11-03T09:00:00+08:00";

/// The newest entry as it stands in the file.
fn newest(home: &Home) -> serde_json::Value {
    let text = String::from_utf8(home.bytes()).unwrap();
    serde_json::from_str(text.lines().last().unwrap()).unwrap()
}

#[test]
fn a_prescription_is_checked_against_the_studys_mg_per_m2_and_keeps_the_body_surface() {
    let home = Home::with_diary();
    let off = "team prescribe --units capecitabine:am=2x500 --from 2026-11-04 --reason reduction --bsa 1.60 --by LN";
    home.say(MORNING, off).code(1).complains("625 mg/m2");
    home.say(MORNING, &format!("{off} --yes"))
        .code(0)
        .says("body surface 1.6 m2");
    assert_eq!(newest(&home)["event"]["bsa_m2"], "1.6");
    home.say(MORNING, &off.replace("1.60", "160"))
        .code(2)
        .complains("square metres such as 1.62");
}

#[test]
fn setup_takes_a_body_surface_and_says_what_is_not_set() {
    let home = Home::new();
    let options = [SETUP, &["--cycle-start", "2026-11-02", "--bsa", "1.62"]].concat();
    home.at("2026-11-02T06:00:00+08:00", &options)
        .code(0)
        .says("body surface 1.62 m2")
        .says("Not set yet: order of the medicines of a day;")
        .says("utidelone capsules: usual time (once a day)");
}

#[test]
fn ruling_02_an_order_says_when_it_was_given_and_not_later_than_now() {
    let home = Home::with_diary();
    let hold = "team hold --drug capecitabine --from 2026-11-03:pm --by LN --given-at";
    home.say(MORNING, &format!("{hold} 2026-11-03T09:01"))
        .code(1)
        .complains("has not come yet");
    home.say(MORNING, &format!("{hold} yesterday"))
        .code(2)
        .complains("2026-11-04T10:30");
    home.say(MORNING, &format!("{hold} 2026-11-02T17:30"))
        .code(0)
        .says("given Mon 2 Nov 2026, 17:30");
    assert_eq!(
        newest(&home)["event"]["given_at"],
        "2026-11-02T17:30:00+08:00"
    );
}

#[test]
fn ruling_18_usual_stools_are_a_setting_of_staff() {
    let home = Home::with_diary();
    home.say(MORNING, "team set --baseline-stools 2 --by LN")
        .code(0)
        .says("usual stools a day: 2");
    assert_eq!(newest(&home)["event"]["baseline_stools"], 2);
    home.say(MORNING, "team set --baseline-stools 49 --by LN")
        .code(1);
}

#[test]
fn a_number_to_call_may_have_an_extension() {
    let home = Home::with_diary();
    let args = [
        "team",
        "set",
        "--phone-day",
        "010-12345678转801",
        "--by",
        "LN",
    ];
    home.at(MORNING, &args).code(0);
    home.say(MORNING, "today")
        .code(0)
        .says("010-12345678转801 (day)");
    let args = ["team", "set", "--phone-day", "ask for Li Na", "--by", "LN"];
    home.at(MORNING, &args)
        .code(2)
        .complains("a telephone number");
}

#[test]
fn other_medicines_are_listed_ended_and_never_judged() {
    let home = Home::with_diary();
    home.say(MORNING, "medicine --list")
        .code(0)
        .says("No other medicine is listed.");
    home.at(
        MORNING,
        &["medicine", "洛哌丁胺 2 mg", "--from", "2026-11-02"],
    )
    .code(0)
    .says("other medicine: 洛哌丁胺 2 mg, from Mon 2 Nov 2026");
    home.at(MORNING, &["medicine", "洛哌丁胺 2 mg"])
        .code(1)
        .complains("nothing to change");
    home.at(
        MORNING,
        &["medicine", "洛哌丁胺 2 mg", "--to", "2026-11-01"],
    )
    .code(1)
    .complains("cannot end before");
    home.at(
        MORNING,
        &[
            "medicine",
            "洛哌丁胺 2 mg",
            "--to",
            "2026-11-03",
            "--by",
            "LN",
        ],
    )
    .code(0);
    home.say(MORNING, "medicine --list")
        .code(0)
        .says("洛哌丁胺 2 mg, from Mon 2 Nov 2026, to Tue 3 Nov 2026");
    home.say(MORNING, "medicine").code(2);
}

#[test]
fn another_protocol_is_for_the_cycles_to_come_and_brings_its_own_rules() {
    let home = Home::with_diary();
    let built_in = include_str!("../../src/domain/protocol/utidelone-capecitabine.json");
    let mut protocol: serde_json::Value = serde_json::from_str(built_in).unwrap();
    protocol["cycle_length_days"]["value"] = 28.into();
    let file = home.path("amended.json");
    std::fs::write(&file, protocol.to_string()).unwrap();
    let change = "team protocol amended.json --from 2026-11-23 --by LN";
    home.say(MORNING, change)
        .code(1)
        .complains("must be entered again");
    home.say(MORNING, &format!("{change} --yes"))
        .code(0)
        .says("other study rules for cycles from Mon 23 Nov 2026");
    home.say(MORNING, "today").code(0).says("day 2 of 21");
    let start = "2026-11-23T09:00:00+08:00";
    home.say(start, "team start-cycle --date 2026-11-23 --by LN --yes")
        .code(0);
    home.say(start, "today")
        .code(0)
        .says("Cycle 2, day 1 of 28");
    let back = "team protocol amended.json --from 2026-11-23 --by LN --yes";
    home.say(start, back).code(1).complains("must start later");
}

#[test]
fn ruling_06_staff_who_raise_units_by_a_correction_are_asked() {
    let home = Home::with_diary();
    let text = String::from_utf8(home.bytes()).unwrap();
    let of_capecitabine =
        |line: &&str| line.contains(r#""kind":"prescribed","drug":"capecitabine""#);
    let line: serde_json::Value =
        serde_json::from_str(text.lines().find(of_capecitabine).unwrap()).unwrap();
    let correct = format!(
        "correct {} --units am=4x500 --reason study-team --by LN",
        line["seq"]
    );
    home.say(MORNING, &correct)
        .code(1)
        .complains("more than before");
    home.say(MORNING, &format!("{correct} --yes")).code(0);
}

#[test]
fn a_usual_time_lies_inside_the_hours_in_which_the_dose_is_due() {
    let home = Home::with_diary();
    let before = home.bytes();
    let set = |lang, time| {
        let line = format!("team set --usual-time capecitabine:{time} --by LN --lang {lang}");
        home.say(MORNING, &line)
    };
    set("en", "am=20:00").code(1).complains(
        "capecitabine tablets, morning: due from 04:00 to 12:00, so 20:00 cannot be its usual time.",
    );
    set("zh-Hans", "pm=08:00")
        .code(1)
        .complains("的服药时段是16:00至04:00，平常服药时间不能是08:00");
    set("en", "am=12:00").code(1);
    assert_eq!(home.bytes(), before);
    for time in ["am=04:00", "am=11:59", "pm=16:00", "pm=00:30"] {
        set("en", time).code(0);
    }
}

#[test]
fn fewer_tablets_by_a_mistyped_year_are_not_recorded_without_a_question() {
    let home = Home::with_diary();
    let before = home.bytes();
    let fewer = |year: &str, lang: &str| {
        let line = format!(
            "team prescribe --units capecitabine:am=2x500 --from {year}-11-05 --reason reduction --by LN --lang {lang}"
        );
        home.say(MORNING, &line).code(1)
    };
    fewer("2025", "en")
        .complains("another order is in the diary already, from Mon 2 Nov 2026. From then on that one holds.")
        .complains("That is 363 days ago, longer than a whole cycle. Is the date right?");
    fewer("2025", "zh-Hans")
        .complains("从那时起以那一条为准。对吗？")
        .complains("那是363天以前");
    fewer("2027", "en").complains("That is 367 days ahead");
    assert_eq!(home.bytes(), before);
}
