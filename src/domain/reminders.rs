//! What a calendar outside can be asked to remind of: the intakes that are still to come.
//!
//! Only slots of cycles that the study team has ordered, and only those that are to be taken as things
//! stand: nothing held, ended, not prescribed or recorded. A reminder stands at the usual time that the
//! site has set; none is invented. Called by `export ics`.

use chrono::NaiveDateTime;

use super::calendar::{Moment, Period};
use super::diary::Diary;
use super::ids::DrugId;
use super::slots::{self, Slot, Status};

/// An intake to come, and when to think of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    /// The intake.
    pub slot: Slot,
    /// The usual time on its date, by the patient's wall clock.
    pub at: NaiveDateTime,
}

/// Why there are no reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoReminders {
    /// No intake is to come.
    NothingToCome,
    /// For these the site has set no usual time.
    NoUsualTime(Vec<(DrugId, Period)>),
    /// For these the usual time lies outside the period in which the intake is due.
    OutsidePeriod(Vec<(DrugId, Period)>),
}

/// The intakes to come after `now`, in the order of their times. All of them or none: a calendar in which
/// one drug is missing would be taken for the whole plan.
///
/// # Errors
/// Nothing is to come, or a usual time is missing or wrong.
pub fn reminders(diary: &Diary, now: Moment) -> Result<Vec<Reminder>, NoReminders> {
    let (mut found, mut missing, mut outside) = (Vec::new(), Vec::new(), Vec::new());
    for slot in to_come(diary, now) {
        let name = (slot.drug, slot.period);
        let Some(at) = usual_time(diary, &slot) else {
            note(&mut missing, name);
            continue;
        };
        if !slots::span(diary, &slot).is_some_and(|span| span.contains(&at)) {
            note(&mut outside, name);
        } else if at > now.naive_local() {
            found.push(Reminder { slot, at });
        }
    }
    if !missing.is_empty() {
        return Err(NoReminders::NoUsualTime(missing));
    }
    if !outside.is_empty() {
        return Err(NoReminders::OutsidePeriod(outside));
    }
    if found.is_empty() {
        return Err(NoReminders::NothingToCome);
    }
    found.sort_by_key(|reminder| reminder.at);
    Ok(found)
}

fn note(list: &mut Vec<(DrugId, Period)>, name: (DrugId, Period)) {
    if !list.contains(&name) {
        list.push(name);
    }
}

/// The slots of the ordered cycles that are not over and still to be taken.
fn to_come(diary: &Diary, now: Moment) -> Vec<Slot> {
    let today = diary.date_of(now);
    let mut found = Vec::new();
    for cycle in diary.cycles() {
        let last = slots::last_planned_day(diary.rules_of(cycle));
        let next = diary.cycle_after(cycle).map(|next| next.start);
        let dates = (0..i64::from(last)).map(|day| cycle.start.plus(day));
        let dates = dates.filter(|date| *date >= today && next.is_none_or(|next| *date < next));
        for date in dates {
            let states = slots::day(diary, date, now).slots;
            let open = states.into_iter().filter(|state| match state.status {
                Status::Upcoming | Status::Due => true,
                Status::Overdue
                | Status::Unrecorded
                | Status::Taken
                | Status::PartlyTaken
                | Status::Missed
                | Status::Vomited
                | Status::Held
                | Status::Stopped
                | Status::NotPrescribed => false,
            });
            found.extend(open.map(|state| state.slot));
        }
    }
    found
}

/// The usual time of a slot on its date, where one is set.
fn usual_time(diary: &Diary, slot: &Slot) -> Option<NaiveDateTime> {
    let rules = slots::rules_for(diary, slot);
    let rule = rules.drug(slot.drug)?.period(slot.period)?;
    let time = rule.usual_time.as_ref()?.value.0;
    Some(slot.date.at(time, rules.day_starts_at()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{DrugSettings, Settings};
    use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, drug, moment};

    fn usual(times: &[(&str, &str, &str)]) -> Settings {
        let mut settings = Settings::default();
        for (code, period, time) in times {
            let of_drug: &mut DrugSettings = settings.drugs.entry(drug(code)).or_default();
            let (period, time) = (period.parse().unwrap(), time.parse().unwrap());
            of_drug.usual_times.insert(period, time);
        }
        settings
    }

    const ALL: [(&str, &str, &str); 3] = [
        (UTIDELONE, "once", "06:30"),
        (CAPECITABINE, "am", "08:00"),
        (CAPECITABINE, "pm", "20:00"),
    ];

    fn started() -> DiaryBuilder {
        let mut diary = DiaryBuilder::started("2026-11-02");
        diary.settings(usual(&ALL));
        diary
    }

    fn at(diary: &DiaryBuilder, now: &str) -> Vec<String> {
        let found = reminders(&diary.diary(), moment(now)).unwrap();
        let line = |r: &Reminder| format!("{} {}", r.slot.drug, r.at.format("%m-%d %H:%M"));
        found.iter().map(line).collect()
    }

    #[test]
    fn a_whole_cycle_has_five_capsules_and_fourteen_mornings_and_evenings() {
        let all = at(&started(), "2026-11-01 12:00");
        assert_eq!(all.len(), 5 + 28);
        assert_eq!(all[0], "utidelone 11-02 06:30");
        assert_eq!(all[1], "capecitabine 11-02 08:00");
        assert_eq!(all.last().unwrap(), "capecitabine 11-15 20:00");
    }

    #[test]
    fn what_is_recorded_or_past_is_left_out_and_what_is_due_later_today_stays() {
        let mut diary = started();
        diary.by_patient().at("2026-11-15 07:30");
        diary.dose(CAPECITABINE, "2026-11-15 am", "4x150+2x500");
        assert_eq!(at(&diary, "2026-11-15 07:40"), ["capecitabine 11-15 20:00"]);
        let open = started();
        assert_eq!(at(&open, "2026-11-15 07:40").len(), 2);
        assert_eq!(at(&open, "2026-11-15 08:00").len(), 1);
        let over = reminders(&open.diary(), moment("2026-11-15 20:00"));
        assert_eq!(over, Err(NoReminders::NothingToCome));
    }

    #[test]
    fn no_pause_no_end_and_no_cycle_that_is_not_ordered_is_reminded_of() {
        let mut diary = started();
        diary.at("2026-11-10 09:00");
        diary.hold(&[CAPECITABINE], "2026-11-10 pm");
        diary.resume(&[CAPECITABINE], "2026-11-12 am");
        let held = at(&diary, "2026-11-10 09:00");
        assert_eq!(held.len(), 8);
        assert_eq!(held[0], "capecitabine 11-12 08:00");
        diary.stop(&[CAPECITABINE], "2026-11-13 am", None);
        assert_eq!(at(&diary, "2026-11-10 09:00").len(), 2);
        for now in ["2026-11-16 09:00", "2026-11-23 09:00", "2026-12-30 09:00"] {
            let found = reminders(&started().diary(), moment(now));
            assert_eq!(found, Err(NoReminders::NothingToCome), "{now}");
        }
        let nothing = DiaryBuilder::new().diary();
        let found = reminders(&nothing, moment("2026-11-01 12:00"));
        assert_eq!(found, Err(NoReminders::NothingToCome));
    }

    #[test]
    fn a_cycle_that_starts_late_by_order_is_reminded_of_from_its_own_day_1() {
        let mut diary = started();
        diary.at("2026-11-24 09:00").start_cycle(2, "2026-11-30");
        let late = at(&diary, "2026-11-24 09:00");
        assert_eq!(late.len(), 33);
        assert_eq!(late[0], "utidelone 11-30 06:30");
    }

    #[test]
    fn no_time_is_invented_and_no_time_outside_the_period_is_used() {
        let mut diary = DiaryBuilder::started("2026-11-02");
        diary.settings(usual(&ALL[..2]));
        let found = reminders(&diary.diary(), moment("2026-11-02 05:00"));
        let evening = (drug(CAPECITABINE), Period::Pm);
        assert_eq!(found, Err(NoReminders::NoUsualTime(vec![evening])));
        diary.settings(usual(&[(CAPECITABINE, "pm", "09:00")]));
        let found = reminders(&diary.diary(), moment("2026-11-02 05:00"));
        assert_eq!(found, Err(NoReminders::OutsidePeriod(vec![evening])));
        diary.settings(usual(&[(CAPECITABINE, "pm", "00:30")]));
        let late = at(&diary, "2026-11-15 05:00");
        assert_eq!(late.last().unwrap(), "capecitabine 11-16 00:30");
    }
}
