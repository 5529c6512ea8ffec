//! The sections that are tables: the results in short, the populations, adherence, what does not go together,
//! each participant, and how it was counted.

use crate::domain::endpoints::proportion::Proportion;
use crate::domain::endpoints::survival::{Curve, Follow};
use crate::domain::ids::SubjectCode;
use crate::report::study::{BANDS, percent};

use super::super::markup::Html;
use super::super::tables::{bar, row, table};
use super::Page;

/// Every endpoint with its interval.
pub(super) fn results(page: &Page, html: &mut Html) {
    let (text, summary) = (page.text, page.summary);
    let cohort = &summary.cohort;
    let level = summary.level();
    let heads = [
        text.study_page_endpoint(),
        text.study_page_count(),
        text.study_page_result(),
        text.study_page_interval(&level),
        text.study_page_how(),
    ];
    let caption = text.study_page_results_caption(&level);
    table(html, "results", &caption, &heads, |html| {
        rate(
            page,
            html,
            text.objective_response(),
            cohort.objective_response(),
        );
        rate(page, html, text.disease_control(), cohort.disease_control());
        time(
            page,
            html,
            text.progression_free(),
            &cohort.progression_free,
        );
        time(page, html, text.overall_survival(), &cohort.survival);
        time(
            page,
            html,
            text.response_duration(),
            &cohort.response_duration,
        );
        let safety = &cohort.safety;
        for (which, found) in [
            (text.trae_any(), safety.any),
            (text.trae_severe(), safety.severe),
            (text.trae_serious(), safety.serious),
        ] {
            rate(page, html, text.study_page_trae_rate(&which), found);
        }
    });
    html.leaf("p", &[("class", "note")], &text.study_page_not_reached());
}

fn rate(page: &Page, html: &mut Html, name: String, rate: Proportion) {
    let text = page.text;
    let none = || text.not_applicable();
    let interval = rate.interval(page.summary.cohort.rules.confidence_level);
    let limits = interval.map(|of| {
        let upper = text.percent(percent(of.upper));
        text.study_page_from_upto(&percent(of.lower), &upper)
    });
    let share = rate.share().map(|share| text.percent(percent(share)));
    let cells = [
        name,
        text.study_page_of(rate.count, rate.of),
        share.unwrap_or_else(none),
        limits.unwrap_or_else(none),
        text.study_page_exact(),
    ];
    row(html, &cells);
}

fn time(page: &Page, html: &mut Html, name: String, curve: &Curve) {
    let (text, summary) = (page.text, page.summary);
    let median = curve.median();
    let [lower, upper] = [median.lower, median.upper].map(|days| summary.months(days));
    let nobody = curve.steps.is_empty();
    let (result, limits) = match median.days {
        _ if nobody => (text.not_applicable(), text.not_applicable()),
        Some(days) => (
            text.study_page_median(&summary.months(Some(days))),
            text.study_page_from_upto(&lower, &upper),
        ),
        None => (
            text.study_page_median_not_reached(),
            text.study_page_from_upto(&lower, &upper),
        ),
    };
    let cells = [
        name,
        text.study_page_events_of(curve.events(), curve.at_risk(0)),
        result,
        limits,
        text.study_page_by_curve(),
    ];
    row(html, &cells);
}

/// Who is counted.
pub(super) fn populations(page: &Page, html: &mut Html) {
    let (text, cohort) = (page.text, &page.summary.cohort);
    let heads = [
        text.study_page_population(),
        text.study_page_count(),
        text.study_page_meaning(),
    ];
    let caption = text.study_page_populations_caption();
    table(html, "figures populations", &caption, &heads, |html| {
        let analysed = cohort.outcomes.len() as u64;
        for (name, count, meaning) in [
            (
                text.study_page_enrolled(),
                cohort.enrolled,
                text.study_page_enrolled_means(),
            ),
            (
                text.study_page_treated(),
                cohort.treated,
                text.study_page_treated_means(),
            ),
            (
                text.study_page_analysed(),
                analysed,
                text.study_page_analysed_means(),
            ),
        ] {
            row(html, &[name, count.to_string(), meaning]);
        }
    });
    if !cohort.left_out.is_empty() {
        let who: Vec<&str> = cohort.left_out.iter().map(SubjectCode::as_str).collect();
        html.leaf("p", &[], &text.study_page_left_out(&text.list(&who)));
    }
}

/// How adherence is spread, for each drug.
pub(super) fn adherence(page: &Page, html: &mut Html) {
    let text = page.text;
    html.leaf("p", &[], &text.spread_heading());
    html.leaf("p", &[("class", "note")], &text.study_page_band_legend());
    let heads = [
        text.study_page_band(),
        text.study_page_count(),
        text.study_page_share(),
        text.study_page_bar(),
    ];
    for spread in &page.summary.adherence {
        let drug = page.drug(spread.drug);
        let of = spread.known();
        let caption = text.adherent(&drug, spread.adherent(), of);
        table(html, "figures bars", &caption, &heads, |html| {
            for (nth, (band, count)) in BANDS.into_iter().zip(spread.bands).enumerate() {
                html.within("tr", &[], |html| {
                    html.leaf("th", &[("scope", "row")], &text.percent(band));
                    html.leaf("td", &[], &count.to_string());
                    let share = Proportion { count, of }.share();
                    let share = share.map(|share| text.percent(percent(share)));
                    html.leaf("td", &[], &share.unwrap_or_else(|| text.not_applicable()));
                    let class = if nth == 0 { "otherwise" } else { "full" };
                    html.within("td", &[], |html| bar(html, &[(class, count)], of));
                });
            }
        });
        if spread.not_applicable > 0 {
            let none = text.spread_not_applicable(spread.not_applicable);
            html.leaf("p", &[], &none);
        }
    }
}

/// What does not go together or is missing, and the files that are in no figure.
pub(super) fn listed(page: &Page, html: &mut Html) {
    let (text, cohort) = (page.text, &page.summary.cohort);
    if cohort.oddities.is_empty() {
        html.leaf("p", &[], &text.nothing_listed());
    } else {
        let heads = [text.report_fact_subject(), text.study_page_listed_what()];
        let caption = text.study_page_listed_caption();
        table(html, "listed", &caption, &heads, |html| {
            for (of, oddity) in &cohort.oddities {
                html.within("tr", &[], |html| {
                    subject(page, html, of);
                    let start = cohort.rules.start_date;
                    html.leaf("td", &[], &text.oddity(oddity, start));
                });
            }
        });
    }
    if !page.failed.is_empty() {
        let heads = [text.report_column_file(), text.report_column_why()];
        let caption = text.study_page_failed_caption();
        table(html, "failed", &caption, &heads, |html| {
            for file in page.failed {
                row(html, &[file.file.clone(), file.why.clone()]);
            }
        });
    }
}

/// A participant at the head of a row, leading to her report, if it stands beside the page.
fn subject(page: &Page, html: &mut Html, subject: &SubjectCode) {
    html.within("th", &[("scope", "row")], |html| {
        match page.reports.get(subject) {
            Some(file) => html.leaf("a", &[("href", file)], subject.as_str()),
            None => html.text(subject.as_str()),
        }
    });
}

/// The response and the times of each participant.
pub(super) fn outcomes(page: &Page, html: &mut Html) {
    let (text, summary) = (page.text, page.summary);
    if summary.cohort.outcomes.is_empty() {
        html.leaf("p", &[], &text.no_times());
        return;
    }
    let heads = [
        text.report_fact_subject(),
        text.study_page_best(),
        text.study_page_first_seen(),
        "PFS".to_owned(),
        "OS".to_owned(),
        "DoR".to_owned(),
    ];
    let months = |follow: Option<Follow>| match follow {
        Some(follow) => {
            let months = summary.months(Some(f64::from(follow.days)));
            let still = if follow.is_event { "" } else { "+" };
            format!("{months}{still}")
        }
        None => text.not_applicable(),
    };
    let caption = text.study_page_outcomes_caption();
    table(html, "figures outcomes", &caption, &heads, |html| {
        for (of, outcome) in &summary.cohort.outcomes {
            html.within("tr", &[], |html| {
                subject(page, html, of);
                html.leaf("td", &[], text.response(outcome.best.response));
                let seen = outcome.best.first_seen.map(|date| date.to_string());
                html.leaf("td", &[], &seen.unwrap_or_default());
                for follow in [
                    outcome.progression_free,
                    outcome.survival,
                    outcome.response_duration,
                ] {
                    html.leaf("td", &[], &months(follow));
                }
            });
        }
    });
}

/// The rules in short, and the settings.
pub(super) fn method(page: &Page, html: &mut Html) {
    let text = page.text;
    let terms = [
        (text.study_page_best(), text.study_page_method_best()),
        (
            text.pick("ORR, DCR", "ORR、DCR").to_owned(),
            text.study_page_method_rates(),
        ),
        (text.progression_free(), text.study_page_method_pfs()),
        (text.overall_survival(), text.study_page_method_os()),
        (text.response_duration(), text.study_page_method_dor()),
        (
            text.study_page_method_curve_word(),
            text.study_page_method_curve(),
        ),
        ("TRAE".to_owned(), text.study_page_method_trae()),
        (
            text.study_page_adherence(),
            text.study_page_method_adherence(),
        ),
    ];
    html.within("dl", &[("class", "method")], |html| {
        for (term, words) in terms {
            html.leaf("dt", &[], &term);
            html.leaf("dd", &[], &words);
        }
    });
    let heads = [
        text.study_page_setting(),
        text.study_page_value(),
        text.study_page_set_by(),
        text.study_page_meaning(),
    ];
    let caption = text.study_page_settings_caption();
    let enrolled = page.summary.cohort.enrolled;
    table(html, "settings", &caption, &heads, |html| {
        for setting in &page.summary.settings {
            let meaning = text.setting_meaning(setting.name).unwrap_or_default();
            let cells = [
                setting.name.to_owned(),
                setting.value.clone(),
                text.set_by(&setting.set_by, enrolled),
                meaning.to_owned(),
            ];
            row(html, &cells);
        }
    });
    html.leaf("p", &[("class", "note")], &text.study_page_more());
}
