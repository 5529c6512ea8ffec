//! What the study team should talk about with a participant.

use crate::domain::calendar::Period;
use crate::domain::findings::{self as found, FoundSlot};
use crate::domain::participant::Participant;
use crate::report::table::{Cell, Columns, Rows};
use crate::text::Text;

use super::{list, numbers};

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "code",
        "urgency",
        "words",
        "entries",
        "slots",
        "site_entries",
        "is_new",
    ],
    json_only: &[],
};

pub(super) fn write(of: &Participant, text: Text, to: &mut Rows) {
    for finding in &found::findings(of) {
        to.add(&[
            Cell::text(of.subject().as_str()),
            Cell::Code(finding.kind.code()),
            Cell::Code(finding.kind.urgency().code()),
            Cell::made(text.finding(of, finding)),
            numbers(&finding.entries),
            list(finding.slots.iter().map(slot)),
            numbers(&finding.record),
            Cell::Flag(finding.is_new),
        ]);
    }
}

/// A slot in a list: `2026-11-04 capecitabine pm`.
fn slot(slot: &FoundSlot) -> String {
    let period = slot.period.map_or("", Period::code);
    format!("{} {} {period}", slot.date, slot.drug)
        .trim_end()
        .to_owned()
}
