//! `export ics`: the file, read by a parser that is not its writer, against the schedule that `today` prints.

use std::collections::BTreeSet;
use std::fs;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};

use crate::support::{Home, SETUP, ran};

/// The morning of the third day, with times set.
const NOW: &str = "2026-11-04T05:00:00+08:00";
const TIMES: [(&str, &str, &str); 3] = [
    ("utidelone", "once", "06:30"),
    ("capecitabine", "am", "08:00"),
    ("capecitabine", "pm", "20:00"),
];

fn with_times(home: &Home, times: &[(&str, &str, &str)]) {
    for (drug, period, time) in times {
        let line = format!("team set --usual-time {drug}:{period}={time} --by LN --yes");
        home.say("2026-11-02T07:00:00+08:00", &line).code(0);
    }
}

fn home() -> Home {
    let home = Home::with_diary();
    with_times(&home, &TIMES);
    home
}

/// An event as the parser reads it.
#[derive(Debug)]
struct Read {
    begin: DateTime<Utc>,
    title: String,
    words: String,
    alarms: usize,
}

/// The events of a file, by their beginnings.
fn events(text: &str) -> Vec<Read> {
    let calendar: Calendar = text.parse().unwrap();
    assert_eq!(calendar.property_value("METHOD"), Some("PUBLISH"));
    let mut found = Vec::new();
    let mut names = BTreeSet::new();
    for component in &calendar.components {
        let CalendarComponent::Event(event) = component else {
            panic!("{component:?} is no event");
        };
        assert!(event.property_value("RRULE").is_none());
        assert!(names.insert(event.get_uid().unwrap().to_owned()));
        let Some(DatePerhapsTime::DateTime(icalendar::CalendarDateTime::Utc(begin))) =
            event.get_start()
        else {
            panic!("{event:?} begins at no instant");
        };
        found.push(Read {
            begin,
            title: event.get_summary().unwrap().to_owned(),
            words: event.get_description().unwrap().to_owned(),
            alarms: text.matches("BEGIN:VALARM").count() / text.matches("BEGIN:VEVENT").count(),
        });
    }
    found.sort_by_key(|event| event.begin);
    found
}

fn exported(home: &Home, now: &str) -> Vec<Read> {
    events(&home.say(now, "export ics -o -").code(0).out)
}

/// The instants at which the schedule of `today` has a dose to come, at +08:00.
fn schedule(home: &Home, now: &str, from: &str, days: u64) -> Vec<DateTime<Utc>> {
    let from: NaiveDate = from.parse().unwrap();
    let seen: NaiveDateTime = now[..19].parse().unwrap();
    let mut found = Vec::new();
    for day in 0..days {
        let date = from.checked_add_days(Days::new(day)).unwrap();
        let page = home
            .say(now, &format!("today --json --date {date}"))
            .code(0);
        let page: serde_json::Value = serde_json::from_str(&page.out).unwrap();
        for slot in page["slots"].as_array().unwrap() {
            let (drug, period) = (
                slot["drug"].as_str().unwrap(),
                slot["period"].as_str().unwrap(),
            );
            let to_come = matches!(slot["status"].as_str().unwrap(), "upcoming" | "due");
            let time = TIMES
                .iter()
                .find(|(d, p, _)| *d == drug && *p == period)
                .unwrap()
                .2;
            let at = date.and_time(NaiveTime::parse_from_str(time, "%H:%M").unwrap());
            if to_come && at > seen {
                found.push((at - TimeDelta::hours(8)).and_utc());
            }
        }
    }
    found.sort();
    found
}

#[track_caller]
fn is_the_schedule(home: &Home, now: &str, from: &str, count: usize) {
    let begins: Vec<_> = exported(home, now)
        .iter()
        .map(|event| event.begin)
        .collect();
    assert_eq!(begins, schedule(home, now, from, 60));
    assert_eq!(begins.len(), count);
}

#[test]
fn another_parser_reads_exactly_the_slots_of_the_schedule() {
    let home = home();
    is_the_schedule(&home, NOW, "2026-11-02", 3 + 24);
    for event in exported(&home, NOW) {
        assert!(event.title.starts_with("Open dosebook"), "{event:?}");
        assert!(
            event
                .words
                .starts_with("Open dosebook before you take anything.")
        );
        assert_eq!(event.alarms, 1);
    }
    let chinese = home.say(NOW, "--lang zh-Hans export ics -o -").code(0).out;
    let chinese = events(&chinese);
    assert_eq!(chinese.len(), 27);
    assert_eq!(chinese[1].title, "打开 dosebook（早上）");
    assert!(chinese[0].words.starts_with("服药前请先打开 dosebook。"));
}

#[test]
fn what_is_recorded_paused_or_ended_is_left_out() {
    let home = home();
    home.say("2026-11-04T06:40:00+08:00", "taken utidelone --food kept")
        .code(0);
    is_the_schedule(&home, "2026-11-04T06:45:00+08:00", "2026-11-02", 26);
    let hold = "team hold --drug capecitabine --from 2026-11-05:pm --reason fever --by LN --yes";
    home.say("2026-11-04T07:00:00+08:00", hold).code(0);
    is_the_schedule(&home, "2026-11-04T07:01:00+08:00", "2026-11-02", 1 + 4);
    let stop = "team stop --all --from 2026-11-06 --reason progression --by LN --yes";
    home.say("2026-11-04T07:02:00+08:00", stop).code(0);
    is_the_schedule(&home, "2026-11-04T07:03:00+08:00", "2026-11-02", 1 + 3);
}

#[test]
fn before_the_start_the_ordered_cycle_is_written_and_never_one_that_is_not_ordered() {
    let home = home();
    is_the_schedule(&home, "2026-11-01T12:00:00+08:00", "2026-11-01", 33);
    let nothing = "There is nothing left to remind of";
    for (now, here) in [
        ("2026-11-18T09:00:00+08:00", "rest days"),
        (
            "2026-11-25T09:00:00+08:00",
            "Waiting for your study team to start cycle 2",
        ),
    ] {
        home.say(now, "export ics -o out.ics")
            .code(1)
            .complains(nothing)
            .complains(here);
        home.say(now, "--lang zh-Hans export ics -o out.ics")
            .code(1)
            .complains("没有可以提醒的");
    }
    let start = "team start-cycle --date 2026-11-27 --by LN --yes";
    home.say("2026-11-25T10:00:00+08:00", start).code(0);
    is_the_schedule(&home, "2026-11-25T10:01:00+08:00", "2026-11-25", 33);
    let stop = "team stop --all --from 2026-11-26 --reason progression --by LN --yes";
    home.say("2026-11-25T10:05:00+08:00", stop).code(0);
    home.say("2026-11-28T10:00:00+08:00", "export ics -o out.ics")
        .code(1)
        .complains(nothing);
    let none = Home::new();
    none.at(NOW, SETUP).code(0);
    none.say(NOW, "export ics -o out.ics")
        .code(1)
        .complains(nothing);
    assert!(!home.path("out.ics").exists() && !none.path("out.ics").exists());
}

#[test]
fn without_a_usual_time_there_is_no_file_and_it_is_said_how_to_set_one() {
    let home = Home::with_diary();
    with_times(&home, &TIMES[..2]);
    home.say(NOW, "export ics -o out.ics")
        .code(1)
        .complains("No usual time is set for: capecitabine tablets, evening.")
        .complains("dosebook team set --usual-time capecitabine:pm=HH:MM --by INITIALS");
    home.say(NOW, "--lang zh-Hans export ics -o out.ics")
        .code(1)
        .complains("还没有设置平常服药时间");
    assert!(!home.path("out.ics").exists());
}

#[test]
fn a_file_is_private_and_replaced_by_force_only_and_a_diary_never() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = home();
    home.say(NOW, "export ics -o out.ics")
        .code(0)
        .says("out.ics: 27 reminders, from Wed 4 Nov 2026, 06:30 to Sun 15 Nov 2026, 20:00.");
    let out = home.path("out.ics");
    let first = fs::read(&out).unwrap();
    assert_eq!(
        fs::metadata(&out).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let printed = home.say(NOW, "export ics -o -").code(0).out;
    assert_eq!(
        printed.as_bytes(),
        first,
        "the same diary and moment, the same bytes"
    );
    let later = "2026-11-05T05:00:00+08:00";
    home.say(later, "export ics -o out.ics")
        .code(1)
        .complains("--force");
    assert_eq!(fs::read(&out).unwrap(), first);
    home.say(later, "export ics -o out.ics --force").code(0);
    assert_ne!(fs::read(&out).unwrap(), first);

    let before = home.bytes();
    let diary = home.diary().display().to_string();
    home.say(NOW, &format!("export ics -o {diary} --force"))
        .code(1)
        .complains("A diary is stored there. It is never replaced.");
    fs::copy(home.diary(), home.path("renamed")).unwrap();
    home.say(NOW, "export ics -o renamed --force").code(1);
    assert_eq!(home.bytes(), before);

    symlink(home.diary(), home.path("link.ics")).unwrap();
    home.say(NOW, "export ics -o link.ics").code(1);
    home.say(NOW, "export ics -o link.ics --force").code(1);
    assert_eq!(
        home.bytes(),
        before,
        "neither a link nor what it leads to is replaced"
    );
    home.say(NOW, "export ics -o nowhere/out.ics").code(1);
    home.say(NOW, "export ics").code(2);
}

#[test]
fn a_damaged_diary_is_not_exported() {
    let home = home();
    let mut bytes = home.bytes();
    let at = bytes.len() - 200;
    bytes[at] ^= 1;
    fs::write(home.diary(), bytes).unwrap();
    home.say(NOW, "export ics -o out.ics").code(3);
    assert!(!home.path("out.ics").exists());
}

#[test]
fn a_named_diary_that_cannot_be_read_is_explained_to_the_study_team_and_its_own_to_the_patient() {
    let home = home();
    home.say(NOW, "export ics --lang en nowhere.jsonl -o out.ics")
        .code(1)
        .complains("There is no such file or folder.");
    let mut bytes = home.bytes();
    let at = bytes.len() - 200;
    bytes[at] ^= 1;
    fs::write(home.path("copy.jsonl"), &bytes).unwrap();
    let named = home
        .say(NOW, "export ics --lang en copy.jsonl -o out.ics")
        .code(3)
        .complains("Ask for a new copy (dosebook handover)");
    assert!(!named.err.contains("on paper"), "{}", named.err);
    fs::write(home.diary(), bytes).unwrap();
    home.say(NOW, "export ics --lang en -o out.ics")
        .code(3)
        .complains("on paper");
    fs::remove_file(home.diary()).unwrap();
    home.say(NOW, "export ics --lang en -o out.ics")
        .code(4)
        .complains("There is no diary here yet.");
    assert!(!home.path("out.ics").exists());
}

/// Where clocks are changed as in central Europe, with no zone data of the machine needed.
const CENTRAL_EUROPE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// A diary of now whose cycle is ordered far ahead, and its reminders.
fn far_ahead(start: &str, evening: &str) -> Vec<DateTime<Utc>> {
    let mut home = Home::new();
    home.zone = CENTRAL_EUROPE;
    let run = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let ran = ran(home.command().args(words));
        ran.code(0).out
    };
    let options = [SETUP, &["--cycle-start", start, "--yes"]].concat();
    run(&options.join(" "));
    run(&format!(
        "team set --by LN --yes --usual-time utidelone:once=06:30 --usual-time capecitabine:am=08:00 \
         --usual-time capecitabine:pm={evening}"
    ));
    let text = run("export ics -o -");
    events(&text).iter().map(|event| event.begin).collect()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn the_usual_time_stays_on_the_patients_clock_when_it_is_put_forward_or_back() {
    // On 2040-03-25 at 02:00 the clock is put forward, on 2040-10-28 at 03:00 back.
    let spring = far_ahead("2040-03-19", "20:00");
    assert_eq!(spring.len(), 33);
    for wanted in [
        "2040-03-24T07:00:00Z",
        "2040-03-25T06:00:00Z",
        "2040-03-25T18:00:00Z",
    ] {
        assert!(spring.contains(&at(wanted)), "{wanted} not in {spring:?}");
    }
    let autumn = far_ahead("2040-10-22", "20:00");
    for wanted in [
        "2040-10-27T06:00:00Z",
        "2040-10-28T07:00:00Z",
        "2040-10-28T19:00:00Z",
    ] {
        assert!(autumn.contains(&at(wanted)), "{wanted} not in {autumn:?}");
    }
}

#[test]
fn a_time_that_the_clock_leaves_out_or_shows_twice_is_one_instant() {
    let spring = far_ahead("2040-03-19", "02:30");
    assert_eq!(spring.len(), 33);
    // 02:30 is left out: an hour later by the new clock, as calendar programs do it.
    assert!(spring.contains(&at("2040-03-25T01:30:00Z")), "{spring:?}");
    assert!(spring.contains(&at("2040-03-26T00:30:00Z")), "{spring:?}");
    let autumn = far_ahead("2040-10-22", "02:30");
    assert_eq!(autumn.len(), 33);
    assert!(autumn.contains(&at("2040-10-28T00:30:00Z")), "{autumn:?}");
    assert!(autumn.contains(&at("2040-10-29T01:30:00Z")), "{autumn:?}");
}

#[test]
fn ruling_16_a_copy_from_another_zone_keeps_its_own_clock_and_says_so() {
    let home = home();
    fs::copy(home.diary(), home.path("copy.jsonl")).unwrap();
    let here = home
        .say("2026-11-04T05:00:00+08:00", "export ics copy.jsonl -o -")
        .code(0);
    assert!(here.err.is_empty());
    let there = "2026-11-03T22:00:00+01:00";
    let file = home.say(there, "export ics copy.jsonl -o out.ics").code(0);
    assert!(file.err.contains("UTC+08:00"), "{}", file.err);
    let text = fs::read_to_string(home.path("out.ics")).unwrap();
    assert_eq!(text, here.out, "the same instants");
}
