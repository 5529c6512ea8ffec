//! Decides about the study team's orders: cycles, prescriptions, pauses, stops; never about settings.
//!
//! What a patient records here is what she was told (ruling 6): taking less applies at once, a start or
//! a resume is asked about a second time, and more units, settings and the end of a stop take staff.

use super::{Decision, Guard, PauseCommand, PrescribeCommand, Refusal, named_drugs, told};
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::{
    Author, Confirmed, CycleStarted, EntryRef, Event, Held, Prescribed, PrescriptionReason,
    Resumed, Stopped,
};
use crate::domain::ids::DrugId;
use crate::domain::orders::{Known, Pause, Running};
use crate::domain::phase::all_stopped;
use crate::domain::protocol::{Drug, EndReason, Protocol};
use crate::domain::units::{Milligrams, Units};

pub(super) fn start_cycle(
    diary: &Diary,
    by: &Author,
    date: DiaryDate,
    given_at: Option<Moment>,
    now: Moment,
) -> Result<Decision, Refusal> {
    if all_stopped(diary, diary.date_of(now), now.naive_local()).is_some() {
        return Err(Refusal::TreatmentStopped);
    }
    let told = !by.is_site();
    let mut guards = Vec::new();
    if let Some(last) = diary.cycles().last() {
        if date <= last.start {
            return Err(Refusal::CycleDateNotLater { last: last.start });
        }
        let length = diary.rules_of(last).cycle_length_days.value;
        let earliest = last.start.plus(i64::from(length));
        if date < earliest {
            if told {
                return Err(Refusal::StartTooEarly { earliest });
            }
            let day = last.day(date).unwrap_or(u16::MAX);
            guards.push(Guard::EarlyStart { day });
        }
    }
    if diary
        .drugs()
        .iter()
        .all(|drug| stopped_at(diary, drug.id, date))
    {
        return Err(Refusal::TreatmentStopped);
    }
    guards.extend(far_off(diary, date, now));
    let units = units_at_start(diary, date)?;
    if !diary.cycles().is_empty() {
        guards.push(Guard::SameUnits { units });
    }
    let still_held = held_at(diary, date);
    if !still_held.is_empty() {
        guards.push(Guard::StillHeld { drugs: still_held });
    }
    if told {
        guards.push(Guard::ToldToTakeMore);
    }
    let number = diary.cycles().last().map_or(0, |last| last.number);
    Ok(Decision {
        events: vec![Event::CycleStarted(CycleStarted {
            cycle: number.saturating_add(1),
            date,
            given_at,
            told,
        })],
        guards,
    })
}

/// Orders may be dated ahead or back, and one further away than a cycle is long is asked about: by a
/// mistyped year it would not hold now. The limit is the protocol's own length; the study names none.
pub(super) fn far_off(diary: &Diary, date: DiaryDate, now: Moment) -> Option<Guard> {
    let days = date.days_since(diary.date_of(now));
    let length = i64::from(diary.rules().cycle_length_days.value);
    if days > length {
        return Some(Guard::FarAhead { days });
    }
    (days < -length).then_some(Guard::FarBack { days: -days })
}

/// The units of every slot of a day from `date` on; refused while one has none (ruling 4).
fn units_at_start(diary: &Diary, date: DiaryDate) -> Result<Vec<(DrugId, Period, Units)>, Refusal> {
    let mut list = Vec::new();
    for drug in diary.drugs() {
        if stopped_at(diary, drug.id, date) {
            continue;
        }
        for rule in &drug.periods {
            let position = SlotPosition::new(date, rule.period);
            let units = diary.course(drug.id).units(position, Known::All);
            let units = units.ok_or(Refusal::NoPrescription {
                drug: drug.id,
                period: rule.period,
            })?;
            list.push((drug.id, rule.period, units.clone()));
        }
    }
    Ok(list)
}

fn stopped_at(diary: &Diary, drug: DrugId, date: DiaryDate) -> bool {
    let position = SlotPosition::new(date, Period::Once);
    diary.course(drug).stopped(position).is_some()
}

fn held_at(diary: &Diary, date: DiaryDate) -> Vec<DrugId> {
    let position = SlotPosition::new(date, Period::Once);
    let held = |drug: &DrugId| {
        matches!(
            diary.course(*drug).running(position, Known::All),
            Running::Held(_)
        )
    };
    diary
        .drugs()
        .iter()
        .map(|drug| drug.id)
        .filter(held)
        .collect()
}

pub(super) fn prescribe(
    diary: &Diary,
    by: &Author,
    command: &PrescribeCommand,
    now: Moment,
) -> Result<Decision, Refusal> {
    let mut decision = Decision {
        events: Vec::new(),
        guards: Vec::new(),
    };
    for (id, units) in command.units.iter().filter(|(_, units)| !units.is_empty()) {
        named_drugs(diary, &[*id])?;
        let Some(drug) = diary.rules().drug(*id) else {
            continue;
        };
        for (period, units) in units {
            check_units(diary, by, drug, *period, units, command, &mut decision)?;
        }
        let first = diary.course(*id).prescriptions.is_empty();
        if first && !by.is_site() {
            return Err(Refusal::StaffOnly);
        }
        decision.events.push(Event::Prescribed(Prescribed {
            drug: *id,
            units: units.clone(),
            from: command.from,
            given_at: command.given_at,
            reason: if first {
                PrescriptionReason::Initial
            } else {
                command.reason
            },
            bsa_m2: command.bsa_m2,
            told: !by.is_site(),
        }));
    }
    if decision.events.is_empty() {
        return Err(Refusal::NothingToDo);
    }
    // The first units come with a start, which is asked about itself.
    let is_first = |drug: &Drug| diary.course(drug.id).prescriptions.is_empty();
    if !diary.drugs().iter().all(is_first) {
        let far_off = far_off(diary, command.from.date, now);
        decision.guards.extend(far_off);
    }
    Ok(decision)
}

fn check_units(
    diary: &Diary,
    by: &Author,
    drug: &Drug,
    period: Period,
    units: &Units,
    command: &PrescribeCommand,
    decision: &mut Decision,
) -> Result<(), Refusal> {
    if drug.period(period).is_none() {
        return Err(Refusal::NoSuchPeriod {
            drug: drug.id,
            period,
            known: drug.periods.iter().map(|rule| rule.period).collect(),
        });
    }
    let position = command.from.first_of(period);
    let before = diary.course(drug.id).units(position, Known::All);
    let before = before.map(Units::mg);
    if !by.is_site() && units.mg() > before.unwrap_or(Milligrams::ZERO) {
        return Err(Refusal::PatientCannotRaise { drug: drug.id });
    }
    decision.guards.extend(raised(drug.id, before, units));
    let later = &diary.course(drug.id).prescriptions;
    let mut later = later.iter().filter(|p| p.units.contains_key(&period));
    let later = later.find(|p| !p.order.from.reaches(command.from));
    let guard = later.map(|later| Guard::LaterOrder {
        drug: drug.id,
        from: later.order.from,
    });
    decision
        .guards
        .extend(guard.filter(|guard| !decision.guards.contains(guard)));
    let listed = drug.strengths_mg.as_ref().map(|rule| &rule.value);
    let unlisted = units
        .iter()
        .map(|(strength, _)| strength)
        .find(|strength| listed.is_some_and(|list| !list.contains(strength)));
    if let Some(strength) = unlisted {
        decision.guards.push(Guard::UnlistedStrength {
            drug: drug.id,
            strength,
        });
    }
    decision
        .guards
        .extend(off_protocol(diary, drug.id, units, command.bsa_m2));
    Ok(())
}

/// The question about units that are more than those before.
pub(super) fn raised(drug: DrugId, before: Option<Milligrams>, units: &Units) -> Option<Guard> {
    let before = before.filter(|before| *before > Milligrams::ZERO && units.mg() > *before)?;
    Some(Guard::RaisesDose {
        drug,
        before,
        after: units.mg(),
    })
}

/// Compares mg/m2 of what was entered with the study's, for staff to look at; it never corrects.
pub(super) fn off_protocol(
    diary: &Diary,
    drug: DrugId,
    units: &Units,
    bsa_m2: Option<Milligrams>,
) -> Option<Guard> {
    let check = dose_check(diary.rules(), drug, units, bsa_m2?)?;
    check.is_off.then_some(Guard::OffProtocolDose {
        drug,
        entered: check.entered,
        planned: check.planned,
    })
}

/// An entered amount beside the study's, per square metre of body surface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoseCheck {
    /// mg/m2 entered.
    pub entered: Milligrams,
    /// mg/m2 of the study.
    pub planned: Milligrams,
    /// Whether they differ by more than the protocol allows.
    pub is_off: bool,
}

/// Compares mg/m2 of an intake with the study's; `None` where the study names none, or no units are
/// entered. `bsa_m2` counts thousandths of a square metre like mg.
pub fn dose_check(
    rules: &Protocol,
    drug: DrugId,
    units: &Units,
    bsa_m2: Milligrams,
) -> Option<DoseCheck> {
    let planned = rules.drug(drug)?.mg_per_m2.as_ref()?.value;
    let entered = mg_per_m2(units, bsa_m2).filter(|_| !units.is_none())?;
    let off = entered.micrograms().abs_diff(planned.micrograms());
    let is_off = rules.dose_check_pct.as_ref().is_some_and(|limit| {
        u128::from(off) * 100 > u128::from(planned.micrograms()) * u128::from(limit.value)
    });
    Some(DoseCheck {
        entered,
        planned,
        is_off,
    })
}

/// The amount of an intake per square metre of body surface; `bsa_m2` counts thousandths like mg.
fn mg_per_m2(units: &Units, bsa_m2: Milligrams) -> Option<Milligrams> {
    let micrograms = units.mg().micrograms().checked_mul(1000)?;
    micrograms
        .checked_div(bsa_m2.micrograms())
        .map(Milligrams::from_micrograms)
}

fn note_fits(pause: &PauseCommand) -> Result<(), Refusal> {
    if pause.note.fits() {
        Ok(())
    } else {
        Err(Refusal::TooLong)
    }
}

pub(super) fn hold(
    diary: &Diary,
    by: &Author,
    pause: &PauseCommand,
    now: Moment,
) -> Result<Decision, Refusal> {
    note_fits(pause)?;
    let is_held = |drug: &DrugId| {
        let running = diary.course(*drug).running(pause.from, Known::All);
        matches!(running, Running::Held(_))
    };
    let (held, drugs): (Vec<_>, Vec<_>) = not_stopped(diary, pause)?.into_iter().partition(is_held);
    if let (Some(drug), []) = (held.first(), drugs.as_slice()) {
        return Err(Refusal::AlreadyHeld { drug: *drug });
    }
    let mut guards: Vec<Guard> = far_off(diary, pause.from.date, now).into_iter().collect();
    guards.extend(
        drugs
            .iter()
            .filter_map(|drug| resumed_after(diary, *drug, pause.from)),
    );
    let held = |(from, drugs)| {
        Event::Held(Held {
            drugs,
            from,
            given_at: pause.given_at,
            reason: pause.note.clone(),
            told: !by.is_site(),
        })
    };
    let beginnings = told::beginnings(diary, by, pause, drugs, now);
    Ok(Decision {
        events: beginnings.into_iter().map(held).collect(),
        guards,
    })
}

/// A pause does not outlast a resume that is ordered for later.
fn resumed_after(diary: &Diary, drug: DrugId, from: SlotPosition) -> Option<Guard> {
    let pauses = &diary.course(drug).pauses;
    let resumed = pauses
        .iter()
        .find(|(order, pause)| *pause == Pause::Resumed && !order.from.reaches(from));
    resumed.map(|(order, _)| Guard::LaterOrder {
        drug,
        from: order.from,
    })
}

/// The drugs named that are not stopped at the slot.
fn not_stopped(diary: &Diary, pause: &PauseCommand) -> Result<Vec<DrugId>, Refusal> {
    let named = named_drugs(diary, &pause.drugs)?;
    let is_stopped = |drug: &DrugId| diary.course(*drug).stopped(pause.from).is_some();
    let (stopped, going_on): (Vec<_>, Vec<_>) = named.into_iter().partition(is_stopped);
    match stopped.first() {
        Some(_) if going_on.is_empty() && pause.drugs.is_empty() => Err(Refusal::TreatmentStopped),
        Some(drug) if going_on.is_empty() => Err(Refusal::AlreadyStopped { drug: *drug }),
        Some(_) | None => Ok(going_on),
    }
}

pub(super) fn resume(
    diary: &Diary,
    by: &Author,
    pause: &PauseCommand,
    now: Moment,
) -> Result<Decision, Refusal> {
    note_fits(pause)?;
    let named = named_drugs(diary, &pause.drugs)?;
    let told = !by.is_site();
    let mut drugs = Vec::new();
    let mut lifted = Vec::new();
    for drug in named {
        let from = told::first_held(diary, drug, pause.from);
        match diary.course(drug).running(from, Known::All) {
            Running::Held(_) => drugs.push(drug),
            Running::Stopped(_) if told && !pause.drugs.is_empty() => {
                return Err(Refusal::TreatmentStopped);
            }
            Running::Stopped(_) if told => {}
            Running::Stopped(_) => {
                drugs.push(drug);
                lifted.push(drug);
            }
            Running::Yes if pause.drugs.is_empty() => {}
            Running::Yes => return Err(Refusal::NotHeld { drug }),
        }
    }
    if drugs.is_empty() {
        return Err(Refusal::NothingToDo);
    }
    let mut guards: Vec<Guard> = far_off(diary, pause.from.date, now).into_iter().collect();
    if !lifted.is_empty() {
        guards.push(Guard::LiftsStop { drugs: lifted });
    }
    if told {
        guards.push(Guard::ToldToTakeMore);
    }
    let resumed = |(from, drugs)| {
        Event::Resumed(Resumed {
            drugs,
            from,
            given_at: pause.given_at,
            reason: pause.note.clone(),
            told,
        })
    };
    let from = |drug| told::first_held(diary, drug, pause.from);
    let beginnings = told::by_beginning(drugs, from);
    Ok(Decision {
        events: beginnings.into_iter().map(resumed).collect(),
        guards,
    })
}

pub(super) fn stop(
    diary: &Diary,
    by: &Author,
    pause: &PauseCommand,
    reason: Option<EndReason>,
    now: Moment,
) -> Result<Decision, Refusal> {
    note_fits(pause)?;
    let drugs = not_stopped(diary, pause)?;
    match reason {
        None if by.is_site() => return Err(Refusal::NeedsEndReason),
        Some(reason) if !diary.rules().end_reasons.value.contains(&reason) => {
            return Err(Refusal::NoSuchEndReason(reason));
        }
        Some(_) | None => {}
    }
    let stopped = |(from, drugs)| {
        Event::Stopped(Stopped {
            drugs,
            from,
            given_at: pause.given_at,
            reason,
            told: !by.is_site(),
        })
    };
    let beginnings = told::beginnings(diary, by, pause, drugs, now);
    Ok(Decision {
        events: beginnings.into_iter().map(stopped).collect(),
        guards: far_off(diary, pause.from.date, now).into_iter().collect(),
    })
}

pub(super) fn confirm(
    diary: &Diary,
    by: &Author,
    entries: &[EntryRef],
) -> Result<Decision, Refusal> {
    if !by.is_site() {
        return Err(Refusal::StaffOnly);
    }
    let open = diary.unconfirmed();
    let wanted = if entries.is_empty() {
        open
    } else {
        entries
            .iter()
            .filter(|entry| open.contains(entry))
            .copied()
            .collect()
    };
    if wanted.is_empty() {
        return Err(Refusal::NothingToDo);
    }
    Ok(Decision::plain(Event::Confirmed(Confirmed {
        entries: wanted,
    })))
}
