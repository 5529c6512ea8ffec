//! What the endpoints ask of a participant, taken from the site record and the diary.

use super::cohort::{AdverseEventOf, Member};
use super::course::{Course, Oddity};
use super::readings::{Reading, assessed, readings};
use super::response::AtDate;
use crate::domain::calendar::DiaryDate;
use crate::domain::diary::Diary;
use crate::domain::entry::EntryRef;
use crate::domain::participant::{DiaryCopy, Participant};
use crate::domain::protocol::Drug;
use crate::domain::site::{AdverseEvent, EventCourse, Relation, SiteEvent, SiteRecord};

impl Member {
    /// A participant as the endpoints see her. Without a site record nothing but the doses is known.
    pub fn of(participant: &Participant) -> Member {
        let diary = &participant.diary;
        let known = participant.record.as_ref();
        let course = known.map_or_else(|| nothing_known(&participant.copy), course);
        let (adverse_events, mut oddities) = known.map_or_else(Default::default, |record| {
            adverse_events(record, diary.drugs())
        });
        let damaged_from = participant.copy.damaged_from;
        oddities.extend(damaged_from.map(Oddity::DiaryDamaged));
        Member {
            subject: diary.subject().clone(),
            course: Course {
                doses: doses(diary),
                first_cycle: diary.cycles().first().map(|cycle| cycle.start),
                ..course
            },
            adverse_events,
            oddities,
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

/// The adverse events with the highest grade of each, and what of them does not count because it is dated after the
/// day on which it was recorded.
fn adverse_events(record: &SiteRecord, drugs: &[Drug]) -> (Vec<AdverseEventOf>, Vec<Oddity>) {
    let (mut events, mut oddities) = (Vec::new(), Vec::new());
    for mut course in record.adverse_events() {
        let term = named(course.event);
        let mut is_ahead = |entry: EntryRef, date: DiaryDate| {
            let ahead = is_ahead(record, entry, date);
            oddities.extend(ahead.then(|| Oddity::EventInFuture(date, term.clone())));
            ahead
        };
        if is_ahead(course.root, course.event.onset) {
            continue;
        }
        course
            .changes
            .retain(|(entry, change)| !is_ahead(*entry, change.date));
        events.push(AdverseEventOf {
            grade: u8::from(course.highest()),
            onset: course.event.onset,
            relation: relation(&course, drugs),
            is_serious: course.serious(),
            term,
        });
    }
    (events, oddities)
}

/// Whether an entry is dated after the day on which it was recorded.
fn is_ahead(record: &SiteRecord, entry: EntryRef, date: DiaryDate) -> bool {
    let live = record.history().live(entry.seq);
    let recorded_at = live.map(|live| live.recorded_at().date_naive());
    recorded_at.is_some_and(|recorded_on| Some(date) > DiaryDate::new(recorded_on))
}

/// Whether an event is related to any drug; it is not only where that is said of each.
fn relation(course: &EventCourse, drugs: &[Drug]) -> Relation {
    let related = course.related();
    let unrelated = |relation: &Relation| *relation == Relation::NotRelated;
    if course.is_related() {
        Relation::Related
    } else if related.values().all(unrelated)
        && drugs.iter().all(|drug| related.contains_key(&drug.id))
    {
        Relation::NotRelated
    } else {
        Relation::NotKnown
    }
}

/// The term; with the words of one that says "Other, specify", since different words are different events.
fn named(event: &AdverseEvent) -> String {
    match event.words.is_empty() {
        true => event.term.to_string(),
        false => format!("{}: {}", event.term, event.words),
    }
}

fn nothing_known(copy: &DiaryCopy) -> Course {
    let why = match copy.lacks_record {
        true => Oddity::RecordUnread,
        false => Oddity::NoRecord,
    };
    Course {
        oddities: vec![why],
        ..Course::default()
    }
}

/// What the site record says. A date after the day on which it was recorded can only come from another program
/// or a wrong clock; what it says does not count.
fn course(record: &SiteRecord) -> Course {
    let mut oddities = Vec::new();
    let (mut new_therapy, mut died): (Option<DiaryDate>, Option<DiaryDate>) = (None, None);
    let mut last_alive: Option<DiaryDate> = None;
    for live in record.history().live_entries() {
        let recorded_on = DiaryDate::new(live.recorded_at().date_naive());
        let date = match live.event {
            SiteEvent::Died(died) => Some(died.date),
            event => event.alive_on(),
        };
        let ahead = date.filter(|date| Some(*date) > recorded_on);
        if let Some(date) = ahead {
            oddities.push(Oddity::InFuture(date));
            continue;
        }
        last_alive = last_alive.max(live.event.alive_on());
        if let SiteEvent::NewTherapy(therapy) = live.event {
            let earlier = new_therapy.filter(|date| *date <= therapy.date);
            new_therapy = Some(earlier.unwrap_or(therapy.date));
        }
        if let SiteEvent::Died(death) = live.event {
            let other = died.replace(death.date).filter(|date| *date != death.date);
            oddities.extend(other.map(Oddity::TwoDeaths));
        }
    }
    let readings = readings(assessed(record));
    let baselines = readings.iter().filter(|reading| reading.response.is_none());
    let mut baselines = baselines.map(|reading| reading.assessed.date);
    let baseline = baselines.next();
    oddities.extend(baselines.map(Oddity::SeveralBaselines));
    Course {
        oddities,
        baseline,
        assessments: responses(&readings),
        new_therapy,
        died,
        last_alive,
        ..Course::default()
    }
}

/// The responses of the assessments, in the order of their dates.
fn responses(readings: &[Reading]) -> Vec<AtDate> {
    let found = readings.iter().filter_map(|reading| {
        Some(AtDate {
            seq: reading.seq,
            date: reading.assessed.date,
            response: reading.response?,
        })
    });
    found.collect()
}
