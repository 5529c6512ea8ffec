//! What was handed out, counted and expected, by strength.

use crate::domain::tablets::Balance;
use crate::report::tablets::{write_amount, written};

use super::Page;
use super::markup::Html;
use super::tables::table;

pub(super) fn write(page: &Page, html: &mut Html) {
    let text = page.text;
    let balances = page.participant.balances();
    if balances.is_empty() {
        html.leaf("p", &[], &text.report_no_tablets());
        return;
    }
    for of_drug in balances.chunk_by(|a, b| a.drug == b.drug) {
        let Some(first) = of_drug.first() else {
            continue;
        };
        let name = text.drug(page.diary, first.drug);
        // The drug is in the caption.
        let heads: Vec<String> = text.tablet_columns().into_iter().skip(1).collect();
        table(
            html,
            "tablets",
            &text.report_tablets_caption(&name),
            &heads,
            |html| {
                for balance in of_drug {
                    html.within("tr", &[], |html| cells(page, html, balance));
                }
            },
        );
        let remarks = |balance| text.tablet_remarks(Some(page.diary), balance);
        let lines: Vec<String> = of_drug.iter().flat_map(remarks).collect();
        if !lines.is_empty() {
            html.within("ul", &[("class", "remarks")], |html| {
                for line in lines {
                    html.leaf("li", &[], &line);
                }
            });
        }
    }
}

fn cells(page: &Page, html: &mut Html, of: &Balance) {
    let text = page.text;
    let strength = match of.strength {
        Some(strength) => text.mg(strength),
        None => text.all_strengths_in_mg(),
    };
    html.leaf("th", &[("scope", "row")], &strength);
    for (slot, without) in [(of.from, String::new()), (of.to, text.up_to_now())] {
        html.spelt("td", &[], |to| match slot {
            Some(slot) => {
                slot.date.spell(to);
                to.push(' ');
                to.push_str(text.period(slot.period));
            }
            None => to.push_str(&without),
        });
    }
    for amount in [
        Some(i128::from(of.before)),
        Some(i128::from(of.dispensed)),
        Some(i128::from(of.lost)),
        of.counted.map(i128::from),
        of.expected(),
        of.difference(),
    ] {
        html.spelt("td", &[], |to| {
            if let Some(amount) = amount {
                write_amount(of, amount, to);
            }
        });
    }
    let share = match (of.adherence().percent(), &of.diary) {
        (Some(percent), Some(diary)) => {
            let consumed = of.consumed().map(|amount| written(of, amount));
            let whole = written(of, i128::from(diary.prescribed));
            let terms = text.report_share_of(&consumed.unwrap_or_default(), &whole);
            text.clauses(vec![text.percent(percent), terms])
        }
        _ => text.not_applicable(),
    };
    html.leaf("td", &[], &share);
}
