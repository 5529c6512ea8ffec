//! Adverse events as the study team graded them, with what has changed since.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::site::EventCourse;
use crate::report::ReportError;
use crate::report::table::{Cell, Columns};

use super::{author, list, references};

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "seq",
        "term",
        "system",
        "described",
        "ctcae_version",
        "highest_grade",
        "last_grade",
        "grades",
        "onset",
        "ended",
        "cycle",
        "cycle_day",
        "serious",
        "is_related",
        "related",
        "action",
        "about",
        "changes",
        "recorded_at",
        "by",
        "initials",
        "corrected",
    ],
    json_only: &[],
};

pub(super) fn rows(of: &Participant) -> Result<Vec<Vec<Cell>>, ReportError> {
    let events = of.record.iter().flat_map(|record| record.adverse_events());
    let rows = events.map(|course| row(of, &course));
    rows.filter_map(Result::transpose).collect()
}

fn row(of: &Participant, course: &EventCourse) -> Result<Option<Vec<Cell>>, ReportError> {
    let record = of.record.as_ref();
    let Some(live) = record.and_then(|record| record.history().live(course.root.seq)) else {
        return Ok(None);
    };
    let event = course.event;
    let cycle = of.diary.cycle_on(event.onset);
    let grades = course.grades().into_iter();
    let changes: Vec<u64> = course.changes.iter().map(|(entry, _)| entry.seq).collect();
    let [by, initials] = author(&live.source.by);
    Ok(Some(vec![
        Cell::text(of.subject()),
        Cell::count(course.root.seq),
        Cell::text(&event.term),
        Cell::or_empty(event.known_term(), |term| Cell::Code(term.system.en)),
        match event.words.is_empty() {
            true => Cell::Empty,
            false => Cell::text(&event.words),
        },
        Cell::text(&event.ctcae_version),
        Cell::count(u8::from(course.highest())),
        Cell::count(u8::from(course.grade())),
        list(grades.map(|(date, grade)| format!("{date} {grade}"))),
        Cell::Date(event.onset),
        Cell::or_empty(course.ended(), Cell::Date),
        Cell::or_empty(cycle, |cycle| Cell::count(cycle.number)),
        Cell::or_empty(cycle.and_then(|cycle| cycle.day(event.onset)), Cell::count),
        Cell::Flag(course.serious()),
        Cell::Flag(course.is_related()),
        by_drug(&course.related())?,
        by_drug(&course.action())?,
        references(&event.about),
        super::numbers(&changes),
        Cell::Moment(live.recorded_at()),
        by,
        initials,
        Cell::Flag(live.is_corrected()),
    ]))
}

/// Codes by drug in one cell: `capecitabine=related; utidelone=not_related`.
fn by_drug(of: &BTreeMap<DrugId, impl Serialize>) -> Result<Cell, ReportError> {
    let mut items = Vec::new();
    for (drug, value) in of {
        if let Cell::Text(code) = Cell::code(value)? {
            items.push(format!("{drug}={code}"));
        }
    }
    Ok(list(items.into_iter()))
}
