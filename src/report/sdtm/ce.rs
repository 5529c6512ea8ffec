//! CE: symptoms as the participant reported them. They are never graded here: graded adverse events are AE.

use super::columns::{Column, EPOCH, NY};
use super::subject::{FREE, Subject, When, cut};
use super::{Domain, Rows};
use crate::domain::diary::SymptomRecord;
use crate::domain::entry::{Entry, Severity, Symptom, Tier};
use crate::domain::symptoms::Term;
use crate::report::table::Cell;

pub(super) const CE: Domain = Domain {
    name: "CE",
    label: "Clinical Events",
    structure: "One record per report of a symptom per participant",
    seq: Some("CESEQ"),
    columns: &[
        Column::text("CESPID", 20, "Sponsor-Defined Identifier", "The number of the entry in the diary").key(3),
        Column::text("CELNKID", 20, "Link ID", "`S` and the number of the entry; ties the row to the answers in FA"),
        Column::text("CETERM", FREE, "Reported Term for the Clinical Event", "The symptom that the participant chose: the project's own words, no coded term"),
        Column::text("CECAT", 40, "Category for the Clinical Event", "Always SYMPTOM REPORTED BY THE SUBJECT"),
        Column::text("CEPRESP", 1, "Clinical Event Pre-specified", "Y for a symptom of the diary's list; empty for OTHER").terms(NY),
        Column::text("CEOCCUR", 1, "Clinical Event Occurrence", "Where CEPRESP is Y: N if its severity was given as none and no answer asks for a call, else Y").terms(NY),
        Column::text("CESEV", 8, "Severity/Intensity", "Mild, moderate or severe in the participant's judgement; it is no CTCAE grade").terms("SEVRS (C165643)"),
        EPOCH,
        Column::date("CEDTC", "Date/Time of Event Collection", "When it was recorded"),
        Column::date("CESTDTC", "Start Date/Time of Clinical Event", "`noticed_on`, if known"),
        Column::date("CEENDTC", "End Date/Time of Clinical Event", "`ended_on`, if it had ended"),
        Column::integer("CEDY", "Study Day of Event Collection", "From CEDTC and RFSTDTC"),
        Column::integer("CESTDY", "Study Day of Start of Event", "From CESTDTC and RFSTDTC"),
        Column::integer("CEENDY", "Study Day of End of Event", "From CEENDTC and RFSTDTC"),
    ],
    write,
};

/// The reports that count, with the entries that stand for them.
pub(super) fn reports<'a>(
    of: &'a Subject,
) -> impl Iterator<Item = (&'a SymptomRecord, &'a Entry, &'a Symptom)> {
    let diary = &of.of.diary;
    let reports = diary.symptoms().iter();
    reports.filter_map(|record| {
        let root = diary.history().entry(record.seq)?;
        Some((record, root, diary.symptom(record.seq)?))
    })
}

/// A symptom as the datasets name it.
pub(super) fn term(symptom: &Symptom) -> String {
    let code = symptom.term.to_string();
    cut(&code.replace('_', " ").to_uppercase())
}

/// What ties a report to its answers.
pub(super) fn link(record: &SymptomRecord) -> String {
    format!("S{}", record.seq)
}

fn write(of: &Subject, to: &mut Rows) {
    for (record, root, symptom) in reports(of) {
        add(of, record, root, symptom, to);
    }
}

fn add(of: &Subject, record: &SymptomRecord, root: &Entry, symptom: &Symptom, to: &mut Rows) {
    let is_listed = record.term.is_some_and(|term| term != Term::Other);
    let is_absent = symptom.severity == Some(Severity::None) && symptom.urgency() < Tier::CallNow;
    let occurred = if is_absent { "N" } else { "Y" };
    let severity = match symptom.severity {
        Some(Severity::Mild) => Cell::Code("MILD"),
        Some(Severity::Moderate) => Cell::Code("MODERATE"),
        Some(Severity::Severe) => Cell::Code("SEVERE"),
        Some(Severity::None) | None => Cell::Empty,
    };
    let collected = When::Moment(root.at);
    let began = symptom.noticed_on.map_or(collected, When::Date);
    let [start, end, start_day, end_day] = of.span(symptom.noticed_on, symptom.ended_on);
    let listed = |value| Cell::or_empty(is_listed.then_some(value), Cell::Code);
    to.add(&[
        Cell::Numeral(record.seq),
        Cell::made(link(record)),
        Cell::made(term(symptom)),
        Cell::Code("SYMPTOM REPORTED BY THE SUBJECT"),
        listed("Y"),
        listed(occurred),
        severity,
        of.epoch(began),
        collected.cell(),
        start,
        end,
        of.day(collected),
        start_day,
        end_day,
    ]);
}
