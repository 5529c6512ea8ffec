//! Adherence: what share of the planned treatment was taken, and how well it is known.
//!
//! Pure: a diary and a cut give the ledger, one row for each slot and extra dose, and from its rows
//! alone the figures of each drug for each cycle and for all cycles together. Drugs are never averaged.
//! Called by `report` and by the views. The formulas are in `docs/adherence.md`; rulings 2, 7, 10 and
//! 26 to 29 say what holds at their borders. Pill counts need the site's record and are not here.

#[cfg(test)]
pub(crate) mod examples;
mod ledger;
mod measures;
mod ratio;
mod terms;
#[cfg(test)]
mod tests;

use chrono::{Offset, Utc};

use super::calendar::{DiaryDate, Moment, instant};
use super::diary::{Cycle, Diary};
use super::entry::Event;
use super::history::Fate;
use super::ids::DrugId;
use super::orders::Order;
use super::protocol::EndReason;

pub use ledger::{Lateness, LedgerRow, RowReason, RowStatus};
pub use measures::{Counts, Measures};
pub use ratio::{Measure, Percent, Ratio};
pub use terms::{MeasureKind, Term};

/// Up to where slots are counted. It cuts slots, never knowledge: an entry made later about an earlier
/// slot counts (ruling 27).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// A moment: now for the live diary, the receipt of a received copy.
    Now(Moment),
    /// The end of a diary date; its own unrecorded slots are still pending. Not for a date that is not
    /// over: slots would count as unrecorded that nobody could have recorded yet.
    EndOf(DiaryDate),
}

impl AsOf {
    /// The diary date of the cut.
    pub fn date(self, diary: &Diary) -> DiaryDate {
        match self {
            AsOf::Now(moment) => diary.date_of(moment),
            AsOf::EndOf(date) => date,
        }
    }

    /// The moment of the cut; the end of a date by the clock of the newest entry.
    pub fn moment(self, diary: &Diary) -> Moment {
        match self {
            AsOf::Now(moment) => moment,
            AsOf::EndOf(date) => {
                let newest = diary.history().last().map(|entry| *entry.at.offset());
                let offset = newest.unwrap_or_else(|| Utc.fix());
                instant(date.ends(diary.rules().day_starts_at()), offset)
            }
        }
    }
}

/// The ledger of a diary and the figures of its drugs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adherence {
    /// Up to where.
    pub as_of: AsOf,
    /// One row for each slot and each extra dose, by date.
    pub ledger: Vec<LedgerRow>,
    /// In the order of the protocol.
    pub drugs: Vec<DrugAdherence>,
}

/// The figures of one drug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrugAdherence {
    /// The drug.
    pub drug: DrugId,
    /// Each cycle that has begun.
    pub cycles: Vec<CycleAdherence>,
    /// All cycles together, and extra doses before the first.
    pub all: WholeAdherence,
}

/// The figures of one drug in one cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CycleAdherence {
    /// The number of the cycle.
    pub cycle: u16,
    /// Its day 1.
    pub from: DiaryDate,
    /// The date before the next cycle, or the date of the cut.
    pub to: DiaryDate,
    /// The figures.
    pub measures: Measures,
}

/// The figures of one drug over the whole treatment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeAdherence {
    /// Day 1 of the first cycle; `None` before it.
    pub from: Option<DiaryDate>,
    /// The date of the cut.
    pub to: DiaryDate,
    /// The figures.
    pub measures: Measures,
    /// The dose intensity of completed cycles, times their planned days over their actual days
    /// (ruling 29). Above 100 % where staff started a cycle early or raised the units.
    pub relative_dose_intensity: Measure,
    /// From the first to the last dose; `None` if none was taken.
    pub persistence: Option<Persistence>,
    /// Why the drug ended, if it did.
    pub ended: Option<Ended>,
}

/// From the first to the last dose taken in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Persistence {
    /// The diary date of the first.
    pub first: DiaryDate,
    /// The diary date of the last.
    pub last: DiaryDate,
    /// Days, both dates included.
    pub days: u64,
}

/// The end of a drug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The order that ended it.
    pub order: Order,
    /// Why; `None` where the patient was told to stop and does not know why.
    pub reason: Option<EndReason>,
}

/// The ledger and every figure of a diary, up to `as_of`.
pub fn adherence(diary: &Diary, as_of: AsOf) -> Adherence {
    let ledger = ledger::build(diary, as_of);
    let corrected = corrected_entries(diary, as_of);
    let drugs = drugs(diary, &ledger)
        .into_iter()
        .map(|drug| of_drug(diary, as_of, drug, &ledger, &corrected))
        .collect();
    Adherence {
        as_of,
        ledger,
        drugs,
    }
}

/// The drugs of the rules in force, then those of earlier cycles and of rows beside them.
fn drugs(diary: &Diary, ledger: &[LedgerRow]) -> Vec<DrugId> {
    let mut found: Vec<DrugId> = Vec::new();
    let now = diary.drugs().iter();
    let earlier = diary
        .cycles()
        .iter()
        .flat_map(|cycle| &diary.rules_of(cycle).drugs);
    let of_rules = now.chain(earlier).map(|drug| drug.id);
    for drug in of_rules.chain(ledger.iter().map(|row| row.drug)) {
        if !found.contains(&drug) {
            found.push(drug);
        }
    }
    found
}

fn of_drug(
    diary: &Diary,
    as_of: AsOf,
    drug: DrugId,
    ledger: &[LedgerRow],
    corrected: &[CorrectedEntry],
) -> DrugAdherence {
    let date = as_of.date(diary);
    let rows: Vec<&LedgerRow> = ledger.iter().filter(|row| row.drug == drug).collect();
    let begun = begun(diary, as_of).iter();
    let cycles: Vec<CycleAdherence> = begun
        .map(|cycle| of_cycle(diary, date, cycle, drug, &rows, corrected))
        .collect();
    let corrections = corrected.iter().filter(|entry| entry.drug == drug);
    let position = ledger::position_of(diary, drug, as_of);
    let stopped = diary.course(drug).stopped(position);
    let ended = stopped.map(|(order, reason)| Ended { order, reason });
    DrugAdherence {
        drug,
        all: WholeAdherence {
            from: cycles.first().map(|cycle| cycle.from),
            to: date,
            measures: measures::measure(&rows, corrections.count() as u64),
            relative_dose_intensity: relative_dose_intensity(diary, date, &cycles, ended),
            persistence: persistence(&rows),
            ended,
        },
        cycles,
    }
}

/// The cycles that have begun, in their order.
pub fn begun(diary: &Diary, as_of: AsOf) -> &[Cycle] {
    let date = as_of.date(diary);
    let cycles = diary.cycles();
    let begun = cycles.partition_point(|cycle| cycle.start <= date);
    cycles.get(..begun).unwrap_or_default()
}

/// The figures of each drug in some of the cycles that have begun, at the cost of these alone.
pub fn of_cycles(
    diary: &Diary,
    as_of: AsOf,
    cycles: &[Cycle],
) -> Vec<(DrugId, Vec<CycleAdherence>)> {
    let date = as_of.date(diary);
    let ledger = ledger::build_of(diary, as_of, cycles);
    let corrected = corrected_entries(diary, as_of);
    let of_drug = |drug: DrugId| {
        let rows: Vec<&LedgerRow> = ledger.iter().filter(|row| row.drug == drug).collect();
        let figures = cycles
            .iter()
            .map(|cycle| of_cycle(diary, date, cycle, drug, &rows, &corrected));
        (drug, figures.collect())
    };
    drugs(diary, &ledger).into_iter().map(of_drug).collect()
}

fn of_cycle(
    diary: &Diary,
    date: DiaryDate,
    cycle: &Cycle,
    drug: DrugId,
    rows: &[&LedgerRow],
    corrected: &[CorrectedEntry],
) -> CycleAdherence {
    let number = Some(cycle.number);
    let rows = rows.iter().copied().filter(|row| row.cycle == number);
    let corrections = corrected
        .iter()
        .filter(|entry| entry.drug == drug && entry.cycle == number);
    let next = diary.cycle_after(cycle);
    CycleAdherence {
        cycle: cycle.number,
        from: cycle.start,
        to: next.map_or(date, |next| next.start.plus(-1).min(date)),
        measures: measures::measure(&rows.collect::<Vec<_>>(), corrections.count() as u64),
    }
}

/// A dose entry whose content was replaced or withdrawn.
struct CorrectedEntry {
    drug: DrugId,
    cycle: Option<u16>,
}

fn corrected_entries(diary: &Diary, as_of: AsOf) -> Vec<CorrectedEntry> {
    let cut = as_of.date(diary);
    let rows = diary.history().corrected_rows();
    rows.filter_map(|row| {
        let content = match row.fate {
            Fate::Stands => return None,
            Fate::Replaced(_) => diary.history().live(row.entry.seq)?.event,
            Fate::Withdrawn(_) => &row.entry.event,
        };
        let Event::Dose(dose) = content else {
            return None;
        };
        (dose.date <= cut).then(|| CorrectedEntry {
            drug: dose.drug,
            cycle: diary.cycle_on(dose.date).map(|cycle| cycle.number),
        })
    })
    .collect()
}

/// Ruling 29: over completed cycles, actual days from start to next start. A cycle that ended without a
/// next one, by its length or by the stop, took as long as was planned up to there: otherwise an early
/// stop would look like a dense treatment.
fn relative_dose_intensity(
    diary: &Diary,
    cut: DiaryDate,
    cycles: &[CycleAdherence],
    ended: Option<Ended>,
) -> Measure {
    let (mut taken, mut planned) = (0_u128, 0_u128);
    let (mut planned_days, mut actual_days) = (0_u128, 0_u128);
    for (cycle, figures) in diary.cycles().iter().zip(cycles) {
        let Some(days) = completed_days(diary, cycle, cut, ended) else {
            continue;
        };
        if let Some(ratio) = figures.measures.dose_intensity.ratio() {
            taken += u128::from(ratio.numerator());
            planned += u128::from(ratio.denominator());
            planned_days += u128::from(days.planned);
            actual_days += u128::from(days.actual);
        }
    }
    Measure::of_wide(taken * planned_days, planned * actual_days)
}

/// How long a completed cycle was to be, and was.
struct CycleDays {
    planned: u16,
    actual: u16,
}

fn completed_days(
    diary: &Diary,
    cycle: &Cycle,
    cut: DiaryDate,
    ended: Option<Ended>,
) -> Option<CycleDays> {
    let length = diary.rules_of(cycle).cycle_length_days.value;
    let days_to = |date: DiaryDate| u16::try_from(date.days_since(cycle.start)).ok();
    let next = diary
        .cycle_after(cycle)
        .map(|next| next.start)
        .filter(|start| *start <= cut);
    if let Some(ended) = ended {
        let from = ended.order.from;
        if next.is_none_or(|next| from.date < next) {
            // The date of a stop in the evening still had its morning.
            let (_, half) = from.rank();
            let days = days_to(from.date)?
                .saturating_add(u16::from(half))
                .min(length);
            return Some(CycleDays {
                planned: days,
                actual: days,
            });
        }
    }
    match next {
        Some(next) => Some(CycleDays {
            planned: length,
            actual: days_to(next)?,
        }),
        None if days_to(cut)? >= length => Some(CycleDays {
            planned: length,
            actual: length,
        }),
        None => None,
    }
}

fn persistence(rows: &[&LedgerRow]) -> Option<Persistence> {
    let intake = |row: &&&LedgerRow| match row.status {
        RowStatus::Taken | RowStatus::PartlyTaken | RowStatus::Vomited => true,
        RowStatus::Missed
        | RowStatus::Unrecorded
        | RowStatus::Pending
        | RowStatus::Held
        | RowStatus::NotPrescribed
        | RowStatus::Extra => false,
    };
    let mut intakes = rows.iter().filter(intake);
    let first = intakes.next()?.date;
    let last = intakes.next_back().map_or(first, |row| row.date);
    let days = u64::try_from(last.days_since(first))
        .ok()?
        .saturating_add(1);
    Some(Persistence { first, last, days })
}
