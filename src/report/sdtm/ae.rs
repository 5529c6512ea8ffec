//! AE: adverse events as the investigator recorded and graded them. Each grade, and what holds for one drug, is FA.

use std::collections::BTreeMap;

use super::columns::{Column, EPOCH, NOT_KNOWN, NY};
use super::subject::{FREE, Subject, When, cut};
use super::{Domain, Rows};
use crate::domain::ctcae::Grade;
use crate::domain::ids::DrugId;
use crate::domain::site::{ActionTaken, EventCourse, Relation};
use crate::report::table::Cell;

pub(super) const AE: Domain = Domain {
    name: "AE",
    label: "Adverse Events",
    structure: "One record per adverse event of the site record per participant",
    seq: Some("AESEQ"),
    columns: &[
        Column::text("AESPID", 20, "Sponsor-Defined Identifier", "The number of the entry in the site record").key(3),
        Column::text("AELNKID", 20, "Link ID", "`A` and the number of the entry; ties the row to FA"),
        Column::text("AETERM", FREE, "Reported Term for the Adverse Event", "The CTCAE term; for \"Other, specify\" the words"),
        Column::text("AEMODIFY", FREE, "Modified Reported Term", "The CTCAE term, where AETERM is in words"),
        Column::unknown("AELLT", "Lowest Level Term").terms("MedDRA"),
        Column::integer("AELLTCD", "Lowest Level Term Code", NOT_KNOWN).terms("MedDRA"),
        Column::unknown("AEDECOD", "Dictionary-Derived Term").terms("MedDRA"),
        Column::integer("AEPTCD", "Preferred Term Code", NOT_KNOWN).terms("MedDRA"),
        Column::unknown("AEHLT", "High Level Term").terms("MedDRA"),
        Column::integer("AEHLTCD", "High Level Term Code", NOT_KNOWN).terms("MedDRA"),
        Column::unknown("AEHLGT", "High Level Group Term").terms("MedDRA"),
        Column::integer("AEHLGTCD", "High Level Group Term Code", NOT_KNOWN).terms("MedDRA"),
        Column::text("AEBODSYS", FREE, "Body System or Organ Class", "The class under which the term stands in CTCAE 5.0"),
        Column::integer("AEBDSYCD", "Body System or Organ Class Code", NOT_KNOWN).terms("MedDRA"),
        Column::unknown("AESOC", "Primary System Organ Class").terms("MedDRA"),
        Column::integer("AESOCCD", "Primary System Organ Class Code", NOT_KNOWN).terms("MedDRA"),
        Column::text("AESER", 1, "Serious Event", "Whether it is serious, as judged last; which criterion is met is not known here").terms(NY),
        Column::text("AEACN", 16, "Action Taken with Study Treatment", "What was done last; MULTIPLE where it is not the same for all drugs: FA has each").terms("ACN (C66767)"),
        Column::text("AEREL", 11, "Causality", "RELATED, NOT RELATED or UNKNOWN, as judged last; MULTIPLE where it is not the same for all drugs: FA has each"),
        Column::text("AEOUT", 26, "Outcome of Adverse Event", "FATAL for grade 5; NOT RECOVERED/NOT RESOLVED while it goes on; empty where it ended: with or without sequelae is not asked").terms("OUT (C66768)"),
        Column::text("AESDTH", 1, "Results in Death", "Y for grade 5").terms(NY),
        Column::text("AETOXGR", 1, "Standard Toxicity Grade", "The highest grade, by CTCAE of the version that the entry names (5.0); FA has each grade with its date"),
        EPOCH,
        Column::date("AESTDTC", "Start Date/Time of Adverse Event", "`onset`"),
        Column::date("AEENDTC", "End Date/Time of Adverse Event", "When it ended, if it has"),
        Column::integer("AESTDY", "Study Day of Start of Adverse Event", "From AESTDTC and RFSTDTC"),
        Column::integer("AEENDY", "Study Day of End of Adverse Event", "From AEENDTC and RFSTDTC"),
    ],
    write,
};

/// Every adverse event with what has changed about it.
pub(super) fn events<'a>(of: &'a Subject) -> Vec<EventCourse<'a>> {
    let record = of.of.record.as_ref();
    record.map_or_else(Vec::new, |record| record.adverse_events())
}

/// What ties an event to what was found about it.
pub(super) fn link(event: &EventCourse) -> String {
    format!("A{}", event.root.seq)
}

/// An event as the datasets name it.
pub(super) fn term(event: &EventCourse) -> String {
    let adverse = event.event;
    cut(&match adverse.words.is_empty() {
        true => adverse.term.to_string(),
        false => adverse.words.to_string(),
    })
}

/// What was done with a drug, in the standard's terms.
pub(super) fn action(action: ActionTaken) -> &'static str {
    match action {
        ActionTaken::DoseNotChanged => "DOSE NOT CHANGED",
        ActionTaken::DoseReduced => "DOSE REDUCED",
        ActionTaken::DrugInterrupted => "DRUG INTERRUPTED",
        ActionTaken::DrugWithdrawn => "DRUG WITHDRAWN",
        ActionTaken::NotApplicable => "NOT APPLICABLE",
        ActionTaken::Unknown => "UNKNOWN",
    }
}

/// Whether it is related to a drug.
pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Related => "RELATED",
        Relation::NotRelated => "NOT RELATED",
        Relation::NotKnown => "UNKNOWN",
    }
}

fn write(of: &Subject, to: &mut Rows) {
    for event in events(of) {
        to.add(&cells(of, &event));
    }
}

fn cells(of: &Subject, event: &EventCourse) -> Vec<Cell<'static>> {
    let adverse = event.event;
    let ended = event.ended();
    let is_fatal = Grade::ALL.last() == Some(&event.highest());
    let outcome = match (is_fatal, ended) {
        (true, _) => Cell::Code("FATAL"),
        (false, None) => Cell::Code("NOT RECOVERED/NOT RESOLVED"),
        (false, Some(_)) => Cell::Empty,
    };
    let in_words = !adverse.words.is_empty();
    let mut cells = vec![
        Cell::Numeral(event.root.seq),
        Cell::made(link(event)),
        Cell::made(term(event)),
        Cell::or_empty(in_words.then_some(&adverse.term), super::subject::words),
    ];
    cells.extend(vec![Cell::Empty; 8]);
    cells.push(Cell::or_empty(adverse.known_term(), |term| {
        Cell::Code(term.system.en)
    }));
    cells.extend(vec![Cell::Empty; 3]);
    cells.extend([
        Cell::Code(if event.serious() { "Y" } else { "N" }),
        of_all(&event.action(), |taken| action(*taken)),
        of_all(&event.related(), |judged| relation(*judged)),
        outcome,
        Cell::or_empty(is_fatal.then_some("Y"), Cell::Code),
        Cell::shown(event.highest()),
        of.epoch(When::Date(adverse.onset)),
    ]);
    cells.extend(of.span(Some(adverse.onset), ended));
    cells
}

/// What holds for every drug, or that it is not the same.
fn of_all<T>(drugs: &BTreeMap<DrugId, T>, named: impl Fn(&T) -> &'static str) -> Cell<'static> {
    let mut found = drugs.values().map(named);
    match found.next() {
        None => Cell::Empty,
        Some(first) if found.all(|other| other == first) => Cell::Code(first),
        Some(_) => Cell::Code("MULTIPLE"),
    }
}
