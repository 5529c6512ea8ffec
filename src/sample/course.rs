//! The course of one made-up participant, day by day: what is taken, what is recorded and when, and the visits.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::SampleError;
use super::adverse;
use super::book::Book;
use super::happenings;
use super::notes::Note;
use super::parsed;
use super::participant::Participant;
use super::story::What;
use super::truth::TrueDose;
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{Change, Command, DoseChange, DoseCommand};
use crate::domain::entry::{Author, CorrectionReason, Event, Food, MissedReason, Outcome};
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{AdverseEventChanged, Dispensed, Lost, Returned, SiteEvent, Visited};
use crate::domain::slots::{self, Slot};
use crate::domain::units::{Milligrams, Units};

/// What is handed out for a cycle: the drug, the strength, the lot, and how many.
const SUPPLIES: [(&str, &str, &str, u32); 3] = [
    ("utidelone", "50", "U-01", 10),
    ("capecitabine", "150", "C-15", 120),
    ("capecitabine", "500", "C-50", 60),
];

/// A visit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visit {
    pub(super) date: DiaryDate,
    /// The start of the next cycle, if the visit is for that.
    pub(super) starts: Option<DiaryDate>,
}

/// Something that is done at a moment.
enum Act {
    Record(Author, Command),
    /// The patient records, and the clock of the computer is so many hours behind.
    RecordByWrongClock(i64, Command),
    /// The time of this slot's dose was wrong.
    Correct(Slot),
    Visit(Visit),
    /// The site records something.
    Note(Note),
}

/// A course while it is made up.
pub(super) struct Course<'a> {
    of: Participant<'a>,
    book: Book,
    staff: Author,
    start: DiaryDate,
    visits: Vec<Visit>,
    /// What is to be done yet.
    acts: Vec<(Moment, Act)>,
    /// The date on which the clock of the computer is wrong, and by how many hours.
    clock_back: Option<(DiaryDate, i64)>,
    /// When something was handed out last.
    supplied_on: DiaryDate,
    /// Whether something was handed out that has not come back.
    is_supplied: bool,
    /// Up to which entry the study team has read the diary.
    reviewed: u64,
    /// What became of each dose.
    doses: Vec<TrueDose>,
}

impl<'a> Course<'a> {
    pub(super) fn new(
        of: Participant<'a>,
        book: Book,
        staff: Author,
        start: DiaryDate,
        visits: Vec<Visit>,
    ) -> Course<'a> {
        Course {
            of,
            book,
            staff,
            start,
            visits,
            acts: Vec::new(),
            clock_back: None,
            supplied_on: start.plus(-1),
            is_supplied: false,
            reviewed: 0,
            doses: Vec::new(),
        }
    }

    /// The site is to record these, each on its day.
    pub(super) fn with_notes(mut self, notes: Vec<(i64, Note)>) -> Course<'a> {
        let acts = notes.into_iter().map(|(day, note)| {
            let at = self.of.at(self.start.plus(day), 14, 0);
            (at, Act::Note(note))
        });
        self.acts.extend(acts);
        self
    }

    /// Goes through all days up to the last visit, and records what becomes known later.
    pub(super) fn run(mut self, last: DiaryDate) -> Result<(Book, Vec<TrueDose>), SampleError> {
        let at = self.of.at(self.supplied_on, 10, 20);
        self.book.note(at, &self.staff, visited(self.supplied_on))?;
        self.supply(at, self.supplied_on)?;
        let mut date = self.start;
        while date < last {
            self.day(date)?;
            date = date.plus(1);
        }
        self.plan_visit(last);
        let end = self.of.at(last, 9, 0);
        self.do_until(end)?;
        // Whatever else was to come into the diary comes after its last copy.
        self.acts.retain(|(_, act)| matches!(act, Act::Note(_)));
        self.do_until(self.of.now)?;
        Ok((self.book, self.doses))
    }

    fn day(&mut self, date: DiaryDate) -> Result<(), SampleError> {
        let today = date.days_since(self.start) + 1;
        let happenings = self.of.story.happenings.clone();
        for happening in happenings.iter().filter(|one| one.day == today) {
            if let What::ClockBack(hours) = happening.what {
                self.clock_back = Some((date, hours));
            }
            let made = happenings::command(&self.book.diary, happening.what, date, &self.of)?;
            self.acts
                .extend(made.into_iter().map(|(at, is_staff, command)| {
                    let by = if is_staff {
                        self.staff.clone()
                    } else {
                        Author::Patient {}
                    };
                    (at, Act::Record(by, command))
                }));
        }
        for slot in slots::planned_on(&self.book.diary, date) {
            self.slot(&slot);
        }
        self.plan_visit(date);
        self.do_until(self.of.at(date.plus(1), 4, 0))
    }

    fn plan_visit(&mut self, date: DiaryDate) {
        let visits = self.visits.iter().filter(|visit| visit.date == date);
        for visit in visits {
            let hour = if visit.starts.is_some() { 15 } else { 8 };
            self.acts
                .push((self.of.at(date, hour, 0), Act::Visit(*visit)));
        }
    }

    /// Does what is to be done before a moment, in its order.
    fn do_until(&mut self, end: Moment) -> Result<(), SampleError> {
        self.acts.sort_by_key(|(at, _)| *at);
        let due = self.acts.partition_point(|(at, _)| *at < end);
        let later = self.acts.split_off(due);
        for (at, act) in std::mem::replace(&mut self.acts, later) {
            match act {
                Act::Record(by, command) => self.book.record(at, &by, &command)?,
                Act::RecordByWrongClock(hours, command) => {
                    let at = at - TimeDelta::hours(hours);
                    self.book.record(at, &Author::Patient {}, &command)?;
                }
                Act::Correct(slot) => self.correct(at, &slot)?,
                Act::Visit(visit) => self.visit(at, visit)?,
                Act::Note(note) => self.note(at, note)?,
            }
        }
        Ok(())
    }

    /// What becomes of a slot.
    fn slot(&mut self, slot: &Slot) {
        let habits = self.of.story.habits;
        let chance = &mut self.of.chance;
        if chance.happens(habits.unrecorded) {
            self.doses.push(true_dose(slot, None));
            return;
        }
        let (hour, minute) = match slot.period {
            Period::Once => (6, 15 + chance.below(20)),
            Period::Am => (8, chance.below(40)),
            Period::Pm => (19, 20 + chance.below(40)),
        };
        let (is_late, is_corrected) = (
            chance.happens(habits.late),
            chance.happens(habits.corrected),
        );
        let outcome = match chance.below(1000) {
            share if share < habits.missed => Outcome::Missed,
            share if share < habits.missed + habits.vomited => Outcome::Vomited,
            share if share < habits.missed + habits.vomited + habits.partly => Outcome::PartlyTaken,
            _ => Outcome::Taken,
        };
        let food = match chance.below(1000) {
            share if share < habits.food_not_kept => Some(Food::NotKept),
            // The meal clock knows.
            share if share < 950 && !is_late && slot.period != Period::Once => None,
            share if share < 990 => Some(Food::Kept),
            _ => Some(Food::Unknown),
        };
        let missed_why = [
            MissedReason::Forgot,
            MissedReason::FeltUnwell,
            MissedReason::CouldNotEat,
        ];
        let missed_why = missed_why[chance.below(3) as usize];
        let taken_at = self.of.at(slot.date, hour, minute);
        let is_missed = outcome == Outcome::Missed;
        let dose = DoseCommand {
            drug: slot.drug,
            date: slot.date,
            period: Some(slot.period),
            outcome,
            taken_at: (!is_missed).then_some(taken_at),
            units: (outcome == Outcome::PartlyTaken)
                .then(|| part(slot))
                .flatten(),
            food: food.filter(|_| !is_missed),
            reason: is_missed.then_some(missed_why),
            extra: false,
        };
        self.record_dose(slot, dose, taken_at, is_late, is_corrected);
    }

    /// When a dose is recorded, and what else with it.
    fn record_dose(
        &mut self,
        slot: &Slot,
        mut dose: DoseCommand,
        taken_at: Moment,
        is_late: bool,
        is_corrected: bool,
    ) {
        let outcome = dose.outcome;
        let is_missed = outcome == Outcome::Missed;
        let has_meal = dose.food.is_none() && !is_missed;
        let mut at = taken_at + TimeDelta::minutes(if is_missed { 100 } else { 2 });
        let is_morning = slot.period == Period::Am;
        let clock_back = self.clock_back.filter(|(date, _)| *date == slot.date);
        let clock_back = clock_back.filter(|_| is_morning && !is_missed);
        if let Some(evening) = self.evening_before_visit(slot.date) {
            let minutes = 2 * (slot.date.days_since(self.start) % 20);
            at = evening + TimeDelta::minutes(minutes + i64::from(slot.period == Period::Pm));
            dose.food = (!is_missed).then_some(Food::Unknown);
            dose.taken_at = None;
        } else if is_late {
            at = self.of.at(slot.date.plus(1), 7, 40);
        } else if clock_back.is_some() {
            dose.food = Some(Food::Kept);
            dose.taken_at = None;
        }
        let has_meal = has_meal && dose.food != Some(Food::Unknown);
        let patient = Author::Patient {};
        let command = Command::Dose(dose);
        // In a pause nothing is recorded.
        if !self.book.allows(at.max(taken_at), &patient, &command) {
            self.doses.push(true_dose(slot, None));
            return;
        }
        self.doses.push(true_dose(slot, Some(outcome)));
        if has_meal {
            let ended_at = taken_at - TimeDelta::minutes(12);
            let meal = Command::Meal { ended_at };
            self.acts
                .push((ended_at, Act::Record(patient.clone(), meal)));
        }
        let act = match clock_back {
            Some((_, hours)) => Act::RecordByWrongClock(hours, command),
            None => Act::Record(patient, command),
        };
        self.acts.push((at, act));
        if is_corrected && !is_missed {
            let later = at + TimeDelta::minutes(50);
            self.acts.push((later, Act::Correct(*slot)));
        }
    }

    /// When a slot is recorded by somebody who does so before a visit only.
    fn evening_before_visit(&self, date: DiaryDate) -> Option<Moment> {
        let days = self.of.story.habits.batch_days;
        let mut visits = self.visits.iter();
        let visit = visits.find(|visit| {
            let left = visit.date.days_since(date);
            left > 1 && left <= days
        })?;
        Some(self.of.at(visit.date.plus(-1), 20, 10))
    }

    fn correct(&mut self, at: Moment, slot: &Slot) -> Result<(), SampleError> {
        let doses = self.book.diary.doses_on(slot.date).iter();
        let mut doses = doses.filter(|dose| dose.drug == slot.drug && dose.is_intake());
        let Some(dose) = doses.find(|dose| dose.period == Some(slot.period)) else {
            return Ok(());
        };
        let right = dose.taken_at.map(|at| at - TimeDelta::minutes(3));
        let change = DoseChange {
            taken_at: Some(right),
            ..DoseChange::default()
        };
        let command = Command::Correct {
            seq: dose.seq,
            change: Change::Dose(change),
            reason: CorrectionReason::WrongTime,
        };
        self.book.record(at, &Author::Patient {}, &command)
    }

    fn note(&mut self, at: Moment, note: Note) -> Result<(), SampleError> {
        let event = match note {
            Note::Event(event) => event,
            Note::Worse {
                term,
                onset,
                grade,
                date,
            } => SiteEvent::AdverseEventChanged(AdverseEventChanged {
                event: self.book.adverse_event(term, onset)?,
                date,
                grade: Some(grade),
                ended: false,
                serious: None,
                related: BTreeMap::new(),
                action: BTreeMap::new(),
            }),
        };
        self.book.note(at, &self.staff, event)
    }

    /// The diary is received, the tablets are counted, and those of the next cycle handed out.
    fn visit(&mut self, at: Moment, visit: Visit) -> Result<(), SampleError> {
        let staff = self.staff.clone();
        let reviewed = self.reviewed;
        self.reviewed = self.book.receive(at, &staff)?;
        let at = at + TimeDelta::minutes(10);
        self.book.note(at, &staff, visited(visit.date))?;
        if self.is_supplied {
            self.count(at + TimeDelta::minutes(5), visit.date)?;
        }
        // The copy of the last visit has just come, and nobody has looked at it yet.
        let Some(date) = visit.starts else {
            return Ok(());
        };
        for event in adverse::events(&self.book.diary, reviewed) {
            self.book.note(at + TimeDelta::minutes(8), &staff, event)?;
        }
        self.book.review(at + TimeDelta::minutes(9), &staff)?;
        let start = Command::StartCycle {
            date,
            given_at: None,
        };
        let at = at + TimeDelta::minutes(10);
        if self.book.allows(at, &staff, &start) {
            self.book.record(at, &staff, &start)?;
            self.supply(at + TimeDelta::minutes(5), visit.date)?;
        }
        Ok(())
    }

    fn supply(&mut self, at: Moment, date: DiaryDate) -> Result<(), SampleError> {
        for (drug, strength, lot, count) in SUPPLIES {
            let dispensed = Dispensed {
                drug: parsed(drug)?,
                strength_mg: parsed(strength)?,
                lot: PlainText::new(lot),
                count,
                date,
            };
            self.book
                .note(at, &self.staff, SiteEvent::Dispensed(dispensed))?;
        }
        (self.supplied_on, self.is_supplied) = (date, true);
        Ok(())
    }

    /// What is left of what was handed out last is counted, and kept.
    fn count(&mut self, at: Moment, date: DiaryDate) -> Result<(), SampleError> {
        for (drug, strength, lot, handed_out) in SUPPLIES {
            let (drug, strength_mg) = (parsed(drug)?, parsed(strength)?);
            let lot = PlainText::new(lot);
            let mut left = i64::from(handed_out) - self.taken_since_supply(drug, strength_mg);
            if drug.as_str() == "capecitabine" && strength == "500" {
                left += std::mem::take(&mut self.of.story.count_off);
                let count = std::mem::take(&mut self.of.story.lost);
                if count > 0 {
                    left -= i64::from(count);
                    let (lot, reason) = (lot.clone(), PlainText::new("fell into the sink"));
                    let lost = Lost {
                        drug,
                        strength_mg,
                        lot,
                        count,
                        date,
                        reason,
                    };
                    self.book.note(at, &self.staff, SiteEvent::Lost(lost))?;
                }
            }
            let returned = Returned {
                drug,
                strength_mg,
                lot,
                count: u32::try_from(left).unwrap_or(0),
                after: SlotPosition::new(date.plus(-1), Period::Pm),
                date,
                kept: true,
            };
            self.book
                .note(at, &self.staff, SiteEvent::Returned(returned))?;
        }
        self.is_supplied = false;
        Ok(())
    }

    fn taken_since_supply(&self, drug: DrugId, strength: Milligrams) -> i64 {
        let live = self.book.diary.history().live_entries();
        let counts = live.filter_map(|live| match live.event {
            Event::Dose(dose) if dose.drug == drug && dose.date > self.supplied_on => dose
                .units
                .as_ref()
                .map(|units| i64::from(units.count_of(strength))),
            _ => None,
        });
        counts.sum()
    }
}

fn true_dose(slot: &Slot, outcome: Option<Outcome>) -> TrueDose {
    TrueDose {
        drug: slot.drug,
        date: slot.date,
        period: slot.period,
        outcome,
    }
}

fn visited(date: DiaryDate) -> SiteEvent {
    SiteEvent::Visited(Visited { date })
}

/// A part of what is prescribed at first.
fn part(slot: &Slot) -> Option<Units> {
    let units = match slot.period {
        Period::Once => "1x50",
        Period::Am | Period::Pm => "2x500",
    };
    units.parse().ok()
}
