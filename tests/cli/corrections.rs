//! Corrections on the command line: what they ask, and options that have no meaning for the entry.

use crate::support::{Home, ran};

const NOW: &str = "2026-11-03T08:16:00+08:00";

/// A diary with entry 5, a morning dose, and entry 6, a meal.
fn home() -> Home {
    let home = Home::with_diary();
    home.say(NOW, "taken capecitabine am --food kept").code(0);
    home.say(NOW, "ate --at 08:00 --yes").code(0);
    home
}

#[test]
fn ruling_9_an_intake_is_not_moved_out_of_every_slot_without_a_yes() {
    let home = home();
    let before = home.bytes();
    for (line, en, zh) in [
        // Before the first cycle there is no slot.
        (
            "correct 5 --reason wrong-time --date 2026-11-01",
            "It becomes an extra dose",
            "会算作多服",
        ),
        // Swallowed when the next slot had begun, it is not this slot's.
        (
            "correct 5 --reason wrong-time --date 2026-11-02 --at 19:30",
            "It becomes an extra dose",
            "会算作多服",
        ),
    ] {
        home.say(NOW, &format!("{line} --lang en"))
            .code(1)
            .complains(en)
            .complains("--yes");
        home.say(NOW, &format!("{line} --lang zh-Hans"))
            .code(1)
            .complains(zh);
        assert_eq!(home.bytes(), before, "{line}");
    }
    home.say(NOW, "correct 5 --reason wrong-time --date 2026-11-01 --yes")
        .code(0)
        .says("010-1234");
    let log = ran(home.command().arg("today").env("DOSEBOOK_NOW", NOW)).code(0);
    log.says("Call");
    // It is extra already: what else is changed of it is not asked about again.
    home.say(NOW, "correct 5 --reason wrong-units --units 2x500")
        .code(0);
}

#[test]
fn options_of_another_kind_of_entry_are_refused_by_name() {
    let home = home();
    home.say(
        NOW,
        "missed capecitabine pm --date 2026-11-02 --reason forgot",
    )
    .code(0);
    let before = home.bytes();
    for (line, named) in [
        (
            "correct 6 --reason other --at 08:10 --units 2x500 --food kept",
            "--units, --food: ",
        ),
        (
            "correct 5 --reason other --food kept --from 2026-11-03",
            "--from: ",
        ),
        (
            "correct 5 --reason other --missed-reason forgot",
            "--missed-reason: ",
        ),
        (
            "correct 5 --reason other --outcome missed --at 08:10",
            "--at: ",
        ),
        ("correct 7 --reason other --units 2x500", "--units: "),
        (
            "correct 4 --reason other --by LN --date 2026-11-03 --at 08:00",
            "--at: ",
        ),
        (
            "correct 2 --reason other --by LN --units am=3x500 --from 2026-11-03",
            "--from: ",
        ),
    ] {
        home.say(NOW, line)
            .code(2)
            .complains(named)
            .complains("not for this entry (");
        assert_eq!(home.bytes(), before, "{line}");
    }
    home.say(
        NOW,
        "correct 6 --reason other --at 08:10 --units 2x500 --lang zh-Hans",
    )
    .code(2)
    .complains("--units不适用于这条记录");
}

#[test]
fn the_time_of_a_vomited_dose_reads_as_that_of_swallowing() {
    let home = home();
    home.say(
        NOW,
        "correct 5 --reason vomited-later --outcome vomited --lang en",
    )
    .code(0)
    .says("taken 08:16, then vomited");
    home.say(NOW, "log --lang zh-Hans")
        .code(0)
        .says("08:16服，服后吐了");
}
