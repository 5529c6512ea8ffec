//! The summary as a page to read.

use super::{BANDS, Marks, Summary, curve, percent};
use crate::domain::endpoints::proportion::Proportion;
use crate::domain::endpoints::response::Response;
use crate::domain::endpoints::survival::Curve;
use crate::text::Text;

/// A line of text, or rows that are to be set in columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A line.
    Line(String),
    /// Rows of cells, the first of them the heading.
    Grid(Vec<Vec<String>>),
}

/// The page.
pub fn page(summary: &Summary, text: Text, marks: Marks) -> Vec<Part> {
    let cohort = &summary.cohort;
    let analysed = cohort.outcomes.len() as u64;
    let mut parts = vec![
        Part::Line(text.summary_heading(cohort.enrolled, cohort.treated, analysed)),
        Part::Line(String::new()),
    ];
    let mut line = |words: String| parts.push(Part::Line(words));
    line(text.response_heading());
    line(summary.share(
        text,
        &text.objective_response(),
        cohort.objective_response(),
    ));
    line(summary.share(text, &text.disease_control(), cohort.disease_control()));
    let counts = Response::ALL.map(|response| {
        let count = cohort.with_best(response);
        format!("{} {count}", response.code())
    });
    line(format!("  {}", text.list(&counts)));
    let names = [
        text.progression_free(),
        text.overall_survival(),
        text.response_duration(),
    ];
    for ((_, curve), name) in summary.curves().into_iter().zip(names) {
        line(String::new());
        line(name);
        for drawn in of_curve(summary, curve, text, marks) {
            line(drawn);
        }
    }
    line(String::new());
    safety(summary, text, &mut parts);
    adherence(summary, text, &mut parts);
    listed(summary, text, &mut parts);
    parts.push(Part::Line(String::new()));
    parts.push(Part::Line(text.settings_heading()));
    let settings = summary.settings.iter();
    let rows = settings.map(|setting| {
        let set_by = text.set_by(&setting.set_by, cohort.enrolled);
        vec![format!("  {}", setting.name), setting.value.clone(), set_by]
    });
    parts.push(Part::Grid(rows.collect()));
    parts
}

/// How adherence is spread.
fn adherence(summary: &Summary, text: Text, parts: &mut Vec<Part>) {
    parts.push(Part::Line(String::new()));
    parts.push(Part::Line(text.spread_heading()));
    let heading = BANDS.map(|band| format!("{band} %"));
    for spread in &summary.adherence {
        let name = spread.name.as_ref().map(|name| text.protocol(name));
        let drug = name.unwrap_or_else(|| spread.drug.to_string());
        parts.push(Part::Line(text.adherent(
            &drug,
            spread.adherent(),
            spread.known(),
        )));
        let bars = heading.iter().zip(spread.bands);
        parts.push(Part::Grid(
            bars.map(|(band, count)| {
                vec![
                    format!("  {band}"),
                    count.to_string(),
                    bar(count, spread.known()),
                ]
            })
            .collect(),
        ));
        if spread.not_applicable > 0 {
            parts.push(Part::Line(
                text.spread_not_applicable(spread.not_applicable),
            ));
        }
    }
}

/// What does not go together.
fn listed(summary: &Summary, text: Text, parts: &mut Vec<Part>) {
    let cohort = &summary.cohort;
    parts.push(Part::Line(String::new()));
    parts.push(Part::Line(text.listed_heading()));
    let listed = cohort.oddities.iter();
    parts.push(Part::Grid(
        listed
            .map(|(subject, oddity)| {
                let words = text.oddity(oddity, cohort.rules.start_date);
                vec![format!("  {subject}"), words]
            })
            .collect(),
    ));
    if cohort.oddities.is_empty() {
        parts.push(Part::Line(text.nothing_listed()));
    }
}

fn of_curve(summary: &Summary, curve: &Curve, text: Text, marks: Marks) -> Vec<String> {
    let Some(last) = curve.steps.last() else {
        return vec![text.no_times()];
    };
    let month = summary.cohort.rules.days_a_month;
    let median = curve.median();
    let mut lines = vec![text.median_months(
        &summary.months(median.days),
        &summary.level(),
        &summary.months(median.lower),
        &summary.months(median.upper),
        curve.events(),
        curve.at_risk(0),
    )];
    // Of a single day there is nothing to draw.
    if last.days > 1 {
        lines.extend(curve::drawn(curve, last.days, month, marks));
        lines.push(format!("       {}", text.axis_months()));
    }
    lines
}

fn safety(summary: &Summary, text: Text, parts: &mut Vec<Part>) {
    let safety = &summary.cohort.safety;
    let days = summary.cohort.rules.adverse_events_days;
    parts.push(Part::Line(text.trae_heading(days)));
    for (name, found) in [
        (text.trae_any(), safety.any),
        (text.trae_severe(), safety.severe),
        (text.trae_serious(), safety.serious),
    ] {
        parts.push(Part::Line(summary.share(text, &name, found)));
    }
    if !safety.terms.is_empty() {
        let mut rows = vec![text.trae_columns()];
        rows.extend(safety.terms.iter().map(|term| {
            let counts = term.by_grade.iter();
            let mut row = vec![text.term_named(&term.term)];
            row.extend(counts.map(u64::to_string));
            let of = Proportion {
                count: term.any(),
                of: safety.any.of,
            };
            let any = of.share().map(percent);
            let any = any.map(|any| text.percent(any)).unwrap_or_default();
            row.push(text.study_page_count_and_share(term.any(), &any));
            row
        }));
        parts.push(Part::Grid(rows));
    }
    if safety.outside > 0 {
        parts.push(Part::Line(text.trae_outside(safety.outside)));
    }
}

/// How many letters a bar has at most.
const LONGEST_BAR: u64 = 40;

/// A bar as long as a share of all.
fn bar(count: u64, of: u64) -> String {
    let letters = (count * LONGEST_BAR).div_ceil(of.max(1));
    "#".repeat(usize::try_from(letters).unwrap_or(0))
}
