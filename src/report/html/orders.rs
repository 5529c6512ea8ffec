//! The study team's orders, in the order in which they hold.

use crate::domain::calendar::{Moment, Period, SlotPosition};
use crate::domain::entry::Event;
use crate::domain::history::Live;

use super::Page;
use super::markup::Html;
use super::tables::{entry, table};

/// From where an order holds, when it was given if not when it was recorded, and whether the participant was
/// told it; `None` for what is no order.
fn order(event: &Event) -> Option<(SlotPosition, Option<Moment>, bool)> {
    match event {
        Event::CycleStarted(o) => {
            Some((SlotPosition::new(o.date, Period::Once), o.given_at, o.told))
        }
        Event::Prescribed(o) => Some((o.from, o.given_at, o.told)),
        Event::Held(o) => Some((o.from, o.given_at, o.told)),
        Event::Resumed(o) => Some((o.from, o.given_at, o.told)),
        Event::Stopped(o) => Some((o.from, o.given_at, o.told)),
        Event::Opened(_)
        | Event::Meal(_)
        | Event::Dose(_)
        | Event::Symptom(_)
        | Event::Contacted(_)
        | Event::Corrected(_)
        | Event::Settings(_)
        | Event::ProtocolChanged(_)
        | Event::Recovered(_)
        | Event::Continued(_)
        | Event::Confirmed(_)
        | Event::Medicine(_)
        | Event::Unknown(_) => None,
    }
}

pub(super) fn write(page: &Page, html: &mut Html) {
    let (text, diary) = (page.text, page.diary);
    let live = diary.history().live_entries();
    let mut orders: Vec<(SlotPosition, bool, Live)> = live
        .filter_map(|live| order(live.event).map(|(from, _, told)| (from, told, live)))
        .collect();
    orders.sort_by_key(|(from, _, live)| (from.rank(), live.root.seq));
    if orders.is_empty() {
        html.leaf("p", &[], &text.report_no_orders());
        return;
    }
    let heads = [
        text.report_column_entry(),
        text.report_column_from(),
        text.report_column_order(),
        text.report_column_by(),
        text.report_column_confirmed(),
    ];
    let unconfirmed: Vec<u64> = diary.unconfirmed().iter().map(|entry| entry.seq).collect();
    table(
        html,
        "orders",
        &text.report_orders_caption(),
        &heads,
        |html| {
            for (from, told, live) in orders {
                let waits = unconfirmed.contains(&live.root.seq);
                html.within("tr", &[], |html| {
                    html.within("th", &[("scope", "row")], |html| {
                        entry(html, page, live.root.seq);
                    });
                    html.leaf("td", &[], &text.from_slot(from));
                    html.leaf("td", &[], &text.event(diary, live.event));
                    html.leaf("td", &[], &text.author(&live.root.by));
                    let class = if waits { "odd" } else { "" };
                    let words = match (told, waits) {
                        (false, _) => text.report_by_staff(),
                        (true, false) => text.report_told_confirmed(),
                        (true, true) => text.report_told_unconfirmed(),
                    };
                    html.leaf("td", &[("class", class)], &words);
                });
            }
        },
    );
}
