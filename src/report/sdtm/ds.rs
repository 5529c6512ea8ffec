//! DS: the end of each drug, with the study's reason.

use super::columns::Column;
use super::subject::{Subject, When, treatment};
use super::{Domain, Rows};
use crate::domain::adherence::{DrugAdherence, Ended};
use crate::domain::calendar::DiaryDate;
use crate::domain::protocol::EndReason;
use crate::report::table::Cell;

pub(super) const DS: Domain = Domain {
    name: "DS",
    label: "Disposition",
    structure: "One record per drug that was stopped, and one for death, per participant",
    seq: Some("DSSEQ"),
    columns: &[
        Column::text("DSSPID", 20, "Sponsor-Defined Identifier", "The number of the order's entry in the diary; none for a death"),
        Column::text("DSTERM", 200, "Reported Term for the Disposition Event", "The drug and the reason of `stopped`, or DEATH; it says so where the participant was told to stop and nobody of the staff has confirmed it").key(3),
        Column::text("DSDECOD", 40, "Standardized Disposition Term", "The reason: progression is PROGRESSIVE DISEASE, an adverse event ADVERSE EVENT, the participant's wish WITHDRAWAL BY SUBJECT, the investigator's decision PHYSICIAN DECISION, none recorded OTHER; DEATH for `died` in the site record").terms("NCOMPLT (C66727)"),
        Column::text("DSCAT", 40, "Category for Disposition Event", "Always DISPOSITION EVENT").terms("DSCAT (C74558)"),
        Column::text("DSSCAT", 40, "Subcategory for Disposition Event", "The drug, as a study of several treatments names each; STUDY PARTICIPATION for a death. No other end of participation is known here").terms("DSSCAT (C170443), extended"),
        Column::text("EPOCH", 9, "Epoch", "TREATMENT for the end of a drug; for a death, as in the other datasets").terms("EPOCH (C99079)"),
        Column::date("DSSTDTC", "Start Date/Time of Disposition Event", "The date of the first slot that is no longer planned, or of the death").key(4),
        Column::integer("DSSTDY", "Study Day of Start of Disposition Event", "From DSSTDTC and RFSTDTC"),
    ],
    write,
};

fn write(of: &Subject, to: &mut Rows) {
    for drug in &of.of.adherence.drugs {
        if let Some(ended) = drug.all.ended {
            stop(of, drug, ended, to);
        }
    }
    if let Some(died) = of.course.died {
        death(of, died, to);
    }
}

fn death(of: &Subject, died: DiaryDate, to: &mut Rows) {
    let when = When::Date(died);
    to.add(&[
        Cell::Empty,
        Cell::Code("DEATH"),
        Cell::Code("DEATH"),
        Cell::Code("DISPOSITION EVENT"),
        Cell::Code("STUDY PARTICIPATION"),
        of.epoch(when),
        when.cell(),
        of.day(when),
    ]);
}

fn stop(of: &Subject, drug: &DrugAdherence, ended: Ended, to: &mut Rows) {
    let (reason, decoded) = match ended.reason {
        Some(EndReason::Progression) => ("DISEASE PROGRESSION", "PROGRESSIVE DISEASE"),
        Some(EndReason::AdverseEvent) => ("INTOLERABLE ADVERSE EVENT", "ADVERSE EVENT"),
        Some(EndReason::Withdrawal) => ("WITHDRAWAL BY SUBJECT", "WITHDRAWAL BY SUBJECT"),
        Some(EndReason::Investigator) => ("INVESTIGATOR DECISION", "PHYSICIAN DECISION"),
        None => ("REASON NOT RECORDED", "OTHER"),
    };
    let told = match ended.order.unconfirmed {
        true => " (AS THE SUBJECT WAS TOLD, NOT CONFIRMED)",
        false => "",
    };
    let when = When::Date(ended.order.from.date);
    let treatment = treatment(drug.drug);
    to.add(&[
        Cell::Numeral(ended.order.seq),
        Cell::made(format!("{treatment} STOPPED: {reason}{told}")),
        Cell::Code(decoded),
        Cell::Code("DISPOSITION EVENT"),
        Cell::text(&treatment),
        Cell::Code("TREATMENT"),
        when.cell(),
        of.day(when),
    ]);
}
