//! The endpoints of a made-up study, counted a second time from what is true of it.
//!
//! The generator hands out its plan (`dosebook::sample::Truth`): nothing of it is read back from a file. The figures
//! are computed here by simple code of their own, which shares nothing with the program's, and compared to the digit.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dosebook::domain::calendar::{DiaryDate, Period, SlotPosition};
use dosebook::domain::endpoints::response::Response;
use dosebook::domain::entry::{Language, Outcome};
use dosebook::domain::site::Relation;
use dosebook::journal::Unsynced;
use dosebook::sample::{SampleStudy, Truth, Wanted};
use serde_json::Value;

use crate::support::Home;

const NOW: &str = "2026-11-22T12:00:00+08:00";
const PARTICIPANTS: u32 = 60;
const SEED: u64 = 11;
const CYCLES: u16 = 12;

/// Two-sided, 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Makes the study in a folder, and hands out what is true of it.
fn truths(folder: &Path) -> Vec<Truth> {
    let wanted = Wanted {
        participants: PARTICIPANTS,
        seed: SEED,
        cycles: Some(CYCLES),
        language: Language::En,
        now: NOW.parse().unwrap(),
    };
    let study = SampleStudy::new(wanted).unwrap();
    fs::create_dir(folder).unwrap();
    let make = |nth: u32| {
        let made = study.participant(nth).unwrap();
        made.write(&Unsynced, folder).unwrap();
        made.truth().cloned().unwrap()
    };
    // Each takes a while: two side by side.
    let half = PARTICIPANTS / 2;
    std::thread::scope(|scope| {
        let first = scope.spawn(|| (0..half).map(make).collect::<Vec<_>>());
        let rest: Vec<Truth> = (half..PARTICIPANTS).map(make).collect();
        let mut all = first.join().unwrap();
        all.extend(rest);
        all
    })
}

// The doses.

fn key(slot: SlotPosition) -> (DiaryDate, u8) {
    (slot.date, rank(slot.period))
}

fn rank(period: Period) -> u8 {
    match period {
        Period::Once => 0,
        Period::Am => 1,
        Period::Pm => 2,
    }
}

/// What became of the doses of one participant.
struct Doses {
    /// By drug: how many count as taken, of how many that can be judged.
    counts: BTreeMap<&'static str, (u64, u64)>,
    /// The dates on which something was swallowed.
    intakes: BTreeSet<DiaryDate>,
}

fn doses(truth: &Truth) -> Doses {
    let decided: BTreeMap<(&str, DiaryDate, u8), Option<Outcome>> = truth
        .doses
        .iter()
        .map(|dose| {
            (
                (dose.drug.as_str(), dose.date, rank(dose.period)),
                dose.outcome,
            )
        })
        .collect();
    let mut found = Doses {
        counts: BTreeMap::from([("utidelone", (0, 0)), ("capecitabine", (0, 0))]),
        intakes: truth.extra_doses.iter().copied().collect(),
    };
    for start in &truth.cycles {
        let mut slots: Vec<(&'static str, i64, Period)> = Vec::new();
        slots.extend((0..5).map(|day| ("utidelone", day, Period::Once)));
        for day in 0..14 {
            slots.push(("capecitabine", day, Period::Am));
            slots.push(("capecitabine", day, Period::Pm));
        }
        for (drug, day, period) in slots {
            let (date, rank) = (start.plus(day), rank(period));
            let is_over = truth.stopped.is_some_and(|stop| key(stop) <= (date, rank));
            if date >= truth.received_last || is_over {
                continue;
            }
            let outcome = *decided
                .get(&(drug, date, rank))
                .unwrap_or_else(|| panic!("{}: no word on {drug} {date}", truth.subject));
            let is_paused = truth.pauses.iter().any(|(from, until)| {
                let (from, until) = (key(*from), until.map(key));
                if period != Period::Once {
                    return from <= (date, rank) && until.is_none_or(|until| (date, rank) < until);
                }
                // A capsule of which nothing is known is paused with any slot of its day; it is due again on the
                // day on which everything goes on in the morning.
                let begun = from.0 < date || (from.0 == date && outcome.is_none());
                begun
                    && until
                        .is_none_or(|(until, rank)| date < until || (date == until && rank == 2))
            });
            if is_paused {
                continue;
            }
            let (taken, of) = found.counts.get_mut(drug).unwrap();
            match outcome {
                // It may still be recorded until the end of the next day.
                None if date.plus(1) >= truth.received_last => {}
                None | Some(Outcome::Missed) => *of += 1,
                Some(outcome) => {
                    found.intakes.insert(date);
                    *of += 1;
                    *taken += u64::from(outcome != Outcome::PartlyTaken);
                }
            }
        }
    }
    found
}

// Response and times.

/// What the study says about one participant; days from the first dose, which is day 1.
struct Course {
    best: &'static str,
    pfs: (i64, bool),
    os: (i64, bool),
    dor: Option<(i64, bool)>,
    was_assessed: bool,
}

fn course(truth: &Truth, first: DiaryDate) -> Course {
    let day = |date: DiaryDate| date.days_since(first) + 1;
    let censored_from = truth.new_therapy.map_or(i64::MAX, day);
    let scans: Vec<(i64, Response)> = truth
        .tumour
        .iter()
        .map(|(date, shows)| (day(*date), *shows))
        .collect();
    let counted: Vec<(i64, Response)> = scans
        .iter()
        .copied()
        .filter(|(day, _)| *day <= censored_from)
        .collect();
    // The first day of a response that a later assessment confirms.
    let confirmed = |good: &[Response]| {
        for (at, (first, shows)) in counted.iter().enumerate() {
            if !good.contains(shows) {
                continue;
            }
            for (later, (second, again)) in counted.iter().enumerate().skip(at + 1) {
                let between = &counted[at + 1..later];
                let unclear = between
                    .iter()
                    .filter(|(_, r)| *r == Response::NotEvaluable)
                    .count();
                let others = between.iter().filter(|(_, r)| !good.contains(r)).count();
                if good.contains(again) && second - first >= 28 && unclear <= 1 && others == unclear
                {
                    return Some(*first);
                }
            }
        }
        None
    };
    let complete = confirmed(&[Response::Complete]);
    let responds = confirmed(&[Response::Complete, Response::Partial]);
    let not_worse = [Response::Complete, Response::Partial, Response::Stable];
    let was_stable = counted
        .iter()
        .any(|(day, r)| *day > 42 && not_worse.contains(r));
    let progressed = counted
        .iter()
        .find(|(_, r)| *r == Response::Progressive)
        .map(|(day, _)| *day);
    let best = match (complete, responds) {
        (Some(_), _) => "CR",
        (None, Some(_)) => "PR",
        _ if was_stable => "SD",
        _ if progressed.is_some() => "PD",
        _ => "NE",
    };
    let died = truth.died.map(day);
    let ends = [progressed, died.filter(|day| *day <= censored_from)];
    let pfs = match ends.into_iter().flatten().min() {
        Some(day) => (day, true),
        None => {
            let clear = counted.iter().filter(|(_, r)| *r != Response::NotEvaluable);
            (clear.map(|(day, _)| *day).max().unwrap_or(1), false)
        }
    };
    let seen = truth
        .visits
        .iter()
        .chain(&truth.reached)
        .chain(&truth.new_therapy)
        .map(|date| day(*date));
    let seen = seen
        .chain(scans.iter().map(|(day, _)| *day))
        .max()
        .unwrap_or(1);
    Course {
        best,
        pfs,
        os: died.map_or((seen.max(1), false), |day| (day, true)),
        dor: responds.map(|from| (pfs.0 - from + 1, pfs.1)),
        was_assessed: scans.iter().any(|(_, r)| *r != Response::NotEvaluable),
    }
}

// Statistics.

/// The chance of at most so many successes.
fn at_most(count: u64, of: u64, p: f64) -> f64 {
    let mut sum = 0.0;
    for k in 0..=count {
        let mut term = 1.0;
        for nth in 0..k {
            term *= (of - nth) as f64 / (k - nth) as f64;
        }
        sum += term * p.powi(k as i32) * (1.0 - p).powi((of - k) as i32);
    }
    sum
}

/// Where a falling function of a share becomes 0.
fn crossing(of: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if of(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The interval of Clopper and Pearson, from its definition by the binomial distribution.
fn exact(count: u64, of: u64) -> (f64, f64) {
    let lower = match count {
        0 => 0.0,
        _ => crossing(|p| 0.025 - (1.0 - at_most(count - 1, of, p))),
    };
    let upper = match count == of {
        true => 1.0,
        false => crossing(|p| at_most(count, of, p) - 0.025),
    };
    (lower, upper)
}

/// A day of a curve: day, share left, its limits, at risk, events, censored.
type Step = (i64, f64, Option<(f64, f64)>, usize, usize, usize);

fn kaplan_meier(times: &[(i64, bool)]) -> Vec<Step> {
    let days: BTreeSet<i64> = times.iter().map(|(day, _)| *day).collect();
    let (mut share, mut sum) = (1.0, 0.0);
    let mut steps = Vec::new();
    for day in days {
        let at_risk = times.iter().filter(|(other, _)| *other >= day).count();
        let events = times.iter().filter(|time| **time == (day, true)).count();
        let censored = times.iter().filter(|time| **time == (day, false)).count();
        share *= (at_risk - events) as f64 / at_risk as f64;
        sum += events as f64 / (at_risk as f64 * (at_risk - events) as f64);
        let limits = (share > 0.0 && share < 1.0).then(|| {
            let width = (Z * f64::sqrt(sum) / share.ln()).abs();
            (share.powf(width.exp()), share.powf((-width).exp()))
        });
        steps.push((day, share, limits, at_risk, events, censored));
    }
    steps
}

/// Where shares fall below one half; the middle, where they are one half for a while.
fn half(shares: &[(i64, f64)]) -> Option<f64> {
    let at = shares.iter().position(|(_, share)| *share < 0.5 + 1e-9)?;
    let (day, share) = shares[at];
    let is_half = (share - 0.5).abs() < 1e-9;
    let next = shares[at..].iter().find(|(_, share)| *share < 0.5 - 1e-9);
    Some(match next {
        Some((next, _)) if is_half => (day + next) as f64 / 2.0,
        _ => day as f64,
    })
}

// The rows of the program.

/// The rows of a CSV text, by the names of its columns.
fn csv(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

struct Rows(Vec<BTreeMap<String, String>>);

impl Rows {
    /// These columns of the rows of a table and an item.
    fn of(&self, table: &str, item: &str, columns: &[&str]) -> Vec<Vec<String>> {
        let rows = self
            .0
            .iter()
            .filter(|row| row["table"] == table && row["item"] == item);
        rows.map(|row| columns.iter().map(|name| row[*name].clone()).collect())
            .collect()
    }

    /// Rows of numbers that say a share.
    #[track_caller]
    fn share(&self, table: &str, item: &str, count: u64, of: u64) {
        let pct = format!("{:.4}", count as f64 / of as f64 * 100.0);
        let expected = [count.to_string(), of.to_string(), pct];
        assert_eq!(
            self.of(table, item, &["count", "of", "pct"])[0],
            expected,
            "{table} {item}"
        );
    }
}

fn four(number: Option<f64>) -> String {
    number.map_or(String::new(), |number| format!("{number:.4}"))
}

/// The endpoints by the truth, and as the program prints them.
#[test]
fn the_endpoints_of_a_made_up_study_are_those_of_its_truth_to_the_digit() {
    let home = Home::new();
    let truths = truths(&home.path("study"));
    let line = format!("--lang en demo --participants 1 --seed {SEED} --cycles {CYCLES} --out one");
    home.say(NOW, &line).code(0);
    for file in ["DEMO-001.jsonl", "DEMO-001.site.jsonl"] {
        let [one, same] =
            ["one", "study"].map(|folder| fs::read(home.path(folder).join(file)).unwrap());
        assert!(one == same, "the command makes another {file}");
    }
    let out = home
        .say(NOW, "study summary study --format csv")
        .code(0)
        .out;
    let rows = Rows(csv(&out));
    let doses: Vec<Doses> = truths.iter().map(doses).collect();
    let treated: Vec<(&Truth, &Doses, Course)> = truths
        .iter()
        .zip(&doses)
        .filter_map(|(truth, doses)| Some((truth, doses, course(truth, *doses.intakes.first()?))))
        .collect();
    let analysed = treated.len() as u64;

    // There is something to count.
    let bests: BTreeSet<&str> = treated.iter().map(|(_, _, course)| course.best).collect();
    assert_eq!(bests.len(), 5, "{bests:?}");
    assert!(analysed < u64::from(PARTICIPANTS));
    let therapy_first =
        |course: &Course, truth: &Truth| !course.pfs.1 && truth.new_therapy.is_some();
    assert!(
        treated
            .iter()
            .any(|(truth, _, course)| therapy_first(course, truth))
    );

    for (item, count) in [
        ("enrolled", u64::from(PARTICIPANTS)),
        ("treated", analysed),
        ("analysed", analysed),
    ] {
        assert_eq!(
            rows.of("population", item, &["count"])[0],
            [count.to_string()]
        );
    }
    let with_best = |codes: &[&str]| {
        let found = treated
            .iter()
            .filter(|(_, _, course)| codes.contains(&course.best));
        found.count() as u64
    };
    for code in ["CR", "PR", "SD", "PD", "NE"] {
        rows.share("best_response", code, with_best(&[code]), analysed);
    }
    let check_rate = |item: &str, count: u64| {
        rows.share("rate", item, count, analysed);
        let (lower, upper) = exact(count, analysed);
        let expected = [lower, upper].map(|share| format!("{:.4}", share * 100.0));
        assert_eq!(
            rows.of("rate", item, &["lower", "upper"])[0],
            expected,
            "{item}"
        );
    };
    check_rate("orr", with_best(&["CR", "PR"]));
    check_rate("dcr", with_best(&["CR", "PR", "SD"]));

    for (truth, _, course) in &treated {
        let mut expected = vec![[
            format!("best:{}", course.best),
            String::new(),
            String::new(),
        ]];
        let times = [
            ("pfs", Some(course.pfs)),
            ("os", Some(course.os)),
            ("dor", course.dor),
        ];
        for (name, time) in times {
            let words = |(day, event): (i64, bool)| {
                [
                    name.to_owned(),
                    day.to_string(),
                    u8::from(event).to_string(),
                ]
            };
            expected.extend(time.map(words));
        }
        let found = rows.of("participant", &truth.subject, &["value", "days", "events"]);
        assert_eq!(found, expected, "{}", truth.subject);
    }
    for (item, time) in [
        (
            "pfs",
            (|course: &Course| Some(course.pfs)) as fn(&Course) -> Option<(i64, bool)>,
        ),
        ("os", |course| Some(course.os)),
        ("dor", |course| course.dor),
    ] {
        let times: Vec<(i64, bool)> = treated.iter().filter_map(|(_, _, c)| time(c)).collect();
        let steps = kaplan_meier(&times);
        let expected: Vec<Vec<String>> = steps
            .iter()
            .map(|(day, share, limits, at_risk, events, censored)| {
                vec![
                    day.to_string(),
                    format!("{share:.6}"),
                    four(limits.map(|limits| limits.0)),
                    four(limits.map(|limits| limits.1)),
                    at_risk.to_string(),
                    events.to_string(),
                    censored.to_string(),
                ]
            })
            .collect();
        let columns = [
            "days", "value", "lower", "upper", "at_risk", "events", "censored",
        ];
        assert_eq!(rows.of("curve", item, &columns), expected, "{item}");
        let falls = || steps.iter().filter(|step| step.4 > 0);
        let limits = |of: fn((f64, f64)) -> f64| {
            let known = falls().filter_map(|step| Some((step.0, of(step.2?))));
            half(&known.collect::<Vec<_>>())
        };
        let median = half(&falls().map(|step| (step.0, step.1)).collect::<Vec<_>>());
        let events = times.iter().filter(|(_, event)| *event).count();
        let expected = [
            median.map_or(String::new(), |days| format!("{days:.1}")),
            four(limits(|limits| limits.0)),
            four(limits(|limits| limits.1)),
            events.to_string(),
            times.len().to_string(),
        ];
        let columns = ["value", "lower", "upper", "count", "of"];
        assert_eq!(
            rows.of("median_days", item, &columns)[0],
            expected,
            "{item}"
        );
        assert!(events > 5 && (item == "os" || median.is_some()), "{item}");
    }

    // Adverse events.
    let mut terms: BTreeMap<String, [u64; 5]> = BTreeMap::new();
    let (mut any, mut severe, mut serious) = (0, 0, 0);
    let mut unknown: Vec<(String, String)> = Vec::new();
    for (truth, doses, _) in &treated {
        let (first, last) = (
            *doses.intakes.first().unwrap(),
            *doses.intakes.last().unwrap(),
        );
        let in_time = |relation: Relation| {
            truth.adverse_events.iter().filter(move |event| {
                let begun = event.onset >= first && event.onset <= last.plus(28);
                begun && event.relation == relation
            })
        };
        let listed = || (truth.subject.clone(), "relation_not_known".to_owned());
        unknown.extend(in_time(Relation::NotKnown).map(|_| listed()));
        let mut worst: BTreeMap<String, u8> = BTreeMap::new();
        let mut is_serious = false;
        for event in in_time(Relation::Related) {
            let name = match event.words {
                "" => event.term.to_owned(),
                words => format!("{}: {words}", event.term),
            };
            let worst = worst.entry(name).or_default();
            *worst = event.worst.max(*worst);
            is_serious |= event.is_serious;
        }
        any += u64::from(!worst.is_empty());
        severe += u64::from(worst.values().any(|grade| *grade > 2));
        serious += u64::from(is_serious);
        for (name, grade) in worst {
            terms.entry(name).or_default()[usize::from(grade) - 1] += 1;
        }
    }
    check_rate("trae", any);
    check_rate("trae_grade_3_or_more", severe);
    check_rate("trae_serious", serious);
    let named: BTreeSet<&String> = rows
        .0
        .iter()
        .filter(|row| row["table"] == "trae_term")
        .map(|row| &row["item"])
        .collect();
    assert_eq!(named, terms.keys().collect::<BTreeSet<_>>());
    for (term, grades) in &terms {
        let mut expected = vec![vec![String::new(), grades.iter().sum::<u64>().to_string()]];
        for (grade, count) in (1..).zip(grades) {
            expected.push(vec![format!("{grade}"), count.to_string()]);
        }
        assert_eq!(
            rows.of("trae_term", term, &["grade", "count"]),
            expected,
            "{term}"
        );
    }

    // Adherence.
    for drug in ["utidelone", "capecitabine"] {
        let mut bands = [0_u64; 5];
        for doses in &doses {
            let (taken, of) = doses.counts[drug];
            bands[match taken * 100 {
                _ if of == 0 => 4,
                part if part < of * 80 => 0,
                part if part < of * 90 => 1,
                part if part < of * 95 => 2,
                _ => 3,
            }] += 1;
        }
        let expected: Vec<Vec<String>> = ["<80", "80-<90", "90-<95", "95-100", "n/a"]
            .into_iter()
            .zip(bands)
            .map(|(band, count)| vec![band.to_owned(), count.to_string()])
            .collect();
        assert_eq!(
            rows.of("adherence", drug, &["value", "count"]),
            expected,
            "{drug}"
        );
    }
    let out = home.say(NOW, "adherence study --format csv").code(0).out;
    let figures = csv(&out);
    for (truth, doses) in truths.iter().zip(&doses) {
        for (drug, (taken, of)) in &doses.counts {
            let row = figures.iter().find(|row| {
                row["subject"] == truth.subject && row["drug"] == *drug && row["cycle"] == "all"
            });
            let found = row.map_or("", |row| row["dose_adherence_pct"].as_str());
            let expected = match of {
                0 => String::new(),
                // Half a hundredth goes up.
                _ => {
                    let hundredths = (taken * 20_000 + of) / (2 * of);
                    format!("{}.{:02}", hundredths / 100, hundredths % 100)
                }
            };
            assert_eq!(found, expected, "{} {drug}: {taken} of {of}", truth.subject);
        }
    }

    // What is missing is listed, and nothing else is.
    let mut expected: Vec<(String, String)> = Vec::new();
    for (truth, doses) in truths.iter().zip(&doses) {
        if doses.intakes.is_empty() {
            expected.push((truth.subject.clone(), "no_dose".to_owned()));
        }
    }
    for (truth, _, course) in &treated {
        if !course.was_assessed {
            expected.push((truth.subject.clone(), "no_assessment".to_owned()));
        }
    }
    assert!(!unknown.is_empty());
    expected.extend(unknown);
    expected.sort();
    let listed = rows.0.iter().filter(|row| row["table"] == "listed");
    let listed: Vec<(String, String)> = listed
        .map(|row| (row["item"].clone(), row["value"].clone()))
        .collect();
    assert_eq!(listed, expected);

    // The same as JSON.
    let out = home
        .say(NOW, "study summary study --format json")
        .code(0)
        .out;
    let read: Vec<BTreeMap<String, Value>> = serde_json::from_str(&out).unwrap();
    assert_eq!(read.len(), rows.0.len());
    for (object, row) in read.iter().zip(&rows.0) {
        for (name, text) in row {
            let same = match &object[name] {
                Value::Null => text.is_empty(),
                Value::String(word) => word == text,
                Value::Number(number) => number.as_f64() == text.parse().ok(),
                _ => false,
            };
            assert!(same, "{name}: {} and {text}", object[name]);
        }
    }
}
