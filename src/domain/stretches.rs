//! The rows of a calendar: which days stand side by side, and which row a day stands in.
//!
//! A cycle is a row, or where it took longer than planned several; so are the days before the first. Every
//! picture of a calendar asks here, so that a day stands in the same row everywhere. What a day looks like is
//! the picture's own matter.

use super::calendar::DiaryDate;
use super::days::happened_on;
use super::diary::{Cycle, Diary};

/// More days than this do not stand side by side.
const WIDEST: u16 = 31;

/// A row of days: a cycle, what follows its planned days, or what was before the first.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'a> {
    /// Its first day.
    pub start: DiaryDate,
    /// How many days.
    pub days: u16,
    /// The cycle and the cycle day of the first day; `None` before the first cycle.
    pub cycle: Option<(&'a Cycle, u16)>,
}

impl Stretch<'_> {
    /// Its days, in their order.
    pub fn dates(&self) -> impl Iterator<Item = DiaryDate> {
        let start = self.start;
        (0..self.days).map(move |day| start.plus(i64::from(day)))
    }

    /// The place of a date in the row, from 0; `None` if it stands in another.
    pub fn column_of(&self, date: DiaryDate) -> Option<u16> {
        let column = u16::try_from(date.days_since(self.start)).ok()?;
        (column < self.days).then_some(column)
    }
}

/// How many days stand side by side: those of a cycle, or an even part of them.
pub fn columns(diary: &Diary) -> u16 {
    let length = diary.rules().cycle_length_days.value.max(1);
    length.div_ceil(length.div_ceil(WIDEST))
}

/// Every row from the first entry about a day to `today`, and to the end of the last cycle, oldest first; their
/// days follow each other without a hole.
pub fn stretches(diary: &Diary, today: DiaryDate) -> Vec<Stretch<'_>> {
    let columns = columns(diary);
    let cycles = diary.cycles();
    let mut found = Vec::new();
    let mut add = |cycle, start: DiaryDate, end: DiaryDate| {
        let mut from = start;
        while from < end {
            let left = u16::try_from(end.days_since(from)).unwrap_or(u16::MAX);
            let day = u16::try_from(from.days_since(start) + 1).unwrap_or(u16::MAX);
            found.push(Stretch {
                start: from,
                days: left.min(columns),
                cycle: Option::map(cycle, |cycle| (cycle, day)),
            });
            from = from.plus(i64::from(columns));
        }
    };
    let tomorrow = today.plus(1);
    let first = cycles.first().map_or(tomorrow, |cycle| cycle.start);
    add(None, earliest(diary, today, first), first);
    for (at, cycle) in cycles.iter().enumerate() {
        let length = diary.rules_of(cycle).cycle_length_days.value;
        let planned = cycle.start.plus(i64::from(length));
        let end = match cycles.get(at + 1) {
            Some(next) => next.start,
            None => planned.max(tomorrow),
        };
        add(Some(cycle), cycle.start, end);
    }
    found
}

/// The first date that a patient's entry is about, or today, if that is before the first cycle.
fn earliest(diary: &Diary, today: DiaryDate, first: DiaryDate) -> DiaryDate {
    let early = diary.history().rows().map(|row| row.entry);
    let early = early.take_while(|entry| diary.date_of(entry.at) < first);
    let by_patient = early.filter(|entry| !entry.by.is_site());
    let dates = by_patient.map(|entry| happened_on(diary, &entry.event, entry.at));
    let dose = diary.doses().first().map(|dose| dose.date);
    dates
        .chain(dose)
        .chain([today])
        .min()
        .map_or(first, |date| date.min(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{CAPECITABINE, DiaryBuilder, date};

    /// The first day, the number of days, and the cycle with its day.
    type Row = (String, u16, Option<(u16, u16)>);

    fn rows(builder: &DiaryBuilder, today: &str) -> Vec<Row> {
        let diary = builder.diary();
        let rows = stretches(&diary, date(today));
        let cycle = |row: &Stretch| row.cycle.map(|(cycle, day)| (cycle.number, day));
        rows.iter()
            .map(|row| (row.start.to_string(), row.days, cycle(row)))
            .collect()
    }

    #[test]
    fn a_cycle_is_a_row_and_what_it_took_longer_is_another() {
        let mut builder = DiaryBuilder::started("2026-11-02");
        builder.start_cycle(2, "2026-11-25");
        assert_eq!(
            rows(&builder, "2026-11-26"),
            [
                ("2026-11-02".to_owned(), 21, Some((1, 1))),
                ("2026-11-23".to_owned(), 2, Some((1, 22))),
                ("2026-11-25".to_owned(), 21, Some((2, 1))),
            ]
        );
        // The last cycle goes on until the next is started.
        let last = rows(&builder, "2026-12-20").pop();
        assert_eq!(last, Some(("2026-12-16".to_owned(), 5, Some((2, 22)))));
    }

    #[test]
    fn what_was_taken_before_the_first_cycle_has_a_row_without_one() {
        let mut builder = DiaryBuilder::started("2026-11-05");
        builder.by_patient().at("2026-11-03 20:00");
        builder.dose(CAPECITABINE, "2026-11-02 pm", "2x500");
        let first = &rows(&builder, "2026-11-05")[0];
        assert_eq!(*first, ("2026-11-02".to_owned(), 3, None));
    }

    #[test]
    fn a_row_knows_which_of_its_days_a_date_is() {
        let builder = DiaryBuilder::started("2026-11-02");
        let diary = builder.diary();
        let rows = stretches(&diary, date("2026-11-02"));
        let row = rows.last().unwrap();
        assert_eq!(row.column_of(date("2026-11-22")), Some(20));
        assert_eq!(row.column_of(date("2026-11-23")), None);
        assert_eq!(row.column_of(date("2026-11-01")), None);
        assert_eq!(row.dates().last(), Some(date("2026-11-22")));
    }
}
