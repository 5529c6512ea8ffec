//! Corrections: what was wrong with an entry, what it should say, and why (ruling 22).
//!
//! A patient corrects what a patient recorded; the study team's entries are the team's to correct. The
//! new values are asked for with the same questions as a new entry (`picker`), the reason comes from a
//! list, and `ask` shows the old and the new before anything is written.

use chrono::NaiveDateTime;

use crate::domain::calendar::{DiaryDate, Moment, Period};
use crate::domain::days::content;
use crate::domain::decide::{Change, Command, DoseChange, Refusal, decide};
use crate::domain::diary::Diary;
use crate::domain::entry::{
    Author, Corrected, CorrectionReason, Dose, Entry, Event, Meal, Outcome,
};
use crate::domain::history::Fate;
use crate::domain::slots;
use crate::domain::units::Milligrams;

use super::Named;
use super::ask::Request;
use super::dose::SlotKey;
use super::extra::{Draft, Swallowed, last_minute};
use super::page::Field;
use super::page::{Page, Row, Tone};
use super::picker::{self, DoseStep};
use super::screen::{Act, Context, Screen};

/// What was wrong with the entry of a dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The time.
    Time,
    /// The number of units.
    Units,
    /// What was said about food.
    Food,
    /// The day or the period; whether the right one has been chosen.
    Slot(bool),
    /// It was not taken.
    NotTaken,
    /// It was taken, though recorded as missed.
    TakenAfterAll,
    /// It was vomited.
    Vomited,
    /// It was not vomited.
    NotVomited,
}

/// Which entry an answer is to correct.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fixing {
    /// The entry that was recorded first.
    pub seq: u64,
    /// What was wrong with it.
    pub wrong: Wrong,
}

/// A correction that still lacks its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// The entry that was recorded first.
    seq: u64,
    /// What it should say.
    change: Change,
    /// The reason that is chosen when the page opens.
    likely: CorrectionReason,
}

impl Fix {
    /// What an entry should say in place of what it says.
    pub(super) fn new(seq: u64, change: Change, likely: CorrectionReason) -> Fix {
        Fix {
            seq,
            change,
            likely,
        }
    }
}

/// The time of a meal that is corrected.
#[derive(Debug, Clone, PartialEq)]
pub struct MealTime {
    seq: u64,
    date: DiaryDate,
    /// From the beginning of the diary day.
    minutes: u16,
}

/// The rows of an entry's page that say what was wrong with it; none where nothing can be corrected.
pub(super) fn rows(entry: &Entry, context: &Context) -> Vec<Row> {
    let (text, diary) = (context.text, context.diary);
    let history = diary.history();
    let withdrawal = Corrected {
        target: entry.reference(),
        replacement: None,
        reason: CorrectionReason::WrongPress,
    };
    let by = Author::Patient {};
    let sound = context.world.standing.is_sound();
    if !sound || history.check_correction(&withdrawal, &by).is_err() {
        return Vec::new();
    }
    let seq = entry.seq;
    let fix = |label: String, change, likely| {
        let fix = Box::new(Fix {
            seq,
            change,
            likely,
        });
        Row::act(label, Act::open(Screen::Correct(fix)))
    };
    let stands = history.row(seq).map(|row| row.fate);
    if let Some(Fate::Withdrawn(_)) = stands {
        let label = text.it_did_happen();
        return vec![fix(label, Change::Restore, CorrectionReason::WrongPress)];
    }
    let mut rows = match content(history, seq) {
        Some(Event::Dose(dose)) => dose_rows(seq, &dose, context),
        Some(Event::Meal(meal)) => vec![meal_row(seq, &meal, context)],
        Some(Event::Symptom(_)) => {
            let report = Act::open(Screen::Reported(seq));
            return vec![Row::act(text.about_this_report(), report)];
        }
        Some(_) | None => Vec::new(),
    };
    let label = text.it_did_not_happen();
    rows.push(fix(label, Change::Withdraw, CorrectionReason::WrongPress));
    rows
}

fn meal_row(seq: u64, meal: &Meal, context: &Context) -> Row {
    let date = context.diary.date_of(meal.ended_at);
    let time = MealTime {
        seq,
        date,
        minutes: minutes_of(meal.ended_at, date, context.diary).unwrap_or(0),
    };
    let open = Act::open(Screen::MealTime(Box::new(time)));
    Row::act(context.text.other_time(), open)
}

fn dose_rows(seq: u64, dose: &Dose, context: &Context) -> Vec<Row> {
    let text = context.text;
    let row = |label: String, wrong| {
        let draft = draft(Fixing { seq, wrong }, dose, context.diary);
        Row::act(label, Act::Intake(Box::new(draft)))
    };
    let time = || row(text.other_time(), Wrong::Time);
    let units = || row(text.other_units_taken(), Wrong::Units);
    let slot = || row(text.other_dose(), Wrong::Slot(false));
    let food = || dose.food.map(|_| row(text.other_food(), Wrong::Food));
    let not_taken = || {
        let planned = dose.period.is_some() && dose.rest_of.is_none();
        planned.then(|| row(text.not_taken_after_all(), Wrong::NotTaken))
    };
    match dose.outcome {
        Outcome::Missed => vec![row(text.took_it_after_all(), Wrong::TakenAfterAll), slot()],
        Outcome::Taken | Outcome::PartlyTaken => {
            let mut rows = vec![time(), units(), slot()];
            rows.extend(food());
            rows.extend(not_taken());
            rows.push(row(text.vomited_after(), Wrong::Vomited));
            rows
        }
        Outcome::Vomited => {
            let mut rows = vec![time(), units(), slot()];
            rows.extend(food());
            rows.extend(not_taken());
            rows.push(row(text.did_not_vomit(), Wrong::NotVomited));
            rows
        }
    }
}

/// Minutes from the beginning of a diary day.
fn minutes_of(at: Moment, date: DiaryDate, diary: &Diary) -> Option<u16> {
    let begins = date.begins(diary.rules().day_starts_at());
    let minutes = at.naive_local().signed_duration_since(begins).num_minutes();
    u16::try_from(minutes)
        .ok()
        .filter(|minutes| *minutes < 24 * 60)
}

/// The questions about a dose begin with what is recorded.
fn draft(fixing: Fixing, dose: &Dose, diary: &Diary) -> Draft {
    let key = SlotKey {
        drug: dose.drug,
        date: dose.date,
        period: dose.period.unwrap_or(Period::Once),
    };
    let minutes = dose
        .taken_at
        .and_then(|at| minutes_of(at, dose.date, diary));
    Draft {
        period: dose.period,
        minutes,
        fixing: Some(fixing),
        ..Draft::of_slot(key, dose.outcome)
    }
}

/// What the answers so far change.
fn change(draft: &Draft, wrong: Wrong) -> DoseChange {
    let taken_at = match draft.swallowed {
        Swallowed::NotAsked => None,
        Swallowed::At(at) => Some(Some(at)),
        Swallowed::Forgotten => Some(None),
    };
    let said = DoseChange {
        taken_at,
        units: draft.units.clone(),
        food: draft.food,
        ..DoseChange::default()
    };
    match wrong {
        // An intake beside the plan is asked for its day together with its time.
        Wrong::Time => DoseChange {
            date: Some(draft.date),
            ..said
        },
        Wrong::Units | Wrong::Food => said,
        Wrong::Slot(_) => DoseChange {
            date: Some(draft.date),
            period: draft.period,
            ..said
        },
        Wrong::NotTaken => DoseChange {
            outcome: Some(Outcome::Missed),
            reason: draft.reason,
            ..DoseChange::default()
        },
        Wrong::TakenAfterAll | Wrong::NotVomited => DoseChange {
            outcome: Some(Outcome::Taken),
            ..said
        },
        Wrong::Vomited => DoseChange {
            outcome: Some(Outcome::Vomited),
            ..said
        },
    }
}

/// The next question about a dose that is corrected, or the question about the reason.
pub(super) fn next(mut draft: Draft, fixing: Fixing, diary: &Diary, now: Moment) -> Screen {
    let ask = |draft: Draft, step| Screen::Intake(Box::new(draft), step);
    let not_asked = draft.swallowed == Swallowed::NotAsked;
    let (step, likely) = match fixing.wrong {
        Wrong::Time => (
            not_asked.then_some(DoseStep::When),
            CorrectionReason::WrongTime,
        ),
        Wrong::Units => (
            draft.units.is_none().then_some(DoseStep::Count),
            CorrectionReason::WrongUnits,
        ),
        Wrong::Food => (
            draft.food.is_none().then_some(DoseStep::Food),
            CorrectionReason::WrongPress,
        ),
        Wrong::Slot(false) => (Some(DoseStep::Slot), CorrectionReason::WrongSlot),
        Wrong::Slot(true) => {
            let was = recorded_dose(fixing.seq, diary).map(|dose| dose.date);
            let moved = was != Some(draft.date) && draft.outcome != Outcome::Missed;
            let step = (moved && not_asked).then_some(DoseStep::When);
            (step, CorrectionReason::WrongSlot)
        }
        Wrong::NotTaken => (
            draft.reason.is_none().then_some(DoseStep::Why),
            CorrectionReason::WrongPress,
        ),
        Wrong::TakenAfterAll if not_asked => (Some(DoseStep::When), CorrectionReason::Remembered),
        Wrong::TakenAfterAll => {
            let asks = draft.food.is_none() && draft.food_matters(diary);
            (asks.then_some(DoseStep::Food), CorrectionReason::Remembered)
        }
        Wrong::Vomited => (None, CorrectionReason::VomitedLater),
        Wrong::NotVomited => (None, CorrectionReason::WrongPress),
    };
    if let Some(step) = step {
        if step == DoseStep::Count {
            start_counting(&mut draft, fixing.seq, diary, now);
        }
        return ask(draft, step);
    }
    let fix = Fix {
        seq: fixing.seq,
        change: Change::Dose(change(&draft, fixing.wrong)),
        likely,
    };
    let request = fix.request(likely);
    let refused = decide(diary, &request.by, &request.command, now).err();
    if let Some(Refusal::NeedsUnits { .. }) = refused
        && draft.units.is_none()
    {
        start_counting(&mut draft, fixing.seq, diary, now);
        return ask(draft, DoseStep::Count);
    }
    // Whoever changes nothing is not asked why.
    if let Some(Refusal::NothingToDo) = refused {
        return Screen::Refused(Box::new(Refusal::NothingToDo));
    }
    Screen::Correct(Box::new(fix))
}

fn recorded_dose(seq: u64, diary: &Diary) -> Option<Dose> {
    let Event::Dose(dose) = content(diary.history(), seq)? else {
        return None;
    };
    Some(dose)
}

/// The counts begin with what is recorded; strengths that are prescribed can be counted too.
fn start_counting(draft: &mut Draft, seq: u64, diary: &Diary, now: Moment) {
    draft.start_counting(diary, now);
    let recorded = recorded_dose(seq, diary).and_then(|dose| dose.units);
    let Some(recorded) = recorded else {
        return;
    };
    let taken: Vec<(Milligrams, u16)> = recorded.iter().collect();
    for (strength, count) in &mut draft.counts {
        let found = taken.iter().find(|(mg, _)| mg == strength);
        *count = found.map_or(0, |(_, count)| *count);
    }
    for (strength, count) in taken {
        if !draft.counts.iter().any(|(mg, _)| *mg == strength) {
            draft.counts.push((strength, count));
        }
    }
}

/// Which dose was it?
pub(super) fn which_slot(draft: &Draft, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let fixing = draft.fixing;
    let was = fixing.and_then(|fixing| recorded_dose(fixing.seq, diary));
    let mut page = Page::new().heading(text.which_dose());
    if let Some(was) = &was {
        let words = text.event(diary, &Event::Dose(was.clone()));
        page = page.pair(text.so_far(), words);
    }
    page = page.gap().row(Row::step(
        text.day_label(),
        Field::Day,
        text.short_date(draft.date),
    ));
    let is_it = |slot: &slots::Slot| {
        let same = |was: &Dose| was.date == slot.date && was.period == Some(slot.period);
        was.as_ref().is_some_and(same)
    };
    let planned = slots::planned_on(diary, draft.date).into_iter();
    let mut any = false;
    for slot in planned.filter(|slot| slot.drug == draft.drug && !is_it(slot)) {
        any = true;
        let chosen = Draft {
            period: Some(slot.period),
            fixing: fixing.map(|fixing| Fixing {
                wrong: Wrong::Slot(true),
                ..fixing
            }),
            minutes: None,
            ..draft.clone()
        };
        let words = text.slot(diary, &slot);
        page = page.row(Row::act(words, Act::Intake(Box::new(chosen))));
    }
    if !any {
        page = page.text(Tone::Plain, text.no_other_dose());
    }
    page
}

impl Fix {
    fn request(&self, reason: CorrectionReason) -> Request {
        Request::of_patient(Command::Correct {
            seq: self.seq,
            change: self.change.clone(),
            reason,
        })
    }
}

/// Why is it corrected?
pub(super) fn reasons(fix: &Fix, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new().heading(text.why_corrected());
    for reason in CorrectionReason::ALL {
        // What staff write is not the patient's reason.
        if reason == CorrectionReason::StudyTeam {
            continue;
        }
        if reason == fix.likely {
            page.first = page.rows.len();
        }
        let act = Act::Propose(Box::new(fix.request(reason)));
        page = page.row(Row::act(text.correction_choice(reason), act));
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

impl MealTime {
    pub(super) fn step(&mut self, field: Field, by: i8, diary: &Diary, now: Moment) {
        let minutes = match field {
            Field::Minutes(minutes) => i32::from(minutes),
            Field::Day | Field::Band | Field::Half | Field::Until | Field::Count(_) => return,
        };
        let last = i32::from(last_minute(self.date, diary, now));
        let moved = i32::from(self.minutes) + i32::from(by) * minutes;
        self.minutes = u16::try_from(moved.clamp(0, last)).unwrap_or(self.minutes);
    }

    fn civil(&self, diary: &Diary) -> NaiveDateTime {
        let begins = self.date.begins(diary.rules().day_starts_at());
        begins + chrono::TimeDelta::minutes(i64::from(self.minutes))
    }
}

/// When was the meal finished?
pub(super) fn meal_time(meal: &MealTime, context: &Context) -> Page {
    let text = context.text;
    let civil = meal.civil(context.diary);
    let shown = text.time_seen_from(civil, meal.date.calendar());
    let mut page = Page::new()
        .heading(text.when_finished_eating())
        .text(Tone::Quiet, text.date(meal.date))
        .text(Tone::Accent, shown.clone());
    let named = (context.world.zone)(civil);
    if let Named::EarlierOfTwo(_) = named {
        page = page.text(Tone::Caution, text.time_twice());
    }
    page = picker::clock_rows(page.gap(), civil, text);
    page = match named {
        Named::One(at) | Named::EarlierOfTwo(at) => {
            let fix = Fix {
                seq: meal.seq,
                change: Change::Meal(at),
                likely: CorrectionReason::WrongTime,
            };
            let open = Act::open(Screen::Correct(Box::new(fix)));
            page.row(Row::act(text.it_was_at(&shown), open).apart())
        }
        Named::Never => page.text(Tone::Caution, text.time_never()),
    };
    page.row(Row::act(text.go_back(), Act::Back))
}
