//! What asks for a call to the study team, and whether the call was made.
//!
//! An extra or too large dose, and a symptom of the tiers call-now and emergency, open a warning; only
//! what the team said closes it (ruling 17). Derived from the entries, never stored.

use chrono::NaiveDateTime;

use super::calendar::{Moment, SlotPosition};
use super::diary::{Diary, DoseRecord};
use super::entry::{EntryRef, Event, Tier};
use super::history::Live;
use super::ids::DrugId;
use super::orders::{Known, Running};
use super::slots::{self, Extra};
use super::units::Milligrams;

/// Why a call is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A further intake for a slot, or of a drug where no slot is.
    ExtraDose(Extra),
    /// More than prescribed in one intake.
    TooLargeDose {
        /// The drug.
        drug: DrugId,
        /// How much too much.
        surplus: Milligrams,
    },
    /// A reported symptom.
    Symptom(Tier),
}

/// A warning that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning {
    /// The entry that opened it.
    pub entry: EntryRef,
    /// Why.
    pub cause: Cause,
}

/// A warning with its beginning and its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WarningSpan {
    /// What opened it.
    pub warning: Warning,
    /// The entry since which it says what a call would be about.
    pub since: u64,
    /// When that entry was recorded.
    pub opened_at: Moment,
    /// The call that closed it.
    pub closed: Option<Answer>,
}

/// A call that ended with what the study team said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The entry.
    pub seq: u64,
    /// When they spoke, or else when it was recorded.
    pub spoken_at: Moment,
}

/// Finds the warnings that are open, in the order of their entries: ask [`Diary::open_warnings`].
pub(super) fn open(diary: &Diary) -> Vec<Warning> {
    let spans = spans(diary).into_iter();
    let open = spans.filter(|span| span.closed.is_none());
    open.map(|span| span.warning).collect()
}

/// Every warning that the diary opened and that still has its cause, in the order of the entries.
pub fn spans(diary: &Diary) -> Vec<WarningSpan> {
    let symptoms = diary.symptoms().iter().filter_map(|symptom| {
        let urgent = match symptom.tier {
            Tier::CallNow | Tier::Emergency => true,
            Tier::Record | Tier::ReportSoon => false,
        };
        urgent.then_some((symptom.seq, Cause::Symptom(symptom.tier)))
    });
    let causes = diary.dose_causes().iter().copied().chain(symptoms);
    let mut found: Vec<WarningSpan> = causes
        .filter_map(|(seq, cause)| {
            let live = diary.history().live(seq)?;
            let since = said_since(diary, live);
            let entry = live.reference();
            Some(WarningSpan {
                warning: Warning { entry, cause },
                since,
                opened_at: diary.history().entry(since)?.at,
                closed: answer(diary, entry, since),
            })
        })
        .collect();
    found.sort_by_key(|span| span.warning.entry.seq);
    found
}

/// The entry since which a warning's content says what a call would be about: the newest one. That a
/// symptom began on another day, or is over, is no new reason to call.
fn said_since(diary: &Diary, live: Live) -> u64 {
    let Event::Symptom(now) = live.event else {
        return live.source.seq;
    };
    let alike = |event: &Event| {
        if let Event::Symptom(was) = event {
            (&was.term, was.severity, &was.answers, was.tier)
                == (&now.term, now.severity, &now.answers, now.tier)
        } else {
            false
        }
    };
    let mut since = live.source.seq;
    for (seq, content) in diary.history().contents(live.root).into_iter().rev() {
        if !content.is_some_and(alike) {
            break;
        }
        since = seq;
    }
    since
}

/// The first call about this entry, recorded later than its content and not before what it tells of, that
/// ended with what the team said.
pub fn answer(diary: &Diary, entry: EntryRef, content_seq: u64) -> Option<Answer> {
    let call = diary.contacts().iter().find(|call| {
        let spoken_at = call.contacted.spoken_at;
        call.seq > content_seq
            && call.contacted.said.closes()
            && call.contacted.about.contains(&entry)
            && spoken_at.is_none_or(|at| had_happened(diary, entry, at))
    })?;
    let recorded = diary.history().entry(call.seq).map(|entry| entry.at);
    Some(Answer {
        seq: call.seq,
        spoken_at: call.contacted.spoken_at.or(recorded)?,
    })
}

/// Whether what an entry tells of had happened by a moment: an earlier call was not about it. A dose happened at
/// its time, where nobody remembers that on its date; a symptom on the day from which on it was noticed, where
/// that is not said on the day of its report.
pub fn had_happened(diary: &Diary, entry: EntryRef, by: Moment) -> bool {
    let on = diary.date_of(by);
    if let Some(dose) = diary.dose(entry.seq) {
        return dose.taken_at.map_or(dose.date <= on, |at| at <= by);
    }
    let noticed_on = diary.symptom(entry.seq).and_then(|said| said.noticed_on);
    let reported = diary.history().entry(entry.seq);
    let since = noticed_on.or(reported.map(|entry| diary.date_of(entry.at)));
    since.is_none_or(|date| date <= on)
}

/// Every extra dose of the diary, in the order of dates.
pub fn extra_doses(diary: &Diary) -> Vec<Extra> {
    let causes = diary.dose_causes().iter();
    causes
        .filter_map(|(_, cause)| match cause {
            Cause::ExtraDose(extra) => Some(*extra),
            Cause::TooLargeDose { .. } | Cause::Symptom(_) => None,
        })
        .collect()
}

/// Finds what an extra or too large dose is the cause of: ask [`Diary::dose_causes`].
pub(super) fn dose_causes(diary: &Diary) -> Vec<(u64, Cause)> {
    let mut causes = Vec::new();
    for doses in diary.doses().chunk_by(|a, b| a.date == b.date) {
        let suspicious =
            |dose: &DoseRecord| dose.is_intake() && may_be_too_much(diary, doses, dose);
        if !doses.iter().any(suspicious) {
            continue;
        }
        // What is extra does not depend on the moment of asking.
        let Some(asked_at) = doses.first().map(|dose| dose.recorded_at) else {
            continue;
        };
        let day = slots::day(diary, doses[0].date, asked_at);
        for state in &day.slots {
            if let Some(recorded) = &state.recorded
                && recorded.surplus > Milligrams::ZERO
            {
                let seq = recorded.rest_seq.unwrap_or(recorded.seq);
                causes.push((
                    seq,
                    Cause::TooLargeDose {
                        drug: state.slot.drug,
                        surplus: recorded.surplus,
                    },
                ));
            }
        }
        let extras = day.extras.iter();
        causes.extend(extras.map(|extra| (extra.seq, Cause::ExtraDose(*extra))));
    }
    causes
}

/// A quick look that finds every extra or too large intake, and a few others: a long diary is read
/// through at every start, and nearly all its intakes are the one of their slot, in its period.
fn may_be_too_much(diary: &Diary, same_date: &[DoseRecord], dose: &DoseRecord) -> bool {
    let Some(period) = dose.period else {
        return true;
    };
    let another = |other: &DoseRecord| {
        other.seq != dose.seq && other.drug == dose.drug && other.period == dose.period
    };
    let (Some(cycle), false) = (diary.cycle_on(dose.date), same_date.iter().any(another)) else {
        return true;
    };
    let rules = diary.rules_of(cycle);
    let (Some(drug), Some(cycle_day)) = (rules.drug(dose.drug), cycle.day(dose.date)) else {
        return true;
    };
    let Some(rule) = drug.slots_on(cycle_day).find(|rule| rule.period == period) else {
        return true;
    };
    let span = rule.span(dose.date, rules.day_starts_at());
    let taken_at: Option<NaiveDateTime> = dose.taken_at.map(|at: Moment| at.naive_local());
    if taken_at.is_none_or(|civil| civil >= span.end) {
        return true;
    }
    let position = SlotPosition::new(dose.date, period);
    let course = diary.course(dose.drug);
    let known = Known::By(dose.swallowed_at());
    let prescribed = course.units(position, known).map(|units| units.mg());
    prescribed.is_none_or(|mg| dose.mg > mg)
        || course.running_unrecorded(position, known) != Running::Yes
}
