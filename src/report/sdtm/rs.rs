//! RS: the response at each tumour assessment after the baseline.

use super::columns::{Column, EPOCH};
use super::subject::{Subject, When};
use super::{Domain, Row};
use crate::domain::endpoints::response::AtDate;
use crate::domain::site::{Assessment, SiteEvent};
use crate::report::table::Cell;

pub(super) const RS: Domain = Domain {
    name: "RS",
    label: "Disease Response and Clin Classification",
    structure: "One record per tumour assessment after the baseline per participant",
    seq: Some("RSSEQ"),
    columns: &[
        Column::text("RSSPID", 20, "Sponsor-Defined Identifier", "The number of the entry in the site record").key(3),
        Column::text("RSTESTCD", 8, "Assessment Short Name", "Always OVRLRESP").terms("ONCRTSCD (C96782)"),
        Column::text("RSTEST", 40, "Assessment Name", "Always Overall Response").terms("ONCRTS (C96781)"),
        Column::text("RSCAT", 40, "Category for Assessment", "Always RECIST 1.1").terms("ONCRSCAT (C124298)"),
        Column::text("RSORRES", 2, "Result or Finding in Original Units", "CR, PR, SD, PD or NE. One that contradicts another one, or stands after progression, is here all the same"),
        Column::text("RSSTRESC", 2, "Character Result/Finding in Std Format", "As RSORRES").terms("ONCRSR (C96785)"),
        Column::text("RSDRVFL", 1, "Derived Flag", "Y where the site entered what it measured, and the response follows from it by RECIST 1.1. The measurements themselves (TU, TR) are not exported").terms(super::columns::NY),
        Column::text("RSEVAL", 12, "Evaluator", "Always INVESTIGATOR").terms("EVAL (C78735)"),
        Column::integer("VISITNUM", "Visit Number", "The visit of the same date, if the site has recorded one"),
        Column::text("VISIT", 20, "Visit Name", "As VISITNUM"),
        EPOCH,
        Column::date("RSDTC", "Date/Time of Assessment", "The date of the assessment"),
        Column::integer("RSDY", "Study Day of Assessment", "From RSDTC and RFSTDTC"),
    ],
    rows,
};

fn rows(of: &Subject) -> Vec<Row> {
    let responses = of.course.assessments.iter();
    responses.map(|at| cells(of, *at)).collect()
}

/// Whether the site entered what it measured, and not the response.
fn is_derived(of: &Subject, at: AtDate) -> bool {
    let record = of.of.record.as_ref();
    let live = record.and_then(|record| record.history().live(at.seq));
    live.is_some_and(|live| {
        matches!(live.event, SiteEvent::Assessed(assessed)
            if matches!(assessed.said, Assessment::Measured(_)))
    })
}

fn cells(of: &Subject, at: AtDate) -> Row {
    let when = When::Date(at.date);
    let mut cells = vec![
        Cell::text(at.seq),
        Cell::Code("OVRLRESP"),
        Cell::Code("Overall Response"),
        Cell::Code("RECIST 1.1"),
        Cell::Code(at.response.code()),
        Cell::Code(at.response.code()),
        match is_derived(of, at) {
            true => Cell::Code("Y"),
            false => Cell::Empty,
        },
        Cell::Code("INVESTIGATOR"),
    ];
    cells.extend(of.visit(at.date));
    cells.extend([of.epoch(when), when.cell(), of.day(when)]);
    cells
}
