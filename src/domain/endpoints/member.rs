//! What the endpoints ask of a participant, taken from the site record and the diary.

use super::cohort::{AdverseEventOf, Member};
use super::course::{Course, Oddity};
use super::readings::{assessed, readings};
use super::response::AtDate;
use crate::domain::calendar::DiaryDate;
use crate::domain::diary::Diary;
use crate::domain::participant::Participant;
use crate::domain::site::{AdverseEvent, SiteEvent, SiteRecord};

impl Member {
    /// A participant as the endpoints see her. Without a site record nothing but the doses is known.
    pub fn of(participant: &Participant) -> Member {
        let diary = &participant.diary;
        let known = participant.record.as_ref();
        let course = known.map_or_else(nothing_known, course);
        Member {
            subject: diary.subject().clone(),
            course: Course {
                doses: doses(diary),
                first_cycle: diary.cycles().first().map(|cycle| cycle.start),
                ..course
            },
            adverse_events: known.map_or_else(Vec::new, adverse_events),
        }
    }
}

/// The diary dates of the first and the last intake of either drug, partial and vomited ones too.
fn doses(diary: &Diary) -> Option<(DiaryDate, DiaryDate)> {
    let taken = || diary.doses().iter().filter(|dose| dose.is_intake());
    let first = taken().map(|dose| dose.date).min()?;
    let last = taken().map(|dose| dose.date).max()?;
    Some((first, last))
}

/// The adverse events with the highest grade of each.
fn adverse_events(record: &SiteRecord) -> Vec<AdverseEventOf> {
    let courses = record.adverse_events().into_iter();
    let found = courses.map(|course| AdverseEventOf {
        term: named(course.event),
        grade: u8::from(course.highest()),
        onset: course.event.onset,
        is_related: course.is_related(),
        is_serious: course.serious(),
    });
    found.collect()
}

/// The term; with the words of one that says "Other, specify", since different words are different events.
fn named(event: &AdverseEvent) -> String {
    match event.words.is_empty() {
        true => event.term.to_string(),
        false => format!("{}: {}", event.term, event.words),
    }
}

fn nothing_known() -> Course {
    Course {
        oddities: vec![Oddity::NoRecord],
        ..Course::default()
    }
}

/// What the site record says. A date after the day on which it was recorded can only come from another program
/// or a wrong clock; what it says does not count.
fn course(record: &SiteRecord) -> Course {
    let mut course = Course::default();
    let (mut new_therapy, mut died): (Option<DiaryDate>, Option<DiaryDate>) = (None, None);
    let mut last_alive: Option<DiaryDate> = None;
    let mut alive = |date: DiaryDate| last_alive = last_alive.max(Some(date));
    for live in record.history().live_entries() {
        let recorded_on = DiaryDate::new(live.recorded_at().date_naive());
        let ahead = happened_on(live.event).filter(|date| Some(*date) > recorded_on);
        if let Some(date) = ahead {
            course.oddities.push(Oddity::InFuture(date));
            continue;
        }
        match live.event {
            SiteEvent::Assessed(one) => alive(one.date),
            SiteEvent::Visited(visited) => alive(visited.date),
            SiteEvent::LastAlive(seen) => alive(seen.date),
            SiteEvent::NewTherapy(therapy) => {
                let earlier = new_therapy.filter(|date| *date <= therapy.date);
                new_therapy = Some(earlier.unwrap_or(therapy.date));
            }
            SiteEvent::Died(death) => {
                let other = died.replace(death.date).filter(|date| *date != death.date);
                course.oddities.extend(other.map(Oddity::TwoDeaths));
            }
            SiteEvent::Opened(_)
            | SiteEvent::Received(_)
            | SiteEvent::Reviewed(_)
            | SiteEvent::Dispensed(_)
            | SiteEvent::Returned(_)
            | SiteEvent::Lost(_)
            | SiteEvent::AdverseEvent(_)
            | SiteEvent::AdverseEventChanged(_)
            | SiteEvent::Confirmed(_)
            | SiteEvent::Noted(_)
            | SiteEvent::Medicine(_)
            | SiteEvent::Corrected(_)
            | SiteEvent::Recovered(_)
            | SiteEvent::Continued(_)
            | SiteEvent::Unknown(_) => {}
        }
    }
    Course {
        assessments: responses(record),
        new_therapy,
        died,
        last_alive,
        ..course
    }
}

/// When what the endpoints are counted from happened.
fn happened_on(event: &SiteEvent) -> Option<DiaryDate> {
    if let SiteEvent::Died(died) = event {
        return Some(died.date);
    }
    event.alive_on()
}

/// The responses of the assessments, in the order of their dates.
fn responses(record: &SiteRecord) -> Vec<AtDate> {
    let readings = readings(assessed(record)).into_iter();
    let found = readings.filter_map(|reading| {
        Some(AtDate {
            seq: reading.seq,
            date: reading.assessed.date,
            response: reading.response?,
        })
    });
    found.collect()
}
