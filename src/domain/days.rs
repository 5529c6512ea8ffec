//! Which entries belong to a diary date, and how long after it they were recorded.
//!
//! What happened keeps its own date apart from the time of recording, on paper as here: every view that
//! says "late" asks here. What the entries mean for a slot is `slots`.

use super::calendar::{DiaryDate, Moment};
use super::diary::Diary;
use super::entry::Event;
use super::history::{Fate, History, Row};

/// The diary date that an event is about: when it happened, else when it was recorded.
pub fn happened_on(diary: &Diary, event: &Event, recorded_at: Moment) -> DiaryDate {
    let on = |moment: Option<Moment>| diary.date_of(moment.unwrap_or(recorded_at));
    match event {
        Event::Dose(dose) => dose.date,
        Event::Meal(meal) => diary.date_of(meal.ended_at),
        Event::Symptom(symptom) => symptom.noticed_on.unwrap_or_else(|| on(None)),
        Event::Contacted(contacted) => on(contacted.spoken_at),
        Event::Prescribed(order) => on(order.given_at),
        Event::CycleStarted(order) => on(order.given_at),
        Event::Held(order) => on(order.given_at),
        Event::Resumed(order) => on(order.given_at),
        Event::Stopped(order) => on(order.given_at),
        Event::Opened(_)
        | Event::Corrected(_)
        | Event::Settings(_)
        | Event::ProtocolChanged(_)
        | Event::Recovered(_)
        | Event::Continued(_)
        | Event::Confirmed(_)
        | Event::Medicine(_)
        | Event::Unknown(_) => on(None),
    }
}

/// How many days after its date an event was recorded; 0 on the same diary date.
pub fn days_late(diary: &Diary, event: &Event, recorded_at: Moment) -> i64 {
    let happened = happened_on(diary, event, recorded_at);
    diary.date_of(recorded_at).days_since(happened).max(0)
}

/// The content of an entry that counts, or, where it was withdrawn, the last one that did.
pub fn content(history: &History, seq: u64) -> Option<Event> {
    let row = history.row(seq)?;
    match row.fate {
        Fate::Stands | Fate::Replaced(_) => Some(history.live(seq)?.event.clone()),
        Fate::Withdrawn(by) => {
            let before = history.content_before(row.entry, by);
            Some(before.unwrap_or_else(|| row.entry.event.clone()))
        }
    }
}

/// The entries about a date, corrected or not, oldest first; corrections stand with what they correct.
pub fn entries_on(diary: &Diary, date: DiaryDate) -> Vec<Row<'_>> {
    let history = diary.history();
    let is_of_date = |row: &Row| {
        if let Event::Corrected(_) = row.entry.event {
            return false;
        }
        let of = |event: &Event| happened_on(diary, event, row.entry.at) == date;
        match row.fate {
            Fate::Stands => of(&row.entry.event),
            Fate::Replaced(_) | Fate::Withdrawn(_) => {
                content(history, row.entry.seq).is_some_and(|event| of(&event))
            }
        }
    };
    history.rows().filter(is_of_date).collect()
}
