//! Makes the state of a diary from its entries.
//!
//! One pass over the contents that count, in the order of their roots; then orders, cycles and doses
//! are put into their places.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::records::RuleBook;
use super::{
    Confirmation, ContactRecord, Cycle, Diary, DiaryError, DoseRecord, MealRecord, SymptomRecord,
};
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition, instant};
use crate::domain::entry::{
    Author, Dose, Entry, EntryRef, Event, Medicine, Opened, Outcome, Settings,
};
use crate::domain::history::{History, Live};
use crate::domain::ids::DrugId;
use crate::domain::orders::{Course, Order, Pause, Prescription};
use crate::domain::protocol::{Drug, PeriodRule, Protocol};
use crate::domain::units::Milligrams;

impl Diary {
    /// The state after all entries.
    ///
    /// # Errors
    /// No entries, or a first entry that is not `opened`.
    pub fn from_entries(entries: impl IntoIterator<Item = Entry>) -> Result<Diary, DiaryError> {
        Diary::from_history(History::new(entries), Vec::new())
    }

    /// The same diary with what staff have confirmed outside it (ruling 6).
    pub fn with_confirmations(mut self, confirmations: Vec<Confirmation>) -> Diary {
        if self.confirmations != confirmations {
            let history = std::mem::take(&mut self.history);
            self.fold_again(history, confirmations);
        }
        self
    }

    fn from_history(
        history: History,
        confirmations: Vec<Confirmation>,
    ) -> Result<Diary, DiaryError> {
        let first = history.entry(1).ok_or(DiaryError::Empty)?;
        let Event::Opened(opened) = &first.event else {
            return Err(DiaryError::NotOpened);
        };
        let mut diary = Diary::empty(opened, first.at);
        diary.doses.reserve(history.len() * 2 / 3);
        diary.meals.reserve(history.len() / 2);
        let confirmed = confirmed_orders(&history, &confirmations);
        for live in history.live_entries() {
            diary.take(live, &confirmed);
        }
        diary.settle();
        diary.history = history;
        diary.confirmations = confirmations;
        Ok(diary)
    }

    fn empty(opened: &Opened, at: Moment) -> Diary {
        let always = SlotPosition::new(DiaryDate::earliest(), Period::Once);
        let protocol = Arc::clone(&opened.protocol);
        let first = RuleBook {
            from: always,
            seq: 1,
            recorded_on: DiaryDate::of(at.naive_local(), protocol.day_starts_at()),
            protocol,
        };
        Diary {
            history: History::default(),
            subject: opened.subject.clone(),
            sample: opened.sample,
            language: opened.language,
            phones: opened.phones.clone(),
            baseline_stools: None,
            rule_books: vec![first],
            cycles: Vec::new(),
            courses: Vec::new(),
            doses: Vec::new(),
            meals: Vec::new(),
            symptoms: Vec::new(),
            contacts: Vec::new(),
            medicines: Vec::new(),
            confirmations: Vec::new(),
            dose_causes: OnceLock::new(),
            open_warnings: OnceLock::new(),
        }
    }

    /// Takes in further entries.
    pub fn apply(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let mut history = std::mem::take(&mut self.history);
        history.extend(entries);
        let confirmations = std::mem::take(&mut self.confirmations);
        self.fold_again(history, confirmations);
    }

    fn fold_again(&mut self, history: History, confirmations: Vec<Confirmation>) {
        // The first entry is the same, so the diary opens as it did.
        if let Ok(next) = Diary::from_history(history, confirmations) {
            *self = next;
        }
    }

    fn take(&mut self, live: Live, confirmed: &BTreeMap<u64, u64>) {
        let seq = live.root.seq;
        // What a patient writes is what she was told, whatever program wrote it (ruling 6).
        let by_patient = !live.root.by.is_site();
        let is_open = |told: bool| (told || by_patient) && !is_confirmed(live, confirmed);
        let order = |from, given_at: Option<Moment>, told| Order {
            seq,
            from,
            given_at: given_at.unwrap_or(live.root.at),
            told: told || by_patient,
            unconfirmed: is_open(told),
        };
        match live.event {
            Event::Prescribed(p) => self.course_mut(p.drug).prescriptions.push(Prescription {
                order: order(p.from, p.given_at, p.told),
                units: p.units.clone(),
                reason: p.reason,
            }),
            Event::Held(h) => {
                let order = order(h.from, h.given_at, h.told);
                self.pause(&h.drugs, order, Pause::Held);
            }
            Event::Resumed(r) => {
                let order = order(r.from, r.given_at, r.told);
                self.pause(&r.drugs, order, Pause::Resumed);
            }
            Event::Stopped(s) => {
                let order = order(s.from, s.given_at, s.told);
                self.pause(&s.drugs, order, Pause::Stopped(s.reason));
            }
            Event::CycleStarted(c) => self.cycles.push(Cycle {
                number: c.cycle,
                start: c.date,
                seq,
                unconfirmed: is_open(c.told),
                protocol: 0,
            }),
            Event::Dose(dose) => self.take_dose(dose, live),
            Event::Meal(meal) => self.meals.push(MealRecord {
                seq,
                ended_at: meal.ended_at,
            }),
            Event::Symptom(symptom) => self.symptoms.push(SymptomRecord {
                seq,
                term: symptom.known_term(),
                severity: symptom.severity,
                tier: symptom.urgency(),
                has_ended: symptom.ended_on.is_some(),
            }),
            Event::Contacted(contacted) => self.contacts.push(ContactRecord {
                seq,
                contacted: contacted.clone(),
            }),
            Event::Medicine(medicine) => self.take_medicine(medicine),
            Event::Settings(_) | Event::ProtocolChanged(_) if by_patient => {}
            Event::Settings(settings) => self.take_settings(settings, live),
            Event::ProtocolChanged(change) => {
                let recorded_on = self.date_of(live.root.at);
                self.rule_books.push(RuleBook {
                    from: change.from,
                    seq,
                    recorded_on,
                    protocol: Arc::new(change.protocol.clone()),
                });
            }
            Event::Opened(_)
            | Event::Corrected(_)
            | Event::Recovered(_)
            | Event::Continued(_)
            | Event::Confirmed(_)
            | Event::Unknown(_) => {}
        }
    }

    fn pause(&mut self, drugs: &[DrugId], order: Order, what: Pause) {
        for drug in drugs {
            self.course_mut(*drug).pauses.push((order, what));
        }
    }

    fn take_dose(&mut self, dose: &Dose, live: Live) {
        let rules = self.rules_so_far(dose.date);
        let record = DoseRecord {
            seq: live.root.seq,
            drug: dose.drug,
            date: dose.date,
            period: dose.period,
            outcome: dose.outcome,
            taken_at: dose.taken_at,
            mg: dose
                .units
                .as_ref()
                .map_or(Milligrams::ZERO, |units| units.mg()),
            rest_of: dose.rest_of.map(|entry| entry.seq),
            recorded_at: live.recorded_at(),
            swallowed_by: told_by(live),
            on_time: rules
                .drug(dose.drug)
                .and_then(|drug| on_time(dose, drug, rules.day_starts_at())),
        };
        self.doses.push(record);
    }

    /// A later entry of the same name and begin takes the place of an earlier one.
    fn take_medicine(&mut self, medicine: &Medicine) {
        let same =
            |other: &&mut Medicine| other.name == medicine.name && other.from == medicine.from;
        match self.medicines.iter_mut().find(same) {
            Some(earlier) => *earlier = medicine.clone(),
            None => self.medicines.push(medicine.clone()),
        }
    }

    fn take_settings(&mut self, settings: &Settings, live: Live) {
        if let Some(phones) = &settings.phones {
            self.phones = phones.clone();
        }
        if let Some(language) = settings.language {
            self.language = language;
        }
        self.baseline_stools = settings.baseline_stools.or(self.baseline_stools);
        let source = match &live.source.by {
            Author::Site { id } => format!("study team, {id}"),
            Author::Patient {} => "patient".to_owned(),
        };
        for book in &mut self.rule_books {
            Arc::make_mut(&mut book.protocol).set(settings, &source);
        }
    }

    /// Puts orders, cycles and doses into their order and gives each cycle its protocol.
    fn settle(&mut self) {
        for (_, course) in &mut self.courses {
            course.settle();
        }
        self.settle_cycles();
        let mut doses = std::mem::take(&mut self.doses);
        for dose in &mut doses {
            if dose.period.is_none() {
                dose.period = self.period_at(dose);
            }
            let named = (dose.drug, dose.date, dose.period);
            dose.swallowed_by = self.swallowed_by(named, dose.taken_at, dose.swallowed_by);
        }
        if !doses.is_sorted_by_key(|dose| (dose.date, dose.seq)) {
            doses.sort_by_key(|dose| (dose.date, dose.seq));
        }
        self.doses = doses;
    }

    /// Numbers are consecutive from 1 or later, and dates strictly later (ruling 4); a file that breaks
    /// this keeps the cycles that do not, of two with one number the earlier entry.
    fn settle_cycles(&mut self) {
        let mut found = std::mem::take(&mut self.cycles);
        found.sort_by_key(|cycle| (cycle.number, cycle.seq));
        let mut kept: Vec<Cycle> = Vec::with_capacity(found.len());
        for mut cycle in found {
            let follows = kept.last().is_none_or(|last| {
                last.start < cycle.start && last.number.checked_add(1) == Some(cycle.number)
            });
            if follows && cycle.number > 0 {
                cycle.protocol = self.rule_book_of(&cycle);
                kept.push(cycle);
            }
        }
        self.cycles = kept;
    }

    /// Which rules hold for a cycle: the last ones that reach its start, and that were there before
    /// anything of it could be recorded. No later change restates the past.
    fn rule_book_of(&self, cycle: &Cycle) -> usize {
        let first = SlotPosition::new(cycle.start, Period::Once);
        let begun = |book: &RuleBook| {
            let before = |dose: &DoseRecord| dose.seq < book.seq && dose.date >= cycle.start;
            book.recorded_on > cycle.start || self.doses.iter().any(before)
        };
        let holds =
            |book: &RuleBook| book.from.reaches(first) && (book.seq < cycle.seq || !begun(book));
        let books = self.rule_books.iter().enumerate();
        books
            .filter(|(_, book)| holds(book))
            .max_by_key(|(_, book)| (book.from.rank(), book.seq))
            .map_or(0, |(at, _)| at)
    }

    /// The rules for a date while entries are still being read.
    fn rules_so_far(&self, date: DiaryDate) -> &Protocol {
        if let [only] = self.rule_books.as_slice() {
            return &only.protocol;
        }
        let begun = self.cycles.iter().filter(|cycle| cycle.start <= date);
        let newest = begun.max_by_key(|cycle| cycle.start);
        let at = newest.map_or(0, |cycle| self.rule_book_of(cycle));
        &self.rule_books[at].protocol
    }

    /// The period that an intake without a stated one falls into: the only one of the drug, or the one
    /// that runs when it was swallowed.
    fn period_at(&self, dose: &DoseRecord) -> Option<Period> {
        let rules = self.rules_on(dose.date);
        let drug = rules.drug(dose.drug)?;
        if let [only] = drug.periods.as_slice() {
            return Some(only.period);
        }
        let civil = dose.taken_at?.naive_local();
        let runs =
            |rule: &&PeriodRule| rule.span(dose.date, rules.day_starts_at()).contains(&civil);
        drug.periods.iter().find(runs).map(|rule| rule.period)
    }

    /// By when an intake was swallowed: its time; where nobody remembers, the end of the period that it
    /// names, or the recording if that came first.
    pub(in crate::domain) fn swallowed_by(
        &self,
        (drug, date, period): (DrugId, DiaryDate, Option<Period>),
        taken_at: Option<Moment>,
        recorded_at: Moment,
    ) -> Moment {
        taken_at.unwrap_or_else(|| {
            let rules = self.rules_on(date);
            let rule = rules.drug(drug).zip(period);
            let end = match rule.and_then(|(drug, period)| drug.period(period)) {
                Some(rule) => rule.span(date, rules.day_starts_at()).end,
                None => date.ends(rules.day_starts_at()),
            };
            instant(end, *recorded_at.offset()).min(recorded_at)
        })
    }

    fn course_mut(&mut self, drug: DrugId) -> &mut Course {
        let at = match self.courses.iter().position(|(id, _)| *id == drug) {
            Some(at) => at,
            None => {
                self.courses.push((drug, Course::default()));
                self.courses.len() - 1
            }
        };
        &mut self.courses[at].1
    }
}

/// The entries that staff confirmed, and up to which entry what they say was known to whoever did it last.
fn confirmed_orders(history: &History, elsewhere: &[Confirmation]) -> BTreeMap<u64, u64> {
    let mut confirmed = BTreeMap::new();
    let mut add = |named: &EntryRef, known_up_to: u64| {
        let there = history.entry(named.seq);
        if there.is_some_and(|entry| entry.id == named.id) {
            let newest = confirmed.entry(named.seq).or_insert(known_up_to);
            *newest = known_up_to.max(*newest);
        }
    };
    for live in history.live_entries() {
        if let Event::Confirmed(event) = live.event
            && live.source.by.is_site()
        {
            for named in &event.entries {
                add(named, live.source.seq);
            }
        }
    }
    for confirmation in elsewhere {
        add(&confirmation.entry, confirmation.known_up_to);
    }
    confirmed
}

/// Whether staff have confirmed what an entry says now, or have corrected it to that themselves
/// (ruling 6).
fn is_confirmed(live: Live, confirmed: &BTreeMap<u64, u64>) -> bool {
    let by_staff = live.is_corrected() && live.source.by.is_site();
    let since = confirmed.get(&live.root.seq);
    by_staff || since.is_some_and(|seq| *seq >= live.source.seq)
}

/// When somebody had said of a dose entry that it was swallowed: a correction of an intake says no
/// later than the entry itself did.
fn told_by(live: Live) -> Moment {
    let was_intake =
        matches!(&live.root.event, Event::Dose(dose) if dose.outcome != Outcome::Missed);
    if was_intake {
        live.root.at
    } else {
        live.recorded_at()
    }
}

/// Whether an intake was within the timing window that holds when it is recorded.
fn on_time(dose: &Dose, drug: &Drug, day_starts_at: chrono::NaiveTime) -> Option<bool> {
    let window = drug.timing_window_minutes.as_ref()?.value;
    let usual = drug.period(dose.period?)?.usual_time.as_ref()?.value;
    let planned = dose.date.at(usual.0, day_starts_at);
    let off = dose.taken_at?.naive_local() - planned;
    Some(off.num_minutes().abs() <= i64::from(window))
}
