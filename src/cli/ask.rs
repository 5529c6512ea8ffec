//! Asking on a terminal, line by line.

use std::io::{self, BufRead, Write};

use super::error::Failure;
use super::output::Out;
use crate::domain::entry::Food;
use crate::text::Text;

/// One line that a person types; `None` at the end of the input.
pub(super) fn line(out: &mut Out, prompt: &str) -> Result<Option<String>, Failure> {
    out.text(prompt);
    out.flush()?;
    io::stdout().lock().flush().map_err(Failure::Output)?;
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    match read.map_err(Failure::Output)? {
        0 => Ok(None),
        _ => Ok(Some(answer.trim().to_owned())),
    }
}

/// A question with yes or no; the end of the input is a no.
pub(super) fn yes(out: &mut Out, text: Text, question: &str) -> Result<bool, Failure> {
    loop {
        let answer = line(out, &text.yes_or_no(question))?;
        match answer.as_deref().map(str::to_lowercase).as_deref() {
            None | Some("n" | "no" | "否") => return Ok(false),
            Some("y" | "yes" | "是") => return Ok(true),
            Some(_) => out.line(text.answer_again()),
        }
    }
}

/// Whether a food rule was kept.
pub(super) fn food(out: &mut Out, text: Text, question: &str) -> Result<Food, Failure> {
    loop {
        let answer = line(out, &text.yes_no_unsure(question))?;
        match answer.as_deref().map(str::to_lowercase).as_deref() {
            None => return Err(Failure::Declined),
            Some("n" | "no" | "否") => return Ok(Food::NotKept),
            Some("y" | "yes" | "是") => return Ok(Food::Kept),
            Some("?" | "？") => return Ok(Food::Unknown),
            Some(_) => out.line(text.answer_again()),
        }
    }
}
