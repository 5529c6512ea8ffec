//! Which participants of a folder are listed, and in which order: those with something urgent first.

use std::cmp::Reverse;

use crate::domain::adherence::Percent;
use crate::domain::calendar::Moment;
use crate::domain::findings::Urgency;
use crate::text::Text;

use super::super::page::Field;
use super::{Case, Known, State};

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
    /// All of them, in their order.
    const ALL: [By; 4] = [By::Urgency, By::Subject, By::Adherence, By::LastEntry];

    /// What the row calls it.
    pub(super) fn name(self, text: Text) -> String {
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

/// Puts diaries into an order.
pub(super) fn sort(listed: &mut [(usize, &Case)], by: By) {
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
