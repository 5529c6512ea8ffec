//! The summary as rows: one table, so that a spreadsheet holds all of it; explained in `docs/endpoints.md`.

use super::{BANDS, Summary};
use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::course::{Oddity, Outcome};
use crate::domain::endpoints::proportion::Proportion;
use crate::domain::endpoints::response::Response;
use crate::domain::endpoints::survival::{Curve, Follow};
use crate::domain::endpoints::{SetBy, Setting};
use crate::domain::plain_text::PlainText;
use crate::report::table::{Cell, Columns};

/// The columns.
pub const COLUMNS: Columns = Columns {
    both: &[
        "table", "item", "grade", "days", "date", "value", "count", "of", "pct", "lower", "upper",
        "at_risk", "events", "censored", "set_by", "source",
    ],
    json_only: &[],
};

/// A row, its cells by name.
#[derive(Default)]
struct Row {
    item: String,
    grade: Option<usize>,
    days: Option<u32>,
    date: Option<DiaryDate>,
    value: Option<String>,
    count: Option<u64>,
    of: Option<u64>,
    pct: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
    at_risk: Option<u32>,
    events: Option<u32>,
    censored: Option<u32>,
    set_by: Option<&'static str>,
    source: Option<String>,
}

impl Row {
    fn of(item: impl Into<String>) -> Row {
        Row {
            item: item.into(),
            ..Row::default()
        }
    }

    fn share(self, share: Proportion) -> Row {
        Row {
            count: Some(share.count),
            of: Some(share.of),
            pct: share.share().map(|share| share * 100.0),
            ..self
        }
    }

    fn cells(self, table: &str) -> Vec<Cell> {
        let number =
            |value: Option<f64>| Cell::or_empty(value, |value| Cell::Number(format!("{value:.4}")));
        let small = |value: Option<u32>| Cell::or_empty(value, Cell::count);
        vec![
            Cell::text(table),
            Cell::text(self.item),
            Cell::or_empty(self.grade, |grade| Cell::count(grade as u64)),
            small(self.days),
            Cell::or_empty(self.date, Cell::Date),
            Cell::or_empty(self.value, Cell::Text),
            Cell::or_empty(self.count, Cell::count),
            Cell::or_empty(self.of, Cell::count),
            number(self.pct),
            number(self.lower),
            number(self.upper),
            small(self.at_risk),
            small(self.events),
            small(self.censored),
            Cell::or_empty(self.set_by, Cell::text),
            Cell::or_empty(self.source, Cell::Text),
        ]
    }
}

/// Every row.
pub fn rows(summary: &Summary) -> Vec<Vec<Cell>> {
    let cohort = &summary.cohort;
    let mut all = Vec::new();
    let mut add = |table: &str, row: Row| all.push(row.cells(table));
    for setting in &summary.settings {
        add("setting", of_setting(setting, cohort.enrolled));
    }
    let analysed = cohort.outcomes.len() as u64;
    for (item, count) in [
        ("enrolled", cohort.enrolled),
        ("treated", cohort.treated),
        ("analysed", analysed),
    ] {
        add(
            "population",
            Row {
                count: Some(count),
                ..Row::of(item)
            },
        );
    }
    for response in Response::ALL {
        let share = Proportion {
            count: cohort.with_best(response),
            of: analysed,
        };
        add("best_response", Row::of(response.code()).share(share));
    }
    let level = cohort.rules.confidence_level;
    let exact = |item: &str, share: Proportion| {
        let interval = share.interval(level);
        Row {
            lower: interval.map(|interval| interval.lower * 100.0),
            upper: interval.map(|interval| interval.upper * 100.0),
            ..Row::of(item).share(share)
        }
    };
    add("rate", exact("orr", cohort.objective_response()));
    add("rate", exact("dcr", cohort.disease_control()));
    add("rate", exact("trae", cohort.safety.any));
    add("rate", exact("trae_grade_3_or_more", cohort.safety.severe));
    add("rate", exact("trae_serious", cohort.safety.serious));
    for (item, curve) in summary.curves() {
        add("median_days", median(item, curve));
        for step in &curve.steps {
            let row = Row {
                days: Some(step.days),
                value: Some(format!("{:.6}", step.survival)),
                lower: step.interval.map(|interval| interval.lower),
                upper: step.interval.map(|interval| interval.upper),
                at_risk: Some(step.at_risk),
                events: Some(step.events),
                censored: Some(step.censored),
                ..Row::of(item)
            };
            add("curve", row);
        }
    }
    for (subject, outcome) in &cohort.outcomes {
        for row in of_one(subject.as_str(), outcome) {
            add("participant", row);
        }
    }
    for term in &cohort.safety.terms {
        let of = cohort.safety.any.of;
        let share = |count| Proportion { count, of };
        add("trae_term", Row::of(&term.term).share(share(term.any())));
        for (place, count) in term.by_grade.into_iter().enumerate() {
            let row = Row::of(&term.term).share(share(count));
            add(
                "trae_term",
                Row {
                    grade: Some(place + 1),
                    ..row
                },
            );
        }
    }
    for spread in &summary.adherence {
        let of = spread.known();
        for (band, count) in BANDS.into_iter().zip(spread.bands) {
            let row = Row::of(spread.drug.as_str()).share(Proportion { count, of });
            add(
                "adherence",
                Row {
                    value: Some(band.to_owned()),
                    ..row
                },
            );
        }
        let row = Row {
            value: Some("n/a".to_owned()),
            count: Some(spread.not_applicable),
            ..Row::of(spread.drug.as_str())
        };
        add("adherence", row);
    }
    for (subject, oddity) in &cohort.oddities {
        let (code, date) = listed(*oddity);
        let row = Row {
            value: Some(code.to_owned()),
            date,
            ..Row::of(subject.as_str())
        };
        add("listed", row);
    }
    all
}

/// A setting; `count` of `of` diaries carry a protocol that says so.
fn of_setting(setting: &Setting, enrolled: u64) -> Row {
    let row = Row {
        value: Some(setting.value.clone()),
        ..Row::of(setting.name)
    };
    match &setting.set_by {
        SetBy::Usual => Row {
            set_by: Some("usual"),
            ..row
        },
        SetBy::Protocol { sources, said_by } => Row {
            set_by: Some("protocol"),
            source: Some(PlainText::new(sources.join("; ")).to_string()),
            count: *said_by,
            of: said_by.map(|_| enrolled),
            ..row
        },
    }
}

fn median(item: &str, curve: &Curve) -> Row {
    let median = curve.median();
    Row {
        value: median.days.map(|days| format!("{days:.1}")),
        lower: median.lower,
        upper: median.upper,
        count: Some(u64::from(curve.events())),
        of: Some(u64::from(curve.at_risk(0))),
        ..Row::of(item)
    }
}

/// The times and the best response of a participant; `events` is 1 where the time ended with the event.
fn of_one(subject: &str, outcome: &Outcome) -> Vec<Row> {
    let best = Row {
        value: Some(format!("best:{}", outcome.best.response.code())),
        date: outcome.best.first_seen,
        ..Row::of(subject)
    };
    let time = |name: &str, follow: Option<Follow>| {
        let follow = follow?;
        Some(Row {
            value: Some(name.to_owned()),
            days: Some(follow.days),
            events: Some(u32::from(follow.is_event)),
            censored: Some(u32::from(!follow.is_event)),
            ..Row::of(subject)
        })
    };
    let times = [
        time("pfs", outcome.progression_free),
        time("os", outcome.survival),
        time("dor", outcome.response_duration),
    ];
    [Some(best)].into_iter().chain(times).flatten().collect()
}

/// The code and the date of what does not go together.
fn listed(oddity: Oddity) -> (&'static str, Option<DiaryDate>) {
    match oddity {
        Oddity::NoDose => ("no_dose", None),
        Oddity::NoAssessment => ("no_assessment", None),
        Oddity::NoRecord => ("no_site_record", None),
        Oddity::DiedBeforeStart(date) => ("died_before_first_dose", Some(date)),
        Oddity::AssessedBeforeStart(date) => ("assessed_before_first_dose", Some(date)),
        Oddity::AssessedAfterDeath(date) => ("assessed_after_death", Some(date)),
        Oddity::TwoResponses(date) => ("two_responses_of_one_date", Some(date)),
        Oddity::AfterProgression(date) => ("response_after_progression", Some(date)),
        Oddity::PartialAfterComplete(date) => ("partial_after_complete", Some(date)),
        Oddity::AliveAfterDeath(date) => ("alive_after_death", Some(date)),
        Oddity::TwoDeaths(date) => ("two_dates_of_death", Some(date)),
        Oddity::DoseAfterDeath(date) => ("dose_after_death", Some(date)),
        Oddity::SeveralBaselines(date) => ("several_baselines", Some(date)),
        Oddity::InFuture(date) => ("in_the_future", Some(date)),
    }
}
