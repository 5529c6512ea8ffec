//! How long it takes to make and draw a frame of the page of the day at 120 x 40.
//!
//! The target is under one millisecond, for the page and its drawing together. `draw` alone is shown
//! beside it.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on fails")]

use std::hint::black_box;

use chrono::NaiveDateTime;
use criterion::{Criterion, criterion_group, criterion_main};
use dosebook::app::{Choices, Model, Named, Standing, World};
use dosebook::domain::calendar::Moment;
use dosebook::domain::entry::Language;
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

criterion_group!(benches, today);
criterion_main!(benches);
