//! The page over the reports of several participants: who has one, how she stands, and which files have none.

use std::io::{self, Write};

use crate::domain::adherence::{AsOf, Measure};
use crate::domain::findings::Urgency;
use crate::domain::ids::SubjectCode;
use crate::domain::phase::phase;
use crate::text::Text;

use super::markup::Html;
use super::tables::{Terms, fraction, row, table};
use super::{Frame, Page, discuss, facts};

/// What the page says of a participant: little, so that very many fit into memory.
#[derive(Debug, Clone)]
pub struct IndexRow {
    subject: SubjectCode,
    file: String,
    sample: bool,
    phase: String,
    as_of: AsOf,
    drugs: Vec<(String, Measure, Measure)>,
    findings: [usize; 3],
    damaged_from: Option<u64>,
    lacks_record: bool,
    code: String,
}

/// A file that has no report, and why.
#[derive(Debug, Clone)]
pub struct Failed {
    /// The file, made harmless.
    pub file: String,
    /// What is wrong with it.
    pub why: String,
}

impl IndexRow {
    /// The row of a participant; her report is yet without a name.
    pub fn of(page: &Page) -> IndexRow {
        let (text, participant, diary) = (page.text, page.participant, page.diary);
        let stands = phase(diary, page.today, page.now);
        let drugs = participant.adherence.drugs.iter().map(|of| {
            let measures = &of.all.measures;
            let name = text.short_drug(diary, of.drug);
            (name, measures.dose_adherence, measures.coverage)
        });
        IndexRow {
            subject: participant.subject().clone(),
            file: String::new(),
            sample: diary.is_sample(),
            phase: text.report_phase_for_team(diary, stands),
            as_of: participant.adherence.as_of,
            drugs: drugs.collect(),
            findings: discuss::counted(page),
            damaged_from: participant.copy.damaged_from,
            lacks_record: participant.copy.lacks_record,
            code: facts::code(participant),
        }
    }

    /// The participant.
    pub fn subject(&self) -> &SubjectCode {
        &self.subject
    }

    /// Whether it is made up.
    pub fn is_sample(&self) -> bool {
        self.sample
    }

    /// The file of her report.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Names the file of her report, which stands beside the page.
    pub fn set_file(&mut self, file: String) {
        self.file = file;
    }
}

/// Writes the page over several reports; `study` is the file of the page about all of them together.
///
/// # Errors
/// The writer fails.
pub fn index(
    rows: &[IndexRow],
    failed: &[Failed],
    study: &str,
    text: Text,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut html = Html::new(to);
    let frame = Frame {
        text,
        title: text.report_index_title(),
        running: text.report_index_title(),
        sample: rows.iter().any(|row| row.sample),
    };
    frame.write(&mut html, |html| {
        html.leaf("h1", &[], &text.report_index_title());
        html.leaf("p", &[], &text.report_index_count(rows.len()));
        html.leaf("p", &[("class", "note")], &text.report_index_intro());
        html.within("p", &[], |html| {
            html.leaf("a", &[("href", study)], &text.study_page_link());
        });
        let heads = [
            text.report_fact_subject(),
            text.report_fact_phase(),
            text.report_column_drug(),
            text.report_measure_dose(),
            text.report_measure_coverage(),
            text.urgency(Urgency::First).to_owned(),
            text.urgency(Urgency::Ask).to_owned(),
            text.urgency(Urgency::Note).to_owned(),
            text.report_fact_as_of(),
            text.report_fact_check(),
            text.report_fact_code(),
        ];
        table(
            html,
            "index",
            &text.report_index_caption(),
            &heads,
            |html| {
                for of in rows {
                    one(text, html, of);
                }
            },
        );
        if !failed.is_empty() {
            let heads = [text.report_column_file(), text.report_column_why()];
            table(
                html,
                "failed",
                &text.report_index_failed_caption(),
                &heads,
                |html| {
                    for file in failed {
                        row(html, &[file.file.clone(), file.why.clone()]);
                    }
                },
            );
        }
    });
    html.finish()
}

/// A participant; what is said of each drug stands below each other.
fn one(text: Text, html: &mut Html, of: &IndexRow) {
    let share = |measure: &Measure| {
        let mut words = text.report_percent_or_none(measure.percent());
        if let Some(ratio) = measure.ratio() {
            words.push_str("  ");
            fraction(text, ratio, Terms::Counts, &mut words);
        }
        words
    };
    let lines = |html: &mut Html, line: &dyn Fn(&(String, Measure, Measure)) -> String| {
        html.within("td", &[], |html| {
            for drug in &of.drugs {
                html.leaf("span", &[("class", "of-drug")], &line(drug));
            }
        });
    };
    html.within("tr", &[], |html| {
        html.within("th", &[("scope", "row")], |html| {
            html.leaf("a", &[("href", &of.file)], of.subject.as_str());
        });
        html.leaf("td", &[], &of.phase);
        lines(html, &|(name, _, _)| name.clone());
        lines(html, &|(_, dose, _)| share(dose));
        lines(html, &|(_, _, coverage)| share(coverage));
        for (at, count) in of.findings.into_iter().enumerate() {
            let is_urgent = at == 0 && count > 0;
            let class = if is_urgent { "urgent-count" } else { "" };
            html.leaf("td", &[("class", class)], &count.to_string());
        }
        let as_of = match of.as_of {
            AsOf::Now(moment) => text.report_stamp(moment),
            AsOf::EndOf(date) => date.to_string(),
        };
        html.leaf("td", &[], &as_of);
        let is_odd = of.damaged_from.is_some() || of.lacks_record;
        let class = if is_odd { "odd" } else { "" };
        let mut check = vec![match of.damaged_from {
            Some(line) => text.report_damaged_from_line(line),
            None => text.report_every_line_verified(),
        }];
        if of.lacks_record {
            check.push(text.report_site_record_unread());
        }
        html.leaf("td", &[("class", class)], &text.sentences(&check));
        html.leaf("td", &[], &of.code);
    });
}
