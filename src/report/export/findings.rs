//! What the study team should talk about with a participant.

use crate::domain::calendar::Period;
use crate::domain::findings::{self as found, Finding, FoundSlot};
use crate::domain::participant::Participant;
use crate::report::table::{Cell, Columns};
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

pub(super) fn rows(of: &Participant, text: Text) -> Vec<Vec<Cell>> {
    let row = |finding: &Finding| {
        vec![
            Cell::text(of.subject()),
            Cell::Code(finding.kind.code()),
            Cell::Code(finding.kind.urgency().code()),
            Cell::Text(text.finding(of, finding)),
            numbers(&finding.entries),
            list(finding.slots.iter().map(slot)),
            numbers(&finding.record),
            Cell::Flag(finding.is_new),
        ]
    };
    found::findings(of).iter().map(row).collect()
}

/// A slot in a list: `2026-11-04 capecitabine pm`.
fn slot(slot: &FoundSlot) -> String {
    let period = slot.period.map_or("", Period::code);
    format!("{} {} {period}", slot.date, slot.drug)
        .trim_end()
        .to_owned()
}
