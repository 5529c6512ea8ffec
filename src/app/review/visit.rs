//! The visit: when the copy was received, when the participant was here, what was looked at, and what waits.

use crate::domain::entry::Author;
use crate::domain::site::{SiteEvent, SiteRecord};

use super::super::page::Tone;
use super::desk;
use super::screen::{Act, Context, Page, Row};
use super::{record, trail};

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let participant = context.participant();
    let (diary, copy) = (&participant.diary, &participant.copy);
    let of_site = participant.record.as_ref();
    let none = || text.none_recorded();
    let receipt = of_site.and_then(|of_site| of_site.receipt_of(copy.last_seq, &copy.last_hash));
    let received = match (receipt, of_site.and_then(SiteRecord::last_receipt)) {
        (Some((at, _)), _) => text.report_stamp(at),
        (None, Some((at, _))) => text.received_another(&text.report_stamp(at)),
        (None, None) => none(),
    };
    let last = diary.history().last();
    let entries = i64::try_from(diary.history().len()).unwrap_or(i64::MAX);
    let last = last.map_or_else(String::new, |entry| text.report_stamp(entry.at));
    let mut page = Page::new()
        .pair(text.visit_received(), received)
        .pair(
            text.report_fact_file(),
            text.report_entries_up_to(&text.entries(entries), &last),
        )
        .pair(text.report_fact_code(), copy.code())
        .pair(
            text.visit_last(),
            last_visit(of_site, context).unwrap_or_else(none),
        )
        .pair(
            text.visit_reviewed(),
            last_review(of_site, context).unwrap_or_else(none),
        )
        .gap();
    let waiting: Vec<u64> = diary.unconfirmed().iter().map(|entry| entry.seq).collect();
    page = match waiting.is_empty() {
        true => page.text(Tone::Plain, text.nothing_to_confirm()),
        false => page.text(Tone::Caution, text.orders_wait(waiting.len())),
    };
    page = page.gap();
    page.columns = trail::columns(text);
    for row in waiting.iter().filter_map(|seq| diary.history().row(*seq)) {
        page = page.row(trail::row(row, context).roomy());
    }
    page = desk::of_visit(page, waiting.len(), context);
    for (place, row) in of_team(of_site, context).into_iter().enumerate() {
        page = page.row(match place {
            0 => row.below(Tone::Quiet, text.recorded_by_team()).apart(),
            _ => row,
        });
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// Visits, notes, reviews, confirmations and other medicines, newest first, as far as they count; all else stands
/// on the page that it is about.
fn of_team(of_site: Option<&SiteRecord>, context: &Context) -> Vec<Row> {
    let live = of_site
        .into_iter()
        .flat_map(|of_site| of_site.history().live_entries());
    let here = live.filter(|live| match live.event {
        SiteEvent::Visited(_)
        | SiteEvent::Noted(_)
        | SiteEvent::Reviewed(_)
        | SiteEvent::Confirmed(_)
        | SiteEvent::Medicine(_) => true,
        SiteEvent::Opened(_)
        | SiteEvent::Received(_)
        | SiteEvent::Dispensed(_)
        | SiteEvent::Returned(_)
        | SiteEvent::Lost(_)
        | SiteEvent::AdverseEvent(_)
        | SiteEvent::AdverseEventChanged(_)
        | SiteEvent::Assessed(_)
        | SiteEvent::NewTherapy(_)
        | SiteEvent::Died(_)
        | SiteEvent::LastAlive(_)
        | SiteEvent::Corrected(_)
        | SiteEvent::Recovered(_)
        | SiteEvent::Continued(_)
        | SiteEvent::Unknown(_) => false,
    });
    let seqs: Vec<u64> = here.map(|live| live.root.seq).collect();
    let newest_first = seqs.into_iter().rev();
    newest_first
        .filter_map(|seq| record::said_row(seq, context))
        .collect()
}

/// When the participant was here last, and who wrote that down.
fn last_visit(record: Option<&SiteRecord>, context: &Context) -> Option<String> {
    let text = context.text;
    let found = record?.history().live_entries().filter_map(|live| {
        let SiteEvent::Visited(visited) = live.event else {
            return None;
        };
        Some((visited.date, &live.root.by))
    });
    let (date, by) = found.last()?;
    Some(text.clauses(vec![text.date_in_line(date), initials(by, context)]))
}

/// Up to which entry the diary was marked as reviewed, when, and by whom.
fn last_review(record: Option<&SiteRecord>, context: &Context) -> Option<String> {
    let text = context.text;
    let found = record?.history().live_entries().filter_map(|live| {
        let SiteEvent::Reviewed(reviewed) = live.event else {
            return None;
        };
        Some((reviewed.last_seq, live.root))
    });
    let (entries, entry) = found.last()?;
    let entries = text.entries(i64::try_from(entries).unwrap_or(i64::MAX));
    let date = context.participant().diary.date_of(entry.at);
    Some(text.clauses(vec![
        text.date_in_line(date),
        entries,
        initials(&entry.by, context),
    ]))
}

fn initials(by: &Author, context: &Context) -> String {
    match by {
        Author::Patient {} => context.text.author(by),
        Author::Site { id } => id.to_string(),
    }
}
