//! The summary as rows: one table, so that a spreadsheet holds all of it; explained in `docs/endpoints.md`.

use super::{BANDS, Spread, Summary};
use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::cohort::{Cohort, Term};
use crate::domain::endpoints::course::{Oddity, Outcome};
use crate::domain::endpoints::proportion::Proportion;
use crate::domain::endpoints::response::Response;
use crate::domain::endpoints::survival::{Curve, Follow};
use crate::domain::endpoints::{SetBy, Setting};
use crate::domain::ids::SubjectCode;
use crate::domain::plain_text::PlainText;
use crate::report::table::{Cell, Columns, Rows};

/// The columns.
pub const COLUMNS: Columns = Columns {
    both: &[
        "table", "item", "grade", "days", "date", "value", "count", "of", "pct", "lower", "upper",
        "at_risk", "events", "censored", "set_by", "source", "term",
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
    term: Option<String>,
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

    fn cells(self, table: &'static str) -> [Cell<'static>; COLUMNS.both.len()] {
        let number = |value: Option<f64>| {
            Cell::or_empty(value, |value| Cell::Number(format!("{value:.4}").into()))
        };
        let small = |value: Option<u32>| Cell::or_empty(value, Cell::count);
        [
            Cell::Code(table),
            Cell::made(self.item),
            Cell::or_empty(self.grade, |grade| Cell::count(grade as u64)),
            small(self.days),
            Cell::or_empty(self.date, Cell::Date),
            Cell::or_empty(self.value, Cell::made),
            Cell::or_empty(self.count, Cell::count),
            Cell::or_empty(self.of, Cell::count),
            number(self.pct),
            number(self.lower),
            number(self.upper),
            small(self.at_risk),
            small(self.events),
            small(self.censored),
            Cell::or_empty(self.set_by, Cell::text),
            Cell::or_empty(self.source, Cell::made),
            Cell::or_empty(self.term, Cell::made),
        ]
    }
}

/// A row, and the table that it stands in.
type Named = (&'static str, Row);

/// Adds every row.
pub fn write(summary: &Summary, to: &mut Rows) {
    let cohort = &summary.cohort;
    let settings = summary.settings.iter();
    let settings = settings.map(|setting| ("setting", of_setting(setting, cohort.enrolled)));
    let people = cohort.outcomes.iter();
    let people = people.flat_map(|(subject, outcome)| of_one(subject.as_str(), outcome));
    let oddities = cohort.oddities.iter();
    let all = settings
        .chain(populations(cohort))
        .chain(responses(cohort))
        .chain(rates(cohort))
        .chain(summary.curves().into_iter().flat_map(of_curve))
        .chain(people.map(|row| ("participant", row)))
        .chain(
            cohort
                .safety
                .terms
                .iter()
                .flat_map(|term| of_term(term, cohort.safety.any.of)),
        )
        .chain(summary.adherence.iter().flat_map(of_spread))
        .chain(oddities.map(|(subject, oddity)| of_oddity(subject, oddity)));
    for (table, row) in all {
        to.add(&row.cells(table));
    }
}

fn populations(cohort: &Cohort) -> [Named; 3] {
    let analysed = cohort.outcomes.len() as u64;
    let counts = [
        ("enrolled", cohort.enrolled),
        ("treated", cohort.treated),
        ("analysed", analysed),
    ];
    counts.map(|(item, count)| {
        let row = Row {
            count: Some(count),
            ..Row::of(item)
        };
        ("population", row)
    })
}

fn responses(cohort: &Cohort) -> impl Iterator<Item = Named> {
    let of = cohort.outcomes.len() as u64;
    Response::ALL.into_iter().map(move |response| {
        let count = cohort.with_best(response);
        let row = Row::of(response.code()).share(Proportion { count, of });
        ("best_response", row)
    })
}

/// The rates with their exact intervals.
fn rates(cohort: &Cohort) -> [Named; 5] {
    let level = cohort.rules.confidence_level;
    let rates = [
        ("orr", cohort.objective_response()),
        ("dcr", cohort.disease_control()),
        ("trae", cohort.safety.any),
        ("trae_grade_3_or_more", cohort.safety.severe),
        ("trae_serious", cohort.safety.serious),
    ];
    rates.map(|(item, share)| {
        let interval = share.interval(level);
        let row = Row {
            lower: interval.map(|interval| interval.lower * 100.0),
            upper: interval.map(|interval| interval.upper * 100.0),
            ..Row::of(item).share(share)
        };
        ("rate", row)
    })
}

/// The median, and every step.
fn of_curve((item, curve): (&'static str, &Curve)) -> Vec<Named> {
    let steps = curve.steps.iter().map(|step| Row {
        days: Some(step.days),
        value: Some(format!("{:.6}", step.survival)),
        lower: step.interval.map(|interval| interval.lower),
        upper: step.interval.map(|interval| interval.upper),
        at_risk: Some(step.at_risk),
        events: Some(step.events),
        censored: Some(step.censored),
        ..Row::of(item)
    });
    let median = ("median_days", median(item, curve));
    let steps = steps.map(|row| ("curve", row));
    [median].into_iter().chain(steps).collect()
}

/// How many had it, then by grade, of so many who were treated.
fn of_term(term: &Term, of: u64) -> Vec<Named> {
    let counted = |count| Row::of(&term.term).share(Proportion { count, of });
    let grades = (1..).zip(term.by_grade).map(|(grade, count)| Row {
        grade: Some(grade),
        ..counted(count)
    });
    let all = [counted(term.any())].into_iter().chain(grades);
    all.map(|row| ("trae_term", row)).collect()
}

/// How adherence is spread with a drug.
fn of_spread(spread: &Spread) -> Vec<Named> {
    let (drug, of) = (spread.drug.as_str(), spread.known());
    let bands = BANDS
        .into_iter()
        .zip(spread.bands)
        .map(|(band, count)| Row {
            value: Some(band.to_owned()),
            ..Row::of(drug).share(Proportion { count, of })
        });
    let none = Row {
        value: Some("n/a".to_owned()),
        count: Some(spread.not_applicable),
        ..Row::of(drug)
    };
    let all = bands.chain([none]);
    all.map(|row| ("adherence", row)).collect()
}

fn of_oddity(subject: &SubjectCode, oddity: &Oddity) -> Named {
    let (code, date, term) = listed(oddity);
    let row = Row {
        value: Some(code.to_owned()),
        date,
        term: term.map(str::to_owned),
        ..Row::of(subject.as_str())
    };
    ("listed", row)
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

/// The code of what does not go together, its date, and the adverse event that it is about.
fn listed(oddity: &Oddity) -> (&'static str, Option<DiaryDate>, Option<&str>) {
    let (code, date) = match oddity {
        Oddity::NoDose => return ("no_dose", None, None),
        Oddity::NoAssessment => return ("no_assessment", None, None),
        Oddity::NoRecord => return ("no_site_record", None, None),
        Oddity::RecordUnread => return ("site_record_unread", None, None),
        Oddity::DiaryDamaged(_) => return ("diary_damaged", None, None),
        Oddity::EventInFuture(date, term) => return ("in_the_future", Some(*date), Some(term)),
        Oddity::RelationNotKnown(onset, term) => {
            return ("relation_not_known", Some(*onset), Some(term));
        }
        Oddity::DiedBeforeStart(date) => ("died_before_start", date),
        Oddity::AssessedBeforeStart(date) => ("assessed_before_start", date),
        Oddity::AssessedAfterDeath(date) => ("assessed_after_death", date),
        Oddity::TwoResponses(date) => ("two_responses_of_one_date", date),
        Oddity::AfterProgression(date) => ("response_after_progression", date),
        Oddity::PartialAfterComplete(date) => ("partial_after_complete", date),
        Oddity::AliveAfterDeath(date) => ("alive_after_death", date),
        Oddity::TwoDeaths(date) => ("two_dates_of_death", date),
        Oddity::DoseAfterDeath(date) => ("dose_after_death", date),
        Oddity::SeveralBaselines(date) => ("several_baselines", date),
        Oddity::BaselineAfterDose(date) => ("baseline_after_first_dose", date),
        Oddity::InFuture(date) => ("in_the_future", date),
    };
    (code, Some(*date), None)
}
