//! A slot of the ledger as the study team sees it: how it stands, what was swallowed when, and when that was
//! recorded.

use crate::domain::adherence::{Lateness, LedgerRow, RowStatus};

use super::super::page::Tone;
use super::screen::{Act, Context, Row, Screen};

/// The row of a slot; opens its day.
pub(super) fn row(found: &LedgerRow, context: &Context) -> Row {
    let text = context.text;
    let diary = &context.participant().diary;
    let period = found.period.map_or("", |period| text.period(period));
    let date = text.short_date(found.date);
    let day = found.cycle.zip(found.cycle_day);
    let day = day.map(|(cycle, day)| text.cycle_day_short(cycle, day));
    let label = text.slot_label(
        &date,
        period,
        &day.unwrap_or_default(),
        &text.drug(diary, found.drug),
    );
    let open = Act::open(Screen::Day(context.at, found.date));
    told(Row::act(label, open), found, context)
}

/// The row with what the ledger says about its slot.
pub(super) fn told(row: Row, found: &LedgerRow, context: &Context) -> Row {
    let text = context.text;
    let tone = match found.status {
        RowStatus::Taken | RowStatus::Pending | RowStatus::Held | RowStatus::NotPrescribed => {
            Tone::Quiet
        }
        RowStatus::PartlyTaken | RowStatus::Missed | RowStatus::Vomited | RowStatus::Unrecorded => {
            Tone::Caution
        }
        RowStatus::Extra => Tone::Alarm,
    };
    let row = row.status(tone, text.report_row_status(found.status));
    let mut parts = Vec::new();
    if let Some(units) = found.taken.as_ref().filter(|units| !units.is_none()) {
        let diary = &context.participant().diary;
        parts.push(text.units_counted(diary, found.drug, units));
    }
    if let Some(at) = found.taken_at {
        parts.push(text.swallowed_at(&text.report_stamp(at)));
    }
    if let Some(at) = found.recorded_at {
        parts.push(text.recorded_then(&text.report_stamp(at)));
    }
    let late = found.lateness.filter(|late| *late != Lateness::SameDay);
    let tone = if late.is_some() {
        Tone::Caution
    } else {
        Tone::Plain
    };
    match parts.is_empty() {
        true => row,
        false => row.note(tone, text.clauses(parts)),
    }
}
