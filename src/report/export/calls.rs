//! Calls to the study team, and what they said.

use crate::domain::participant::Participant;
use crate::report::ReportError;
use crate::report::table::{Cell, Columns, Rows};

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

pub(super) fn write(of: &Participant, to: &mut Rows) -> Result<(), ReportError> {
    let history = of.diary.history();
    for call in of.diary.contacts() {
        let Some(live) = history.live(call.seq) else {
            continue;
        };
        let [by, initials] = author(&live.source.by);
        let said = call.contacted.said;
        to.add(&[
            Cell::text(of.subject().as_str()),
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
    Ok(())
}
