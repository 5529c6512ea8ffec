//! The same screens line by line, for screen readers and terminals that cannot draw.
//!
//! Pages are printed, their rows numbered; a number chooses a row. Everything goes through the same model
//! as the drawn screens, so whatever can be done there can be done here, and nothing else. The strip of
//! the cycle and the calendar are pictures and are left out: the days of the calendar are rows of words
//! on a page of their own.

use std::io::{self, BufRead, Write};

use crate::app::{Action, Block, Column, Press, Row, RowKind, View};
use crate::text::Text;

use super::screens::{After, Screens};
use super::session::Session;
use super::wrap::clean;
use super::{Start, TuiError};

/// Asks and answers line by line until the person leaves or the input ends.
///
/// # Errors
/// The input cannot be read, or the output cannot be written; a reader that has gone away is no error.
pub fn run_plain(start: Start) -> Result<(), TuiError> {
    talk(&mut Session::new(&start)?)
}

/// The same with any screens.
pub(super) fn talk(screens: &mut impl Screens) -> Result<(), TuiError> {
    let (input, output) = (io::stdin().lock(), io::stdout().lock());
    match converse(screens, input, output) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => Ok(ended?),
    }
}

/// What goes on after an answer.
enum Next {
    Page,
    Leave,
}

fn converse(
    screens: &mut impl Screens,
    mut input: impl BufRead,
    mut output: impl Write,
) -> io::Result<()> {
    loop {
        screens.take(Action::Tick);
        let view = screens.view();
        let text = Text::new(view.language);
        print(&view, text, &mut output)?;
        let Some(answer) = ask(&text.plain_choose(), &mut input, &mut output)? else {
            return Ok(());
        };
        let next = match answer.as_str() {
            "0" => press(screens, Press::Back),
            ">" if view.tabs.is_some() => press(screens, Press::Next),
            "<" if view.tabs.is_some() => press(screens, Press::Before),
            "h" | "H" => press(screens, Press::Help),
            "l" | "L" => press(screens, Press::Language),
            "q" | "Q" => press(screens, Press::Leave),
            number => match number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)) {
                Some(at) if at < view.page.rows.len() => choose(
                    screens,
                    &view.page.rows[at],
                    at,
                    text,
                    &mut input,
                    &mut output,
                )?,
                Some(_) | None => {
                    writeln!(output, "{}", text.plain_no_such_row())?;
                    Next::Page
                }
            },
        };
        match next {
            Next::Page => {}
            Next::Leave => return Ok(()),
        }
    }
}

/// One line that the person types, trimmed; `None` at the end of the input.
fn ask(
    prompt: &str,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> io::Result<Option<String>> {
    write!(output, "{prompt}")?;
    output.flush()?;
    let mut answer = String::new();
    let read = input.read_line(&mut answer)?;
    Ok((read > 0).then(|| answer.trim().to_owned()))
}

fn print(view: &View, text: Text, output: &mut impl Write) -> io::Result<()> {
    writeln!(output)?;
    let top: Vec<_> = view
        .top
        .iter()
        .filter(|part| !part.is_empty())
        .map(|p| clean(p))
        .collect();
    writeln!(output, "{}", top.join("  "))?;
    if let Some((_, words)) = &view.banner {
        writeln!(output, "{}", clean(words))?;
    }
    if let Some(tabs) = &view.tabs {
        let names = tabs.names.iter().enumerate().map(|(at, name)| {
            let name = clean(name);
            if at == tabs.chosen {
                format!("[{name}]")
            } else {
                name.into_owned()
            }
        });
        writeln!(output, "{}", names.collect::<Vec<_>>().join(" | "))?;
    }
    for block in &view.page.blocks {
        match block {
            Block::Text(_, words) | Block::Number(words) | Block::Progress { words, .. } => {
                writeln!(output, "{}", clean(words))?;
            }
            Block::Pair(name, words) => writeln!(output, "{}: {}", clean(name), clean(words))?,
            // The keys of the drawn screens have no meaning here.
            Block::Key(..)
            | Block::Gap
            | Block::Strip(_)
            | Block::Calendar(_)
            | Block::Legend { .. } => {}
        }
    }
    for (at, row) in view.page.rows.iter().enumerate() {
        if let Some((_, words)) = &row.heading {
            writeln!(output, "{}", clean(words))?;
        }
        writeln!(output, "{}. {}", at + 1, row_words(row))?;
        if !row.cells.is_empty() {
            writeln!(output, "   {}", cells_words(row, &view.page.columns))?;
        }
        for bar in &row.bars {
            writeln!(output, "   {}: {}", clean(&bar.name), clean(&bar.words))?;
        }
        for (_, note) in &row.notes {
            writeln!(output, "   {}", clean(note))?;
        }
    }
    for line in &view.foot {
        writeln!(output, "{}", clean(line))?;
    }
    if view.tabs.is_some() {
        writeln!(output, "{}", text.plain_pages())?;
    }
    writeln!(output, "{}", text.plain_keys())
}

/// What stands in the columns of a row, each behind the name of its column.
fn cells_words(row: &Row<()>, columns: &[Column]) -> String {
    let named = row.cells.iter().zip(columns.iter().skip(1));
    let named = named.filter(|(cell, _)| !cell.words.is_empty());
    let words = named.map(|(cell, column)| {
        let words = clean(&cell.words);
        match column.name.is_empty() {
            true => words.into_owned(),
            false => format!("{}: {words}", clean(&column.name)),
        }
    });
    words.collect::<Vec<_>>().join("; ")
}

fn row_words(row: &Row<()>) -> String {
    let mut words = clean(&row.label).into_owned();
    if let RowKind::Step { value, .. } | RowKind::Type { value, .. } = &row.kind {
        words = format!("{words}: {}", clean(value));
    }
    if let Some((_, status)) = &row.status {
        words = format!("{words} [{}]", clean(status));
    }
    words
}

fn choose(
    screens: &mut impl Screens,
    row: &Row<()>,
    at: usize,
    text: Text,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> io::Result<Next> {
    screens.take(Action::Point(at));
    match &row.kind {
        RowKind::Act(_) | RowKind::Roam(_) => Ok(after(screens.take(Action::Press(Press::Enter)))),
        RowKind::Step { .. } => {
            change(screens, at, text, input, output)?;
            Ok(Next::Page)
        }
        RowKind::Type { value, .. } => {
            let prompt = text.plain_type(&clean(&row.label), &clean(value));
            let Some(typed) = ask(&prompt, input, output)? else {
                return Ok(Next::Leave);
            };
            if !typed.is_empty() {
                for _ in value.chars() {
                    screens.take(Action::Press(Press::Erase));
                }
                for letter in typed.chars().filter(|letter| !letter.is_control()) {
                    screens.take(Action::Press(Press::Letter(letter)));
                }
            }
            Ok(Next::Page)
        }
    }
}

/// Changes a value until an empty answer.
fn change(
    screens: &mut impl Screens,
    at: usize,
    text: Text,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> io::Result<()> {
    loop {
        let view = screens.view();
        let Some(row) = view.page.rows.get(at) else {
            return Ok(());
        };
        let Some(answer) = ask(&text.plain_change(&row_words(row)), input, output)? else {
            return Ok(());
        };
        let (arrow, count) = match answer.split_at_checked(1) {
            Some(("+", count)) => (Press::Right, count),
            Some(("-", count)) => (Press::Left, count),
            _ => return Ok(()),
        };
        let steps = if count.is_empty() {
            Ok(1)
        } else {
            count.parse::<u8>()
        };
        for _ in 0..steps.unwrap_or(0) {
            screens.take(Action::Press(arrow));
        }
    }
}

/// A key that is not about a row.
fn press(screens: &mut impl Screens, press: Press) -> Next {
    // Two quick answers are two presses.
    let chosen = screens.view().cursor;
    screens.take(Action::Point(chosen));
    after(screens.take(Action::Press(press)))
}

fn after(after: After) -> Next {
    if after.leaves {
        Next::Leave
    } else {
        Next::Page
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::OnceLock;

    use super::*;
    use crate::clock::Clock;
    use crate::domain::entry::Language;
    use crate::runtime::StoreError;
    use crate::sample;
    use crate::tui::{Paint, Theme};

    const NOW: &str = "2026-11-04T09:00:00+08:00";

    /// A copy of the sample diary, which is made once for all walks.
    fn sample_in(folder: &Path) -> PathBuf {
        static SAMPLE: OnceLock<Vec<u8>> = OnceLock::new();
        let path = folder.join("diary.jsonl");
        let made = SAMPLE.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("diary.jsonl");
            sample::create(&path, NOW.parse().unwrap(), Language::En).unwrap();
            std::fs::read(path).unwrap()
        });
        std::fs::write(&path, made).unwrap();
        path
    }

    /// Answers line by line on the sample diary; everything that was printed, and the number of entries.
    fn told(answers: &[&str]) -> (String, usize) {
        let folder = tempfile::tempdir().unwrap();
        let path = sample_in(folder.path());
        let explain: fn(Text, &StoreError) -> Vec<String> = |_, _| Vec::new();
        let start = Start {
            path: path.clone(),
            clock: Clock::Fixed(NOW.parse().unwrap()),
            language: None,
            system_language: Language::En,
            theme: Theme {
                ascii: true,
                paint: Paint::NoColours,
            },
            high_contrast: false,
            preferences: None,
            explain,
        };
        let mut session = Session::new(&start).unwrap();
        let mut output = Vec::new();
        let input = answers.join("\n");
        converse(&mut session, input.as_bytes(), &mut output).unwrap();
        let entries = std::fs::read_to_string(&path).unwrap().lines().count();
        (String::from_utf8(output).unwrap(), entries)
    }

    /// The number of the row with these words on the last page printed.
    fn number(printed: &str, words: &str) -> String {
        let row = printed.lines().rev().find(|line| line.contains(words));
        row.unwrap().split('.').next().unwrap().to_owned()
    }

    #[test]
    fn a_dose_is_recorded_line_by_line_and_only_after_its_line_was_shown() {
        let (first, before) = told(&["q"]);
        let dose = number(&first, "capecitabine tablets, morning");
        let (second, _) = told(&[&dose]);
        let now = number(&second, "I have taken it now");
        let mut answers = vec![dose, now];
        // Food, then the line that says what will be written: each time the first row that goes on.
        for wanted in ["Yes", "Yes, record it"] {
            let (page, entries) = told(&answers.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(
                entries, before,
                "nothing is written before it is confirmed\n{page}"
            );
            answers.push(number(&page, wanted));
        }
        let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
        let (page, entries) = told(&answers);
        assert_eq!(entries, before + 1, "{page}");
        assert!(page.contains("Recorded 09:00"), "{page}");
    }

    /// Chooses rows by their words, one after the other; as `told`.
    fn walked(rows: &[&str]) -> (String, usize) {
        let mut answers: Vec<String> = Vec::new();
        for words in rows {
            let typed: Vec<&str> = answers.iter().map(String::as_str).collect();
            let (page, _) = told(&typed);
            // What is no row is an answer as it stands: how to change a value.
            let answer = match words.strip_prefix('=') {
                Some(answer) => answer.to_owned(),
                None => number(&page, words),
            };
            answers.push(answer);
        }
        told(&answers.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn the_days_of_the_calendar_are_rows_of_words_and_a_dose_of_an_earlier_cycle_is_recorded() {
        let (_, before) = told(&["q"]);
        let days = ["Look back", "Calendar", "These days one by one"];
        let (page, _) = walked(&days);
        assert!(
            page.contains("Wed 4 Nov 2026, today: cycle 2, day 3"),
            "{page}"
        );
        assert!(page.contains("utidelone capsules: due now"), "{page}");
        let (page, _) = walked(&["Look back", "Calendar", "Wed 4 Nov 2026, today"]);
        assert!(
            page.contains("I took a study medicine that is not listed"),
            "{page}"
        );
        let (page, entries) = walked(&[
            "Look back",
            "Calendar",
            "These days one by one",
            "Earlier days",
            "Fri 23 Oct 2026: cycle 1, day 12",
            "capecitabine tablets, evening",
            "I did not take it",
            "I forgot",
            "Yes, record it",
        ]);
        assert_eq!(entries, before + 1, "{page}");
        assert!(
            page.contains("capecitabine tablets, evening, Fri 23 Oct, not taken"),
            "{page}"
        );
    }

    #[test]
    fn the_copy_for_the_visit_is_made_and_read_back_and_a_folder_that_is_not_there_is_not_made() {
        let visit = tempfile::tempdir().unwrap();
        let walk = |folder: &std::path::Path| {
            let folder = format!("={}", folder.display());
            let rows = ["Look back", "Copy my diary", "Type the name", "Folder"];
            walked(&[&rows[..], &[folder.as_str(), "Copy my diary there"]].concat())
        };
        let (page, entries) = walk(visit.path());
        assert!(page.contains("Your diary is copied"), "{page}");
        assert!(page.contains(&format!("Entries: {entries}")), "{page}");
        let copies: Vec<_> = std::fs::read_dir(visit.path()).unwrap().collect();
        assert_eq!(copies.len(), 1);
        let gone = visit.path().join("STICK");
        let (page, _) = walk(&gone);
        assert!(page.contains("There is NO copy"), "{page}");
        assert!(!gone.exists());
    }

    #[test]
    fn the_language_changes_and_the_end_of_the_input_leaves() {
        let (printed, _) = told(&["l", "99", "0"]);
        assert!(printed.contains("第2周期"), "{printed}");
        assert!(printed.contains("没有这个编号"), "{printed}");
    }

    #[test]
    fn a_symptom_is_walked_line_by_line_to_the_call_and_to_what_was_said() {
        let to_the_call = [
            "I have a symptom",
            "diarrhoea",
            "3. No",
            "How many",
            "=+5",
            "=",
            "5 more than usual",
            "3. No",
            "Moderate",
            "Today",
            "Yes, record it",
        ];
        let (first, before) = told(&["q"]);
        assert!(!first.contains("You reported"));
        let (page, entries) = walked(&to_the_call);
        assert_eq!(entries, before + 1, "{page}");
        let (_, last) = page.rsplit_once("Recorded 09:00").unwrap();
        assert!(
            last.contains("Nobody has been told. Call 000-0000-001 (day)"),
            "{last}"
        );
        let mut to_the_end = to_the_call.to_vec();
        to_the_end.extend(["I have called them", "Go on as before", "Yes, record it"]);
        let (page, entries) = walked(&to_the_end);
        assert_eq!(entries, before + 2, "{page}");
        let (_, last) = page.rsplit_once("Recorded 09:00").unwrap();
        assert!(!last.contains("I have called them"), "{last}");
    }

    #[test]
    fn the_emergency_number_is_read_out_first() {
        let (page, _) = walked(&["I have a symptom", "Emergency"]);
        let (_, last) = page
            .rsplit_once("Number: ")
            .unwrap()
            .0
            .rsplit_once("Number: ")
            .unwrap();
        let number = last.find("\n000\n").unwrap();
        assert!(number < last.find("1. ").unwrap(), "{last}");
    }
}
