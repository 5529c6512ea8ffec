//! Checks a protocol file and reports everything that is wrong with it at once.
//!
//! For files given by a person, before they come into a diary; a protocol inside a diary is vouched
//! for by the diary's chain and is read by serde alone. What checks clean is what serde reads.
//! `problem` says what can be wrong, `tree` keeps what a JSON text holds, `reader` takes values out
//! of it, and the rules themselves are here, in `drug`, in `symptoms` and in `endpoints`.

mod drug;
mod endpoints;
mod problem;
mod reader;
mod symptoms;
mod tree;

use crate::domain::calendar::Period;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;

use super::{ClockTime, Protocol};
use reader::{Keys, Need, Reader, Spot, Words};
use tree::Node;

pub use problem::{BrokenJson, Found, Place, Problem, ProblemKind, Wanted};

/// Most bytes of a protocol file.
pub const MAX_FILE_BYTES: usize = 256 * 1024;

/// Most bytes of a protocol without blanks: it is stored in one line of a diary, which has 64 KiB.
pub const MAX_STORED_BYTES: usize = 60 * 1024;

const PROTOCOL: Keys = &[
    ("format", Need::Set),
    ("version", Need::Set),
    ("id", Need::Set),
    ("title", Need::Set),
    ("cycle_length_days", Need::Set),
    ("day_starts_at", Need::Set),
    ("entry_window_days", Need::Set),
    ("follow_up_days", Need::Set),
    ("ctcae_version", Need::Set),
    ("end_reasons", Need::Set),
    ("next_cycle", Need::Set),
    ("dose_check_pct", Need::Open),
    ("order_of_drugs", Need::Open),
    ("clinic_day", Need::Open),
    ("held_doses", Need::Open),
    ("symptoms", Need::Open),
    ("endpoints", Need::Maybe),
    ("drugs", Need::Set),
];

const END_REASONS: Words = &["progression", "adverse_event", "withdrawal", "investigator"];

/// Most drugs of a protocol.
const MAX_DRUGS: usize = 8;

/// Reads a protocol file, or says everything that is wrong with it.
///
/// # Errors
/// Every problem of the file, each with its place, in the order of the rules. Only text that is no JSON
/// or too large hides what else is wrong.
pub fn check(json: &str) -> Result<Protocol, Vec<Problem>> {
    let alone = |place, kind| Err(vec![Problem { place, kind }]);
    let (bytes, limit) = (json.len(), MAX_FILE_BYTES);
    if bytes > limit {
        return alone(Place::File, ProblemKind::FileTooLarge { bytes, limit });
    }
    let tree = match Node::read(json) {
        Ok(tree) => tree,
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            let kind = ProblemKind::BrokenJson(broken(json, &error));
            return alone(Place::Line { line, column }, kind);
        }
    };
    let mut reader = Reader::default();
    reader.depth(&Spot::top(&tree));
    protocol(&mut reader, Spot::top(&tree));
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    let not_read = |error: serde_json::Error| {
        let detail = error.to_string();
        let (place, kind) = (Place::File, ProblemKind::NotRead { detail });
        vec![Problem { place, kind }]
    };
    let protocol: Protocol = serde_json::from_str(json).map_err(not_read)?;
    let stored = serde_json::to_string(&protocol).map_err(not_read)?;
    let (bytes, limit) = (stored.len(), MAX_STORED_BYTES);
    if bytes > limit {
        return alone(Place::File, ProblemKind::TooLongForDiary { bytes, limit });
    }
    Ok(protocol)
}

fn broken(json: &str, error: &serde_json::Error) -> BrokenJson {
    if json.starts_with('\u{feff}') {
        BrokenJson::ByteOrderMark
    } else if json.trim().is_empty() {
        BrokenJson::Empty
    } else if error.is_eof() {
        BrokenJson::EndsEarly
    } else {
        BrokenJson::Syntax
    }
}

/// What the rules of a drug depend on; `None` where it could not be read.
#[derive(Clone, Copy)]
struct Frame {
    cycle_length: Option<u16>,
    day_starts_at: Option<ClockTime>,
}

fn protocol(reader: &mut Reader, top: Spot) {
    let Some(fields) = reader.object(top, PROTOCOL) else {
        return;
    };
    if let Some(spot) = fields.get("format") {
        format(reader, spot);
    }
    if let Some(spot) = fields.get("version") {
        version(reader, spot);
    }
    if let Some(spot) = fields.get("id") {
        reader.parsed::<DrugId>(spot, Wanted::Code);
    }
    if let Some(spot) = fields.get("title") {
        reader.bilingual(spot);
    }
    let frame = Frame {
        cycle_length: reader.rule(&fields, "cycle_length_days", |r, s| r.whole(s, 1..=366)),
        day_starts_at: reader.rule(&fields, "day_starts_at", |r, s| r.parsed(s, Wanted::Time)),
    };
    reader.rule(&fields, "entry_window_days", |r, s| r.whole(s, 0..=14));
    reader.rule(&fields, "follow_up_days", |r, s| r.whole(s, 1..=365));
    reader.rule(&fields, "ctcae_version", |r, s| {
        r.form(s, Wanted::CtcaeVersion, ctcae_version)
    });
    reader.rule(&fields, "end_reasons", |r, s| {
        let reasons = r.list(s, END_REASONS.len(), |r, s| r.one_of(s, END_REASONS));
        r.distinct(&reasons);
        Some(())
    });
    reader.rule(&fields, "next_cycle", Reader::bilingual);
    reader.rule(&fields, "dose_check_pct", |r, s| r.whole(s, 1..=100));
    reader.rule(&fields, "order_of_drugs", Reader::bilingual);
    reader.rule(&fields, "clinic_day", Reader::bilingual);
    reader.rule(&fields, "held_doses", Reader::bilingual);
    if let Some(spot) = fields.get("symptoms")
        && *spot.node != Node::Null
    {
        symptoms::symptoms(reader, spot);
    }
    if let Some(spot) = fields.get("endpoints")
        && *spot.node != Node::Null
    {
        endpoints::endpoints(reader, spot);
    }
    if let Some(spot) = fields.get("drugs") {
        let drugs = reader.list(spot, MAX_DRUGS, |r, s| drug::drug(r, s, frame));
        reader.distinct_by("id", &drugs);
    }
}

fn format(reader: &mut Reader, spot: Spot) {
    let wanted = Protocol::FORMAT;
    if let Node::Text(found) = spot.node {
        if found != wanted {
            let found = PlainText::new(found.chars().take(40).collect::<String>());
            reader.note(spot.place(), ProblemKind::WrongFormat { found, wanted });
        }
    } else {
        reader.text(spot);
    }
}

fn version(reader: &mut Reader, spot: Spot) {
    let newest = Protocol::VERSION;
    if let Node::Whole(found) = *spot.node
        && found > i128::from(newest)
    {
        reader.note(spot.place(), ProblemKind::NewerVersion { found, newest });
    } else {
        reader.whole(spot, 1..=1);
    }
}

fn ctcae_version(text: &str) -> Option<()> {
    let number =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let (major, minor) = text.split_once('.')?;
    (number(major) && number(minor)).then_some(())
}

/// The place of a period in the order of a day.
fn rank(period: Period) -> usize {
    match period {
        Period::Once => 0,
        Period::Am => 1,
        Period::Pm => 2,
    }
}
