//! One line: composed from an entry, and parsed back.
//!
//! `{"seq":..,"id":..,"at":..,"by":..,("clock":"fixed",)"event":..,"prev":".."` and then exactly 75 bytes,
//! `,"hash":"` + 64 hex + `"}` (ruling 23). The hash is that of the bytes before those 75. The form that
//! this program writes is scanned by hand; serde reads every other spelling of the same line, such as
//! with blanks, another order, or names that a newer version added. Both give the same entry.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::MAX_LINE_BYTES;
use super::error::Problem;
use super::hash::{self, Hash, Head};
use super::shape::Shape;
use crate::domain::entry::{Author, ClockKind, Content, Entry, Event};
use crate::domain::ids::{EntryId, SubjectCode};
use crate::domain::moment;
use crate::domain::plain_text::PlainText;

/// `,"hash":"` + 64 hex + `"}`.
pub(super) const CLOSING_BYTES: usize = 75;
/// `,"prev":"` + 64 hex + `"`.
const LINK_BYTES: usize = 74;
const CLOSING: &[u8] = b",\"hash\":\"";
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
const LINK: &str = ",\"prev\":\"";

/// A line that is whole in itself: well formed, and its hash matches its bytes.
#[derive(Debug)]
pub(super) struct Line<'a, E> {
    pub(super) entry: Entry<E>,
    /// What `prev` says, as it stands there.
    pub(super) prev: &'a [u8],
    pub(super) hash: Hash,
}

/// Writes one line, its end of line included, and returns the head it makes.
pub(super) fn compose<E: Content>(
    entry: &Entry<E>,
    prev: &Head,
    to: &mut Vec<u8>,
) -> Result<Head, Problem> {
    let not_json = |error: serde_json::Error| Problem::not_json(&error);
    let clock = match entry.clock {
        ClockKind::System => "",
        ClockKind::Fixed => "\"clock\":\"fixed\",",
    };
    let mut event = String::new();
    entry.event.write_json(&mut event).map_err(not_json)?;
    let body = format!(
        "{{\"seq\":{},\"id\":\"{}\",\"at\":\"{}\",\"by\":{},{clock}\"event\":{event}{LINK}{}\"",
        entry.seq,
        entry.id,
        moment::write(&entry.at),
        serde_json::to_string(&entry.by).map_err(not_json)?,
        prev.hash,
    );
    let hash = Hash::of(body.as_bytes());
    to.extend_from_slice(body.as_bytes());
    to.extend_from_slice(CLOSING);
    to.extend_from_slice(&hash.hex());
    to.extend_from_slice(b"\"}\n");
    Ok(Head {
        seq: entry.seq,
        hash,
    })
}

/// The bytes that a line's hash covers, and the 64 that name it.
fn split(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let (body, closing) = line.split_at(line.len().checked_sub(CLOSING_BYTES)?);
    let hex = closing.strip_prefix(CLOSING)?.strip_suffix(b"\"}")?;
    Some((body, hex))
}

/// The hash of a line that is closed by it.
pub(super) fn hash_of_whole(line: &[u8]) -> Option<Hash> {
    let (body, hex) = split(line)?;
    let hash = Hash::of(body);
    (hash.hex() == hex).then_some(hash)
}

/// What lines read one after the other leave for the next.
#[derive(Debug)]
pub(super) struct Memory<E: Content> {
    shape: Shape,
    known: E::Known,
}

// Derived, this would ask for a default event.
impl<E: Content> Default for Memory<E> {
    fn default() -> Memory<E> {
        Memory {
            shape: Shape::default(),
            known: E::Known::default(),
        }
    }
}

/// Reads a line, its end of line not included.
pub(super) fn parse<'a, E: Content>(
    line: &'a [u8],
    memory: &mut Memory<E>,
) -> Result<Line<'a, E>, Problem> {
    if line.len() > MAX_LINE_BYTES {
        return Err(Problem::TooLong);
    }
    let (body, _) = split(line).ok_or_else(|| by_name(line))?;
    let Some(hash) = hash_of_whole(line) else {
        let marked = line.starts_with(BYTE_ORDER_MARK);
        return Err(if marked {
            Problem::ByteOrderMark
        } else {
            Problem::HashMismatch
        });
    };
    let linked = link(body);
    if let Some((fields, prev)) = linked
        && prev.is_ascii()
        && let Some(envelope) = scan(fields)
        && let Some(event) = E::scan(envelope.event, &memory.known)
    {
        let entry = envelope.with(event);
        return Ok(Line { entry, prev, hash });
    }
    let entry = parse_any(line, linked.map(|(fields, _)| fields), memory)?;
    let (_, prev) = linked.ok_or(Problem::NotClosed)?;
    Ok(Line { entry, prev, hash })
}

/// Reads a line whose hash is right, whatever is in it.
fn parse_any<E: Content>(
    line: &[u8],
    fields: Option<&[u8]>,
    memory: &mut Memory<E>,
) -> Result<Entry<E>, Problem> {
    let text = std::str::from_utf8(line).map_err(|_| Problem::NotUtf8)?;
    match scan(fields.ok_or(Problem::NotClosed)?) {
        Some(envelope) => envelope.open(memory),
        None => {
            memory.shape.check(text, 0)?;
            read(text)
        }
    }
}

/// The fields before `prev`, and what `prev` says.
fn link(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let (fields, link) = body.split_at_checked(body.len().checked_sub(LINK_BYTES)?)?;
    let hex = link.strip_prefix(LINK.as_bytes())?.strip_suffix(b"\"")?;
    Some((fields, hex))
}

/// What a line is that ends in no hash, by the marks that other programs leave.
fn by_name(line: &[u8]) -> Problem {
    let starts = |mark: &[u8]| line.starts_with(mark);
    if starts(&[0xff, 0xfe]) || starts(&[0xfe, 0xff]) || starts(b"{\0") || starts(b"\0{") {
        return Problem::Utf16;
    }
    if starts(BYTE_ORDER_MARK) {
        return Problem::ByteOrderMark;
    }
    if line.ends_with(b"\r") {
        return Problem::CarriageReturn;
    }
    if line.iter().all(u8::is_ascii_whitespace) {
        return Problem::Blank;
    }
    if line.contains(&0) {
        return Problem::Nul;
    }
    if std::str::from_utf8(line).is_err() {
        return Problem::NotUtf8;
    }
    match serde_json::from_slice::<IgnoredAny>(line) {
        Ok(_) => Problem::NotClosed,
        Err(error) => Problem::not_json(&error),
    }
}

/// A line's fields, its event still text.
struct Envelope<'a> {
    seq: u64,
    id: EntryId,
    at: crate::domain::calendar::Moment,
    by: Author,
    clock: ClockKind,
    event: &'a [u8],
}

impl Envelope<'_> {
    fn open<E: Content>(self, memory: &mut Memory<E>) -> Result<Entry<E>, Problem> {
        let json = std::str::from_utf8(self.event).map_err(|_| Problem::NotUtf8)?;
        memory.shape.check(json, 1)?;
        let event = opened::<E>(json)?;
        event.learn(json, &mut memory.known);
        Ok(self.with(event))
    }

    fn with<E>(self, event: E) -> Entry<E> {
        Entry {
            seq: self.seq,
            id: self.id,
            at: self.at,
            by: self.by,
            clock: self.clock,
            event,
        }
    }
}

/// Reads an event by serde.
fn opened<E: Content>(json: &str) -> Result<E, Problem> {
    let unreadable =
        |error: &dyn std::fmt::Display| Problem::Event(PlainText::new(error.to_string()));
    let event = E::parse(json).map_err(|error| unreadable(&error))?;
    if event.is_unknown() {
        // Its text is kept as it stands, so that nothing has read it as JSON yet.
        serde_json::from_str::<IgnoredAny>(json).map_err(|error| unreadable(&error))?;
    }
    Ok(event)
}

/// Scans the fields as this program writes them; `None` for any other spelling.
fn scan(fields: &[u8]) -> Option<Envelope<'_>> {
    let is_object = |event: &[u8]| event.starts_with(b"{") && event.ends_with(b"}");
    head(fields).filter(|envelope| is_object(envelope.event))
}

/// Whether a text begins as this program writes the first line of a diary, and the subject that it names.
pub(super) fn subject_at_start(text: &str) -> Option<SubjectCode> {
    let rest = std::str::from_utf8(head(text.as_bytes())?.event).ok()?;
    let rest = rest.strip_prefix("{\"kind\":\"opened\",\"format\":\"")?;
    let rest = rest.strip_prefix(Event::FORMAT)?;
    let (version, rest) = rest.strip_prefix("\",\"version\":")?.split_once(',')?;
    version.parse::<u32>().ok()?;
    let (diary, rest) = rest.strip_prefix("\"diary\":\"")?.split_at_checked(16)?;
    diary.parse::<EntryId>().ok()?;
    let (subject, _) = rest.strip_prefix("\",\"subject\":\"")?.split_once('"')?;
    subject.parse().ok()
}

/// Scans the fields before the event; what follows them is the event, as far as the text goes.
fn head(fields: &[u8]) -> Option<Envelope<'_>> {
    let (seq, rest) = number(fields.strip_prefix(b"{\"seq\":")?)?;
    let (id, rest) = rest.strip_prefix(b",\"id\":\"")?.split_first_chunk()?;
    let id = hex64(id)?;
    let rest = rest.strip_prefix(b"\",\"at\":\"")?;
    let (at, rest) = rest.split_at_checked(25)?;
    let at = moment::read_canonical(at)?;
    let (by, rest) = author(rest.strip_prefix(b"\",\"by\":")?)?;
    let (clock, rest) = match rest.strip_prefix(b"\"clock\":\"fixed\",") {
        Some(rest) => (ClockKind::Fixed, rest),
        None => (ClockKind::System, rest),
    };
    let event = rest.strip_prefix(b"\"event\":")?;
    Some(Envelope {
        seq,
        id,
        at,
        by,
        clock,
        event,
    })
}

/// Scans a whole number without leading zeros.
fn number(text: &[u8]) -> Option<(u64, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit());
    let digits = digits.count();
    let (number, rest) = text.split_at_checked(digits)?;
    if number.first().is_none_or(|first| *first == b'0') {
        return None;
    }
    let number = number.iter().try_fold(0_u64, |sum, digit| {
        sum.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
    })?;
    Some((number, rest))
}

/// Scans `by` and the comma behind it.
fn author(text: &[u8]) -> Option<(Author, &[u8])> {
    if let Some(rest) = text.strip_prefix(b"{\"role\":\"patient\"},") {
        return Some((Author::Patient {}, rest));
    }
    let rest = text.strip_prefix(b"{\"role\":\"site\",\"id\":\"")?;
    let quote = rest.iter().position(|byte| *byte == b'"')?;
    let (initials, rest) = rest.split_at_checked(quote)?;
    let id = std::str::from_utf8(initials).ok()?.parse().ok()?;
    Some((Author::Site { id }, rest.strip_prefix(b"\"},")?))
}

/// Reads 16 lower-case hexadecimal digits.
fn hex64(text: &[u8; 16]) -> Option<EntryId> {
    let mut wrong = 0;
    let number = text.iter().fold(0_u64, |number, digit| {
        let value = hash::nibble(*digit);
        wrong |= value;
        (number << 4) | u64::from(value)
    });
    (wrong < 16).then_some(EntryId(number))
}

/// Reads a whole line by serde.
fn read<E: Content>(line: &str) -> Result<Entry<E>, Problem> {
    #[derive(Deserialize)]
    struct Fields<'a> {
        seq: u64,
        id: EntryId,
        #[serde(borrow)]
        at: Cow<'a, str>,
        by: Author,
        #[serde(default)]
        clock: ClockKind,
        #[serde(borrow)]
        event: &'a RawValue,
    }
    let fields: Fields = serde_json::from_str(line).map_err(|e| Problem::not_json(&e))?;
    let at = moment::read(&fields.at).ok_or_else(|| {
        Problem::NotAnEntry(PlainText::new(format!("{:?} is no moment", fields.at)))
    })?;
    Ok(Entry {
        seq: fields.seq,
        id: fields.id,
        at,
        by: fields.by,
        clock: fields.clock,
        event: opened(fields.event.get())?,
    })
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
