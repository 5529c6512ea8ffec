//! The rules about recording an adverse event and what changed about it.

use std::collections::BTreeMap;

use super::adverse::{AdverseEvent, AdverseEventChanged, EventCourse};
use super::decide::{Facts, SiteGuard, SiteRefusal};
use super::{SiteEvent, SiteRecord};
use crate::domain::ctcae::{self, Grade};
use crate::domain::entry::{EntryRef, Event};
use crate::domain::ids::DrugId;

/// Why an adverse event cannot be recorded so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventFault {
    /// No term of CTCAE 5.0.
    UnknownTerm {
        /// The terms that may have been meant.
        near: Vec<&'static str>,
    },
    /// A grade that the term does not have.
    NoSuchGrade {
        /// The term.
        term: &'static str,
        /// The grades that it has.
        grades: Vec<Grade>,
    },
    /// "Other, specify" without saying what.
    NoWords,
    /// Words for a term that says itself what it is.
    WordsNotAsked,
    /// The protocol asks for another version of CTCAE.
    OtherVersion(String),
    /// It ends before it begins.
    EndBeforeOnset,
    /// No drug is named.
    NoDrug,
    /// Whether it is related is not said for this drug.
    NoRelation(DrugId),
    /// What was done is not said for this drug.
    NoAction(DrugId),
    /// The entry of the diary reports no symptom.
    NotASymptom(u64),
    /// There is no such adverse event.
    NoSuchEvent,
    /// Something changed before it began or after it ended.
    OutsideItsTime,
    /// It ended already.
    EndedAlready,
}

fn refuse<T>(fault: EventFault) -> Result<T, SiteRefusal> {
    Err(SiteRefusal::Event(fault))
}

/// The rules for an event; `changes` are those of the record, if it is a correction.
pub(super) fn check_event(
    facts: &Facts,
    event: &AdverseEvent,
    changes: &[&AdverseEventChanged],
) -> Result<(), SiteRefusal> {
    if let Some(diary) = facts.diary {
        let version = &diary.rules().ctcae_version.value;
        if version != ctcae::VERSION {
            return refuse(EventFault::OtherVersion(version.clone()));
        }
    }
    let Some(term) = event.known_term() else {
        let near = ctcae::nearest(event.term.raw());
        let near = near.into_iter().map(|term| term.name).collect();
        return refuse(EventFault::UnknownTerm { near });
    };
    if term.needs_words() && event.words.is_empty() {
        return refuse(EventFault::NoWords);
    }
    if !term.needs_words() && !event.words.is_empty() {
        return refuse(EventFault::WordsNotAsked);
    }
    for drug in facts.drugs() {
        if !event.related.contains_key(&drug) {
            return refuse(EventFault::NoRelation(drug));
        }
        if !event.action.contains_key(&drug) {
            return refuse(EventFault::NoAction(drug));
        }
    }
    if event.related.is_empty() || event.action.is_empty() {
        return refuse(EventFault::NoDrug);
    }
    known_drugs(facts, &event.related)?;
    known_drugs(facts, &event.action)?;
    reported(facts, &event.about)?;
    fits(event, changes)
}

/// The rules for a change; `others` are the other changes of the same event.
pub(super) fn check_change(
    facts: &Facts,
    course: &EventCourse,
    change: &AdverseEventChanged,
    others: &[&AdverseEventChanged],
) -> Result<(), SiteRefusal> {
    known_drugs(facts, &change.related)?;
    known_drugs(facts, &change.action)?;
    let all: Vec<&AdverseEventChanged> = others.iter().copied().chain([change]).collect();
    fits(course.event, &all)?;
    // What it was just before, and whether anything is different then.
    let before = EventCourse {
        root: course.root,
        event: course.event,
        changes: others
            .iter()
            .filter(|other| other.date <= change.date)
            .map(|other| (course.root, *other))
            .collect(),
    };
    let (related, action) = (before.related(), before.action());
    let is_new = change.ended
        || change.grade.is_some_and(|grade| grade != before.grade())
        || change
            .serious
            .is_some_and(|serious| serious != before.serious())
        || change
            .related
            .iter()
            .any(|(drug, now)| related.get(drug) != Some(now))
        || change
            .action
            .iter()
            .any(|(drug, now)| action.get(drug) != Some(now));
    match is_new {
        true => Ok(()),
        false => Err(SiteRefusal::ChangeDoesNotFit),
    }
}

/// Whether an event and its changes can all be true.
fn fits(event: &AdverseEvent, changes: &[&AdverseEventChanged]) -> Result<(), SiteRefusal> {
    let grades = changes.iter().filter_map(|change| change.grade);
    let mut grades = [event.grade].into_iter().chain(grades);
    if let Some(term) = event.known_term()
        && grades.any(|grade| !term.has(grade))
    {
        return refuse(EventFault::NoSuchGrade {
            term: term.name,
            grades: term.grades().to_vec(),
        });
    }
    if event.ended.is_some_and(|ended| ended < event.onset) {
        return refuse(EventFault::EndBeforeOnset);
    }
    let ends = changes.iter().filter(|change| change.ended);
    let mut ends = event
        .ended
        .into_iter()
        .chain(ends.map(|change| change.date));
    let ended = ends.next();
    if ends.next().is_some() {
        return refuse(EventFault::EndedAlready);
    }
    let outside = |change: &&AdverseEventChanged| {
        change.date < event.onset || ended.is_some_and(|ended| change.date > ended)
    };
    match changes.iter().any(outside) {
        true => refuse(EventFault::OutsideItsTime),
        false => Ok(()),
    }
}

fn known_drugs<T>(facts: &Facts, named: &BTreeMap<DrugId, T>) -> Result<(), SiteRefusal> {
    let known = facts.drugs();
    let unknown = named.keys().find(|drug| !known.contains(drug));
    match unknown.filter(|_| facts.diary.is_some()) {
        Some(drug) => Err(SiteRefusal::UnknownDrug { drug: *drug, known }),
        None => Ok(()),
    }
}

fn reported(facts: &Facts, about: &[EntryRef]) -> Result<(), SiteRefusal> {
    for reference in about {
        let diary = facts.diary.ok_or(SiteRefusal::NoDiary)?;
        let entry = diary.history().entry(reference.seq);
        let entry = entry.filter(|entry| entry.id == reference.id);
        if !entry.is_some_and(|entry| matches!(entry.event, Event::Symptom(_))) {
            return refuse(EventFault::NotASymptom(reference.seq));
        }
    }
    Ok(())
}

/// What to ask about an event that is not in the record yet.
pub(super) fn guards(record: Option<&SiteRecord>, event: &SiteEvent) -> Vec<SiteGuard> {
    let (mut guards, grade, serious) = match event {
        SiteEvent::AdverseEvent(event) => (
            same_term(record, event).into_iter().collect(),
            event.grade,
            event.serious,
        ),
        SiteEvent::AdverseEventChanged(change) => {
            let course = record.and_then(|record| record.adverse_event(change.event));
            let Some((grade, course)) = change.grade.zip(course) else {
                return Vec::new();
            };
            let serious = change.serious.unwrap_or_else(|| course.serious());
            (Vec::new(), grade, serious)
        }
        SiteEvent::Opened(_)
        | SiteEvent::Received(_)
        | SiteEvent::Reviewed(_)
        | SiteEvent::Visited(_)
        | SiteEvent::Dispensed(_)
        | SiteEvent::Returned(_)
        | SiteEvent::Lost(_)
        | SiteEvent::Assessed(_)
        | SiteEvent::NewTherapy(_)
        | SiteEvent::Died(_)
        | SiteEvent::LastAlive(_)
        | SiteEvent::Confirmed(_)
        | SiteEvent::Noted(_)
        | SiteEvent::Medicine(_)
        | SiteEvent::Corrected(_)
        | SiteEvent::Recovered(_)
        | SiteEvent::Continued(_)
        | SiteEvent::Unknown(_) => return Vec::new(),
    };
    if grade == Grade::DEATH {
        guards.push(SiteGuard::Death { serious });
    }
    guards
}

/// An event of the same term at the same time: it may be the same one.
fn same_term(record: Option<&SiteRecord>, event: &AdverseEvent) -> Option<SiteGuard> {
    let courses = record?.adverse_events();
    let same = courses.into_iter().find(|course| {
        let other = course.event;
        let same = other.term == event.term && other.words == event.words && other != event;
        let over_before = course.ended().is_some_and(|ended| ended < event.onset);
        let begins_after = event.ended.is_some_and(|ended| ended < other.onset);
        same && !over_before && !begins_after
    });
    let same = same?;
    Some(SiteGuard::SameTerm {
        seq: same.root.seq,
        onset: same.event.onset,
    })
}
