//! The program's entry: parse, run, exit code; nothing else.

use dosebook::{clock::Clock, domain::entry::Language, tui};

fn main() {
    let fixed = std::env::var("DOSEBOOK_NOW").ok();
    let clock = Clock::new(fixed.as_deref()).unwrap();
    let path = std::env::var("DOSEBOOK_DIARY").unwrap();
    let lang = match std::env::var("DOSEBOOK_LANG").as_deref() {
        Ok("zh") => Some(Language::ZhHans),
        Ok("en") => Some(Language::En),
        _ => None,
    };
    if std::env::args().nth(1).as_deref() == Some("demo") {
        dosebook::demo::make(path.as_ref(), clock.now(), lang.unwrap_or(Language::En)).unwrap();
        return;
    }
    let start = tui::Start {
        path: path.into(),
        clock,
        language: lang,
        system_language: Language::En,
        theme: tui::Theme {
            ascii: std::env::var("ASCII").is_ok(),
            colour: std::env::var("NO_COLOR").is_err(),
        },
        explain: |_, error| vec![error.to_string()],
    };
    if let Err(error) = tui::run(start) {
        panic!("{error}");
    }
}
