//! Tumour and life: every assessment with its sum against the baseline and the nadir, the response that it says or
//! that follows by RECIST 1.1, other therapies, and until when the participant is known to have lived.

use crate::domain::endpoints::cohort::Member;
use crate::domain::endpoints::course::Oddity;
use crate::domain::endpoints::readings::{Reading, assessed, readings};
use crate::domain::endpoints::recist::{Change, Diameters, Measured};
use crate::domain::endpoints::response::Response;
use crate::domain::endpoints::{EndpointRules, Settled};

use crate::domain::site::{Assessment, SiteEvent, SiteRecord};
use crate::text::Text;

use super::super::page::{Column, Tone};
use super::screen::{Act, Context, Page, Row, Screen};
use super::{desk, record};

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new();
    page.columns = columns(text);
    if let Some(record) = &context.participant().record {
        page = recorded(page, record, context);
    }
    desk::of_tumour(page, context).row(Row::act(text.go_back(), Act::Back).apart())
}

fn recorded(mut page: Page, of_site: &SiteRecord, context: &Context) -> Page {
    let text = context.text;
    let readings = readings(assessed(of_site));
    let protocol = context.participant().diary.rules();
    let settings = protocol.endpoints.clone().unwrap_or_default();
    let rules = Settled::by(&settings).rules;
    let course = Member::of(context.participant()).course;
    let outcome = course.outcome(&rules);
    let none = || text.none_recorded();
    let best = outcome.best;
    let best = match best.first_seen {
        Some(seen) => {
            let mut parts = vec![text.response(best.response).to_owned()];
            parts.push(text.first_seen(&text.date_in_line(seen)));
            let confirmed = best.confirmed_by.map(|date| text.date_in_line(date));
            parts.extend(confirmed.map(|date| text.confirmed_then(&date)));
            text.clauses(parts)
        }
        None => none(),
    };
    let life = match (course.died, course.last_alive) {
        (Some(died), _) => text.died_on(&text.date_in_line(died)),
        (None, Some(alive)) => text.alive_on(&text.date_in_line(alive)),
        (None, None) => none(),
    };
    page = page
        .pair(text.best_response(), best)
        .pair(text.life(), life)
        .gap();
    // Beside a response in the list a lesser best one looks wrong, where nothing but the confirmation is missing.
    let at_once = EndpointRules {
        confirm_after_days: 0,
        ..rules.clone()
    };
    let days = rules.confirm_after_days;
    let would_be = course.outcome(&at_once).best.response;
    if would_be.is_objective() && !outcome.best.response.is_objective() {
        page = page
            .text(Tone::Quiet, text.response_to_be_confirmed(days))
            .gap();
    }
    // That there is none yet is said by the page itself.
    let to_say = |oddity: &&Oddity| readings.len() > 1 || **oddity != Oddity::NoAssessment;
    let oddities: Vec<&Oddity> = outcome.oddities.iter().filter(to_say).collect();
    for oddity in &oddities {
        page = page.text(Tone::Caution, text.oddity(oddity, rules.start_date));
    }
    if !oddities.is_empty() {
        page = page.gap();
    }
    if readings.is_empty() {
        page = page.text(Tone::Plain, text.no_assessments_yet()).gap();
    }
    for reading in readings.iter().rev() {
        page = page.row(row(reading, context).roomy());
    }
    let rest = of_site.history().live_entries().filter(|live| {
        matches!(
            live.event,
            SiteEvent::NewTherapy(_) | SiteEvent::Died(_) | SiteEvent::LastAlive(_)
        )
    });
    let mut rest: Vec<_> = rest.collect();
    rest.sort_by_key(|live| std::cmp::Reverse((live.event.happened_on(), live.root.seq)));
    for (place, live) in rest.iter().enumerate() {
        let Some(row) = record::said_row(live.root.seq, context) else {
            continue;
        };
        page = page.row(match place {
            0 => row.below(Tone::Quiet, text.therapy_and_life()).apart(),
            _ => row,
        });
    }
    page
}

fn open(seq: u64, context: &Context) -> Act {
    Act::open(Screen::RecordEntry(context.at, seq))
}

fn columns(text: Text) -> Vec<Column> {
    let column = |name: String, right, spare| Column { name, right, spare };
    vec![
        column(text.column_assessed(), false, 0),
        column(text.column_sum(), true, 0),
        column(text.column_to_baseline(), true, 0),
        column(text.column_to_nadir(), true, 0),
        column(text.desk_response(), false, 0),
    ]
}

fn row(reading: &Reading, context: &Context) -> Row {
    let text = context.text;
    let assessed = reading.assessed;
    let measured = measured(reading);
    let sum = measured.and_then(|measured| measured.target_sum_mm);
    let [baseline, nadir] = changes(reading)
        .map(|change| change.map_or_else(String::new, |change| percent(change, text)));
    let (tone, response) = match reading.response {
        Some(response) => (tone(response), response.code().to_owned()),
        None => (Tone::Quiet, text.is_baseline()),
    };
    let row = Row::act(text.date(assessed.date), open(reading.seq, context))
        .cell(
            Tone::Plain,
            sum.map_or_else(String::new, |sum| sum.to_string()),
        )
        .cell(Tone::Plain, baseline)
        .cell(Tone::Plain, nadir)
        .cell(tone, response);
    match measured {
        Some(measured) => {
            let seen = measured.non_target.map(|seen| match reading.response {
                Some(_) => text.other_lesions(text.non_target(seen)),
                None => text.other_lesions(text.non_target_at_baseline(seen)),
            });
            let new = measured.new_lesions.then(|| text.new_lesions_seen());
            let remarks: Vec<String> = seen.into_iter().chain(new).collect();
            match remarks.is_empty() {
                true => row,
                false => row.note(Tone::Quiet, text.clauses(remarks)),
            }
        }
        None => row.note(Tone::Quiet, text.response_as_given()),
    }
}

fn tone(response: Response) -> Tone {
    match response {
        Response::Progressive => Tone::Caution,
        Response::Complete | Response::Partial | Response::Stable | Response::NotEvaluable => {
            Tone::Plain
        }
    }
}

fn measured(reading: &Reading) -> Option<Measured> {
    match reading.assessed.said {
        Assessment::Baseline(measured) | Assessment::Measured(measured) => Some(measured),
        Assessment::Response(_) => None,
    }
}

/// The sums that it is compared with: that of the baseline, and the smallest one before.
fn against(reading: &Reading) -> [Option<Diameters>; 2] {
    let compared = reading.compared;
    compared.map_or([None; 2], |compared| [compared.baseline, compared.nadir])
}

/// How its sum has changed from each of those.
fn changes(reading: &Reading) -> [Option<Change>; 2] {
    let sum = measured(reading).and_then(|measured| measured.target_sum_mm);
    against(reading).map(|before| Some(sum?.change_from(before?)))
}

/// "-33.33 %"; of nothing there is no share.
fn percent(change: Change, text: Text) -> String {
    let Some(hundredths) = change.hundredths_percent else {
        return text.not_applicable();
    };
    let (sign, size) = (sign(hundredths), hundredths.unsigned_abs());
    text.percent(format!("{sign}{}.{:02}", size / 100, size % 100))
}

/// "-17.5".
fn millimetres(change: Change) -> String {
    let (sign, size) = (sign(change.tenths_mm), change.tenths_mm.unsigned_abs());
    format!("{sign}{}.{}", size / 10, size % 10)
}

fn sign(number: i64) -> &'static str {
    match number.signum() {
        -1 => "-",
        0 => "",
        _ => "+",
    }
}

/// The response of an assessment, and the changes that it follows from.
pub(super) fn reading_words(reading: &Reading, text: Text) -> Vec<String> {
    let response = reading.response.map(|response| text.response(response));
    let mut words: Vec<String> = response.into_iter().map(str::to_owned).collect();
    let [to_baseline, to_nadir] = changes(reading);
    let [baseline, nadir] = against(reading).map(|sum| sum.map(|sum| sum.to_string()));
    let both = |change: Change| text.changed_by(&percent(change, text), &millimetres(change));
    if let (Some(change), Some(sum)) = (to_baseline, baseline) {
        words.push(text.against_baseline(&both(change), &sum));
    }
    if let (Some(change), Some(sum)) = (to_nadir, nadir) {
        words.push(text.against_nadir(&both(change), &sum));
    }
    words
}

/// What an entry of the site record means as an assessment; nothing for every other one.
pub(super) fn entry_words(seq: u64, context: &Context) -> Vec<String> {
    let record = context.participant().record.as_ref();
    let all = record.map_or_else(Vec::new, |record| readings(assessed(record)));
    let found = all.iter().find(|reading| reading.seq == seq);
    found.map_or_else(Vec::new, |reading| reading_words(reading, context.text))
}
