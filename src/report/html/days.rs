//! A row of days in words: what the picture shows, day by day, for those who do not see it and for the file.

use crate::domain::calendar::Period;
use crate::domain::entry::Food;
use crate::domain::ids::DrugId;
use crate::domain::slots::{Extra, SlotState, Status};

use super::Page;
use super::calendar::{OneDay, Row};
use super::markup::Html;
use super::tables;

/// The intakes of a day that have a column: a drug and a period.
fn columns(row: &Row) -> Vec<(DrugId, Period)> {
    let drugs = row.rules.drugs.iter();
    drugs
        .flat_map(|drug| drug.periods.iter().map(|rule| (drug.id, rule.period)))
        .collect()
}

pub(super) fn table(page: &Page, html: &mut Html, row: &Row) {
    let text = page.text;
    let columns = columns(row);
    let mut heads = vec![text.report_column_day(), text.report_column_date()];
    let name =
        |(drug, period): &(DrugId, Period)| text.drug_period(page.diary, *drug, Some(*period));
    heads.extend(columns.iter().map(name));
    heads.push(text.report_column_beside());
    let caption = text.report_calendar_in_words(&row.name);
    tables::table(html, "days", &caption, &heads, |html| {
        let mut at = 0;
        while let Some(day) = row.days.get(at) {
            let alike = |what: fn(&OneDay) -> bool| {
                let days = row.days[at..].iter();
                days.take_while(|day| what(day)).count()
            };
            let (empty, ahead) = (alike(is_empty), alike(is_ahead));
            if empty > 1 {
                let words = text.report_no_dose_in_words();
                together(page, html, row, (at, at + empty - 1), &words);
                at += empty;
            } else if ahead > 1 {
                let words = text.report_to_come_in_words();
                together(page, html, row, (at, at + ahead - 1), &words);
                at += ahead;
            } else {
                one(page, html, row, &columns, (at, day));
                at += 1;
            }
        }
    });
}

/// Whether nothing was planned on a day and nothing happened.
fn is_empty(day: &OneDay) -> bool {
    day.doses.slots.is_empty()
        && day.doses.extras.is_empty()
        && day.symptoms.is_empty()
        && !day.visit
}

/// Whether a day has only doses whose time has not come.
fn is_ahead(day: &OneDay) -> bool {
    let mut slots = day.doses.slots.iter();
    !day.doses.slots.is_empty()
        && slots.all(|state| state.status == Status::Upcoming)
        && day.doses.extras.is_empty()
        && day.symptoms.is_empty()
        && !day.visit
}

/// The cycle day of a place in the row; none before the first cycle.
fn number(row: &Row, at: usize) -> Option<u64> {
    let (_, first) = row.stretch.cycle?;
    Some(u64::from(first) + u64::try_from(at).unwrap_or(0))
}

/// Days of which there is one thing to say, in one line.
fn together(page: &Page, html: &mut Html, row: &Row, (from, to): (usize, usize), words: &str) {
    let text = page.text;
    let date = |at: usize| {
        let day = row.days.get(at);
        day.map_or_else(String::new, |day| text.short_date(day.date))
    };
    html.within("tr", &[("class", "rest")], |html| {
        html.within("th", &[("scope", "row")], |html| {
            if let (Some(first), Some(last)) = (number(row, from), number(row, to)) {
                html.text(&format!("{first} – {last}"));
            }
        });
        html.leaf("td", &[], &format!("{} – {}", date(from), date(to)));
        let wide = (columns(row).len() + 1).to_string();
        html.leaf("td", &[("colspan", &wide)], words);
    });
}

fn one(
    page: &Page,
    html: &mut Html,
    row: &Row,
    columns: &[(DrugId, Period)],
    (at, day): (usize, &OneDay),
) {
    let text = page.text;
    html.within("tr", &[], |html| {
        html.within("th", &[("scope", "row")], |html| {
            if let Some(number) = number(row, at) {
                html.count(number);
            }
        });
        html.spelt("td", &[], |to| {
            text.write_short_date(day.date.calendar(), to)
        });
        for (place, (drug, period)) in columns.iter().enumerate() {
            let first = columns.iter().position(|(other, _)| other == drug) == Some(place);
            let here = |extra: &&Extra| {
                let known = extra.period.filter(|p| columns.contains(&(*drug, *p)));
                extra.drug == *drug && known.map_or(first, |known| known == *period)
            };
            let is_here = |s: &&SlotState| (s.slot.drug, s.slot.period) == (*drug, *period);
            let slots = || day.doses.slots.iter().filter(is_here);
            let extras = || day.doses.extras.iter().filter(here);
            let several = slots().count() + extras().count() > 1;
            let odd = several || slots().any(|state| is_remarkable(state.status));
            let class = if odd { "odd" } else { "" };
            html.spelt("td", &[("class", class)], |to| {
                let mut gap = "";
                for state in slots() {
                    to.push_str(gap);
                    write_state(page, state, to);
                    gap = text.pick("; ", "；");
                }
                for extra in extras() {
                    to.push_str(gap);
                    to.push_str(&text.report_extra_in_words(&text.mg(extra.mg)));
                    gap = text.pick("; ", "；");
                }
            });
        }
        html.within("td", &[], |html| {
            if day.visit {
                html.text(&text.report_mark_visit());
                html.text(" ");
            }
            for (at, (_, seq)) in day.symptoms.iter().enumerate() {
                if at > 0 {
                    html.text(text.pick("; ", "；"));
                }
                let words = page.diary.symptom(*seq);
                let words = words.map(|symptom| text.symptom_in_line(symptom));
                html.text(&words.unwrap_or_default());
                html.text(text.pick(" (", "（"));
                tables::entry(html, page, *seq);
                html.text(text.pick(")", "）"));
            }
        });
    });
}

/// Whether a reader should stop at a status.
fn is_remarkable(status: Status) -> bool {
    match status {
        Status::PartlyTaken | Status::Missed | Status::Vomited | Status::Unrecorded => true,
        Status::Upcoming
        | Status::Due
        | Status::Overdue
        | Status::Taken
        | Status::Held
        | Status::Stopped
        | Status::NotPrescribed => false,
    }
}

/// "taken 08:10", "partly taken 08:10, 2 x 500 mg", "taken 08:10, food rule not kept".
fn write_state(page: &Page, state: &SlotState, to: &mut String) {
    let (text, diary) = (page.text, page.diary);
    to.push_str(text.report_status_for_team(state.status));
    let Some(recorded) = &state.recorded else {
        return;
    };
    if let Some(at) = recorded.taken_at {
        to.push(' ');
        text.write_time_on(at, state.slot.date, to);
    }
    let mut clause = |words: &str| {
        to.push_str(text.pick(", ", "，"));
        to.push_str(words);
    };
    let is_other = recorded.units.mg() != state.units.mg();
    match state.status {
        Status::PartlyTaken | Status::Taken | Status::Vomited if is_other => {
            clause(&text.units_of(diary, state.slot.drug, &recorded.units));
        }
        Status::Upcoming
        | Status::Due
        | Status::Overdue
        | Status::Unrecorded
        | Status::Taken
        | Status::PartlyTaken
        | Status::Missed
        | Status::Vomited
        | Status::Held
        | Status::Stopped
        | Status::NotPrescribed => {}
    }
    if let Some(dose) = diary.dose(recorded.seq) {
        if let Some(reason) = dose.reason {
            clause(text.missed_reason(reason));
        }
        if dose.food == Some(Food::NotKept) {
            clause(text.food(Food::NotKept));
        }
    }
}
