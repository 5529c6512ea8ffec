//! Tablets and capsules: what was handed out, counted and lost, against what was prescribed and what the diary
//! says.
//!
//! Pure: a site record and the ledger of the diary give one row for each drug, strength and interval between two
//! counts (ruling 30), and one for the time since the last count. Explained in `docs/adherence.md`. No count is
//! guessed: where a lot that may still be at home was not counted, there is no figure.

use std::collections::{BTreeMap, BTreeSet};

use super::adherence::{Adherence, Lateness, LedgerRow, Measure, RowStatus};
use super::calendar::{DiaryDate, Period, SlotPosition};
use super::diary::Diary;
use super::ids::DrugId;
use super::plain_text::PlainText;
use super::site::{Returned, SiteRecord};
use super::units::Milligrams;

#[cfg(test)]
mod tests;

/// The balance of one strength, or of a whole drug in mg, between two counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// The drug.
    pub drug: DrugId,
    /// The strength; `None` for all of them together, then every amount is in micrograms, else in units.
    pub strength: Option<Milligrams>,
    /// The last slot before the count before; `None` from the beginning.
    pub from: Option<SlotPosition>,
    /// The last slot before this count; `None` for the time since the last one.
    pub to: Option<SlotPosition>,
    /// When it was counted.
    pub counted_on: Option<DiaryDate>,
    /// What went home again after the count before.
    pub before: u64,
    /// What was handed out.
    pub dispensed: u64,
    /// What was lost.
    pub lost: u64,
    /// What was counted.
    pub counted: Option<u64>,
    /// Lots that may be at home and were not counted: there is no figure then.
    pub uncounted_lots: Vec<PlainText>,
    /// By the diary; `None` without one, and for slots that its copy does not reach.
    pub diary: Option<ByDiary>,
    /// The entries of the site record that it is counted from, by number: what was handed out and lost, this
    /// count, and the one before.
    pub entries: BTreeSet<u64>,
}

/// What the diary says about the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByDiary {
    /// What was prescribed for the evaluable slots.
    pub prescribed: u64,
    /// What was swallowed, extra doses included.
    pub taken: u64,
    /// The slots that could explain a difference, in their order.
    pub explained_by: Vec<Explaining>,
}

/// A slot that could explain a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explaining {
    /// Its diary date.
    pub date: DiaryDate,
    /// Which intake of the day.
    pub period: Option<Period>,
    /// What the diary says about it.
    pub status: RowStatus,
    /// How many units of the strength it could explain.
    pub units: u64,
}

impl Balance {
    /// What must have left the packs: what was there, less what was counted. Below zero where more was counted
    /// than can be there.
    pub fn consumed(&self) -> Option<i128> {
        let counted = self.counted.filter(|_| self.uncounted_lots.is_empty())?;
        Some(self.there() - i128::from(counted))
    }

    fn there(&self) -> i128 {
        i128::from(self.before) + i128::from(self.dispensed) - i128::from(self.lost)
    }

    /// Pill-count adherence (ruling 30).
    pub fn adherence(&self) -> Measure {
        let consumed = self.consumed().and_then(|units| u64::try_from(units).ok());
        match (consumed, &self.diary) {
            (Some(consumed), Some(diary)) => Measure::of(consumed, diary.prescribed),
            _ => Measure::NotApplicable,
        }
    }

    /// Whether more than 120 % of what was prescribed has gone.
    pub fn is_far_over(&self) -> bool {
        let ratio = self.adherence().ratio();
        ratio.is_some_and(|r| u128::from(r.numerator()) * 100 > u128::from(r.denominator()) * 120)
    }

    /// How many should be left by the diary. Below zero where the diary says more than can be.
    pub fn expected(&self) -> Option<i128> {
        let diary = self.diary.as_ref()?;
        Some(self.there() - i128::from(diary.taken))
    }

    /// Counted less expected: above zero more was left than the diary says.
    pub fn difference(&self) -> Option<i128> {
        let counted = self.counted.filter(|_| self.uncounted_lots.is_empty())?;
        Some(i128::from(counted) - self.expected()?)
    }
}

/// Every balance of a participant, by drug and strength, then in the order of time; the amounts of a drug in mg
/// stand behind its strengths.
pub fn balances(record: &SiteRecord, diary: Option<(&Diary, &Adherence)>) -> Vec<Balance> {
    let mut strengths: BTreeMap<DrugId, BTreeSet<Milligrams>> = BTreeMap::new();
    let dispensed = record.dispensed().map(|(_, d)| (d.drug, d.strength_mg));
    let counted = record.returned().map(|(_, r)| (r.drug, r.strength_mg));
    for (drug, strength) in dispensed.chain(counted) {
        strengths.entry(drug).or_default().insert(strength);
    }
    let mut all = Vec::new();
    for (drug, strengths) in strengths {
        let rows = diary.map(|(diary, adherence)| DrugRows::new(diary, adherence, drug));
        let of_drug: Vec<Balance> = strengths
            .into_iter()
            .flat_map(|strength| of_strength(record, rows.as_ref(), drug, strength))
            .collect();
        let together = together(drug, &of_drug, rows.as_ref());
        all.extend(of_drug);
        all.extend(together);
    }
    all
}

/// What the diary says about a drug.
struct DrugRows<'a> {
    /// The last date that it reaches.
    last_date: DiaryDate,
    /// The rows of the ledger, in the order of their dates.
    rows: Vec<&'a LedgerRow>,
}

impl<'a> DrugRows<'a> {
    fn new(diary: &Diary, adherence: &'a Adherence, drug: DrugId) -> DrugRows<'a> {
        let rows = adherence.ledger.iter();
        DrugRows {
            last_date: adherence.as_of.date(diary),
            rows: rows.filter(|row| row.drug == drug).collect(),
        }
    }

    /// Those that lie in an interval. There are as many intervals as counts, so that each looks at its own dates only.
    fn between(
        &self,
        from: Option<SlotPosition>,
        to: Option<SlotPosition>,
    ) -> impl Iterator<Item = &'a LedgerRow> {
        let is_before = |row: &&LedgerRow| from.is_some_and(|from| row.date < from.date);
        let rows = &self.rows[self.rows.partition_point(is_before)..];
        let is_reached = |row: &&LedgerRow| to.is_none_or(|to| row.date <= to.date);
        let rows = &rows[..rows.partition_point(is_reached)];
        rows.iter().copied().filter(move |row| {
            from.is_none_or(|from| place(row) > from.rank())
                && to.is_none_or(|to| place(row) <= to.rank())
        })
    }
}

fn of_strength(
    record: &SiteRecord,
    diary: Option<&DrugRows>,
    drug: DrugId,
    strength: Milligrams,
) -> Vec<Balance> {
    let is_of = |other_drug, other_strength| (other_drug, other_strength) == (drug, strength);
    let mut counts: BTreeMap<(DiaryDate, u8), Vec<&Returned>> = BTreeMap::new();
    let mut count_entries: BTreeMap<(DiaryDate, u8), Vec<u64>> = BTreeMap::new();
    let returned = record.returned();
    for (seq, count) in returned.filter(|(_, r)| is_of(r.drug, r.strength_mg)) {
        let place = count.after.rank();
        counts.entry(place).or_default().push(count);
        count_entries.entry(place).or_default().push(seq);
    }
    let dispensed: Vec<_> = record
        .dispensed()
        .filter(|(_, d)| is_of(d.drug, d.strength_mg))
        .collect();
    let lost: Vec<_> = record
        .lost()
        .filter(|(_, l)| is_of(l.drug, l.strength_mg))
        .collect();
    // What was at home after the count before, by lot.
    let mut home: BTreeMap<&PlainText, u64> = BTreeMap::new();
    let (mut from, mut since): (Option<SlotPosition>, Option<DiaryDate>) = (None, None);
    let mut rows = Vec::new();
    for counted in counts.into_values().map(Some).chain([None]) {
        let to = counted.as_ref().and_then(|c| c.first()).map(|c| c.after);
        let until = counted.iter().flatten().map(|c| c.date).max();
        // What is handed out on the day of a count is not in it; what was lost by then is gone.
        let handed: Vec<_> = dispensed
            .iter()
            .filter(|(_, d)| since.is_none_or(|since| d.date >= since))
            .filter(|(_, d)| until.is_none_or(|until| d.date < until))
            .collect();
        let gone: Vec<_> = lost
            .iter()
            .filter(|(_, l)| since.is_none_or(|since| l.date > since))
            .filter(|(_, l)| until.is_none_or(|until| l.date <= until))
            .collect();
        let before = home.values().sum();
        let counted_in = [from, to].into_iter().flatten();
        let counted_in = counted_in.filter_map(|slot| count_entries.get(&slot.rank()));
        let entries = counted_in.flatten().copied();
        let entries = entries
            .chain(handed.iter().map(|(seq, _)| *seq))
            .chain(gone.iter().map(|(seq, _)| *seq))
            .collect();
        for (_, one) in &handed {
            *home.entry(&one.lot).or_default() += u64::from(one.count);
        }
        let total = counted
            .as_ref()
            .map(|counts| counts.iter().map(|c| u64::from(c.count)).sum());
        let mut uncounted_lots = Vec::new();
        if let Some(counts) = &counted {
            let is_counted = |lot: &PlainText| counts.iter().any(|c| c.lot == *lot);
            let at_home = home
                .iter()
                .filter(|(lot, units)| **units > 0 && !is_counted(lot));
            uncounted_lots = at_home.map(|(lot, _)| (*lot).clone()).collect();
        }
        let balance = Balance {
            drug,
            strength: Some(strength),
            from,
            to,
            counted_on: until,
            before,
            dispensed: handed.iter().map(|(_, d)| u64::from(d.count)).sum(),
            lost: gone.iter().map(|(_, l)| u64::from(l.count)).sum(),
            counted: total,
            uncounted_lots,
            diary: None,
            entries,
        };
        rows.push(by_diary(balance, diary, strength));
        for count in counted.iter().flatten() {
            home.insert(&count.lot, 0);
        }
        for count in counted.iter().flatten().filter(|count| !count.kept) {
            *home.entry(&count.lot).or_default() += u64::from(count.count);
        }
        (from, since) = (to, until.or(since));
    }
    // Nothing has happened since the last count.
    if let [_, .., last] = rows.as_slice()
        && (last.before, last.dispensed, last.lost) == (0, 0, 0)
        && last.diary.as_ref().is_none_or(|d| d.taken == 0)
    {
        rows.pop();
    }
    rows
}

/// A place in the order of slots; an extra dose that names no period stands at the beginning of its day.
fn place(row: &LedgerRow) -> (DiaryDate, u8) {
    SlotPosition::new(row.date, row.period.unwrap_or(Period::Once)).rank()
}

fn by_diary(mut balance: Balance, diary: Option<&DrugRows>, strength: Milligrams) -> Balance {
    let Some(diary) = diary else {
        return balance;
    };
    if balance.to.is_some_and(|to| to.date > diary.last_date) {
        return balance;
    }
    let prescribed_units = |row: &LedgerRow| {
        let units = row.prescribed.as_ref();
        units.map_or(0, |units| u64::from(units.count_of(strength)))
    };
    let taken_units = |row: &LedgerRow| {
        let units = row.taken.as_ref();
        units.map_or(0, |units| u64::from(units.count_of(strength)))
    };
    let (mut prescribed, mut taken) = (0, 0);
    for row in diary.between(balance.from, balance.to) {
        if row.status.is_evaluable() {
            prescribed += prescribed_units(row);
        }
        taken += taken_units(row);
    }
    balance.diary = Some(ByDiary {
        prescribed,
        taken,
        explained_by: Vec::new(),
    });
    let difference = balance.difference().unwrap_or(0);
    let explains = |row: &LedgerRow| {
        let units = if difference > 0 {
            // More is left: what was recorded as taken, and not on the day itself.
            let from_memory = row.lateness.is_some_and(|late| late != Lateness::SameDay);
            if from_memory { taken_units(row) } else { 0 }
        } else {
            // Less is left: what was not recorded as taken, and may have been.
            prescribed_units(row).saturating_sub(taken_units(row))
        };
        (units > 0).then_some(Explaining {
            date: row.date,
            period: row.period,
            status: row.status,
            units,
        })
    };
    if difference != 0 {
        let rows = diary.between(balance.from, balance.to);
        let found = rows.filter_map(explains).collect();
        if let Some(diary) = &mut balance.diary {
            diary.explained_by = found;
        }
    }
    balance
}

/// The same in mg, for intervals in which every strength that was prescribed or taken was counted.
fn together(drug: DrugId, strengths: &[Balance], diary: Option<&DrugRows>) -> Vec<Balance> {
    let mut intervals: BTreeMap<(DiaryDate, u8), Vec<&Balance>> = BTreeMap::new();
    for balance in strengths {
        if let Some(to) = balance.to {
            intervals.entry(to.rank()).or_default().push(balance);
        }
    }
    let mut rows = Vec::new();
    for parts in intervals.into_values() {
        let Some(first) = parts.first() else {
            continue;
        };
        let begin = |balance: &Balance| balance.from.map(SlotPosition::rank);
        let same_begin = parts.iter().all(|part| begin(part) == begin(first));
        let counted: BTreeSet<Milligrams> = parts.iter().filter_map(|p| p.strength).collect();
        let needed = |diary: &DrugRows| {
            let rows = diary.between(first.from, first.to);
            rows.flat_map(|row| row.prescribed.iter().chain(&row.taken))
                .all(|units| units.iter().all(|(mg, _)| counted.contains(&mg)))
        };
        if !same_begin || !diary.is_none_or(needed) {
            continue;
        }
        let sum = |amount: fn(&Balance) -> Option<u64>| -> Option<u64> {
            let mg = |part: &&Balance| {
                let strength = part.strength?.micrograms();
                Some(amount(part)?.saturating_mul(strength))
            };
            parts.iter().map(mg).sum()
        };
        let prescribed = sum(|part| part.diary.as_ref().map(|diary| diary.prescribed));
        let taken = sum(|part| part.diary.as_ref().map(|diary| diary.taken));
        let uncounted = parts.iter().flat_map(|part| part.uncounted_lots.clone());
        rows.push(Balance {
            drug,
            strength: None,
            from: first.from,
            to: first.to,
            counted_on: parts.iter().filter_map(|part| part.counted_on).max(),
            before: sum(|part| Some(part.before)).unwrap_or(0),
            dispensed: sum(|part| Some(part.dispensed)).unwrap_or(0),
            lost: sum(|part| Some(part.lost)).unwrap_or(0),
            counted: sum(|part| part.counted),
            uncounted_lots: uncounted.collect(),
            diary: prescribed.zip(taken).map(|(prescribed, taken)| ByDiary {
                prescribed,
                taken,
                explained_by: Vec::new(),
            }),
            entries: parts
                .iter()
                .flat_map(|part| &part.entries)
                .copied()
                .collect(),
        });
    }
    rows
}
