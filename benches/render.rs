//! How long it takes to make and draw a frame of the page of the day, and from a key to its frame in a diary
//! of 10 000 entries.
//!
//! The targets are under one millisecond at 120 x 40, for the page and its drawing together, under two at
//! 200 x 60, and under 16 from a key to its frame. `draw` alone is shown beside it.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

mod common;

use std::hint::black_box;

use chrono::NaiveDateTime;
use criterion::{Criterion, criterion_group, criterion_main};
use dosebook::app::{Action, Choices, Model, Named, Preferences, Press, Standing, World};
use dosebook::clock::Clock;
use dosebook::domain::calendar::Moment;
use dosebook::domain::entry::Language;
use dosebook::runtime::Store;
use dosebook::sample;
use dosebook::tui::{Paint, Theme, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn today(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let now: Moment = "2026-11-04T08:12:00+08:00".parse().unwrap();
    let path = folder.path().join("diary.jsonl");
    let store = sample::create(&path, now, Language::En).unwrap();
    let zone =
        move |civil: NaiveDateTime| Named::One(civil.and_local_timezone(*now.offset()).unwrap());
    let world = World {
        standing: Standing::Sound(store.diary()),
        now,
        uptime_ms: 0,
        zone: &zone,
        head: "3f2a9c01",
        hidden_above: 0,
        choices: Choices::default(),
    };
    let model = Model::of_diary(None, Language::En);
    let theme = Theme {
        ascii: false,
        paint: Paint::Colours,
    };
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    criterion.bench_function("today at 120 x 40, made and drawn", |bench| {
        bench.iter(|| {
            let view = model.view(world);
            let drawn = terminal.draw(|frame| {
                black_box(draw(frame, &view, theme));
            });
            assert!(drawn.is_ok());
        })
    });
    let view = model.view(world);
    criterion.bench_function("today at 120 x 40, drawn", |bench| {
        bench.iter(|| {
            let drawn = terminal.draw(|frame| {
                black_box(draw(frame, &view, theme));
            });
            assert!(drawn.is_ok());
        })
    });
}

/// A key, what it does, the page, and its frame, with the bell switched on.
fn key_in_a_long_diary(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("diary.jsonl");
    common::write_diary(&path, 10_000).unwrap();
    let now: Moment = common::NOW.parse().unwrap();
    let store = Store::open(&path, Clock::Fixed(now)).unwrap();
    let zone =
        move |civil: NaiveDateTime| Named::One(civil.and_local_timezone(*now.offset()).unwrap());
    let world = World {
        standing: Standing::Sound(store.diary()),
        now,
        uptime_ms: 0,
        zone: &zone,
        head: "3f2a9c01",
        hidden_above: 0,
        choices: Choices {
            preferences: Preferences {
                bell: true,
                high_contrast: false,
            },
            forgotten: None,
        },
    };
    let mut model = Model::of_diary(None, Language::En);
    let theme = Theme {
        ascii: false,
        paint: Paint::Colours,
    };
    let mut terminal = Terminal::new(TestBackend::new(200, 60)).unwrap();
    let mut keys = [Press::Down, Press::Up].into_iter().cycle();
    criterion.bench_function("key to frame, 10 000 entries, 200 x 60", |bench| {
        bench.iter(|| {
            let key = keys.next().map(Action::Press);
            black_box(key.map(|key| model.update(key, world)));
            let view = model.view(world);
            let drawn = terminal.draw(|frame| {
                black_box(draw(frame, &view, theme));
            });
            assert!(drawn.is_ok());
        })
    });
    let view = model.view(world);
    criterion.bench_function("today at 200 x 60, drawn", |bench| {
        bench.iter(|| {
            let drawn = terminal.draw(|frame| {
                black_box(draw(frame, &view, theme));
            });
            assert!(drawn.is_ok());
        })
    });
}

criterion_group!(benches, today, key_in_a_long_diary);
criterion_main!(benches);
