//! The page about a whole study: its endpoints with their intervals and curves, adverse events, adherence, what
//! does not go together, and how it was counted. The figures are those of [`Summary`]; nothing is counted here.

mod curve;
mod response;
mod safety;
mod sections;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::Disagreement;
use crate::domain::ids::{DrugId, SubjectCode};
use crate::domain::participant::Participant;
use crate::domain::protocol::EndpointSettings;
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
    pub fn of(participant: &Participant, text: Text) -> StudyMember {
        let (diary, adherence) = (&participant.diary, &participant.adherence);
        let drugs = adherence.drugs.iter();
        StudyMember {
            counted: Counted::of(participant),
            study: text.protocol(&diary.rules().title),
            drugs: drugs
                .map(|of| (of.drug, text.drug(diary, of.drug)))
                .collect(),
            as_of: adherence.as_of.date(diary),
            sample: diary.is_sample(),
        }
    }
}

/// What the page says.
#[derive(Debug)]
pub struct StudyPage {
    summary: Summary,
    studies: BTreeSet<String>,
    drugs: BTreeMap<DrugId, String>,
    /// The first and the last date at which diaries are cut.
    as_of: Option<(DiaryDate, DiaryDate)>,
    sample: bool,
    /// The files of the participants' own reports, which stand beside the page, if they do.
    pub reports: BTreeMap<SubjectCode, String>,
}

impl StudyPage {
    /// A page about these participants, by the settings that are named or else those of their protocols.
    ///
    /// # Errors
    /// As [`Summary::of`].
    pub fn of(
        members: Vec<StudyMember>,
        named: Option<&EndpointSettings>,
    ) -> Result<StudyPage, Vec<Disagreement>> {
        let dates = || members.iter().map(|of| of.as_of);
        let as_of = dates().min().zip(dates().max());
        let sample = members.iter().any(|of| of.sample);
        let (mut studies, mut drugs) = (BTreeSet::new(), BTreeMap::new());
        let mut counted = Vec::with_capacity(members.len());
        for member in members {
            studies.insert(member.study);
            drugs.extend(member.drugs);
            counted.push(member.counted);
        }
        Ok(StudyPage {
            summary: Summary::of(counted, named)?,
            studies,
            drugs,
            as_of,
            sample,
            reports: BTreeMap::new(),
        })
    }
}

/// What every section is written from.
struct Page<'a> {
    text: Text,
    summary: &'a Summary,
    /// The drugs by their names.
    drugs: &'a BTreeMap<DrugId, String>,
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
/// The writer fails.
pub fn study(
    page: &StudyPage,
    failed: &[Failed],
    text: Text,
    to: &mut dyn Write,
) -> io::Result<()> {
    let of = Page {
        text,
        summary: &page.summary,
        drugs: &page.drugs,
        reports: &page.reports,
        failed,
    };
    let mut html = Html::new(to);
    frame(text, page.sample).write(&mut html, |html| {
        head(text, html);
        facts(&of, page, html);
        write_sections(text, &of, &sections(text), html);
    });
    html.finish()
}

/// Writes a page that says why nothing is counted, where the page about the study would stand.
///
/// # Errors
/// The writer fails.
pub fn study_not_counted(
    why: &[String],
    sample: bool,
    text: Text,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut html = Html::new(to);
    frame(text, sample).write(&mut html, |html| {
        head(text, html);
        for line in why {
            html.leaf("p", &[("class", "problem")], line);
        }
    });
    html.finish()
}

fn frame(text: Text, sample: bool) -> Frame {
    Frame {
        text,
        title: text.study_page_title(),
        running: text.study_page_title(),
        sample,
    }
}

fn head(text: Text, html: &mut Html) {
    html.leaf("h1", &[], &text.study_page_title());
    html.leaf("p", &[("class", "note")], &text.study_page_intro());
}

/// Which study, how many participants, up to when, and from what.
fn facts(of: &Page, page: &StudyPage, html: &mut Html) {
    let text = of.text;
    let cohort = &page.summary.cohort;
    let analysed = cohort.outcomes.len() as u64;
    let mut rows = vec![
        (
            text.report_fact_study(),
            text.sentences(&page.studies.iter().cloned().collect::<Vec<_>>()),
        ),
        (
            text.study_page_counted(),
            text.study_page_people(cohort.enrolled, cohort.treated, analysed),
        ),
    ];
    if let Some((first, last)) = page.as_of {
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
