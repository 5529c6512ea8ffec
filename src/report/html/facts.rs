//! What stands at the top of the report: whose it is, from which file, up to when; and what stands at its end.

use crate::domain::participant::Participant;
use crate::domain::phase::phase;
use crate::domain::plain_text::PlainText;

use super::Page;
use super::markup::Html;

/// The code by which paper names the state of the diary: the first eight digits of its last hash (ruling 25).
pub(super) fn code(participant: &Participant) -> String {
    PlainText::new(participant.copy.code()).to_string()
}

/// Whose diary, from which file, up to when.
pub(super) fn facts(page: &Page, html: &mut Html) {
    let (text, diary) = (page.text, page.diary);
    let stands = phase(diary, page.today, page.now);
    let rows = [
        [
            (text.report_fact_subject(), diary.subject().to_string()),
            (
                text.report_fact_phase(),
                text.report_phase_for_team(diary, stands),
            ),
        ],
        [
            (
                text.report_fact_as_of(),
                text.report_as_of(page.participant.adherence.as_of),
            ),
            (text.report_fact_file(), entries(page)),
        ],
        [
            (text.report_fact_code(), code(page.participant)),
            (text.report_fact_check(), check(page)),
        ],
    ];
    html.within("table", &[("class", "facts")], |html| {
        html.leaf("caption", &[], &text.report_facts());
        html.within("tbody", &[], |html| {
            html.within("tr", &[], |html| {
                html.leaf("th", &[("scope", "row")], &text.report_fact_study());
                let title = text.protocol(&diary.rules().title);
                html.leaf("td", &[("colspan", "3")], &title);
            });
            for row in rows {
                html.within("tr", &[], |html| {
                    for (name, value) in row {
                        html.leaf("th", &[("scope", "row")], &name);
                        html.leaf("td", &[], &value);
                    }
                });
            }
            html.within("tr", &[], |html| {
                html.leaf("th", &[("scope", "row")], &text.report_fact_record());
                html.leaf("td", &[("colspan", "3")], &record(page));
            });
        });
    });
    if let Some(first) = diary.history().rows().next() {
        let clock = text.report_clock_of_report(&first.entry.at.offset().to_string());
        html.leaf("p", &[("class", "note")], &clock);
    }
}

fn entries(page: &Page) -> String {
    let text = page.text;
    let history = page.diary.history();
    let count = text.entries(i64::try_from(history.len()).unwrap_or(i64::MAX));
    match history.last() {
        Some(last) => text.report_entries_up_to(&count, &text.date_time(last.at)),
        None => count,
    }
}

fn check(page: &Page) -> String {
    let (text, copy) = (page.text, &page.participant.copy);
    let mut parts = vec![match copy.damaged_from {
        None => text.report_every_line_verified(),
        Some(line) => text.report_verified_to(line, copy.last_seq),
    }];
    if copy.is_torn {
        parts.push(text.report_torn_line_left_out());
    }
    text.sentences(&parts)
}

fn record(page: &Page) -> String {
    let text = page.text;
    let Some(record) = &page.participant.record else {
        return match page.participant.copy.lacks_record {
            true => text.report_record_unread(),
            false => text.report_no_record_here(),
        };
    };
    let history = record.history();
    let count = text.entries(i64::try_from(history.len()).unwrap_or(i64::MAX));
    match history.last() {
        Some(last) => text.report_entries_up_to(&count, &text.date_time(last.at)),
        None => count,
    }
}

/// Where it all comes from, and the lines to sign.
pub(super) fn end(page: &Page, html: &mut Html) {
    let text = page.text;
    html.within("section", &[("class", "end")], |html| {
        html.within("div", &[("class", "sign")], |html| {
            html.leaf("span", &[("class", "of")], &text.report_reviewed());
            for label in [
                text.report_sign_name(),
                text.report_sign_signature(),
                text.report_sign_date(),
            ] {
                html.leaf("span", &[("class", "line")], &label);
            }
        });
        let hash = PlainText::new(&*page.participant.copy.last_hash).to_string();
        let source = text.report_source(&code(page.participant), &hash);
        html.leaf("p", &[("class", "note")], &source);
    });
}
