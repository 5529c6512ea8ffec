//! The rows of the tables, and that `docs/exports.md` explains every column.

use std::collections::BTreeMap;

use super::*;
use crate::domain::adherence::AsOf;
use crate::domain::adherence::examples::worked_example;
use crate::domain::entry::{
    ClockKind, Entry, Event, Held, Language, Medicine, Said, Severity, Symptom, Tier,
};
use crate::domain::ids::EntryId;
use crate::domain::participant::DiaryCopy;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{SiteEvent, SiteOpened, SiteRecord};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment, slot};

const EN: Text = Text::new(Language::En);

fn record() -> SiteRecord {
    let opened = SiteEvent::Opened(SiteOpened::new("007".parse().unwrap()));
    let parsed = [
        r#"{"kind":"dispensed","drug":"capecitabine","strength_mg":"500","lot":"=A1","count":56,"date":"2026-11-02"}"#,
        r#"{"kind":"lost","drug":"capecitabine","strength_mg":"500","lot":"=A1","count":2,"date":"2026-11-03","reason":"sink"}"#,
        r#"{"kind":"returned","drug":"capecitabine","strength_mg":"500","lot":"=A1","count":50,"after":{"date":"2026-11-03","period":"am"},"date":"2026-11-04","kept":true}"#,
        r#"{"kind":"visited","date":"2026-11-04"}"#,
        r#"{"kind":"medicine","name":"loperamide","from":"2026-11-03"}"#,
        r#"{"kind":"corrected","target":{"seq":4,"id":"0000000000000004"},"replacement":{"kind":"returned","drug":"capecitabine","strength_mg":"500","lot":"=A1","count":51,"after":{"date":"2026-11-03","period":"am"},"date":"2026-11-04","kept":true},"reason":"wrong_units"}"#,
        r#"{"kind":"adverse_event","term":"Diarrhea","ctcae_version":"5.0","grade":2,"onset":"2026-11-02","related":{"capecitabine":"related","utidelone":"not_related"},"serious":false,"action":{"capecitabine":"dose_not_changed","utidelone":"not_applicable"},"about":[{"seq":6,"id":"0000000000001006"}]}"#,
        r#"{"kind":"adverse_event_changed","event":{"seq":8,"id":"0000000000000008"},"date":"2026-11-03","grade":3,"serious":true,"action":{"capecitabine":"drug_interrupted"}}"#,
        r#"{"kind":"adverse_event_changed","event":{"seq":8,"id":"0000000000000008"},"date":"2026-11-04","grade":1,"ended":true}"#,
        r#"{"kind":"adverse_event","term":"Infections and infestations - Other, specify","words":"=nail bed","ctcae_version":"9","grade":1,"onset":"2026-11-04","related":{"capecitabine":"not_known"},"serious":false,"action":{"capecitabine":"unknown"}}"#,
    ]
    .map(|json| SiteEvent::parse(json).unwrap());
    let entries = (1..).zip([opened].into_iter().chain(parsed));
    SiteRecord::from_entries(entries.map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: moment("2026-11-04 10:00"),
        by: Author::Site {
            id: "LN".parse().unwrap(),
        },
        clock: ClockKind::System,
        event,
    }))
    .unwrap()
}

/// Entries 1 to 4 set it up; then a day with a symptom, calls, an order told, a correction and a medicine.
fn diary() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:10");
    let dose = b.dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
    b.at("2026-11-02 12:00");
    let fever = b.push(Event::Symptom(Symptom {
        term: PlainText::new("fever"),
        severity: Some(Severity::Moderate),
        answers: BTreeMap::from([
            (PlainText::new("temperature"), PlainText::new("38.2")),
            (PlainText::new("chills"), PlainText::new("no")),
        ]),
        tier: Tier::CallNow,
        noticed_on: Some(date("2026-11-01")),
        ended_on: None,
    }));
    b.at("2026-11-02 12:05")
        .contacted(Said::NobodyAnswered, &[fever]);
    b.at("2026-11-02 12:30").contacted(Said::Pause, &[fever]);
    b.push(Event::Held(Held {
        drugs: vec![drug(CAPECITABINE), drug(UTIDELONE)],
        from: slot("2026-11-03 am"),
        given_at: None,
        reason: PlainText::new("=HYPERLINK(\"x\"),\u{202e}me"),
        told: true,
    }));
    let other = Event::Dose(b.intake(CAPECITABINE, "2026-11-02 am", "2x500"));
    b.at("2026-11-03 09:00").correct(dose, other);
    b.push(Event::Medicine(Medicine {
        name: PlainText::new("+zopiclone"),
        from: None,
        to: Some(date("2026-11-02")),
    }));
    b
}

fn participant() -> Participant {
    let copy = DiaryCopy {
        last_seq: 11,
        last_hash: "ab".repeat(32),
        damaged_from: Some(12),
        is_torn: false,
        keeps_receipt: true,
        lacks_record: false,
        is_live: false,
    };
    let as_of = AsOf::Now(moment("2026-11-04 10:00"));
    Participant::new(diary().diary(), Some(record()), copy, as_of)
}

fn parts(form: Form) -> BTreeMap<&'static str, String> {
    let of = participant();
    let file = DiaryFile::read(
        PlainText::new("a/007.jsonl"),
        &of,
        PlainText::new("line 12"),
    );
    let file = file.unwrap();
    let mut parts = Parts::default();
    // What was there before is not there any more.
    parts.fill(Some(&of), &file, Form::Json, EN).unwrap();
    parts.fill(Some(&of), &file, form, EN).unwrap();
    let named = parts
        .iter()
        .map(|(table, rows)| (table.name(), rows.to_owned()));
    named.collect()
}

/// The records of a table in CSV, without its header.
#[track_caller]
fn says(table: &str, wanted: &[&str]) {
    let found = &parts(Form::Csv)[table];
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines, wanted, "{table}");
}

#[test]
fn every_row_has_a_cell_for_every_column_in_both_forms() {
    for (name, csv) in parts(Form::Csv) {
        let table = Table::ALL.into_iter().find(|table| table.name() == name);
        let columns = table.unwrap().columns();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(csv.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(!rows.is_empty(), "{name} shows nothing");
        let width = columns.both.len() + columns.json_only.len();
        assert!(rows.iter().all(|row| row.len() == width), "{name}");
        let json = format!("[{}]", parts(Form::Json)[name]);
        let objects: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_str(&json).unwrap();
        assert_eq!(objects.len(), rows.len(), "{name}");
        assert!(objects.iter().all(|object| object.len() == width), "{name}");
    }
}

#[test]
fn no_cell_begins_like_a_formula_and_none_acts_on_a_terminal() {
    for (name, csv) in parts(Form::Csv) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(csv.as_bytes());
        for row in reader.records().map(Result::unwrap) {
            for cell in &row {
                let number = cell.parse::<f64>().is_ok();
                let formula = cell.starts_with(['=', '+', '-', '@']) && !number;
                assert!(!formula && !cell.contains('\u{202e}'), "{name}: {cell}");
            }
        }
    }
}

#[test]
fn a_kind_that_nobody_knows_is_as_harmless_in_csv_as_any_text() {
    let mut b = diary();
    b.push(Event::parse("{\"kind\":\"=of\u{202e}later\"}").unwrap());
    let known = participant();
    let of = Participant::new(b.diary(), None, known.copy, known.adherence.as_of);
    let file = DiaryFile::read(PlainText::new("a"), &of, PlainText::new("")).unwrap();
    let mut parts = Parts::default();
    parts.fill(Some(&of), &file, Form::Csv, EN).unwrap();
    for (table, rows) in parts.iter() {
        assert!(!rows.contains('\u{202e}'), "{}", table.name());
    }
}

#[test]
fn a_symptom_says_how_it_was_answered_and_what_came_of_the_calls() {
    says(
        "symptoms",
        &[
            "007,6,2026-11-02T12:00:00+08:00,patient,,2026-11-02,1,1,fever,moderate,call_now,2026-11-01,,chills=no; temperature=38.2,2,2026-11-02T12:05:00+08:00,nobody_answered; pause,false,false",
        ],
    );
    says(
        "calls",
        &[
            "007,7,2026-11-02T12:05:00+08:00,patient,,,nobody_answered,false,6,false",
            "007,8,2026-11-02T12:30:00+08:00,patient,,,pause,true,6,false",
        ],
    );
}

#[test]
fn an_order_has_a_row_for_each_drug_and_period_that_it_is_about() {
    let at = "2026-11-01T09:00:00+08:00";
    let told = "2026-11-02T12:30:00+08:00";
    let reason = "\"'=HYPERLINK(\"\"x\"\"),\\u{202e}me\"";
    let wanted = [
        format!(
            "007,2,prescribed,capecitabine,am,4x150+2x500,1600,,2026-11-02,am,other,,{at},{at},site,LN,false,false,false"
        ),
        format!(
            "007,2,prescribed,capecitabine,pm,4x150+2x500,1600,,2026-11-02,am,other,,{at},{at},site,LN,false,false,false"
        ),
        format!(
            "007,3,prescribed,utidelone,once,2x50,100,,2026-11-02,once,other,,{at},{at},site,LN,false,false,false"
        ),
        format!("007,4,cycle_started,,,,,1,2026-11-02,,,,{at},{at},site,LN,false,false,false"),
        format!(
            "007,9,held,capecitabine,,,,,2026-11-03,am,{reason},,{told},{told},patient,,true,true,false"
        ),
        format!(
            "007,9,held,utidelone,,,,,2026-11-03,am,{reason},,{told},{told},patient,,true,true,false"
        ),
    ];
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    says("orders", &wanted);
}

#[test]
fn an_adverse_event_has_every_grade_with_its_date_and_what_was_judged_last() {
    let at = "2026-11-04T10:00:00+08:00,site,LN,false";
    let wanted = [
        format!(
            "007,8,Diarrhea,Gastrointestinal disorders,,5.0,3,1,2026-11-02 2; 2026-11-03 3; 2026-11-04 1,2026-11-02,2026-11-04,1,1,true,true,capecitabine=related; utidelone=not_related,capecitabine=drug_interrupted; utidelone=not_applicable,6,9; 10,{at}"
        ),
        // Of another version of the list nothing is known but what was written.
        format!(
            "007,11,\"Infections and infestations - Other, specify\",,'=nail bed,9,1,1,2026-11-04 1,2026-11-04,,1,3,false,false,capecitabine=not_known,capecitabine=unknown,,,{at}"
        ),
    ];
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    says("adverse_events", &wanted);
}

#[test]
fn a_course_of_dosing_days_ends_where_nothing_is_to_be_taken_and_its_days_add_up_to_the_amount_adherence()
 {
    let mut b = worked_example();
    // Day 13 in the evening it goes on, with half of the amount: an extra dose does not make up for it.
    b.by_site().at("2026-11-12 09:00");
    b.resume(&[CAPECITABINE], "2026-11-14 pm");
    b.prescribe(CAPECITABINE, "2026-11-14 pm", &[("pm", "3x500")]);
    b.by_patient().at("2026-11-14 20:00");
    b.dose(CAPECITABINE, "2026-11-14 pm", "1x500");
    b.dose(CAPECITABINE, "2026-11-14 pm", "4x500");
    // Too much in a slot does not make up for anything either, and the evening is still open.
    b.at("2026-11-15 08:00");
    b.dose(CAPECITABINE, "2026-11-15 am", "5x500");
    let of = participant();
    let cut = AsOf::EndOf(date("2026-11-15"));
    let of = Participant::new(b.diary(), None, of.copy, cut);
    let figures = SubjectAdherence::of(&of);
    let columns = Table::DosingDays.columns();
    let rows = columns.whole(Form::Csv, |to| dosing_days::write(&figures, to));
    let of_drug: Vec<&str> = rows
        .lines()
        .filter(|row| row.contains(" capecitabine "))
        .collect();
    let first = "capecitabine,007,1";
    let wanted = [
        format!("007 capecitabine 1,2026-11-02,1.000000,3200,{first},3200,2026-11-02,10"),
        format!("007 capecitabine 1,2026-11-03,1.000000,3200,{first},3200,2026-11-02,10"),
        format!("007 capecitabine 1,2026-11-04,0.500000,3200,{first},1600,2026-11-02,10"),
        format!("007 capecitabine 1,2026-11-05,1.000000,3200,{first},3200,2026-11-02,10"),
        format!("007 capecitabine 1,2026-11-06,1.000000,3200,{first},3200,2026-11-02,10"),
        format!("007 capecitabine 1,2026-11-07,1.000000,3200,{first},3200,2026-11-02,10"),
        format!("007 capecitabine 1,2026-11-08,1.000000,3200,{first},3200,2026-11-02,10"),
        format!("007 capecitabine 1,2026-11-09,1.000000,3200,{first},3200,2026-11-02,10"),
        format!("007 capecitabine 1,2026-11-10,0.812500,3200,{first},2600,2026-11-02,10"),
        format!("007 capecitabine 1,2026-11-11,0.500000,3200,{first},1600,2026-11-02,10"),
        format!("007 capecitabine 2,2026-11-14,0.333333,1500,{first},500,2026-11-14,2"),
        format!("007 capecitabine 2,2026-11-15,1.000000,1600,{first},1600,2026-11-14,2"),
    ];
    let (of_drug, last) = of_drug.split_at(wanted.len());
    assert_eq!(of_drug, wanted);
    assert!(last.is_empty(), "{last:?}");
    let whole = figures
        .adherence
        .drugs
        .iter()
        .find(|of| of.drug == drug(CAPECITABINE));
    let amount = whole
        .unwrap()
        .all
        .measures
        .amount_adherence
        .ratio()
        .unwrap();
    assert_eq!(amount.numerator(), 30_300_000);
    assert_eq!(amount.denominator(), 35_100_000);
}

#[test]
fn supplies_and_medicines_stand_as_they_count_now() {
    let at = "2026-11-04T10:00:00+08:00,site,LN";
    let wanted = [
        format!("007,2,dispensed,capecitabine,500,'=A1,56,2026-11-02,,,,,{at},false"),
        format!("007,3,lost,capecitabine,500,'=A1,2,2026-11-03,,,,sink,{at},false"),
        format!("007,4,returned,capecitabine,500,'=A1,51,2026-11-04,2026-11-03,am,true,,{at},true"),
    ];
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    says("supply", &wanted);
    let site = format!("007,site,6,loperamide,2026-11-03,,{at},false");
    let own = "007,diary,11,'+zopiclone,,2026-11-02,2026-11-03T09:00:00+08:00,patient,,false";
    says("medicines", &[own, &site]);
}

#[test]
fn the_audit_trail_tells_what_happened_when_apart_from_when_it_was_recorded() {
    let entries = &parts(Form::Csv)["entries"];
    let lines: Vec<&str> = entries.lines().collect();
    assert_eq!(lines.len(), 11 + 11);
    assert!(
        lines[4].starts_with(
            "007,diary,5,0000000000001005,2026-11-02T08:10:00+08:00,system,patient,,dose,,,corrected,10,2026-11-02T08:10:00+08:00,2026-11-02,am,"
        ),
        "{}",
        lines[4]
    );
    assert!(
        lines[9]
            .contains(",corrected,5,other,as_recorded,,2026-11-02T12:30:00+08:00,2026-11-02,am,"),
        "{}",
        lines[9]
    );
    assert!(lines[17].contains(",site,7,"), "{}", lines[17]);
    // The protocol is longer than a cell of a spreadsheet may be.
    assert!(lines[0].contains("dosebook-diary") && !lines[0].contains("cycle_length"));
    assert!(entries.len() < 20_000);
}

#[test]
fn the_row_of_a_file_says_from_which_state_of_it_the_tables_were_made() {
    let hash = "ab".repeat(32);
    let read = format!(
        "a/007.jsonl,007,damaged,line 12,false,en,11,abababab,{hash},12,false,2026-11-04T10:00:00+08:00,,2026-11-01T09:00:00+08:00,2026-11-03T09:00:00+08:00,11"
    );
    says("diaries", &[&read]);
    let left_out = DiaryFile::left_out(
        PlainText::new("@b.jsonl"),
        FileState::Unreadable,
        None,
        PlainText::new("not a diary"),
    );
    let mut parts = Parts::default();
    parts.fill(None, &left_out, Form::Csv, EN).unwrap();
    let any: Vec<&str> = parts
        .iter()
        .map(|(_, rows)| rows)
        .filter(|r| !r.is_empty())
        .collect();
    assert_eq!(any, ["'@b.jsonl,,unreadable,not a diary,,,,,,,,,,,,\r\n"]);
}

#[test]
fn every_column_of_every_table_is_explained_in_its_order() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/exports.md");
    let page = std::fs::read_to_string(page).unwrap();
    for table in Table::ALL {
        let heading = format!("\n## `{}`", table.name());
        let section = page.split(&heading).nth(1).unwrap_or_default();
        let section = section.split("\n## ").next().unwrap();
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
        // A row may explain several columns that go together.
        let named = rows.flat_map(|row| {
            let cell = row.split(" |").next().unwrap().trim_end_matches('`');
            cell.split("`, `").map(str::to_owned)
        });
        let columns = table.columns();
        let wanted = columns.both.iter().chain(columns.json_only);
        let wanted: Vec<&str> = wanted.copied().collect();
        assert_eq!(named.collect::<Vec<String>>(), wanted, "{}", table.name());
    }
}
