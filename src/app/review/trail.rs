//! The audit trail: every entry with when it happened, when it was recorded and by whom, and what was corrected; and
//! the page of one entry. The entries of the site record stand here too.

use crate::domain::days::{days_late, happened_on};
use crate::domain::entry::{ClockKind, Entry, Event};
use crate::domain::history::{Fate, Row as Record};
use crate::text::Text;

use super::super::entries::{became, fate};
use super::super::page::{Column, Field, Tone};
use super::people::turned;
use super::record;
use super::screen::{Act, Context, Page, Row, Screen};

/// How many entries stand on a page.
const A_PAGE: usize = 40;

/// Which entries are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trail {
    /// Which.
    pub only: Kind,
    /// Which part of them, newest first, from 0.
    pub part: usize,
}

/// A kind of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// All of the diary.
    #[default]
    All,
    /// Doses and meals.
    Doses,
    /// Symptoms and calls.
    Symptoms,
    /// Orders and settings.
    Orders,
    /// Recorded on a later day than they happened.
    Late,
    /// Corrections, and what they correct.
    Corrected,
    /// Made by the study team on the participant's computer.
    ByTeam,
    /// The site record.
    SiteRecord,
}

impl Kind {
    const ALL: [Kind; 8] = [
        Kind::All,
        Kind::Doses,
        Kind::Symptoms,
        Kind::Orders,
        Kind::Late,
        Kind::Corrected,
        Kind::ByTeam,
        Kind::SiteRecord,
    ];

    fn name(self, text: Text) -> String {
        match self {
            Kind::All => text.trail_all(),
            Kind::Doses => text.trail_doses(),
            Kind::Symptoms => text.trail_symptoms(),
            Kind::Orders => text.trail_orders(),
            Kind::Late => text.trail_late(),
            Kind::Corrected => text.trail_corrected(),
            Kind::ByTeam => text.trail_by_team(),
            Kind::SiteRecord => text.trail_site_record(),
        }
    }

    fn lists(self, record: &Record, context: &Context) -> bool {
        let (entry, diary) = (record.entry, &context.participant().diary);
        match self {
            Kind::All => true,
            Kind::Doses => matches!(entry.event, Event::Dose(_) | Event::Meal(_)),
            Kind::Symptoms => matches!(entry.event, Event::Symptom(_) | Event::Contacted(_)),
            Kind::Orders => matches!(
                entry.event,
                Event::CycleStarted(_)
                    | Event::Prescribed(_)
                    | Event::Held(_)
                    | Event::Resumed(_)
                    | Event::Stopped(_)
                    | Event::Confirmed(_)
                    | Event::Settings(_)
                    | Event::ProtocolChanged(_)
            ),
            Kind::Late => days_late(diary, &entry.event, entry.at) > 0,
            Kind::Corrected => {
                record.fate != Fate::Stands || matches!(entry.event, Event::Corrected(_))
            }
            Kind::ByTeam => entry.by.is_site(),
            Kind::SiteRecord => false,
        }
    }
}

impl Trail {
    pub(super) fn step(&mut self, field: Field, by: i8) {
        match field {
            Field::Count(_) => {
                *self = Trail {
                    only: turned(&Kind::ALL, self.only, by),
                    part: 0,
                };
            }
            Field::Minutes(_) | Field::Day | Field::Band | Field::Half | Field::Until => {}
        }
    }
}

/// The columns of entries.
pub(super) fn columns(text: Text) -> Vec<Column> {
    let column = |name: String, spare| Column {
        name,
        right: false,
        spare,
    };
    vec![
        column(text.report_column_entry(), 0),
        column(text.report_column_happened(), 0),
        column(text.report_column_recorded(), 0),
        column(text.report_column_by(), 1),
    ]
}

pub(super) fn page(trail: &Trail, context: &Context) -> Page {
    let text = context.text;
    let only = trail.only.name(text);
    let rows: Vec<Row> = match trail.only {
        Kind::SiteRecord => {
            let records = context.participant().record.iter();
            let rows = records.flat_map(|record| record.history().rows().rev());
            rows.map(|row| record::row(row, context)).collect()
        }
        Kind::All
        | Kind::Doses
        | Kind::Symptoms
        | Kind::Orders
        | Kind::Late
        | Kind::Corrected
        | Kind::ByTeam => {
            let history = context.participant().diary.history();
            let rows = history.rows().rev();
            let listed = rows.filter(|row| trail.only.lists(row, context));
            listed.map(|row| self::row(row, context)).collect()
        }
    };
    let parts = rows.len().div_ceil(A_PAGE).max(1);
    let part = trail.part.min(parts - 1);
    let mut page = Page::new();
    page.columns = columns(text);
    let counted = text.of_kind(&only, rows.len());
    page = page.row(Row::step(text.which_entries(), Field::Count(0), counted));
    let turn = |label, part| Row::act(label, Act::Trail(Trail { part, ..*trail }));
    if part > 0 {
        page = page.row(turn(text.later_entries(), part - 1));
    }
    let shown = rows.into_iter().skip(part * A_PAGE).take(A_PAGE);
    page.rows.extend(shown.map(Row::roomy));
    if part + 1 < parts {
        page = page.row(turn(text.earlier_entries(), part + 1).apart());
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// An entry: when it happened beside when it was recorded, by whom, what it says and what became of it.
pub(super) fn row(record: Record, context: &Context) -> Row {
    let (text, entry) = (context.text, record.entry);
    let diary = &context.participant().diary;
    let late = days_late(diary, &entry.event, entry.at);
    let open = Act::open(Screen::Entry(context.at, entry.seq));
    let tone = if late > 0 { Tone::Caution } else { Tone::Plain };
    let row = Row::act(entry.seq.to_string(), open)
        .cell(tone, happened(entry, context))
        .cell(tone, text.report_stamp(entry.at))
        .cell(Tone::Plain, text.author(&entry.by));
    let row = words(entry, context)
        .into_iter()
        .fold(row, |row, words| row.note(Tone::Plain, words));
    match fate(record, &context.look()) {
        Some(words) => row.note(Tone::Caution, words),
        None => row,
    }
}

/// When it happened, as well as that is known; nothing where that is when it was recorded.
fn happened(entry: &Entry, context: &Context) -> String {
    let text = context.text;
    let at = match &entry.event {
        Event::Dose(dose) => dose.taken_at,
        Event::Meal(meal) => Some(meal.ended_at),
        Event::Contacted(contacted) => contacted.spoken_at,
        Event::CycleStarted(order) => order.given_at,
        Event::Prescribed(order) => order.given_at,
        Event::Held(order) => order.given_at,
        Event::Resumed(order) => order.given_at,
        Event::Stopped(order) => order.given_at,
        Event::Opened(_)
        | Event::Symptom(_)
        | Event::Corrected(_)
        | Event::Settings(_)
        | Event::ProtocolChanged(_)
        | Event::Recovered(_)
        | Event::Continued(_)
        | Event::Confirmed(_)
        | Event::Medicine(_)
        | Event::Unknown(_) => None,
    };
    match at {
        Some(at) => text.report_stamp(at),
        None => {
            let diary = &context.participant().diary;
            happened_on(diary, &entry.event, entry.at).to_string()
        }
    }
}

/// What an entry says; of a correction the old and the new.
fn words(entry: &Entry, context: &Context) -> Vec<String> {
    let text = context.text;
    let diary = &context.participant().diary;
    let Event::Corrected(corrected) = &entry.event else {
        return vec![text.event(diary, &entry.event)];
    };
    let reason = text.correction_reason(corrected.reason);
    let mut lines = vec![text.report_correction_of(corrected.target.seq, reason)];
    let history = diary.history();
    let target = history.entry(corrected.target.seq);
    let old = target.and_then(|target| history.content_before(target, entry.seq));
    lines.extend(old.map(|old| text.report_old_content(&text.event(diary, &old))));
    lines.push(match &corrected.replacement {
        Some(new) => text.report_new_content(&text.event(diary, new)),
        None => text.report_new_nothing(),
    });
    lines
}

/// One entry with everything about it.
pub(super) fn one(seq: u64, context: &Context) -> Page {
    let text = context.text;
    let participant = context.participant();
    let history = participant.diary.history();
    let mut page = Page::new().heading(text.entry_heading(seq));
    let Some(record) = history.row(seq) else {
        return page.row(Row::act(text.go_back(), Act::Back));
    };
    let entry = record.entry;
    for line in words(entry, context) {
        page = page.text(Tone::Accent, line);
    }
    page = page
        .gap()
        .pair(text.report_column_happened(), happened(entry, context))
        .pair(
            text.report_column_recorded(),
            text.report_stamp(entry.at) + " " + &entry.at.offset().to_string(),
        )
        .pair(text.report_column_by(), text.author(&entry.by));
    let late = days_late(&participant.diary, &entry.event, entry.at);
    if late > 0 {
        let words = text.report_days_later(&text.days(late));
        page = page.text(Tone::Caution, words);
    }
    match entry.clock {
        ClockKind::System => {}
        ClockKind::Fixed => page = page.text(Tone::Caution, text.report_clock_was_fixed()),
    }
    for words in history
        .corrections_of(entry)
        .filter_map(|by| became(by, &context.look()))
    {
        page = page.gap().text(Tone::Caution, words);
    }
    let named = context.known.findings.iter().enumerate();
    let named = named.filter(|(_, finding)| finding.entries.contains(&seq));
    for (place, finding) in named {
        let open = Act::open(Screen::Finding(context.at, place));
        let row = Row::act(text.finding(participant, finding), open);
        let is_first = page.rows.is_empty();
        page = page.row(match is_first {
            true => row.below(Tone::Heading, text.named_in()),
            false => row,
        });
    }
    let date = happened_on(&participant.diary, &entry.event, entry.at);
    let day = Act::open(Screen::Day(context.at, date));
    page.gap()
        .row(Row::act(text.go_to_day(&text.short_date(date)), day).apart())
        .row(Row::act(text.go_back(), Act::Back))
}
