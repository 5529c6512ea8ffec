//! The state of a diary: what its entries mean together.
//!
//! A pure fold: the same entries give the same state, and any prefix gives a valid one. It holds the
//! orders, the cycles, the doses, the meals and the calls; what is due at a moment is `slots`, what
//! asks for a call is `warnings`. Here stand the questions; `fold` makes the state, `records` are its
//! parts.

mod fold;
mod records;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::calendar::{DiaryDate, Moment};
use super::entry::{Dose, Entry, EntryRef, Event, Language, Medicine, Phones, Symptom};
use super::history::History;
use super::ids::{DrugId, SubjectCode};
use super::orders::Course;
use super::protocol::{Drug, Protocol};
use super::warnings::{self, Cause, Warning};

use records::RuleBook;
pub use records::{
    Confirmation, ContactRecord, Cycle, DiaryError, DoseRecord, MealRecord, SymptomRecord,
};

/// The state of a diary.
#[derive(Debug, Clone)]
pub struct Diary {
    history: History,
    subject: SubjectCode,
    sample: bool,
    language: Language,
    phones: Phones,
    baseline_stools: Option<u8>,
    rule_books: Vec<RuleBook>,
    cycles: Vec<Cycle>,
    courses: Vec<(DrugId, Course)>,
    /// Sorted by date, then `seq`.
    doses: Vec<DoseRecord>,
    meals: Vec<MealRecord>,
    symptoms: Vec<SymptomRecord>,
    contacts: Vec<ContactRecord>,
    medicines: Vec<Medicine>,
    /// What staff confirmed in the site record.
    confirmations: Vec<Confirmation>,
    /// Found when first asked for: the ledger, the open warnings and the findings are all made from it.
    dose_causes: OnceLock<Vec<(u64, Cause)>>,
    /// Found when first asked for: a command asks several times, a screen with every frame.
    open_warnings: OnceLock<Vec<Warning>>,
}

impl Diary {
    /// The entries and their corrections.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The participant.
    pub fn subject(&self) -> &SubjectCode {
        &self.subject
    }

    /// Whether it is made-up data.
    pub fn is_sample(&self) -> bool {
        self.sample
    }

    /// The language of the screens.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The numbers to call.
    pub fn phones(&self) -> &Phones {
        &self.phones
    }

    /// How many stools a day the patient usually has, where staff have entered it; it only helps the
    /// wording of a question (ruling 18).
    pub fn baseline_stools(&self) -> Option<u8> {
        self.baseline_stools
    }

    /// The rules in force, with what the site has set.
    pub fn rules(&self) -> &Protocol {
        let newest = || {
            let books = self.rule_books.iter().enumerate();
            let last = books.max_by_key(|(_, book)| (book.from.rank(), book.seq));
            last.map_or(0, |(at, _)| at)
        };
        let at = self.cycles.last().map_or_else(newest, |c| c.protocol);
        &self.rule_books[at].protocol
    }

    /// The rules of the cycle that a date falls in; before the first, those of the first.
    pub fn rules_on(&self, date: DiaryDate) -> &Protocol {
        match self.cycle_on(date).or(self.cycles.first()) {
            Some(cycle) => self.rules_of(cycle),
            None => self.rules(),
        }
    }

    /// The rules of a cycle, with what the site has set.
    pub fn rules_of(&self, cycle: &Cycle) -> &Protocol {
        &self.rule_books[cycle.protocol].protocol
    }

    /// The drugs of the rules in force, in their order.
    pub fn drugs(&self) -> &[Drug] {
        &self.rules().drugs
    }

    /// The diary date of a moment, by the wall clock that named it.
    pub fn date_of(&self, moment: Moment) -> DiaryDate {
        DiaryDate::of(moment.naive_local(), self.rules().day_starts_at())
    }

    /// The cycles, in their order; also those whose start lies ahead.
    pub fn cycles(&self) -> &[Cycle] {
        &self.cycles
    }

    /// The cycle that a date falls in: the last one started at or before it.
    pub fn cycle_on(&self, date: DiaryDate) -> Option<&Cycle> {
        let after = self.cycles.partition_point(|cycle| cycle.start <= date);
        self.cycles.get(after.checked_sub(1)?)
    }

    /// The cycle after this one.
    pub fn cycle_after(&self, cycle: &Cycle) -> Option<&Cycle> {
        let after = self
            .cycles
            .partition_point(|other| other.start <= cycle.start);
        self.cycles.get(after)
    }

    /// The orders for a drug.
    pub fn course(&self, drug: DrugId) -> &Course {
        static NO_ORDERS: Course = Course::none();
        self.courses
            .iter()
            .find(|(id, _)| *id == drug)
            .map_or(&NO_ORDERS, |(_, course)| course)
    }

    /// The orders for every drug that has any.
    pub fn courses(&self) -> impl Iterator<Item = (DrugId, &Course)> {
        self.courses.iter().map(|(drug, course)| (*drug, course))
    }

    /// Live dose entries, by date, then `seq`.
    pub fn doses(&self) -> &[DoseRecord] {
        &self.doses
    }

    /// Live dose entries that name a date, by `seq`.
    pub fn doses_on(&self, date: DiaryDate) -> &[DoseRecord] {
        let from = self.doses.partition_point(|dose| dose.date < date);
        let to = from + self.doses[from..].partition_point(|dose| dose.date == date);
        &self.doses[from..to]
    }

    /// The content of a live dose entry.
    pub fn dose(&self, seq: u64) -> Option<&Dose> {
        let Event::Dose(dose) = self.history.live(seq)?.event else {
            return None;
        };
        Some(dose)
    }

    /// The newest intake of a drug by the instant it was swallowed, among those before `now`.
    pub fn last_intake(&self, drug: DrugId, now: Moment) -> Option<&DoseRecord> {
        // By date they are sorted; by instant, neighbours may change places.
        self.doses
            .iter()
            .rev()
            .filter(|dose| dose.drug == drug && dose.is_intake() && dose.swallowed_at() <= now)
            .take(8)
            .max_by_key(|dose| dose.swallowed_at())
    }

    /// Live meals, by `seq`.
    pub fn meals(&self) -> &[MealRecord] {
        &self.meals
    }

    /// Live symptoms, by `seq`.
    pub fn symptoms(&self) -> &[SymptomRecord] {
        &self.symptoms
    }

    /// The content of a live symptom entry.
    pub fn symptom(&self, seq: u64) -> Option<&Symptom> {
        let Event::Symptom(symptom) = self.history.live(seq)?.event else {
            return None;
        };
        Some(symptom)
    }

    /// Live calls, by `seq`.
    pub fn contacts(&self) -> &[ContactRecord] {
        &self.contacts
    }

    /// Other medicines, in the order in which they were first listed; one that has ended says until when.
    pub fn medicines(&self) -> &[Medicine] {
        &self.medicines
    }

    /// The warnings that are open, in the order of their entries.
    pub fn open_warnings(&self) -> &[Warning] {
        self.open_warnings.get_or_init(|| warnings::open(self))
    }

    /// The extra and the too large doses, each with the entry that is to blame, in the order of dates.
    pub(in crate::domain) fn dose_causes(&self) -> &[(u64, Cause)] {
        self.dose_causes.get_or_init(|| warnings::dose_causes(self))
    }

    /// Told orders that nobody of the staff has confirmed, by `seq`.
    pub fn unconfirmed(&self) -> Vec<EntryRef> {
        let orders = self.courses.iter().flat_map(|(_, course)| course.orders());
        let mut seqs: BTreeSet<u64> = orders
            .filter(|order| order.unconfirmed)
            .map(|order| order.seq)
            .collect();
        seqs.extend(
            self.cycles
                .iter()
                .filter(|cycle| cycle.unconfirmed)
                .map(|cycle| cycle.seq),
        );
        seqs.into_iter()
            .filter_map(|seq| self.history.entry(seq).map(Entry::reference))
            .collect()
    }
}
