//! What a diary costs: verifying it, per entry, and recording to it, against a bare append and sync.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic and print"
)]
use std::fs::{File, OpenOptions};
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

#[path = "../tests/support/mod.rs"]
mod support;

use dosebook::domain::entry::Event;
use dosebook::journal::{Journal, Reader, Stamp, fresh_id};
use support::{dose, event, opened, stamp};

/// A diary as one is kept: two doses, a meal, now and then something else.
fn events(entries: u64) -> Vec<Event> {
    let later = (1..entries).map(|nth| match nth % 10 {
        3 | 7 => event(r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"}"#),
        9 => event(
            r#"{"kind":"symptom","term":"nausea","severity":"mild","answers":{"since":"today"},"tier":"record","noticed_on":"2026-11-04"}"#,
        ),
        _ => dose(nth),
    });
    std::iter::once(opened()).chain(later).collect()
}

fn made(path: &Path, entries: u64) {
    Journal::create(path, &stamp(0), events(entries)).unwrap();
}

fn reading(c: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let mut group = c.benchmark_group("read and verify, per entry");
    for entries in [500, 100_000] {
        let path = folder.path().join(entries.to_string());
        made(&path, entries);
        let bytes = std::fs::metadata(&path).unwrap().len();
        group.throughput(Throughput::Elements(entries));
        let mut reader = Reader::default();
        group.bench_function(
            format!("{entries} entries of {} bytes", bytes / entries),
            |b| {
                b.iter_with_large_drop(|| reader.read(black_box(&path)).unwrap());
            },
        );
    }
    group.finish();
}

fn recording(c: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let mut group = c.benchmark_group("record one dose");
    for entries in [500, 100_000] {
        let path = folder.path().join(entries.to_string());
        made(&path, entries);
        let last = std::fs::read(&path).unwrap();
        let line = last
            .split_inclusive(|b| *b == b'\n')
            .nth(1)
            .unwrap()
            .to_vec();
        let bare = folder.path().join(format!("bare{entries}"));
        std::fs::copy(&path, &bare).unwrap();
        let mut bare = OpenOptions::new().append(true).open(&bare).unwrap();
        group.bench_function(format!("bare append and sync, {entries}"), |b| {
            b.iter(|| append(&mut bare, &line));
        });
        let (mut journal, _) = Journal::open(&path).unwrap();
        group.bench_function(format!("journal, {entries}"), |b| {
            let ready = || {
                (
                    Stamp {
                        id: fresh_id().unwrap(),
                        ..stamp(0)
                    },
                    dose(1),
                )
            };
            let record = |(stamp, dose): (Stamp, Event)| {
                journal.record(&stamp, |_| Ok::<_, ()>(vec![dose])).unwrap()
            };
            b.iter_batched(ready, record, BatchSize::PerIteration);
        });
    }
    group.finish();
}

fn append(file: &mut File, line: &[u8]) {
    file.write_all(line).unwrap();
    file.sync_data().unwrap();
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
    targets = reading, recording
}
criterion_main!(benches);
