//! TR: the sum of diameters of the target lesions at each tumour assessment.
//!
//! No lesion is identified in a site record, so there is no TU, and nothing about a single lesion.

use super::columns::{Column, EPOCH, UNIT};
use super::subject::{Subject, When};
use super::{Domain, Rows};
use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::recist::Measured;
use crate::domain::site::{Assessment, SiteEvent};
use crate::report::table::Cell;

pub(super) const TR: Domain = Domain {
    name: "TR",
    label: "Tumor/Lesion Results",
    structure: "One record per tumour assessment with a sum of diameters per participant",
    seq: Some("TRSEQ"),
    columns: &[
        Column::text("TRGRPID", 6, "Group ID", "Always TARGET: the sum is that of the target lesions"),
        Column::text("TRSPID", 20, "Sponsor-Defined Identifier", "The number of the entry in the site record").key(3),
        Column::text("TRLNKGRP", 20, "Link Group ID", "`T` and the number of the entry; ties the row to RS"),
        Column::text("TRTESTCD", 8, "Tumor/Lesion Assessment Short Name", "Always SUMDIAM. No lesion is identified in a site record: there is no TU, and nothing about a single lesion").key(4).terms("TRTESTCD (C96779)"),
        Column::text("TRTEST", 40, "Tumor/Lesion Assessment Test Name", "Always Sum of Diameter").terms("TRTEST (C96778)"),
        Column::text("TRORRES", 6, "Result or Finding in Original Units", "The sum, as the site entered it"),
        Column::text("TRORRESU", 2, "Original Units", "Always mm").terms(UNIT),
        Column::text("TRSTRESC", 6, "Character Result/Finding in Std Format", "As TRORRES"),
        Column::float("TRSTRESN", "Numeric Result/Finding in Standard Units", "As TRORRES"),
        Column::text("TRSTRESU", 2, "Standard Units", "Always mm").terms(UNIT),
        Column::text("TREVAL", 12, "Evaluator", "Always INVESTIGATOR").terms("EVAL (C78735)"),
        Column::integer("VISITNUM", "Visit Number", "The visit of the same date, if the site has recorded one"),
        Column::text("VISIT", 20, "Visit Name", "As VISITNUM"),
        EPOCH,
        Column::date("TRDTC", "Date/Time of Tumor/Lesion Measurement", "The date of the assessment"),
        Column::integer("TRDY", "Study Day of Tumor/Lesion Measurement", "From TRDTC and RFSTDTC"),
    ],
    write,
};

/// What was measured, with the number of its entry, its date, and whether it is a baseline; not what is dated after
/// the day on which it was recorded.
pub(super) fn measured(of: &Subject) -> Vec<(u64, DiaryDate, Measured, bool)> {
    let records = of.of.record.iter();
    let live = records.flat_map(|record| record.history().live_entries());
    live.filter_map(|live| {
        let SiteEvent::Assessed(assessed) = live.event else {
            return None;
        };
        let seq = live.root.seq;
        let counts = || of.course.assessments.iter().any(|at| at.seq == seq);
        match assessed.said {
            Assessment::Baseline(measured) => Some((seq, assessed.date, measured, true)),
            Assessment::Measured(measured) if counts() => {
                Some((seq, assessed.date, measured, false))
            }
            Assessment::Measured(_) | Assessment::Response(_) => None,
        }
    })
    .collect()
}

/// What ties a sum to the response that follows from it.
pub(super) fn link(seq: u64) -> Cell<'static> {
    Cell::made(format!("T{seq}"))
}

fn write(of: &Subject, to: &mut Rows) {
    for (seq, date, measured, _) in measured(of) {
        let Some(sum) = measured.target_sum_mm else {
            continue;
        };
        let when = When::Date(date);
        let [visit, visit_name] = of.visit(date);
        to.add(&[
            Cell::Code("TARGET"),
            Cell::Numeral(seq),
            link(seq),
            Cell::Code("SUMDIAM"),
            Cell::Code("Sum of Diameter"),
            Cell::shown(sum),
            Cell::Code("mm"),
            Cell::shown(sum),
            Cell::Number(sum.to_string().into()),
            Cell::Code("mm"),
            Cell::Code("INVESTIGATOR"),
            visit,
            visit_name,
            of.epoch(when),
            when.cell(),
            of.day(when),
        ]);
    }
}
