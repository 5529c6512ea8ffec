//! Whose diary a file is, by its first line alone.
//!
//! To list a folder of thousands. Nothing is verified here: who reads the diary reads its first line again.

use std::io::Read;
use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::MAX_LINE_BYTES;
use super::chain::first_line;
use super::line;
use super::storage::{self, Access};
use crate::domain::ids::{EntryId, SubjectCode};

/// What the first line of a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The participant.
    pub subject: SubjectCode,
    /// The random name of the diary; a site record has none.
    pub diary: Option<EntryId>,
}

/// The participant that the first line of a diary names; `None` if it names none, or cannot be read.
pub fn subject_of(path: &Path) -> Option<SubjectCode> {
    named_by(path).map(|named| named.subject)
}

/// What the first line of a diary names; `None` if it names no participant, or cannot be read.
pub fn named_by(path: &Path) -> Option<Named> {
    // The subject stands near the beginning; behind it comes the whole protocol.
    const BEGINNING: u64 = 512;
    let mut file = storage::open(path, Access::Read).ok()?;
    let mut bytes = Vec::with_capacity(BEGINNING as usize);
    (&mut file).take(BEGINNING).read_to_end(&mut bytes).ok()?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?,
    };
    if let Some(subject) = line::subject_at_start(text) {
        let diary = diary_before_subject(text);
        return Some(Named { subject, diary });
    }
    let rest = MAX_LINE_BYTES as u64 + 1 - BEGINNING;
    file.take(rest).read_to_end(&mut bytes).ok()?;
    opening_anywhere(first_line(&bytes).0)
}

/// The random name of the diary in a text that begins as this program writes a first line: it stands just before
/// the participant.
fn diary_before_subject(text: &str) -> Option<EntryId> {
    const DIGITS: usize = 16;
    let (before, _) = text.split_once("\",\"subject\":\"")?;
    before
        .get(before.len().checked_sub(DIGITS)?..)?
        .parse()
        .ok()
}

/// The participant and the random name of the diary that its first line gives; `None` as in [`subject_of`], and
/// for a site record.
pub fn diary_of(path: &Path) -> Option<(SubjectCode, EntryId)> {
    let named = named_by(path)?;
    Some((named.subject, named.diary?))
}

/// What the first line says of itself, however it is spelt.
fn opening_anywhere(line: &[u8]) -> Option<Named> {
    #[derive(Deserialize)]
    struct Opening {
        subject: SubjectCode,
        #[serde(default)]
        diary: Option<EntryId>,
    }
    #[derive(Deserialize)]
    struct Fields<'a> {
        #[serde(borrow)]
        event: &'a RawValue,
    }
    let fields: Fields = serde_json::from_slice(line).ok()?;
    let Opening { subject, diary } = serde_json::from_str(fields.event.get()).ok()?;
    Some(Named { subject, diary })
}
