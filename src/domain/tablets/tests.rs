//! Ruling 30, with the worked example of `docs/adherence.md` to the digit.

use super::*;
use crate::domain::adherence::examples::worked_example;
use crate::domain::adherence::{AsOf, adherence};
use crate::domain::entry::{Author, ClockKind, Entry};
use crate::domain::ids::EntryId;
use crate::domain::site::{SiteEvent, SiteOpened};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, date, moment, slot};

fn record(events: &[String]) -> SiteRecord {
    let opened = SiteEvent::Opened(SiteOpened::new("007".parse().unwrap()));
    let parsed = events.iter().map(|json| SiteEvent::parse(json).unwrap());
    let events = [opened].into_iter().chain(parsed);
    let entries = (1..).zip(events).map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: moment("2026-11-23 10:00"),
        by: Author::Site {
            id: "LN".parse().unwrap(),
        },
        clock: ClockKind::System,
        event,
    });
    SiteRecord::from_entries(entries).unwrap()
}

fn supply(kind: &str, mg: u32, lot: &str, count: u32, day: &str) -> String {
    format!(
        r#"{{"kind":"{kind}","drug":"{CAPECITABINE}","strength_mg":"{mg}","lot":"{lot}","count":{count},"date":"{day}"}}"#
    )
}

fn counted(mg: u32, lot: &str, count: u32, after: &str, kept: bool) -> String {
    let (day, period) = after.split_once(' ').unwrap();
    let json = supply("returned", mg, lot, count, "2026-11-23");
    let json = json.trim_end_matches('}').to_owned();
    format!(r#"{json},"after":{{"date":"{day}","period":"{period}"}},"kept":{kept}}}"#)
}

fn of(record: &SiteRecord, diary: &DiaryBuilder) -> Vec<Balance> {
    let diary = diary.diary();
    let adherence = adherence(&diary, AsOf::EndOf(date("2026-11-22")));
    balances(record, Some((&diary, &adherence)))
}

/// 28 slots of 4 x 150 mg + 2 x 500 mg.
fn example(counts: &[String]) -> SiteRecord {
    let handed = [
        supply("dispensed", 150, "B1", 112, "2026-11-02"),
        supply("dispensed", 500, "A1", 56, "2026-11-02"),
    ];
    record(&[&handed, counts].concat())
}

fn share(balance: &Balance) -> (u64, u64, String) {
    let ratio = balance.adherence().ratio().unwrap();
    (
        ratio.numerator(),
        ratio.denominator(),
        ratio.percent().to_string(),
    )
}

#[test]
fn the_pill_count_of_the_worked_example_is_93_125_percent() {
    let record = example(&[
        counted(150, "B1", 112 - 72, "2026-11-22 pm", true),
        counted(500, "A1", 56 - 38, "2026-11-22 pm", true),
    ]);
    let rows = of(&record, &worked_example());
    assert_eq!(rows.len(), 3, "{rows:#?}");
    assert_eq!(share(&rows[0]), (72, 80, "90.00".into()));
    assert_eq!(share(&rows[1]), (38, 40, "95.00".into()));
    // 29 800 of 32 000 mg: 93.125 %, printed with two decimals.
    assert_eq!(share(&rows[2]), (29_800_000, 32_000_000, "93.13".into()));
    assert_eq!(29_800_000_u64 * 100_000 / 32_000_000, 93_125);
    for row in &rows {
        assert_eq!(row.difference(), Some(0), "{row:?}");
        assert!(row.diary.as_ref().unwrap().explained_by.is_empty());
    }
    assert_eq!(rows[1].expected(), Some(18));
}

#[test]
fn fewer_left_than_the_diary_says_points_to_what_was_not_recorded_as_taken() {
    let record = example(&[counted(500, "A1", 16, "2026-11-22 pm", true)]);
    let rows = of(&record, &worked_example());
    let row = rows.iter().find(|row| row.counted == Some(16)).unwrap();
    assert_eq!(row.difference(), Some(-2));
    let found = &row.diary.as_ref().unwrap().explained_by;
    let days: Vec<(String, &str, u64)> = found
        .iter()
        .map(|e| (e.date.to_string(), e.status.code(), e.units))
        .collect();
    assert_eq!(days[0], ("2026-11-04".into(), "missed", 2));
    assert_eq!(days[1], ("2026-11-11".into(), "unrecorded", 2));
    assert!(days[2..].iter().all(|(_, status, _)| *status == "held"));
    assert_eq!(days.len(), 2 + 8);
    assert!(
        !rows.iter().any(|row| row.strength.is_none()),
        "150 mg was not counted"
    );
}

#[test]
fn more_left_than_the_diary_says_points_to_what_was_recorded_later() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient();
    b.at("2026-11-02 08:00")
        .dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
    b.at("2026-11-05 08:00")
        .dose(CAPECITABINE, "2026-11-03 am", "4x150+2x500");
    let record = example(&[counted(500, "A1", 54, "2026-11-03 pm", true)]);
    let rows = of(&record, &b);
    let row = rows.iter().find(|row| row.counted == Some(54)).unwrap();
    assert_eq!(row.difference(), Some(2));
    let found = &row.diary.as_ref().unwrap().explained_by;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].date, found[0].units), (date("2026-11-03"), 2));
}

#[test]
fn what_goes_home_again_begins_the_next_interval_and_what_is_kept_does_not() {
    for (kept, before) in [(false, 50), (true, 0)] {
        let record = record(&[
            supply("dispensed", 500, "A1", 56, "2026-11-02"),
            counted(500, "A1", 50, "2026-11-04 pm", kept),
            supply("dispensed", 500, "A1", 20, "2026-11-23"),
            supply("lost", 500, "A1", 3, "2026-11-24"),
        ]);
        let rows = balances(&record, None);
        assert_eq!(rows.len(), 3, "{rows:#?}");
        let next = rows.iter().find(|row| row.to.is_none()).unwrap();
        assert_eq!((next.before, next.dispensed, next.lost), (before, 20, 3));
        assert_eq!(next.from, Some(slot("2026-11-04 pm")));
        assert_eq!(next.adherence(), Measure::NotApplicable);
    }
}

#[test]
fn a_lot_that_was_not_counted_gives_no_figure_and_is_named() {
    let record = record(&[
        supply("dispensed", 500, "A1", 56, "2026-11-02"),
        supply("dispensed", 500, "A2", 56, "2026-11-02"),
        counted(500, "A2", 18, "2026-11-22 pm", true),
    ]);
    let rows = of(&record, &worked_example());
    assert_eq!(rows[0].uncounted_lots, [PlainText::new("A1")]);
    assert_eq!(rows[0].adherence(), Measure::NotApplicable);
    assert_eq!(rows[0].difference(), None);
}

#[test]
fn over_120_percent_is_flagged_and_over_100_shown() {
    for (left, shown, flagged) in [
        (16, "100.00", false),
        (8, "120.00", false),
        (7, "122.50", true),
    ] {
        let record = example(&[counted(500, "A1", left, "2026-11-22 pm", true)]);
        let rows = of(&record, &worked_example());
        let row = rows.iter().find(|row| row.counted.is_some()).unwrap();
        assert_eq!((share(row).2.as_str(), row.is_far_over()), (shown, flagged));
    }
    // More than was handed out is no negative share.
    let record = example(&[counted(500, "A1", 57, "2026-11-22 pm", true)]);
    let rows = of(&record, &worked_example());
    let row = rows.iter().find(|row| row.counted.is_some()).unwrap();
    assert_eq!(
        (row.consumed(), row.adherence()),
        (Some(-1), Measure::NotApplicable)
    );
}

#[test]
fn a_count_behind_the_end_of_the_copy_has_no_figure() {
    let record = example(&[counted(500, "A1", 16, "2026-11-23 am", true)]);
    let rows = of(&record, &worked_example());
    let row = rows.iter().find(|row| row.counted.is_some()).unwrap();
    assert_eq!(row.diary, None);
    assert_eq!(row.consumed(), Some(40));
}
