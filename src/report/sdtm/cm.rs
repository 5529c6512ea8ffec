//! CM: other medicines, as the participant and the site recorded them.

use super::columns::{Column, EPOCH};
use super::subject::{FREE, Subject, When, words};
use super::{Domain, Row};
use crate::domain::entry::{Event, Medicine};
use crate::domain::site::SiteEvent;
use crate::report::table::Cell;

pub(super) const CM: Domain = Domain {
    name: "CM",
    label: "Concomitant/Prior Medications",
    structure: "One record per entry about another medicine per participant",
    seq: Some("CMSEQ"),
    columns: &[
        Column::text(
            "CMSPID",
            28,
            "Sponsor-Defined Identifier",
            "`DIARY` or `SITE`, and the number of the entry there",
        )
        .key(3),
        Column::text(
            "CMTRT",
            FREE,
            "Reported Name of Drug, Med, or Therapy",
            "The name as it was written; it is not coded",
        ),
        EPOCH,
        Column::date(
            "CMSTDTC",
            "Start Date/Time of Medication",
            "`from`, if known",
        ),
        Column::date(
            "CMENDTC",
            "End Date/Time of Medication",
            "`to`, if known: whether it goes on is not asked",
        ),
        Column::integer(
            "CMSTDY",
            "Study Day of Start of Medication",
            "From CMSTDTC and RFSTDTC",
        ),
        Column::integer(
            "CMENDY",
            "Study Day of End of Medication",
            "From CMENDTC and RFSTDTC",
        ),
    ],
    rows,
};

fn rows(of: &Subject) -> Vec<Row> {
    let mut rows = Vec::new();
    for live in of.of.diary.history().live_entries() {
        if let Event::Medicine(medicine) = live.event {
            rows.push(cells(of, format!("DIARY {}", live.root.seq), medicine));
        }
    }
    let record = of.of.record.iter();
    for live in record.flat_map(|record| record.history().live_entries()) {
        if let SiteEvent::Medicine(medicine) = live.event {
            rows.push(cells(of, format!("SITE {}", live.root.seq), medicine));
        }
    }
    rows
}

fn cells(of: &Subject, entry: String, medicine: &Medicine) -> Row {
    let mut cells = vec![
        Cell::Text(entry),
        words(&medicine.name),
        Cell::or_empty(medicine.from, |from| of.epoch(When::Date(from))),
    ];
    cells.extend(of.span(medicine.from, medicine.to));
    cells
}
