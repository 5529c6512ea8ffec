//! A made-up diary to look around in, marked as a sample on every screen and in every report.
//!
//! Called by the screens at first start and by `dosebook demo`. It is recorded through the runtime like any
//! other diary, under clocks fixed in the past, so it obeys every rule; nothing in it is a patient's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{NaiveTime, TimeDelta};

use crate::clock::{Clock, Resolved};
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{Command, DoseCommand, PrescribeCommand, Refusal, decide, set_up};
use crate::domain::entry::{
    Author, Food, Language, MissedReason, Opened, Outcome, Phones, PrescriptionReason,
};
use crate::domain::ids::EntryId;
use crate::domain::protocol::Protocol;
use crate::domain::slots;
use crate::domain::units::Units;
use crate::runtime::{RecordFailure, Store, StoreError};

/// Days before today on which the sample's cycles begin: today is day 3 of the second.
const CYCLE_STARTS: [i64; 2] = [-23, -2];

/// Why the sample cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A rule stands against one of its entries.
    #[error("an entry of the sample is refused: {0:?}")]
    Refused(Refusal),
    /// A name, number or protocol of the sample cannot be read.
    #[error("the sample cannot be read: {0}")]
    Unreadable(String),
}

/// Makes the sample in a new folder of the system's temporary files; its path.
///
/// # Errors
/// The folder or file cannot be written.
pub fn make_temporary(now: Moment, language: Language) -> Result<PathBuf, DemoError> {
    let name = getrandom::u64().map_err(|error| DemoError::Unreadable(error.to_string()))?;
    let folder = std::env::temp_dir().join(format!("dosebook-sample-{name:016x}"));
    let path = folder.join("sample.jsonl");
    make(&path, now, language)?;
    Ok(path)
}

/// Makes the sample as a new file: two cycles, the second on its third day at `now`.
///
/// # Errors
/// Something stands at `path`, or it cannot be written.
pub fn make(path: &Path, now: Moment, language: Language) -> Result<(), DemoError> {
    let staff = Author::Site { id: parsed("AB")? };
    let protocol = Protocol::built_in().map_err(|e| DemoError::Unreadable(e.to_string()))?;
    let today = DiaryDate::of(now.naive_local(), protocol.day_starts_at());
    let day = |offset: i64| today.plus(offset);
    let opened_at = at(now, day(CYCLE_STARTS[0] - 1), 10, 0);
    let opened = Opened {
        format: Opened::FORMAT.to_owned(),
        version: Opened::VERSION,
        diary: EntryId(0x5a_5a_5a_5a),
        subject: parsed("SAMPLE-01")?,
        phones: Phones {
            day: parsed("555 0100")?,
            night: parsed("555 0101")?,
            emergency: parsed("112")?,
        },
        language,
        sample: true,
        protocol,
    };
    let orders = [
        prescription(day(CYCLE_STARTS[0]))?,
        start(day(CYCLE_STARTS[0])),
    ];
    let plan = set_up(opened, &staff, &orders, opened_at).map_err(DemoError::Refused)?;
    Store::create(path, Clock::Fixed(opened_at), staff.clone(), &plan)?;
    let second = at(now, day(CYCLE_STARTS[1] - 1), 15, 0);
    let mut started = false;
    for date in (CYCLE_STARTS[0]..=0).map(day) {
        if date == day(CYCLE_STARTS[1]) && !started {
            record(path, &staff, start(date), second)?;
            started = true;
        }
        of_day(path, date, now)?;
    }
    Ok(())
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, DemoError> {
    text.parse()
        .map_err(|error: T::Err| DemoError::Unreadable(error.to_string()))
}

fn start(date: DiaryDate) -> Command {
    Command::StartCycle {
        date,
        given_at: None,
    }
}

fn prescription(from: DiaryDate) -> Result<Command, DemoError> {
    let tablets: Units = parsed("4x150+2x500")?;
    let capsules: Units = parsed("2x50")?;
    let both = BTreeMap::from([(Period::Am, tablets.clone()), (Period::Pm, tablets)]);
    let units = BTreeMap::from([
        (parsed("capecitabine")?, both),
        (
            parsed("utidelone")?,
            BTreeMap::from([(Period::Once, capsules)]),
        ),
    ]);
    Ok(Command::Prescribe(PrescribeCommand {
        units,
        from: SlotPosition::new(from, Period::Once),
        given_at: None,
        reason: PrescriptionReason::Initial,
        bsa_m2: None,
    }))
}

/// A wall-clock time of a diary date, in the zone of `now`.
fn at(now: Moment, date: DiaryDate, hour: u32, minute: u32) -> Moment {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    match Clock::Fixed(now).resolve(date.calendar().and_time(time)) {
        Resolved::One(moment) | Resolved::EarlierOfTwo(moment) => moment,
        Resolved::Never => now,
    }
}

/// Records what happened on a date, as far as it has come; today only what is not due any more.
fn of_day(path: &Path, date: DiaryDate, now: Moment) -> Result<(), DemoError> {
    let store = Store::open(path, Clock::Fixed(now))?;
    let planned = slots::planned_on(store.diary(), date);
    let patient = Author::Patient {};
    for slot in planned {
        let (hour, minute) = match slot.period {
            Period::Once => (6, 30),
            Period::Am => (8, 5),
            Period::Pm => (18, 50),
        };
        let taken_at = at(now, date, hour, minute);
        let recorded_at = taken_at + TimeDelta::minutes(2);
        let open = slots::span(store.diary(), &slot);
        let still_due = open.is_some_and(|open| now.naive_local() < open.end);
        if still_due && slot.period != Period::Once || recorded_at > now {
            continue;
        }
        if slot.period != Period::Once {
            let ended_at = taken_at - TimeDelta::minutes(20);
            record(path, &patient, Command::Meal { ended_at }, ended_at)?;
        }
        let dose = dose(slot, taken_at)?;
        record(path, &patient, Command::Dose(dose), recorded_at)?;
    }
    Ok(())
}

/// What the sample says of a slot: taken, with a few exceptions.
fn dose(slot: slots::Slot, taken_at: Moment) -> Result<DoseCommand, DemoError> {
    let mut dose = DoseCommand {
        drug: slot.drug,
        date: slot.date,
        period: Some(slot.period),
        outcome: Outcome::Taken,
        taken_at: Some(taken_at),
        units: None,
        food: Some(Food::Kept),
        reason: None,
        extra: false,
    };
    match (slot.cycle, slot.cycle_day, slot.period) {
        (1, 6, Period::Pm) => {
            dose.outcome = Outcome::Missed;
            dose.taken_at = None;
            dose.food = None;
            dose.reason = Some(MissedReason::FeltUnwell);
        }
        (1, 9, Period::Am) => dose.outcome = Outcome::Vomited,
        (1, 11, Period::Pm) => {
            dose.outcome = Outcome::PartlyTaken;
            dose.units = Some(parsed("2x500")?);
        }
        _ => {}
    }
    Ok(dose)
}

fn record(path: &Path, by: &Author, command: Command, at: Moment) -> Result<(), DemoError> {
    let mut store = Store::open(path, Clock::Fixed(at))?;
    let decision = decide(store.diary(), by, &command, at).map_err(DemoError::Refused)?;
    match store.record(by, &command, &decision, at) {
        Ok(_) => Ok(()),
        Err(RecordFailure::Refused(refusal)) => Err(DemoError::Refused(refusal)),
        Err(RecordFailure::Changed(_)) => Err(DemoError::Unreadable(
            "another program writes to it".to_owned(),
        )),
        Err(RecordFailure::Store(error)) => Err(error.into()),
    }
}
