//! What the patient says about an intake, question by question, until it can be proposed.
//!
//! An intake that the plan does not have goes the same way, with the drug asked first: it is always
//! recordable (ruling 9).

use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{Command, DoseCommand, Refusal, decide, food_is_asked};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Food, MissedReason, Outcome};
use crate::domain::ids::DrugId;
use crate::domain::orders::Known;
use crate::domain::slots;
use crate::domain::units::{Milligrams, Units};

use super::ask::{self, Request};
use super::correct::{self, Fixing};
use super::dose::SlotKey;
use super::page::Field;
use super::page::{Page, Row};
use super::picker::DoseStep;
use super::screen::{Act, Context, Screen};

/// When it was swallowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swallowed {
    /// Not asked yet.
    NotAsked,
    /// Then.
    At(Moment),
    /// Nobody remembers.
    Forgotten,
}

/// What is known of an intake so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The drug.
    pub drug: DrugId,
    /// The diary date.
    pub date: DiaryDate,
    /// The period; `None` for an intake beside the plan.
    pub period: Option<Period>,
    /// What happened.
    pub outcome: Outcome,
    /// When.
    pub swallowed: Swallowed,
    /// Minutes from the beginning of the diary day, while the time is being chosen.
    pub minutes: Option<u16>,
    /// Units by strength, while they are being counted.
    pub counts: Vec<(Milligrams, u16)>,
    /// Units, once they are counted.
    pub units: Option<Units>,
    /// The food rule, once it is asked.
    pub food: Option<Food>,
    /// Why it was missed, once it is asked.
    pub reason: Option<MissedReason>,
    /// Consent that it is beside the plan.
    pub extra: bool,
    /// Whether the question about a second intake of the slot is answered with yes.
    pub again: bool,
    /// The entry that the answers are to correct; `None` for a new one.
    pub fixing: Option<Fixing>,
}

impl Draft {
    /// About a dose of the plan.
    pub(super) fn of_slot(key: SlotKey, outcome: Outcome) -> Draft {
        Draft {
            drug: key.drug,
            date: key.date,
            period: Some(key.period),
            outcome,
            swallowed: Swallowed::NotAsked,
            minutes: None,
            counts: Vec::new(),
            units: None,
            food: None,
            reason: None,
            extra: false,
            again: false,
            fixing: None,
        }
    }

    /// What would be recorded.
    fn command(&self) -> DoseCommand {
        DoseCommand {
            drug: self.drug,
            date: self.date,
            period: self.period,
            outcome: self.outcome,
            taken_at: match self.swallowed {
                Swallowed::At(at) => Some(at),
                Swallowed::NotAsked | Swallowed::Forgotten => None,
            },
            units: self.units.clone(),
            food: self.food,
            reason: self.reason,
            extra: self.extra,
        }
    }

    /// The next question, or the confirmation.
    pub(super) fn next(mut self, diary: &Diary, now: Moment) -> Screen {
        if let Some(fixing) = self.fixing {
            return correct::next(self, fixing, diary, now);
        }
        let intake = |draft: Draft, step| Screen::Intake(Box::new(draft), step);
        if self.outcome == Outcome::Missed {
            if self.reason.is_none() {
                return intake(self, DoseStep::Why);
            }
            let request = Request::of_patient(Command::Dose(self.command()));
            return ask::propose(request, diary, now);
        }
        let partly = self.outcome == Outcome::PartlyTaken;
        if self.units.is_none() && (partly || self.extra) {
            self.start_counting(diary, now);
            return intake(self, DoseStep::Count);
        }
        if self.swallowed == Swallowed::NotAsked {
            return intake(self, DoseStep::When);
        }
        if self.food.is_none() && self.food_matters(diary) {
            return intake(self, DoseStep::Food);
        }
        let by = Author::Patient {};
        let command = Command::Dose(self.command());
        match decide(diary, &by, &command, now) {
            Err(refusal @ Refusal::NotDue { .. }) => {
                intake(self, DoseStep::NotDue(Box::new(refusal)))
            }
            Err(Refusal::NeedsUnits { .. }) if self.units.is_none() => {
                self.start_counting(diary, now);
                intake(self, DoseStep::Count)
            }
            Ok(_) | Err(_) => {
                let first = ask::propose(Request { by, command }, diary, now);
                if self.again {
                    first.with_second_dose_answered()
                } else {
                    first
                }
            }
        }
    }

    pub(super) fn food_matters(&self, diary: &Diary) -> bool {
        let Some(period) = self.period else {
            return false;
        };
        let position = SlotPosition::new(self.date, period);
        let taken_at = match self.swallowed {
            Swallowed::At(at) => Some(at),
            Swallowed::NotAsked | Swallowed::Forgotten => None,
        };
        slots::planned_slot(diary, self.drug, position)
            .is_some_and(|slot| food_is_asked(diary, &slot, taken_at))
    }

    /// The strengths to be counted: those prescribed, else those that the protocol lists.
    pub(super) fn start_counting(&mut self, diary: &Diary, now: Moment) {
        if !self.counts.is_empty() {
            return;
        }
        let full = self.prescribed(diary, now);
        self.counts = full.iter().collect();
        if self.counts.is_empty() {
            let listed = diary.rules().drug(self.drug);
            let listed = listed.and_then(|drug| drug.strengths_mg.as_ref());
            let listed = listed.map(|rule| rule.value.clone()).unwrap_or_default();
            self.counts = listed.into_iter().map(|mg| (mg, 0)).collect();
        }
    }

    /// What is prescribed for the slot, or was last for the drug.
    pub(super) fn prescribed(&self, diary: &Diary, now: Moment) -> Units {
        if let Some(period) = self.period {
            let position = SlotPosition::new(self.date, period);
            if let Some(state) = slots::slot_state(diary, self.drug, position, now)
                && !state.units.is_none()
            {
                return state.units;
            }
        }
        let course = diary.course(self.drug);
        let units = Period::ALL
            .into_iter()
            .find_map(|period| course.units(SlotPosition::new(self.date, period), Known::All));
        units.cloned().unwrap_or_default()
    }

    /// Changes a count or the time by one step.
    pub(super) fn step(&mut self, field: Field, by: i8, diary: &Diary, now: Moment) {
        match field {
            Field::Count(at) => {
                if let Some((_, count)) = self.counts.get_mut(at) {
                    *count = count
                        .saturating_add_signed(i16::from(by))
                        .min(Units::MAX_COUNT);
                }
            }
            Field::Minutes(minutes) => {
                self.move_time(i32::from(by) * i32::from(minutes), diary, now);
            }
            Field::Day => {
                let latest = diary.date_of(now);
                self.date = self.date.plus(i64::from(by)).min(latest);
                self.minutes = None;
            }
            Field::Half | Field::Band | Field::Until => {}
        }
    }

    fn move_time(&mut self, by: i32, diary: &Diary, now: Moment) {
        let last = last_minute(self.date, diary, now);
        let here = i32::from(
            self.minutes
                .unwrap_or_else(|| self.first_minute(diary, now)),
        );
        let moved = (here + by).clamp(0, i32::from(last));
        self.minutes = u16::try_from(moved).ok();
    }

    /// The time that is offered first: now, or the middle of the morning or evening of another day.
    pub(super) fn first_minute(&self, diary: &Diary, now: Moment) -> u16 {
        let last = last_minute(self.date, diary, now);
        if self.date == diary.date_of(now) {
            return last;
        }
        let rules = diary.rules();
        let period = self.period.unwrap_or(Period::Am);
        let rule = rules.drug(self.drug).and_then(|drug| drug.period(period));
        let usual = rule.and_then(|rule| rule.usual_time.as_ref());
        let civil = match (usual, rule) {
            (Some(usual), _) => self.date.at(usual.value.0, rules.day_starts_at()),
            (None, Some(rule)) => {
                let begins = rule.span(self.date, rules.day_starts_at()).start;
                begins + chrono::TimeDelta::hours(4)
            }
            (None, None) => self.date.begins(rules.day_starts_at()),
        };
        let begins = self.date.begins(rules.day_starts_at());
        let minutes = civil.signed_duration_since(begins).num_minutes();
        u16::try_from(minutes).unwrap_or(0).min(last)
    }

    /// The wall-clock time that is being chosen.
    pub(super) fn civil(&self, diary: &Diary, now: Moment) -> chrono::NaiveDateTime {
        let minutes = self
            .minutes
            .unwrap_or_else(|| self.first_minute(diary, now));
        let begins = self.date.begins(diary.rules().day_starts_at());
        begins + chrono::TimeDelta::minutes(i64::from(minutes))
    }
}

/// The last minute of a diary day that has come, from its beginning.
pub(super) fn last_minute(date: DiaryDate, diary: &Diary, now: Moment) -> u16 {
    let begins = date.begins(diary.rules().day_starts_at());
    let minutes = now
        .naive_local()
        .signed_duration_since(begins)
        .num_minutes();
    u16::try_from(minutes.clamp(0, 24 * 60 - 1)).unwrap_or(0)
}

/// Which drug was taken beside the plan?
pub(super) fn page(date: Option<DiaryDate>, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let mut page = Page::new().heading(text.which_medicine());
    let date = date.unwrap_or_else(|| diary.date_of(context.world.now));
    for drug in diary.drugs() {
        let key = SlotKey {
            drug: drug.id,
            date,
            period: Period::Once,
        };
        let draft = Draft {
            period: None,
            extra: true,
            ..Draft::of_slot(key, Outcome::Taken)
        };
        let act = Act::Intake(Box::new(draft));
        page = page.row(Row::act(text.drug(diary, drug.id), act));
    }
    page.row(Row::act(text.go_back(), Act::Back))
}
