//! What the adherence figures and the findings of a diary cost: as it is kept, and with as many gaps as entries.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic and print"
)]
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use dosebook::domain::adherence::{AsOf, adherence};
use dosebook::domain::calendar::{DiaryDate, Moment};
use dosebook::domain::diary::Diary;
use dosebook::domain::entry::{Author, ClockKind, Entry, Event};
use dosebook::domain::findings::findings;
use dosebook::domain::ids::EntryId;
use dosebook::domain::participant::{DiaryCopy, Participant};
use dosebook::domain::protocol::Protocol;

const UNITS: &str = r#"{"150":4,"500":2}"#;

fn moment(date: DiaryDate, time: &str) -> Moment {
    format!("{date}T{time}:00+08:00").parse().unwrap()
}

/// Entries one after the other, by their JSON.
struct Lines(Vec<Entry>);

impl Lines {
    fn add(&mut self, at: Moment, json: &str) {
        let seq = self.0.len() as u64 + 1;
        self.0.push(Entry {
            seq,
            id: EntryId(seq),
            at,
            by: Author::Site {
                id: "LN".parse().unwrap(),
            },
            clock: ClockKind::System,
            event: Event::parse(json).unwrap(),
        });
    }
}

/// A diary of about so many entries; where `records` is false, the slots of that day have only a meal.
fn diary(entries: usize, records: impl Fn(i64) -> bool) -> (Diary, AsOf) {
    let start: DiaryDate = "2026-11-02".parse().unwrap();
    let mut lines = Lines(Vec::new());
    let opened_at = moment(start.plus(-1), "09:00");
    let protocol = Protocol::BUILT_IN;
    let phones = r#"{"day":"5550100","night":"5550101","emergency":"112"}"#;
    let opened = format!(
        r#"{{"kind":"opened","format":"dosebook-diary","version":1,"diary":"000000000000d1a7","subject":"007","phones":{phones},"language":"en","protocol":{protocol}}}"#
    );
    lines.add(opened_at, &opened);
    for (drug, units) in [
        ("capecitabine", format!(r#"{{"am":{UNITS},"pm":{UNITS}}}"#)),
        ("utidelone", r#"{"once":{"50":2}}"#.to_owned()),
    ] {
        let from = format!(r#"{{"date":"{start}","period":"am"}}"#);
        let prescribed = format!(
            r#"{{"kind":"prescribed","drug":"{drug}","units":{units},"from":{from},"reason":"initial"}}"#
        );
        lines.add(opened_at, &prescribed);
    }
    let mut date = start;
    let mut cycle = 0;
    while lines.0.len() < entries {
        let day = date.days_since(start) % 21;
        if day == 0 {
            cycle += 1;
            let started = format!(r#"{{"kind":"cycle_started","cycle":{cycle},"date":"{date}"}}"#);
            lines.add(moment(date, "04:30"), &started);
        }
        for (period, meal, time) in [("am", "07:45", "08:00"), ("pm", "19:45", "20:00")] {
            if day < 14 {
                let ended = moment(date, meal).to_rfc3339();
                let json = format!(r#"{{"kind":"meal","ended_at":"{ended}"}}"#);
                lines.add(moment(date, meal), &json);
            }
            if day < 14 && records(date.days_since(start)) {
                let at = moment(date, time);
                let taken_at = at.to_rfc3339();
                let json = format!(
                    r#"{{"kind":"dose","drug":"capecitabine","date":"{date}","period":"{period}","outcome":"taken","taken_at":"{taken_at}","units":{UNITS},"food":"kept","food_basis":"meal_clock"}}"#
                );
                lines.add(at, &json);
            }
        }
        date = date.plus(1);
    }
    (Diary::from_entries(lines.0).unwrap(), AsOf::EndOf(date))
}

fn figures(c: &mut Criterion) {
    let mut group = c.benchmark_group("adherence");
    for entries in [500, 5000] {
        let (kept, as_of) = diary(entries, |_| true);
        group.bench_function(format!("{entries} entries, all recorded"), |b| {
            b.iter(|| adherence(black_box(&kept), as_of));
        });
        let (gaps, as_of) = diary(entries, |day| day % 4 == 0);
        group.bench_function(format!("{entries} entries, three of four days open"), |b| {
            b.iter(|| adherence(black_box(&gaps), as_of));
        });
    }
    group.finish();
}

/// What to talk about, over figures that are there already.
fn to_discuss(c: &mut Criterion) {
    let mut group = c.benchmark_group("findings");
    for entries in [475, 4750] {
        for (what, every) in [("all recorded", 1), ("three of four days open", 4)] {
            let (diary, as_of) = diary(entries, |day| day % every == 0);
            let copy = DiaryCopy {
                last_seq: diary.history().len() as u64,
                last_hash: String::new(),
                damaged_from: None,
                is_torn: false,
                keeps_receipt: true,
                lacks_record: false,
                is_live: false,
            };
            let participant = Participant::new(diary, None, copy, as_of);
            group.bench_function(format!("{entries} entries, {what}"), |b| {
                b.iter(|| findings(black_box(&participant)));
            });
        }
    }
    group.finish();
}

/// A few seconds a figure: the machine may be shared, and the quickest runs say most.
fn short() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
}

criterion_group! {
    name = benches;
    config = short();
    targets = figures, to_discuss
}
criterion_main!(benches);
