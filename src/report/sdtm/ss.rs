//! SS: whether the participant was alive, each time that the site recorded it.

use super::columns::{Column, EPOCH};
use super::subject::{Subject, When};
use super::{Domain, Row};
use crate::domain::calendar::DiaryDate;
use crate::domain::site::SiteEvent;
use crate::report::table::Cell;

pub(super) const SS: Domain = Domain {
    name: "SS",
    label: "Subject Status",
    structure: "One record per time that life or death was recorded per participant",
    seq: Some("SSSEQ"),
    columns: &[
        Column::text(
            "SSSPID",
            20,
            "Sponsor-Defined Identifier",
            "The number of the entry in the site record",
        )
        .key(3),
        Column::text("SSTESTCD", 8, "Status Short Name", "Always SURVSTAT")
            .terms("SSTESTCD (C124305)"),
        Column::text("SSTEST", 40, "Status Name", "Always Survival Status")
            .terms("SSTEST (C124306)"),
        Column::text(
            "SSORRES",
            5,
            "Result or Finding Original Result",
            "ALIVE for `last_alive`, DEAD for `died`",
        ),
        Column::text(
            "SSSTRESC",
            5,
            "Character Result/Finding in Std Format",
            "As SSORRES",
        )
        .terms("SURVSTAT (C124304)"),
        Column::integer(
            "VISITNUM",
            "Visit Number",
            "The visit of the same date, if the site has recorded one",
        ),
        Column::text("VISIT", 20, "Visit Name", "As VISITNUM"),
        EPOCH,
        Column::date(
            "SSDTC",
            "Date/Time of Assessment",
            "The date of the entry's content",
        ),
        Column::integer("SSDY", "Study Day of Assessment", "From SSDTC and RFSTDTC"),
    ],
    rows,
};

fn rows(of: &Subject) -> Vec<Row> {
    let live = of
        .of
        .record
        .iter()
        .flat_map(|record| record.history().live_entries());
    live.filter_map(|live| match live.event {
        SiteEvent::LastAlive(seen) => Some(cells(of, live.root.seq, "ALIVE", seen.date)),
        SiteEvent::Died(died) => Some(cells(of, live.root.seq, "DEAD", died.date)),
        // Everything else says nothing of it.
        _ => None,
    })
    .collect()
}

fn cells(of: &Subject, seq: u64, status: &'static str, date: DiaryDate) -> Row {
    let when = When::Date(date);
    let mut cells = vec![
        Cell::shown(seq),
        Cell::Code("SURVSTAT"),
        Cell::Code("Survival Status"),
        Cell::Code(status),
        Cell::Code(status),
    ];
    cells.extend(of.visit(date));
    cells.extend([of.epoch(when), when.cell(), of.day(when)]);
    cells
}
