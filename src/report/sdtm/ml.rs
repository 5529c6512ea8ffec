//! ML: the ends of meals that the participant recorded. What was eaten, and when it began, nobody asked.

use super::columns::{Column, EPOCH};
use super::subject::{Subject, When};
use super::{Domain, Row};
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
    rows,
};

fn rows(of: &Subject) -> Vec<Row> {
    let meals = of.of.diary.meals().iter();
    meals
        .map(|meal| {
            let when = When::Moment(meal.ended_at);
            vec![
                Cell::shown(meal.seq),
                Cell::Code("MEAL"),
                of.epoch(when),
                when.cell(),
                of.day(when),
                Cell::Code("BEFORE"),
                when.cell(),
            ]
        })
        .collect()
}
