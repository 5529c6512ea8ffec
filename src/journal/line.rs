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
use super::hash::{Hash, Head};
use super::shape::Shape;
use crate::domain::entry::{Author, ClockKind, Content, Entry, Event};
use crate::domain::ids::{EntryId, Initials, SubjectCode};
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
    let json = |part: serde_json::Result<String>| part.map_err(|e| Problem::not_json(&e));
    let clock = match entry.clock {
        ClockKind::System => "",
        ClockKind::Fixed => "\"clock\":\"fixed\",",
    };
    let body = format!(
        "{{\"seq\":{},\"id\":\"{}\",\"at\":\"{}\",\"by\":{},{clock}\"event\":{}{LINK}{}\"",
        entry.seq,
        entry.id,
        moment::write(&entry.at),
        json(serde_json::to_string(&entry.by))?,
        json(serde_json::to_string(&entry.event))?,
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

/// Reads a line, its end of line not included.
pub(super) fn parse<'a, E: Content>(
    line: &'a [u8],
    shape: &mut Shape,
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
    let text = std::str::from_utf8(line).map_err(|_| Problem::NotUtf8)?;
    let (fields, prev) = link(&text[..body.len()]).ok_or(Problem::NotClosed)?;
    let entry = match scan(fields) {
        Some(envelope) => match E::scan(envelope.event) {
            // The scanner takes no name twice and nothing deep.
            Some(event) => envelope.with(event),
            None => {
                shape.check(envelope.event, 1)?;
                envelope.open()?
            }
        },
        None => {
            shape.check(text, 0)?;
            read(text)?
        }
    };
    Ok(Line { entry, prev, hash })
}

/// The fields before `prev`, and what `prev` says.
fn link(body: &str) -> Option<(&str, &[u8])> {
    let (fields, link) = body.split_at_checked(body.len().checked_sub(LINK_BYTES)?)?;
    let hex = link.strip_prefix(LINK)?.strip_suffix('"')?;
    Some((fields, hex.as_bytes()))
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
    event: &'a str,
}

impl Envelope<'_> {
    fn open<E: Content>(self) -> Result<Entry<E>, Problem> {
        let unreadable =
            |error: &dyn std::fmt::Display| Problem::Event(PlainText::new(error.to_string()));
        let event = E::parse(self.event).map_err(|error| unreadable(&error))?;
        if event.is_unknown() {
            // Its text is kept as it stands, so that nothing has read it as JSON yet.
            serde_json::from_str::<IgnoredAny>(self.event).map_err(|error| unreadable(&error))?;
        }
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

/// Scans the fields as this program writes them; `None` for any other spelling.
fn scan(fields: &str) -> Option<Envelope<'_>> {
    let is_object = |event: &str| event.starts_with('{') && event.ends_with('}');
    head(fields).filter(|envelope| is_object(envelope.event))
}

/// Whether a text begins as this program writes the first line of a diary, and the subject that it names.
pub(super) fn subject_at_start(text: &str) -> Option<SubjectCode> {
    let rest = head(text)?.event;
    let rest = rest.strip_prefix("{\"kind\":\"opened\",\"format\":\"")?;
    let rest = rest.strip_prefix(Event::FORMAT)?;
    let (version, rest) = rest.strip_prefix("\",\"version\":")?.split_once(',')?;
    version.parse::<u32>().ok()?;
    let (diary, rest) = rest.strip_prefix("\"diary\":\"")?.split_at_checked(16)?;
    hex64(diary)?;
    let (subject, _) = rest.strip_prefix("\",\"subject\":\"")?.split_once('"')?;
    subject.parse().ok()
}

/// Scans the fields before the event; what follows them is the event, as far as the text goes.
fn head(fields: &str) -> Option<Envelope<'_>> {
    let rest = fields.strip_prefix("{\"seq\":")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (seq, rest) = rest.split_at_checked(digits)?;
    let seq = seq.parse().ok().filter(|_| !seq.starts_with('0'))?;
    let (id, rest) = rest.strip_prefix(",\"id\":\"")?.split_at_checked(16)?;
    let id = hex64(id)?;
    let (at, rest) = rest.strip_prefix("\",\"at\":\"")?.split_at_checked(25)?;
    let at = moment::read(at)?;
    let (by, rest) = author(rest.strip_prefix("\",\"by\":")?)?;
    let (clock, rest) = match rest.strip_prefix("\"clock\":\"fixed\",") {
        Some(rest) => (ClockKind::Fixed, rest),
        None => (ClockKind::System, rest),
    };
    let event = rest.strip_prefix("\"event\":")?;
    Some(Envelope {
        seq,
        id,
        at,
        by,
        clock,
        event,
    })
}

/// Scans `by` and the comma behind it.
fn author(text: &str) -> Option<(Author, &str)> {
    if let Some(rest) = text.strip_prefix("{\"role\":\"patient\"},") {
        return Some((Author::Patient {}, rest));
    }
    let rest = text.strip_prefix("{\"role\":\"site\",\"id\":\"")?;
    let (initials, rest) = rest.split_once('"')?;
    let id = initials.parse::<Initials>().ok()?;
    Some((Author::Site { id }, rest.strip_prefix("},")?))
}

/// Reads 16 lower-case hexadecimal digits.
fn hex64(text: &str) -> Option<EntryId> {
    text.bytes()
        .try_fold(0_u64, |number, byte| {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'f' => byte - b'a' + 10,
                _ => return None,
            };
            Some((number << 4) | u64::from(digit))
        })
        .map(EntryId)
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
    let envelope = Envelope {
        seq: fields.seq,
        id: fields.id,
        at,
        by: fields.by,
        clock: fields.clock,
        event: fields.event.get(),
    };
    envelope.open()
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
