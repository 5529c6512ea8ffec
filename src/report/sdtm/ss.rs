//! SS: whether the participant was alive, each time that the site recorded it.

use super::columns::{Column, EPOCH};
use super::subject::{Subject, When};
use super::{Domain, Rows};
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
    write,
};

fn write(of: &Subject, to: &mut Rows) {
    let records = of.of.record.iter();
    for live in records.flat_map(|record| record.history().live_entries()) {
        match live.event {
            SiteEvent::LastAlive(seen) => add(of, live.root.seq, "ALIVE", seen.date, to),
            SiteEvent::Died(died) => add(of, live.root.seq, "DEAD", died.date, to),
            // Everything else says nothing of it.
            _ => {}
        }
    }
}

fn add(of: &Subject, seq: u64, status: &'static str, date: DiaryDate, to: &mut Rows) {
    let when = When::Date(date);
    let [visit, visit_name] = of.visit(date);
    to.add(&[
        Cell::Numeral(seq),
        Cell::Code("SURVSTAT"),
        Cell::Code("Survival Status"),
        Cell::Code(status),
        Cell::Code(status),
        visit,
        visit_name,
        of.epoch(when),
        when.cell(),
        of.day(when),
    ]);
}
