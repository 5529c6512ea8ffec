//! RS: the response at each tumour assessment after the baseline, and what of it was seen and not measured.

use super::columns::{Column, EPOCH};
use super::subject::{Subject, When};
use super::{Domain, Rows, tr};
use crate::domain::endpoints::recist::{Measured, NonTarget};
use crate::domain::endpoints::response::AtDate;
use crate::report::table::Cell;

pub(super) const RS: Domain = Domain {
    name: "RS",
    label: "Disease Response and Clin Classification",
    structure: "One record per response, and per thing that was seen of the other lesions, at a tumour assessment after the baseline per participant",
    seq: Some("RSSEQ"),
    columns: &[
        Column::text("RSSPID", 20, "Sponsor-Defined Identifier", "The number of the entry in the site record").key(3),
        Column::text("RSLNKGRP", 20, "Link Group ID", "For OVRLRESP, where the site entered a sum of diameters: as TRLNKGRP"),
        Column::text("RSTESTCD", 8, "Assessment Short Name", "OVRLRESP; where the site entered what it measured and saw, NTRGRESP for the lesions that are not measured, if there are any, and NEWLIND for new ones").key(4).terms("ONCRTSCD (C96782)"),
        Column::text("RSTEST", 40, "Assessment Name", "As RSTESTCD").terms("ONCRTS (C96781)"),
        Column::text("RSCAT", 40, "Category for Assessment", "Always RECIST 1.1").terms("ONCRSCAT (C124298)"),
        Column::text("RSORRES", 13, "Result or Finding in Original Units", "CR, PR, SD, PD or NE; of lesions that are not measured also NON-CR/NON-PD; of new ones Y or N. A response that contradicts another one, or stands after progression, is here all the same"),
        Column::text("RSSTRESC", 13, "Character Result/Finding in Std Format", "As RSORRES").terms("ONCRSR (C96785)"),
        Column::text("RSDRVFL", 1, "Derived Flag", "Y where the site entered what it measured, and the response follows from it by RECIST 1.1. The sum is in TR").terms(super::columns::NY),
        Column::text("RSEVAL", 12, "Evaluator", "Always INVESTIGATOR").terms("EVAL (C78735)"),
        Column::integer("VISITNUM", "Visit Number", "The visit of the same date, if the site has recorded one"),
        Column::text("VISIT", 20, "Visit Name", "As VISITNUM"),
        EPOCH,
        Column::date("RSDTC", "Date/Time of Assessment", "The date of the assessment"),
        Column::integer("RSDY", "Study Day of Assessment", "From RSDTC and RFSTDTC"),
    ],
    write,
};

fn write(of: &Subject, to: &mut Rows) {
    let measured = tr::measured(of);
    for at in &of.course.assessments {
        let found = measured.iter().find(|(seq, ..)| *seq == at.seq);
        let measured = found.map(|(_, _, measured, _)| measured);
        let others = measured.and_then(|measured| measured.non_target);
        let new = measured.map(|measured| measured.new_lesions);
        let all = [
            Some(Said::Overall),
            others.map(Said::NonTarget),
            new.map(Said::NewLesions),
        ];
        for said in all.into_iter().flatten() {
            add(of, *at, measured, said, to);
        }
    }
}

/// What a row says of an assessment.
#[derive(Clone, Copy)]
enum Said {
    Overall,
    NonTarget(NonTarget),
    NewLesions(bool),
}

fn add(of: &Subject, at: AtDate, measured: Option<&Measured>, said: Said, to: &mut Rows) {
    let when = When::Date(at.date);
    let (code, name, result) = match said {
        Said::Overall => ("OVRLRESP", "Overall Response", at.response.code()),
        Said::NonTarget(seen) => ("NTRGRESP", "Non-target Response", non_target(seen)),
        Said::NewLesions(true) => ("NEWLIND", "New Lesion Indicator", "Y"),
        Said::NewLesions(false) => ("NEWLIND", "New Lesion Indicator", "N"),
    };
    let is_overall = matches!(said, Said::Overall);
    let has_sum = measured.is_some_and(|measured| measured.target_sum_mm.is_some());
    let [visit, visit_name] = of.visit(at.date);
    to.add(&[
        Cell::Numeral(at.seq),
        match is_overall && has_sum {
            true => tr::link(at.seq),
            false => Cell::Empty,
        },
        Cell::Code(code),
        Cell::Code(name),
        Cell::Code("RECIST 1.1"),
        Cell::Code(result),
        Cell::Code(result),
        match is_overall && measured.is_some() {
            true => Cell::Code("Y"),
            false => Cell::Empty,
        },
        Cell::Code("INVESTIGATOR"),
        visit,
        visit_name,
        of.epoch(when),
        when.cell(),
        of.day(when),
    ]);
}

fn non_target(seen: NonTarget) -> &'static str {
    match seen {
        NonTarget::Complete => "CR",
        NonTarget::Present => "NON-CR/NON-PD",
        NonTarget::Progressive => "PD",
        NonTarget::NotEvaluable => "NE",
    }
}
