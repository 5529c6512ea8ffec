//! The page about a whole study: its endpoints with their intervals and curves, adverse events, adherence, what
//! does not go together, and how it was counted. The figures are those of [`Summary`]; nothing is counted here.

mod curve;
mod response;
mod safety;
mod sections;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::EndpointRules;
use crate::domain::ids::{DrugId, SubjectCode};
use crate::domain::participant::Participant;
use crate::report::study::{Counted, Summary};
use crate::text::Text;

use super::index::Failed;
use super::markup::Html;
use super::{Frame, Section, write_sections};

/// What the page needs of a participant; the diary itself is not kept.
#[derive(Debug, Clone)]
pub struct StudyMember {
    counted: Counted,
    study: String,
    drugs: Vec<(DrugId, String)>,
    as_of: DiaryDate,
    sample: bool,
}

impl StudyMember {
    /// A participant.
    pub fn of(participant: &Participant, rules: &EndpointRules, text: Text) -> StudyMember {
        let (diary, adherence) = (&participant.diary, &participant.adherence);
        let drugs = adherence.drugs.iter();
        StudyMember {
            counted: Counted::of(participant, rules),
            study: text.protocol(&diary.rules().title),
            drugs: drugs
                .map(|of| (of.drug, text.drug(diary, of.drug)))
                .collect(),
            as_of: adherence.as_of.date(diary),
            sample: diary.is_sample(),
        }
    }
}

/// A page about these participants.
#[derive(Debug)]
pub struct StudyPage {
    /// Everybody who is counted.
    pub members: Vec<StudyMember>,
    /// The rules that they are counted by.
    pub rules: EndpointRules,
    /// The files of the participants' own reports, which stand beside the page, if they do.
    pub reports: BTreeMap<SubjectCode, String>,
}

/// What every section is written from.
struct Page<'a> {
    text: Text,
    summary: &'a Summary,
    /// The settings by name.
    settings: Vec<(String, String)>,
    /// The drugs by their names.
    drugs: BTreeMap<DrugId, String>,
    reports: &'a BTreeMap<SubjectCode, String>,
    failed: &'a [Failed],
}

impl Page<'_> {
    fn drug(&self, drug: DrugId) -> String {
        self.drugs
            .get(&drug)
            .cloned()
            .unwrap_or_else(|| drug.to_string())
    }
}

/// Writes the page; `failed` are the files that are in no figure.
///
/// # Errors
/// The writer fails, or a setting cannot be written.
pub fn study(page: StudyPage, failed: &[Failed], text: Text, to: &mut dyn Write) -> io::Result<()> {
    let studies: BTreeSet<String> = page.members.iter().map(|of| of.study.clone()).collect();
    let dates = || page.members.iter().map(|of| of.as_of);
    let as_of = dates().min().zip(dates().max());
    let drugs = page.members.iter().flat_map(|of| of.drugs.iter().cloned());
    let drugs: BTreeMap<DrugId, String> = drugs.collect();
    let sample = page.members.iter().any(|of| of.sample);
    let counted = page.members.into_iter().map(|of| of.counted);
    let summary = Summary::of(counted.collect(), &page.rules);
    let of = Page {
        text,
        summary: &summary,
        settings: summary.settings().map_err(io::Error::other)?,
        drugs,
        reports: &page.reports,
        failed,
    };
    let frame = Frame {
        text,
        title: text.study_page_title(),
        running: text.study_page_title(),
        sample,
    };
    let mut html = Html::new(to);
    frame.write(&mut html, |html| {
        html.leaf("h1", &[], &text.study_page_title());
        html.leaf("p", &[("class", "note")], &text.study_page_intro());
        facts(&of, &studies, as_of, html);
        write_sections(text, &of, &sections(text), html);
    });
    html.finish()
}

/// Which study, how many participants, up to when, and from what.
fn facts(
    page: &Page,
    studies: &BTreeSet<String>,
    as_of: Option<(DiaryDate, DiaryDate)>,
    html: &mut Html,
) {
    let text = page.text;
    let cohort = &page.summary.cohort;
    let analysed = cohort.outcomes.len() as u64;
    let mut rows = vec![
        (
            text.report_fact_study(),
            studies.iter().cloned().collect::<Vec<_>>().join("; "),
        ),
        (
            text.study_page_counted(),
            text.study_page_people(cohort.enrolled, cohort.treated, analysed),
        ),
    ];
    if let Some((first, last)) = as_of {
        let cut = match first == last {
            true => text.date_in_line(first),
            false => text.study_page_from_to(&first.to_string(), &last.to_string()),
        };
        rows.push((text.study_page_as_of(), cut));
    }
    rows.push((text.study_page_sources(), text.study_page_sources_are()));
    html.within("table", &[("class", "facts one")], |html| {
        html.leaf("caption", &[], &text.study_page_facts());
        html.within("tbody", &[], |html| {
            for (name, value) in rows {
                super::tables::row(html, &[name, value]);
            }
        });
    });
}

fn sections<'a>(text: Text) -> Vec<Section<Page<'a>>> {
    let section = |id, title, write: fn(&Page<'a>, &mut Html)| Section { id, title, write };
    vec![
        section("results", text.study_page_results(), sections::results),
        section(
            "populations",
            text.study_page_populations(),
            sections::populations,
        ),
        section("response", text.response_heading(), response::write),
        section("pfs", text.progression_free(), curve::progression_free),
        section("os", text.overall_survival(), curve::survival),
        section("dor", text.response_duration(), curve::response_duration),
        section("trae", text.study_page_trae(), safety::write),
        section(
            "adherence",
            text.study_page_adherence(),
            sections::adherence,
        ),
        section("listed", text.listed_heading(), sections::listed),
        section("outcomes", text.study_page_outcomes(), sections::outcomes),
        section("method", text.study_page_method(), sections::method),
    ]
}
