//! Other medicines: a MedicationStatement for each that the patient or the study team has listed.

use super::element::{CodeableConcept, Meta, Reference, Span, Time, resource, words};
use super::ids::Id;
use super::public::Public;
use super::{About, Kind, Made};
use crate::domain::calendar::Moment;
use crate::domain::entry::{Content, Event, Medicine};
use crate::domain::history::Live;
use crate::domain::site::SiteEvent;

resource! {
    MedicationStatement<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        status: &'static str,
        medication_codeable_concept as "medicationCodeableConcept": CodeableConcept<'a>,
        subject: Reference<'a>,
        effective_period as "effectivePeriod": Option<Span>,
        date_asserted as "dateAsserted": Time,
        information_source as "informationSource": Option<Reference<'a>>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) {
    let entries = about.of.diary.history().live_entries();
    let of_diary = entries.filter_map(|live| {
        let Event::Medicine(medicine) = live.event else {
            return None;
        };
        Some(Listed::new(&live, medicine))
    });
    let records = about.of.record.iter();
    let entries = records.flat_map(|record| record.history().live_entries());
    let of_site = entries.filter_map(|live| {
        let SiteEvent::Medicine(medicine) = live.event else {
            return None;
        };
        Some(Listed::new(&live, medicine))
    });
    for listed in settled(of_diary) {
        statement(about, made, "diary", &listed);
    }
    for listed in settled(of_site) {
        statement(about, made, "site", &listed);
    }
}

/// A medicine as an entry lists it.
struct Listed<'a> {
    /// The first entry that lists it.
    seq: u64,
    at: Moment,
    by_site: bool,
    medicine: &'a Medicine,
}

impl<'a> Listed<'a> {
    fn new<E: Content>(live: &Live<E>, medicine: &'a Medicine) -> Listed<'a> {
        Listed {
            seq: live.root.seq,
            at: live.recorded_at(),
            by_site: live.source.by.is_site(),
            medicine,
        }
    }
}

/// Each medicine once: a later entry of the same name and begin says until when.
fn settled<'a>(entries: impl Iterator<Item = Listed<'a>>) -> Vec<Listed<'a>> {
    let mut found: Vec<Listed> = Vec::new();
    for entry in entries {
        let key = |listed: &Listed| (listed.medicine.name.clone(), listed.medicine.from);
        match found.iter_mut().find(|other| key(other) == key(&entry)) {
            Some(earlier) => {
                *earlier = Listed {
                    seq: earlier.seq,
                    ..entry
                }
            }
            None => found.push(entry),
        }
    }
    found
}

fn statement(about: &About, made: &mut Made, journal: &str, listed: &Listed) {
    let medicine = listed.medicine;
    let id = about.id(
        Kind::MedicationStatement,
        &[journal, &listed.seq.to_string()],
    );
    let cut = about.of.adherence.as_of.date(&about.of.diary);
    let resource = MedicationStatement {
        id,
        meta: about.meta(),
        status: match medicine.to {
            Some(to) if to < cut => "completed",
            Some(_) | None => "active",
        },
        medication_codeable_concept: match words(&medicine.name) {
            Some(_) => CodeableConcept::in_words(&medicine.name),
            None => Public::Unknown.coded(),
        },
        subject: about.patient(),
        effective_period: Span::of_dates(medicine.from, medicine.to),
        date_asserted: Time::At(listed.at),
        information_source: (!listed.by_site).then(|| about.patient()),
    };
    made.add(Kind::MedicationStatement, id, &resource);
}
