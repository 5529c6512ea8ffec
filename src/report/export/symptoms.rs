//! Symptoms as the patient reported them; never graded here.

use crate::domain::diary::ContactRecord;
use crate::domain::entry::EntryRef;
use crate::domain::participant::Participant;
use crate::report::ReportError;
use crate::report::table::{Cell, Columns, Rows};

use super::{author, list};

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "seq",
        "recorded_at",
        "by",
        "initials",
        "date",
        "cycle",
        "cycle_day",
        "term",
        "severity",
        "tier",
        "noticed_on",
        "ended_on",
        "answers",
        "calls",
        "first_call_at",
        "said",
        "open",
        "corrected",
    ],
    json_only: &[],
};

pub(super) fn write(of: &Participant, to: &mut Rows) -> Result<(), ReportError> {
    let diary = &of.diary;
    for record in diary.symptoms() {
        let (Some(live), Some(symptom)) =
            (diary.history().live(record.seq), diary.symptom(record.seq))
        else {
            continue;
        };
        let date = diary.date_of(live.root.at);
        let cycle = diary.cycle_on(date);
        let calls = calls_about(of, live.reference());
        let open = diary.open_warnings().iter();
        let is_open = open
            .map(|warning| warning.entry.seq)
            .any(|seq| seq == record.seq);
        let answers = symptom.answers.iter();
        let [by, initials] = author(&live.source.by);
        to.add(&[
            Cell::text(of.subject().as_str()),
            Cell::count(record.seq),
            Cell::Moment(live.root.at),
            by,
            initials,
            Cell::Date(date),
            Cell::or_empty(cycle, |cycle| Cell::count(cycle.number)),
            Cell::or_empty(cycle.and_then(|cycle| cycle.day(date)), Cell::count),
            Cell::shown(&symptom.term),
            match &symptom.severity {
                Some(severity) => Cell::code(severity)?,
                None => Cell::Empty,
            },
            Cell::code(&symptom.tier)?,
            Cell::or_empty(symptom.noticed_on, Cell::Date),
            Cell::or_empty(symptom.ended_on, Cell::Date),
            list(answers.map(|(question, answer)| format!("{question}={answer}"))),
            Cell::count(calls.len() as u64),
            Cell::or_empty(first_at(of, &calls), Cell::Moment),
            said(&calls)?,
            Cell::Flag(is_open),
            Cell::Flag(live.source.seq != record.seq),
        ]);
    }
    Ok(())
}

/// The calls about an entry, in the order in which they were recorded.
fn calls_about(of: &Participant, entry: EntryRef) -> Vec<&ContactRecord> {
    let calls = of.diary.contacts().iter();
    let is_about = |call: &&ContactRecord| call.contacted.about.contains(&entry);
    calls.filter(is_about).collect()
}

/// When the first of some calls was made, or else recorded.
fn first_at(of: &Participant, calls: &[&ContactRecord]) -> Option<crate::domain::calendar::Moment> {
    let at = |call: &&ContactRecord| {
        let recorded = || {
            of.diary
                .history()
                .live(call.seq)
                .map(|live| live.recorded_at())
        };
        call.contacted.spoken_at.or_else(recorded)
    };
    calls.iter().filter_map(at).min()
}

/// What was said on some calls, as codes.
fn said(calls: &[&ContactRecord]) -> Result<Cell<'static>, ReportError> {
    let mut words = Vec::new();
    for call in calls {
        words.push(Cell::code(&call.contacted.said)?.to_string());
    }
    Ok(list(words.into_iter()))
}
