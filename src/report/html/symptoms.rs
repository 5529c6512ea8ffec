//! What the participant reported beside the doses: symptoms, calls, other medicines.

use crate::domain::diary::{ContactRecord, SymptomRecord};
use crate::domain::entry::{EntryRef, Medicine, Tier};
use crate::domain::site::SiteEvent;

use super::Page;
use super::markup::Html;
use super::tables::{entries, entry, row, table};

/// Symptoms, and the calls to the study team.
pub(super) fn write(page: &Page, html: &mut Html) {
    let (text, diary) = (page.text, page.diary);
    if diary.symptoms().is_empty() {
        html.leaf("p", &[], &text.report_no_symptoms());
    } else {
        html.leaf(
            "p",
            &[("class", "note")],
            &text.report_symptoms_are_reports(),
        );
        let heads = [
            text.report_column_entry(),
            text.report_column_began(),
            text.report_column_ended(),
            text.report_column_symptom(),
            text.report_column_urgency(),
            text.report_column_calls(),
        ];
        table(
            html,
            "symptoms",
            &text.report_symptoms_caption(),
            &heads,
            |html| {
                for record in diary.symptoms() {
                    symptom(page, html, record);
                }
            },
        );
    }
    if diary.contacts().is_empty() {
        html.leaf("p", &[], &text.report_no_calls());
        return;
    }
    let heads = [
        text.report_column_entry(),
        text.report_column_call_when(),
        text.report_column_call_about(),
        text.report_column_call_said(),
    ];
    table(
        html,
        "calls",
        &text.report_calls_caption(),
        &heads,
        |html| {
            for record in diary.contacts() {
                call(page, html, record);
            }
        },
    );
}

fn symptom(page: &Page, html: &mut Html, record: &SymptomRecord) {
    let (text, diary) = (page.text, page.diary);
    let (Some(symptom), Some(live)) = (diary.symptom(record.seq), diary.history().live(record.seq))
    else {
        return;
    };
    let recorded_on = diary.date_of(live.recorded_at());
    let urgent = match symptom.urgency() {
        Tier::Record | Tier::ReportSoon => false,
        Tier::CallNow | Tier::Emergency => true,
    };
    html.within("tr", &[], |html| {
        html.within("th", &[("scope", "row")], |html| {
            entry(html, page, record.seq);
        });
        let began = symptom.noticed_on.unwrap_or(recorded_on);
        html.leaf("td", &[], &began.to_string());
        let ended = symptom.ended_on.map(|date| date.to_string());
        let ended = ended.unwrap_or_else(|| text.report_not_ended());
        html.leaf("td", &[], &ended);
        html.leaf("td", &[], &text.symptom_in_line(symptom));
        let class = if urgent { "odd" } else { "" };
        html.leaf("td", &[("class", class)], text.tier(symptom.urgency()));
        html.leaf("td", &[], &calls_about(page, live.reference(), urgent));
    });
}

/// What was said on the calls about an entry, and that it still waits for one.
fn calls_about(page: &Page, about: EntryRef, urgent: bool) -> String {
    let (text, diary) = (page.text, page.diary);
    let calls = diary.contacts().iter();
    let mut parts: Vec<String> = calls
        .filter(|call| call.contacted.about.contains(&about))
        .map(|call| {
            let said = text.said(call.contacted.said);
            format!("{} {said}", when(page, call))
        })
        .collect();
    if diary.open_warnings().iter().any(|w| w.entry == about) {
        parts.push(text.report_still_open());
    } else if parts.is_empty() && urgent {
        parts.push(text.report_no_call_about_it());
    }
    text.sentences(&parts)
}

fn when(page: &Page, call: &ContactRecord) -> String {
    let recorded = page.diary.history().entry(call.seq).map(|entry| entry.at);
    let at = call.contacted.spoken_at.or(recorded);
    at.map_or_else(String::new, |at| page.text.report_stamp(at))
}

fn call(page: &Page, html: &mut Html, record: &ContactRecord) {
    let about: Vec<u64> = record.contacted.about.iter().map(|e| e.seq).collect();
    html.within("tr", &[], |html| {
        html.within("th", &[("scope", "row")], |html| {
            entry(html, page, record.seq);
        });
        html.leaf("td", &[], &when(page, record));
        html.within("td", &[], |html| entries(html, page, &about));
        html.leaf("td", &[], page.text.said(record.contacted.said));
    });
}

/// Other medicines, of the diary and of the site record.
pub(super) fn medicines(page: &Page, html: &mut Html) {
    let text = page.text;
    let of_diary = page.diary.medicines().iter();
    let mut all: Vec<(&Medicine, String)> =
        of_diary.map(|m| (m, text.report_source_diary())).collect();
    let record = page.participant.record.iter();
    for live in record.flat_map(|record| record.history().live_entries()) {
        if let SiteEvent::Medicine(medicine) = live.event {
            all.push((medicine, text.report_source_record()));
        }
    }
    if all.is_empty() {
        html.leaf("p", &[], &text.report_no_medicines_recorded());
        return;
    }
    let heads = [
        text.report_column_medicine(),
        text.report_column_began(),
        text.report_column_ended(),
        text.report_column_source(),
    ];
    table(
        html,
        "medicines",
        &text.report_medicines_caption(),
        &heads,
        |html| {
            for (medicine, source) in all {
                let [from, to] = [medicine.from, medicine.to].map(|date| {
                    let date = date.map(|date| date.to_string());
                    date.unwrap_or_else(|| text.report_not_ended())
                });
                row(html, &[medicine.name.to_string(), from, to, source]);
            }
        },
    );
}
