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

/// The cycle day of a place in the row.
fn number(row: &Row, at: usize) -> String {
    let first = row.stretch.cycle.map(|(_, day)| usize::from(day));
    first.map_or_else(String::new, |first| (first + at).to_string())
}

/// Days of which there is one thing to say, in one line.
fn together(page: &Page, html: &mut Html, row: &Row, (from, to): (usize, usize), words: &str) {
    let text = page.text;
    let between = |a: String, b: String| format!("{a} – {b}");
    let date = |at: usize| {
        let day = row.days.get(at);
        day.map_or_else(String::new, |day| text.short_date(day.date))
    };
    html.within("tr", &[("class", "rest")], |html| {
        let days = match number(row, from) {
            first if first.is_empty() => first,
            first => between(first, number(row, to)),
        };
        html.leaf("th", &[("scope", "row")], &days);
        html.leaf("td", &[], &between(date(from), date(to)));
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
        html.leaf("th", &[("scope", "row")], &number(row, at));
        html.leaf("td", &[], &text.short_date(day.date));
        for (place, (drug, period)) in columns.iter().enumerate() {
            let first = columns.iter().position(|(other, _)| other == drug) == Some(place);
            let here = |extra: &&Extra| {
                let known = extra.period.filter(|p| columns.contains(&(*drug, *p)));
                extra.drug == *drug && known.map_or(first, |known| known == *period)
            };
            let slots = day.doses.slots.iter();
            let slot = slots.filter(|s| (s.slot.drug, s.slot.period) == (*drug, *period));
            let mut words: Vec<String> = slot.map(|state| state_words(page, state)).collect();
            let extras = day.doses.extras.iter().filter(here);
            words.extend(extras.map(|extra| text.report_extra_in_words(&text.mg(extra.mg))));
            let odd = day.doses.slots.iter().any(|s| {
                (s.slot.drug, s.slot.period) == (*drug, *period) && is_remarkable(s.status)
            });
            let class = if odd || words.len() > 1 { "odd" } else { "" };
            html.leaf("td", &[("class", class)], &text.sentences(&words));
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
fn state_words(page: &Page, state: &SlotState) -> String {
    let (text, diary) = (page.text, page.diary);
    let word = text.report_status_for_team(state.status);
    let Some(recorded) = &state.recorded else {
        return word.to_owned();
    };
    let at = recorded.taken_at;
    let mut parts = vec![match at {
        Some(at) => format!("{word} {}", text.time_on(at, state.slot.date)),
        None => word.to_owned(),
    }];
    let is_other = recorded.units.mg() != state.units.mg();
    match state.status {
        Status::PartlyTaken | Status::Taken | Status::Vomited if is_other => {
            parts.push(text.units_of(diary, state.slot.drug, &recorded.units));
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
            parts.push(text.missed_reason(reason).to_owned());
        }
        if dose.food == Some(Food::NotKept) {
            parts.push(text.food(Food::NotKept).to_owned());
        }
    }
    text.clauses(parts)
}
