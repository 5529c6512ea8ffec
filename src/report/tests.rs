//! The exports as their readers see them: columns, arithmetic, and nothing that is not in the ledger.

use std::collections::BTreeMap;

use super::table::Form;
use super::*;
use crate::domain::adherence::AsOf;
use crate::domain::adherence::examples::{three_cycles, worked_example};
use crate::domain::entry::{Dose, Event, Food, Held};
use crate::domain::plain_text::PlainText;
use crate::domain::testing::{
    CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment, participant, slot,
};

type Row = BTreeMap<String, String>;

fn parse(csv: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn of(b: &DiaryBuilder, as_of: AsOf) -> Participant {
    let copy = participant(b, None, "2026-11-22 21:00").copy;
    Participant::new(b.diary(), None, copy, as_of)
}

/// The adherence table of a participant, as a command prints it.
fn table_of(of: &Participant, form: Form) -> String {
    let columns = adherence::COLUMNS.printed(form);
    columns.whole(form, |to| {
        adherence::write(&SubjectAdherence::of(of), to).unwrap();
    })
}

/// The ledger of a participant, as a command prints it.
fn ledger_of(of: &Participant, form: Form) -> String {
    let columns = ledger::COLUMNS.printed(form);
    columns.whole(form, |to| ledger::write(&SubjectAdherence::of(of), to))
}

fn end_of(text: &str) -> AsOf {
    AsOf::EndOf(date(text))
}

/// A diary with late, wrong, extra, partial, open, unknown and zero in it.
fn untidy() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-01 20:00");
    b.dose(CAPECITABINE, "2026-11-01 pm", "1x500");
    let foods = [Food::Kept, Food::NotKept, Food::Unknown, Food::Kept];
    for (day, food) in foods.into_iter().enumerate() {
        b.at(&format!("2026-11-{:02} 09:00", 3 + day));
        for (code, at, amount) in [
            (
                CAPECITABINE,
                format!("2026-11-{:02} am", 3 + day),
                "4x150+2x500",
            ),
            (CAPECITABINE, format!("2026-11-{:02} pm", 2 + day), "2x500"),
            (
                UTIDELONE,
                format!("2026-11-{:02} once", 2 + day / 2),
                "3x50",
            ),
        ] {
            let dose = Dose {
                taken_at: None,
                food: Some(food),
                ..b.intake(code, &at, amount)
            };
            b.push(Event::Dose(dose));
        }
    }
    b.at("2026-11-12 09:00");
    b.missed(CAPECITABINE, "2026-11-07 am");
    b.by_site();
    b.prescribe(
        CAPECITABINE,
        "2026-11-08 am",
        &[("am", "0"), ("pm", "3x500")],
    );
    b.push(Event::Held(Held {
        drugs: vec![drug(CAPECITABINE)],
        from: slot("2026-11-10 am"),
        given_at: None,
        reason: PlainText::new("=cmd|' /C calc'!A0"),
        told: false,
    }));
    b.resume(&[CAPECITABINE], "2026-11-11 am");
    b
}

/// Hundredths of a percent, half up, as a text with two decimals; empty without a denominator.
fn share(numerator: f64, denominator: f64) -> String {
    if denominator == 0.0 {
        return String::new();
    }
    let hundredths = (numerator * 10_000.0 / denominator + 0.5 + 1e-9).floor();
    format!("{:.2}", hundredths / 100.0)
}

fn is(row: &Row, column: &str, values: &[&str]) -> bool {
    values.contains(&row[column].as_str())
}

const RECORDED: [&str; 4] = ["taken", "partly_taken", "missed", "vomited"];

/// The percentages of one row of the table, from the ledger's CSV text alone.
fn recomputed(ledger: &[Row], code: &str, cycle: &str) -> BTreeMap<&'static str, String> {
    let number = |row: &Row, column: &str| row[column].parse::<f64>().unwrap_or(0.0);
    let all: Vec<&Row> = ledger.iter().filter(|row| row["drug"] == code).collect();
    let first = |row: &Row| {
        let same = |other: &&&Row| {
            other["period"] == row["period"] && number(other, "mg_prescribed") > 0.0
        };
        all.iter()
            .find(same)
            .map_or(0.0, |other| number(other, "mg_prescribed"))
    };
    let rows: Vec<&Row> = all
        .iter()
        .copied()
        .filter(|row| cycle == "all" || row["cycle"] == cycle)
        .collect();
    let recorded: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|row| is(row, "status", &RECORDED))
        .collect();
    let evaluable: Vec<&Row> = rows
        .iter()
        .copied()
        .filter(|row| is(row, "status", &RECORDED) || is(row, "status", &["unrecorded"]))
        .collect();
    let count = |rows: &[&Row], test: &dyn Fn(&Row) -> bool| {
        rows.iter().filter(|row| test(row)).count() as f64
    };
    let (e, r) = (evaluable.len() as f64, recorded.len() as f64);
    let full = count(&recorded, &|row| {
        number(row, "mg_taken") >= number(row, "mg_prescribed")
    });
    let taken: f64 = recorded
        .iter()
        .map(|row| number(row, "mg_taken").min(number(row, "mg_prescribed")))
        .sum();
    let prescribed: f64 = evaluable
        .iter()
        .map(|row| number(row, "mg_prescribed"))
        .sum();
    let intended: f64 = rows
        .iter()
        .filter(|row| !is(row, "status", &["pending", "extra"]))
        .map(|row| first(row))
        .sum();
    let mut days: BTreeMap<&str, (bool, bool, bool)> = BTreeMap::new();
    for row in &rows {
        let (counts, open, wrong) = days.entry(&row["date"]).or_default();
        match row["status"].as_str() {
            "held" | "not_prescribed" => {}
            "pending" => *open = true,
            "extra" => *wrong = true,
            _ => {
                *counts = true;
                *wrong |= number(row, "mg_taken") != number(row, "mg_prescribed");
            }
        }
    }
    let counted = days.values().filter(|(counts, open, _)| *counts && !open);
    let correct = counted.clone().filter(|(_, _, wrong)| !wrong).count() as f64;
    let food =
        |values: &'static [&'static str]| count(&recorded, &move |row| is(row, "food", values));
    BTreeMap::from([
        ("dose_adherence_pct", share(full, e)),
        ("dose_adherence_recorded_only_pct", share(full, r)),
        ("amount_adherence_pct", share(taken, prescribed)),
        (
            "correct_day_adherence_pct",
            share(correct, counted.count() as f64),
        ),
        (
            "food_rule_pct",
            share(food(&["kept"]), food(&["kept", "not_kept"])),
        ),
        ("dose_intensity_pct", share(taken, intended)),
        ("coverage_pct", share(r, e)),
        (
            "same_day_entry_pct",
            share(count(&recorded, &|row| is(row, "entry", &["same_day"])), r),
        ),
    ])
}

#[test]
fn every_percentage_can_be_computed_again_from_the_ledger() {
    let mut compared = 0;
    for (b, as_of) in [
        (worked_example(), end_of("2026-11-22")),
        (worked_example(), AsOf::Now(moment("2026-11-06 21:00"))),
        (three_cycles(), end_of("2027-01-10")),
        (untidy(), end_of("2026-11-12")),
        (untidy(), AsOf::Now(moment("2026-11-12 09:30"))),
    ] {
        let subject = of(&b, as_of);
        let table = parse(&table_of(&subject, Form::Csv));
        let ledger = parse(&ledger_of(&subject, Form::Csv));
        for row in table {
            for (column, expected) in recomputed(&ledger, &row["drug"], &row["cycle"]) {
                assert_eq!(row[column], expected, "{column} of {row:?}");
                compared += usize::from(!expected.is_empty());
            }
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn the_columns_are_the_promised_ones_in_their_order() {
    let subject = of(&worked_example(), end_of("2026-11-22"));
    let table = table_of(&subject, Form::Csv);
    assert_eq!(
        table.lines().next().unwrap(),
        "subject,drug,cycle,from,to,as_of,planned,held,held_unconfirmed,pending,evaluable,recorded,\
         taken,partly_taken,missed,vomited,unrecorded,extra,corrected,dose_adherence_pct,\
         dose_adherence_recorded_only_pct,amount_adherence_pct,correct_day_adherence_pct,food_rule_pct,\
         timing_adherence_pct,dose_intensity_pct,coverage_pct,same_day_entry_pct"
    );
    let ledger = ledger_of(&subject, Form::Csv);
    assert_eq!(
        ledger.lines().next().unwrap(),
        "subject,drug,cycle,cycle_day,date,period,status,units_prescribed,units_taken,mg_prescribed,\
         mg_taken,taken_at,recorded_at,food,entry,reason,seq"
    );
}

#[test]
fn the_worked_example_as_a_csv_file() {
    let subject = of(&worked_example(), end_of("2026-11-22"));
    let table = table_of(&subject, Form::Csv);
    let lines: Vec<&str> = table.split("\r\n").collect();
    assert_eq!(lines.len(), 6);
    let figures =
        "28,8,0,0,20,19,16,1,1,1,1,1,0,85.00,89.47,88.13,60.00,100.00,,62.95,95.00,100.00";
    let dates = "2026-11-02,2026-11-22,2026-11-22";
    for line in [
        format!("007,capecitabine,1,{dates},{figures}"),
        format!("007,capecitabine,all,{dates},{figures}"),
    ] {
        assert!(lines.contains(&line.as_str()), "{line}\n{table}");
    }
    let none = "5,0,0,0,5,0,0,0,0,0,5,0,0,0.00,,0.00,0.00,,,0.00,0.00,";
    let line = format!("007,utidelone,all,{dates},{none}");
    assert!(lines.contains(&line.as_str()), "{line}\n{table}");
}

#[test]
fn a_cell_of_the_ledger_says_what_was_recorded_and_nothing_else() {
    let subject = of(&worked_example(), end_of("2026-11-22"));
    let ledger = ledger_of(&subject, Form::Csv);
    for line in [
        "007,capecitabine,1,1,2026-11-02,am,taken,4x150+2x500,4x150+2x500,1600,1600,2026-11-02T08:00:00+08:00,2026-11-02T08:00:00+08:00,kept,same_day,,5",
        "007,capecitabine,1,3,2026-11-04,pm,missed,4x150+2x500,0,1600,0,,2026-11-04T20:00:00+08:00,,same_day,forgot,10",
        "007,capecitabine,1,5,2026-11-06,am,extra,,4x150+2x500,,1600,2026-11-06T14:00:00+08:00,2026-11-06T14:00:00+08:00,kept,same_day,,14",
        "007,capecitabine,1,10,2026-11-11,pm,unrecorded,4x150+2x500,,1600,,,,,,,",
        "007,capecitabine,1,14,2026-11-15,pm,held,4x150+2x500,,1600,,,,,,,25",
        "007,utidelone,1,5,2026-11-06,once,unrecorded,2x50,,100,,,,,,,",
    ] {
        assert!(
            ledger.contains(&format!("\r\n{line}\r\n")),
            "{line}\n{ledger}"
        );
    }
}

#[test]
fn free_text_of_a_hold_cannot_act_on_a_spreadsheet() {
    let subject = of(&untidy(), end_of("2026-11-12"));
    let rows = parse(&ledger_of(&subject, Form::Csv));
    let held: Vec<&Row> = rows.iter().filter(|row| row["status"] == "held").collect();
    assert_eq!(held.len(), 2);
    for row in held {
        assert_eq!(row["reason"], "'=cmd|' /C calc'!A0");
    }
    let before: Vec<&Row> = rows.iter().filter(|row| row["cycle"].is_empty()).collect();
    assert_eq!(before.len(), 1);
    assert_eq!(before[0]["status"], "extra");
    let zero = rows.iter().filter(|row| row["status"] == "not_prescribed");
    assert_eq!(
        zero.map(|row| row["units_prescribed"].as_str())
            .collect::<Vec<_>>(),
        ["0"; 4]
    );
}

#[test]
fn json_has_the_terms_of_every_percentage_and_null_where_there_is_none() {
    let subject = of(&worked_example(), end_of("2026-11-22"));
    let text = table_of(&subject, Form::Json);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let of_drug = |code: &str| {
        let found = |row: &&serde_json::Value| row["drug"] == code && row["cycle"] == "all";
        rows.iter().find(found).unwrap()
    };
    let row = of_drug(CAPECITABINE);
    assert!(text.contains("\"dose_adherence_pct\":85.00,"));
    for (key, value) in [
        ("dose_adherence_numerator", 17),
        ("dose_adherence_denominator", 20),
        ("amount_adherence_numerator_mg", 28_200),
        ("amount_adherence_denominator_mg", 32_000),
        ("dose_intensity_denominator_mg", 44_800),
        ("extra_mg", 1600),
        ("persistence_days", 10),
    ] {
        assert_eq!(row[key], value, "{key}");
    }
    assert_eq!(row["amount_adherence_recorded_only_pct"], 92.76);
    assert_eq!(row["last_dose"], "2026-11-11");
    for key in [
        "timing_adherence_pct",
        "timing_adherence_denominator",
        "ended_reason",
    ] {
        assert!(row.get(key).unwrap().is_null(), "{key}");
    }
    assert!(of_drug(UTIDELONE)["dose_adherence_recorded_only_pct"].is_null());
    let keys = row.as_object().unwrap().len();
    assert_eq!(
        keys,
        adherence::COLUMNS.both.len() + adherence::COLUMNS.json_only.len()
    );
}

#[test]
fn json_of_the_ledger_has_a_key_for_each_column() {
    let subject = of(&untidy(), end_of("2026-11-12"));
    let text = ledger_of(&subject, Form::Json);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(rows.len(), subject.adherence.ledger.len());
    let keys = ledger::COLUMNS.both.len() + ledger::COLUMNS.json_only.len();
    assert!(
        rows.iter()
            .all(|row| row.as_object().unwrap().len() == keys)
    );
    assert_eq!(rows[0]["status"], "extra");
    assert!(rows[0]["mg_first_prescribed"].is_null());
    assert_eq!(rows[1]["mg_first_prescribed"], 100);
}
