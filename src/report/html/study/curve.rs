//! The survival curves: steps with their interval, what was censored, the median, numbers at risk below, and the
//! values as a table for those who do not see the picture. Lines and shapes, so that it prints in black and white.

use crate::domain::endpoints::survival::{Curve, Standing, Step};
use crate::domain::protocol::StartDate;
use crate::report::study::percent;

use super::super::drawing::{label, path, svg};
use super::super::markup::Html;
use super::super::tables::{row, table};
use super::Page;

/// The width of the picture, in its own units.
const WIDE: f64 = 760.0;
/// Where the time axis begins and ends; names stand at its left.
const LEFT: f64 = 84.0;
const RIGHT: f64 = WIDE - 18.0;
/// Where 100 % and 0 stand.
const TOP: f64 = 34.0;
const FLOOR: f64 = 290.0;
/// The height of a line of numbers below the curve.
const LINE: f64 = 17.0;
/// Months between two ticks of the time axis: the fewest that give no more ticks than there is room for.
const APART: [u32; 7] = [1, 2, 3, 6, 12, 24, 60];
const MOST_TICKS: u32 = 10;

/// A curve with its words.
struct Shown<'a> {
    id: &'static str,
    name: String,
    /// Of the axis of shares.
    share: String,
    /// Of the time axis.
    time: String,
    curve: &'a Curve,
}

pub(super) fn progression_free(page: &Page, html: &mut Html) {
    let text = page.text;
    let shown = Shown {
        id: "km-pfs",
        name: text.progression_free(),
        share: text.study_page_axis_pfs(),
        time: from_start(page),
        curve: &page.summary.cohort.progression_free,
    };
    write(page, html, &shown);
}

pub(super) fn survival(page: &Page, html: &mut Html) {
    let text = page.text;
    let shown = Shown {
        id: "km-os",
        name: text.overall_survival(),
        share: text.study_page_axis_os(),
        time: from_start(page),
        curve: &page.summary.cohort.survival,
    };
    write(page, html, &shown);
}

pub(super) fn response_duration(page: &Page, html: &mut Html) {
    let text = page.text;
    let shown = Shown {
        id: "km-dor",
        name: text.response_duration(),
        share: text.study_page_axis_dor(),
        time: text.study_page_months_from_response(),
        curve: &page.summary.cohort.response_duration,
    };
    write(page, html, &shown);
}

fn from_start(page: &Page) -> String {
    match page.summary.cohort.rules.start_date {
        StartDate::FirstDose => page.text.study_page_months_from_dose(),
        StartDate::FirstCycle => page.text.study_page_months_from_cycle(),
    }
}

fn write(page: &Page, html: &mut Html, shown: &Shown) {
    let (text, summary) = (page.text, page.summary);
    let Some(last) = shown.curve.steps.last() else {
        html.leaf("p", &[], &text.no_times());
        return;
    };
    let median = shown.curve.median();
    let words = text.median_months(
        &summary.months(median.days),
        &summary.level(),
        &summary.months(median.lower),
        &summary.months(median.upper),
        shown.curve.events(),
        shown.curve.at_risk(0),
    );
    html.leaf("p", &[], &words);
    let axis = Axis::of(last.days, summary.cohort.rules.days_a_month);
    let at = axis.standings(shown.curve);
    html.within("figure", &[], |html| {
        let known = at.iter().skip(1).filter(|(_, at)| is_known(at));
        let reached = known.map(|(month, at)| {
            let share = percent(at.survival);
            text.study_page_at_months(*month, &share)
        });
        let reached = text.list(&reached.collect::<Vec<_>>());
        let named = (text.study_page_curve_picture(&shown.name), reached);
        let size = (WIDE as i32, (FLOOR + 44.0 + 3.0 * LINE) as i32);
        svg(html, "curve", shown.id, size, &named, |html| {
            legend(page, html, shown);
            axes(html, shown, axis);
            steps(html, shown.curve, axis);
            below(page, html, &at, axis);
        });
    });
    let heads = [
        text.study_page_months(),
        text.study_page_at_risk(),
        text.study_page_events(),
        text.study_page_censored(),
        shown.share.clone(),
        text.study_page_interval(&summary.level()),
    ];
    let caption = text.study_page_values_caption(&shown.name);
    table(html, "figures", &caption, &heads, |html| {
        for (month, at) in &at {
            let none = || text.not_applicable();
            let share = is_known(at).then(|| percent(at.survival));
            let interval = at.interval.filter(|_| is_known(at)).map(|of| {
                let (lower, upper) = (percent(of.lower), percent(of.upper));
                text.study_page_from_upto(&lower, &upper)
            });
            let cells = [
                month.to_string(),
                at.at_risk.to_string(),
                at.events.to_string(),
                at.censored.to_string(),
                share.unwrap_or_else(none),
                interval.unwrap_or_else(none),
            ];
            row(html, &cells);
        }
    });
}

/// Whether anything is known of this time: behind the last day only if the share has fallen to 0.
fn is_known(at: &Standing) -> bool {
    at.at_risk > 0 || at.survival <= 0.0
}

/// The time axis.
#[derive(Clone, Copy)]
struct Axis {
    days_a_month: f64,
    /// Months between two ticks.
    apart: u32,
    /// How many stretches it has.
    stretches: u32,
}

impl Axis {
    /// An axis on which so many days find room.
    fn of(days: u32, days_a_month: f64) -> Axis {
        // At most the days that fit into a diary date.
        let months = (f64::from(days) / days_a_month).ceil() as u32;
        let fits = |apart: &u32| months.div_ceil(*apart) <= MOST_TICKS;
        let apart = APART.into_iter().find(fits);
        let apart = apart.unwrap_or_else(|| months.div_ceil(MOST_TICKS));
        Axis {
            days_a_month,
            apart,
            stretches: months.div_ceil(apart).max(1),
        }
    }

    /// The months of the ticks.
    fn ticks(self) -> impl Iterator<Item = u32> {
        (0..=self.stretches).map(move |nth| nth * self.apart)
    }

    /// The ticks, and where the curve stands there.
    fn standings(self, curve: &Curve) -> Vec<(u32, Standing)> {
        let at = |month: u32| (month, curve.at(f64::from(month) * self.days_a_month));
        self.ticks().map(at).collect()
    }

    fn x(self, days: f64) -> f64 {
        let whole = f64::from(self.stretches * self.apart) * self.days_a_month;
        LEFT + days / whole * (RIGHT - LEFT)
    }

    fn x_of_month(self, month: u32) -> f64 {
        self.x(f64::from(month) * self.days_a_month)
    }
}

/// Where a share stands.
fn y(share: f64) -> f64 {
    TOP + (1.0 - share) * (FLOOR - TOP)
}

/// A coordinate in whole units, for words.
fn whole(at: f64) -> i32 {
    at.round() as i32
}

/// What the lines and shapes mean.
fn legend(page: &Page, html: &mut Html, shown: &Shown) {
    let text = page.text;
    label(html, "axis", (0, 14), &shown.share);
    let level = page.summary.level();
    let marks = [
        (
            330,
            "estimate",
            "M330 10h22",
            text.study_page_mark_estimate(),
        ),
        (440, "censor", "M451 5v10", text.study_page_mark_censored()),
        (
            540,
            "band",
            "M540 5h22v10h-22z",
            text.study_page_mark_interval(&level),
        ),
        (676, "median", "M676 10h22", text.study_page_mark_median()),
    ];
    for (x, class, shape, words) in marks {
        path(html, class, shape);
        label(html, "small", (x + 28, 14), &words);
    }
}

/// Both axes with their ticks.
fn axes(html: &mut Html, shown: &Shown, axis: Axis) {
    for quarter in 0..=4_i32 {
        let at = y(f64::from(quarter) / 4.0);
        if quarter > 0 {
            path(html, "grid", &format!("M{LEFT} {at:.1}H{RIGHT}"));
        }
        let share = (quarter * 25).to_string();
        label(html, "share", (whole(LEFT) - 8, whole(at) + 4), &share);
    }
    path(html, "frame", &format!("M{LEFT} {TOP}V{FLOOR}H{RIGHT}"));
    for month in axis.ticks() {
        let x = axis.x_of_month(month);
        path(html, "frame", &format!("M{x:.1} {FLOOR}v5"));
        let below = (whole(x), whole(FLOOR) + 17);
        label(html, "number", below, &month.to_string());
    }
    let end = (whole(RIGHT), whole(FLOOR) + 32);
    label(html, "time", end, &shown.time);
}

/// The interval, the curve, what was censored, and the median.
fn steps(html: &mut Html, curve: &Curve, axis: Axis) {
    if let Some(band) = band(curve, axis) {
        path(html, "band", &band);
    }
    if let Some(median) = curve.median().days {
        let (x, half) = (axis.x(median), y(0.5));
        path(html, "median", &format!("M{LEFT} {half:.1}H{x:.1}V{FLOOR}"));
    }
    let mut line = format!("M{LEFT} {TOP}");
    let mut ticks = String::new();
    for step in &curve.steps {
        let (x, y) = (axis.x(f64::from(step.days)), y(step.survival));
        line.push_str(&format!("H{x:.1}V{y:.1}"));
        if step.censored > 0 {
            ticks.push_str(&format!("M{x:.1} {:.1}v10", y - 5.0));
        }
    }
    path(html, "estimate", &line);
    if !ticks.is_empty() {
        path(html, "censor", &ticks);
    }
}

/// The outline of the interval, from its first day to the last; nothing where the share is 0 or 1.
fn band(curve: &Curve, axis: Axis) -> Option<String> {
    let known = curve.steps.iter();
    let known: Vec<(&Step, f64, f64)> = known
        .filter_map(|step| {
            let within = step.interval?;
            Some((step, y(within.upper), y(within.lower)))
        })
        .collect();
    // It holds up to the next step, also where the share falls to 0 there.
    let (last_known, ..) = known.last()?;
    let end = curve.steps.iter().find(|step| step.days > last_known.days);
    let end = end.unwrap_or(last_known);
    let x = |step: &Step| axis.x(f64::from(step.days));
    let next = |at: usize| known.get(at + 1).map_or(end, |(step, ..)| step);
    let mut outline = String::new();
    for (at, (step, upper, _)) in known.iter().enumerate() {
        let letter = if at == 0 { "M" } else { "L" };
        outline.push_str(&format!(
            "{letter}{:.1} {upper:.1}H{:.1}",
            x(step),
            x(next(at))
        ));
    }
    for (at, (step, _, lower)) in known.iter().enumerate().rev() {
        outline.push_str(&format!("L{:.1} {lower:.1}H{:.1}", x(next(at)), x(step)));
    }
    outline.push('Z');
    Some(outline)
}

/// How many are at risk, had the event and were censored, below each tick.
fn below(page: &Page, html: &mut Html, at: &[(u32, Standing)], axis: Axis) {
    let text = page.text;
    let lines = [
        (text.study_page_at_risk(), |at: &Standing| at.at_risk),
        (text.study_page_events(), |at: &Standing| at.events),
        (text.study_page_censored(), |at: &Standing| at.censored),
    ] as [(String, fn(&Standing) -> u32); 3];
    for (nth, (name, of)) in (0..).zip(lines) {
        let down = whole(FLOOR + 52.0 + f64::from(nth) * LINE);
        label(html, "name", (0, down), &name);
        for (month, at) in at {
            let under = (whole(axis.x_of_month(*month)), down);
            label(html, "number", under, &of(at).to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::endpoints::survival::Follow;

    fn curve(times: &[(u32, bool)]) -> Curve {
        let follow = |(days, is_event): &(u32, bool)| Follow {
            days: *days,
            is_event: *is_event,
        };
        let group: Vec<Follow> = times.iter().map(follow).collect();
        Curve::of(&group, 0.95)
    }

    fn drawn(curve: &Curve, axis: Axis) -> String {
        let mut bytes = Vec::new();
        let mut html = Html::new(&mut bytes);
        steps(&mut html, curve, axis);
        html.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_time_axis_holds_the_last_day_with_ticks_at_whole_months_and_not_too_many() {
        let months = |days| Axis::of(days, 30.0).ticks().collect::<Vec<_>>();
        assert_eq!(months(1), [0, 1]);
        assert_eq!(months(30), [0, 1]);
        assert_eq!(months(31), [0, 1, 2]);
        assert_eq!(months(500), [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
        assert_eq!(months(30 * 60), [0, 6, 12, 18, 24, 30, 36, 42, 48, 54, 60]);
        for days in [1, 29, 400, 3000, 20_000, 3_000_000] {
            let axis = Axis::of(days, 30.0);
            assert!(axis.ticks().count() <= 11 && axis.x(f64::from(days)) <= RIGHT);
        }
    }

    #[test]
    fn the_curve_falls_on_the_day_of_an_event_and_a_tick_stands_where_somebody_was_censored() {
        let axis = Axis::of(100, 25.0);
        assert_eq!(axis.ticks().collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
        let curve = curve(&[(25, true), (50, false), (75, true), (100, false)]);
        let page = drawn(&curve, axis);
        // From 84 to 742, and from 34 (all) to 290 (nobody).
        let line = "M84 34H248.5V98.0H413.0V98.0H577.5V194.0H742.0V194.0";
        assert!(
            page.contains(&format!("class=\"estimate\" d=\"{line}\"")),
            "{page}"
        );
        let ticks = "M413.0 93.0v10M742.0 189.0v10";
        assert!(
            page.contains(&format!("class=\"censor\" d=\"{ticks}\"")),
            "{page}"
        );
        let median = "M84 162.0H577.5V290";
        assert!(
            page.contains(&format!("class=\"median\" d=\"{median}\"")),
            "{page}"
        );
    }

    #[test]
    fn the_interval_begins_with_the_first_event_and_ends_where_nobody_is_left() {
        let axis = Axis::of(100, 25.0);
        let some = curve(&[(25, true), (50, true), (75, false), (100, true)]);
        let outline = band(&some, axis).unwrap();
        assert!(outline.starts_with("M248.5 ") && outline.ends_with('Z'));
        // At 100 days the share is 0 and has no interval; until there the one before holds.
        assert!(outline.contains("H742.0L742.0 "), "{outline}");
        assert_eq!(band(&curve(&[(50, false)]), axis), None);
        let all = curve(&[(50, true)]);
        assert_eq!(band(&all, axis), None);
        assert!(drawn(&all, axis).contains("M84 34H413.0V290.0"));
    }

    #[test]
    fn behind_the_last_day_nothing_is_known_unless_the_share_is_0() {
        let known = |times: &[(u32, bool)], days| is_known(&curve(times).at(days));
        assert!(known(&[(25, true), (50, false)], 50.0));
        assert!(!known(&[(25, true), (50, false)], 51.0));
        assert!(known(&[(25, true), (50, true)], 51.0));
    }
}
