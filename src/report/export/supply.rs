//! What was handed out, counted and lost, by strength and lot, as it counts now.

use crate::domain::participant::Participant;
use crate::domain::site::SiteEvent;
use crate::report::table::{Cell, Columns, Rows};

use super::{author, place};

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "seq",
        "kind",
        "drug",
        "strength_mg",
        "lot",
        "count",
        "date",
        "after_date",
        "after_period",
        "kept",
        "reason",
        "recorded_at",
        "by",
        "initials",
        "corrected",
    ],
    json_only: &[],
};

pub(super) fn write(of: &Participant, to: &mut Rows) {
    let records = of.record.iter();
    for live in records.flat_map(|record| record.history().live_entries()) {
        let (drug, strength, lot, count, date) = match live.event {
            SiteEvent::Dispensed(d) => (d.drug, d.strength_mg, &d.lot, d.count, d.date),
            SiteEvent::Returned(r) => (r.drug, r.strength_mg, &r.lot, r.count, r.date),
            SiteEvent::Lost(l) => (l.drug, l.strength_mg, &l.lot, l.count, l.date),
            // Everything else is about no tablets.
            _ => continue,
        };
        let (mut after, mut kept, mut reason) = (None, Cell::Empty, Cell::Empty);
        if let SiteEvent::Returned(returned) = live.event {
            after = Some(returned.after);
            kept = Cell::Flag(returned.kept);
        }
        if let SiteEvent::Lost(lost) = live.event {
            reason = Cell::words(&lost.reason);
        }
        let [after_date, after_period] = place(after);
        let [by, initials] = author(&live.source.by);
        to.add(&[
            Cell::text(of.subject().as_str()),
            Cell::count(live.root.seq),
            Cell::text(live.event.kind()),
            Cell::text(drug.as_str()),
            Cell::Mg(strength),
            Cell::Text(lot.shown()),
            Cell::count(count),
            Cell::Date(date),
            after_date,
            after_period,
            kept,
            reason,
            Cell::Moment(live.recorded_at()),
            by,
            initials,
            Cell::Flag(live.is_corrected()),
        ]);
    }
}
