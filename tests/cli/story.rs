//! Three cycles on the command line, with the adherence worked out by hand.
//!
//! One patient, subject 007, from 2027-01-18 at UTC+8. Capecitabine 4 x 150 + 2 x 500 mg = 1600 mg in the
//! morning and the evening of days 1 to 14; utidelone 2 x 50 mg on days 1 to 5.
//!
//! | cycle | starts | what happens |
//! |---|---|---|
//! | 1 | 2027-01-18 | day 3 pm missed; day 5 am taken a second time (extra), the team says continue; day 7 pm swallowed at 00:40; day 9 am vomited; day 10 pm corrected on day 11 to 2 x 500 mg only; day 12 am never recorded; days 13 and 14 held |
//! | 2 | 2027-02-15, a week late | capecitabine reduced to 2 x 500 mg; after day 6 am a flight from UTC+8 to UTC-5; utidelone of day 3 vomited |
//! | 3 | 2027-03-08, told to the patient | day 2 pm missed; day 6 pm swallowed at 01:30 in the night in which the clock goes from UTC-5 to UTC-4 |

use crate::support::{Home, SETUP};

/// Records the doses of one cycle day as the story has them: `(period, time, more options)`.
fn day(home: &Home, date: &str, offset: &str, utidelone: bool) {
    if utidelone {
        let now = format!("{date}T06:32:00{offset}");
        home.say(&now, "taken utidelone --at 06:30 --food kept")
            .code(0);
    }
    am(home, date, offset, "kept");
    pm(home, date, offset);
}

fn am(home: &Home, date: &str, offset: &str, food: &str) {
    let now = format!("{date}T08:05:00{offset}");
    let line = format!("taken capecitabine am --at 08:00 --food {food}");
    home.say(&now, &line).code(0);
}

fn pm(home: &Home, date: &str, offset: &str) {
    let now = format!("{date}T19:05:00{offset}");
    home.say(&now, "taken capecitabine pm --at 19:00 --food kept")
        .code(0);
}

fn first_cycle(home: &Home) {
    let zone = "+08:00";
    home.at(
        "2027-01-17T10:00:00+08:00",
        &[SETUP, &["--cycle-start", "2027-01-18"]].concat(),
    )
    .code(0);
    // Days 1 and 2: the morning doses were not taken after a meal.
    for date in ["2027-01-18", "2027-01-19"] {
        home.say(
            &format!("{date}T06:32:00{zone}"),
            "taken utidelone --at 06:30 --food kept",
        )
        .code(0);
        am(home, date, zone, "not-kept");
        pm(home, date, zone);
    }
    // Day 3: the evening dose is forgotten.
    home.say(
        "2027-01-20T06:32:00+08:00",
        "taken utidelone --at 06:30 --food kept",
    )
    .code(0);
    am(home, "2027-01-20", zone, "kept");
    home.say(
        "2027-01-20T21:00:00+08:00",
        "missed capecitabine pm --reason forgot",
    )
    .code(0)
    .says("Leave it out.");
    day(home, "2027-01-21", zone, true);
    // Day 5: the morning dose is taken a second time.
    day(home, "2027-01-22", zone, true);
    let again = "taken capecitabine am --at 09:30 --units 4x150+2x500";
    home.say("2027-01-22T20:00:00+08:00", again)
        .code(1)
        .complains("Did you take it again?");
    home.say("2027-01-22T20:00:00+08:00", &format!("{again} --yes"))
        .code(0)
        .says("Nobody has been told.");
    home.say("2027-01-22T20:05:00+08:00", "today")
        .code(0)
        .says("Call your study team now");
    home.say("2027-01-22T20:10:00+08:00", "contacted --said continue")
        .code(0);
    day(home, "2027-01-23", zone, false);
    // Day 7: the evening dose is swallowed at 00:40 and belongs to the day before.
    am(home, "2027-01-24", zone, "kept");
    home.say(
        "2027-01-25T00:45:00+08:00",
        "taken capecitabine pm --at 00:40 --food kept",
    )
    .code(0)
    .says("Sun 24 Jan")
    .says("00:40 on Mon 25 Jan");
    day(home, "2027-01-25", zone, false);
    // Day 9: the morning dose is vomited.
    home.say(
        "2027-01-26T08:20:00+08:00",
        "vomited capecitabine am --at 08:00 --food kept",
    )
    .code(0)
    .says("Do not take this dose again.");
    pm(home, "2027-01-26", zone);
    // Day 10: the evening dose is recorded whole, and corrected the next day to a part of it.
    day(home, "2027-01-27", zone, false);
    am(home, "2027-01-28", zone, "kept");
    let log = home.say("2027-01-28T08:10:00+08:00", "log").code(0).out;
    let wrong = log
        .lines()
        .find(|line| line.contains("evening, Wed 27 Jan"))
        .unwrap();
    let seq = wrong.split_whitespace().next().unwrap();
    home.say(
        "2027-01-28T08:15:00+08:00",
        &format!("correct {seq} --reason wrong-units --units 2x500"),
    )
    .code(0)
    .says("partly taken");
    pm(home, "2027-01-28", zone);
    // Day 12: nobody records the morning dose. Days 13 and 14 are held.
    pm(home, "2027-01-29", zone);
    home.say(
        "2027-01-29T20:00:00+08:00",
        "team hold --drug capecitabine --from 2027-01-30:am --reason rash --by LN",
    )
    .code(0);
    home.say("2027-01-30T09:00:00+08:00", "today")
        .code(0)
        .says("Paused by your study team.");
}

fn second_cycle(home: &Home) {
    // The cycle's days are over on 2027-02-08; the team starts the next one a week later.
    home.say("2027-02-10T09:00:00+08:00", "today")
        .code(0)
        .says("Waiting for your study team to start cycle 2");
    for order in [
        "team resume --drug capecitabine --from 2027-02-15:am --reason better --by LN",
        "team prescribe --units capecitabine:am=2x500 --units capecitabine:pm=2x500 --from 2027-02-15:am --reason reduction --by LN",
    ] {
        home.say("2027-02-12T10:00:00+08:00", order).code(0);
    }
    let start = "team start-cycle --date 2027-02-15 --by LN";
    home.say("2027-02-12T10:00:00+08:00", start)
        .code(1)
        .complains("The same tablets as last time?");
    home.say("2027-02-12T10:00:00+08:00", &format!("{start} --yes"))
        .code(0);
    for date in ["2027-02-15", "2027-02-16"] {
        day(home, date, "+08:00", true);
    }
    home.say(
        "2027-02-17T06:40:00+08:00",
        "vomited utidelone --at 06:30 --food kept",
    )
    .code(0)
    .says("your study team has not entered this");
    am(home, "2027-02-17", "+08:00", "kept");
    pm(home, "2027-02-17", "+08:00");
    for date in ["2027-02-18", "2027-02-19"] {
        day(home, date, "+08:00", true);
    }
    // Day 6: after the morning dose at UTC+8 she flies, and looks at the diary at UTC-5.
    am(home, "2027-02-20", "+08:00", "kept");
    home.say("2027-02-20T19:00:00-05:00", "today")
        .code(0)
        .says("Your clock has changed. Ask your study team which dose is next.")
        .says("Last taken 24 h ago.");
    pm(home, "2027-02-20", "-05:00");
    for day_of_month in 21..=28 {
        day(home, &format!("2027-02-{day_of_month}"), "-05:00", false);
    }
}

fn third_cycle(home: &Home) {
    let start = "team start-cycle --date 2027-03-08 --told";
    home.say("2027-03-07T10:00:00-05:00", start)
        .code(1)
        .complains("Did your study team tell you this?");
    home.say("2027-03-07T10:00:00-05:00", &format!("{start} --yes"))
        .code(0);
    day(home, "2027-03-08", "-05:00", true);
    home.say(
        "2027-03-09T06:32:00-05:00",
        "taken utidelone --at 06:30 --food kept",
    )
    .code(0);
    am(home, "2027-03-09", "-05:00", "kept");
    home.say(
        "2027-03-09T23:00:00-05:00",
        "missed capecitabine pm --reason felt-unwell",
    )
    .code(0);
    for date in ["2027-03-10", "2027-03-11", "2027-03-12"] {
        day(home, date, "-05:00", true);
    }
    // Day 6: swallowed half an hour before the clock is put forward; day 7 begins by the new time.
    am(home, "2027-03-13", "-05:00", "kept");
    home.say(
        "2027-03-14T01:32:00-05:00",
        "taken capecitabine pm --at 01:30 --food kept",
    )
    .code(0)
    .says("Sat 13 Mar");
    // 01:30 at UTC-5 to 08:10 at UTC-4 are 5 h 40 min, not 6 h 40 min.
    home.say("2027-03-14T08:10:00-04:00", "today")
        .code(0)
        .says("Last taken 5 h 40 min ago.");
    day(home, "2027-03-14", "-04:00", false);
}

#[test]
fn three_cycles_give_the_adherence_that_was_worked_out_by_hand() {
    let home = Home::new();
    first_cycle(&home);
    second_cycle(&home);
    third_cycle(&home);
    let now = "2027-03-15T07:00:00-04:00";
    home.say(now, &format!("verify {}", home.diary().display()))
        .code(0);
    let table = home
        .say(now, "adherence --as-of 2027-03-14 --format csv")
        .code(0)
        .out;
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines[0],
        "subject,drug,cycle,from,to,as_of,planned,held,held_unconfirmed,pending,evaluable,recorded,taken,\
         partly_taken,missed,vomited,unrecorded,extra,corrected,dose_adherence_pct,\
         dose_adherence_recorded_only_pct,amount_adherence_pct,correct_day_adherence_pct,food_rule_pct,\
         timing_adherence_pct,dose_intensity_pct,coverage_pct,same_day_entry_pct"
    );
    // From `planned` on. Percentages with two decimals, halves up.
    //
    // Capecitabine, cycle 1. 28 planned, 4 held (days 13 and 14), so E = 24; one of them unrecorded (day 12
    // am), so 23 recorded: 1 missed (day 3 pm), 1 vomited (day 9 am), 1 in part (day 10 pm), 20 in full.
    //   dose 21/24 = 87.50 (the vomited one counts), recorded only 21/23 = 91.304
    //   amount (21 x 1600 + 1000) / (24 x 1600) = 34 600 / 38 400 = 90.104
    //   correct days: of days 1 to 12 all but 3 (missed), 5 (extra), 10 (part), 12 (unrecorded): 8/12 = 66.667
    //   food: 22 intakes, 2 not kept (mornings of days 1 and 2): 20/22 = 90.909
    //   intensity 34 600 / (28 x 1600) = 34 600 / 44 800 = 77.232
    //   coverage 23/24 = 95.833; same day 22/23 = 95.652 (the correction of day 10 came on day 11)
    let capecitabine_1 =
        "28,4,0,0,24,23,20,1,1,1,1,1,1,87.50,91.30,90.10,66.67,90.91,,77.23,95.83,95.65";
    // Cycle 2. All 28 taken, each 1000 of the 1000 mg now prescribed and of the 1600 mg first prescribed:
    // intensity 28 000 / 44 800 = 62.50.
    let capecitabine_2 =
        "28,0,0,0,28,28,28,0,0,0,0,0,0,100.00,100.00,100.00,100.00,100.00,,62.50,100.00,100.00";
    // Cycle 3, to the end of day 7. E = 14, 1 missed (day 2 pm): 13/14 = 92.857; amount the same; correct days
    // 6/7 = 85.714; food 13/13; intensity 13 000 / (14 x 1600) = 13 000 / 22 400 = 58.036.
    let capecitabine_3 =
        "14,0,0,0,14,14,13,0,1,0,0,0,0,92.86,92.86,92.86,85.71,100.00,,58.04,100.00,100.00";
    // All. E = 24 + 28 + 14 = 66, recorded 65; dose (21 + 28 + 13) / 66 = 62/66 = 93.939; recorded only
    // 62/65 = 95.385; amount 75 600 / 80 400 = 94.030; correct days 28/33 = 84.848; food 61/63 = 96.825;
    // intensity 75 600 / 112 000 = 67.50; coverage 65/66 = 98.485; same day 64/65 = 98.462.
    let capecitabine_all =
        "70,4,0,0,66,65,61,1,2,1,1,1,1,93.94,95.38,94.03,84.85,96.83,,67.50,98.48,98.46";
    // Utidelone: 5 of 5 in each cycle; the vomited one counts as taken.
    let utidelone =
        "5,0,0,0,5,5,5,0,0,0,0,0,0,100.00,100.00,100.00,100.00,100.00,,100.00,100.00,100.00";
    let utidelone_2 = utidelone.replacen("5,5,5,0,0,0,", "5,5,4,0,0,1,", 1);
    let utidelone_all =
        "15,0,0,0,15,15,14,0,0,1,0,0,0,100.00,100.00,100.00,100.00,100.00,,100.00,100.00,100.00";
    let wanted = [
        ("utidelone,1,2027-01-18", utidelone),
        ("utidelone,2,2027-02-15", &utidelone_2),
        ("utidelone,3,2027-03-08", utidelone),
        ("utidelone,all,2027-01-18", utidelone_all),
        ("capecitabine,1,2027-01-18", capecitabine_1),
        ("capecitabine,2,2027-02-15", capecitabine_2),
        ("capecitabine,3,2027-03-08", capecitabine_3),
        ("capecitabine,all,2027-01-18", capecitabine_all),
    ];
    assert_eq!(lines.len(), 1 + wanted.len(), "{table}");
    for (which, figures) in wanted {
        let begin = format!("007,{which},");
        let line = lines.iter().find(|line| line.starts_with(&begin)).unwrap();
        assert!(
            line.ends_with(&format!(",2027-03-14,{figures}")),
            "{which}\n{figures}\n{line}"
        );
    }
}
