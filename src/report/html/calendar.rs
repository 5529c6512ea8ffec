//! The calendar: for each row of days a picture, the orders that begin in it, and the same in words.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::calendar::{DiaryDate, Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::Tier;
use crate::domain::ids::DrugId;
use crate::domain::orders::{Known, Running};
use crate::domain::participant::Participant;
use crate::domain::protocol::Protocol;
use crate::domain::site::SiteEvent;
use crate::domain::slots::{self, Day};
use crate::domain::stretches::{Stretch, stretches};

use super::marks::Mark;
use super::markup::Html;
use super::{Page, days, picture, tables};

/// A row of days with everything that is drawn and said of it.
pub(super) struct Row<'a> {
    /// Its name: "Cycle 2".
    pub(super) name: String,
    /// Its days.
    pub(super) stretch: Stretch<'a>,
    /// The rules of its cycle.
    pub(super) rules: &'a Protocol,
    /// What stands on each day.
    pub(super) days: Vec<OneDay>,
}

/// What stands on a day.
pub(super) struct OneDay {
    /// The date.
    pub(super) date: DiaryDate,
    /// Its slots and extra doses.
    pub(super) doses: Day,
    /// The symptoms that began, or were recorded, on it: how urgent, and their entries.
    pub(super) symptoms: Vec<(Tier, u64)>,
    /// Whether the participant came to a visit.
    pub(super) visit: bool,
}

/// What is known beside the doses, by date.
struct Beside {
    symptoms: BTreeMap<DiaryDate, Vec<(Tier, u64)>>,
    visits: BTreeSet<DiaryDate>,
}

pub(super) fn write(page: &Page, html: &mut Html) {
    let text = page.text;
    html.leaf("p", &[("class", "note")], &text.report_calendar_intro());
    let beside = Beside {
        symptoms: symptoms(page.diary),
        visits: visits(page.participant),
    };
    let rows: Vec<Row> = stretches(page.diary, page.today)
        .into_iter()
        .map(|stretch| row(page, stretch, &beside))
        .collect();
    let used: BTreeSet<Mark> = rows
        .iter()
        .flat_map(|row| picture::marks(page, row))
        .collect();
    picture::legend(page, html, &used);
    for (at, row) in rows.iter().enumerate() {
        html.leaf("h3", &[], &row.name);
        html.within("figure", &[], |html| {
            picture::picture(page, html, row, at);
        });
        orders(page, html, row);
        days::table(page, html, row);
    }
}

fn row<'a>(page: &Page<'a>, stretch: Stretch<'a>, beside: &Beside) -> Row<'a> {
    let (text, diary) = (page.text, page.diary);
    let name = match stretch.cycle {
        Some((cycle, 1)) => text.cycle_word(cycle.number),
        Some((cycle, day)) => text.report_calendar_longer(cycle.number, day),
        None => text.report_calendar_before(),
    };
    let day = |date| OneDay {
        date,
        doses: slots::day(diary, date, page.now),
        symptoms: beside.symptoms.get(&date).cloned().unwrap_or_default(),
        visit: beside.visits.contains(&date),
    };
    Row {
        name,
        rules: stretch
            .cycle
            .map_or(diary.rules(), |(cycle, _)| diary.rules_of(cycle)),
        days: stretch.dates().map(day).collect(),
        stretch,
    }
}

fn symptoms(diary: &Diary) -> BTreeMap<DiaryDate, Vec<(Tier, u64)>> {
    let mut found: BTreeMap<DiaryDate, Vec<(Tier, u64)>> = BTreeMap::new();
    for record in diary.symptoms() {
        let (Some(symptom), Some(live)) =
            (diary.symptom(record.seq), diary.history().live(record.seq))
        else {
            continue;
        };
        let date = symptom
            .noticed_on
            .unwrap_or_else(|| diary.date_of(live.recorded_at()));
        let tier = symptom.urgency();
        found.entry(date).or_default().push((tier, record.seq));
    }
    found
}

fn visits(participant: &Participant) -> BTreeSet<DiaryDate> {
    let live = participant
        .record
        .iter()
        .flat_map(|record| record.history().live_entries());
    let dates = live.filter_map(|live| {
        let SiteEvent::Visited(visited) = live.event else {
            return None;
        };
        Some(visited.date)
    });
    dates.collect()
}

/// The orders for a drug that begin in a row, by the place from which they hold.
pub(super) fn flags(diary: &Diary, row: &Row, drug: DrugId) -> Vec<(SlotPosition, Vec<u64>)> {
    let mut found: Vec<(SlotPosition, Vec<u64>)> = Vec::new();
    let mut orders: Vec<_> = diary.course(drug).orders().collect();
    orders.sort_by_key(|order| (order.from.rank(), order.seq));
    for order in orders {
        if row.stretch.column_of(order.from.date).is_none() {
            continue;
        }
        match found.last_mut() {
            Some((from, seqs)) if from.rank() == order.from.rank() => {
                if !seqs.contains(&order.seq) {
                    seqs.push(order.seq);
                }
            }
            Some(_) | None => found.push((order.from, vec![order.seq])),
        }
    }
    found
}

/// From which half of the row's days to which a drug is paused; counted from 0, the end not included.
pub(super) fn pauses(diary: &Diary, row: &Row, drug: DrugId) -> Vec<(u16, u16)> {
    let course = diary.course(drug);
    if course.pauses.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u16, u16)> = Vec::new();
    let halves = row
        .stretch
        .dates()
        .flat_map(|date| [Period::Am, Period::Pm].map(|half| SlotPosition::new(date, half)));
    for (at, place) in (0..).zip(halves) {
        let paused = match course.running(place, Known::All) {
            Running::Held(_) => true,
            Running::Yes | Running::Stopped(_) => false,
        };
        match found.last_mut() {
            Some((_, end)) if paused && *end == at => *end = at + 1,
            Some(_) | None if paused => found.push((at, at + 1)),
            Some(_) | None => {}
        }
    }
    found
}

/// The orders that begin in a row, in words.
fn orders(page: &Page, html: &mut Html, row: &Row) {
    let drugs = row.rules.drugs.iter();
    let seqs: BTreeSet<u64> = drugs
        .flat_map(|drug| flags(page.diary, row, drug.id))
        .flat_map(|(_, seqs)| seqs)
        .collect();
    if seqs.is_empty() {
        return;
    }
    html.within("ul", &[("class", "flags")], |html| {
        for seq in seqs {
            html.within("li", &[], |html| {
                tables::entry(html, page, seq);
                html.text(" ");
                if let Some(live) = page.diary.history().live(seq) {
                    html.text(&page.text.event(page.diary, live.event));
                }
            });
        }
    });
}
