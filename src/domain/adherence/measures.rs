//! From rows of the ledger to counts and exact shares. Nothing but the rows is looked at.

use crate::domain::entry::Food;
use crate::domain::units::Milligrams;

use super::ledger::{Lateness, LedgerRow, RowStatus};
use super::ratio::Measure;

/// How many slots of each kind; `planned == evaluable + held + pending + not_prescribed` and
/// `evaluable == recorded + unrecorded`, always (ruling 26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Begun or recorded, not stopped.
    pub planned: u64,
    /// Paused by the study team.
    pub held: u64,
    /// Of those, by an order that the patient was told and nobody confirmed.
    pub held_unconfirmed: u64,
    /// Begun, nothing recorded, entry window open.
    pub pending: u64,
    /// What every share of slots is taken of: recorded or past the entry window, not held, units above 0.
    pub evaluable: u64,
    /// Evaluable slots with an entry.
    pub recorded: u64,
    /// Taken in full and kept.
    pub taken: u64,
    /// Taken in part.
    pub partly_taken: u64,
    /// Not taken.
    pub missed: u64,
    /// Taken, then vomited.
    pub vomited: u64,
    /// Past the entry window without an entry.
    pub unrecorded: u64,
    /// Zero units, after some had been prescribed.
    pub not_prescribed: u64,
    /// Intakes beside the slots.
    pub extra: u64,
    /// Dose entries that were corrected or withdrawn afterwards.
    pub corrected: u64,
}

/// The figures of one drug over one cycle, or over all.
///
/// Amounts in a share are micrograms. `docs/adherence.md` gives each formula, rulings 10 and 26 to 28 the
/// borderline cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measures {
    /// What they are counted from.
    pub counts: Counts,
    /// Slots taken in full, vomited ones included, of the evaluable.
    pub dose_adherence: Measure,
    /// The same of the recorded.
    pub dose_adherence_recorded_only: Measure,
    /// Amount taken, at most the prescribed in each slot, of the amount prescribed in evaluable slots.
    pub amount_adherence: Measure,
    /// The same of the recorded.
    pub amount_adherence_recorded_only: Measure,
    /// Dates with exactly the prescribed intake, of the dates with an evaluable slot and no pending one.
    pub correct_day_adherence: Measure,
    /// Intakes with the food rule kept, of those where it is known.
    pub food_rule: Measure,
    /// Intakes within the timing window, of those with a known time; only where a window is set.
    pub timing_adherence: Measure,
    /// Amount taken, at most the prescribed in each slot, of the amount first prescribed in all planned
    /// slots but the pending ones.
    pub dose_intensity: Measure,
    /// Recorded of evaluable slots.
    pub coverage: Measure,
    /// Recorded on the slot's own diary date or before, of the recorded.
    pub same_day_entry: Measure,
    /// Recorded on the next diary date, of the recorded.
    pub next_day_entry: Measure,
    /// Recorded later, of the recorded.
    pub later_entry: Measure,
    /// Swallowed in extra doses.
    pub extra_mg: Milligrams,
    /// Swallowed in slots beyond the prescription.
    pub surplus_mg: Milligrams,
}

/// The figures of rows of one drug, sorted by date; `corrected` is the number of corrected entries.
pub(super) fn measure(rows: &[&LedgerRow], corrected: u64) -> Measures {
    let mut tally = Tally::default();
    let mut days = Days::default();
    for date in rows.chunk_by(|a, b| a.date == b.date) {
        for row in date {
            tally.add(row);
        }
        days.add(date);
    }
    tally.counts.corrected = corrected;
    tally.finish(&days)
}

/// Sums over rows.
#[derive(Default)]
struct Tally {
    counts: Counts,
    full: u64,
    /// At most the prescription in each slot.
    mg_taken: u64,
    mg_prescribed: u64,
    mg_prescribed_recorded: u64,
    mg_first_prescribed: u64,
    food_kept: u64,
    food_known: u64,
    on_time: u64,
    time_known: u64,
    same_day: u64,
    next_day: u64,
    later: u64,
    extra_mg: Milligrams,
    surplus_mg: Milligrams,
}

impl Tally {
    fn add(&mut self, row: &LedgerRow) {
        let counts = &mut self.counts;
        match row.status {
            RowStatus::Extra => {
                counts.extra += 1;
                self.extra_mg = self.extra_mg.plus(row.mg_taken());
                return;
            }
            RowStatus::Pending => counts.pending += 1,
            RowStatus::Held => {
                counts.held += 1;
                counts.held_unconfirmed += u64::from(row.unconfirmed);
            }
            RowStatus::NotPrescribed => counts.not_prescribed += 1,
            RowStatus::Unrecorded => counts.unrecorded += 1,
            RowStatus::Taken => counts.taken += 1,
            RowStatus::PartlyTaken => counts.partly_taken += 1,
            RowStatus::Missed => counts.missed += 1,
            RowStatus::Vomited => counts.vomited += 1,
        }
        counts.planned += 1;
        if row.status != RowStatus::Pending {
            self.mg_first_prescribed = sum(self.mg_first_prescribed, row.first_prescribed);
        }
        if !row.status.is_evaluable() {
            return;
        }
        counts.evaluable += 1;
        self.mg_prescribed = sum(self.mg_prescribed, row.mg_prescribed());
        if row.status != RowStatus::Unrecorded {
            self.add_recorded(row);
        }
    }

    fn add_recorded(&mut self, row: &LedgerRow) {
        self.counts.recorded += 1;
        let (taken, prescribed) = (row.mg_taken(), row.mg_prescribed());
        self.mg_prescribed_recorded = sum(self.mg_prescribed_recorded, prescribed);
        self.mg_taken = sum(self.mg_taken, taken.min(prescribed));
        self.surplus_mg = self.surplus_mg.plus(taken.minus(prescribed));
        self.full += u64::from(taken >= prescribed);
        match row.food {
            Some(Food::Kept) => {
                self.food_kept += 1;
                self.food_known += 1;
            }
            Some(Food::NotKept) => self.food_known += 1,
            Some(Food::Unknown) | None => {}
        }
        if let Some(on_time) = row.on_time {
            self.time_known += 1;
            self.on_time += u64::from(on_time);
        }
        match row.lateness {
            Some(Lateness::SameDay) => self.same_day += 1,
            Some(Lateness::NextDay) => self.next_day += 1,
            Some(Lateness::Later) => self.later += 1,
            None => {}
        }
    }

    fn finish(self, days: &Days) -> Measures {
        let counts = self.counts;
        let of_recorded = |part| Measure::of(part, counts.recorded);
        Measures {
            counts,
            dose_adherence: Measure::of(self.full, counts.evaluable),
            dose_adherence_recorded_only: of_recorded(self.full),
            amount_adherence: Measure::of(self.mg_taken, self.mg_prescribed),
            amount_adherence_recorded_only: Measure::of(self.mg_taken, self.mg_prescribed_recorded),
            correct_day_adherence: Measure::of(days.correct, days.counted),
            food_rule: Measure::of(self.food_kept, self.food_known),
            timing_adherence: Measure::of(self.on_time, self.time_known),
            dose_intensity: Measure::of(self.mg_taken, self.mg_first_prescribed),
            coverage: Measure::of(counts.recorded, counts.evaluable),
            same_day_entry: of_recorded(self.same_day),
            next_day_entry: of_recorded(self.next_day),
            later_entry: of_recorded(self.later),
            extra_mg: self.extra_mg,
            surplus_mg: self.surplus_mg,
        }
    }
}

fn sum(micrograms: u64, more: Milligrams) -> u64 {
    micrograms.saturating_add(more.micrograms())
}

/// Dates that count for correct-day adherence.
#[derive(Default)]
struct Days {
    correct: u64,
    counted: u64,
}

impl Days {
    /// A date counts once it has an evaluable slot and none that is still open; an extra dose or a
    /// surplus spoils it (ruling 28).
    fn add(&mut self, rows: &[&LedgerRow]) {
        let has = |status| rows.iter().any(|row| row.status == status);
        let mut evaluable = rows
            .iter()
            .filter(|row| row.status.is_evaluable())
            .peekable();
        if evaluable.peek().is_none() || has(RowStatus::Pending) {
            return;
        }
        let as_prescribed = |row: &&LedgerRow| row.mg_taken() == row.mg_prescribed();
        self.counted += 1;
        self.correct += u64::from(evaluable.all(as_prescribed) && !has(RowStatus::Extra));
    }
}
