//! What a figure is made of: of each measure the slots, or the dates, that stand in its numerator and
//! denominator.

use super::ledger::LedgerRow;
use super::measures::{self, Measures};
use super::ratio::{Measure, Ratio};

/// A measure of one drug, over a cycle or over all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureKind {
    /// See [`Measures::dose_adherence`].
    DoseAdherence,
    /// See [`Measures::dose_adherence_recorded_only`].
    DoseAdherenceRecordedOnly,
    /// See [`Measures::amount_adherence`].
    AmountAdherence,
    /// See [`Measures::amount_adherence_recorded_only`].
    AmountAdherenceRecordedOnly,
    /// See [`Measures::correct_day_adherence`].
    CorrectDays,
    /// See [`Measures::food_rule`].
    FoodRule,
    /// See [`Measures::timing_adherence`].
    Timing,
    /// See [`Measures::dose_intensity`].
    DoseIntensity,
    /// See [`Measures::coverage`].
    Coverage,
    /// See [`Measures::same_day_entry`].
    SameDay,
    /// See [`Measures::next_day_entry`].
    NextDay,
    /// See [`Measures::later_entry`].
    Later,
}

/// A part of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term<'a> {
    /// The rows of the slot, or of the date, that it is counted from; never empty.
    pub rows: Vec<&'a LedgerRow>,
    /// What it adds to the numerator and the denominator; amounts in micrograms.
    pub share: Ratio,
}

impl MeasureKind {
    /// All of them, in the order of the reports.
    pub const ALL: [MeasureKind; 12] = [
        MeasureKind::DoseAdherence,
        MeasureKind::DoseAdherenceRecordedOnly,
        MeasureKind::AmountAdherence,
        MeasureKind::AmountAdherenceRecordedOnly,
        MeasureKind::CorrectDays,
        MeasureKind::FoodRule,
        MeasureKind::Timing,
        MeasureKind::DoseIntensity,
        MeasureKind::Coverage,
        MeasureKind::SameDay,
        MeasureKind::NextDay,
        MeasureKind::Later,
    ];

    /// This measure among the figures.
    pub fn of(self, measures: &Measures) -> Measure {
        match self {
            MeasureKind::DoseAdherence => measures.dose_adherence,
            MeasureKind::DoseAdherenceRecordedOnly => measures.dose_adherence_recorded_only,
            MeasureKind::AmountAdherence => measures.amount_adherence,
            MeasureKind::AmountAdherenceRecordedOnly => measures.amount_adherence_recorded_only,
            MeasureKind::CorrectDays => measures.correct_day_adherence,
            MeasureKind::FoodRule => measures.food_rule,
            MeasureKind::Timing => measures.timing_adherence,
            MeasureKind::DoseIntensity => measures.dose_intensity,
            MeasureKind::Coverage => measures.coverage,
            MeasureKind::SameDay => measures.same_day_entry,
            MeasureKind::NextDay => measures.next_day_entry,
            MeasureKind::Later => measures.later_entry,
        }
    }

    /// Whether its terms are amounts, in micrograms, and not counts.
    pub fn is_amount(self) -> bool {
        match self {
            MeasureKind::AmountAdherence
            | MeasureKind::AmountAdherenceRecordedOnly
            | MeasureKind::DoseIntensity => true,
            MeasureKind::DoseAdherence
            | MeasureKind::DoseAdherenceRecordedOnly
            | MeasureKind::CorrectDays
            | MeasureKind::FoodRule
            | MeasureKind::Timing
            | MeasureKind::Coverage
            | MeasureKind::SameDay
            | MeasureKind::NextDay
            | MeasureKind::Later => false,
        }
    }

    /// What it is made of, of rows of one drug that are sorted by date: their sum is the figure.
    pub fn terms<'a>(self, rows: &[&'a LedgerRow]) -> Vec<Term<'a>> {
        let together = |a: &&LedgerRow, b: &&LedgerRow| match self {
            MeasureKind::CorrectDays => a.date == b.date,
            MeasureKind::DoseAdherence
            | MeasureKind::DoseAdherenceRecordedOnly
            | MeasureKind::AmountAdherence
            | MeasureKind::AmountAdherenceRecordedOnly
            | MeasureKind::FoodRule
            | MeasureKind::Timing
            | MeasureKind::DoseIntensity
            | MeasureKind::Coverage
            | MeasureKind::SameDay
            | MeasureKind::NextDay
            | MeasureKind::Later => false,
        };
        let term = |rows: &[&'a LedgerRow]| {
            let share = self.of(&measures::measure(rows, 0)).ratio()?;
            let rows = rows.to_vec();
            Some(Term { rows, share })
        };
        rows.chunk_by(together).filter_map(term).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::adherence::examples::{three_cycles, worked_example};
    use crate::domain::adherence::{AsOf, adherence};
    use crate::domain::testing::moment;

    #[test]
    fn the_terms_of_every_figure_add_up_to_it() {
        for diary in [worked_example().diary(), three_cycles().diary()] {
            let found = adherence(&diary, AsOf::Now(moment("2026-12-30 21:00")));
            for of in &found.drugs {
                let of_cycles = of.cycles.iter().map(|c| (Some(c.cycle), &c.measures));
                for (cycle, measures) in of_cycles.chain([(None, &of.all.measures)]) {
                    let rows: Vec<&LedgerRow> = found
                        .ledger
                        .iter()
                        .filter(|row| row.drug == of.drug)
                        .filter(|row| cycle.is_none() || row.cycle == cycle)
                        .collect();
                    for kind in MeasureKind::ALL {
                        let terms = kind.terms(&rows);
                        let sum = |of: fn(Ratio) -> u64| terms.iter().map(|t| of(t.share)).sum();
                        let whole: u64 = sum(Ratio::denominator);
                        let added = Measure::of(sum(Ratio::numerator), whole);
                        assert_eq!(added, kind.of(measures), "{kind:?} {} {cycle:?}", of.drug);
                    }
                }
            }
        }
    }
}
