//! `site tablets`: what was handed out, counted and expected, and the pill count (ruling 30).

use super::Files;
use super::options::Tablets;
use crate::cli::adherence::Format;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::grid::grid;
use crate::cli::output::Out;
use crate::domain::adherence::{AsOf, adherence};
use crate::domain::diary::Diary;
use crate::domain::tablets::{Balance, balances};
use crate::report::table::{Form, Rows};
use crate::report::tablets as report;
use crate::text::Text;

/// Prints every balance.
pub(super) fn run(context: &Context, out: &mut Out, options: &Tablets) -> Result<(), Failure> {
    let text = context.staff_text();
    let at = Files::open(context, &options.place)?;
    let Some(record) = &at.record else {
        let subject = at.subject.as_str();
        return Err(Failure::InWords(vec![text.no_site_record(subject)]));
    };
    let figures = at.diary.as_ref().map(|diary| {
        // Up to the receipt (ruling 27); a copy that was put there by hand has none.
        let head = at.head.as_ref();
        let receipt = head.and_then(|h| record.receipt_of(h.seq, &h.hash.to_string()));
        let last = diary.history().last().map(|entry| entry.at);
        let cut = receipt.map(|(at, _)| at).or(last);
        let cut = cut.unwrap_or_else(|| context.now());
        (diary, adherence(diary, AsOf::Now(cut)))
    });
    let rows = balances(
        record,
        figures.as_ref().map(|(diary, figures)| (*diary, figures)),
    );
    let table = |form| {
        let write = |to: &mut Rows| report::write(&at.subject, &rows, to);
        report::COLUMNS.whole(form, write)
    };
    match options.format {
        Format::Csv => out.text(&table(Form::Csv)),
        Format::Json => out.line(table(Form::Json).trim_end()),
        Format::Table if rows.is_empty() => out.line(text.nothing_dispensed()),
        Format::Table => {
            let mut cells = vec![text.tablet_columns()];
            let diary = at.diary.as_ref();
            cells.extend(rows.iter().map(|row| line(text, diary, row)));
            grid(out, cells);
            for row in &rows {
                for line in text.tablet_remarks(diary, row) {
                    out.line(line);
                }
            }
            if figures.is_none() {
                out.line(text.no_diary_for_tablets());
            }
        }
    }
    Ok(())
}

fn line(text: Text, diary: Option<&Diary>, row: &Balance) -> Vec<String> {
    let amount = |amount: Option<i128>| {
        amount.map_or_else(String::new, |amount| report::written(row, amount))
    };
    let whole = |units: u64| report::written(row, i128::from(units));
    let share = match (row.adherence().ratio(), row.diary.as_ref()) {
        (Some(ratio), Some(diary)) => {
            let (part, all) = (amount(row.consumed()), whole(diary.prescribed));
            format!("{} {part}/{all}", text.percent(ratio.percent()))
        }
        _ => text.not_applicable(),
    };
    vec![
        diary.map_or_else(
            || row.drug.to_string(),
            |diary| text.short_drug(diary, row.drug),
        ),
        match row.strength {
            Some(strength) => text.mg(strength),
            None => text.all_strengths_in_mg(),
        },
        row.from.map_or_else(String::new, report::slot_code),
        row.to.map_or_else(|| text.up_to_now(), report::slot_code),
        whole(row.before),
        whole(row.dispensed),
        whole(row.lost),
        row.counted.map_or_else(String::new, whole),
        amount(row.expected()),
        amount(row.difference()),
        share,
    ]
}
