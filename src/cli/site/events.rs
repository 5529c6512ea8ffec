//! `site event`, `site event-change` and `site terms`: adverse events by CTCAE 5.0.

use std::collections::BTreeMap;

use clap::ValueEnum;

use super::Files;
use super::options::{EventChange, EventOptions, Judged, Terms};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::Out;
use crate::cli::values;
use crate::domain::ctcae::{self, Grade};
use crate::domain::entry::EntryRef;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{
    ActionTaken, AdverseEvent, AdverseEventChanged, EventFault, Relation, SiteEvent, SiteRefusal,
};
use crate::runtime::study::StudyError;
use crate::text::Text;

/// What is named for each drug.
pub(super) struct ByDrug {
    /// The relation.
    pub(super) related: BTreeMap<DrugId, Relation>,
    /// What was done.
    pub(super) action: BTreeMap<DrugId, ActionTaken>,
}

/// Records an adverse event.
pub(super) fn event(context: &Context, out: &mut Out, o: &EventOptions) -> Result<(), Failure> {
    let text = context.staff_text();
    let at = Files::open(context, &o.place)?;
    let ended = o.ended.as_deref();
    let drugs = by_drug(text, &at, &o.judged)?;
    let event = AdverseEvent {
        term: stored_term(&o.term),
        words: PlainText::new(o.words.as_deref().unwrap_or_default()),
        ctcae_version: PlainText::new(ctcae::VERSION),
        grade: grade(text, &o.grade)?,
        onset: values::date(text, "--onset", &o.onset)?,
        ended: ended
            .map(|ended| values::date(text, "--ended", ended))
            .transpose()?,
        related: drugs.related,
        serious: o.judged.serious,
        action: drugs.action,
        about: at.references(&o.about, |seq| {
            SiteRefusal::Event(EventFault::NotASymptom(seq))
        })?,
    };
    at.record(
        context,
        out,
        &o.who,
        SiteEvent::AdverseEvent(Box::new(event)),
    )
}

/// Records what has changed about an adverse event.
pub(super) fn change(context: &Context, out: &mut Out, o: &EventChange) -> Result<(), Failure> {
    let text = context.staff_text();
    let at = Files::open(context, &o.place)?;
    let drugs = by_drug(text, &at, &o.judged)?;
    let change = AdverseEventChanged {
        event: at.event(o.seq)?,
        date: at.date(context, o.date.as_deref())?,
        grade: o.grade.as_deref().map(|g| grade(text, g)).transpose()?,
        ended: o.ended,
        serious: seriousness(&o.judged),
        related: drugs.related,
        action: drugs.action,
    };
    at.record(context, out, &o.who, SiteEvent::AdverseEventChanged(change))
}

/// Prints the terms that contain the words.
pub(super) fn terms(context: &Context, out: &mut Out, o: &Terms) {
    let text = context.staff_text();
    let found = ctcae::matching(&o.words.join(" "));
    if found.is_empty() {
        return out.line(text.no_such_term());
    }
    for term in found {
        let grades: Vec<String> = term.grades().iter().map(Grade::to_string).collect();
        let (name, grades) = (
            text.ctcae_term(term),
            text.grades_listed(&text.list(&grades)),
        );
        let parts = [name, grades, text.ctcae_system(term).to_owned()];
        out.line(parts.join(text.pick("; ", "；")));
    }
}

impl Files {
    /// The adverse event of an entry of the site record.
    fn event(&self, seq: u64) -> Result<EntryRef, Failure> {
        let record = self.record.as_ref();
        let live = record.and_then(|record| record.history().live(seq));
        let event = live.filter(|live| matches!(live.event, SiteEvent::AdverseEvent(_)));
        let missing = StudyError::Refused(SiteRefusal::Event(EventFault::NoSuchEvent));
        Ok(event.ok_or(missing)?.reference())
    }
}

/// The term as it is stored: its name in English, if it is known.
pub(super) fn stored_term(term: &str) -> PlainText {
    let known = ctcae::find(term).map(|term| term.name);
    PlainText::new(known.unwrap_or(term))
}

pub(super) fn grade(text: Text, value: &str) -> Result<Grade, Failure> {
    let number = value.parse::<u8>().ok();
    let grade = number.and_then(|number| Grade::try_from(number).ok());
    grade.ok_or_else(|| values::bad(text, "--grade", value, &text.wanted_grade()))
}

/// Whether it is serious, where that is said.
pub(super) fn seriousness(judged: &Judged) -> Option<bool> {
    (judged.serious || judged.not_serious).then_some(judged.serious)
}

/// What is said about each drug; "all" and an action without a drug stand for those not named singly.
pub(super) fn by_drug(text: Text, at: &Files, judged: &Judged) -> Result<ByDrug, Failure> {
    let mut named = Vec::new();
    for (option, drugs, relation) in [
        ("--related", &judged.related, Relation::Related),
        ("--not-related", &judged.not_related, Relation::NotRelated),
        (
            "--relation-unknown",
            &judged.relation_unknown,
            Relation::NotKnown,
        ),
    ] {
        for drug in drugs {
            named.push((drug_or_all(text, option, drug)?, relation));
        }
    }
    let mut actions = Vec::new();
    for value in &judged.action {
        let (drug, action) = match value.split_once('=') {
            Some((drug, action)) => (drug_or_all(text, "--action", drug)?, action),
            None => (None, value.as_str()),
        };
        let action = ActionTaken::from_str(action, false).map_err(|_| {
            let codes = ActionTaken::value_variants().iter();
            let codes: Vec<String> = codes
                .filter_map(|known| known.to_possible_value())
                .map(|code| code.get_name().to_owned())
                .collect();
            values::bad(
                text,
                "--action",
                action,
                &text.wanted_action(&text.list(&codes)),
            )
        })?;
        actions.push((drug, action));
    }
    Ok(ByDrug {
        related: spread(text, at, "--related", named)?,
        action: spread(text, at, "--action", actions)?,
    })
}

/// A drug, or `None` for all.
fn drug_or_all(text: Text, option: &'static str, value: &str) -> Result<Option<DrugId>, Failure> {
    if value == "all" {
        return Ok(None);
    }
    let wrong = |_| values::bad(text, option, value, &text.wanted_drug_code());
    value.parse().map(Some).map_err(wrong)
}

fn spread<T: Copy>(
    text: Text,
    at: &Files,
    option: &str,
    named: Vec<(Option<DrugId>, T)>,
) -> Result<BTreeMap<DrugId, T>, Failure> {
    let mut by_drug = BTreeMap::new();
    for (drug, value) in &named {
        let Some(drug) = drug else {
            continue;
        };
        if by_drug.insert(*drug, *value).is_some() {
            return Err(values::twice(text, option, drug.as_str()));
        }
    }
    let mut for_all = named.iter().filter(|(drug, _)| drug.is_none());
    if let Some((_, value)) = for_all.next() {
        if for_all.next().is_some() {
            return Err(values::twice(text, option, "all"));
        }
        let drugs = at.diary.iter().flat_map(|diary| diary.drugs());
        for drug in drugs {
            by_drug.entry(drug.id).or_insert(*value);
        }
    }
    Ok(by_drug)
}
