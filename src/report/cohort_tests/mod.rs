//! Five diaries whose figures were worked out by hand, every one of them to the digit.
//!
//! Each expectation names every cell of a row that is not empty, and how its number comes about; what is not named
//! must be empty. Capecitabine is 1600 mg a slot (4 x 150 mg + 2 x 500 mg), 28 slots on days 1 to 14; utidelone 100 mg
//! (2 x 50 mg) on days 1 to 5. Day n is November n + 1. Cut: the end of day 21, November 22.

mod held;
mod pill_count;
mod reduction;
mod unrecorded;

use std::collections::BTreeMap;

use super::*;
use crate::domain::adherence::AsOf;
use crate::domain::adherence::examples::{
    FULL, clock, slots_between, take, take_all, worked_example,
};
use crate::domain::entry::{Author, ClockKind, Dose, Entry, Event, Food};
use crate::domain::ids::EntryId;
use crate::domain::participant::DiaryCopy;
use crate::domain::site::{SiteEvent, SiteOpened, SiteRecord};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, moment};

use super::table::{Columns, Form, Rows};

/// What was done with the units of one strength of capecitabine.
struct Packs {
    strength: u32,
    dispensed: u32,
    lost: u32,
    counted: u32,
}

fn record(packs: &[Packs]) -> SiteRecord {
    let mut events = vec![SiteEvent::Opened(SiteOpened::new("007".parse().unwrap()))];
    for of in packs {
        let common = |kind: &str, count: u32, day: &str| {
            format!(
                r#"{{"kind":"{kind}","drug":"capecitabine","strength_mg":"{}","lot":"L1","count":{count},"date":"{day}""#,
                of.strength
            )
        };
        let mut add = |json: String| events.push(SiteEvent::parse(&json).unwrap());
        add(common("dispensed", of.dispensed, "2026-11-02") + "}");
        if of.lost > 0 {
            add(common("lost", of.lost, "2026-11-05") + "}");
        }
        let after = r#","after":{"date":"2026-11-22","period":"pm"},"kept":true}"#;
        add(common("returned", of.counted, "2026-11-23") + after);
    }
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

fn participant(b: &DiaryBuilder, packs: &[Packs]) -> Participant {
    let copy = DiaryCopy {
        last_seq: b.entries().len() as u64,
        last_hash: "3f2a9c01".repeat(8),
        damaged_from: None,
        is_torn: false,
        keeps_receipt: true,
        lacks_record: false,
        is_live: false,
    };
    let cut = AsOf::EndOf(date("2026-11-22"));
    Participant::new(b.diary(), Some(record(packs)), copy, cut)
}

type Row = BTreeMap<&'static str, String>;

/// Rows by the names of their columns, without empty cells.
fn named(columns: Columns, fill: impl FnOnce(&mut Rows)) -> Vec<Row> {
    let names: Vec<&str> = columns
        .both
        .iter()
        .chain(columns.json_only)
        .copied()
        .collect();
    let text = columns.whole(Form::Csv, fill);
    let mut read = csv::Reader::from_reader(text.as_bytes());
    let row = |cells: csv::StringRecord| {
        let cells = cells.iter().map(str::to_owned);
        let named = names.iter().copied().zip(cells);
        named.filter(|(_, cell)| !cell.is_empty()).collect()
    };
    read.records().map(|cells| row(cells.unwrap())).collect()
}

fn expected(cells: &[(&'static str, &str)]) -> Row {
    cells
        .iter()
        .map(|(name, cell)| (*name, (*cell).to_owned()))
        .collect()
}

/// The figures of a drug, of a cycle or of `all`, without the cells that say which file was counted.
#[track_caller]
fn figures(of: &Participant, drug: &str, cycle: &str, cells: &[(&'static str, &str)]) {
    let mut rows = named(adherence::COLUMNS, |to| {
        adherence::write(&SubjectAdherence::of(of), to).unwrap();
    });
    rows.retain(|row| (row["drug"].as_str(), row["cycle"].as_str()) == (drug, cycle));
    assert_eq!(rows.len(), 1, "one row of {drug} in {cycle}");
    let mut row = rows.remove(0);
    for constant in [
        "subject",
        "drug",
        "cycle",
        "as_of",
        "diary_entries",
        "diary_code",
    ] {
        row.remove(constant);
    }
    assert_eq!(row, expected(cells), "{drug}, {cycle}");
}

/// The balances of capecitabine up to the count; those of the time after it are empty.
#[track_caller]
fn balances(of: &Participant, wanted: &[&[(&'static str, &str)]]) {
    let rows = named(tablets::COLUMNS, |to| {
        tablets::write(of.subject(), of.balances(), to);
    });
    let mut rows: Vec<Row> = rows
        .into_iter()
        .filter(|row| row.contains_key("up_to"))
        .collect();
    for row in &mut rows {
        for (name, cell) in [
            ("subject", "007"),
            ("drug", CAPECITABINE),
            ("up_to", "2026-11-22 pm"),
            ("counted_on", "2026-11-23"),
            ("before", "0"),
        ] {
            assert_eq!(row.remove(name).as_deref(), Some(cell), "{name}");
        }
    }
    let wanted: Vec<Row> = wanted.iter().map(|cells| expected(cells)).collect();
    assert_eq!(rows, wanted);
}

/// Takes utidelone on a day, food rule kept.
fn capsules(b: &mut DiaryBuilder, day: u32, amount: &str) {
    let at = format!("2026-11-{:02} once", day + 1);
    clock(b, &at);
    b.dose(UTIDELONE, &at, amount);
}

/// The worked example of `docs/adherence.md`, with its pill count.
///
/// Days 1 to 10 are evaluable: 20 slots, 16 in full, day 7 pm vomited (counts as taken), day 3 pm missed, day 9 am
/// partly (1000 mg), day 10 pm unrecorded. Days 11 to 14 are held: 8 slots. Day 5 has an extra dose.
#[test]
fn the_worked_example() {
    let packs = [
        // 18 x 4 = 72 of 150 mg were swallowed: day 9 am had none, and the extra dose had 4.
        Packs {
            strength: 150,
            dispensed: 112,
            lost: 0,
            counted: 112 - 72,
        },
        // 19 x 2 = 38 of 500 mg.
        Packs {
            strength: 500,
            dispensed: 56,
            lost: 0,
            counted: 56 - 38,
        },
    ];
    let of = participant(&worked_example(), &packs);
    let slots: &[(&str, &str)] = &[
        ("from", "2026-11-02"),
        ("to", "2026-11-22"),
        ("planned", "28"), // 20 + 8 + 0
        ("held", "8"),     // days 11 to 14
        ("held_unconfirmed", "0"),
        ("pending", "0"),
        ("evaluable", "20"), // days 1 to 10
        ("recorded", "19"),  // all but day 10 pm
        ("taken", "16"),     // 20 - missed - vomited - partly - unrecorded
        ("partly_taken", "1"),
        ("missed", "1"),
        ("vomited", "1"),
        ("unrecorded", "1"),
        ("extra", "1"),
        ("corrected", "0"),
        ("not_prescribed", "0"),
        ("extra_mg", "1600"),
        ("surplus_mg", "0"),
        ("dose_adherence_pct", "85.00"), // 17/20
        ("dose_adherence_numerator", "17"),
        ("dose_adherence_denominator", "20"),
        ("dose_adherence_recorded_only_pct", "89.47"), // 17/19 = 0.894736
        ("dose_adherence_recorded_only_numerator", "17"),
        ("dose_adherence_recorded_only_denominator", "19"),
        ("amount_adherence_pct", "88.13"), // 17 x 1600 + 1000 = 28200 of 20 x 1600 = 32000: 0.88125
        ("amount_adherence_numerator_mg", "28200"),
        ("amount_adherence_denominator_mg", "32000"),
        ("amount_adherence_recorded_only_pct", "92.76"), // of 19 x 1600 = 30400: 0.927631
        ("amount_adherence_recorded_only_numerator_mg", "28200"),
        ("amount_adherence_recorded_only_denominator_mg", "30400"),
        ("correct_day_adherence_pct", "60.00"), // not days 3, 5, 9, 10
        ("correct_day_adherence_numerator", "6"),
        ("correct_day_adherence_denominator", "10"),
        ("food_rule_pct", "100.00"), // 16 taken + 1 vomited + 1 partly, all kept
        ("food_rule_numerator", "18"),
        ("food_rule_denominator", "18"),
        ("dose_intensity_pct", "62.95"), // 28200 of 28 x 1600 = 44800: 0.629464
        ("dose_intensity_numerator_mg", "28200"),
        ("dose_intensity_denominator_mg", "44800"),
        ("coverage_pct", "95.00"), // 19/20
        ("coverage_numerator", "19"),
        ("coverage_denominator", "20"),
        ("same_day_entry_pct", "100.00"), // all 19 at 08:00 or 20:00 of their day
        ("same_day_entry_numerator", "19"),
        ("same_day_entry_denominator", "19"),
        ("next_day_entry_pct", "0.00"),
        ("next_day_entry_numerator", "0"),
        ("next_day_entry_denominator", "19"),
        ("later_entry_pct", "0.00"),
        ("later_entry_numerator", "0"),
        ("later_entry_denominator", "19"),
    ];
    figures(&of, CAPECITABINE, "1", slots);
    // November 2 to 12 would be 11 days; the last slot taken is day 10 am, November 11.
    let whole: &[(&str, &str)] = &[
        ("first_dose", "2026-11-02"),
        ("last_dose", "2026-11-11"),
        ("persistence_days", "10"),
    ];
    figures(&of, CAPECITABINE, "all", &[slots, whole].concat());
    // Nothing of utidelone is recorded: 5 slots, and no share of what is recorded.
    figures(&of, UTIDELONE, "1", &unrecorded_capsules());
    balances(
        &of,
        &[
            &[
                ("strength_mg", "150"),
                ("dispensed", "112"),
                ("lost", "0"),
                ("counted", "40"),
                ("consumed", "72"),
                ("prescribed", "80"),        // 20 x 4
                ("pill_count_pct", "90.00"), // 72/80
                ("over_120", "false"),
                ("taken_by_diary", "72"),
                ("expected", "40"),
                ("difference", "0"),
            ],
            &[
                ("strength_mg", "500"),
                ("dispensed", "56"),
                ("lost", "0"),
                ("counted", "18"),
                ("consumed", "38"),
                ("prescribed", "40"),        // 20 x 2
                ("pill_count_pct", "95.00"), // 38/40
                ("over_120", "false"),
                ("taken_by_diary", "38"),
                ("expected", "18"),
                ("difference", "0"),
            ],
            &[
                ("dispensed", "44800"), // 112 x 150 + 56 x 500 = 16800 + 28000
                ("lost", "0"),
                ("counted", "15000"),        // 40 x 150 + 18 x 500 = 6000 + 9000
                ("consumed", "29800"),       // 72 x 150 + 38 x 500 = 10800 + 19000
                ("prescribed", "32000"),     // 20 x 1600
                ("pill_count_pct", "93.13"), // 0.93125: half up
                ("over_120", "false"),
                ("taken_by_diary", "29800"), // 28200 + the extra 1600
                ("expected", "15000"),
                ("difference", "0"),
            ],
        ],
    );
}

/// 5 slots of 100 mg, taken as prescribed: 5/5 and 500/500 throughout.
fn unrecorded_capsules() -> Vec<(&'static str, &'static str)> {
    let mut cells = vec![
        ("from", "2026-11-02"),
        ("to", "2026-11-22"),
        ("planned", "5"), // days 1 to 5
        ("evaluable", "5"),
        ("unrecorded", "5"),
        ("dose_adherence_pct", "0.00"),
        ("dose_adherence_numerator", "0"),
        ("dose_adherence_denominator", "5"),
        ("amount_adherence_pct", "0.00"),
        ("amount_adherence_numerator_mg", "0"),
        ("amount_adherence_denominator_mg", "500"), // 5 x 100
        ("correct_day_adherence_pct", "0.00"),
        ("correct_day_adherence_numerator", "0"),
        ("correct_day_adherence_denominator", "5"),
        ("dose_intensity_pct", "0.00"),
        ("dose_intensity_numerator_mg", "0"),
        ("dose_intensity_denominator_mg", "500"),
        ("coverage_pct", "0.00"),
        ("coverage_numerator", "0"),
        ("coverage_denominator", "5"),
    ];
    cells.extend(zero(&[
        "held",
        "held_unconfirmed",
        "pending",
        "recorded",
        "taken",
        "partly_taken",
        "missed",
        "vomited",
        "extra",
        "corrected",
        "not_prescribed",
        "extra_mg",
        "surplus_mg",
    ]));
    cells
}

fn all_capsules() -> Vec<(&'static str, &'static str)> {
    let mut cells = vec![
        ("from", "2026-11-02"),
        ("to", "2026-11-22"),
        ("planned", "5"),
        ("evaluable", "5"),
        ("recorded", "5"),
        ("taken", "5"),
    ];
    for share in [
        [
            "dose_adherence_pct",
            "dose_adherence_numerator",
            "dose_adherence_denominator",
        ],
        [
            "dose_adherence_recorded_only_pct",
            "dose_adherence_recorded_only_numerator",
            "dose_adherence_recorded_only_denominator",
        ],
        [
            "correct_day_adherence_pct",
            "correct_day_adherence_numerator",
            "correct_day_adherence_denominator",
        ],
        [
            "food_rule_pct",
            "food_rule_numerator",
            "food_rule_denominator",
        ],
        ["coverage_pct", "coverage_numerator", "coverage_denominator"],
        [
            "same_day_entry_pct",
            "same_day_entry_numerator",
            "same_day_entry_denominator",
        ],
    ] {
        cells.extend([(share[0], "100.00"), (share[1], "5"), (share[2], "5")]);
    }
    for share in [
        [
            "amount_adherence_pct",
            "amount_adherence_numerator_mg",
            "amount_adherence_denominator_mg",
        ],
        [
            "amount_adherence_recorded_only_pct",
            "amount_adherence_recorded_only_numerator_mg",
            "amount_adherence_recorded_only_denominator_mg",
        ],
        [
            "dose_intensity_pct",
            "dose_intensity_numerator_mg",
            "dose_intensity_denominator_mg",
        ],
    ] {
        cells.extend([(share[0], "100.00"), (share[1], "500"), (share[2], "500")]);
    }
    for share in [
        [
            "next_day_entry_pct",
            "next_day_entry_numerator",
            "next_day_entry_denominator",
        ],
        [
            "later_entry_pct",
            "later_entry_numerator",
            "later_entry_denominator",
        ],
    ] {
        cells.extend([(share[0], "0.00"), (share[1], "0"), (share[2], "5")]);
    }
    let mut rest = zero(COUNTS);
    rest.retain(|(name, _)| !cells.iter().any(|(known, _)| known == name));
    [cells, rest].concat()
}

fn zero(names: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    names.iter().map(|name| (*name, "0")).collect()
}

const COUNTS: &[&str] = &[
    "planned",
    "held",
    "held_unconfirmed",
    "pending",
    "evaluable",
    "recorded",
    "taken",
    "partly_taken",
    "missed",
    "vomited",
    "unrecorded",
    "extra",
    "corrected",
    "not_prescribed",
    "extra_mg",
    "surplus_mg",
];
