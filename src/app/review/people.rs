//! The participants of a folder, one row each, those with something urgent first.

use std::cmp::Reverse;

use crate::domain::adherence::{Measure, Percent};
use crate::domain::calendar::Moment;
use crate::domain::findings::{Finding, Urgency};
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::phase::{Phase, phase};
use crate::text::Text;

use super::super::page::{Block, Column, Field, Tone};
use super::screen::{Act, Page, Row, Screen};
use super::{Case, Known, State, World};

/// The most letters of a file's name in the list; its own page says all of it.
const LONGEST_NAME: usize = 24;

/// Which participants are listed, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct List {
    /// Which.
    pub only: Only,
    /// In which order.
    pub by: By,
}

/// Which participants are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// All.
    #[default]
    All,
    /// Those with something that comes before anything else.
    Urgent,
    /// Those with something to discuss.
    ToDiscuss,
    /// Those whose files are damaged or cannot be read.
    Damaged,
}

/// In which order participants are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Most urgent first.
    #[default]
    Urgency,
    /// By their codes.
    Subject,
    /// The least adherence first.
    Adherence,
    /// The longest without an entry first.
    LastEntry,
}

impl Only {
    /// All of them, in the order of the page bar.
    pub(super) const ALL: [Only; 4] = [Only::All, Only::Urgent, Only::ToDiscuss, Only::Damaged];

    /// What the page bar calls it.
    pub(super) fn name(self, text: Text) -> String {
        match self {
            Only::All => text.only_all(),
            Only::Urgent => text.only_urgent(),
            Only::ToDiscuss => text.only_to_discuss(),
            Only::Damaged => text.only_damaged(),
        }
    }

    /// Whether a diary is listed.
    pub(super) fn lists(self, case: &Case) -> bool {
        let most = case.known().and_then(Known::urgency);
        match self {
            Only::All => true,
            Only::Urgent => most == Some(Urgency::First),
            Only::ToDiscuss => most.is_some(),
            Only::Damaged => case.is_damaged(),
        }
    }
}

impl By {
    const ALL: [By; 4] = [By::Urgency, By::Subject, By::Adherence, By::LastEntry];

    fn name(self, text: Text) -> String {
        match self {
            By::Urgency => text.by_urgency(),
            By::Subject => text.by_subject(),
            By::Adherence => text.by_adherence(),
            By::LastEntry => text.by_last_entry(),
        }
    }
}

impl List {
    /// The choice beside the chosen one; `by` is -1 or 1.
    pub(super) fn beside(&mut self, by: i8) {
        self.only = turned(&Only::ALL, self.only, by);
    }

    pub(super) fn step(&mut self, field: Field, by: i8) {
        match field {
            Field::Count(_) => self.by = turned(&By::ALL, self.by, by),
            Field::Minutes(_) | Field::Day | Field::Band | Field::Half | Field::Until => {}
        }
    }
}

/// The next or the one before, around the ends.
pub(super) fn turned<T: Copy + PartialEq>(all: &[T], now: T, by: i8) -> T {
    let count = all.len().max(1);
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let next = (at + count).saturating_add_signed(isize::from(by)) % count;
    all.get(next).copied().unwrap_or(now)
}

impl Known {
    /// The most urgent of what there is to discuss.
    pub(super) fn urgency(&self) -> Option<Urgency> {
        self.findings.iter().map(|found| found.kind.urgency()).min()
    }
}

impl Case {
    /// Whether its files are damaged or cannot be read.
    pub(super) fn is_damaged(&self) -> bool {
        match &self.state {
            State::Waiting => false,
            State::Unreadable => true,
            State::LeftOut { agrees } => !agrees,
            State::Read(known) => {
                known.participant.copy.damaged_from.is_some()
                    || self.trouble.iter().any(|lines| !lines.is_empty())
            }
        }
    }

    /// What it is called: the participant, as long as that is known.
    pub(super) fn name(&self) -> String {
        match self.known() {
            Some(known) => known.participant.subject().to_string(),
            None => self.file.chars().take(LONGEST_NAME).collect(),
        }
    }
}

/// The drugs of all participants, in the order in which they are met.
fn drugs(world: World, text: Text) -> Vec<(DrugId, String)> {
    let mut found: Vec<(DrugId, String)> = Vec::new();
    for known in world.cases.iter().filter_map(Case::known) {
        for of in &known.participant.adherence.drugs {
            if !found.iter().any(|(drug, _)| *drug == of.drug) {
                let name = text.short_drug(&known.participant.diary, of.drug);
                found.push((of.drug, name));
            }
        }
    }
    found
}

pub(super) fn page(list: &List, world: World, text: Text) -> Page {
    let mut page = Page::new();
    let read = |case: &&Case| !matches!(case.state, State::Waiting);
    let (done, all) = (world.cases.iter().filter(read).count(), world.cases.len());
    if done < all {
        page.blocks.push(Block::Progress {
            done,
            all,
            words: text.reading(done, all),
        });
        page = page.gap();
    }
    let drugs = drugs(world, text);
    page.columns = columns(&drugs, text);
    let mut listed: Vec<(usize, &Case)> = world.cases.iter().enumerate().collect();
    listed.retain(|(_, case)| list.only.lists(case));
    sort(&mut listed, list.by);
    if listed.is_empty() {
        let words = match all {
            0 => text.empty_folder(),
            _ => text.nobody_listed(),
        };
        page = page.text(Tone::Plain, words).gap();
    } else {
        let order = Row::step(text.sorted_by(), Field::Count(0), list.by.name(text));
        page = page.row(order);
        page.first = 1;
    }
    if !world.aside.is_empty() {
        let aside = Row::act(text.files_aside(), Act::open(Screen::Aside));
        page = page.row(aside.status(Tone::Caution, world.aside.len().to_string()));
        page.first += usize::from(!listed.is_empty());
    }
    for (at, case) in listed {
        page = page.row(row(at, case, &drugs, text).roomy());
    }
    page
}

fn columns(drugs: &[(DrugId, String)], text: Text) -> Vec<Column> {
    let left = |name: String, spare| Column {
        name,
        right: false,
        spare,
    };
    let right = |name: String, spare| Column {
        right: true,
        ..left(name, spare)
    };
    let mut columns = vec![left(text.column_subject(), 0), left(text.column_day(), 2)];
    columns.extend(drugs.iter().map(|(_, name)| right(name.clone(), 1)));
    columns.push(right(text.column_coverage(), 3));
    columns.push(left(text.tab_discuss(), 0));
    columns.push(left(text.column_last_entry(), 4));
    columns
}

fn row(at: usize, case: &Case, drugs: &[(DrugId, String)], text: Text) -> Row {
    let row = Row::act(case.name(), Act::OpenCase(at));
    let Some(known) = case.known() else {
        let row = row.cell(Tone::Plain, "");
        return match case.state {
            State::Unreadable => row.note(Tone::Alarm, text.cannot_be_read()),
            State::LeftOut { agrees: false } => row.note(Tone::Alarm, text.left_out()),
            State::LeftOut { agrees: true } => row.note(Tone::Quiet, text.left_out()),
            State::Waiting | State::Read(_) => row.note(Tone::Quiet, text.still_reading()),
        };
    };
    let participant = &known.participant;
    let mut row = row.cell(Tone::Plain, day(participant, text));
    for (drug, _) in drugs {
        let mut of_drugs = participant.adherence.drugs.iter();
        let of = of_drugs.find(|of| of.drug == *drug);
        let of = of.map(|of| share(of.all.measures.dose_adherence, text));
        row = row.cell(Tone::Plain, of.unwrap_or_default());
    }
    row = row.cell(Tone::Plain, share(coverage(participant), text));
    let (tone, words) = most(known, text);
    row = row.cell(tone, words);
    let last = participant.diary.history().last();
    let last = last.map_or_else(String::new, |entry| text.report_stamp(entry.at));
    row = row.cell(Tone::Plain, last);
    if case.is_damaged() && participant.copy.damaged_from.is_none() {
        row = row.note(Tone::Alarm, text.record_cannot_be_read());
    }
    to_discuss(row, known, text)
}

/// The most urgent finding in words, and how many more there are.
fn to_discuss(row: Row, known: &Known, text: Text) -> Row {
    let Some((first, more)) = known.findings.split_first() else {
        return row;
    };
    let words = text.finding(&known.participant, first);
    let words = match more.len() {
        0 => words,
        count => text.and_more(&words, count),
    };
    row.note(Tone::Plain, words)
}

/// How many findings are as urgent as the most urgent.
fn most(known: &Known, text: Text) -> (Tone, String) {
    let count = |urgency| {
        let found = known.findings.iter();
        found
            .filter(|found| found.kind.urgency() == urgency)
            .count()
    };
    match known.urgency() {
        Some(Urgency::First) => (Tone::Alarm, text.count_urgent(count(Urgency::First))),
        Some(Urgency::Ask) => (Tone::Caution, text.count_to_ask(count(Urgency::Ask))),
        Some(Urgency::Note) => (Tone::Plain, text.count_notes(count(Urgency::Note))),
        None => (Tone::Plain, String::new()),
    }
}

/// How a finding is shown.
pub(super) fn tone(finding: &Finding) -> Tone {
    match finding.kind.urgency() {
        Urgency::First => Tone::Alarm,
        Urgency::Ask => Tone::Caution,
        Urgency::Note => Tone::Plain,
    }
}

/// Where the participant is in the treatment, as of the copy, in a column.
fn day(participant: &Participant, text: Text) -> String {
    let diary = &participant.diary;
    let at = participant.adherence.as_of.moment(diary);
    match phase(diary, diary.date_of(at), at) {
        Phase::Treatment { cycle, day } | Phase::Rest { cycle, day } => {
            text.cycle_day_short(cycle, day)
        }
        Phase::Waiting { cycle, .. } => text.waiting_short(cycle),
        Phase::BeforeStart { .. } => text.not_started(),
        Phase::FollowUp { day, .. } => text.follow_up_short(day),
        Phase::Ended => text.ended_short(),
    }
}

/// A percentage, or that there is none.
pub(super) fn share(measure: Measure, text: Text) -> String {
    match measure.percent() {
        Some(percent) => text.percent(percent),
        None => text.not_applicable(),
    }
}

/// How much of what could be recorded was, of all drugs together: a count of slots, not of amounts.
fn coverage(participant: &Participant) -> Measure {
    let counts = participant.adherence.drugs.iter();
    let counts = counts.map(|of| of.all.measures.counts);
    let (recorded, evaluable) = counts.fold((0, 0), |(recorded, evaluable), counts| {
        (recorded + counts.recorded, evaluable + counts.evaluable)
    });
    Measure::of(recorded, evaluable)
}

fn sort(listed: &mut [(usize, &Case)], by: By) {
    let subject = |case: &Case| case.name();
    match by {
        By::Urgency => listed.sort_by_cached_key(|(_, case)| (urgency(case), subject(case))),
        By::Subject => listed.sort_by_cached_key(|(_, case)| subject(case)),
        By::Adherence => listed.sort_by_cached_key(|(_, case)| (least(case), subject(case))),
        By::LastEntry => listed.sort_by_cached_key(|(_, case)| (last_entry(case), subject(case))),
    }
}

/// Before anything else what cannot be read, then the most urgent finding, then how many are as urgent.
fn urgency(case: &Case) -> (u8, Reverse<usize>) {
    let Some(known) = case.known() else {
        return match case.state {
            State::Unreadable | State::LeftOut { agrees: false } => (0, Reverse(0)),
            State::LeftOut { agrees: true } => (3, Reverse(0)),
            State::Waiting | State::Read(_) => (4, Reverse(0)),
        };
    };
    let Some(most) = known.urgency() else {
        return (if case.is_damaged() { 0 } else { 3 }, Reverse(0));
    };
    let rank = match most {
        Urgency::First => 0,
        Urgency::Ask => 1,
        Urgency::Note => 2,
    };
    let as_urgent = known.findings.iter();
    let count = as_urgent.filter(|found| found.kind.urgency() == most);
    let rank = if case.is_damaged() { 0 } else { rank };
    (rank, Reverse(count.count()))
}

/// The least of a participant's dose adherences; those without one come last.
fn least(case: &Case) -> (bool, Option<Percent>) {
    let known = case.known();
    let drugs = known.map_or(&[][..], |known| &known.participant.adherence.drugs);
    let of_drugs = drugs.iter();
    let least = of_drugs
        .filter_map(|of| of.all.measures.dose_adherence.percent())
        .min();
    (least.is_none(), least)
}

fn last_entry(case: &Case) -> (bool, Option<Moment>) {
    let known = case.known();
    let last = known.and_then(|known| known.participant.diary.history().last());
    let at = last.map(|entry| entry.at);
    (at.is_none(), at)
}
