//! EX: each intake in mg, as the protocol counts it.

use super::columns::{Column, EPOCH, NY, UNIT};
use super::subject::{Subject, fasting, form, is_intake, link, swallowed, time_point, treatment};
use super::{Domain, Rows};
use crate::domain::adherence::LedgerRow;
use crate::report::table::Cell;

pub(super) const EX: Domain = Domain {
    name: "EX",
    label: "Exposure",
    structure: "One record per intake per participant: a slot that was taken in whole or in part, or an extra intake",
    seq: Some("EXSEQ"),
    columns: &[
        Column::text(
            "EXSPID",
            20,
            "Sponsor-Defined Identifier",
            "The number of the entry in the diary",
        ),
        Column::text("EXLNKID", 60, "Link ID", "As ECLNKID").key(4),
        Column::text(
            "EXTRT",
            31,
            "Name of Treatment",
            "The drug's code in the protocol",
        )
        .key(3),
        Column::float(
            "EXDOSE",
            "Dose",
            "The mg swallowed: units times strengths, both parts of an intake in two parts; never 0",
        ),
        Column::text("EXDOSU", 2, "Dose Units", "Always mg").terms(UNIT),
        Column::text("EXDOSFRM", 7, "Dose Form", "What one unit of the drug is")
            .terms("FRM (C66726)"),
        Column::text(
            "EXDOSFRQ",
            4,
            "Dosing Frequency per Interval",
            "Always ONCE: each intake is a row",
        )
        .terms("FREQ (C71113)"),
        Column::text("EXROUTE", 4, "Route of Administration", "Always ORAL")
            .terms("ROUTE (C66729)"),
        Column::text("EXFAST", 1, "Fasting Status", "As ECFAST").terms(NY),
        EPOCH,
        Column::date("EXSTDTC", "Start Date/Time of Treatment", "As ECSTDTC"),
        Column::date("EXENDTC", "End Date/Time of Treatment", "As EXSTDTC"),
        Column::integer(
            "EXSTDY",
            "Study Day of Start of Treatment",
            "From EXSTDTC and RFSTDTC",
        ),
        Column::integer(
            "EXENDY",
            "Study Day of End of Treatment",
            "From EXENDTC and RFSTDTC",
        ),
        Column::text(
            "EXTPT",
            10,
            "Planned Time Point Name",
            "The period of the slot",
        ),
        Column::integer("EXTPTNUM", "Planned Time Point Number", "As ECTPTNUM"),
    ],
    write,
};

fn write(of: &Subject, to: &mut Rows) {
    for row in of.of.adherence.ledger.iter().filter(|row| is_intake(row)) {
        add(of, row, to);
    }
}

fn add(of: &Subject, row: &LedgerRow, to: &mut Rows) {
    let when = swallowed(row);
    let unit_form = of.drug(row.drug, row.date).map(|(form, _)| form);
    let [start, end, start_day, end_day] = of.start_and_end(when);
    let [time_point, time_point_number] = time_point(row.period);
    to.add(&[
        Cell::or_empty(row.seq, Cell::Numeral),
        Cell::made(link(row)),
        Cell::made(treatment(row.drug)),
        Cell::Mg(row.mg_taken()),
        Cell::Code("mg"),
        Cell::or_empty(unit_form, form),
        Cell::Code("ONCE"),
        Cell::Code("ORAL"),
        fasting(of, row),
        of.epoch(when),
        start,
        end,
        start_day,
        end_day,
        time_point,
        time_point_number,
    ]);
}
