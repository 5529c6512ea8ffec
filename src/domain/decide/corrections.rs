//! Decides about taking an entry back, and about correcting an earlier one.
//!
//! Rulings 21 and 22: the target is always the root entry, the kind stays the same, and what is put in
//! its place obeys the rules of a new entry of that kind.

use super::corrected_dose::{changed_dose, has_period};
use super::intake::unlisted_strength;
use super::{Change, Decision, Guard, Refusal, not_in_future, symptom, treatment};
use crate::domain::calendar::{Moment, Period, SlotPosition};
use crate::domain::diary::{Cycle, Diary};
use crate::domain::entry::{
    Author, Corrected, CorrectionReason, CycleStarted, Entry, EntryRef, Event, Held, Meal,
    Prescribed, Stopped,
};
use crate::domain::history::CorrectionFault;
use crate::domain::orders::Known;
use crate::domain::units::{Milligrams, Units};

/// The newest entry that the patient recorded on the diary date of `now` and that can be taken back.
pub fn undo_target(diary: &Diary, now: Moment) -> Option<&Entry> {
    let today = diary.date_of(now);
    diary
        .history()
        .rows()
        .rev()
        .map(|row| row.entry)
        .take_while(|entry| diary.date_of(entry.at) == today)
        .find(|entry| !entry.by.is_site() && can_be_taken_back(diary, entry))
}

/// Whether an entry stands as it was recorded, and is of a kind that can be withdrawn; a withdrawal, or
/// what else took something back, is not taken back (ruling 21).
fn can_be_taken_back(diary: &Diary, entry: &Entry) -> bool {
    if let Event::Corrected(corrected) = &entry.event {
        let root = diary.history().entry(corrected.target.seq);
        let newest = root.and_then(|root| standing(diary, root).pop());
        return corrected.replacement.is_some() && newest.is_some_and(|seq| seq == entry.seq);
    }
    let withdrawal = Corrected {
        target: entry.reference(),
        replacement: None,
        reason: CorrectionReason::WrongPress,
    };
    standing(diary, entry).is_empty()
        && diary
            .history()
            .check_correction(&withdrawal, &entry.by)
            .is_ok()
}

/// The corrections of a root, by `seq`, that nobody has taken back. One that restores what stood before
/// the newest of them, as pressed by mistake, takes that one back and is none itself (no undo of undo).
fn standing(diary: &Diary, root: &Entry) -> Vec<u64> {
    let history = diary.history();
    let mut standing: Vec<(u64, Option<&Event>)> = Vec::new();
    for row in history.rows() {
        let entry = row.entry;
        let Event::Corrected(corrected) = &entry.event else {
            continue;
        };
        if corrected.target != root.reference()
            || history.check_correction(corrected, &entry.by).is_err()
        {
            continue;
        }
        let content = corrected.replacement.as_ref();
        let before = match standing.as_slice() {
            [] => None,
            [_] => Some(Some(&root.event)),
            [.., (_, before), _] => Some(*before),
        };
        if corrected.reason == CorrectionReason::WrongPress && before == Some(content) {
            standing.pop();
        } else {
            standing.push((entry.seq, content));
        }
    }
    standing.into_iter().map(|(seq, _)| seq).collect()
}

pub(super) fn take_back(diary: &Diary, by: &Author, entry: EntryRef) -> Result<Decision, Refusal> {
    let history = diary.history();
    let found = history
        .entry(entry.seq)
        .filter(|found| found.id == entry.id && can_be_taken_back(diary, found))
        .ok_or(Refusal::NothingToTakeBack)?;
    let (target, replacement) = if let Event::Corrected(corrected) = &found.event {
        let root = history
            .entry(corrected.target.seq)
            .ok_or(Refusal::NothingToTakeBack)?;
        (corrected.target, history.content_before(root, found.seq))
    } else {
        (entry, None)
    };
    let current = history.live(target.seq).map(|live| live.event);
    let more = !by.is_site() && takes_more(current, replacement.as_ref());
    let mut decision = finish(diary, by, target, replacement, CorrectionReason::WrongPress)?;
    if more {
        decision.guards.push(Guard::ToldToTakeMore);
    }
    Ok(decision)
}

fn finish(
    diary: &Diary,
    by: &Author,
    target: EntryRef,
    replacement: Option<Event>,
    reason: CorrectionReason,
) -> Result<Decision, Refusal> {
    let corrected = Corrected {
        target,
        replacement,
        reason,
    };
    diary
        .history()
        .check_correction(&corrected, by)
        .map_err(Refusal::Correction)?;
    // A stop and fewer units that staff have confirmed, or written themselves, only staff take back.
    let is_theirs = matches!(
        diary.history().live(target.seq).map(|live| live.event),
        Some(Event::Stopped(_) | Event::Prescribed(_))
    );
    if is_theirs && !by.is_site() && !diary.unconfirmed().contains(&target) {
        return Err(Refusal::StaffOnly);
    }
    Ok(Decision::plain(Event::Corrected(Box::new(corrected))))
}

/// Whether an order to take less ends, begins later or takes less away, or one to take more begins earlier
/// or anew.
fn takes_more(was: Option<&Event>, new: Option<&Event>) -> bool {
    if let (Some(Event::Prescribed(was)), Some(Event::Prescribed(new))) = (was, new) {
        let more = |(period, units): (&Period, &Units)| {
            was.units
                .get(period)
                .is_none_or(|was| units.mg() > was.mg())
        };
        if new.units.iter().any(more) {
            return true;
        }
    }
    let less = |event: &Event| {
        if let Event::Held(Held { from, .. })
        | Event::Stopped(Stopped { from, .. })
        | Event::Prescribed(Prescribed { from, .. }) = event
        {
            Some(from.rank())
        } else {
            None
        }
    };
    let more = |event: &Event| {
        if let Event::Resumed(order) = event {
            Some(order.from.rank())
        } else if let Event::CycleStarted(start) = event {
            Some(SlotPosition::new(start.date, Period::Once).rank())
        } else {
            None
        }
    };
    let (was_less, new_less) = (was.and_then(less), new.and_then(less));
    let (was_more, new_more) = (was.and_then(more), new.and_then(more));
    was_less.is_some_and(|was| new_less.is_none_or(|new| new > was))
        || new_more.is_some_and(|new| was_more.is_none_or(|was| new < was))
}

pub(super) fn correct(
    diary: &Diary,
    by: &Author,
    seq: u64,
    change: &Change,
    reason: CorrectionReason,
    now: Moment,
) -> Result<Decision, Refusal> {
    let no_such = Refusal::Correction(CorrectionFault::NoSuchEntry);
    let named = diary.history().entry(seq).ok_or_else(|| no_such.clone())?;
    let root = if let Event::Corrected(corrected) = &named.event {
        let root = diary.history().entry(corrected.target.seq);
        root.ok_or(no_such)?
    } else {
        named
    };
    let current = diary
        .history()
        .live(root.seq)
        .map(|live| live.event.clone());
    let was = current.clone().unwrap_or_else(|| root.event.clone());
    let mut guards = Vec::new();
    let replacement = match change {
        Change::Withdraw if current.is_none() => return Err(Refusal::NothingToDo),
        Change::Withdraw => None,
        Change::Restore => Some(root.event.clone()),
        Change::Dose(_)
        | Change::Meal(_)
        | Change::Symptom(_)
        | Change::CycleStart(_)
        | Change::OrderFrom(_)
        | Change::Units(_) => Some(changed(diary, was, root, change, now, &mut guards)?),
    };
    if replacement.is_some() && replacement == current {
        return Err(Refusal::NothingToDo);
    }
    let decision = finish(diary, by, root.reference(), replacement.clone(), reason)?;
    check_orders(diary, by, replacement.as_ref(), root)?;
    if !by.is_site() && takes_more(current.as_ref(), replacement.as_ref()) {
        guards.push(Guard::ToldToTakeMore);
    }
    Ok(Decision { guards, ..decision })
}

fn changed(
    diary: &Diary,
    was: Event,
    root: &Entry,
    change: &Change,
    now: Moment,
    guards: &mut Vec<Guard>,
) -> Result<Event, Refusal> {
    match (was, change) {
        (Event::Dose(dose), Change::Dose(change)) => {
            changed_dose(diary, dose, change, root, now, guards).map(Event::Dose)
        }
        (Event::Meal(_), Change::Meal(ended_at)) => {
            not_in_future(*ended_at, now)?;
            Ok(Event::Meal(Meal {
                ended_at: *ended_at,
            }))
        }
        (Event::Symptom(was), Change::Symptom(change)) => {
            symptom::changed(diary, was, change, root.seq, now).map(Event::Symptom)
        }
        (Event::CycleStarted(mut start), Change::CycleStart(date)) => {
            let neighbour = |cycle: &&Cycle| {
                let before = cycle.number < start.cycle && cycle.start >= *date;
                let after = cycle.number > start.cycle && cycle.start <= *date;
                before || after
            };
            if let Some(other) = diary.cycles().iter().find(neighbour) {
                return Err(Refusal::CycleDateNotLater { last: other.start });
            }
            guards.extend(treatment::far_off(diary, *date, now));
            start.date = *date;
            Ok(Event::CycleStarted(start))
        }
        (Event::Held(mut order), Change::OrderFrom(from)) => {
            order.from = *from;
            Ok(Event::Held(order))
        }
        (Event::Resumed(mut order), Change::OrderFrom(from)) => {
            order.from = *from;
            Ok(Event::Resumed(order))
        }
        (Event::Stopped(mut order), Change::OrderFrom(from)) => {
            order.from = *from;
            Ok(Event::Stopped(order))
        }
        (Event::Prescribed(mut order), Change::OrderFrom(from)) => {
            order.from = *from;
            Ok(Event::Prescribed(order))
        }
        (Event::Prescribed(mut order), Change::Units(units)) => {
            for (period, units) in units {
                has_period(diary, order.drug, *period)?;
                let position = order.from.first_of(*period);
                let governed = diary.course(order.drug).units(position, Known::All);
                let before = order.units.get(period).or(governed).map(Units::mg);
                guards.extend(treatment::raised(order.drug, before, units));
                guards.extend(unlisted_strength(diary, order.drug, Some(units)));
                guards.extend(treatment::off_protocol(
                    diary,
                    order.drug,
                    units,
                    order.bsa_m2,
                ));
            }
            // A period that is not named stays as the prescription said.
            order.units.extend(units.clone());
            Ok(Event::Prescribed(order))
        }
        _ => Err(Refusal::ChangeDoesNotFit),
    }
}

/// What a patient may not order, she may not bring about by a correction either (ruling 6).
fn check_orders(
    diary: &Diary,
    by: &Author,
    replacement: Option<&Event>,
    root: &Entry,
) -> Result<(), Refusal> {
    if by.is_site() {
        return Ok(());
    }
    if let (Some(Event::Prescribed(new)), Event::Prescribed(old)) = (replacement, &root.event) {
        let raises = new.units.iter().any(|(period, units)| {
            let before = old.units.get(period).map_or(Milligrams::ZERO, Units::mg);
            // Moved to where the team has prescribed less since, it would be more.
            let place = new.from.first_of(*period);
            let others = diary.course(new.drug).without(root.seq);
            let holds = others.units(place, Known::All).map_or(before, Units::mg);
            units.mg() > before.min(holds)
        });
        if raises {
            return Err(Refusal::PatientCannotRaise { drug: new.drug });
        }
    }
    if let Event::CycleStarted(old) = &root.event {
        check_next_start(diary, old, replacement)?;
    }
    if let Some(Event::CycleStarted(start)) = replacement {
        let before = diary
            .cycles()
            .iter()
            .rfind(|cycle| cycle.number < start.cycle);
        if let Some(before) = before {
            let length = diary.rules_of(before).cycle_length_days.value;
            let earliest = before.start.plus(i64::from(length));
            if start.date < earliest {
                return Err(Refusal::StartTooEarly { earliest });
            }
        }
    }
    Ok(())
}

/// A start that is moved leaves the next cycle where it is, and that may not come to begin before day 22
/// (ruling 6); withdrawing one that has another behind it is left to the team.
fn check_next_start(
    diary: &Diary,
    old: &CycleStarted,
    replacement: Option<&Event>,
) -> Result<(), Refusal> {
    let mut later = diary.cycles().iter().filter(|next| next.number > old.cycle);
    let Some(next) = later.next() else {
        return Ok(());
    };
    let Some(Event::CycleStarted(start)) = replacement else {
        return Err(Refusal::StaffOnly);
    };
    let length = diary.rules_on(old.date).cycle_length_days.value;
    let earliest = start.date.plus(i64::from(length));
    if start.date > old.date && next.start < earliest {
        return Err(Refusal::StartTooEarly { earliest });
    }
    Ok(())
}
