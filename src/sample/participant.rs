//! One made-up participant: how the diary begins, and when the visits are.

use std::collections::BTreeMap;

use super::SampleError;
use super::book::Book;
use super::chance::Chance;
use super::course::{Course, Visit};
use super::fate::Fate;
use super::notes::notes;
use super::story::Story;
use super::truth::Truth;
use super::{parsed, time};
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition, instant};
use crate::domain::decide::{Command, PrescribeCommand, set_up};
use crate::domain::entry::{Author, Language, Opened, Phones, PrescriptionReason};
use crate::domain::ids::{DrugId, EntryId, SubjectCode};
use crate::domain::protocol::Protocol;
use crate::domain::site::{SiteEvent, SiteOpened};
use crate::domain::units::Units;

/// The drugs, and how they are prescribed at first.
pub(super) const FIRST_UNITS: [(&str, Period, &str); 3] = [
    ("utidelone", Period::Once, "2x50"),
    ("capecitabine", Period::Am, "4x150+2x500"),
    ("capecitabine", Period::Pm, "4x150+2x500"),
];
/// Days from the end of treatment to the last visit.
const FOLLOW_UP: i64 = 30;

/// A participant who is to be made up.
pub(super) struct Participant<'a> {
    pub(super) protocol: &'a Protocol,
    pub(super) subject: &'a SubjectCode,
    pub(super) language: Language,
    pub(super) now: Moment,
    pub(super) cycles: Option<u16>,
    pub(super) story: Story,
    pub(super) chance: Chance,
    /// Chance of its own, so that a diary is the same with a fate and without, as far as it goes.
    pub(super) fate: Chance,
}

impl Participant<'_> {
    /// Her diary and her site record; where the cycles are given, with the course of her disease and what is true
    /// of it.
    pub(super) fn book(mut self) -> Result<(Book, Option<Truth>), SampleError> {
        let length = i64::from(self.protocol.cycle_length_days.value);
        let today = self.date_of(self.now);
        let last_visit = today.plus(-1 - i64::from(self.chance.below(6)));
        let cycles = match self.cycles {
            Some(cycles) => i64::from(cycles),
            None => self.story.cycles + i64::from(self.chance.below(2)),
        };
        let days = cycles * length - i64::from(self.chance.below(8));
        let start = last_visit.plus(-days);
        let staff = Author::Site {
            id: parsed("DEMO")?,
        };
        let book = self.open(start, &staff)?;
        let delay = self.story.delay;
        if self.cycles.is_none() {
            let visits = visits(start, last_visit, length, delay);
            let (book, _) = Course::new(self, book, staff, start, visits).run(last_visit)?;
            return Ok((book, None));
        }
        let fate = Fate::plan(&mut self.fate, days);
        self.story.end_with(fate.stop);
        // She comes once more after the end of her treatment.
        let after = fate.stop.map(|(stop, _)| start.plus(stop + FOLLOW_UP));
        let last_visit = after.map_or(last_visit, |after| after.min(last_visit));
        let visits = visits(start, last_visit, length, delay);
        let mut truth = Truth::planned(&self, &fate, start, &visits);
        let notes = notes(&fate, start)?;
        let course = Course::new(self, book, staff, start, visits).with_notes(notes);
        let (book, doses) = course.run(last_visit)?;
        truth.doses.extend(doses);
        Ok((book, Some(truth)))
    }

    fn date_of(&self, moment: Moment) -> DiaryDate {
        DiaryDate::of(moment.naive_local(), self.protocol.day_starts_at())
    }

    /// The moment of a time of day on a diary date.
    pub(super) fn at(&self, date: DiaryDate, hour: u32, minute: u32) -> Moment {
        let civil = date.at(time(hour, minute), self.protocol.day_starts_at());
        instant(civil, *self.now.offset())
    }

    fn open(&mut self, start: DiaryDate, staff: &Author) -> Result<Book, SampleError> {
        let at = self.at(start.plus(-1), 10, 0);
        let opened = Opened {
            format: Opened::FORMAT.to_owned(),
            version: Opened::VERSION,
            diary: EntryId(self.chance.number()),
            subject: self.subject.clone(),
            phones: Phones {
                day: parsed("000-0000-001")?,
                night: parsed("000-0000-002")?,
                emergency: parsed("000")?,
            },
            language: self.language,
            sample: true,
            protocol: self.protocol.clone().into(),
        };
        let mut units: BTreeMap<DrugId, BTreeMap<Period, Units>> = BTreeMap::new();
        for (drug, period, list) in FIRST_UNITS {
            units
                .entry(parsed(drug)?)
                .or_default()
                .insert(period, parsed(list)?);
        }
        let orders = [
            Command::Prescribe(PrescribeCommand {
                units,
                from: SlotPosition::new(start, Period::Once),
                given_at: None,
                reason: PrescriptionReason::Initial,
                bsa_m2: None,
            }),
            Command::StartCycle {
                date: start,
                given_at: None,
            },
        ];
        let plan = set_up(opened, staff, &orders, at)?;
        let record = SiteEvent::Opened(SiteOpened::new(self.subject.clone()));
        let ids = Chance::new(self.chance.number());
        Book::open(at, staff, plan.events, record, ids)
    }
}

/// The visits after the first: on the last day of each cycle, and at last one in the middle of a cycle.
fn visits(start: DiaryDate, last: DiaryDate, length: i64, delay: i64) -> Vec<Visit> {
    let mut visits = Vec::new();
    let mut next = start.plus(length + delay);
    while next.plus(-1) < last {
        visits.push(Visit {
            date: next.plus(-1),
            starts: Some(next),
        });
        next = next.plus(length);
    }
    visits.push(Visit {
        date: last,
        starts: None,
    });
    visits
}
