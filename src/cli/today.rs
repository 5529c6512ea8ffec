//! `today`: what is due on a day, and what asks for a call.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::files::{journal_error, line_problem};
use super::json::DayPage;
use super::output::Out;
use super::values;
use crate::domain::calendar::Moment;
use crate::domain::diary::Diary;
use crate::domain::phase::Phase;
use crate::domain::plain_text::harmless_json;
use crate::domain::protocol::Bilingual;
use crate::domain::slots::Status;
use crate::domain::today::{DaySlot, Today, today};
use crate::journal::JournalError;
use crate::runtime::Store;
use crate::text::Text;

/// Which day, and how.
#[derive(Debug, Default, Args)]
pub(super) struct Options {
    /// The diary date [default: today's]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// As JSON, as documented in docs/json-output.md
    #[arg(long)]
    json: bool,
}

/// Prints the page of a day.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let store = context.open()?;
    show(context, out, &store, options)
}

/// Prints the page of a day of an open diary.
pub(super) fn show(
    context: &Context,
    out: &mut Out,
    store: &Store,
    options: &Options,
) -> Result<(), Failure> {
    let (text, diary, now) = (context.text(), store.diary(), context.now());
    let date = match &options.date {
        Some(date) => values::date(text, "--date", date)?,
        None => diary.date_of(now),
    };
    let page = today(diary, date, now);
    if options.json {
        let page = DayPage::of(diary, &page, now, store.damage().is_some());
        let json = serde_json::to_string_pretty(&page);
        let json = json.map_err(|error| Failure::Output(error.into()))?;
        out.line(harmless_json(json));
    } else {
        file_state(text, out, store);
        print(text, out, diary, &page, now);
    }
    match store.damage() {
        None => Ok(()),
        Some(damage) => Err(Failure::Journal(JournalError::Damaged {
            path: store.path().to_path_buf(),
            damage: damage.clone(),
        })),
    }
}

/// What must be known of the file before anything that it says (ruling 24).
pub(super) fn file_state(text: Text, out: &mut Out, store: &Store) {
    if let Some(damage) = store.damage() {
        let problem = line_problem(text, &damage.problem);
        out.line(text.file_damaged(damage.line, &problem));
        out.line(text.file_damaged_state());
        out.line(text.write_on_paper());
        out.line("");
    }
    if store.damage().is_none()
        && let Some(refusal) = store.refusal_to_write()
    {
        out.line(text.nothing_can_be_recorded());
        for line in journal_error(text, &refusal) {
            out.line(line);
        }
        out.line("");
    }
    if let Some(tail) = store.torn_tail() {
        out.line(text.torn_tail_found(tail.bytes));
        out.line("");
    }
}

fn print(text: Text, out: &mut Out, diary: &Diary, page: &Today, now: Moment) {
    if diary.is_sample() {
        out.line(text.sample_data());
    }
    out.line(format!(
        "{}  {}",
        diary.subject(),
        text.phase(diary, page.phase)
    ));
    out.line(match page.is_today {
        true => text.date_time(now),
        false => text.date(page.date),
    });
    warnings(text, out, diary, page);
    let slots = &page.slots;
    if slots.is_empty() {
        out.line("");
        out.line(text.nothing_today());
        if matches!(page.phase, Phase::Waiting { .. }) {
            out.line(text.protocol(&diary.rules().next_cycle.value));
        }
    }
    for day in slots {
        out.line("");
        slot(text, out, diary, day, now, !page.warnings.is_empty());
    }
    for extra in &page.extras {
        out.line("");
        let drug = text.drug_period(diary, extra.drug, extra.period);
        out.line(text.extra_dose_line(&drug, &text.mg(extra.mg)));
    }
    rules_of_the_day(text, out, diary, slots);
    below(text, out, diary, page);
}

fn warnings(text: Text, out: &mut Out, diary: &Diary, page: &Today) {
    if page.clock_went_back {
        out.line(text.clock_went_back());
    }
    if page.warnings.is_empty() {
        return;
    }
    out.line("");
    for warning in &page.warnings {
        out.line(text.warning(diary, warning));
    }
    for line in text.call_lines(diary) {
        out.line(line);
    }
}

fn slot(text: Text, out: &mut Out, diary: &Diary, day: &DaySlot, now: Moment, warned: bool) {
    let slot = &day.state.slot;
    let status = text.status_at(&day.state);
    out.line(format!("{}  [{status}]", text.slot(diary, slot)));
    let mut what = vec![text.units_counted(diary, slot.drug, &day.state.units)];
    let drug = diary.rules().drug(slot.drug);
    what.extend(drug.and_then(|drug| text.food_rule(drug)));
    if day.state.status != Status::NotPrescribed {
        out.line(format!("  {}", text.clauses(what)));
    }
    for line in text.what_to_do(diary, day, now, warned) {
        out.line(format!("  {line}"));
    }
}

/// What the site has set for a day with several drugs.
fn rules_of_the_day(text: Text, out: &mut Out, diary: &Diary, slots: &[DaySlot]) {
    let first = slots.first().map(|day| day.state.slot.drug);
    let several = slots.iter().any(|day| Some(day.state.slot.drug) != first);
    let rule = |rule: &Option<crate::domain::protocol::Rule<Bilingual>>| {
        rule.as_ref().map(|rule| text.protocol(&rule.value))
    };
    if several && let Some(order) = rule(&diary.rules().order_of_drugs) {
        out.line("");
        out.line(order);
    }
}

fn below(text: Text, out: &mut Out, diary: &Diary, page: &Today) {
    if !page.yesterday.is_empty() && page.is_today {
        let open: Vec<String> = page
            .yesterday
            .iter()
            .map(|state| text.slot(diary, &state.slot))
            .collect();
        out.line("");
        out.line(text.yesterday_open(&open.join(text.pick("; ", "；"))));
    }
    if !page.unconfirmed.is_empty() {
        let numbers: Vec<String> = page.unconfirmed.iter().map(|e| e.seq.to_string()).collect();
        let entries = text.list(&numbers);
        out.line("");
        out.line(text.orders_unconfirmed(&entries));
    }
    out.line("");
    out.line(text.phones(diary.phones()));
    out.line(text.nobody_is_watching());
}
