//! The shapes of `today --json` and `log --json`; `docs/json-output.md` documents them.

use serde::{Serialize, Serializer};

use crate::domain::calendar::{DiaryDate, Moment, Period};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, ClockKind, EntryRef, Tier};
use crate::domain::history::{Fate, Row};
use crate::domain::ids::{DrugId, EntryId, SubjectCode};
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::FoodRule;
use crate::domain::slots::Extra;
use crate::domain::today::{DaySlot, Today};
use crate::domain::units::{Milligrams, Units};
use crate::domain::warnings::{Cause, Warning};

/// The page of a day.
#[derive(Serialize)]
pub(super) struct DayPage {
    date: DiaryDate,
    cycle: Option<u16>,
    cycle_day: Option<u16>,
    phase: &'static str,
    slots: Vec<SlotLine>,
    extra_doses: Vec<ExtraLine>,
    warnings: Vec<WarningLine>,
    unconfirmed: Vec<u64>,
    clock_went_back: bool,
    subject: SubjectCode,
    sample: bool,
    as_of: String,
    may_be_out_of_date: bool,
}

#[derive(Serialize)]
struct SlotLine {
    drug: DrugId,
    period: Period,
    date: DiaryDate,
    status: &'static str,
    readiness: Option<&'static str>,
    until: Option<String>,
    units: Units,
    mg: Mg,
    food: Option<&'static str>,
    units_taken: Option<Units>,
    taken_at: Option<String>,
    minutes_since_last: Option<i64>,
    clock_changed: bool,
    seq: Option<u64>,
}

#[derive(Serialize)]
struct ExtraLine {
    drug: DrugId,
    period: Option<Period>,
    date: DiaryDate,
    mg: Mg,
    taken_at: Option<String>,
    seq: u64,
}

#[derive(Serialize)]
struct WarningLine {
    cause: &'static str,
    drug: Option<DrugId>,
    mg: Option<Mg>,
    seq: u64,
    symptom: Option<PlainText>,
    tier: Option<Tier>,
}

/// An amount in mg as a number, whole where it is whole.
struct Mg(Milligrams);

impl Serialize for Mg {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let micrograms = self.0.micrograms();
        if micrograms.is_multiple_of(1000) {
            to.serialize_u64(micrograms / 1000)
        } else {
            to.serialize_f64(micrograms as f64 / 1000.0)
        }
    }
}

impl DayPage {
    /// The page of a day of a diary, as it stands at `now`; `damaged` where the file is not whole.
    pub(super) fn of(diary: &Diary, today: &Today, now: Moment, damaged: bool) -> DayPage {
        let cycle_day = today.phase.cycle_day();
        DayPage {
            date: today.date,
            cycle: cycle_day.map(|(cycle, _)| cycle),
            cycle_day: cycle_day.map(|(_, day)| day),
            phase: today.phase.code(),
            slots: today.slots.iter().map(|day| slot(diary, day)).collect(),
            extra_doses: today.extras.iter().map(extra).collect(),
            warnings: today.warnings.iter().map(|w| warning(diary, w)).collect(),
            unconfirmed: today.unconfirmed.iter().map(|entry| entry.seq).collect(),
            clock_went_back: today.clock_went_back,
            subject: diary.subject().clone(),
            sample: diary.is_sample(),
            as_of: now.to_rfc3339(),
            may_be_out_of_date: damaged,
        }
    }
}

fn slot(diary: &Diary, day: &DaySlot) -> SlotLine {
    let state = &day.state;
    let recorded = state.recorded.as_ref();
    let rule = diary.rules().drug(state.slot.drug).map(|d| d.food.value);
    SlotLine {
        drug: state.slot.drug,
        period: state.slot.period,
        date: state.slot.date,
        status: state.status.code(),
        readiness: day.readiness.map(|readiness| readiness.code()),
        until: day
            .readiness
            .and_then(|readiness| readiness.until())
            .map(|at| at.to_rfc3339()),
        units: state.units.clone(),
        mg: Mg(state.units.mg()),
        food: match rule {
            Some(FoodRule::AfterMeal { .. }) => Some("after_meal"),
            Some(FoodRule::EmptyStomach) => Some("empty_stomach"),
            Some(FoodRule::None) | None => None,
        },
        units_taken: recorded.map(|recorded| recorded.units.clone()),
        taken_at: recorded
            .and_then(|recorded| recorded.taken_at)
            .map(|at| at.to_rfc3339()),
        minutes_since_last: day.since_last.map(|since| since.num_minutes()),
        clock_changed: day.clock_changed,
        seq: recorded.map(|recorded| recorded.seq),
    }
}

fn extra(extra: &Extra) -> ExtraLine {
    ExtraLine {
        drug: extra.drug,
        period: extra.period,
        date: extra.date,
        mg: Mg(extra.mg),
        taken_at: extra.taken_at.map(|at| at.to_rfc3339()),
        seq: extra.seq,
    }
}

fn warning(diary: &Diary, warning: &Warning) -> WarningLine {
    let symptom = diary.symptom(warning.entry.seq);
    let (cause, drug, mg) = match warning.cause {
        Cause::ExtraDose(extra) => ("extra_dose", Some(extra.drug), Some(extra.mg)),
        Cause::TooLargeDose { drug, surplus } => ("too_large_dose", Some(drug), Some(surplus)),
        Cause::Symptom(_) => ("symptom", None, None),
    };
    WarningLine {
        cause,
        drug,
        mg: mg.map(Mg),
        seq: warning.entry.seq,
        symptom: symptom.map(|symptom| symptom.term.clone()),
        tier: symptom.map(|symptom| symptom.urgency()),
    }
}

/// An entry of the log.
#[derive(Serialize)]
pub(super) struct LogLine<'a, E> {
    seq: u64,
    id: EntryId,
    at: String,
    by: &'a Author,
    clock: ClockKind,
    counts: &'static str,
    changed_by: Option<u64>,
    event: &'a E,
}

impl<'a, E> LogLine<'a, E> {
    /// A row of the history.
    pub(super) fn of(row: Row<'a, E>) -> LogLine<'a, E> {
        let (counts, changed_by) = match row.fate {
            Fate::Stands => ("as_recorded", None),
            Fate::Replaced(seq) => ("corrected", Some(seq)),
            Fate::Withdrawn(seq) => ("withdrawn", Some(seq)),
        };
        let entry = row.entry;
        let EntryRef { seq, id } = entry.reference();
        LogLine {
            seq,
            id,
            at: entry.at.to_rfc3339(),
            by: &entry.by,
            clock: entry.clock,
            counts,
            changed_by,
            event: &entry.event,
        }
    }
}
