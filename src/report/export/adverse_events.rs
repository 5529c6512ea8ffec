//! Adverse events as the study team graded them, with what has changed since.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::site::EventCourse;
use crate::report::ReportError;
use crate::report::table::{Cell, Columns, Rows};

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

pub(super) fn write(of: &Participant, to: &mut Rows) -> Result<(), ReportError> {
    let events = of.record.iter().flat_map(|record| record.adverse_events());
    for course in events {
        add(of, &course, to)?;
    }
    Ok(())
}

fn add(of: &Participant, course: &EventCourse, to: &mut Rows) -> Result<(), ReportError> {
    let record = of.record.as_ref();
    let Some(live) = record.and_then(|record| record.history().live(course.root.seq)) else {
        return Ok(());
    };
    let event = course.event;
    let cycle = of.diary.cycle_on(event.onset);
    let grades = course.grades().into_iter();
    let changes: Vec<u64> = course.changes.iter().map(|(entry, _)| entry.seq).collect();
    let [by, initials] = author(&live.source.by);
    to.add(&[
        Cell::text(of.subject().as_str()),
        Cell::count(course.root.seq),
        Cell::Text(event.term.shown()),
        Cell::or_empty(event.known_term(), |term| Cell::Code(term.system.en)),
        Cell::words(&event.words),
        Cell::Text(event.ctcae_version.shown()),
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
    ]);
    Ok(())
}

/// Codes by drug in one cell: `capecitabine=related; utidelone=not_related`.
fn by_drug(of: &BTreeMap<DrugId, impl Serialize>) -> Result<Cell<'static>, ReportError> {
    let mut items = Vec::new();
    for (drug, value) in of {
        let code = Cell::code(value)?;
        items.push(format!("{drug}={code}"));
    }
    Ok(list(items.into_iter()))
}
