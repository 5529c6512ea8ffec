//! What is true of a made-up participant of a study with cycles: what was planned before a line was written.
//!
//! For those who check what the program counts against something that it did not write. Nothing here is read back
//! from a diary or a site record.

use crate::domain::calendar::{DiaryDate, Period, SlotPosition};
use crate::domain::endpoints::response::Response;
use crate::domain::entry::{Outcome, Said};
use crate::domain::ids::DrugId;
use crate::domain::site::Relation;

use super::course::Visit;
use super::fate::{Cause, Fate};
use super::participant::Participant;
use super::story::{Happening, What};

/// What is true of a participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Truth {
    /// The code.
    pub subject: String,
    /// Day 1.
    pub start: DiaryDate,
    /// The first day of each cycle that the team started.
    pub cycles: Vec<DiaryDate>,
    /// The first slot after the treatment was ended.
    pub stopped: Option<SlotPosition>,
    /// From when to when it was paused; the slot of the end is not.
    pub pauses: Vec<(SlotPosition, Option<SlotPosition>)>,
    /// What became of each dose that was to be taken.
    pub doses: Vec<TrueDose>,
    /// When another dose was taken beside those.
    pub extra_doses: Vec<DiaryDate>,
    /// When the last copy of the diary was received, early in the morning.
    pub received_last: DiaryDate,
    /// When she came to a visit.
    pub visits: Vec<DiaryDate>,
    /// What each tumour assessment showed, by date; not the baseline.
    pub tumour: Vec<(DiaryDate, Response)>,
    /// When another therapy began.
    pub new_therapy: Option<DiaryDate>,
    /// When she died.
    pub died: Option<DiaryDate>,
    /// When she was reached by telephone.
    pub reached: Vec<DiaryDate>,
    /// What she suffered from.
    pub adverse_events: Vec<TrueEvent>,
}

/// A dose, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrueDose {
    /// The drug.
    pub drug: DrugId,
    /// The date of its slot.
    pub date: DiaryDate,
    /// The period of its slot.
    pub period: Period,
    /// What became of it; `None`: nobody has recorded anything.
    pub outcome: Option<Outcome>,
}

/// An adverse event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrueEvent {
    /// The CTCAE term.
    pub term: &'static str,
    /// What it was, for a term "Other, specify".
    pub words: &'static str,
    /// The grade with which it began.
    pub grade: u8,
    /// The grade that it reached at last.
    pub worst: u8,
    /// When it began.
    pub onset: DiaryDate,
    /// Whether it comes from one of the drugs.
    pub relation: Relation,
    /// Whether it was serious.
    pub is_serious: bool,
}

/// The CTCAE term of each symptom that a made-up participant reports and that is asked how bad it is: of fever and
/// vomiting it is not, and the made-up team has no grade for them.
const TERMS: [(&str, &str); 7] = [
    ("nausea", "Nausea"),
    ("tiredness", "Fatigue"),
    ("diarrhoea", "Diarrhea"),
    (
        "hands_and_feet",
        "Palmar-plantar erythrodysesthesia syndrome",
    ),
    ("belly_pain", "Abdominal pain"),
    ("appetite", "Anorexia"),
    ("sleep", "Insomnia"),
];

impl Truth {
    /// What is planned, but for the doses.
    pub(super) fn planned(
        of: &Participant,
        fate: &Fate,
        start: DiaryDate,
        visits: &[Visit],
    ) -> Truth {
        let on = |day: i64| start.plus(day);
        let stopped = fate.stop.map(|(day, _)| match day {
            0 => SlotPosition::new(start, Period::Once),
            _ => SlotPosition::new(on(day), Period::Pm),
        });
        let goes_on = |visit: &&Visit| stopped.is_none_or(|stop| visit.date < stop.date);
        let starts = visits
            .iter()
            .filter(goes_on)
            .filter_map(|visit| visit.starts);
        let happenings = &of.story.happenings;
        let extras = happenings
            .iter()
            .filter(|one| matches!(one.what, What::ExtraDose));
        let reported = happenings
            .iter()
            .filter_map(|one| reported(*one, start, visits));
        let mut adverse_events: Vec<TrueEvent> = reported.collect();
        adverse_events.extend(fate.events.iter().map(|one| TrueEvent {
            term: one.term,
            words: one.words,
            grade: one.grade,
            worst: one.worse.map_or(one.grade, |(worse, _)| worse),
            onset: on(one.onset),
            relation: match one.cause {
                Cause::Both | Cause::Capecitabine => Relation::Related,
                Cause::Neither => Relation::NotRelated,
                Cause::NotKnown => Relation::NotKnown,
            },
            is_serious: one.is_serious,
        }));
        Truth {
            subject: of.subject.to_string(),
            start,
            cycles: [start].into_iter().chain(starts).collect(),
            stopped,
            pauses: pauses(happenings, start),
            doses: Vec::new(),
            received_last: visits.last().map_or(start, |visit| visit.date),
            visits: visits.iter().map(|visit| visit.date).collect(),
            tumour: fate
                .scans
                .iter()
                .map(|(day, shows)| (on(*day), *shows))
                .collect(),
            new_therapy: fate.therapy.map(on),
            died: fate.death.map(on),
            reached: fate.calls.iter().map(|day| on(*day)).collect(),
            extra_doses: extras.map(|one| on(one.day - 1)).collect(),
            adverse_events,
        }
    }
}

/// From when to when a story pauses everything.
fn pauses(happenings: &[Happening], start: DiaryDate) -> Vec<(SlotPosition, Option<SlotPosition>)> {
    let mut pauses: Vec<(SlotPosition, Option<SlotPosition>)> = Vec::new();
    for one in happenings {
        let at = |days: i64, period| SlotPosition::new(start.plus(one.day - 1 + days), period);
        let until = match one.what {
            What::Call(Said::Pause) | What::Hold(_) => {
                pauses.push((at(0, Period::Pm), None));
                continue;
            }
            What::ToldToResume => at(1, Period::Am),
            What::Resume(_) => at(0, Period::Am),
            _ => continue,
        };
        if let Some(open) = pauses.last_mut().filter(|(_, end)| end.is_none()) {
            open.1 = Some(until);
        }
    }
    pauses
}

/// A symptom that the team makes an adverse event of: the last copy is not read any more.
fn reported(one: Happening, start: DiaryDate, visits: &[Visit]) -> Option<TrueEvent> {
    let What::Symptom(symptom, severity, _) = one.what else {
        return None;
    };
    let onset = start.plus(one.day - 1);
    let read_at = visits.iter().find(|visit| visit.date > onset)?;
    read_at.starts?;
    let (_, term) = TERMS.iter().find(|(code, _)| *code == symptom)?;
    let grade = match severity {
        "mild" => 1,
        "moderate" => 2,
        "severe" => 3,
        _ => return None,
    };
    Some(TrueEvent {
        term,
        words: "",
        grade,
        worst: grade,
        onset,
        relation: Relation::Related,
        is_serious: false,
    })
}
