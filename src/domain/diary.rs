//! The state of a diary: what its entries mean together.
//!
//! A pure fold: the same entries give the same state, and any prefix gives a valid one. It holds the
//! orders, the cycles, the doses, the meals and the calls; what is due at a moment is `slots`, what
//! asks for a call is `warnings`.

use std::collections::BTreeSet;

use super::calendar::{DiaryDate, Moment, Period, SlotPosition, instant};
use super::entry::{
    Contacted, Dose, Entry, EntryRef, Event, Language, Opened, Outcome, Phones, Settings, Tier,
};
use super::history::{History, Live};
use super::ids::{DrugId, SubjectCode};
use super::orders::{Course, Order, Pause, Prescription};
use super::protocol::{Drug, PeriodRule, Protocol, Rule};
use super::units::Milligrams;

/// A cycle that somebody of the study team started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// Its number, from 1.
    pub number: u16,
    /// Its day 1.
    pub start: DiaryDate,
    /// The entry that started it.
    pub seq: u64,
    /// Whether the patient was told, and nobody of the staff confirmed it yet.
    pub unconfirmed: bool,
    /// Which protocol of the diary holds for it.
    protocol: usize,
}

impl Cycle {
    /// The cycle day of a date, from 1; `None` before its start.
    pub fn day(&self, date: DiaryDate) -> Option<u16> {
        let days = date.days_since(self.start);
        u16::try_from(days.checked_add(1)?)
            .ok()
            .filter(|day| *day > 0)
    }
}

/// A live `dose` entry, with what is needed to find its place.
#[derive(Debug, Clone, Copy)]
pub struct DoseRecord {
    /// The root entry.
    pub seq: u64,
    /// The drug.
    pub drug: DrugId,
    /// The diary date that it names.
    pub date: DiaryDate,
    /// The slot that it names, or into whose period its time falls.
    pub period: Option<Period>,
    /// What happened.
    pub outcome: Outcome,
    /// When it was swallowed, if that is known.
    pub taken_at: Option<Moment>,
    /// The amount swallowed; zero for a missed dose.
    pub mg: Milligrams,
    /// The partial intake of which it is the rest.
    pub rest_of: Option<u64>,
    /// When the content that counts was recorded.
    pub recorded_at: Moment,
    /// By when it was swallowed, for certain.
    swallowed_by: Moment,
    /// Whether it was within the protocol's timing window; `None` where none is set or no time is known.
    pub on_time: Option<bool>,
}

impl DoseRecord {
    /// Whether something was swallowed.
    pub fn is_intake(&self) -> bool {
        match self.outcome {
            Outcome::Taken | Outcome::PartlyTaken | Outcome::Vomited => true,
            Outcome::Missed => false,
        }
    }

    /// When it was swallowed, or where nobody remembers, by when: [`Diary::swallowed_by`].
    pub fn swallowed_at(&self) -> Moment {
        self.swallowed_by
    }
}

/// A reported symptom that asks for a call, or may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SymptomRecord {
    /// The root entry.
    pub seq: u64,
    /// How urgent.
    pub tier: Tier,
}

/// A call to the study team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRecord {
    /// The root entry.
    pub seq: u64,
    /// What it says.
    pub contacted: Contacted,
}

/// The end of a meal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MealRecord {
    /// The root entry.
    pub seq: u64,
    /// When it ended.
    pub ended_at: Moment,
}

/// Why entries do not make a diary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DiaryError {
    /// There is no entry at all.
    #[error("there is no entry")]
    Empty,
    /// The first entry does not open a diary.
    #[error("the first entry does not open a diary")]
    NotOpened,
}

/// A protocol of the diary: the one it was opened with, or a later one.
#[derive(Debug, Clone)]
struct RuleBook {
    /// The first slot it holds for.
    from: SlotPosition,
    /// The root entry.
    seq: u64,
    /// The diary date on which it was recorded.
    recorded_on: DiaryDate,
    /// The rules, with what the site has set since.
    protocol: Protocol,
}

/// The state of a diary.
#[derive(Debug, Clone)]
pub struct Diary {
    history: History,
    subject: SubjectCode,
    sample: bool,
    language: Language,
    phones: Phones,
    rule_books: Vec<RuleBook>,
    cycles: Vec<Cycle>,
    courses: Vec<(DrugId, Course)>,
    /// Sorted by date, then `seq`.
    doses: Vec<DoseRecord>,
    meals: Vec<MealRecord>,
    symptoms: Vec<SymptomRecord>,
    contacts: Vec<ContactRecord>,
}

impl Diary {
    /// The state after all entries.
    ///
    /// # Errors
    /// No entries, or a first entry that is not `opened`.
    pub fn from_entries(entries: impl IntoIterator<Item = Entry>) -> Result<Diary, DiaryError> {
        let mut history = History::default();
        for entry in entries {
            history.push(entry);
        }
        Diary::from_history(history)
    }

    fn from_history(history: History) -> Result<Diary, DiaryError> {
        let first = history.entry(1).ok_or(DiaryError::Empty)?;
        let Event::Opened(opened) = &first.event else {
            return Err(DiaryError::NotOpened);
        };
        let mut diary = Diary::empty(opened, first.at);
        let confirmed = confirmed_orders(&history);
        for live in history.live_entries() {
            diary.take(live, &confirmed);
        }
        diary.settle();
        diary.history = history;
        Ok(diary)
    }

    fn empty(opened: &Opened, at: Moment) -> Diary {
        let always = SlotPosition::new(DiaryDate::earliest(), Period::Once);
        let protocol = opened.protocol.clone();
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
            rule_books: vec![first],
            cycles: Vec::new(),
            courses: Vec::new(),
            doses: Vec::new(),
            meals: Vec::new(),
            symptoms: Vec::new(),
            contacts: Vec::new(),
        }
    }

    /// Takes in further entries.
    pub fn apply(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let mut history = std::mem::take(&mut self.history);
        for entry in entries {
            history.push(entry);
        }
        // The first entry is the same, so the diary opens as it did.
        if let Ok(next) = Diary::from_history(history) {
            *self = next;
        }
    }

    fn take(&mut self, live: Live, confirmed: &BTreeSet<u64>) {
        let seq = live.root.seq;
        let order = |from, given_at: Option<Moment>, told| Order {
            seq,
            from,
            given_at: given_at.unwrap_or(live.root.at),
            told,
            unconfirmed: told && !confirmed.contains(&seq),
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
                unconfirmed: c.told && !confirmed.contains(&seq),
                protocol: 0,
            }),
            Event::Dose(dose) => self.take_dose(dose, live),
            Event::Meal(meal) => self.meals.push(MealRecord {
                seq,
                ended_at: meal.ended_at,
            }),
            Event::Symptom(symptom) => self.symptoms.push(SymptomRecord {
                seq,
                tier: symptom.tier,
            }),
            Event::Contacted(contacted) => self.contacts.push(ContactRecord {
                seq,
                contacted: contacted.clone(),
            }),
            Event::Settings(settings) => self.take_settings(settings, live),
            Event::ProtocolChanged(change) => {
                let recorded_on = self.date_of(live.root.at);
                self.rule_books.push(RuleBook {
                    from: change.from,
                    seq,
                    recorded_on,
                    protocol: change.protocol.clone(),
                });
            }
            Event::Opened(_)
            | Event::Corrected(_)
            | Event::Recovered(_)
            | Event::Continued(_)
            | Event::Confirmed(_)
            | Event::Medicine(_)
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
            swallowed_by: live.recorded_at(),
            on_time: rules
                .drug(dose.drug)
                .and_then(|drug| on_time(dose, drug, rules.day_starts_at())),
        };
        self.doses.push(record);
    }

    fn take_settings(&mut self, settings: &Settings, live: Live) {
        if let Some(phones) = &settings.phones {
            self.phones = phones.clone();
        }
        if let Some(language) = settings.language {
            self.language = language;
        }
        let source = match &live.source.by {
            super::entry::Author::Site { id } => format!("study team, {id}"),
            super::entry::Author::Patient {} => "patient".to_owned(),
        };
        for book in &mut self.rule_books {
            book.protocol.set(settings, &source);
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
            dose.swallowed_by = self.swallowed_by(named, dose.taken_at, dose.recorded_at);
        }
        doses.sort_by_key(|dose| (dose.date, dose.seq));
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
        let begun = self.cycles.iter().filter(|cycle| cycle.start <= date);
        let at = match (self.rule_books.len(), begun.max_by_key(|cycle| cycle.start)) {
            (1, _) | (_, None) => 0,
            (_, Some(cycle)) => self.rule_book_of(cycle),
        };
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
    pub(super) fn swallowed_by(
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
        match self.history.live(seq)?.event {
            Event::Dose(dose) => Some(dose),
            _ => None,
        }
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

    /// Live calls, by `seq`.
    pub fn contacts(&self) -> &[ContactRecord] {
        &self.contacts
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

/// The entries that staff confirmed.
fn confirmed_orders(history: &History) -> BTreeSet<u64> {
    let mut confirmed = BTreeSet::new();
    for live in history.live_entries() {
        if let Event::Confirmed(event) = live.event
            && live.source.by.is_site()
        {
            let named = event.entries.iter();
            let there = |named: &&EntryRef| {
                let entry = history.entry(named.seq);
                entry.is_some_and(|entry| entry.id == named.id)
            };
            confirmed.extend(named.filter(there).map(|entry| entry.seq));
        }
    }
    confirmed
}

/// Whether an intake was within the timing window that holds when it is recorded.
fn on_time(dose: &Dose, drug: &Drug, day_starts_at: chrono::NaiveTime) -> Option<bool> {
    let window = drug.timing_window_minutes.as_ref()?.value;
    let usual = drug.period(dose.period?)?.usual_time.as_ref()?.value;
    let planned = dose.date.at(usual.0, day_starts_at);
    let off = dose.taken_at?.naive_local() - planned;
    Some(off.num_minutes().abs() <= i64::from(window))
}

impl Protocol {
    /// Overlays what the site has set.
    fn set(&mut self, settings: &Settings, source: &str) {
        let rule = |value| Rule {
            value,
            source: source.to_owned(),
        };
        if let Some(text) = &settings.order_of_drugs {
            self.order_of_drugs = Some(rule(text.clone()));
        }
        if let Some(text) = &settings.clinic_day {
            self.clinic_day = Some(rule(text.clone()));
        }
        for drug in &mut self.drugs {
            if let Some(set) = settings.drugs.get(&drug.id) {
                drug.set(set, source);
            }
        }
    }
}

impl Drug {
    fn set(&mut self, set: &super::entry::DrugSettings, source: &str) {
        fn put<T: Clone>(rule: &mut Option<Rule<T>>, value: &Option<T>, source: &str) {
            if let Some(value) = value {
                *rule = Some(Rule {
                    value: value.clone(),
                    source: source.to_owned(),
                });
            }
        }
        put(
            &mut self.fasting_hours_before,
            &set.fasting_hours_before,
            source,
        );
        put(
            &mut self.fasting_hours_after,
            &set.fasting_hours_after,
            source,
        );
        put(
            &mut self.interval_warn_below_hours,
            &set.interval_warn_below_hours,
            source,
        );
        put(&mut self.catch_up_hours, &set.catch_up_hours, source);
        put(&mut self.missed, &set.missed, source);
        put(&mut self.vomited, &set.vomited, source);
        let strengths = Some(set.strengths_mg.clone()).filter(|list| !list.is_empty());
        put(&mut self.strengths_mg, &strengths, source);
        for rule in &mut self.periods {
            let time = set.usual_times.get(&rule.period).copied();
            put(&mut rule.usual_time, &time, source);
        }
    }
}
