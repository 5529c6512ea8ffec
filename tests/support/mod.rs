//! Shared by the tests of the journal: a small diary, and a disk that fails on demand.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test file uses a part of it"
)]

pub mod faults;

use std::path::{Path, PathBuf};

use dosebook::domain::calendar::Moment;
use dosebook::domain::entry::{Author, ClockKind, Entry, Event};
use dosebook::domain::ids::EntryId;
use dosebook::journal::{
    Journal, JournalError, Problem, Reading, RecordError, Recorded, Stamp, Storage, read,
};

/// The `opened` event of a small made-up protocol.
pub const OPENED: &str = r#"{"kind":"opened","format":"dosebook-diary","version":1,"diary":"00000000000000d1","subject":"007","phones":{"day":"010 5550 0101","night":"010 5550 0102","emergency":"120"},"language":"en","protocol":{"format":"dosebook-protocol","version":1,"id":"small","title":{"en":"Small","zh-Hans":"小"},"cycle_length_days":{"value":21,"source":"test"},"day_starts_at":{"value":"04:00","source":"test"},"entry_window_days":{"value":1,"source":"test"},"follow_up_days":{"value":28,"source":"test"},"ctcae_version":{"value":"5.0","source":"test"},"end_reasons":{"value":["progression","withdrawal"],"source":"test"},"next_cycle":{"value":{"en":"The team starts it.","zh-Hans":"由研究团队决定。"},"source":"test"},"dose_check_pct":null,"order_of_drugs":null,"clinic_day":null,"held_doses":null,"drugs":[{"id":"capecitabine","name":{"en":"Capecitabine","zh-Hans":"卡培他滨片"},"form":"tablet","mg_per_m2":null,"strengths_mg":{"value":["150","500"],"source":"test"},"periods":[{"period":"am","from":"04:00","to":"15:00","usual_time":null,"source":"test"},{"period":"pm","from":"15:00","to":"04:00","usual_time":null,"source":"test"}],"first_slot":{"value":{"day":1,"period":"am"},"source":"test"},"last_slot":{"value":{"day":14,"period":"pm"},"source":"test"},"food":{"value":{"rule":"after_meal","within_minutes":30},"source":"test"},"fasting_hours_before":null,"fasting_hours_after":null,"interval_aim_hours":null,"interval_warn_below_hours":null,"timing_window_minutes":null,"catch_up_hours":null,"missed":null,"vomited":null,"extra":null,"reduction_steps_pct":null}]}}"#;

pub fn event(json: &str) -> Event {
    Event::parse(json).unwrap()
}

pub fn opened() -> Event {
    event(OPENED)
}

/// The nth dose: 30 of them fill a cycle.
pub fn dose(nth: u64) -> Event {
    let (day, period) = (
        nth / 2 % 28 + 1,
        if nth.is_multiple_of(2) { "am" } else { "pm" },
    );
    event(&format!(
        r#"{{"kind":"dose","drug":"capecitabine","date":"2026-11-{day:02}","period":"{period}","outcome":"taken","taken_at":"2026-11-{day:02}T08:10:00+08:00","units":{{"150":4,"500":2}},"food":"kept","food_basis":"meal_clock"}}"#
    ))
}

pub fn moment() -> Moment {
    Moment::parse_from_rfc3339("2026-11-04T08:12:05+08:00").unwrap()
}

/// A stamp whose id is 1000 times the number, so that its later events have room.
pub fn stamp(number: u64) -> Stamp {
    Stamp {
        at: moment(),
        by: Author::Patient {},
        clock: ClockKind::System,
        id: id(number),
    }
}

pub fn id(number: u64) -> EntryId {
    EntryId(number * 1000)
}

pub fn in_folder(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("diary.jsonl")
}

/// A new diary with the doses 1 to `doses` behind its `opened` entry.
pub fn diary(path: &Path, doses: u64) -> Journal {
    let (mut journal, _) = Journal::create(path, &stamp(0), vec![opened()]).unwrap();
    for nth in 1..=doses {
        record(&mut journal, nth).unwrap();
    }
    journal
}

/// Records the nth dose.
pub fn record<S: Storage>(journal: &mut Journal<S>, nth: u64) -> Result<Recorded, JournalError> {
    let recorded = journal.record(&stamp(nth), |_| {
        Ok::<_, std::convert::Infallible>(vec![dose(nth)])
    });
    recorded.map_err(|error| match error {
        RecordError::Journal(error) => error,
        RecordError::Refused(never) => match never {},
    })
}

pub fn ids(entries: &[Entry]) -> Vec<u64> {
    entries.iter().map(|entry| entry.id.0).collect()
}

/// The lines of a file, each with its end.
pub fn lines(path: &Path) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(path).unwrap();
    let lines = bytes.split_inclusive(|b| *b == b'\n');
    lines.map(<[u8]>::to_vec).collect()
}

/// Closes a line again after its body was changed, as somebody could at home.
pub fn rehashed(body: &str) -> String {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(body.as_bytes());
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{body},\"hash\":\"{hex}\"}}\n")
}

/// The ids that a recording wrote.
pub fn written(recorded: Result<Recorded, JournalError>) -> Vec<u64> {
    match recorded.unwrap() {
        Recorded::Written(entries) => ids(&entries),
        Recorded::AlreadyThere(_) => panic!("was there"),
    }
}

/// A reading without damage and without a torn tail.
#[track_caller]
pub fn clean(path: &Path) -> Reading {
    let reading = read(path).unwrap();
    assert!(
        reading.damage.is_none() && reading.tail.is_none(),
        "{reading:?}"
    );
    reading
}

/// The line that is damaged, and what is wrong with it.
#[track_caller]
pub fn problem(path: &Path) -> Option<(u64, Problem)> {
    match read(path) {
        Ok(reading) => reading.damage.map(|damage| (damage.line, damage.problem)),
        Err(JournalError::NotADiary { problem, .. }) => Some((1, problem)),
        Err(error) => panic!("{error}"),
    }
}

/// Adds bytes to a file, as another program would.
pub fn append(path: &Path, bytes: &[u8]) {
    let mut all = std::fs::read(path).unwrap();
    all.extend_from_slice(bytes);
    std::fs::write(path, all).unwrap();
}
