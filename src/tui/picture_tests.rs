//! The pictures in the patients' and the nurses' pages of `docs/`: the screens themselves, drawn as SVG.
//!
//! A test compares them with what the program draws now. To renew them:
//! `DOSEBOOK_PICTURES=write cargo test --lib pictures`. Only compiled for tests.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::draw::draw;
use super::review::Session;
use super::screens::Screens;
use super::theme::Theme;
use crate::app::testing::Person;
use crate::app::{Press, View};
use crate::clock::Clock;
use crate::domain::diary::Diary;
use crate::domain::entry::Language;
use crate::sample;
use crate::sample::{SampleStudy, Wanted};

/// When the sample diary ends; the capsule is taken then, and the pictures are of breakfast.
const EARLY: &str = "2026-11-04 06:32";
const MINUTES_LATER: i64 = 100;
const COLUMNS: u16 = 80;
const ROWS: u16 = 24;
/// A cell in the picture.
const WIDE: u16 = 9;
const HIGH: u16 = 19;
/// The edge around it.
const EDGE: u16 = 10;
const PAPER: &str = "#fdfdfb";
const INK: &str = "#1c1c1c";

/// The sample diary in a language.
fn sample_in(language: Language) -> Diary {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("diary.jsonl");
    let now = crate::domain::testing::moment(EARLY);
    let store = sample::create(&path, now, language).unwrap();
    store.diary().clone()
}

/// In front of the sample diary at breakfast.
fn person(sample: &Diary, language: Language) -> Person {
    let mut person = Person::before(sample.clone(), EARLY);
    walk(&mut person, CAPSULE, language);
    person.wait(MINUTES_LATER);
    person
}

/// Chooses the rows one after the other.
fn walk(person: &mut Person, steps: Steps, language: Language) {
    for (en, zh) in steps {
        if *en == MORE {
            person.press(Press::Right);
            continue;
        }
        person.choose(match language {
            Language::En => en,
            Language::ZhHans => zh,
        });
    }
}

/// What is done before a picture is taken: the rows that are chosen, by their words in each language.
type Steps = &'static [(&'static str, &'static str)];

/// A value is raised by one.
const MORE: &str = "+";

const CAPSULE: Steps = &[
    ("utidelone capsules", "优替德隆胶囊"),
    ("I have taken it now", "刚刚服了"),
    ("Yes", "是"),
    ("Yes, record it", "对，记录"),
];

const PICTURES: &[(&str, Steps)] = &[
    ("today", &[]),
    (
        "meal",
        &[
            ("I have finished eating", "我吃完饭了"),
            ("Yes, record it", "对，记录"),
            ("Back to today", "回到今天"),
        ],
    ),
    (
        "confirm",
        &[
            ("capecitabine tablets, morning", "卡培他滨片"),
            ("I have taken it now", "刚刚服了"),
            ("Yes", "是"),
        ],
    ),
    (
        "symptom",
        &[
            ("I have a symptom", "我不舒服"),
            ("diarrhoea", "拉肚子"),
            ("No", "没有"),
            (MORE, MORE),
            (MORE, MORE),
            (MORE, MORE),
            (MORE, MORE),
            ("4 more", "比平时多4次"),
            ("No", "没有"),
            ("Moderate", "中等"),
            ("Today", "今天"),
            ("Yes, record it", "对，记录"),
        ],
    ),
    (
        "calendar",
        &[("Look back", "查看以前"), ("Calendar", "日历")],
    ),
    (
        "copy",
        &[
            ("Look back", "查看以前"),
            ("Copy my diary", "复制日记"),
            ("Drive or memory stick", "U盘或磁盘"),
        ],
    ),
];

/// What to do about old pictures.
const RENEW: &str = "renew: DOSEBOOK_PICTURES=write cargo test --lib pictures";

/// Compares a picture with its file, or where that is asked for, writes it.
fn keep(file: &Path, drawn: &str, old: &mut Vec<PathBuf>) {
    if std::env::var_os("DOSEBOOK_PICTURES").is_some_and(|what| what == "write") {
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::write(file, drawn).unwrap();
    } else if std::fs::read_to_string(file).ok().as_deref() != Some(drawn) {
        old.push(file.to_owned());
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures")
}

fn picture(sample: &Diary, steps: Steps, language: Language) -> String {
    let mut person = person(sample, language);
    walk(&mut person, steps, language);
    drawn(&person.view(), language)
}

fn drawn(view: &View, language: Language) -> String {
    let theme = Theme {
        ascii: false,
        paint: super::Paint::Colours,
    };
    let mut terminal = Terminal::new(TestBackend::new(COLUMNS, ROWS)).unwrap();
    terminal
        .draw(|frame| {
            draw(frame, view, theme);
        })
        .unwrap();
    svg(terminal.backend().buffer(), language)
}

/// The colours of a cell: ink, and paper where it has its own.
fn colours(style: ratatui::style::Style) -> (&'static str, Option<&'static str>) {
    let named = |colour| match colour {
        Some(Color::Cyan) => "#00626e",
        Some(Color::Yellow) => "#8a5200",
        Some(Color::LightRed) => "#b3001b",
        Some(Color::DarkGray) => "#767676",
        _ => INK,
    };
    let ink = named(style.fg);
    if style.add_modifier.contains(Modifier::REVERSED) {
        (PAPER, Some(ink))
    } else {
        (ink, None)
    }
}

fn svg(buffer: &Buffer, language: Language) -> String {
    let (width, height) = (COLUMNS * WIDE + 2 * EDGE, ROWS * HIGH + 2 * EDGE);
    let code = match language {
        Language::En => "en",
        Language::ZhHans => "zh-Hans",
    };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" lang=\"{code}\" xml:space=\"preserve\" font-size=\"15\" \
         font-family=\"'DejaVu Sans Mono','Menlo','Consolas','Noto Sans Mono CJK SC','Noto Sans CJK SC',\
         'PingFang SC','Microsoft YaHei',monospace\">\n<title>dosebook</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{PAPER}\" stroke=\"#b8b8b8\"/>\n"
    );
    for y in 0..ROWS {
        row(buffer, y, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

/// What can be set as one word: its letters have the same width in every font, or nearly so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Line,
    Latin,
    Wide,
    Sign,
}

fn kind(symbol: &str) -> Kind {
    match symbol {
        _ if symbol.trim().is_empty() => Kind::Blank,
        "─" => Kind::Line,
        _ if symbol.is_ascii() => Kind::Latin,
        _ if symbol.width() > 1 => Kind::Wide,
        _ => Kind::Sign,
    }
}

/// A row in words of one style, each at a place of its own, so that no font can shift it far.
fn row(buffer: &Buffer, y: u16, out: &mut String) {
    let mut x = 0;
    while x < COLUMNS {
        let (style, kind_here) = (buffer[(x, y)].style(), kind(buffer[(x, y)].symbol()));
        let (begin, mut letters) = (x, String::new());
        loop {
            let symbol = buffer[(x, y)].symbol();
            letters.push_str(symbol);
            x += u16::try_from(symbol.width()).unwrap().max(1);
            let goes_on = x < COLUMNS
                && kind_here != Kind::Sign
                && buffer[(x, y)].style() == style
                && kind(buffer[(x, y)].symbol()) == kind_here;
            if !goes_on {
                break;
            }
        }
        let (ink, paper) = colours(style);
        let (left, top) = (EDGE + begin * WIDE, EDGE + y * HIGH);
        let wide = (x - begin) * WIDE;
        if let Some(paper) = paper {
            writeln!(
                out,
                "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{HIGH}\" fill=\"{paper}\"/>"
            )
            .unwrap();
        }
        let mut how = String::new();
        match kind_here {
            Kind::Blank => continue,
            Kind::Line => {
                let (middle, right) = (top + HIGH / 2, left + wide);
                writeln!(
                    out,
                    "<path d=\"M{left} {middle}H{right}\" stroke=\"{ink}\"/>"
                )
                .unwrap();
                continue;
            }
            Kind::Wide => how.push_str(" letter-spacing=\"3\""),
            Kind::Latin | Kind::Sign => {}
        }
        if style.add_modifier.contains(Modifier::BOLD) {
            how.push_str(" font-weight=\"bold\"");
        }
        let letters = letters
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let base = top + 14;
        writeln!(
            out,
            "<text x=\"{left}\" y=\"{base}\" fill=\"{ink}\"{how}>{letters}</text>"
        )
        .unwrap();
    }
}

/// The pictures of the nurses' pages: the review of a made-up study, before and after so many times Enter.
const REVIEW: &[(&str, usize)] = &[("review", 0), ("discuss", 1)];

/// The screens of the review of a made-up study, as it is opened.
fn review_of_sample(folder: &Path, language: Language) -> Session {
    let now = crate::domain::testing::moment("2026-11-22 09:00");
    let wanted = Wanted {
        participants: 12,
        seed: 1,
        cycles: None,
        language,
        now,
    };
    let study = SampleStudy::new(wanted).unwrap();
    study.write_unsynced(folder).unwrap();
    let start = super::ReviewStart {
        place: folder.to_owned(),
        shown: "STUDY".to_owned(),
        clock: Clock::Fixed(now),
        language,
        theme: Theme {
            ascii: false,
            paint: super::Paint::Colours,
        },
        high_contrast: false,
        explain: super::Explain {
            loaded: |_, _, _| Vec::new(),
            aside: |_, _| Vec::new(),
            study: |_, _| Vec::new(),
        },
    };
    let mut session = Session::new(&start).unwrap();
    session.wait();
    session
}

#[test]
fn the_pictures_of_the_nurses_pages_are_what_the_program_draws() {
    let mut old = Vec::new();
    for (language, code) in [(Language::En, "en"), (Language::ZhHans, "zh-Hans")] {
        let page = match code {
            "en" => "docs/nurse.md",
            _ => "docs/nurse.zh-Hans.md",
        };
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let page = std::fs::read_to_string(page).unwrap();
        assert_eq!(page.matches("](pictures/").count(), REVIEW.len(), "{code}");
        for (name, presses) in REVIEW {
            let study = tempfile::tempdir().unwrap();
            let mut session = review_of_sample(&study.path().join("study"), language);
            for _ in 0..*presses {
                session.take(crate::app::review::Action::Press(Press::Enter));
            }
            let file = format!("{name}.{code}.svg");
            assert!(page.contains(&format!("](pictures/{file})")), "{file}");
            keep(
                &folder().join(file),
                &drawn(&session.view(), language),
                &mut old,
            );
        }
    }
    assert!(old.is_empty(), "out of date: {old:?}\n{RENEW}");
}

#[test]
fn the_pictures_of_the_patients_pages_are_what_the_program_draws() {
    let mut old = Vec::new();
    for (language, code) in [(Language::En, "en"), (Language::ZhHans, "zh-Hans")] {
        let sample = sample_in(language);
        for (name, steps) in PICTURES {
            let file = folder().join(format!("{name}.{code}.svg"));
            let drawn = picture(&sample, steps, language);
            keep(&file, &drawn, &mut old);
        }
    }
    assert!(old.is_empty(), "out of date: {old:?}\n{RENEW}");
}

#[test]
fn every_picture_stands_in_both_pages_and_every_picture_named_there_exists() {
    for code in ["en", "zh-Hans"] {
        let page = match code {
            "en" => "docs/patient.md",
            _ => "docs/patient.zh-Hans.md",
        };
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let text = std::fs::read_to_string(page).unwrap();
        let named = text.matches("](pictures/").count();
        assert_eq!(named, PICTURES.len(), "{code}");
        for (name, _) in PICTURES {
            let link = format!("](pictures/{name}.{code}.svg)");
            assert!(text.contains(&link), "{link}");
        }
    }
}
