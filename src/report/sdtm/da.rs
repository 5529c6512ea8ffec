//! DA: what was handed out, counted and lost.

use super::columns::{Column, EPOCH, UNIT};
use super::subject::{FREE, Subject, When, form, treatment, words};
use super::{Domain, Rows};
use crate::domain::calendar::DiaryDate;
use crate::domain::history::Live;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::SiteEvent;
use crate::domain::units::Milligrams;
use crate::report::table::Cell;

pub(super) const DA: Domain = Domain {
    name: "DA",
    label: "Product Accountability",
    structure: "One record per time that units of a strength and lot were handed out, counted or lost, per participant",
    seq: Some("DASEQ"),
    columns: &[
        Column::text("DAREFID", FREE, "Reference ID", "The lot, as on the pack"),
        Column::text("DASPID", 20, "Sponsor-Defined Identifier", "The number of the entry in the site record").key(3),
        Column::text("DATESTCD", 8, "Short Name of Accountability Assessment", "DISPAMT for `dispensed`; for `returned`, RETAMT where the site kept the units and REMAMT where they went home again; LOSTAMT for `lost`").terms("DATESTCD (C78732)"),
        Column::text("DATEST", 40, "Name of Accountability Assessment", "As DATESTCD").terms("DATEST (C78731)"),
        Column::text("DACAT", 20, "Category", "Always STUDY MEDICATION"),
        Column::text("DASCAT", 60, "Subcategory", "The drug and the strength"),
        Column::text("DAORRES", 10, "Result or Finding in Original Units", "The number of units; 0 is a count too"),
        Column::text("DAORRESU", 7, "Original Units", "What one unit of the drug is").terms(UNIT),
        Column::text("DASTRESC", 10, "Result or Finding in Standard Format", "As DAORRES"),
        Column::integer("DASTRESN", "Numeric Result/Finding in Standard Units", "As DAORRES"),
        Column::text("DASTRESU", 7, "Standard Units", "As DAORRESU").terms(UNIT),
        Column::integer("VISITNUM", "Visit Number", "The visit of the same date, if the site has recorded one"),
        Column::text("VISIT", 20, "Visit Name", "As VISITNUM"),
        EPOCH,
        Column::date("DADTC", "Date/Time of Collection", "The date of the entry's content"),
        Column::integer("DADY", "Study Day of Visit/Collection/Exam", "From DADTC and RFSTDTC"),
    ],
    write,
};

/// What the kinds of entries have in common.
struct Supply<'a> {
    test: [&'static str; 2],
    drug: DrugId,
    strength: Milligrams,
    lot: &'a PlainText,
    count: u32,
    date: DiaryDate,
}

fn supply(event: &SiteEvent) -> Option<Supply<'_>> {
    Some(match event {
        SiteEvent::Dispensed(d) => Supply {
            test: ["DISPAMT", "Dispensed Amount"],
            drug: d.drug,
            strength: d.strength_mg,
            lot: &d.lot,
            count: d.count,
            date: d.date,
        },
        SiteEvent::Returned(r) => Supply {
            test: match r.kept {
                true => ["RETAMT", "Returned Amount"],
                false => ["REMAMT", "Remaining Amount"],
            },
            drug: r.drug,
            strength: r.strength_mg,
            lot: &r.lot,
            count: r.count,
            date: r.date,
        },
        SiteEvent::Lost(l) => Supply {
            test: ["LOSTAMT", "Lost Amount"],
            drug: l.drug,
            strength: l.strength_mg,
            lot: &l.lot,
            count: l.count,
            date: l.date,
        },
        // Everything else is about no units.
        _ => return None,
    })
}

fn write(of: &Subject, to: &mut Rows) {
    let records = of.of.record.iter();
    for live in records.flat_map(|record| record.history().live_entries()) {
        if let Some(supply) = supply(live.event) {
            add(of, &live, &supply, to);
        }
    }
}

fn add(of: &Subject, live: &Live<SiteEvent>, supply: &Supply, to: &mut Rows) {
    let when = When::Date(supply.date);
    let unit = of.drug(supply.drug, supply.date).map(|(form, _)| form);
    let [visit, visit_name] = of.visit(supply.date);
    let count = u64::from(supply.count);
    to.add(&[
        words(supply.lot),
        Cell::Numeral(live.root.seq),
        Cell::Code(supply.test[0]),
        Cell::Code(supply.test[1]),
        Cell::Code("STUDY MEDICATION"),
        Cell::made(format!("{} {} mg", treatment(supply.drug), supply.strength)),
        Cell::Numeral(count),
        Cell::or_empty(unit, form),
        Cell::Numeral(count),
        Cell::Count(count),
        Cell::or_empty(unit, form),
        visit,
        visit_name,
        of.epoch(when),
        when.cell(),
        of.day(when),
    ]);
}
