//! The figures: in short for each drug, then cycle by cycle, every percentage with its terms.

use crate::domain::adherence::{DrugAdherence, Measures};
use crate::text::Text;

use super::Page;
use super::markup::Html;
use super::tables::{Terms, bar, fraction, share, table};

/// Each drug, all cycles together.
pub(super) fn summary(page: &Page, html: &mut Html) {
    let text = page.text;
    let drugs = &page.participant.adherence.drugs;
    let heads = [
        text.report_column_drug(),
        text.report_measure_dose(),
        text.report_measure_recorded_only(),
        text.report_measure_coverage(),
        text.report_measure_correct_day(),
        text.report_measure_food(),
        text.report_measure_extra(),
    ];
    table(
        html,
        "summary",
        &text.report_summary_caption(),
        &heads,
        |html| {
            for of in drugs {
                let m = &of.all.measures;
                html.within("tr", &[], |html| {
                    let name = text.drug(page.diary, of.drug);
                    html.leaf("th", &[("scope", "row")], &name);
                    headline(html, text, m);
                    for measure in [
                        m.dose_adherence_recorded_only,
                        m.coverage,
                        m.correct_day_adherence,
                        m.food_rule,
                    ] {
                        share(html, text, measure, Terms::Counts);
                    }
                    html.leaf("td", &[], &m.counts.extra.to_string());
                });
            }
        },
    );
    html.leaf("p", &[("class", "note")], &text.report_bar_legend());
    html.leaf("p", &[], &text.report_adherence_is_no_verdict());
}

/// The headline figure with a bar: taken in full, recorded otherwise, not recorded.
fn headline(html: &mut Html, text: Text, measures: &Measures) {
    let measure = measures.dose_adherence;
    html.within("td", &[("class", "share head")], |html| {
        html.spelt("strong", &[], |to| {
            text.write_percent_or_none(measure.percent(), to);
        });
        let Some(ratio) = measure.ratio() else {
            return;
        };
        html.spelt("small", &[], |to| {
            fraction(text, ratio, Terms::Counts, to);
        });
        let (full, recorded) = (ratio.numerator(), measures.counts.recorded);
        let parts = [("full", full), ("otherwise", recorded.saturating_sub(full))];
        bar(html, &parts, ratio.denominator());
    });
}

/// Cycle by cycle.
pub(super) fn write(page: &Page, html: &mut Html) {
    let text = page.text;
    let drugs = &page.participant.adherence.drugs;
    let has_begun =
        |of: &&DrugAdherence| of.all.measures.counts.planned > 0 || !of.cycles.is_empty();
    if drugs.iter().filter(has_begun).count() == 0 {
        html.leaf("p", &[], &text.report_nothing_planned_yet());
        return;
    }
    for of in drugs {
        let name = text.drug(page.diary, of.drug);
        html.leaf("h3", &[], &name);
        slots(page, html, of, &name);
        shares(page, html, of, &name);
        let lines = remarks(page, of, &name);
        if !lines.is_empty() {
            html.within("ul", &[("class", "remarks")], |html| {
                for line in lines {
                    html.leaf("li", &[], &line);
                }
            });
        }
    }
}

/// The rows of a drug: each cycle with its dates, and all together.
fn rows_of(text: Text, of: &DrugAdherence) -> Vec<(String, String, &Measures)> {
    let dates = |from: String, to: String| format!("{from} – {to}");
    let cycles = of.cycles.iter().map(|cycle| {
        let dates = dates(cycle.from.to_string(), cycle.to.to_string());
        (cycle.cycle.to_string(), dates, &cycle.measures)
    });
    let whole = (text.all_cycles(), String::new(), &of.all.measures);
    cycles.chain([whole]).collect()
}

fn slots(page: &Page, html: &mut Html, of: &DrugAdherence, name: &str) {
    let text = page.text;
    let heads = [
        text.report_column_cycle(),
        text.report_column_dates(),
        text.report_count_planned(),
        text.report_count_held(),
        text.report_count_pending(),
        text.report_count_not_prescribed(),
        text.report_count_evaluable(),
        text.report_count_taken(),
        text.report_count_vomited(),
        text.report_count_partly(),
        text.report_count_missed(),
        text.report_count_unrecorded(),
        text.report_count_extra(),
        text.report_count_corrected(),
    ];
    table(
        html,
        "counts",
        &text.report_slots_caption(name),
        &heads,
        |html| {
            for (cycle, dates, m) in rows_of(text, of) {
                let c = &m.counts;
                let counts = [
                    c.planned,
                    c.held,
                    c.pending,
                    c.not_prescribed,
                    c.evaluable,
                    c.taken,
                    c.vomited,
                    c.partly_taken,
                    c.missed,
                    c.unrecorded,
                    c.extra,
                    c.corrected,
                ];
                html.within("tr", &[], |html| {
                    html.leaf("th", &[("scope", "row")], &cycle);
                    html.leaf("td", &[], &dates);
                    for count in counts {
                        html.within("td", &[], |html| html.count(count));
                    }
                });
            }
        },
    );
}

fn shares(page: &Page, html: &mut Html, of: &DrugAdherence, name: &str) {
    let text = page.text;
    let timed = of.all.measures.timing_adherence.ratio().is_some();
    let mut heads = vec![
        text.report_column_cycle(),
        text.report_measure_dose(),
        text.report_measure_recorded_only(),
        text.report_measure_amount(),
        text.report_measure_correct_day(),
        text.report_measure_food(),
    ];
    heads.extend(timed.then(|| text.report_measure_timing()));
    heads.extend([
        text.report_measure_intensity(),
        text.report_measure_coverage(),
        text.report_measure_same_day(),
    ]);
    table(
        html,
        "shares",
        &text.report_shares_caption(name),
        &heads,
        |html| {
            for (cycle, _, m) in rows_of(text, of) {
                let (counts, amounts) = (Terms::Counts, Terms::Amounts);
                let mut cells = vec![
                    (m.dose_adherence, counts),
                    (m.dose_adherence_recorded_only, counts),
                    (m.amount_adherence, amounts),
                    (m.correct_day_adherence, counts),
                    (m.food_rule, counts),
                ];
                cells.extend(timed.then_some((m.timing_adherence, counts)));
                cells.extend([
                    (m.dose_intensity, amounts),
                    (m.coverage, counts),
                    (m.same_day_entry, counts),
                ]);
                html.within("tr", &[], |html| {
                    html.leaf("th", &[("scope", "row")], &cycle);
                    for (measure, terms) in cells {
                        share(html, text, measure, terms);
                    }
                });
            }
        },
    );
}

/// What the tables do not say.
fn remarks(page: &Page, of: &DrugAdherence, name: &str) -> Vec<String> {
    let text = page.text;
    let (all, m) = (&of.all, &of.all.measures);
    let mut lines = Vec::new();
    if m.counts.held_unconfirmed > 0 {
        lines.push(text.report_held_not_confirmed(name, m.counts.held_unconfirmed));
    }
    if m.counts.extra > 0 {
        lines.push(text.report_extra_line(name, m.counts.extra, &text.mg(m.extra_mg)));
    }
    if let Some(percent) = all.relative_dose_intensity.percent() {
        lines.push(text.report_relative_intensity_line(name, &text.percent(percent)));
    }
    if let Some(p) = all.persistence {
        let days = text.days(i64::try_from(p.days).unwrap_or(i64::MAX));
        let (first, last) = (text.date_in_line(p.first), text.date_in_line(p.last));
        lines.push(text.report_persistence_line(name, &first, &last, &days));
    }
    if let Some(ended) = all.ended {
        let from = text.from_slot(ended.order.from);
        let reason = ended
            .reason
            .map(|reason| text.end_reason(reason).to_owned());
        let reason = reason.unwrap_or_else(|| text.report_reason_not_known());
        lines.push(text.report_ended_line_report(name, &from, &reason));
    }
    lines
}
