//! What should have been told to the study team, and whether it was.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::{Finding, FindingKind};
use crate::domain::calendar::Moment;
use crate::domain::diary::{ContactRecord, Diary, DoseRecord};
use crate::domain::entry::{Entry, Event, Said, Tier};
use crate::domain::history::Fate;
use crate::domain::warnings::{self, Answer, Cause, Warning, WarningSpan};

/// Warnings without an answer, doses taken in spite of them, and what became of the calls.
pub(super) fn findings(diary: &Diary, warnings: &[WarningSpan]) -> Vec<Finding> {
    let mut found = unreported(diary, warnings);
    found.extend(while_warned(diary, warnings));
    found.extend(withdrawn(diary));
    found.extend(report_soon(diary));
    found.extend(unanswered(diary));
    found.extend(unclear(diary));
    found
}

/// Open warnings, by what opened them (ruling 17).
fn unreported(diary: &Diary, warnings: &[WarningSpan]) -> Vec<Finding> {
    let of_kind = |kind: FindingKind| {
        let is_of = |span: &&WarningSpan| {
            span.closed.is_none() && unreported_kind(span.warning.cause) == kind
        };
        let entries = warnings.iter().filter(is_of);
        let entries = entries.map(|span| span.warning.entry.seq);
        Some(Finding::of_entries(kind.clone(), entries)?.with_slots_of(diary))
    };
    let kinds = [
        FindingKind::EmergencyUnreported,
        FindingKind::SymptomUnreported,
        FindingKind::DoseUnreported,
    ];
    kinds.into_iter().filter_map(of_kind).collect()
}

fn unreported_kind(cause: Cause) -> FindingKind {
    match cause {
        Cause::ExtraDose(_) | Cause::TooLargeDose { .. } => FindingKind::DoseUnreported,
        Cause::Symptom(Tier::Emergency) => FindingKind::EmergencyUnreported,
        Cause::Symptom(Tier::Record | Tier::ReportSoon | Tier::CallNow) => {
            FindingKind::SymptomUnreported
        }
    }
}

/// Intakes between the report that opened a warning and the team's answer. Derived from the entries: what a
/// dose entry says about itself in `while_warned` is the word of the program that wrote it.
fn while_warned(diary: &Diary, warnings: &[WarningSpan]) -> Option<Finding> {
    if warnings.is_empty() {
        return None;
    }
    let (mut doses, mut reports, mut still_open) = (BTreeSet::new(), BTreeSet::new(), false);
    for dose in diary.doses().iter().filter(|dose| dose.is_intake()) {
        for span in warnings.iter().filter(|span| is_under(diary, dose, span)) {
            doses.insert(dose.seq);
            reports.insert(span.warning.entry.seq);
            still_open |= span.closed.is_none();
        }
    }
    let kind = FindingKind::DosesWhileWarned {
        doses: doses.len(),
        still_open,
    };
    let mut found = Finding::of_entries(kind, doses.iter().copied())?.with_slots_of(diary);
    found.entries = doses.union(&reports).copied().collect();
    Some(found)
}

/// Reports that asked for a call, and were withdrawn or changed so that they ask for none: their warnings are
/// gone, and with them what was taken in spite of them.
fn withdrawn(diary: &Diary) -> Option<Finding> {
    let (mut reports, mut untold) = (0, false);
    let (mut entries, mut doses) = (BTreeSet::new(), BTreeSet::new());
    let changed = diary
        .history()
        .rows()
        .filter(|row| row.fate != Fate::Stands);
    for report in changed.filter_map(|row| withdrawn_report(diary, row.entry)) {
        reports += 1;
        untold |= report.untold;
        entries.extend(report.entries);
        let taken = diary.doses().iter().filter(|dose| dose.is_intake());
        let under = taken.filter(|dose| is_under(diary, dose, &report.warning));
        doses.extend(under.map(|dose| dose.seq));
    }
    let kind = FindingKind::ReportWithdrawn {
        reports,
        doses: doses.len(),
        untold,
    };
    entries.extend(doses);
    Some(Finding::of_entries(kind, entries)?.with_slots_of(diary))
}

/// A report that asks for a call no longer.
struct WithdrawnReport {
    /// The report and what changed it.
    entries: Vec<u64>,
    /// The warning that it had opened, up to the study team's answer or to the change.
    warning: WarningSpan,
    /// Whether the participant changed it before an answer was recorded.
    untold: bool,
}

fn withdrawn_report(diary: &Diary, entry: &Entry) -> Option<WithdrawnReport> {
    let history = diary.history();
    let contents = history.contents(entry);
    let asks_for_call = |content: &Option<&Event>| match content {
        Some(Event::Symptom(symptom)) => symptom.urgency() >= Tier::CallNow,
        Some(_) | None => false,
    };
    let asking = || {
        contents
            .iter()
            .filter(|(_, content)| asks_for_call(content))
    };
    let (since, _) = *asking().next()?;
    let (last_asking, _) = *asking().next_back()?;
    let (until, _) = *contents.iter().find(|(seq, _)| *seq > last_asking)?;
    let change = history.entry(until)?;
    let answer = warnings::answer(diary, entry.reference(), since);
    let answer = answer.filter(|answer| answer.seq < until);
    let changed = Answer {
        seq: until,
        spoken_at: change.at,
    };
    Some(WithdrawnReport {
        entries: contents.iter().map(|(seq, _)| *seq).collect(),
        warning: WarningSpan {
            warning: Warning {
                entry: entry.reference(),
                cause: Cause::Symptom(Tier::CallNow),
            },
            since,
            opened_at: history.entry(since)?.at,
            closed: Some(answer.unwrap_or(changed)),
        },
        untold: answer.is_none() && !change.by.is_site(),
    })
}

/// Whether something was swallowed between a warning's report and the answer. What opened the warning is not meant.
fn is_under(diary: &Diary, dose: &DoseRecord, span: &WarningSpan) -> bool {
    if dose.seq == span.warning.entry.seq {
        return false;
    }
    let beside = |seq, at| beside(diary, dose, seq, at);
    let is_after_report = beside(span.since, span.opened_at).is_some_and(Ordering::is_gt);
    let is_before =
        |answer: Answer| beside(answer.seq, answer.spoken_at).is_some_and(Ordering::is_lt);
    is_after_report && span.closed.is_none_or(is_before)
}

/// When a dose was swallowed, beside what another entry tells of: by the times of both; where nobody remembers that
/// of the dose, by the order of the entries. So too where the other was told as it happened, and the dose was on
/// record by then, or has been recorded since with the clock set back behind it: such a time says nothing.
fn beside(diary: &Diary, dose: &DoseRecord, seq: u64, at: Moment) -> Option<Ordering> {
    let history = diary.history();
    let said = history.live(dose.seq)?.source;
    let told_at_once = history.entry(seq)?.at == at;
    let by_times = dose.taken_at.filter(|_| {
        let was_on_record = said.seq < seq;
        !told_at_once || !(was_on_record || said.at < at)
    });
    Some(match by_times {
        Some(taken_at) => taken_at.cmp(&at),
        None => said.seq.cmp(&seq),
    })
}

/// Symptoms of the tier below a call, unless an answered call names them.
fn report_soon(diary: &Diary) -> Option<Finding> {
    let soon = diary
        .symptoms()
        .iter()
        .filter(|symptom| match symptom.tier {
            Tier::ReportSoon => true,
            Tier::Record | Tier::CallNow | Tier::Emergency => false,
        });
    let untold = soon.filter(|symptom| {
        let live = diary.history().live(symptom.seq);
        live.is_some_and(|live| {
            warnings::answer(diary, live.reference(), live.source.seq).is_none()
        })
    });
    Finding::of_entries(FindingKind::ReportSoon, untold.map(|symptom| symptom.seq))
}

fn unanswered(diary: &Diary) -> Option<Finding> {
    let calls = diary.contacts().iter();
    let unanswered = calls.filter(|call| call.contacted.said == Said::NobodyAnswered);
    Finding::of_entries(
        FindingKind::CallsUnanswered,
        unanswered.map(|call| call.seq),
    )
}

/// Calls with an answer that the participant is not sure of, as long as no later call about the same, or for
/// a call about nothing in particular no later call at all, told it.
fn unclear(diary: &Diary) -> Option<Finding> {
    let calls = diary.contacts();
    let unclear = calls
        .iter()
        .filter(|call| call.contacted.said == Said::NotSure);
    let entries = unclear.filter(|call| {
        let about = &call.contacted.about;
        let tells = |later: &&ContactRecord| {
            let same = || later.contacted.about.iter().any(|seq| about.contains(seq));
            later.contacted.said.closes() && (about.is_empty() || same())
        };
        let after = calls.partition_point(|other| other.seq <= call.seq);
        !calls[after..].iter().any(|later| tells(&later))
    });
    Finding::of_entries(FindingKind::AnswerUnclear, entries.map(|call| call.seq))
}
