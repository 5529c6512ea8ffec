//! The audit trail: every entry of the diary and of the site record, as it was made, corrections beside what they
//! change.

use serde_json::Value;

use crate::domain::calendar::{DiaryDate, Moment, Period};
use crate::domain::entry::{ClockKind, Content, CorrectionReason, Event};
use crate::domain::history::{Fate, History};
use crate::domain::participant::Participant;
use crate::domain::plain_text::{self, harmless_json};
use crate::domain::site::SiteEvent;
use crate::report::ReportError;
use crate::report::table::{Cell, Columns, Rows};
use crate::text::Text;

use super::author;

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "journal",
        "seq",
        "id",
        "recorded_at",
        "clock",
        "by",
        "initials",
        "kind",
        "corrects",
        "reason",
        "counts",
        "changed_by",
        "happened_at",
        "date",
        "period",
        "words",
        "content",
    ],
    json_only: &[],
};

pub(super) fn write(of: &Participant, text: Text, to: &mut Rows) -> Result<(), ReportError> {
    let diary = &of.diary;
    let words = |event: &Event, to: &mut String| text.write_event(diary, event, to);
    journal(of, "diary", diary.history(), words, of_diary, to)?;
    if let Some(record) = &of.record {
        let words = |event: &SiteEvent, to: &mut String| {
            to.push_str(&text.site_event(Some(diary), event));
        };
        journal(of, "site", record.history(), words, of_site, to)?;
    }
    Ok(())
}

/// When something happened, as far as its entry says: the moment, and the diary date and period.
#[derive(Default)]
struct When {
    at: Option<Moment>,
    date: Option<DiaryDate>,
    period: Option<Period>,
}

fn journal<E: Content>(
    of: &Participant,
    name: &'static str,
    history: &History<E>,
    write_words: impl Fn(&E, &mut String),
    when: impl Fn(&E) -> When,
    to: &mut Rows,
) -> Result<(), ReportError> {
    // Filled again for each entry.
    let (mut id, mut words, mut content) = (String::new(), String::new(), String::new());
    for row in history.rows() {
        let entry = row.entry;
        for text in [&mut id, &mut words, &mut content] {
            text.clear();
        }
        entry.id.spell(&mut id);
        write_words(&entry.event, &mut words);
        write_content(&entry.event, &mut content)?;
        let [by, initials] = author(&entry.by);
        let (counts, changed_by) = match row.fate {
            Fate::Stands => ("as_recorded", None),
            Fate::Replaced(seq) => ("corrected", Some(seq)),
            Fate::Withdrawn(seq) => ("withdrawn", Some(seq)),
        };
        let correction = entry.event.correction();
        let reason = |reason: CorrectionReason| Cell::code(&reason);
        let says = correction.map_or(Some(&entry.event), |c| c.replacement.as_ref());
        let when = says.map(&when).unwrap_or_default();
        to.add(&[
            Cell::text(of.subject().as_str()),
            Cell::Code(name),
            Cell::count(entry.seq),
            Cell::text(&id),
            Cell::Moment(entry.at),
            Cell::Code(match entry.clock {
                ClockKind::System => "system",
                ClockKind::Fixed => "fixed",
            }),
            by,
            initials,
            // Of an unknown kind the name is whatever the file says.
            Cell::Text(plain_text::shown(entry.event.kind())),
            Cell::or_empty(correction.map(|c| c.target.seq), Cell::count),
            correction.map_or(Ok(Cell::Empty), |c| reason(c.reason))?,
            Cell::Code(counts),
            Cell::or_empty(changed_by, Cell::count),
            Cell::or_empty(when.at, Cell::Moment),
            Cell::or_empty(when.date, Cell::Date),
            Cell::or_empty(when.period, |period| Cell::Code(period.code())),
            Cell::text(&words),
            Cell::text(&content),
        ]);
    }
    Ok(())
}

fn of_diary(event: &Event) -> When {
    let at = |at| When {
        at,
        ..When::default()
    };
    match event {
        Event::Meal(meal) => at(Some(meal.ended_at)),
        Event::Dose(dose) => When {
            at: dose.taken_at,
            date: Some(dose.date),
            period: dose.period,
        },
        Event::Symptom(symptom) => When {
            date: symptom.noticed_on,
            ..When::default()
        },
        Event::Contacted(call) => at(call.spoken_at),
        Event::CycleStarted(start) => When {
            at: start.given_at,
            date: Some(start.date),
            period: None,
        },
        Event::Prescribed(order) => from(order.given_at, order.from.date, order.from.period),
        Event::Held(order) => from(order.given_at, order.from.date, order.from.period),
        Event::Resumed(order) => from(order.given_at, order.from.date, order.from.period),
        Event::Stopped(order) => from(order.given_at, order.from.date, order.from.period),
        Event::ProtocolChanged(change) => from(None, change.from.date, change.from.period),
        Event::Medicine(medicine) => When {
            date: medicine.from.or(medicine.to),
            ..When::default()
        },
        Event::Opened(_)
        | Event::Settings(_)
        | Event::Confirmed(_)
        | Event::Corrected(_)
        | Event::Recovered(_)
        | Event::Continued(_)
        | Event::Unknown(_) => When::default(),
    }
}

fn from(at: Option<Moment>, date: DiaryDate, period: Period) -> When {
    When {
        at,
        date: Some(date),
        period: Some(period),
    }
}

fn of_site(event: &SiteEvent) -> When {
    let date = match event {
        SiteEvent::Medicine(medicine) => medicine.from.or(medicine.to),
        event => event.happened_on(),
    };
    When {
        date,
        ..When::default()
    }
}

/// What an entry says, as in its file, but for a protocol: that is longer than a cell of a spreadsheet may be.
fn write_content(event: &impl Content, to: &mut String) -> Result<(), ReportError> {
    match event.kind() {
        "opened" | "protocol_changed" | "corrected" => {
            let mut value = serde_json::to_value(event)?;
            without_protocol(&mut value);
            to.push_str(&serde_json::to_string(&value)?);
        }
        _ => event.write_json(to)?,
    }
    *to = harmless_json(std::mem::take(to));
    Ok(())
}

fn without_protocol(value: &mut Value) {
    if let Value::Object(fields) = value {
        fields.remove("protocol");
        if let Some(replacement) = fields.get_mut("replacement") {
            without_protocol(replacement);
        }
    }
}
