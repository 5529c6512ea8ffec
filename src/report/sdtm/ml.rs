//! ML: the ends of meals that the participant recorded. What was eaten, and when it began, nobody asked.

use super::columns::{Column, EPOCH};
use super::subject::{Subject, When};
use super::{Domain, Rows};
use crate::report::table::Cell;

pub(super) const ML: Domain = Domain {
    name: "ML",
    label: "Meal Data",
    structure: "One record per recorded end of a meal per participant",
    seq: Some("MLSEQ"),
    columns: &[
        Column::text(
            "MLSPID",
            20,
            "Sponsor-Defined Identifier",
            "The number of the entry in the diary",
        )
        .key(3),
        Column::text(
            "MLTRT",
            4,
            "Name of Meal",
            "Always MEAL: which one is not asked",
        ),
        EPOCH,
        Column::date(
            "MLENDTC",
            "End Date/Time of Meal",
            "`ended_at` of the entry",
        ),
        Column::integer(
            "MLENDY",
            "Study Day of End of Meal",
            "From MLENDTC and RFSTDTC",
        ),
        Column::text(
            "MLSTRTPT",
            6,
            "Start Relative to Reference Time Point",
            "Always BEFORE: when the meal began is not asked",
        )
        .terms("STENRF (C66728)"),
        Column::date("MLSTTPT", "Start Reference Time Point", "As MLENDTC"),
    ],
    write,
};

fn write(of: &Subject, to: &mut Rows) {
    for meal in of.of.diary.meals() {
        let when = When::Moment(meal.ended_at);
        to.add(&[
            Cell::Numeral(meal.seq),
            Cell::Code("MEAL"),
            of.epoch(when),
            when.cell(),
            of.day(when),
            Cell::Code("BEFORE"),
            when.cell(),
        ]);
    }
}
