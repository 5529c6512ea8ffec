//! What the study team enters at the patient's computer, and what is still wrong with it.
//!
//! The program computes no dose: units stay what staff counted.

use std::collections::BTreeMap;

use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{Command, Decision, PrescribeCommand, Refusal, set_up};
use crate::domain::entry::{Author, Language, Opened, Phones, PrescriptionReason};
use crate::domain::ids::{DrugId, EntryId, Initials, SubjectCode};
use crate::domain::protocol::{Bilingual, Form as UnitForm, Protocol};
use crate::domain::units::{Milligrams, Units};

use super::screen::Field;

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
    /// A strength is no number of milligrams, or stands there twice.
    Strength(DrugId),
    /// No units for an intake.
    NoUnits(DrugId, Period),
}

/// The strength of a row of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// From the protocol's list.
    Listed(Milligrams),
    /// Typed; the place among the texts.
    Typed(usize),
}

/// A row of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitsRow {
    /// The drug.
    pub(super) drug: DrugId,
    /// The intake.
    pub(super) period: Period,
    /// The strength.
    pub(super) strength: Strength,
    /// How many.
    pub(super) count: u16,
}

/// Subject, initials, three numbers: the texts before the typed strengths.
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
    pub(super) rows: Vec<UnitsRow>,
    pub(super) date: DiaryDate,
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
        let mut texts = vec![String::new(); FIXED_TEXTS];
        let mut rows = Vec::new();
        for drug in &protocol.drugs {
            let strengths = match &drug.strengths_mg {
                Some(listed) => listed.value.iter().copied().map(Strength::Listed).collect(),
                None => {
                    texts.push(String::new());
                    vec![Strength::Typed(texts.len() - 1)]
                }
            };
            for rule in &drug.periods {
                rows.extend(strengths.iter().map(|strength| UnitsRow {
                    drug: drug.id,
                    period: rule.period,
                    strength: *strength,
                    count: 0,
                }));
            }
        }
        Form {
            texts,
            rows,
            date: today,
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
                if let Some(row) = self.rows.get_mut(at) {
                    let moved = row.count.saturating_add_signed(i16::from(by));
                    row.count = moved.min(Units::MAX_COUNT);
                }
            }
            Field::Day => {
                let moved = self.date.plus(i64::from(by));
                self.date = moved.clamp(self.today.plus(-60), self.today.plus(60));
            }
            Field::Hour
            | Field::FiveMinutes
            | Field::Minute
            | Field::Half
            | Field::Band
            | Field::Text(_) => {}
        }
        self.fault = None;
    }

    /// The text of a field.
    pub(super) fn typed(&mut self, field: Field) -> Option<&mut String> {
        self.fault = None;
        match field {
            Field::Text(at) => self.texts.get_mut(at),
            Field::Hour
            | Field::FiveMinutes
            | Field::Minute
            | Field::Day
            | Field::Half
            | Field::Band
            | Field::Count(_) => None,
        }
    }

    pub(super) fn unit_form(&self, drug: DrugId) -> UnitForm {
        let rules = self.protocol.drug(drug);
        rules.map_or(UnitForm::Tablet, |drug| drug.form)
    }

    pub(super) fn drug_name(&self, drug: DrugId) -> Option<&Bilingual> {
        self.protocol.drug(drug).map(|drug| &drug.name)
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
            SetupStep::Units => self.units().err(),
            SetupStep::Start => None,
        }
    }

    fn parsed<T: std::str::FromStr>(&self, at: usize) -> Option<T> {
        self.texts.get(at)?.trim().parse().ok()
    }

    fn subject(&self) -> Option<SubjectCode> {
        self.parsed(SUBJECT)
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

    /// The amount of an intake, once it is more than nothing.
    pub(super) fn sum(&self, drug: DrugId, period: Period) -> Option<Milligrams> {
        let units = self.units_of(drug, period).ok()?;
        (!units.is_none()).then(|| units.mg())
    }

    fn units_of(&self, drug: DrugId, period: Period) -> Result<Units, Fault> {
        let of_slot = |row: &&UnitsRow| row.drug == drug && row.period == period;
        let mut pairs = Vec::new();
        for row in self.rows.iter().filter(of_slot) {
            let strength = match row.strength {
                Strength::Listed(mg) => mg,
                Strength::Typed(at) => self.parsed(at).ok_or(Fault::Strength(drug))?,
            };
            pairs.push((strength, row.count));
        }
        Units::new(pairs).map_err(|_| Fault::Strength(drug))
    }

    fn units(&self) -> Result<BTreeMap<DrugId, BTreeMap<Period, Units>>, Fault> {
        let mut all: BTreeMap<DrugId, BTreeMap<Period, Units>> = BTreeMap::new();
        for drug in &self.protocol.drugs {
            for rule in &drug.periods {
                let units = self.units_of(drug.id, rule.period)?;
                if units.is_none() {
                    return Err(Fault::NoUnits(drug.id, rule.period));
                }
                all.entry(drug.id).or_default().insert(rule.period, units);
            }
        }
        Ok(all)
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
            protocol: self.protocol.clone(),
        };
        let orders = [
            Command::Prescribe(PrescribeCommand {
                units: self.units().ok()?,
                from: SlotPosition::new(self.date, Period::Once),
                given_at: None,
                reason: PrescriptionReason::Initial,
                bsa_m2: None,
            }),
            Command::StartCycle {
                date: self.date,
                given_at: None,
            },
        ];
        let plan = set_up(opened, &by, &orders, now);
        Some((by, plan))
    }
}
