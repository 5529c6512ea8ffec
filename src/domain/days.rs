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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{Dose, Meal};
    use crate::domain::testing::{CAPECITABINE, DiaryBuilder, date, moment};

    fn late_on_tuesday() -> (DiaryBuilder, u64) {
        let mut diary = DiaryBuilder::started("2026-11-02");
        diary.by_patient().at("2026-11-04 03:30");
        let seq = diary.dose(CAPECITABINE, "2026-11-02 pm", "4x150+2x500").seq;
        (diary, seq)
    }

    #[test]
    fn lateness_counts_diary_dates_so_that_before_four_it_is_still_the_day_before() {
        let (diary, seq) = late_on_tuesday();
        let diary = diary.diary();
        let entry = diary.history().entry(seq).unwrap();
        assert_eq!(days_late(&diary, &entry.event, entry.at), 1);
        assert_eq!(
            happened_on(&diary, &entry.event, entry.at),
            date("2026-11-02")
        );
        let meal = Event::Meal(Meal {
            ended_at: moment("2026-11-03 02:00"),
        });
        assert_eq!(happened_on(&diary, &meal, entry.at), date("2026-11-02"));
        let ahead = moment("2026-11-01 09:00");
        assert_eq!(days_late(&diary, &meal, ahead), 0, "never negative");
    }

    #[test]
    fn an_entry_stands_on_the_day_of_what_it_says_now_or_said_last() {
        let (mut diary, seq) = late_on_tuesday();
        let moved = Dose {
            date: date("2026-11-03"),
            ..diary.intake(CAPECITABINE, "2026-11-03 pm", "4x150+2x500")
        };
        let root = diary.entries()[seq as usize - 1].reference();
        diary.correct(root, Event::Dose(moved));
        let on = |diary: &DiaryBuilder, day| {
            let diary = diary.diary();
            entries_on(&diary, date(day)).len()
        };
        assert_eq!((on(&diary, "2026-11-02"), on(&diary, "2026-11-03")), (0, 1));
        diary.withdraw(root);
        assert_eq!((on(&diary, "2026-11-02"), on(&diary, "2026-11-03")), (0, 1));
        let diary = diary.diary();
        let last = content(diary.history(), seq).unwrap();
        assert!(matches!(last, Event::Dose(dose) if dose.date == date("2026-11-03")));
    }
}
