//! The responses: the best of each participant, and the rates with their intervals as a picture.

use crate::domain::endpoints::proportion::Proportion;
use crate::domain::endpoints::response::Response;
use crate::report::study::percent;

use super::super::drawing::{label, path, rect, svg};
use super::super::markup::Html;
use super::super::tables::{bar, table};
use super::Page;

/// The picture, in its own units: its width, where the axis of shares begins and ends, the height of a rate,
/// and what the axis takes.
const WIDE: i32 = 760;
const LEFT: i32 = 250;
const RIGHT: i32 = 600;
const RATE: i32 = 30;
const AXIS: i32 = 40;

pub(super) fn write(page: &Page, html: &mut Html) {
    let text = page.text;
    let cohort = &page.summary.cohort;
    let of = cohort.outcomes.len() as u64;
    let heads = [
        text.study_page_best(),
        text.study_page_count(),
        text.study_page_share(),
        text.study_page_bar(),
    ];
    table(
        html,
        "figures bars",
        &text.study_page_best_caption(),
        &heads,
        |html| {
            for response in Response::ALL {
                let count = cohort.with_best(response);
                html.within("tr", &[], |html| {
                    html.leaf("th", &[("scope", "row")], text.response(response));
                    html.leaf("td", &[], &count.to_string());
                    let share = Proportion { count, of }.share();
                    let share = share.map(|share| text.percent(percent(share)));
                    let share = share.unwrap_or_else(|| text.not_applicable());
                    html.leaf("td", &[], &share);
                    html.within("td", &[], |html| bar(html, &[("full", count)], of));
                });
            }
        },
    );
    if of > 0 {
        html.within("figure", &[], |html| rates(page, html));
    }
}

/// The rates with their intervals on one axis.
fn rates(page: &Page, html: &mut Html) {
    let (text, cohort) = (page.text, &page.summary.cohort);
    let level = page.summary.level();
    let rates = [
        (text.objective_response(), cohort.objective_response()),
        (text.disease_control(), cohort.disease_control()),
    ];
    let words = rates
        .iter()
        .map(|(name, rate)| page.summary.share(page.text, name, *rate));
    let description = text.sentences(&words.collect::<Vec<_>>());
    let named = (text.study_page_rates_picture(&level), description);
    let floor = RATE * 2 + 4;
    svg(
        html,
        "rates",
        "rates",
        (WIDE, floor + AXIS),
        &named,
        |html| {
            let x = |share: f64| LEFT + (share * f64::from(RIGHT - LEFT)).round() as i32;
            for fifth in 0..=5_i32 {
                let at = x(f64::from(fifth) / 5.0);
                path(html, "grid", &format!("M{at} 0V{floor}"));
                label(html, "number", (at, floor + 15), &(fifth * 20).to_string());
            }
            path(html, "frame", &format!("M{LEFT} {floor}H{RIGHT}"));
            label(
                html,
                "time",
                (RIGHT, floor + 32),
                &text.study_page_axis_percent(),
            );
            for (nth, (name, rate)) in (0..).zip(&rates) {
                let y = RATE / 2 + RATE * nth;
                label(html, "name", (0, y + 4), name);
                let interval = rate.interval(cohort.rules.confidence_level);
                let (Some(share), Some(interval)) = (rate.share(), interval) else {
                    continue;
                };
                let (from, to) = (x(interval.lower), x(interval.upper));
                let up = y - 5;
                path(
                    html,
                    "whisker",
                    &format!("M{from} {up}v10M{from} {y}H{to}M{to} {up}v10"),
                );
                rect(html, "point", (x(share) - 4, y - 4), (8, 8));
                let [share, lower, upper] = [share, interval.lower, interval.upper].map(percent);
                let limits = text.study_page_from_upto(&lower, &upper);
                let words = text.study_page_with_limits(&share, &limits);
                label(html, "figure", (RIGHT + 14, y + 4), &words);
            }
        },
    );
}
