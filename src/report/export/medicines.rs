//! Other medicines, as the patient and the site recorded them.

use crate::domain::entry::{Content, Event, Medicine};
use crate::domain::history::Live;
use crate::domain::participant::Participant;
use crate::domain::site::SiteEvent;
use crate::report::table::{Cell, Columns};

use super::author;

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "journal",
        "seq",
        "name",
        "from",
        "to",
        "recorded_at",
        "by",
        "initials",
        "corrected",
    ],
    json_only: &[],
};

pub(super) fn rows(of: &Participant) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for live in of.diary.history().live_entries() {
        if let Event::Medicine(medicine) = live.event {
            rows.push(row(of, "diary", &live, medicine));
        }
    }
    let records = of.record.iter();
    for live in records.flat_map(|record| record.history().live_entries()) {
        if let SiteEvent::Medicine(medicine) = live.event {
            rows.push(row(of, "site", &live, medicine));
        }
    }
    rows
}

fn row<E: Content>(
    of: &Participant,
    journal: &str,
    live: &Live<E>,
    medicine: &Medicine,
) -> Vec<Cell> {
    let [by, initials] = author(&live.source.by);
    vec![
        Cell::text(of.subject()),
        Cell::text(journal),
        Cell::count(live.root.seq),
        Cell::text(&medicine.name),
        Cell::or_empty(medicine.from, Cell::Date),
        Cell::or_empty(medicine.to, Cell::Date),
        Cell::Moment(live.recorded_at()),
        by,
        initials,
        Cell::Flag(live.is_corrected()),
    ]
}
