//! RELREC: which records of different datasets belong together.
//!
//! Two sorts of rows. Of whole datasets: by which variable the rows of two of them find each other, for all participants.
//! Of single records: the reports of symptoms that a graded adverse event is about. What the records do not say, such as
//! which dose an adverse event followed, is not related.

use super::columns::Column;
use super::subject::Subject;
use super::{DOMAINS, Domain, Rows, StudyId, ae, ce};
use crate::report::table::Cell;

/// The dataset.
pub const RELREC: Domain = Domain {
    name: "RELREC",
    label: "Related Records",
    structure: "One record per dataset of a relationship between datasets, and per record of a relationship between an adverse event and the reports that it is about",
    seq: None,
    columns: &[
        Column::text("RDOMAIN", 2, "Related Domain Abbreviation", "The dataset").key(3),
        Column::text(
            "USUBJID",
            73,
            "Unique Subject Identifier",
            "The participant; empty for whole datasets",
        )
        .key(2),
        Column::text(
            "IDVAR",
            8,
            "Identifying Variable",
            "The variable by which the rows find each other",
        )
        .key(4),
        Column::text(
            "IDVARVAL",
            60,
            "Identifying Variable Value",
            "Its value in the related record; empty for whole datasets",
        )
        .key(5),
        Column::text(
            "RELTYPE",
            4,
            "Relationship Type",
            "For whole datasets, whether ONE or MANY rows have a value; else empty",
        )
        .terms("RELTYPE (C78737)"),
        Column::text(
            "RELID",
            20,
            "Relationship Identifier",
            "The same in all rows of a relationship",
        )
        .key(6),
    ],
    write,
};

/// What ties whole datasets together: of each the dataset, the variable, and how many rows have a value.
const OF_DATASETS: [[(&str, &str, &str); 2]; 5] = [
    [("EX", "EXLNKID", "ONE"), ("EC", "ECLNKID", "MANY")],
    [("EX", "EXLNKID", "ONE"), ("FA", "FALNKID", "MANY")],
    [("CE", "CELNKID", "ONE"), ("FA", "FALNKID", "MANY")],
    [("AE", "AELNKID", "ONE"), ("FA", "FALNKID", "MANY")],
    [("TR", "TRLNKGRP", "ONE"), ("RS", "RSLNKGRP", "ONE")],
];

/// The rows about whole datasets: of those that are there, by the number of their rows in the order of [`DOMAINS`].
pub fn of_datasets(study: &StudyId, counts: &[u64]) -> (String, u64) {
    let is_there = |name: &str| {
        let mut found = DOMAINS.iter().zip(counts);
        found.any(|(domain, count)| domain.name == name && *count > 0)
    };
    let there = OF_DATASETS
        .iter()
        .filter(|pair| pair.iter().all(|(name, ..)| is_there(name)));
    let (mut begin, mut text) = (String::new(), String::new());
    super::dataset::begin(&[Cell::text(study.as_str())], &mut begin);
    let mut rows = Rows::new(&begin, false, &mut text);
    for pair in there {
        let id = format!("{}-{}", pair[0].0, pair[1].0);
        for (name, variable, many) in *pair {
            rows.add(&[
                Cell::Code(name),
                Cell::Empty,
                Cell::Code(variable),
                Cell::Empty,
                Cell::Code(many),
                Cell::text(&id),
            ]);
        }
    }
    let count = rows.count();
    (text, count)
}

/// The adverse events with the reports that each is about.
fn write(of: &Subject, to: &mut Rows) {
    let mut add = |dataset, variable, link: &str, id: &str| {
        to.add(&[
            Cell::Code(dataset),
            Cell::text(&of.id),
            Cell::Code(variable),
            Cell::text(link),
            Cell::Empty,
            Cell::text(id),
        ]);
    };
    for event in ae::events(of) {
        let about = &event.event.about;
        let reports = ce::reports(of).filter(|(record, root, _)| {
            let mut named = about.iter();
            named.any(|entry| entry.seq == record.seq && entry.id == root.id)
        });
        let links: Vec<String> = reports.map(|(record, ..)| ce::link(record)).collect();
        if links.is_empty() {
            continue;
        }
        let id = ae::link(&event);
        add("AE", "AELNKID", &id, &id);
        for link in &links {
            add("CE", "CELNKID", link, &id);
        }
    }
}
