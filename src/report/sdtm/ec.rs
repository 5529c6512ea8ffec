//! EC: each planned slot as it was scheduled, and what was recorded of it, in tablets and capsules.
//!
//! A dose that was not taken is a row that says so and why; its amount is never 0.

use super::columns::{Column, EPOCH, NY, UNIT};
use super::subject::{
    FREE, Subject, When, cut, fasting, form, is_intake, link, swallowed, time_point, treatment,
};
use super::{Domain, Rows};
use crate::domain::adherence::{LedgerRow, RowReason, RowStatus};
use crate::domain::entry::MissedReason;
use crate::domain::protocol::Form;
use crate::domain::units::{Milligrams, Units};
use crate::report::table::Cell;

pub(super) const EC: Domain = Domain {
    name: "EC",
    label: "Exposure as Collected",
    structure: "One record per planned slot and strength (SCHEDULED), and per recorded slot or extra intake and strength (PERFORMED), per participant",
    seq: Some("ECSEQ"),
    columns: &[
        Column::text("ECGRPID", 60, "Group ID", "The slot: drug, cycle, cycle day and period; of an extra intake the drug, `E` and its entry. Ties the scheduled to the performed rows").key(4),
        Column::text("ECSPID", 20, "Sponsor-Defined Identifier", "The number of the entry in the diary that says what happened, or of the order that paused the slot"),
        Column::text("ECLNKID", 60, "Link ID", "As ECGRPID; ties the row to EX and FA"),
        Column::text("ECTRT", 31, "Name of Treatment", "The drug's code in the protocol").key(3),
        Column::text("ECMOOD", 9, "Mood", "SCHEDULED for what was prescribed, PERFORMED for what was recorded").key(5).terms("BRDGMOOD (C125923)"),
        Column::text("ECPRESP", 1, "Pre-Specified", "Y where the row is about a planned slot and PERFORMED").terms(NY),
        Column::text("ECOCCUR", 1, "Occurrence", "Y for what was swallowed in whole or in part, also if it was vomited; N for a slot recorded as missed or paused by the study team; empty for scheduled rows and extra intakes. A slot of which nothing is recorded has no performed row").terms(NY),
        Column::text("ECREASOC", FREE, "Reason for Occur Value", "Why it was missed, by the participant; for a paused slot that it was held, and the team's words"),
        Column::float("ECDOSE", "Dose", "How many units of the strength; empty where nothing was swallowed, never 0"),
        Column::text("ECDOSU", 7, "Dose Units", "What one unit of the drug is").terms(UNIT),
        Column::text("ECDOSFRM", 7, "Dose Form", "As ECDOSU").terms("FRM (C66726)"),
        Column::text("ECROUTE", 4, "Route of Administration", "Always ORAL").terms("ROUTE (C66729)"),
        Column::text("ECFAST", 1, "Fasting Status", "For a drug that asks for an empty stomach: whether it was, U where the participant is not sure").terms(NY),
        Column::float("ECPSTRG", "Pharmaceutical Strength", "The strength of the units").key(6),
        Column::text("ECPSTRGU", 2, "Pharmaceutical Strength Units", "Always mg").terms(UNIT),
        EPOCH,
        Column::date("ECSTDTC", "Start Date/Time of Treatment", "When it was swallowed, with the offset of the clock that named it; without a time, and for what was not swallowed, the diary date of the slot. An intake in two parts stands at its first"),
        Column::date("ECENDTC", "End Date/Time of Treatment", "As ECSTDTC"),
        Column::integer("ECSTDY", "Study Day of Start of Treatment", "From ECSTDTC and RFSTDTC"),
        Column::integer("ECENDY", "Study Day of End of Treatment", "From ECENDTC and RFSTDTC"),
        Column::text("ECTPT", 10, "Planned Time Point Name", "The period of the slot"),
        Column::integer("ECTPTNUM", "Planned Time Point Number", "1 once a day, 2 in the morning, 3 in the evening"),
    ],
    write,
};

/// A slot or an extra intake, and what all of its rows say.
struct Slot<'a> {
    row: &'a LedgerRow,
    link: String,
    treatment: String,
    /// What one unit of the drug is.
    unit: Option<Form>,
}

/// What the rows of a slot differ in.
struct Kind<'a> {
    mood: &'static str,
    occurred: Option<bool>,
    reason: Cell<'static>,
    seq: Option<u64>,
    units: Option<&'a Units>,
    fasting: Cell<'static>,
    when: When,
}

fn write(of: &Subject, to: &mut Rows) {
    for row in &of.of.adherence.ledger {
        let slot = Slot {
            row,
            link: link(row),
            treatment: treatment(row.drug),
            unit: of.drug(row.drug, row.date).map(|(form, _)| form),
        };
        scheduled(of, &slot, to);
        performed(of, &slot, to);
    }
}

fn scheduled(of: &Subject, slot: &Slot, to: &mut Rows) {
    let row = slot.row;
    let units = row.prescribed.as_ref().filter(|units| !units.is_none());
    if units.is_some() {
        let kind = Kind {
            mood: "SCHEDULED",
            occurred: None,
            reason: Cell::Empty,
            seq: None,
            units,
            fasting: Cell::Empty,
            when: When::Date(row.date),
        };
        add(of, slot, &kind, to);
    }
}

fn performed(of: &Subject, slot: &Slot, to: &mut Rows) {
    let row = slot.row;
    let occurred = match row.status {
        RowStatus::Taken | RowStatus::PartlyTaken | RowStatus::Vomited => Some(true),
        RowStatus::Missed | RowStatus::Held => Some(false),
        RowStatus::Extra => None,
        // Nothing is recorded of them, or nothing was asked for.
        RowStatus::Unrecorded | RowStatus::Pending | RowStatus::NotPrescribed => return,
    };
    let was_swallowed = is_intake(row);
    let kind = Kind {
        mood: "PERFORMED",
        occurred,
        reason: reason(row),
        seq: row.seq,
        units: row.taken.as_ref().filter(|_| was_swallowed),
        fasting: fasting(of, row),
        when: match was_swallowed {
            true => swallowed(row),
            false => When::Date(row.date),
        },
    };
    add(of, slot, &kind, to);
}

/// One row for each strength; one without an amount where nothing was swallowed.
fn add(of: &Subject, slot: &Slot, kind: &Kind, to: &mut Rows) {
    match kind.units {
        Some(units) => units
            .iter()
            .for_each(|unit| add_one(of, slot, kind, Some(unit), to)),
        None => add_one(of, slot, kind, None, to),
    }
}

fn add_one(of: &Subject, slot: &Slot, kind: &Kind, unit: Option<(Milligrams, u16)>, to: &mut Rows) {
    let answered = |yes: bool| Cell::Code(if yes { "Y" } else { "N" });
    let [start, end, start_day, end_day] = of.start_and_end(kind.when);
    let [time_point, time_point_number] = time_point(slot.row.period);
    to.add(&[
        Cell::text(&slot.link),
        Cell::or_empty(kind.seq, Cell::Numeral),
        Cell::text(&slot.link),
        Cell::text(&slot.treatment),
        Cell::Code(kind.mood),
        Cell::or_empty(kind.occurred, |_| Cell::Code("Y")),
        Cell::or_empty(kind.occurred, answered),
        kind.reason.clone(),
        Cell::or_empty(unit, |(_, count)| Cell::count(count)),
        Cell::or_empty(unit.and(slot.unit), form),
        Cell::or_empty(slot.unit, form),
        Cell::Code("ORAL"),
        kind.fasting.clone(),
        Cell::or_empty(unit, |(strength, _)| Cell::Mg(strength)),
        Cell::or_empty(unit, |_| Cell::Code("mg")),
        of.epoch(kind.when),
        start,
        end,
        start_day,
        end_day,
        time_point,
        time_point_number,
    ]);
}

/// Why a slot was not taken.
fn reason(row: &LedgerRow) -> Cell<'static> {
    let held = |words: &str| {
        let told = match row.unconfirmed {
            true => "HELD AS THE SUBJECT WAS TOLD, NOT CONFIRMED",
            false => "HELD BY THE STUDY TEAM",
        };
        match words.is_empty() {
            true => Cell::Code(told),
            false => Cell::shown(cut(&format!("{told}: {words}"))),
        }
    };
    match (&row.reason, row.status) {
        (Some(RowReason::Missed(reason)), _) => Cell::Code(missed(*reason)),
        (Some(RowReason::Held(words)), _) => held(&words.to_string()),
        (None, RowStatus::Held) => held(""),
        (
            None,
            RowStatus::Taken
            | RowStatus::PartlyTaken
            | RowStatus::Missed
            | RowStatus::Vomited
            | RowStatus::Unrecorded
            | RowStatus::Pending
            | RowStatus::NotPrescribed
            | RowStatus::Extra,
        ) => Cell::Empty,
    }
}

fn missed(reason: MissedReason) -> &'static str {
    match reason {
        MissedReason::Forgot => "FORGOT",
        MissedReason::FeltUnwell => "FELT UNWELL",
        MissedReason::ToldToPause => "TOLD TO PAUSE",
        MissedReason::VomitedBefore => "HAD VOMITED BEFORE",
        MissedReason::CouldNotEat => "COULD NOT EAT",
        MissedReason::RanOut => "HAD NO MORE",
        MissedReason::Other => "OTHER",
    }
}
