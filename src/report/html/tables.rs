//! Tables, and the cells that every section has: a share with its terms, an entry by its number.

use crate::domain::adherence::{Measure, Ratio};
use crate::domain::spell;
use crate::domain::units::Milligrams;
use crate::text::Text;

use super::Page;
use super::markup::Html;

/// A table with its caption, the heads of its columns, and its rows.
pub(super) fn table(
    html: &mut Html,
    class: &str,
    caption: &str,
    heads: &[String],
    rows: impl FnOnce(&mut Html),
) {
    html.within("table", &[("class", class)], |html| {
        html.leaf("caption", &[], caption);
        html.within("thead", &[], |html| {
            html.within("tr", &[], |html| {
                for head in heads {
                    html.leaf("th", &[("scope", "col")], head);
                }
            });
        });
        html.within("tbody", &[], rows);
    });
}

/// A row of texts; the first names it.
pub(super) fn row(html: &mut Html, cells: &[String]) {
    html.within("tr", &[], |html| {
        for (at, cell) in cells.iter().enumerate() {
            match at {
                0 => html.leaf("th", &[("scope", "row")], cell),
                _ => html.leaf("td", &[], cell),
            }
        }
    });
}

/// What a share is made of.
#[derive(Clone, Copy)]
pub(super) enum Terms {
    /// Numbers of doses or days.
    Counts,
    /// Amounts, kept in micrograms.
    Amounts,
}

/// A percentage with its numerator and denominator below it.
pub(super) fn share(html: &mut Html, text: Text, measure: Measure, terms: Terms) {
    html.within("td", &[("class", "share")], |html| {
        html.spelt("strong", &[], |to| {
            text.write_percent_or_none(measure.percent(), to);
        });
        if let Some(ratio) = measure.ratio() {
            html.spelt("small", &[], |to| fraction(text, ratio, terms, to));
        }
    });
}

/// Writes "17 of 20", "17/20" behind a text.
pub(super) fn fraction(text: Text, ratio: Ratio, terms: Terms, to: &mut String) {
    let write = |term: u64, to: &mut String| match terms {
        Terms::Counts => spell::count(term, to),
        Terms::Amounts => Milligrams::from_micrograms(term).spell(to),
    };
    write(ratio.numerator(), to);
    to.push_str(text.report_share_of_sign());
    write(ratio.denominator(), to);
    match terms {
        Terms::Counts => {}
        Terms::Amounts => to.push_str(" mg"),
    }
}

/// A bar, its parts by their classes, each as long as its share of the whole; the figures stand beside it.
pub(super) fn bar(html: &mut Html, parts: &[(&str, u64)], whole: u64) {
    let attributes = [("class", "bar"), ("aria-hidden", "true")];
    html.within("span", &attributes, |html| {
        for (class, count) in parts.iter().filter(|(_, count)| *count > 0) {
            let width = match Measure::of(*count, whole).percent() {
                Some(percent) => format!("width:{percent}%"),
                None => "width:0".to_owned(),
            };
            html.leaf("span", &[("class", class), ("style", &width)], "");
        }
    });
}

/// The number of an entry of the diary, leading to it in the audit trail.
pub(super) fn entry(html: &mut Html, page: &Page, seq: u64) {
    if page.diary.history().entry(seq).is_some() {
        html.entry("a", "href", ("#e", seq), |html| html.count(seq));
    } else {
        html.count(seq);
    }
}

/// Numbers of entries, one behind the other.
pub(super) fn entries(html: &mut Html, page: &Page, seqs: &[u64]) {
    for (at, seq) in seqs.iter().enumerate() {
        if at > 0 {
            html.text(page.text.pick(", ", "、"));
        }
        entry(html, page, *seq);
    }
}
