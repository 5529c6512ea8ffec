//! The audit trail: every entry as it was recorded, when it happened beside when it was recorded, and for a
//! correction the old content and the new.

use chrono::FixedOffset;

use crate::domain::calendar::Moment;
use crate::domain::days::{days_late, happened_on};
use crate::domain::entry::{ClockKind, Content, Corrected, Entry, Event};
use crate::domain::history::{Fate, History, Row};
use crate::domain::site::SiteEvent;
use crate::text::Text;

use super::Page;
use super::markup::Html;
use super::tables::table;

pub(super) fn write(page: &Page, html: &mut Html) {
    let text = page.text;
    html.leaf("p", &[("class", "note")], &text.report_trail_intro());
    let heads = [
        text.report_column_entry(),
        text.report_column_happened(),
        text.report_column_recorded(),
        text.report_column_by(),
        text.report_column_what(),
    ];
    let history = page.diary.history();
    let usual = history.rows().next().map(|row| *row.entry.at.offset());
    let say = |event: &Event, to: &mut String| text.write_event(page.diary, event, to);
    let written = Written {
        text,
        usual,
        say: &say,
    };
    table(
        html,
        "trail",
        &text.report_trail_caption(),
        &heads,
        |html| {
            for row in history.rows() {
                html.entry("tr", "id", ("e", row.entry.seq), |html| {
                    html.within("th", &[("scope", "row")], |html| html.count(row.entry.seq));
                    html.spelt("td", &[], |to| happened(page, row.entry, to));
                    written.rest(html, history, row, late(page, row.entry));
                });
            }
        },
    );
    let Some(record) = &page.participant.record else {
        return;
    };
    let heads = [
        text.report_column_entry(),
        text.report_column_recorded(),
        text.report_column_by(),
        text.report_column_what(),
    ];
    let say = |event: &SiteEvent, to: &mut String| {
        to.push_str(&text.site_event(Some(page.diary), event));
    };
    let written = Written {
        text,
        usual,
        say: &say,
    };
    let history = record.history();
    table(
        html,
        "trail site",
        &text.report_site_trail_caption(),
        &heads,
        |html| {
            for row in history.rows() {
                html.entry("tr", "id", ("s", row.entry.seq), |html| {
                    html.within("th", &[("scope", "row")], |html| html.count(row.entry.seq));
                    written.rest(html, history, row, None);
                });
            }
        },
    );
}

/// What an entry is about, where a correction is about what it puts in the place of another.
fn content(event: &Event) -> Option<&Event> {
    match event {
        Event::Corrected(corrected) => corrected.replacement.as_ref(),
        other => Some(other),
    }
}

/// When what an entry says happened, where that is another thing than when it was recorded.
fn happened(page: &Page, entry: &Entry, to: &mut String) {
    let Some(event) = content(&entry.event) else {
        return;
    };
    let moment = match event {
        Event::Dose(dose) => dose.taken_at,
        Event::Meal(meal) => Some(meal.ended_at),
        Event::Contacted(contacted) => contacted.spoken_at,
        Event::Prescribed(order) => order.given_at,
        Event::CycleStarted(order) => order.given_at,
        Event::Held(order) => order.given_at,
        Event::Resumed(order) => order.given_at,
        Event::Stopped(order) => order.given_at,
        Event::Symptom(_) => None,
        Event::Opened(_)
        | Event::Corrected(_)
        | Event::Settings(_)
        | Event::ProtocolChanged(_)
        | Event::Recovered(_)
        | Event::Continued(_)
        | Event::Confirmed(_)
        | Event::Medicine(_)
        | Event::Unknown(_) => return,
    };
    match moment {
        Some(moment) => page.text.write_stamp(moment, to),
        None => happened_on(page.diary, event, entry.at).spell(to),
    }
}

/// How many days late it was recorded.
fn late(page: &Page, entry: &Entry) -> Option<String> {
    let days = days_late(page.diary, content(&entry.event)?, entry.at);
    (days > 0).then(|| page.text.report_days_later(&page.text.days(days)))
}

/// What is the same for the diary and the site record.
struct Written<'a, E> {
    text: Text,
    /// The offset that needs no mention.
    usual: Option<FixedOffset>,
    /// An event in words.
    say: &'a dyn Fn(&E, &mut String),
}

impl<E: Content> Written<'_, E> {
    /// When and by whom it was recorded, what it says, and what became of it.
    fn rest(&self, html: &mut Html, history: &History<E>, row: Row<E>, late: Option<String>) {
        let text = self.text;
        let entry = row.entry;
        html.within("td", &[], |html| {
            html.spell(|to| self.stamp(entry.at, to));
            let fixed = (entry.clock == ClockKind::Fixed).then(|| text.report_clock_was_fixed());
            for (class, note) in [("late", late), ("fixed", fixed)] {
                if let Some(note) = note {
                    html.text(" ");
                    html.leaf("small", &[("class", class)], &note);
                }
            }
        });
        html.spelt("td", &[], |to| text.write_author(&entry.by, to));
        let (class, fate) = match row.fate {
            Fate::Stands => ("", None),
            Fate::Replaced(by) => ("gone", Some(text.report_replaced_by(by))),
            Fate::Withdrawn(by) => ("gone", Some(text.report_taken_back_in(by))),
        };
        html.within("td", &[("class", class)], |html| {
            match entry.event.correction() {
                Some(corrected) => self.correction(html, history, entry, corrected),
                None => html.spell(|to| (self.say)(&entry.event, to)),
            }
            if let Some(fate) = fate {
                html.leaf("span", &[("class", "fate")], &fate);
            }
        });
    }

    fn stamp(&self, at: Moment, to: &mut String) {
        self.text.write_stamp(at, to);
        if self.usual != Some(*at.offset()) {
            to.push_str(&format!(" UTC{}", at.offset()));
        }
    }

    /// An event in words, as a text of its own.
    fn words(&self, event: &E) -> String {
        let mut words = String::new();
        (self.say)(event, &mut words);
        words
    }

    /// A correction with the old content and the new.
    fn correction(
        &self,
        html: &mut Html,
        history: &History<E>,
        entry: &Entry<E>,
        corrected: &Corrected<E>,
    ) {
        let text = self.text;
        let seq = corrected.target.seq;
        let reason = text.correction_reason(corrected.reason);
        html.text(&text.report_correction_of(seq, reason));
        let root = history.entry(seq);
        let counts = |root: &Entry<E>| {
            let mut corrections = history.corrections_of(root);
            corrections.any(|correction| correction.seq == entry.seq)
        };
        let Some(root) = root.filter(|root| counts(root)) else {
            html.leaf("span", &[("class", "fate")], &text.changes_nothing());
            return;
        };
        let old = match history.content_before(root, entry.seq) {
            Some(event) => text.report_old_content(&self.words(&event)),
            None => text.before_nothing(),
        };
        let new = match &corrected.replacement {
            Some(event) => text.report_new_content(&self.words(event)),
            None => text.report_new_nothing(),
        };
        html.leaf("span", &[("class", "old")], &old);
        html.leaf("span", &[("class", "new")], &new);
    }
}
