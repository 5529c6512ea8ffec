//! `doctor`: where the files are, permissions, clock and zone, terminal, verification.

use std::io::IsTerminal;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::context::Context;
use super::error::Failure;
use super::files::shown;
use super::output::Out;
use super::verify::findings;
use crate::clock::Clock;
use crate::domain::plain_text::PlainText;
use crate::journal::{JournalError, read};

/// Prints what the program sees of the machine and of the diary.
pub(super) fn run(context: &Context, out: &mut Out) -> Result<(), Failure> {
    let path = context.diary_path()?;
    // What is wrong with the diary is said below; here it only lends its language.
    let _ = context.open_at(&path);
    let text = context.text();
    out.line(format!("dosebook {}", env!("CARGO_PKG_VERSION")));
    let now = context.now().to_rfc3339();
    out.line(match context.clock() {
        Clock::System => text.doctor_clock(&now),
        Clock::Fixed(_) => text.doctor_fixed_clock(&now),
    });
    let language = crate::text::Text::language_name(text.language());
    out.line(text.doctor_language(language));
    terminal(context, out);
    out.line(text.doctor_diary(&shown(&path)));
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        permissions(context, out, folder, 0o700);
    }
    let reading = match read(&path) {
        Ok(reading) => reading,
        Err(error @ JournalError::Missing { .. }) => return Err(Failure::Journal(error)),
        Err(error) => {
            permissions(context, out, &path, 0o600);
            return Err(Failure::Journal(error));
        }
    };
    permissions(context, out, &path, 0o600);
    findings(text, out, &path, &reading);
    match reading.damage {
        None => Ok(()),
        Some(damage) => Err(Failure::Journal(JournalError::Damaged { path, damage })),
    }
}

fn permissions(context: &Context, out: &mut Out, path: &Path, wanted: u32) {
    let text = context.text();
    let line = match std::fs::metadata(path) {
        Ok(found) => {
            let mode = found.permissions().mode() & 0o777;
            let (words, enough) = (format!("{mode:03o}"), format!("{wanted:o}"));
            if mode & wanted != wanted {
                text.doctor_mode_closed(&shown(path), &words, &enough)
            } else if mode & !wanted != 0 {
                text.doctor_mode_open(&shown(path), &words, &enough)
            } else {
                text.doctor_mode(&shown(path), &words)
            }
        }
        Err(error) => format!(
            "{} {}",
            shown(path),
            text.file_refused(&text.system_error(&error))
        ),
    };
    out.line(line);
}

fn terminal(context: &Context, out: &mut Out) {
    let text = context.text();
    let variable = |name| {
        let value = std::env::var_os(name).unwrap_or_default();
        PlainText::new(value.to_string_lossy().into_owned()).to_string()
    };
    let yes = |is: bool| text.pick(if is { "yes" } else { "no" }, if is { "是" } else { "否" });
    let (stdin, stdout) = (std::io::stdin(), std::io::stdout());
    out.line(text.doctor_terminal(yes(stdin.is_terminal()), yes(stdout.is_terminal())));
    if stdout.is_terminal()
        && let Ok((columns, rows)) = crossterm::terminal::size()
    {
        out.line(text.doctor_size(columns, rows));
    }
    out.line(format!(
        "TERM={} LANG={} TZ={}",
        variable("TERM"),
        variable("LANG"),
        variable("TZ")
    ));
    let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    out.line(text.doctor_colour(yes(colour && !context.globals.no_color)));
}
