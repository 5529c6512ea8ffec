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
use dosebook::app::{Action, Choices, Drawn, Model, Named, Preferences, Press, Standing, World};
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
        read_only: false,
        drawn: Drawn::default(),
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
        read_only: false,
        drawn: Drawn::default(),
        choices: Choices {
            preferences: Preferences {
                bell: true,
                high_contrast: false,
            },
            forgotten: None,
        },
    };
    let theme = Theme {
        ascii: false,
        paint: Paint::Colours,
    };
    let mut terminal = Terminal::new(TestBackend::new(200, 60)).unwrap();
    for rows in PAGES {
        let mut uptime_ms = 0;
        let mut model = Model::of_diary(None, Language::En);
        for words in *rows {
            uptime_ms += 10_000;
            go_to(&mut model, words, World { uptime_ms, ..world });
        }
        let world = World { uptime_ms, ..world };
        let name = rows.last().unwrap_or(&"today");
        let mut keys = [Press::Down, Press::Up].into_iter().cycle();
        criterion.bench_function(
            &format!("key to frame, 10 000 entries, 200 x 60: {name}"),
            |bench| {
                bench.iter(|| {
                    let key = keys.next().map(Action::Press);
                    black_box(key.map(|key| model.update(key, world)));
                    let view = model.view(world);
                    let drawn = terminal.draw(|frame| {
                        black_box(draw(frame, &view, theme));
                    });
                    assert!(drawn.is_ok());
                })
            },
        );
        let view = model.view(world);
        criterion.bench_function(&format!("frame at 200 x 60: {name}"), |bench| {
            bench.iter(|| {
                let drawn = terminal.draw(|frame| {
                    black_box(draw(frame, &view, theme));
                });
                assert!(drawn.is_ok());
            })
        });
    }
}

/// The rows that lead from the page of the day to each page.
const PAGES: &[&[&str]] = &[
    &[],
    &["I have a symptom"],
    &["I have a symptom", "diarrhoea"],
    &["Look back", "Calendar"],
    &["Look back", "Calendar", "These days"],
    &["Look back", "Diary"],
    &["Look back", "Progress"],
    &["Look back", "Other medicines"],
    &["Look back", "Help"],
];

/// Chooses the row with these words, with arrows and Enter.
fn go_to(model: &mut Model, words: &str, world: World) {
    for _ in 0..200 {
        let view = model.view(world);
        let at = view
            .page
            .rows
            .iter()
            .position(|row| row.label.contains(words));
        let at = at.unwrap_or_else(|| panic!("no row {words:?}"));
        let key = match at.cmp(&view.cursor) {
            std::cmp::Ordering::Less => Press::Up,
            std::cmp::Ordering::Greater => Press::Down,
            std::cmp::Ordering::Equal => {
                model.update(Action::Press(Press::Enter), world);
                return;
            }
        };
        model.update(Action::Press(key), world);
    }
    panic!("{words:?} cannot be reached");
}

criterion_group!(benches, today, key_in_a_long_diary);
criterion_main!(benches);
