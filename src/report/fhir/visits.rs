//! The visits that the site has recorded: an Encounter for each date.

use super::element::{Coding, Extension, Meta, Reference, Span, resource};
use super::{About, Kind, Made, codes};
use crate::domain::calendar::DiaryDate;
use crate::domain::site::SiteRecord;
use crate::report::ReportError;

resource! {
    Encounter {
        id: String,
        meta: Option<Meta>,
        extension: Vec<Extension>,
        status: &'static str,
        class: Coding,
        subject: Reference,
        period: Option<Span>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) -> Result<(), ReportError> {
    let record = about.of.record.as_ref();
    for date in record.map_or_else(Vec::new, SiteRecord::visits) {
        let id = id(about, date);
        let visit = Encounter {
            id: id.clone(),
            meta: about.meta(),
            extension: about.of_study(),
            // What has not happened yet cannot be recorded.
            status: "finished",
            class: codes::public::ambulatory(),
            subject: about.patient(),
            period: Span::of_dates(Some(date), Some(date)),
        };
        made.add(Kind::Encounter, &id, &visit)?;
    }
    Ok(())
}

fn id(about: &About, date: DiaryDate) -> String {
    about.id(Kind::Encounter, &[&date.to_string()])
}

/// The visit of a date, if the site has recorded one.
pub(super) fn on(about: &About, date: DiaryDate) -> Option<Reference> {
    let visits = about.of.record.as_ref()?.visits();
    let is_there = visits.contains(&date);
    is_there.then(|| about.refer(Kind::Encounter, &id(about, date)))
}
