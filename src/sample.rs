//! A made-up diary to look around in, marked as sample on every page; and made-up studies (`study`).
//!
//! Called by `demo` and by the first-start screen. It goes the road of every diary, through `decide`
//! and the journal, under fixed clocks that lie around the moment given: the third day of the second
//! cycle, with a missed dose, a vomited one, one that nobody has recorded, and something due.

mod adverse;
mod book;
mod chance;
mod course;
mod fate;
mod happenings;
mod notes;
mod participant;
mod story;
mod study;
mod truth;

pub use study::{SampleParticipant, SampleStudy, Wanted};
pub use truth::{TrueDose, TrueEvent, Truth};

use std::path::Path;

use chrono::{NaiveTime, TimeDelta};

use crate::clock::{Clock, Resolved};
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{Command, DoseCommand, PrescribeCommand, Refusal, decide, set_up};
use crate::domain::entry::{
    Author, Food, Language, MissedReason, Opened, Outcome, Phones, PrescriptionReason,
};
use crate::domain::ids::{DrugId, EntryId};
use crate::domain::protocol::Protocol;
use crate::domain::slots;
use crate::journal::fresh_id;
use crate::runtime::{RecordFailure, Store, StoreError};

/// Why the sample cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An entry of it.
    #[error(transparent)]
    Record(#[from] RecordFailure),
    /// The built-in protocol, or a value of the sample: a fault of this program.
    #[error("the sample does not fit the built-in protocol")]
    Unfit,
}

impl From<Refusal> for SampleError {
    fn from(_: Refusal) -> Self {
        SampleError::Unfit
    }
}

/// Days from the first cycle's start to the second's.
const FIRST_CYCLE_DAYS: i64 = 21;

/// Writes the sample as a new diary at `path`, as it would stand at `now`.
///
/// # Errors
/// Something stands at `path`, or it cannot be written.
pub fn create(path: &Path, now: Moment, language: Language) -> Result<Store, SampleError> {
    let protocol = Protocol::built_in().map_err(|_| SampleError::Unfit)?;
    let today = DiaryDate::of(now.naive_local(), protocol.day_starts_at());
    let second = today.plus(-2);
    let first = second.plus(-FIRST_CYCLE_DAYS);
    let mut maker = Maker {
        path,
        now,
        day_starts_at: protocol.day_starts_at(),
        staff: Author::Site {
            id: parsed("DEMO")?,
        },
    };
    maker.open(protocol, first, language)?;
    let mut date = first;
    while date < today {
        if date == second {
            maker.start(second)?;
        }
        maker.day(date, first, second)?;
        date = date.plus(1);
    }
    Ok(Store::open(path, Clock::Fixed(now))?)
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, SampleError> {
    text.parse().map_err(|_| SampleError::Unfit)
}

/// A time of day.
fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}

struct Maker<'a> {
    path: &'a Path,
    now: Moment,
    day_starts_at: NaiveTime,
    staff: Author,
}

impl Maker<'_> {
    /// The moment of a time of day on a diary date, by the clock of now; never after it.
    fn at(&self, date: DiaryDate, hour: u32, minute: u32) -> Moment {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(self.day_starts_at);
        let civil = date.at(time, self.day_starts_at);
        match Clock::Fixed(self.now).resolve(civil) {
            Resolved::One(moment) | Resolved::EarlierOfTwo(moment) => moment.min(self.now),
            Resolved::Never => self.now,
        }
    }

    fn open(
        &mut self,
        protocol: Protocol,
        first: DiaryDate,
        language: Language,
    ) -> Result<(), SampleError> {
        let opened = Opened {
            format: Opened::FORMAT.to_owned(),
            version: Opened::VERSION,
            diary: fresh_id().unwrap_or(EntryId(0)),
            subject: parsed("DEMO")?,
            phones: Phones {
                day: parsed("000-0000-001")?,
                night: parsed("000-0000-002")?,
                emergency: parsed("000")?,
            },
            language,
            sample: true,
            protocol: protocol.into(),
        };
        let mut units = std::collections::BTreeMap::new();
        let slots = [
            ("utidelone", Period::Once, "2x50"),
            ("capecitabine", Period::Am, "4x150+2x500"),
            ("capecitabine", Period::Pm, "4x150+2x500"),
        ];
        for (drug, period, list) in slots {
            let of_drug: &mut std::collections::BTreeMap<_, _> =
                units.entry(parsed::<DrugId>(drug)?).or_default();
            of_drug.insert(period, parsed(list)?);
        }
        let orders = [
            Command::Prescribe(PrescribeCommand {
                units,
                from: SlotPosition::new(first, Period::Once),
                given_at: None,
                reason: PrescriptionReason::Initial,
                bsa_m2: None,
            }),
            Command::StartCycle {
                date: first,
                given_at: None,
            },
        ];
        let at = self.at(first.plus(-1), 10, 0);
        let plan = set_up(opened, &self.staff, &orders, at)?;
        Store::create(self.path, Clock::Fixed(at), self.staff.clone(), &plan)?;
        Ok(())
    }

    fn record(&self, at: Moment, by: &Author, command: &Command) -> Result<(), SampleError> {
        let mut store = Store::open(self.path, Clock::Fixed(at))?;
        let decision = decide(store.diary(), by, command, at)?;
        store.record(by, command, &decision, at)?;
        Ok(())
    }

    fn start(&self, date: DiaryDate) -> Result<(), SampleError> {
        let command = Command::StartCycle {
            date,
            given_at: None,
        };
        self.record(self.at(date.plus(-1), 15, 0), &self.staff, &command)
    }

    /// What the made-up patient records on a day.
    fn day(&self, date: DiaryDate, first: DiaryDate, second: DiaryDate) -> Result<(), SampleError> {
        let store = Store::open(self.path, Clock::Fixed(self.now))?;
        let planned = slots::planned_on(store.diary(), date);
        for slot in planned {
            let told = (
                date.days_since(first) + 1,
                date.days_since(second) + 1,
                slot.period,
            );
            let (hour, minute) = match slot.period {
                Period::Once => (6, 30),
                Period::Am => (8, 10),
                Period::Pm => (19, 40),
            };
            let mut dose = DoseCommand {
                drug: slot.drug,
                date,
                period: Some(slot.period),
                outcome: Outcome::Taken,
                taken_at: Some(self.at(date, hour, minute)),
                units: None,
                food: (slot.period == Period::Once).then_some(Food::Kept),
                reason: None,
                extra: false,
            };
            match told {
                (6, _, Period::Pm) => {
                    dose.outcome = Outcome::Missed;
                    dose.taken_at = None;
                    dose.food = None;
                    dose.reason = Some(MissedReason::FeltUnwell);
                }
                (9, _, Period::Am) => dose.outcome = Outcome::Vomited,
                // Nobody has recorded these two evenings.
                (12, _, Period::Pm) | (_, 2, Period::Pm) => continue,
                _ => {}
            }
            if slot.period != Period::Once && dose.taken_at.is_some() {
                let ended_at = self.at(date, hour, minute) - TimeDelta::minutes(15);
                self.record(ended_at, &Author::Patient {}, &Command::Meal { ended_at })?;
            }
            let at = self.at(date, hour, minute + 2);
            self.record(at, &Author::Patient {}, &Command::Dose(dose))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::slots::Status;
    use crate::domain::today::today;

    #[test]
    fn the_sample_stands_on_day_three_with_something_to_do_and_says_that_it_is_made_up() {
        let folder = tempfile::tempdir().unwrap();
        for (name, now) in [
            ("morning", "2026-11-04T09:00:00+08:00"),
            ("night", "2026-11-05T01:00:00+08:00"),
        ] {
            let now: Moment = now.parse().unwrap();
            let path = folder.path().join(format!("{name}.jsonl"));
            let store = create(&path, now, Language::En).unwrap();
            let diary = store.diary();
            assert!(diary.is_sample());
            let page = today(diary, diary.date_of(now), now);
            assert_eq!(page.phase.cycle_day(), Some((2, 3)));
            assert!(page.slots.iter().any(|day| day.state.status == Status::Due));
            assert_eq!(page.yesterday.len(), 1, "one evening is not recorded");
            assert!(page.warnings.is_empty());
        }
    }
}
