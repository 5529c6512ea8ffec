//! The visits that the site has recorded: an Encounter for each date.

use super::element::{Coding, Extensions, Meta, Reference, Span, resource};
use super::ids::Id;
use super::public::Public;
use super::{About, Kind, Made};
use crate::domain::calendar::DiaryDate;

resource! {
    Encounter<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        extension: Extensions<'a>,
        status: &'static str,
        class: Coding,
        subject: Reference<'a>,
        period: Option<Span>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) {
    for date in about.visits.iter().copied() {
        let id = id(about, date);
        let visit = Encounter {
            id,
            meta: about.meta(),
            extension: about.of_study(),
            // What has not happened yet cannot be recorded.
            status: "finished",
            class: Public::Ambulatory.coding(),
            subject: about.patient(),
            period: Span::of_dates(Some(date), Some(date)),
        };
        made.add(Kind::Encounter, id, &visit);
    }
}

fn id(about: &About, date: DiaryDate) -> Id {
    about.id(Kind::Encounter, &[&date.to_string()])
}

/// The visit of a date, if the site has recorded one.
pub(super) fn on(about: &About, date: DiaryDate) -> Option<Reference<'static>> {
    let is_there = about.visits.contains(&date);
    is_there.then(|| about.refer(Kind::Encounter, id(about, date)))
}
