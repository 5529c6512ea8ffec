//! Adverse events as the study team graded them, with every grade and its date.

use std::collections::BTreeMap;

use crate::domain::ids::DrugId;
use crate::domain::site::EventCourse;

use super::Page;
use super::markup::Html;
use super::tables::table;

pub(super) fn write(page: &Page, html: &mut Html) {
    let text = page.text;
    let record = page.participant.record.as_ref();
    let events = record.map_or_else(Vec::new, |record| record.adverse_events());
    if events.is_empty() {
        html.leaf("p", &[], &text.report_no_adverse());
        return;
    }
    let heads = [
        text.report_column_entry(),
        text.report_column_term(),
        text.report_column_grades(),
        text.report_column_onset(),
        text.report_column_ended(),
        text.report_column_serious(),
        text.report_column_related(),
        text.report_column_action(),
    ];
    table(
        html,
        "adverse",
        &text.report_adverse_caption(),
        &heads,
        |html| {
            for event in &events {
                one(page, html, event);
            }
        },
    );
}

fn one(page: &Page, html: &mut Html, of: &EventCourse) {
    let text = page.text;
    html.within("tr", &[], |html| {
        html.within("th", &[("scope", "row")], |html| {
            html.entry("a", "href", ("#s", of.root.seq), |html| {
                html.count(of.root.seq);
            });
        });
        html.leaf("td", &[], &text.event_term(of.event));
        lines(
            html,
            of.grades()
                .into_iter()
                .map(|(date, grade)| text.clauses(vec![text.grade(grade), date.to_string()])),
        );
        html.leaf("td", &[], &of.event.onset.to_string());
        let ended = of.ended().map(|date| date.to_string());
        html.leaf("td", &[], &ended.unwrap_or_else(|| text.report_not_ended()));
        let class = if of.serious() { "odd" } else { "" };
        html.leaf("td", &[("class", class)], text.seriousness(of.serious()));
        let of_drugs = |words: BTreeMap<DrugId, &'static str>| {
            let named = words.into_iter().map(|(drug, words)| {
                let drug = text.short_drug(page.diary, drug);
                format!("{drug}{}{words}", text.pick(": ", "："))
            });
            named.collect::<Vec<_>>()
        };
        let related = of.related().into_iter();
        let related = related.map(|(drug, relation)| (drug, text.relation(relation)));
        lines(html, of_drugs(related.collect()));
        let action = of.action().into_iter();
        let action = action.map(|(drug, action)| (drug, text.action_taken(action)));
        lines(html, of_drugs(action.collect()));
    });
}

/// A cell of several lines.
fn lines(html: &mut Html, lines: impl IntoIterator<Item = String>) {
    html.within("td", &[], |html| {
        for line in lines {
            html.leaf("span", &[("class", "line-of")], &line);
        }
    });
}
