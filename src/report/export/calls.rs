//! Calls to the study team, and what they said.

use crate::domain::participant::Participant;
use crate::report::ReportError;
use crate::report::table::{Cell, Columns};

use super::{author, references};

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "seq",
        "recorded_at",
        "by",
        "initials",
        "spoken_at",
        "said",
        "closes",
        "about",
        "corrected",
    ],
    json_only: &[],
};

pub(super) fn rows(of: &Participant) -> Result<Vec<Vec<Cell>>, ReportError> {
    let history = of.diary.history();
    let mut rows = Vec::new();
    for call in of.diary.contacts() {
        let Some(live) = history.live(call.seq) else {
            continue;
        };
        let [by, initials] = author(&live.source.by);
        let said = call.contacted.said;
        rows.push(vec![
            Cell::text(of.subject()),
            Cell::count(call.seq),
            Cell::Moment(live.recorded_at()),
            by,
            initials,
            Cell::or_empty(call.contacted.spoken_at, Cell::Moment),
            Cell::code(&said)?,
            Cell::Flag(said.closes()),
            references(&call.contacted.about),
            Cell::Flag(live.source.seq != call.seq),
        ]);
    }
    Ok(rows)
}
