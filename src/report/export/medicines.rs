//! Other medicines, as the patient and the site recorded them.

use crate::domain::entry::{Content, Event, Medicine};
use crate::domain::history::Live;
use crate::domain::participant::Participant;
use crate::domain::site::SiteEvent;
use crate::report::table::{Cell, Columns, Rows};

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

pub(super) fn write(of: &Participant, to: &mut Rows) {
    for live in of.diary.history().live_entries() {
        if let Event::Medicine(medicine) = live.event {
            to.add(&row(of, "diary", &live, medicine));
        }
    }
    let records = of.record.iter();
    for live in records.flat_map(|record| record.history().live_entries()) {
        if let SiteEvent::Medicine(medicine) = live.event {
            to.add(&row(of, "site", &live, medicine));
        }
    }
}

fn row<'a, E: Content>(
    of: &'a Participant,
    journal: &'static str,
    live: &Live<'a, E>,
    medicine: &'a Medicine,
) -> [Cell<'a>; COLUMNS.both.len()] {
    let [by, initials] = author(&live.source.by);
    [
        Cell::text(of.subject().as_str()),
        Cell::Code(journal),
        Cell::count(live.root.seq),
        Cell::Text(medicine.name.shown()),
        Cell::or_empty(medicine.from, Cell::Date),
        Cell::or_empty(medicine.to, Cell::Date),
        Cell::Moment(live.recorded_at()),
        by,
        initials,
        Cell::Flag(live.is_corrected()),
    ]
}
