//! Treatment-related adverse events by term and highest grade.

use crate::domain::endpoints::cohort::Term;
use crate::domain::endpoints::proportion::Proportion;
use crate::report::study::percent;

use super::super::markup::Html;
use super::super::tables::{bar, table};
use super::Page;

pub(super) fn write(page: &Page, html: &mut Html) {
    let (text, cohort) = (page.text, &page.summary.cohort);
    let safety = &cohort.safety;
    let days = cohort.rules.adverse_events_days;
    html.leaf("p", &[], &text.trae_heading(days));
    if safety.terms.is_empty() {
        html.leaf("p", &[], &text.study_page_no_trae());
    } else {
        html.leaf("p", &[("class", "note")], &text.study_page_terms_legend());
        let mut heads = vec![text.report_column_term()];
        heads.extend((1..=5).map(|grade| text.study_page_grade(grade)));
        heads.extend([
            text.study_page_severe(),
            text.study_page_any_grade(),
            text.study_page_bar(),
        ]);
        let caption = text.study_page_terms_caption(safety.any.of);
        table(html, "figures terms bars", &caption, &heads, |html| {
            for term in &safety.terms {
                one(page, html, term, safety.any.of);
            }
        });
    }
    if safety.outside > 0 {
        html.leaf("p", &[], &text.trae_outside(safety.outside));
    }
}

fn one(page: &Page, html: &mut Html, term: &Term, of: u64) {
    let text = page.text;
    let (any, severe) = (term.any(), term.severe());
    let counted = |count: u64| {
        let share = Proportion { count, of }.share().map(percent);
        let share = share.map(|share| text.percent(share)).unwrap_or_default();
        text.study_page_count_and_share(count, &share)
    };
    html.within("tr", &[], |html| {
        html.leaf("th", &[("scope", "row")], &text.term_named(&term.term));
        for count in term.by_grade {
            html.leaf("td", &[], &count.to_string());
        }
        html.leaf("td", &[], &counted(severe));
        html.leaf("td", &[("class", "sum")], &counted(any));
        html.within("td", &[], |html| {
            bar(html, &[("full", severe), ("otherwise", any - severe)], of);
        });
    });
}
