//! To discuss: every finding about a participant, most urgent first; and what a finding names.

use crate::domain::adherence::LedgerRow;
use crate::domain::findings::{Finding, FoundSlot};

use super::super::page::{Block, Tone};
use super::people::tone;
use super::screen::{Act, Context, Page, Row, Screen};
use super::{record, slots, trail};

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new();
    // The line above every page says that; here stands what happened and what to do.
    let case = context.world.cases.get(context.at);
    let trouble = case.map_or(&[][..], |case| case.trouble(text.language()));
    for line in trouble {
        page = page.text(Tone::Plain, line.clone());
    }
    if !trouble.is_empty() {
        page = page.gap();
    }
    if context.known.findings.is_empty() {
        return page
            .text(Tone::Plain, text.nothing_to_discuss())
            .gap()
            .row(Row::act(text.go_back(), Act::Back));
    }
    let mut before = None;
    for (place, finding) in context.known.findings.iter().enumerate() {
        let urgency = finding.kind.urgency();
        let words = text.finding(context.participant(), finding);
        let open = Act::open(Screen::Finding(context.at, place));
        let mut row = Row::act(words, open);
        if before != Some(urgency) {
            row = row.below(tone(finding), text.urgency(urgency)).apart();
        }
        if finding.is_new {
            row = row.note(Tone::Accent, text.new_since_review());
        }
        before = Some(urgency);
        page = page.row(row);
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// A finding with its slots and entries.
pub(super) fn one(place: usize, context: &Context) -> Page {
    let text = context.text;
    let Some(finding) = context.known.findings.get(place) else {
        return Page::new().row(Row::act(text.go_back(), Act::Back));
    };
    let words = text.finding(context.participant(), finding);
    let urgency = text.urgency(finding.kind.urgency());
    let mut page = Page::new()
        .text(Tone::Heading, words)
        .text(tone(finding), urgency);
    page.blocks.push(Block::Gap);
    page.columns = trail::columns(text);
    for slot in &finding.slots {
        page = page.row(found_slot(slot, context).roomy());
    }
    let history = context.participant().diary.history();
    for record in finding.entries.iter().filter_map(|seq| history.row(*seq)) {
        page = page.row(trail::row(record, context).roomy());
    }
    page = of_record(page, finding, context);
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// The entries of the site record that a finding names.
fn of_record(mut page: Page, finding: &Finding, context: &Context) -> Page {
    let Some(of_site) = &context.participant().record else {
        return page;
    };
    for seq in &finding.record {
        if let Some(row) = of_site.history().row(*seq) {
            page = page.row(record::row(row, context).roomy());
        }
    }
    page
}

/// A slot or an extra intake with how it stands; opens its day.
fn found_slot(slot: &FoundSlot, context: &Context) -> Row {
    let participant = context.participant();
    let rows = participant.adherence.ledger.iter();
    let is_it =
        |row: &&LedgerRow| (row.drug, row.date, row.period) == (slot.drug, slot.date, slot.period);
    let label = context.text.found_slot(participant, slot);
    let day = Act::open(Screen::Day(context.at, slot.date));
    let row = Row::act(label, day);
    rows.filter(is_it)
        .fold(row, |row, found| slots::told(row, found, context))
}
