//! What was handed out, counted and expected, by strength.

use crate::domain::calendar::SlotPosition;
use crate::domain::tablets::Balance;
use crate::report::tablets::written;

use super::Page;
use super::markup::Html;
use super::tables::{row, table};

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
                    row(html, &cells(page, balance));
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

fn cells(page: &Page, of: &Balance) -> Vec<String> {
    let text = page.text;
    let amount = |amount: Option<i128>| amount.map_or_else(String::new, |n| written(of, n));
    let whole = |units: u64| written(of, i128::from(units));
    let slot = |slot: SlotPosition| format!("{} {}", slot.date, text.period(slot.period));
    let share = match (of.adherence().percent(), &of.diary) {
        (Some(percent), Some(diary)) => {
            let terms = text.report_share_of(&amount(of.consumed()), &whole(diary.prescribed));
            text.clauses(vec![text.percent(percent), terms])
        }
        _ => text.not_applicable(),
    };
    vec![
        match of.strength {
            Some(strength) => text.mg(strength),
            None => text.all_strengths_in_mg(),
        },
        of.from.map_or_else(String::new, slot),
        of.to.map_or_else(|| text.up_to_now(), slot),
        whole(of.before),
        whole(of.dispensed),
        whole(of.lost),
        of.counted.map_or_else(String::new, whole),
        amount(of.expected()),
        amount(of.difference()),
        share,
    ]
}
