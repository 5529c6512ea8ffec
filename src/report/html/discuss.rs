//! What to talk about, most urgent first, each with the doses and entries that it comes from.

use crate::domain::findings::{Finding, Urgency};

use super::Page;
use super::markup::Html;
use super::tables;

pub(super) fn write(page: &Page, html: &mut Html) {
    let text = page.text;
    let found = &page.found;
    if found.is_empty() {
        html.leaf("p", &[], &text.report_nothing_found());
        return;
    }
    html.leaf(
        "p",
        &[("class", "note")],
        &text.report_findings_judge_nobody(),
    );
    for finding in found {
        one(page, html, finding);
    }
}

fn one(page: &Page, html: &mut Html, finding: &Finding) {
    let text = page.text;
    let urgency = finding.kind.urgency();
    let class = match urgency {
        Urgency::First => "finding first",
        Urgency::Ask => "finding ask",
        Urgency::Note => "finding",
    };
    html.within("div", &[("class", class)], |html| {
        html.within("h3", &[], |html| {
            html.leaf("span", &[("class", "urgency")], text.urgency(urgency));
            html.text(" ");
            html.text(&text.finding(page.participant, finding));
        });
        if finding.is_new {
            html.leaf("p", &[("class", "note")], &text.new_since_review());
        }
        if !finding.slots.is_empty() {
            html.within("ul", &[("class", "slots")], |html| {
                for slot in &finding.slots {
                    let words = text.found_slot(page.participant, slot);
                    html.leaf("li", &[], &words);
                }
            });
        }
        match (finding.entries.is_empty(), finding.slots.is_empty()) {
            (true, _) => {}
            // The doses are named already: their entries by number are enough.
            (false, false) => html.within("p", &[("class", "note")], |html| {
                html.text(&text.report_finding_entries());
                tables::entries(html, page, &finding.entries);
            }),
            (false, true) => html.within("ul", &[("class", "entries")], |html| {
                for seq in &finding.entries {
                    html.within("li", &[], |html| entry(page, html, *seq));
                }
            }),
        }
        if !finding.record.is_empty() {
            html.within("ul", &[("class", "entries")], |html| {
                for seq in &finding.record {
                    html.within("li", &[], |html| of_record(page, html, *seq));
                }
            });
        }
    });
}

/// An entry by its number, with what it says and when it was recorded.
fn entry(page: &Page, html: &mut Html, seq: u64) {
    let text = page.text;
    tables::entry(html, page, seq);
    if let Some(entry) = page.diary.history().entry(seq) {
        html.text(" ");
        html.text(&text.event(page.diary, &entry.event));
        html.leaf("small", &[], &format!(" {}", text.report_stamp(entry.at)));
    }
}

/// An entry of the site record, with what it says.
fn of_record(page: &Page, html: &mut Html, seq: u64) {
    let text = page.text;
    let record = page.participant.record.as_ref();
    let Some(entry) = record.and_then(|record| record.history().entry(seq)) else {
        return;
    };
    html.entry("a", "href", ("#s", seq), |html| {
        html.text(&text.report_entry_of_record(seq));
    });
    html.text(" ");
    html.text(&text.site_event(Some(page.diary), &entry.event));
    html.leaf("small", &[], &format!(" {}", text.report_stamp(entry.at)));
}

/// How many of each urgency.
pub(super) fn counted(page: &Page) -> [usize; 3] {
    let of = |urgency| {
        let same = page.found.iter().filter(|f| f.kind.urgency() == urgency);
        same.count()
    };
    [of(Urgency::First), of(Urgency::Ask), of(Urgency::Note)]
}
