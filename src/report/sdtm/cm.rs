//! CM: other medicines, as the participant and the site recorded them, and other therapies against the cancer.

use super::columns::{Column, EPOCH};
use super::subject::{FREE, Subject, When, words};
use super::{Domain, Rows};
use crate::domain::calendar::DiaryDate;
use crate::domain::entry::{Event, Medicine};
use crate::domain::plain_text::PlainText;
use crate::domain::site::SiteEvent;
use crate::report::table::Cell;

pub(super) const CM: Domain = Domain {
    name: "CM",
    label: "Concomitant/Prior Medications",
    structure: "One record per entry about another medicine or therapy per participant",
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
        Column::text(
            "CMCAT",
            40,
            "Category for Medication",
            "SUBSEQUENT ANTI-CANCER THERAPY for `new_therapy` of the site record, else CONCOMITANT MEDICATION",
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
    write,
};

fn write(of: &Subject, to: &mut Rows) {
    for live in of.of.diary.history().live_entries() {
        if let Event::Medicine(medicine) = live.event {
            to.add(&cells(of, format!("DIARY {}", live.root.seq), medicine));
        }
    }
    let record = of.of.record.iter();
    for live in record.flat_map(|record| record.history().live_entries()) {
        let entry = format!("SITE {}", live.root.seq);
        match live.event {
            SiteEvent::Medicine(medicine) => to.add(&cells(of, entry, medicine)),
            SiteEvent::NewTherapy(therapy) => {
                let (name, from) = (&therapy.name, Some(therapy.date));
                let category = "SUBSEQUENT ANTI-CANCER THERAPY";
                to.add(&row(of, entry, name, category, from, None));
            }
            // Everything else is no medicine.
            _ => {}
        }
    }
}

fn cells(of: &Subject, entry: String, medicine: &Medicine) -> Vec<Cell<'static>> {
    let Medicine { name, from, to } = medicine;
    row(of, entry, name, "CONCOMITANT MEDICATION", *from, *to)
}

fn row(
    of: &Subject,
    entry: String,
    name: &PlainText,
    category: &'static str,
    from: Option<DiaryDate>,
    to: Option<DiaryDate>,
) -> Vec<Cell<'static>> {
    let mut cells = vec![
        Cell::made(entry),
        words(name),
        Cell::Code(category),
        Cell::or_empty(from, |from| of.epoch(When::Date(from))),
    ];
    cells.extend(of.span(from, to));
    cells
}
