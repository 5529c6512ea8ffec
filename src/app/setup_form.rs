//! What the study team enters at the patient's computer, and what is still wrong with it.
//!
//! The program computes no dose: units stay what staff counted.

use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{Command, Decision, PrescribeCommand, Refusal, set_up};
use crate::domain::entry::{Author, Language, Opened, Phones, PrescriptionReason};
use crate::domain::ids::{DrugId, EntryId, Initials, SubjectCode};
use crate::domain::protocol::Protocol;

use super::page::Field;
use super::units_form::{UnitsFault, UnitsForm};

/// The steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetupStep {
    /// Subject and initials.
    Who,
    /// Telephone numbers.
    Phones,
    /// Units of every slot.
    Units,
    /// The first cycle.
    Start,
}

impl SetupStep {
    const ALL: [SetupStep; 4] = [
        SetupStep::Who,
        SetupStep::Phones,
        SetupStep::Units,
        SetupStep::Start,
    ];

    fn place(self) -> usize {
        SetupStep::ALL
            .iter()
            .position(|step| *step == self)
            .unwrap_or(0)
    }

    /// Its number, from 1.
    pub(super) fn number(self) -> usize {
        self.place() + 1
    }

    /// How many there are.
    pub(super) fn count() -> usize {
        SetupStep::ALL.len()
    }

    /// The one before.
    pub(super) fn before(self) -> Option<SetupStep> {
        SetupStep::ALL.get(self.place().checked_sub(1)?).copied()
    }

    /// The one after.
    pub(super) fn after(self) -> Option<SetupStep> {
        SetupStep::ALL.get(self.place() + 1).copied()
    }
}

/// What is wrong with a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No subject code.
    Subject,
    /// No initials.
    Initials,
    /// No telephone number in this place.
    Phone,
    /// Something with the units.
    Units(UnitsFault),
}

/// Subject, initials, three numbers: the texts before those of the units.
pub(super) const SUBJECT: usize = 0;
pub(super) const INITIALS: usize = 1;
pub(super) const PHONE_DAY: usize = 2;
pub(super) const PHONE_NIGHT: usize = 3;
pub(super) const PHONE_EMERGENCY: usize = 4;
const FIXED_TEXTS: usize = 5;

/// Everything entered so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub(super) texts: Vec<String>,
    pub(super) units: UnitsForm,
    pub(super) date: DiaryDate,
    /// The first day is not known yet.
    pub(super) start_later: bool,
    pub(super) protocol: Protocol,
    /// Shown once somebody tried to go on.
    pub(super) fault: Option<Fault>,
    today: DiaryDate,
    diary: EntryId,
    language: Language,
}

impl Form {
    /// An empty form for the study's own protocol, starting today.
    pub(super) fn new(protocol: Protocol, diary: EntryId, language: Language, now: Moment) -> Form {
        let today = DiaryDate::of(now.naive_local(), protocol.day_starts_at());
        Form {
            texts: vec![String::new(); FIXED_TEXTS],
            units: UnitsForm::blank(&protocol, FIXED_TEXTS),
            date: today,
            start_later: false,
            protocol,
            fault: None,
            today,
            diary,
            language,
        }
    }

    /// Changes a count or the first day by one step.
    pub(super) fn step(&mut self, field: Field, by: i8) {
        match field {
            Field::Count(at) => {
                self.units.step(at, by);
            }
            Field::Day => {
                let moved = self.date.plus(i64::from(by));
                self.date = moved.clamp(self.today.plus(-60), self.today.plus(60));
            }
            Field::Minutes(_) | Field::Half | Field::Band | Field::Until => {}
        }
        self.fault = None;
    }

    /// The text that is typed into, by its place.
    pub(super) fn typed(&mut self, at: usize) -> Option<&mut String> {
        self.fault = None;
        if at < FIXED_TEXTS {
            self.texts.get_mut(at)
        } else {
            self.units.text(at)
        }
    }

    /// One more strength of a drug, to be typed.
    pub(super) fn add_strength(&mut self, drug: DrugId) {
        if let Some(drug) = self.protocol.drug(drug) {
            self.units.add_strength(drug);
        }
    }

    /// The same for another language of the screens.
    pub(super) fn in_language(mut self, language: Language) -> Form {
        self.language = language;
        self
    }

    /// What is wrong with a step, if anything.
    pub(super) fn check(&self, step: SetupStep) -> Option<Fault> {
        match step {
            SetupStep::Who => {
                if self.subject().is_none() {
                    Some(Fault::Subject)
                } else {
                    self.initials().is_none().then_some(Fault::Initials)
                }
            }
            SetupStep::Phones => self.phones().is_none().then_some(Fault::Phone),
            SetupStep::Units => self.units.fault(true).map(Fault::Units),
            SetupStep::Start => None,
        }
    }

    fn parsed<T: std::str::FromStr>(&self, at: usize) -> Option<T> {
        self.texts.get(at)?.trim().parse().ok()
    }

    fn subject(&self) -> Option<SubjectCode> {
        self.parsed(SUBJECT).filter(SubjectCode::is_keepable)
    }

    fn initials(&self) -> Option<Initials> {
        self.parsed(INITIALS)
    }

    fn phones(&self) -> Option<Phones> {
        Some(Phones {
            day: self.parsed(PHONE_DAY)?,
            night: self.parsed(PHONE_NIGHT)?,
            emergency: self.parsed(PHONE_EMERGENCY)?,
        })
    }

    /// Who sets up, and what would be written.
    pub(super) fn plan(&self, now: Moment) -> Option<(Author, Result<Decision, Refusal>)> {
        let by = Author::Site {
            id: self.initials()?,
        };
        let opened = Opened {
            format: Opened::FORMAT.to_owned(),
            version: Opened::VERSION,
            diary: self.diary,
            subject: self.subject()?,
            phones: self.phones()?,
            language: self.language,
            sample: false,
            protocol: self.protocol.clone().into(),
        };
        let from = if self.start_later {
            self.today
        } else {
            self.date
        };
        let mut orders = vec![Command::Prescribe(PrescribeCommand {
            units: self.units.units().ok()?,
            from: SlotPosition::new(from, Period::Once),
            given_at: None,
            reason: PrescriptionReason::Initial,
            bsa_m2: self.units.surface().ok()?,
        })];
        if !self.start_later {
            orders.push(Command::StartCycle {
                date: self.date,
                given_at: None,
            });
        }
        let plan = set_up(opened, &by, &orders, now);
        Some((by, plan))
    }
}
